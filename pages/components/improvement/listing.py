"""Every action of the plan at a glance, and the sentence that says how the cut-off stands."""

import pandas as pd
import streamlit as st

from pages.components import labels, tables
from pages.components.improvement.reading import Found
from procedure import improvement as rules
from procedure.vocabulary import IMPROVEMENT_KINDS, IMPROVEMENT_STATES


def headline(found: Found) -> None:
    """One sentence: what deviates, what lacks, what waits to be verified."""
    lack, all_of = len(found.lack), len(found.deviating)
    if not all_of:
        said = "Todas las metas programadas van en su rango satisfactorio"
    elif lack:
        goals = labels.count(all_of, "meta no se cumple", "metas no se cumplen")
        said = f"{goals} y a {labels.count(lack, 'le falta', 'les falta')} su acción"
    else:
        said = f"{labels.count(all_of, 'meta no se cumple', 'metas no se cumplen')}, cada una con su acción"
    st.subheader(f"{labels.period(found.year, found.trimester)}: {said}", anchor=False)
    waiting = [one for one in found.actions if one["trimester"] < found.trimester and one["state"] in rules.UNVERIFIED]
    if waiting:
        numbers = labels.joined([f"n.º {one['number']}" for one in waiting])
        st.warning(f"Falta verificar la eficacia de la acción {numbers}, de trimestres anteriores.", icon="⏳")


def render(found: Found) -> None:
    st.subheader("Acciones del plan", anchor=False)
    if not found.actions:
        st.text("Todavía no se ha abierto ninguna. Se abren desde la desviación, aquí o en el tablero.")
        return
    tables.plain(_shown(found), caption="De todos los cortes, por su número")


def _shown(found: Found) -> pd.DataFrame:
    previous = {one["id"]: one["number"] for one in found.actions}
    return pd.DataFrame(
        [
            {
                "Acción": f"N.º {one['number']}" + _taken(previous, one),
                "Tipo": IMPROVEMENT_KINDS[one["kind"]],
                "Corte": f"T{one['trimester']}",
                "Indicador": one["deviation"].get("name") or "",
                "Estado": IMPROVEMENT_STATES[one["state"]],
                "Responsable": labels.cell(one["responsible"]) if pd.notna(one["responsible"]) else "",
                "Para cuándo": labels.day(one["due_date"]) + _late(found, one),
            }
            for one in found.actions
        ]
    )


def _taken(previous: dict, one: dict) -> str:
    number = previous.get(one["previous_id"])
    return f" (retoma la n.º {number})" if number else ""


def _late(found: Found, one: dict) -> str:
    is_late = one["state"] == rules.PLANNED and pd.notna(one["due_date"]) and one["due_date"].date() < found.today
    return " · vencida" if is_late else ""
