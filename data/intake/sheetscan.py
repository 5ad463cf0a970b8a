"""One pass over the XML of a sheet, by rows: what the fast reader hides or dies of. Standard library only.

Counts only rows and cells **with values**: a real sheet may run empty to row 1,048,576 and column XFD.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.intake import limits
from data.intake.verdicts import Refusal


@dataclass
class SheetFacts:
    """What the scan found; coordinates as in Excel. `errors` are (cell, text), `uncached` cells of formulas.

    `formula_cells` are those of `formulas` that were kept.
    """

    rows: int = 0
    last_row: int = 0
    cells: int = 0
    formulas: int = 0
    hidden_rows: int = 0
    errors: list[tuple[str, str]] = field(default_factory=list)
    uncached: list[str] = field(default_factory=list)
    formula_cells: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


class _Patterns:
    """The patterns of a sheet, for the namespace prefix its writer chose (usually none)."""

    def __init__(self, prefix: bytes) -> None:
        p = re.escape(prefix)
        cell = rb"<" + p + rb"c\b"
        self.row_end = b"</" + prefix + b"row>"
        self.row = re.compile(rb"<" + p + rb"row\b([^<>]*)>")
        self.value_ends = (b"</" + prefix + b"v>", b"</" + prefix + b"is>")
        # What nearly every writer writes: the reference first, and no column past SR (the 513th).
        self.unusual = re.compile(rb"<" + p + rb"c(?! r=\"(?:[A-R]?[A-Z]|S[A-R])[1-9]\d{0,6}\"[ />])")
        # Attributes may come in any order; a reference that Excel could not have written is refused.
        self.bad_reference = re.compile(cell + rb"[^<>]*?\sr=\"(?![A-Z]{1,3}[1-9]\d{0,6}\")")
        # Columns past SR, three letters included, in a cell that holds something.
        self.far = re.compile(
            cell + rb"[^<>]*?\sr=\"((?:[A-Z]{3}|S[S-Z]|[T-Z][A-Z])\d+)\"[^<>]*(?<!/)>(?!</" + p + rb"c>)"
        )
        self.formula_start = b"<" + prefix + b"f"
        self.error = re.compile(cell + rb"(?=[^<>]*\st=\"e\")([^<>]*)>(.*?)</" + p + rb"c>", re.S)
        self.formula = re.compile(cell + rb"([^<>]*)><" + p + rb"f\b(.*?)</" + p + rb"c>", re.S)
        self.value_text = re.compile(rb"<" + p + rb"(?:v|t)\b[^<>]*>([^<]+)<")
        self.merge = re.compile(rb"<" + p + rb"mergeCell\b[^<>]*\bref=\"([A-Z0-9:]+)\"")

    def values(self, block: bytes, start: int, end: int) -> int:
        """How many values a stretch of the sheet holds."""
        return sum(block.count(mark, start, end) for mark in self.value_ends)

    def holds(self, block: bytes, start: int, end: int) -> bool:
        """Whether it holds any."""
        number, text = self.value_ends
        return block.find(text, start, end) >= 0 or block.find(number, start, end) >= 0


_REFERENCE = re.compile(rb"\sr=\"([A-Z]+\d+)\"")
_ROW_NUMBER = re.compile(rb"\br=\"(\d+)\"")


def scan(chunks: Iterator[bytes], sheet: str) -> SheetFacts:
    """The facts of a sheet. Raises Refusal for too many rows or columns, far cells, disorder and impossible marks."""
    facts = SheetFacts()
    patterns: _Patterns | None = None
    pending = b""
    position = 0
    for chunk in chunks:
        pending += chunk
        patterns = patterns or _patterns_of(pending)
        if patterns is None:
            continue
        cut = pending.rfind(patterns.row_end)
        if cut >= 0:
            position = _scan_rows(pending[: cut + len(patterns.row_end)], patterns, facts, sheet, position)
            pending = pending[cut + len(patterns.row_end) :]
        elif len(pending) > limits.PENDING_BYTES:
            pending = _shortened(pending, patterns, facts, sheet)
    if patterns is not None:
        _scan_rows(pending, patterns, facts, sheet, position)
        _collect_merges(pending, patterns, facts, sheet)
    return facts


def _patterns_of(head: bytes) -> _Patterns | None:
    root = re.search(rb"<(?:([A-Za-z][\w.-]*):)?worksheet\b", head)
    return _Patterns(root.group(1) + b":" if root.group(1) else b"") if root else None


def _shortened(pending: bytes, patterns: _Patterns, facts: SheetFacts, sheet: str) -> bytes:
    """What may be dropped from a long stretch without a row end: merged ranges already counted, empty rows, blanks."""
    if not pending.strip():
        return b""
    _collect_merges(pending, patterns, facts, sheet)
    if patterns.holds(pending, 0, len(pending)):
        raise Refusal("xlsx_invalido", f"una fila desmedida en la hoja «{sheet}»")
    return pending[pending.rfind(b"<") :]


def _collect_merges(pending: bytes, patterns: _Patterns, facts: SheetFacts, sheet: str) -> None:
    facts.merged += [match.decode() for match in patterns.merge.findall(pending)]
    if len(facts.merged) > limits.MERGED:
        raise Refusal("xlsx_invalido", f"demasiadas celdas combinadas en la hoja «{sheet}»")


def _scan_rows(block: bytes, patterns: _Patterns, facts: SheetFacts, sheet: str, position: int) -> int:
    """Counts the rows of a block of whole rows; returns the number of the last one."""
    unusual = patterns.unusual.search(block) is not None
    if unusual:
        _check_cells(block, patterns, sheet)
    starts = list(patterns.row.finditer(block))
    ends = [start.start() for start in starts[1:]] + [len(block)]
    for start, end in zip(starts, ends, strict=False):
        position = _row_number(start.group(1), position, sheet)
        if patterns.holds(block, start.end(), end):
            facts.rows += 1
            facts.last_row = position
            facts.hidden_rows += b'hidden="1"' in start.group(1)
            if unusual:
                _check_width(patterns.values(block, start.end(), end), position, sheet)
    facts.cells += patterns.values(block, 0, len(block))
    if facts.rows > limits.ROWS or facts.cells > limits.CELLS:
        raise Refusal("demasiadas_filas", sheet=sheet, limit=limits.ROWS)
    if b't="e"' in block:
        facts.errors += list(_errors(block, patterns))[: limits.FACTS_KEPT]
    if patterns.formula_start in block:
        _count_formulas(block, patterns, facts)
    return position


def _row_number(attributes: bytes, position: int, sheet: str) -> int:
    declared = _ROW_NUMBER.search(attributes)
    number = int(declared.group(1)) if declared else position + 1
    if number <= position or number > limits.EXCEL_ROWS:
        raise Refusal("xlsx_invalido", f"la fila {number} de la hoja «{sheet}» está fuera de orden")
    return number


def _check_cells(block: bytes, patterns: _Patterns, sheet: str) -> None:
    if patterns.bad_reference.search(block):
        raise Refusal("xlsx_invalido", f"referencias de celda imposibles en la hoja «{sheet}»")
    far = patterns.far.search(block)
    if far:
        raise Refusal("demasiadas_columnas", f"celda {far.group(1).decode()}", sheet=sheet, limit=limits.COLUMNS)


def _check_width(values: int, row: int, sheet: str) -> None:
    """Cells without reference follow one another: only their number tells the column they reach."""
    if values > limits.COLUMNS:
        raise Refusal("demasiadas_columnas", f"fila {row}", sheet=sheet, limit=limits.COLUMNS)


def _errors(block: bytes, patterns: _Patterns) -> Iterator[tuple[str, str]]:
    for match in patterns.error.finditer(block):
        text = patterns.value_text.search(match.group(2))
        yield _reference(match.group(1)), text.group(1).decode("utf-8", "replace") if text else "#ERROR"


def _count_formulas(block: bytes, patterns: _Patterns, facts: SheetFacts) -> None:
    for match in patterns.formula.finditer(block):
        facts.formulas += 1
        if len(facts.formula_cells) < limits.FACTS_KEPT:
            facts.formula_cells.append(_reference(match.group(1)))
        if not patterns.value_text.search(match.group(2)) and len(facts.uncached) < limits.FACTS_KEPT:
            facts.uncached.append(_reference(match.group(1)))


def _reference(attributes: bytes) -> str:
    found = _REFERENCE.search(b" " + attributes)
    return found.group(1).decode() if found else ""
