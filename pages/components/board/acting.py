"""From a deviation of the board to its corrective or preventive action, with everything that is known of it."""

import streamlit as st

from pages.components import escape, links
from pages.components.board.blocks import worst
from pages.components.board.reading import Board
from procedure.roles import Actor, Permission, can

PAGE, DEVIATION = "acciones-correctivas", "desviacion"


def render(board: Board, actor: Actor) -> None:
    """One link per deviation that is told, for whoever opens actions; for the rest, one to see them."""
    entry, rows = links.entry_of(PAGE), worst(board)
    if entry is None or rows.empty:
        return
    context = board.context
    here = {"vigencia": str(context.year), "corte": f"T{context.trimester}"}
    if context.slice != "total" or context.include_unapproved or not can(actor, Permission.MANAGE_IMPROVEMENT):
        st.page_link(entry.file, label="Ver sus acciones", icon=f":material/{entry.icon}:", query_params=here)
        return
    for row in rows.to_dict("records"):
        name = f"{row['code'] or ''} {row['name']}".strip()
        st.page_link(
            entry.file, label=f"Acción: {escape.markdown(name)}", icon=f":material/{entry.icon}:",
            query_params={**here, DEVIATION: name},
        )  # fmt: skip
