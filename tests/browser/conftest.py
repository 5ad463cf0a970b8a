"""What the browser tests ask for. In CI a missing browser is a failure; elsewhere it is a visible skip."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium.need(chromium.IS_HERE, "Chromium")
    with sync_playwright() as driver:
        found = chromium.launch(driver)
        yield found
        found.close()
