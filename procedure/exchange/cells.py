"""One cell that came back: what it says, or why it cannot be read, and whether anybody touched it."""

from typing import Any

from procedure.errors import InvalidValueError
from procedure.exchange.layout import Column
from procedure.exchange.lists import Lists, Names
from procedure.exchange.sheet_lines import Line
from procedure.exchange.values import read, says

BOTH = "Otra persona lo cambió después de descargar el libro. Compare los dos valores y elija."
_FORMULA = "La celda tiene una fórmula. Péguela como valor."


def read_cell(line: Line, column: Column, lists: Lists) -> tuple[str, Any]:
    """Why the cell cannot be read, or "" and its value."""
    place = line.place(column.header)
    if place in line.grid.formulas:
        return _FORMULA, None
    if place in line.grid.errors:
        return f"{column.field.label}: la celda muestra {line.grid.errors[place]}. Escriba el valor.", None
    try:
        as_text = place in line.grid.typed_as_text
        return "", read(column, line.cells[column.header], lists, typed_as_text=as_text)
    except InvalidValueError as error:
        return error.message, None


def as_downloaded(line: Line, column: Column, then: Any, names: Names) -> bool:
    """A cell that cannot be read but says what it was downloaded saying, such as an account since closed."""
    place = line.place(column.header)
    if place in line.grid.formulas or place in line.grid.errors:
        return False
    return says(column, line.cells[column.header], then, names)
