"""Walking a figure of the board back: its reports, who wrote and approved them, their evidence, and its baseline."""

import streamlit as st

from data.opening import Stores
from data.records import plan_frames
from pages.components import labels
from pages.components.board.reading import Board
from pages.components.lineage import chosen, reported
from procedure.reporting import ACTION, INDICATOR
from procedure.roles import Actor

_KINDS = {INDICATOR: "Un indicador", ACTION: "Una acción"}


def render(board: Board, stores: Stores, actor: Actor) -> None:
    """A choice of indicator or action, and where what the board says of it comes from, when it is opened."""
    panel = st.expander(
        "¿De dónde sale cada cifra?", icon=":material/account_tree:", key="tablero_linaje", on_change="rerun"
    )
    if not panel.open:
        return
    with panel:
        kind = st.segmented_control(
            "Cifra de", list(_KINDS), format_func=_KINDS.__getitem__, default=INDICATOR, required=True,
            key="tablero_linaje_tipo",
        )  # fmt: skip
        if kind == ACTION:
            _action(board, stores, actor)
        else:
            _indicator(board, stores, actor)


def _indicator(board: Board, stores: Stores, actor: Actor) -> None:
    context = board.context
    worst_first = board.indicators.sort_values("percent", na_position="last", kind="stable")
    names = dict(zip(worst_first["indicator_id"], worst_first["name"], strict=True))
    if not names:
        st.text("Ningún indicador se mide en esta zona o grupo.")
        return
    one = str(st.selectbox("Indicador del tablero", list(names), format_func=names.__getitem__, key="tablero_linaje_i"))
    row = board.indicators[board.indicators["indicator_id"] == one].iloc[0]
    st.text(f"{labels.slice_name(context.slice)} · {row['explanation']}")
    reported.render(stores, actor, context.plan_id, INDICATOR, one, context.slice)
    slices = plan_frames.frames(stores.database, actor.entity_id, context.plan_id).indicator_slices
    own = slices[(slices["indicator_id"] == one) & (slices["slice"] == context.slice)]
    if len(own):
        st.markdown("**Línea de base**")
        chosen.render(stores, actor, own.to_dict("records")[0])


def _action(board: Board, stores: Stores, actor: Actor) -> None:
    late_first = board.actions.sort_values("gap", na_position="last", kind="stable")
    names = dict(zip(late_first["action_id"], late_first["name"], strict=True))
    if not names:
        st.text("El plan no tiene acciones.")
        return
    one = str(st.selectbox("Acción del tablero", list(names), format_func=names.__getitem__, key="tablero_linaje_a"))
    reported.render(stores, actor, board.context.plan_id, ACTION, one, "total")
