"""Looking closer at the baseline: comparisons, outliers and what is missing, only when they are asked for."""

from datetime import date

import pandas as pd
import pytest

from data.intake.model import OBSERVATION_COLUMNS, REJECTED_COLUMNS, Reading
from data.opening import Stores
from data.warehouse.acceptance import Upload, accept
from pages.components.baseline import depth, missing
from procedure.roles import Actor
from tests.pages.diagnosis.conftest import Open, texts

PLACES = ["47030", "47053", "47058", "47161", "47170", "47205", "47245", "47258", "47268"]
MEANINGS = {("total", "todos"): 0.0, ("urbana", "todos"): -1.0, ("rural", "todos"): 2.0, ("total", "victimas"): 3.0}


@pytest.fixture(autouse=True)
def loaded(stores: Stores, analyst: Actor) -> None:
    """Dropout of nine municipalities, 2021 and 2023; the last one is absent in 2021 and an outlier in 2023."""
    rows = []
    for year in (2021, 2023):
        for place, code in enumerate(PLACES):
            for (zone, group), step in MEANINGS.items():
                value = 40.0 if (year, place) == (2023, 8) else 4.0 + place / 10 + step + (year - 2021) / 2
                if (year, place) != (2021, 8):
                    rows.append((year, code, zone, group, value, 100.0 + 100 * place))
    values = {
        "row": range(2, len(rows) + 2), "year": [one[0] for one in rows], "municipality_code": [one[1] for one in rows],
        "zone": [one[2] for one in rows], "inclusion_group": [one[3] for one in rows],
        "value": [one[4] for one in rows], "numerator": [one[4] * one[5] / 100 for one in rows],
        "denominator": [one[5] for one in rows],
    }  # fmt: skip
    fixed = {"sheet": "Indicadores", "school_code": "", "indicator_code": "desercion"}
    frame = pd.DataFrame(values).assign(**fixed).reindex(columns=OBSERVATION_COLUMNS)
    keys = frame[["sheet", "row", "year", "municipality_code", "zone", "inclusion_group", "indicator_code"]]
    template = ("indicators_template", "indicators_template", "Plantilla", "", None, "Indicadores")
    rejected = pd.DataFrame(columns=REJECTED_COLUMNS)
    reading = Reading(*template, len(frame), len(frame), 0, 2, frame, keys, [], [], rejected)
    accept(stores.database, stores.warehouse, analyst, reading, Upload("c" * 64, 1, "indicadores.xlsx"))


def look(test, code):
    test.session_state["linea_base_mirada"] = code
    test.run()
    assert not test.exception, test.exception
    return test


def tables(test) -> str:
    return "\n".join(each.proto.body for each in test.get("html")).replace("\u00a0", " ")


def choose(test, label, values):
    next(one for one in test.multiselect if one.label.startswith(label)).set_value(values).run()
    assert not test.exception, test.exception
    return test


def test_nothing_is_worked_out_until_it_is_asked_for(open_page: Open, analyst, monkeypatch):
    for work in (depth.comparing, depth.unusual, depth.missing):
        monkeypatch.setattr(depth, work.__name__.rsplit(".", 1)[-1], None)
    assert "Elija una comparación" in texts(open_page("baseline", analyst))


def test_years_are_compared_with_both_means_and_the_municipalities_in_both(open_page: Open, analyst):
    test = look(open_page("baseline", analyst), "anios")
    shown = tables(test)
    assert "Media simple de municipios" in shown and "Tasa ponderada" in shown
    assert "Media simple de los 8 municipios con dato en todos" in shown
    assert "2023 − 2021" in shown and "+1,0 p. p." in shown
    assert "subió en 8 municipios entre 2021 y 2023" in texts(test) + shown
    choose(test, "Años", ["2023"])
    assert "Elija al menos dos" in texts(test)


def test_municipalities_are_compared_beside_both_means(open_page: Open, analyst):
    test = look(open_page("baseline", analyst), "municipios")
    choose(test, "Municipios que", ["47030", "47053", "47268"])
    shown = tables(test)
    assert all(name in shown for name in ("Algarrobo", "Aracataca", "Tasa ponderada"))
    assert "Deserción intraanual en 2023: Algarrobo 5,0 %" in (texts(test) + shown).replace("\u00a0", " ")


def test_zones_have_the_mean_that_is_drawn_by_name(open_page: Open, analyst):
    test = look(open_page("baseline", analyst), "zonas")
    assert "media simple de municipios" in tables(test) + texts(test)
    next(one for one in test.radio if one.label == "Se dibuja").set_value("weighted").run()
    assert not test.exception
    assert "tasa ponderada" in tables(test) + texts(test)
    assert "Rural − Urbana" in tables(test)


def test_groups_are_compared_and_of_one_municipality_its_own_value(open_page: Open, analyst):
    test = look(open_page("baseline", analyst), "grupos")
    assert "Víctimas del conflicto − Todos" in tables(test)
    next(one for one in test.selectbox if one.label == "Municipio").set_value("47053").run()
    assert not test.exception
    assert "valor de Aracataca" in tables(test) + texts(test)
    assert "Víctimas del conflicto − Todos" not in tables(test)


def test_an_indicator_without_groups_says_there_is_nothing_to_compare(open_page: Open, analyst):
    test = open_page("baseline", analyst)
    next(one for one in test.selectbox if one.label == "Zona").set_value("rural").run()
    assert "no traen este indicador por grupos" in texts(look(test, "grupos"))


def test_outliers_are_named(open_page: Open, analyst):
    test = look(open_page("baseline", analyst), "atipicos")
    assert "1 valor atípico en 2023: " in texts(test)
    assert "40,0 %" in tables(test)
    next(one for one in test.selectbox if one.label == "Año del dato").set_value("2021").run()
    assert "ningún valor atípico en 2021" in texts(test)
    assert "40,0 %" in tables(test)


def test_missing_years_municipalities_and_slices_are_named(open_page: Open, analyst):
    test = look(open_page("baseline", analyst), "faltantes")
    shown = tables(test)
    assert "8 de 28" in shown and "0 de 28" in shown and "9 de 28" in shown
    assert "todos" in shown  # nobody has 2022
    assert "Víctimas del conflicto" in shown
    assert "El dato más reciente es de 2023" in texts(test)


def test_the_age_of_the_data_is_said_in_years():
    assert missing.age(2025, date(2026, 1, 5)) == "El dato más reciente es de 2025: tiene 1 año."
    assert missing.age(2026, date(2026, 1, 5)) == "El dato más reciente es de 2026: es de este año."
