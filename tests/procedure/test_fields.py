"""What a person types becomes a value or a sentence that names the field."""

from datetime import date, datetime

import pandas as pd
import pytest

from procedure.elements import ELEMENTS
from procedure.errors import InvalidValueError
from procedure.fields import Field, Kind, coerce, is_missing

WEIGHT = ELEMENTS["components"].field("weight")
AMOUNT = ELEMENTS["action_resources"].field("amount")
TARGET = ELEMENTS["goal_slices"].field("target")
END = ELEMENTS["actions"].field("end_date")
AUDIENCE = ELEMENTS["actions"].field("audience")


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (WEIGHT, 0, 0.0),
        (WEIGHT, "12,5", 12.5),
        (TARGET, "-3.5", -3.5),
        (TARGET, float("nan"), None),
        (TARGET, "  ", None),
        (AMOUNT, 1500000.0, 1500000),
        (AMOUNT, "0", 0),
        (END, "2026-11-30", date(2026, 11, 30)),
        (END, "30/11/2026", date(2026, 11, 30)),
        (END, "2026-11-30T00:00:00.000", date(2026, 11, 30)),
        (END, pd.Timestamp("2026-11-30"), date(2026, 11, 30)),
        (END, datetime(2026, 11, 30, 5), date(2026, 11, 30)),  # noqa: DTZ001
        (END, pd.NaT, None),
        (AUDIENCE, ["docentes", "estudiantes", "docentes"], ["estudiantes", "docentes"]),
        (AUDIENCE, None, []),
        (Field("x", "X", Kind.BOOLEAN), "Sí", True),
        (Field("x", "X", Kind.BOOLEAN), False, False),
        (Field("x", "X"), "  hola ", "hola"),
        (Field("x", "X"), None, ""),
        (Field("x", "X", Kind.PERSON), "", None),
        (Field("x", "X", Kind.LINKS), ["b", "a", "b"], ["a", "b"]),
    ],
)
def test_what_was_typed_becomes_its_value(field, typed, value):
    assert coerce(field, typed) == value


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (WEIGHT, -1, "Peso: «-1» no sirve; no puede ser menor que 0."),
        (WEIGHT, 100.5, "Peso: «100,5» no sirve; no puede ser mayor que 100."),
        (WEIGHT, None, "Peso: falta. Es obligatorio."),
        (WEIGHT, "alto", "Peso: «alto» no sirve; escriba un número, con coma para los decimales (3,5)."),
        (WEIGHT, True, "Peso: «True» no sirve; escriba un número."),
        (WEIGHT, float("inf"), "Peso: «inf» no sirve; escriba un número finito."),
        (TARGET, "1.234", "Valor de la meta: «1.234» no sirve; puede leerse de dos maneras: escriba 1234 o 1,234."),
        (AMOUNT, -5, "Monto (pesos): «-5» no sirve; no puede ser menor que 0."),
        (AMOUNT, 10.5, "Monto (pesos): «10,5» no sirve; escriba un número entero, sin decimales."),
        (END, "mañana", "Fin: «mañana» no sirve; escriba una fecha como 31/03/2026."),
        (END, "31/02/2026", "Fin: «31/02/2026» no sirve; escriba una fecha como 31/03/2026."),
        (Field("x", "Texto"), "x" * 301, "Texto: tiene 301 caracteres y caben 300. Acórtelo."),
        (Field("x", "Texto"), "a\x00b", "Texto: «a�b» no sirve; quite el carácter nulo."),
        (Field("x", "Dato", Kind.DATA), 3, "Dato: «3» no sirve; se esperaba un conjunto de datos con nombre."),
    ],
)
def test_what_cannot_be_is_refused_with_the_field_and_the_mend(field, typed, sentence):
    with pytest.raises(InvalidValueError) as refused:
        coerce(field, typed)
    assert (refused.value.message, refused.value.field) == (sentence, field.name)


def test_a_choice_outside_the_list_is_refused_with_the_list():
    with pytest.raises(InvalidValueError, match="elija una de: Interno al sector, Externo al sector"):
        coerce(ELEMENTS["factors"].field("origin"), "mixto")


def test_zero_false_and_an_empty_list_are_not_missing():
    assert not any(is_missing(value) for value in (0, 0.0, False, [], {}))
    assert all(is_missing(value) for value in (None, float("nan"), pd.NaT, pd.NA, "", " \n"))
