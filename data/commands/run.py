"""`manage.py run`: serves the application until it is stopped, and opens the browser when there is one."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Callable, Sequence
from importlib import import_module
from types import FrameType
from urllib.error import URLError

from data.commands.arguments import SpanishParser
from data.opening import open_records
from data.records import setup
from data.settings import ROOT

_START_WAIT = 120


def run(argv: Sequence[str]) -> int:
    """The server's exit code; 1 when the port is taken."""
    options = _parser().parse_args(argv)
    if not _is_free(options.address, options.port):
        print(
            f"El puerto {options.port} ya está en uso: quizá la aplicación ya está abierta en {_url(options)}. "
            "Ciérrela o elija otro con --port.",
            file=sys.stderr,
        )
        return 1
    if options.demo and (code := import_module("data.commands.demo").run([])) != 0:
        return int(code)
    _announce(options)
    return _serve(options)


def _announce(options: argparse.Namespace) -> None:
    """Brings the records up to date before serving; in an empty installation, prints the code of the first start."""
    settings, database = open_records()
    try:
        if setup.is_needed(database):
            code = setup.new_code(database, settings.entity_id)
            print(f"\nPrimer ingreso: abra {_url(options)}/primer-ingreso y escriba este código: {code}\n")
    finally:
        database.engine.dispose()
    print(f"PAM está en {_url(options)}   (para cerrarla: Ctrl+C)", flush=True)


def _serve(options: argparse.Namespace) -> int:
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    flags = {"server.port": options.port, "server.address": options.address, "server.headless": "true"}
    command += [f"--{name}={value}" for name, value in flags.items()]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    # Streamlit's own lines are in English and repeat the address; what goes wrong comes by the other stream
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
        signal.signal(signal.SIGTERM, _stopper(server))
        if not options.no_browser:
            threading.Thread(target=_open_browser, args=(_url(options), server), daemon=True).start()
        try:
            return server.wait()
        except KeyboardInterrupt:
            server.wait()
            print("\nPAM se cerró. Todo lo guardado se conserva.")
            return 0


def _stopper(server: "subprocess.Popen[bytes]") -> Callable[[int, FrameType | None], None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        server.terminate()

    return stop


def _open_browser(url: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _START_WAIT
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/salud", timeout=2):
                webbrowser.open(url)
                return
        except (URLError, OSError):
            time.sleep(0.3)


def _url(options: argparse.Namespace) -> str:
    host = "localhost" if options.address in {"127.0.0.1", "0.0.0.0", "::"} else options.address
    return f"http://{host}:{options.port}"


def _is_free(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def _parser() -> argparse.ArgumentParser:
    parser = SpanishParser(prog="manage.py run", description="Abre la aplicación.")
    parser.add_argument("--demo", action="store_true", help="crea antes el plan de demostración, si no está")
    parser.add_argument("--port", metavar="N", type=int, default=8501)
    parser.add_argument("--address", metavar="DIRECCIÓN", default="127.0.0.1", help="0.0.0.0 la ofrece en la red")
    parser.add_argument("--no-browser", action="store_true", help="no abre el navegador")
    return parser
