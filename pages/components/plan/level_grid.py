"""The grid of a level with what stands beside it: what was refused, sums of weights, contradictions, proposals."""

import streamlit as st

from data import catalog
from data.records import plan_elements
from pages.components import escape, flash, labels
from pages.components.plan import money, navigation, proposals, weights
from pages.components.plan.desk import Desk, columns, parent_of
from pages.components.plan.levels import LEVELS, Level, Scope
from pages.components.sheets import grid, remarks
from pages.components.sheets import memory as memories
from procedure.edits import New
from procedure.elements import ELEMENTS
from procedure.errors import PamError


def render(desk: Desk, level: Level, scope: Scope) -> None:
    """Everything about one level inside a scope."""
    st.caption(level.hint)
    if _nothing_above(desk, level, scope):
        return
    rows = desk.tree.rows(level.table, scope)
    if rows.empty and not desk.may_add(level.table):
        st.info(f"Este plan no tiene {ELEMENTS[level.table].plural} aquí.")
        return
    if rows.empty:
        _teach(desk, level)
    show_rows(desk, level, scope)
    weights.render(desk, level.table, scope)
    if level.table == "indicator_slices":
        proposals.render(desk, scope)
    if level.table in ("action_resources", "poai_lines"):
        money.lines(desk)
    if level.table == "indicators":
        proposals.contradictions(desk, scope)


def show_rows(desk: Desk, level: Level, scope: Scope) -> None:
    """The editor alone, or the same cells to be read."""
    rows = desk.tree.rows(level.table, scope)
    shape = columns(desk, level, level.grid, scope)
    alt = f"{level.title} del plan"
    if not desk.may_edit(level.table):
        grid.show_read_only(shape, rows, key=f"lectura-{level.table}-{scope.name}", alt=alt)
        return
    parent = ELEMENTS[level.table].parent_field
    defaults = {parent: parent_of(level, scope)} if parent_of(level, scope) else {}
    name = desk.sheet_name("tabla", level.table, scope)
    sheet = memories.open_sheet(desk.memory, name, desk.plan_id, level.table, shape, rows, defaults)
    grid.show(desk.memory, sheet, alt=alt, dynamic=desk.may_add(level.table))
    remarks.show(desk.memory, sheet)
    remarks.changed_elsewhere(desk.memory, sheet, rows)


def _nothing_above(desk: Desk, level: Level, scope: Scope) -> bool:
    """Rows need something to hang from: says what comes first."""
    above = ELEMENTS[level.table].parent_table
    if not above or len(desk.tree.rows(above, scope)):
        return False
    st.info(f"Primero agregue {ELEMENTS[above].plural}: de ahí cuelgan {ELEMENTS[level.table].plural}.")
    st.button(
        f"Ir a {LEVELS[above].title}",
        on_click=st.session_state.__setitem__,
        args=(navigation.LEVEL_KEY, above),
        icon=":material/arrow_back:",
    )
    return True


def _teach(desk: Desk, level: Level) -> None:
    if level.table != "components":
        st.info("Escriba en la fila vacía o pegue varias filas desde Excel. Cada celda se guarda al salir de ella.")
        return
    st.info("Empiece por los componentes: elija los que tendrá el plan, o escríbalos en la fila vacía.")
    known = catalog.components().set_index("code")
    chosen = st.multiselect(
        "Componentes estratégicos",
        list(known.index),
        format_func=known["name"].to_dict().__getitem__,
        placeholder="Elija uno o varios",
    )
    if st.button("Agregar los elegidos", disabled=not chosen, type="primary", icon=":material/playlist_add:"):
        share = round(100 / len(chosen), 2) if chosen else 0
        _add_components(desk, [{"code": code, **known.loc[code].to_dict(), "weight": share} for code in chosen])


def _add_components(desk: Desk, values: list[dict[str, object]]) -> None:
    try:
        news = [New(one) for one in values]
        plan_elements.apply_edits(desk.stores.database, desk.actor, desk.plan_id, "components", news)
    except PamError as error:
        st.error(escape.markdown(error.message))
        return
    memories.renew(desk.memory, desk.sheet_name("tabla", "components", Scope()))
    added = labels.count(len(values), "componente agregado", "componentes agregados, con pesos iguales")
    flash.keep("success", f"{added}.")
    st.rerun()
