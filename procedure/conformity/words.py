"""Figures, money and lists as the sentences of a finding write them."""

from collections.abc import Sequence
from typing import Any

from analytics.numbers import spanish


def figure(value: Any) -> str:
    """1.234,5: up to four decimals, none when it has none."""
    text = spanish(float(value), 4)
    return text.rstrip("0").removesuffix(",") if "," in text else text


def pesos(value: Any) -> str:
    return f"$ {spanish(float(value), 0)}"


def listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} y {names[-1]}"


def quoted(text: Any) -> str:
    return f"«{' '.join(str(text).split())}»"
