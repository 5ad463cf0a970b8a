"""The sentences of a review, and its rows as tables. No Streamlit."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from pages.components import labels
from procedure.exchange.book import Notice
from procedure.exchange.changes import CellChange, Comparison, Status

NOTICE_COLUMNS = ("Hoja", "Celda", "Aviso")
_COUNTS = {
    Status.CHANGED: ("celda cambia", "celdas cambian"),
    Status.NEW: ("fila nueva", "filas nuevas"),
    Status.DELETED: ("fila se retira", "filas se retiran"),
    Status.CONFLICT: ("dato en conflicto", "datos en conflicto"),
    Status.REFUSED: ("dato no se puede importar", "datos no se pueden importar"),
}
STATUS_WORDS = {
    Status.CHANGED: "Cambian",
    Status.NEW: "Nuevas",
    Status.DELETED: "Se retiran",
    Status.CONFLICT: "En conflicto",
    Status.REFUSED: "No se pueden",
}


def counts(comparison: Comparison) -> Counter[Status]:
    """By status, the units; of what is refused, each cell."""
    units = {one.unit: one.status for one in offered(comparison.changes)}
    found = Counter(units.values())
    found[Status.REFUSED] = sum(one.status is Status.REFUSED for one in comparison.changes)
    return found


def sentence(comparison: Comparison, of_what: str = "al plan", says: str = "lo que dice el plan") -> str:
    """What the workbook would change, counted; `of_what` and `says` name what it is compared with."""
    found = counts(comparison)
    parts = [labels.count(found[status], *words) for status, words in _COUNTS.items() if found[status]]
    same = labels.count(comparison.same, "celda es igual", "celdas son iguales")
    if not parts:
        return f"El libro no cambia nada: {same} a {says}."
    return f"{labels.joined(parts)}; {same} {of_what}."


def offered(changes: Sequence[CellChange]) -> list[CellChange]:
    """One line per unit that may be accepted: of a new row, the row with what its cells say."""
    return [one for one in changes if one.may_be_accepted and (one.status is not Status.NEW or not one.field)]


def new_row(change: CellChange, changes: Sequence[CellChange]) -> str:
    """What a new row would say, cell by cell."""
    own = [one for one in changes if one.unit == change.unit and one.field and one.may_be_accepted]
    return "; ".join(f"{one.label}: {one.after}" for one in own)


def lines(changes: Sequence[CellChange], every: Sequence[CellChange], chosen: set[str]) -> pd.DataFrame:
    """What the grid shows of some offered changes: Aceptar, Celda, Elemento, Campo, Antes, En el libro, Estado…"""
    rows = [
        {
            "Aceptar": one.unit in chosen,
            "Celda": one.cell if one.field else f"Fila {one.row}",
            "Elemento": one.title,
            "Campo": one.label,
            "Antes": one.before,
            "En el libro": _after(one, every),
            "En la aplicación ahora": one.today if one.status is Status.CONFLICT else "",
            "Qué pasa": one.status.value.capitalize(),
            "Nota": one.reason,
        }
        for one in changes
    ]
    return pd.DataFrame(rows)


def _after(one: CellChange, every: Sequence[CellChange]) -> str:
    if one.field:
        return one.after or "(vacío)"
    return new_row(one, every) if one.status is Status.NEW else "(se retira)"


def refused(changes: Sequence[CellChange]) -> pd.DataFrame:
    rows = [
        (one.sheet, one.cell if one.field else f"Fila {one.row}", one.title, one.label, one.after, one.reason)
        for one in changes
        if one.status is Status.REFUSED
    ]
    return pd.DataFrame(rows, columns=["Hoja", "Celda", "Elemento", "Campo", "En el libro", "Por qué no"])


def notices(found: Sequence[Notice]) -> pd.DataFrame:
    rows = [(one.sheet or "Todo el libro", one.cell or "—", one.text) for one in found]
    return pd.DataFrame(rows, columns=list(NOTICE_COLUMNS))
