"""What a reading found, one line per cell: the table behind the painted cells and the sheet "Hallazgos"."""

import pandas as pd

from data.intake.model import CELL_COLUMNS, Finding, Reading
from data.intake.wording import figure

COLUMNS = [*CELL_COLUMNS, "severity", "rule", "message", "mend", "count", "proposed"]
"""Texts, except row and count; `proposed` is Spanish text, empty where nothing is proposed."""
ORDER = ("error", "confirmar", "aviso")


def lines(reading: Reading) -> pd.DataFrame:
    """COLUMNS, the grave ones first; a finding without cells is one line without coordinate.

    The values and places of a file of people are left out: they stay in the user's own file.
    """
    found = [_of(finding) for severity in ORDER for finding in reading.findings if finding.severity == severity]
    if not found:
        return pd.DataFrame(columns=COLUMNS)
    table = pd.concat(found, ignore_index=True)
    table["proposed"] = _proposed(reading, table)
    return table.assign(value="", place="") if reading.personal else table


def _of(finding: Finding) -> pd.DataFrame:
    cells = finding.cells
    if cells.empty:
        cells = pd.DataFrame([["", 0, "", "", "", ""]], columns=CELL_COLUMNS)
    return cells.fillna("").assign(
        severity=finding.severity,
        rule=finding.rule,
        message=finding.message,
        mend=finding.mend,
        count=finding.count,
        proposed="",
    )


def _proposed(reading: Reading, table: pd.DataFrame) -> list[str]:
    offered = {(one.sheet, one.cell): figure(one.proposed) for one in reading.proposals}
    places = zip(table["sheet"], table["cell"], table["severity"].eq("confirmar"), strict=True)
    return [offered.get((sheet, cell), "") if asked else "" for sheet, cell, asked in places]
