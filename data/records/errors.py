"""Reasons why the records refuse a change."""

from typing import Any

from procedure.errors import PamError


class StaleVersionError(PamError):
    """Somebody saved the same row first. Both versions travel with the error so that the user may choose.

    `current` is the row as it is stored now (None when it was voided); `attempted` holds only what was to change.
    """

    def __init__(self, message: str, *, row_id: str, current: dict[str, Any] | None, attempted: dict[str, Any]) -> None:
        super().__init__(message)
        self.row_id = row_id
        self.current = current
        self.attempted = attempted


class AuditBrokenError(PamError):
    """The audit chain does not verify: an entry was altered, removed or inserted."""


class MigrationError(PamError):
    """The database could not be brought to this program's schema; it stays as it was."""


class RecordsDamagedError(PamError):
    """The records file cannot be read."""


class HomeError(PamError):
    """The data folder cannot be made or written."""


class DiskFullError(PamError):
    """There is no room to keep what was sent; nothing of it was kept."""


class LoginRefusedError(PamError):
    """The credentials open no active account. The words never tell which part is wrong."""


class TooManyAttemptsError(PamError):
    """The account or the address failed to sign in too many times in a row."""


class SetupCodeError(PamError):
    """The code of the first start is another, or was used."""


class LastAdministratorError(PamError):
    """The change would leave nobody who can administer the accounts."""
