"""The command that brings a data set: page after page, one file on the shelf, and its entry in the audit trail.

It never loads anything: who brings the file (`admin`, or whoever has the machine) has no say over the figures.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from data import turns
from data.opendata import errors, paging, portal, shelf
from data.opendata.client import Client, Manners
from data.opendata.pages import Joined, Pages
from data.opendata.paging import Extent
from data.opendata.portal import Dataset
from data.opendata.shelf import Download
from data.opendata.telling import Progress, Telling
from data.records import audit
from data.records.database import Database
from data.records.errors import DiskFullError
from data.settings import Settings
from procedure.roles import Actor, Permission, check

PATIENT: Final = Manners()
_BOGOTA: Final = ZoneInfo("America/Bogota")


def fetch(
    settings: Settings,
    database: Database,
    actor: Actor,
    dataset: Dataset,
    *,
    progress: Progress = lambda _fraction, _text: None,
    cancelled: Callable[[], bool] = lambda: False,
    manners: Manners | None = None,
) -> Download:
    """Brings the data set, from where an earlier attempt was left, and puts it on the shelf in place of the last one.

    `progress(fraction, text)` is told along the way. Raises NotAllowedError, PortalError (one class per reason) and
    DiskFullError; the last download then stays as it was, and the pages that came are kept for the next attempt.
    """
    check(actor, Permission.FETCH_OPEN_DATA)
    address, folder, told = portal.address(settings), shelf.folder_of(settings, dataset), Telling(progress)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (
            Client(address, dataset, manners or PATIENT, cancelled, told.aside) as client,
            _turn(settings.open_data, client),
        ):
            found = paging.extent(client, told)
            kept = Pages(folder / "pages", paging.asked(client, found, address))
            paging.bring(client, kept, found, told)
            joined = paging.join(client, kept, found, folder / "joined.tmp")
            download = _put(settings, database, actor, dataset, found, joined)
            kept.forget()
    except OSError as error:
        raise DiskFullError(
            f"No se pudo guardar lo que llega del portal en {folder} ({error.strerror or error}): libere espacio o "
            "revise el permiso, y repita."
        ) from error
    told.step(1.0, "Descarga terminada")
    return download


@contextmanager
def _turn(folder: Path, client: Client) -> Iterator[None]:
    """One fetch at a time, by the application or by an order: the portal sees one of us."""
    try:
        lock = turns.hold(folder / "turn.lock", wait=0)
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise OSError(f"{error}") from error
        raise client.error(errors.UnderwayError) from error
    with closing(lock):
        yield


def _put(
    settings: Settings, database: Database, actor: Actor, dataset: Dataset, found: Extent, joined: Joined
) -> Download:
    """On the shelf and in the audit trail, or in neither."""
    now = datetime.now(UTC)
    name = f"{dataset.file_stem}_{now.astimezone(_BOGOTA):%Y-%m-%d}.csv"
    download = Download(dataset.name, name, found.rows, joined.size, joined.sha256, now, actor.name, found.edition)
    with database.write(actor) as unit:
        unit.log("traer datos abiertos", "open_data", dataset.id, after=audit.plain_row(asdict(download)))
        shelf.put(settings, download, joined.path)
    return download
