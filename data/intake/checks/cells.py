"""Cells that are not what their column holds: text in a number, formula errors, impossible or doubtful figures."""

import pandas as pd

from data import catalog
from data.intake.checks.outcome import Outcome, finding, proposals, rows_of
from data.intake.source import CODE, INDICATOR, VALUE, YEAR, Field
from data.intake.table import UNCACHED, Table
from data.intake.wording import counted, figure, listing


def formula_errors(table: Table) -> list[Outcome]:
    """Excel errors (#REF!, #N/A…) and formulas saved without their value: neither is an empty cell."""
    ours = table.placed.ne("outside")
    broken = table.texts.apply(lambda column: column.str.startswith("#").eq(True) & ours)
    bare = table.texts.isin([UNCACHED])
    mend = "Abra el libro en Excel, guárdelo de nuevo, o pegue los valores en lugar de las fórmulas."
    return [
        *_rejecting(
            "celda_error_excel",
            table.marked(broken & ~bare),
            "con un error de Excel",
            "Corrija la fórmula o escriba el valor.",
        ),
        *_rejecting("celda_formula_sin_valor", table.marked(broken & bare), "con una fórmula sin valor guardado", mend),
    ]


def _rejecting(rule: str, cells: pd.DataFrame, what: str, mend: str) -> list[Outcome]:
    if cells.empty:
        return []
    columns = listing(f"«{name}»" for name in cells["column"].unique())
    text = f"{counted(len(cells), 'celda', 'celdas')} {what} en {columns}."
    return [Outcome(finding(rule, "error", text, mend, cells), rows_of(cells))]


def not_figures(table: Table) -> list[Outcome]:
    """Text where a figure goes, negative figures, words that are not in their list; in rows of the entity."""
    fields = [one for one in table.source.fields if one.code in table.texts and one.code not in (YEAR, CODE)]
    errors = table.having("error").mul(table.entity, axis=0)
    broken = table.texts.apply(lambda column: column.str.startswith("#").eq(True))
    wrong = errors & ~broken
    return [
        *_rejecting(
            "numero_invalido",
            table.marked(wrong[[one.code for one in fields if one.kind not in ("choice", "level")]]),
            "sin el número que se esperaba",
            "Escriba solo el número, o deje la celda vacía si no hay dato.",
        ),
        *_rejecting(
            "valor_fuera_de_lista",
            table.marked(wrong[[one.code for one in fields if one.kind in ("choice", "level")]]),
            "con una palabra que no está en la lista",
            "Use una de las opciones de la lista de la plantilla.",
        ),
    ]


def empty_keys(table: Table) -> list[Outcome]:
    """Rows of the entity without one of the words of their key (zone, group, indicator)."""
    codes = [code for code in table.source.key if code not in (YEAR, CODE) and code in table.words]
    empty = (table.words[codes].isna() & ~table.having("error", codes)).mul(table.entity, axis=0)
    mend = "Complete la celda."
    return _rejecting("clave_incompleta", table.marked(empty), "sin el dato que hace falta para cargar la fila", mend)


def _bounds(table: Table, one: Field) -> tuple["pd.Series[float]", "pd.Series[float]"]:
    """The lowest and highest figure admitted in each row; in a long layout those of its indicator's unit."""
    low, high = one.bounds or (0.0, float("inf"))
    lows, highs = (pd.Series(limit, index=table.texts.index) for limit in (low, high))
    if one.code == VALUE and INDICATOR in table.words:
        kinds = table.words[INDICATOR].map(catalog.indicators().set_index("code")["kind"])
        highs = highs.mask(kinds.eq("rate"), 100.0).mask(kinds.eq("coverage"), 1000.0)
    return lows, highs


def out_of_range(table: Table) -> list[Outcome]:
    """Figures that cannot be: a rate above 100. A coverage above 100 is a genuine published value."""
    limits = {one.code: _bounds(table, one) for one in table.measures}
    low, high = (pd.DataFrame({code: pair[side] for code, pair in limits.items()}) for side in (0, 1))
    wrong = table.figures.lt(low) | table.figures.gt(high)
    mend = "Revise la coma decimal y las unidades: las tasas van de 0 a 100."
    return _rejecting("fuera_de_rango", table.marked(wrong), "con un valor imposible para su columna", mend)


def ambiguous_rates(table: Table) -> list[Outcome]:
    """«1.234» in a rate, when nothing in the file settles whether the point is decimal: asked, never guessed."""
    codes = [one.code for one in table.measures if one.kind != "count"]
    cells = table.marked(table.having("ambiguous", codes).mul(table.entity, axis=0))
    if cells.empty:
        return []
    written = table.texts[codes].apply(
        lambda column: pd.to_numeric(column.str.replace(",", ".").str.strip(" %"), errors="coerce")
    )
    pending = proposals(table, cells, written, lambda row, code: _two_readings(float(written[code].loc[row])))
    text = f"{counted(len(cells), 'celda', 'celdas')} con un separador que puede ser decimal o de miles."
    mend = "Confirme la lectura propuesta o corrija el archivo."
    return [Outcome(finding("separador_ambiguo", "confirmar", text, mend, cells), proposals=pending)]


def _two_readings(number: float) -> str:
    return f"Puede ser {figure(number)} (separador decimal) o {figure(number * 1000)} (separador de miles)."


def contradicted_values(table: Table) -> list[Outcome]:
    """A value that is not its numerator over its denominator (±0,05)."""
    expected = fraction(table)
    if expected is None:
        return []
    values = table.numbers[VALUE]
    wrong = (values - expected).abs().gt(0.05 + 1e-9) & table.entity
    cells = table.cells(wrong.index[wrong], VALUE)
    if cells.empty:
        return []
    row = int(cells["row"].iloc[0])
    text = f"{counted(len(cells), 'fila', 'filas')} donde el valor no es numerador sobre denominador."
    example = f"fila {row}: dice {figure(table.number(row, VALUE))} y da {figure(float(expected.loc[row]))}"
    mend = "Corrija el numerador, el denominador o el valor."
    return [Outcome(finding("valor_y_fraccion", "error", text, mend, cells, example=example), rows_of(cells))]


def fraction(table: Table) -> "pd.Series[float] | None":
    """Numerator over denominator of each row, as a percentage where the indicator's unit is one; None without them."""
    if not {"numerator", "denominator", INDICATOR} <= set(table.texts):
        return None
    units = table.words[INDICATOR].map(catalog.indicators().set_index("code")["unit"])
    denominator = table.numbers["denominator"]
    ratio = table.numbers["numerator"] / denominator.where(denominator.ne(0))
    return ratio.where(units.ne("%"), ratio * 100).round(9)
