"""What a report in Excel would change, cell by cell; what is accepted goes into draft reports."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from data.records import report_import
from pages.components import escape, flash, labels
from pages.components.exchange import outcome, review, reviews, words
from pages.components.exchange.reviews import Review
from pages.components.reports import advance, preview
from pages.components.reports.context import Context
from pages.components.reports.subjects import Subject
from procedure.errors import PamError
from procedure.exchange.book import Book
from procedure.exchange.changes import CellChange, Comparison
from procedure.reporting import PHYSICAL


def of(context: Context) -> Review | None:
    """What this person has under review for the trimester."""
    return reviews.of(context.actor, _place(context))


def begin(context: Context, book: Book, made_for: int, file_name: str) -> Review:
    """Compares the workbook and keeps it. Raises StateError (another plan or trimester)."""
    actor, database = context.actor, context.stores.database
    position = reviews.position_of(context.stores, actor)
    found = report_import.review(database, actor, context.plan["id"], book, made_for, context.trimester)
    found = replace(found, changes=doubted(context, found.changes))
    return reviews.keep(Review(str(actor.user_id), _place(context), file_name, book, found, position))


def render(context: Context, kept: Review) -> None:
    """The review or, once something was accepted, its outcome."""
    flash.show()
    if kept.answer is not None:
        _outcome(kept)
        return
    st.subheader("Revisar y aceptar el reporte en Excel", anchor=False)
    st.markdown(f"**{escape.markdown(sentence(kept.comparison))}**")
    st.caption(escape.markdown(f"Archivo: {kept.file_name}. Lo que acepte entra como borrador; después se envía."))
    review.say_moved(context.stores, context.actor, kept, lambda: _again(context, kept))
    review.body(kept)
    _decide(context, kept)


def sentence(comparison: Comparison) -> str:
    return words.sentence(comparison, "a lo guardado", "lo guardado")


def doubted(context: Context, changes: Sequence[CellChange]) -> tuple[CellChange, ...]:
    """Each change with what would be doubted of it while typing; doubts refuse nothing."""
    subjects = {f"{one.kind}:{one.id}": one for one in context.subjects}
    return tuple(_doubted(context, one, subjects.get(one.key)) for one in changes)


def _doubted(context: Context, change: CellChange, subject: Subject | None) -> CellChange:
    if subject is None or change.value is None or not change.may_be_accepted:
        return change
    found = [change.reason] if change.reason else []
    part = next((one for one in subject.parts if one.slice == change.field), None)
    if part is not None and not subject.is_action:
        if not part.is_scheduled:
            found.append(f"Nada programado a T{context.trimester}: cuenta como anticipado.")
        value, frames = float(change.value), context.frames
        found += preview.doubts_of(subject, part, value, context.values, frames, context.trimester)
    elif change.field == PHYSICAL.name:
        found += advance.doubts(context, subject, float(change.value))
    return replace(change, reason=" ".join(found))


def _again(context: Context, kept: Review) -> None:
    reviews.carry(kept, begin(context, kept.book, context.trimester, kept.file_name))


def _decide(context: Context, kept: Review) -> None:
    count = len({one.unit for one in kept.accepted()})
    with st.container(horizontal=True):
        text = f"Aceptar {labels.count(count, 'cambio', 'cambios')}" if count else "Nada que aceptar"
        if st.button(text, type="primary", disabled=not count, key="reporte-excel-aceptar", icon=":material/check:"):
            _accept(context, kept)
        if st.button("Descartar el libro", key="reporte-excel-descartar"):
            reviews.drop(kept)
            flash.keep("info", "Se descartó el libro. Sus reportes siguen como estaban.")
            st.rerun()


def _accept(context: Context, kept: Review) -> None:
    key = f"{kept.id}-{kept.stamp}"
    plan_id, wanted = context.plan["id"], kept.accepted()
    try:
        with st.spinner("Guardando los borradores…", show_time=True):
            database = context.stores.database
            kept.answer = report_import.apply(database, context.actor, plan_id, context.trimester, wanted, key)
    except PamError as error:
        flash.refuse(error)
    st.rerun()


def _outcome(kept: Review) -> None:
    answer = kept.answer
    if answer is None:
        return
    saved = len(set(answer.saved))
    if saved:
        text = labels.count(saved, "dato entró", "datos entraron")
        st.success(
            escape.markdown(
                f"{text} como borrador, de «{kept.file_name}». Adjunte la evidencia y envíelos a revisión."
            ),
            icon=":material/check_circle:",
        )
    else:
        st.warning("Ningún dato entró.", icon=":material/block:")
    outcome.left_out(kept, answer)
    if st.button("Seguir con los reportes", type="primary", key="reporte-excel-terminar"):
        reviews.drop(kept)
        st.rerun()


def _place(context: Context) -> str:
    return f"{context.plan['id']}/T{context.trimester}"
