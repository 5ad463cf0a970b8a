"""What happens when the server starts: the log, the stores, and a warm-up that nobody waits for."""

import gc
import importlib
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.concurrency import run_in_threadpool

from data import logbook
from data.opening import shared_stores

HEAVY = ("numpy", "pandas", "pyarrow", "plotly.graph_objects", "duckdb", "openpyxl")


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    stores = await run_in_threadpool(shared_stores)
    handler = logbook.keep_in(stores.settings.logs)
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    try:
        yield
    finally:
        logbook.LOGGER.removeHandler(handler)
        handler.close()


def warm_up() -> None:
    """The first page should not pay for the imports; what they leave in memory is never garbage."""
    for module in HEAVY:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()
