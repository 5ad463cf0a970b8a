"""The coherence matrix on the screen, by component, and as a workbook that is evidence of the verification."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
import streamlit as st

from data.opening import Stores
from data.records import users
from pages.components import filters, labels, tables
from pages.components.conformity.reading import Reviewed
from procedure.conformity import coherence
from procedure.conformity.coherence import Line
from procedure.roles import Actor
from reports import coherence_xlsx

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST = 300


def render(stores: Stores, actor: Actor, reviewed: Reviewed) -> None:
    """A sentence with what lacks, the component in view, and the whole as a workbook."""
    lines = coherence.matrix(reviewed.bundle, users.names(stores.database, actor.entity_id))
    if not lines:
        st.info("El plan todavía no tiene componentes: la matriz se arma sola a medida que se escribe.")
        return
    lacking = coherence.gaps(lines)
    broken = labels.count(lacking, "fila a la que le falta algo", "filas a las que les falta algo")
    st.markdown(f"**{broken if lacking else 'Cada objetivo llega a actividades con recursos y fechas'}**")
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        names = {line.component_id: line.component for line in lines}
        chosen = filters.choose("Componente", names, key="matriz_componente")
    with right:
        _download(stores, actor, reviewed, lines)
    shown = frame([line for line in lines if line.component_id == chosen])
    tables.plain(shown.head(_MOST), caption="Objetivo, meta, indicador, actividad, recursos y tiempo")
    if len(shown) > _MOST:
        st.caption(f"Se muestran {_MOST} de {labels.integer(len(shown))} filas; el Excel las tiene todas.")


def frame(lines: Sequence[Line]) -> pd.DataFrame:
    """What is read, in words; a goal and an objective are written once, in their first row."""
    rows, before = [], ("", "")
    for line in lines:
        place = (line.objective, line.goal)
        goal = " · ".join(part for part in (line.goal, line.figure, labels.day(line.due) if line.due else "") if part)
        indicator = f"{line.indicator} ({line.nature.lower()})" if line.indicator else ""
        rows.append(
            {
                "Objetivo": "" if line.objective == before[0] else line.objective,
                "Meta": "" if place == before else goal,
                "Indicador": indicator,
                "Actividad": line.action,
                "Recursos": _resources(line),
                "Tiempo": f"{labels.day(line.start)} a {labels.day(line.end)}" if line.action else "",
                "Qué le falta": f"! {line.gap}" if line.gap else "",
            }
        )
        before = place
    return pd.DataFrame(rows)


def _resources(line: Line) -> str:
    if not line.action:
        return ""
    return " · ".join(part for part in (labels.pesos(line.cost), line.sources, line.responsible) if part)


def _download(stores: Stores, actor: Actor, reviewed: Reviewed, lines: Sequence[Line]) -> None:
    def build() -> bytes:
        now = datetime.now(labels.BOGOTA)
        given = (stores.database, actor.entity_id, reviewed.plan_id, lines, reviewed.findings, now)
        return coherence_xlsx.build(coherence_xlsx.read(*given))

    st.download_button(
        "Matriz en Excel",
        build,
        file_name=f"matriz_de_coherencia_{reviewed.bundle.year}.xlsx",
        mime=_XLSX,
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
        key="matriz-xlsx",
    )
