"""kill -9 during an import: afterwards the old or the new version serves, whole, and the next import works.

Each round imports into the same installation, so that leftovers of one crash are there for the next.
"""

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from data.records import audit, datasets, generations
from data.records.database import Database, make_engine
from data.warehouse import open_warehouse

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("PAM_CRASH_ROUNDS", "12"))
CELLS = 400

CHILD = """
    import sys
    from pathlib import Path

    sys.path[:0] = [{root!r}, {tests!r}]
    from conftest import make_reading, upload_of
    from data.records.database import Database, make_engine
    from data.settings import Settings
    from data.warehouse import open_warehouse
    from data.warehouse.acceptance import accept
    from procedure.roles import Actor, Role

    settings = Settings(Path({home!r}), {url!r}, "47")
    database = Database(make_engine(settings.records_url))
    warehouse = open_warehouse(settings, database)
    actor = Actor("47", "Línea de órdenes", None, frozenset({{Role.ANALYST}}))
    print("ready", flush=True)
    for number in range({first}, {first} + 50):
        cells = [(row, 2021, f"{{row:05}}", "desercion", float(number)) for row in range(2, 2 + {cells})]
        accept(database, warehouse, actor, make_reading(cells), upload_of(str(number)))
        print(number, flush=True)
"""


def importing(settings, first):
    """A process that imports one version after another, from number `first` on, printing each once it is accepted."""
    values = {"root": str(ROOT), "tests": str(Path(__file__).parent), "home": str(settings.home)}
    code = textwrap.dedent(CHILD).format(**values, url=settings.records_url, first=first, cells=CELLS)
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert child.stdout.readline() == "ready\n"
    return child


def kill(child):
    """Kills it and answers the numbers it acknowledged that nobody had read yet."""
    child.send_signal(signal.SIGKILL)
    acknowledged = [int(number) for number in child.stdout.read().split()]
    child.stdout.close()
    child.wait()
    return acknowledged


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is of POSIX")
def test_after_a_kill_the_old_or_the_new_version_serves_whole(sqlite_settings):
    chance = random.Random(20260101)
    child, start = importing(sqlite_settings, 1), time.monotonic()
    assert child.stdout.readline() == "1\n"
    pace = time.monotonic() - start  # of this machine, now: the kills fall all along an import and into the next
    acknowledged = max([1, *kill(child)])
    for _ in range(ROUNDS):
        served = assert_whole(sqlite_settings)
        assert served in {acknowledged, acknowledged + 1}, "nothing acknowledged is lost, nothing appears half way"
        child = importing(sqlite_settings, served + 1)
        time.sleep(chance.uniform(0, 1.5 * pace))
        acknowledged = max([served, *kill(child)])
    assert assert_whole(sqlite_settings) in {acknowledged, acknowledged + 1}


def assert_whole(settings):
    """The number of the version that serves, once everything about it was found to agree."""
    database = Database(make_engine(settings.records_url))
    warehouse = open_warehouse(settings, database)
    try:
        frame = warehouse.read("indicator_year", entity_id="47", indicator="desercion", year=2021)
        history = datasets.history(database, "47")
        assert len(frame) == (CELLS if len(history) else 0)
        assert frame["value"].nunique() <= 1
        assert history["serving"].all()
        with database.read() as connection:
            assert audit.verify(connection, "47") == len(history)
        assert_no_leftovers(warehouse, database, set(history["id"]))
        return int(frame["value"].max()) if len(frame) else 0
    finally:
        warehouse.close()
        database.engine.dispose()


def assert_no_leftovers(warehouse, database, versions):
    current = generations.current(database, "47")
    folder = warehouse.folder
    assert [path.name for path in folder.root.glob("*.duckdb*")] == ([current["file_name"]] if current else [])
    assert {path.stem for path in folder.layers.iterdir()} == versions
    assert list(folder.building.iterdir()) == []
