"""Reasons why the warehouse does not serve or does not take a version."""

from datetime import timedelta, timezone
from typing import Any

from procedure.errors import PamError

_BOGOTA = timezone(timedelta(hours=-5))


class WarehouseDamagedError(PamError):
    """A file of the warehouse is missing or is not the one that was registered: nothing is served from it."""


class WarehouseBusyError(PamError):
    """Another import holds the warehouse for longer than anybody should wait."""


class WarehouseWriteError(PamError):
    """The new files could not be written; what was being served goes on being served."""


class AlreadyLoadedError(PamError):
    """The same bytes already serve as `version` (the row of `dataset_versions`) and nothing new is confirmed."""

    def __init__(self, version: dict[str, Any]) -> None:
        day = version["created_at"].astimezone(_BOGOTA).strftime("%d/%m/%Y")
        name, number = version["file_name"], version["number"]
        super().__init__(f"Ya cargado: estos mismos datos son la versión {number} de «{name}» ({day}).")
        self.version = version
