"""The record Caracterización y perfil territorial as a Word document."""

from io import BytesIO

from docx.document import Document

from procedure.profile import SECTIONS, TOPICS
from procedure.vocabulary import SWOT
from reports import word
from reports.profile_record import ProfileRecord, figure

_FIGURES = ("Indicador", "Desagregación", "Territorio", "Año", "Valor", "Estadístico", "Fuente y versión", "Estado")
_FIGURE_WIDTHS = [3.6, 2.4, 2.6, 1.2, 2.0, 2.2, 6.0, 3.0]
_NORM_WIDTHS = [2.6, 6.6, 9.6, 4.2]


def build(record: ProfileRecord) -> bytes:
    """The bytes of a .docx."""
    document = word.new(record.title, record.identity["Entidad"], record.made)
    document.add_heading(record.title, level=1)
    if record.notice:
        document.add_paragraph().add_run(record.notice).bold = True
    word.facts(document, record.identity)
    _baselines(document, record)
    _narratives(document, record, "contexto")
    _swot(document, record)
    _norms(document, record)
    _narratives(document, record, "estrategias")
    _decision(document, record)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _baselines(document: Document, record: ProfileRecord) -> None:
    document.add_heading("Líneas de base: total, urbano, rural e inclusión", level=2)
    if record.baselines.empty:
        document.add_paragraph("No hay líneas de base elegidas para esta vigencia.")
        return
    rows = [
        (
            row["Indicador"],
            row["Desagregación"],
            row["Territorio"],
            row["Año"],
            figure(row["value"], row["Unidad"], row["digits"]),
            row["Estadístico"],
            f"{row['Fuente']}. {row['Versión de los datos']}",
            row["Estado"],
        )
        for row in record.baselines.to_dict("records")
    ]
    word.table(document, _FIGURES, rows, _FIGURE_WIDTHS)


def _narratives(document: Document, record: ProfileRecord, section: str) -> None:
    document.add_heading(SECTIONS[section], level=2)
    for topic in TOPICS:
        if topic.section == section:
            document.add_heading(topic.label, level=3)
            word.text(document, record.profile.text(topic.code))


def _swot(document: Document, record: ProfileRecord) -> None:
    document.add_heading(SECTIONS["dofa"], level=2)
    for kind, name in SWOT.items():
        document.add_heading(name, level=3)
        items = record.profile.swot.loc[record.profile.swot["kind"] == kind, "text"]
        word.bullets(document, list(items), empty="Ninguna registrada.")


def _norms(document: Document, record: ProfileRecord) -> None:
    document.add_heading(SECTIONS["normograma"], level=2)
    rows = list(record.norms.itertuples(index=False, name=None))
    if rows:
        word.table(document, list(record.norms.columns), rows, _NORM_WIDTHS)
    else:
        document.add_paragraph("Ninguna norma registrada.")


def _decision(document: Document, record: ProfileRecord) -> None:
    document.add_heading("Decisión sobre el PAM", level=2)
    document.add_paragraph().add_run(record.decision).bold = True
    document.add_heading("Justificación", level=3)
    word.text(document, record.profile.profile["decision_reason"])
