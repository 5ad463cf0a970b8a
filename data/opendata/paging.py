"""A data set page by page: how many rows it has, each page that is not on disk yet, and one file of them all."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from analytics.numbers import spanish
from data.opendata import errors
from data.opendata.client import Answer, Client
from data.opendata.errors import Passing
from data.opendata.pages import Joined, Page, Pages, parse
from data.opendata.telling import Telling

_BOGOTA: Final = ZoneInfo("America/Bogota")


@dataclass(frozen=True)
class Extent:
    """How many rows the data set has, and its edition: when the portal says that it last changed, or ""."""

    rows: int
    edition: str


def extent(client: Client, told: Telling) -> Extent:
    """Asked first: it tells the progress, and a download that was cut between two rows."""
    told.step(0.01, "Preguntando al portal cuántas filas hay")
    return client.ask({"$select": "count(*) AS filas"}, partial(_counted, client))


def asked(client: Client, found: Extent, address: str) -> dict[str, Any]:
    """What makes pages of the same question. A portal that does not say when its data last changed may have changed
    them: its pages are good for the same day."""
    return {
        "address": address,
        "id": client.dataset.id,
        "page_rows": client.dataset.page_rows,
        "rows": found.rows,
        "edition": found.edition or f"{datetime.now(_BOGOTA):%Y-%m-%d}",
    }


def bring(client: Client, kept: Pages, found: Extent, told: Telling) -> None:
    """Asks for the pages that are not on disk, in order."""
    step = client.dataset.page_rows
    for number, start in enumerate(range(0, found.rows, step)):
        client.stop_if_cancelled()
        there = kept.page(number) is not None
        if not there:
            query = {"$limit": f"{step}", "$offset": f"{start}", "$order": ":id"}
            wanted = min(step, found.rows - start)
            kept.keep(number, client.ask(query, partial(_whole, client, found, wanted)))
        done = min(start + step, found.rows)
        verb = "Ya estaban" if there else "Descargadas"
        told.step(0.02 + 0.96 * done / found.rows, f"{verb} {spanish(done, 0)} de {spanish(found.rows, 0)} filas")


def join(client: Client, kept: Pages, found: Extent, target: Path) -> Joined:
    """One file of all the pages. Raises EditionError when they are not of one layout."""
    joined = kept.join(-(-found.rows // client.dataset.page_rows), target)
    if joined is None:
        kept.forget()
        raise client.error(errors.EditionError)
    return joined


def _counted(client: Client, answer: Answer) -> Extent:
    page = _page(client, answer)
    if not page.rows:
        raise Passing(client.error(errors.CutError))
    text = page.body.decode().strip().strip('"')
    if page.rows != 1 or not text.isdecimal():
        raise client.error(errors.NotDataError, what="algo que no es una cuenta de filas")
    if not 0 < int(text) <= client.dataset.most_rows:
        raise client.error(errors.NotDataError, what=f"que hay {spanish(int(text), 0)} filas")
    return Extent(int(text), answer.edition)


def _whole(client: Client, found: Extent, wanted: int, answer: Answer) -> bytes:
    """The bytes of a page that has all its rows, and is of the edition that was counted."""
    if len({answer.edition, found.edition} - {""}) > 1:
        raise client.error(errors.EditionError)
    rows = _page(client, answer).rows
    if rows > wanted:
        raise client.error(errors.NotDataError, what="más filas de las que se le pidieron")
    if rows < wanted:
        raise Passing(client.error(errors.CutError))
    return answer.content


def _page(client: Client, answer: Answer) -> Page:
    if answer.media_type == "text/html" or answer.content.lstrip()[:1] == b"<":
        raise client.error(errors.NotDataError, what="una página web")
    if not answer.content.strip():
        raise Passing(client.error(errors.NotDataError, what="una hoja en blanco"))
    try:
        return parse(answer.content)
    except ValueError as error:
        raise Passing(client.error(errors.CutError)) from error
