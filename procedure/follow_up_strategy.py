"""The six elements of the follow-up strategy, and what each still lacks (manual, activity 4; rule C23). Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from procedure.fields import is_missing
from procedure.follow_up import FollowUp, Row
from procedure.vocabulary import TEAM_DUTIES


@dataclass(frozen=True)
class ElementOfStrategy:
    """A short code, its title, what the manual asks of it, and what it lacks, as sentences."""

    code: str
    title: str
    asks: str
    lacks: Callable[[FollowUp], list[str]]


def missing(plan: FollowUp) -> dict[str, list[str]]:
    """Code of each element, in the manual's order → what it lacks; an element without anything to say is complete."""
    return {one.code: one.lacks(plan) for one in SIX}


def incomplete(plan: FollowUp) -> list[str]:
    """Titles of the elements that lack something."""
    return [one.title for one in SIX if one.lacks(plan)]


def _team(plan: FollowUp) -> list[str]:
    if not plan.team:
        return ["Falta nombrar al equipo: agregue al menos un cargo y lo que se le pide."]
    duties = {duty for one in plan.team for duty in one["duties"] or ()}
    found = [f"Nadie tiene a su cargo «{words.lower()}»." for duty, words in TEAM_DUTIES.items() if duty not in duties]
    closed = [plan.people[one["responsible_id"]].name for one in plan.team if _is_closed(plan, one)]
    return found + [f"La cuenta de {name} está inactiva: elija otra." for name in closed]


def _is_closed(plan: FollowUp, row: Row) -> bool:
    person = plan.people.get(row["responsible_id"])
    return person is not None and not person.is_active


def _indicators(plan: FollowUp) -> list[str]:
    followed = [one for one in plan.indicators if one["is_followed"]]
    if not plan.indicators:
        return ["El plan todavía no tiene indicadores: se agregan en el plan, debajo de cada meta."]
    if not followed:
        return ["Ningún indicador está en seguimiento: márquelos en la tabla."]
    without = [_name(one) for one in followed if is_missing(one["responsible_id"])]
    found = [f"Sin responsable: {_listed(without)}."] if without else []
    if is_missing(plan.strategy.get("indicators_criterion")):
        found.append("Falta decir con qué criterio se eligieron.")
    return found


def _instruments(plan: FollowUp) -> list[str]:
    if not plan.instruments:
        return ["Falta al menos un instrumento con que se recoge la información."]
    without = [str(one["name"]) for one in plan.instruments if is_missing(one["periodicity"])]
    found = [f"Sin periodicidad: {_listed(without)}."] if without else []
    gathered = {row_id for one in plan.instruments for row_id in one["indicator_ids"]}
    if all(one["indicator_ids"] for one in plan.instruments):
        loose = [_name(one) for one in plan.indicators if one["is_followed"] and one["id"] not in gathered]
        found += [f"Ningún instrumento recoge: {_listed(loose)}."] if loose else []
    return found


def _periodicity(plan: FollowUp) -> list[str]:
    return ["Falta decir cada cuánto se recoge la información."] if _empty(plan, "periodicity") else []


def _presentation(plan: FollowUp) -> list[str]:
    return ["Falta decir cómo se presentan los resultados."] if _empty(plan, "presentation") else []


def _spaces(plan: FollowUp) -> list[str]:
    if not plan.spaces:
        return ["Falta al menos un espacio para socializar los resultados y otro para decidir."]
    purposes = {one["purpose"] for one in plan.spaces}
    found = []
    if not purposes & {"socializacion", "ambas"}:
        found.append("Ningún espacio sirve para socializar.")
    if not purposes & {"decision", "ambas"}:
        found.append("Ningún espacio sirve para decidir.")
    without = [str(one["name"]) for one in plan.spaces if is_missing(one["first_date"])]
    return found + ([f"Sin primera fecha: {_listed(without)}."] if without else [])


def _empty(plan: FollowUp, name: str) -> bool:
    return is_missing(plan.strategy.get(name))


def _name(indicator: Row) -> str:
    return str(indicator["code"] or indicator["name"])


def _listed(names: list[str], most: int = 5) -> str:
    more = f" y {len(names) - most} más" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


SIX: tuple[ElementOfStrategy, ...] = (
    ElementOfStrategy("equipo", "Equipo de seguimiento", "Quiénes siguen el plan y qué hace cada uno.", _team),
    ElementOfStrategy(
        "indicadores",
        "Indicadores objeto de seguimiento",
        "Cuáles de los indicadores del plan se siguen, y con qué criterio se eligieron.",
        _indicators,
    ),
    ElementOfStrategy("instrumentos", "Instrumentos", "Con qué se recoge la información.", _instruments),
    ElementOfStrategy("periodicidad", "Periodicidad", "Cada cuánto se recoge.", _periodicity),
    ElementOfStrategy("presentacion", "Forma de presentación", "Cómo se presentan los resultados.", _presentation),
    ElementOfStrategy(
        "espacios",
        "Espacios de socialización y decisión",
        "En qué reuniones se socializan los resultados y se decide sobre ellos, y cuándo.",
        _spaces,
    ),
)
