"""The sheets of a session, and what was typed while nobody was signed in.

A callback runs before the page asks who the person is: it only writes down what the browser told. The page, once it
knows, takes it from here and saves it. If the session had expired the page stops before that, the note stays, and the
next page that the same person opens, in this tab or after signing in again, saves it.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from pages.components.sheets import sheet as sheets
from pages.components.sheets.cells import Column
from pages.components.sheets.sheet import Cells, Sheet

_KEY = "hojas"
_RENEWED = "(renovada)"  # no widget is called so


@dataclass
class Memory:
    """`by_name` → sheet; `to_resend`: names to save as soon as they are open; `last` is what was saved last."""

    user_id: str
    by_name: dict[str, Sheet] = field(default_factory=dict)
    to_resend: set[str] = field(default_factory=set)
    last: str = ""
    saved_at: datetime | None = None


def of(user_id: str) -> Memory:
    """The memory of this session, made on first use."""
    memory: Memory | None = st.session_state.get(_KEY)
    if memory is None or memory.user_id != user_id:
        memory = st.session_state[_KEY] = Memory(user_id)
    return memory


@st.cache_resource
def _untaken() -> dict[str, dict[str, Sheet]]:
    """user id → name → sheet told by a browser and not yet taken by a page. Taking is atomic: one page saves it."""
    return {}


@st.cache_resource
def _left() -> dict[tuple[str, str], Sheet]:
    """(user id, name) → sheet with cells that were refused: reloading the page does not lose them."""
    return {}


def leave(memory: Memory, sheet: Sheet) -> None:
    """Notes what of the sheet is still unsaved after a save."""
    if sheet.unsaved():
        _left()[memory.user_id, sheet.name] = sheet
    else:
        _left().pop((memory.user_id, sheet.name), None)


def write_down(user_id: str, sheet: Sheet, state: Mapping[str, Any]) -> None:
    """Called by callbacks: nothing is decided or saved here."""
    sheets.receive(sheet, state)
    _untaken().setdefault(user_id, {})[sheet.name] = sheet


def take(memory: Memory, prefix: str) -> list[Sheet]:
    """The sheets under that prefix with something new to save; from now on they are this session's."""
    waiting = _untaken().get(memory.user_id, {})
    taken = []
    for name in [name for name in list(waiting) if name.startswith(prefix)]:
        sheet = waiting.pop(name, None)
        if sheet is not None:
            memory.by_name[name] = sheet
            taken.append(sheet)
    return taken


def open_sheet(
    memory: Memory,
    name: str,
    target: str,
    table: str,
    columns: Sequence[Column],
    rows: pd.DataFrame,
    defaults: Cells | None = None,
    together: tuple[str, ...] = (),
) -> Sheet:
    """The sheet as the browser has it, or a new one over `rows` when its widgets are gone; what was unsaved goes on."""
    sheet = memory.by_name.get(name)
    if sheet is not None and sheet.witness in {"", *st.session_state} and _alike(sheet, columns):
        return sheet
    left = _left().get((memory.user_id, name))
    drafts = sheet.unsaved() if sheet is not None else left.unsaved() if left is not None else []
    fresh = sheets.make(name, target, _new_key(), table, columns, rows, defaults=defaults, drafts=drafts)
    fresh.together = together
    memory.by_name[name] = fresh
    if name in memory.to_resend:
        memory.to_resend.discard(name)
        resend(memory, fresh)
        st.rerun()
    return fresh


def renew(memory: Memory, prefix: str = "", *, resend: bool = False) -> None:
    """When next opened, the sheets show what is stored now with what was unsaved on top; `resend` saves that too."""
    for name, sheet in memory.by_name.items():
        if name.startswith(prefix):
            sheet.witness = _RENEWED
            if resend:
                memory.to_resend.add(name)


def resend(memory: Memory, sheet: Sheet) -> None:
    """The next run saves it as if the browser had just told it."""
    _untaken().setdefault(memory.user_id, {})[sheet.name] = sheet


def tell_siblings(memory: Memory, sheet: Sheet, before: Mapping[str, int], now: Mapping[str, int]) -> None:
    """One's own save through one sheet is no surprise to the others that show the same rows.

    `before`: versions that were sent; `now`: those of what was saved, which a refused row is not among.
    """
    for other in memory.by_name.values():
        if other is not sheet and other.table == sheet.table:
            for line in [*other.lines, *other.added]:
                if line.row_id in now and line.version == before.get(line.row_id):
                    line.version = now[line.row_id]


def _new_key() -> str:
    return f"hoja-{secrets.token_hex(6)}"


def _alike(sheet: Sheet, columns: Sequence[Column]) -> bool:
    """Same columns in the same roles; options may grow while the editor keeps the ones it was given."""
    return [(one.name, one.editable) for one in sheet.columns] == [(one.name, one.editable) for one in columns]
