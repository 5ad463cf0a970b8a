"""The symbols of a formula, whether it is written with signs or in words."""

import pytest

from procedure.formula_symbols import names, symbols


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("N / D × 100", ["N", "D"]),
        ("(NE / TE) x 100", ["NE", "TE"]),
        ("x₁ + x₂ − N1", ["x₁", "x₂", "N1"]),
        ("Estudiantes que abandonan (N) / matrícula (D) × 100", ["N", "D"]),
        ("Estudiantes que reprueban / estudiantes matriculados × 100", []),
        ("Estudiantes de 5.º con PIAR y SIMAT o a la vez", []),
        ("1 cuando la resolución está firmada; 0 antes", []),
        ("Promedio de T1 + T2 + T3 + T4", []),
        ("Σ(V)", ["V"]),
        ("máx(A, E)", ["A", "E"]),
        ("A quienes terminan (C)", ["C"]),
        ("R / R", ["R"]),
        ("", []),
    ],
)
def test_symbols_are_told_from_words(formula, found):
    assert symbols(formula) == found


@pytest.mark.parametrize(
    ("formula", "symbol", "named"),
    [
        ("N / D", "D", True),
        ("N / D", "ND", False),
        ("Estudiantes / matrícula", "E", False),
        ("n% / D", "n%", True),
        ("S / E", " E ", True),
    ],
)
def test_a_variable_is_named_whole(formula, symbol, named):
    assert names(formula, symbol) is named
