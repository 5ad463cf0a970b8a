"""Two people chose the same baseline: both values side by side, and the reader decides."""

from typing import Any

import pandas as pd
import streamlit as st

from data.opening import Stores
from data.records import baselines
from data.records.errors import StaleVersionError
from pages.components import escape, flash, labels, session, tables
from pages.components.baseline.view import describe
from procedure.errors import PamError

PLACE = "linea_base"
_KEY = "linea_base_conflictos"


def keep(identity: dict[str, Any], choice: dict[str, Any], error: StaleVersionError) -> None:
    """Remembers what could not be saved, beside what is stored."""
    st.session_state.setdefault(_KEY, []).append({"identity": identity, "mine": choice, "stored": error.current})


def render(stores: Stores, plan_year: int) -> None:
    """Each conflict of this plan year with its two buttons."""
    for position, each in enumerate(st.session_state.get(_KEY, [])):
        if each["identity"]["plan_year"] != plan_year or each["stored"] is None:
            continue
        name = f"{describe(each['identity']['indicator_code']).name}, {labels.slice_name(each['identity']['slice'])}"
        with st.container(border=True):
            st.warning(escape.markdown(f"Otra persona eligió antes la línea de base de {name}. Compare y decida."))
            tables.plain(_both(each), caption="Las dos líneas de base")
            with st.container(horizontal=True):
                key = f"baseline_conflict_{position}"
                st.button("Guardar la mía", key=f"{key}_mine", on_click=_save, args=(stores, position))
                st.button("Quedarme con la guardada", key=f"{key}_stored", on_click=_forget, args=(position,))


def _both(conflict: dict[str, Any]) -> pd.DataFrame:
    unit = conflict["mine"]["unit"]
    sides = {"La mía": conflict["mine"], "La guardada": conflict["stored"]}
    return pd.DataFrame(
        [
            {"": side, "Año": str(row["year"]), "Valor": labels.measure(row["value"], unit), "Fuente": row["source"]}
            for side, row in sides.items()
        ]
    )


def _save(stores: Stores, position: int) -> None:
    actor = session.actor()  # callbacks run before the page's guard
    if actor is None:
        return
    conflict = st.session_state[_KEY][position]
    try:
        baselines.choose(
            stores.database, actor, **conflict["identity"], **conflict["mine"], version=conflict["stored"]["version"]
        )
    except StaleVersionError as error:
        conflict["stored"] = error.current
        flash.refuse(error, place=PLACE)
        return
    except PamError as error:
        flash.refuse(error, place=PLACE)
        return
    _forget(position)
    flash.keep("success", "Se guardó su línea de base.", place=PLACE)


def _forget(position: int) -> None:
    st.session_state[_KEY].pop(position)
