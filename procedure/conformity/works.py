"""Horizontal coherence of what is done, C17–C20: dates, who answers, money and the lines of the POAI."""

from collections.abc import Iterator
from datetime import date

from procedure.conformity.bundle import Bundle, Row, day
from procedure.conformity.rule import Spot
from procedure.conformity.words import figure, pesos
from procedure.fields import is_missing

_OF_THE_POAI = frozenset({"entidad", "sgp"})


def dates_out_of_place(plan: Bundle) -> Iterator[Spot]:
    """C17. The action begins and ends inside the year, and before its goal falls due.

    An action with no goal of its own serves those of its objectives: it ends before the last of them.
    """
    for row in plan.rows("actions"):
        start, end = day(row["start_date"]), day(row["end_date"])
        for text in _wrong_dates(plan.year, start, end):
            yield Spot(text, "actions", row["id"])
        due = _due(plan, row)
        if end and due and end > due:
            text = f"Termina el {end:%d/%m/%Y}, después de la fecha límite de su meta ({due:%d/%m/%Y})."
            yield Spot(text, "actions", row["id"])


def nobody_answers(plan: Bundle) -> Iterator[Spot]:
    """C18. Each objective and each action has a responsible whose account is active."""
    for table in ("objectives", "actions"):
        for row in plan.rows(table):
            if is_missing(row["responsible_id"]):
                yield Spot("No tiene responsable.", table, row["id"])
            elif row["responsible_id"] not in plan.active:
                yield Spot("La cuenta de su responsable ya no está activa.", table, row["id"])


def sources_that_do_not_add_up(plan: Bundle) -> Iterator[Spot]:
    """C19. The sources of an action add up to its cost; what the MEN gives has its percentage and its project."""
    for row in plan.rows("actions"):
        resources = plan.below("action_resources", "action_id", row["id"])
        total = sum(one["amount"] for one in resources)
        if is_missing(row["cost"]):
            yield Spot("No tiene costo; si no cuesta dinero, escriba 0.", "actions", row["id"])
        elif round(row["cost"] - total):
            text = f"Cuesta {pesos(row['cost'])} y sus fuentes suman {pesos(total)}."
            yield Spot(text, "actions", row["id"])
        for one in resources:
            yield from (Spot(text, "action_resources", one["id"]) for text in _of_ministry(one))


def poai_lines_exceeded(plan: Bundle) -> Iterator[Spot]:
    """C20. What comes from the entity or the SGP is inside a line of the POAI, of its own source and with room."""
    for one in plan.rows("action_resources"):
        line = plan.by_id.get(str(one["poai_line_id"]))
        if line is None and one["source"] in _OF_THE_POAI and one["amount"] > 0:
            yield Spot(f"{pesos(one['amount'])} sin línea del POAI.", "action_resources", one["id"])
        elif line is not None and line["source"] != one["source"]:
            yield Spot("Su línea del POAI es de otra fuente.", "action_resources", one["id"])
    for line in plan.rows("poai_lines"):
        spent = sum(one["amount"] for one in plan.below("action_resources", "poai_line_id", line["id"]))
        if spent > line["ceiling"]:
            text = f"Se le cargan {pesos(spent)} y su tope es {pesos(line['ceiling'])}."
            yield Spot(text, "poai_lines", line["id"])


def _wrong_dates(year: int, start: date | None, end: date | None) -> Iterator[str]:
    if start is None or end is None:
        yield f"No tiene {'inicio' if start is None else 'fin'}."
    for name, when in (("Empieza", start), ("Termina", end)):
        if when is not None and when.year != year:
            yield f"{name} el {when:%d/%m/%Y}, fuera de la vigencia {year}."
    if start and end and end < start:
        yield f"Termina ({end:%d/%m/%Y}) antes de empezar ({start:%d/%m/%Y})."


def _due(plan: Bundle, action: Row) -> date | None:
    own = plan.by_id.get(str(action["goal_id"]))
    if own is not None:
        return day(own["due_date"])
    goals = [goal for one in action["objective_ids"] for goal in plan.below("goals", "objective_id", one)]
    return max((due for goal in goals if (due := day(goal["due_date"]))), default=None)


def _of_ministry(one: Row) -> Iterator[str]:
    share = one["men_percentage"]
    if is_missing(share):
        if one["source"] == "men":
            yield "Viene del MEN y no dice qué porcentaje."
        return
    if not 0 <= share <= 100:
        yield f"El porcentaje del MEN es {figure(share)}: debe estar entre 0 y 100."
    if share > 0 and is_missing(one["men_project"]):
        yield "Viene del MEN y no nombra el proyecto."
