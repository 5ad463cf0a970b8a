"""The log of what goes wrong: PAM_HOME/logs/pam.log, six files of 2 MB at most. A number finds each failure."""

import logging
import secrets
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOGGER = logging.getLogger("pam")
BUG = (
    "Algo falló en el programa y quedó registrado con el número {number}. Lo guardado antes se conserva. "
    "Repita la acción; si vuelve a fallar, dé ese número a quien mantiene la aplicación."
)


def keep_in(folder: Path) -> logging.Handler:
    """From here on the log goes to a file of the folder; answers the handler, to be taken off at the end."""
    handler = RotatingFileHandler(folder / "pam.log", maxBytes=2_000_000, backupCount=5, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    return handler


def failure(error: BaseException) -> str:
    """Registers a failure of ours and answers what to tell whoever met it."""
    number = secrets.token_hex(3).upper()
    LOGGER.error("error %s", number, exc_info=error)
    return BUG.format(number=number)
