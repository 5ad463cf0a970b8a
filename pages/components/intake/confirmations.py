"""The cells that somebody confirmed by hand: what they said, what they became, who answered for it and why."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.components import labels, tables
from pages.components.intake import frames

_COLUMNS = ["Versión", "Cifra", "Celda", "Decía", "Quedó", "Confirmó", "Cuándo", "Por qué"]


def render(versions: pd.DataFrame) -> None:
    """One table for the versions of the history (`datasets.history`), when any cell was confirmed."""
    table = frame(versions)
    if table.empty:
        return
    count = labels.count(len(table), "celda confirmada", "celdas confirmadas")
    panel = st.expander(f"{count} a mano", icon=":material/fact_check:", key="intake_confirmations", on_change="rerun")
    if panel.open:
        with panel:
            tables.grid(table, key="intake_confirmed", caption="Celdas confirmadas", file_name="celdas_confirmadas")


def frame(versions: pd.DataFrame) -> pd.DataFrame:
    """One line per confirmed cell, of the newest version first; a cell confirmed before is told once."""
    lines = {
        (row["dataset"], entry["proposal"]): _line(row, entry)
        for row in versions.to_dict("records")
        for entry in row["confirmations"]
    }
    return pd.DataFrame(list(lines.values()), columns=_COLUMNS)


def _line(row: dict[str, Any], entry: dict[str, Any]) -> list[str]:
    moment = entry.get("at")
    return [
        f"{row['number']} · {row['file_name']}",
        entry["label"],
        entry["cell"],
        entry["raw"],
        frames.figure(entry["value"]),
        entry["by_name"],
        labels.moment(pd.Timestamp(moment).to_pydatetime()) if moment else "",
        entry.get("note", ""),
    ]
