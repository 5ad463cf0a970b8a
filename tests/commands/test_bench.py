"""The bench runs whole on a small file of each kind; what it measures on large ones is for whoever runs it."""

import pytest

from data.commands import bench
from data.commands.bench import Measure


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".parquet"])
def test_every_student_of_a_generated_file_is_served(suffix):
    measured = bench.measure(suffix, 600, runs=1)
    assert (measured.name, measured.served) == (suffix[1:].upper(), 600)
    assert measured.ratio > 0


def test_the_measures_are_told_side_by_side_in_spanish():
    told = bench.table(
        [Measure("XLSX", 250_000, 4.0, 6.0, 250_000, 41.2), Measure("CSV", 10_000_000, 9.0, 12.5, 7, None)]
    )
    lines = told.splitlines()
    assert lines[1].split() == ["XLSX", "250.000", "4,00", "s", "6,00", "s", "1,50", "41", "MB", "250.000"]
    assert lines[2].split() == ["CSV", "10.000.000", "9,00", "s", "12,50", "s", "1,39", "—", "7"]


@pytest.mark.parametrize(("ours", "grown", "code"), [(7.9, 99.0, 0), (8.1, 10.0, 1), (7.9, 100.0, 1)])
def test_it_ends_with_0_only_within_the_targets(monkeypatch, capsys, ours, grown, code):
    monkeypatch.setattr(bench, "measure", lambda suffix, rows, runs: Measure(suffix, rows, 4.0, ours, rows, grown))
    assert bench.run(["intake", "--rows", "10", "--runs", "1"]) == code
    assert "razón" in capsys.readouterr().out
