"""A sheet drawn as a grid: typed, pasted and deleted with the keyboard, each committed cell saved by the next run."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.components.sheets import memory as memories
from pages.components.sheets.cells import NUMERIC, ONE_OPTION, Column, shown
from pages.components.sheets.memory import Memory
from pages.components.sheets.sheet import Sheet
from procedure.fields import Kind

_TALLEST = 560


def show(memory: Memory, sheet: Sheet, *, alt: str, dynamic: bool) -> None:
    """The editor. `dynamic`: rows may be added at the end and deleted; otherwise only cells change."""
    st.data_editor(
        sheet.base,
        key=sheet.key,
        hide_index=True,
        num_rows="dynamic" if dynamic else "fixed",
        column_config={column.name: _config(column) for column in sheet.columns},
        disabled=[column.name for column in sheet.columns if not column.editable],
        placeholder="",
        height=_height(len(sheet.base) + dynamic),
        alt=alt,
        on_change=_told,
        args=(memory.user_id, sheet),
    )
    sheet.witness = sheet.key


def show_read_only(columns: tuple[Column, ...], rows: pd.DataFrame, *, key: str, alt: str) -> None:
    """The same cells, only to be read."""
    cells = pd.DataFrame({one.name: [shown(one, value) for value in rows[one.name]] for one in columns}, dtype="object")
    config = {column.name: _config(column) for column in columns}
    st.dataframe(cells, key=key, hide_index=True, column_config=config, placeholder="", height="content", alt=alt)


def _told(user_id: str, sheet: Sheet) -> None:
    memories.write_down(user_id, sheet, st.session_state[sheet.key])


def _must_be_typed(column: Column) -> bool:
    return column.editable and column.field.required and column.field.default is None


def _height(rows: int) -> Any:
    """All the rows when they fit; otherwise the grid scrolls and the page does not."""
    return "content" if 36 + 35 * rows <= _TALLEST else _TALLEST


def _config(column: Column) -> Any:
    kind, common = column.field.kind, {"help": column.field.help or None, "width": column.width}
    label = f"{column.heading} *" if _must_be_typed(column) else column.heading
    if kind is Kind.BOOLEAN:
        return st.column_config.CheckboxColumn(label, default=bool(column.field.default), **common)
    if kind in ONE_OPTION:
        default = column.options.get(str(column.field.default or ""))
        return st.column_config.SelectboxColumn(label, options=list(column.options.values()), default=default, **common)
    if column.holds_several:
        return st.column_config.MultiselectColumn(label, options=list(column.options.values()), **common)
    return st.column_config.TextColumn(label, alignment="right" if kind in NUMERIC else None, **common)
