"""A file on its way in: read in the background, looked at, accepted in the background.

It lives in the session, not in the page: a rerun, another page or a reload of the widget does not lose it. The two
slow steps run in threads of the process, which touch nothing of Streamlit; the page asks them how far they are.
"""

import weakref
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any
from uuid import uuid4

import streamlit as st

from data.intake.mapping import ColumnMapping
from data.intake.model import Reading
from data.intake.recall import UnknownLayoutError
from data.warehouse.comparison import Comparison
from pages.components.intake.receiving import Received
from procedure.errors import PamError

# Two files at a time: each reader is a child process of up to 1 GB; the others wait for their turn.
_WORKERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="pam-intake")
_JOB, _ACCEPTED = "cargar_datos_archivo", "cargar_datos_aceptada"

Progress = Callable[[float, str], None]
Reader = Callable[[Progress, Callable[[], bool]], Reading]


@dataclass
class Job:
    """`unmatched` holds a file that no source describes while its columns are matched; `draft` is the mapping to start
    from and `tried` says that it was used on this file.

    `confirmed` are the ids of the proposals ticked so far, `stamp` changes when they are ticked all together.

    `earlier` are those confirmed when the same bytes were loaded before. `compared` is the last dry run with what it
    depends on. `workbook` makes the workbook of findings, from the file as it arrived: that stays on disk while its
    reading is being decided, and goes with the job, however the session ends. A file of people goes once it is read.
    """

    received: Received
    id: str = field(default_factory=lambda: uuid4().hex)
    fraction: float = 0.0
    step: str = "Esperando turno"
    cancelled: Event = field(default_factory=Event)
    reading: Future[Reading] | None = None
    acceptance: Future[dict[str, Any]] | None = None
    confirmed: set[str] = field(default_factory=set)
    earlier: frozenset[str] | None = None
    stamp: int = 0
    unmatched: UnknownLayoutError | None = None
    draft: ColumnMapping | None = None
    tried: bool = False
    compared: tuple[Any, Comparison] | None = None
    workbook: Future[Path] | None = None

    def __post_init__(self) -> None:
        self._files = weakref.finalize(self, _remove, self.received.path, self.workbook_path)

    @property
    def workbook_path(self) -> Path:
        return self.received.path.with_suffix(".hallazgos.xlsx")

    def let_go(self) -> None:
        """Removes what the job has on disk."""
        self._files()

    @property
    def running(self) -> bool:
        """Whether a background step is under way."""
        step = self.acceptance or self.reading
        return step is not None and not step.done()

    def told(self, fraction: float, step: str) -> None:
        self.fraction, self.step = min(max(fraction, 0.0), 1.0), step


def begin(received: Received, reader: Reader) -> Job:
    """Starts reading and makes it the file of this session; the one before it, if any, is let go."""
    drop()
    job = Job(received)
    job.reading = _WORKERS.submit(_read, job, reader)
    st.session_state[_JOB] = job
    st.session_state.pop(_ACCEPTED, None)
    return job


def _remove(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _read(job: Job, reader: Reader) -> Reading:
    kept = False
    try:
        job.told(0.02, "Abriendo el archivo")
        reading = reader(job.told, job.cancelled.is_set)
        kept = not (reading.personal or job.cancelled.is_set())
        return reading
    except PamError as error:  # its columns are still to be matched: the file waits for them
        unmatched = job.unmatched is not None or isinstance(error, UnknownLayoutError)
        kept = unmatched and not job.cancelled.is_set()
        raise
    finally:
        if not kept:
            job.let_go()


def make_workbook(job: Job, maker: Callable[[Path], None]) -> None:
    """Starts making the workbook of findings; asking twice makes one."""
    if job.workbook is None:
        job.told(0.0, "Esperando turno")
        job.workbook = _WORKERS.submit(_make, job, maker)


def _make(job: Job, maker: Callable[[Path], None]) -> Path:
    try:
        maker(job.workbook_path)
        return job.workbook_path
    finally:
        if job.cancelled.is_set():
            _remove(job.workbook_path)


def read_again(job: Job, reader: Reader) -> None:
    """Starts another reading of the same file, whose columns are matched now."""
    job.told(0.5, "Esperando turno")
    job.compared, job.earlier, job.workbook = None, None, None
    job.confirmed.clear()
    job.reading = _WORKERS.submit(_read, job, reader)


def match_again(job: Job) -> None:
    """From the dry run back to the columns of the file."""
    job.reading = None


def accept(job: Job, command: Callable[[], dict[str, Any]]) -> None:
    """Starts storing the version; asking twice stores once."""
    if job.acceptance is None:
        job.told(0.5, "Guardando la versión")
        job.acceptance = _WORKERS.submit(command)


def current() -> Job | None:
    """The file of this session, if one is on its way."""
    found: Job | None = st.session_state.get(_JOB)
    return found


def drop() -> None:
    """Lets the file go, stopping its reader; nothing of it was stored."""
    job = st.session_state.pop(_JOB, None)
    if job is not None:
        job.cancelled.set()
        if not job.running:
            job.let_go()


def finish(version: dict[str, Any]) -> None:
    """The file became a version: it is no longer on its way, and the page says what it changed."""
    drop()
    st.session_state[_ACCEPTED] = version


def accepted() -> dict[str, Any] | None:
    """The version that this session accepted last, until the next file arrives or it is dismissed."""
    found: dict[str, Any] | None = st.session_state.get(_ACCEPTED)
    return found


def dismiss() -> None:
    st.session_state.pop(_ACCEPTED, None)
