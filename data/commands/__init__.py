"""The orders of `manage.py`. Each module has `run(argv) -> int`, and is imported only when it is asked for."""

import sys
from collections.abc import Sequence
from importlib import import_module
from types import TracebackType

from data import logbook, settings
from procedure.errors import PamError

MODULES = {
    "run": "run",
    "user": "user",
    "demo": "demo",
    "import": "import_file",
    "fetch": "fetch",
    "baseline": "baseline",
    "warehouse": "warehouse",
    "bench": "bench",
}
FAILED, UNKNOWN = 1, 1


def execute(argv: Sequence[str]) -> int:
    """The exit code of the order. What the application refuses is told in its own words, without a traceback."""
    order, *arguments = argv
    if order not in MODULES:
        print(f"No existe la orden «{order}». Con --help se ven las que hay.", file=sys.stderr)
        return UNKNOWN
    sys.excepthook = _tell
    try:
        return int(import_module(f"data.commands.{MODULES[order]}").run(arguments))
    except PamError as error:
        print(error.message, file=sys.stderr)
        return FAILED


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A failure of ours ends the order with a number in its log instead of a traceback; Python exits with 1."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logs = settings.from_environment().logs
    logs.mkdir(parents=True, exist_ok=True)
    logbook.keep_in(logs)
    print(f"{logbook.failure(error)} El registro está en {logs}.", file=sys.stderr)
