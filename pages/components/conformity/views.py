"""Which plan, and the four ways of looking at its conformity: findings, matrix, verification and history."""

import streamlit as st

from data.opening import Stores
from data.records import plans
from pages.components import filters, links
from pages.components.conformity import findings, history, matrix, reading, verdict, words
from procedure.roles import Actor
from procedure.vocabulary import PLAN_STATES

_VIEWS = {
    "hallazgos": "Hallazgos",
    "matriz": "Matriz de coherencia",
    "verificar": "Verificar",
    "historia": "Historia",
}


def plan(stores: Stores, actor: Actor) -> str | None:
    """The id of the plan chosen, the newest unless told; None, with the way out, when there is none."""
    listing = plans.listing(stores.database, actor.entity_id)
    if listing.empty:
        st.info(
            "Aquí se verifica que el plan sea coherente: de la oportunidad de mejora a la hoja de vida, y entre "
            "metas, indicadores, acciones, recursos y tiempos. Todavía no hay ningún plan.",
            icon=":material/rule:",
        )
        links.to(actor, "plan", "Crear el plan")
        return None
    names = {
        row.id: f"{row.year} · versión {row.number} · {PLAN_STATES[row.state]} · {row.name}"
        for row in listing.itertuples()
    }
    return filters.choose("Plan", names, key="plan")


def render(stores: Stores, actor: Actor, plan_id: str) -> None:
    """The sentence, then the view chosen."""
    reviewed = reading.read(stores, actor.entity_id, plan_id)
    st.subheader(words.headline(reviewed.findings), anchor=False)
    view = filters.choose("Vista", _VIEWS, key="vista") or "hallazgos"
    if view == "matriz":
        matrix.render(stores, actor, reviewed)
    elif view == "verificar":
        verdict.render(stores, actor, plans.get(stores.database, actor.entity_id, plan_id), reviewed)
    elif view == "historia":
        history.render(stores, actor, reviewed)
    else:
        findings.render(actor, reviewed)
