"""The tables of the comparisons: every statistic with its name, one column per thing compared."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analytics import comparison
from pages.components import escape, labels, tables
from pages.components.baseline.view import View


def of_means(view: View, rows: pd.DataFrame, chosen: Sequence[str], weight: str, *, year: int | None = None) -> None:
    """`rows` with the column item. Below, why a weighted rate is missing and whether the same places are compared."""
    found = comparison.compare(rows, chosen)
    caption = f"{view.indicator.name}" + (f", {year}" if year else "")
    tables.plain(means(view, found, weight), caption=caption)
    reasons = found.loc[found["weighted"].isna() & found["n"].gt(0), ["item", "weighted_reason"]]
    for item, reason in reasons.itertuples(index=False, name=None):
        st.caption(escape.markdown(f"{item}: no hay tasa ponderada. {reason}"))


def means(view: View, found: pd.DataFrame, weight: str) -> pd.DataFrame:
    """Estadístico, one column per item, and the difference between the last and the first."""
    weighed = f"Tasa ponderada por {weight.lower()}" if weight else "Tasa ponderada"
    names = {
        "mean": "Media simple de municipios",
        "weighted": weighed,
        "median": "Mediana",
        "min": "Mínimo",
        "max": "Máximo",
    }
    shared = int(found["common"].iloc[0])
    if found["n"].ne(shared).any() and shared:
        names["mean_common"] = f"Media simple de los {shared} municipios con dato en todos"
    if view.indicator.unit == "personas":
        names.pop("weighted")
    lines = [_line(view, found, column, name) for column, name in names.items()]
    counts = dict(zip(found["item"], found["n"].map(labels.integer), strict=True))
    return pd.DataFrame([*lines, {"Estadístico": "Municipios con dato", **counts, _difference(found): ""}])


def _line(view: View, found: pd.DataFrame, column: str, name: str) -> dict[str, str]:
    unit, digits = view.indicator.unit, view.indicator.digits
    values = list(found[column])
    shown = {item: labels.measure(value, unit, digits) for item, value in zip(found["item"], values, strict=True)}
    step = labels.points(values[-1] - values[0], digits, labels.difference_unit(unit))
    return {"Estadístico": name, **shown, _difference(found): step}


def _difference(found: pd.DataFrame) -> str:
    return f"{found['item'].iloc[-1]} − {found['item'].iloc[0]}"


def of_municipalities(view: View, own: pd.DataFrame, chosen: Sequence[str], by_year: pd.DataFrame) -> None:
    """One row per year: the figure of each, and both means beside them."""
    frame = municipalities(view, own, chosen, by_year)
    tables.plain(frame, caption=f"{view.indicator.name}, {view.slice_words}", digits=view.indicator.digits)


def municipalities(view: View, own: pd.DataFrame, chosen: Sequence[str], by_year: pd.DataFrame) -> pd.DataFrame:
    """Año, one column per municipality, Media simple and Tasa ponderada; the last year first."""
    unit, digits = view.indicator.unit, view.indicator.digits
    wide = own.pivot(index="year", columns="municipality_code", values="value").reindex(columns=list(chosen))
    wide.columns = pd.Index([view.name_of(code) for code in chosen])
    means_ = by_year.set_index("year")[["mean", "weighted"]]
    means_.columns = pd.Index(["Media simple de municipios", "Tasa ponderada"])
    if unit == "personas":
        means_ = means_.drop(columns="Tasa ponderada")
    joined = wide.join(means_, how="outer").sort_index(ascending=False)
    shown = joined.map(lambda value: labels.measure(value, unit if unit == "%" else "", digits))
    return shown.rename_axis("Año").reset_index().astype({"Año": "str"})
