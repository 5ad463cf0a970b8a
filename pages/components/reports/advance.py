"""The boxes of an action: physical advance and money, against the time gone by and what was appropriated."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics import actions
from pages.components import badges, escape, labels
from pages.components.reports import boxes, drafts, typed
from pages.components.reports.context import Context
from pages.components.reports.subjects import Subject
from pages.components.reports.typed import COMMITTED, OBLIGATED, PHYSICAL, Reading
from procedure import reporting

_LABELS = {
    PHYSICAL: "Avance físico acumulado (%)",
    COMMITTED: "Compromisos a la fecha (pesos)",
    OBLIGATED: "Obligaciones a la fecha (pesos)",
}


def render(context: Context, subject: Subject, key: str, *, enabled: bool) -> Mapping[str, Reading]:
    """A row for each box, with what it is compared to at its right."""
    readings = typed.readings(subject, drafts.texts(key, subject))
    notes = {
        PHYSICAL: _physical(context, subject, readings[PHYSICAL].value),
        COMMITTED: _money(readings[COMMITTED].value, subject.appropriated, "de lo apropiado"),
        OBLIGATED: _money(readings[OBLIGATED].value, readings[COMMITTED].value, "de lo comprometido"),
    }
    draft = drafts.get(key)
    for field, lines in notes.items():
        left, right = st.columns([2, 5], gap="medium", vertical_alignment="center")
        with left:
            boxes.box(key, subject, field, _LABELS[field], enabled=enabled)
        with right:
            refused = readings[field].problem or (draft.errors.get(field, "") if draft else "")
            boxes.write([*lines, boxes.refusal(refused)] if refused else lines)
    return readings


def _physical(context: Context, subject: Subject, value: float | None) -> list[str]:
    last = previous(context.progress, subject, context.trimester)
    dates = f"Del {labels.day(subject.start)} al {labels.day(subject.end)}"
    before = "sin reportes antes" if last is None else f"reporte anterior: {labels.percent(last)}"
    lines = [escape.html(f"{dates} · {before}")]
    lines += [boxes.doubt(text) for text in doubts(context, subject, value)]
    if value is None:
        return lines
    found = advance(subject, value, context)
    if not labels.absent(found["elapsed"]):
        text = (
            f"avance {labels.percent(value)} − tiempo corrido {labels.percent(found['elapsed'])} = "
            f"{labels.points(found['gap'])}"
        )
        lines.append(f"{badges.light(found['light'])} &nbsp; {escape.html(text)}")
    return lines


def doubts(context: Context, subject: Subject, value: float | None) -> list[str]:
    """What looks odd in a physical advance just typed."""
    last = previous(context.progress, subject, context.trimester)
    falls = last is not None and value is not None and value < last
    return ["El avance es acumulado y baja frente al reporte anterior."] if falls else []


def advance(subject: Subject, physical: float, context: Context) -> dict[str, Any]:
    """elapsed, gap, light of the typed advance at the cut-off."""
    frame = pd.DataFrame(
        {
            "start": pd.to_datetime([subject.start]),
            "end": pd.to_datetime([subject.end]),
            "physical": [physical],
        }
    )
    return actions.advance(frame, context.bounds[1]).iloc[0].to_dict()


def previous(progress: pd.DataFrame, subject: Subject, trimester: int) -> float | None:
    """The physical advance last reported before this trimester."""
    own = progress[(progress["action_id"] == subject.id) & (progress["trimester"] < trimester)]
    known = own.sort_values("trimester")["physical"].dropna()
    return float(known.iloc[-1]) if len(known) else None


def _money(value: float | None, reference: float | None, of_what: str) -> list[str]:
    lines = [escape.html(f"{labels.pesos(reference)} {of_what.removeprefix('de lo ')}")]
    if value is None:
        return lines
    share = f": {labels.percent(value / reference * 100)} {of_what}" if reference else ""
    text = f"Se lee {labels.pesos(value)}{share}."
    over = reference is not None and value > reference
    return [*lines, boxes.doubt(f"{text} Pasa {of_what}.") if over else escape.html(text)]


def warnings(context: Context, subject: Subject, readings: Mapping[str, Reading]) -> list[str]:
    """What the records would warn of, said while typing."""
    row = {"start_date": subject.start, "end_date": subject.end}
    report = {name: one.value for name, one in readings.items()}
    appropriated = int(subject.appropriated or 0)
    return reporting.action_warnings(row, report, context.bounds, appropriated, subject.evidence)
