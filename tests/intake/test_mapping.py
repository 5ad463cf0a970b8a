"""Files that nobody described: their columns matched once become observations that know their cells."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import pytest

from data.intake.headers import Place, headers_at
from data.intake.isolation import RawFile, SheetTable
from data.intake.mapping import ColumnMapping, Figure, fitted, from_json, problems
from data.intake.model import Reading
from data.intake.pipeline import interpret, interpret_mapped
from data.intake.recall import Memory, Remembered, UnknownLayoutError, same_shape
from data.intake.shape import questions
from data.intake.verdicts import IntakeError
from tests.intake.publication import found, rules
from tests.intake.unknown_files import (
    book,
    figures,
    long_rows,
    merged_trimesters,
    sheet,
    table,
    years_in_columns,
)

Read = Callable[..., Reading]

YEARS = ColumnMapping(
    "Deserción de la secretaría",
    headers=("Municipio", "2021", "2022", "2023"),
    keys={"municipality_name": "Municipio"},
    figures=tuple(Figure(year, year=year) for year in ("2021", "2022", "2023")),
    constants={"indicator_code": "desercion"},
)
TRIMESTERS = ColumnMapping(
    "Docentes formados",
    depth=2,
    headers=tuple(headers_at(merged_trimesters(), Place(3, 2)).values()),
    keys={"municipality_code": "Código DANE", "municipality_name": "Municipio"},
    figures=tuple(Figure(f"Trimestre {number} · Resultado", trimester=number) for number in (1, 2, 3)),
    constants={"indicator_code": "docentes_formados", "year": "2024"},
)
LONG = ColumnMapping(
    "Indicadores por zona",
    headers=("Vigencia", "Cod. Municipio", "Zona", "Nombre del indicador", "Valor"),
    keys={
        "year": "Vigencia",
        "municipality_code": "Cod. Municipio",
        "zone": "Zona",
        "indicator_code": "Nombre del indicador",
    },
    figures=(Figure("Valor"),),
)


@pytest.fixture
def read(municipalities: pd.DataFrame) -> Read:
    """Reads sheets under a mapping, headers where they are suggested."""

    def mapped(mapping: ColumnMapping, *tables: SheetTable, raw: RawFile | None = None) -> Reading:
        sheets = [sheet(one) for one in tables]
        return interpret_mapped(raw or book(*tables), sheets, mapping, "propio.xlsx", municipalities)

    return mapped


def test_years_in_columns_become_years(read: Read) -> None:
    reading = read(YEARS, years_in_columns())
    assert figures(reading.observations)["47161", 2023, "total", "desercion"] == 4.5
    assert sorted(set(reading.observations["year"])) == [2021, 2022, 2023]
    assert (reading.rows, reading.entity_rows, reading.outside_rows, reading.municipalities) == (4, 3, 0, 3)
    assert reading.dataset == "Deserción de la secretaría"


def test_each_figure_knows_its_sheet_and_its_row(read: Read) -> None:
    rows = read(YEARS, years_in_columns()).observations.set_index(["municipality_code", "year"])
    assert rows.loc[("47545", 2023), ["sheet", "row"]].tolist() == ["Deserción", 6]


def test_an_empty_cell_is_kept_empty(read: Read) -> None:
    assert pd.isna(figures(read(YEARS, years_in_columns()).observations)["47545", 2022, "total", "desercion"])


def test_a_whole_year_without_figures_is_not_a_year(read: Read) -> None:
    empty = years_in_columns()
    empty.cells[3] = [*empty.cells[3].iloc[:4], *[None] * 4]
    assert set(read(YEARS, empty).observations["year"]) == {2021, 2022}


def test_a_total_row_stays_out_and_is_found_in_its_own_cell(read: Read) -> None:
    reading = read(YEARS, years_in_columns())
    total = found(reading, "fila_no_es_dato")
    assert total is not None
    assert total.cells["cell"].tolist() == ["A8"]
    assert (total.count, total.message.endswith("En el archivo: 1 fila.")) == (1, True)
    assert set(total.cells["column"]) == {"Municipio"}
    assert reading.rejected_rows[["sheet", "row"]].to_numpy().tolist() == [["Deserción", 8]]


def test_a_wrong_cell_is_named_as_the_file_does_and_the_other_years_load(read: Read) -> None:
    bad = years_in_columns()
    bad.cells.at[5, 2] = "pendiente"
    reading = read(YEARS, bad)
    wrong = found(reading, "numero_invalido")
    assert wrong is not None
    assert wrong.example == "hoja «Deserción», celda C5 («2022»): «pendiente»"
    assert wrong.cells[["sheet", "row", "column", "cell"]].to_numpy().tolist() == [["Deserción", 5, "2022", "C5"]]
    kept = figures(reading.observations)
    assert ("47245", 2022, "total", "desercion") not in kept
    assert kept["47245", 2023, "total", "desercion"] == 3.5


def test_an_excel_error_of_the_file_is_found_where_it_is(read: Read) -> None:
    broken = replace(years_in_columns(), errors=(("D7", "#REF!"),))
    wrong = found(read(YEARS, broken), "celda_error_excel")
    assert wrong is not None
    assert wrong.cells["cell"].tolist() == ["D7"]


def test_a_proposal_waits_at_the_cell_of_the_file(read: Read) -> None:
    mapping = replace(YEARS, constants={"indicator_code": "poblacion_5_16"})
    rows = [["Municipio", "2021", "2022", "2023"], ["El Banco", "17195", "17.26", "17189"]]
    reading = read(mapping, table("Población", rows))
    [one] = reading.proposals
    assert (one.sheet, one.row, one.cell, one.column, one.proposed) == ("Población", 2, "C2", "2022", 17260.0)
    pending = reading.observations.set_index("year").loc[2022]
    assert (pending["pending"], pending["value"]) == (one.id, 17260.0)


def test_history_is_looked_at_across_year_columns(read: Read) -> None:
    years = [str(year) for year in range(2015, 2023)]
    usual = ["3.1", "3.2", "3.3", "3.1", "3.2", "3.2", "3.1", "3.3"]
    odd = [*usual[:5], "63.2", *usual[6:]]
    rows = [["Municipio", *years], ["El Banco", *odd], ["Guamal", *usual], ["Plato", *usual]]
    mapping = replace(YEARS, headers=("Municipio", *years), figures=tuple(Figure(one, year=one) for one in years))
    jump = found(read(mapping, table("Hoja", rows)), "salto_historico")
    assert jump is not None
    assert jump.cells["cell"].tolist() == ["G2"]
    assert "celda G2" in jump.example


@pytest.mark.parametrize(("rule", "expected"), [("ultimo", (31.0, 18.0)), ("suma", (58.0, 25.0))])
def test_trimesters_become_the_figure_of_the_year(read: Read, rule: str, expected: tuple[float, float]) -> None:
    reading = read(replace(TRIMESTERS, trimester_rule=rule), merged_trimesters())
    values = figures(reading.observations)
    assert (
        values["47245", 2024, "total", "docentes_formados"],
        values["47318", 2024, "total", "docentes_formados"],
    ) == expected
    said = found(reading, "aviso_trimestres")
    assert said is not None
    assert "2 cifras tienen menos de cuatro trimestres" in said.message
    assert len(reading.keys) == 2


def test_the_mean_of_trimesters_ignores_the_empty_ones(read: Read) -> None:
    values = figures(read(replace(TRIMESTERS, trimester_rule="promedio"), merged_trimesters()).observations)
    assert values["47318", 2024, "total", "docentes_formados"] == 12.5


def test_trimesters_in_rows_are_joined_too(read: Read) -> None:
    rows = [["Municipio", "Trimestre", "Matrícula 2024"]]
    rows += [["El Banco", word, str(number)] for number, word in enumerate(("I", "II", "Trimestre 3", "4"), 1)]
    mapping = ColumnMapping(
        "Por trimestres",
        headers=tuple(rows[0]),
        keys={"municipality_name": "Municipio", "trimester": "Trimestre"},
        figures=(Figure("Matrícula 2024", year="2024"),),
        constants={"indicator_code": "poblacion_total"},
    )
    reading = read(mapping, table("Hoja", rows))
    assert figures(reading.observations) == {("47245", 2024, "total", "poblacion_total"): 4.0}
    assert reading.observations["row"].tolist() == [5]


def test_long_rows_of_several_sheets_are_read_together(read: Read) -> None:
    reading = read(LONG, long_rows(), long_rows("Rural", "Resto"))
    values = figures(reading.observations)
    assert values["47245", 2023, "rural", "desercion"] == 3.4
    assert values["47318", 2022, "urbana", "cobertura_neta"] == 88.5
    assert len(values) == 6
    assert (reading.rows, reading.outside_rows, reading.sheet) == (8, 2, "Urbana, Rural")
    assert set(reading.observations["sheet"]) == {"Urbana", "Rural"}


def test_the_same_key_in_two_sheets_is_repeated(read: Read) -> None:
    reading = read(LONG, long_rows(), long_rows("Copia"))
    assert "clave_repetida" in rules(reading)
    assert set(reading.rejected_rows["sheet"]) == {"Copia"}


def test_indicators_in_columns_are_checked_against_each_other(read: Read) -> None:
    rows = [["Año", "Municipio", "Aprob.", "Reprob.", "Deserc."], ["2022", "El Banco", "90", "5", "4"]]
    mapping = ColumnMapping(
        "Eficiencia",
        headers=tuple(rows[0]),
        keys={"year": "Año", "municipality_name": "Municipio"},
        figures=(
            Figure("Aprob.", "aprobacion"),
            Figure("Reprob.", "reprobacion"),
            Figure("Deserc.", "desercion"),
        ),
    )
    reading = read(mapping, table("Hoja", rows))
    assert "suma_no_es_100" in rules(reading)
    assert set(figures(reading.observations).values()) == {90.0, 5.0, 4.0}


def test_zones_in_columns_are_checked_against_their_total(read: Read) -> None:
    rows = [["Municipio", "Urbana", "Rural", "Total"], ["El Banco", "100", "50", "149"], ["Guamal", "10", "5", "15"]]
    zones = {"Urbana": "urbana", "Rural": "rural", "Total": "total"}
    mapping = ColumnMapping(
        "Población propia",
        headers=tuple(rows[0]),
        keys={"municipality_name": "Municipio"},
        figures=tuple(Figure(header, zone=zone) for header, zone in zones.items()),
        constants={"indicator_code": "poblacion_total", "year": "2024"},
    )
    reading = read(mapping, table("Hoja", rows))
    assert "partes_mayores_que_total" in rules(reading)
    assert set(figures(reading.observations)) == {("47318", 2024, zone, "poblacion_total") for zone in zones.values()}


def test_a_figure_that_one_sheet_does_not_bring_is_not_an_empty_figure(read: Read) -> None:
    mapping = replace(
        YEARS,
        figures=(Figure("2021", "desercion", "2021"), Figure("2022", "repitencia", "2022")),
        constants={},
    )
    values = figures(read(mapping, years_in_columns()).observations)
    assert {(year, code) for _, year, _, code in values} == {(2021, "desercion"), (2022, "repitencia")}


def test_the_value_may_be_its_fraction(read: Read) -> None:
    rows = [["Municipio", "Num", "Den"], ["El Banco", "12", "240"]]
    mapping = ColumnMapping(
        "Fracciones",
        headers=tuple(rows[0]),
        keys={"municipality_name": "Municipio", "numerator": "Num", "denominator": "Den"},
        constants={"year": "2024", "indicator_code": "desercion"},
    )
    [line] = read(mapping, table("Hoja", rows)).observations.to_dict("records")
    assert (line["value"], line["numerator"], line["denominator"]) == (5.0, 12.0, 240.0)


def test_a_municipality_merged_over_its_rows_is_that_of_each(read: Read) -> None:
    rows = [["Municipio", "Zona", "2022"], ["El Banco", "Urbana", "3"], [None, "Rural", "4"]]
    mapping = replace(YEARS, keys={**YEARS.keys, "zone": "Zona"}, figures=(Figure("2022", year="2022"),))
    values = figures(read(mapping, table("Hoja", rows, ["A2:A3"])).observations)
    assert values == {("47245", 2022, "urbana", "desercion"): 3.0, ("47245", 2022, "rural", "desercion"): 4.0}


def test_words_that_nobody_knows_are_asked_and_the_answers_used(read: Read, municipalities: pd.DataFrame) -> None:
    rows = [["Municipio", "Zona", "2022"], ["Bnaco", "Zona A", "3"], ["Guamal", "Zona B", "4"]]
    mapping = replace(YEARS, keys={**YEARS.keys, "zone": "Zona"}, figures=(Figure("2022", year="2022"),))
    one = table("Hoja", rows)
    asked = {question.word for question in questions([sheet(one)], mapping, municipalities)}
    assert asked == {"Bnaco", "Zona A", "Zona B"}
    answers = {"zone": {"zona_a": "rural", "zona_b": ""}, "municipality_name": {"bnaco": "47245"}}
    reading = read(replace(mapping, words=answers), one)
    assert figures(reading.observations) == {("47245", 2022, "rural", "desercion"): 3.0}
    assert found(reading, "filas_por_fuera") is not None


def test_a_mapping_survives_being_stored() -> None:
    assert from_json(TRIMESTERS.as_json()) == TRIMESTERS


def test_an_unknown_file_asks_for_its_columns(municipalities: pd.DataFrame) -> None:
    with pytest.raises(UnknownLayoutError) as unknown:
        interpret(book(years_in_columns()), "propio.xlsx", municipalities)
    assert unknown.value.raw.sheets[0].name == "Deserción"
    assert unknown.value.code == "columna_faltante"


def memory(mapping: ColumnMapping, year: str = "") -> Memory:
    return Memory((Remembered("m1", 1, mapping, "Analista", datetime(2026, 3, 2, 15, tzinfo=UTC)),), year)


def test_the_next_file_of_the_shape_is_recognized_with_its_own_years(municipalities: pd.DataFrame) -> None:
    reading = interpret(book(years_in_columns(2022)), "otro.xlsx", municipalities, memory=memory(YEARS))
    assert sorted(set(reading.observations["year"])) == [2022, 2023, 2024]
    assert reading.dataset == YEARS.name
    assert reading.recognized_by == "emparejamiento «Deserción de la secretaría», de Analista (02/03/2026)"


def test_a_shape_with_more_years_is_the_same_shape() -> None:
    longer = fitted(YEARS, ["Municipio", *map(str, range(2019, 2025))])
    assert [one.year for one in longer.figures] == [str(year) for year in range(2019, 2025)]
    assert longer.fingerprint == YEARS.fingerprint


def test_a_file_without_year_asks_it_every_time(municipalities: pd.DataFrame) -> None:
    raw = book(merged_trimesters())
    with pytest.raises(UnknownLayoutError, match="no dice de qué año") as unknown:
        interpret(raw, "otro.xlsx", municipalities, memory=memory(TRIMESTERS))
    assert unknown.value.recalled is not None
    reading = interpret(raw, "otro.xlsx", municipalities, memory=memory(TRIMESTERS, "2025"))
    assert set(reading.observations["year"]) == {2025}


def test_another_shape_is_not_recalled(municipalities: pd.DataFrame) -> None:
    with pytest.raises(UnknownLayoutError) as unknown:
        interpret(book(long_rows()), "otro.xlsx", municipalities, memory=memory(YEARS))
    assert unknown.value.recalled is None


def test_sheets_of_the_same_shape_are_offered_together() -> None:
    one, other, strange = long_rows(), long_rows("Rural", "Resto"), years_in_columns()
    assert [each.table.name for each in same_shape(sheet(one), [one, other, strange])] == ["Urbana", "Rural"]


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        (replace(YEARS, name=" "), "nombre de los datos"),
        (replace(YEARS, name="men_municipal"), "fuente conocida"),
        (replace(YEARS, keys={}), "Falta el municipio"),
        (replace(YEARS, constants={}), "Falta el indicador"),
        (replace(YEARS, figures=()), "Faltan las cifras"),
        (replace(YEARS, figures=(Figure("2021"),)), "Falta el año"),
        (replace(YEARS, figures=(Figure("2021", year="21"),)), "no es un año"),
        (replace(YEARS, figures=(Figure("Municipio", year="2021"),)), "se usa para dos cosas"),
        (replace(YEARS, figures=(Figure("2021", year="2021"), Figure("2022", year="2021"))), "dicen lo mismo"),
        (replace(YEARS, keys={**YEARS.keys, "numerator": "2021"}), "van juntos"),
    ],
)
def test_what_is_missing_is_said_in_words(mapping: ColumnMapping, words: str) -> None:
    assert any(words in text for text in problems(mapping))


def test_a_repeated_header_that_is_used_is_refused_by_name(read: Read) -> None:
    rows = [["Municipio", "2021", "2021"], ["El Banco", "1", "2"]]
    with pytest.raises(IntakeError, match="La columna «2021» aparece más de una vez"):
        read(replace(YEARS, figures=(Figure("2021", year="2021"),)), table("Hoja", rows))


def test_a_repeated_header_that_nobody_uses_does_no_harm(read: Read) -> None:
    rows = [["Municipio", "L.B", "L.B", "2021"], ["El Banco", "1", "2", "3"]]
    reading = read(replace(YEARS, figures=(Figure("2021", year="2021"),)), table("Hoja", rows))
    assert figures(reading.observations) == {("47245", 2021, "total", "desercion"): 3.0}


def test_a_column_that_the_sheet_does_not_have_is_named(read: Read) -> None:
    with pytest.raises(IntakeError, match="no tiene la columna «2030»"):
        read(replace(YEARS, figures=(Figure("2030", year="2030"),)), years_in_columns())
