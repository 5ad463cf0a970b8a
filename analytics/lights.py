"""Thresholds to light, in one place (ANALYTICS.md, Semáforo)."""

from typing import Any, Final

import numpy as np
import pandas as pd

from analytics.arrays import FloatArray, IntArray, floats
from analytics.numbers import quantize9, shown

VERDE: Final = "verde"
AMARILLO: Final = "amarillo"
ROJO: Final = "rojo"
GRIS: Final = "gris"
ALL: Final = (VERDE, AMARILLO, ROJO, GRIS)
CODE: Final = {light: code for code, light in enumerate(ALL)}
LOW: Final = 70.0
HIGH: Final = 90.0
TOO_LOW_TARGET: Final = 120.0
"""Above this percent the target may be too low (E08)."""


def codes(displayed: FloatArray, low: FloatArray | float = LOW, high: FloatArray | float = HIGH) -> IntArray:
    """Positions in ALL for one-decimal percentages: rojo < low ≤ amarillo < high ≤ verde; gris for NaN."""
    result: IntArray = np.where(displayed >= high, CODE[VERDE], np.where(displayed >= low, CODE[AMARILLO], CODE[ROJO]))
    result[np.isnan(displayed)] = CODE[GRIS]
    return result


def lights(percents: "pd.Series[float]", low: float = LOW, high: float = HIGH) -> "pd.Series[str]":
    """The light of each percentage, decided on the value as shown (one decimal, HALF_UP); the same index."""
    displayed = shown(quantize9(floats(percents.to_frame("percent"), "percent")))
    return pd.Series(named(codes(displayed, low, high), ALL), index=percents.index)


def named(positions: IntArray, names: tuple[str, ...]) -> Any:
    """The names at the given positions, as an array of text."""
    return pd.array(list(names), dtype="str").take(positions)
