"""A workbook to Arrow, every cell as text: codes keep their zeros and "NA" stays a word.

fastexcel (calamine) writes numbers with at most nine decimals, the quantum of ANALYTICS.md. It hides which cells were
numbers, so those with a point are looked up again in the XML: "1.234" as text is a question, as a number it is not.
Runs in the child process.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from data.intake import limits
from data.intake.archive import Archive
from data.intake.coordinates import letters
from data.intake.guard import Sheet

_DECIMAL = r"^[+-]?\d*\.\d+$"
_UNKNOWN_ERROR = re.compile(rb"(<(?:\w+:)?v>)#(?!REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)[^<]*(</)")
_TYPED_AS_TEXT = re.compile(rb"<(?:\w+:)?c\b(?=[^<>]*\st=\"(?:s|str|inlineStr)\")[^<>]*?\sr=\"([A-Z]+\d+)\"")


def read_tables(path: Path, names: list[str]) -> dict[str, pa.Table]:
    reader = fastexcel.read_excel(path)
    found = {}
    for name in names:
        batch = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_arrow()
        table = pa.Table.from_batches([batch]) if isinstance(batch, pa.RecordBatch) else pa.table(batch)
        found[name] = table.rename_columns([str(number) for number in range(table.num_columns)])
    return found


def without_new_errors(archive: Archive, sheets: list[Sheet], copy: Path) -> Path:
    parts = {sheet.part for sheet in sheets}
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as book:
        for name in archive.parts:
            with book.open(name, "w", force_zip64=True) as part:
                pieces = archive.chunks(name)
                for piece in _with_old_errors(pieces) if name in parts else pieces:
                    part.write(piece)
    return copy


def _with_old_errors(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same XML, cut only after the "</" that ends a value."""
    pending = b""
    for piece in pieces:
        pending += piece
        cut = pending.rfind(b"</") + 2
        if cut > 1:
            yield _UNKNOWN_ERROR.sub(rb"\1#VALUE!\2", pending[:cut])
            pending = pending[cut:]
    yield pending


def text_numbers(archive: Archive, sheet: Sheet, table: pa.Table) -> list[str]:
    """The cells (Excel coordinates) whose decimal number was typed as text."""
    wanted: set[str] = set()
    for number, column in enumerate(table.columns):
        hits = pc.indices_nonzero(pc.fill_null(pc.match_substring_regex(column, _DECIMAL), False))
        wanted |= {f"{letters(number)}{row + 1}" for row in hits.to_pylist()}
    if not wanted:
        return []
    return sorted(wanted & {cell.decode() for cell in _cells_of_text(archive.chunks(sheet.part))})


def _cells_of_text(pieces: Iterator[bytes]) -> Iterator[bytes]:
    pending = b""
    for piece in pieces:
        pending += piece
        cut = pending.rfind(b">") + 1
        if cut or len(pending) > limits.PENDING_BYTES:
            yield from _TYPED_AS_TEXT.findall(pending[:cut])
            pending = pending[cut:]
