"""Who is missing, at a glance: how many reports are expected, sent and approved, and whose are the rest."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from pages.components import escape, labels, tables
from pages.components.reports.context import Context
from pages.components.reports.subjects import Subject
from procedure.activity_states import TrimesterFacts
from procedure.follow_up_pending import Delivery
from procedure.roles import Permission, can
from procedure.vocabulary import TRIMESTERS

SENT = ("enviado", "aprobado", "cerrado")


def render(context: Context) -> None:
    """The whole trimester in a sentence; whoever may report anything also sees it by responsible."""
    found = context.facts.trimesters.get(context.trimester, TrimesterFacts())
    counted, deadline = sentence(context, found)
    st.markdown(f"**{escape.markdown(counted)}** {escape.markdown(deadline)}")
    if can(context.actor, Permission.REPORT_ANY):
        _by_responsible(context)


def sentence(context: Context, found: TrimesterFacts) -> tuple[str, str]:
    """How the trimester goes, and until when it is reported."""
    period = labels.period(context.year, context.trimester)
    first, last = context.bounds
    if context.today < first:
        return f"El {period} no ha empezado.", f"Empieza el {labels.day(first)}; se espera un reporte desde su corte."
    approved = labels.count(found.approved, "reporte aprobado", "reportes aprobados")
    counted = f"{period}: {approved} de {labels.integer(found.expected)}"
    if found.approved >= found.expected > 0:
        return f"{counted}.", "Está completo."
    counted += f", {labels.integer(found.submitted - found.approved)} por revisar"
    counted += f" y {labels.integer(max(0, found.expected - found.submitted))} sin enviar."
    if context.today <= last:
        return counted, f"El corte es el {labels.day(last)} y se reporta hasta el {labels.day(context.due)}."
    return counted, f"El plazo {'venció' if context.today > context.due else 'vence'} el {labels.day(context.due)}."


def _by_responsible(context: Context) -> None:
    table = by_responsible(context.subjects, context)
    if table.empty:
        return
    late = table[table["Sin enviar"] > 0]
    owed = zip(late["Responsable"], late["Sin enviar"], strict=True)
    who = labels.joined([f"{name} ({count})" for name, count in owed])
    title = f"Faltan por enviar: {who}" if who else "Nadie tiene reportes por enviar"
    with st.expander(escape.markdown(title), icon=":material/groups:"):
        tables.plain(table, caption="Reportes esperados por responsable", digits=0)
        tables.plain(by_trimester(context), caption=f"Quién falta en cada trimestre de {context.year}")


def by_responsible(subjects: Sequence[Subject], context: Context) -> pd.DataFrame:
    """Responsable, Plazo (first not sent), Esperados, Sin enviar, Por revisar, Aprobados; whoever owes most first."""
    rows: dict[str, list[Subject]] = {}
    for subject in subjects:
        asked = context.request(subject)
        if asked is not None:
            rows.setdefault(asked.asked, []).append(subject)
    table = pd.DataFrame(
        [
            {
                "Responsable": name,
                "Plazo": deadline_of([context.requests[one.id].due for one in own if one.state not in SENT], context),
                "Esperados": len(own),
                "Sin enviar": sum(one.state not in SENT for one in own),
                "Por revisar": sum(one.state == "enviado" for one in own),
                "Aprobados": sum(one.is_approved for one in own),
            }
            for name, own in rows.items()
        ],
        columns=["Responsable", "Plazo", "Esperados", "Sin enviar", "Por revisar", "Aprobados"],
    )
    return table.sort_values(["Sin enviar", "Por revisar", "Responsable"], ascending=[False, False, True])


def deadline_of(days: Sequence[date], context: Context) -> str:
    """The first of the days by which something not sent is asked for, and whether it went by."""
    if not days:
        return "al día"
    return f"{'venció' if context.today > min(days) else 'vence'} el {labels.day(min(days))}"


def by_trimester(context: Context) -> pd.DataFrame:
    """Responsable, T1 … T4: in each cell what that person owes, with its day."""
    rows: dict[str, dict[str, str]] = {}
    for one in context.deliveries:
        rows.setdefault(one.asked, {})[f"T{one.trimester}"] = _delivery(one, context)
    names = [f"T{number}" for number in TRIMESTERS]
    table = [{"Responsable": who, **{name: own.get(name, "no se pide") for name in names}} for who, own in rows.items()]
    return pd.DataFrame(table, columns=["Responsable", *names])


def _delivery(one: Delivery, context: Context) -> str:
    if not one.owed:
        return f"✔ {one.sent} de {one.expected}"
    late = context.today > one.due
    counted = f"{'✖' if late else '○'} {'falta' if one.owed == 1 else 'faltan'} {one.owed} de {one.expected}"
    return f"{counted} · {deadline_of([one.due], context)}"
