"""What a fetch that ended has to say, told once on the card of its data set."""

from data.opendata.errors import FetchCancelledError
from data.opendata.portal import Dataset
from data.opening import Stores
from pages.components import flash, labels
from pages.components.opendata import job as jobs
from procedure.errors import PamError


def place(dataset: Dataset) -> str:
    return f"opendata_{dataset.name}"


def settle(stores: Stores) -> None:
    """Keeps the words of the fetch that ended, if any. A fault that is not in words for people goes on to the edge."""
    ended = jobs.take(stores.settings.home)
    if ended is None:
        return
    where = place(ended.dataset)
    if isinstance(ended.error, FetchCancelledError):
        flash.keep("info", ended.error.message, place=where)
    elif isinstance(ended.error, PamError):
        flash.refuse(ended.error, place=where)
    elif ended.error is not None:
        raise ended.error
    elif ended.download is not None:
        rows = labels.count(ended.download.rows, "fila", "filas")
        flash.keep("success", f"Llegó «{ended.dataset.title}»: {rows}.", place=where)
