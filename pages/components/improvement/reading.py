"""Which plan and cut-off, what deviates at it by the official figures, and every action of the plan."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analytics.evaluation import explained
from data.opening import Stores
from data.records import audit, improvement, improvement_files, users
from pages.components import filters, links
from pages.components.board import reading as board
from pages.components.reports import context as reported
from procedure import calendar
from procedure import improvement as rules
from procedure.roles import Actor
from procedure.vocabulary import IMPROVEMENT_KINDS, IMPROVEMENT_STATES, TRIMESTERS


@dataclass(frozen=True)
class Found:
    """deviating: `improvement.deviations` of the cut-off · lack: those without their action · actions: every one of
    the plan, as rows · files: those of all of them · people: id → name of whoever may be in charge."""

    stores: Stores
    actor: Actor
    plan_id: str
    year: int
    trimester: int
    today: date
    deviating: pd.DataFrame
    lack: list[dict[str, Any]]
    actions: list[dict[str, Any]]
    files: pd.DataFrame
    people: dict[str, str]

    def name(self, action: dict[str, Any]) -> str:
        """«N.º 3 · Correctiva · T1 · TI-01 Sedes con conexión · Abierta»"""
        about = f"{action['deviation'].get('code') or ''} {action['deviation'].get('name') or ''}".strip()
        kind, state = IMPROVEMENT_KINDS[action["kind"]], IMPROVEMENT_STATES[action["state"]]
        return f"N.º {action['number']} · {kind} · T{action['trimester']} · {about} · {state}"


def choose(stores: Stores, actor: Actor, today: date) -> Found | None:
    """None, after saying what is missing, when no plan is being carried out."""
    listed = reported.reportable(stores, actor)
    if listed.empty:
        st.info(
            "Aquí se abre una acción por cada meta que no se cumple al corte. Todavía no hay un plan en ejecución.",
            icon=":material/build:",
        )
        links.to(actor, "plan", "Ir al plan")
        return None
    with st.container(horizontal=True):
        year = filters.year([int(one) for one in listed["year"]]) or int(listed["year"].max())
        over = calendar.closed_trimesters(year, today)
        trimester = filters.cutoff(default=max(over, default=TRIMESTERS[0]))
    return read(stores, actor, str(listed.loc[listed["year"] == year, "id"].iloc[0]), year, trimester, today)


def read(stores: Stores, actor: Actor, plan_id: str, year: int, trimester: int, today: date) -> Found:
    deviating = official(stores, actor.entity_id, plan_id, year, trimester, today)
    actions: list[dict[str, Any]] = improvement.listing(stores.database, actor.entity_id, plan_id).to_dict("records")  # type: ignore[assignment]
    active = users.active(stores.database, actor.entity_id)
    return Found(
        stores, actor, plan_id, year, trimester, today, deviating,
        rules.lacking(deviating, [one for one in actions if one["trimester"] == trimester]),
        actions,
        improvement_files.listing(stores.database, actor.entity_id, plan_id),
        dict(zip(active["id"], active["name"], strict=True)),
    )  # fmt: skip


def official(stores: Stores, entity_id: str, plan_id: str, year: int, trimester: int, today: date) -> pd.DataFrame:
    """`improvement.deviations` of a cut-off, from the same evaluated year as the board."""
    with stores.database.read() as connection:
        position = audit.position(connection, entity_id)
    _, whole = board.evaluated(stores, entity_id, position, plan_id, year, False, today)
    return rules.deviations(explained(whole.at(trimester).indicators))
