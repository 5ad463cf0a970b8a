"""Downloads of evidence: the role is asked each time, and a file is never opened inside the page."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from data.opening import shared_stores
from data.records import evidence, sessions
from pages.web import cookie, screens
from procedure.errors import NotAllowedError, PamError, SessionExpiredError

HEADERS = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


async def download(request: Request) -> Response:
    """The file as an attachment; 401, 403 or 404 in words."""
    try:
        return await run_in_threadpool(_file, request)
    except PamError as error:
        body = screens.alert(error.message) + '<p><a href="/reporte-trimestral">Volver al reporte</a></p>'
        return screens.screen("No se puede descargar", body, entity="", status=_status(error))


def _file(request: Request) -> Response:
    stores = shared_stores()
    actor = sessions.current_actor(stores.database, cookie.token_of(request.scope))
    if actor is None:
        raise SessionExpiredError("Su sesión terminó. Ingrese de nuevo y repita la descarga.")
    evidence_id = request.path_params["evidence_id"]
    path, name = evidence.open_for(stores.database, actor, stores.settings.evidence, evidence_id)
    return FileResponse(path, media_type="application/octet-stream", filename=name, headers=HEADERS)


def _status(error: PamError) -> int:
    if isinstance(error, SessionExpiredError):
        return 401
    return 403 if isinstance(error, NotAllowedError) else 404
