"""Rounding in one place: nine decimals to classify, HALF_UP in decimal arithmetic to show (ANALYTICS.md, Semáforo)."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

import numpy as np

from analytics.arrays import FloatArray

_NINE = Decimal("1e-9")
_WIDE = Context(prec=400)  # the widest float has 309 digits before the point
_SCALE = 1e9
# Above this a float has no ninth decimal left to repair, and scaled integers would overflow.
_EXACT = 9e9
_SPANISH = str.maketrans(",.-", ".,−")


def half_up(value: float | int | str | Decimal, digits: int = 1) -> Decimal:
    """The value quantized to nine decimals and then rounded HALF_UP to `digits`.

    Raises ValueError when the value is null or infinite: an absent figure has no rounding.
    """
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite():
        raise ValueError("an absent or infinite value cannot be rounded")
    repaired = number.quantize(_NINE, ROUND_HALF_EVEN, _WIDE)
    rounded = repaired.quantize(Decimal((0, (1,), -digits)), ROUND_HALF_UP, _WIDE)
    return rounded if rounded else abs(rounded)


def quantize9(values: FloatArray) -> FloatArray:
    """Each value at nine decimals, so that 99.99999999999999 is 100; NaN stays NaN and there is no -0."""
    with np.errstate(invalid="ignore", over="ignore"):
        repaired = np.rint(values * _SCALE) / _SCALE
        result: FloatArray = np.where(np.abs(values) < _EXACT, repaired, values) + 0.0
    return result


def shown(values: FloatArray, digits: int = 1) -> FloatArray:
    """`half_up` of every value at once, on scaled integers; NaN stays NaN."""
    result = np.full(values.shape, np.nan)
    small = np.abs(values) < _EXACT
    scaled = np.rint(values[small] * _SCALE).astype(np.int64)
    step = 10 ** (9 - digits)
    result[small] = np.sign(scaled) * ((np.abs(scaled) + step // 2) // step) / 10**digits + 0.0
    large = np.isfinite(values) & ~small
    if large.any():
        result[large] = [float(half_up(value, digits)) for value in values[large]]
    return result


def spanish(value: float | int | Decimal, digits: int = 1) -> str:
    """The value HALF_UP in Spanish of Colombia: 1.234,5; a true minus sign for negatives."""
    text = f"{half_up(value, digits):,.{digits}f}"
    return text.translate(_SPANISH)
