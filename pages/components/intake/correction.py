"""The way back to whoever fills the file: their own workbook, painted, made when it is asked for."""

from functools import partial
from pathlib import Path

import streamlit as st

from data.intake.model import Reading
from pages.components import escape, flash, session
from pages.components.intake import job as jobs
from pages.components.intake.job import Job
from procedure.errors import PamError
from procedure.roles import Permission
from reports import findings_workbook

PLACE = "libro_de_hallazgos"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render(job: Job, reading: Reading) -> None:
    """A button that starts it, its progress, and the download. A file without findings has nothing to mend."""
    if not reading.findings:
        return
    flash.show(PLACE)
    with st.container(border=True):
        st.text(_what(reading))
        if job.workbook is None:
            label = "Preparar el libro de hallazgos (XLSX)"
            icon = ":material/format_paint:"
            st.button(label, key=f"intake_workbook_{job.id}", icon=icon, on_click=_begin, args=(job, reading))
        else:
            _watch()


def _what(reading: Reading) -> str:
    if reading.personal:
        return (
            "¿Quiere corregir el archivo? El libro de hallazgos lista cada celda señalada y cómo arreglarla. Como trae "
            "datos de personas, no copia ninguno: se corrige el archivo original."
        )
    return (
        "¿Quiere corregir el archivo? El libro de hallazgos es su mismo archivo con las celdas señaladas pintadas y "
        "comentadas. Corríjalo y súbalo: solo las filas corregidas saldrán como nuevas."
    )


def _begin(job: Job, reading: Reading) -> None:
    """Callbacks run before the page's guard: the job is of whoever is signed in, or nothing happens."""
    if session.actor() is None:
        return
    name = job.received.upload.file_name
    maker = partial(
        findings_workbook.make,
        reading,
        job.received.path,
        name,
        progress=job.told,
        cancelled=job.cancelled.is_set,
    )
    jobs.make_workbook(job, maker)


@st.fragment(run_every=0.5)
def _watching() -> None:
    """Progress without running the page again; the whole page runs once it ends."""
    session.require(Permission.LOAD_DATA)
    job = jobs.current()
    if job is None or job.workbook is None or job.workbook.done():
        st.rerun()
    assert job is not None
    st.progress(job.fraction, text=escape.markdown(f"Preparando el libro de hallazgos: {job.step}"))


def _watch() -> None:
    job = jobs.current()
    assert job is not None
    assert job.workbook is not None
    if not job.workbook.done():
        _watching()
        return
    try:
        path = job.workbook.result()
    except PamError as error:
        job.workbook = None
        flash.refuse(error, place=PLACE)
        st.rerun()
    stem = Path(job.received.upload.file_name).stem
    st.download_button(
        "Descargar el libro de hallazgos (XLSX)",
        path.read_bytes,
        file_name=f"{stem} - hallazgos.xlsx",
        mime=_XLSX,
        key=f"intake_workbook_file_{job.id}",
        icon=":material/download:",
        on_click="ignore",
    )
