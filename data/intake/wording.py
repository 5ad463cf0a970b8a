"""Figures and lists as Spanish of Colombia writes them, for the sentences of intake."""

from collections.abc import Iterable


def figure(value: float) -> str:
    """1234.5 → "1.234,5"; whole numbers without decimals; at most four."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def counted(number: int, one: str, many: str) -> str:
    """ "1 fila", "1.122 filas"."""
    return f"{figure(number)} {one if number == 1 else many}"


def listing(items: Iterable[object], limit: int = 6) -> str:
    """ "a, b y c"; past the limit, "a, b y 4 más"."""
    words = [str(item) for item in items]
    if len(words) > limit:
        words = [*words[: limit - 1], f"{len(words) - limit + 1} más"]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} y {words[-1]}" if words else ""
