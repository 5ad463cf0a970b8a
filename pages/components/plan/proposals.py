"""What the program can fill in when asked: a linear schedule, and the baselines that were frozen for the year."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from analytics.planned import assumed_schedule
from analytics.progress import entry_problems
from data.records import baselines, plan_elements
from pages.components import escape, flash, labels
from pages.components.plan import review
from pages.components.plan.desk import PREFIX, Desk
from pages.components.plan.levels import Scope
from pages.components.sheets import memory as memories
from procedure.edits import Change
from procedure.errors import PamError

TRIMESTERS = ["t1", "t2", "t3", "t4"]
_DECLARED = ["accumulation", "sense", "basis", "name", "catalog_code", "goal_id"]


def render(desk: Desk, scope: Scope) -> None:
    """The buttons, with how many rows each would fill; and what contradicts itself."""
    rows = with_indicators(desk.tree.rows("indicator_slices", scope), desk.frames.indicators)
    if desk.may_edit("indicator_slices"):
        lines = schedule_changes(rows)
        with st.container(horizontal=True):
            _offer_review(desk, lines)
            if desk.may_add("indicator_slices"):
                frozen = baselines.listing(desk.stores.database, desk.actor.entity_id, desk.year)
                _offer(
                    desk,
                    baseline_changes(rows, frozen),
                    "Traer líneas de base congeladas",
                    "Llena lo vacío con lo que se congeló en la página «Línea de base» para el indicador enlazado.",
                    ":material/ac_unit:",
                )
        if lines and review.is_open(desk):
            review.render(desk, rows, lines, partial(_apply, desk, text="Programación lineal"))
    _contradictions(rows)


def contradictions(desk: Desk, scope: Scope) -> None:
    """What the figures of these indicators contradict."""
    slices = with_indicators(desk.frames.indicator_slices, desk.frames.indicators)
    _contradictions(slices[slices["indicator_id"].isin(desk.tree.rows("indicators", scope)["id"])])


def with_indicators(slices: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """The slices with accumulation, sense, basis, name and catalog_code of their indicator."""
    return slices.merge(
        indicators[["id", *_DECLARED]], left_on="indicator_id", right_on="id", suffixes=("", "_indicator")
    )


def schedule_changes(rows: pd.DataFrame) -> list[Change]:
    """A change per applicable slice that has a target and no schedule at all."""
    empty = rows[rows["applies"] & rows["target"].notna() & rows[TRIMESTERS].isna().all(axis=1)]
    changes: list[Change] = []
    for row, line in zip(empty.to_dict("records"), assumed_schedule(empty), strict=True):
        values = {name: float(value) for name, value in zip(TRIMESTERS, line, strict=True) if pd.notna(value)}
        if values:
            changes.append(Change(str(row["id"]), int(row["version"]), values))
    return changes


def baseline_changes(rows: pd.DataFrame, frozen: pd.DataFrame) -> list[Change]:
    """A change per slice without a baseline whose indicator and slice have one frozen for the whole entity."""
    whole = frozen[frozen["frozen_at"].notna() & (frozen["municipality_code"] == "")]
    known = {(row["indicator_code"], row["slice"]): row for row in whole.to_dict("records")}
    empty = rows[rows["applies"] & rows["baseline"].isna()]
    pairs = [(row, known.get((row["catalog_code"], row["slice"]))) for row in empty.to_dict("records")]
    return [Change(str(row["id"]), int(row["version"]), _from_choice(choice)) for row, choice in pairs if choice]


def _from_choice(choice: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "baseline": float(choice["value"]),
        "baseline_year": int(choice["year"]),
        "baseline_source": str(choice["source"]),
        "baseline_choice_id": str(choice["id"]),
    }


def _offer_review(desk: Desk, changes: list[Change]) -> None:
    st.button(
        f"Proponer programación lineal ({labels.count(len(changes), 'fila', 'filas')})",
        disabled=not changes,
        help="Solo donde T1 a T4 están vacíos. Verá las cifras antes de guardarlas.",
        icon=":material/linear_scale:",
        on_click=review.toggle,
        args=(desk,),
        kwargs={"shown": True},
    )


def _offer(desk: Desk, changes: list[Change], text: str, hint: str, icon: str) -> None:
    rows = labels.count(len(changes), "fila", "filas")
    if st.button(f"{text} ({rows})", disabled=not changes, help=hint, icon=icon):
        _apply(desk, changes, text)


def _apply(desk: Desk, changes: Sequence[Change], text: str) -> None:
    try:
        outcome = plan_elements.apply_edits(desk.stores.database, desk.actor, desk.plan_id, "indicator_slices", changes)
    except PamError as error:
        st.error(escape.markdown(error.message))
        return
    desk.memory.last = text.lower()
    memories.renew(desk.memory, PREFIX)
    flash.keep("success", f"{text}: {labels.count(len(outcome.saved), 'fila', 'filas')}.")
    for problem in outcome.problems:
        flash.keep("warning", problem.message)
    st.rerun()


def _contradictions(rows: pd.DataFrame) -> None:
    found = [
        f"**{escape.markdown(row['name'])}** · {labels.slice_name(row['slice'])} — {escape.markdown(problem)}"
        for row in rows[rows["applies"]].to_dict("records")
        for problem in entry_problems(
            row["accumulation"], row["sense"], row["basis"], _known(row["baseline"]), _known(row["target"])
        )
    ]
    if found:
        st.warning("\n".join(f"- {one}" for one in found[:8]), icon=":material/rule:")


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
