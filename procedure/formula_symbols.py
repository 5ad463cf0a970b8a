"""The symbols that a formula names: «N / D × 100» has N and D; «Estudiantes (N) / matrícula (D)», too."""

import re

_TOKEN = re.compile(r"[^\W\d_]\w*")
_TIMES = re.compile(r"(?<=[\s)])[xX](?=\s*[\d(])")
_LONG_WORD = 4
_OPERATIONS = {
    "suma", "sumatoria", "promedio", "media", "mediana", "raíz", "raiz", "log", "ln", "si", "min", "mín", "max", "máx",
    "mínimo", "máximo", "de", "por", "entre",
}  # fmt: skip
_NEVER = frozenset(["a", "e", "o", "u", "y", "º", "ª", "Σ", "Π", "T1", "T2", "T3", "T4"])
_NOT_IN_WORDS = frozenset(["A", "E", "O", "U", "Y"])


def symbols(formula: str) -> list[str]:
    """The symbols in the order in which they appear, each once; a formula in words has only its single letters."""
    tokens = _tokens(formula)
    in_words = any(_is_word(token) for token in tokens)
    return [token for token in tokens if _is_symbol(token, in_words)]


def names(formula: str, symbol: str) -> bool:
    """Whether the formula mentions that symbol, whatever it looks like."""
    return symbol.strip() in formula if not _TOKEN.fullmatch(symbol.strip()) else symbol.strip() in _tokens(formula)


def _tokens(formula: str) -> list[str]:
    return list(dict.fromkeys(_TOKEN.findall(_TIMES.sub(" ", formula))))


def _is_word(token: str) -> bool:
    return len(token) >= _LONG_WORD and token[1:].islower() and token.isalpha() and token.lower() not in _OPERATIONS


def _is_symbol(token: str, in_words: bool) -> bool:
    if token in _NEVER or token.lower() in _OPERATIONS or (in_words and token in _NOT_IN_WORDS):
        return False
    letters = [character for character in token if character.isalpha() and character.isascii()]
    return not in_words or (len(letters) <= 1 and (len(token) == 1 or not token.isalpha()))
