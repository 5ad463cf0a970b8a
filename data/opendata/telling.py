"""Telling whoever waits how far a fetch is."""

from collections.abc import Callable

Progress = Callable[[float, str], None]


class Telling:
    """`step` moves the fraction; `aside` says something while it stays where it was."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._fraction = progress, 0.0

    def step(self, fraction: float, text: str) -> None:
        self._fraction = fraction
        self._progress(fraction, text)

    def aside(self, text: str) -> None:
        self._progress(self._fraction, text)
