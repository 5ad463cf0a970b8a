"""Choosing the baseline of the plan from the indicator in view, slice by slice."""

from datetime import date

import pandas as pd
import streamlit as st

from data.opening import Stores
from data.records import baselines, datasets
from data.records.errors import StaleVersionError
from pages.components import escape, flash, labels, session
from pages.components.baseline import chosen_list, conflicts, detail
from pages.components.baseline.candidates import Candidate, candidates
from pages.components.baseline.view import View
from procedure.errors import PamError
from procedure.roles import Actor, Permission, can

_NOTE = "baseline_note"


def render(view: View, stores: Stores, actor: Actor, today: date) -> None:
    """The year of the plan, the form for those who may choose, and what is chosen so far."""
    st.subheader("Línea de base del plan", anchor=False)
    flash.show(conflicts.PLACE)
    plan_year = int(
        st.number_input(
            "Vigencia del plan", min_value=2000, max_value=2100, value=today.year, step=1, key="baseline_plan_year"
        )
    )
    chosen = baselines.listing(stores.database, actor.entity_id, plan_year)
    if can(actor, Permission.FREEZE_BASELINE):
        conflicts.render(stores, plan_year)
        _form(view, stores, actor, plan_year, chosen)
    chosen_list.render(view, stores, actor, plan_year, chosen)


def _form(view: View, stores: Stores, actor: Actor, plan_year: int, chosen: pd.DataFrame) -> None:
    where = view.municipality_name or "conjunto de municipios"
    st.text(f"Se elige de lo que muestran los filtros: {view.indicator.name}, dato de {view.year}, {where}.")
    statistic = "media_simple"
    if view.municipality is None:
        statistic = st.radio(
            "Estadístico",
            list(chosen_list.STATISTICS),
            format_func=chosen_list.STATISTICS.__getitem__,
            horizontal=True,
            key="baseline_statistic",
        )
    offered = {each.slice: each for each in candidates(view, stores, actor, statistic)}
    known = [code for code, each in offered.items() if each.value is not None]
    if not known:
        reasons = {each.reason for each in offered.values() if each.reason}
        st.warning(escape.markdown(" ".join(["No hay valor que elegir con este estadístico.", *sorted(reasons)])))
        return
    slices = st.multiselect(
        "Desagregaciones que se guardan",
        known,
        default=known,
        format_func=lambda code: f"{labels.slice_name(code)}: {_value(view, offered[code].value)}",
        key=f"baseline_slices_{view.indicator.code}_{view.year}_{view.municipality}_{statistic}",
    )
    st.text_input("Nota (opcional)", max_chars=500, key=_NOTE)
    st.button(
        f"Elegir como línea de base del plan {plan_year}",
        type="primary",
        disabled=not slices,
        on_click=_choose,
        args=(view, stores, plan_year, [offered[code] for code in slices], statistic, chosen),
    )


def _value(view: View, value: float | None) -> str:
    return labels.measure(value, view.indicator.unit, view.indicator.digits)


def _choose(
    view: View,
    stores: Stores,
    plan_year: int,
    picked: list[Candidate],
    statistic: str,
    chosen: pd.DataFrame,
) -> None:
    """Saves slice by slice: a frozen or contested one does not hold the others back."""
    actor = session.actor()  # callbacks run before the page's guard
    if actor is None:
        return
    versions = datasets.history(stores.database, actor.entity_id)
    saved = []
    for each in picked:
        identity = {
            "plan_year": plan_year,
            "indicator_code": view.indicator.code,
            "slice": each.slice,
            "municipality_code": view.municipality or "",
        }
        choice = {
            "year": view.year,
            "statistic": statistic,
            "value": each.value,
            "unit": view.indicator.unit,
            "source": _source(versions, each.version_id),
            "dataset_version_id": each.version_id,
            "note": str(st.session_state.get(_NOTE, "")).strip(),
        }
        name = labels.slice_name(each.slice)
        try:
            baselines.choose(stores.database, actor, **identity, **choice, version=read_version(chosen, identity))
            saved.append(name)
        except StaleVersionError as error:
            conflicts.keep(identity, choice, error)
        except PamError as error:
            flash.keep("error", f"{name}: {error.message}", place=conflicts.PLACE)
    if saved:
        text = f"Línea de base {plan_year} de {view.indicator.name}: se guardó {labels.joined(saved)}."
        flash.keep("success", text, place=conflicts.PLACE)


def read_version(chosen: pd.DataFrame, identity: dict) -> int | None:
    """The version of a choice as the page read it, None when there was none."""
    rows = chosen
    for name, wanted in identity.items():
        rows = rows[rows[name] == wanted]
    return int(rows["version"].iloc[0]) if len(rows) else None


def _source(versions: pd.DataFrame, version_id: str) -> str:
    rows = versions[versions["id"] == version_id].to_dict("records")
    return f"{rows[0]['source']}, {detail.version_words(rows[0])}" if rows else "Sin versión registrada"
