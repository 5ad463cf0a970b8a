"""Step 3: the order that comes out of the scores of the last closed round, and the agreement behind it."""

from typing import Any

import pandas as pd
import streamlit as st

from analytics import prioritization
from pages.components import escape, figures, labels, narrative, tables
from pages.components.charts import pareto
from pages.components.priorities.desk import Desk
from reports.priority_record import RULE

_CHARTED = 20


def render(desk: Desk, ranked: pd.DataFrame) -> None:
    _standing(desk)
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
    _unscored(desk, ranked)


def ranking(desk: Desk) -> pd.DataFrame:
    """The factors with a complete score, the first on top (analytics.prioritization.rank)."""
    votes = desk.votes[desk.votes["factor"].isin(desk.factors)]
    return prioritization.rank(votes).dropna(subset=["total"]).reset_index(drop=True)


def _standing(desk: Desk) -> None:
    """Whose result this is, when it is not what the team is scoring now."""
    if not desk.ballots.is_open:
        return
    number = desk.ballots.number
    if number > 1:
        st.info(f"La ronda {number} está abierta. Mientras no se cierre, vale el resultado de la ronda {number - 1}.")
    else:
        st.info("La ronda 1 está abierta: nadie ve las calificaciones de los demás hasta que se cierre.")


def _unscored(desk: Desk, ranked: pd.DataFrame) -> None:
    lacking = [text for one, text in desk.factors.items() if one not in set(ranked["factor"])]
    if lacking:
        names = labels.joined([f"«{text}»" for text in lacking])
        st.warning(escape.markdown(f"Sin calificar en esa ronda: {names}. Para incluirlos abra otra ronda."))


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
            "Dispersión": [int(one) for one in ranked["spread"]],
            "Calificadores": ranked["factor"].map(voters),
        }
    )
    with st.expander("Orden completo, con el acuerdo entre calificadores", icon=":material/format_list_numbered:"):
        tables.plain(
            shown, caption="Promedio de cada criterio; entre paréntesis, el menor y el mayor recibidos", digits=2
        )
        st.caption(RULE)


def _place(row: dict[str, Any]) -> str:
    return f"{int(row['rank'])}{' (empate)' if row['tied'] else ''}"


def _spread(row: dict[str, Any], name: str) -> str:
    mean = labels.number(row[name], 2)
    low, high = row[f"lowest_{name}"], row[f"highest_{name}"]
    return mean if low == high else f"{mean} ({labels.integer(low)}–{labels.integer(high)})"
