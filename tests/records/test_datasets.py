"""The history of dataset versions, on both kinds of records."""

import pytest

from data.records import datasets
from procedure.errors import NotFoundError
from procedure.roles import Actor, Role

VERSION = {
    "dataset": "men_municipal",
    "kind": "men_municipal",
    "file_name": "men.csv",
    "sha256": "a" * 64,
    "size": 10,
    "source": "MEN",
    "rows_new": 1,
    "rows_changed": 0,
    "rows_equal": 0,
    "rows_rejected": 0,
    "rows_outside": 0,
    "findings": [{"rule": "columna_repetida"}],
    "confirmations": [],
}


@pytest.fixture
def register(database, actor):
    def stored(by=actor, **changes):
        with database.write(by) as unit:
            return datasets.register(unit, {**VERSION, **changes}, note="primera carga")

    return stored


def test_versions_are_numbered_within_their_dataset(register):
    numbers = [register(dataset=name)["number"] for name in ("men_municipal", "dane", "men_municipal")]
    assert numbers == [1, 1, 2]


def test_the_history_names_people_newest_first(register, database, actor):
    register(file_name="uno.csv")
    register(by=Actor("47", "Línea de órdenes", None, frozenset({Role.ANALYST})), file_name="dos.csv")
    history = datasets.history(database, "47")
    assert history["file_name"].tolist() == ["dos.csv", "uno.csv"]
    assert history["created_by"].tolist() == ["Línea de órdenes", actor.name]
    assert history["serving"].tolist() == [False, False], "registered, and no generation carries them"
    assert history["findings"].tolist() == [VERSION["findings"]] * 2


def test_an_entity_without_versions_has_an_empty_history_of_the_same_columns(database):
    assert datasets.history(database, "47").columns.tolist() == [*datasets.HISTORY_COLUMNS, "serving"]
    assert datasets.current_manifest(database, "47") == []


def test_the_same_bytes_are_found_until_they_are_withdrawn(register, database, actor):
    row = register()
    assert datasets.find_by_sha(database, "47", "a" * 64, "men_municipal")["id"] == row["id"]
    assert datasets.find_by_sha(database, "47", "a" * 64, "otro tipo") is None
    assert datasets.find_by_sha(database, "08", "a" * 64, "men_municipal") is None
    with database.write(actor) as unit:
        datasets.withdraw(unit, row, "error")
    assert datasets.find_by_sha(database, "47", "a" * 64, "men_municipal") is None
    assert datasets.history(database, "47")["withdrawn_by"].tolist() == [actor.name]


def test_a_version_of_another_entity_does_not_exist(register, database):
    row = register()
    with pytest.raises(NotFoundError):
        datasets.get(database, "08", row["id"])
