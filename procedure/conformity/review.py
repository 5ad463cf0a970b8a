"""Every rule over a plan, in one pass: what was found, told with its place, its mend and where the link goes."""

from collections.abc import Iterable, Sequence

from procedure.conformity.bundle import Bundle
from procedure.conformity.rule import Finding, Rule, Spot
from procedure.conformity.rules import RULES
from procedure.elements import ELEMENTS

_WHOLE_PLAN = "Todo el plan"


def review(plan: Bundle, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """The findings in the order of the rules and, inside each, of the plan."""
    return [_finding(plan, rule, spot) for rule in rules for spot in rule.spots(plan)]


def blocking(findings: Sequence[Finding]) -> list[Finding]:
    return [one for one in findings if one.blocks]


def inside(findings: Sequence[Finding], component_id: str) -> list[Finding]:
    """Those of a component and those of the whole plan; all of them for ""."""
    return [one for one in findings if not component_id or one.component_id in ("", component_id)]


def _finding(plan: Bundle, rule: Rule, spot: Spot) -> Finding:
    row = plan.by_id.get(spot.row_id)
    place, component = _WHOLE_PLAN, ""
    if row is not None:
        place = f"{ELEMENTS[spot.table].noun.capitalize()} «{plan.title(spot.table, row)}»"
        component = plan.component_of(spot.table, row)
    return Finding(
        rule.code,
        rule.title,
        rule.blocks,
        place,
        spot.text,
        rule.mend,
        rule.page,
        spot.table,
        spot.row_id,
        component,
    )
