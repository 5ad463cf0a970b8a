"""Every element of the plan and its fields, once: validation, editors and the workbook of the plan read them here.

Source: the manual, activities 1 to 4 and section 5 (PROCEDURE.md); vocabulary of ANALYTICS.md for indicators.
"""

from procedure import roles
from procedure.elements.base import Element as Element
from procedure.elements.measures import MEASURES
from procedure.elements.priorities import PRIORITIES
from procedure.elements.profile import PROFILE
from procedure.elements.strategy import STRATEGY
from procedure.elements.structure import STRUCTURE
from procedure.elements.works import WORKS
from procedure.fields import Field
from procedure.roles import Actor, Permission

_ALL = (*STRUCTURE, *MEASURES, *WORKS, *STRATEGY, *PRIORITIES, *PROFILE)

ELEMENTS: dict[str, Element] = {element.table: element for element in _ALL}

PRIORITY_TABLES = tuple(element.table for element in PRIORITIES)
PROFILE_TABLES = tuple(element.table for element in PROFILE)
STRATEGY_TABLES = tuple(element.table for element in STRATEGY)
PLAN_TABLES = tuple(table for table in ELEMENTS if table not in PRIORITY_TABLES + PROFILE_TABLES)
_EVERYTHING = dict.fromkeys(PRIORITY_TABLES, Permission.EDIT_PRIORITIES) | dict.fromkeys(
    PROFILE_TABLES, Permission.EDIT_PROFILE
)


def children(table: str) -> tuple[Element, ...]:
    """The elements that go when one of this table goes."""
    return tuple(element for element in _ALL if element.parent_table == table)


def editable_fields(table: str, actor: Actor) -> tuple[Field, ...]:
    """What this actor may change while the plan is a draft: everything, what is shared with co-authors, or nothing."""
    everything = _EVERYTHING.get(table, Permission.EDIT_PLAN)
    fields = ELEMENTS[table].fields
    if roles.can(actor, everything):
        return fields
    if roles.can(actor, Permission.EDIT_RESOURCES):
        return tuple(field for field in fields if field.shared)
    return ()


def may_add_and_void(table: str, actor: Actor) -> bool:
    """Rows are added and voided by whoever may change all their required fields; those of a fixed element, never."""
    if ELEMENTS[table].fixed:
        return False
    allowed = {field.name for field in editable_fields(table, actor)}
    return allowed >= {field.name for field in ELEMENTS[table].fields if field.required}
