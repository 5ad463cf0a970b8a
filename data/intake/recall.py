"""The mapping that a file's shape brings back: whoever matched its columns once need not do it again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from data.intake.headers import HEADER_SEARCH, Place, fingerprint, suggested_place
from data.intake.isolation import RawFile, SheetTable
from data.intake.mapping import ColumnMapping, fitted
from data.intake.shape import Sheet
from data.intake.verdicts import IntakeError

_BOGOTA = ZoneInfo("America/Bogota")


@dataclass(frozen=True)
class Remembered:
    """A mapping of the entity, with who saved it last and when; `id` and `version` are of its row."""

    id: str
    version: int
    mapping: ColumnMapping
    by: str
    at: datetime

    @property
    def spoken(self) -> str:
        """ "emparejamiento «Matrícula», de Analista (02/03/2026)"."""
        return f"emparejamiento «{self.mapping.name}», de {self.by} ({self.at.astimezone(_BOGOTA):%d/%m/%Y})"


@dataclass(frozen=True)
class Recalled:
    """A remembered mapping fitted to a file, and the sheets of the file that have its shape."""

    remembered: Remembered
    mapping: ColumnMapping
    sheets: tuple[Sheet, ...]


class UnknownLayoutError(IntakeError):
    """The file opened well, but nobody has said what its columns are; `raw` is what came out of it.

    `recalled` is the mapping of its shape when only the year is missing.
    """

    def __init__(self, code: str, message: str, raw: RawFile, recalled: Recalled | None = None) -> None:
        super().__init__(code, message)
        self.raw = raw
        self.recalled = recalled


@dataclass(frozen=True)
class Memory:
    """The mappings that an entity remembers, and the year of the file when somebody said it."""

    remembered: tuple[Remembered, ...] = ()
    year: str = ""

    def applied(self, recalled: Recalled | None, raw: RawFile, error: IntakeError) -> Recalled:
        """The recalled mapping, with its year. Raises UnknownLayoutError without mapping or without year."""
        if recalled is None:
            raise UnknownLayoutError(error.code, error.message, raw)
        if not recalled.mapping.asks_year:
            return recalled
        if not self.year:
            message = (
                f"Se reconoce por el emparejamiento «{recalled.mapping.name}», pero el archivo no dice de qué año son "
                "sus cifras. Diga el año y se carga."
            )
            raise UnknownLayoutError(error.code, message, raw, recalled)
        return replace(recalled, mapping=recalled.mapping.of_year(self.year))


NOTHING = Memory()


def recall(raw: RawFile, remembered: Iterable[Remembered]) -> Recalled | None:
    """The first mapping whose shape a visible sheet of the file has, with every sheet of that shape."""
    readable = [sheet for sheet in raw.sheets if sheet.state == "visible" and len(sheet.cells)]
    for one in remembered:
        sheets = tuple(Sheet(table, place) for table in readable if (place := place_of(table, one.mapping)) is not None)
        if sheets:
            return Recalled(one, fitted(one.mapping, sheets[0].headers.values()), sheets)
    return None


def place_of(table: SheetTable, mapping: ColumnMapping) -> Place | None:
    """Where a sheet has the header of a mapping; None if nowhere. The likeliest row is looked at first."""
    likely = suggested_place(table).row
    rows = [likely, *(row for row in range(mapping.depth, min(len(table.cells), HEADER_SEARCH) + 1) if row != likely)]
    places = (Place(row, mapping.depth) for row in rows if row >= mapping.depth)
    return next((place for place in places if _shape(Sheet(table, place)) == mapping.fingerprint), None)


def same_shape(one: Sheet, others: Iterable[SheetTable]) -> list[Sheet]:
    """The sheets whose header says the same as that of `one`, wherever it is."""
    shape = _shape(one)
    found = []
    for table in others:
        places = dict.fromkeys((one.place, Place(suggested_place(table).row, one.place.depth)))
        sheet = next((Sheet(table, place) for place in places if _shape(Sheet(table, place)) == shape), None)
        if sheet is not None:
            found.append(sheet)
    return found


def _shape(sheet: Sheet) -> str:
    return fingerprint(sheet.headers.values())


def offered(raw: RawFile) -> Sequence[SheetTable]:
    """The sheets with something in them, the visible ones first."""
    return sorted((one for one in raw.sheets if len(one.cells)), key=lambda one: one.state != "visible")
