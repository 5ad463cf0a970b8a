"""The XML of a workbook's parts, chunk by chunk: what an office program never writes is refused.

Small parts go through expat. The great ones (sheets, shared texts) are first balanced by counting their tags, thirty
times cheaper; whatever does not add up, or is merely unusual, is read again through expat, whose word is final.
"""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar
from xml.parsers import expat

import numpy as np

from data.intake import limits
from data.intake.archive import Archive
from data.intake.verdicts import Refusal

T = TypeVar("T")


class _UnusualXmlError(Exception):
    """Comments, declarations or tags that do not balance: only a parser can tell."""


def great_part(archive: Archive, part: str, consume: Callable[[Iterator[bytes]], T]) -> T:
    """What `consume` makes of the chunks of a part. Raises Refusal for a DOCTYPE, malformed XML or absurd depth."""
    try:
        return consume(_balanced(archive.chunks(part), part))
    except _UnusualXmlError:
        return consume(parsed(archive.chunks(part), part))


def parsed(chunks: Iterator[bytes], part: str) -> Iterator[bytes]:
    """The same chunks, after expat has had each of them."""
    parser = expat.ParserCreate()

    def doctype(*_: object) -> None:
        raise Refusal("xml_con_dtd", part)

    parser.StartDoctypeDeclHandler = doctype
    tags = _Tags()
    try:
        for number, chunk in enumerate(chunks):
            if number == 0:
                _check_encoding(chunk, part)
            parser.Parse(chunk, False)
            tags.count(chunk)
            if tags.depth > limits.DEPTH:
                raise Refusal("xlsx_invalido", f"XML demasiado anidado en {part}")
            yield chunk
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refusal("xlsx_invalido", f"XML mal formado en {part}, línea {error.lineno}") from error


def _balanced(chunks: Iterator[bytes], part: str) -> Iterator[bytes]:
    tags = _Tags()
    for number, chunk in enumerate(chunks):
        if number == 0:
            _check_encoding(chunk, part)
        tags.count(chunk)
        if tags.declarations or not 0 <= tags.depth <= limits.DEPTH:
            raise _UnusualXmlError
        yield chunk
    if tags.depth:
        raise _UnusualXmlError


class _Tags:
    """How many elements are open, as far as counting tells; `declarations` are «<!…», comments included."""

    def __init__(self) -> None:
        self.depth = 0
        self.declarations = 0
        self._last = b""

    def count(self, chunk: bytes) -> None:
        """Adds a chunk. A mark of two characters may straddle two of them."""
        text = np.frombuffer(self._last + chunk, np.uint8)
        self._last = chunk[-1:] or self._last
        first, second = text[:-1], text[1:]
        opening = first == ord("<")
        closed = np.count_nonzero((first == ord("/")) & (second == ord(">")))
        of_pairs = np.count_nonzero(opening & (second == ord("/"))) * 2 + closed
        self.declarations += int(np.count_nonzero(opening & (second == ord("!"))))
        self.depth += int(np.count_nonzero(opening) - of_pairs - np.count_nonzero(opening & (second == ord("?"))))


def _check_encoding(head: bytes, part: str) -> None:
    """UTF-8 only: another encoding could hide a DOCTYPE from whoever does not decode it."""
    declared = re.match(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding=[\"']([^\"']+)", head[:400])
    known = declared is None or declared.group(1).lower() in (b"utf-8", b"utf8", b"us-ascii")
    if not known or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refusal("xlsx_invalido", f"codificación de {part}")
