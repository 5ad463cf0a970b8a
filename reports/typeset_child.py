"""The process that composes a PDF: `python -m reports.typeset_child TEMPLATE`, its data on the input, the PDF out.

It is a process of its own because the composer keeps in memory what it once laid out, and never gives it back.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst

FONTS = ("Libertinus Serif", "DejaVu Sans Mono")  # they come inside the library
STANDARD = "ua-1"
_LATIN, _IDEOGRAPHS, _HANGUL, _BASIC_PLANE = 0x2FF, 0x2E80, 0xD7FF, 0xFFFF
_SHOWN_INSTEAD = "\ufffd"
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_PROBE = b'#set document(title: "x")\n#set text(lang: "es", font: ("%s", "%s"))\n= A\n#sys.inputs.data' % tuple(
    name.encode() for name in FONTS
)


def main(template: Path) -> None:
    """Reads {"made": seconds since 1970, "data": what the template shows} and writes the PDF/UA."""
    request = json.load(sys.stdin.buffer)
    data, made = _visible(request["data"]), int(request["made"])
    source = template.read_bytes()
    try:
        document = composed(source, json.dumps(data), made)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        document = composed(source, json.dumps(_without(data, set(_undrawable(data)))), made)
    sys.stdout.buffer.write(document)


def composed(source: bytes, data: str, made: int) -> bytes:
    """A tagged PDF with only the fonts of the library, the same bytes for the same data."""
    return typst.compile(
        source, sys_inputs={"data": data}, ignore_system_fonts=True, pdf_standards=[STANDARD], timestamp=made
    )


def _undrawable(data: Any) -> Iterator[str]:
    """The characters of the data that no font has: a document for everybody may not show an empty box for them."""
    for one in sorted({letter for text in _texts(data) for letter in text if ord(letter) > _LATIN}):
        if _IDEOGRAPHS <= ord(one) <= _HANGUL or ord(one) > _BASIC_PLANE:  # there are thousands: none is tried
            yield one
            continue
        try:
            composed(_PROBE, f"a{one}", 0)
        except typst.TypstError:
            yield one


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _texts(one)


def _visible(data: Any) -> Any:
    return _mapped(data, _INVISIBLE)


def _without(data: Any, letters: set[str]) -> Any:
    return _mapped(data, dict.fromkeys(map(ord, letters), _SHOWN_INSTEAD))


def _mapped(data: Any, table: dict[int, Any]) -> Any:
    if isinstance(data, str):
        return data.translate(table)
    if isinstance(data, dict):
        return {name: _mapped(one, table) for name, one in data.items()}
    return [_mapped(one, table) for one in data] if isinstance(data, list) else data


if __name__ == "__main__":
    main(Path(sys.argv[1]))
