"""Each rate against the other years of the same municipality: jumps, fractions among percents, suspicious zeros.

Thresholds were set on the MEN publication of 2011–2022: what they flag there was looked at and is odd indeed.
"""

import pandas as pd

from data import catalog
from data.intake.checks.outcome import Outcome, finding, label, proposals
from data.intake.source import INDICATOR, VALUE, YEAR
from data.intake.table import Table
from data.intake.wording import counted, figure

_RATES = ("rate", "coverage", "dropout_open_data")
_LEAST_YEARS = 4
_JUMP_POINTS = 20.0
_JUMP_SPREADS = 8.0
_JUMP_TIMES = 3.0
_NEIGHBOUR_TIMES = 2.5
_ZERO_AMONG = 3.0
_FRACTION_MOST = 1.5
_FRACTION_USUAL = 20.0
_FRACTION_LEAST_ROWS = 5


def jumps(
    table: Table, dropped: frozenset[str], asked: frozenset[tuple[str, int]], rejected: frozenset[int]
) -> list[Outcome]:
    """Rates far from all the other years of their municipality, beyond what moved everyone that year.

    `dropped` columns and `rejected` rows are not loaded; `asked` cells (field, row) already wait for a person.
    """
    far = _far(table, [code for code in table.of_kind(*_RATES, "decimal") if code not in dropped])
    for code, row in asked:
        if code in far:
            far.loc[row, code] = False
    cells = table.marked(far[~far.index.isin(list(rejected))])
    if cells.empty:
        return []
    text = f"{counted(len(cells), 'tasa se aleja', 'tasas se alejan')} mucho de la historia de su municipio."
    mend = "Verifique contra la fuente: puede ser una coma corrida o un hecho real."
    return [Outcome(finding("salto_historico", "aviso", text, mend, cells, example=_jump_example(table, cells)))]


def _far(table: Table, codes: list[str]) -> pd.DataFrame:
    values, around = table.figures[codes], {name: frame[codes] for name, frame in table.history.items()}
    distance = (values - around["median"] - around["shift"]).abs()
    far = distance.gt(_JUMP_POINTS) & distance.gt(around["spread"] * _JUMP_SPREADS)
    far &= _times_apart(values, around["median"]).gt(_JUMP_TIMES)
    for side in ("previous", "following"):
        far &= _times_apart(values, around[side]).gt(_NEIGHBOUR_TIMES) | around[side].isna()
    return far & around["years"].ge(_LEAST_YEARS)


def _times_apart(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """How many times the greater is the smaller, one point added to both so that zeros compare."""
    ratio = (one + 1) / (other + 1)
    return ratio.where(ratio.ge(1), 1 / ratio)


def _jump_example(table: Table, cells: pd.DataFrame) -> str:
    row, code = int(cells["row"].iloc[0]), table.code_of(str(cells["column"].iloc[0]))
    where = f"celda {table.coordinate(row, code)}, {label(table, row, code)}"
    return f"{where}: {figure(table.number(row, code))}; lo usual es {_usual(table, row, code)}"


def _usual(table: Table, row: int, code: str) -> str:
    return figure(round(float(table.history["median"][code].loc[row]), 2))


def fractions_among_percents(table: Table) -> list[Outcome]:
    """Figures between 0 and 1 where the municipality's other years are percents (45,67 written 0,4567)."""
    values = _rates(table, _RATES)
    usual = table.history["median"][list(values)]
    ratio = values * 100 / usual
    alone = ratio.ge(0.6) & ratio.le(1.6) & usual.gt(_FRACTION_USUAL)
    mixed = values.gt(0) & values.le(_FRACTION_MOST) & (alone | _small_years(table, values, usual))
    text = "{} una fracción entre porcentajes."
    mend = "Confirme la conversión a porcentaje o corrija el archivo."
    reason = "El resto de la serie está en porcentaje (lo usual es {}); esta cifra parece una fracción."
    words = ("tasa parece", "tasas parecen")
    return _asked(table, "fracciones_y_porcentajes", mixed, (values * 100).round(9), (words, text, mend, reason))


def _rates(table: Table, kinds: tuple[str, ...]) -> pd.DataFrame:
    """The figures of the columns of those kinds; in a long layout, those of the rows whose indicator is a rate."""
    figures = table.figures[table.of_kind(*kinds)]
    if VALUE not in table.figures or INDICATOR not in table.words:
        return figures
    own = table.words[INDICATOR].map(catalog.indicators().set_index("code")["kind"])
    return figures.assign(**{VALUE: table.figures[VALUE].where(own.isin(["rate", "coverage"]))})


def _small_years(table: Table, values: pd.DataFrame, usual: pd.DataFrame) -> pd.DataFrame:
    """Cells of a year (and indicator) whose figures, all of them, are about a hundredth of the usual ones."""
    together = [table.numbers[YEAR], *([table.words[INDICATOR]] if INDICATOR in table.words else [])]
    ratio = (values * 100 / usual.where(usual.gt(0))).groupby(together).transform("median")
    grouped = values.groupby(together)
    full = grouped.transform("count").ge(_FRACTION_LEAST_ROWS) & grouped.transform("max").le(_FRACTION_MOST)
    return full & ratio.ge(0.4) & ratio.le(2.5)


def suspicious_zeros(table: Table) -> list[Outcome]:
    """Zeros alone among clear figures: a zero may stand for an absent value. It waits until somebody confirms it."""
    values = _rates(table, ("dropout_open_data", "coverage"))
    around = {name: frame[list(values)] for name, frame in table.history.items()}
    alone = values.eq(0) & around["years"].ge(_LEAST_YEARS) & around["median"].ge(_ZERO_AMONG)
    for side in ("previous", "following"):
        alone &= around[side].ge(_ZERO_AMONG) | around[side].isna()
    mend = "Confirme que el cero es un dato; sin confirmar, la celda no se carga."
    reason = "Lo usual en el municipio es {}; el cero puede ser un dato ausente."
    words = ("cero puede", "ceros pueden")
    return _asked(table, "cero_por_confirmar", alone, values, (words, "{} ser un dato ausente.", mend, reason))


def _asked(
    table: Table,
    rule: str,
    marks: pd.DataFrame,
    proposed: pd.DataFrame,
    wording: tuple[tuple[str, str], str, str, str],
) -> list[Outcome]:
    cells = table.marked(marks)
    if cells.empty:
        return []
    words, text, mend, reason = wording
    pending = proposals(table, cells, proposed, lambda row, code: reason.format(_usual(table, row, code)))
    message = text.format(counted(len(cells), *words))
    return [Outcome(finding(rule, "confirmar", message, mend, cells), proposals=pending)]
