"""The rows of a sheet by what they are: of the plan, to be added, or blank."""

from collections.abc import Iterator
from dataclasses import dataclass

from procedure.exchange.book import Grid
from procedure.exchange.changes import NEW_KEY
from procedure.exchange.headers import Heading
from procedure.exchange.layout import KEY, NO, NUMBER, REMOVE, VERSION, YES, Column, Layout

_MARKS = {YES.casefold(), "si", "x", "true", "1"}
_NO_MARKS = {"", NO.casefold(), "false", "0"}


@dataclass(frozen=True)
class Line:
    """`cells`: header → what it says, stripped; only the columns the sheet has."""

    number: int
    key: str
    cells: dict[str, str]
    layout: Layout
    grid: Grid
    heading: Heading

    @property
    def is_new(self) -> bool:
        return self.key.startswith(NEW_KEY)

    @property
    def version(self) -> str:
        return self.cells.get(VERSION, "")

    @property
    def says_number(self) -> str:
        return self.cells.get(NUMBER, "")

    @property
    def title(self) -> str:
        header = next(one.header for one in self.layout.columns if one.field.name == self.layout.element.title_field)
        return self.cells.get(header, "")

    @property
    def columns(self) -> tuple[Column, ...]:
        """Those that are in the sheet."""
        return tuple(column for column in self.layout.columns if column.header in self.heading.at)

    @property
    def is_blank(self) -> bool:
        return not any(self.cells[column.header] for column in self.columns)

    @property
    def is_marked(self) -> bool:
        return self.cells.get(REMOVE, "").casefold() in _MARKS

    @property
    def has_odd_mark(self) -> bool:
        return self.cells.get(REMOVE, "").casefold() not in _MARKS | _NO_MARKS

    def place(self, header: str) -> str:
        """The coordinate of its cell under a header."""
        return f"{self.grid.letters[self.heading.at[header]]}{self.number}"


def lines(layout: Layout, grid: Grid, heading: Heading) -> Iterator[Line]:
    """The rows that say something below the header. A row without key and without a field is no row."""
    for number, cells in grid.rows:
        if number == 1:
            continue
        said = {header: (cells[at] or "").strip() for header, at in heading.at.items() if at < len(cells)}
        said = {header: said.get(header, "") for header in heading.at}
        key = said[KEY] or f"{NEW_KEY}{layout.table}:{number}"
        line = Line(number, key, said, layout, grid, heading)
        if not (line.is_new and line.is_blank):
            yield line
