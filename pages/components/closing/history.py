"""Every closing and reopening of the plan, with the figures that were published."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.components import labels, tables
from pages.components.closing.reading import Found
from procedure.vocabulary import INDICES, REPORT_STATES


def render(found: Found) -> None:
    st.subheader("Cierres de la vigencia", anchor=False)
    if not found.closings:
        st.text("Todavía no se ha cerrado ningún trimestre de esta vigencia.")
        return
    tables.plain(pd.DataFrame([_row(found, one) for one in found.closings]), caption="Cifras como se publicaron")


def _row(found: Found, one: dict[str, Any]) -> dict[str, str]:
    return {
        "Trimestre": f"T{one['trimester']}, cierre {one['number']}",
        "Estado": REPORT_STATES[one["state"]],
        "Cerrado": f"{labels.moment(one['closed_at'])} · {found.people.get(one['closed_by'], '')}",
        **{f"{name} (estricto)": labels.percent(one["figures"][kind]["strict"]) for kind, name in INDICES.items()},
        "Reportes bloqueados": labels.integer(one["figures"]["locked_reports"]),
        "Reapertura": _reopening(found, one),
    }


def _reopening(found: Found, one: dict[str, Any]) -> str:
    if pd.isna(one["reopened_at"]):
        return ""
    who = found.people.get(one["reopened_by"], "")
    return f"{labels.moment(one['reopened_at'])} · {who}: {one['reopen_reason']}"
