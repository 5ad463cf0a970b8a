"""What an element of the plan is, and the fields that several of them share."""

from dataclasses import dataclass
from functools import cached_property

from procedure.fields import Field, Kind
from procedure.vocabulary import SLICES


@dataclass(frozen=True)
class Element:
    """A kind of row: its table, its Spanish name with article, the field that names it, its parent and its fields.

    The rows of a `fixed` one are there from the start: they change, and none is added or retired.
    """

    table: str
    singular: str
    plural: str
    title_field: str
    fields: tuple[Field, ...]
    parent_table: str = ""
    parent_field: str = ""
    fixed: bool = False

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    @property
    def noun(self) -> str:
        """The name without its article, for the audit: «agregar componente»."""
        return self.singular.split(" ", 1)[1]

    def field(self, name: str) -> Field:
        return self._by_name[name]

    def label(self, name: str) -> str:
        return self.field(name).label

    @property
    def columns(self) -> tuple[Field, ...]:
        """The fields stored in the row itself; links live in their own tables."""
        return tuple(field for field in self.fields if field.kind is not Kind.LINKS)


# The table that each reference or tie names.
REFERRED = {
    "component_id": "components",
    "objective_id": "objectives",
    "goal_id": "goals",
    "indicator_id": "indicators",
    "action_id": "actions",
    "poai_line_id": "poai_lines",
    "opportunity_id": "opportunities",
    "objective_ids": "objectives",
    "factor_ids": "factors",
    "indicator_ids": "indicators",
}

WEIGHT = Field(
    "weight",
    "Peso",
    Kind.WEIGHT,
    required=True,
    default=0.0,
    help="De 0 a 100; los hermanos deben sumar 100 para la conformidad.",
)
RESPONSIBLE = Field("responsible_id", "Responsable", Kind.PERSON)
SLICE = Field("slice", "Desagregación", Kind.CHOICE, required=True, choices=SLICES)
APPLIES = Field("applies", "Aplica", Kind.BOOLEAN, required=True, default=True)
REASON = Field("not_applicable_reason", "Por qué no aplica", Kind.LONG_TEXT)
FACTORS = Field("factor_ids", "Factores priorizados", Kind.LINKS)


def parent(name: str, label: str) -> Field:
    return Field(name, label, Kind.REFERENCE, required=True)
