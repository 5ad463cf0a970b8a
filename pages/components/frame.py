"""What surrounds every page: whose installation it is, who is signed in, and that the figures are invented when so."""

from typing import Any

import streamlit as st

from data.records import entities
from pages.components import session
from procedure.roles import Actor
from procedure.vocabulary import ROLES

DEMONSTRATION = "**Demostración.** El plan, las cifras y las cuentas son inventados; no describen a ninguna entidad."


def around(actor: Actor) -> None:
    """The banner of the demonstration, on every page because the portal draws it, and the foot of the side bar."""
    entity = entities.get(session.stores().database, actor.entity_id)
    if entity["is_demonstration"]:
        st.warning(DEMONSTRATION, icon=":material/science:")
    with st.sidebar:
        _person(actor, entity)


def _person(actor: Actor, entity: dict[str, Any]) -> None:
    st.caption("Entidad")
    st.text(entity["name"])
    st.caption("Sesión de")
    roles = ", ".join(ROLES[role] for role in sorted(actor.roles)) or "sin rol"
    st.text(actor.name if actor.name == roles else f"{actor.name}\n{roles}")
    st.button("Salir", icon=":material/logout:", on_click=session.sign_out, width="stretch")
