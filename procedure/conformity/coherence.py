"""The coherence matrix, evidence of activity 6: objective, goal, indicator, action, resource and time, side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from procedure.conformity.bundle import Bundle, Row, day, live
from procedure.conformity.words import figure
from procedure.fields import is_missing
from procedure.vocabulary import FUNDING_SOURCES, NATURES

_OF_EVERY_GOAL = "Todas las metas del objetivo"


@dataclass(frozen=True)
class Line:
    """One row: what is empty of it is "" or None; `gap` says what the chain lacks there, "" when nothing.

    `cost` in pesos. An objective has as many rows as its goals need for their indicators and actions.
    """

    component_id: str
    component: str
    objective: str = ""
    goal: str = ""
    figure: str = ""
    due: date | None = None
    indicator: str = ""
    nature: str = ""
    action: str = ""
    responsible: str = ""
    cost: float | None = None
    sources: str = ""
    start: date | None = None
    end: date | None = None
    gap: str = ""


def matrix(plan: Bundle, names: Mapping[str, str]) -> list[Line]:
    """The rows in the order of the plan. `names`: the name of each account by its id.

    An action is beside its goal; without one, beside the only goal of its objective or in a row for all of them.
    """
    return [line for component in plan.rows("components") for line in _of_component(plan, component, names)]


def gaps(lines: Sequence[Line]) -> int:
    return sum(bool(line.gap) for line in lines)


def _of_component(plan: Bundle, component: Row, names: Mapping[str, str]) -> Iterator[Line]:
    own = {"component_id": component["id"], "component": str(component["name"])}
    objectives = plan.below("objectives", "component_id", component["id"])
    if not objectives:
        yield Line(**own, gap="Sin objetivos")
    for objective in objectives:
        yield from _of_objective(plan, objective, {**own, "objective": str(objective["text"])}, names)
    loose = [one for one in plan.below("actions", "component_id", component["id"]) if not one["objective_ids"]]
    for action in loose:
        yield _line(own, None, _deed(plan, action, names), ["Sin objetivo"])


def _of_objective(plan: Bundle, objective: Row, own: dict[str, Any], names: Mapping[str, str]) -> Iterator[Line]:
    goals = plan.below("goals", "objective_id", objective["id"])
    actions = plan.below("actions", "objective_ids", objective["id"])
    ids = {goal["id"] for goal in goals}
    shared = [one for one in actions if one["goal_id"] not in ids]
    for goal in goals:
        mine = [one for one in actions if one["goal_id"] == goal["id"]]
        mine += shared if len(goals) == 1 else []
        lacking = [] if mine or shared else ["Sin actividad"]
        told = {**own, "goal": str(goal["text"]), "figure": _figure(plan, goal), "due": day(goal["due_date"])}
        indicators = plan.below("indicators", "goal_id", goal["id"])
        yield from _zipped(plan, told, indicators, mine, names, lacking + ([] if indicators else ["Sin indicador"]))
    if not goals:
        yield from _zipped(plan, own, [], shared, names, ["Sin meta"])
    elif len(goals) > 1 and shared:
        yield from _zipped(plan, {**own, "goal": _OF_EVERY_GOAL}, [], shared, names, [])


def _zipped(
    plan: Bundle,
    own: dict[str, Any],
    indicators: Iterable[Row],
    actions: Iterable[Row],
    names: Mapping[str, str],
    lacking: list[str],
) -> Iterator[Line]:
    """Indicators and actions side by side; what the goal itself lacks is said in its first row."""
    pairs = list(zip_longest(indicators, actions)) or [(None, None)]
    for place, (indicator, action) in enumerate(pairs):
        deed = {} if action is None else _deed(plan, action, names)
        yield _line(own, indicator, deed, lacking if place == 0 else [])


def _line(own: dict[str, Any], indicator: Row | None, deed: dict[str, Any], lacking: list[str]) -> Line:
    measure: dict[str, Any] = {}
    if indicator is not None:
        code = "" if is_missing(indicator["code"]) else f"{indicator['code']} · "
        measure = {"indicator": f"{code}{indicator['name']}", "nature": NATURES[indicator["nature"]]}
    if deed:
        lacking = lacking + ([] if deed["sources"] else ["Sin recursos"])
        lacking += [] if deed["start"] and deed["end"] else ["Sin fechas"]
    return Line(**own, **measure, **deed, gap=" · ".join(lacking))


def _deed(plan: Bundle, action: Row, names: Mapping[str, str]) -> dict[str, Any]:
    resources = plan.below("action_resources", "action_id", action["id"])
    used = {one["source"] for one in resources if one["amount"] > 0}
    technical = "" if is_missing(action["technical_resources"]) else "Recursos técnicos"
    sources = [name for code, name in FUNDING_SOURCES.items() if code in used] + ([technical] if technical else [])
    return {
        "action": str(action["text"]),
        "responsible": names.get(str(action["responsible_id"]), ""),
        "cost": None if is_missing(action["cost"]) else float(action["cost"]),
        "sources": "; ".join(sources),
        "start": day(action["start_date"]),
        "end": day(action["end_date"]),
    }


def _figure(plan: Bundle, goal: Row) -> str:
    """The total; without one, the first of its slices that applies."""
    known = [one for one in live(plan.below("goal_slices", "goal_id", goal["id"])) if not is_missing(one["target"])]
    known.sort(key=lambda one: one["slice"] != "total")
    if not known:
        return ""
    unit = "" if is_missing(goal["unit"]) else f" {goal['unit']}"
    return f"{figure(known[0]['target'])}{unit}"
