"""One sheet of the trimester report in Excel: what helps to report, locked, and what is reported, open."""

from dataclasses import dataclass, field
from typing import Any

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.records.database import Row
from data.records.report_exchange import ReportExchange, items_of
from procedure.exchange.layout import KEY, VERSION, Column
from procedure.exchange.report_comparison import Item
from procedure.exchange.report_layout import MILESTONE, VALUE, ReportLayout
from procedure.exchange.values import settled, written
from procedure.fields import Kind, is_missing
from procedure.reporting import INDICATOR, NARRATIVE
from procedure.states import EDITABLE_REPORT_STATES
from procedure.vocabulary import REPORT_STATES, SENSES, SLICES
from reports.plan_workbook_lists import Ranges
from reports.plan_workbook_sheet import FORMATS, HEAD, HEAD_FONT, Paint, lock, put, rule_of

_WIDTHS = {"Indicador": 44, "Acción": 44, "Narrativa": 60, "Qué se escribe": 26, "Estado": 14}
_WRITE = {"suma": "Aporte del trimestre", "flujo": "Valor del periodo", "hito": "Hecho o no hecho"}


@dataclass
class _Open:
    """The cells that are filled, by what they admit: one rule of validation for all the cells alike."""

    ranges: Ranges
    rules: dict[Column, DataValidation] = field(default_factory=dict)

    def add(self, column: Column, cell: Any) -> None:
        if column not in self.rules:
            self.rules[column] = _rule(column, self.ranges)
        self.rules[column].add(cell.coordinate)


def write_sheet(sheet: Worksheet, layout: ReportLayout, here: ReportExchange, ranges: Ranges) -> None:
    """Fills an empty sheet: header, a row per slice or action, drop-downs and locks."""
    _write_header(sheet, layout)
    paint, filled = Paint(), _Open(ranges)
    frame = here.items[here.items["subject_kind"] == layout.kind]
    rows = [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
    for line, (row, (key, item)) in enumerate(zip(rows, items_of(frame, {}).items(), strict=True), start=2):
        fixed = [key, item.version, *_consulted(row, here)]
        for place, value in enumerate(fixed, start=1):
            put(sheet.cell(line, place), value)
            paint.on(sheet.cell(line, place), is_open=False, figure="dd/mm/yyyy" if hasattr(value, "year") else "")
        for place, own in enumerate(layout.columns, start=len(fixed) + 1):
            column = MILESTONE if own.field.name == VALUE and item.is_milestone else own
            is_open = _write_cell(sheet.cell(line, place), column, item, paint, is_open=_may_be_written(row))
            if is_open:
                filled.add(column, sheet.cell(line, place))
    for rule in filled.rules.values():
        sheet.add_data_validation(rule)
    lock(sheet, len(layout.headers))


def _write_cell(cell: Any, column: Column, item: Item, paint: Paint, *, is_open: bool) -> bool:
    """What is saved of it; whether it is to be filled: the narrative, only in the first row of its indicator."""
    elsewhere = column.field.name == NARRATIVE.name and not item.is_first
    if not elsewhere:
        put(cell, written(column, settled(column.field, item.now.get(column.field.name)), {}))
    paint.on(cell, is_open=is_open and not elsewhere, figure=FORMATS.get(column.field.kind, ""))
    return is_open and not elsewhere


def _rule(column: Column, ranges: Ranges) -> DataValidation:
    rule = rule_of(column, ranges)
    if column.field.kind is Kind.NUMBER:
        rule.errorTitle, rule.error = "No es un número", "Escriba un número, con coma decimal, o deje vacío."
    return rule


def _may_be_written(row: Row) -> bool:
    return row["state"] == "" or row["state"] in EDITABLE_REPORT_STATES


def _consulted(row: Row, here: ReportExchange) -> list[Any]:
    asked = here.asked.get(str(row["subject_id"]))
    ends = [asked.due if asked else "No se pide", REPORT_STATES.get(row["state"], "Sin empezar")]
    title = f"{row['code']} · {row['name']}" if not is_missing(row["code"]) else str(row["name"])
    if row["subject_kind"] != INDICATOR:
        start, end = (_day(row[name]) for name in ("start_date", "end_date"))
        return [title, start, end, _figure(here.advances.get(row["subject_id"])), _figure(row["appropriated"]), *ends]
    return [
        title,
        SLICES[row["slice"]],
        _word(row["unit"]),
        _WRITE.get(row["accumulation"], "Nivel medido al corte"),
        SENSES.get(row["sense"], _word(row["sense"])),
        _figure(row["baseline"]),
        _figure(row["last_value"]),
        _figure(row["scheduled"]) if row["is_scheduled"] else "Nada programado",
        _figure(row["target"]),
        *ends,
    ]


def _figure(value: Any) -> float | None:
    return None if is_missing(value) else float(value)


def _word(value: Any) -> str:
    return "" if is_missing(value) else str(value)


def _day(value: Any) -> Any:
    return None if is_missing(value) else value.date() if hasattr(value, "date") else value


def _write_header(sheet: Worksheet, layout: ReportLayout) -> None:
    for place, header in enumerate(layout.headers, start=1):
        head = sheet.cell(1, place)
        put(head, header)
        head.font, head.fill, head.alignment = HEAD_FONT, HEAD, Alignment(wrap_text=True, vertical="top")
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width, column.hidden = _WIDTHS.get(header, 14), header in (KEY, VERSION)
