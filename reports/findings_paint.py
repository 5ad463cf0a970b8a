"""Cells of ours in a workbook: text that never runs, painted by gravity and commented with rule and mend."""

import re
from collections.abc import Iterable

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

# Tints of the palette (EXPERIENCE.md) that black text reads well on; the symbols travel with the colours.
TINTS = {"error": "FFF6C7B6", "confirmar": "FFFBE0A6", "aviso": "FFCFE6F5"}
LABELS = {"error": "✖ Error", "confirmar": "? Por confirmar", "aviso": "• Aviso"}
FILLS = {severity: PatternFill("solid", fgColor=tint) for severity, tint in TINTS.items()}
AUTHOR = "Revisión de datos"
COMMENTS = 5000
"""Past this many comments Excel takes minutes to open a workbook: the rest of the cells are only painted."""

BOLD, LINK = Font(bold=True), Font(color="FF0B5394", underline="single")
_MARK = f"[{AUTHOR}]"
_FORMULA = re.compile(r"^[=+\-@\t\r]")


def put(cell: Cell, text: str) -> Cell:
    """Text as text, whatever it looks like, also after somebody edits the cell."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    if _FORMULA.match(text):
        cell.quotePrefix = True
    return cell


def paint(cell: Cell, severity: str, notes: Iterable[str], *, commented: bool) -> None:
    """The tint of its gravest finding and, under what the user had written there, our notes."""
    cell.fill = FILLS[severity]
    if not commented:
        return
    own = f"{cell.comment.text.rstrip()}\n\n" if cell.comment else ""
    author = cell.comment.author if cell.comment else AUTHOR
    text = f"{own}{_MARK}\n" + "\n\n".join(notes)
    cell.comment = Comment(ILLEGAL_CHARACTERS_RE.sub("", text), author, width=360, height=40 + 18 * (len(text) // 45))


def clean(cell: Cell) -> None:
    """Takes away what an earlier workbook of findings left: a corrected cell must not stay painted."""
    if cell.comment is None or _MARK not in cell.comment.text:
        return
    own = cell.comment.text.split(_MARK)[0].rstrip()
    cell.comment = Comment(own, cell.comment.author) if own else None
    if cell.fill.fgColor.rgb in TINTS.values():
        cell.fill = PatternFill()


def note(severity: str, rule: str, message: str, mend: str, proposed: str) -> str:
    """The comment of one finding."""
    proposal = f"\nSe propone: {proposed}" if proposed else ""
    return f"{LABELS[severity]} ({rule})\n{message}{proposal}\nCómo se arregla: {mend}"
