"""Counts and their thousands marks: the ones read as such, and the ones that lost their final zeros."""

import pandas as pd

from data.intake.checks.outcome import Outcome, finding, proposals, rows_of
from data.intake.source import YEAR
from data.intake.table import Table
from data.intake.wording import counted, figure, listing

_CREDIBLE = (0.5, 2.0)


def lost_zeros(table: Table) -> list[Outcome]:
    """Counts whose thousands point lost its zeros («17.26» is 17.260): proposed by the municipality's other years."""
    proposed = _thousandfold(table)
    usual = _usual(table)
    credible = _credible(proposed, usual) | usual.isna()
    asked = table.marked(credible & proposed.notna())
    return [*_asked(table, asked, proposed), *_unreadable(table.marked(~credible & proposed.notna()))]


def _usual(table: Table) -> pd.DataFrame:
    """The mean of the nearest earlier and later counts of each series."""
    codes = table.of_kind("count")
    before, after = table.history["previous"][codes], table.history["following"][codes]
    return ((before + after) / 2).fillna(before).fillna(after)


def _credible(one: pd.DataFrame, usual: pd.DataFrame) -> pd.DataFrame:
    ratio = one / usual
    return ratio.ge(_CREDIBLE[0]) & ratio.le(_CREDIBLE[1])


def _thousandfold(table: Table) -> pd.DataFrame:
    """A thousand times the figure, where it has decimals or is a thousandth of its neighbours; NaN elsewhere."""
    codes = table.of_kind("count")
    values = table.figures[codes]
    written = table.texts[codes].apply(
        lambda column: pd.to_numeric(column.str.strip().str.replace(",", "."), errors="coerce")
    )
    tiny = table.having("value", codes) & values.gt(0) & _credible(values * 1000, _usual(table))
    figures = values.where(tiny, written.where(table.having("ambiguous", codes)))
    return (figures * 1000).round(6).where(table.entity)


def _asked(table: Table, cells: pd.DataFrame, proposed: pd.DataFrame) -> list[Outcome]:
    if cells.empty:
        return []
    pending = proposals(table, cells, proposed, lambda row, code: _reason(table, row, code, proposed))
    pairs = listing(f"{one.label.split(',')[0]} {figure(one.proposed)}" for _, one in pending)
    text = f"{counted(len(cells), 'cantidad perdió', 'cantidades perdieron')} ceros por el punto de miles: {pairs}."
    mend = "Confirme cada propuesta o corrija la cifra en el archivo; sin confirmar, la celda no se carga."
    return [Outcome(finding("ceros_perdidos", "confirmar", text, mend, cells), proposals=pending)]


def _reason(table: Table, row: int, code: str, proposed: pd.DataFrame) -> str:
    sides = {
        word: float(table.history[name][code].loc[row])
        for name, word in (("previous", "antes"), ("following", "después"))
    }
    known = [f"{word} {figure(number)}" for word, number in sides.items() if number == number]
    compared = f"En los años vecinos el municipio tiene {listing(known)}; " if known else "No hay otros años; "
    return (
        f"«{table.raw(row, code)}» no puede ser una cantidad: el punto es de miles y perdió los ceros finales. "
        f"{compared}se propone {figure(float(proposed[code].loc[row]))}."
    )


def _unreadable(cells: pd.DataFrame) -> list[Outcome]:
    if cells.empty:
        return []
    text = f"{counted(len(cells), 'cantidad', 'cantidades')} con decimales que ninguna lectura explica."
    found = finding("cantidad_con_decimales", "error", text, "Escriba la cantidad entera.", cells)
    return [Outcome(found, rows_of(cells))]


def thousands_points(table: Table) -> list[Outcome]:
    """Counts written with a thousands separator, read as such and said so."""
    codes = table.of_kind("count")
    marked = table.texts[codes].apply(
        lambda column: column.str.strip().str.fullmatch(r"\d{1,3}(?:[.,]\d{3})+").eq(True) & table.entity
    )
    cells = table.marked(marked & table.having("value", codes))
    if cells.empty:
        return []
    years = listing(sorted({f"{year:.0f}" for year in table.numbers.loc[cells["row"], YEAR].dropna()}))
    text = f"{counted(len(cells), 'cantidad', 'cantidades')} con separador de miles ({years}); se leyeron como miles."
    return [Outcome(finding("punto_de_miles", "aviso", text, "Nada que hacer si la lectura es correcta.", cells))]
