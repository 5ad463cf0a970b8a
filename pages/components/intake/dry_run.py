"""What was recognized and what accepting it would change. Nothing is stored here."""

import pandas as pd
import streamlit as st

from data.intake.model import Reading
from data.intake.sources import by_kind
from data.warehouse.comparison import Comparison
from pages.components import escape, labels, metrics, tables
from pages.components.intake import frames
from pages.components.intake.job import Job
from pages.components.metrics import Metric

_FEW = 1000  # tables past this are made, and sent to the browser, only when somebody opens them


def recognized(job: Job, reading: Reading) -> None:
    """Which file it is, and whose rows it brings."""
    upload = job.received.upload
    source = by_kind(reading.kind)
    title = reading.dataset if source is None else source.title
    st.subheader(f"Archivo reconocido: {escape.markdown(title)}", anchor=False)
    parts = [
        f"«{upload.file_name}»",
        f"{labels.number(upload.size / 1024, 0)} KB",
        f"hoja «{reading.sheet}»" if reading.sheet else "",
        f"corte {labels.day(reading.cutoff)}" if reading.cutoff else "",
        f"fuente: {reading.source}",
        f"licencia: {reading.license}" if reading.license else "",
        f"reconocido por el {reading.recognized_by}" if reading.recognized_by else "",
    ]
    st.caption(escape.markdown(" · ".join(part for part in parts if part)))
    metrics.row(
        [
            Metric("Filas del archivo", labels.integer(reading.rows)),
            Metric("De la entidad", labels.integer(reading.entity_rows)),
            Metric("Fuera de la entidad", labels.integer(reading.outside_rows), help="Filas de otras entidades."),
            Metric("Municipios", labels.integer(reading.municipalities)),
        ]
    )


def render(job: Job, reading: Reading, comparison: Comparison, names: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    """The counts of the dry run, and the tables behind them. `names` are municipalities and indicators."""
    st.subheader("Simulación: qué cambiaría", anchor=False)
    st.caption("Todavía no se ha guardado nada. Cuenta las filas de la entidad frente a las cifras que sirven hoy.")
    metrics.row(
        [
            Metric("Nuevas", labels.integer(comparison.new), help="Filas sin ninguna cifra anterior."),
            Metric("Cambian", labels.integer(comparison.changed_rows), help="Filas con alguna cifra distinta."),
            Metric("Iguales", labels.integer(comparison.equal), help="Filas que no cambian nada."),
            Metric("Rechazadas", labels.integer(comparison.rejected), help="Filas con errores: quedan por fuera."),
        ]
    )
    if comparison.held:
        cells = labels.count(comparison.held, "celda espera", "celdas esperan")
        st.text(f"{cells} su confirmación más abajo; mientras tanto no se guardan.")
    if len(comparison.changed):
        _changed(job, comparison, names)
    if len(reading.rejected_rows):
        _rejected(job, reading)


def _changed(job: Job, comparison: Comparison, names: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    few = len(comparison.changed) <= _FEW
    count = labels.count(len(comparison.changed), "cifra cambia", "cifras cambian")
    key = f"intake_changed_{job.id}"
    panel = st.expander(f"{count}: valor actual y valor nuevo", expanded=few, key=f"{key}_panel", on_change="rerun")
    if panel.open:
        table = frames.changed(comparison.changed, *names)
        with panel:
            tables.grid(table, key=key, caption="Cifras que cambian", file_name="cifras_que_cambian")


def _rejected(job: Job, reading: Reading) -> None:
    count = labels.count(len(reading.rejected_rows), "fila rechazada", "filas rechazadas")
    key = f"intake_rejected_{job.id}"
    panel = st.expander(f"{count}: por qué", key=f"{key}_panel", on_change="rerun")
    if panel.open:
        table = frames.rejected(reading.rejected_rows)
        with panel:
            tables.grid(table, key=key, caption="Filas rechazadas", file_name="filas_rechazadas")
