"""Invented files of students: the same seed gives the same file, and it is believable."""

import duckdb
import pytest

from data.enrolment import generator


def rows(path):
    return duckdb.sql(f"SELECT * FROM read_csv('{path.as_posix()}', all_varchar = true)").fetchall()


def test_a_seed_gives_the_same_students_and_another_others(tmp_path):
    paths = [tmp_path / name for name in ("a.csv", "b.csv", "c.csv")]
    for path, seed in zip(paths, (47, 47, 48), strict=True):
        generator.write(path, 300, ["47245", "47318"], seed=seed)
    first, second, third = map(rows, paths)
    assert first == second != third
    assert len(first) == 300
    assert len(first[0]) == len(generator.COLUMNS) == 20


@pytest.mark.parametrize("years", [1, 4])
def test_every_student_is_of_a_year_a_municipality_and_a_sede_of_one_zone(tmp_path, years):
    path = tmp_path / "a.parquet"
    generator.write(path, 2000, ["47245", "47318"], year=2025, years=years)
    found = duckdb.sql(
        f"""SELECT count(DISTINCT ANO_INF), max(ANO_INF), count(DISTINCT NRO_DOCUMENTO),
        max(zones), bool_and(CODIGO_DANE[2:6] = MUN_CODIGO)
        FROM (SELECT *, count(DISTINCT ZONA_SEDE) OVER (PARTITION BY CODIGO_DANE) AS zones FROM '{path.as_posix()}')"""
    ).fetchone()
    assert found == (years, 2025, 2000, 1, True)
