"""From the name that a cell says to the row it means: exact, or refused; never a guess."""

from collections.abc import Iterable, Mapping

from procedure.errors import InvalidValueError
from procedure.exchange.numbering import SEPARATOR

Names = Mapping[str, Mapping[str, str]]
"""List → id → the label that its cells show."""


class Lists:
    """The lists of a workbook: what each said when it was downloaded comes first, then what the plan says today, then
    numbers alone («M1.2») and names alone. A word that means two things at its turn is refused."""

    def __init__(self, of_book: Mapping[str, Mapping[str, str]], today: Names) -> None:
        """`of_book`: list → label → id, as the sheet «Listas» has it."""
        self._levels: list[dict[tuple[str, str], set[str]]] = [{}, {}, {}, {}]
        for name, ids in of_book.items():
            for label, row_id in ids.items():
                self._learn(0, name, label, row_id)
                self._learn_parts(name, label, row_id)
        for name, labels in today.items():
            for row_id, label in labels.items():
                self._learn(1, name, label, row_id)
                self._learn(2, name, row_id, row_id)

    def learn_new(self, name: str, number: str, title: str, key: str) -> None:
        """A row that the workbook adds may be named by the number it was given there or by its whole name."""
        self._learn(2, name, number, key)
        self._learn(3, name, title, key)

    def one(self, name: str, said: str, label: str) -> str:
        """The id. Raises InvalidValueError; `label` is that of the field, for its sentence."""
        for level in self._levels:
            found = level.get((name, _plain(said)), set())
            if len(found) == 1:
                return next(iter(found))
            if found:
                raise InvalidValueError(
                    f"{label}: «{said[:60]}» nombra más de una fila. Elija una de la lista «{name}», con su número."
                )
        raise InvalidValueError(f"{label}: «{said[:60]}» no está en la lista «{name}». Elija un nombre de la lista.")

    def _learn_parts(self, name: str, label: str, row_id: str) -> None:
        number, separator, title = label.partition(SEPARATOR)
        if separator:
            self._learn(2, name, number, row_id)
            self._learn(3, name, title, row_id)

    def _learn(self, level: int, name: str, said: str, row_id: str) -> None:
        if said.strip():
            self._levels[level].setdefault((name, _plain(said)), set()).add(row_id)


def split(cell: str) -> list[str]:
    """The names of a cell that holds several: by semicolon or by line."""
    return [part.strip() for part in cell.replace("\n", ";").split(";") if part.strip()]


def joined(labels: Iterable[str]) -> str:
    return "; ".join(labels)


def _plain(said: str) -> str:
    return " ".join(said.casefold().split())
