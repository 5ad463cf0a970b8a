"""One at a time, in this process or in any other; the system frees the turn of a process that dies."""

import sqlite3
from pathlib import Path


def hold(path: Path, wait: float) -> sqlite3.Connection:
    """The turn, held until it is closed; the file is only its name. Waits up to `wait` seconds.

    Raises sqlite3.OperationalError, with "locked" in its words when somebody else has it.
    """
    lock = sqlite3.connect(path, timeout=wait, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        lock.close()
        raise
    return lock
