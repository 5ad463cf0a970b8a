"""Every indicator is found and its sheet says what it is and what is loaded of it."""

import pandas as pd
import pytest

from data.catalog.measures import measures
from data.opening import open_stores
from data.warehouse.acceptance import accept
from pages.components.catalogue import listing, words
from tests.warehouse.conftest import make_reading, upload_of

EL_BANCO, GUAMAL = "47245", "47318"


PAGE = "diagnosis/catalog.py"


@pytest.fixture
def loaded(sqlite_settings, analyst):
    stores = open_stores(sqlite_settings)
    cells = [
        (2, 2020, EL_BANCO, "cobertura_neta", 80.0),
        (3, 2021, EL_BANCO, "cobertura_neta", 85.0),
        (4, 2021, GUAMAL, "cobertura_neta", 90.0),
    ]
    accept(stores.database, stores.warehouse, analyst, make_reading(cells), upload_of("coberturas"))
    stores.close()


def html(test) -> str:
    return " ".join(str(each.proto.body) for each in test.get("html"))


def shown(test) -> str:
    return " ".join(str(each.value) for each in [*test.info, *test.text])


def open_sheet(test, code: str):
    next(each for each in test.selectbox if each.label == "Indicador").set_value(code).run()
    assert not test.exception
    return html(test)


def found(**asked) -> list[str]:
    available = pd.DataFrame({"indicator_code": ["desercion"], "values": [3], "year": [2022]})
    listed = listing.with_years(measures(), available)
    defaults = {"words": "", "topic": listing.EVERY, "origin": listing.EVERY, "loaded": False}
    return listing.matching(listed, **defaults | asked)["code"].tolist()


def test_words_are_found_without_accents_in_name_formula_source_or_code():
    assert "desercion_media" in found(words="desercion MEDIA")
    areas = ["pmi_directiva", "pmi_academica", "pmi_administrativa", "pmi_comunidad"]
    assert found(words="guia 34 etapas") == areas
    assert found(words="nada asi") == []


def test_topic_origin_and_data_narrow_the_list():
    assert set(found(origin="brecha")) == {code for code in found() if code.startswith("brecha_")}
    assert "sin_matricular_5_16" in found(origin="calculado")
    assert found(loaded=True) == ["desercion"]
    assert "desercion" not in found(topic="calidad")


def test_the_sheet_says_formula_inputs_and_what_is_loaded(open_page, loaded, committee):
    test = open_page(committee, PAGE)
    sheet = open_sheet(test, "cobertura_neta")
    assert "Matrícula de transición a media con la edad del nivel" in sheet
    assert "2\u00a0de\u00a028" in sheet
    assert "coberturas.csv, versión 1" in sheet
    assert "2020 a 2021" in sheet
    computed = open_sheet(test, "falta_cobertura_neta")
    assert "100 − cobertura neta" in computed
    assert "2\u00a0de\u00a028" in computed


def test_an_indicator_without_data_says_so(open_page, loaded, analyst):
    test = open_page(analyst, PAGE)
    open_sheet(test, "indice_inclusion")
    assert "Todavía no hay datos cargados de este indicador" in shown(test)


def test_a_search_without_answer_teaches(open_page, analyst):
    test = open_page(analyst, PAGE)
    next(each for each in test.text_input if each.label == "Buscar").set_value("nada así").run()
    assert "Ningún indicador corresponde" in shown(test)


def test_every_measure_has_a_sheet():
    listed = measures()
    names = dict(zip(listed["code"], listed["name"], strict=True))
    for measure in listed.to_dict("records"):
        facts = words.facts(measure, names)
        assert {"Qué mide y cómo", "Unidad", "Fuente", "Desagregación"} <= set(facts["Dato"])
        assert ("Mejora cuando" in set(facts["Dato"])) == (measure["topic"] != "contexto")


def test_groups_are_named_only_in_the_years_that_have_them():
    available = pd.DataFrame(
        [(2020, "total", "todos", 3), (2021, "total", "todos", 4), (2021, "total", "victimas", 2)],
        columns=["year", "zone", "inclusion_group", "values"],
    )
    table = words.coverage(available, 28)
    assert table["Año"].tolist() == ["2021", "2020"]
    assert table["Total"].tolist() == ["4\u00a0de\u00a028", "3\u00a0de\u00a028"]
    assert table["Grupos de inclusión"].tolist() == ["Víctimas del conflicto", ""]
