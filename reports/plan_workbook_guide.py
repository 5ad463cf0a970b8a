"""The sheet «Instrucciones» of the plan in Excel: whose it is, how it is edited, and what each sheet lets one do."""

from collections.abc import Mapping
from datetime import datetime

from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from data.records.plan_exchange import Exchange
from procedure.exchange.layout import layouts
from procedure.roles import Actor
from procedure.vocabulary import PLAN_STATES, ROLES
from reports.cells import put_text
from reports.indicator_book_page import BAND, BOLD, WRAP
from reports.plan_workbook_sheet import Rights

_HOW = (
    "Este libro es una copia del plan para trabajar sin conexión. Nada cambia en el plan hasta que alguien lo sube en "
    "«Plan en Excel», mira qué cambiaría y acepta.",
    "Las celdas blancas se editan; las grises no. Los valores de lista se eligen del desplegable; donde caben varios, "
    "se separan con punto y coma.",
    "Para agregar, escriba en la primera fila vacía. Si otra fila nueva debe nombrarla, póngale un número propio en "
    "«N.º» (por ejemplo, N1) y úselo allí.",
    "Para retirar una fila, escriba «Sí» en «Eliminar». Borrarla del libro no la retira: solo se avisa que falta.",
    "No copie y pegue filas enteras: se copiaría también su clave oculta. Copie las celdas blancas.",
    "No cambie los nombres de las hojas ni de las columnas, y no use fórmulas: pegue sus resultados como valores.",
    "Si otra persona cambia entre tanto lo mismo que usted, al subir el libro verá los dos valores y elegirá.",
)
_HEADERS = ("Hoja", "Filas", "Qué puede editar")
_EVERYTHING, _NOTHING = "Todo", "Nada: es de lectura"


def write_guide(sheet: Worksheet, here: Exchange, actor: Actor, made: datetime, allowed: Mapping[str, Rights]) -> None:
    """Fills an empty sheet."""
    for letter, width in zip("ABC", (34, 14, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    put_text(sheet.cell(1, 1), "Plan de Apoyo al Mejoramiento en Excel").font = Font(bold=True, size=16)
    start = _facts(sheet, here, actor, made) + 2
    put_text(sheet.cell(start, 1), "Cómo se usa").font = BOLD
    for row, text in enumerate(_HOW, start=start + 1):
        put_text(sheet.cell(row, 1), text).alignment = WRAP
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=3)
        sheet.row_dimensions[row].height = 32
    _sheets(sheet, start + len(_HOW) + 2, here, allowed)
    sheet.protection.sheet = True


def _facts(sheet: Worksheet, here: Exchange, actor: Actor, made: datetime) -> int:
    record = here.record
    roles = ", ".join(ROLES[one] for one in sorted(actor.roles))
    facts = {
        "Entidad": here.entity["name"],
        "Plan": f"{record['name']}, vigencia {record['year']}, versión {record['number']}",
        "Estado": PLAN_STATES[record["state"]],
        "Descargado": f"{made:%d/%m/%Y %H:%M}, {actor.name} ({roles})",
    }
    if here.entity["is_demonstration"]:
        facts["Aviso"] = "Demostración: el plan y sus cifras son inventados."
    if not here.is_draft:
        facts["Solo lectura"] = "El plan no está en borrador: este libro se puede consultar, pero no se importará."
    for row, (label, text) in enumerate(facts.items(), start=2):
        put_text(sheet.cell(row, 1), label).font = BOLD
        put_text(sheet.cell(row, 2), text)
    return len(facts) + 1


def _sheets(sheet: Worksheet, start: int, here: Exchange, allowed: Mapping[str, Rights]) -> None:
    for place, header in enumerate(_HEADERS, start=1):
        cell = put_text(sheet.cell(start, place), header)
        cell.font, cell.fill = BOLD, BAND
    for row, layout in enumerate(layouts(), start=start + 1):
        mine = allowed[layout.table]
        labels = [column.header for column in layout.columns if column.field.name in mine.fields]
        what = _EVERYTHING if len(labels) == len(layout.columns) else ", ".join(labels) or _NOTHING
        put_text(sheet.cell(row, 1), layout.title).alignment = WRAP
        sheet.cell(row, 2).value = len(here.plan.rows[layout.table])
        put_text(sheet.cell(row, 3), what).alignment = WRAP
