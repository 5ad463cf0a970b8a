"""Figures that must agree: approval, failure and dropout; a total and the areas it adds up."""

import pandas as pd

from data.intake.checks.outcome import Outcome, finding, rows_of
from data.intake.source import CODE, YEAR, ZONE
from data.intake.table import Table, value_column
from data.intake.wording import counted, figure

_TOLERANCE = 0.1 + 1e-9


def adds_to_hundred(table: Table, dropped: frozenset[str], rejected: frozenset[int]) -> list[Outcome]:
    """Approval + failure + dropout = 100 ± 0,1 in each row and level; what is not loaded (columns `dropped`, rows
    `rejected`) is not summed."""
    triples = [
        triple
        for triple in table.source.adds_to_hundred
        if set(triple) <= set(table.figures) and not dropped & set(triple)
    ]
    totals = pd.DataFrame({triple[0]: table.figures[list(triple)].sum(axis=1, skipna=False) for triple in triples})
    wrong = (totals - 100).abs().gt(_TOLERANCE)
    cells = table.marked(wrong[~wrong.index.isin(list(rejected))])
    if cells.empty:
        return []
    row, first = int(cells["row"].iloc[0]), table.code_of(str(cells["column"].iloc[0]))
    terms = " + ".join(figure(table.number(row, code)) for triple in triples if triple[0] == first for code in triple)
    example = f"fila {row}, {table.place(row)} {table.year(row)}: {terms} = {figure(float(totals[first].loc[row]))}"
    text = f"En {counted(len(cells), 'caso', 'casos')} aprobación + reprobación + deserción no suma 100 (± 0,1)."
    mend = "Verifique las tres cifras contra la fuente."
    return [Outcome(finding("suma_no_es_100", "aviso", text, mend, cells, example=example))]


def total_of_areas(table: Table) -> list[Outcome]:
    """The zone "total" of each municipality and year against the sum of the others; those rows do not load."""
    if not table.source.parts_of_total:
        return []
    code = value_column(table)
    good = table.entity & table.status[code].eq("value") & table.words[ZONE].notna()
    frame = pd.DataFrame(
        {
            "place": table.words[CODE],
            "year": table.numbers[YEAR],
            "zone": table.words[ZONE],
            "value": table.numbers[code],
        }
    )[good].drop_duplicates(["place", "year", "zone"])
    wide = frame.pivot(index=["place", "year"], columns="zone", values="value")
    if not {"total", "urbana", "rural"} <= set(wide.columns):
        return []
    gap = wide["total"] - wide["urbana"] - wide["rural"]
    wrong = gap.index[gap.abs().gt(0.5)]
    if wrong.empty:
        return []
    keys = pd.MultiIndex.from_arrays([table.words[CODE], table.numbers[YEAR]])
    rows = table.texts.index[keys.isin(wrong) & good]
    cells = table.cells(rows, code)
    place, year = wrong[0]
    parts = wide.loc[wrong[0]]
    name = table.places[table.words[CODE].eq(place)].iloc[0]
    example = (
        f"{name} {year:.0f}: total {figure(parts['total'])}, urbana {figure(parts['urbana'])} + "
        f"rural {figure(parts['rural'])} = {figure(parts['urbana'] + parts['rural'])}"
    )
    text = f"En {counted(len(wrong), 'municipio y año', 'municipios y años')} el total no es la suma de sus áreas."
    mend = "Corrija el total o las áreas; mientras tanto esas filas no se cargan."
    return [Outcome(finding("total_y_partes", "error", text, mend, cells, len(wrong), example), rows_of(cells))]
