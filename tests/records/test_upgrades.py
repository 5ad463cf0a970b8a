"""A database left by an earlier release opens, whole, with today's program."""

import gzip
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
