"""What the workbook would change, by sheet and cell by cell; what is ticked goes in."""

from collections.abc import Callable

import streamlit as st

from data.opening import Stores
from data.records import plan_import, plan_undo
from pages.components import escape, flash, labels, tables
from pages.components.exchange import grid, reviews, words
from pages.components.exchange.reviews import Review
from procedure.errors import PamError
from procedure.exchange.changes import CellChange, Status
from procedure.roles import Actor

_ALL = "Todas las hojas"
_FEW = 60


def render(stores: Stores, actor: Actor, review: Review) -> None:
    """The sentence, the filters, a grid per sheet, what cannot be, and the decision."""
    st.subheader("3. Revisar y aceptar", anchor=False)
    st.markdown(f"**{escape.markdown(words.sentence(review.comparison))}**")
    st.caption(escape.markdown(f"Archivo: {review.file_name}"))
    say_moved(stores, actor, review, lambda: reviews.compare_again(stores, actor, review))
    body(review)
    _decide(stores, actor, review)


def body(review: Review) -> None:
    """What the file says besides, a grid per sheet with its ticks, and what cannot be."""
    _notices(review)
    offered = words.offered(review.comparison.changes)
    if offered:
        _ticks(review)
        _by_sheet(review, offered)
    _refused(review)


def say_moved(stores: Stores, actor: Actor, review: Review, again: Callable[[], None]) -> None:
    """Somebody saved something since it was compared: nothing would be overwritten, but it may be looked at again."""
    if reviews.position_of(stores, actor) == review.position:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info("Hubo cambios en la aplicación después de comparar. Lo marcado se conserva.", icon=":material/update:")
        if st.button("Comparar de nuevo", key=f"plan-excel-comparar-{review.id}", icon=":material/refresh:"):
            try:
                with st.spinner("Comparando…"):
                    again()
            except PamError as error:
                flash.refuse(error)
            st.rerun()


def _notices(review: Review) -> None:
    found = words.notices(review.comparison.notices)
    if not found.empty:
        title = labels.count(len(found), "aviso sobre el archivo", "avisos sobre el archivo")
        with st.expander(title, icon=":material/info:", expanded=len(found) <= 5):
            tables.plain(found, caption="Avisos sobre el archivo, por hoja y celda")


def _ticks(review: Review) -> None:
    good = set(review.comparison.good)
    clashes = {one.unit for one in review.comparison.changes if one.status is Status.CONFLICT}
    if clashes:
        st.caption(
            "En los conflictos, otra persona cambió lo mismo después de la descarga: marcar acepta el valor del libro; "
            "sin marcar queda el de la aplicación."
        )
    with st.container(horizontal=True):
        st.button("Marcar todo lo bueno", key="plan-excel-todo", on_click=review.choose, args=(good,))
        st.button("No marcar nada", key="plan-excel-nada", on_click=review.choose, args=(set(),))


def _by_sheet(review: Review, offered: list[CellChange]) -> None:
    sheets = list(dict.fromkeys(one.sheet for one in offered))
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    names = {"": f"{_ALL} ({len(offered)})"} | {
        sheet: f"{sheet} ({sum(one.sheet == sheet for one in offered)})" for sheet in sheets
    }
    wanted = left.selectbox("Hoja", list(names), format_func=names.__getitem__, key="plan-excel-hoja")
    present = [status for status in words.STATUS_WORDS if any(one.status is status for one in offered)]
    status = right.segmented_control(
        "Mostrar", present, format_func=words.STATUS_WORDS.__getitem__, key="plan-excel-estado"
    )
    for sheet in [wanted] if wanted else sheets:
        own = [one for one in offered if one.sheet == sheet and status in (None, one.status)]
        if own:
            grid.show(review, sheet, own, str(status or ""))


def _refused(review: Review) -> None:
    found = words.refused(review.comparison.changes)
    if found.empty:
        return
    st.markdown(f"**No se pueden importar ({labels.integer(len(found))})**")
    st.caption("Lo demás sigue su curso. Corríjalo en el libro y súbalo de nuevo, o edítelo en la aplicación.")
    if len(found) <= _FEW:
        tables.plain(found, caption="Lo que no se puede importar, y por qué")
    else:
        tables.grid(
            found, key="plan-excel-no", caption="Lo que no se puede importar, y por qué", file_name="no_importado"
        )


def _decide(stores: Stores, actor: Actor, review: Review) -> None:
    count = len({one.unit for one in review.accepted()})
    with st.container(horizontal=True):
        text = f"Aceptar {labels.count(count, 'cambio', 'cambios')}" if count else "Nada que aceptar"
        if st.button(text, type="primary", disabled=not count, key="plan-excel-aceptar", icon=":material/check:"):
            _accept(stores, actor, review)
        if st.button("Descartar el libro", key="plan-excel-descartar"):
            reviews.drop(review)
            flash.keep("info", "Se descartó el libro. El plan sigue como estaba.")
            st.rerun()


def _accept(stores: Stores, actor: Actor, review: Review) -> None:
    key = f"{review.id}-{review.stamp}"
    try:
        with st.spinner("Guardando en el plan…", show_time=True):
            wanted = review.accepted()
            review.answer = plan_import.apply(stores.database, actor, review.plan_id, wanted, key)
            review.save_id = plan_undo.last_save(stores.database, actor, review.plan_id)
    except PamError as error:
        flash.refuse(error)
    st.rerun()
