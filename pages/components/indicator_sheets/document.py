"""The sheet as the ministry's form: bands, labels and tables, to be read or printed; real HTML for every reader."""

from collections.abc import Iterable, Sequence

import streamlit as st

from pages.components import escape, labels
from pages.components.indicator_sheets.reading import Open
from procedure.indicator_log import number
from procedure.indicator_sheet import SECTIONS
from procedure.vocabulary import LIGHTS
from reports.indicator_sheet import ABSENT, FIGURES, IndicatorSheet, Range

_LINE = "1px solid rgba(111,122,137,.35)"
_TABLE = (
    '<table style="border-collapse:collapse;width:100%;font-size:.9rem;margin:0;font-variant-numeric:tabular-nums">'
    "{caption}{head}<tbody>{body}</tbody></table>"
)
_CAPTION = (
    '<caption style="caption-side:top;text-align:left;font-weight:600;padding:.35rem .6rem;'
    f'background:rgba(43,123,186,.16);border:{_LINE}">{{text}}</caption>'
)
_CELL = f"padding:.3rem .6rem;border:{_LINE};vertical-align:top;text-align:{{side}}"
_SCROLL = (
    '<div role="region" tabindex="0" aria-label="{title}" style="overflow-x:auto;margin-bottom:.9rem">{table}</div>'
)


def render(one: Open) -> None:
    """Every section of the sheet."""
    sheet = one.sheet
    for section in SECTIONS:
        title = f"{section.title} ({sheet.unit})" if section.code == "metas" and sheet.unit else section.title
        st.html(_section(section.code, title, sheet))


def _section(code: str, title: str, sheet: IndicatorSheet) -> str:
    if code == "metas":
        told = sheet.told_goals
        rows = [[_figure(value) for value in row] for row in told.itertuples(index=False, name=None)]
        return table(title, list(told.columns), rows, right=set(FIGURES))
    if code == "rangos":
        return _ranges(title, sheet.ranges)
    html = facts(title, sheet.facts[code])
    if code == "calculo" and len(sheet.variables):
        rows = [list(map(str, row)) for row in sheet.variables.itertuples(index=False, name=None)]
        html += table("Variables de la fórmula", list(sheet.variables.columns), rows)
    return html


def facts(title: str, rows: Iterable[tuple[str, str]]) -> str:
    """Labels to the left, always as wide, and what they say to the right."""
    body = "".join(f"<tr>{_row_header(label)}{_cell(text, muted=text == ABSENT)}</tr>" for label, text in rows)
    return _framed(title, "", body)


def table(title: str, headers: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[str] = ()) -> str:
    """A table whose columns named in `right` are figures."""
    sides = ["right" if name in right else "left" for name in headers]
    head = "".join(
        f'<th scope="col" style="{_CELL.format(side=side)};font-weight:600">{lines(name)}</th>'
        for name, side in zip(headers, sides, strict=True)
    )
    body = "".join(
        f"<tr>{''.join(_cell(text, side) for text, side in zip(row, sides, strict=True))}</tr>" for row in rows
    )
    return _framed(title, f"<thead><tr>{head}</tr></thead>", body)


def lines(text: str) -> str:
    """What a person wrote, inert, with its line breaks."""
    return "<br>".join(escape.html(line) for line in str(text).splitlines())


def _ranges(title: str, bands: Sequence[Range]) -> str:
    head = "".join(
        f'<th scope="col" style="{_CELL.format(side="left")};font-weight:600">{name}</th>'
        for name in ("Concepto", "Cuándo", "Acción requerida")
    )
    body = "".join(f"<tr>{_band(one)}{_cell(one.limits)}{_cell(one.action or ABSENT)}</tr>" for one in bands)
    return _framed(title, f"<thead><tr>{head}</tr></thead>", body)


def _band(one: Range) -> str:
    light = LIGHTS[one.light]
    style = f"{_CELL.format(side='left')};background:{light.colour};color:{light.text_colour};font-weight:600"
    return f'<th scope="row" style="{style};white-space:nowrap">{escape.html(one.name)}</th>'


def _row_header(label: str) -> str:
    style = f"{_CELL.format(side='left')};font-weight:600;width:30%;background:rgba(111,122,137,.10)"
    return f'<th scope="row" style="{style}">{escape.html(label)}</th>'


def _cell(text: str, side: str = "left", *, muted: bool = False) -> str:
    style = f"{_CELL.format(side=side)};font-style:italic" if muted else _CELL.format(side=side)
    return f'<td style="{style}">{lines(text)}</td>'


def _figure(value: object) -> str:
    if isinstance(value, str):
        return value
    return labels.NULL if labels.absent(value) else number(float(value))  # type: ignore[arg-type]


def _framed(title: str, head: str, body: str) -> str:
    made = _TABLE.format(caption=_CAPTION.format(text=escape.html(title)), head=head, body=body)
    return _SCROLL.format(title=escape.html(title), table=made)
