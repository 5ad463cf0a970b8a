"""The checks of a long layout (one figure per row): totals against zones and groups, histories, kinds by indicator."""

from collections.abc import Callable

import pandas as pd
import pytest

from data.intake.model import Reading
from data.intake.templates.indicators import TEMPLATE
from tests.intake.publication import found, rules

Interpret = Callable[..., Reading]
Line = tuple[object, ...]


def line(
    zone: str,
    value: object = "",
    *,
    group: str = "todos",
    indicator: str = "desercion",
    year: int = 2024,
    code: str = "47245",
    fraction: tuple[object, object] = ("", ""),
) -> Line:
    return (year, code, "", zone, group, indicator, *fraction, value, "")


@pytest.fixture
def template(interpreted: Interpret) -> Callable[[list[Line]], Reading]:
    """Reads lines as the template «Indicadores por municipio, zona e inclusión»."""

    def read(lines: list[Line]) -> Reading:
        frame = pd.DataFrame(lines, columns=list(TEMPLATE.headers)).astype("str")
        return interpreted(frame, "indicators_template")

    return read


Template = Callable[[list[Line]], Reading]
POPULATION = "poblacion_total"


def test_rates_and_quantities_that_agree_have_no_findings(template: Template) -> None:
    reading = template(
        [
            line("total", fraction=(15, 300)),
            line("urbana", fraction=(6, 200)),
            line("rural", fraction=(9, 100)),
            line("total", 900, indicator=POPULATION),
            line("urbana", 600, indicator=POPULATION),
            line("rural", 300, indicator=POPULATION),
            line("total", 200, group="discapacidad", indicator=POPULATION),
            line("total", 350, group="etnia", indicator=POPULATION),
            line("total", 400, group="inclusion", indicator=POPULATION),
        ]
    )
    assert (reading.findings, len(reading.keys)) == ([], 9)


def test_a_total_outside_the_range_of_its_zones_stays_out_with_them(template: Template) -> None:
    reading = template([line("total", 9), line("urbana", 3), line("rural", 6), line("total", 4, year=2023)])
    finding = found(reading, "total_fuera_de_partes")
    assert finding is not None
    assert (finding.severity, finding.count, list(finding.cells["row"])) == ("error", 1, [2, 3, 4])
    assert finding.example.startswith("fila 2, El Banco, 2024, deserción intraanual: El total 9 está fuera del rango")
    assert list(reading.rejected_rows["row"]) == [2, 3, 4]
    assert list(reading.keys["row"]) == [5]


def test_a_total_at_the_edge_of_its_zones_is_fine(template: Template) -> None:
    assert template([line("total", 6), line("urbana", 3), line("rural", 6)]).findings == []


def test_units_without_zone_are_a_notice_that_says_what_it_blocks(template: Template) -> None:
    reading = template(
        [
            line("total", fraction=(20, 310)),
            line("urbana", fraction=(11, 200)),
            line("rural", fraction=(9, 100)),
        ]
    )
    assert rules(reading) == ["sin_zona"]
    finding = reading.findings[0]
    assert finding.severity == "aviso"
    assert "(denominador): 10 sin zona" in finding.example
    assert "un informe con estas cifras no se aprueba" in finding.mend
    assert (reading.rejected_rows.empty, len(reading.keys)) == (True, 3)


def test_zones_that_exceed_their_total_stay_out(template: Template) -> None:
    lines = [line(zone, value, indicator=POPULATION) for zone, value in (("total", 80), ("urbana", 60), ("rural", 30))]
    reading = template(lines)
    assert rules(reading) == ["partes_mayores_que_total"]
    assert "superan el total 80 en 10" in reading.findings[0].example
    assert reading.observations.empty


def test_a_group_greater_than_everybody_stays_out(template: Template) -> None:
    reading = template(
        [line("total", 80, indicator=POPULATION), line("total", 90, group="etnia", indicator=POPULATION)]
    )
    assert rules(reading) == ["grupo_mayor_que_total"]
    assert len(reading.rejected_rows) == 2


def test_a_unique_count_smaller_than_its_largest_group_stays_out(template: Template) -> None:
    groups = {"todos": 800, "etnia": 90, "discapacidad": 20, "inclusion": 70}
    reading = template([line("total", count, group=group, indicator=POPULATION) for group, count in groups.items()])
    assert rules(reading) == ["unico_imposible"]


def years(values: list[object], indicator: str = "cobertura_neta") -> list[Line]:
    return [line("total", value, indicator=indicator, year=2015 + number) for number, value in enumerate(values)]


def test_a_fraction_among_percents_is_proposed_as_percent_in_a_long_layout_too(template: Template) -> None:
    reading = template(years([91, 92, 90, "0,93", 91, 92]))
    assert rules(reading) == ["fracciones_y_porcentajes"]
    assert [(one.row, one.proposed) for one in reading.proposals] == [(5, 93.0)]


def test_a_count_of_zero_or_one_is_no_fraction(template: Template) -> None:
    assert template(years([91, 92, 90, 1, 91, 92], POPULATION)).proposals == []


def test_a_zero_alone_among_clear_figures_is_asked_in_a_long_layout_too(template: Template) -> None:
    reading = template(years([5, 6, 5, 0, 6, 5], "desercion"))
    assert rules(reading) == ["cero_por_confirmar"]
    assert reading.findings[0].severity == "confirmar"


def test_what_moved_one_indicator_does_not_hide_a_jump_of_another(template: Template) -> None:
    """Three indicators of four jump in 2018 by the same points; the fourth one is judged by its own history."""
    moved = [
        each
        for code in ("47245", "47318", "47555")
        for each in (line("total", 40 if year == 2018 else 5, year=year, code=code) for year in range(2015, 2021))
    ]
    alone = [
        line("total", 48 if year == 2018 else 8, year=year, indicator="repitencia") for year in range(2015, 2021)
    ] + [line("total", 8, year=year, indicator="repitencia", code="47318") for year in range(2015, 2021)]
    alone += [line("total", 8, year=year, indicator="repitencia", code="47555") for year in range(2015, 2021)]
    reading = template([*moved, *alone])
    assert rules(reading) == ["salto_historico"]
    assert list(reading.findings[0].cells["row"]) == [23]
