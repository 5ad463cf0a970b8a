"""A database left by an earlier release opens, whole, with today's program."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from data.opening import open_records
from data.records import audit, plan_frames, plans, priorities
from data.settings import Settings

FIXTURES = sorted((Path(__file__).resolve().parents[1] / "fixtures").glob("records-*.sqlite.gz"))


def test_there_is_a_fixture_to_upgrade_from():
    assert FIXTURES


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name.split(".sqlite")[0])
def test_an_old_database_opens_with_everything_in_it(fixture, tmp_path):
    path = tmp_path / "records.sqlite"
    path.write_bytes(gzip.decompress(fixture.read_bytes()))
    _, database = open_records(Settings(tmp_path, f"sqlite:///{path.as_posix()}", "47"))
    with database.read() as connection:
        assert audit.verify(connection, "47") > 8
    plan = plans.current(database, "47", 2026)
    frames = plan_frames.frames(database, "47", plan["id"])
    assert list(frames.components["name"]) == ["Acceso y permanencia"]
    assert list(frames.indicators["sense"]) == ["reduccion"]
    assert set(frames.goal_slices["slice"]) == {"total", "urbana", "rural"}
    assert list(frames.actions["text"]) == ["Ampliar las rutas rurales"]
    scores = priorities.frames(database, "47", 2026).scores
    assert scores[["trend", "urgency", "impact"]].to_numpy().tolist() == [[5, 4, 5]]
    database.engine.dispose()


def test_the_risks_that_were_a_text_become_rows_and_every_plan_gets_its_strategy(tmp_path):
    path = tmp_path / "records.sqlite"
    path.write_bytes(gzip.decompress(FIXTURES[0].read_bytes()))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE objectives SET risks = 'Cierre de vías'")
    _, database = open_records(Settings(tmp_path, f"sqlite:///{path.as_posix()}", "47"))
    frames = plan_frames.frames(database, "47", plans.current(database, "47", 2026)["id"])
    assert frames.objective_risks[["objective_id", "text", "control"]].to_numpy().tolist() == [
        [frames.objectives["id"].iloc[0], "Cierre de vías", ""]
    ]
    assert len(frames.strategies) == 1
    database.engine.dispose()
