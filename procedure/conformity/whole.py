"""Horizontal coherence of the rest, C21–C26: goals, duplicates, strategy, viability, rural goals and controls."""

from collections import defaultdict
from collections.abc import Iterator

from procedure.conformity.bundle import Bundle, live
from procedure.conformity.rule import Spot
from procedure.conformity.words import figure, listed, quoted
from procedure.elements import ELEMENTS
from procedure.fields import is_missing
from procedure.vocabulary import VIABILITY_ASPECTS

_COMPARED = ("components", "objectives", "goals", "indicators", "actions")


def goals_without_figure(plan: Bundle) -> Iterator[Spot]:
    """C21. How much, in what unit and by when."""
    for row in plan.rows("goals"):
        figures = [one["target"] for one in live(plan.below("goal_slices", "goal_id", row["id"]))]
        lacking = [
            name
            for name, is_there in (
                ("el valor", any(not is_missing(value) for value in figures)),
                ("la unidad", not is_missing(row["unit"])),
                ("la fecha límite", not is_missing(row["due_date"])),
            )
            if not is_there
        ]
        if lacking:
            yield Spot(f"Le falta {listed(lacking)}.", "goals", row["id"])


def duplicates(plan: Bundle) -> Iterator[Spot]:
    """C22. Two elements of a kind with the same words, or two indicators with one code."""
    for table in _COMPARED:
        names = ["code", ELEMENTS[table].title_field] if table == "indicators" else [ELEMENTS[table].title_field]
        for name in names:
            seen: dict[str, int] = defaultdict(int)
            for row in plan.rows(table):
                key = "" if is_missing(row[name]) else " ".join(str(row[name]).split()).casefold()
                seen[key] += 1
                if key and seen[key] > 1:
                    what = ELEMENTS[table].label(name).lower()
                    yield Spot(f"Repite el mismo {what}: {quoted(str(row[name])[:80])}.", table, row["id"])


def incomplete_strategy(plan: Bundle) -> Iterator[Spot]:
    """C23. The six elements of activity 4: team, indicators, instruments, periodicity, presentation, spaces."""
    row = next(iter(plan.rows("strategies")), {})
    elements = {
        "el equipo responsable": bool(plan.rows("strategy_team")),
        "los indicadores objeto de seguimiento": any(one["is_followed"] for one in plan.rows("indicators")),
        "los instrumentos": bool(plan.rows("strategy_instruments")),
        "la periodicidad": not is_missing(row.get("periodicity")),
        "la forma de presentación": not is_missing(row.get("presentation")),
        "los espacios de socialización y decisión": bool(plan.rows("strategy_spaces")),
    }
    lacking = [name for name, is_there in elements.items() if not is_there]
    if lacking:
        yield Spot(f"A la estrategia de seguimiento le falta: {listed(lacking)}.")


def missing_viabilities(plan: Bundle) -> Iterator[Spot]:
    """C24. The committee found the plan viable in the three aspects of activity 5, and its acta has a number."""
    found = {row["aspect"]: row["is_viable"] for row in plan.viabilities}
    lacking = [name.lower() for code, name in VIABILITY_ASPECTS.items() if not found.get(code)]
    if lacking:
        yield Spot(f"El Comité Directivo no ha declarado la viabilidad {listed(lacking)}.")
    if is_missing(plan.acta):
        yield Spot("La viabilidad no tiene acta.")
    elif not plan.viability_holds:
        yield Spot("La corrección cambió metas, costos o recursos: la viabilidad declarada ya no la cubre.")


def rural_enrolment_without_goal(plan: Bundle) -> Iterator[Spot]:
    """C25. When much of the enrolment is rural, some goal says what changes there."""
    if plan.rural_share is None or plan.rural_share < plan.large_rural:
        return
    rural = [one for one in live(plan.rows("goal_slices")) if one["slice"] == "rural"]
    if not any(not is_missing(one["target"]) for one in rural):
        yield Spot(
            f"El {figure(round(plan.rural_share, 1))} % de la matrícula es rural y ninguna meta tiene valor rural."
        )


def risks_without_control(plan: Bundle) -> Iterator[Spot]:
    """C26 (manual, section 5, risks)."""
    for row in plan.rows("objective_risks"):
        if is_missing(row["control"]):
            yield Spot("No tiene control.", "objective_risks", row["id"])
