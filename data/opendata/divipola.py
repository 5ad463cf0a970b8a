"""The official list of municipalities against the program's own: what is new, renamed, moved or gone in the entity.

Told, never applied. Every stored figure, every map and every remembered name hangs from the codes of
`data/catalog/municipalities.csv`; a municipality that is created takes people from others, and what becomes of their
series is decided by whoever keeps the program, with a migration. What is useful today is to know it before a file
brings a code that intake would refuse.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pandas as pd

from analytics.numbers import spanish
from data import catalog
from data.intake.columns import normalized
from data.opendata.portal import DIVIPOLA
from procedure.errors import PamError

NEW, RENAMED, MOVED, GONE = "nuevo", "renombrado", "desplazado", "retirado"
WORDS: Final = {
    NEW: "Nuevo: el programa no lo conoce",
    RENAMED: "Cambió de nombre",
    MOVED: "Cambió de coordenadas",
    GONE: "Ya no aparece",
}
COLUMNS: Final = ["code", "change", "ours", "theirs"]
_FAR: Final = 0.01  # degrees, about a kilometre: the catalogue rounds, and the list is corrected by metres now and then
_HEADERS: Final = {
    "code": ("cod_mpio", "codigo_municipio"),
    "name": ("nom_mpio", "nombre_municipio"),
    "lon": ("longitud",),
    "lat": ("latitud",),
}


class DivipolaError(PamError):
    """The list does not have the columns, or the codes, of a DIVIPOLA."""


@dataclass(frozen=True)
class Comparison:
    """`known` municipalities of the entity against a list of `published` ones; `differences` has COLUMNS, text."""

    known: int
    published: int
    differences: pd.DataFrame = field(repr=False)

    @property
    def sentence(self) -> str:
        """The finding, in Spanish."""
        listed = f"la DIVIPOLA publicada ({spanish(self.published, 0)} municipios del país)"
        if self.differences.empty:
            return f"Los {self.known} municipios de la entidad son los mismos en {listed}."
        count = len(self.differences)
        found = "Hay una diferencia" if count == 1 else f"Hay {count} diferencias"
        return (
            f"{found} entre los {self.known} municipios de la entidad y {listed}. El programa sigue con los suyos: "
            "avise a quien lo mantiene antes de cargar archivos con los códigos nuevos."
        )


def compare(path: Path, entity_id: str) -> Comparison:
    """The list in a file of the portal against the catalogue. Raises DivipolaError when it is not such a list.

    New ones are those of the department that the catalogue does not have: a certified municipality has none.
    """
    published, listed = _published(path), catalog.municipalities()
    own = listed[listed["entity_id"] == entity_id].set_index("code")
    theirs = published[published.index.isin(own.index)]
    added = published[published.index.str.startswith(entity_id) & ~published.index.isin(listed["code"])]
    lines = [(code, NEW, "", name) for code, name in added["name"].items()]
    lines += [(code, GONE, name, "") for code, name in own["name"].items() if code not in theirs.index]
    lines += [line for code in theirs.index for line in _changes(code, own.loc[code], theirs.loc[code])]
    frame = pd.DataFrame(sorted(lines), columns=COLUMNS, dtype="str")
    return Comparison(len(own), len(published), frame)


def _changes(code: str, ours: "pd.Series[Any]", theirs: "pd.Series[Any]") -> list[tuple[str, str, str, str]]:
    found = []
    if normalized(theirs["name"]) not in _names(code, ours["name"]):
        found.append((code, RENAMED, ours["name"], theirs["name"]))
    if max(abs(ours["lat"] - theirs["lat"]), abs(ours["lon"] - theirs["lon"])) > _FAR:
        found.append((code, MOVED, _place(ours), _place(theirs)))
    return found


def _names(code: str, name: str) -> set[str]:
    aliases = catalog.municipality_aliases()
    return {normalized(each) for each in (name, *aliases.loc[aliases["code"] == code, "name"])}


def _place(row: "pd.Series[Any]") -> str:
    return f"{spanish(row['lat'], 4)}; {spanish(row['lon'], 4)}"


def _published(path: Path) -> pd.DataFrame:
    """name, lat, lon by code; coordinates come with a decimal comma, and without any when the list gives none."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    at = _columns(header)
    frame = pd.DataFrame([{name: row[column].strip() for name, column in at.items()} for row in rows], dtype="str")
    frame["code"] = frame["code"].where(frame["code"].str.len().ne(4), "0" + frame["code"])
    wrong = frame.loc[~frame["code"].str.fullmatch(r"\d{5}") | frame["code"].duplicated(), "code"]
    if len(wrong):
        raise DivipolaError(
            f"La lista «{path.name}» no es de municipios: el código «{wrong.iloc[0]}» está repetido o no tiene cinco "
            "cifras. Tráigala otra vez; la del programa sigue en uso."
        )
    for name in ("lat", "lon"):
        frame[name] = pd.to_numeric(frame[name].str.replace(",", "."), errors="coerce")
    return frame.set_index("code")


def _columns(header: list[str]) -> dict[str, int]:
    places = {normalized(text): column for column, text in enumerate(header)}
    found = {name: next((places[one] for one in those if one in places), -1) for name, those in _HEADERS.items()}
    missing = [_HEADERS[name][0] for name, column in found.items() if column < 0]
    if missing:
        raise DivipolaError(
            f"La lista que publica el portal cambió: le faltan las columnas {', '.join(missing)}. La del programa "
            f"sigue en uso; puede ver la publicada en {DIVIPOLA.page_url}."
        )
    return found
