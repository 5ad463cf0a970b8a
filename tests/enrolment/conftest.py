"""Students made by hand, as the reader finds them in a sheet: every cell text."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from data import catalog
from data.enrolment import handover, pseudonyms
from data.enrolment.layout import SOURCE
from data.enrolment.reduction import reduce_students
from data.enrolment.students import Context, Students
from data.intake.model import Reading

SCHOOL, RURAL_SCHOOL = "147245000011", "247245000022"  # El Banco
GOOD = {
    "year": "2025",
    "municipality_code": "47245",
    "school_code": SCHOOL,
    "zone": "URBANA",
    "document_type": "TI",
    "document": "",
    "name": "ANA",
    "birth_date": "2015-02-01",
    "grade": "5",
    "sex": "F",
    "disability": "99",
    "ethnic": "NO APLICA",
    "victim": "NO",
    "country": "170",
    "srpa": "N",
    "dropout": "0",
    "repeater": "0",
}


def sheet(rows: list[dict[str, str | None]]) -> pa.Table:
    """The header and the rows over GOOD; a document of its own for whoever says none."""
    given = [{**GOOD, "document": str(1080000000 + number), **row} for number, row in enumerate(rows)]
    names = list(GOOD)
    lines = [dict(zip(names, names, strict=True)), *given]
    return pa.table(
        {str(place): pa.array([line[name] for line in lines], pa.string()) for place, name in enumerate(names)}
    )


@pytest.fixture
def municipalities() -> pd.DataFrame:
    found = catalog.municipalities()
    return found.loc[found["entity_id"] == "47", ["code", "name"]]


@pytest.fixture
def context(tmp_path: Path, municipalities: pd.DataFrame) -> Context:
    key = pseudonyms.ensure_key(tmp_path / "keys" / "pseudonyms.key")
    return Context(municipalities["code"].tolist(), catalog.municipalities()["code"].tolist(), 2025, str(key))


Reduce = Callable[..., handover.Handover]


@pytest.fixture
def reduce(tmp_path: Path, context: Context) -> Reduce:
    def reduced(
        rows: list[dict[str, str | None]], *, without: tuple[str, ...] = (), **options: object
    ) -> handover.Handover:
        columns = {name: str(place) for place, name in enumerate(GOOD) if name not in without}
        students = Students(sheet(rows), columns, sheet="Matricula", skip=1, **options)
        folder = tmp_path / f"reduced{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        return handover.collect(reduce_students(students, context, folder, lambda _fraction, _text: None), folder)

    return reduced


@pytest.fixture
def reading_of(reduce: Reduce, municipalities: pd.DataFrame) -> Callable[..., Reading]:
    def read(rows: list[dict[str, str | None]], **options: object) -> Reading:
        return handover.reading(reduce(rows, **options), SOURCE, municipalities)

    return read
