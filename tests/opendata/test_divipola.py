"""The official list of municipalities against the program's: what differs is told, and nothing is rewritten."""

from pathlib import Path

import pandas as pd
import pytest

from data.opendata import divipola, portal, shelf
from data.opendata.divipola import GONE, MOVED, NEW, RENAMED, DivipolaError
from data.settings import ROOT, Settings
from tests.intake.publication import SHARED
from tests.opendata.conftest import Bring
from tests.opendata.conftest import divipola as published
from tests.opendata.server import Portal, written

REAL = SHARED / "data" / "geo" / "divipola_municipios_20250723.csv"


@pytest.fixture
def compared(tmp_path: Path):
    """`compared(frame)`: the lines of the comparison of entity 47 with that list."""

    def lines(frame: pd.DataFrame, entity_id: str = "47") -> list[tuple[str, ...]]:
        path = tmp_path / "lista.csv"
        path.write_bytes(written(list(frame.columns), frame.to_numpy().tolist()))
        found = divipola.compare(path, entity_id)
        return list(found.differences.itertuples(index=False, name=None))

    return lines


def test_the_list_of_the_catalogue_has_no_differences(compared) -> None:
    assert compared(published()) == []


def test_what_is_new_renamed_moved_and_gone_is_told_and_only_in_the_entity(compared) -> None:
    frame = published().set_index("cod_mpio", drop=False)
    frame.loc["47245", "nom_mpio"] = "EL BANCO DE LA CANDELARIA"
    frame.loc["47318", ["latitud", "longitud"]] = ["9,9", "-74,22"]
    frame.loc["47001", "nom_mpio"] = "OTRA CIUDAD"  # certified apart
    frame.loc["08001", "nom_mpio"] = "OTRO DEPARTAMENTO"
    frame = frame.drop("47980")
    frame.loc["47999"] = ["47", "MAGDALENA", "47999", "LA GRAN VÍA", "Municipio", "-74,2", "10,9"]
    frame.loc["08999"] = ["08", "ATLÁNTICO", "08999", "AJENO", "Municipio", "-74,2", "10,9"]
    assert compared(frame) == [
        ("47245", RENAMED, "El Banco", "EL BANCO DE LA CANDELARIA"),
        ("47318", MOVED, "9,1444; −74,2237", "9,9000; −74,2200"),
        ("47980", GONE, "Zona Bananera", ""),
        ("47999", NEW, "", "LA GRAN VÍA"),
    ]


def test_another_spelling_that_the_catalogue_knows_is_no_new_name(compared) -> None:
    frame = published().set_index("cod_mpio", drop=False)
    frame.loc["47170", "nom_mpio"] = "CHIBOLO"
    frame.loc["47660", "nom_mpio"] = "SABANAS DE SAN ANGEL"
    assert compared(frame) == []


def test_a_certified_municipality_compares_only_itself(compared) -> None:
    frame = published().set_index("cod_mpio", drop=False)
    frame.loc["47999"] = ["47", "MAGDALENA", "47999", "LA GRAN VÍA", "Municipio", "-74,2", "10,9"]
    assert compared(frame, "47001") == []
    assert compared(frame.drop("47001"), "47001") == [("47001", GONE, "Santa Marta", "")]


def test_codes_that_lost_their_zero_and_absent_coordinates_are_read(compared) -> None:
    frame = published()
    frame["cod_mpio"] = frame["cod_mpio"].str.lstrip("0")
    assert compared(frame.assign(latitud="", longitud=""), "08") == []


@pytest.mark.parametrize("missing", ["cod_mpio", "nom_mpio", "longitud", "latitud"])
def test_a_list_without_a_column_says_which(compared, missing: str) -> None:
    with pytest.raises(DivipolaError, match=f"le faltan las columnas {missing}"):
        compared(published().rename(columns={missing: "otra"}))


@pytest.mark.parametrize("code", ["47", "4724X", "47318"])
def test_a_list_with_codes_that_cannot_be_is_not_compared(compared, code: str) -> None:
    frame = published()
    frame.loc[frame["cod_mpio"] == "47245", "cod_mpio"] = code
    with pytest.raises(DivipolaError, match="no es de municipios"):
        compared(frame)


@pytest.mark.shared
@pytest.mark.skipif(not REAL.is_file(), reason="the shared DIVIPOLA is absent")
@pytest.mark.parametrize("entity_id", ["47", "47001", "05", "76001", "88", "94"])
def test_the_real_list_agrees_with_the_catalogue(compared, entity_id: str) -> None:
    assert compared(pd.read_csv(REAL, dtype=str), entity_id) == []


def test_what_the_portal_publishes_is_compared_and_the_catalogue_stays(
    bring: Bring, server: Portal, asking: Settings
) -> None:
    path = ROOT / "data" / "catalog" / "municipalities.csv"
    before = path.read_bytes()
    frame = server.tables[portal.DIVIPOLA.id]
    server.tables[portal.DIVIPOLA.id] = frame[frame["cod_mpio"] != "47980"]
    download = bring(portal.DIVIPOLA)
    found = divipola.compare(shelf.path_of(asking, download), "47")
    assert (found.known, found.published, len(found.differences)) == (28, 1121, 1)
    assert found.sentence.startswith("Hay una diferencia entre los 28 municipios de la entidad y la DIVIPOLA publicada")
    assert path.read_bytes() == before
