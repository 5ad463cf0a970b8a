"""Signing in and out of a real server: the form, the cookie, who may send it, and where it leads."""

from urllib.parse import quote

import pytest

from data.records import sessions, throttle
from data.records.sessions import token_hash
from pages.web.cookie import NAME
from pages.web.forms import local_path

PASSWORD = "cuatro palabras al azar"


def sign_in(browser, role: str = "analista", password: str = PASSWORD, target: str = "/plan", **more):
    fields = {"email": f"{role}@prueba.invalid", "password": password, "next": target}
    return browser.post("/ingresar", data=fields, **more)


def test_the_right_password_leads_to_the_page_that_was_asked_for(server) -> None:
    with server.client() as browser:
        assert 'value="/plan?zona=rural"' in browser.get("/plan?zona=rural", follow_redirects=True).text
        answer = sign_in(browser, target="/plan?zona=rural")
        assert (answer.status_code, answer.headers["location"]) == (303, "/plan?zona=rural")
        assert browser.get("/plan").status_code == 200
        assert browser.get("/ingresar?next=/tablero").headers["location"] == "/tablero"
        assert browser.get("/sesion").status_code == 204


def test_the_cookie_is_opaque_and_out_of_reach_of_scripts(server) -> None:
    with server.client() as browser:
        answer = sign_in(browser)
    flags = answer.headers["set-cookie"].lower()
    assert "httponly" in flags
    assert "samesite=lax" in flags
    assert "secure" not in flags
    assert "max-age" not in flags
    assert len(answer.cookies[NAME]) >= 43


def test_a_wrong_password_is_told_in_spanish_and_keeps_the_email(server) -> None:
    with server.client() as browser:
        wrong, unknown = sign_in(browser, password="mala"), sign_in(browser, role="nadie")
    for answer in (wrong, unknown):
        assert answer.status_code == 401
        assert "no corresponden a una cuenta activa" in answer.text
        assert "set-cookie" not in answer.headers
        assert "mala" not in answer.text
    assert 'value="analista@prueba.invalid"' in wrong.text


def test_guessing_is_stopped_with_how_long_to_wait(server) -> None:
    with server.client() as browser:
        answers = [sign_in(browser, role="coautor", password="mala").status_code for _ in range(throttle.PER_EMAIL)]
        assert set(answers) == {401}
        stopped = sign_in(browser, role="coautor")
    assert stopped.status_code == 429
    assert "Espere 15 minutos" in stopped.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://malo.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_another_site_signs_nobody_in_or_out(server, headers) -> None:
    token = server.token("analista")
    with server.client(token) as browser:
        assert sign_in(browser, headers=headers).status_code == 400
        assert browser.post("/salir", headers=headers).status_code == 400
        assert browser.post("/ingresar/demostracion", data={"role": "lider"}, headers=headers).status_code == 400
        assert browser.get("/plan").status_code == 200


def test_a_form_larger_than_any_of_ours_is_refused(server) -> None:
    with server.client() as browser:
        assert sign_in(browser, password="x" * 20_000).status_code == 400
        assert browser.post("/ingresar", content=b"\xff\xfe=%ff").status_code in {400, 401}


@pytest.mark.parametrize(
    "target",
    [
        "https://malo.example",
        "//malo.example",
        "/\\malo.example",
        "\\\\malo",
        "/a\nb",
        "javascript:alert(1)",
        "",
        "/salir",
    ],
)
def test_the_way_after_signing_in_never_leaves_the_site(server, target) -> None:
    assert local_path(target) == "/"
    with server.client() as browser:
        assert sign_in(browser, target=target).headers["location"] == "/"
        assert "malo.example" not in browser.get(f"/ingresar?next={quote(target)}").headers.get("location", "")


@pytest.mark.parametrize("target", ["/", "/plan", "/linea-de-base?indicador=desercion&zona=rural"])
def test_a_page_of_the_site_is_kept_with_its_filters(target) -> None:
    assert local_path(target) == target


def test_what_is_typed_never_becomes_html(server) -> None:
    payload = '"><script>alert(1)</script>'
    with server.client() as browser:
        answer = browser.post("/ingresar", data={"email": payload, "password": "x", "next": f"/{payload}"})
    assert "<script" not in answer.text


def test_signing_out_ends_the_session_everywhere_and_takes_the_cookie(server) -> None:
    token = server.token("lider")
    with server.client(token) as browser, server.client(token) as other_tab:
        assert browser.get("/salir").status_code == 200
        assert other_tab.get("/plan").status_code == 200
        answer = browser.post("/salir")
        assert "Su sesión terminó" in answer.text
        assert f'{NAME}=""' in answer.headers["set-cookie"]
        assert other_tab.get("/plan").status_code == 303
        assert other_tab.get("/sesion").status_code == 401


def test_signing_in_again_gives_another_token_and_ends_the_one_before(server) -> None:
    earlier = server.token("analista")
    with server.client(earlier) as browser:
        fresh = sign_in(browser).cookies[NAME]
    assert fresh != earlier
    assert sessions.current_actor(server.database, earlier) is None
    assert token_hash(fresh) != fresh


def test_the_role_buttons_exist_only_in_a_demonstration(server) -> None:
    with server.client() as browser:
        assert "Entrar como" not in browser.get("/ingresar").text
        refused = browser.post("/ingresar/demostracion", data={"role": "lider"})
        assert refused.status_code == 403
        assert "set-cookie" not in refused.headers
