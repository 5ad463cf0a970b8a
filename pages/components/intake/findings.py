"""What the checks found, grouped by gravity: message, example, how to mend it and the cells."""

import pandas as pd
import streamlit as st

from data.intake.model import Finding, Reading
from pages.components import escape, labels, tables
from pages.components.intake import frames
from pages.components.intake.job import Job

_NAMES = {"error": "Errores", "confirmar": "Por confirmar", "aviso": "Avisos"}


def render(job: Job, reading: Reading) -> None:
    """The filter and the findings that pass it."""
    st.subheader("Hallazgos", anchor=False)
    if not reading.findings:
        st.text("Las comprobaciones no encontraron nada que señalar en este archivo.")
        return
    severities, words = _filter(job, reading)
    shown = frames.findings(reading.findings, severities, words)
    if not shown:
        st.text("Ningún hallazgo corresponde al filtro. Bórrelo para verlos todos.")
    positions = {id(finding): position for position, finding in enumerate(reading.findings)}
    for severity, heading in frames.SEVERITIES.items():
        group = [each for each in shown if each.severity == severity]
        if group:
            st.markdown(f"**{heading}**")
        for finding in group:
            _one(finding, words, key=f"intake_finding_{job.id}_{positions[id(finding)]}")


def _filter(job: Job, reading: Reading) -> tuple[list[str], str]:
    present = [name for name in _NAMES if any(each.severity == name for each in reading.findings)]
    counts = {name: sum(each.severity == name for each in reading.findings) for name in present}
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        chosen = st.pills(
            "Mostrar",
            present,
            selection_mode="multi",
            format_func=lambda name: f"{_NAMES[name]} ({counts[name]})",
            key=f"intake_severity_{job.id}",
        )
    with right:
        words = st.text_input(
            "Buscar en los hallazgos", placeholder="municipio, columna, valor…", key=f"intake_words_{job.id}"
        )
    return list(chosen or []), words


def _one(finding: Finding, words: str, *, key: str) -> None:
    """The cells are sent to the browser only while the finding is open."""
    panel = st.expander(escape.markdown(finding.message), key=key, on_change="rerun")
    with panel:
        if finding.example:
            st.markdown(f"**Ejemplo:** {escape.markdown(finding.example)}")
        st.markdown(f"**Cómo se arregla:** {escape.markdown(finding.mend)}")
        if panel.open and len(finding.cells):
            _cells(finding, frames.matching(finding, words), key)


def _cells(finding: Finding, shown: pd.DataFrame, key: str) -> None:
    caption = labels.count(len(shown), "celda", "celdas")
    if len(shown) < finding.count:
        caption = f"{labels.integer(len(shown))} de {labels.integer(finding.count)}"
    tables.grid(frames.cells(shown), key=f"{key}_cells", caption=caption, file_name=f"hallazgo_{finding.rule}")
