"""The helper that drives the editors is itself tried against a small page."""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.grid import Grid

pytestmark = pytest.mark.browser

PAGE = """
import json
import pandas as pd
import streamlit as st
if "base" not in st.session_state:
    st.session_state.base = pd.DataFrame(
        {"text": ["Uno", "Dos"], "weight": ["40", "60"], "zone": ["Urbana", "Rural"], "on": [True, False]}
    )
st.data_editor(
    st.session_state.base, key="grid", num_rows="dynamic", hide_index=True,
    column_config={
        "text": st.column_config.TextColumn("Meta", width="large"),
        "weight": st.column_config.TextColumn("Peso"),
        "zone": st.column_config.SelectboxColumn("Zona", options=["Urbana", "Rural"]),
        "on": st.column_config.CheckboxColumn("Aplica"),
    },
)
st.code(json.dumps(dict(st.session_state.grid), ensure_ascii=False))
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    script = Path(tmp_path_factory.mktemp("grid")) / "page.py"
    script.write_text(PAGE, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options], stdout=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    _wait_until_healthy(url)
    yield url
    server.terminate()
    server.wait(timeout=10)


def _wait_until_healthy(url: str) -> None:
    for _ in range(150):
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not start")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(address)
    yield page
    page.close()


def edits(page: Page) -> dict[str, object]:
    return json.loads(page.get_by_test_id("stCode").inner_text())  # type: ignore[no-any-return]


def test_the_helper_types_chooses_toggles_adds_pastes_and_deletes(page: Page) -> None:
    grid = Grid(page)
    grid.type(0, "Peso", "45,5")
    grid.choose(1, "Zona", "Urbana")
    grid.toggle(1, "Aplica")
    assert edits(page)["edited_rows"] == {"0": {"weight": "45,5"}, "1": {"zone": "Urbana", "on": True}}
    assert grid.text(0, "Peso") == "45,5"

    place = grid.add_row({"Meta": "Tres", "Peso": "7"})
    assert place == 2 and grid.rows() == 3
    assert edits(page)["added_rows"] == [{"text": "Tres", "weight": "7"}]

    grid.paste(2, "Meta", [["Otra", "1.234,5", "Rural"], ["Más", "8", "Urbana"]])
    assert edits(page)["added_rows"] == [
        {"text": "Otra", "weight": "1.234,5", "zone": "Rural"},
        {"text": "Más", "weight": "8", "zone": "Urbana"},
    ]

    grid.delete_row(0)
    assert edits(page)["deleted_rows"] == [0]
    assert grid.text(0, "Meta") == "Dos"
