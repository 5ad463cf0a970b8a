"""One sheet of the plan in Excel: typed cells, what may be edited unlocked, and what each cell admits."""

from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from procedure.exchange.book import Plan, Row
from procedure.exchange.layout import KEY, NUMBER, REMOVE, VERSION, YES, Column, Layout
from procedure.exchange.numbering import place_of
from procedure.exchange.values import settled, written
from procedure.fields import Field, Kind
from reports.cells import put_text
from reports.plan_workbook_lists import Ranges

_SPARE_ROWS = 2000  # below the last one, ready for new rows
_OPEN, _CLOSED = "FFFFFFFF", "FFF2F4F7"
HEAD = PatternFill("solid", fgColor="FF0072B2")
HEAD_FONT = Font(bold=True, color="FFFFFFFF")
FORMATS = {
    Kind.DATE: "dd/mm/yyyy",
    Kind.MONEY: '"$" #,##0',
    Kind.INTEGER: "0",
    Kind.TEXT: "@",
    Kind.CODES: "@",
}
_WIDTHS = {Kind.LONG_TEXT: 48, Kind.LINKS: 40, Kind.REFERENCE: 36, Kind.PERSON: 28, Kind.CHOICES: 28, Kind.CODES: 24}
_OWN = {KEY: 10, VERSION: 10, NUMBER: 10, REMOVE: 10}


@dataclass(frozen=True)
class Rights:
    """What whoever downloads may do in a sheet: names of the fields, and whether rows are added and retired."""

    fields: frozenset[str]
    adds: bool


@dataclass
class Paint:
    """The styles of a workbook, each made once: openpyxl compares them one by one otherwise."""

    made: dict[tuple[bool, str], Any] = field(default_factory=dict)

    def on(self, cell: Any, *, is_open: bool, figure: str) -> None:
        look = (is_open, figure)
        if look not in self.made:
            dress(cell, is_open=is_open, figure=figure)
            self.made[look] = copy(cell._style)
        cell._style = copy(self.made[look])


def dress(target: Any, *, is_open: bool, figure: str) -> None:
    """A cell, or a column for the cells still to be written."""
    target.protection = Protection(locked=not is_open)
    target.fill = PatternFill("solid", fgColor=_OPEN if is_open else _CLOSED)
    target.alignment = Alignment(wrap_text=True, vertical="top")
    target.number_format = figure or "General"


def write_sheet(sheet: Worksheet, layout: Layout, plan: Plan, rights: Rights, ranges: Ranges, paint: Paint) -> None:
    """Fills an empty sheet: header, a row per element, drop-downs and locks."""
    opened = [_is_open(layout, header, rights) for header in layout.headers]
    _write_columns(sheet, layout, opened)
    numbers = plan.numbers[layout.table]
    rows = sorted(plan.rows[layout.table].items(), key=lambda item: place_of(numbers[item[0]]))
    for line, (row_id, row) in enumerate(rows, start=2):
        for place, value in enumerate(_cells(layout, plan, row, numbers[row_id]), start=1):
            one = None if place <= 3 or place > 3 + len(layout.columns) else layout.columns[place - 4].field
            put(sheet.cell(line, place), value)
            paint.on(sheet.cell(line, place), is_open=opened[place - 1] and place > 3, figure=_figure(one))
            if isinstance(value, str) and value[:1] in "=+-@":
                sheet.cell(line, place).quotePrefix = True
    _offer(sheet, layout, rights, ranges, len(numbers) + 1 + _SPARE_ROWS)
    lock(sheet, len(layout.headers))


def _is_open(layout: Layout, header: str, rights: Rights) -> bool:
    """The number of a new row is typed, so that other rows may name it; that of a stored one is not."""
    if header in (NUMBER, REMOVE):
        return rights.adds
    return any(column.header == header and column.field.name in rights.fields for column in layout.columns)


def _cells(layout: Layout, plan: Plan, row: Row, number: str) -> list[Any]:
    values = [
        written(column, settled(column.field, row.get(column.field.name)), plan.names) for column in layout.columns
    ]
    return [row["id"], int(row["version"]), number, *values, *([None] if REMOVE in layout.headers else [])]


def put(cell: Any, value: Any) -> None:
    """A figure or a day as it is; a text as text. Nothing leaves the cell empty."""
    if isinstance(value, str):
        put_text(cell, value)
    elif value is not None:
        cell.value = value


def _write_columns(sheet: Worksheet, layout: Layout, opened: list[bool]) -> None:
    fields = {column.header: column.field for column in layout.columns}
    for place, header in enumerate(layout.headers, start=1):
        head = put_text(sheet.cell(1, place), header)
        head.font, head.fill = HEAD_FONT, HEAD
        head.alignment = Alignment(wrap_text=True, vertical="top")
        column = sheet.column_dimensions[get_column_letter(place)]
        one = fields.get(header)
        dress(column, is_open=opened[place - 1], figure=_figure(one))
        column.width = _OWN.get(header) or (_WIDTHS.get(one.kind, 16) if one is not None else 16)
        column.hidden = header in (KEY, VERSION)


def _figure(one: Field | None) -> str:
    return "" if one is None else FORMATS.get(one.kind, "")


def lock(sheet: Worksheet, width: int) -> None:
    """Without a password: it guards against slips, and the import judges every cell whatever was unlocked."""
    sheet.freeze_panes = "D2"
    sheet.protection.sheet = True
    for free in ("formatColumns", "formatRows", "autoFilter", "sort"):
        setattr(sheet.protection, free, False)
    sheet.auto_filter.ref = f"A1:{get_column_letter(width)}{max(sheet.max_row, 2)}"


def _offer(sheet: Worksheet, layout: Layout, rights: Rights, ranges: Ranges, last: int) -> None:
    for place, header in enumerate(layout.headers, start=1):
        column = next((one for one in layout.columns if one.header == header), None)
        rule = rule_of(column, ranges) if column is not None and column.field.name in rights.fields else None
        if header == REMOVE and rights.adds:
            rule = DataValidation(type="list", formula1=f'"{YES}"', allow_blank=True)
            _explain(rule, REMOVE, "Escriba «Sí» para retirar la fila. Borrarla del libro no la retira.")
        if rule is not None:
            rule.add(f"{get_column_letter(place)}2:{get_column_letter(place)}{last}")
            sheet.add_data_validation(rule)


def rule_of(column: Column, ranges: Ranges) -> DataValidation | None:
    """What the cell admits, told when it is chosen. A row that is still to be added may be named: that only warns."""
    one, place = column.field, ranges.get(column.list_name, "")
    if column.list_name and not column.holds_several and place:
        rule = DataValidation(type="list", formula1=place, allow_blank=True, showErrorMessage=True)
        rule.errorStyle = "stop" if one.choices or one.kind is Kind.BOOLEAN else "warning"
        rule.errorTitle, rule.error = "No está en la lista", f"Elija un nombre de la lista «{column.list_name}»."
    elif one.kind is Kind.DATE:
        rule = DataValidation(type="date", operator="greaterThan", formula1=str(_serial(date(1990, 1, 1))))
        rule.showErrorMessage, rule.errorTitle, rule.error = True, "No es una fecha", "Escriba una fecha: 31/03/2026."
    elif one.kind in (Kind.MONEY, Kind.INTEGER, Kind.NUMBER, Kind.WEIGHT, Kind.PERCENT):
        rule = _of_number(one)
    else:
        rule = DataValidation(allow_blank=True)
    _explain(rule, one.label, _help(column))
    return rule


def _of_number(one: Field) -> DataValidation:
    kind = "whole" if one.kind in (Kind.MONEY, Kind.INTEGER) else "decimal"
    limits = (0, 100) if one.kind in (Kind.WEIGHT, Kind.PERCENT) else (0, 10**15) if one.kind is Kind.MONEY else None
    low, high = limits or (one.minimum, one.maximum)
    low, high = (-(10**12) if low is None else low), (10**12 if high is None else high)
    rule = DataValidation(type=kind, operator="between", formula1=f"{low:.0f}", formula2=f"{high:.0f}")
    rule.showErrorMessage, rule.errorTitle = True, "No se admite"
    rule.error = f"{one.label}: escriba un número de {low:.0f} a {high:.0f}." if limits else "Escriba un número."
    return rule


def _help(column: Column) -> str:
    several = f"Varios de la lista «{column.list_name}», separados por punto y coma." if column.holds_several else ""
    must = "Obligatorio." if column.field.required and column.field.default is None else ""
    return " ".join(text for text in (must, column.field.help, several if column.list_name else "") if text)


def _explain(rule: DataValidation, title: str, text: str) -> None:
    rule.allow_blank = True
    if text:
        rule.showInputMessage, rule.promptTitle, rule.prompt = True, title[:32], text[:255]


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days
