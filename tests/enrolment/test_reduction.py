"""Students in, counts out: the cube, and the rules that keep a row out of it."""

import pyarrow.parquet
import pytest

from data.enrolment import reduction
from data.enrolment.reduction import reduce_students
from data.enrolment.students import Students
from tests.enrolment.conftest import GOOD, RURAL_SCHOOL, SCHOOL, sheet


def counts(given, group="todos", column="students"):
    cube = given.cube
    return int(cube.loc[cube["inclusion_group"] == group, column].sum())


def test_each_student_counts_once_in_everybody_and_once_in_every_group_they_belong_to(reduce):
    given = reduce(
        [
            {},
            {"disability": "4", "ethnic": "ARHUACO"},
            {"victim": "SI"},
            {"country": "862"},
            {"srpa": "S", "disability": "Sí"},
        ]
    )
    found = {group: counts(given, group) for group in given.cube["inclusion_group"].unique()}
    assert found == {
        "todos": 5,
        "discapacidad": 2,
        "etnia": 1,
        "victimas": 1,
        "migrantes": 1,
        "srpa": 1,
        "inclusion": 4,
    }


def test_the_cube_says_where_in_which_grade_and_what_became_of_them(reduce):
    given = reduce(
        [
            {"grade": "TRANSICIÓN", "birth_date": "2019-06-01", "sex": "M"},
            {"grade": "10", "birth_date": "2006-01-01", "dropout": "SI", "repeater": "1"},
            {"school_code": RURAL_SCHOOL, "zone": "rural", "grade": "99"},
        ]
    )
    rows = given.cube.sort_values("grade").drop(columns="inclusion_group")
    assert rows.astype(object).to_numpy().tolist() == [
        [2025, "47245", SCHOOL, "urbana", "transicion", 0, "M", 1, 0, 0, 0, 1, 1],
        [2025, "47245", SCHOOL, "urbana", "media", 10, "F", 1, 1, 1, 1, 1, 0],
        [2025, "47245", RURAL_SCHOOL, "rural", "primaria", 99, "F", 1, 0, 0, 0, 0, 1],
    ]


@pytest.mark.parametrize(("birth", "over"), [("2012-03-31", 1), ("2012-04-01", 0), ("2015-01-01", 0)])
def test_over_age_is_three_years_beyond_the_grade_on_31_march(reduce, birth, over):
    """Fifth grade expects ten years: over age from thirteen."""
    assert counts(reduce([{"birth_date": birth, "grade": "5"}]), column="over_age") == over


def test_what_the_file_does_not_bring_is_unknown_and_not_none(reduce):
    cube = reduce([{}], without=("birth_date", "dropout", "repeater")).cube
    assert cube[["dropouts", "repeaters", "over_age", "aged", "school_age"]].isna().all(axis=None)


def test_without_a_column_of_zone_the_code_of_the_establishment_says_it(reduce):
    given = reduce([{}, {"school_code": RURAL_SCHOOL}], without=("zone",))
    assert sorted(given.cube["zone"]) == ["rural", "urbana"]


BROKEN = {
    "fila_no_es_dato": {"school_code": "TOTAL", "document": None, "grade": None},
    "celda_vacia": {"grade": None},
    "codigo_dane_longitud": {"school_code": "47001"},
    "codigo_inexistente": {"municipality_code": "47789"},
    "anio_invalido": {"year": "25"},
    "numero_invalido": {"grade": "inf"},
    "valor_fuera_de_lista": {"zone": "SUBURBIO"},
    "documento_invalido": {"document": "1080000000.5"},
    "fecha_texto": {"birth_date": "03/04/2012"},
    "fecha_invalida": {"birth_date": "31/02/2012"},
    "fecha_fuera_de_rango": {"birth_date": "9999-12-31"},
    "texto_muy_largo": {"name": "A" * 32767},
    "caracteres_invalidos": {"name": "ANA\u202eXEXE"},
    "revisar_texto_na": {"name": "NA"},
}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_row_that_breaks_a_rule_stays_out_and_is_named(reduce, rule):
    given = reduce([{}, BROKEN[rule], {}])
    assert {name: entry["count"] for name, entry in given.facts["rules"].items()} == {rule: 1}
    assert given.facts["rules"][rule]["cells"][0][0] == 3
    assert given.rejected[["row", "rule"]].to_numpy().tolist() == [[3, rule]]
    assert (given.facts["rows"], given.facts["rejected"], counts(given)) == (3, 1, 2)


def test_texts_that_only_look_dangerous_are_texts(reduce):
    names = ["=cmd|'/C calc'!A0", "\t=1+1", "\r=1+1", "Robert'); DROP TABLE plan;--", "<b>x</b>", "NIN\u0303A"]
    assert reduce([{"name": name} for name in names]).facts["rules"] == {}


def test_dates_of_sheets_texts_and_serial_numbers_are_the_same_date(reduce):
    """Ten years on 31 March 2025; a column that proves the day first is read so."""
    same = reduce([{"birth_date": text} for text in ("2015-02-13", "2015-02-13 00:00:00", "42048", "13/02/2015")])
    assert same.facts["rules"] == {}
    assert counts(same, column="school_age") == 4
    unproven = reduce([{"birth_date": "03/04/2012"}, {"birth_date": "2012-04-03"}])
    assert unproven.facts["rules"]["fecha_texto"]["count"] == 1


def test_whoever_comes_again_in_the_same_year_counts_once_and_is_shown_by_pseudonym(reduce):
    rows = [{"document": "1080000777"}, {}, {"document": "1080000777"}, {"document": "1080000777", "year": "2024"}]
    given = reduce([*rows, {"document": "1080000777", "document_type": "RC"}])
    repeated = given.facts["rules"]["fila_duplicada"]
    assert repeated["count"] == 1
    row, text = repeated["cells"][0]
    assert row == 4
    assert text.startswith("repite la fila 2 (seudónimo ")
    assert "1080000777" not in str(given.facts)
    assert counts(given) == 4


def test_cells_that_the_guard_saw_broken_keep_their_rows_out(reduce):
    given = reduce([{}, {"grade": None}, {}], broken=[(3, "grade", "celda_formula_sin_valor")])
    assert {name: entry["count"] for name, entry in given.facts["rules"].items()} == {"celda_formula_sin_valor": 1}


def test_a_sheet_read_in_slices_by_several_threads_keeps_the_number_of_every_row(reduce, monkeypatch):
    monkeypatch.setattr(reduction, "_SLICE", 500)
    rows = [{} for _ in range(9000)]
    rows[1234], rows[8766] = {"grade": "nadie"}, {"grade": None}
    rows[7777] = {"document": "1080000003"}
    given = reduce(rows, broken=[(4001, "grade", "celda_combinada")])
    found = {name: [row for row, _ in entry["cells"]] for name, entry in given.facts["rules"].items()}
    assert found == {
        "numero_invalido": [1236],
        "celda_vacia": [8768],
        "fila_duplicada": [7779],
        "celda_combinada": [4001],
    }


def test_blank_rows_are_neither_students_nor_errors(reduce):
    given = reduce([{}, dict.fromkeys(GOOD), dict.fromkeys(GOOD, "  "), {}])
    assert (given.facts["rows"], given.facts["blank_rows"], given.facts["rejected"]) == (2, 2, 0)


def test_students_of_other_entities_are_counted_and_left(reduce):
    given = reduce([{}, {"municipality_code": "47001"}, {"municipality_code": "08001", "grade": "inf"}])
    assert (given.facts["rows"], given.facts["outside"], given.facts["rejected"], counts(given)) == (3, 2, 0, 1)


def test_without_a_column_of_municipality_the_code_of_the_establishment_places_the_student(reduce):
    rows = [{}, {"school_code": "147001000031"}, {"school_code": "108001000031"}, {"school_code": "199999000031"}]
    given = reduce(rows, without=("municipality_code",))
    assert given.facts["places"] == {"47245": 1, "47001": 1}
    assert (given.facts["outside"], given.facts["rejected"]) == (1, 1)


def test_a_large_text_file_gives_the_same_counts_as_the_sheet(tmp_path, context, reduce):
    rows = [{"disability": "4"}, {"document": "1080000001.5"}, {"zone": "R"}]
    table = sheet(rows)
    path = tmp_path / "grande.csv"
    lines = [
        ";".join(cell or "" for cell in line) for line in zip(*(c.to_pylist() for c in table.columns), strict=True)
    ]
    path.write_text("\n".join([*lines, "47245;corta"]) + "\n", encoding="utf-8")
    folder = tmp_path / "csv"
    folder.mkdir()
    students = Students(path, {name: name for name in GOOD}, delimiter=";")
    facts = reduce_students(students, context, folder, lambda _fraction, _text: None)
    assert {name: entry["count"] for name, entry in facts["rules"].items()} == {
        "documento_invalido": 1,
        "fila_columnas": 1,
    }
    assert pyarrow.parquet.read_table(folder / "cube.parquet").num_rows == len(reduce(rows).cube)
