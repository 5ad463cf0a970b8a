"""A portal of open data on this machine, that speaks enough SODA and misbehaves when it is told to.

`server.faults` are taken one per request, in order; when there are none left it behaves. `server.always` is a fault of
every request. A fault is a function of the request and the body that a good answer would have.
"""

import csv
import io
import itertools
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd

EDITION = "Tue, 11 Nov 2025 15:04:05 GMT"
Fault = Callable[["Request", bytes], None]


@dataclass
class Portal:
    """`tables` maps the id of a data set to its rows, as text; `asked` are the queries that came, in order."""

    tables: dict[str, pd.DataFrame]
    edition: str = EDITION
    faults: list[Fault | None] = field(default_factory=list)
    always: Fault | None = None
    asked: list[dict[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    moments: list[float] = field(default_factory=list)
    sent: int = 0
    under_way: int = 0
    most_under_way: int = 0
    port: int = 0
    leaving: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def offsets(self) -> list[str]:
        """The offset of each page that was asked for."""
        return [query["$offset"] for query in self.asked if "$offset" in query]

    def answer(self, path: str, query: dict[str, str]) -> bytes | None:
        found = re.fullmatch(r"/resource/(.{9})\.csv", path)
        if found is None or found[1] not in self.tables:
            return None
        table = self.tables[found[1]]
        if "$select" in query:
            return written(["filas"], [[len(table)]])
        start, count = int(query.get("$offset", 0)), int(query.get("$limit", 1000))
        return written(list(table.columns), table.iloc[start : start + count].to_numpy().tolist())


def written(columns: list[str], rows: list[list[Any]]) -> bytes:
    """CSV as the portal writes it: every cell quoted."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([columns, *rows])
    return text.getvalue().encode()


def mangled(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame under the names that the portal gives its columns: "CÓDIGO_MUNICIPIO" → "c_digo_municipio"."""
    return frame.rename(columns=lambda text: re.sub(r"[^a-z0-9]+", "_", text.lower()))


class Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    portal: Portal

    def do_GET(self) -> None:
        parts, portal = urlsplit(self.path), self.portal
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        portal.asked.append(query)
        portal.moments.append(time.monotonic())
        portal.agents.add(self.headers["User-Agent"])
        portal.under_way += 1
        portal.most_under_way = max(portal.most_under_way, portal.under_way)
        try:
            fault = portal.faults.pop(0) if portal.faults else portal.always
            body = portal.answer(parts.path, query)
            if fault is not None:
                fault(self, body or b"")
            elif body is None:
                self.reply(b'{"error":true}', status=404, media_type="application/json")
            else:
                self.reply(body)
        finally:
            portal.under_way -= 1

    def reply(self, body: bytes, *, status: int = 200, media_type: str = "text/csv", **headers: str) -> None:
        self.start(status, media_type, **{"Content-Length": str(len(body)), **headers})
        self.write(body)

    def start(self, status: int = 200, media_type: str = "text/csv", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        if self.portal.edition:
            self.send_header("X-SODA2-Truth-Last-Modified", self.portal.edition)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def write(self, piece: bytes) -> None:
        self.wfile.write(piece)
        self.portal.sent += len(piece)

    def log_message(self, *_: object) -> None:
        """Its chatter is of no use in a test."""


def hangs(request: Request, _body: bytes) -> None:
    """Takes the question and says nothing."""
    request.portal.leaving.wait(20)
    request.close_connection = True


def drips(request: Request, body: bytes) -> None:
    """A byte now and then, for ever: no single wait is long."""
    request.start(Content_Length=str(1 << 19))
    request.close_connection = True
    with suppress(OSError):
        for piece in itertools.cycle(body):
            request.write(bytes([piece]))
            if request.portal.leaving.wait(0.05):
                return


def truncates(request: Request, body: bytes) -> None:
    """Announces the whole and sends two thirds."""
    request.start(Content_Length=str(len(body)))
    request.write(body[: len(body) * 2 // 3])
    request.close_connection = True


def truncates_in_silence(request: Request, body: bytes) -> None:
    """Closes after some whole rows, without having said how many there would be."""
    request.start(Connection="close")
    lines = body.splitlines(keepends=True)
    request.write(b"".join(lines[: len(lines) * 2 // 3]))
    request.close_connection = True


def tears_a_row(request: Request, body: bytes) -> None:
    """Closes in the middle of a cell."""
    request.start(Connection="close")
    request.write(body[:-4])
    request.close_connection = True


def resets(request: Request, body: bytes) -> None:
    """The connection is reset half way (RST, as when a router dies)."""
    request.start(Content_Length=str(len(body)))
    request.write(body[: len(body) // 2])
    request.wfile.flush()
    time.sleep(0.05)
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.connection.close()
    request.close_connection = True


def web_page(request: Request, _body: bytes) -> None:
    """Maintenance, with a 200 and the media type of the data."""
    request.reply(b"\n<!DOCTYPE html><html><body>En mantenimiento</body></html>")


def html(request: Request, _body: bytes) -> None:
    request.reply(b"<p>portal cautivo", media_type="text/html")


def blank(request: Request, _body: bytes) -> None:
    request.reply(b"")


def latin(request: Request, body: bytes) -> None:
    request.reply(body.replace("á".encode(), b"\xe1") + b'"\xe1"\n')


def endless(request: Request, body: bytes) -> None:
    """Row after row, while somebody listens."""
    request.start(Connection="close")
    request.close_connection = True
    row = body.splitlines(keepends=True)[-1] * 200
    with suppress(OSError):
        while not request.portal.leaving.is_set():
            request.write(row)


def generous(request: Request, body: bytes) -> None:
    """More rows than were asked for."""
    request.reply(body + body.splitlines(keepends=True)[-1])


def status(code: int, **headers: str) -> Fault:
    def answers(request: Request, _body: bytes) -> None:
        request.reply(b'{"message":"no"}', status=code, media_type="application/json", **headers)

    return answers


def redirects(to: str) -> Fault:
    return status(302, Location=to)


def says(text: str) -> Fault:
    """That text for an answer."""

    def answers(request: Request, _body: bytes) -> None:
        request.reply(text.encode())

    return answers


@contextmanager
def serving(tables: dict[str, pd.DataFrame]) -> Iterator[Portal]:
    portal = Portal(tables)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Request,), {"portal": portal}))
    server.daemon_threads = True
    portal.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield portal
    finally:
        portal.leaving.set()
        server.shutdown()
        server.server_close()
        thread.join()
