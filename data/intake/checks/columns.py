"""Whole columns and files: a copy of another column, one that goes empty, separators at odds, what is ignored."""

import pandas as pd

from data.intake.checks.cells import fraction
from data.intake.checks.outcome import Outcome, finding
from data.intake.isolation import RawFile, SheetTable
from data.intake.model import Finding
from data.intake.source import VALUE, YEAR
from data.intake.table import Table
from data.intake.wording import counted, figure, listing

_LEAST_ROWS = 8


def repeated_columns(table: Table) -> list[Outcome]:
    """Measures identical to another in every row of the file, other entities included."""
    outcomes = []
    codes = [one.code for one in table.measures]
    seen: dict[int, str] = {}
    for code in codes:
        values = table.numbers[code]
        if values.nunique() < 2 or len(values) < _LEAST_ROWS:
            continue
        mark = int(pd.util.hash_pandas_object(values.fillna(-1), index=False).sum())
        twin = seen.setdefault(mark, code)
        if twin != code and values.equals(table.numbers[twin].rename(code)):
            outcomes.append(_repetition(table, twin, code))
    return outcomes


def _repetition(table: Table, one: str, other: str) -> Outcome:
    """The copy is the column that the source is known to publish wrong; unknown, both load and it is said."""
    known = [pair for pair in table.source.repeats if set(pair) == {one, other}]
    copy, original = known[0] if known else (other, one)
    rows = figure(len(table.texts))
    text = f"«{table.header(copy)}» repite «{table.header(original)}» en {rows} de {rows} filas"
    dropped = (copy,) if known else ()
    text += f"; «{table.header(copy)}» no se carga." if known else "."
    example = f"fila {table.texts.index[0]}: ambas «{table.texts[copy].fillna('').iloc[0]}»"
    mend = (
        "Es un error de la fuente: use otra publicación para ese indicador." if known else "Verifique cuál es correcta."
    )
    cells = table.cells(table.texts.index[:1], copy)
    return Outcome(
        finding("columna_repetida", "aviso", text, mend, cells, count=len(table.texts), example=example),
        dropped=dropped,
    )


def emptied_columns(table: Table) -> list[Outcome]:
    """Measures that hold data up to a year and none afterwards, or none at all, over the whole file."""
    years, share = table.numbers[YEAR], fraction(table)
    computed = pd.Series(False, index=years.index) if share is None else share.notna()
    found = []
    for one in table.measures:
        written = table.texts[one.code].notna() & table.texts[one.code].str.strip().ne("")
        filled = years[written | computed if one.code == VALUE else written]
        if filled.empty:
            found.append((one.code, "vacía en todos los años"))
        elif filled.max() < years.max():
            start = years[years.gt(filled.max())].min()
            found.append((one.code, f"vacía desde {start:.0f}"))
    if not found:
        return []
    parts = listing((f"«{table.header(code)}» ({words})" for code, words in found), 40)
    text = f"{counted(len(found), 'columna queda', 'columnas quedan')} sin datos: {parts}."
    example = f"«{table.header(found[0][0])}»: {found[0][1]}"
    mend = "La fuente dejó de publicarlas; su línea de base será la del último año con dato."
    return [Outcome(finding("columna_vacia", "aviso", text, mend, count=len(found), example=example))]


def conflicting_separators(table: Table) -> list[Outcome]:
    """Rates written with a decimal point in some cells and a decimal comma in others."""
    counts = table.separators
    points, commas = int(counts["."].sum()), int(counts[","].sum())
    if not points or not commas:
        return []
    mark = "," if commas <= points else "."
    code = str(counts.index[counts[mark].gt(0)][0])
    rare = table.texts[code].mask(table.native[code]).str.contains(mark, regex=False).eq(True)
    cells = table.cells(rare.index[rare], code)
    text = f"El archivo mezcla punto decimal ({figure(points)} celdas) y coma decimal ({figure(commas)} celdas)."
    mend = "Se leyó cada celda según su forma; verifique algunas y exporte con un solo separador."
    return [Outcome(finding("separadores_en_conflicto", "aviso", text, mend, cells, count=min(points, commas)))]


def absent_columns(table: Table) -> list[Outcome]:
    """Optional measures that this download does not bring."""
    absent = [one for one in table.source.measures if one.code not in table.texts]
    if not absent:
        return []
    names = listing((f"«{one.aliases[0].upper()}»" for one in absent), 40)
    text = f"El archivo no trae {counted(len(absent), 'columna', 'columnas')} de esta fuente: {names}."
    mend = "Sus indicadores conservan los datos anteriores."
    return [Outcome(finding("columna_ausente", "aviso", text, mend, count=len(absent), example=names.split(",")[0]))]


def file_notices(table: Table, raw: RawFile) -> list[Outcome]:
    """What was left aside or assumed: said once each."""
    layout = table.layout
    ignored = [layout.headers[column] for column in layout.ignored]
    own = {*table.source.own_sheets, layout.sheet.name}
    told = _told(raw, layout.sheet, own, ignored, layout.header_row, table.blank_rows)
    return [Outcome(one) for one in told]


def bulk_notices(raw: RawFile, sheet: str, blank_rows: int) -> list[Finding]:
    """The same of a file of students, which brings no cells."""
    read = next(one for one in raw.sheets if one.name == sheet)
    return _told(raw, read, {sheet}, list(raw.ignored), raw.header_row, blank_rows)


def _told(
    raw: RawFile, sheet: SheetTable, own: set[str], ignored: list[str], header_row: int, blank_rows: int
) -> list[Finding]:
    others = [one.name for one in raw.sheets if one.name not in own and one.rows]
    header = f"El encabezado está en la fila {header_row}; lo que hay encima no se lee."
    notices = (
        ("columnas_ignoradas", len(ignored), f"Columnas que no se usan: {listing(f'«{name}»' for name in ignored)}."),
        ("hoja_ignorada", len(others), f"Hojas que no se leen: {listing(f'«{name}»' for name in others)}."),
        (
            "filas_ocultas",
            sheet.hidden_rows,
            f"{counted(sheet.hidden_rows, 'fila oculta: se lee', 'filas ocultas: se leen')} igual.",
        ),
        ("formulas", sheet.formulas - len(sheet.uncached), "Hay celdas con fórmula: se usa su último valor guardado."),
        ("enlaces_externos", int(raw.external_links), "El libro enlaza otros archivos: no se siguen."),
        ("filas_vacias", blank_rows, f"{counted(blank_rows, 'fila vacía', 'filas vacías')} entre los datos."),
        (
            "codificacion",
            int(raw.encoding in ("cp1252", "latin-1")),
            "El texto no está en UTF-8; se leyó como Windows-1252.",
        ),
        ("encabezado_fila", int(header_row > 1), header),
    )
    return [_notice(rule, count, text) for rule, count, text in notices if count > 0]


def _notice(rule: str, count: int, text: str) -> Finding:
    mend = "Nada que hacer si es lo esperado."
    return finding(f"aviso_{rule}", "aviso", text, mend, count=count, example=text)
