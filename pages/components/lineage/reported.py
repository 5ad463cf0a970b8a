"""Where a reported figure comes from: each trimester, its report, who wrote and who approved it, and its evidence."""

from typing import Any

import pandas as pd
import streamlit as st

from data.opening import Stores
from data.records import evidence, reports, users
from pages.components import escape, labels, tables
from procedure.reporting import ACTION, INDICATOR
from procedure.roles import Actor
from procedure.vocabulary import REPORT_STATES


def render(stores: Stores, actor: Actor, plan_id: str, kind: str, subject_id: str, slice_code: str) -> None:
    """A table of the subject's reports, one per trimester, and the files that back them."""
    own = of_subject(stores, actor, plan_id, kind, subject_id, slice_code)
    if own.empty:
        st.text("Nadie ha reportado nada todavía.")
        return
    people = users.names(stores.database, actor.entity_id)
    files = {row["id"]: evidence.listing(stores.database, actor.entity_id, row["id"]) for row in own.to_dict("records")}
    tables.plain(table(own, people, files, kind), caption="Reportes de donde sale", digits=2)
    for row in own.to_dict("records"):
        _files(row, files[row["id"]], people)


def of_subject(stores: Stores, actor: Actor, plan_id: str, kind: str, subject_id: str, slice_code: str) -> pd.DataFrame:
    """The reports of an indicator or an action (`reports.listing`), with `value`: that of the slice, or physical."""
    listed = reports.listing(stores.database, actor.entity_id, plan_id)
    own = listed[(listed["subject_kind"] == kind) & (listed["subject_id"] == subject_id)]
    if kind == ACTION:
        return own.assign(value=own["physical"])
    values = reports.values(stores.database, actor.entity_id, plan_id)
    values = values[(values["indicator_id"] == subject_id) & (values["slice"] == slice_code)]
    return own.merge(values[["trimester", "value"]], on="trimester", how="left")


def table(own: pd.DataFrame, people: dict[str, str], files: dict[str, pd.DataFrame], kind: str) -> pd.DataFrame:
    """The reports as people read them, one line per trimester."""
    rows = own.sort_values("trimester").to_dict("records")
    frame = pd.DataFrame(
        {
            "Trimestre": [f"T{row['trimester']}" for row in rows],
            "Valor" if kind == INDICATOR else "Avance físico (%)": [row["value"] for row in rows],
            "Estado": [REPORT_STATES[row["state"]] for row in rows],
            "Envió": [_signed(row["submitted_by"], row["submitted_at"], people) for row in rows],
            "Revisó": [_signed(row["reviewed_by"], row["reviewed_at"], people) for row in rows],
            "Qué dice": [row["narrative"] for row in rows],
            "Evidencia": [labels.count(len(files[row["id"]]), "archivo", "archivos") for row in rows],
        }
    )
    return frame if frame["Qué dice"].any() else frame.drop(columns="Qué dice")


def _signed(user_id: Any, moment: Any, people: dict[str, str]) -> str:
    if pd.isna(moment):
        return labels.NULL
    return f"{people.get(str(user_id), 'otra cuenta')}, {labels.moment(moment)}"


def _files(report: dict[str, Any], files: pd.DataFrame, people: dict[str, str]) -> None:
    """The download asks for the role again: not everyone who reads a figure may open what backs it."""
    for row in files.to_dict("records"):
        with st.container(horizontal=True, vertical_alignment="center"):
            name = escape.markdown(f"T{report['trimester']} · {row['file_name']}")
            st.link_button(name, f"/evidencias/{row['id']}", icon=":material/download:", type="tertiary")
            who = people.get(row["created_by"], "otra cuenta")
            st.caption(escape.markdown(f"{labels.moment(row['created_at'])} · {who}"), width="content")
