"""From a checked table to observations: one line per municipality or school, year, zone, group and indicator."""

import pandas as pd

from data.intake.checks.cells import fraction
from data.intake.checks.outcome import Outcome
from data.intake.model import OBSERVATION_COLUMNS, TABLE_COLUMNS
from data.intake.source import (
    CODE,
    DENOMINATOR,
    GROUP,
    INDICATOR,
    NUMERATOR,
    SCHOOL,
    VALUE,
    WORD_KINDS,
    YEAR,
    ZONE,
)
from data.intake.table import Table


def observations(table: Table, good: "pd.Series[bool]", outcomes: list[Outcome]) -> pd.DataFrame:
    """The figures of the good rows, as OBSERVATION_COLUMNS; those that wait for a person carry their proposal."""
    own = _own(table, good, outcomes)
    kept = own.iloc[:0] if table.source.rows_are == "unit" else own
    made = [_computed(table, compute(_rows(table, good, own))) for compute in table.source.computed if good.any()]
    parts = [part[OBSERVATION_COLUMNS] for part in (kept, *made) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else kept[OBSERVATION_COLUMNS]


def _computed(table: Table, lines: pd.DataFrame) -> pd.DataFrame:
    """Lines of data.intake.computed as observations."""
    return lines.assign(sheet=table.sheet, inclusion_group=table.source.inclusion_group, pending=None)


def _rows(table: Table, good: "pd.Series[bool]", own: pd.DataFrame) -> pd.DataFrame:
    """The good rows as data.intake.computed takes them; a cell that waits for a person counts as absent."""
    rows = pd.concat([table.numbers[good], table.words[good]], axis=1)
    waiting = own.loc[own["pending"].notna(), ["row", "measure"]]
    for row, code in waiting.itertuples(index=False, name=None):
        rows.loc[row, code] = float("nan")
    return rows.assign(
        year=rows[YEAR].astype(int),
        school_code=_words(table, SCHOOL, "", rows.index).fillna(""),
        zone=_words(table, ZONE, "total", rows.index).fillna("total"),
        row=rows.index,
    )


def _own(table: Table, good: "pd.Series[bool]", outcomes: list[Outcome]) -> pd.DataFrame:
    """The figures that the rows hold themselves, with the `measure` each one comes from."""
    dropped = {code for outcome in outcomes for code in outcome.dropped}
    values = table.figures.loc[good, [code for code in table.figures if code not in dropped]]
    computed = fraction(table)
    if computed is not None:
        values = values.assign(value=values[VALUE].fillna(computed))
    long = _places(table, values.index).join(values.melt(ignore_index=False, var_name="measure", value_name="figure"))
    if table.source.indicator or INDICATOR in table.words:
        long["indicator_code"] = _words(table, INDICATOR, table.source.indicator, long.index)
    else:
        long["indicator_code"] = long["measure"] + _variants(table, long.index)
    long = long.rename_axis("row").reset_index().rename(columns={"figure": "value"})
    return _with_proposals(long, outcomes)[[*OBSERVATION_COLUMNS, "measure"]]


def _variants(table: Table, rows: pd.Index) -> "pd.Series[str]":
    """What the row's variant adds to the code of its indicators."""
    if table.source.variant not in table.words:
        return pd.Series("", index=rows, dtype="str")
    words: pd.Series[str] = table.words.loc[rows, table.source.variant].fillna("")
    return words.where(words.eq(""), "_" + words)


def _places(table: Table, rows: pd.Index) -> pd.DataFrame:
    """What a row says of all its figures."""
    return pd.DataFrame(
        {
            "sheet": table.sheet,
            "year": table.numbers.loc[rows, YEAR].astype(int),
            "municipality_code": table.words.loc[rows, CODE],
            "school_code": _words(table, SCHOOL, "", rows).fillna(""),
            "zone": _words(table, ZONE, table.source.zone, rows).fillna(table.source.zone),
            "inclusion_group": _words(table, GROUP, table.source.inclusion_group, rows),
            "numerator": _numbers(table, NUMERATOR, rows),
            "denominator": _numbers(table, DENOMINATOR, rows),
        },
        index=rows,
    )


def _with_proposals(long: pd.DataFrame, outcomes: list[Outcome]) -> pd.DataFrame:
    """The proposed figure and the proposal's id, in the cells that wait for one."""
    found = [
        (proposal.row, code, proposal.proposed, proposal.id) for one in outcomes for code, proposal in one.proposals
    ]
    waiting = pd.DataFrame(found, columns=["row", "measure", "proposed", "pending"]).drop_duplicates(["row", "measure"])
    waiting = waiting.astype({"row": "int64", "measure": "object", "proposed": "float64", "pending": "object"})
    merged = long.astype({"measure": "object"}).merge(waiting, on=["row", "measure"], how="left")
    return merged.assign(
        value=merged["proposed"].fillna(merged["value"]),
        pending=merged["pending"].where(merged["pending"].notna(), None),
    )


def _words(table: Table, code: str, constant: str, rows: pd.Index) -> "pd.Series[str]":
    return table.words.loc[rows, code] if code in table.words else pd.Series(constant, index=rows, dtype="str")


def _numbers(table: Table, code: str, rows: pd.Index) -> "pd.Series[float]":
    return table.numbers.loc[rows, code] if code in table.numbers else pd.Series(float("nan"), index=rows)


def keys(table: Table, good: "pd.Series[bool]") -> pd.DataFrame:
    """The natural key of each good row, with its sheet and row."""
    found = table.keys()[good].astype({YEAR: int})
    found.insert(0, "row", found.index)
    found.insert(0, "sheet", table.sheet)
    return found.reset_index(drop=True)


def texts(table: Table, good: "pd.Series[bool]") -> pd.DataFrame:
    """The words of the good rows of a source that keeps them, as TABLE_COLUMNS, under the codes of their fields."""
    if not table.source.keeps_texts or not good.any():
        return pd.DataFrame(columns=TABLE_COLUMNS)
    named = [one.code for one in table.source.fields if one.kind in WORD_KINDS and one.code in table.texts]
    words = table.words.loc[good, named].rename_axis("row").reset_index()
    long = words.melt("row", var_name="column", value_name="text").dropna(subset="text")
    return long.assign(sheet=table.sheet).sort_values("row", kind="stable", ignore_index=True)[TABLE_COLUMNS]
