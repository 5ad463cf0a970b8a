"""Downloads of evidence: the role is asked each time, and a file is never opened inside the page."""

from collections.abc import Callable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from data.opening import shared_stores
from data.records import evidence, improvement_files, sessions
from data.records.database import Database
from pages.web import cookie, screens
from procedure.errors import NotAllowedError, PamError, SessionExpiredError
from procedure.roles import Actor

Opener = Callable[[Database, Actor, Path, str], tuple[Path, str]]
HEADERS = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


async def download(request: Request) -> Response:
    """The evidence of a report as an attachment; 401, 403 or 404 in words."""
    return await _answer(request, evidence.open_for, "evidence_id", "/reporte-trimestral", "Volver al reporte")


async def download_support(request: Request) -> Response:
    """What proves a corrective or preventive action, as an attachment; 401, 403 or 404 in words."""
    return await _answer(
        request, improvement_files.open_for, "file_id", "/acciones-correctivas", "Volver a las acciones"
    )


async def _answer(request: Request, opened: Opener, parameter: str, back: str, words: str) -> Response:
    try:
        return await run_in_threadpool(_file, request, opened, request.path_params[parameter])
    except PamError as error:
        body = screens.alert(error.message) + f'<p><a href="{back}">{words}</a></p>'
        return screens.screen("No se puede descargar", body, entity="", status=_status(error))


def _file(request: Request, opened: Opener, file_id: str) -> Response:
    stores = shared_stores()
    actor = sessions.current_actor(stores.database, cookie.token_of(request.scope))
    if actor is None:
        raise SessionExpiredError("Su sesión terminó. Ingrese de nuevo y repita la descarga.")
    path, name = opened(stores.database, actor, stores.settings.evidence, file_id)
    return FileResponse(path, media_type="application/octet-stream", filename=name, headers=HEADERS)


def _status(error: PamError) -> int:
    if isinstance(error, SessionExpiredError):
        return 401
    return 403 if isinstance(error, NotAllowedError) else 404
