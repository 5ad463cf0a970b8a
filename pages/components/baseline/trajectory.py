"""The charts of the baseline page: years, places, urban–rural gap, inclusion groups."""

from typing import Any

import pandas as pd
import streamlit as st

from analytics import baseline, tilegrid
from data import catalog
from pages.components import figures, labels, narrative
from pages.components.baseline import empty
from pages.components.baseline.view import EVERYBODY, View, request_municipality
from pages.components.charts import dumbbell, series, tile_grid, tornado
from procedure.roles import Actor

MEAN, DEPARTMENT = "Media de municipios", "Departamento"
_CLICKED = "linea_base_cuadro"


def _subtitle(view: View, *, with_year: bool = True, slice_words: str | None = None) -> str:
    parts = [view.indicator.unit, slice_words or view.slice_words, str(view.year) if with_year else ""]
    return " · ".join(part for part in parts if part)


def _style(view: View) -> dict[str, Any]:
    return {"unit": view.indicator.unit, "digits": view.indicator.digits}


def years(view: View) -> None:
    """How has it gone? The mean, the municipality chosen and what the department publishes, over the others."""
    means = view.figures.by_year.rename(columns={"mean": "value"})[["year", "value"]]
    own = view.named(view.figures.observations)[["name", "year", "value"]]
    lines, department = [own, means.assign(name=MEAN)], _department(view, means)
    if department:
        lines.append(view.department.assign(name=department))
    chart = series.build(
        pd.concat(lines, ignore_index=True),
        title=narrative.change(f"{view.indicator.name} ({MEAN.lower()})", means, **_style(view)),
        subtitle=_subtitle(view, with_year=False),
        highlighted=tuple(name for name in (MEAN, view.municipality_name, department) if name),
        **_style(view),
    )
    figures.show(chart, key="linea_base_serie", file_name=f"{view.indicator.code}_por_anio")
    if department:
        st.caption(
            "Departamento: la cifra que publica el MEN para todo el territorio, con sus municipios certificados."
        )


def _department(view: View, means: pd.DataFrame) -> str:
    """The name of the department's line, with the year of its last figure when it is behind the others'; "" if none."""
    known = view.department.dropna()
    if known.empty:
        return ""
    last = int(known["year"].max())
    return DEPARTMENT if last >= means["year"].max() else f"{DEPARTMENT} ({last})"


def places(view: View) -> None:
    """Where? Clicking a municipality filters the page, as the selector above does."""
    year = view.figures.of(view.year)[["municipality_code", "value"]].rename(columns={"municipality_code": "code"})
    frame = view.places.merge(_grid(tuple(view.places["code"])), on="code").merge(year, on="code", how="left")
    chart = tile_grid.build(
        frame,
        title=narrative.spread(view.indicator.name, frame, **_style(view)),
        subtitle=_subtitle(view),
        selected=view.municipality,
        **_style(view),
    )
    codes = figures.show(
        chart, key="linea_base_mapa", file_name=f"{view.indicator.code}_{view.year}_municipios", selection=True
    )
    _follow(view, codes)


def _follow(view: View, codes: list[str]) -> None:
    """A click counts once: the chart goes on reporting it in every later run."""
    if codes == st.session_state.get(_CLICKED, []):
        return
    st.session_state[_CLICKED] = codes
    if codes and codes[0] != view.municipality:
        request_municipality(codes[0])
        st.rerun()


@st.cache_data(max_entries=8, show_spinner=False)
def _grid(codes: tuple[str, ...]) -> pd.DataFrame:
    listed = catalog.municipalities()
    return tilegrid.assign(listed[listed["code"].isin(codes)][["code", "lon", "lat"]])


def gaps(view: View, actor: Actor) -> None:
    """Where is the urban–rural gap?"""
    st.subheader("Brecha urbano–rural", anchor=False)
    if view.indicator.compared:
        st.text(
            "Este indicador es la brecha misma: lo urbano menos lo rural. Elija el indicador para ver las dos zonas."
        )
        return
    cells = view.year_cells[view.year_cells["inclusion_group"] == view.inclusion_group]
    frame = view.named(baseline.gaps(cells)).dropna(subset=["urbana", "rural"], how="all")
    if frame.empty:
        empty.missing_cut(actor, what="zona urbana y rural", key="baseline_zone_load")
        return
    group = "" if view.inclusion_group == EVERYBODY else labels.slice_name(view.inclusion_group)
    chart = dumbbell.build(
        frame,
        title=narrative.gaps(view.indicator.name, frame, **_style(view)),
        subtitle=_subtitle(view, slice_words=group or "urbana y rural"),
        **_style(view),
    )
    figures.show(chart, key="linea_base_brecha", file_name=f"{view.indicator.code}_{view.year}_brecha")


def inclusion(view: View, actor: Actor) -> None:
    """Who is left behind? Each group against everybody, in the municipality chosen or in the mean of them all."""
    st.subheader("Grupos de inclusión", anchor=False)
    cells = view.year_cells[view.year_cells["zone"] == view.zone]
    if view.municipality is not None:
        cells = cells[cells["municipality_code"] == view.municipality]
    found = baseline.inclusion_distance(cells).dropna(subset=["distance"])
    if found.empty:
        empty.missing_cut(actor, what="grupo de inclusión", key="baseline_group_load")
        return
    frame = found.assign(name=found["inclusion_group"].map(labels.slice_name))
    sense, unit, digits = view.indicator.sense, view.indicator.unit, view.indicator.digits
    chart = tornado.build(
        frame,
        title=narrative.inclusion(view.indicator.name, frame, sense=sense, unit=unit, digits=digits),
        subtitle=f"{view.municipality_name or MEAN} · {view.year} · distancia al conjunto de estudiantes",
        sense=sense,
        digits=digits,
        unit=labels.difference_unit(unit),
    )
    figures.show(chart, key="linea_base_inclusion", file_name=f"{view.indicator.code}_{view.year}_inclusion")
