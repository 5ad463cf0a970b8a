"""Every figure in words: its own substitution, in Spanish (ANALYTICS.md, Every figure explains itself)."""

import math
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analytics import lights, statuses
from analytics.numbers import half_up, spanish

_WITHOUT_FIGURE = {
    statuses.NO_APLICA: "No aplica.",
    statuses.NO_PROGRAMADO: "Nada programado a este corte.",
    statuses.PENDIENTE: "Pendiente: el plazo para reportar sigue abierto.",
    statuses.SIN_REPORTE: "Sin reporte: el plazo venció. Un dato ausente no es 0.",
    statuses.SIN_META: "Sin meta con qué comparar: complétela en la hoja de vida.",
    statuses.SIN_LINEA_BASE: "Sin línea de base no se puede medir la brecha: complétela en la hoja de vida.",
}
_COLUMNS = ["accumulation", "sense", "basis", "baseline", "target", "actual", "is_scheduled"]
_MOST_DIGITS = 4


def explain(measures: pd.DataFrame, graded: pd.DataFrame) -> "pd.Series[str]":
    """One sentence per row; `graded` is the answer of `progress.grade` to those same `measures`."""
    rows = zip(
        *(measures[column].tolist() for column in _COLUMNS),
        *(graded[column].tolist() for column in ("percent", "status")),
        strict=True,
    )
    return pd.Series([sentence(Figure(*row)) for row in rows], index=measures.index, dtype="str", name="explanation")


@dataclass(frozen=True)
class Figure:
    """One measure with its percent and status; a null is None or NaN."""

    accumulation: str
    sense: str
    basis: str
    baseline: float | None
    target: float | None
    actual: float | None
    is_scheduled: bool
    percent: float | None
    status: str


def sentence(figure: Figure) -> str:
    """The substitution of one figure, or the reason why there is none."""
    if figure.status in _WITHOUT_FIGURE:
        return _WITHOUT_FIGURE[figure.status]
    if figure.status == statuses.ANTICIPADO:
        return "Reportado antes de lo programado: cuenta 100 %."
    if _absent(figure.percent):
        return _without_percent(figure)
    if not figure.is_scheduled and figure.percent == 100:  # not approved yet, or it would be anticipado
        return "Reportado antes de lo programado: contaría 100 %; por verificar"
    text = _too_low(figure, _substitution(figure))
    return f"{text}; por verificar" if figure.status == statuses.POR_VERIFICAR else text


def _absent(value: float | None) -> bool:
    return value is None or math.isnan(value)


def _without_percent(figure: Figure) -> str:
    if figure.status == statuses.RETROCESO:
        return "Peor que la línea de base; sin avance programado con qué comparar."
    return "Por verificar; sin cifras completas para calcular el porcentaje."


def _too_low(figure: Figure, text: str) -> str:
    over = figure.percent is not None and figure.percent > lights.TOO_LOW_TARGET
    return f"{text}; más de 120 %: la meta puede ser baja" if over else text


def _substitution(figure: Figure) -> str:
    percent = _percent(figure.percent or 0.0)
    if figure.accumulation == "hito":
        return f"Hecho = {percent}" if figure.percent else f"No hecho = {percent}"
    if figure.sense in ("mantener_min", "mantener_max"):
        return _kept(figure, percent)
    return _gap(figure, percent) if figure.basis == "brecha" else _direct(figure, percent)


def _gap(figure: Figure, percent: str) -> str:
    if figure.target == figure.baseline:
        return f"Lo programado es igual a la línea de base, y se mantiene = {percent}"
    digits = _digits(figure.actual, figure.baseline, figure.target)
    actual, baseline, target = (_term(value, digits) for value in (figure.actual, figure.baseline, figure.target))
    text = f"({actual} − {baseline}) / ({target} − {baseline}) = {percent}"
    if figure.percent is not None and figure.percent < 0:
        return f"{text}; retrocede {_apart(figure.actual, figure.baseline, digits)} puntos frente a la línea de base"
    return f"{text}; {_remainder(figure, digits, ' puntos')}"


def _direct(figure: Figure, percent: str) -> str:
    digits = _digits(figure.actual, figure.target)
    return f"{_term(figure.actual, digits)} / {_term(figure.target, digits)} = {percent}; {_remainder(figure, digits)}"


def _kept(figure: Figure, percent: str) -> str:
    digits = _digits(figure.actual, figure.target)
    actual, target = _term(figure.actual, digits), _term(figure.target, digits)
    least = figure.sense == "mantener_min"
    if figure.percent == 100:
        return f"{actual} {'≥' if least else '≤'} {target}: se mantiene = {percent}"
    apart = _apart(figure.actual, figure.target, digits)
    if not figure.target or figure.target <= 0:
        return f"{actual} {'<' if least else '>'} {target}: no se mantiene = {percent}; {apart} de diferencia"
    if least:
        return f"{actual} / {target} = {percent}; faltan {apart}"
    return f"2 − {actual} / {target} = {percent}; sobran {apart}"


def _remainder(figure: Figure, digits: int, unit: str = "") -> str:
    """What is left to the target, or by how much it was passed."""
    apart = _apart(figure.actual, figure.target, digits)
    if figure.actual == figure.target:
        return "meta cumplida"
    met = figure.percent is not None and figure.percent >= 100
    return f"supera la meta en {apart}{unit}" if met else f"faltan {apart}{unit}"


def _digits(*values: float | None) -> int:
    """Decimals shared by the terms, so that 3 beside 4,8 is written 3,0."""
    exponents = [half_up(value, _MOST_DIGITS).normalize().as_tuple().exponent for value in values if value is not None]
    return max(0, *(-exponent for exponent in exponents if isinstance(exponent, int)))


def _term(value: float | None, digits: int) -> str:
    text = spanish(value or 0.0, digits)
    return f"({text})" if text.startswith("−") else text


def _apart(one: float | None, other: float | None, digits: int) -> str:
    return spanish(abs(Decimal(str(one)) - Decimal(str(other))), digits)


def _percent(value: float) -> str:
    return f"{spanish(value).removesuffix(',0')} %"
