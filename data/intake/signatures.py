"""What a file really is, from its first bytes, against what its name says. Standard library only."""

import struct
from pathlib import PurePath

from data.intake.verdicts import Refusal

TEXT_EXTENSIONS = {".csv", ".txt", ".tsv"}
_MAGIC = (
    (b"PAR1", "parquet"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF", "un PDF"),
    (b"\x89PNG", "una imagen PNG"),
    (b"\xff\xd8\xff", "una imagen JPEG"),
    (b"GIF8", "una imagen GIF"),
    (b"MZ", "un programa de Windows"),
    (b"\x7fELF", "un programa"),
    (b"Rar!", "un archivo RAR"),
    (b"7z\xbc\xaf", "un archivo 7-Zip"),
    (b"\x1f\x8b", "un archivo GZIP"),
)
_HTML = (b"<html", b"<!doctype html", b"<table", b"<script")


def content(head: bytes) -> str:
    """ "zip", "ole", "parquet", "html", "text", "unknown" or the Spanish name of another known format."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_HTML):
        return "html"
    return "text" if _is_text(head) else "unknown"


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return len(head) > 1 and controls <= len(head) // 100 + 8


def reader_for(head: bytes, file_name: str) -> str:
    """ "workbook", "text" or "parquet": who may read the file.

    Raises Refusal when its name and its content disagree, or nobody can read it.
    """
    extension = PurePath(file_name.lower()).suffix
    kind = content(head)
    if kind == "ole":
        raise _ole_verdict(head)
    if extension in TEXT_EXTENSIONS:
        return _text_reader(kind)
    if extension in {".xlsx", ".xlsm"}:
        if kind != "zip":
            raise Refusal("no_es_xlsx", _described(kind))
        return "workbook"
    if extension == ".parquet":
        if kind != "parquet":
            raise Refusal("extension_no_coincide", _described(kind))
        return "parquet"
    raise Refusal(
        "formato_no_admitido",
        _described(kind) if kind not in {"zip", "text"} else f"extensión {extension or 'ausente'}",
    )


def _text_reader(kind: str) -> str:
    if kind == "text":
        return "text"
    if kind == "unknown":
        raise Refusal("caracteres_invalidos", "el contenido es binario")
    raise Refusal("extension_no_coincide", _described(kind))


def _described(kind: str) -> str:
    names = {
        "parquet": "es un archivo Parquet",
        "zip": "es un libro de Excel o un ZIP",
        "text": "es un archivo de texto",
        "html": "es una página web",
        "unknown": "contenido irreconocible",
    }
    return names.get(kind) or f"es {kind}"


def _ole_verdict(head: bytes) -> Refusal:
    """An OLE container is a protected workbook or a legacy one: the names of its directory tell (MS-CFB 2.6)."""
    size = 1 << struct.unpack_from("<H", head, 30)[0] if len(head) >= 52 else 512
    first = struct.unpack_from("<I", head, 48)[0] if len(head) >= 52 else 0
    directory = head[(first + 1) * size : (first + 3) * size]
    for offset in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, offset + 64)[0]
        name = directory[offset : offset + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        if name in {"EncryptedPackage", "EncryptionInfo"}:
            return Refusal("con_contrasena")
    return Refusal("formato_no_admitido", "Excel 97-2003 u otro documento antiguo de Office")
