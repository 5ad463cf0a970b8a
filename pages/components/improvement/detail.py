"""One action: what was known when it was opened, its cause and plan, what proves it, and what comes next."""

import pandas as pd
import streamlit as st

from data.records import improvement
from pages.components import filters, labels, tables
from pages.components.improvement import deviations, files, planning, steps
from pages.components.improvement.reading import Found
from procedure import improvement as rules
from procedure.roles import Permission, can

KEY = "accion"


def render(found: Found) -> None:
    """The chosen action: that of the deviation that is looked at, or the first that is not verified, unless told."""
    if not found.actions:
        return
    names = {one["id"]: found.name(one) for one in found.actions}
    chosen = filters.choose("Acción que se abre", names, key=KEY, default=_first(found))
    action = next(one for one in found.actions if one["id"] == (chosen or _first(found)))
    with st.container(border=True):
        tables.plain(_facts(action), caption="Lo que se sabía al abrirla")
        may_plan = action["state"] in (rules.OPEN, rules.PLANNED) and can(found.actor, Permission.MANAGE_IMPROVEMENT)
        if action["state"] != rules.OPEN and not may_plan:
            tables.plain(_plan(action), caption="Causa y plan")
        if may_plan:
            planning.render(found, action)
        offered = improvement.available(found.stores.database, found.actor, action["id"])
        files.render(found, action)
        steps.render(found, action, {one.to_state for one in offered})


def _first(found: Found) -> str:
    asked = st.session_state.get(deviations.KEY)
    own = [one["id"] for one in found.actions if (one["subject_id"], one["trimester"]) == (asked, found.trimester)]
    if own:
        return str(own[-1])
    waiting = [one["id"] for one in found.actions if one["state"] in rules.UNVERIFIED]
    return str((waiting or [found.actions[-1]["id"]])[0])


def _facts(action: dict) -> pd.DataFrame:
    known = action["deviation"]
    unit = str(known.get("unit") or "")
    rows = [
        ("Indicador", f"{known.get('code') or ''} {known.get('name') or ''}".strip()),
        ("Semáforo", labels.badge(str(known.get("light")), str(known.get("status")))),
        ("Eficacia", labels.percent(known.get("percent"))),
        ("Programado y ejecutado", " · ".join(labels.measure(known.get(one), unit) for one in ("scheduled", "actual"))),
        ("De dónde sale", str(known.get("explanation") or "")),
        ("Corrección inmediata", action["correction"]),
    ]
    if known.get("previous_number"):
        rows.append(("Retoma", f"La n.º {known['previous_number']}, que no fue eficaz: {known['previous_note']}"))
    return pd.DataFrame([row for row in rows if row[1]], columns=["Dato", "Valor"])


def _plan(action: dict) -> pd.DataFrame:
    rows = [(f"Porqué {number}", why) for number, why in enumerate(action["whys"], start=1)]
    rows += [
        ("Causa raíz", action["cause"]),
        ("Plan de acción", action["treatment"]),
        ("Responsable", action["responsible"]),
        ("Para cuándo", labels.day(action["due_date"])),
        ("Qué se hizo", action["done_note"]),
        ("Verificación", _verification(action)),
    ]
    return pd.DataFrame([row for row in rows if isinstance(row[1], str) and row[1]], columns=["Dato", "Valor"])


def _verification(action: dict) -> str:
    if pd.isna(action["verified_at"]):
        return ""
    when = f"T{int(action['verification_trimester'])}, {labels.moment(action['verified_at'])}"
    return f"{'Eficaz' if action['state'] == rules.EFFECTIVE else 'No eficaz'} ({when}): {action['verification_note']}"
