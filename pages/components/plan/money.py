"""What stands beside resources while they are written: what each line of the POAI has left, what an action lacks."""

import pandas as pd
import streamlit as st

from analytics import budget
from pages.components import escape, labels, tables
from pages.components.plan.budget import line_table
from pages.components.plan.desk import Desk

_MOST = 40


def lines(desk: Desk) -> None:
    """Every line with its ceiling, what is programmed of it and what is left."""
    found = budget.by_line(desk.frames.poai_lines, desk.frames.action_resources)
    if found.empty:
        st.caption("Sin líneas del POAI todavía: escríbalas en el nivel «POAI» para ver cuánto queda de cada una.")
        return
    free = budget.without_line(desk.frames.action_resources)
    _table(desk, found.head(_MOST), "Cuánto queda de cada línea del POAI")
    if free:
        st.caption(f"Hay {labels.pesos(free)} en recursos sin línea del POAI.")


def of_action(desk: Desk, action_id: str) -> None:
    """One action: whether its sources add up to its cost, the part of the MEN, and the lines it draws from."""
    frames = desk.frames
    resources = frames.action_resources[frames.action_resources["action_id"] == action_id]
    [row] = budget.by_action(frames.actions[frames.actions["id"] == action_id], resources).to_dict("records")
    st.markdown(escape.markdown(sentence(row)))
    used = set(resources["poai_line_id"].dropna())
    if used:
        found = budget.by_line(frames.poai_lines, frames.action_resources)
        _table(
            desk, found[found["id"].isin(used)], "Las líneas del POAI de esta acción, con lo programado en todo el plan"
        )


def sentence(row: dict) -> str:
    """Of a row of `budget.by_action`."""
    if not row["amount"]:
        cost = "" if pd.isna(row["cost"]) else f" de un costo de {labels.pesos(row['cost'])}"
        return f"Todavía no hay recursos{cost}."
    start = f"Las fuentes suman {labels.pesos(row['amount'])}"
    if pd.isna(row["cost"]):
        found = f"{start}; la acción no tiene costo escrito"
    elif row["difference"] == 0:
        found = f"{start}, lo mismo que el costo"
    else:
        gap = "faltan" if row["difference"] > 0 else "sobran"
        found = f"{start} de un costo de {labels.pesos(row['cost'])}: {gap} {labels.pesos(abs(row['difference']))}"
    men = f"; el MEN pone {labels.percent(row['men_share'])}" if row["men"] else ""
    return f"{found}{men}."


def _table(desk: Desk, found: pd.DataFrame, caption: str) -> None:
    tables.plain(line_table(desk, found), caption=caption)
