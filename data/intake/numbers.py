"""Reading figures as Colombia writes them, without guessing: `parse` for one cell, `parse_column` for many.

The rule is `shared/cases/numbers.csv` (ANALYTICS.md, fixed API). A point or comma followed by exactly three digits is
thousands in a count, and a question in a rate. Values keep at most nine decimals, the quantum of ANALYTICS.md.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from data.intake.kinds import KINDS as KINDS
from data.intake.kinds import TEXT_KINDS as TEXT_KINDS

Status = Literal["value", "missing", "not_applicable", "ambiguous", "confirm", "error"]

QUANTUM = 9

_MISSING = {"", "na", "n/a", "n.a.", "n.a", "nd", "n.d.", "n/d", "s/d", "sd", "null", "-", "--", "–", "—", "sin dato"}
_MISSING |= {"sin información", "sin informacion", "no disponible"}
_NOT_APPLICABLE = {"no aplica", "no_aplica", "no applica"}
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})+")
_SINGLE = re.compile(r"([+-]?)(\d*)([.,])(\d+)")
_BOTH = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:,\d{3})+\.\d+)")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+")


@dataclass(frozen=True)
class Parsed:
    """What a text says: a value (number, or text for codes), nothing, or a question with its readings.

    `confirm` keeps its value and asks; `ambiguous` offers `readings`, best first; `reason` is Spanish.
    """

    status: Status
    value: float | str | None = None
    readings: tuple[float, ...] = ()
    reason: str = ""


def _value(number: float | str) -> Parsed:
    return Parsed("value", round(number, QUANTUM) if isinstance(number, float) else number)


def _error(reason: str) -> Parsed:
    return Parsed("error", reason=reason)


def parse(text: str | None, kind: str, decimal: str | None = None) -> Parsed:
    """The reading of a cell of that kind (one of KINDS; ValueError otherwise).

    `decimal` is the separator that the rest of the column has settled as decimal, if any: it answers the question
    "1.234" of a rate; without it the question stays open.
    """
    reader = _READERS.get(kind)
    if reader is None:
        raise ValueError(f"unknown kind of number: {kind}")
    clean = _SPACES.sub(" ", text or "").strip().replace("\u2212", "-")
    word = clean.casefold()
    if word in _MISSING:
        return Parsed("missing")
    if word in _NOT_APPLICABLE:
        return Parsed("not_applicable")
    if clean.startswith("#"):
        return _error("es un error de fórmula de Excel")
    return reader(re.sub(r"(?<=\d) (?=\d{3}\b)", "", clean), decimal)


def parse_column(texts: "pd.Series[str]", kind: str, decimal: str | None = None) -> pd.DataFrame:
    """`parse` over a column, once per distinct text. Same index; columns status, value (float; text for codes),
    reason."""
    codes, distinct = pd.factorize(texts, use_na_sentinel=True)
    parsed = [parse(str(text), kind, decimal) for text in distinct] + [Parsed("missing")]
    picked = pd.Series(codes, index=texts.index).where(codes >= 0, len(parsed) - 1)
    table = pd.DataFrame(
        {
            "status": pd.Series([one.status for one in parsed], dtype="str"),
            "value": pd.Series([one.value for one in parsed], dtype="str" if kind in TEXT_KINDS else "float64"),
            "reason": pd.Series([one.reason for one in parsed], dtype="str"),
        }
    )
    return table.iloc[picked.to_numpy()].set_axis(texts.index)


def decimal_separator(texts: "pd.Series[str]") -> tuple[int, int]:
    """How many cells can only be read with a decimal point, and how many with a decimal comma."""
    point = texts.str.fullmatch(r"[+-]?(?:\d*\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{4,}\.\d{3}|\d{1,3}(?:,\d{3})+\.\d+) ?%?")
    comma = texts.str.fullmatch(r"[+-]?(?:\d*,(?:\d{1,2}|\d{4,})|0,\d+|\d{4,},\d{3}|\d{1,3}(?:\.\d{3})+,\d+) ?%?")
    return int(point.eq(True).sum()), int(comma.eq(True).sum())


def _number(text: str, decimal: str | None) -> Parsed:
    """A real number; a question when its only separator could be of thousands."""
    if _BOTH.fullmatch(text):
        mark = max(".,", key=text.rfind)
        other = "," if mark == "." else "."
        return _value(float(text.replace(other, "").replace(mark, ".")))
    single = _SINGLE.fullmatch(text)
    if single:
        return _single_separator(single, decimal)
    if _GROUPED.fullmatch(text) and len({mark for mark in text if mark in ".,"}) == 1:
        return _value(float(text.replace(".", "").replace(",", "")))
    if re.fullmatch(r"[+-]?\d+", text) or _SCIENTIFIC.fullmatch(text):
        number = float(text.replace(",", "."))
        return _value(number) if math.isfinite(number) else _error("el número desborda")
    return _error("no es un número")


def _single_separator(single: "re.Match[str]", decimal: str | None) -> Parsed:
    sign, whole, mark, rest = single.groups()
    as_decimal = float(f"{sign}{whole or 0}.{rest}")
    if len(rest) == 3 and 1 <= len(whole) <= 3 and whole.strip("0") and mark != decimal:
        if decimal:
            return _value(float(sign + whole + rest))
        return Parsed("ambiguous", readings=(as_decimal, float(sign + whole + rest)), reason="¿decimales o miles?")
    return _value(as_decimal)


def _positive(parsed: Parsed) -> Parsed:
    numbers = [parsed.value, *parsed.readings]
    if any(isinstance(number, float) and number < 0 for number in numbers):
        return _error("no puede ser negativo")
    return parsed


def _rate(text: str, decimal: str | None) -> Parsed:
    return _positive(_number(text.removesuffix("%").rstrip(), decimal))


def _dropout(text: str, decimal: str | None) -> Parsed:
    parsed = _rate(text, decimal)
    if parsed.status == "value" and parsed.value == 0:
        return Parsed("confirm", 0.0, (0.0,), "un cero puede ser un dato ausente")
    return parsed


def _fraction(text: str, decimal: str | None) -> Parsed:
    parsed = _rate(text, decimal)
    if parsed.status != "value" or not isinstance(parsed.value, float) or text.endswith("%"):
        return parsed
    if parsed.value > 1:
        return Parsed("ambiguous", readings=(parsed.value, parsed.value * 100), reason="una fracción no pasa de 1")
    return _value(parsed.value * 100)


def _count(text: str, _decimal: str | None) -> Parsed:
    if text.endswith("%"):
        return _error("un conteo no lleva porcentaje")
    parsed = _positive(_number(text, None))
    if _BOTH.fullmatch(text):
        return parsed
    if parsed.status == "ambiguous":
        return _value(parsed.readings[1])
    if isinstance(parsed.value, float) and not parsed.value.is_integer():
        return _broken_thousands(parsed.value)
    return parsed


def _broken_thousands(number: float) -> Parsed:
    """A count cannot have decimals: with fewer than three, the point was of thousands and lost its final zeros."""
    thousands = round(number * 1000, 6)
    if number < 1000 and thousands.is_integer():
        return Parsed("ambiguous", readings=(thousands, number), reason="punto de miles que perdió ceros finales")
    return _error("un conteo no lleva decimales")


def _digits(text: str) -> str | None:
    """The digits of a code that may carry ".0" or a thousands mark; None if there is anything else."""
    if re.fullmatch(r"\d+", text):
        return text
    if re.fullmatch(r"\d+[.,]0+", text) and not re.fullmatch(r"\d{1,3}[.,]000", text):
        return re.split(r"[.,]", text)[0]
    return re.sub(r"[.,]", "", text) if _GROUPED.fullmatch(text) and text[0] not in "+-" else None


def _year(text: str, _decimal: str | None) -> Parsed:
    digits = _digits(text)
    if digits is None or not 1900 <= int(digits) <= 2100:
        return _error("no es un año")
    return _value(float(digits))


def _period(text: str, decimal: str | None) -> Parsed:
    """ICFES: the year and the application of that year, "20194"; a bare year too."""
    digits = _digits(text)
    return _year(digits[:4], decimal) if digits and len(digits) in (4, 5) else _error("no es un periodo")


def _code(text: str, _decimal: str | None) -> Parsed:
    digits = _digits(text)
    return _value(digits) if digits else _error("no es un código numérico")


def _municipality(text: str, _decimal: str | None) -> Parsed:
    digits = _digits(text)
    if digits is None or len(digits) not in (4, 5):
        return _error("un código de municipio tiene cinco cifras")
    return _value(digits.zfill(5))


def _department(text: str, _decimal: str | None) -> Parsed:
    digits = _digits(text)
    if digits is None or len(digits) > 2:
        return _error("un código de departamento tiene dos cifras")
    return _value(digits.zfill(2))


def _school(text: str, _decimal: str | None) -> Parsed:
    if _SCIENTIFIC.fullmatch(text):
        return _error("perdió cifras por la notación científica")
    digits = _digits(text)
    if digits is None or len(digits) not in (11, 12):
        return _error("un código DANE de establecimiento tiene doce cifras")
    return _value(digits.zfill(12))


_READERS: dict[str, Callable[[str, str | None], Parsed]] = {
    "rate": _rate,
    "coverage": _rate,
    "decimal": _rate,
    "dropout_open_data": _dropout,
    "percent_fraction": _fraction,
    "count": _count,
    "year": _year,
    "period": _period,
    "code": _code,
    "department_code": _department,
    "municipality_code": _municipality,
    "school_code": _school,
}
