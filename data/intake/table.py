"""The data rows of a recognized sheet, each column read by its kind; what every check looks at."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from data.intake.columns import normalized
from data.intake.coordinates import corners, letters
from data.intake.model import CELL_COLUMNS
from data.intake.numbers import decimal_separator, parse_column
from data.intake.recognizer import Layout
from data.intake.series import neighbours
from data.intake.source import (
    CODE,
    GROUP,
    INDICATOR,
    NAME,
    SCHOOL,
    TRIMESTER,
    VALUE,
    WORD_KINDS,
    YEAR,
    ZONE,
    Field,
    Source,
)

UNCACHED = "#fórmula sin valor"
_RATES = frozenset({"rate", "coverage", "decimal", "dropout_open_data", "percent_fraction"})


@dataclass(frozen=True)
class Table:
    """Rows by file row number (the index of every frame here); columns by field code.

    `texts` as written; `status` as in numbers.Parsed; `numbers` float of the numeric fields; `words` text of codes and
    choices; `placed` is "entity", "outside" or "" (no municipality); `native` marks the decimal numbers that the
    workbook itself keeps as numbers; `separators` counts each rate's decimal points and commas (columns "." and ",");
    `catalog` is DIVIPOLA (code, name).
    """

    layout: Layout
    texts: pd.DataFrame
    status: pd.DataFrame
    numbers: pd.DataFrame
    words: pd.DataFrame
    reasons: pd.DataFrame
    placed: "pd.Series[str]"
    native: pd.DataFrame
    separators: pd.DataFrame
    catalog: pd.DataFrame = field(repr=False)
    blank_rows: int = 0

    @property
    def source(self) -> Source:
        return self.layout.source

    @property
    def sheet(self) -> str:
        return self.layout.sheet.name

    @property
    def measures(self) -> list[Field]:
        """The measures that the file brings."""
        return [one for one in self.source.measures if one.code in self.texts]

    @cached_property
    def entity(self) -> "pd.Series[bool]":
        return self.placed.eq("entity")

    @cached_property
    def places(self) -> "pd.Series[str]":
        """The name of each row's municipality, from the catalog where its code exists."""
        names = self.catalog.set_index("code")["name"]
        return self.words[CODE].map(names).fillna(self.texts.get(NAME, self.texts[CODE])).fillna("")

    @cached_property
    def history(self) -> dict[str, pd.DataFrame]:
        """By statistic of data.intake.series, a frame like `figures`: each beside its series' other years."""
        series = self.words[[one for one in (CODE, SCHOOL, ZONE, GROUP, INDICATOR, TRIMESTER) if one in self.words]]
        return neighbours(series, self.numbers[YEAR], self.figures)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The numbers of the measures in the rows of the entity; NaN elsewhere."""
        return self.numbers[[one.code for one in self.measures]].where(self.entity)

    def having(self, status: str, codes: list[str] | None = None) -> pd.DataFrame:
        """Where the cells of those fields (all) have that status."""
        return (self.status if codes is None else self.status[codes]).isin([status])

    def of_kind(self, *kinds: str) -> list[str]:
        """The codes of the measures of those kinds that the file brings."""
        return [one.code for one in self.measures if one.kind in kinds]

    def marked(self, marks: pd.DataFrame) -> pd.DataFrame:
        """The cells where a frame of booleans (columns are field codes) is true, by row, as CELL_COLUMNS."""
        codes = [str(code) for code in marks.columns[marks.any()]]
        frames = [self.cells(marks.index[marks[code]], code) for code in codes]
        if not frames:
            return pd.DataFrame(columns=CELL_COLUMNS)
        return pd.concat(frames, ignore_index=True).sort_values("row", kind="stable", ignore_index=True)

    def code_of(self, header: str) -> str:
        """The field whose header it is."""
        return next(code for code, column in self.layout.columns.items() if self.layout.headers[column] == header)

    def number(self, row: int, code: str) -> float:
        """The figure of a cell."""
        return float(self.numbers[code].loc[row])

    def raw(self, row: int, code: str) -> str:
        """The text of a cell."""
        text: object = self.texts[code].loc[row]
        return text if isinstance(text, str) else ""

    def place(self, row: int) -> str:
        """The municipality of a row."""
        return str(self.places.loc[row])

    def year(self, row: int) -> str:
        """The year of a row, "—" if it has none."""
        year = float(self.numbers[YEAR].loc[row])
        return f"{year:.0f}" if year == year else "—"

    def header(self, code: str) -> str:
        """The header of a field as the file writes it."""
        return self.layout.headers[self.layout.columns[code]]

    def coordinate(self, row: int, code: str) -> str:
        """The Excel coordinate of a cell."""
        return f"{letters(self.layout.columns[code])}{row}"

    def cells(self, rows: pd.Index, code: str) -> pd.DataFrame:
        """The cells of one column at those rows, as CELL_COLUMNS."""
        numbers = [int(row) for row in rows]
        if not numbers:
            return pd.DataFrame(columns=CELL_COLUMNS)
        return pd.DataFrame(
            {
                "sheet": self.sheet,
                "row": numbers,
                "column": self.header(code),
                "cell": [self.coordinate(row, code) for row in numbers],
                "value": self.texts.loc[rows, code].fillna("").tolist(),
            },
            columns=CELL_COLUMNS,
        )

    def keys(self) -> pd.DataFrame:
        """The natural key of each row; year as number. A column that the file does not have is its default."""
        return pd.DataFrame({code: self._key(code) for code in self.source.key}, index=self.texts.index)

    def _key(self, code: str) -> "pd.Series[Any] | str":
        if code == YEAR:
            return self.numbers[code]
        return self.words[code] if code in self.words else self.source.field(code).default


def build(layout: Layout, municipalities: pd.DataFrame, catalog: pd.DataFrame) -> Table:
    """Reads every column of the layout. `municipalities` (code) are the entity's; `catalog` (code, name) DIVIPOLA."""
    texts, blank = _texts(layout)
    fields = [one for one in layout.source.fields if one.code in texts]
    native = _native(texts, fields, layout)
    separators = _separators(texts.mask(native), fields)
    separator = _settled(separators)
    read = {one.code: _read(texts[one.code], one, native[one.code], separator) for one in fields}
    numeric = [one.code for one in fields if one.kind not in WORD_KINDS]
    words = pd.DataFrame({code: read[code]["value"] for code in read if code not in numeric}, index=texts.index)
    return Table(
        layout=layout,
        texts=texts,
        status=pd.DataFrame(
            {code: frame["status"].to_numpy(object) for code, frame in read.items()}, index=texts.index
        ),
        numbers=pd.DataFrame({code: read[code]["value"] for code in numeric}, index=texts.index, dtype="float64"),
        words=words,
        reasons=pd.DataFrame({code: frame["reason"] for code, frame in read.items()}, index=texts.index),
        native=native,
        separators=separators,
        placed=_placed(words[CODE], municipalities["code"], catalog["code"]),
        catalog=catalog,
        blank_rows=blank,
    )


def _texts(layout: Layout) -> tuple[pd.DataFrame, int]:
    """The rows with something in any column, by field; and how many blank ones lie between them."""
    body = layout.sheet.cells.loc[layout.header_row + 1 :]
    filled = body.apply(lambda column: column.str.strip().fillna("").ne("")).any(axis=1)
    last = filled[filled].index.max()
    texts = pd.DataFrame({code: body.loc[filled, column] for code, column in layout.columns.items()})
    _restore_broken(texts, layout)
    return texts, int((~filled.loc[:last]).sum())


def _restore_broken(texts: pd.DataFrame, layout: Layout) -> None:
    """Puts back the errors and the bare formulas that the fast reader returns as empty."""
    by_column = {column: code for code, column in layout.columns.items()}
    broken = [*layout.sheet.errors, *((cell, UNCACHED) for cell in layout.sheet.uncached)]
    for cell, text in broken:
        row, column, _, _ = corners(cell)
        if column in by_column and row in texts.index:
            texts.at[row, by_column[column]] = text


def _placed(codes: "pd.Series[str]", entity: "pd.Series[str]", country: "pd.Series[str]") -> "pd.Series[str]":
    inside, known = codes.isin(entity), codes.isin(country)
    return pd.Series(np.select([inside, known], ["entity", "outside"], ""), index=codes.index, dtype="str")


def _separators(texts: pd.DataFrame, fields: list[Field]) -> pd.DataFrame:
    """How many cells of each rate have a decimal point and how many a decimal comma, beyond doubt."""
    counts = {one.code: decimal_separator(texts[one.code]) for one in fields if one.kind in _RATES}
    return pd.DataFrame.from_dict(counts, orient="index", columns=[".", ","])


def _settled(separators: pd.DataFrame) -> str | None:
    """The decimal separator that the rates of the file agree on; None without evidence or with both."""
    seen = separators.sum()
    marks = [str(mark) for mark in seen.index[seen.gt(0)]]
    return marks[0] if len(marks) == 1 else None


def _native(texts: pd.DataFrame, fields: list[Field], layout: Layout) -> pd.DataFrame:
    """The decimal cells of the rates of a workbook that were not typed as text."""
    native = pd.DataFrame(False, index=texts.index, columns=texts.columns)
    typed = layout.sheet.text_numbers
    if typed is None:
        return native
    for one in fields:
        if one.kind in _RATES:
            letter = letters(layout.columns[one.code])
            decimal = texts[one.code].str.fullmatch(r"[+-]?\d*\.\d+").eq(True)
            native[one.code] = decimal & ~pd.Series([f"{letter}{row}" in typed for row in texts.index], texts.index)
    return native


def _read(texts: "pd.Series[str]", one: Field, native: "pd.Series[bool]", separator: str | None) -> pd.DataFrame:
    """A column by its kind; a workbook's own numbers have no separator to doubt."""
    if one.kind in ("text", "choice"):
        return _read_words(texts, one)
    if one.kind == "level":
        return _read_levels(texts, one)
    read = parse_column(texts, one.kind, separator if one.kind in _RATES else None)
    if native.any():
        read.loc[native, ["status", "value", "reason"]] = parse_column(texts[native], one.kind, ".")
    return read


def _read_words(texts: "pd.Series[str]", one: Field) -> pd.DataFrame:
    clean = texts.str.strip()
    empty = clean.fillna("").eq("")
    value = clean.where(~empty)
    if one.kind == "choice":
        value = clean.map(lambda text: one.choices.get(normalized(text)), na_action="ignore")
        value = value.mask(empty, one.default or None)
    read = value.notna()
    status = pd.Series(np.select([read, empty], ["value", "missing"], "error"), index=texts.index, dtype="str")
    reason = pd.Series("", index=texts.index, dtype="str").where(status.ne("error"), "no está en la lista")
    return pd.DataFrame({"status": status, "value": value.astype("str").where(read), "reason": reason})


def _read_levels(texts: "pd.Series[str]", one: Field) -> pd.DataFrame:
    """An ordered scale as numbers, from its words or from the numbers themselves."""
    clean = texts.str.strip().fillna("").str.casefold()
    known = {**{f"{number:g}": number for number in one.levels.values() if number == number}, **one.levels}
    value = clean.map(known).astype("float64")
    absent = clean.eq("") | (clean.isin(list(known)) & value.isna())
    status = pd.Series(
        np.select([value.notna(), absent], ["value", "missing"], "error"), index=texts.index, dtype="str"
    )
    reason = pd.Series("", index=texts.index, dtype="str").where(status.ne("error"), "no está en la escala")
    return pd.DataFrame({"status": status, "value": value, "reason": reason})


def value_column(table: Table) -> str:
    """The field that holds the value of a long layout."""
    return VALUE if VALUE in table.texts else table.measures[0].code
