"""A small clean publication, invented, in the layout of the MEN; and ways to plant defects in it and look at them."""

from pathlib import Path

import pandas as pd

from data import catalog
from data.intake.isolation import RawFile, SheetTable
from data.intake.model import Finding, Reading

SHARED = Path(__file__).resolve().parents[3] / "shared"
PLACES = ("47245", "47318", "47555", "47692", "47030", "47053")
OUTSIDE = ("47001", "08001")
LEVELS = ("", "_TRANSICIÓN", "_PRIMARIA", "_SECUNDARIA", "_MEDIA")


def men_row(code: str, name: str, year: int, number: int) -> dict[str, str]:
    """A believable row: smooth series, sums of 100, each column with its own decimals."""
    wave = (number * 7 + year) % 5
    row = {"AÑO": f"{year}", "CÓDIGO_MUNICIPIO": str(int(code)), "MUNICIPIO": name}
    row |= {"POBLACIÓN_5_16": f"{4000 + 1500 * number + 20 * (year - 2015)}"}
    row |= {"TASA_MATRICULACIÓN_5_16": f"{90.11 + wave:.2f}"}
    for position, level in enumerate(LEVELS):
        dropout, failed = 2.1 + 0.3 * wave + position / 10, 5.2 + 0.5 * wave + position / 5
        row |= {
            f"COBERTURA_NETA{level}": f"{88.01 + wave + position:.2f}",
            f"COBERTURA_BRUTA{level}": f"{104.02 + wave + position:.2f}",
            f"DESERCIÓN{level}": f"{dropout:.2f}",
            f"REPROBACIÓN{level}": f"{failed:.2f}",
            f"APROBACIÓN{level}": f"{100 - dropout - failed:.2f}",
            f"REPITENCIA{level}": f"{3.01 + 0.2 * wave + position / 3:.2f}",
        }
    return row | {
        "TAMAÑO_PROMEDIO_DE_GRUPO": f"{25.11 + wave:.2f}",
        "SEDES_CONECTADAS_A_INTERNET": f"{60.2 + wave:.1f}",
    }


def men_frame() -> pd.DataFrame:
    """Eight municipalities (two of other entities), 2015 to 2022, as text; 64 rows."""
    names = catalog.municipalities().set_index("code")["name"]
    rows = [
        men_row(code, names[code], year, number)
        for year in range(2015, 2023)
        for number, code in enumerate((*PLACES, *OUTSIDE))
    ]
    return pd.DataFrame(rows, dtype="str")


def raw_file(frame: pd.DataFrame, **facts: object) -> RawFile:
    """What the child would hand over for a text file with this header and rows."""
    lines = [list(frame.columns), *frame.to_numpy().tolist()]
    cells = pd.DataFrame(lines, dtype="str").replace("", None).astype("str")
    cells.index = pd.RangeIndex(1, len(cells) + 1)
    return RawFile([SheetTable("", "visible", cells, rows=len(cells))], **facts)  # type: ignore[arg-type]


def found(reading: Reading, rule: str) -> Finding | None:
    """The finding of a rule, if there is one."""
    return next((one for one in reading.findings if one.rule == rule), None)


def rules(reading: Reading) -> list[str]:
    return sorted(one.rule for one in reading.findings)


def at(frame: pd.DataFrame, code: str, year: int) -> int:
    """The position of a municipality and year."""
    return int(frame.index[frame["CÓDIGO_MUNICIPIO"].eq(str(int(code))) & frame["AÑO"].eq(str(year))][0])
