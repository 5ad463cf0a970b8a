"""Excel coordinates, both ways. Standard library only."""

import re


def letters(column: int) -> str:
    """The letters of a column counted from zero: 0 is A, 26 is AA."""
    text, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_number(name: str) -> int:
    """The column of its letters, from zero: A is 0, AA is 26."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def corners(reference: str) -> tuple[int, int, int, int]:
    """Top, left, bottom, right of a cell or range, rows from 1 and columns from 0: "B2:D3" → (2, 1, 3, 3)."""
    cells = re.findall(r"([A-Z]+)(\d+)", reference)
    (left, top), (right, bottom) = cells[0], cells[-1]
    return int(top), column_number(left), int(bottom), column_number(right)
