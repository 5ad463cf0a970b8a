"""Recognizing a source: its header wherever it is, and a sentence that names what is missing."""

import re
from collections.abc import Callable

import pandas as pd
import pytest

from data.intake.headers import joined_headers
from data.intake.model import Reading
from data.intake.verdicts import IntakeError
from tests.intake.publication import rules

Interpret = Callable[..., Reading]


def test_headers_of_several_rows_carry_their_parents_first() -> None:
    parents = {0: "Municipio", 1: "Trimestre 1", 2: "Trimestre 1"}
    assert joined_headers([parents, {0: "Municipio", 1: "Meta", 2: "Resultado"}]) == {
        0: "Municipio",
        1: "Trimestre 1 · Meta",
        2: "Trimestre 1 · Resultado",
    }


def test_extra_and_absent_columns_are_said(men: pd.DataFrame, interpreted: Interpret) -> None:
    reading = interpreted(men.rename(columns={"REPITENCIA_MEDIA": "OBS"}))
    assert rules(reading) == ["aviso_columnas_ignoradas", "columna_ausente"]


def test_a_missing_column_is_named(men: pd.DataFrame, interpreted: Interpret) -> None:
    with pytest.raises(IntakeError) as refused:
        interpreted(men.drop(columns="DESERCIÓN"))
    assert refused.value.code == "columna_faltante"
    assert "«DESERCIÓN»" in refused.value.message


def test_a_duplicated_header_is_refused_with_its_cells(men: pd.DataFrame, interpreted: Interpret) -> None:
    men.insert(3, " deserción\u00a0", "1")
    with pytest.raises(IntakeError) as refused:
        interpreted(men)
    assert refused.value.code == "encabezado_duplicado"
    assert "D1" in refused.value.message


def test_only_a_header_is_no_data(men: pd.DataFrame, interpreted: Interpret) -> None:
    with pytest.raises(IntakeError) as refused:
        interpreted(men.iloc[:0])
    assert refused.value.code == "sin_datos"


def test_an_unknown_layout_lists_what_is_known(interpreted: Interpret) -> None:
    with pytest.raises(IntakeError) as refused:
        interpreted(pd.DataFrame({"producto": ["a"], "precio": ["1"]}, dtype="str"))
    assert refused.value.code == "columna_faltante"
    assert "Estadísticas del MEN por municipio" in refused.value.message


def test_a_forced_kind_that_does_not_exist_lists_those_that_do(men: pd.DataFrame, interpreted: Interpret) -> None:
    with pytest.raises(IntakeError) as refused:
        interpreted(men, kind="otra")
    assert refused.value.code == "tipo_desconocido"
    assert "men_municipal" in refused.value.message


def test_titles_above_the_header_are_skipped_and_said(men: pd.DataFrame, interpreted: Interpret) -> None:
    header = pd.DataFrame([list(men.columns)], columns=men.columns)
    titled = pd.concat([header.map(lambda _: ""), header, men], ignore_index=True)
    titled.columns = ["Ministerio de Educación", *[f"vacía {number}" for number in range(1, men.shape[1])]]
    reading = interpreted(titled)
    assert rules(reading) == ["aviso_encabezado_fila"]
    assert reading.rows == 64
    assert reading.observations["row"].min() == 4


def test_open_data_headers_without_accents_are_recognized(men: pd.DataFrame, interpreted: Interpret) -> None:
    mangled = men.rename(columns=lambda text: re.sub(r"[^a-z0-9]+", "_", text.lower()))
    assert "c_digo_municipio" in mangled
    assert interpreted(mangled).kind == "men_municipal"
