"""What an audited change of a hoja de vida says, in words: which part, which field, before and after. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from analytics.numbers import spanish
from procedure.elements import ELEMENTS
from procedure.fields import Field, Kind, is_missing
from procedure.vocabulary import SLICES

Row = Mapping[str, Any]
EMPTY = "(vacío)"
_HIDDEN = frozenset({"baseline_choice_id", "indicator_id"})
_LABELS = {("indicator_variables", "name"): "Nombre"}
_NAMES_THE_PART = frozenset({"slice", "symbol"})
_PEOPLE_OR_ROWS = frozenset({Kind.PERSON, Kind.REFERENCE})
_NUMBERS = frozenset({Kind.NUMBER, Kind.WEIGHT, Kind.PERCENT, Kind.INTEGER})


@dataclass(frozen=True)
class Line:
    """`part`: Indicador, a slice or a variable; `field`: "" when the part itself was added, retired or brought back."""

    part: str
    field: str
    before: str
    after: str

    @property
    def what(self) -> str:
        return f"{self.part} · {self.field}" if self.field else self.part


def lines(table: str, before: Row | None, after: Row, names: Mapping[str, str]) -> list[Line]:
    """The lines of one entry. `names`: people, rows of the plan and indicators of the catalogue by their id or code;

    an id without name is «(ya no está)».
    """
    if table == "plans":
        return [Line("Indicador", "", "", "copiado del plan anterior")]
    part = _part(table, after)
    if before is None:
        return [Line(part, "", "", _added(table)), *(_set(table, part, after, names) if table != "indicators" else ())]
    if bool(before["voided_at"]) != bool(after["voided_at"]):
        return [Line(part, "", "", _back(table) if before["voided_at"] else _gone(table))]
    return list(_changed(table, part, before, after, names))


def _part(table: str, row: Row) -> str:
    if table == "indicators":
        return "Indicador"
    return SLICES[row["slice"]] if table == "indicator_slices" else f"Variable {row['symbol']}"


def _added(table: str) -> str:
    return {"indicators": "creado", "indicator_slices": "agregada", "indicator_variables": "agregada"}[table]


def _gone(table: str) -> str:
    return "retirado" if table == "indicators" else "retirada"


def _back(table: str) -> str:
    return "recuperado" if table == "indicators" else "recuperada"


def _set(table: str, part: str, after: Row, names: Mapping[str, str]) -> Iterator[Line]:
    """What a new part brought besides its defaults; of a new indicator it is enough that it was created."""
    for field in _told(table):
        value = after.get(field.name)
        if field.name not in _NAMES_THE_PART and not _same(value, field.default):
            yield Line(part, _label(table, field), "", said(field, value, names))


def _changed(table: str, part: str, before: Row, after: Row, names: Mapping[str, str]) -> Iterator[Line]:
    for field in _told(table):
        old, new = before.get(field.name), after.get(field.name)
        if not _same(old, new):
            yield Line(part, _label(table, field), said(field, old, names), said(field, new, names))


def _label(table: str, field: Field) -> str:
    return _LABELS.get((table, field.name), field.label)


def _told(table: str) -> Iterator[Field]:
    return (field for field in ELEMENTS[table].fields if field.name not in _HIDDEN)


def said(field: Field, value: Any, names: Mapping[str, str]) -> str:
    """A stored value as it is read: words of a choice, name of a person, 1.234,5, dd/mm/aaaa, sí or no."""
    if is_missing(value):
        return EMPTY
    if field.name == "catalog_code":
        return names.get(str(value), str(value))
    if field.kind is Kind.CHOICE:
        return field.choices.get(str(value), str(value))
    if field.kind in _PEOPLE_OR_ROWS:
        return names.get(str(value), "(ya no está)")
    if field.kind is Kind.BOOLEAN:
        return "sí" if value else "no"
    if field.kind is Kind.DATE:
        return f"{date.fromisoformat(str(value)[:10]):%d/%m/%Y}"
    if field.kind in _NUMBERS:
        return number(value, grouped=field.name != "baseline_year")
    return str(value)


def number(value: float, *, grouped: bool = True) -> str:
    """1.234,5 with the decimals it has, up to six; a year is not grouped."""
    text = spanish(value, 6).rstrip("0").removesuffix(",")
    return text if grouped else text.replace(".", "")


def _same(one: Any, other: Any) -> bool:
    return (is_missing(one) and is_missing(other)) or one == other
