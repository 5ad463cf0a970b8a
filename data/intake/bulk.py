"""Files of students in the reader's process: recognized by their header and reduced to counts before anything leaves.

No pandas here: it would cost the child more than the recognition. The rules of the rows are in data.enrolment.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from data.enrolment.layout import SOURCE
from data.enrolment.students import Students
from data.intake.columns import normalized
from data.intake.coordinates import corners, letters
from data.intake.verdicts import Refusal
from data.intake.wording import listing

if TYPE_CHECKING:
    import pyarrow as pa

    from data.intake.guard import Sheet

_HEADER_SEARCH = 30
_PERSONAL = frozenset({"school_code", "document", "grade"})
"""With these three columns the rows are students, whatever else is missing."""


@dataclass(frozen=True)
class Heading:
    """The header of a file of students: its row (the file's, from 1), its texts by column number, the column of each
    field code, and the columns that no field takes."""

    row: int
    texts: dict[int, str]
    columns: dict[str, int]
    ignored: list[str]

    def labels(self) -> dict[str, str]:
        """By field code, the header as written."""
        return {code: self.texts[column] for code, column in self.columns.items()}

    def letters(self) -> dict[str, str]:
        """By field code, Excel's letters."""
        return {code: letters(column) for code, column in self.columns.items()}


def heading(rows: Iterable[Iterable[object]], sheet: str = "") -> Heading | None:
    """The header among the first rows, None when they are not of students.

    Raises Refusal when a column is missing or comes twice.
    """
    found = max((_at(row, texts) for row, texts in enumerate(rows, start=1)), key=_fitness, default=None)
    if found is None or not found.columns.keys() >= _PERSONAL:
        return None
    _check_repeated(found, sheet)
    missing = [one.aliases[0].upper() for one in SOURCE.required if one.code not in found.columns]
    if missing:
        place = f"hoja «{sheet}», " if sheet else ""
        raise Refusal(
            "columna_faltante",
            f"Al archivo ({place}fila {found.row}) le faltan columnas de «{SOURCE.title}»: "
            f"{listing(f'«{name}»' for name in missing)}. Agréguelas con ese nombre.",
        )
    return found


def _at(row: int, texts: Iterable[object]) -> Heading:
    written = {column: text.strip() for column, text in enumerate(texts) if isinstance(text, str) and text.strip()}
    codes = {column: SOURCE.codes.get(normalized(text)) for column, text in written.items()}
    columns = {code: column for column, code in reversed(codes.items()) if code not in (None, "note")}
    taken = set(columns.values())
    ignored = [text for column, text in written.items() if codes[column] != "note" and column not in taken]
    return Heading(row, written, {str(code): column for code, column in columns.items()}, ignored)


def _fitness(found: Heading) -> tuple[int, int]:
    return len(found.columns), -found.row


def _check_repeated(found: Heading, sheet: str) -> None:
    """Two columns with the same name, or two that could be the same required one: which one counts?"""
    required = {one.code for one in SOURCE.required}
    seen: dict[str, int] = {}
    for column, text in found.texts.items():
        code = SOURCE.codes.get(normalized(text))
        name = code if code in required else normalized(text)
        if name in seen and name and code != "note":
            cells = listing(f"{letters(one)}{found.row}" for one in (seen[name], column))
            raise Refusal("encabezado_duplicado", sheet=sheet, row=found.row, column=text, cells=cells)
        seen.setdefault(str(name), column)


def in_table(table: "pa.Table", sheet: str = "") -> Heading | None:
    """The header of a sheet's Arrow table, columns "0", "1"…, every cell text."""
    head = table.slice(0, _HEADER_SEARCH)
    return heading(zip(*(column.to_pylist() for column in head.columns), strict=True), sheet)


def of_table(table: "pa.Table", found: Heading, broken: Iterable[tuple[int, str, str]], sheet: str = "") -> Students:
    """The students of a sheet or of a small text file. Raises Refusal when there is nothing under the header."""
    if table.num_rows <= found.row:
        raise Refusal("sin_datos", f"solo tiene el encabezado, en la fila {found.row}")
    return Students(
        source=table,
        columns={code: str(column) for code, column in found.columns.items()},
        sheet=sheet,
        first_row=found.row + 1,
        skip=found.row,
        headers=found.labels(),
        letters=found.letters(),
        broken=[entry for entry in broken if found.row < entry[0] <= table.num_rows],
    )


def broken_cells(table: "pa.Table", found: Heading, sheet: "Sheet") -> Iterator[tuple[int, str, str]]:
    """Row, field and rule of what the fast reader returns as empty: errors, bare formulas, cells merged in the data."""
    fields = {column: code for code, column in found.columns.items()}
    seen = [(cell, "celda_error_excel") for cell, _ in sheet.facts.errors]
    seen += [(cell, "celda_formula_sin_valor") for cell in sheet.facts.uncached]
    for cell, rule in seen:
        row, column, _, _ = corners(cell)
        if column in fields:
            yield row, fields[column], rule
    for reference in sheet.facts.merged:
        yield from _emptied(table, fields, corners(reference))


def _emptied(
    table: "pa.Table", fields: dict[int, str], merged: tuple[int, int, int, int]
) -> Iterator[tuple[int, str, str]]:
    """The empty cells under the first row of a merged range: its value belongs to one row, and is not dragged."""
    top, left, bottom, right = merged
    for column in fields.keys() & set(range(left, right + 1)):
        below = table.column(column).slice(top, max(min(bottom, table.num_rows) - top, 0)).to_pylist()
        for row, text in enumerate(below, start=top + 1):
            if not text:
                yield row, fields[column], "celda_combinada"


def only_students() -> NoReturn:
    """Refuses a Parquet file that is not of students."""
    raise Refusal(
        "columna_faltante",
        f"Los archivos Parquet solo se admiten para «{SOURCE.title}» y este no trae sus columnas "
        f"({listing((f'«{one.aliases[0].upper()}»' for one in SOURCE.required), 20)}). Cárguelo como .xlsx o .csv.",
    )


def in_parquet(path: Path) -> tuple[Heading | None, dict[str, str]]:
    """The header of a Parquet file: its column names."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    try:
        names = parquet.read_schema(path).names
    except (pa.ArrowInvalid, OSError) as error:
        raise Refusal("parquet_danado") from error
    return heading([names]), {}


def in_large_text(path: Path) -> tuple[Heading | None, dict[str, str]]:
    """The header of a text file by its beginning, and how DuckDB has to read the rest, which it checks itself."""
    from data.intake.delimited import beginning

    encoding, separator, records = beginning(path)
    names = {"utf-8-sig": "utf-8", "cp1252": "latin-1"}
    return heading(records), {"delimiter": separator, "encoding": names.get(encoding, encoding)}


def of_file(path: Path, found: Heading, delimiter: str = ",", encoding: str = "utf-8") -> Students:
    """The students of a file that DuckDB reads straight from the disk: Parquet, or a large text file."""
    parquet = path.suffix.lower() == ".parquet"
    return Students(
        source=path,
        columns={code: found.texts[column] for code, column in found.columns.items()},
        first_row=1 if parquet else found.row + 1,
        skip=0 if parquet else found.row - 1,
        headers=found.labels(),
        letters={} if parquet else found.letters(),
        delimiter=delimiter,
        encoding=encoding,
    )
