"""The record and the report of the activity to hand over, each in Word and in Excel, made when they are asked for."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import pandas as pd
import streamlit as st

from pages.components import labels
from pages.components.priorities.desk import Desk
from reports import priority_figures, priority_record, priority_report, sections
from reports.priority_figures import Figures
from reports.sections import Paper

_PAPERS: dict[str, tuple[str, Callable[[Figures], Paper]]] = {
    "valoracion_de_componentes": ("Valoración de componentes del PAM", priority_record.paper),
    "reporte_de_priorizacion": ("Reporte de priorización", priority_report.paper),
}
_FORMATS = {
    "docx": (sections.docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (sections.xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def render(desk: Desk, ranked: pd.DataFrame) -> None:
    if ranked.empty:
        return
    st.subheader("Registro y reporte", anchor=False)
    st.caption("Del resultado de la última ronda cerrada, con la evidencia, los empates, el acuerdo y la firmeza.")
    for name, (title, paper) in _PAPERS.items():
        with st.container(horizontal=True):
            for ending, (build, mime) in _FORMATS.items():
                st.download_button(
                    f"{title} ({ending.upper()})",
                    partial(_make, desk, paper, build),
                    file_name=f"{name}_{desk.year}.{ending}",
                    mime=mime,
                    key=f"priorizacion-{name}-{ending}",
                    icon=":material/download:",
                    on_click="ignore",
                )


def _make(desk: Desk, paper: Callable[[Figures], Paper], build: Callable[[Paper], bytes]) -> bytes:
    now = datetime.now(labels.BOGOTA)
    return build(paper(priority_figures.read(desk.stores.database, desk.actor, desk.year, now)))
