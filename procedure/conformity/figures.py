"""Horizontal coherence of the figures, C11–C16: units, senses, baselines, zones and schedules of the indicators."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from procedure import indicator_rules
from procedure.conformity.bundle import Bundle, Row, live
from procedure.conformity.rule import Spot
from procedure.conformity.words import figure, listed, quoted
from procedure.fields import is_missing
from procedure.indicator_rules import TRIMESTERS
from procedure.indicator_sheet import missing_baseline
from procedure.vocabulary import INCLUSION_GROUPS, SLICES, ZONES

_ACCUMULATED = frozenset({"suma"})


def units_that_differ(plan: Bundle) -> Iterator[Spot]:
    """C11. Of the indicators of result, which measure the goal itself; one of process counts what is done for it."""
    for goal in plan.rows("goals"):
        for row in plan.below("indicators", "goal_id", goal["id"]):
            units = [_unit(goal), _unit(row)]
            if row["nature"] == "resultado" and all(units) and units[0] != units[1]:
                text = f"Se mide en {quoted(row['unit'])} y su meta está en {quoted(goal['unit'])}."
                yield Spot(text, "indicators", row["id"])


def senses_that_contradict(plan: Bundle) -> Iterator[Spot]:
    """C12. The same contradictions that are refused where figures are typed, here for what came by other ways."""
    for row in plan.rows("indicators"):
        problem = indicator_rules.first_of(plan.below("indicator_slices", "indicator_id", row["id"]), row)
        if problem:
            yield Spot(problem, "indicators", row["id"])


def baselines_without_origin(plan: Bundle) -> Iterator[Spot]:
    """C13. A baseline with its year and source, or the date by which it will be there."""
    for row in plan.rows("indicators"):
        lacking: dict[str, list[str]] = {}
        for one in live(plan.below("indicator_slices", "indicator_id", row["id"])):
            for what in missing_baseline(row, one):
                lacking.setdefault(what, []).append(SLICES[one["slice"]])
        if lacking:
            words = ", ".join(f"{what} ({listed(where)})" for what, where in lacking.items())
            yield Spot(f"Falta: {words}.", "indicators", row["id"])


def undeclared_zones(plan: Bundle) -> Iterator[Spot]:
    """C14. A goal declares urban, rural and inclusion (manual, activity 3): a figure, or why it does not apply.

    Inclusion is declared by any of its groups; what an indicator leaves out has its reason too.
    """
    for goal in plan.rows("goals"):
        own = {row["slice"]: row for row in plan.below("goal_slices", "goal_id", goal["id"])}
        silent = [name for code, name in ZONES.items() if not _declares(own.get(code))]
        if not any(_declares(own.get(code)) for code in INCLUSION_GROUPS):
            silent.append("Inclusión")
        if silent:
            yield Spot(f"No declara: {listed(silent)}.", "goals", goal["id"])
    for row in plan.rows("indicators"):
        silent = _without_reason(plan.below("indicator_slices", "indicator_id", row["id"]))
        if silent:
            yield Spot(f"No dice por qué no aplica: {listed(silent)}.", "indicators", row["id"])


def schedules_that_fall_short(plan: Bundle) -> Iterator[Spot]:
    """C15. T4 is the target; of a flow, whose trimesters stand alone, their sum is."""
    for row in plan.rows("indicators"):
        wrong = []
        for one in live(plan.below("indicator_slices", "indicator_id", row["id"])):
            reached = _reached(row, one)
            if reached is None:
                wrong.append(f"{SLICES[one['slice']]} no está programada a T4")
            elif not is_missing(one["target"]) and round(reached - one["target"], 6):
                wrong.append(f"{SLICES[one['slice']]} llega a {figure(reached)} y la meta es {figure(one['target'])}")
        if wrong:
            yield Spot(f"{'; '.join(wrong)}.", "indicators", row["id"])


def schedules_that_go_back(plan: Bundle) -> Iterator[Spot]:
    """C16. What accumulates never goes down from one cut-off to the next."""
    for row in plan.rows("indicators"):
        if row["accumulation"] not in _ACCUMULATED:
            continue
        wrong = [
            SLICES[one["slice"]]
            for one in live(plan.below("indicator_slices", "indicator_id", row["id"]))
            if _goes_back(one)
        ]
        if wrong:
            text = f"Es una suma y lo programado baja de un corte al siguiente en: {listed(wrong)}."
            yield Spot(text, "indicators", row["id"])


def _unit(row: Row) -> str:
    return "" if is_missing(row["unit"]) else " ".join(str(row["unit"]).split()).casefold()


def _declares(one: Row | None) -> bool:
    if one is None:
        return False
    return not is_missing(one["target"] if one["applies"] else one["not_applicable_reason"])


def _without_reason(slices: Iterable[Row]) -> list[str]:
    return [SLICES[one["slice"]] for one in slices if not one["applies"] and is_missing(one["not_applicable_reason"])]


def _reached(indicator: Row, one: Row) -> float | None:
    if is_missing(one["t4"]):
        return None
    if indicator["accumulation"] == "flujo":
        return float(sum(one[name] for name in TRIMESTERS if not is_missing(one[name])))
    return float(one["t4"])


def _goes_back(one: Row) -> bool:
    known = [one[name] for name in TRIMESTERS if not is_missing(one[name])]
    return any(after < before for before, after in pairwise(known))
