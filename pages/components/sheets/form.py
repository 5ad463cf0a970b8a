"""A sheet of one row drawn as a form, for long texts: each field is saved when it is left, refused beside itself."""

from typing import Any

import streamlit as st

from pages.components import escape
from pages.components.sheets import memory as memories
from pages.components.sheets.cells import ONE_OPTION, Column
from pages.components.sheets.memory import Memory
from pages.components.sheets.sheet import Sheet
from procedure.fields import Kind


def show(memory: Memory, sheet: Sheet, *, columns: int = 2, height: int = 100) -> None:
    """One widget per column of the sheet, in rows of `columns`. The sheet has exactly one line.

    `height`: pixels of a long text; what a long text should say is also read inside it while it is empty.
    """
    places = st.columns(columns, gap="medium")
    unsaved = sheet.unsaved()  # none once what was refused is as it is stored
    for number, column in enumerate(sheet.columns):
        with places[number % columns]:
            _field(memory, sheet, column, height)
            refusal = sheet.lines[0].rejections.get(column.name)
            if refusal and unsaved:
                st.error(escape.markdown(f"{refusal} No se ha guardado."))
    sheet.witness = f"{sheet.key}-{sheet.columns[0].name}"


def _field(memory: Memory, sheet: Sheet, column: Column, height: int) -> None:
    key, cell = f"{sheet.key}-{column.name}", sheet.base.iloc[0][column.name]
    label = escape.markdown(column.heading)
    common: dict[str, Any] = {
        "key": key,
        "help": column.field.help or None,
        "disabled": not column.editable,
        "on_change": _told,
        "args": (memory.user_id, sheet, column.name, key),
    }
    if column.field.kind in ONE_OPTION:
        options = ["", *column.options.values()]
        st.selectbox(label, options, index=options.index(cell) if cell in options else 0, **common)
    elif column.holds_several:
        st.multiselect(label, list(column.options.values()), default=cell, placeholder="Elija una o varias", **common)
    elif column.field.kind is Kind.BOOLEAN:
        st.checkbox(label, cell, **common)
    elif column.field.kind is Kind.LONG_TEXT:
        st.text_area(label, cell, height=height, placeholder=column.field.help or None, **common)
    else:
        st.text_input(label, cell, **common)


def _told(user_id: str, sheet: Sheet, name: str, key: str) -> None:
    edited = {**sheet.state.get("edited_rows", {}).get(0, {}), name: st.session_state[key]}
    memories.write_down(user_id, sheet, {"edited_rows": {0: edited}})
