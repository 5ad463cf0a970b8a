"""Which column of a sheet is which: by its header, wherever it stands."""

from dataclasses import dataclass, field

from procedure.exchange.book import Grid, Notice
from procedure.exchange.layout import KEY, REMOVE, VERSION, Layout


@dataclass
class Heading:
    """`at`: header → position of its column; `usable` is False when no row of the sheet can be told from another."""

    at: dict[str, int] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    usable: bool = True


def heading(layout: Layout, grid: Grid) -> Heading:
    """What the first row says. A renamed column is one that is missing and one that is unknown: both are told."""
    found = Heading()
    cells = grid.rows[0][1] if grid.rows and grid.rows[0][0] == 1 else ()
    known = {_plain(header): header for header in layout.headers}
    for position, said in enumerate(cells):
        if said is None or not said.strip():
            continue
        place = f"{grid.letters[position]}1"
        header = known.get(_plain(said))
        if header is None:
            found.notices.append(_unknown(grid, place, said))
        elif header in found.at:
            found.notices.append(Notice(grid.title, place, _TWICE.format(header=header)))
            found.usable = found.usable and header not in (KEY, VERSION)
        else:
            found.at[header] = position
    _tell_missing(layout, found)
    return found


_TWICE = "La columna «{header}» está dos veces; se leyó la primera. Borre la que sobra."


def _unknown(grid: Grid, place: str, said: str) -> Notice:
    text = f"La columna «{said[:60]}» no es del libro y no se leyó. Si cambió un encabezado, devuélvale su nombre."
    return Notice(grid.title, place, text)


def _tell_missing(layout: Layout, found: Heading) -> None:
    for header in layout.headers:
        if header in found.at:
            continue
        if header in (KEY, VERSION):
            text = f"Falta la columna «{header}» y sin ella no se sabe de qué fila es cada dato: la hoja no se leyó. "
            text += "Descargue el libro de nuevo y copie allí lo que cambió."
            found.notices.append(Notice(layout.title, "", text))
            found.usable = False
        elif header != REMOVE:
            text = f"Falta la columna «{header}»: lo que tiene en el plan queda como está."
            found.notices.append(Notice(layout.title, "", text))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
