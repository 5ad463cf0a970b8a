"""The coherence matrix as a workbook, with the findings of that moment: evidence of the verification (activity 6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from data.records import entities, plans
from data.records.database import Database
from procedure.conformity.coherence import Line
from procedure.conformity.rule import Finding
from procedure.vocabulary import PLAN_STATES
from reports.profile_record import DEMONSTRATION, moment
from reports.sheets import add_sheet, content_of, new_book

TITLE = "Matriz de coherencia del PAM"
_HEADERS = (
    "Componente",
    "Objetivo",
    "Meta",
    "Valor de la meta",
    "Fecha límite",
    "Indicador",
    "Tipo",
    "Actividad",
    "Responsable",
    "Costo (pesos)",
    "Fuentes",
    "Inicio",
    "Fin",
    "Qué le falta",
)
_WIDTHS = (24, 40, 40, 16, 12, 40, 12, 44, 26, 18, 34, 12, 12, 24)
_DATES, _MONEY, _GAP = (5, 12, 13), 10, 14
_LACKING = PatternFill("solid", fgColor="FFFBE3B5")
_FOUND = ("Regla", "Qué exige", "Efecto", "Dónde", "Qué pasa", "Cómo se corrige")


@dataclass(frozen=True)
class Evidence:
    """What the workbook tells: who it is of (label → text), its lines, what was found, and when it was made."""

    identity: Mapping[str, str]
    lines: Sequence[Line]
    findings: Sequence[Finding]
    made: datetime
    notice: str = ""


def read(
    database: Database, entity_id: str, plan_id: str, lines: Sequence[Line], findings: Sequence[Finding], made: datetime
) -> Evidence:
    """With who it is of: the entity, the plan, its state and the moment. Raises NotFoundError."""
    entity, plan = entities.get(database, entity_id), plans.get(database, entity_id, plan_id)
    identity = {
        "Entidad": entity["name"],
        "Plan": f"{plan['name']}, vigencia {plan['year']}, versión {plan['number']}",
        "Estado del plan": PLAN_STATES[plan["state"]],
        "Generado": moment(made),
        "Procedimiento": "GED-EDU-PR-S1-05, Gestión del Plan de Apoyo al Mejoramiento, actividad 6",
    }
    return Evidence(identity, lines, findings, made, DEMONSTRATION if entity["is_demonstration"] else "")


def build(evidence: Evidence) -> bytes:
    """The bytes of a .xlsx with the sheets Matriz, Conformidad and Identificación. No cell is a formula."""
    book = new_book(TITLE, evidence.identity["Entidad"], evidence.made)
    sheet = add_sheet(book, "Matriz", _HEADERS, [_values(line) for line in evidence.lines], _WIDTHS)
    _look(sheet)
    add_sheet(book, "Conformidad", _FOUND, [_told(one) for one in evidence.findings], (8, 44, 12, 60, 60, 60))
    facts = [("Documento", TITLE), *evidence.identity.items(), *([("Aviso", evidence.notice)] * bool(evidence.notice))]
    add_sheet(book, "Identificación", ("Dato", "Valor"), facts, (30, 90))
    return content_of(book)


def _values(line: Line) -> Sequence[object]:
    return (
        line.component,
        line.objective,
        line.goal,
        line.figure,
        line.due,
        line.indicator,
        line.nature,
        line.action,
        line.responsible,
        line.cost,
        line.sources,
        line.start,
        line.end,
        line.gap,
    )


def _told(one: Finding) -> Sequence[object]:
    return (one.rule, one.title, "Bloquea" if one.blocks else "Advierte", one.place, one.text, one.mend)


def _look(sheet: Worksheet) -> None:
    """Days and pesos as such; what a row lacks, marked."""
    for row in sheet.iter_rows(min_row=2):
        for place in _DATES:
            row[place - 1].number_format = "dd/mm/yyyy"
        row[_MONEY - 1].number_format = '"$" #,##0'
        if row[_GAP - 1].value:
            row[_GAP - 1].fill = _LACKING
    sheet.auto_filter.ref = sheet.dimensions
