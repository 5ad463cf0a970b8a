"""What happens when the server starts: the log, the stores, and a warm-up that nobody waits for."""

import gc
import importlib
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool

from data.opening import shared_stores

HEAVY = ("numpy", "pandas", "pyarrow", "plotly.graph_objects", "duckdb", "openpyxl")
_LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    stores = await run_in_threadpool(shared_stores)
    handler = log_to(stores.settings.logs)
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    try:
        yield
    finally:
        logging.getLogger("pam").removeHandler(handler)
        handler.close()


def log_to(folder: Path) -> logging.Handler:
    """What goes wrong is written to pam.log, six files of 2 MB at most."""
    handler = RotatingFileHandler(folder / "pam.log", maxBytes=2_000_000, backupCount=5, encoding="utf-8")
    handler.setFormatter(logging.Formatter(_LINE))
    logger = logging.getLogger("pam")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return handler


def warm_up() -> None:
    """The first page should not pay for the imports; what they leave in memory is never garbage."""
    for module in HEAVY:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()
