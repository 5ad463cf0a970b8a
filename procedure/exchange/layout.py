"""The sheets of the workbook: one per kind of element, in the order of the plan, and the lists they choose from."""

from dataclasses import dataclass
from functools import cache

from procedure.elements import ELEMENTS, PLAN_TABLES
from procedure.elements.base import REFERRED, Element
from procedure.fields import Field, Kind

KEY, VERSION, NUMBER, REMOVE = "Clave", "Versión de la fila", "N.º", "Eliminar"
INSTRUCTIONS, LISTS, CONTROL = "Instrucciones", "Listas", "_PAM"
FORMAT = "PAM · plan en Excel · 1"
PEOPLE, PLACES, YES_NO = "Personas", "Municipios", "Sí o no"
YES, NO = "Sí", "No"
_SEVERAL = frozenset({Kind.CHOICES, Kind.LINKS, Kind.CODES})
_OWN_HEADERS = frozenset({KEY, VERSION, NUMBER, REMOVE})
_LONGEST_TITLE = 31  # what Excel admits


@dataclass(frozen=True)
class Column:
    """A field as a column; `list_name` is the list its cells are chosen from, "" when they are typed."""

    header: str
    field: Field
    list_name: str = ""

    @property
    def holds_several(self) -> bool:
        return self.field.kind in _SEVERAL


@dataclass(frozen=True)
class Layout:
    """A sheet: the key, the version and the number of each row, its fields, and the mark that retires it."""

    table: str
    title: str
    columns: tuple[Column, ...]

    @property
    def element(self) -> Element:
        return ELEMENTS[self.table]

    @property
    def headers(self) -> tuple[str, ...]:
        mark = () if self.element.fixed else (REMOVE,)
        return (KEY, VERSION, NUMBER, *(column.header for column in self.columns), *mark)


@cache
def layouts() -> tuple[Layout, ...]:
    return tuple(_layout(ELEMENTS[table]) for table in PLAN_TABLES)


def title_of(table: str) -> str:
    """«Líneas del POAI»: the sheet of a kind, and the list of its rows."""
    plural = ELEMENTS[table].plural
    return f"{plural[0].upper()}{plural[1:]}"[:_LONGEST_TITLE]


def _layout(element: Element) -> Layout:
    columns: list[Column] = []
    for field in element.fields:
        if field.kind is not Kind.DATA:
            header = _unlike(field.label, {column.header for column in columns} | _OWN_HEADERS)
            columns.append(Column(header, field, _list_name(element, field)))
    return Layout(element.table, title_of(element.table), tuple(columns))


def _unlike(label: str, taken: set[str] | frozenset[str]) -> str:
    header, number = label, 2
    while header in taken:
        header, number = f"{label} ({number})", number + 1
    return header


def _list_name(element: Element, field: Field) -> str:
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        return _name_of_choices(element, field)
    if field.kind is Kind.BOOLEAN:
        return YES_NO
    if field.kind is Kind.PERSON:
        return PEOPLE
    if field.name == "municipalities":
        return PLACES
    if field.kind in (Kind.REFERENCE, Kind.LINKS):
        return title_of(REFERRED[field.name]) if field.name in REFERRED else field.label
    return ""


def _name_of_choices(element: Element, field: Field) -> str:
    """The field's name; with its element's when another field of that name has other choices."""
    twins = (one for table in PLAN_TABLES for one in ELEMENTS[table].fields if one.label == field.label and one.choices)
    alone = all(dict(one.choices) == dict(field.choices) for one in twins)
    return field.label if alone else f"{field.label} ({element.noun})"
