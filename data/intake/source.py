"""How a known source is declared: its columns, its natural key and what each row means. One file each in sources/."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from data.intake.columns import spellings

YEAR, CODE, NAME = "year", "municipality_code", "municipality_name"
ZONE, GROUP, INDICATOR = "zone", "inclusion_group", "indicator_code"
VALUE, NUMERATOR, DENOMINATOR = "value", "numerator", "denominator"
ROLES = frozenset({YEAR, CODE, NAME, ZONE, GROUP, INDICATOR, VALUE, NUMERATOR, DENOMINATOR, "note"})


@dataclass(frozen=True)
class Field:
    """A column. `kind` is one of `numbers.KINDS`, "text", or "choice" (then `choices`: normalized word → code).

    A code outside ROLES names an indicator: the column is a measure. `bounds` are inclusive; `aliases` are headers.
    """

    code: str
    kind: str
    aliases: tuple[str, ...]
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    default: str = ""
    bounds: tuple[float, float] | None = None

    @property
    def spellings(self) -> frozenset[str]:
        return frozenset().union(*(spellings(alias) for alias in self.aliases))


@dataclass(frozen=True)
class Source:
    """A file layout that is recognized by its columns. `kind` names it and its dataset.

    Each row gives one observation per measure; a long layout has the column "value" and either the column
    "indicator_code" or the constant `indicator`. `adds_to_hundred` are triples of measures; `parts_of_total` says that
    the zone "total" is the sum of the others; `repeats` lists (unusable, copied) columns that the source publishes
    with an error: when they are identical the first is not loaded.
    """

    kind: str
    title: str
    source: str
    license: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    indicator: str = ""
    zone: str = "total"
    inclusion_group: str = "todos"
    own_sheets: tuple[str, ...] = ()
    adds_to_hundred: tuple[tuple[str, str, str], ...] = ()
    repeats: tuple[tuple[str, str], ...] = ()
    parts_of_total: bool = False

    @cached_property
    def codes(self) -> dict[str, str]:
        """Header spelling → field code."""
        return {name: one.code for one in reversed(self.fields) for name in one.spellings}

    @property
    def required(self) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if one.required)

    @property
    def measures(self) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if one.code not in ROLES or one.code == VALUE)

    def field(self, code: str) -> Field:
        """The field of a code; KeyError if the source does not have it."""
        return {one.code: one for one in self.fields}[code]
