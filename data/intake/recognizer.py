"""Which known source a file is, on which sheet, and where its columns are: headers under titles and merged parents."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from data.intake.columns import normalized
from data.intake.coordinates import corners, letters
from data.intake.isolation import RawFile, SheetTable
from data.intake.source import Field, Source
from data.intake.sources import ALL, by_kind
from data.intake.verdicts import Refusal
from data.intake.wording import listing

_HEADER_SEARCH = 30
_HEADER_DEPTH = 3


@dataclass(frozen=True)
class Layout:
    """Where a source lies in a sheet. `header_row` is the file's; `columns` maps field code → column number (from 0);
    `headers` are the joined texts by column number; `ignored` those that no field takes."""

    source: Source
    sheet: SheetTable
    header_row: int
    columns: dict[str, int]
    headers: dict[int, str]
    ignored: tuple[int, ...]

    @property
    def missing(self) -> tuple[Field, ...]:
        return tuple(one for one in self.source.required if one.code not in self.columns)

    @property
    def score(self) -> tuple[bool, int, int]:
        return (not self.missing, len(self.columns), -len(self.missing))


def recognize(raw: RawFile, file_name: str, kind: str | None = None) -> Layout:
    """The best layout. Raises Refusal: unknown kind or layout, missing columns, duplicated headers, no rows."""
    sources = ALL if kind is None else _only(kind)
    visible = [sheet for sheet in raw.sheets if sheet.state == "visible" and len(sheet.cells)]
    if not visible:
        raise Refusal("sin_datos")
    best = max((_best(sheet, sources) for sheet in visible), key=lambda layout: layout.score)
    if best.missing:
        raise _not_recognized(best, visible, file_name, kind)
    _check_duplicates(best)
    if not _has_rows(best):
        raise Refusal("sin_datos", f"solo tiene el encabezado, en la fila {best.header_row}")
    return best


def _only(kind: str) -> tuple[Source, ...]:
    source = by_kind(kind)
    if source is None:
        raise Refusal("tipo_desconocido", expected=kind, known=listing((one.kind for one in ALL), 20))
    return (source,)


def _best(sheet: SheetTable, sources: Iterable[Source]) -> Layout:
    """Every source against every possible header row, alone and joined with the rows above it."""
    spread = _spread(sheet)
    candidates = [
        (row, joined_headers(spread[row - depth : row]))
        for row in range(1, len(spread) + 1)
        for depth in range(1, min(_HEADER_DEPTH, row) + 1)
    ]
    layouts = (_layout(source, sheet, row, headers) for row, headers in candidates for source in sources)
    return max(layouts, key=lambda layout: layout.score)


def joined_headers(rows: list[dict[int, str]]) -> dict[int, str]:
    """The header of each column from the texts of its rows, merged parents first: "Trimestre 1 · Resultado"."""
    headers: dict[int, list[str]] = {}
    for texts in rows:
        for column, text in texts.items():
            words = headers.setdefault(column, [])
            if text not in words:
                words.append(text)
    return {column: " · ".join(words) for column, words in headers.items()}


def _spread(sheet: SheetTable) -> list[dict[int, str]]:
    """The texts of each of the first rows, the merged ones repeated over the columns and rows they cover."""
    head = sheet.cells.head(_HEADER_SEARCH).to_numpy(dtype=object)
    rows = [{column: text.strip() for column, text in enumerate(line) if _filled(text)} for line in head]
    for top, left, bottom, right in map(corners, sheet.merged):
        text = rows[top - 1].get(left) if top <= len(rows) else None
        if text:
            for row in rows[top - 1 : bottom]:
                row.update(dict.fromkeys(range(left, min(right, head.shape[1] - 1) + 1), text))
    return rows


def _filled(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip())


def _layout(source: Source, sheet: SheetTable, row: int, headers: dict[int, str]) -> Layout:
    found = {column: source.codes.get(normalized(text)) for column, text in headers.items()}
    columns = {code: column for column, code in reversed(found.items()) if code is not None}
    ignored = tuple(column for column, code in found.items() if code is None)
    return Layout(source, sheet, row, columns, headers, ignored)


def _check_duplicates(layout: Layout) -> None:
    seen: dict[str, int] = {}
    for column, text in layout.headers.items():
        name = _field_of(layout.source, normalized(text))
        if name in seen:
            cells = listing(f"{letters(one)}{layout.header_row}" for one in (seen[name], column))
            raise Refusal(
                "encabezado_duplicado", sheet=layout.sheet.name, row=layout.header_row, column=text, cells=cells
            )
        seen[name] = column


def _field_of(source: Source, name: str) -> str:
    code = source.codes.get(name, "note")
    return code if code != "note" else f"header {name}"


def _has_rows(layout: Layout) -> bool:
    body = layout.sheet.cells.loc[layout.header_row + 1 :]
    return (
        bool(body.apply(lambda column: column.str.strip().fillna("").ne("")).to_numpy().any()) if len(body) else False
    )


def _not_recognized(best: Layout, visible: list[SheetTable], file_name: str, kind: str | None) -> Refusal:
    required = best.source.required
    if kind is None and len(best.missing) * 2 > len(required):
        return Refusal("columna_faltante", _unknown_text(visible, file_name))
    columns = listing((f"«{one.aliases[0].upper()}»" for one in best.missing), 20)
    sheet = f"hoja «{best.sheet.name}», " if best.sheet.name else ""
    return Refusal(
        "columna_faltante",
        f"A «{file_name}» ({sheet}fila {best.header_row}) le faltan columnas de «{best.source.title}»: {columns}. "
        "Agréguelas con ese nombre, o elija la hoja o el archivo correcto.",
    )


def _unknown_text(visible: list[SheetTable], file_name: str) -> str:
    names = [f"«{sheet.name}»" for sheet in visible if sheet.name]
    where = f" Hojas revisadas: {listing(names)}." if names else ""
    known = listing((f"«{source.title}»" for source in ALL), 20)
    return (
        f"No se reconoce «{file_name}»: le faltan las columnas de las fuentes conocidas ({known}).{where} "
        "Verifique que eligió el archivo correcto o descargue la plantilla de la aplicación."
    )


def ignored_headers(layout: Layout) -> "pd.Series[str]":
    """The headers that no field takes, by column number."""
    return pd.Series({column: layout.headers[column] for column in layout.ignored}, dtype="str")
