"""Signing in and out."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from data.opening import Stores, shared_stores
from data.records import entities, sessions, setup
from data.records.errors import LoginRefusedError, TooManyAttemptsError
from pages.web import cookie, forms, screens, sockets
from procedure.errors import PamError
from procedure.vocabulary import ROLES

FOREIGN = "El formulario no vino de esta página. Escriba los datos aquí."
DEMONSTRATION = "Demostración: el plan, las cifras y las cuentas son inventados."
ENDED = "Su sesión terminó."


async def login(request: Request) -> Response:
    if request.method == "POST":
        return await _sign_in(request)
    target = forms.local_path(request.query_params.get("next", "/"))
    stores = shared_stores()
    if await run_in_threadpool(setup.is_needed, stores.database):
        return RedirectResponse("/primer-ingreso", 303)
    if await run_in_threadpool(sessions.current_actor, stores.database, cookie.token_of(request.scope)):
        return RedirectResponse(target, 303)
    return await run_in_threadpool(_screen, stores, target)


async def _sign_in(request: Request) -> Response:
    stores, given = shared_stores(), await forms.fields(request)
    if given is None or not forms.is_ours(request):
        return await run_in_threadpool(_screen, stores, "/", alert=FOREIGN, status=400)
    email, target = given.get("email", ""), forms.local_path(given.get("next", "/"))
    try:
        token = await run_in_threadpool(
            sessions.sign_in,
            stores.database,
            _entity(stores),
            email=email,
            password=given.get("password", ""),
            address=address_of(request),
        )
    except (LoginRefusedError, TooManyAttemptsError) as error:
        status = 429 if isinstance(error, TooManyAttemptsError) else 401
        return await run_in_threadpool(_screen, stores, target, email=email, alert=error.message, status=status)
    return await welcome(request, token, target)


async def demonstration_login(request: Request) -> Response:
    """One click per role. The records refuse it unless the installation is a demonstration."""
    stores, given = shared_stores(), await forms.fields(request)
    if given is None or not forms.is_ours(request):
        return await run_in_threadpool(_screen, stores, "/", alert=FOREIGN, status=400)
    role, target = given.get("role", ""), forms.local_path(given.get("next", "/"))
    try:
        token = await run_in_threadpool(sessions.sign_in_demonstration, stores.database, _entity(stores), role)
    except PamError as error:
        return await run_in_threadpool(_screen, stores, target, alert=error.message, status=403)
    return await welcome(request, token, target)


async def welcome(request: Request, token: str, target: str) -> Response:
    """Sets the new cookie. The browser's earlier session ends; its tabs go on if they are of the same person."""
    database, earlier = shared_stores().database, cookie.token_of(request.scope)
    if earlier:
        await run_in_threadpool(sessions.sign_out, database, earlier)
        owners = [await run_in_threadpool(sessions.owner, database, each) for each in (earlier, token)]
        if owners[0] == owners[1]:
            sockets.close_all(earlier)
    response = RedirectResponse(target, 303)
    cookie.put(response, token, secure=request.url.scheme == "https")
    return response


async def is_open(request: Request) -> Response:
    """204 while the browser's session is open, 401 otherwise: what the page asks while it waits for its person."""
    found = await run_in_threadpool(sessions.current_actor, shared_stores().database, cookie.token_of(request.scope))
    return Response(status_code=401 if found is None else 204, headers={"Cache-Control": "no-store"})


async def logout(request: Request) -> Response:
    """GET asks, POST does: a link or an image of another site signs nobody out."""
    stores = shared_stores()
    if request.method == "GET":
        body = screens.form("/salir", "", "Salir") + '<p><a href="/">Volver</a></p>'
        return screens.screen("¿Terminar la sesión?", body, entity=await run_in_threadpool(_name, stores))
    if not forms.is_ours(request):
        return await run_in_threadpool(_screen, stores, "/", alert=FOREIGN, status=400)
    await run_in_threadpool(sessions.sign_out, stores.database, cookie.token_of(request.scope))
    response = await run_in_threadpool(_screen, stores, "/", note=ENDED)
    cookie.remove(response)
    return response


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""


def _entity(stores: Stores) -> str:
    return entities.served(stores.database, stores.settings).entity_id


def _name(stores: Stores) -> str:
    return str(entities.get(stores.database, _entity(stores))["name"])


def _screen(
    stores: Stores, target: str, *, email: str = "", alert: str = "", note: str = "", status: int = 200
) -> Response:
    entity = entities.get(stores.database, _entity(stores))
    asked = (
        screens.hidden("next", target)
        + screens.field("email", "Correo", value=email, kind="email", autocomplete="username", maxlength="254")
        + screens.field("password", "Contraseña", kind="password", autocomplete="current-password", maxlength="200")
    )
    body = screens.alert(alert) + screens.note(note) + screens.form("/ingresar", asked, "Ingresar")
    if entity["is_demonstration"]:
        body += (
            screens.note(DEMONSTRATION) + "<h2>Entrar como</h2>" + "".join(_role_form(role, target) for role in ROLES)
        )
    return screens.screen("Ingresar", body, entity=entity["name"], status=status)


def _role_form(role: str, target: str) -> str:
    inside = screens.hidden("role", role) + screens.hidden("next", target)
    return screens.form("/ingresar/demostracion", inside, ROLES[role], quiet=True)
