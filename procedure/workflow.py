"""Deciding a transition: who may, with what, and what changes. Pure; the records save what is decided here."""

from collections.abc import Sequence
from dataclasses import dataclass

from procedure.errors import InvalidValueError, NotAllowedError, OwnWorkError, PamError, StateError
from procedure.roles import Actor
from procedure.states import ACTA, AUTHOR, NOTE, VIABILITY_HOLDS, Transition
from procedure.vocabulary import IMPROVEMENT_STATES, PLAN_STATES, REPORT_STATES, ROLES


@dataclass(frozen=True)
class Standing:
    """Who wrote and who verified what is being decided, and whether the committee's viability still covers it.

    `designated`: whom the admin named to verify it, when no leader was free of edits (manual, activity 6).
    """

    authors: frozenset[str] = frozenset()
    verifiers: frozenset[str] = frozenset()
    viability_holds: bool = False
    designated: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Change:
    """What a decision writes: the new state, the action's name for the audit, and the words that go with it."""

    from_state: str
    to_state: str
    action: str
    note: str = ""
    acta: str = ""


_MISSING = {
    ACTA: "Escriba el número del acta en que consta la decisión.",
    NOTE: "Escriba una nota que diga qué hay que corregir o qué se decidió.",
}
_MISSING_REASON = "Escriba el motivo."


def find(transitions: Sequence[Transition], from_state: str, to_state: str) -> Transition:
    """The arrow between two states. Raises StateError, saying what can be done from where it is."""
    for transition in transitions:
        if (transition.from_state, transition.to_state) == (from_state, to_state):
            return transition
    possible = [transition.action for transition in transitions if transition.from_state == from_state]
    where, wanted = _state_words(from_state), _state_words(to_state)
    then = f"Desde ahí se puede: {', '.join(possible)}." if possible else "De ahí ya no sale."
    raise StateError(f"Está en «{where}» y no puede pasar a «{wanted}». {then}")


def check(transition: Transition, actor: Actor, standing: Standing) -> None:
    """Raises NotAllowedError by role, StateError by an unmet condition, OwnWorkError for one's own work."""
    named = transition.or_designated and actor.user_id in standing.designated
    if actor.user_id is None or not (named or actor.roles & transition.roles):
        who = " o ".join(ROLES[role] for role in sorted(transition.roles))
        raise NotAllowedError(f"«{transition.action}» corresponde a: {who}.")
    if transition.condition == VIABILITY_HOLDS and not standing.viability_holds:
        raise StateError(
            "La corrección cambió metas, costos o recursos (o el plan no tenía viabilidad): "
            "debe pasar otra vez por el Comité Directivo. Use «Enviar a viabilidad»."
        )
    _check_own_work(transition, actor.user_id, standing)


def _check_own_work(transition: Transition, user_id: str, standing: Standing) -> None:
    for kind in transition.not_by:
        people, deed = (standing.authors, "escribió") if kind == AUTHOR else (standing.verifiers, "verificó")
        if user_id in people:
            raise OwnWorkError(
                f"Usted {deed} parte de esto y por eso no puede hacer «{transition.action}». "
                "Debe hacerlo otra persona con el mismo rol."
            )


def can(transition: Transition, actor: Actor, standing: Standing) -> bool:
    try:
        check(transition, actor, standing)
    except PamError:
        return False
    return True


def allowed(transitions: Sequence[Transition], state: str, actor: Actor, standing: Standing) -> list[Transition]:
    """The arrows that this actor may follow now."""
    return [one for one in transitions if one.from_state == state and can(one, actor, standing)]


def decide(
    transitions: Sequence[Transition],
    state: str,
    to_state: str,
    actor: Actor,
    standing: Standing,
    *,
    note: str = "",
    acta: str = "",
) -> Change:
    """The change to save. Raises what `find` and `check` raise, and InvalidValueError when what is required lacks."""
    transition = find(transitions, state, to_state)
    check(transition, actor, standing)
    written = {ACTA: acta.strip(), NOTE: note.strip()}
    for needed in transition.requires:
        field = ACTA if needed == ACTA else NOTE
        if not written[field]:
            raise InvalidValueError(_MISSING.get(needed, _MISSING_REASON), field)
    return Change(state, to_state, transition.action, written[NOTE], written[ACTA])


def _state_words(state: str) -> str:
    return PLAN_STATES.get(state) or REPORT_STATES.get(state) or IMPROVEMENT_STATES.get(state) or state
