"""What the report page teaches while there is no plan in execution."""

import streamlit as st

from data.opening import Stores
from data.records import plans
from pages.components import escape
from procedure.roles import Actor
from procedure.vocabulary import PLAN_STATES

PLAN_PAGE = "plan/editor.py"


def no_plan(stores: Stores, actor: Actor) -> None:
    """What the page is for, what is missing, and the button that gets it."""
    st.info(
        "Aquí se reporta, cada trimestre, el avance de los indicadores y de las acciones, con su narrativa y su "
        "evidencia. Se abre cuando el plan está en ejecución."
    )
    listed = plans.listing(stores.database, actor.entity_id)
    if listed.empty:
        st.text("Todavía no hay ningún plan.")
    else:
        plan = listed.iloc[0]
        state = PLAN_STATES[plan["state"]]
        st.markdown(escape.markdown(f"El plan {plan['year']} («{plan['name']}») está en: {state}."))
    if st.button("Ir al plan", type="primary"):
        st.switch_page(PLAN_PAGE)
