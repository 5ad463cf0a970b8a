"""A file that nobody described: its columns are matched here, once, and then it goes on as any other."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from data.intake.drafts import suggested
from data.intake.mapping import ColumnMapping, problems
from data.intake.model import Reading
from data.intake.pipeline import interpret_mapped
from data.intake.shape import Sheet
from data.opening import Stores
from data.records import entities, mappings
from pages.components import escape, flash, session
from pages.components.intake import job as jobs
from pages.components.intake import mapping_fields, mapping_figures, mapping_preview, mapping_sheets, mapping_words
from pages.components.intake.job import Job, Progress
from procedure.errors import PamError
from procedure.roles import Actor

PLACE = "emparejar"


def render(stores: Stores, actor: Actor, job: Job) -> None:
    """Which sheets and header, what each column is, the words to read, how it would look, and the way on."""
    assert job.unmatched is not None
    places = entities.municipalities(stores.database, actor.entity_id)
    st.subheader(f"Emparejar las columnas de «{escape.markdown(job.received.upload.file_name)}»", anchor=False)
    _introduce(job)
    sheets, scope = mapping_sheets.render(job)
    if not sheets:
        _actions(stores, job, sheets, None, places, ["Elija una hoja con filas debajo del encabezado."])
        return
    mapping = _mapping(job, sheets, scope, places)
    wrong = problems(mapping, sheets[0].repeated)
    if not wrong:
        mapping_preview.result(job, sheets, mapping, places)
    _actions(stores, job, sheets, mapping, places, wrong)


def _introduce(job: Job) -> None:
    assert job.unmatched is not None
    if job.unmatched.recalled is not None:
        st.info(escape.markdown(job.unmatched.message), icon=":material/bookmark:")
        return
    st.info(
        "No es de una fuente conocida. Diga una vez qué es cada columna: los próximos archivos de esta forma se "
        "reconocerán solos. Lo que ve marcado es una sugerencia; nada se guarda hasta que usted lo acepte.",
        icon=":material/table_view:",
    )
    with st.expander("Por qué no se reconoció"):
        st.text(job.unmatched.message)


def _mapping(job: Job, sheets: Sequence[Sheet], scope: str, places: pd.DataFrame) -> ColumnMapping:
    """What is chosen on the screen, over the suggestion, the remembered mapping or the last one tried."""
    start = _start(job, sheets)
    headers = [sheets[0].headers[column] for column in sheets[0].columns.values()]
    fields = mapping_fields.render(scope, headers, start, places)
    matched = mapping_figures.render(scope, headers, replace(fields, figures=start.figures))
    return mapping_words.render(scope, sheets, matched, places)


def _start(job: Job, sheets: Sequence[Sheet]) -> ColumnMapping:
    own = suggested(sheets, job.received.upload.file_name)
    if job.draft is None or job.draft.fingerprint != own.fingerprint:
        return own
    year = own.constants.get("year", "")
    recalled = job.unmatched is not None and job.unmatched.recalled is not None
    return job.draft.of_year(year) if recalled and job.draft.asks_year and not job.tried else job.draft


def _actions(
    stores: Stores,
    job: Job,
    sheets: Sequence[Sheet],
    mapping: ColumnMapping | None,
    places: pd.DataFrame,
    wrong: Sequence[str],
) -> None:
    """What is still missing, and the two ways out."""
    flash.show(PLACE)
    if wrong:
        st.warning("  \n".join(escape.markdown(text) for text in wrong), icon=":material/checklist:")
    keep = st.checkbox("Recordar para los próximos archivos de esta forma", value=True, key=f"map_keep_{job.id}")
    with st.container(horizontal=True):
        st.button(
            "Revisar con este emparejamiento",
            type="primary",
            key=f"map_go_{job.id}",
            disabled=bool(wrong) or mapping is None,
            on_click=_go,
            args=(stores, job, tuple(sheets), mapping, places, keep),
        )
        st.button("Descartar el archivo", key=f"map_drop_{job.id}", on_click=_discard, args=(job,))


def _go(
    stores: Stores, job: Job, sheets: tuple[Sheet, ...], mapping: ColumnMapping, places: pd.DataFrame, keep: bool
) -> None:
    """Callbacks run before the page's guard: who is signed in is asked again, and the command checks the role."""
    actor = session.actor()
    if actor is None:
        return
    try:
        if keep:
            mappings.remember(stores.database, actor, mapping)
    except PamError as error:
        flash.refuse(error, place=PLACE)
        return
    job.draft, job.tried = mapping, True
    jobs.read_again(job, _reader(job, sheets, mapping, places))


def _reader(job: Job, sheets: tuple[Sheet, ...], mapping: ColumnMapping, places: pd.DataFrame) -> jobs.Reader:
    assert job.unmatched is not None
    raw, file_name = job.unmatched.raw, job.received.upload.file_name

    def read(progress: Progress, cancelled: Callable[[], bool]) -> Reading:  # noqa: ARG001
        progress(0.6, "Revisando los datos con este emparejamiento")
        return interpret_mapped(raw, sheets, mapping, file_name, places)

    return read


def refused(job: Job, error: PamError) -> None:
    """The mapping does not fit the file: back to it, with the reason beside the button."""
    flash.refuse(error, place=PLACE)
    job.reading = None


def way_back(job: Job) -> None:
    """From the dry run of a matched file to its columns."""
    if job.unmatched is not None and job.acceptance is None:
        st.button(
            "Cambiar el emparejamiento",
            icon=":material/arrow_back:",
            key=f"map_back_{job.id}",
            on_click=jobs.match_again,
            args=(job,),
        )


def _discard(job: Job) -> None:
    jobs.drop()
    flash.keep("info", f"Se descartó «{job.received.upload.file_name}». No se guardó nada y lo cargado sigue igual.")
