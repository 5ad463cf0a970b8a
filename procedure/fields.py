"""What a field of the plan may hold: its kind, its limits, and how what a person typed becomes a value."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pandas import isna
from pandas.api.types import is_list_like

from procedure.errors import InvalidValueError


class Kind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    WEIGHT = "weight"
    NUMBER = "number"
    INTEGER = "integer"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    CODES = "codes"
    BOOLEAN = "boolean"
    PERSON = "person"
    REFERENCE = "reference"
    LINKS = "links"
    DATA = "data"


@dataclass(frozen=True)
class Field:
    """One column of an element. `shared`: a co-author may edit it too (resources, schedule, alignment).

    `default` is what a new row gets when nothing was typed; `longest`, the characters that fit when not the usual.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict, hash=False)
    minimum: float | None = None
    maximum: float | None = None
    shared: bool = False
    default: Any = None
    help: str = ""
    longest: int = 0

    @property
    def max_length(self) -> int:
        return self.longest or (4000 if self.kind is Kind.LONG_TEXT else 300)


_NUMBER = re.compile(r"-?\d+([.,]\d+)?")
_AMBIGUOUS = re.compile(r"-?\d{1,3}\.\d{3}")
_TRUE, _FALSE = {"sí", "si", "true", "1"}, {"no", "false", "0"}


def is_missing(value: Any) -> bool:
    """Null in any of the forms an editor or a frame gives it: None, NaN, NaT, or text without a character."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, float):
        return math.isnan(value)
    return not is_list_like(value) and bool(isna(value))


def coerce(field: Field, value: Any) -> Any:
    """The value to store. Null becomes "" in a text and None elsewhere; 0 stays 0.

    Raises InvalidValueError, in a sentence that names the field, what was typed and what is expected.
    """
    if is_missing(value):
        if field.required:
            raise InvalidValueError(f"{field.label}: falta. Es obligatorio.", field.name)
        return _EMPTY.get(field.kind, lambda: None)()
    coerced = _COERCIONS[field.kind](field, value)
    _check_limits(field, coerced)
    return coerced


def _refuse(field: Field, value: Any, expected: str) -> InvalidValueError:
    return InvalidValueError(f"{field.label}: «{_shown(value)[:60]}» no sirve; {expected}.", field.name)


def _shown(value: Any) -> str:
    """As whoever typed it would write it: decimals with a comma, and none when it has none."""
    if not isinstance(value, float):
        return str(value)
    return str(int(value)) if value.is_integer() else str(value).replace(".", ",")


def _text(field: Field, value: Any) -> str:
    text = str(value).strip()
    if "\x00" in text:
        raise _refuse(field, text.replace("\x00", "�"), "quite el carácter nulo")
    if len(text) > field.max_length:
        raise InvalidValueError(
            f"{field.label}: tiene {len(text)} caracteres y caben {field.max_length}. Acórtelo.", field.name
        )
    return text


def _number(field: Field, value: Any) -> float:
    if isinstance(value, bool):
        raise _refuse(field, value, "escriba un número")
    number = _typed_number(field, value.strip()) if isinstance(value, str) else float(value)
    if not math.isfinite(number):
        raise _refuse(field, value, "escriba un número finito")
    return number


def _typed_number(field: Field, text: str) -> float:
    """Decimals with a comma (or a point); a point before three digits could be either, so it is asked again."""
    if _AMBIGUOUS.fullmatch(text):
        joined, decimal = text.replace(".", ""), text.replace(".", ",")
        raise _refuse(field, text, f"puede leerse de dos maneras: escriba {joined} o {decimal}")
    if not _NUMBER.fullmatch(text):
        raise _refuse(field, text, "escriba un número, con coma para los decimales (3,5)")
    return float(text.replace(",", "."))


def _whole(field: Field, value: Any) -> int:
    number = _number(field, value)
    if number != int(number):
        raise _refuse(field, value, "escriba un número entero, sin decimales")
    return int(number)


def _date(field: Field, value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(str(value).strip()[:10], pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise _refuse(field, value, "escriba una fecha como 31/03/2026")


def _choice(field: Field, value: Any) -> str:
    if str(value) not in field.choices:
        raise _refuse(field, value, "elija una de: " + ", ".join(field.choices.values()))
    return str(value)


def _choices(field: Field, value: Any) -> list[str]:
    chosen = [_choice(field, item) for item in ([value] if isinstance(value, str) else value)]
    return [code for code in field.choices if code in chosen]


def _codes(field: Field, value: Any) -> list[str]:
    """Official codes, each once and in order, from a list or from text that separates them by comma, space or line."""
    codes = re.split(r"[\s,;]+", value.strip()) if isinstance(value, str) else [str(item).strip() for item in value]
    for code in codes:
        if not code.isdigit():
            raise _refuse(field, code, "escriba códigos, solo con cifras, separados por comas")
    return sorted(set(codes))


def _boolean(field: Field, value: Any) -> bool:
    word = str(value).strip().lower()
    if word not in _TRUE | _FALSE:
        raise _refuse(field, value, "responda sí o no")
    return word in _TRUE


def _links(_field: Field, value: Any) -> list[str]:
    return sorted({str(item) for item in ([value] if isinstance(value, str) else value)})


def _data(field: Field, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _refuse(field, value, "se esperaba un conjunto de datos con nombre")
    return value


_EMPTY: dict[Kind, Callable[[], Any]] = {
    Kind.TEXT: str,
    Kind.LONG_TEXT: str,
    Kind.CHOICES: list,
    Kind.CODES: list,
    Kind.LINKS: list,
    Kind.DATA: dict,
}

_COERCIONS: dict[Kind, Callable[[Field, Any], Any]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.WEIGHT: _number,
    Kind.NUMBER: _number,
    Kind.INTEGER: _whole,
    Kind.MONEY: _whole,
    Kind.PERCENT: _number,
    Kind.DATE: _date,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.CODES: _codes,
    Kind.BOOLEAN: _boolean,
    Kind.PERSON: _text,
    Kind.REFERENCE: _text,
    Kind.LINKS: _links,
    Kind.DATA: _data,
}

_LIMITS: dict[Kind, tuple[float, float]] = {
    Kind.WEIGHT: (0, 100),
    Kind.PERCENT: (0, 100),
    Kind.MONEY: (0, 10**15),
}


def _check_limits(field: Field, value: Any) -> None:
    """Weights and percentages live in 0–100 and money is not negative, unless the field says otherwise."""
    low, high = _LIMITS.get(field.kind, (None, None))
    low = field.minimum if field.minimum is not None else low
    high = field.maximum if field.maximum is not None else high
    if low is not None and value < low:
        raise _refuse(field, value, f"no puede ser menor que {low:g}")
    if high is not None and value > high:
        raise _refuse(field, value, f"no puede ser mayor que {_shown(float(high))}")
