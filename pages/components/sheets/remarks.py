"""What an editor answers beside itself: cells refused with their rule, and rows that somebody else saved first."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.components import escape, tables
from pages.components.sheets import memory as memories
from pages.components.sheets.cells import shown
from pages.components.sheets.memory import Memory
from pages.components.sheets.sheet import Cells, Line, Sheet

_MOST = 8


def show(memory: Memory, sheet: Sheet, *, refusals: bool = True) -> None:
    """Nothing at all when everything on the screen is saved. A form says its `refusals` beside each field itself."""
    unsaved = sheet.unsaved()
    if refusals:
        _refused(sheet, [(line, cells) for line, cells in unsaved if line.rejections and not line.conflict])
    _warned(sheet)
    for line, cells in [*unsaved, *((line, {}) for line in sheet.to_void())]:
        if line.conflict is not None:
            _choose(memory, sheet, line, cells)


def changed_elsewhere(memory: Memory, sheet: Sheet, rows: pd.DataFrame) -> None:
    """Others' saves do not move the editor under whoever types: they are told, and brought in on request."""
    mine = {line.row_id: line.version for line in [*sheet.lines, *sheet.added] if line.row_id}
    stored = dict(zip(rows["id"].astype(str), rows["version"].astype(int), strict=True))
    different = {row_id for row_id in mine.keys() | stored.keys() if mine.get(row_id) != stored.get(row_id)}
    hidden = {line.row_id for line in sheet.to_void()}
    if not different - hidden:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("Esta tabla cambió desde otra pestaña o por otra persona. Lo que usted escribió no se pierde.")
        st.button(
            "Ver los cambios",
            key=f"{sheet.key}-renovar",
            icon=":material/refresh:",
            on_click=memories.renew,
            args=(memory, sheet.name),
        )


def _refused(sheet: Sheet, lines: list[tuple[Line, Cells]]) -> None:
    messages = [
        f"**{escape.markdown(sheet.title(line, cells))}** — {escape.markdown(message)}"
        for line, cells in lines
        for message in line.rejections.values()
    ]
    if not messages:
        return
    more = [f"Y {len(messages) - _MOST} más."] if len(messages) > _MOST else []
    bullets = "\n".join(f"- {message}" for message in [*messages[:_MOST], *more])
    st.error(f"Sin guardar todavía; lo demás ya está guardado.\n{bullets}", icon=":material/edit_off:")


def _warned(sheet: Sheet) -> None:
    found = [
        f"**{escape.markdown(sheet.title(line))}** — {escape.markdown(text)}"
        for line, _ in sheet.screen()
        for text in line.warnings
    ]
    if found:
        bullets = "\n".join(f"- {text}" for text in found[:_MOST])
        st.warning(f"Guardado, con una observación.\n{bullets}", icon=":material/info:")


def _choose(memory: Memory, sheet: Sheet, line: Line, cells: Cells) -> None:
    conflict = line.conflict
    assert conflict is not None
    with st.container(border=True):
        st.warning(escape.markdown(f"{sheet.title(line, cells)}: {conflict.message}"), icon=":material/call_split:")
        tables.plain(_side_by_side(sheet, cells, conflict.current), caption="Las dos versiones")
        with st.container(horizontal=True):
            key = f"{sheet.key}-{conflict.row_id}"
            mine = "Agregarla de nuevo con lo mío" if conflict.current is None else "Guardar la mía"
            st.button(mine, key=f"{key}-mia", type="primary", on_click=_keep_mine, args=(memory, sheet, line))
            st.button("Quedarme con la guardada", key=f"{key}-suya", on_click=_keep_stored, args=(memory, sheet, line))


def _side_by_side(sheet: Sheet, cells: Cells, current: dict[str, Any] | None) -> pd.DataFrame:
    if not cells:
        return pd.DataFrame({"Campo": ["Fila"], "La suya": ["retirada"], "Guardada ahora": ["cambiada"]})
    columns = [sheet.column(name) for name in cells]
    stored = ["retirada"] * len(columns) if current is None else [shown(one, current.get(one.name)) for one in columns]
    return pd.DataFrame(
        {
            "Campo": [column.heading for column in columns],
            "La suya": [_text(cells[column.name]) for column in columns],
            "Guardada ahora": [_text(value) for value in stored],
        }
    )


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "sí" if cell else "no"
    return ", ".join(cell) if isinstance(cell, list) else str(cell or "(vacío)")


def _keep_mine(memory: Memory, sheet: Sheet, line: Line) -> None:
    """What I typed goes on top of what is stored now, and only that; a row that was retired is added again."""
    conflict, line.conflict = line.conflict, None
    if conflict is not None and conflict.current is not None and line in sheet.to_void():
        line.version = conflict.current["version"]
        memories.resend(memory, sheet)
        return
    if conflict is not None and conflict.current is None:
        line.row_id, line.stored = None, {}
    memories.renew(memory, sheet.name, resend=True)


def _keep_stored(memory: Memory, sheet: Sheet, line: Line) -> None:
    line.conflict, line.dropped = None, True
    memories.renew(memory, sheet.name)
