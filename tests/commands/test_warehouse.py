"""`manage.py warehouse rebuild`: what the message of a damaged warehouse tells to do works."""

import pytest

from data.commands import baseline, import_file, warehouse
from data.warehouse.errors import WarehouseDamagedError
from procedure.errors import StateError

ORDER = ["--indicator", "desercion", "--year", "2022"]


def test_a_damaged_warehouse_is_rebuilt_from_its_layers(men_file, home, capsys):
    import_file.run([str(men_file()), "--accept"])
    [generation] = (home / "warehouse").glob("*.duckdb")
    generation.write_bytes(b"damaged")
    with pytest.raises(WarehouseDamagedError, match=r"manage\.py warehouse rebuild"):
        baseline.run(ORDER)
    assert warehouse.run(["rebuild"]) == 0
    assert "1 versiones" in capsys.readouterr().out
    assert baseline.run(ORDER) == 0


def test_an_empty_warehouse_has_nothing_to_rebuild():
    with pytest.raises(StateError):
        warehouse.run(["rebuild"])
