"""Which known source a file is, on which sheet, and where its columns are: headers under titles and merged parents."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.intake.columns import normalized
from data.intake.coordinates import letters
from data.intake.headers import joined_headers, spread
from data.intake.isolation import RawFile, SheetTable
from data.intake.source import Field, Source
from data.intake.sources import ALL, by_kind
from data.intake.verdicts import Refusal
from data.intake.wording import listing

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
    if not best.source.cells:  # its repeated headers are told apart by their parents
        _check_duplicates(best)
    if not _has_rows(best):
        raise Refusal("sin_datos", f"solo tiene el encabezado, en la fila {best.header_row}")
    return best


def layouts_of(source: Source, raw: RawFile) -> list[Layout]:
    """Where a source lies in each visible sheet that has all its columns and some row."""
    found = [_best(sheet, (source,)) for sheet in raw.sheets if sheet.state == "visible" and len(sheet.cells)]
    return [layout for layout in found if not layout.missing and _has_rows(layout)]


def _only(kind: str) -> tuple[Source, ...]:
    source = by_kind(kind)
    if source is None:
        raise Refusal("tipo_desconocido", expected=kind, known=listing((one.kind for one in ALL), 20))
    return (source,)


def _best(sheet: SheetTable, sources: Iterable[Source]) -> Layout:
    """Every source against every possible header row, alone and joined with the rows above it."""
    texts = spread(sheet)
    candidates = [
        (row, joined_headers(texts[row - depth : row]))
        for row in range(1, len(texts) + 1)
        for depth in range(1, min(_HEADER_DEPTH, row) + 1)
    ]
    layouts = (_layout(source, sheet, row, headers) for row, headers in candidates for source in sources)
    return max(layouts, key=lambda layout: layout.score)


def _layout(source: Source, sheet: SheetTable, row: int, headers: dict[int, str]) -> Layout:
    found = {column: source.codes.get(normalized(text)) for column, text in headers.items()}
    columns = {code: column for column, code in reversed(found.items()) if code is not None}
    if source.strangers and source.strangers & {normalized(text) for text in headers.values()}:
        columns = {}
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
