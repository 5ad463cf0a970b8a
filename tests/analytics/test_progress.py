"""The explanation of each figure and the order in which a status is decided."""

import pandas as pd
import pytest

from analytics import progress


def explained(**given):
    defaults = {
        "accumulation": "nivel", "sense": "aumento", "basis": "brecha", "baseline": None, "target": None,
        "actual": None, "is_scheduled": True, "due": True, "applies": True, "approved": True, "low": 70, "high": 90,
    }  # fmt: skip
    return progress.evaluate(pd.DataFrame([defaults | given])).iloc[0]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"sense": "reduccion", "baseline": 4.8, "target": 3, "actual": 3.9},
         "(3,9 − 4,8) / (3,0 − 4,8) = 50 %; faltan 0,9 puntos"),
        ({"sense": "reduccion", "baseline": 4.8, "target": 3, "actual": 5.1},
         "(5,1 − 4,8) / (3,0 − 4,8) = −16,7 %; retrocede 0,3 puntos frente a la línea de base"),
        ({"baseline": 62, "target": 70, "actual": 74},
         "(74 − 62) / (70 − 62) = 150 %; supera la meta en 4 puntos; más de 120 %: la meta puede ser baja"),
        ({"baseline": -3, "target": 5, "actual": 1}, "(1 − (−3)) / (5 − (−3)) = 50 %; faltan 4 puntos"),
        ({"basis": "directo", "target": 1400, "actual": 980}, "980 / 1.400 = 70 %; faltan 420"),
        ({"basis": "directo", "target": 5, "actual": 5}, "5 / 5 = 100 %; meta cumplida"),
        ({"sense": "mantener_min", "target": 95, "actual": 94}, "94 / 95 = 98,9 %; faltan 1"),
        ({"sense": "mantener_min", "target": 95, "actual": 96}, "96 ≥ 95: se mantiene = 100 %"),
        ({"sense": "mantener_max", "target": 2.5, "actual": 2.75}, "2 − 2,75 / 2,50 = 90 %; sobran 0,25"),
        ({"sense": "mantener_max", "target": 0, "actual": 3}, "3 > 0: no se mantiene = 0 %; 3 de diferencia"),
        ({"accumulation": "hito", "target": 1, "actual": 1, "approved": False}, "Hecho = 100 %; por verificar"),
        ({"baseline": 62, "target": 62, "actual": 63},
         "Lo programado es igual a la línea de base, y se mantiene = 100 %"),
        ({"basis": "directo", "target": 9, "actual": 3, "is_scheduled": False, "approved": False},
         "Reportado antes de lo programado: contaría 100 %; por verificar"),
        ({"basis": "directo", "target": 9, "actual": 3, "is_scheduled": False},
         "Reportado antes de lo programado: cuenta 100 %."),
        ({"target": 9}, "Sin reporte: el plazo venció. Un dato ausente no es 0."),
        ({"target": 9, "due": False}, "Pendiente: el plazo para reportar sigue abierto."),
        ({"baseline": 5, "target": 5, "actual": 4},
         "Peor que la línea de base; sin avance programado con qué comparar."),
        ({"actual": 4, "approved": False}, "Por verificar; sin cifras completas para calcular el porcentaje."),
    ],
)  # fmt: skip
def test_each_figure_says_its_own_substitution(given, words):
    assert explained(**given)["explanation"] == words


def test_a_direct_total_below_last_years_is_not_a_setback_but_a_level_is():
    given = {"basis": "directo", "baseline": 500, "target": 400, "actual": 100}
    assert explained(accumulation="suma", **given)["status"] == "con_dato"
    assert explained(accumulation="nivel", **given)["status"] == "retroceso"


def test_noise_in_the_last_bit_is_neither_a_setback_nor_a_failure():
    assert explained(sense="reduccion", baseline=0.3, target=0.1, actual=0.1 + 0.2)["status"] == "sin_avance"
    assert explained(sense="mantener_max", baseline=0, target=0, actual=0.1 + 0.2 - 0.3)["percent"] == 100


def test_a_direct_measure_without_a_positive_target_has_no_percent():
    found = explained(basis="directo", target=0, actual=3)
    assert (found["status"], found["light"], found["contribution"]) == ("sin_meta", "gris", 0)


def test_the_index_is_kept_and_null_thresholds_take_the_default():
    columns = {name: [value] for name, value in {
        "accumulation": "suma", "sense": "aumento", "basis": "directo", "baseline": None, "target": 100, "actual": 90,
        "is_scheduled": 1, "due": 1, "applies": 1, "approved": 1, "low": None, "high": None}.items()}  # fmt: skip
    found = progress.grade(pd.DataFrame(columns, index=["I7"]))
    assert found.index.tolist() == ["I7"]
    assert found["light"].tolist() == ["verde"]


def test_an_unknown_sense_and_a_missing_column_are_refused():
    with pytest.raises(ValueError, match="sense"):
        explained(sense="subir")
    with pytest.raises(ValueError, match="missing columns: sense"):
        progress.grade(pd.DataFrame({name: [] for name in progress.INPUT if name != "sense"}))


def test_no_measures_give_no_rows():
    assert progress.evaluate(pd.DataFrame({name: [] for name in progress.INPUT})).empty


def test_to_date_says_what_is_missing_and_how_old_the_value_is():
    reports = pd.DataFrame({"trimester": [1, 2, 3], "value": [5.0, None, None], "scheduled": [4.0, None, 12.0]})
    level = progress.to_date(reports, "nivel", 3)
    assert level == progress.ToDate(actual=5.0, target=12.0, stale_trimesters=2, complete=False)
    assert progress.to_date(reports, "suma", 1) == progress.ToDate(5.0, 4.0, 0, complete=True)
    assert progress.to_date(reports, "flujo", 3) == progress.ToDate(5.0, 16.0, 2, complete=False)
    nothing = progress.to_date(reports.assign(value=None, scheduled=None), "suma", 3)
    assert nothing == progress.ToDate(None, None, None, complete=False)


def test_to_date_refuses_a_repeated_trimester_and_an_unknown_accumulation():
    reports = pd.DataFrame({"trimester": [1, 1], "value": [5.0, 6.0]})
    with pytest.raises(ValueError, match="twice"):
        progress.to_date(reports, "suma", 2)
    with pytest.raises(ValueError, match="accumulation"):
        progress.to_date(reports, "media", 2)
