"""Reading small forms, and telling whether they come from our own page."""

from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request

MAXIMUM_BODY = 16_384


async def fields(request: Request) -> dict[str, str] | None:
    """The first value of each field; None when the body is larger than any of our forms or is not text."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAXIMUM_BODY:
            return None
    try:
        return {name: values[0] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
    except (UnicodeDecodeError, ValueError):
        return None


def is_ours(request: Request) -> bool:
    """Whether the browser says that the form is on a page of this very site: no other site signs anybody in."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = urlsplit(request.headers.get("origin", ""))
    return bool(origin.netloc) and origin.netloc == request.headers.get("host")


def local_path(wanted: str) -> str:
    """Where to go after signing in: a path of this site, or the start."""
    plain = wanted.startswith("/") and not wanted.startswith("//") and wanted.isprintable() and "\\" not in wanted
    return wanted if plain and not wanted.startswith(("/ingresar", "/salir", "/primer-ingreso")) else "/"
