"""Each rate against the other years of the same municipality: jumps, fractions among percents, suspicious zeros.

Thresholds were set on the MEN publication of 2011–2022: what they flag there was looked at and is odd indeed.
"""

import pandas as pd

from data.intake.checks.outcome import Outcome, Pending, finding, joined, label
from data.intake.source import YEAR
from data.intake.table import Table
from data.intake.wording import counted, figure

_LEAST_YEARS = 4
_JUMP_POINTS = 20.0
_JUMP_SPREADS = 8.0
_JUMP_TIMES = 3.0
_NEIGHBOUR_TIMES = 2.5
_ZERO_AMONG = 3.0


def jumps(table: Table, dropped: frozenset[str], asked: frozenset[tuple[str, int]]) -> list[Outcome]:
    """Rates far from all the other years of their municipality, beyond what moved everyone that year.

    `dropped` columns are not loaded; `asked` cells (field, row) already wait for a person.
    """
    frames = []
    for one in table.measures:
        if one.kind != "count" and one.code not in dropped:
            far = _far(table, one.code)
            rows = [row for row in far.index[far] if (one.code, int(row)) not in asked]
            frames.append(table.cells(pd.Index(rows), one.code))
    cells = joined(frames)
    if cells.empty:
        return []
    text = f"{counted(len(cells), 'tasa se aleja', 'tasas se alejan')} mucho de la historia de su municipio."
    mend = "Verifique contra la fuente: puede ser una coma corrida o un hecho real."
    return [Outcome(finding("salto_historico", "aviso", text, mend, cells, example=_jump_example(table, cells)))]


def _far(table: Table, code: str) -> "pd.Series[bool]":
    values, around = table.numbers[code], table.history[code]
    distance = (values - around["median"] - around["shift"]).abs()
    far = distance.gt(_JUMP_POINTS) & distance.gt(around["spread"] * _JUMP_SPREADS)
    far &= _times_apart(values, around["median"]).gt(_JUMP_TIMES)
    for side in ("previous", "following"):
        far &= _times_apart(values, around[side]).gt(_NEIGHBOUR_TIMES) | around[side].isna()
    return far & around["years"].ge(_LEAST_YEARS) & table.entity


def _times_apart(one: "pd.Series[float]", other: "pd.Series[float]") -> "pd.Series[float]":
    """How many times the greater is the smaller, one point added to both so that zeros compare."""
    ratio = (one + 1) / (other + 1)
    return ratio.where(ratio.ge(1), 1 / ratio)


def _jump_example(table: Table, cells: pd.DataFrame) -> str:
    row, column = int(cells["row"].iloc[0]), str(cells["column"].iloc[0])
    code = next(one.code for one in table.measures if table.header(one.code) == column)
    usual = figure(float(table.history[code]["median"].loc[row]))
    where = f"celda {table.coordinate(row, code)}, {label(table, row, code)}"
    return f"{where}: {figure(table.number(row, code))}; lo usual es {usual}"


def fractions_among_percents(table: Table) -> list[Outcome]:
    """Figures between 0 and 1 where the municipality's other years are percents (45,67 written 0,4567)."""
    pending = Pending()
    frames = []
    for one in table.measures:
        if one.kind not in ("rate", "coverage", "dropout_open_data"):
            continue
        values, around = table.numbers[one.code], table.history[one.code]
        small = values.gt(0) & values.le(1.5) & table.entity
        alone = (values * 100 / around["median"]).between(0.6, 1.6) & around["median"].gt(20)
        mixed = small & (alone | _small_year(table, one.code))
        frames.append(table.cells(mixed.index[mixed], one.code))
        for row in frames[-1]["row"]:
            usual = figure(float(around["median"].loc[row]))
            reason = f"El resto de la serie está en porcentaje (lo usual es {usual}); esta cifra parece una fracción."
            pending.add(table, row, one.code, round(table.number(row, one.code) * 100, 9), reason)
    text = "{} una fracción entre porcentajes."
    mend = "Confirme la conversión a porcentaje o corrija el archivo."
    return _asked("fracciones_y_porcentajes", frames, pending, ("tasa parece", "tasas parecen"), text, mend)


def _small_year(table: Table, code: str) -> "pd.Series[bool]":
    """Rows of a year whose figures, all of them, are about a hundredth of the usual ones."""
    inside = table.numbers[code].where(table.entity)
    usual = table.history[code]["median"]
    years = table.numbers[YEAR]
    ratio = (inside * 100 / usual.where(usual.gt(0))).groupby(years).median()
    grouped = inside.groupby(years)
    odd = ratio.between(0.4, 2.5) & grouped.count().ge(5) & grouped.max().le(1.5)
    return years.isin(odd.index[odd])


def suspicious_zeros(table: Table) -> list[Outcome]:
    """Zeros alone among clear figures: in open data a zero may stand for an absent value. Kept, and asked."""
    pending = Pending()
    frames = []
    for one in table.measures:
        if one.kind not in ("dropout_open_data", "coverage"):
            continue
        around = table.history[one.code]
        alone = table.numbers[one.code].eq(0) & table.entity & around["years"].ge(_LEAST_YEARS)
        alone &= around["median"].ge(_ZERO_AMONG)
        for side in ("previous", "following"):
            alone &= around[side].ge(_ZERO_AMONG) | around[side].isna()
        frames.append(table.cells(alone.index[alone], one.code))
        for row in frames[-1]["row"]:
            usual = figure(float(around["median"].loc[row]))
            reason = f"Lo usual en el municipio es {usual}; el cero puede ser un dato ausente."
            pending.add(table, row, one.code, 0.0, reason)
    mend = "Confirme que el cero es un dato; sin confirmar, la celda no se carga."
    words = ("cero puede", "ceros pueden")
    return _asked("cero_por_confirmar", frames, pending, words, "{} ser un dato ausente.", mend)


def _asked(
    rule: str, frames: list[pd.DataFrame], pending: Pending, words: tuple[str, str], text: str, mend: str
) -> list[Outcome]:
    cells = joined(frames)
    if cells.empty:
        return []
    message = text.format(counted(len(cells), *words))
    return [Outcome(finding(rule, "confirmar", message, mend, cells), proposals=tuple(pending.items))]
