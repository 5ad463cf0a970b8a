"""A calendar of whole days as text (RFC 5545): CRLF, lines folded at 75 octets, every text escaped; no network."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from reports.plain import plain

_MOST = 75
_SPECIAL = re.compile(r"([\\;,])")


@dataclass(frozen=True)
class Entry:
    """One day. `uid` is always the same for the same event, so that a calendar brought again replaces it."""

    uid: str
    day: date
    summary: str
    description: str
    category: str


def build(name: str, entries: Iterable[Entry], made: datetime) -> bytes:
    """The bytes of a .ics whose name is what calendars show; all its days take no time of anybody's."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//PAM//Estrategia de seguimiento//ES", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}"]
    for one in entries:
        lines += _event(one, made)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def escaped(text: object) -> str:
    """A text as a value: backslash, semicolon, comma and line break have their own signs (3.3.11)."""
    return _SPECIAL.sub(r"\\\1", plain(text).replace("\t", " ")).replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """The line in pieces of 75 octets at most, never inside a character; those after the first begin with a space."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _MOST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + width
    yield piece


def _event(one: Entry, made: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(one.uid)}",
        f"DTSTAMP:{made.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(one.summary)}",
        f"DESCRIPTION:{escaped(one.description)}",
        f"CATEGORIES:{escaped(one.category)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
