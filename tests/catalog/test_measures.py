"""The catalogue of indicators is whole: every one says what it is, and nothing is worked out from nothing."""

import pandas as pd

from analytics.derived import RULES
from data import catalog
from data.catalog import measures
from procedure.vocabulary import SENSES

KINDS = {"rate", "count", "coverage", "index", "score", "ratio", "difference", "gap"}


def test_every_measure_has_one_code_a_name_a_unit_and_its_formula_in_words():
    listed = measures.measures()
    assert listed["code"].is_unique
    assert listed["name"].is_unique
    for column in ("name", "unit", "source", "topic", "formula"):
        assert listed[column].str.strip().ne("").all(), column
    assert set(listed["kind"]) == KINDS
    assert listed["formula"].str.endswith(".").all()


def test_only_a_gap_has_no_sense():
    listed = measures.measures()
    assert set(listed.loc[listed["kind"] != "gap", "sense"]) <= set(SENSES)
    assert set(listed.loc[listed["kind"] == "gap", "sense"]) == {""}


def test_what_is_computed_names_a_rule_and_inputs_that_files_bring():
    stored = set(catalog.indicators()["code"])
    computed = measures.computed()
    assert set(computed["rule"]) <= set(RULES)
    assert {code for inputs in computed["inputs"] for code in inputs} <= stored
    assert not stored & set(computed["code"]), "nothing is both stored and computed"
    assert set(computed["weight_code"]) - {""} <= stored


def test_every_rate_has_a_gap_and_no_head_count_has_one():
    listed = measures.measures().set_index("code")
    assert listed.loc["brecha_desercion", ["unit", "decimals"]].tolist() == ["p.\u00a0p.", 1]
    assert listed.at["brecha_saber_11_global", "unit"] == "puntos"
    assert "brecha_poblacion_5_16" not in listed.index
    stored = catalog.indicators()
    rates = stored[stored["kind"] != "count"]
    assert {measures.gap_code(code) for code in rates["code"]} <= set(listed.index)


def test_inputs_are_known_for_what_is_worked_out_only():
    assert measures.inputs_of("desercion") == ("", ())
    assert measures.inputs_of("brecha_desercion") == ("gap", ("desercion",))
    assert measures.inputs_of("estudiantes_por_docente") == ("ratio", ("matricula", "docentes"))
    assert measures.inputs_of("felicidad") == ("", ())


def test_a_caller_cannot_change_the_list_for_the_next_one():
    taken = measures.measures()
    taken.loc[:, "name"] = "otro"
    assert "otro" not in set(measures.measures()["name"])
    assert isinstance(taken, pd.DataFrame)
