"""The decision over a file that was read: accept its good rows, or let it go."""

from functools import partial
from typing import Any

import streamlit as st

from data.intake.model import Reading
from data.opening import Stores
from data.warehouse import acceptance
from data.warehouse.comparison import Comparison
from pages.components import escape, flash, labels, session
from pages.components.intake import job as jobs
from pages.components.intake.job import Job
from procedure.roles import Actor

PLACE = "decision"


def already_loaded(stores: Stores, actor: Actor, job: Job, reading: Reading) -> dict[str, Any] | None:
    """The version that these bytes already are, unless what is ticked adds something to it."""
    return acceptance.already_loaded(
        stores.database, actor.entity_id, job.received.upload, reading, frozenset(job.confirmed)
    )


def confirmed_in(version: dict[str, Any] | None) -> frozenset[str]:
    """The proposals that were confirmed when that version was accepted."""
    return frozenset() if version is None else frozenset(entry["proposal"] for entry in version["confirmations"])


def render(stores: Stores, job: Job, reading: Reading, comparison: Comparison, loaded: dict[str, Any] | None) -> None:
    """The note, the two buttons and what the first one would do; or the version these bytes already are."""
    st.subheader("Decisión", anchor=False)
    if loaded is not None:
        _say_already(loaded, asks=bool(comparison.held))
        st.button("Cerrar este archivo", key=f"intake_close_{job.id}", on_click=jobs.drop)
        return
    st.text_input(
        "Por qué confirma las celdas marcadas" if job.confirmed else "Nota (opcional)",
        max_chars=500,
        placeholder="Por ejemplo: verificado con la publicación del DANE de 2021",
        key=_note_key(job),
        help="Queda en la bitácora con su nombre y la fecha.",
    )
    st.text(_consequence(job, comparison))
    with st.container(horizontal=True):
        st.button(
            "Aceptar las filas buenas",
            type="primary",
            key=f"intake_accept_{job.id}",
            disabled=not (comparison.new or comparison.changed_rows or comparison.equal),
            on_click=_accept,
            args=(stores, job, reading),
        )
        st.button("Descartar el archivo", key=f"intake_discard_{job.id}", on_click=_discard, args=(job,))
    flash.show(PLACE)


def _say_already(version: dict[str, Any], *, asks: bool) -> None:
    text = (
        f"Ya cargado: estos mismos datos son la versión {version['number']} de «{version['file_name']}», "
        f"del {labels.moment(version['created_at'])}. No hay nada que guardar."
    )
    if asks:
        text += " Si quiere confirmar celdas que quedaron pendientes, márquelas arriba."
    st.info(escape.markdown(text))


def _consequence(job: Job, comparison: Comparison) -> str:
    if not (comparison.new or comparison.changed_rows or comparison.equal):
        return "Este archivo no trae ninguna fila buena para la entidad: corríjalo y súbalo otra vez."
    parts = []
    if comparison.new:
        parts.append(f"{labels.count(comparison.new, 'fila nueva empieza', 'filas nuevas empiezan')} a servir")
    if comparison.changed_rows:
        parts.append(f"{labels.count(comparison.changed_rows, 'fila cambia', 'filas cambian')} de valor")
    text = f"Al aceptar, {labels.joined(parts) or 'ninguna cifra cambia: todas son iguales a las que sirven'}."
    if comparison.held:
        text += (
            f" {labels.count(comparison.held, 'celda sin confirmar queda', 'celdas sin confirmar quedan')} por fuera."
        )
    if job.confirmed:
        text += f" Se guardan con el valor propuesto {labels.count(len(job.confirmed), 'celda', 'celdas')}."
    return text + " Podrá deshacerlo desde la historia."


def _note_key(job: Job) -> str:
    return f"intake_note_{job.id}"


def _accept(stores: Stores, job: Job, reading: Reading) -> None:
    """Callbacks run before the page's guard: who is signed in is asked again, and the command checks the role."""
    actor = session.actor()
    if actor is None:
        return
    note = str(st.session_state.get(_note_key(job), "")).strip()
    if job.confirmed and not note:
        reason = "Escriba por qué confirma las celdas marcadas: queda en la bitácora junto a la versión."
        flash.keep("error", reason, place=PLACE)
        return
    command = partial(
        acceptance.accept,
        stores.database,
        stores.warehouse,
        actor,
        reading,
        job.received.upload,
        confirmed=frozenset(job.confirmed),
        note=note,
    )
    jobs.accept(job, command)


def _discard(job: Job) -> None:
    jobs.drop()
    flash.keep("info", f"Se descartó «{job.received.upload.file_name}». No se guardó nada y lo cargado sigue igual.")
