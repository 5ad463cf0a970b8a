"""The browser of the machine, without its own calls to the network."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.grid import wait_for_rerun

PATH = shutil.which("chromium") or "/usr/bin/chromium"
IS_HERE = Path(PATH).is_file()
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def launch(driver: Playwright) -> Browser:
    return driver.chromium.launch(executable_path=PATH, args=list(ARGUMENTS))


def need(here: bool, what: str) -> None:
    """Skips, visibly, what this machine cannot prove; in CI nothing may be skipped."""
    if here:
        return
    if os.environ.get("PAM_TEST_CI"):
        pytest.fail(f"{what} is missing, and in CI it must be there")
    pytest.skip(f"{what} is not here")


def settle(page: Page) -> None:
    """Until the page has been drawn for what was just done, charts included."""
    page.get_by_test_id("stApp").wait_for(timeout=30_000)
    wait_for_rerun(page)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=30_000)
    page.wait_for_timeout(300)


def whole(page: Page, path: Path) -> None:
    """A picture of all the page: Streamlit scrolls inside, so the window is made as tall as what it shows."""
    size = page.viewport_size
    assert size is not None
    tall = page.evaluate(
        "() => document.querySelector('[data-testid=stMain]')?.scrollHeight ?? document.body.scrollHeight"
    )
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], int(tall))})
    page.wait_for_timeout(500)
    page.screenshot(path=path)
    page.set_viewport_size(size)
