"""A reading of virtual rows back in the file's own sheets, rows and columns; trimesters become the year's figure."""

import re
from dataclasses import replace

import pandas as pd

from data import catalog
from data.intake.arrangement import Arrangement
from data.intake.blocks import Block
from data.intake.columns import normalized
from data.intake.coordinates import corners, letters
from data.intake.model import Finding, Proposal, Reading
from data.intake.numbers import parse_column
from data.intake.source import CODE, INDICATOR, NAME, TRIMESTER
from data.intake.trimesters import notice, of_the_year
from data.intake.wording import counted, figure, listing

_QUOTED = re.compile(r"(«[^»]*»)")
_CELL = re.compile(r"\b(celda )([A-Z]{1,3}\d+)\b")
_ROW = re.compile(r"\b(filas? )(\d+)\b(?! (?:con|de|sin|que)\b)")


def restored(reading: Reading, arrangement: Arrangement, municipalities: pd.DataFrame) -> Reading:
    """The reading as if the file itself had been read; `municipalities` (code) are the entity's."""
    back = _Origin(arrangement)
    observed = back.observations(reading.observations)
    keys = back.placed(reading.keys).drop(columns=["virtual", TRIMESTER], errors="ignore").drop_duplicates()
    notices = _left_out(arrangement)
    if arrangement.mapping.by_trimester:
        observed, told = of_the_year(observed, back.trimesters(observed), arrangement.mapping.trimester_rule)
        keys = keys.merge(observed[["sheet", "row"]].drop_duplicates(), on=["sheet", "row"])
        notices += told
    waiting = set(observed["pending"].dropna())
    placed = _placed_rows(arrangement, municipalities)
    return replace(
        reading,
        dataset=arrangement.mapping.name.strip(),
        header_row=arrangement.blocks[0].sheet.place.row,
        rows=len(placed),
        entity_rows=int(placed.eq("entity").sum()),
        outside_rows=int(placed.eq("outside").sum()),
        observations=observed.drop(columns="virtual").reset_index(drop=True),
        keys=keys.reset_index(drop=True),
        findings=[*map(back.finding, reading.findings), *notices],
        proposals=[back.proposal(one) for one in reading.proposals if one.id in waiting],
        rejected_rows=back.placed(reading.rejected_rows)
        .drop(columns="virtual")
        .drop_duplicates(["sheet", "row"])
        .reset_index(drop=True),
    )


class _Origin:
    """From virtual rows, cells and headers to the file's."""

    def __init__(self, arrangement: Arrangement) -> None:
        self._arrangement = arrangement
        self._headers = dict(zip(self._texts(), arrangement.codes, strict=True))
        self._blocks = _numbers(arrangement.origin["block"])
        self._rows = _numbers(arrangement.origin["row"])

    def _texts(self) -> list[str]:
        return [self._arrangement.layout.headers[number] for number in range(len(self._arrangement.codes))]

    def _block(self, row: int) -> Block:
        return self._arrangement.blocks[self._blocks[row]]

    def placed(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame with the file's "sheet" and "row"; the virtual row stays in `virtual`."""
        origin = self._arrangement.origin.loc[frame["row"]]
        names = [block.sheet.table.name for block in self._arrangement.blocks]
        sheets = origin["block"].map(dict(enumerate(names))).to_numpy()
        return frame.assign(virtual=frame["row"], sheet=sheets, row=origin["row"].to_numpy())

    def observations(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The figures that the file brings: a column that a sheet or year does not have is not an empty cell."""
        found = self.placed(frame)
        if INDICATOR in self._arrangement.codes:
            return found
        blocks = self._arrangement.origin.loc[found["virtual"], "block"]
        brought = {(number, code) for number, block in enumerate(self._arrangement.blocks) for code in block.measures}
        pairs = zip(blocks, found["indicator_code"], strict=True)
        return found[[pair in brought for pair in pairs]]

    def trimesters(self, frame: pd.DataFrame) -> "pd.Series[int]":
        """The trimester of each observation."""
        layout = self._arrangement.layout
        texts = layout.sheet.cells[layout.columns[TRIMESTER]]
        words = layout.source.field(TRIMESTER).choices
        said = texts.map(lambda text: words.get(normalized(text)), na_action="ignore")
        return frame["virtual"].map(said).astype("Int64")

    def cell(self, row: int, code: str) -> tuple[str, str]:
        """Its coordinate and its header in the file."""
        block = self._block(row)
        column = block.column(code)
        return f"{letters(column)}{self._rows[row]}", block.sheet.headers.get(column, code)

    def finding(self, one: Finding) -> Finding:
        """Its cells in the file, each once: a row of years in columns is several virtual rows."""
        message, example = self._said(one.message), self._said(one.example)
        if one.cells.empty:
            return replace(one, example=example, message=message)
        codes = one.cells["column"].map(self._headers)
        places = [self.cell(int(row), str(code)) for row, code in zip(one.cells["row"], codes, strict=True)]
        cells = self.placed(one.cells).drop(columns="virtual")
        cells = cells.assign(cell=[cell for cell, _ in places], column=[header for _, header in places])
        once = cells.drop_duplicates(["sheet", "cell"], ignore_index=True)
        if len(once) == len(cells) or one.count != len(cells):
            return replace(one, cells=once, example=example, message=message)
        rows = counted(len(once[["sheet", "row"]].drop_duplicates()), "fila", "filas")
        return replace(one, cells=once, count=len(once), example=example, message=f"{message} En el archivo: {rows}.")

    def proposal(self, one: Proposal) -> Proposal:
        cell, header = self.cell(one.row, self._headers[one.column])
        block = self._block(one.row)
        return replace(one, sheet=block.sheet.table.name, row=self._rows[one.row], cell=cell, column=header)

    def _said(self, text: str) -> str:
        """A sentence with the file's coordinates: what stands between «» is the file's own text and is not touched."""
        parts = _QUOTED.split(text)
        for number, part in enumerate(parts):
            if part.startswith("«"):
                parts[number] = self._header_after(parts[number - 1], part)
        return "".join(one if one.startswith("«") else _ROW.sub(self._row, _CELL.sub(self._cell, one)) for one in parts)

    def _header_after(self, before: str, quoted: str) -> str:
        """The file's header, when the quoted text is the header of the cell that was just named."""
        cell = re.search(r"celda ([A-Z]{1,3})(\d+) \($", before)
        code = self._headers.get(quoted[1:-1])
        if cell is None or code is None or int(cell.group(2)) not in self._rows:
            return quoted
        return f"«{self.cell(int(cell.group(2)), code)[1]}»"

    def _cell(self, match: "re.Match[str]") -> str:
        row, column, _, _ = corners(match.group(2))
        if row not in self._rows or column >= len(self._arrangement.codes):
            return match.group(0)
        return f"{match.group(1)}{self.cell(row, self._arrangement.codes[column])[0]}"

    def _row(self, match: "re.Match[str]") -> str:
        row = int(match.group(2))
        return f"{match.group(1)}{self._rows[row]}" if row in self._rows else match.group(0)


def _numbers(column: "pd.Series[int]") -> dict[int, int]:
    return {int(str(row)): int(number) for row, number in column.items()}


def _placed_rows(arrangement: Arrangement, municipalities: pd.DataFrame) -> "pd.Series[str]":
    """Each data row of the file, once: "entity", "outside" or ""."""
    layout = arrangement.layout
    texts = layout.sheet.cells[layout.columns[CODE]].loc[arrangement.origin.index]
    codes = parse_column(texts, "municipality_code")["value"]
    own, country = codes.isin(municipalities["code"]), codes.isin(catalog.municipalities()["code"])
    sheets = arrangement.origin["block"].map(
        {number: block.sheet.table.name for number, block in enumerate(arrangement.blocks)}
    )
    placed = pd.Series("", index=texts.index).mask(country, "outside").mask(own, "entity")
    return placed[~pd.DataFrame({"sheet": sheets, "row": arrangement.origin["row"]}).duplicated()]


def _left_out(arrangement: Arrangement) -> list[Finding]:
    """What a person decided not to load, said once."""
    names = {NAME: "municipio", INDICATOR: "indicador"}
    skipped = {names.get(code, "zona o grupo"): count for code, count in arrangement.skipped.items() if count}
    total = sum(skipped.values())
    if not total:
        return []
    parts = listing(f"{figure(count)} por {name}" for name, count in skipped.items())
    text = f"{counted(total, 'fila queda', 'filas quedan')} por fuera por decisión del emparejamiento ({parts})."
    return [notice("filas_por_fuera", total, text, "Cambie el emparejamiento si alguna debe cargarse.")]
