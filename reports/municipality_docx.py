"""«Ficha municipal» as a Word document."""

from collections.abc import Callable, Sequence
from io import BytesIO

import pandas as pd
from docx.document import Document

from reports import reached as words
from reports import word
from reports.municipality_sheet import ACTIONS, INDICATORS, MONEY, RURAL, MunicipalitySheet
from reports.plain import plain

_INDICATORS = [4.2, 1.9, 1.7, 1.7, 1.2, 2.2, 1.8, 1.6, 1.8, 1.9, 3.4]
_ACTIONS = [4.6, 2.6, 2.4, 1.8, 2.4, 2.6, 2.6, 2.8, 2.4]
_MONEY = [4.0, 2.0, 4.0, 13.4]
_RURAL = [5.4, 3.6, 3.2, 3.4, 7.8]
Told = Callable[[object], str]


def build(sheet: MunicipalitySheet) -> bytes:
    """The bytes of a .docx."""
    title = plain(f"{sheet.title}: {sheet.name}")
    document = word.new(title, sheet.identity["Entidad"], sheet.made)
    document.add_heading(title, level=1)
    if sheet.notice:
        document.add_paragraph().add_run(sheet.notice).bold = True
    for sentence in (sheet.finding, *sheet.facts):
        document.add_paragraph(plain(sentence))
    word.facts(document, sheet.identity)
    document.add_heading("Indicadores del municipio frente al plan", level=2)
    document.add_paragraph(unmeasured(sheet))
    _table(document, INDICATORS, sheet.indicators, _INDICATORS, {})
    document.add_heading("Dinero", level=2)
    document.add_paragraph(sheet.rule)
    _table(document, MONEY, sheet.money, _MONEY, {"Dinero del municipio": words.pesos})
    if sheet.without_amount:
        document.add_paragraph(f"Acciones que le llegan sin monto registrado: {sheet.without_amount}.")
    document.add_heading("Participación rural", level=2)
    percents = dict.fromkeys(RURAL[2:4], words.percent)
    _table(document, RURAL, sheet.rural, _RURAL, {"Municipio": lambda value: words.number(value, 0), **percents})
    document.add_heading("Acciones que le llegan", level=2)
    _table(document, ACTIONS, sheet.actions, _ACTIONS, dict.fromkeys(ACTIONS[5:7], words.pesos))
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def unmeasured(sheet: MunicipalitySheet) -> str:
    """Of how many indicators there is no figure, and what the targets are."""
    return (
        f"Indicadores del plan sin medición en el municipio: {sheet.unmeasured}. La meta es la del conjunto de "
        "municipios: el plan no fija metas municipales."
    )


def _table(
    document: Document, headers: Sequence[str], rows: pd.DataFrame, widths: Sequence[float], told: dict[str, Told]
) -> None:
    if rows.empty:
        document.add_paragraph("Ninguno.")
        return
    texts = [
        [_text(value, told.get(name)) for name, value in zip(headers, row, strict=True)]
        for row in rows.itertuples(index=False, name=None)
    ]
    word.table(document, headers, texts, widths)


def _text(value: object, told: Told | None) -> str:
    if told is not None:
        return told(value)
    if isinstance(value, float):
        return words.number(value)
    return value if isinstance(value, str) else words.ABSENT if pd.isna(value) else str(value)
