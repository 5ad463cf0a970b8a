"""The file of one row: its long texts, its slices or resources, its place among its siblings, and the way down."""

import streamlit as st

from data.records import plan_elements
from pages.components import escape, flash
from pages.components.indicator_sheets import chooser
from pages.components.plan import level_grid, money, navigation, reach
from pages.components.plan.desk import PREFIX, Desk, columns
from pages.components.plan.levels import LEVELS, PARTS, Level, Scope
from pages.components.sheets import form, remarks
from pages.components.sheets import memory as memories
from procedure.edits import Void
from procedure.elements import ELEMENTS
from procedure.errors import PamError


def render(desk: Desk, level: Level, scope: Scope) -> None:
    """Nothing for the levels that are parts of others; otherwise a choice of row and its file."""
    rows = desk.tree.rows(level.table, scope)
    if rows.empty or level.table in PARTS:
        return
    st.subheader("Ficha", anchor=False, divider="gray")
    titles = desk.titles(level.table, rows)
    key = navigation.file_key(desk, level.table)
    if st.session_state.get(key) not in titles:
        st.session_state[key] = ""
    element = ELEMENTS[level.table]
    chosen = st.selectbox(
        f"Abrir {element.singular}",
        ["", *titles],
        format_func=lambda one: titles.get(one, "Elija una fila para ver y editar sus detalles"),
        key=key,
        persist_state="session",
    )
    if chosen:
        _deeds(desk, level, chosen)
        _texts(desk, level, scope, chosen)
        reach.render(desk, level, chosen)
        _parts(desk, level, chosen)


def _sheet_link(desk: Desk, row_id: str) -> None:
    """Everything else that is known of an indicator is in its hoja de vida."""
    here = {"plan": st.query_params["plan"]} if "plan" in st.query_params else {}
    label = chooser.names(desk.frames.indicators)[row_id]
    st.page_link(chooser.PAGE, label="Hoja de vida", icon=":material/badge:", query_params={**here, chooser.KEY: label})


def _deeds(desk: Desk, level: Level, row_id: str) -> None:
    """Move, retire, go down."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if level.below:
            st.button(
                f"Ver {ELEMENTS[level.below].plural if level.below != 'indicator_slices' else 'su programación'}",
                icon=":material/subdirectory_arrow_right:",
                on_click=navigation.go_down,
                args=(desk, level, row_id),
            )
        if level.table == "indicators":
            _sheet_link(desk, row_id)
        if not desk.may_add(level.table):
            return
        _place(desk, level, row_id)
        if st.button("Retirar", icon=":material/delete:", help="Con todo lo que contiene. Se puede deshacer."):
            _retire(desk, level, row_id)


def _place(desk: Desk, level: Level, row_id: str) -> None:
    """Among its siblings: one step, by button or keyboard, or straight to a place."""
    siblings = _siblings(desk, level, row_id)
    place, last = siblings.index(row_id), len(siblings) - 1
    if st.button("Subir", icon=":material/arrow_upward:", disabled=place == 0, shortcut="Alt+Up"):
        _move(desk, level, siblings, place, place - 1)
    if st.button("Bajar", icon=":material/arrow_downward:", disabled=place == last, shortcut="Alt+Down"):
        _move(desk, level, siblings, place, place + 1)
    with st.popover("Mover a…", disabled=last == 0):
        key = f"plan-lugar-{row_id}-{place}"
        wanted = int(st.number_input(f"Lugar entre {last + 1}", 1, last + 1, place + 1, step=1, key=key))
        if st.button("Mover", key=f"{key}-ya", disabled=wanted == place + 1):
            _move(desk, level, siblings, place, wanted - 1)


def _texts(desk: Desk, level: Level, scope: Scope, row_id: str) -> None:
    if not level.sheet:
        return
    rows = desk.frames.table(level.table)
    row = rows[rows["id"] == row_id].reset_index(drop=True)
    here = Scope(row=row_id)
    shape = columns(desk, level, level.sheet, scope)
    name = desk.sheet_name("ficha", level.table, here)
    sheet = memories.open_sheet(desk.memory, name, desk.plan_id, level.table, shape, row)
    form.show(desk.memory, sheet)
    remarks.show(desk.memory, sheet, refusals=False)


def _parts(desk: Desk, level: Level, row_id: str) -> None:
    for table in level.parts:
        part = LEVELS[table]
        st.caption(part.hint)
        level_grid.show_rows(desk, part, Scope(row=row_id))
    if level.table == "actions":
        money.of_action(desk, row_id)


def _siblings(desk: Desk, level: Level, row_id: str) -> list[str]:
    rows, parent = desk.frames.table(level.table), ELEMENTS[level.table].parent_field
    if parent:
        rows = rows[rows[parent] == rows.loc[rows["id"] == row_id, parent].iloc[0]]
    return [str(one) for one in rows["id"]]


def _move(desk: Desk, level: Level, ids: list[str], place: int, to: int) -> None:
    ids.insert(to, ids.pop(place))
    try:
        plan_elements.reorder(desk.stores.database, desk.actor, desk.plan_id, level.table, ids)
    except PamError as error:
        flash.refuse(error)
    desk.memory.last = f"el orden de {ELEMENTS[level.table].plural}"
    memories.renew(desk.memory, PREFIX)
    st.rerun()


def _retire(desk: Desk, level: Level, row_id: str) -> None:
    rows = desk.frames.table(level.table).set_index("id")
    edit = Void(row_id, int(rows["version"][row_id]))
    title = desk.title(level.table, rows.loc[row_id])
    try:
        outcome = plan_elements.apply_edits(desk.stores.database, desk.actor, desk.plan_id, level.table, [edit])
    except PamError as error:
        st.error(escape.markdown(error.message))
        return
    for conflict in outcome.conflicts:
        flash.keep("warning", f"No se retiró «{title}»: {conflict.message}")
    if outcome.saved:
        desk.memory.last = f"retirar «{title}»"
        flash.keep("success", f"Se retiró «{title}» con todo lo que contenía. Se puede deshacer.")
    memories.renew(desk.memory, PREFIX)
    st.rerun()
