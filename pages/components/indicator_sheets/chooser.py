"""Which plan and which indicator: by process, by component, or by writing part of its code or name."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.opening import Stores
from pages.components import filters, links
from pages.components.plan import choice
from pages.components.plan.desk import Desk
from pages.components.plan.levels import Scope
from pages.components.sheets.cells import unlike
from procedure.roles import Actor
from reports.indicator_book import processes

PAGE = "plan/indicator_sheets.py"
KEY = "hoja"
_ALL = ""


def plan(stores: Stores, actor: Actor, place: DeltaGenerator) -> str | None:
    """The id of the plan chosen in that place, the newest unless told; None, with the way out, when there is none."""
    with place:
        return choice.existing(
            stores, actor, "Las hojas de vida son de los indicadores de un plan, y todavía no hay ninguno.", "badge"
        )


def names(indicators: pd.DataFrame) -> dict[str, str]:
    """id → «GA-01 · Puntaje global», no two alike: what is read in the list and kept in the address."""
    known = indicators.sort_values("id")  # a name repeated gets the same number whatever the order of the rows
    pairs = zip(known["id"], known["code"], known["name"], strict=True)
    return unlike({row_id: f"{code} · {name}" if code else str(name) for row_id, code, name in pairs})


def indicator(desk: Desk, places: Sequence[DeltaGenerator]) -> str | None:
    """The id of the indicator chosen, in two places the process and the component that narrow it.

    None, with what to do, when there is none.
    """
    rows = desk.tree.rows("indicators", Scope())
    if rows.empty:
        st.info("Este plan todavía no tiene indicadores: se agregan en el plan, debajo de cada meta.")
        links.to(desk.actor, "plan", "Ir al plan")
        return None
    labels = names(rows)
    with places[0]:
        of_process = _process(rows)
    with places[1]:
        of_component = _component(desk)
    wanted = [one for one in rows["id"] if one in of_process and desk.tree.contains(of_component, "indicators", one)]
    if not wanted:
        st.info("Ningún indicador de ese proceso está en ese componente. Cambie uno de los dos.")
        return None
    return _one({row_id: labels[row_id] for row_id in wanted})


def _process(rows: pd.DataFrame) -> set[str]:
    found = processes(rows)
    options = {_ALL: "Todos los procesos", **{name: f"{name} ({len(ids)})" for name, ids in found.items()}}
    chosen = filters.choose("Proceso", options, key="proceso")
    return set(found.get(chosen or _ALL, rows["id"]))


def _component(desk: Desk) -> Scope:
    options = {_ALL: "Todos los componentes", **desk.titles("components", desk.frames.components)}
    return Scope(component=filters.choose("Componente", options, key="componente") or _ALL)


def _one(options: dict[str, str]) -> str | None:
    """The list, which is searched by typing, and the steps to the sheet before and the one after."""
    ids = list(options)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = filters.choose("Indicador (escriba para buscar)", options, key=KEY)
        place = ids.index(str(chosen))
        for step, icon, words in ((-1, "chevron_left", "anterior"), (1, "chevron_right", "siguiente")):
            st.button(
                f":material/{icon}:",
                key=f"hoja-{words}",
                help=f"Hoja {words}",
                disabled=not 0 <= place + step < len(ids),
                on_click=st.session_state.__setitem__,
                args=(KEY, ids[(place + step) % len(ids)]),
            )
    return chosen
