"""Every closed round: its result beside the others', and who gave what in each, which is no longer secret."""

import pandas as pd
import streamlit as st

from analytics import prioritization
from data.records import ballots
from pages.components import labels, tables
from pages.components.priorities.desk import Desk
from procedure.scores import CRITERIA


def render(desk: Desk) -> None:
    closed = desk.ballots.rounds[desk.ballots.rounds["state"] == "cerrada"]
    if closed.empty:
        return
    title = "Calificaciones de cada persona" if len(closed) == 1 else f"Historial de las {len(closed)} rondas"
    with st.expander(title, icon=":material/history:"):
        scores = ballots.history(desk.stores.database, desk.actor.entity_id, desk.year)
        scores = scores[scores["factor_id"].isin(desk.factors)]
        if len(closed) > 1:
            tables.plain(_rounds(closed), caption="Rondas cerradas")
            tables.plain(_places(desk, scores), caption="Puesto de cada factor en cada ronda")
        number = int(closed["number"].iloc[-1])
        if len(closed) > 1:
            options = [int(one) for one in reversed(closed["number"].tolist())]
            number = st.selectbox("Calificaciones de la ronda", options, key="historial-ronda") or number
        tables.plain(_votes(desk, scores[scores["round_number"] == number]), caption=f"Ronda {number}, quién dio qué")


def _rounds(closed: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Ronda": [str(one) for one in closed["number"]],
            "Cerrada": [labels.moment(one) for one in closed["closed_at"]],
            "La cerró": closed["closer"].tolist(),
            "Calificadores": closed["voters"].tolist(),
            "Nota": closed["note"].tolist(),
        }
    )


def _places(desk: Desk, scores: pd.DataFrame) -> pd.DataFrame:
    votes = scores.rename(columns={"factor_id": "factor", "user_id": "voter"})
    columns = {}
    for number, own in votes.groupby("round_number"):
        ranked = prioritization.rank(own).set_index("factor")["rank"]
        columns[f"Ronda {number}"] = [_place(ranked.get(factor)) for factor in desk.factors]
    return pd.DataFrame({"Factor": list(desk.factors.values()), **columns})


def _place(rank: object) -> str:
    return labels.NULL if rank is None or pd.isna(rank) else str(rank)


def _votes(desk: Desk, scores: pd.DataFrame) -> pd.DataFrame:
    """Factor, then one column per voter: trend · urgency · impact."""
    given = scores.assign(said=[" · ".join(str(one) for one in row) for row in scores[list(CRITERIA)].to_numpy()])
    wide = given.pivot_table(index="factor_id", columns="user", values="said", aggfunc=" / ".join)
    wide = wide.reindex([one for one in desk.factors if one in set(wide.index)]).fillna(labels.NULL)
    wide.insert(0, "Factor", wide.index.map(desk.factors))
    return wide.reset_index(drop=True)
