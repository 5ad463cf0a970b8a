"""An unknown file laid out as a known source: one virtual sheet of long rows, each knowing the cells it came from.

The virtual sheet goes through the same table and checks as any source; `data.intake.restoration` puts the file's own
sheets, rows and columns back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from data.intake.blocks import Block, virtual_sheet
from data.intake.columns import normalized
from data.intake.headers import header_key
from data.intake.isolation import RawFile, SheetTable
from data.intake.mapped_source import declared
from data.intake.mapping import ColumnMapping, Figure, problems
from data.intake.places import resolve
from data.intake.recognizer import Layout
from data.intake.shape import Sheet, choices, year_text
from data.intake.source import CODE, GROUP, INDICATOR, NAME, TRIMESTER, VALUE, YEAR, ZONE
from data.intake.verdicts import Refusal

HEADER = 1  # the virtual sheet's header row; its data starts below it


@dataclass(frozen=True)
class Arrangement:
    """`origin` has a line per virtual row (index): block (position in `blocks`) and row (the file's); `codes` are the
    fields by virtual column; `skipped` counts the rows that a person decided to leave out, by target."""

    mapping: ColumnMapping
    layout: Layout
    raw: RawFile
    blocks: tuple[Block, ...]
    origin: pd.DataFrame
    codes: tuple[str, ...]
    skipped: Mapping[str, int]


def arrange(raw: RawFile, sheets: Sequence[Sheet], mapping: ColumnMapping, municipalities: pd.DataFrame) -> Arrangement:
    """The file under a mapping. Raises Refusal when the mapping does not fit it or it has no rows."""
    wrong = problems(mapping, [text for sheet in sheets for text in sheet.repeated])
    if wrong:
        raise Refusal("columna_faltante", " ".join(wrong))
    skipped: dict[str, int] = {}
    pieces = [
        piece for sheet in sheets for piece in _pieces(sheet, mapping, _rows(sheet, mapping, municipalities, skipped))
    ]
    kept = [(block, texts) for block, texts in pieces if texts[list(block.measures)].notna().any(axis=None)] or pieces
    if not sum(len(texts) for _, texts in kept):
        raise Refusal("sin_datos")
    return _assembled(raw, sheets, mapping, kept, skipped)


def _rows(sheet: Sheet, mapping: ColumnMapping, municipalities: pd.DataFrame, skipped: dict[str, int]) -> pd.DataFrame:
    """What each row of the sheet says of all its figures, by field code; the rows left out are counted and gone."""
    texts = {target: _found(sheet, header, sheet.key_texts(header)) for target, header in mapping.keys.items()}
    frame = pd.DataFrame(texts, index=sheet.body.index, dtype="str")
    for target, value in mapping.constants.items():
        if value and target not in frame and (target != INDICATOR or mapping.long):
            frame[target] = value
    if YEAR in frame:
        frame[YEAR] = year_text(frame[YEAR])
    if CODE not in frame:
        frame[CODE] = _codes(frame[NAME], mapping, municipalities)
    left_out = pd.Series(False, index=frame.index)
    for target in (ZONE, GROUP, INDICATOR, NAME):
        unwanted = _unwanted(frame, target, mapping)
        skipped[target] = skipped.get(target, 0) + int(unwanted.sum())
        left_out |= unwanted
    return frame[~left_out]


def _found(sheet: Sheet, header: str, texts: "pd.Series[str] | None") -> "pd.Series[str]":
    if texts is None:
        raise Refusal(
            "columna_faltante",
            f"La hoja «{sheet.table.name}» no tiene la columna «{header}» del emparejamiento. "
            "Elija otra hoja u otra fila de encabezado.",
        )
    return texts


def _codes(names: "pd.Series[str]", mapping: ColumnMapping, municipalities: pd.DataFrame) -> "pd.Series[str]":
    """The code of each name; a name that nobody placed stays as it is, and the checks reject its row."""
    found = resolve(names.dropna(), municipalities, mapping.words.get(NAME))
    return names.map(lambda name: found[name].code or name, na_action="ignore").astype("str")


def _unwanted(frame: pd.DataFrame, target: str, mapping: ColumnMapping) -> "pd.Series[bool]":
    """The rows whose word a person decided to leave out."""
    words = {word for word, code in mapping.words.get(target, {}).items() if not code}
    if target not in frame or not words:
        return pd.Series(False, index=frame.index)
    return frame[target].map(lambda text: normalized(text) in words, na_action="ignore").eq(True)


def _pieces(sheet: Sheet, mapping: ColumnMapping, rows: pd.DataFrame) -> list[tuple[Block, pd.DataFrame]]:
    """The virtual rows of each group of figure columns of a sheet."""
    keys = {target: sheet.columns[header_key(header)] for target, header in mapping.keys.items()}
    keys.setdefault(CODE, keys.get(NAME, -1))
    keys = {code: column for code, column in keys.items() if column >= 0}
    return [_piece(sheet, mapping, rows, keys, figures) for figures in groups(mapping)]


def groups(mapping: ColumnMapping) -> list[tuple[Figure, ...]]:
    """The figures that share a virtual row: those of one place, or each alone when the rows say the indicator."""
    if mapping.long or not mapping.figures:
        return [(one,) for one in mapping.figures] or [()]
    places = dict.fromkeys(one.place for one in mapping.figures)
    return [tuple(one for one in mapping.figures if one.place == place) for place in places]


def _piece(
    sheet: Sheet, mapping: ColumnMapping, rows: pd.DataFrame, keys: Mapping[str, int], figures: tuple[Figure, ...]
) -> tuple[Block, pd.DataFrame]:
    texts, columns, measures = rows.copy(), dict(keys), []
    for one in figures:
        code = measure_of(one, mapping)
        texts[code] = _found(sheet, one.header, sheet.texts(one.header)).reindex(rows.index)
        columns[code] = sheet.columns[header_key(one.header)]
        measures.append(code)
    if not figures:  # the value is its fraction
        texts[VALUE], columns[VALUE] = None, columns["numerator"]
        measures.append(VALUE)
    said = figures[0] if figures else Figure("")
    for code, value in ((YEAR, said.year), (ZONE, said.zone), (GROUP, said.inclusion_group)):
        if value:
            texts[code] = value
            columns.pop(code, None)
    if said.trimester:
        texts[TRIMESTER] = str(said.trimester)
    if mapping.long and said.indicator_code:
        texts[INDICATOR] = said.indicator_code
    return Block(sheet, columns, tuple(measures)), texts


def measure_of(figure: Figure, mapping: ColumnMapping) -> str:
    """The field that a column of figures is: its indicator, or the value when the rows say the indicator."""
    return VALUE if mapping.long else figure.indicator_code or mapping.constants[INDICATOR]


def _assembled(
    raw: RawFile,
    sheets: Sequence[Sheet],
    mapping: ColumnMapping,
    pieces: Sequence[tuple[Block, pd.DataFrame]],
    skipped: Mapping[str, int],
) -> Arrangement:
    blocks = tuple(block for block, _ in pieces)
    long = pd.concat([texts.assign(block=number) for number, (_, texts) in enumerate(pieces)])
    origin = pd.DataFrame({"block": long.pop("block").to_numpy(), "row": long.index.to_numpy()})
    origin.index = pd.RangeIndex(HEADER + 1, HEADER + 1 + len(long))
    source = declared(mapping, long, {target: choices(target, mapping) for target in (ZONE, GROUP, INDICATOR)})
    for one in source.fields:
        if one.code not in long:
            long[one.code] = one.default or None
    codes = tuple(one.code for one in source.fields)
    headers = _header_names(blocks, codes, {one.code: one.aliases[0] for one in source.fields})
    head = pd.DataFrame([headers], columns=pd.RangeIndex(len(codes)), index=[HEADER], dtype="str")
    body = long[list(codes)].astype("str").set_axis(origin.index).set_axis(pd.RangeIndex(len(codes)), axis=1)
    virtual = virtual_sheet(sheets, blocks, origin, codes, pd.concat([head, body]))
    unused = _unused(sheets, blocks, len(codes))
    columns = {code: number for number, code in enumerate(codes)}
    layout = Layout(source, virtual, HEADER, columns, {**dict(enumerate(headers)), **unused}, tuple(unused))
    return Arrangement(mapping, layout, _rest(raw, sheets, virtual, origin), blocks, origin, codes, skipped)


def _header_names(blocks: Sequence[Block], codes: Sequence[str], own: Mapping[str, str]) -> list[str]:
    """The file's header of each field where all blocks agree on it, else the field's own name; each once."""
    names: list[str] = []
    for code in codes:
        said = {block.sheet.headers[block.columns[code]] for block in blocks if code in block.columns}
        name = said.pop() if len(said) == 1 else own[code]
        names.append(name if name not in names else f"{own[code]} ({code})")
    return names


def _unused(sheets: Sequence[Sheet], blocks: Sequence[Block], first: int) -> dict[int, str]:
    """The headers that no block uses, numbered after the virtual columns."""
    used = {(id(block.sheet), column) for block in blocks for column in block.columns.values()}
    texts = [text for sheet in sheets for column, text in sheet.headers.items() if (id(sheet), column) not in used]
    return dict(enumerate(dict.fromkeys(texts), first))


def _rest(raw: RawFile, sheets: Sequence[Sheet], virtual: SheetTable, origin: pd.DataFrame) -> RawFile:
    """The file with the virtual sheet in the place of those it was made of."""
    taken = {sheet.table.name for sheet in sheets}
    others = [one for one in raw.sheets if one.name not in taken and one.state == "visible"]
    uneven = [
        (int(virtual_row), count, other)
        for row, count, other in raw.uneven
        for virtual_row in origin.index[origin["row"].eq(row)]
    ]
    return replace(raw, sheets=[virtual, *others], uneven=tuple(uneven))
