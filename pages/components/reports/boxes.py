"""The boxes of an indicator: each slice with what it is compared to, and what the typed value would be worth."""

from collections.abc import Mapping, Sequence

import streamlit as st

from analytics.reported_parts import problems as parts_problems
from pages.components import badges, escape, labels
from pages.components.reports import drafts, preview, typed
from pages.components.reports.context import Context
from pages.components.reports.preview import Preview
from pages.components.reports.subjects import Part, Subject
from pages.components.reports.typed import Reading
from procedure.vocabulary import SENSES

_LINE = '<p style="margin:0 0 .2rem;font-size:.875rem;line-height:1.45">{html}</p>'
_MOST_DIGITS = 4


def render(context: Context, subject: Subject, key: str, *, enabled: bool) -> Mapping[str, Reading]:
    """A row per slice: the box at the left; its references, its preview and its doubts at the right."""
    readings = typed.readings(subject, drafts.texts(key, subject))
    found = preview.previews(
        subject,
        context.frames,
        context.values,
        {name: one.value for name, one in readings.items()},
        trimester=context.trimester,
        year=context.year,
        today=context.today,
        grace_days=context.deadlines.grace_days,
    )
    for part in subject.parts:
        left, right = st.columns([2, 5], gap="medium", vertical_alignment="center")
        with left:
            box(key, subject, part.slice, box_label(subject, part), enabled=enabled)
        with right:
            notes = _lines(context, subject, part, found.get(part.slice))
            notes += remarks(context, subject, part, readings[part.slice], key)
            write(notes)
    for problem in part_problems(subject, readings):
        st.warning(escape.markdown(f"{problem} Mientras siga así, el reporte no se puede aprobar."))
    return readings


def write(lines: Sequence[str]) -> None:
    """Lines of HTML beside a box."""
    st.html("".join(_LINE.format(html=line) for line in lines))


def box_label(subject: Subject, part: Part) -> str:
    """The slice; the unit, which is free text, stands over the boxes and not in what a screen reader spells."""
    name = labels.slice_name(part.slice)
    if subject.accumulation in preview.ADDED:
        return f"{name}: aporte del trimestre"
    return f"{name} (%)" if subject.unit == "%" else name


def box(key: str, subject: Subject, field: str, label: str, *, enabled: bool) -> None:
    """One box over the draft; an empty one is «sin dato». A milestone is chosen, not typed; what is closed, read."""
    text = drafts.texts(key, subject)[field]
    milestone = subject.accumulation == "hito" and not subject.is_action
    if not enabled:
        shown = typed.MILESTONE.get(text, text) if milestone else text
        write([escape.html(label), f"<b>{escape.html(shown or 'sin dato')}</b>"])
        return
    draft = drafts.get(key)
    version = draft.version if draft else subject.version
    widget = f"reporte_{key}_{version or 0}_{field}"
    common = {"key": widget, "on_change": drafts.remember, "args": (key, version, field, widget)}
    if milestone:
        options = list(typed.MILESTONE)
        index = options.index(text) if text in options else 0
        st.selectbox(label, options, index=index, format_func=typed.MILESTONE.__getitem__, **common)
    else:
        st.text_input(label, text, max_chars=40, placeholder="sin dato", autocomplete="off", **common)


def part_problems(subject: Subject, readings: Mapping[str, Reading]) -> list[str]:
    """What the slices together cannot be; it blocks the approval."""
    values = {name: one.value for name, one in readings.items()}
    return parts_problems(subject.unit, subject.accumulation, values)


def _lines(context: Context, subject: Subject, part: Part, found: Preview | None) -> list[str]:
    earlier = preview.earlier_total(context.values, subject, part, context.trimester)
    lines = [escape.html(references(subject, part, context.trimester, earlier))]
    if found is None:
        return lines
    efficacy = f"eficacia del trimestre <b>{escape.html(labels.percent(found.shown))}</b>"
    goal = f"cumplimiento de la meta <b>{escape.html(labels.percent(found.goal_shown))}</b>"
    lines.append(f"{badges.light(found.light, found.status)} &nbsp; {efficacy} · {goal}")
    lines.append(f'<span style="opacity:.85">{escape.html(explanation(subject, found))}</span>')
    return lines


def references(subject: Subject, part: Part, trimester: int, earlier: float | None) -> str:
    """Baseline, last value, scheduled, target and sense, in one line; of contributions also what they already add."""
    if subject.accumulation == "hito":
        return f"Se reporta hecho o no hecho, con su evidencia. {_scheduled(subject, part, trimester)}"
    added = subject.accumulation in preview.ADDED
    texts = [] if added and part.baseline is None else [f"línea de base {_figure(part.baseline, subject.unit)}"]
    last = "sin reportes antes"
    if part.last_value is not None:
        last = f"T{part.last_trimester}: {_figure(part.last_value, subject.unit)}"
    texts.append(last)
    if added and earlier is not None:
        texts.append(f"van {_figure(earlier, subject.unit)} en el año")
    texts += [
        _scheduled(subject, part, trimester),
        f"meta {_figure(part.target, subject.unit)}",
        f"se busca {SENSES.get(subject.sense, subject.sense)}",
    ]
    line = " · ".join(texts)
    return line[0].upper() + line[1:]


def _scheduled(subject: Subject, part: Part, trimester: int) -> str:
    if not part.is_scheduled:
        return f"nada programado a T{trimester}: si lo reporta, cuenta como anticipado"
    if subject.accumulation == "hito":
        return f"Programado a T{trimester}: {'hecho' if part.scheduled else 'todavía no'}."
    to_date = "en" if subject.accumulation == "flujo" else "a"
    assumed = " (programación lineal supuesta)" if part.schedule_assumed else ""
    return f"programado {to_date} T{trimester}: {_figure(part.scheduled, subject.unit)}{assumed}"


def explanation(subject: Subject, found: Preview) -> str:
    """The substitution of each percentage, as if this report were approved."""
    text = found.explanation if subject.is_approved else f"Si se aprueba: {found.explanation}"
    if subject.accumulation == "hito":
        return text
    if not found.complete:
        text += ". Los trimestres anteriores sin aprobar no suman todavía"
    if found.goal_explanation and found.goal_explanation != found.explanation:
        text += f". Frente a la meta: {found.goal_explanation}"
    return text


def remarks(context: Context, subject: Subject, part: Part, reading: Reading, key: str) -> list[str]:
    """HTML: the refusal of the box, beside it, and what looks odd in a value that could be read."""
    draft = drafts.get(key)
    refused = reading.problem or (draft.errors.get(part.slice, "") if draft else "")
    if refused:
        return [refusal(refused)]
    if reading.value is None or not subject.is_open:
        return []
    found = preview.doubts_of(subject, part, reading.value, context.values, context.frames, context.trimester)
    return [doubt(text) for text in found]


def refusal(text: str) -> str:
    """HTML of the reason why a box is not saved."""
    return f"{badges.label('✖ no se guarda', 'rojo')} &nbsp; {escape.html(text)}"


def doubt(text: str) -> str:
    """HTML of something to look at again; it does not stop anything."""
    return f"{badges.label('! revise', 'amarillo')} &nbsp; {escape.html(text)}"


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return labels.NULL
    whole, _, decimals = labels.number(value, _MOST_DIGITS).partition(",")
    text = f"{whole},{decimals.rstrip('0')}".removesuffix(",")
    return f"{text}{labels.NBSP}%" if unit == "%" else text
