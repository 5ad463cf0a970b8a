"""In what state each activity is, what blocks it and when it falls due, from a few counted facts. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from procedure import calendar
from procedure.activities import ACTIVITIES, Activity, Periodicity
from procedure.calendar import Deadlines
from procedure.follow_up_strategy import SIX
from procedure.profile import TOPICS
from procedure.states import has_reached
from procedure.vocabulary import PLAN_DECISIONS, PLAN_STATES, SWOT

ACTIVITY_STATES = {
    "sin_iniciar": "sin iniciar",
    "en_curso": "en curso",
    "hecha": "hecha",
    "vencida": "vencida",
    "bloqueada": "bloqueada",
    "todavia_no": "todavía no",
}


@dataclass(frozen=True)
class TrimesterFacts:
    """Reports of a trimester: how many are expected, how many exist, were submitted, approved or closed.

    `due`: the last day for what is asked; None where nothing is.
    """

    expected: int = 0
    begun: int = 0
    submitted: int = 0
    approved: int = 0
    closed: int = 0
    due: date | None = None


@dataclass(frozen=True)
class Facts:
    """What is counted of one entity and year. `plan_state` is "" while there is no plan.

    `strategy_lacks`: the elements of the follow-up strategy that are not complete. Of the profile: narratives that say
    something, lists of the DOFA with something in them, the decision (or "").
    """

    datasets: int = 0
    baselines: int = 0
    baselines_frozen: int = 0
    profile_begun: bool = False
    profile_texts: int = 0
    swot_lists: int = 0
    profile_decision: str = ""
    opportunities: int = 0
    opportunities_without_factor: int = 0
    factors: int = 0
    factors_scored: int = 0
    plan_id: str = ""
    plan_state: str = ""
    indicators: int = 0
    actions: int = 0
    strategy_lacks: tuple[str, ...] = tuple(one.title for one in SIX)
    trimesters: Mapping[int, TrimesterFacts] = field(default_factory=dict)

    def past(self, milestone: str) -> bool:
        return bool(self.plan_state) and has_reached(self.plan_state, milestone)


@dataclass(frozen=True)
class ActivityState:
    """`state` is a key of ACTIVITY_STATES; `overdue` also marks a blocked activity whose due date has passed.

    `trimester` is the one that a quarterly activity is waiting for; None for the yearly ones.
    """

    activity: Activity
    state: str
    detail: str
    blocked_by: str
    due: date
    overdue: bool
    trimester: int | None = None


@dataclass(frozen=True)
class _Judgement:
    """Of one activity: done, begun, in what words, and what blocks it ("" = nothing)."""

    done: bool = False
    begun: bool = False
    detail: str = ""
    blocked_by: str = ""


NOT_RECORDED = "Esta versión del sistema todavía no lleva su registro: consérvelo en acta."


def activity_states(facts: Facts, year: int, today: date, deadlines: Deadlines) -> list[ActivityState]:
    """One per activity of the manual, in its order."""
    waiting_for = _trimester_in_turn(facts, year, today)
    return [
        _quarterly(activity, facts, year, waiting_for, today, deadlines)
        if activity.periodicity is Periodicity.QUARTERLY
        else _yearly(activity, facts, year, today, deadlines)
        for activity in ACTIVITIES
    ]


def _yearly(activity: Activity, facts: Facts, year: int, today: date, deadlines: Deadlines) -> ActivityState:
    judgement = _YEARLY_RULES[activity.number](facts)
    due = calendar.yearly_due(year, activity.number, deadlines)
    return _settle(activity, judgement, due, today)


def _quarterly(
    activity: Activity, facts: Facts, year: int, trimester: int, today: date, deadlines: Deadlines
) -> ActivityState:
    found = facts.trimesters.get(trimester, TrimesterFacts())
    due = found.due or calendar.report_due(year, trimester, deadlines)
    if activity.number == 10:
        judgement = _evaluation(facts, trimester)
    else:
        missing = "" if _evaluation(facts, trimester).done else f"Faltan reportes aprobados del T{trimester}."
        judgement = _Judgement(detail=NOT_RECORDED, blocked_by=missing)
    ended = trimester in calendar.closed_trimesters(year, today)
    if not ended and not judgement.done and not judgement.begun and facts.past("en_ejecucion"):
        detail = f"El T{trimester} termina el {calendar.cutoff(year, trimester):%d/%m/%Y}."
        return ActivityState(activity, "todavia_no", detail, "", due, overdue=False, trimester=trimester)
    return _settle(activity, judgement, due, today, trimester)


def _settle(
    activity: Activity, judgement: _Judgement, due: date, today: date, trimester: int | None = None
) -> ActivityState:
    overdue = due < today and not judgement.done
    if judgement.done:
        state = "hecha"
    elif judgement.blocked_by:
        state = "bloqueada"
    elif overdue:
        state = "vencida"
    else:
        state = "en_curso" if judgement.begun else "sin_iniciar"
    return ActivityState(activity, state, judgement.detail, judgement.blocked_by, due, overdue, trimester)


def _trimester_in_turn(facts: Facts, year: int, today: date) -> int:
    """The first trimester already ended whose reports are not all approved; else the one in progress."""
    for trimester in calendar.closed_trimesters(year, today):
        if not _evaluation(facts, trimester).done:
            return trimester
    return max(1, calendar.current_trimester(year, today))


def _profile(facts: Facts) -> _Judgement:
    """Done when there are data, every chosen baseline is frozen and the decision on the plan is taken."""
    frozen = facts.baselines > 0 and facts.baselines_frozen == facts.baselines
    detail = f"{_measured_words(facts)}; {_profile_words(facts)}."
    begun = facts.datasets + facts.baselines > 0 or facts.profile_begun
    return _Judgement(facts.datasets > 0 and frozen and bool(facts.profile_decision), begun, detail)


def _measured_words(facts: Facts) -> str:
    loaded = _amount(facts.datasets, "conjunto de datos", "conjuntos de datos")
    if not facts.baselines:
        return f"{loaded}, sin líneas de base"
    frozen = _amount(facts.baselines, "línea de base congelada", "líneas de base congeladas")
    return f"{loaded}, {facts.baselines_frozen} de {frozen}"


def _profile_words(facts: Facts) -> str:
    if not facts.profile_begun:
        return "perfil sin comenzar"
    lists = "DOFA completa" if facts.swot_lists == len(SWOT) else f"{facts.swot_lists} de {len(SWOT)} listas de la DOFA"
    decision = PLAN_DECISIONS.get(facts.profile_decision, "falta la decisión sobre el PAM")
    texts = f"{facts.profile_texts} de {len(TOPICS)} textos"
    return f"perfil: {texts}, {lists}; {decision[:1].lower()}{decision[1:]}"


def _amount(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _prioritization(facts: Facts) -> _Judgement:
    detail = (
        f"{_amount(facts.opportunities, 'oportunidad', 'oportunidades')} "
        f"({facts.opportunities_without_factor} sin factor); "
        f"{facts.factors_scored} de {_amount(facts.factors, 'factor calificado', 'factores calificados')}."
    )
    scored = facts.factors > 0 and facts.factors_scored == facts.factors
    blocked = "" if facts.datasets or facts.opportunities else "Falta cargar los datos de la caracterización."
    done = scored and facts.opportunities_without_factor == 0
    return _Judgement(done, facts.opportunities > 0, detail, blocked)


def _drafting(facts: Facts) -> _Judgement:
    if not facts.plan_state:
        blocked = "" if facts.factors_scored else "Faltan factores calificados."
        return _Judgement(detail="No hay plan para esta vigencia.", blocked_by=blocked)
    indicators = _amount(facts.indicators, "indicador", "indicadores")
    detail = f"{PLAN_STATES[facts.plan_state]}: {indicators} y {_amount(facts.actions, 'acción', 'acciones')}."
    return _Judgement(facts.past("en_viabilidad") and facts.plan_state != "no_conforme", True, detail)


def _follow_up_strategy(facts: Facts) -> _Judgement:
    """Done when its six elements say all that is asked of them."""
    if not facts.plan_state:
        return _Judgement(blocked_by="Falta el plan.")
    lacking = len(facts.strategy_lacks)
    detail = f"{len(SIX) - lacking} de {len(SIX)} elementos completos"
    if lacking:
        detail += f"; falta: {', '.join(facts.strategy_lacks).lower()}"
    return _Judgement(lacking == 0, lacking < len(SIX), f"{detail}.")


def _step(milestone: str, ready: str, working: tuple[str, ...], missing: str) -> Callable[[Facts], _Judgement]:
    """The rule of an activity that ends when the plan reaches `milestone` and may begin once it reaches `ready`."""

    def judge(facts: Facts) -> _Judgement:
        detail = f"Plan: {PLAN_STATES[facts.plan_state]}." if facts.plan_state else "No hay plan para esta vigencia."
        blocked = "" if facts.past(ready) else missing
        return _Judgement(facts.past(milestone), facts.plan_state in working, detail, blocked)

    return judge


_YEARLY_RULES: dict[int, Callable[[Facts], _Judgement]] = {
    1: _profile,
    2: _prioritization,
    3: _drafting,
    4: _follow_up_strategy,
    5: _step("viable", "en_viabilidad", ("en_viabilidad",), "Falta enviar el plan a viabilidad."),
    6: _step("conforme", "viable", ("en_verificacion", "no_conforme"), "Falta la viabilidad del Comité Directivo."),
    7: _step("habilitado", "conforme", ("aprobado",), "Falta la verificación de conformidad."),
    8: _step("publicado", "habilitado", (), "Falta la aprobación del Comité Directivo."),
    9: _step("en_ejecucion", "publicado", (), "Falta publicar el plan."),
}


def _evaluation(facts: Facts, trimester: int) -> _Judgement:
    found = facts.trimesters.get(trimester, TrimesterFacts())
    blocked = "" if facts.past("en_ejecucion") else "El plan no está en ejecución."
    detail = (
        f"T{trimester}: {found.submitted} enviados y {found.approved} aprobados de {found.expected} reportes esperados."
    )
    done = found.expected > 0 and found.approved >= found.expected
    return _Judgement(done, found.begun > 0, detail, blocked)
