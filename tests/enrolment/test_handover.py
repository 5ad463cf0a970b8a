"""From the counts of a file of students to a version that serves."""

import hashlib
from dataclasses import replace

import pytest

from data.records import datasets
from data.warehouse import open_warehouse
from data.warehouse.acceptance import Upload, accept, withdraw
from data.warehouse.comparison import compare
from tests.enrolment.conftest import RURAL_SCHOOL

EL_BANCO, GUAMAL = "47245", "47318"


@pytest.fixture
def warehouse(sqlite_settings, sqlite_database):
    opened = open_warehouse(sqlite_settings, sqlite_database)
    yield opened
    opened.close()


@pytest.fixture
def load(sqlite_database, warehouse, actor):
    def stored(reading, text="matricula"):
        upload = Upload(hashlib.sha256(text.encode()).hexdigest(), 1, f"{text}.xlsx")
        return accept(sqlite_database, warehouse, actor, reading, upload)

    return stored


STUDENTS = [
    {"dropout": "1"},
    {"disability": "4", "repeater": "SI"},
    {"school_code": RURAL_SCHOOL, "zone": "RURAL", "ethnic": "WAYUU", "victim": "SI"},
    {"school_code": RURAL_SCHOOL, "zone": "RURAL", "birth_date": "2010-01-01"},
]


def figures(warehouse, indicator, year=2025):
    frame = warehouse.read("indicator_year", entity_id="47", indicator=indicator, year=year)
    return {(row.zone, row.inclusion_group): (row.value, row.numerator, row.denominator) for row in frame.itertuples()}


def test_a_file_of_students_serves_as_figures_by_zone_and_group(load, warehouse, reading_of):
    version = load(reading_of(STUDENTS))
    assert (version["dataset"], version["rows_new"], version["rows_rejected"]) == ("enrolment", 4, 0)
    enrolment = figures(warehouse, "matricula")
    assert {key: value for key, (value, _, _) in enrolment.items() if key[1] == "todos"} == {
        ("total", "todos"): 4,
        ("urbana", "todos"): 2,
        ("rural", "todos"): 2,
    }
    assert figures(warehouse, "desercion_matricula")["urbana", "todos"] == (50.0, 1.0, 2.0)
    assert figures(warehouse, "repitencia_matricula")["total", "discapacidad"] == (100.0, 1.0, 1.0)
    assert figures(warehouse, "extraedad")["rural", "todos"] == (50.0, 1.0, 2.0)
    shares = figures(warehouse, "estudiantes_inclusion")
    assert shares["total", "inclusion"] == shares["total", "todos"] == (50.0, 2.0, 4.0)
    assert shares["rural", "victimas"] == (50.0, 1.0, 2.0)
    rural_disabled = figures(warehouse, "desercion_matricula")["rural", "discapacidad"]
    assert rural_disabled[1:] == (0.0, 0.0)
    assert rural_disabled[0] != rural_disabled[0], "nobody to speak of is not 0 %"


def test_pages_read_the_cube_and_never_students(load, warehouse, reading_of):
    load(reading_of(STUDENTS))
    profile = warehouse.read("enrolment_profile", entity_id="47", year=2025)
    everybody = profile[profile["inclusion_group"] == "todos"]
    assert everybody.groupby("zone")["students"].sum().to_dict() == {"rural": 2, "urbana": 2}
    schools = warehouse.read("enrolment_schools", entity_id="47", year=2025)
    assert schools[["school_code", "zones", "students"]].to_numpy().tolist() == [
        ["147245000011", "urbana", 2],
        [RURAL_SCHOOL, "rural", 2],
    ]


def test_what_a_file_changes_is_counted_in_students(load, warehouse, reading_of):
    load(reading_of(STUDENTS))
    corrected = [*STUDENTS[:3], {**STUDENTS[3], "disability": "4"}, {"municipality_code": GUAMAL}]
    counted = compare(warehouse, reading_of(corrected), "47").counts()
    assert counted == {"new": 1, "changed": 2, "equal": 2, "rejected": 0, "outside": 0}
    again = compare(warehouse, reading_of(STUDENTS), "47")
    assert again.counts() == {"new": 0, "changed": 0, "equal": 4, "rejected": 0, "outside": 0}
    assert again.changed.empty


def test_a_later_file_replaces_the_years_and_municipalities_it_carries(
    load, warehouse, reading_of, sqlite_database, actor
):
    load(reading_of([*STUDENTS, {"municipality_code": GUAMAL}, {"year": "2024"}]))
    second = load(reading_of([{}]), "segundo")
    cube = warehouse.read("enrolment_serving", entity_id="47", years=[2024, 2025])
    heads = cube[cube["inclusion_group"] == "todos"].groupby(["year", "municipality_code"])["students"].sum()
    assert heads.to_dict() == {(2024, EL_BANCO): 1, (2025, EL_BANCO): 1, (2025, GUAMAL): 1}
    enrolled = figures(warehouse, "matricula")
    assert enrolled["rural", "todos"][0] == 0, "nothing of the earlier file stays in a zone that the new one lacks"
    withdraw(sqlite_database, warehouse, actor, second["id"], reason="error")
    assert warehouse.read("enrolment_schools", entity_id="47", year=2025)["students"].sum() == 5
    assert datasets.history(sqlite_database, "47")["serving"].tolist() == [False, True]


def test_students_placed_by_an_old_code_count_in_the_enrolment_and_in_no_municipality(load, warehouse, reading_of):
    reading = reading_of([{"school_code": "147001000031"}], without=("municipality_code",))
    assert reading.observations.empty
    assert [finding.rule for finding in reading.findings] == ["municipio_por_codigo"]
    assert load(reading)["rows_new"] == 1
    assert warehouse.read("enrolment_schools", entity_id="47", year=2025)["students"].tolist() == [1]


def test_the_year_that_a_file_does_not_say_is_told(reading_of):
    reading = reading_of([{}], without=("year",))
    assert set(reading.observations["year"]) == {2025}
    assert [(finding.rule, finding.severity) for finding in reading.findings] == [("anio_supuesto", "aviso")]


def test_findings_say_where_without_saying_who(reading_of):
    rows = [{}, {"document": "1080000555.5"}, {"grade": "XX"}, {"name": "ANA\u202eXEXE"}]
    letters = {"document": "F", "grade": "I", "name": "G"}
    reading = reading_of(rows, letters=letters, headers={"document": "NRO_DOCUMENTO"})
    by_rule = {finding.rule: finding for finding in reading.findings}
    assert by_rule["documento_invalido"].example == "hoja «Matricula», celda F3 («NRO_DOCUMENTO»)"
    assert by_rule["numero_invalido"].example == "hoja «Matricula», celda I4 («grade»): «XX»"
    assert reading.rejected == len(reading.rejected_rows) == 3
    told = " ".join(str(finding.cells.to_dict()) + finding.message for finding in reading.findings)
    assert "1080000555" not in told
    assert "XEXE" not in told


def test_a_file_whose_students_all_stay_out_is_refused(load, reading_of):
    from procedure.errors import InvalidValueError

    with pytest.raises(InvalidValueError):
        load(reading_of([{"grade": "XX"}]))


def test_the_rejected_rows_of_a_large_file_are_counted_and_the_first_are_listed(reading_of):
    reading = reading_of([{"grade": "XX"}, {}])
    many = replace(reading, bulk=replace(reading.bulk, rejected=250_000))
    assert many.rejected == 250_000
