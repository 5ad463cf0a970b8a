"""Keyed pseudonyms of document numbers (INTAKE.md, Personal data; Ley 1581/2012).

A document number becomes the HMAC-SHA256 of itself with the key of the installation. Without the key nobody can go
back, not even by trying every number; the key is neither in the databases nor in their backups. No pseudonym is stored
either: the aggregates do not need students one by one. It only tells apart, in a finding, who is repeated.
"""

import hmac
import os
import secrets
import stat
from pathlib import Path

from procedure.errors import PamError

VARIABLE = "PAM_PSEUDONYM_KEY_FILE"
_BYTES = 32
_SHOWN = 12


class PseudonymKeyError(PamError):
    """The key cannot be made or read, or whoever can read it is not only its owner."""


def key_path(home: Path) -> Path:
    """PAM_HOME/keys/pseudonyms.key, or the file that PAM_PSEUDONYM_KEY_FILE names."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser() if named else home / "keys" / "pseudonyms.key"


def ensure_key(path: Path) -> Path:
    """Makes the key at its first use, only for its owner (0600); two processes at once keep the same one.

    Raises PseudonymKeyError when it cannot be made, is empty or too short, or others may read it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(path)
        _check(path)
    except OSError as error:
        raise PseudonymKeyError(
            f"No se puede usar la clave de seudónimos {path}: {error.strerror or error}. Revise el permiso de la "
            f"carpeta o elija otra con {VARIABLE}."
        ) from error
    return path


def _make(path: Path) -> None:
    """Writes the key beside and links it into place, so that nobody ever reads half a key."""
    if path.exists():
        return
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        _link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _link(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return  # another process made it first, and that one stays


def _check(path: Path) -> None:
    if len(path.read_text(encoding="ascii").strip()) < _BYTES * 2:
        raise PseudonymKeyError(f"La clave de seudónimos {path} está incompleta. Recupérela de su copia segura.")
    if os.name != "nt" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise PseudonymKeyError(f"Otros usuarios pueden leer la clave {path}. Protéjala con: chmod 600 {path}")


def read_key(path: Path) -> bytes:
    return bytes.fromhex(path.read_text(encoding="ascii").strip())


def pseudonym(key: bytes, document_type: str, document: str) -> str:
    """The whole HMAC-SHA256, in hexadecimal, of a document: its spaces, points and case do not matter."""
    number = "".join(each for each in document.upper() if each.isalnum())
    return hmac.digest(key, f"{document_type.strip().upper()}|{number}".encode(), "sha256").hex()


def shown(key: bytes, document_type: str, document: str) -> str:
    """What a finding shows in the place of a document: enough to tell two people apart."""
    return f"seudónimo {pseudonym(key, document_type, document)[:_SHOWN]}"
