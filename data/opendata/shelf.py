"""What was brought last, with who brought it and when, waiting for whoever decides.

    opendata/<name>/
      <file>.csv      the data set, as an uploaded file would be
      download.json   what it is; written last, so that it never names a file that is not whole

One download per data set: a newer one takes its place. No network here: pages may ask on every run.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from data.opendata import portal
from data.opendata.portal import Dataset
from data.records import datasets
from data.records.database import Database, Row
from data.settings import Settings
from data.warehouse.files import discard
from procedure.errors import NotFoundError


@dataclass(frozen=True)
class Download:
    """`at` is an aware moment; `by` the name of whoever brought it; `edition` when the portal says that the data set
    last changed, as it writes it."""

    dataset: str
    file_name: str
    rows: int
    size: int
    sha256: str
    at: datetime
    by: str
    edition: str

    @property
    def title(self) -> str:
        return portal.ALL[self.dataset].title

    @property
    def published(self) -> datetime | None:
        """`edition` as a moment, when it can be read."""
        try:
            return parsedate_to_datetime(self.edition)
        except ValueError:
            return None


def folder_of(settings: Settings, dataset: Dataset) -> Path:
    return settings.open_data / dataset.name


def latest(settings: Settings, dataset: Dataset) -> Download | None:
    """The last one, if any was brought and is still there."""
    folder = folder_of(settings, dataset)
    try:
        kept = json.loads((folder / "download.json").read_text(encoding="utf-8"))
        found = Download(**{**kept, "at": datetime.fromisoformat(kept["at"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if (folder / found.file_name).is_file() else None


def path_of(settings: Settings, download: Download) -> Path:
    """Its file, verified. Raises NotFoundError when it is no longer what was brought."""
    path = folder_of(settings, portal.ALL[download.dataset]) / download.file_name
    try:
        with path.open("rb") as file:
            whole = hashlib.file_digest(file, "sha256").hexdigest() == download.sha256
    except OSError:
        whole = False
    if not whole:
        raise NotFoundError(
            f"El archivo «{download.file_name}» ya no es el que se trajo del portal. Pida a quien administra las "
            "cuentas que lo traiga otra vez."
        )
    return path


def put(settings: Settings, download: Download, scratch: Path) -> None:
    """Gives a whole file its place, and lets the earlier one go."""
    folder = folder_of(settings, portal.ALL[download.dataset])
    scratch.replace(folder / download.file_name)
    note = folder / "download.tmp"
    note.write_text(json.dumps({**asdict(download), "at": download.at.isoformat()}, indent=1), encoding="utf-8")
    note.replace(folder / "download.json")
    for path in folder.glob("*.csv"):
        if path.name != download.file_name:
            discard(path)


def loaded_as(database: Database, entity_id: str, download: Download) -> Row | None:
    """The version that already serves these bytes, if any."""
    return datasets.find_by_sha(database, entity_id, download.sha256, portal.ALL[download.dataset].kind)


def waiting(settings: Settings, database: Database, entity_id: str) -> list[Download]:
    """Those that may be loaded and were not yet."""
    found = [latest(settings, dataset) for dataset in portal.ALL.values() if dataset.kind]
    return [each for each in found if each is not None and loaded_as(database, entity_id, each) is None]
