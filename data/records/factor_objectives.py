"""The prioritized factors become objectives of the plan, tied to them, in one save that can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data import catalog
from data.records import element_edits, element_rows
from data.records.database import Database, Row, Unit
from data.records.element_rows import Scope
from data.records.links import LINKS, linked
from data.records.plan_edits import draft_plan, saving
from procedure import roles
from procedure.edits import New
from procedure.errors import InvalidValueError, NotFoundError
from procedure.roles import Actor, Permission

_TEXT = "Superar: {}"


@dataclass(frozen=True)
class Made:
    """How many objectives and components were added, and the opportunities left out for want of a component."""

    objectives: int
    components: int
    left: list[str]


def make(database: Database, actor: Actor, plan_id: str, factor_ids: Sequence[str], key: str | None = None) -> Made:
    """One objective per opportunity of those factors, in their order, tied to those of its factors that have none yet.

    It goes to the component that the opportunity names, which is added when the plan lacks it. Twice with the same
    `key`, or over factors already tied, adds nothing. Raises NotAllowedError, NotFoundError, StateError (no draft) and
    InvalidValueError.
    """
    roles.check(actor, Permission.EDIT_PRIORITIES)

    def work(unit: Unit) -> dict[str, Any]:
        scope = Scope(unit, draft_plan(unit, plan_id)["year"], plan_id)
        with saving(unit, plan_id):
            return _make(scope, factor_ids)

    if key is not None:
        return Made(**database.once(actor, key, work))
    with database.write(actor) as unit:
        return Made(**work(unit))


def _make(scope: Scope, factor_ids: Sequence[str]) -> dict[str, Any]:
    factors = {row["id"]: row for row in element_rows.live(scope, "factors")}
    if not set(factor_ids) <= factors.keys():
        raise NotFoundError("Un factor de la lista fue retirado. Vuelva a abrir la página para ver el orden de ahora.")
    tied = _tied(scope)
    by_opportunity: dict[str, list[str]] = {}
    for factor_id in factor_ids:
        if factor_id not in tied:
            by_opportunity.setdefault(factors[factor_id]["opportunity_id"], []).append(factor_id)
    opportunities = {row["id"]: row for row in element_rows.live(scope, "opportunities")}
    placed = {one: opportunities[one] for one in by_opportunity if opportunities[one]["component_code"]}
    components, added = _components(scope, [row["component_code"] for row in placed.values()])
    new = [
        New(
            {
                "component_id": components[row["component_code"]],
                "text": _TEXT.format(row["text"]),
                "factor_ids": by_opportunity[one],
            }
        )
        for one, row in placed.items()
    ]
    _add(scope, "objectives", new)
    left = [opportunities[one]["text"] for one in by_opportunity if one not in placed]
    return {"objectives": len(new), "components": added, "left": left}


def _tied(scope: Scope) -> set[str]:
    """The factors to which some live objective of this plan answers."""
    link = LINKS["objectives", "factor_ids"]
    live = element_rows.live(scope, "objectives")
    return {factor for row in live for factor in linked(scope.unit, link, row["id"])}


def _components(scope: Scope, codes: Sequence[str]) -> tuple[dict[str, str], int]:
    """The plan's component by code, with those of the catalogue that it lacked, and how many were added."""
    names = catalog.components().set_index("code")["name"]
    by_name = {name.casefold(): str(code) for code, name in names.items()}
    found: dict[str, str] = {}
    for row in sorted(element_rows.live(scope, "components"), key=_order):
        found.setdefault(row["code"] or by_name.get(row["name"].casefold(), ""), row["id"])
    lacking = [code for code in dict.fromkeys(codes) if code not in found]
    saved = _add(scope, "components", [New({"code": code, "name": names.get(code, code)}) for code in lacking])
    return found | dict(zip(lacking, saved, strict=True)), len(lacking)


def _order(row: Row) -> tuple[Any, ...]:
    return row["position"], row["created_at"], row["id"]


def _add(scope: Scope, table: str, new: Sequence[New]) -> list[str]:
    """All or nothing. Raises InvalidValueError with the first problem."""
    outcome = element_edits.apply(scope, table, new)
    for problem in outcome.problems:
        raise InvalidValueError(problem.message, problem.field)
    return outcome.saved
