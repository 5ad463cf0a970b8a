"""Figures, dates and words as people in Colombia read them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from pages.components import labels

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (labels.number(1234.55), "1.234,6"),
        (labels.number(0.25), "0,3"),
        (labels.number(Decimal("-3.45")), "−3,5"),
        (labels.number(-0.04), "0,0"),
        (labels.integer(np.int64(1234567)), "1.234.567"),
        (labels.percent(46.75), f"46,8{NBSP}%"),
        (labels.percent(100, 0), f"100{NBSP}%"),
        (labels.points(2.25), f"+2,3{NBSP}p.{NBSP}p."),
        (labels.points(-18.2), f"−18,2{NBSP}p.{NBSP}p."),
        (labels.points(0.01), f"0,0{NBSP}p.{NBSP}p."),
        (labels.pesos(1234567), f"${NBSP}1.234.567"),
        (labels.measure(4.1, "%"), f"4,1{NBSP}%"),
        (labels.measure(1500, "COP"), f"${NBSP}1.500"),
        (labels.measure(17260, "personas", 0), f"17.260{NBSP}personas"),
        (labels.measure(4.3, ""), "4,3"),
        (labels.day(date(2026, 3, 1)), "01/03/2026"),
        (labels.moment(datetime(2026, 1, 1, 3, 30, tzinfo=UTC)), "31/12/2025 22:30"),
        (labels.moment(datetime(2026, 1, 1, 3, 30)), "31/12/2025 22:30"),  # noqa: DTZ001
        (labels.period(2026, 2), "T2 de 2026"),
        (labels.count(1, "componente", "componentes"), "1 componente"),
        (labels.count(0, "componente", "componentes"), "0 componentes"),
        (labels.slice_name("etnia"), "Grupos étnicos"),
    ],
)
def test_figures_are_written_in_spanish(written, expected):
    assert written == expected


@pytest.mark.parametrize("absent", [None, float("nan"), pd.NA, pd.NaT, np.float64("nan"), float("inf")])
def test_an_absent_value_is_a_dash_and_never_zero(absent):
    for write in (labels.number, labels.integer, labels.percent, labels.points, labels.pesos, labels.cell):
        assert write(absent) == "—"
    assert labels.measure(absent, "personas") == "—"


def test_an_absent_date_is_a_dash():
    assert labels.day(None) == labels.moment(None) == labels.day(pd.NaT) == "—"


@pytest.mark.parametrize(
    ("light", "status", "expected"),
    [
        ("verde", "con_dato", "▲ satisfactorio"),
        ("verde", "cumplida", "✔ cumplida"),
        ("amarillo", "con_dato", "! aceptable"),
        ("rojo", "sin_avance", "✖ crítico"),
        ("rojo", "retroceso", "▼ retroceso"),
        ("gris", "sin_reporte", "– sin reporte"),
        ("gris", "", "– no evaluable"),
        ("azul", "anticipado", "○ anticipado"),
        ("otro", "sin_meta", "– no evaluable"),
    ],
)
def test_a_light_is_a_symbol_and_a_word(light, status, expected):
    assert labels.badge(light, status).startswith(expected)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a y b"),
        (["a", "b", "c"], "a, b y c"),
        (["Calidad", "Inclusión"], "Calidad e Inclusión"),
        (["agua", "hielo"], "agua y hielo"),
        (["Madre", "hijo"], "Madre e hijo"),
    ],
)
def test_names_are_joined_as_spanish_does(names, expected):
    assert labels.joined(names) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("texto", "texto"),
        (True, "Sí"),
        (np.False_, "No"),
        (2022, "2.022"),
        (2.25, "2,3"),
        (date(2026, 1, 2), "02/01/2026"),
        (pd.Timestamp("2026-01-02"), "02/01/2026"),
    ],
)
def test_a_cell_is_written_by_its_kind(value, expected):
    assert labels.cell(value) == expected
