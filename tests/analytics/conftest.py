"""The worked cases of the specification, read from the shared folder beside the repository."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import settings

# The machine is shared: how long one example takes says nothing about the formula.
settings.register_profile("analytics", deadline=None)
settings.load_profile("analytics")

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`@pytest.mark.cases("file.json")` gives one `case` per entry; without the files, one visible skip."""
    for marker in metafunc.definition.iter_markers("cases"):
        name, *path = marker.args
        found = _entries(CASES / name, path)
        absent = pytest.param(None, marks=pytest.mark.skip(reason=f"shared file absent: {name}"), id="absent")
        params = [pytest.param(case, id=case["case"]) for case in found] or [absent]
        metafunc.parametrize("case", params)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "cases(file, *keys): one test per worked case of that shared file")


def _entries(file: Path, keys: list[str]) -> list[dict[str, Any]]:
    if not file.exists():
        return []
    if file.suffix == ".csv":
        frame = pd.read_csv(file)
        return [{"case": row["case"], "row": frame.iloc[[position]]} for position, row in frame.iterrows()]
    content = json.loads(file.read_text(encoding="utf-8"))
    for key in keys:
        content = content[key]
    return content
