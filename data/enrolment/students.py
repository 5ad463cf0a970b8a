"""What the reader hands to the reduction: where the students are and which column is which. Nothing heavy in here."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RULES = (
    "",
    "fila_vacia",
    "fila_no_es_dato",
    "fila_columnas",
    "celda_error_excel",
    "celda_formula_sin_valor",
    "celda_combinada",
    "celda_vacia",
    "codigo_dane_longitud",
    "codigo_inexistente",
    "anio_invalido",
    "numero_invalido",
    "valor_fuera_de_lista",
    "documento_invalido",
    "fecha_texto",
    "fecha_invalida",
    "fecha_fuera_de_rango",
    "texto_muy_largo",
    "caracteres_invalidos",
    "revisar_texto_na",
    "fila_duplicada",
)
"""Why a row stays out; its place in the tuple is what the scratch table keeps. "" is a good row."""
BLANK = "fila_vacia"


@dataclass(frozen=True)
class Students:
    """A recognized file of students, or a sheet of it.

    `source` is the Arrow table of a sheet (every cell text) or the path of a CSV or Parquet file. `columns` maps field
    code → column name there; `headers` and `letters` (Excel's) say how the file calls it. `first_row` is the file's row
    of the first student, `skip` the rows of the table above it. `broken` are the cells that the guard saw: file row,
    field code, rule.
    """

    source: Any
    columns: dict[str, str]
    sheet: str = ""
    first_row: int = 2
    skip: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    broken: list[tuple[int, str, str]] = field(default_factory=list)
    delimiter: str = ","
    encoding: str = "utf-8"
    quote: str = '"'

    @property
    def is_file(self) -> bool:
        return isinstance(self.source, Path)

    @property
    def place(self) -> str:
        """The column of the scratch table that says which row of the source, from 0, a student is."""
        return "rowid" if self.is_file else "p_place"


@dataclass(frozen=True)
class Context:
    """What a row is judged with: codes of the entity's municipalities, of the country's, the year of the files that do
    not say it, and the key of the pseudonyms."""

    municipalities: list[str]
    catalog: list[str]
    year: int
    key_file: str
