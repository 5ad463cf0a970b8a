"""Reasons why the demonstration is not made."""

from procedure.errors import PamError


class HomeInUseError(PamError):
    """The folder holds a real installation, or a demonstration that was left half made."""
