"""What a file suggests by itself is what a person would have matched."""

import pytest

from data.intake.drafts import suggested
from data.intake.isolation import open_file, with_hidden_sheets
from data.intake.mapping import Figure, problems
from data.intake.recall import offered
from data.intake.shape import Sheet
from tests.intake.publication import SHARED
from tests.intake.unknown_files import long_rows, merged_trimesters, sheet, table, years_in_columns

TENJO = SHARED / "data" / "plan" / "PLAN INDICATIVO TENJO.xlsx"


def test_years_in_columns_are_suggested_with_the_indicator_of_the_title() -> None:
    mapping = suggested([sheet(years_in_columns())], "desercion_municipios.xlsx")
    assert problems(mapping) == []
    assert mapping.keys == {"municipality_name": "Municipio"}
    assert [(one.header, one.year) for one in mapping.figures] == [(year, year) for year in ("2021", "2022", "2023")]
    assert mapping.constants == {"indicator_code": "desercion"}
    assert mapping.name == "Desercion municipios"


def test_of_a_target_and_a_result_the_result_is_suggested() -> None:
    mapping = suggested([sheet(merged_trimesters())], "avance.xlsx")
    assert [(one.header, one.trimester) for one in mapping.figures] == [
        (f"Trimestre {number} · Resultado", number) for number in (1, 2, 3)
    ]
    assert mapping.constants == {"year": "2024"}
    assert mapping.keys == {"municipality_code": "Código DANE", "municipality_name": "Municipio"}


def test_long_rows_need_nothing_more() -> None:
    mapping = suggested([sheet(long_rows())], "largo.xlsx")
    assert problems(mapping) == []
    assert set(mapping.keys) == {"year", "municipality_code", "zone", "indicator_code"}
    assert mapping.figures == (Figure("Valor"),)


def test_zones_in_columns_are_suggested_as_zones() -> None:
    rows = [["Municipio", "Urbana", "Rural", "Total"], ["El Banco", "100", "50", "150"]]
    mapping = suggested([sheet(table("Población total 2024", rows))], "x.xlsx")
    assert [one.zone for one in mapping.figures] == ["urbana", "rural", "total"]
    assert mapping.constants == {"year": "2024", "indicator_code": "poblacion_total"}


def test_indicators_in_columns_are_suggested_as_indicators() -> None:
    rows = [["Municipio", "Deserción", "Cobertura neta", "Observación"], ["El Banco", "3,1", "88,2", "sin novedad"]]
    mapping = suggested([sheet(table("Hoja 1", rows))], "indicadores 2023.xlsx")
    assert [one.indicator_code for one in mapping.figures] == ["desercion", "cobertura_neta"]
    assert mapping.constants == {"year": "2023"}


@pytest.mark.shared
@pytest.mark.skipif(not TENJO.is_file(), reason="the shared plan of Tenjo is absent")
def test_the_plan_of_tenjo_offers_its_visible_sheet_first_and_its_trimesters() -> None:
    raw = with_hidden_sheets(TENJO, TENJO.name, open_file(TENJO, TENJO.name))
    sheets = offered(raw)
    assert [(one.name, one.state) for one in sheets] == [
        ("PDM", "visible"),
        ("Hoja 1", "hidden"),
        ("CONSOLIDADO PROGRAMAS", "hidden"),
        ("Nombre Eje", "hidden"),
    ]
    one: Sheet = sheet(sheets[0])
    assert (one.place.row, one.place.depth, len(one.headers)) == (1, 1, 82)
    assert set(one.repeated) == {
        "L.B",
        "ESTADO PROGRAMADO-NO PROGRAMADO",
        "APROPIACION DEFINITIVA 2025",
        "COMPROMISOS 2025",
    }
    mapping = suggested([one], TENJO.name)
    assert mapping.keys["indicator_code"] == "INDICADOR"
    assert [(each.year, each.trimester) for each in mapping.figures] == [
        (year, trimester) for year in ("2024", "2025") for trimester in (1, 2, 3, 4)
    ]
    assert all("EJECUTADO" in each.header for each in mapping.figures)
