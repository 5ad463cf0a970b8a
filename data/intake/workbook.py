"""A guarded workbook to Arrow, every cell as text: codes keep their zeros and "NA" stays a word.

fastexcel (calamine) writes numbers with at most nine decimals, the quantum of ANALYTICS.md. It hides which cells were
numbers, so those with a point are looked up again in the XML: "1.234" as text is a question, as a number it is not.
Runs in the child process.
"""

import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from data.intake.archive import Archive
from data.intake.coordinates import letters
from data.intake.guard import Sheet
from data.intake.verdicts import Refusal

_DECIMAL = r"^[+-]?\d*\.\d+$"
_UNKNOWN_ERROR = re.compile(rb"(<(?:\w+:)?v>)#(?!REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)[^<]*(</)")


def tables(archive: Archive, sheets: list[Sheet]) -> Iterator[tuple[Sheet, pa.Table]]:
    """Each of the sheets that holds values, from row 1 and column A, columns named "0", "1"…, null where empty."""
    try:
        yield from _tables(archive.path, sheets)
    except fastexcel.FastExcelError:
        # Errors of Excel 365 (#SPILL!, #CALC!) abort the reader: it gets a copy that says #VALUE! instead.
        with tempfile.TemporaryDirectory() as folder:
            try:
                yield from _tables(_without_new_errors(archive, sheets, Path(folder) / "copy.xlsx"), sheets)
            except fastexcel.FastExcelError as error:
                raise Refusal("xlsx_invalido", "el contenido de una hoja no se puede interpretar") from error


def _tables(path: Path, sheets: list[Sheet]) -> Iterator[tuple[Sheet, pa.Table]]:
    reader = fastexcel.read_excel(path)
    for sheet in sheets:
        if not sheet.facts.rows:
            continue
        batch = reader.load_sheet(sheet.name, header_row=None, skip_rows=0, dtypes="string").to_arrow()
        table = pa.Table.from_batches([batch]) if isinstance(batch, pa.RecordBatch) else pa.table(batch)
        yield sheet, table.rename_columns([str(number) for number in range(table.num_columns)])


def _without_new_errors(archive: Archive, sheets: list[Sheet], copy: Path) -> Path:
    parts = {sheet.part for sheet in sheets}
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as book:
        for name in archive.parts:
            content = b"".join(archive.chunks(name))
            book.writestr(name, _UNKNOWN_ERROR.sub(rb"\1#VALUE!\2", content) if name in parts else content)
    return copy


def text_numbers(archive: Archive, sheet: Sheet, table: pa.Table) -> list[str]:
    """The cells (Excel coordinates) whose decimal number was typed as text."""
    wanted: set[str] = set()
    for number, column in enumerate(table.columns):
        hits = pc.indices_nonzero(pc.fill_null(pc.match_substring_regex(column, _DECIMAL), False))
        wanted |= {f"{letters(number)}{row + 1}" for row in hits.to_pylist()}
    if not wanted:
        return []
    content = b"".join(archive.chunks(sheet.part))
    cells = re.finditer(rb"<(?:\w+:)?c\b(?=[^>]*\st=\"(?:s|str|inlineStr)\")[^>]*?\sr=\"([A-Z]+\d+)\"", content)
    return sorted(wanted & {match.group(1).decode() for match in cells})
