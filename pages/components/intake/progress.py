"""How far the background step is, asked twice a second without running the page again."""

import streamlit as st

from pages.components import escape, flash, session
from pages.components.intake import job as jobs
from procedure.roles import Permission


@st.fragment(run_every=0.5)
def watch() -> None:
    """Progress, the step in words and a way out; runs the whole page once the step ends."""
    session.require(Permission.LOAD_DATA)
    job = jobs.current()
    if job is None or not job.running:
        st.rerun()
    assert job is not None
    name = job.received.upload.file_name
    verb = "Leyendo" if job.acceptance is None else "Guardando"
    st.progress(job.fraction, text=escape.markdown(f"{verb} «{name}»: {job.step}"))
    if job.acceptance is None:
        st.button("Cancelar la lectura", key="intake_cancel", on_click=_cancel)


def _cancel() -> None:
    job = jobs.current()
    if job is not None and job.acceptance is None:
        jobs.drop()
        flash.keep("info", f"Se canceló la lectura de «{job.received.upload.file_name}». No se guardó nada.")
