"""How a known source is declared: its columns, its natural key and what each row means. One file each in sources/."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from data.intake.columns import spellings
from data.intake.kinds import TEXT_KINDS

if TYPE_CHECKING:
    import pandas as pd  # the child process that opens hostile files does without it

YEAR, CODE, NAME, SCHOOL = "year", "municipality_code", "municipality_name", "school_code"
ZONE, GROUP, INDICATOR = "zone", "inclusion_group", "indicator_code"
VALUE, NUMERATOR, DENOMINATOR = "value", "numerator", "denominator"
TRIMESTER = "trimester"
ESTABLISHMENT, SEDE = "establishment_code", "sede_code"
ROLES = frozenset({YEAR, CODE, NAME, SCHOOL, ZONE, GROUP, INDICATOR, VALUE, NUMERATOR, DENOMINATOR, TRIMESTER, "note"})
WORD_KINDS = frozenset({"text", "choice", *TEXT_KINDS})
"""Kinds that read words and codes; the others read figures."""

Computed = Callable[["pd.DataFrame"], "pd.DataFrame"]
"""A municipal figure made of the file's rows; data.intake.computed makes them and says what it takes and answers."""


@dataclass(frozen=True)
class Field:
    """A column. `kind` is one of `kinds.KINDS`, "text", "choice" (then `choices`: normalized word → code), or
    "level" (an ordered scale; then `levels`: casefolded word → its number, NaN for an answer that does not count).

    A field of figures whose code is outside ROLES names an indicator: the column is a measure; one of words is an
    attribute, kept for keys and computed figures. `bounds` are inclusive; `aliases` are headers.
    """

    code: str
    kind: str
    aliases: tuple[str, ...]
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, float] = field(default_factory=dict)
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

    `rows_are` says whose figures a row holds: those of a municipality, a school (needs SCHOOL) or a department (CODE is
    then the department's), or of one "unit" that stores none of its own (a student, an answer). `computed` are the
    municipal figures made of the rows. `variant` names a field whose word, if any, is added to the code of the row's
    indicators. `year_in_name`: the year is not in the rows but in the name of the file. `refusal` (why, how to mend)
    is of a source that is recognized but feeds no series. `cells`: a matrix without municipal figures, in as many
    sheets as have it, kept cell by cell. A file with one of the `foreign` headers is of another source.
    `keeps_texts`: the words of the good rows are kept too, cell by cell.
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
    rows_are: Literal["municipality", "school", "department", "unit"] = "municipality"
    computed: tuple[Computed, ...] = ()
    variant: str = ""
    year_in_name: bool = False
    refusal: tuple[str, str] | None = None
    cells: bool = False
    foreign: tuple[str, ...] = ()
    keeps_texts: bool = False

    @cached_property
    def codes(self) -> dict[str, str]:
        """Header spelling → field code."""
        return {name: one.code for one in reversed(self.fields) for name in one.spellings}

    @cached_property
    def strangers(self) -> frozenset[str]:
        """The spellings of the headers that this source never has."""
        return frozenset().union(*(spellings(header) for header in self.foreign))

    @property
    def required(self) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if one.required)

    @property
    def measures(self) -> tuple[Field, ...]:
        return tuple(
            one for one in self.fields if one.code == VALUE or (one.code not in ROLES and one.kind not in WORD_KINDS)
        )

    def with_levels(self, levels: Mapping[str, float]) -> "Source":
        """The same source with another ordered scale for the answers of its rows."""
        return replace(
            self, fields=tuple(replace(one, levels=levels) if one.kind == "level" else one for one in self.fields)
        )

    def field(self, code: str) -> Field:
        """The field of a code; KeyError if the source does not have it."""
        return {one.code: one for one in self.fields}[code]
