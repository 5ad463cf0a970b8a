"""What I am asked for and by when; and, for the team that follows the plan, what is missing and from whom."""

import pandas as pd
import streamlit as st

from pages.components import labels, links, tables
from pages.components.home.view import View
from pages.components.reports.subjects import STATES
from procedure.calendar import cutoff
from procedure.follow_up_calendar import counted
from procedure.follow_up_pending import is_of_the_team, lacking, of_mine
from procedure.follow_up_requests import Request
from procedure.roles import Actor

_MOST = 12


def render(view: View, actor: Actor) -> None:
    """Nothing while the plan is not running."""
    if view.follow_up is None:
        return
    mine = of_mine(view.follow_up, view.reported, actor.user_id, view.today)
    if mine:
        _mine(view, mine, actor)
    if is_of_the_team(view.follow_up, actor):
        _team(view)


def _mine(view: View, mine: list[Request], actor: Actor) -> None:
    st.markdown("**Lo que se le pide**")
    st.text(" ".join(sentence(view, number, mine) for number in sorted({one.trimester for one in mine})))
    title = f"Ver qué y hasta cuándo ({len(mine)})"
    with st.expander(title, icon=":material/event:", expanded=len(mine) <= _MOST):
        tables.plain(listing(view, mine), caption="Reportes que se le piden, el primero en vencer va primero")
    links.to(actor, "estrategia-de-seguimiento", "Ver el calendario")


def sentence(view: View, trimester: int, mine: list[Request]) -> str:
    """«T3: 3 indicadores y 1 acción; el corte es el 30/09/2026 y el primer plazo, el 10/10/2026.»"""
    own = [one for one in mine if one.trimester == trimester]
    cut, first = cutoff(view.year, trimester), min(one.due for one in own)
    verb = "fue" if cut < view.today else "es"
    return (
        f"T{trimester}: {counted(own)}; el corte {verb} el {labels.day(cut)} y el primer plazo, el {labels.day(first)}."
    )


def listing(view: View, mine: list[Request]) -> pd.DataFrame:
    """Plazo, Trimestre, Qué, Con qué, Estado."""
    return pd.DataFrame(
        {
            "Plazo": [f"{labels.day(one.due)}{' · vencido' if one.due < view.today else ''}" for one in mine],
            "Trimestre": [f"T{one.trimester}" for one in mine],
            "Qué": [" ".join((one.title, *one.remarks)) for one in mine],
            "Con qué": [", ".join(one.instruments) for one in mine],
            "Estado": [" ".join(STATES[view.reported.get(one.key, "")][:2]) for one in mine],
        }
    )


def _team(view: View) -> None:
    assert view.follow_up is not None
    found = lacking(view.follow_up, view.reported, view.today)
    st.markdown("**Lo que falta por llegar al equipo de seguimiento**")
    if not found:
        st.text("Nada: los reportes de los cortes que ya pasaron están enviados.")
        return
    owed = labels.count(sum(one.owed for one in found), "reporte", "reportes")
    people = labels.count(len({one.asked for one in found}), "persona", "personas")
    with st.expander(f"Faltan {owed} de {people}", icon=":material/groups:", expanded=len(found) <= _MOST):
        rows = [
            (
                one.asked,
                f"T{one.trimester}",
                one.owed,
                f"{labels.day(one.due)}{' · vencido' if one.due < view.today else ''}",
            )
            for one in found
        ]
        tables.plain(
            pd.DataFrame(rows, columns=["A quién", "Trimestre", "Sin enviar", "Primer plazo"]),
            caption="Reportes que faltan, por persona",
            digits=0,
        )
