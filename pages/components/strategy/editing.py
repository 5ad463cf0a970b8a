"""The six elements edited in place: forms and grids whose cells save themselves, each element with what it lacks."""

from dataclasses import replace

import streamlit as st

from pages.components import badges, escape
from pages.components.plan.desk import columns
from pages.components.plan.levels import Level, Scope
from pages.components.sheets import form, grid, remarks
from pages.components.sheets import memory as memories
from pages.components.sheets.cells import Column
from pages.components.strategy.reading import Open
from procedure.follow_up_strategy import SIX

_GRIDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "equipo": ("strategy_team", ("name", "responsible_id", "duties", "note")),
    "indicadores": (
        "indicators",
        ("code", "name", "is_followed", "periodicity", "reporting_day", "source_lag_days", "responsible_id"),
    ),
    "instrumentos": ("strategy_instruments", ("name", "purpose", "periodicity", "responsible_id", "indicator_ids")),
    "espacios": (
        "strategy_spaces",
        ("name", "purpose", "periodicity", "first_date", "participants", "responsible_id"),
    ),
}
_FORMS = {"indicadores": "indicators_criterion", "periodicidad": "periodicity", "presentacion": "presentation"}
_NAMED = frozenset({"code", "name"})
_WIDTHS = {"duties": 260, "note": 380, "purpose": 260, "indicator_ids": 260, "participants": 300, "first_date": 110}


def render(one: Open) -> None:
    """Every element in the manual's order."""
    for number, element in enumerate(SIX, start=1):
        with st.container(border=True):
            lacks = one.record.lacks[element.code]
            st.markdown(f"##### {number}. {element.title}")
            st.caption(element.asks)
            if element.code in _FORMS:
                _form(one, _FORMS[element.code])
            if element.code in _GRIDS:
                _grid(one, element.title, *_GRIDS[element.code])
            told(lacks)


def told(lacks: list[str]) -> None:
    """What an element lacks; a complete one says so."""
    if not lacks:
        st.html(badges.label("✔ Completo", "verde"))
        return
    lines = "".join(f"<br>{escape.html(text)}" for text in lacks)
    st.html(f'{badges.label("! Por completar", "amarillo")}<span style="font-size:.9rem">{lines}</span>')


def _form(one: Open, name: str) -> None:
    desk = one.desk
    shape = columns(desk, Level("strategies", "", (name,)), [name], Scope())
    sheet_name = desk.sheet_name(f"estrategia-{name}", "strategies", Scope())
    rows = desk.frames.strategies
    sheet = memories.open_sheet(desk.memory, sheet_name, desk.plan_id, "strategies", shape, rows)
    form.show(desk.memory, sheet, columns=1, height=120)
    remarks.show(desk.memory, sheet, refusals=False)
    remarks.changed_elsewhere(desk.memory, sheet, rows)


def _grid(one: Open, title: str, table: str, names: tuple[str, ...]) -> None:
    desk = one.desk
    shape = tuple(_column(column, table) for column in columns(desk, Level(table, title, names), names, Scope()))
    rows = desk.frames.table(table)
    if table == "indicators":
        rows = desk.tree.rows(table, Scope())
    if not any(column.editable for column in shape):
        grid.show_read_only(shape, rows, key=f"estrategia-{table}", alt=title)
        return
    sheet_name = desk.sheet_name("estrategia", table, Scope())
    sheet = memories.open_sheet(desk.memory, sheet_name, desk.plan_id, table, shape, rows)
    grid.show(desk.memory, sheet, alt=title, dynamic=table != "indicators" and desk.may_add(table))
    remarks.show(desk.memory, sheet)
    remarks.changed_elsewhere(desk.memory, sheet, rows)


def _column(column: Column, table: str) -> Column:
    """An indicator is named in the plan and in its hoja de vida; here it is only told apart."""
    editable = column.editable and not (table == "indicators" and column.name in _NAMED)
    return replace(column, editable=editable, width=_WIDTHS.get(column.name, column.width))
