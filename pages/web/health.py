"""Whether the application can serve: its records answer."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from data.opening import shared_stores


async def health(_request: Request) -> Response:
    """200 with {"estado": "en servicio"}, or 503 when the records do not answer."""
    if await run_in_threadpool(lambda: shared_stores().database.answers()):
        return JSONResponse({"estado": "en servicio"})
    return JSONResponse({"estado": "los registros no responden"}, 503)
