"""Passwords: argon2id hashes, made and checked a few at a time because each takes 64 MiB."""

import secrets
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from procedure.errors import InvalidValueError

MINIMUM, MAXIMUM = 12, 200
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is mistaken for something else when read aloud
_HASHER = PasswordHasher()  # the parameters of RFC 9106, low-memory profile: 3 passes, 64 MiB, 4 lanes
_SLOTS = BoundedSemaphore(4)


def hashed(password: str) -> str:
    with _SLOTS:
        return _HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password opens the account. Without an account it takes as long, and answers no."""
    try:
        with _SLOTS:
            _HASHER.verify(password_hash or _decoy(), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Made with parameters that are no longer ours: it is made again at the next sign-in."""
    return _HASHER.check_needs_rehash(password_hash)


def generated() -> str:
    """A random password that can be dictated: four groups of four (79 bits)."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def check_strength(password: str) -> None:
    """Raises InvalidValueError, in words, for a password that is short, endless or nearly one character."""
    if len(password) < MINIMUM:
        raise InvalidValueError(
            f"La contraseña tiene {len(password)} caracteres y debe tener al menos {MINIMUM}. "
            "Una frase de tres o cuatro palabras sirve y se recuerda.",
            field="password",
        )
    if len(password) > MAXIMUM:
        raise InvalidValueError(f"La contraseña pasa de {MAXIMUM} caracteres. Acórtela.", field="password")
    if len(set(password)) < 5:
        raise InvalidValueError("La contraseña repite casi un solo carácter. Elija otra.", field="password")


@cache
def _decoy() -> str:
    return _HASHER.hash(secrets.token_urlsafe(32))
