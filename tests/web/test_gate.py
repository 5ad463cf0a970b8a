"""A real server: nothing is served to whoever has no session, and nothing that is closed is open to whoever has one."""

import socket
from urllib.parse import urlsplit

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from data.records import sessions
from pages.components.navigation import ENTRIES
from pages.web.cookie import NAME

PAGES = [f"/{entry.url_path}" for entry in ENTRIES]
CLOSED = ["/media/abc.csv", "/component/x/index.html", "/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/x"]
ODD = [
    "/portal",
    "/start/home",
    "/components/session",
    "/web/gate",
    "/STATIC/x",
    "/app.py",
]
FORGED = ["", "x", "a" * 43, "../../etc/passwd", "%00"]


@pytest.mark.parametrize("path", PAGES + ODD)
def test_a_page_opened_cold_leads_to_the_sign_in(server, path) -> None:
    with server.client() as browser:
        answer = browser.get(f"{path}?zona=rural")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/ingresar?next=%2F")
    assert answer.content == b""


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_what_is_not_a_page_is_refused_without_a_session(server, path, method) -> None:
    with server.client() as browser:
        assert browser.request(method, path).status_code in {401, 404}


@pytest.mark.parametrize("token", FORGED)
def test_a_forged_cookie_opens_nothing(server, token) -> None:
    with httpx.Client(base_url=server.url, headers={"Cookie": f"{NAME}={token}"}) as browser:
        assert browser.get("/plan").status_code == 303
        assert browser.get("/media/abc.csv").status_code == 401


@pytest.mark.parametrize("cookie", ["", f"Cookie: {NAME}=forjada\r\n"])
def test_an_upload_without_a_session_is_refused_before_its_body_is_read(server, cookie) -> None:
    where = urlsplit(server.url)
    request = (
        f"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: {where.netloc}\r\n{cookie}"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000000\r\n\r\n"
    )
    with socket.create_connection((where.hostname, where.port), timeout=10) as connection:
        connection.sendall(request.encode())
        assert connection.recv(200).startswith(b"HTTP/1.1 401")


def test_what_the_sign_in_page_needs_stays_open(server) -> None:
    with server.client() as browser:
        for path in ("/ingresar", "/favicon.png", "/espanol.js", "/sesion.js", "/salud", "/_stcore/health"):
            assert browser.get(path).status_code == 200, path


def test_metrics_and_agents_are_closed_to_everybody(server) -> None:
    with server.client(server.token("admin")) as browser:
        for path in (
            "/_stcore/metrics",
            "/_stcore/agent/interact",
            "/_stcore/agent/openapi.json",
            "/_stcore/agent/mcp",
        ):
            assert browser.get(path).status_code == 404
            assert browser.post(path, json={}).status_code == 404


def test_a_signed_in_person_gets_the_page_in_spanish_and_nothing_of_it_is_kept_stale(server) -> None:
    with server.client(server.token("analista")) as browser:
        for path in PAGES:
            answer = browser.get(path)
            assert answer.status_code == 200
            assert '<html lang="es-CO"' in answer.text
            assert answer.headers["cache-control"] == "no-cache"


def socket_of(server, token: str | None):
    headers = {"Cookie": f"{NAME}={token}"} if token else {}
    address = f"{server.url.replace('http', 'ws')}/_stcore/stream"
    return connect(address, additional_headers=headers, origin=server.url, subprotocols=["streamlit"])


@pytest.mark.parametrize("token", [None, "forjada"])
def test_a_socket_without_a_session_is_refused(server, token) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        socket_of(server, token)


def test_a_socket_of_another_site_is_refused(server) -> None:
    address = f"{server.url.replace('http', 'ws')}/_stcore/stream"
    headers = {"Cookie": f"{NAME}={server.token('analista')}"}
    with pytest.raises(InvalidStatus, match="403"):
        connect(address, additional_headers=headers, origin="http://malo.example", subprotocols=["streamlit"])


def test_a_message_of_an_open_tab_goes_no_further_once_the_session_ended(server) -> None:
    token = server.token("analista")
    with socket_of(server, token) as tab:
        sessions.sign_out(server.database, token)
        tab.send(b"\x5a\x00")  # the rerun that any click sends
        with pytest.raises(ConnectionClosed) as caught:
            while True:
                tab.recv(timeout=10)
    assert caught.value.rcvd is not None
    assert caught.value.rcvd.code == 4401
    with pytest.raises(InvalidStatus):
        socket_of(server, token)


def test_an_open_tab_of_a_living_session_is_served(server) -> None:
    with socket_of(server, server.token("analista")) as tab:
        tab.send(b"\x5a\x00")
        assert tab.recv(timeout=30)


@pytest.mark.parametrize("path", ["/ingresar", "/plan", "/salud", "/_stcore/health", "/static/x.js", "/media/x"])
def test_every_answer_carries_the_security_headers(server, path) -> None:
    with server.client() as browser:
        headers = browser.get(path).headers
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self' 'wasm-unsafe-eval'" in policy or "default-src 'none'" in policy
    assert "unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")
