"""A source that is recognized but feeds no series: its only finding is why."""

from data.intake.checks.outcome import Outcome, finding, rows_of
from data.intake.source import CODE
from data.intake.table import Table
from data.intake.wording import counted


def refused(table: Table) -> list[Outcome]:
    """Every row of the entity stays out, with the reason that the source declares in `refusal`."""
    reason, mend = table.source.refusal or ("", "")
    cells = table.cells(table.entity.index[table.entity], CODE)
    rows = counted(len(cells), "fila de la entidad no se carga", "filas de la entidad no se cargan")
    text = f"Se reconoció «{table.source.title}», pero {reason}: {rows} en ninguna serie."
    return [Outcome(finding("serie_no_comparable", "error", text, mend, cells), rows_of(cells))]
