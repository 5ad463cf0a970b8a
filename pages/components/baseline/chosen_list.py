"""The baselines chosen for the plan of a year, and freezing them."""

import pandas as pd
import streamlit as st

from data.opening import Stores
from data.records import baselines, datasets
from pages.components import flash, labels, session, tables
from pages.components.baseline import conflicts, detail
from pages.components.baseline.view import View, describe
from procedure.errors import PamError
from procedure.roles import Actor, Permission, can
from procedure.vocabulary import SLICES

STATISTICS = {"media_simple": "Media simple de municipios", "tasa_ponderada": "Tasa ponderada"}


def render(view: View, stores: Stores, actor: Actor, plan_year: int, chosen: pd.DataFrame) -> None:
    """The table of choices and, for those who may, the way to freeze them."""
    if chosen.empty:
        st.text(f"Todavía no se ha elegido ninguna línea de base para el plan {plan_year}.")
        return
    versions = datasets.history(stores.database, actor.entity_id)
    tables.plain(listing(view, chosen, versions), caption=f"Líneas de base elegidas para el plan {plan_year}")
    open_rows = chosen[chosen["frozen_at"].isna()]
    if open_rows.empty or not can(actor, Permission.FREEZE_BASELINE):
        return
    names = {row["id"]: _row_name(view, row) for row in open_rows.to_dict("records")}
    with st.expander("Congelar líneas de base", icon=":material/lock:"):
        st.text("Lo congelado ya no se cambia: las metas del plan se miden contra ello.")
        key = f"baseline_freeze_{plan_year}_{len(open_rows)}"
        ids = st.multiselect("Líneas de base que se congelan", list(names), format_func=names.__getitem__, key=key)
        st.button("Congelar las elegidas", disabled=not ids, on_click=_freeze, args=(stores, ids))


def _freeze(stores: Stores, ids: list[str]) -> None:
    actor = session.actor()
    if actor is None:
        return
    try:
        baselines.freeze(stores.database, actor, ids)
    except PamError as error:
        flash.refuse(error, place=conflicts.PLACE)
        return
    frozen = labels.count(len(ids), "línea de base congelada", "líneas de base congeladas")
    flash.keep("success", f"{frozen}: ya no se cambian.", place=conflicts.PLACE)


def listing(view: View, chosen: pd.DataFrame, versions: pd.DataFrame) -> pd.DataFrame:
    """The choices as people read them, slices in the order of the plan."""
    named = chosen.merge(
        versions.add_prefix("version_"), left_on="dataset_version_id", right_on="version_id", how="left"
    )
    rows = sorted(named.to_dict("records"), key=_order)
    table = pd.DataFrame(
        {
            "Indicador": [describe(row["indicator_code"]).name for row in rows],
            "Desagregación": [labels.slice_name(row["slice"]) for row in rows],
            "Territorio": [_territory(view, row) for row in rows],
            "Año": [str(row["year"]) for row in rows],
            "Valor": [
                labels.measure(row["value"], row["unit"], describe(row["indicator_code"]).digits) for row in rows
            ],
            "Estadístico": [
                "Valor del municipio" if row["municipality_code"] else STATISTICS[row["statistic"]] for row in rows
            ],
            "Archivo": [detail.short_version(row) for row in rows],
            "Estado": [
                "Por congelar" if pd.isna(row["frozen_at"]) else f"Congelada el {labels.moment(row['frozen_at'])}"
                for row in rows
            ],
            "Nota": [row["note"] for row in rows],
        }
    )
    return table if table["Nota"].any() else table.drop(columns="Nota")


def _order(row: dict) -> tuple[str, str, int]:
    return describe(row["indicator_code"]).name, row["municipality_code"], list(SLICES).index(row["slice"])


def _territory(view: View, row: dict) -> str:
    return view.name_of(row["municipality_code"]) if row["municipality_code"] else "Conjunto de municipios"


def _row_name(view: View, row: dict) -> str:
    name = describe(row["indicator_code"]).name
    return f"{name} · {labels.slice_name(row['slice'])} · {_territory(view, row)} · {row['year']}"
