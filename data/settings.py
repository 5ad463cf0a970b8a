"""Where the running data lives and which stores serve it, read from the environment."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_ENTITY = "47"  # SED Magdalena


@dataclass(frozen=True)
class Settings:
    """`home` holds everything that runs; `records_url` is a SQLAlchemy address; `entity_id` is a code of the catalog.

    `entity_given` says that somebody named the entity; otherwise the one chosen at the first start is served.
    `open_data_url` is a mirror of the open-data portal, "" for the portal itself.
    """

    home: Path
    records_url: str
    entity_id: str
    entity_given: bool = True
    open_data_url: str = ""

    @property
    def warehouse(self) -> Path:
        return self.home / "warehouse"

    @property
    def evidence(self) -> Path:
        return self.home / "evidence"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def uploads(self) -> Path:
        return self.home / "uploads"

    @property
    def open_data(self) -> Path:
        return self.home / "opendata"


def from_environment() -> Settings:
    """Settings of this process: `PAM_HOME`, `PAM_RECORDS_URL`, `PAM_ENTITY` (default: SED Magdalena, 47) and
    `PAM_OPEN_DATA_URL`."""
    home = Path(os.environ.get("PAM_HOME") or ROOT / "data" / "local").expanduser().resolve()
    return Settings(
        home=home,
        records_url=os.environ.get("PAM_RECORDS_URL") or f"sqlite:///{(home / 'records.sqlite').as_posix()}",
        entity_id=os.environ.get("PAM_ENTITY") or DEFAULT_ENTITY,
        entity_given=bool(os.environ.get("PAM_ENTITY")),
        open_data_url=os.environ.get("PAM_OPEN_DATA_URL") or "",
    )
