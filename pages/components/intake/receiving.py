"""An uploaded file on disk, for as long as it takes to read it (no Streamlit).

The original is not kept: whoever reads it removes it. What a killed process left behind goes with a later upload.
"""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from data.records.errors import DiskFullError
from data.warehouse.acceptance import Upload

SUFFIXES = ("csv", "txt", "xlsx")
_CHUNK = 1 << 20
_LEFT_BEHIND = 24 * 60 * 60  # seconds: no file takes a day to read


@dataclass(frozen=True)
class Received:
    """Where the bytes are and what they are. The path is a name of ours: the file's own name never becomes one."""

    path: Path
    upload: Upload


def receive(file: BinaryIO, file_name: str, folder: Path) -> Received:
    """Copies the file to `folder` in chunks and answers it with its sha256 and size. Raises DiskFullError."""
    suffix = Path(file_name).suffix.lower().lstrip(".")
    path = folder / f"{uuid4().hex}.{suffix if suffix in SUFFIXES else 'bin'}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        sha256, size = _copy(file, path)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise DiskFullError(
            f"No se pudo guardar «{file_name}» para leerlo ({error.strerror or error}). "
            "Libere espacio en el disco y súbalo otra vez; los datos ya cargados siguen como estaban."
        ) from error
    return Received(path, Upload(sha256=sha256, size=size, file_name=file_name))


def _copy(file: BinaryIO, path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as copy:
        while chunk := file.read(_CHUNK):
            copy.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def _sweep(folder: Path) -> None:
    limit = time.time() - _LEFT_BEHIND
    for path in folder.iterdir():
        if path.is_file() and path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
