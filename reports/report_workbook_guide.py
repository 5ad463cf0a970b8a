"""The sheet «Instrucciones» of the trimester report in Excel: whose it is, until when, and how it is filled."""

from datetime import datetime

from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from data.records.report_exchange import ReportExchange
from reports.cells import put_text
from reports.indicator_book_page import BOLD, WRAP

_HOW = (
    "Este libro sirve para reportar sin conexión. Nada cambia hasta que alguien lo sube en «Reporte trimestral», mira "
    "celda por celda qué cambiaría y acepta; entra como borrador y después se envía a revisión.",
    "Escriba solo en las celdas blancas. Las grises ayudan a reportar: el último valor, lo programado y lo que se "
    "busca.",
    "Una celda vacía es «sin dato» y un 0 es un dato. Los decimales van con coma.",
    "«Qué se escribe» dice si va el aporte del trimestre (no el acumulado), el nivel medido, o hecho y no hecho.",
    "En las acciones, el avance físico y el dinero son acumulados desde el inicio; el dinero, en pesos enteros.",
    "La narrativa es una por indicador: se escribe en su primera fila.",
    "La evidencia no va en el libro: se adjunta en la aplicación, en cada reporte. Un hito no se envía sin ella.",
    "No agregue ni copie filas, no cambie los nombres de hojas ni columnas, y no use fórmulas: pegue los valores.",
    "Si otra persona guardó entre tanto lo mismo que usted, al subir el libro verá los dos valores y elegirá.",
)


def write_guide(sheet: Worksheet, here: ReportExchange, who: str, made: datetime) -> None:
    """Fills an empty sheet."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 96
    put_text(sheet.cell(1, 1), "Reporte trimestral en Excel").font = Font(bold=True, size=16)
    start = _facts(sheet, here, who, made) + 2
    put_text(sheet.cell(start, 1), "Cómo se usa").font = BOLD
    for row, text in enumerate(_HOW, start=start + 1):
        put_text(sheet.cell(row, 1), text).alignment = WRAP
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        sheet.row_dimensions[row].height = 32
    sheet.protection.sheet = True


def _facts(sheet: Worksheet, here: ReportExchange, who: str, made: datetime) -> int:
    record = here.record
    facts = {
        "Entidad": here.entity["name"],
        "Plan": f"{record['name']}, vigencia {record['year']}, versión {record['number']}",
        "Trimestre": f"T{here.trimester} de {record['year']}",
        "Responsable": who,
        "Descargado": f"{made:%d/%m/%Y %H:%M}",
    }
    if here.entity["is_demonstration"]:
        facts["Aviso"] = "Demostración: el plan y sus cifras son inventados."
    for row, (label, text) in enumerate(facts.items(), start=2):
        put_text(sheet.cell(row, 1), label).font = BOLD
        put_text(sheet.cell(row, 2), text)
    return len(facts) + 1
