"""The sheet edited in place: forms by section and two grids; each cell is saved when it is left."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from pages.components import escape
from pages.components.indicator_sheets import findings, scale
from pages.components.indicator_sheets.names import DECLARED, name_of
from pages.components.indicator_sheets.reading import Open
from pages.components.plan.desk import PREFIX, columns
from pages.components.plan.levels import LEVELS, Scope
from pages.components.sheets import form, grid, remarks
from pages.components.sheets import memory as memories
from pages.components.sheets.sheet import Sheet
from procedure.indicator_sheet import SECTIONS, Section
from reports.indicator_book import processes

_VARIABLES = ("symbol", "name", "unit", "source")
_WIDTHS = {"slice": 165, "symbol": 90}
_SLICES = (
    "slice", "baseline", "baseline_year", "baseline_source", "target", "t1", "t2", "t3", "t4",
    "applies", "not_applicable_reason", "baseline_due",
)  # fmt: skip


@dataclass(frozen=True)
class Block:
    """Fields of one section drawn in so many columns; `height` of its long texts, in pixels."""

    columns: int
    fields: tuple[str, ...]
    height: int = 100


BLOCKS: dict[str, tuple[Block, ...]] = {
    "identificacion": (Block(2, ("code", "name", "process", "goal_id")), Block(1, ("purpose",))),
    "definicion": (
        Block(1, ("definition",)),
        Block(4, ("nature", "kind", "unit", "weight")),
        Block(1, ("is_followed",)),
    ),
    "calculo": (Block(3, DECLARED), Block(2, ("formula", "source")), Block(2, ("catalog_code", "levels"))),
    "metas": (),
    "periodicidad": (Block(3, ("periodicity", "reporting_day", "source_lag_days")),),
    "rangos": (Block(2, ("low", "high")), Block(3, ("action_low", "action_middle", "action_high"), 150)),
    "responsables": (Block(2, ("responsible_id", "measured_by_id", "analysed_by_id", "approved_by_id")),),
    "verificacion": (Block(2, ("verification_means", "limits")),),
}


def render(one: Open) -> None:
    """Every section, with what it refuses or warns about beside it."""
    above = st.container()
    for section in SECTIONS:
        with st.container(border=True):
            unit = f" ({one.row['unit']})" if section.code == "metas" and one.row["unit"] else ""
            st.markdown(f"##### {escape.markdown(section.title + unit)}")
            _section(one, section)
            findings.render(one, section)
    with above:
        _changed_elsewhere(one)


def _changed_elsewhere(one: Open) -> None:
    """Others' saves do not move a field under whoever types in it: they are told once, and brought in on request."""
    names = [name_of(one, "indicators", block.fields[0]) for blocks in BLOCKS.values() for block in blocks]
    drawn = [sheet for sheet in map(one.desk.memory.by_name.get, names) if sheet is not None]
    if all(line.version == one.row["version"] for sheet in drawn for line in sheet.lines):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("Otra persona cambió esta hoja, o usted desde otra pestaña. Lo que escribió no se pierde.")
        st.button(
            "Ver los cambios",
            key=f"hoja-renovar-{one.id}",
            icon=":material/refresh:",
            on_click=memories.renew,
            args=(one.desk.memory, PREFIX),
        )


def _section(one: Open, section: Section) -> None:
    for block in BLOCKS[section.code]:
        if block.fields[0] == "action_low":
            scale.render(one.sheet.ranges)
        show(one, block)
    if section.code == "identificacion":
        _known_processes(one)
    if section.code == "calculo":
        st.caption("Variables: una fila por cada símbolo de la fórmula, con su fuente.")
        _parts(one, "indicator_variables", _VARIABLES, one.variables, "Variables de la fórmula")
    if section.code == "metas":
        st.caption(LEVELS["indicator_slices"].hint)
        _parts(one, "indicator_slices", _SLICES, one.slices, "Línea de base y metas")


def show(one: Open, block: Block) -> None:
    """The form of some fields of the indicator."""
    desk = one.desk
    fields = [name for name in block.fields if name != "levels" or one.row["accumulation"] == "escala"]
    shape = tuple(scale.titled(column) for column in columns(desk, LEVELS["indicators"], fields, Scope()))
    row = pd.DataFrame([one.row])
    name = name_of(one, "indicators", block.fields[0])
    sheet = memories.open_sheet(desk.memory, name, desk.plan_id, "indicators", shape, row)
    for line in sheet.lines:
        line.stored["name"] = one.row["name"]  # what the button that undoes it calls it
    form.show(desk.memory, sheet, columns=block.columns, height=block.height)
    _answer(one, sheet, refusals=False)


def _parts(one: Open, table: str, fields: tuple[str, ...], rows: pd.DataFrame, alt: str) -> None:
    desk, here = one.desk, Scope(row=one.id)
    shape = tuple(
        replace(column, width=_WIDTHS.get(column.name, column.width))
        for column in columns(desk, LEVELS[table], fields, here)
    )
    if not desk.may_edit(table):
        grid.show_read_only(shape, rows, key=f"hoja-{table}-{one.id}", alt=alt)
        return
    defaults = {"indicator_id": one.id}
    sheet = memories.open_sheet(desk.memory, name_of(one, table), desk.plan_id, table, shape, rows, defaults)
    grid.show(desk.memory, sheet, alt=alt, dynamic=desk.may_add(table))
    _answer(one, sheet, refusals=True)
    remarks.changed_elsewhere(desk.memory, sheet, rows)


def _answer(one: Open, sheet: Sheet, *, refusals: bool) -> None:
    """Conflicts and refusals; warnings stay in their section for as long as they hold (see findings)."""
    for line, _ in sheet.screen():
        line.warnings = []
    remarks.show(one.desk.memory, sheet, refusals=refusals)


def _known_processes(one: Open) -> None:
    known = [name for name in processes(one.desk.frames.indicators) if name != one.sheet.process]
    if known:
        st.caption(escape.markdown(f"Otros procesos de este plan: {' · '.join(known)}."))
