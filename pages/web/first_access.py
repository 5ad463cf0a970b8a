"""The first start of an empty installation: the printed code, the entity, and the first administrator."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from data import catalog
from data.opening import shared_stores
from data.records import passwords, setup
from pages.web import forms, screens
from pages.web.login import FOREIGN, address_of, welcome
from procedure.errors import PamError

EXPLAINED = (
    "Esta instalación aún no tiene cuentas. El código de primer ingreso apareció en la ventana donde se inició la "
    "aplicación. La cuenta que cree aquí administra las demás; las cuentas de quienes hacen el plan se agregan después."
)
TITLE = "Primer ingreso"


async def first_access(request: Request) -> Response:
    database = shared_stores().database
    if not await run_in_threadpool(setup.is_needed, database):
        return RedirectResponse("/ingresar", 303)
    if request.method == "GET":
        return _screen({})
    given = await forms.fields(request)
    if given is None or not forms.is_ours(request):
        return _screen({}, alert=FOREIGN, status=400)
    names = ("code", "entity_id", "name", "email", "password")
    try:
        token = await run_in_threadpool(
            setup.create_first_administrator,
            database,
            **{name: given.get(name, "") for name in names},
            address=address_of(request),
        )
    except PamError as error:
        return _screen(given, alert=error.message, status=422)
    return await welcome(request, token, "/")


def _screen(given: dict[str, str], *, alert: str = "", status: int = 200) -> Response:
    default = shared_stores().settings.entity_id
    entities = catalog.entities().sort_values("name")
    options = dict(zip(entities["entity_id"], entities["name"], strict=True))
    hint = f"Al menos {passwords.MINIMUM} caracteres; una frase sirve."
    asked = (
        screens.field("code", "Código de primer ingreso", value=given.get("code", ""), autocomplete="one-time-code")
        + screens.choice("entity_id", "Secretaría de educación", options, given.get("entity_id", default))
        + screens.field("name", "Su nombre", value=given.get("name", ""), autocomplete="name", maxlength="200")
        + screens.field("email", "Su correo", value=given.get("email", ""), kind="email", autocomplete="username")
        + screens.field(
            "password", "Contraseña", kind="password", hint=hint, autocomplete="new-password", minlength="12"
        )
    )
    body = screens.note(EXPLAINED) + screens.alert(alert) + screens.form("/primer-ingreso", asked, "Crear la cuenta")
    return screens.screen(TITLE, body, entity="Instalación nueva", status=status)
