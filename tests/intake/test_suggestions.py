"""Suggestions are never a surprise: the same words always win, order does not matter, and doubt is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import catalog
from data.intake.columns import normalized
from data.intake.headers import Place, duplicates, fingerprint, headers_at, suggested_place
from data.intake.suggestions import (
    CLOSE,
    TARGETS,
    confidence_word,
    indicator_choices,
    is_figures,
    likeness,
    suggest_indicator,
    suggest_targets,
    target_scores,
    trimester_in,
    year_in,
    zone_in,
)
from tests.intake.unknown_files import long_rows, merged_trimesters, table, years_in_columns

WORDS = st.text("abcdeáéíñ _-0123456789%", max_size=24)
HEADERS = st.lists(
    st.one_of(WORDS, st.sampled_from(["Año", "VIGENCIA", "Municipio", "Cód. Municipio", "zona", "valor", "Indicador"])),
    max_size=12,
)


@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_one_only_for_the_same(one: str, other: str) -> None:
    first, second = normalized(one), normalized(other)
    score = likeness(first, second)
    assert 0 <= score <= 1
    assert score == likeness(second, first)
    assert (score == 1) == (first == second != "")


@settings(deadline=None)
@given(HEADERS)
def test_each_column_and_each_target_is_suggested_once_and_never_below_the_threshold(headers: list[str]) -> None:
    found = suggest_targets(dict(enumerate(headers)))
    columns = [column for column, _ in found.values()]
    assert set(found) <= set(TARGETS)
    assert len(columns) == len(set(columns))
    assert all(
        score >= CLOSE and score == target_scores(headers[column])[code] for code, (column, score) in found.items()
    )


@settings(deadline=None)
@given(st.permutations(["Vigencia", "Cod. Municipio", "Zona", "Nombre del indicador", "Valor", "Observación"]))
def test_the_order_of_the_columns_does_not_matter(headers: list[str]) -> None:
    found = {code: headers[column] for code, (column, _) in suggest_targets(dict(enumerate(headers))).items()}
    assert found == {
        "year": "Vigencia",
        "municipality_code": "Cod. Municipio",
        "zone": "Zona",
        "indicator_code": "Nombre del indicador",
        "value": "Valor",
    }


@given(st.lists(WORDS, max_size=8), st.randoms())
def test_the_shape_of_a_header_is_the_set_of_its_columns(headers: list[str], random) -> None:
    shuffled = random.sample(headers, len(headers))
    assert fingerprint(headers) == fingerprint(shuffled) == fingerprint([*headers, *shuffled])


@given(st.integers(1990, 2060), st.integers(1990, 2060))
def test_the_shape_is_the_same_in_other_years(one: int, other: int) -> None:
    assert fingerprint(["Municipio", f"Matrícula {one}"]) == fingerprint(["MUNICIPIO", f"matricula {other}"])
    assert fingerprint([f"Matrícula {one}"]) != fingerprint([f"Deserción {one}"])


@pytest.mark.parametrize("header", ["AÑO", "anio", "Año", "a_o", "Vigencia "])
def test_an_alias_is_certain_however_it_is_written(header: str) -> None:
    [(code, (_, score))] = suggest_targets({0: header}).items()
    assert code == "year"
    assert score >= 0.66


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("T1", 1),
        ("T.4 EJECUTADO 2024", 4),
        ("Trimestre 2 · Resultado", 2),
        ("III trimestre", 3),
        ("1er trimestre", 1),
        ("Primer trimestre", 1),
        ("TRIM 3", 3),
        ("4to Trim", 4),
        ("total", 0),
        ("Trimestre 5", 0),
        ("T1 y T2", 0),
        ("Meta 2024", 0),
    ],
)
def test_trimesters_are_read_as_people_write_them(text: str, number: int) -> None:
    assert trimester_in(text) == number


@pytest.mark.parametrize(
    ("text", "year"), [("2023", "2023"), ("Matrícula 2023-T1", "2023"), ("2022-2023", ""), ("120235", ""), ("x", "")]
)
def test_a_year_is_read_when_there_is_only_one(text: str, year: str) -> None:
    assert year_in(text) == year


@pytest.mark.parametrize(
    ("text", "zone"),
    [("Zona urbana", "urbana"), ("RESTO", "rural"), ("Total", "total"), ("Total 2023", ""), ("urbana y rural", "")],
)
def test_zones_are_read_in_headers(text: str, zone: str) -> None:
    assert zone_in(text) == zone


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tasa de deserción intra-anual 2023", "desercion"),
        ("COBERTURA_NETA_PRIMARIA", "cobertura_neta_primaria"),
        ("Cobertura neta zona urbana T2", "cobertura_neta"),
        ("Poblacion total", "poblacion_total"),
        ("Kilómetros de vía", ""),
    ],
)
def test_an_indicator_is_found_in_a_header_of_its_years_and_zones(text: str, code: str) -> None:
    assert suggest_indicator(text).code == code


def test_every_indicator_is_found_by_its_code_and_by_its_name_unless_two_read_alike() -> None:
    listed = catalog.indicators()
    words = listed["name"].map(normalized)
    assert {code: indicator_choices()[code] for code in listed["code"]} == {code: code for code in listed["code"]}
    for word, code, twice in zip(words, listed["code"], words.duplicated(keep=False), strict=True):
        assert indicator_choices().get(word) == (None if twice else code)


def test_confidence_is_said_in_words() -> None:
    assert [confidence_word(score) for score in (1.0, 0.85, 0.73)] == ["alta", "media", "baja"]


@pytest.mark.parametrize(
    ("cells", "expected"), [(["1", "2,5", "NA"], True), (["a", "b", "1"], False), ([], False), (["", "3 %"], True)]
)
def test_columns_of_figures_are_told_from_the_others(cells: list[str], expected: bool) -> None:
    assert is_figures(cells) is expected


def test_the_header_is_found_under_titles() -> None:
    assert suggested_place(years_in_columns()) == Place(4, 1)
    assert suggested_place(long_rows()) == Place(1, 1)


def test_merged_parents_are_part_of_the_header() -> None:
    one = merged_trimesters()
    assert suggested_place(one) == Place(3, 2)
    assert list(headers_at(one, Place(3, 2)).values())[:4] == [
        "Código DANE",
        "Municipio",
        "Trimestre 1 · Meta",
        "Trimestre 1 · Resultado",
    ]


def test_many_parents_over_the_same_words_are_still_parents() -> None:
    parents = [f"Trimestre {number}" for number in (1, 2, 3, 4) for _ in range(2)]
    below = [None, None, *["Meta", "Resultado"] * 4]
    rows = [["Código", "Municipio", *parents], below, ["47245", "El Banco", *"12345678"]]
    assert suggested_place(table("Hoja", rows, ["A1:A2", "B1:B2"])) == Place(2, 2)


def test_a_parent_written_once_without_merging_reaches_its_columns() -> None:
    rows = [["Municipio", "Urbana", None, "Rural", None], [None, "2022", "2023", "2022", "2023"], ["El Banco", *"1234"]]
    one = table("Hoja", rows)
    assert suggested_place(one) == Place(2, 2)
    assert list(headers_at(one, Place(2, 2)).values()) == [
        "Municipio",
        "Urbana · 2022",
        "Urbana · 2023",
        "Rural · 2022",
        "Rural · 2023",
    ]


def test_headers_said_twice_are_told_with_their_columns() -> None:
    assert duplicates({0: "L.B", 3: "l b", 4: "Avance", 5: "% Avance"}) == {"L.B": [0, 3]}
