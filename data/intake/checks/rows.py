"""Rows that cannot be loaded: without data, of no municipality, with an impossible or repeated key."""

import difflib

import pandas as pd

from data.intake.checks.outcome import Outcome, finding, rows_of
from data.intake.columns import normalized
from data.intake.source import CODE, NAME, YEAR
from data.intake.table import Table
from data.intake.wording import counted, listing

_AGGREGATES = {"nacional", "colombia", "total", "total_nacional", "total_general", "total_departamento", "departamento"}


def not_data(table: Table) -> list[Outcome]:
    """Totals, national or departmental rows and notes among the municipalities: they never load."""
    rows = _aggregates(table)
    if not rows.any():
        return []
    cells = table.cells(rows[rows].index, _shown_column(table, rows))
    text = (
        f"{counted(len(cells), 'fila no es', 'filas no son')} de un municipio (totales, nación, departamento o notas)"
    )
    return [
        Outcome(
            finding("fila_no_es_dato", "error", text + "; no se cargan.", "Bórrelas del archivo si estorban.", cells),
            rows_of(cells),
        )
    ]


def _shown_column(table: Table, rows: "pd.Series[bool]") -> str:
    """The first column with something to show in those rows."""
    filled = table.texts.loc[rows[rows].index].notna().any()
    return NAME if filled.get(NAME, False) else CODE


def _aggregates(table: Table) -> "pd.Series[bool]":
    texts = table.texts
    code = texts[CODE].fillna("").str.strip()
    digits = code.str.replace(r"[.,]0+$", "", regex=True)
    above = r"0*" if table.source.rows_are == "department" else r"0*|\d{1,2}|\d{2}000"
    national = digits.str.fullmatch(above) | code.map(normalized).isin(_AGGREGATES)
    name = texts[NAME].fillna("").map(normalized) if NAME in texts else pd.Series("", index=texts.index)
    return national.fillna(False) | (name.isin(_AGGREGATES) & table.placed.eq(""))


def impossible_year(table: Table) -> list[Outcome]:
    """A year that is not one, or is absent."""
    rows = table.status[YEAR].ne("value") & table.placed.ne("outside") & ~_aggregates(table)
    if not rows.any():
        return []
    cells = table.cells(rows[rows].index, YEAR)
    text = f"{counted(len(cells), 'fila', 'filas')} sin un año válido en «{table.header(YEAR)}»."
    return [
        Outcome(finding("anio_invalido", "error", text, "Escriba el año con cuatro cifras.", cells), rows_of(cells))
    ]


def unknown_municipality(table: Table) -> list[Outcome]:
    """A code that is not in DIVIPOLA, or is no code at all."""
    broken = table.texts[CODE].fillna("").str.startswith("#")
    rows = table.placed.eq("") & ~_aggregates(table) & ~broken
    if not rows.any():
        return []
    cells = table.cells(rows[rows].index, CODE)
    text = (
        f"{counted(len(cells), 'fila', 'filas')} con un código de municipio que no existe en DIVIPOLA: "
        f"{listing(f'«{value}»' for value in cells['value'].unique())}."
    )
    mend = "Corrija el código DANE de cinco cifras del municipio."
    return [Outcome(finding("codigo_inexistente", "error", text, mend, cells), rows_of(cells))]


def repeated_key(table: Table) -> list[Outcome]:
    """Rows whose natural key already came: the first stays, the others do not load."""
    keys = table.keys()
    repeated = keys.duplicated(keep="first") & keys.notna().all(axis=1) & table.entity
    if not repeated.any():
        return []
    cells = table.cells(repeated[repeated].index, CODE)
    row = int(cells["row"].iloc[0])
    first = int(keys.index[(keys == keys.loc[row]).all(axis=1)][0])
    headers = listing(f"«{table.header(code)}»" for code in table.source.key if code in table.texts)
    text = f"{counted(len(cells), 'fila repite', 'filas repiten')} la clave {headers}; se conserva la primera."
    example = f"fila {row} repite la fila {first}: {table.place(row)}, {table.year(row)}"
    mend = "Deje una sola fila por clave, con el valor correcto."
    return [Outcome(finding("clave_repetida", "error", text, mend, cells, example=example), rows_of(cells))]


def misnamed_municipality(table: Table) -> list[Outcome]:
    """A name that is not the one of its code: one of the two may be wrong."""
    if NAME not in table.texts:
        return []
    inside = table.entity & table.texts[NAME].notna()
    names = pd.DataFrame({"written": table.texts.loc[inside, NAME], "official": table.places[inside]})
    pairs = names.drop_duplicates()
    odd = pairs[[not _same_name(*pair) for pair in pairs.itertuples(index=False, name=None)]]
    if odd.empty:
        return []
    rows = names.index[names.apply(tuple, axis=1).isin(list(odd.itertuples(index=False, name=None)))]
    cells = table.cells(rows, NAME)
    first = odd.iloc[0]
    text = (
        f"{counted(len(cells), 'fila', 'filas')} donde el nombre no corresponde al código: «{first['written']}» "
        f"lleva el código de «{first['official']}»."
    )
    return [Outcome(finding("nombre_y_codigo", "aviso", text, "Verifique cuál de los dos es el correcto.", cells))]


def _same_name(written: str, official: str) -> bool:
    one, other = normalized(written), normalized(official)
    return one in other or other in one or difflib.SequenceMatcher(None, one, other).ratio() >= 0.75


def uneven_records(table: Table, uneven: tuple[tuple[int, int, str], ...]) -> list[Outcome]:
    """Records of a text file with more or fewer fields than its header, or written with another separator."""
    wrong = [entry for entry in uneven if entry[0] in table.texts.index and entry[0] > table.layout.header_row]
    outcomes = []
    for other in sorted({separator for _, _, separator in wrong}):
        rows = pd.Index([row for row, _, separator in wrong if separator == other])
        cells = table.cells(rows, table.source.key[0])
        first = next(entry for entry in wrong if entry[2] == other)
        many = counted(len(rows), "fila", "filas")
        if other:
            rule, text = "separador_distinto", f"{many} separadas con «{other}» en un archivo que usa otro separador."
        else:
            rule, text = "fila_columnas", f"{many} con más o menos columnas que el encabezado."
        example = f"fila {first[0]}: {counted(first[1], 'columna', 'columnas')}"
        mend = "Exporte de nuevo el archivo con un solo separador y sin saltos de línea dentro de las celdas."
        outcomes.append(Outcome(finding(rule, "error", text, mend, cells, example=example), rows_of(cells)))
    return outcomes


def missing_years(table: Table) -> list[Outcome]:
    """Municipalities without a year that others of the file have."""
    inside = table.entity & table.status[YEAR].eq("value")
    have = pd.crosstab(table.places[inside], table.numbers.loc[inside, YEAR].astype(int))
    pairs = [f"{place} {year}" for place, years in have.eq(0).iterrows() for year in years.index[years]]
    if not pairs or have.shape[1] < 2:
        return []
    text = f"Faltan {counted(len(pairs), 'año', 'años')} de algún municipio que otros sí traen: {listing(pairs)}."
    mend = "Complete las filas si la fuente las publica; si no, la serie queda con ese vacío."
    return [Outcome(finding("anio_faltante", "aviso", text, mend, count=len(pairs), example=pairs[0]))]
