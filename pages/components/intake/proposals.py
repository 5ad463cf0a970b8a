"""Repairs that only a person may accept: none is ticked until somebody ticks it."""

import streamlit as st

from data.intake.model import Proposal, Reading
from pages.components import escape, labels
from pages.components.intake.job import Job

PER_PAGE = 20


def render(job: Job, reading: Reading) -> None:
    """The list with its checkboxes; what is ticked is kept in `job.confirmed`. Those confirmed before are not asked."""
    waiting = [proposal for proposal in reading.proposals if proposal.id not in (job.earlier or ())]
    known = len(reading.proposals) - len(waiting)
    if reading.proposals:
        st.subheader("Celdas por confirmar", anchor=False)
    if known:
        st.text(f"{labels.count(known, 'celda se confirmó', 'celdas se confirmaron')} al cargar antes este archivo.")
    if waiting:
        _list(job, waiting)


def _list(job: Job, waiting: list[Proposal]) -> None:
    st.caption(
        "El archivo trae celdas que parecen mal escritas. Marque solo las que haya verificado: las demás no se guardan "
        "y, si ya había una cifra, sigue la anterior."
    )
    _all_or_none(job, waiting)
    page = _page(job, len(waiting))
    for proposal in waiting[page * PER_PAGE : (page + 1) * PER_PAGE]:
        _one(job, proposal)


def _all_or_none(job: Job, waiting: list[Proposal]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        every = {proposal.id for proposal in waiting}
        st.button("Marcar todas", key=f"intake_all_{job.id}", on_click=_set, args=(job, every))
        st.button("Quitar todas las marcas", key=f"intake_none_{job.id}", on_click=_set, args=(job, set()))
        st.text(f"{len(job.confirmed)} de {labels.count(len(every), 'celda marcada', 'celdas marcadas')}")


def _set(job: Job, confirmed: set[str]) -> None:
    job.confirmed = set(confirmed)
    job.stamp += 1


def _page(job: Job, waiting: int) -> int:
    pages = -(-waiting // PER_PAGE)
    if pages == 1:
        return 0
    chosen = st.selectbox(
        "Página", range(pages), format_func=lambda page: f"{page + 1} de {pages}", key=f"intake_page_{job.id}"
    )
    return int(chosen or 0)


def _one(job: Job, proposal: Proposal) -> None:
    key = f"intake_tick_{job.id}_{job.stamp}_{proposal.id}"
    proposed = labels.number(proposal.proposed, 0 if float(proposal.proposed).is_integer() else 2)
    where = " ".join(part for part in (proposal.sheet, proposal.cell or f"fila {proposal.row}") if part)
    with st.container(gap=None):
        st.checkbox(
            f"**{escape.markdown(proposal.label)}**: dice «{escape.markdown(proposal.raw)}», se propone "
            f"**{escape.markdown(proposed)}**",
            value=proposal.id in job.confirmed,
            key=key,
            on_change=_tick,
            args=(job, proposal.id, key),
        )
        st.caption(escape.markdown(f"{proposal.reason} ({where})"))


def _tick(job: Job, proposal_id: str, key: str) -> None:
    job.confirmed = job.confirmed | {proposal_id} if st.session_state[key] else job.confirmed - {proposal_id}
