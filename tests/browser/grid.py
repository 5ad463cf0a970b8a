"""Driving `st.data_editor` as a person does: it is a canvas, but it keeps a real table of the visible cells.

The hidden table answers what each visible cell holds and which one is selected; everything else is the keyboard.
Columns are named by their label and rows by their place on the screen, the first being 0. The recipe:

    grid = Grid(page)                      # or Grid(page, nth=1), the second editor of the page
    grid.type(0, "Peso", "45,5")           # replaces the cell and waits for the rerun
    grid.choose(0, "Zona", "Rural")        # cells with options; `toggle` for checkboxes
    grid.add_row({"Meta": "Nueva", "Peso": "10"})
    grid.paste(0, "Meta", [["Una", "40"], ["Otra", "60"]])   # beyond the last row it adds rows
    grid.delete_row(1)
    assert grid.text(0, "Peso") == "45,5"
"""

import time
from collections.abc import Callable, Mapping, Sequence

from playwright.sync_api import Page, expect

HEADER, ROW = 36, 35  # pixels, Streamlit's own
SETTLE = 0.3  # the hidden table follows the canvas 0.2 s later
PATIENCE = 10_000


class Grid:
    """One editor of the page. Every deed waits until the server has answered it."""

    def __init__(self, page: Page, nth: int = 0) -> None:
        self.page = page
        self.frame = page.get_by_test_id("stDataFrame").nth(nth)
        expect(self.frame.locator("thead th").first).to_be_attached(timeout=PATIENCE)
        wait_for_rerun(page)

    def columns(self) -> dict[str, int]:
        """Label → number of the columns that are on the screen."""
        heads = self.frame.locator("thead th")
        found = heads.evaluate_all("all => all.map(one => [one.textContent, one.getAttribute('aria-colindex')])")
        return {label.strip(): int(number) for label, number in found}

    def rows(self) -> int:
        """How many rows the screen holds, without the empty one where new rows begin."""
        return self.frame.locator("tbody tr").count()

    def text(self, row: int, column: str) -> str:
        self._reveal(column)
        number = self.columns()[column]
        return self.frame.locator(f"tbody td[aria-colindex='{number}'][id$='-{row}']").inner_text()

    def select(self, row: int, column: str) -> None:
        """Walks with the arrows from the selected cell to that one, so that the keyboard goes to it."""
        self._reveal(column)
        for _ in range(20):
            here, target = self._selected(), (self.columns()[column], row)
            if here == target:
                return
            for key in _arrows(here, target):
                self.page.keyboard.press(key)
        raise AssertionError(f"no se llegó a la celda {row}, «{column}»")

    def type(self, row: int, column: str, text: str) -> None:
        """Opens the cell, replaces what it holds and leaves it with Enter."""
        self.select(row, column)
        self._write(text)

    def choose(self, row: int, column: str, *labels: str) -> None:
        """Picks the option (or options, where several fit) with these labels."""
        self.select(row, column)
        self.page.keyboard.press("Enter")
        overlay = self.page.locator("#portal input")
        overlay.last.wait_for(state="attached", timeout=PATIENCE)
        for label in labels:
            self.page.keyboard.type(label, delay=15)
            self.page.locator("#portal").get_by_role("option").first.wait_for(timeout=PATIENCE)
            self.page.keyboard.press("Enter")
            time.sleep(SETTLE)
        if overlay.count():  # one option closes it; several wait to be told that there are no more
            self.page.keyboard.press("Tab")
        wait_for_rerun(self.page)

    def toggle(self, row: int, column: str) -> None:
        self.select(row, column)
        self.page.keyboard.press("Space")
        wait_for_rerun(self.page)

    def add_row(self, values: Mapping[str, str]) -> int:
        """Begins a row in the empty line at the end and types the text cells; answers its place."""
        place = self.rows()
        self._click(place)
        _until(lambda: self.rows() > place, "no apareció la fila nueva")
        self.page.keyboard.press("Escape")  # the click also opened the cell
        for column, text in values.items():
            self.type(place, column, text)
        return place

    def delete_row(self, row: int) -> None:
        """Marks the row at its left border and presses Delete."""
        self._click(row, x=16)
        time.sleep(0.2)
        self.page.keyboard.press("Delete")
        wait_for_rerun(self.page)

    def paste(self, row: int, column: str, block: Sequence[Sequence[str]]) -> None:
        """Pastes a block copied from a spreadsheet with its upper left corner in that cell."""
        origin = "/".join(self.page.url.split("/")[:3])
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
        text = "\n".join("\t".join(cells) for cells in block)
        self.select(row, column)
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+v")
        time.sleep(0.3)
        wait_for_rerun(self.page)

    def _selected(self) -> tuple[int, int]:
        """Column and row of the cell that has the keyboard; gives it to one when none has."""
        for turn in range(20):
            time.sleep(SETTLE)
            chosen = self.frame.locator("tbody td[aria-selected=true]")
            inside = self.frame.evaluate("frame => frame.contains(document.activeElement)")
            if inside and chosen.count() == 1:
                row = (chosen.get_attribute("id") or "").rsplit("-", 1)[1]
                return int(chosen.get_attribute("aria-colindex") or 0), int(row)
            if not inside:
                self.frame.locator("canvas").first.evaluate("canvas => canvas.focus()")
            elif turn % 2:  # in the empty row at the end, which the hidden table leaves out
                self.page.keyboard.press("ArrowUp")
            else:
                self._click(0)
        raise AssertionError("ninguna celda tomó el foco")

    def _write(self, text: str) -> None:
        self.page.keyboard.press("Enter")
        box = self.page.locator("#portal textarea, #portal input").last
        box.wait_for(timeout=PATIENCE)
        box.fill(text)
        expect(box).to_have_value(text)
        time.sleep(0.1)  # the canvas reads the value of its editor one frame later
        box.press("Enter")
        expect(box).to_have_count(0, timeout=PATIENCE)
        wait_for_rerun(self.page)

    def _reveal(self, column: str) -> None:
        """Walks sideways, which scrolls, until the column is on the screen."""
        for key in ["ArrowRight"] * 8 + ["ArrowLeft"] * 16:
            if column in self.columns():
                return
            self._selected()
            for _ in range(4):
                self.page.keyboard.press(key)
        raise AssertionError(f"no hay una columna «{column}»: {', '.join(self.columns())}")

    def _click(self, row: int, x: int = 120) -> None:
        self.frame.scroll_into_view_if_needed()
        self.frame.click(position={"x": x, "y": HEADER + ROW * row + ROW // 2})


def wait_for_rerun(page: Page) -> None:
    """Until the server has run the page for what was just done."""
    time.sleep(0.25)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=30_000)


def _arrows(here: tuple[int, int], target: tuple[int, int]) -> list[str]:
    across, down = target[0] - here[0], target[1] - here[1]
    return ["ArrowRight" if across > 0 else "ArrowLeft"] * abs(across) + ["ArrowDown" if down > 0 else "ArrowUp"] * abs(
        down
    )


def _until(done: Callable[[], bool], complaint: str) -> None:
    deadline = time.monotonic() + PATIENCE / 1000
    while not done():
        assert time.monotonic() < deadline, complaint
        time.sleep(0.1)
