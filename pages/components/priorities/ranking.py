"""Step 3: the order that comes out of the scores, with its ties, and the objective that answers to each factor."""

from typing import Any

import pandas as pd
import streamlit as st

from analytics import prioritization
from data.records import priorities
from pages.components import escape, figures, flash, labels, narrative, tables
from pages.components.charts import pareto
from pages.components.priorities.desk import Desk
from procedure.edits import Change
from procedure.errors import PamError

_CHARTED = 20


def render(desk: Desk) -> None:
    ranked = ranking(desk)
    if ranked.empty:
        st.info("Cuando se cierre una ronda de calificación, aquí saldrá el orden: qué va primero y por cuánto.")
        return
    chart = pareto.build(
        ranked.head(_CHARTED).assign(factor=ranked["factor"].map(desk.factors)),
        title=narrative.priorities(ranked.assign(factor=ranked["factor"].map(desk.factors))),
        subtitle=_subtitle(desk, len(ranked)),
    )
    figures.show(chart, key="priorizacion_orden", file_name=f"priorizacion_{desk.year}")
    _table(desk, ranked)
    _ties(desk, ranked)


def ranking(desk: Desk) -> pd.DataFrame:
    """The factors with a complete score, the first on top (analytics.prioritization.rank)."""
    votes = desk.votes[desk.votes["factor"].isin(desk.factors)]
    return prioritization.rank(votes).dropna(subset=["total"]).reset_index(drop=True)


def _subtitle(desk: Desk, count: int) -> str:
    voters = desk.frames.scores["user_id"].nunique()
    shown = f" · primeros {_CHARTED}" if count > _CHARTED else ""
    return (
        f"Tendencia + urgencia + impacto (3 a 15) · {labels.count(voters, 'calificador', 'calificadores')}"
        f"{shown} · vigencia {desk.year}"
    )


def _table(desk: Desk, ranked: pd.DataFrame) -> None:
    factors = desk.frames.factors.set_index("id")
    voters = desk.frames.scores.groupby("factor_id")["user_id"].nunique()
    opportunities = factors["opportunity_id"].map(desk.opportunities)
    shown = pd.DataFrame(
        {
            "Puesto": [_place(row) for row in ranked.to_dict("records")],
            "Factor": ranked["factor"].map(factors["text"]),
            "Origen": ranked["factor"].map(factors["origin"]),
            "Oportunidad": ranked["factor"].map(opportunities),
            "Tendencia": [_spread(row, "trend") for row in ranked.to_dict("records")],
            "Urgencia": [_spread(row, "urgency") for row in ranked.to_dict("records")],
            "Impacto": [_spread(row, "impact") for row in ranked.to_dict("records")],
            "Total": ranked["total"],
            "Calificadores": ranked["factor"].map(voters),
        }
    )
    with st.expander("Orden completo, con el acuerdo entre calificadores", icon=":material/format_list_numbered:"):
        tables.plain(shown, caption="Promedio de cada criterio; entre paréntesis, el menor y el mayor recibidos")


def _place(row: dict[str, Any]) -> str:
    return f"{int(row['rank'])}{' (empate)' if row['tied'] else ''}"


def _spread(row: dict[str, Any], name: str) -> str:
    mean = labels.number(row[name], 1)
    low, high = row[f"lowest_{name}"], row[f"highest_{name}"]
    return mean if low == high else f"{mean} ({labels.integer(low)}–{labels.integer(high)})"


def _ties(desk: Desk, ranked: pd.DataFrame) -> None:
    """A full tie is decided by people, in writing."""
    tied = ranked[ranked["tied"]]
    if tied.empty:
        return
    st.subheader("Empates por decidir", anchor=False)
    st.caption("Tienen el mismo puntaje en los tres criterios. Escriba cuál va primero y por qué.")
    notes = desk.frames.factors.set_index("id")
    for row in tied.to_dict("records"):
        _tie(desk, row["factor"], int(row["rank"]), notes.loc[row["factor"]])


def _tie(desk: Desk, factor_id: str, rank: int, factor: "pd.Series[str]") -> None:
    label = escape.markdown(f"Puesto {rank}: {factor['text']}")
    stored = "" if pd.isna(factor["tie_note"]) else str(factor["tie_note"])
    typed = st.text_input(label, stored, key=f"empate-{factor_id}-{factor['version']}", disabled=not desk.may_edit)
    if typed != stored:
        _keep_note(desk, factor_id, int(factor["version"]), typed)


def _keep_note(desk: Desk, factor_id: str, version: int, note: str) -> None:
    try:
        edit = Change(factor_id, version, {"tie_note": note})
        outcome = priorities.apply_edits(desk.stores.database, desk.actor, desk.year, "factors", [edit])
    except PamError as error:
        st.error(escape.markdown(error.message))
        return
    for conflict in outcome.conflicts:
        flash.keep("warning", f"{conflict.message} Usted escribió: «{note}».")
    if outcome.saved:
        flash.keep("success", "Nota del desempate guardada.")
    st.rerun()
