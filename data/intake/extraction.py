"""From a checked table to observations: one line per municipality, year, zone, group and indicator."""

import pandas as pd

from data.intake.checks.cells import fraction
from data.intake.checks.outcome import Outcome
from data.intake.model import OBSERVATION_COLUMNS, Proposal
from data.intake.source import CODE, DENOMINATOR, GROUP, INDICATOR, NUMERATOR, VALUE, YEAR, ZONE
from data.intake.table import Table


def observations(table: Table, good: "pd.Series[bool]", outcomes: list[Outcome]) -> pd.DataFrame:
    """The figures of the good rows, as OBSERVATION_COLUMNS; those that wait for a person carry their proposal."""
    dropped = {code for outcome in outcomes for code in outcome.dropped}
    proposed: dict[str, list[Proposal]] = {}
    for outcome in outcomes:
        for code, proposal in outcome.proposals:
            proposed.setdefault(code, []).append(proposal)
    measures = [one.code for one in table.measures if one.code not in dropped]
    frames = [_measure(table, code, good, proposed.get(code, [])) for code in measures]
    joined = pd.concat(frames, ignore_index=True)
    return joined.sort_values("row", kind="stable", ignore_index=True)[OBSERVATION_COLUMNS]


def _measure(table: Table, code: str, good: "pd.Series[bool]", proposed: list[Proposal]) -> pd.DataFrame:
    rows = good.index[good]
    values = table.numbers.loc[rows, code].copy()
    computed = fraction(table) if code == VALUE else None
    if computed is not None:
        values = values.fillna(computed.loc[rows])
    waiting = {one.row: one for one in proposed}
    values = values.mask(rows.isin(list(waiting)), pd.Series({row: one.proposed for row, one in waiting.items()}))
    pending = pd.Series({row: one.id for row, one in waiting.items()}, dtype="object").reindex(rows)
    return pd.DataFrame(
        {
            "row": rows,
            "sheet": table.sheet,
            "year": table.numbers.loc[rows, YEAR].astype(int),
            "municipality_code": table.words.loc[rows, CODE],
            "zone": _words(table, ZONE, table.source.zone, rows),
            "inclusion_group": _words(table, GROUP, table.source.inclusion_group, rows),
            "indicator_code": _words(table, INDICATOR, table.source.indicator or code, rows),
            "value": values,
            "numerator": _numbers(table, NUMERATOR, rows),
            "denominator": _numbers(table, DENOMINATOR, rows),
            "pending": pending.where(pending.notna(), None),
        }
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
