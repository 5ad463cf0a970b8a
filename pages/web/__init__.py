"""What is served beside Streamlit: signing in and out, the first start, health; and the gate before everything."""

from starlette.middleware import Middleware
from starlette.routing import Route

from pages.web import evidence
from pages.web.document import favicon, script
from pages.web.first_access import first_access
from pages.web.gate import Gate
from pages.web.headers import SecurityHeaders
from pages.web.health import health
from pages.web.login import demonstration_login, is_open, login, logout
from pages.web.startup import lifespan

ROUTES = [
    Route("/ingresar", login, methods=["GET", "POST"]),
    Route("/ingresar/demostracion", demonstration_login, methods=["POST"]),
    Route("/sesion", is_open),
    Route("/salir", logout, methods=["GET", "POST"]),
    Route("/primer-ingreso", first_access, methods=["GET", "POST"]),
    Route("/evidencias/{evidence_id}", evidence.download),
    Route("/soportes/{file_id}", evidence.download_support),
    Route("/salud", health),
    Route("/favicon.png", favicon),
    Route("/espanol.js", script),
    Route("/sesion.js", script),
]
MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(Gate)]

__all__ = ["MIDDLEWARE", "ROUTES", "lifespan"]
