"""The bench runs whole on a small file of each kind; what it measures on large ones is for whoever runs it."""

import pytest

from data.commands.bench import engine, intake, run
from data.commands.bench.intake import Measure
from data.commands.bench.plans import generated


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".parquet"])
def test_every_student_of_a_generated_file_is_served(suffix):
    measured = intake.measure(suffix, 600, runs=1)
    assert (measured.name, measured.served) == (suffix[1:].upper(), 600)
    assert measured.ratio > 0


def test_the_measures_are_told_side_by_side_in_spanish():
    told = intake.table(
        [Measure("XLSX", 250_000, 4.0, 6.0, 250_000, 41.2), Measure("CSV", 10_000_000, 9.0, 12.5, 7, None)]
    )
    lines = told.splitlines()
    assert lines[1].split() == ["XLSX", "250.000", "4,00", "s", "6,00", "s", "1,50", "41", "MB", "250.000"]
    assert lines[2].split() == ["CSV", "10.000.000", "9,00", "s", "12,50", "s", "1,39", "—", "7"]


@pytest.mark.parametrize(("ours", "grown", "code"), [(7.9, 99.0, 0), (8.1, 10.0, 1), (7.9, 100.0, 1)])
def test_it_ends_with_0_only_within_the_targets(monkeypatch, capsys, ours, grown, code):
    monkeypatch.setattr(intake, "measure", lambda suffix, rows, runs: Measure(suffix, rows, 4.0, ours, rows, grown))
    assert run(["intake", "--rows", "10", "--runs", "1"]) == code
    assert "razón" in capsys.readouterr().out


def test_the_engine_evaluates_and_rolls_up_every_slice_and_cutoff():
    plan = generated(components=2, objectives=3, goals=4, indicators=5, actions=6)
    measured = engine.measure(plan, runs=1)
    assert measured.rows == 5 * 4 * 4
    assert measured.nodes == (1 + 2 + 3 + 4) * 2 * 4 * 4  # two indices, four slices, four cut-offs
    assert measured.ratio > 0


@pytest.mark.parametrize(("ours", "code"), [(0.019, 0), (0.021, 1)])
def test_the_engine_is_told_beside_the_bare_expressions(monkeypatch, capsys, ours, code):
    monkeypatch.setattr(engine, "measure", lambda plan, runs: engine.Measure(6400, 8096, 0.004, ours))
    assert run(["engine", "--indicators", "3", "--actions", "2", "--runs", "1"]) == code
    told = capsys.readouterr().out.splitlines()
    assert told[1].split()[:4] == ["6.400", "8.096", "4,0", "ms"]
    assert told[2] == "Objetivo: razón hasta 5,0."
