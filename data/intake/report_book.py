"""The trimester report in Excel, back from whoever filled it without connection."""

from dataclasses import dataclass
from pathlib import Path

from data.intake import plan_book
from data.intake.plan_book import Cancelled
from procedure.exchange.book import Book
from procedure.exchange.report_layout import FORMAT

TRIMESTER = "Trimestre"


@dataclass(frozen=True)
class ReportBook:
    """`trimester` is the one that the workbook was made for."""

    book: Book
    trimester: int


def read(path: Path, file_name: str, cancelled: Cancelled = None) -> ReportBook:
    """Raises IntakeError: what the guard refuses, and a workbook that is not the one downloaded to report."""
    book, said = plan_book.identified(path, file_name, FORMAT, "no_es_reporte", (TRIMESTER,), cancelled)
    return ReportBook(book, said[TRIMESTER])
