"""A file that begins its way in, from wherever it comes: kept on disk, then read in the background."""

from collections.abc import Callable
from typing import BinaryIO

from data.intake.model import Reading
from data.intake.pipeline import read_file
from data.intake.recall import Memory
from data.opening import Stores
from data.records import entities, mappings
from pages.components.intake import job as jobs
from pages.components.intake.job import Progress, Reader
from pages.components.intake.receiving import Received, receive
from procedure.roles import Actor, Permission, check


def arrive(stores: Stores, actor: Actor, file: BinaryIO, file_name: str) -> None:
    """Makes it the file of this session. Raises NotAllowedError and DiskFullError."""
    check(actor, Permission.LOAD_DATA)
    received = receive(file, file_name, stores.settings.uploads)
    jobs.begin(received, _reader(stores, actor, received))


def _reader(stores: Stores, actor: Actor, received: Received) -> Reader:
    """What reads the file in the background. Everything of the session is taken here, before its thread starts."""
    places = entities.municipalities(stores.database, actor.entity_id)
    memory = Memory(tuple(mappings.remembered(stores.database, actor.entity_id)))
    levels = entities.levels(stores.database, actor.entity_id)
    file_name = received.upload.file_name

    def read(progress: Progress, cancelled: Callable[[], bool]) -> Reading:
        return read_file(
            received.path,
            file_name,
            municipalities=places,
            memory=memory,
            levels=levels,
            progress=progress,
            cancelled=cancelled,
        )

    return read
