"""Tables for people: real HTML for the small ones, a paginated grid for the large ones, and their CSV."""

import math
from io import StringIO

import pandas as pd
import streamlit as st

from pages.components import escape, labels

PAGE_ROWS = 20_000
STYLED_CELLS = 20_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FRAME = (
    '<div role="region" tabindex="0" aria-label="{caption}" style="overflow-x:auto">'
    '<table style="border-collapse:collapse;width:100%;font-size:.875rem;font-variant-numeric:tabular-nums">'
    '<caption style="text-align:left;caption-side:top;padding-bottom:.35rem">{caption}</caption>'
    "<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
)
_CELL = "padding:.3rem .6rem;border-bottom:1px solid rgba(111,122,137,.35);text-align:{side};vertical-align:top"


def plain(frame: pd.DataFrame, *, caption: str, digits: int = 1) -> None:
    """A real HTML table that a screen reader can walk; for small frames, with Spanish headers."""
    st.html(html_of(frame, caption=caption, digits=digits))


def html_of(frame: pd.DataFrame, *, caption: str, digits: int = 1) -> str:
    """The HTML of `plain`: every cell escaped, numbers in Spanish and to the right, the first column as row header."""
    sides = ["right" if pd.api.types.is_numeric_dtype(frame[name]) else "left" for name in frame.columns]
    head = "".join(_tag("th", name, side, ' scope="col"') for name, side in zip(frame.columns, sides, strict=True))
    body = "".join(f"<tr>{_row(row, sides, digits)}</tr>" for row in frame.itertuples(index=False, name=None))
    return _FRAME.format(caption=escape.html(caption), head=head, body=body)


def _row(row: tuple, sides: list[str], digits: int) -> str:
    cells = [labels.cell(value, digits) for value in row]
    first = _tag("th", cells[0], sides[0], ' scope="row"', "font-weight:400")
    return first + "".join(_tag("td", text, side) for text, side in zip(cells[1:], sides[1:], strict=True))


def _tag(tag: str, text: str, side: str, attributes: str = "", style: str = "") -> str:
    return f'<{tag}{attributes} style="{_CELL.format(side=side)};{style}">{escape.html(text)}</{tag}>'


def grid(frame: pd.DataFrame, *, key: str, caption: str, digits: int = 1, file_name: str | None = None) -> None:
    """A sortable grid; over 20 000 rows it is shown by pages and the CSV has all of them.

    Numbers are in Spanish; past 20 000 cells, where writing each would take seconds, the browser's locale writes them.
    """
    page = frame.iloc[_page(len(frame), key)]
    few = page.size <= STYLED_CELLS
    st.dataframe(
        page.style.format(lambda value: labels.cell(value, digits), na_rep=labels.NULL) if few else page,
        key=key,
        hide_index=True,
        placeholder=labels.NULL,
        column_config=None if few else _localized(page),
        alt=caption,
    )
    if file_name:
        download(frame, key=f"{key}_csv", file_name=file_name)


def _localized(frame: pd.DataFrame) -> dict:
    numeric = [name for name in frame.columns if pd.api.types.is_numeric_dtype(frame[name])]
    return {name: st.column_config.NumberColumn(format="localized") for name in numeric}


def _page(rows: int, key: str) -> slice:
    if rows <= PAGE_ROWS:
        return slice(None)
    pages = math.ceil(rows / PAGE_ROWS)
    label = f"Página (1 a {labels.integer(pages)}; {labels.integer(rows)} filas en total)"
    page = st.number_input(label, min_value=1, max_value=pages, value=1, step=1, key=f"{key}_page", width=320)
    return slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS)


def download(frame: pd.DataFrame, *, key: str, file_name: str) -> None:
    """The button that downloads a frame as CSV, without rerunning the page."""
    name = file_name if file_name.endswith(".csv") else f"{file_name}.csv"
    st.download_button(
        "Descargar CSV",
        csv_bytes(frame),
        file_name=name,
        mime="text/csv",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """CSV that Excel opens right in Colombia: UTF-8 with BOM, ";", decimal comma, and no cell read as a formula."""
    safe = frame.rename(columns=_inert)
    for position in range(safe.shape[1]):
        if not pd.api.types.is_numeric_dtype(safe.iloc[:, position]):
            safe.isetitem(position, [_csv_cell(value) for value in safe.iloc[:, position]])
    target = StringIO()
    safe.to_csv(target, index=False, sep=";", decimal=",", float_format="%.10g", lineterminator="\r\n")
    return b"\xef\xbb\xbf" + target.getvalue().encode("utf-8")


def _csv_cell(value: object) -> object:
    if isinstance(value, str):
        return _inert(value)
    return None if labels.absent(value) else labels.cell(value)


def _inert(text: str) -> str:
    """A text a spreadsheet would run as a formula gets an apostrophe before it (CSV injection, OWASP)."""
    return f"'{text}" if text.startswith(_FORMULA) else text
