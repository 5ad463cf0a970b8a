"""How values are written for people: Spanish of Colombia, HALF_UP, the null as a dash (EXPERIENCE.md).

Pure text, no Streamlit. Every function answers NULL for None, NaN and pd.NA: an absent value is never 0.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from analytics.numbers import half_up, spanish
from procedure import vocabulary

NULL = "—"
NBSP = "\u00a0"
BOGOTA = ZoneInfo("America/Bogota")
MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
POINTS = f"p.{NBSP}p."


def absent(value: Any) -> bool:
    """Whether a scalar holds no datum: null, NaN or infinite."""
    if value is None or value is pd.NaT or value is pd.NA:
        return True
    return isinstance(value, int | float | Decimal | np.number) and not np.isfinite(float(value))


def number(value: Any, digits: int = 1) -> str:
    """1.234,5"""
    return NULL if absent(value) else spanish(_plain(value), digits)


def integer(value: Any) -> str:
    """1.234"""
    return number(value, 0)


def score(value: Any) -> str:
    """A score or a mean of scores with the decimals it needs, two at most: 4, 4,5, 4,75."""
    text = number(value, 2)
    return text.rstrip("0").rstrip(",") if "," in text else text


def percent(value: Any, digits: int = 1) -> str:
    """46,8 %, with a space that does not break."""
    return NULL if absent(value) else f"{number(value, digits)}{NBSP}%"


def points(value: Any, digits: int = 1, unit: str = POINTS) -> str:
    """+2,3 p. p.: a difference, always signed unless it is 0."""
    if absent(value):
        return NULL
    sign = "+" if half_up(_plain(value), digits) > 0 else ""
    return f"{sign}{number(value, digits)}{NBSP}{unit}"


def pesos(value: Any) -> str:
    """$ 1.234.567, in whole pesos."""
    return NULL if absent(value) else f"${NBSP}{integer(value)}"


def measure(value: Any, unit: str, digits: int = 1) -> str:
    """A value with its unit: percent, pesos ("COP") or the number followed by the unit."""
    if unit == "%":
        return percent(value, digits)
    if unit == "COP":
        return pesos(value)
    text = number(value, digits)
    return text if text == NULL or not unit else f"{text}{NBSP}{unit}"


def difference_unit(unit: str) -> str:
    """The unit of a difference between two values: percentage points for percentages."""
    return POINTS if unit == "%" else unit


def day(value: date | None) -> str:
    """dd/mm/aaaa"""
    return NULL if absent(value) or value is None else f"{value:%d/%m/%Y}"


def moment(value: datetime | None) -> str:
    """dd/mm/aaaa hh:mm in Bogotá; a moment without zone is read as UTC, which is how records keep it."""
    if absent(value) or value is None:
        return NULL
    aware = value if value.tzinfo else value.replace(tzinfo=ZoneInfo("UTC"))
    return f"{aware.astimezone(BOGOTA):%d/%m/%Y %H:%M}"


def period(year: int, trimester: int) -> str:
    """T2 de 2026"""
    return f"T{trimester} de {year}"


def badge(light: str, status: str = "") -> str:
    """Symbol and word of a light: "✖ crítico", "▼ retroceso"; a grey light is named by its status."""
    known = vocabulary.LIGHTS.get(light, vocabulary.LIGHTS["gris"])
    symbol = vocabulary.light_symbol(light if light in vocabulary.LIGHTS else "gris", status)
    own_word = status in vocabulary.STATUS_SYMBOLS or light in {"gris", "azul"}
    return f"{symbol} {status_word(status) if own_word and status else known.word}"


def status_word(status: str) -> str:
    """The status in words, as they are read."""
    return vocabulary.STATUSES.get(status, status)


def slice_name(code: str) -> str:
    """Urbana, Rural, Discapacidad… from the code of a slice."""
    return vocabulary.SLICES.get(code, code)


def count(amount: int, singular: str, plural: str) -> str:
    """1 componente, 3 componentes"""
    return f"{integer(amount)} {singular if amount == 1 else plural}"


def joined(names: Sequence[str]) -> str:
    """a, b y c; "e" before the sound i (but not before a diphthong such as hie-)."""
    if len(names) < 2:
        return "".join(names)
    last = names[-1].lower()
    starts_with_i = last.startswith(("i", "í", "hi")) and not last.startswith(("hie", "ia", "io"))
    return f"{', '.join(names[:-1])} {'e' if starts_with_i else 'y'} {names[-1]}"


def cell(value: Any, digits: int = 1) -> str:
    """A value of any kind as a table shows it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | np.bool_):
        return "Sí" if value else "No"
    if absent(value):
        return NULL
    if isinstance(value, datetime) and value.time() != datetime.min.time():
        return moment(value)
    if isinstance(value, date):
        return day(value)
    whole = isinstance(value, int | np.integer)
    return number(value, 0 if whole else digits) if isinstance(value, int | float | Decimal | np.number) else str(value)


def _plain(value: Any) -> int | float | Decimal:
    """NumPy scalars print as themselves only after becoming plain numbers."""
    return value.item() if isinstance(value, np.number) else value  # type: ignore[no-any-return]
