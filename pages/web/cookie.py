"""The cookie that holds the session's token."""

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Scope

NAME = "pam_sesion"


def token_of(scope: Scope) -> str | None:
    """The token a request or a socket carries, if any."""
    return HTTPConnection(scope).cookies.get(NAME)


def put(response: Response, token: str, *, secure: bool) -> None:
    """Until the browser closes; the records decide before that. `secure` when the address is https."""
    response.set_cookie(NAME, token, httponly=True, samesite="lax", secure=secure, path="/")


def remove(response: Response) -> None:
    response.delete_cookie(NAME, httponly=True, samesite="lax", path="/")
