"""Walking a baseline of the plan back to the files it came from."""

import pandas as pd
import streamlit as st

from pages.components import labels
from pages.components.lineage import chosen
from pages.components.plan.desk import Desk
from pages.components.plan.levels import Level, Scope
from pages.components.plan.proposals import with_indicators

LEVELS = ("indicators", "indicator_slices")


def render(desk: Desk, level: Level, scope: Scope) -> None:
    """In the levels that show baselines: a choice of one inside the scope, and its origin, when it is opened."""
    if level.table not in LEVELS:
        return
    rows = measured(desk, level, scope)
    if rows.empty:
        return
    panel = st.expander(
        "¿De dónde salen las líneas de base?", icon=":material/account_tree:", key="plan_linaje", on_change="rerun"
    )
    if not panel.open:
        return
    with panel:
        known = {row["id"]: row for row in rows.to_dict("records")}
        one = st.selectbox(
            "Línea de base",
            list(known),
            format_func=lambda row_id: title(known[row_id]),
            key=f"plan_linaje_{desk.plan_id[:8]}_{level.table}_{scope.name}",
        )
        chosen.render(desk.stores, desk.actor, known[str(one)])


def measured(desk: Desk, level: Level, scope: Scope) -> pd.DataFrame:
    """The slices inside the scope that have a baseline, with the name of their indicator."""
    rows = with_indicators(desk.frames.indicator_slices, desk.frames.indicators)
    inside = desk.tree.rows(level.table, scope)
    keys = rows["indicator_id"] if level.table == "indicators" else rows["id"]
    return rows[keys.isin(inside["id"]) & rows["applies"] & rows["baseline"].notna()].reset_index(drop=True)


def title(row: dict) -> str:
    """Indicator, slice, value and year."""
    year = "" if pd.isna(row["baseline_year"]) else f", {int(row['baseline_year'])}"
    return f"{row['name']} · {labels.slice_name(row['slice'])}: {labels.number(row['baseline'], 2)}{year}"
