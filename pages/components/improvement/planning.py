"""The cause by the 5 porqués, the plan, its responsible and its date."""

from typing import Any

import pandas as pd
import streamlit as st

from data.records import improvement
from pages.components import labels
from pages.components.improvement import commands
from pages.components.improvement.reading import Found
from procedure import improvement as rules


def render(found: Found, action: dict[str, Any]) -> None:
    form = f"accion-plan-{action['id']}-{action['version']}"
    last = rules.last_due(found.year, int(action["trimester"]))
    with st.form(form, border=False):
        st.markdown("**Causa y plan**")
        whys = [_text(f"Porqué {at}", f"{form}-why{at}", _why(action, at), 70) for at in range(1, rules.WHYS + 1)]
        cause = _text("Causa raíz", f"{form}-causa", action["cause"])
        treatment = _text("Plan de acción: qué se hará para que no se repita", f"{form}-plan", action["treatment"])
        correction = _text("Corrección inmediata (si la hubo)", f"{form}-correccion", action["correction"])
        left, right = st.columns(2)
        with left:
            people = list(found.people)
            person = st.selectbox(
                "Responsable", people, format_func=found.people.__getitem__, placeholder="Elija a una persona",
                index=people.index(action["responsible_id"]) if action["responsible_id"] in found.people else None,
                key=f"{form}-responsable",
            )  # fmt: skip
        with right:
            due = None if pd.isna(action["due_date"]) else action["due_date"].date()
            due = st.date_input(
                f"Para cuándo (hasta el {labels.day(last)})", value=due, format="DD/MM/YYYY", key=f"{form}-fecha"
            )
        sent = st.form_submit_button(
            "Guardar el plan", type="primary" if action["state"] == rules.OPEN else "secondary"
        )
    if sent:
        written = {
            "whys": whys, "cause": cause, "treatment": treatment, "correction": correction,
            "responsible_id": str(person or ""), "due_date": due,
        }  # fmt: skip
        given = (found.stores.database, found.actor, action["id"], int(action["version"]))
        commands.run(form, "El plan de la acción quedó guardado.", improvement.plan_action, *given, **written)


def _text(label: str, key: str, value: str, height: int = 90) -> str:
    return st.text_area(label, value, key=key, height=height, max_chars=rules.LONGEST) or ""


def _why(action: dict[str, Any], number: int) -> str:
    return action["whys"][number - 1] if number <= len(action["whys"]) else ""
