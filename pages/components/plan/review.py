"""A proposal of the program is looked at before it is kept: the figures row by row, which rows go, and the decision."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from pages.components import labels
from pages.components.plan.desk import Desk
from pages.components.sheets.cells import short
from procedure.edits import Change

Apply = Callable[[Sequence[Change]], None]
_TRIMESTERS = ("t1", "t2", "t3", "t4")
_INCLUDE = "Guardar"
_TALLEST = 420


def toggle(desk: Desk, *, shown: bool) -> None:
    st.session_state[_key(desk)] = shown


def is_open(desk: Desk) -> bool:
    return bool(st.session_state.get(_key(desk)))


def render(desk: Desk, rows: pd.DataFrame, changes: Sequence[Change], apply: Apply) -> None:
    """`rows`: slices with the name of their indicator; `changes`: T1 to T4 proposed for some of them."""
    with st.container(border=True):
        st.markdown("**Programación lineal propuesta**")
        st.caption(
            "El camino de la línea de base a la meta en partes iguales. Quite la marca de las filas que no quiera; "
            "después podrá cambiar cada cifra y también deshacer."
        )
        table = proposed(rows, changes)
        shown = st.data_editor(
            table,
            key=f"{_key(desk)}-tabla",
            hide_index=True,
            disabled=[name for name in table.columns if name != _INCLUDE],
            height=_TALLEST if len(table) > 10 else "content",
            alt="Programación lineal propuesta",
        )
        kept = chosen(changes, shown)
        with st.container(horizontal=True):
            text = f"Guardar la propuesta ({labels.count(len(kept), 'fila', 'filas')})"
            if st.button(text, type="primary", disabled=not kept, icon=":material/check:"):
                toggle(desk, shown=False)
                apply(kept)
            st.button("Descartar", on_click=toggle, args=(desk,), kwargs={"shown": False}, icon=":material/close:")


def proposed(rows: pd.DataFrame, changes: Sequence[Change]) -> pd.DataFrame:
    """A row per change, in their order: whether to keep it, what it is of, where it starts and ends, and T1 to T4."""
    known = rows.set_index("id")
    own = known.loc[[change.row_id for change in changes]]
    values = {f"T{name[1]}": [labels.number(change.changes.get(name), 2) for change in changes] for name in _TRIMESTERS}
    return pd.DataFrame(
        {
            _INCLUDE: [True] * len(changes),
            "Indicador": [short(name) for name in own["name"]],
            "Zona o grupo": [labels.slice_name(code) for code in own["slice"]],
            "Base": [labels.number(value, 2) for value in own["baseline"]],
            **values,
            "Meta": [labels.number(value, 2) for value in own["target"]],
        }
    )


def chosen(changes: Sequence[Change], shown: pd.DataFrame) -> list[Change]:
    """The changes whose row is still marked."""
    return [change for change, wanted in zip(changes, shown[_INCLUDE], strict=True) if wanted]


def _key(desk: Desk) -> str:
    return f"plan-propuesta-{desk.plan_id[:8]}"
