"""«Qué le da este plan», for one establishment, as a Word document to hand over."""

from io import BytesIO

from reports import reached as words
from reports import word
from reports.plain import plain
from reports.school_sheet import ACTIONS, GOALS, MONEY, NEEDS, SchoolSheet

_ACTIONS = [6.6, 3.0, 2.6, 3.6, 1.6, 3.0, 3.0]
_GOALS = [7.6, 3.4, 4.2, 8.2]
_MONEY = [4.0, 1.8, 3.6, 3.4, 10.6]
_NEEDS = [6.0, 5.2, 2.6, 9.6]


def build(sheet: SchoolSheet) -> bytes:
    """The bytes of a .docx."""
    title = plain(f"{sheet.title}: {sheet.name}")
    document = word.new(title, sheet.identity["Entidad"], sheet.made)
    document.add_heading(title, level=1)
    if sheet.notice:
        document.add_paragraph().add_run(sheet.notice).bold = True
    document.add_paragraph(sheet.finding)
    if sheet.doubtful:
        document.add_paragraph(DOUBTFUL.format(count=sheet.doubtful))
    word.facts(document, sheet.identity)
    for heading, headers, rows, widths, empty in (
        ("Dinero: lo que es de este establecimiento y lo que se comparte", MONEY, sheet.money, _MONEY, ""),
        ("Acciones que le llegan", ACTIONS, sheet.actions, _ACTIONS, "Ninguna."),
        ("Metas a las que sirven", GOALS, sheet.goals, _GOALS, "Ninguna."),
        ("Lo que pide su PMI y quién lo atiende", NEEDS, sheet.needs, _NEEDS, "No se conoce el resumen de su PMI."),
    ):
        document.add_heading(heading, level=2)
        if rows.empty:
            document.add_paragraph(empty)
            continue
        money = {place for place, name in enumerate(headers) if name.startswith(("Monto", "Parte"))}
        told = [
            [words.pesos(value) if place in money else value for place, value in enumerate(row)]
            for row in rows.itertuples(index=False, name=None)
        ]
        word.table(document, headers, told, widths)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


DOUBTFUL = "Otras {count} acciones son para una sola zona y no se sabe si le llegan, porque su zona no se conoce."
