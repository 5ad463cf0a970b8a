"""Municipalities by name: every spelling the sources use, and a question where the name is not enough."""

import csv

import pandas as pd
import pytest

from data.intake.places import Resolution, resolve
from tests.intake.publication import SHARED

VARIANTS = SHARED / "data" / "geo" / "nombres_municipios_magdalena_variantes.csv"


@pytest.mark.shared
@pytest.mark.skipif(not VARIANTS.is_file(), reason="the shared list of variants is absent")
def test_every_name_that_a_source_gives_is_its_municipality(municipalities: pd.DataFrame) -> None:
    with VARIANTS.open(encoding="utf-8-sig") as file:
        lines = list(csv.DictReader(file))
    names = {line["nombre_en_la_fuente"]: line["codigo_dane"] for line in lines}
    own = {name: code for name, code in names.items() if code in set(municipalities["code"])}
    assert {name: one.code for name, one in resolve(own, municipalities).items()} == own


@pytest.mark.parametrize("name", ["PUEBLO VIEJO", " pueblo  viejo", "Puebloviejo", "PUEBLOVIEJO"])
def test_spaces_and_capitals_do_not_matter(municipalities: pd.DataFrame, name: str) -> None:
    assert resolve([name], municipalities)[name] == Resolution("47570")


def test_a_name_of_several_departments_is_ours_in_a_file_of_ours(municipalities: pd.DataFrame) -> None:
    assert resolve(["Salamina", "El Banco"], municipalities)["Salamina"].code == "47675"


def test_a_name_of_several_departments_is_asked_among_others(municipalities: pd.DataFrame) -> None:
    one = resolve(["Salamina", "Medellín"], municipalities)["Salamina"]
    assert (one.code, one.asked, one.candidates) == ("", True, ("47675", "17653"))


def test_a_mistyped_name_is_asked_with_what_it_resembles(municipalities: pd.DataFrame) -> None:
    one = resolve(["Nueva Granda"], municipalities)["Nueva Granda"]
    assert (one.asked, one.candidates) == (True, ("47460",))


def test_totals_and_departments_are_no_question(municipalities: pd.DataFrame) -> None:
    assert resolve(["TOTAL", "Magdalena"], municipalities) == {"TOTAL": Resolution(""), "Magdalena": Resolution("")}


def test_an_answer_goes_before_everything(municipalities: pd.DataFrame) -> None:
    answers = {"salamina": "17653", "macondo": ""}
    found = resolve(["Salamina", "Macondo"], municipalities, answers)
    assert [one.code for one in found.values()] == ["17653", ""]
    assert not any(one.asked for one in found.values())
