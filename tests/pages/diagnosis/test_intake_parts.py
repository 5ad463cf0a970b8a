"""The parts of the intake page that need no page: the file on disk, the background step, the tables in words."""

import gc
import hashlib
import os
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pandas as pd
import pytest

from data.intake.model import CELL_COLUMNS, Finding
from data.records.errors import DiskFullError
from data.warehouse.comparison import CHANGED_COLUMNS
from pages.components.intake import confirmations, frames
from pages.components.intake import job as jobs
from pages.components.intake.receiving import receive

MUNICIPALITIES = pd.DataFrame({"code": ["47245"], "name": ["El Banco"]})
INDICATORS = pd.DataFrame({"code": ["desercion"], "name": ["Deserción"]})


def test_a_received_file_is_the_bytes_under_a_name_of_ours(tmp_path: Path) -> None:
    content = b"x" * 3_000_000
    received = receive(BytesIO(content), "../../etc/passwd.CSV", tmp_path / "uploads")
    assert received.path.parent == tmp_path / "uploads"
    assert received.path.suffix == ".csv"
    assert received.path.read_bytes() == content
    assert received.upload.sha256 == hashlib.sha256(content).hexdigest()
    assert (received.upload.size, received.upload.file_name) == (len(content), "../../etc/passwd.CSV")


def test_what_a_killed_process_left_goes_with_a_later_upload(tmp_path: Path) -> None:
    old, recent = tmp_path / "old.csv", tmp_path / "recent.csv"
    for path in (old, recent):
        path.write_text("x")
    os.utime(old, (time.time() - 2 * 86400,) * 2)
    receive(BytesIO(b"y"), "y.csv", tmp_path)
    assert not old.exists()
    assert recent.exists()


def test_without_room_nothing_stays_and_the_reason_is_told(tmp_path: Path) -> None:
    class Full(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(28, "No space left on device")

    with pytest.raises(DiskFullError, match="«y"):
        receive(Full(), "y.csv", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_job_tells_its_reader_and_leaves_no_file(tmp_path: Path) -> None:
    started = Event()

    def reader(progress, cancelled):
        started.set()
        progress(2.0, "Leyendo")
        while not cancelled():
            time.sleep(0.01)
        raise ValueError("cancelado")

    job = jobs.begin(receive(BytesIO(b"x"), "x.csv", tmp_path), reader)
    assert started.wait(10)
    assert job.running
    jobs.drop()
    assert isinstance(job.reading.exception(timeout=10), ValueError)
    assert (job.fraction, job.step, jobs.current()) == (1.0, "Leyendo", None)
    assert list(tmp_path.iterdir()) == []


def test_accepting_twice_stores_once(tmp_path: Path) -> None:
    calls = []
    job = jobs.Job(receive(BytesIO(b"x"), "x.csv", tmp_path))
    for number in (1, 2):
        jobs.accept(job, lambda number=number: calls.append(number) or {})
    assert job.acceptance.result(timeout=10) == {}
    assert calls == [1]


def changed(**values: object) -> pd.DataFrame:
    line = {
        "sheet": "",
        "row": 4,
        "year": 2022,
        "municipality_code": "47245",
        "zone": "total",
        "inclusion_group": "todos",
        "indicator_code": "desercion",
        "old": 4.01,
        "new": 4.04,
    }
    return pd.DataFrame([{**line, **values}], columns=CHANGED_COLUMNS)


def test_a_small_change_is_not_hidden_by_rounding() -> None:
    table = frames.changed(changed(), MUNICIPALITIES, INDICATORS)
    assert table.to_dict("records") == [
        {
            "Municipio": "El Banco",
            "Año": "2022",
            "Indicador": "Deserción",
            "Valor actual": "4,01",
            "Valor nuevo": "4,04",
            "Fila": "4",
        }
    ]


def test_an_emptied_cell_is_named_so_and_zones_appear_when_they_vary() -> None:
    table = frames.changed(changed(new=float("nan"), old=4.0, zone="rural"), MUNICIPALITIES, INDICATORS)
    assert (table["Zona"][0], table["Valor actual"][0], table["Valor nuevo"][0]) == ("Rural", "4", "(vacía)")


def finding(severity: str, message: str, column: str = "DESERCIÓN") -> Finding:
    cells = pd.DataFrame([["", 2, column, "A2", "x", "El Banco, 2021"]], columns=CELL_COLUMNS)
    return Finding("regla", severity, message, "Corrija.", 1, "celda A2", cells)  # type: ignore[arg-type]


def test_findings_are_filtered_by_gravity_and_words_the_grave_first() -> None:
    found = [finding("aviso", "Uno"), finding("error", "Dos"), finding("confirmar", "Tres", "POBLACIÓN")]
    assert [each.message for each in frames.findings(found, [], "")] == ["Dos", "Tres", "Uno"]
    assert [each.message for each in frames.findings(found, ["aviso"], "")] == ["Uno"]
    assert [each.message for each in frames.findings(found, [], " población ")] == ["Tres"]


def test_words_find_the_municipality_and_the_value_and_narrow_the_cells() -> None:
    one = finding("error", "Uno")
    two = replace(one, cells=pd.concat([one.cells, one.cells.assign(place="Plato, 2019", value="134,5")]))
    assert frames.findings([one], [], "plato") == []
    assert frames.findings([one, two], [], "plato") == [two]
    assert frames.matching(two, "134,5")["place"].tolist() == ["Plato, 2019"]
    assert frames.matching(two, "corrija").equals(two.cells)
    assert len(frames.matching(two, "")) == 2


def test_a_confirmed_cell_is_told_once_with_who_when_and_why() -> None:
    entry = {
        "proposal": "p1",
        "cell": "D4",
        "label": "El Banco, 2021, población",
        "raw": "17.26",
        "value": 17260.0,
        "by_name": "Analista",
        "at": "2026-03-02T15:04:05+00:00",
        "note": "Publicación del DANE",
    }
    versions = pd.DataFrame(
        [{"number": number, "file_name": "men.csv", "dataset": "men", "confirmations": [entry]} for number in (2, 1)]
    )
    assert confirmations.frame(versions).to_numpy().tolist() == [
        [
            "1 · men.csv",
            "El Banco, 2021, población",
            "D4",
            "17.26",
            "17.260",
            "Analista",
            "02/03/2026 10:04",
            "Publicación del DANE",
        ]
    ]


def test_a_session_that_ends_takes_its_file_with_it(tmp_path: Path) -> None:
    job = jobs.Job(receive(BytesIO(b"x"), "x.csv", tmp_path))
    job.workbook_path.write_bytes(b"libro")
    del job
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_people_goes_as_soon_as_it_is_read(tmp_path: Path) -> None:
    job = jobs.begin(receive(BytesIO(b"x"), "x.csv", tmp_path), lambda *_: SimpleNamespace(personal=True))
    job.reading.result(timeout=10)
    assert list(tmp_path.iterdir()) == []
    jobs.drop()
