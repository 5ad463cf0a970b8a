"""Streamlit's page shell as we serve it: in Spanish, with our icon, without its inline script and promotional text."""

import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

HERE = Path(__file__).resolve().parent
ICON = HERE / "icon.png"
SHELL = Path(streamlit.__file__).resolve().parent / "static" / "index.html"
NOSCRIPT = "<noscript><p>Esta aplicación necesita JavaScript. Actívelo y vuelva a cargar la página.</p></noscript>"
SCRIPTS = '<script defer src="/espanol.js"></script><script defer src="/sesion.js"></script>'
_CHANGES = (
    (r'<html lang="en">', '<html lang="es-CO" translate="no">'),
    (r"<title>Streamlit</title>", "<title>PAM</title>"),
    (r"<script>\s*window\.prerenderReady = false\s*</script>", SCRIPTS),
    (r'<link rel="service-desc"[^>]*>', ""),
    (r"<noscript>.*?</noscript>", NOSCRIPT),
    (r"<!--.*?-->", ""),
)


@cache
def shell() -> str:
    """The document. Raises ValueError when a new version of Streamlit no longer has what we change."""
    text = SHELL.read_text(encoding="utf-8")
    for pattern, replacement in _CHANGES:
        text, count = re.subn(pattern, replacement, text, flags=re.DOTALL)
        if count == 0:
            raise ValueError(f"Streamlit's index.html has no {pattern}")
    return text


def index() -> HTMLResponse:
    return HTMLResponse(shell(), headers={"Cache-Control": "no-cache"})


async def favicon(_request: Request) -> Response:
    return FileResponse(ICON, headers={"Cache-Control": "public, max-age=86400"})


async def script(request: Request) -> Response:
    """Our two scripts, by the name in their address."""
    name = {"/espanol.js": "spanish.js", "/sesion.js": "session.js"}[request.url.path]
    return FileResponse(HERE / name, media_type="text/javascript", headers={"Cache-Control": "no-cache"})
