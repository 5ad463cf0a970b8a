"""The plan in Excel, to be edited offline and brought back: a sheet per kind of element, instructions and lists.

What a role may not edit is locked, the keys are hidden, and no cell is a formula. data.intake.plan_book reads it back.
"""

from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.intake.plan_book import CONTROL_LABELS
from data.records.plan_exchange import Exchange
from procedure.elements import editable_fields, may_add_and_void
from procedure.exchange.layout import CONTROL, FORMAT, INSTRUCTIONS, LISTS, layouts
from procedure.roles import Actor
from reports.cells import put_text
from reports.plain import plain
from reports.plan_workbook_guide import write_guide
from reports.plan_workbook_lists import write_lists
from reports.plan_workbook_sheet import Paint, Rights, write_sheet


def rights(here: Exchange, actor: Actor) -> dict[str, Rights]:
    """By table; none at all when the plan is no draft."""
    if not here.is_draft:
        return {layout.table: Rights(frozenset(), False) for layout in layouts()}
    return {
        layout.table: Rights(
            frozenset(field.name for field in editable_fields(layout.table, actor)),
            may_add_and_void(layout.table, actor),
        )
        for layout in layouts()
    }


def build(here: Exchange, actor: Actor, made: datetime) -> bytes:
    """The bytes of a .xlsx: Instrucciones, a sheet per kind of element, Listas and the hidden sheet that identifies it.

    `made` is shown as it is: in the zone of whoever reads.
    """
    allowed = rights(here, actor)
    book = Workbook()
    book.properties.title = plain(f"Plan en Excel {here.record['year']}, versión {here.record['number']}")
    book.properties.creator, book.properties.language = plain(here.entity["name"]), "es-CO"
    guide = book.active
    guide.title = INSTRUCTIONS
    sheets = {layout.table: book.create_sheet(layout.title) for layout in layouts()}
    ranges = write_lists(book.create_sheet(LISTS), here.plan.names)
    paint = Paint()
    for layout in layouts():
        write_sheet(sheets[layout.table], layout, here.plan, allowed[layout.table], ranges, paint)
    write_guide(guide, here, actor, made, allowed)
    _write_control(book.create_sheet(CONTROL), here)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def file_name(here: Exchange) -> str:
    return f"plan_{here.record['year']}_version_{here.record['number']}.xlsx"


def _write_control(sheet: Worksheet, here: Exchange) -> None:
    for row, (label, text) in enumerate(
        zip(CONTROL_LABELS, (FORMAT, here.record["id"], here.position), strict=True), start=1
    ):
        put_text(sheet.cell(row, 1), label)
        put_text(sheet.cell(row, 2), text)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
