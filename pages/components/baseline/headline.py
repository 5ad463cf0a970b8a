"""The finding in one sentence, and the four figures under it."""

from datetime import date

import pandas as pd
import streamlit as st

from analytics import baseline
from pages.components import escape, labels, metrics, narrative
from pages.components.baseline.view import View
from pages.components.metrics import Metric

PEOPLE = "personas"


def render(view: View, today: date) -> None:
    """Where the indicator stands in the year, against the year before, and how far municipalities are apart."""
    st.markdown(f"#### {escape.markdown(sentence(view))}")
    means = view.figures.by_year
    current = means[means["year"] == view.year]
    if current.empty:
        st.info("No hay cifras de este indicador para los filtros elegidos. Cambie la zona, el grupo o el año.")
        return
    figures = view.named(view.figures.of(view.year))
    metrics.row(
        [
            _simple(view, current.iloc[0]),
            _weighted(view, current.iloc[0]),
            _range(view, figures),
            _completeness(view, figures, today),
        ]
    )


def sentence(view: View) -> str:
    """The change since the previous year with data, of the municipality chosen or of the mean."""
    if view.municipality is None:
        frame = view.figures.by_year.rename(columns={"mean": "value"})[["year", "value"]]
        subject = f"{view.indicator.name}, media simple de municipios"
    else:
        frame = view.figures.observations
        frame = frame[frame["municipality_code"] == view.municipality][["year", "value"]]
        subject = f"{view.indicator.name} en {view.municipality_name}"
    if view.slice_words != "total":
        subject = f"{subject} ({view.slice_words})"
    known = frame[frame["year"] <= view.year].dropna().sort_values("year").tail(2)
    if known.empty or int(known["year"].iloc[-1]) != view.year:
        return f"{subject}: sin dato en {view.year}"
    return narrative.change(
        subject, known, unit=view.indicator.unit, digits=view.indicator.digits, sense=view.indicator.sense
    )


def _measure(view: View, value: float | None) -> str:
    unit = view.indicator.unit if view.indicator.unit == "%" else ""
    return labels.measure(value, unit, view.indicator.digits)


def _simple(view: View, current: pd.Series) -> Metric:
    return Metric(
        "Media simple de municipios",
        _measure(view, current["mean"]),
        note=labels.count(int(current["n"]), "municipio con dato", "municipios con dato"),
        help="Cada municipio cuenta igual, sin importar su tamaño. Los municipios sin dato no entran.",
    )


def _weighted(view: View, current: pd.Series) -> Metric:
    if view.indicator.unit == PEOPLE:
        total = view.named(view.figures.of(view.year))["value"].sum(min_count=1)
        return Metric("Suma de los municipios", _measure(view, total), note=str(view.year))
    weight = f"por {view.figures.weight.lower()}" if view.figures.weight else "por su propio denominador"
    if pd.isna(current["weighted"]):
        return Metric(
            "Tasa ponderada",
            "No disponible",
            note=why_not_weighted(view, str(current["weighted_reason"])),
            help="Pesa cada municipio por su población o su denominador.",
        )
    return Metric(
        "Tasa ponderada",
        _measure(view, current["weighted"]),
        note=weight,
        help="Los municipios más poblados cuentan más: es la tasa del territorio.",
    )


def why_not_weighted(view: View, reason: str) -> str:
    """Why there is no weighted rate, in few words."""
    if view.indicator.compared:
        return "una brecha no tiene pesos propios; elíjala abajo como diferencia de las dos tasas"
    if not view.indicator.weight_code and view.figures.observations["denominator"].isna().all():
        return "el archivo no trae con qué ponderar"
    return reason.rstrip(".")[:1].lower() + reason.rstrip(".")[1:]


def _range(view: View, figures: pd.DataFrame) -> Metric:
    if view.municipality is not None:
        own = figures.loc[figures["municipality_code"] == view.municipality, "value"]
        value = own.iloc[0] if len(own) else None
        return Metric(view.municipality_name, _measure(view, value), note=_place(figures, view))
    known = figures.dropna(subset=["value"]).sort_values("value")
    if known.empty:
        return Metric("Entre municipios", labels.NULL)
    low, high = known.iloc[0], known.iloc[-1]
    return Metric(
        "Mínimo y máximo",
        f"{labels.number(low['value'], view.indicator.digits)} – {_measure(view, high['value'])}",
        note=f"{low['name']} – {high['name']}",
    )


def _place(figures: pd.DataFrame, view: View) -> str:
    """The position from the highest value down, ties sharing it."""
    known = figures.dropna(subset=["value"])
    position = known["value"].rank(ascending=False, method="min")[known["municipality_code"] == view.municipality]
    if position.empty:
        return f"sin dato en {view.year}"
    return f"puesto {int(position.iloc[0])} de {len(known)} (1 es el más alto)"


def _completeness(view: View, figures: pd.DataFrame, today: date) -> Metric:
    rows = view.figures.of(view.year)
    found = baseline.completeness(rows, list(view.places["code"]), [view.year]).iloc[0]
    missing = [view.name_of(code) for code in found["missing"]]
    age = today.year - view.year
    return Metric(
        "Municipios con dato",
        f"{labels.integer(len(figures.dropna(subset=['value'])))} de {labels.integer(found['expected'])}",
        note=f"dato de hace {labels.count(age, 'año', 'años')}" if age > 0 else "dato de este año",
        help=f"Sin dato: {narrative.names(missing, 6)}." if missing else "Todos los municipios tienen dato.",
    )
