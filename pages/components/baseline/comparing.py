"""Two to four years, municipalities, zones or groups side by side: a chart, and a table with both means named."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics import comparison
from data.opening import Stores
from pages.components import cached, figures, labels, narrative
from pages.components.baseline import side_table
from pages.components.baseline.view import EVERYBODY, Figures, View, figures_of
from pages.components.charts import dots, series
from procedure.roles import Actor
from procedure.vocabulary import INCLUSION_GROUPS, ZONES

SIMPLE, WEIGHTED = "mean", "weighted"


def years(view: View) -> None:
    """Who rose and who fell between the years chosen."""
    known = view.figures.observations.dropna(subset=["value"])["year"]
    options = {str(year): str(year) for year in sorted(known.unique(), reverse=True)}
    chosen = sorted(_choose("Años que se comparan", options, list(options)[:2], "anios", view))
    if not _enough(chosen):
        return
    rows = view.figures.observations
    rows = view.named(rows.assign(item=rows["year"].astype(str)))
    rows = rows[rows["item"].isin(chosen)]
    moved = comparison.movement(rows, chosen[0], chosen[-1], view.indicator.digits)
    counts = {"up": moved.up, "down": moved.down, "same": moved.same}
    wide = rows.pivot(index="name", columns="item", values="value").reindex(columns=chosen).reset_index()
    chart = dots.build(
        wide,
        chosen,
        title=narrative.movement(view.indicator.name, chosen[0], chosen[-1], **counts),
        subtitle=f"{view.indicator.unit} · {view.slice_words}",
        **_style(view),
    )
    side_table.of_means(view, rows, chosen, view.figures.weight)
    figures.show(chart, key="comparar_anios", file_name=f"{view.indicator.code}_comparacion_de_anios")


def municipalities(view: View) -> None:
    """How the chosen ones have gone, over all the others, beside both means."""
    names = dict(zip(view.places["code"], view.places["name"], strict=True))
    first = [view.municipality] if view.municipality else []
    rest = list(view.figures.of(view.year).sort_values("value", ascending=False)["municipality_code"])
    default = list(dict.fromkeys([*first, *(code for code in rest if code in names)]))[:2]
    chosen = _choose("Municipios que se comparan", names, default, "municipios", view)
    if not _enough(chosen):
        return
    own = view.named(view.figures.observations)[["municipality_code", "name", "year", "value"]]
    shown = tuple(names[code] for code in chosen)
    now = own[own["year"].eq(view.year)].set_index("name")["value"].reindex(list(shown)).rename("value").reset_index()
    chart = series.build(
        own,
        title=narrative.side_by_side(f"{view.indicator.name} en {view.year}", now, **_style(view)),
        subtitle=f"{view.indicator.unit} · {view.slice_words}",
        highlighted=shown,
        **_style(view),
    )
    figures.show(chart, key="comparar_municipios", file_name=f"{view.indicator.code}_comparacion_de_municipios")
    side_table.of_municipalities(view, own, chosen, view.figures.by_year)


def zones(view: View, stores: Stores, actor: Actor) -> None:
    """Urban, rural and total through the years, for the same group."""
    names, group = {"total": "Total"} | ZONES, view.inclusion_group
    wanted = {name: figures_of(stores, actor, view.indicator, code, group) for code, name in names.items()}
    _slices(view, wanted, list(ZONES.values()), "Zonas que se comparan", "zonas")


def groups(view: View, stores: Stores, actor: Actor) -> None:
    """Two to four inclusion groups through the years, in the same zone."""
    available = cached.available(stores, actor)
    own = available[(available["indicator_code"] == view.indicator.code) & (available["zone"] == view.zone)]
    present = set(own.loc[own["values"] > 0, "inclusion_group"])
    names = {EVERYBODY: "Todos"} | {code: labels.slice_name(code) for code in INCLUSION_GROUPS}
    wanted = {
        name: figures_of(stores, actor, view.indicator, view.zone, code)
        for code, name in names.items()
        if code in present
    }
    _slices(view, wanted, list(wanted)[:3], "Grupos que se comparan", "grupos")


def _slices(view: View, wanted: Mapping[str, Figures], default: list[str], label: str, kind: str) -> None:
    """Zones or groups: the statistic chosen by year, or the figures of the municipality chosen."""
    known = [name for name, found in wanted.items() if found.observations["value"].notna().any()]
    if len(known) < 2:
        st.info(f"Los archivos cargados no traen este indicador por {kind}: no hay qué comparar.")
        return
    chosen = _choose(label, {name: name for name in known}, [name for name in default if name in known], kind, view)
    if not _enough(chosen):
        return
    chosen = [name for name in known if name in chosen]
    rows = pd.concat([wanted[name].observations.assign(item=name) for name in chosen], ignore_index=True)
    rows = view.named(rows)
    statistic, words = _statistic(view, kind)
    by_year = _by_year(view, wanted, chosen, statistic)
    now = by_year[by_year["year"].eq(view.year)].set_index("name")["value"].reindex(chosen).rename_axis("name")
    chart = series.build(
        by_year,
        title=narrative.side_by_side(f"{view.indicator.name} en {view.year}", now.reset_index(), **_style(view)),
        subtitle=f"{view.indicator.unit} · {words}",
        highlighted=tuple(chosen),
        **_style(view),
    )
    figures.show(chart, key=f"comparar_{kind}", file_name=f"{view.indicator.code}_comparacion_de_{kind}")
    if view.municipality is None:
        weight = wanted[chosen[0]].weight
        side_table.of_means(view, rows[rows["year"].eq(view.year)], chosen, weight, year=view.year)


def _by_year(view: View, wanted: Mapping[str, Figures], chosen: list[str], statistic: str) -> pd.DataFrame:
    """name, year, value of each thing compared."""
    frames = []
    for name in chosen:
        if view.municipality is None:
            frame = wanted[name].by_year.rename(columns={statistic: "value"})
        else:
            frame = wanted[name].observations
            frame = frame[frame["municipality_code"].eq(view.municipality)]
        frames.append(frame[["year", "value"]].assign(name=name))
    return pd.concat(frames, ignore_index=True)


def _statistic(view: View, kind: str) -> tuple[str, str]:
    """The column of `analytics.baseline.summary` that is drawn, and how it is named."""
    if view.municipality is not None:
        return SIMPLE, f"valor de {view.municipality_name}"
    names = {SIMPLE: "Media simple de municipios", WEIGHTED: "Tasa ponderada"}
    key = f"comparar_estadistico_{kind}"
    chosen = st.radio("Se dibuja", list(names), format_func=names.__getitem__, horizontal=True, key=key)
    return str(chosen), names[str(chosen)].lower()


def _choose(label: str, options: Mapping[str, str], default: list[str], kind: str, view: View) -> list[str]:
    return st.multiselect(
        f"{label} (de dos a cuatro)",
        list(options),
        default=default,
        format_func=options.__getitem__,
        max_selections=comparison.MOST,
        placeholder="Elija de dos a cuatro",
        key=f"comparar_{kind}_{view.indicator.code}_{view.zone}_{view.inclusion_group}",
    )


def _enough(chosen: list[str]) -> bool:
    if len(chosen) < 2:
        st.info("Elija al menos dos para comparar.")
    return len(chosen) >= 2


def _style(view: View) -> dict:
    return {"unit": view.indicator.unit, "digits": view.indicator.digits}
