"""Reasons why the warehouse does not serve or does not take a version."""

from typing import Any

from procedure.errors import PamError


class WarehouseDamagedError(PamError):
    """A file of the warehouse is missing or is not the one that was registered: nothing is served from it."""


class WarehouseBusyError(PamError):
    """Another import holds the warehouse for longer than anybody should wait."""


class WarehouseWriteError(PamError):
    """The new files could not be written; what was being served goes on being served."""


class AlreadyLoadedError(PamError):
    """The same bytes already serve as `version` (the row of `dataset_versions`) and nothing new is confirmed."""

    def __init__(self, message: str, version: dict[str, Any]) -> None:
        super().__init__(message)
        self.version = version
