"""Vertical coherence, C01–C10: from the opportunity for improvement down to the hoja de vida of each indicator."""

from collections.abc import Iterator

from procedure import indicator_sheet
from procedure.conformity.bundle import Bundle, Row
from procedure.conformity.rule import Spot
from procedure.conformity.words import figure
from procedure.elements import ELEMENTS
from procedure.fields import is_missing

_WEIGHED = ("components", "objectives", "goals", "indicators")
_FULL = 100


def opportunities_without_factor(plan: Bundle) -> Iterator[Spot]:
    """C01. Every opportunity for improvement has at least one factor (manual, activity 2)."""
    for row in plan.rows("opportunities"):
        if not plan.below("factors", "opportunity_id", row["id"]):
            yield Spot("No tiene ningún factor.", "opportunities", row["id"])


def factors_without_objective(plan: Bundle) -> Iterator[Spot]:
    """C02. Each prioritized factor (scored in the last closed round) is tied to an objective (manual, activity 2)."""
    for row in plan.rows("factors"):
        if row["id"] in plan.prioritized and not plan.below("objectives", "factor_ids", row["id"]):
            yield Spot("Ningún objetivo del plan le responde.", "factors", row["id"])


def objectives_without_goal(plan: Bundle) -> Iterator[Spot]:
    """C03."""
    for row in plan.rows("objectives"):
        if not plan.below("goals", "objective_id", row["id"]):
            yield Spot("No tiene ninguna meta.", "objectives", row["id"])


def goals_without_result_indicator(plan: Bundle) -> Iterator[Spot]:
    """C04."""
    for row in plan.rows("goals"):
        measured = plan.below("indicators", "goal_id", row["id"])
        if not any(one["nature"] == "resultado" for one in measured):
            yield Spot("No tiene un indicador de resultado que la mida.", "goals", row["id"])


def objectives_without_process_indicator(plan: Bundle) -> Iterator[Spot]:
    """C05."""
    for row in plan.rows("objectives"):
        measured = [
            one
            for goal in plan.below("goals", "objective_id", row["id"])
            for one in plan.below("indicators", "goal_id", goal["id"])
        ]
        if not any(one["nature"] == "proceso" for one in measured):
            yield Spot("Ninguna de sus metas tiene un indicador de proceso.", "objectives", row["id"])


def loose_actions(plan: Bundle) -> Iterator[Spot]:
    """C06. The component and at least one objective that the action serves, both of them in the plan."""
    for row in plan.rows("actions"):
        if row["component_id"] not in plan.by_id:
            yield Spot("No está en ningún componente.", "actions", row["id"])
        if not row["objective_ids"]:
            yield Spot("No está asociada a ningún objetivo.", "actions", row["id"])


def objectives_without_factor(plan: Bundle) -> Iterator[Spot]:
    """C07."""
    for row in plan.rows("objectives"):
        if not row["factor_ids"]:
            yield Spot("No responde a ningún factor priorizado.", "objectives", row["id"])


def objectives_without_alignment(plan: Bundle) -> Iterator[Spot]:
    """C08. The objective names the PDD or the sector plan, or one of its goals names the goal that it adds to."""
    for row in plan.rows("objectives"):
        goals = plan.below("goals", "objective_id", row["id"])
        if is_missing(row["alignment"]) and all(is_missing(goal["sector_goal"]) for goal in goals):
            yield Spot("No dice a qué del plan sectorial o del PDD aporta.", "objectives", row["id"])


def uneven_weights(plan: Bundle) -> Iterator[Spot]:
    """C09. Weights of siblings add up to 100 at each level (ANALYTICS.md, Rollup); those of actions are relative."""
    for table in _WEIGHED:
        element = ELEMENTS[table]
        above = plan.rows(element.parent_table) if element.parent_table else [None]
        for parent in above:
            siblings = plan.below(table, element.parent_field, parent["id"]) if parent else plan.rows(table)
            total = round(sum(row["weight"] for row in siblings), 6)
            if siblings and total != _FULL:
                text = f"Los pesos de sus {element.plural} suman {figure(total)}, no 100."
                yield (
                    Spot(text, element.parent_table, parent["id"])
                    if parent
                    else Spot(f"Los pesos de los componentes suman {figure(total)}, no 100.", "components")
                )


def incomplete_sheets(plan: Bundle) -> Iterator[Spot]:
    """C10. What the hoja de vida lacks (manual, section 5); baselines are C13's and the schedule, C15's."""
    for row in plan.rows("indicators"):
        lacking = indicator_sheet.missing(row, *_parts(plan, row), figures=("target",))
        if lacking:
            yield Spot(f"A su hoja de vida le falta: {', '.join(lacking)}.", "indicators", row["id"])


def _parts(plan: Bundle, indicator: Row) -> tuple[list[Row], list[Row]]:
    return (
        plan.below("indicator_variables", "indicator_id", indicator["id"]),
        plan.below("indicator_slices", "indicator_id", indicator["id"]),
    )
