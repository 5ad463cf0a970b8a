"""The MEN's downloads: one content under several separators, encodings and headers; and the one by department."""

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data.intake.model import Reading
from data.intake.pipeline import read_file
from data.intake.verdicts import IntakeError
from tests.intake.publication import SHARED, men_frame, rules

MEN = SHARED / "data" / "men" / "men_estadisticas_municipio_2011-2022_mag_atl_ces.csv"
Interpret = Callable[..., Reading]
RENAMED = {
    "AÑO": "Anio",
    "CÓDIGO_MUNICIPIO": "Código del municipio",
    "MUNICIPIO": "Nombre municipio",
    "DESERCIÓN": "Deserción ",
}


def quoted(frame: pd.DataFrame, separator: str) -> str:
    lines = [list(frame.columns), *frame.to_numpy().tolist()]
    return "\r\n".join(separator.join('"' + text.replace('"', '""') + '"' for text in line) for line in lines)


def plain(frame: pd.DataFrame, separator: str) -> str:
    return "\n".join(separator.join(line) for line in [list(frame.columns), *frame.to_numpy().tolist()])


DOWNLOADS: dict[str, tuple[Callable[[pd.DataFrame], str], str]] = {
    "semicolon": (lambda frame: plain(frame, ";"), "utf-8"),
    "tab": (lambda frame: plain(frame, "\t"), "utf-16"),
    "quoted": (lambda frame: quoted(frame, ","), "utf-8-sig"),
    "quoted semicolon of Excel": (lambda frame: quoted(frame, ";"), "cp1252"),
    "open data portal": (
        lambda frame: quoted(frame.rename(columns=lambda text: re.sub(r"[^a-z0-9]+", "_", text.lower())), ","),
        "utf-8",
    ),
    "renamed headers": (lambda frame: plain(frame.rename(columns=RENAMED), ";"), "utf-8"),
}


@pytest.fixture(scope="module")
def original(municipalities: pd.DataFrame) -> Reading:
    return read_file(MEN, MEN.name, municipalities=municipalities)


@pytest.mark.shared
@pytest.mark.skipif(not MEN.is_file(), reason="the shared MEN file is absent")
@pytest.mark.parametrize("download", DOWNLOADS)
def test_every_download_of_the_same_data_reads_the_same(
    download: str, original: Reading, municipalities: pd.DataFrame, tmp_path: Path
) -> None:
    write, encoding = DOWNLOADS[download]
    path = tmp_path / "descarga.csv"
    path.write_bytes(write(pd.read_csv(MEN, dtype=str, keep_default_na=False)).encode(encoding))
    reading = read_file(path, path.name, municipalities=municipalities)
    assert set(rules(reading)) - {"aviso_codificacion"} == set(rules(original))
    identity = [column for column in original.observations if column != "pending"]
    pd.testing.assert_frame_equal(reading.observations[identity], original.observations[identity])


def departments() -> pd.DataFrame:
    """Three departments and the nation, in the layout of the MEN, one row per year."""
    frame = men_frame()
    places = {"47245": ("47", "Magdalena"), "47318": ("8", "Atlántico"), "47555": ("20", "Cesar")}
    codes = frame["CÓDIGO_MUNICIPIO"].str.zfill(5)
    frame = frame[codes.isin(list(places))].copy()
    named = codes[frame.index].map(places)
    frame["MUNICIPIO"] = named.str[1]
    frame["CÓDIGO_MUNICIPIO"] = named.str[0]
    frame = frame.rename(columns={"CÓDIGO_MUNICIPIO": "CÓDIGO_DEPARTAMENTO", "MUNICIPIO": "DEPARTAMENTO"})
    nation = frame.iloc[:1].assign(CÓDIGO_DEPARTAMENTO="0", DEPARTAMENTO="Nacional")
    return pd.concat([frame, nation], ignore_index=True)


def test_the_departmental_download_is_a_reference_of_the_department(interpreted: Interpret) -> None:
    reading = interpreted(departments())
    assert (reading.kind, reading.rows, reading.entity_rows, reading.outside_rows) == ("men_departmental", 25, 8, 16)
    assert (rules(reading), len(reading.rejected_rows)) == (["fila_no_es_dato"], 1)
    assert set(reading.observations["municipality_code"]) == {"47"}
    assert set(reading.observations["school_code"]) == {""}


def test_a_municipal_download_is_never_taken_for_one_of_departments(men: pd.DataFrame, interpreted: Interpret) -> None:
    both = men.assign(CÓDIGO_DEPARTAMENTO="47", DEPARTAMENTO="Magdalena")
    assert interpreted(both).kind == "men_municipal"
    nameless = both.drop(columns="CÓDIGO_MUNICIPIO")
    with pytest.raises(IntakeError, match="CÓDIGO MUNICIPIO"):
        interpreted(nameless)
