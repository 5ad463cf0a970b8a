"""Cells that are not what their column holds: text in a number, formula errors, impossible or doubtful figures."""

import pandas as pd

from data import catalog
from data.intake.checks.outcome import Outcome, Pending, finding, joined, rows_of
from data.intake.source import CODE, INDICATOR, VALUE, YEAR, Field
from data.intake.table import UNCACHED, Table
from data.intake.wording import counted, figure, listing


def _columns(frames: list[pd.DataFrame]) -> str:
    return listing(dict.fromkeys(f"«{frame['column'].iloc[0]}»" for frame in frames if len(frame)))


def formula_errors(table: Table) -> list[Outcome]:
    """Excel errors (#REF!, #N/A…) and formulas saved without their value: neither is an empty cell."""
    outside = table.placed.eq("outside")
    errors, uncached = [], []
    for code in table.texts:
        text = table.texts[code].fillna("")
        broken = text.str.startswith("#") & ~outside
        bare = text.eq(UNCACHED) & ~outside
        errors.append(table.cells(text.index[broken & ~bare], str(code)))
        uncached.append(table.cells(text.index[bare], str(code)))
    return [
        *_rejecting("celda_error_excel", errors, "con un error de Excel", "Corrija la fórmula o escriba el valor."),
        *_rejecting(
            "celda_formula_sin_valor",
            uncached,
            "con una fórmula sin valor guardado",
            "Abra el libro en Excel, guárdelo de nuevo, o pegue los valores en lugar de las fórmulas.",
        ),
    ]


def _rejecting(rule: str, frames: list[pd.DataFrame], what: str, mend: str) -> list[Outcome]:
    cells = joined(frames)
    if cells.empty:
        return []
    text = f"{counted(len(cells), 'celda', 'celdas')} {what} en {_columns(frames)}."
    return [Outcome(finding(rule, "error", text, mend, cells), rows_of(cells))]


def not_figures(table: Table) -> list[Outcome]:
    """Text where a figure goes, negative figures, words that are not in their list; in rows of the entity."""
    numbers: list[pd.DataFrame] = []
    choices: list[pd.DataFrame] = []
    for one in table.source.fields:
        if one.code not in table.texts or one.code in (YEAR, CODE):
            continue
        text = table.texts[one.code].fillna("")
        wrong = table.status[one.code].eq("error") & table.entity & ~text.str.startswith("#")
        (choices if one.kind == "choice" else numbers).append(table.cells(wrong.index[wrong], one.code))
    return [
        *_rejecting(
            "numero_invalido",
            numbers,
            "donde se esperaba un número no lo tienen",
            "Escriba solo el número, o deje la celda vacía si no hay dato.",
        ),
        *_rejecting(
            "valor_fuera_de_lista",
            choices,
            "con una palabra que no está en la lista",
            "Use una de las opciones de la lista de la plantilla.",
        ),
    ]


def empty_keys(table: Table) -> list[Outcome]:
    """Rows of the entity without one of the words of their key (zone, group, indicator)."""
    frames = []
    for code in table.source.key:
        if code not in (YEAR, CODE) and code in table.words:
            empty = table.words[code].isna() & table.status[code].ne("error") & table.entity
            frames.append(table.cells(empty.index[empty], code))
    return _rejecting("clave_incompleta", frames, "vacías que hacen falta para cargar la fila", "Complete la celda.")


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
    frames = []
    for one in table.measures:
        low, high = _bounds(table, one)
        values = table.numbers[one.code].where(table.entity & table.status[one.code].isin(["value", "confirm"]))
        wrong = values.lt(low) | values.gt(high)
        frames.append(table.cells(wrong.index[wrong], one.code))
    mend = "Revise la coma decimal y las unidades: las tasas van de 0 a 100."
    return _rejecting("fuera_de_rango", frames, "con un valor imposible para su columna", mend)


def ambiguous_rates(table: Table) -> list[Outcome]:
    """«1.234» in a rate, when nothing in the file settles whether the point is decimal: asked, never guessed."""
    pending, frames = Pending(), []
    for one in table.measures:
        if one.kind == "count":
            continue
        rows = table.status.index[table.status[one.code].eq("ambiguous") & table.entity]
        frames.append(table.cells(rows, one.code))
        for row in rows:
            number = float(table.raw(row, one.code).replace(",", ".").strip(" %"))
            reason = f"Puede ser {figure(number)} (separador decimal) o {figure(number * 1000)} (separador de miles)."
            pending.add(table, int(row), one.code, number, reason)
    cells = joined(frames)
    if cells.empty:
        return []
    text = f"{counted(len(cells), 'celda', 'celdas')} con un separador que puede ser decimal o de miles."
    mend = "Confirme la lectura propuesta o corrija el archivo."
    return [Outcome(finding("separador_ambiguo", "confirmar", text, mend, cells), proposals=tuple(pending.items))]


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
