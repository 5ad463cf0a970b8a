"""A data set on its way from the portal, in the background (no Streamlit).

It is of the process, not of a session: whoever closes the tab finds it again, and another administrator sees it too.
Its thread dies with the server, at whatever point it is: what came is on disk and the next fetch goes on from there.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from data.opendata.portal import Dataset
from data.opendata.shelf import Download

Progress = Callable[[float, str], None]
Command = Callable[[Progress, Callable[[], bool]], Download]
CANCELLING = "Cancelando: se espera la respuesta que ya se pidió"


@dataclass
class Fetch:
    """`error` is what ended it, if anything did; `finished` is set once there is a download or an error."""

    dataset: Dataset
    fraction: float = 0.0
    step: str = "Llamando al portal"
    cancelled: Event = field(default_factory=Event)
    finished: Event = field(default_factory=Event)
    download: Download | None = None
    error: BaseException | None = None

    def told(self, fraction: float, step: str) -> None:
        if not self.cancelled.is_set():
            self.fraction, self.step = min(max(fraction, 0.0), 1.0), step

    def cancel(self) -> None:
        self.cancelled.set()
        self.step = CANCELLING

    def run(self, command: Command) -> None:
        try:
            self.download = command(self.told, self.cancelled.is_set)
        except BaseException as error:  # noqa: BLE001 - it is raised again where somebody sees it
            self.error = error
        finally:
            self.finished.set()


_FETCHES: dict[Path, Fetch] = {}


def begin(home: Path, dataset: Dataset, command: Command) -> None:
    """Starts it, unless one is under way in that installation."""
    if current(home) is None:
        fetch = _FETCHES[home] = Fetch(dataset)
        Thread(target=fetch.run, args=(command,), name="pam-opendata", daemon=True).start()


def current(home: Path) -> Fetch | None:
    """The one under way."""
    fetch = _FETCHES.get(home)
    return None if fetch is None or fetch.finished.is_set() else fetch


def take(home: Path) -> Fetch | None:
    """The one that ended and nobody has seen yet; it is seen once."""
    fetch = _FETCHES.get(home)
    if fetch is None or not fetch.finished.is_set():
        return None
    return _FETCHES.pop(home, None)
