"""The ZIP of a workbook, inflated by hand: real sizes are counted, not believed. Standard library only."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from data.intake import limits
from data.intake.verdicts import Refusal

_CHUNK = 256 * 1024
_LOCAL_HEADER = 30


class Archive:
    """A checked ZIP. Opening raises Refusal for what Excel never writes (PKWARE APPNOTE; bombs and traversal)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with zipfile.ZipFile(path) as book:
                self._entries = book.infolist()
                self._directory = book.start_dir
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
            raise Refusal("zip_danado", "el directorio del ZIP no se puede leer") from error
        _check_entries(self._entries, self._directory)
        self.parts = {entry.filename: entry for entry in self._entries}

    def chunks(self, name: str, limit: int = limits.INFLATED_BYTES) -> Iterator[bytes]:
        """The inflated bytes of a part; Refusal if they exceed what is declared, the limit or a credible ratio."""
        entry = self.parts[name]
        with self.path.open("rb") as file:
            file.seek(entry.header_offset)
            header = file.read(_LOCAL_HEADER)
            if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
                raise Refusal("zip_danado", name)
            file.seek(sum(struct.unpack_from("<HH", header, 26)), 1)
            yield from _counted(_inflated(file, entry), entry, limit)

    def read(self, name: str, limit: int = limits.STYLES_BYTES) -> bytes:
        """A small part, whole."""
        return b"".join(self.chunks(name, limit))


def _check_entries(entries: list[zipfile.ZipInfo], directory: int) -> None:
    if len(entries) > limits.ENTRIES:
        raise Refusal("zip_sospechoso", f"{len(entries)} partes internas")
    names = [entry.filename for entry in entries]
    if len({name.lower() for name in names}) != len(names):
        raise Refusal("zip_sospechoso", "partes internas repetidas")
    for entry in entries:
        if entry.filename.startswith("/") or "\\" in entry.orig_filename or ".." in entry.filename.split("/"):
            raise Refusal("zip_sospechoso", "rutas internas que salen del libro")
        if entry.flag_bits & 0x1:
            raise Refusal("con_contrasena")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refusal("zip_sospechoso", "compresión que Excel no usa")
    _check_overlap(entries, directory)
    for entry in entries:
        if _is_bomb(entry.file_size, entry):
            raise Refusal("demasiado_grande_descomprimido", f"{entry.file_size // limits.MEGABYTE} MB")
    total = sum(entry.file_size for entry in entries)
    if total > limits.INFLATED_BYTES:
        raise Refusal("demasiado_grande_descomprimido", f"{total // limits.MEGABYTE} MB")


def _is_bomb(size: int, entry: zipfile.ZipInfo) -> bool:
    return size > limits.RATIO_FROM_BYTES and size > limits.RATIO * entry.compress_size


def _check_overlap(entries: list[zipfile.ZipInfo], directory: int) -> None:
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            raise Refusal("zip_sospechoso", "partes internas superpuestas")
        end = entry.header_offset + _LOCAL_HEADER + len(entry.orig_filename.encode()) + entry.compress_size
    if end > directory:
        raise Refusal("zip_danado", "partes internas fuera del archivo")


def _inflated(file: object, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    read = file.read  # type: ignore[attr-defined]
    left = entry.compress_size
    machine = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0:
        raw = read(min(_CHUNK, left))
        if not raw:
            raise Refusal("zip_danado", entry.filename)
        left -= len(raw)
        if machine is None:
            yield raw
            continue
        while raw and not machine.eof:
            try:
                yield machine.decompress(raw, _CHUNK)
            except zlib.error as error:
                raise Refusal("zip_danado", entry.filename) from error
            raw = machine.unconsumed_tail
    if machine is not None and not machine.eof:
        raise Refusal("zip_danado", entry.filename)


def _counted(pieces: Iterator[bytes], entry: zipfile.ZipInfo, limit: int) -> Iterator[bytes]:
    size = crc = 0
    for piece in pieces:
        size += len(piece)
        crc = zlib.crc32(piece, crc)
        if size > entry.file_size:
            raise Refusal("zip_sospechoso", "una parte mide más de lo que declara")
        if size > limit or _is_bomb(size, entry):
            raise Refusal("demasiado_grande_descomprimido", f"más de {size // limits.MEGABYTE} MB en {entry.filename}")
        yield piece
    if size != entry.file_size or crc != entry.CRC:
        raise Refusal("zip_danado", f"suma de verificación de {entry.filename}")
