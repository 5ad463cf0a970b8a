"""PDF/UA documents: a template of this folder and its data, composed in a process of its own."""

import json
import logging
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from procedure.errors import PamError

_LOG = logging.getLogger("pam")
_FOLDER = Path(__file__).resolve().parent
_SECONDS = 180


class TypesettingError(PamError):
    """The PDF could not be composed; nothing else changed."""


def pdf(template: str, data: Any, made: datetime) -> bytes:
    """The bytes of the PDF. `data` is JSON: the template shows its texts as they are. Raises TypesettingError."""
    request = json.dumps({"made": made.timestamp(), "data": data}).encode()
    command = [sys.executable, "-m", "reports.typeset_child", str(_FOLDER / template)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "RAYON_NUM_THREADS": "2"}
    try:
        done = subprocess.run(
            command, input=request, capture_output=True, cwd=_FOLDER.parent, env=environment, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise TypesettingError(
            "El PDF tardó demasiado en componerse y se canceló. Pida menos procesos a la vez o descargue el de Excel."
        ) from error
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF"):
        _LOG.error("pdf of %s not composed (%s): %s", template, done.returncode, done.stderr[-2000:])
        raise TypesettingError("No se pudo componer el PDF. Descargue el libro de Excel y avise a quien administra.")
    return done.stdout
