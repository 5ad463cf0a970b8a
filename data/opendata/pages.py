"""The pages of a data set as they come, kept on disk with what tells them whole: an interrupted fetch goes on.

    opendata/<name>/pages/
      manifest.json   what was asked for (`asked`) and, by number of page, the sha256 of those that came
      00000.csv …     as the portal sent them

A page is used again only when it is of the same question, of the same edition of the data, and the same bytes.
"""

import csv
import hashlib
import io
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Page:
    """One answer of the portal: its columns, how many rows it brings, and the bytes of those rows."""

    columns: tuple[str, ...]
    rows: int
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Joined:
    """One file of several pages."""

    path: Path
    sha256: str
    size: int


def parse(content: bytes) -> Page:
    """A page of CSV in UTF-8. Raises ValueError when it is not a whole one."""
    content = content.removeprefix(_BOM)
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
    except csv.Error as error:
        raise ValueError(str(error)) from error
    if not lines or not any(lines[0]):
        raise ValueError("no header")
    if any(len(line) != len(lines[0]) for line in lines):
        raise ValueError("uneven rows")
    body = content.partition(b"\n")[2]
    if any("\n" in name for name in lines[0]) or (len(lines) > 1 and not body):
        raise ValueError("a header that is not one line")
    return Page(tuple(lines[0]), len(lines) - 1, body if not body or body.endswith(b"\n") else body + b"\n")


def header(columns: tuple[str, ...]) -> bytes:
    """The first line of a file with those columns."""
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\n").writerow(columns)
    return line.getvalue().encode()


class Pages:
    """Those of one question. Opening it forgets the pages of any other."""

    def __init__(self, folder: Path, asked: dict[str, Any]) -> None:
        self._folder = folder
        self._asked = asked
        self._kept = self._remembered()
        folder.mkdir(parents=True, exist_ok=True)

    def page(self, number: int) -> Page | None:
        """A page that came before, if it is still what it was."""
        try:
            content = self._path(number).read_bytes()
        except FileNotFoundError:
            return None
        if hashlib.sha256(content).hexdigest() != self._kept.get(str(number)):
            return None
        return parse(content)

    def keep(self, number: int, content: bytes) -> None:
        """The page first and the manifest after it: a page that the manifest does not name was not finished."""
        self._path(number).write_bytes(content)
        self._kept[str(number)] = hashlib.sha256(content).hexdigest()
        scratch = self._manifest.with_suffix(".tmp")
        scratch.write_text(json.dumps({"asked": self._asked, "pages": self._kept}), encoding="utf-8")
        scratch.replace(self._manifest)

    def forget(self) -> None:
        """Removes them all."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def join(self, count: int, target: Path) -> Joined | None:
        """The first `count` pages as one file; None when one is missing or their columns are not the same."""
        digest, size, columns = hashlib.sha256(), 0, None
        with target.open("wb") as file:
            for number in range(count):
                page = self.page(number)
                if page is None or columns not in (None, page.columns):
                    return None
                lines = page.body if columns else header(page.columns) + page.body
                columns = page.columns
                file.write(lines)
                digest.update(lines)
                size += len(lines)
        return Joined(target, digest.hexdigest(), size)

    @property
    def _manifest(self) -> Path:
        return self._folder / "manifest.json"

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:05d}.csv"

    def _remembered(self) -> dict[str, str]:
        try:
            manifest = json.loads(self._manifest.read_text(encoding="utf-8"))
            if manifest["asked"] == self._asked:
                return {str(number): str(digest) for number, digest in manifest["pages"].items()}
        except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
            pass  # none, or one that was not finished: the pages are asked for again
        self.forget()
        return {}
