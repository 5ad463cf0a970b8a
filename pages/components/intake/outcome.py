"""What accepting a file changed, and where to see it."""

import streamlit as st

from pages.components import escape, labels
from pages.components.intake import job as jobs


def render(version: dict) -> None:
    """The new version in one sentence, what stayed out, and the way to the baseline."""
    st.success(escape.markdown(sentence(version)), icon=":material/check_circle:")
    with st.container(horizontal=True):
        if st.button("Ver la línea de base", type="primary", key="intake_to_baseline"):
            st.switch_page("diagnosis/baseline.py")
        st.button("Cargar otro archivo", key="intake_another", on_click=jobs.dismiss)


def sentence(version: dict) -> str:
    """Which version serves now and what it brought."""
    text = (
        f"Listo: «{version['file_name']}» es la versión {version['number']} de sus datos y ya sirve. "
        f"{labels.joined(_counts(version)) or 'Sin filas'}."
    )
    if version["rows_rejected"]:
        text += (
            f" {labels.count(version['rows_rejected'], 'fila rechazada quedó', 'filas rechazadas quedaron')} por fuera."
        )
    confirmed = len(version["confirmations"])
    if confirmed:
        text += f" {labels.count(confirmed, 'celda confirmada', 'celdas confirmadas')} con el valor propuesto."
    return text


def _counts(version: dict) -> list[str]:
    words = {
        "rows_new": ("fila nueva", "filas nuevas"),
        "rows_changed": ("fila cambiada", "filas cambiadas"),
        "rows_equal": ("fila igual", "filas iguales"),
    }
    return [labels.count(version[name], *forms) for name, forms in words.items() if version[name]]
