"""The few screens outside Streamlit: plain HTML that a slow phone shows at once, without scripts. All text escaped."""

import base64
import hashlib
from html import escape
from pathlib import Path

from starlette.responses import HTMLResponse

STYLE = (Path(__file__).resolve().parent / "screens.css").read_text(encoding="utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
CONTENT_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_SCREEN = """<!DOCTYPE html>
<html lang="es-CO">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · PAM</title>
<link rel="icon" href="/favicon.png">
<style>{style}</style>
</head>
<body>
<main>
<header><img src="/favicon.png" alt="" width="48" height="48"><div><p class="name">Plan de Apoyo al Mejoramiento</p>
<p class="entity">{entity}</p></div></header>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


def screen(title: str, body: str, *, entity: str, status: int = 200) -> HTMLResponse:
    """A whole page; `body` is HTML made with the functions of this module."""
    text = _SCREEN.format(title=escape(title), entity=escape(entity), style=STYLE, body=body)
    headers = {"Content-Security-Policy": CONTENT_POLICY, "Cache-Control": "no-store"}
    return HTMLResponse(text, status, headers)


def alert(message: str) -> str:
    return f'<p class="alert" role="alert">{escape(message)}</p>' if message else ""


def note(message: str) -> str:
    return f'<p class="note">{escape(message)}</p>' if message else ""


def field(name: str, label: str, *, value: str = "", kind: str = "text", hint: str = "", **attributes: str) -> str:
    """A labelled input. Attributes are HTML ones, with _ for -; the field is required."""
    more = "".join(f' {key.replace("_", "-")}="{escape(text)}"' for key, text in attributes.items())
    described = f' aria-describedby="{name}-hint"' if hint else ""
    explained = f'<small id="{name}-hint">{escape(hint)}</small>' if hint else ""
    return (
        f'<label for="{name}">{escape(label)}</label>{explained}'
        f'<input id="{name}" name="{name}" type="{kind}" value="{escape(value)}" required{described}{more}>'
    )


def choice(name: str, label: str, options: dict[str, str], chosen: str) -> str:
    listed = "".join(
        f'<option value="{escape(code)}"{" selected" if code == chosen else ""}>{escape(text)}</option>'
        for code, text in options.items()
    )
    return f'<label for="{name}">{escape(label)}</label><select id="{name}" name="{name}" required>{listed}</select>'


def hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def form(action: str, inside: str, button: str, *, quiet: bool = False) -> str:
    look = ' class="quiet"' if quiet else ""
    return f'<form method="post" action="{action}">{inside}<button type="submit"{look}>{escape(button)}</button></form>'
