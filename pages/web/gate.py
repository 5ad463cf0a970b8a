"""Nothing behind the sign-in page is served without a session, and that is settled before a request's body is read.

Everything is closed except what is listed here. Streamlit's own guard comes later, on every rerun, in the portal.
"""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URL
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from data.opening import shared_stores
from data.records import sessions
from pages.web import cookie, document, sockets

OPEN_PATHS = frozenset(
    {
        "/ingresar",
        "/ingresar/demostracion",
        "/salir",
        "/primer-ingreso",
        "/salud",
        "/sesion",
        "/espanol.js",
        "/sesion.js",
        "/favicon.png",
        "/manifest.json",
        "/_stcore/health",
        "/_stcore/host-config",
    }
)
OPEN_FOLDER = "/static/"  # Streamlit's scripts, styles and fonts; nothing of ours
CLOSED_TO_ALL = ("/_stcore/metrics", "/_stcore/agent")
NOT_DOCUMENTS = ("/_stcore/", "/media/", "/component/", "/auth/", "/oauth2callback")
SOCKET = "/_stcore/stream"


class Gate:
    """ASGI middleware: session first, then the rest."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            answer = await _answer(scope)
            await (answer or self.app)(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        token = cookie.token_of(scope)
        if scope["path"] != SOCKET or token is None or not await _is_open(token):
            await send({"type": "websocket.close", "code": 1008})
            return
        await sockets.serve(self.app, token, _is_open, scope, receive, send)


async def _answer(scope: Scope) -> Response | None:
    """What the gate itself answers; None lets the request through."""
    path: str = scope["path"]
    if path in OPEN_PATHS or path.startswith(OPEN_FOLDER):
        return None
    if path.startswith(CLOSED_TO_ALL):
        return PlainTextResponse("No existe.", 404)
    is_page = scope["method"] in {"GET", "HEAD"} and not any(part in f"{path}/" for part in NOT_DOCUMENTS)
    if await _is_open(cookie.token_of(scope)):
        return document.index() if is_page and path.count("/") == 1 else None
    if is_page:
        return RedirectResponse(f"/ingresar?next={quote(_asked(scope), safe='')}", 303)
    return PlainTextResponse("Su sesión no está abierta. Ingrese y repita.", 401, {"Connection": "close"})


def _asked(scope: Scope) -> str:
    query = URL(scope=scope).query
    return f"{scope['path']}?{query}" if query else str(scope["path"])


async def _is_open(token: str | None) -> bool:
    return await run_in_threadpool(sessions.current_actor, shared_stores().database, token) is not None
