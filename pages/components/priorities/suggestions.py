"""The evidence beside the vote, and the score that it suggests: counted only when a person takes it as theirs."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analytics.suggestions import suggest
from data import priority_evidence
from data.records import voting
from pages.components import flash, labels, tables
from pages.components.priorities.desk import PREFIX, Desk
from pages.components.sheets import memory as memories
from procedure.errors import PamError
from procedure.scores import CRITERIA
from reports.priority_evidence import sentence

_WHY = (
    "Salen de la evidencia adjunta: la tendencia, de cuánto empeora cada año; la urgencia, de cuánto falta para la "
    "meta (o para la zona o el grupo de comparación); el impacto, de la parte de la matrícula que toca. "
    "Son sugerencias: no cuentan mientras usted no las use como su calificación."
)


def render(desk: Desk, scored: set[str] | None = None) -> None:
    """`scored`: the factors to which this person has given a score in the open round; None when they cannot score."""
    found = _suggested(desk)
    if found.empty:
        return
    with st.expander(f"Sugerencias según la evidencia ({len(found)})", icon=":material/lightbulb:"):
        st.caption(_WHY)
        shown = found.rename(columns={"text": "Factor", "words": "Sugerencia", "evidence": "Evidencia"})
        tables.plain(
            shown[["Factor", "Sugerencia", "Evidencia"]],
            caption="Sugerencias (no cuentan): tendencia · urgencia · impacto",
        )
        if scored is not None:
            _accept(desk, found[found["complete"] & ~found["factor"].isin(scored)])


def _suggested(desk: Desk) -> pd.DataFrame:
    """factor, text, trend, urgency, impact (null where there is no signal), words, evidence, complete."""
    factors = desk.frames.factors
    evidence = desk.frames.opportunities.set_index("id")["evidence"].reindex(factors["opportunity_id"])
    evidence = evidence.set_axis(factors["id"])
    scores = suggest(priority_evidence.signals(evidence))
    found = scores.assign(
        factor=scores.index,
        text=factors["text"].tolist(),
        words=[" · ".join(labels.NULL if pd.isna(one) else str(one) for one in row) for row in scores.to_numpy()],
        evidence=[sentence(one) for one in evidence],
        complete=scores.notna().all(axis=1),
    )
    return found[scores.notna().any(axis=1)].reset_index(drop=True)


def _accept(desk: Desk, offered: pd.DataFrame) -> None:
    if offered.empty:
        return
    names = dict(zip(offered["factor"], offered["text"] + ": " + offered["words"], strict=True))
    left, right = st.columns([5, 2], vertical_alignment="bottom")
    with left:
        chosen = st.multiselect(
            "Usar la sugerencia como mi calificación en",
            list(names),
            format_func=names.__getitem__,
            placeholder="Elija los factores en los que está de acuerdo",
            key=f"sugerencias-{desk.ballots.number}",
        )
    with right:
        if st.button("Calificar así", icon=":material/check:", disabled=not chosen, key="sugerencias-usar"):
            _score(desk, offered.set_index("factor"), chosen)


def _score(desk: Desk, offered: pd.DataFrame, chosen: Sequence[str]) -> None:
    done = 0
    try:
        for factor_id in chosen:
            values = [int(offered.at[factor_id, name]) for name in CRITERIA]
            voting.score(desk.stores.database, desk.actor, factor_id, *values)
            done += 1
    except PamError as error:
        flash.refuse(error)
    if done:
        flash.keep(
            "success", f"Calificó {labels.count(done, 'factor', 'factores')} con la sugerencia. Puede cambiarlo."
        )
    memories.renew(desk.memory, PREFIX)
    st.rerun()
