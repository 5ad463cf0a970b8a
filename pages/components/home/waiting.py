"""What waits for me, first of all."""

import streamlit as st

from pages.components import escape, links
from pages.components.home.view import View
from procedure.roles import Actor

NOTHING = "Nada espera por usted en esta vigencia. Abajo está en qué va cada actividad."


def render(view: View, actor: Actor) -> None:
    """A line for each thing with the page that does it."""
    st.subheader("Lo que espera por usted", anchor=False)
    if not view.waiting:
        st.text(NOTHING)
        return
    for one in view.waiting:
        text, link = st.columns([5, 2], gap="medium", vertical_alignment="center")
        text.markdown(f":material/arrow_right: **{escape.markdown(one.text)}**")
        with link:
            links.to(actor, one.url_path)
