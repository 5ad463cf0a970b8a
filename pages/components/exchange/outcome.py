"""What became of what was accepted, and the button that takes all of it back."""

import pandas as pd
import streamlit as st

from data.opening import Stores
from data.records import plan_undo
from data.records.plan_import import Imported
from pages.components import escape, flash, labels, links, tables
from pages.components.exchange import reviews
from pages.components.exchange.reviews import Review
from procedure.errors import PamError
from procedure.roles import Actor


def render(stores: Stores, actor: Actor, review: Review) -> None:
    """One sentence, what stayed out with its reason, and the way on."""
    answer = review.answer or Imported()
    st.subheader("3. Resultado", anchor=False)
    saved = len(set(answer.saved))
    if saved:
        text = labels.count(saved, "cambio entró", "cambios entraron")
        st.success(escape.markdown(f"{text} al plan, de «{review.file_name}»."), icon=":material/check_circle:")
    else:
        st.warning("Ningún cambio entró al plan.", icon=":material/block:")
    left_out(review, answer)
    is_last = saved and plan_undo.last_save(stores.database, actor, review.plan_id) == review.save_id
    with st.container(horizontal=True):
        undo = {"icon": ":material/undo:", "key": "plan-excel-deshacer"}
        if is_last and st.button("Deshacer toda la importación", **undo):
            _undo(stores, actor, review)
        if st.button("Terminar", key="plan-excel-terminar", icon=":material/done_all:"):
            reviews.drop(review)
            st.rerun()
        links.to(actor, "plan", "Ver el plan")
    if saved and not is_last:
        st.caption("Después guardó otros cambios en el plan; se deshacen en orden, desde la página Plan.")


def left_out(review: Review, answer: Imported) -> None:
    """What was accepted and stayed out, with its reason."""
    wanted = {one.unit: one for one in reversed(review.comparison.changes)}
    rows = [
        (wanted[unit].sheet, wanted[unit].cell, wanted[unit].title, wanted[unit].label, reason)
        for unit, reason in answer.reasons.items()
        if unit in wanted
    ]
    if rows:
        st.markdown(f"**Quedaron por fuera ({len(rows)})**")
        frame = pd.DataFrame(rows, columns=["Hoja", "Celda", "Elemento", "Campo", "Por qué"])
        tables.plain(frame, caption="Lo que se aceptó y no entró, y por qué")


def _undo(stores: Stores, actor: Actor, review: Review) -> None:
    """Takes it back and shows the review again, with what had been chosen."""
    try:
        flash.keep("success", plan_undo.undo(stores.database, actor, review.plan_id))
    except PamError as error:
        flash.refuse(error)
    else:
        reviews.compare_again(stores, actor, review)
    st.rerun()
