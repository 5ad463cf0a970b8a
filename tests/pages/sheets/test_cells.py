"""A value goes to the screen and comes back the same; what a person writes in Colombia is understood."""

import pandas as pd
import pytest

from pages.components.sheets.cells import Column, same, short, shown, typed, unlike
from procedure.fields import Field, Kind, coerce


def column(kind: Kind, options: dict[str, str] | None = None) -> Column:
    return Column(Field("field", "Campo", kind, choices=options or {}), options or {})


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        (Kind.WEIGHT, 40.0, "40"),
        (Kind.NUMBER, 3.45, "3,45"),
        (Kind.NUMBER, 1234.5, "1234,5"),
        (Kind.NUMBER, float("nan"), ""),
        (Kind.NUMBER, 0.0, "0"),
        (Kind.MONEY, 1234567.0, "1.234.567"),
        (Kind.DATE, pd.Timestamp("2026-03-31"), "31/03/2026"),
        (Kind.DATE, pd.NaT, ""),
        (Kind.TEXT, None, ""),
    ],
)
def test_what_is_shown_is_read_back_as_the_same_value(kind, value, cell):
    one = column(kind)
    assert shown(one, value) == cell
    back = coerce(one.field, typed(one, cell))
    assert back == (coerce(one.field, value))


def test_options_travel_by_their_label_so_that_pasting_the_label_works():
    one = column(Kind.CHOICE, {"urbana": "Urbana", "rural": "Rural"})
    assert shown(one, "rural") == "Rural"
    assert typed(one, "Rural") == "rural"
    several = column(Kind.LINKS, {"a": "Objetivo A", "b": "Objetivo B"})
    assert shown(several, ["b", "retirado"]) == ["Objetivo B"]
    assert typed(several, ["Objetivo B", "Objetivo A"]) == ["b", "a"]


@pytest.mark.parametrize("text", ["$ 1.234.567", "1234567", "1,234,567", "1 234 567", "$1.234.567,00"])
def test_pesos_are_understood_as_people_write_them(text):
    assert coerce(column(Kind.MONEY).field, typed(column(Kind.MONEY), text)) == 1_234_567


@pytest.mark.parametrize("text", ["1.23.4567", "12,5", "mil"])
def test_pesos_that_cannot_be_are_left_as_written_to_be_refused(text):
    assert typed(column(Kind.MONEY), text) == text


def test_two_options_with_the_same_text_get_different_labels():
    assert unlike({"a": "Leer más", "b": "Leer más", "c": "Leer más"}) == {
        "a": "Leer más",
        "b": "Leer más (2)",
        "c": "Leer más (3)",
    }


def test_a_long_text_is_cut_at_a_word():
    assert short("Reducir la deserción en la zona rural", 24) == "Reducir la deserción…"


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [("", None, True), ([], None, True), ("0", "", False), (["a", "b"], ["b", "a"], True), (True, False, False)],
)
def test_cells_are_equal_when_they_read_the_same(one, other, equal):
    assert same(one, other) is equal
