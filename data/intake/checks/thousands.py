"""Counts and their thousands marks: the ones read as such, and the ones that lost their final zeros."""

import pandas as pd

from data.intake.checks.outcome import Outcome, Pending, finding, joined, rows_of
from data.intake.source import YEAR, Field
from data.intake.table import Table
from data.intake.wording import counted, figure, listing

_CREDIBLE = (0.5, 2.0)


def lost_zeros(table: Table) -> list[Outcome]:
    """Counts whose thousands point lost its zeros («17.26» is 17.260): proposed by the municipality's other years."""
    pending = Pending()
    frames: list[pd.DataFrame] = []
    broken: list[pd.DataFrame] = []
    for one in _counts(table):
        proposed = _thousandfold(table, one)
        usual = table.history[one.code][["previous", "following"]].mean(axis=1)
        credible = (proposed / usual).between(*_CREDIBLE) | usual.isna()
        frames.append(table.cells(proposed.index[credible & proposed.notna()], one.code))
        broken.append(table.cells(proposed.index[~credible & proposed.notna()], one.code))
        for row in frames[-1]["row"]:
            number = float(proposed.loc[row])
            pending.add(table, row, one.code, number, _reason(table, row, one, number))
    return [*_asked(frames, pending), *_unreadable(broken)]


def _counts(table: Table) -> list[Field]:
    return [one for one in table.measures if one.kind == "count"]


def _thousandfold(table: Table, one: Field) -> "pd.Series[float]":
    """A thousand times the figure, where it has decimals or is a thousandth of its neighbours; NaN elsewhere."""
    status, values = table.status[one.code], table.numbers[one.code]
    written = pd.to_numeric(table.texts[one.code].str.strip().str.replace(",", "."), errors="coerce")
    usual = table.history[one.code][["previous", "following"]].mean(axis=1)
    tiny = status.eq("value") & (values * 1000 / usual).between(*_CREDIBLE) & values.gt(0)
    figures = values.where(tiny, written.where(status.eq("ambiguous")))
    return (figures * 1000).round(6).where(table.entity)


def _reason(table: Table, row: int, one: Field, proposed: float) -> str:
    around = table.history[one.code]
    sides = {word: float(around[name].loc[row]) for name, word in (("previous", "antes"), ("following", "después"))}
    known = [f"{word} {figure(number)}" for word, number in sides.items() if number == number]
    compared = f"En los años vecinos el municipio tiene {listing(known)}; " if known else "No hay otros años; "
    return (
        f"«{table.raw(row, one.code)}» no puede ser una cantidad: el punto es de miles y perdió los ceros finales. "
        f"{compared}se propone {figure(proposed)}."
    )


def _asked(frames: list[pd.DataFrame], pending: Pending) -> list[Outcome]:
    cells = joined(frames)
    if cells.empty:
        return []
    pairs = listing(f"{one.label.split(',')[0]} {figure(one.proposed)}" for _, one in pending.items)
    text = f"{counted(len(cells), 'cantidad perdió', 'cantidades perdieron')} ceros por el punto de miles: {pairs}."
    mend = "Confirme cada propuesta o corrija la cifra en el archivo; sin confirmar, la celda no se carga."
    return [Outcome(finding("ceros_perdidos", "confirmar", text, mend, cells), proposals=tuple(pending.items))]


def _unreadable(frames: list[pd.DataFrame]) -> list[Outcome]:
    cells = joined(frames)
    if cells.empty:
        return []
    text = f"{counted(len(cells), 'cantidad', 'cantidades')} con decimales que ninguna lectura explica."
    found = finding("cantidad_con_decimales", "error", text, "Escriba la cantidad entera.", cells)
    return [Outcome(found, rows_of(cells))]


def thousands_points(table: Table) -> list[Outcome]:
    """Counts written with a thousands separator, read as such and said so."""
    frames = []
    for one in _counts(table):
        marked = table.texts[one.code].str.strip().str.fullmatch(r"\d{1,3}(?:[.,]\d{3})+").eq(True)
        frames.append(table.cells(marked.index[marked & table.entity & table.status[one.code].eq("value")], one.code))
    cells = joined(frames)
    if cells.empty:
        return []
    years = listing(sorted({f"{year:.0f}" for year in table.numbers.loc[cells["row"], YEAR].dropna()}))
    text = f"{counted(len(cells), 'cantidad', 'cantidades')} con separador de miles ({years}); se leyeron como miles."
    return [Outcome(finding("punto_de_miles", "aviso", text, "Nada que hacer si la lectura es correcta.", cells))]
