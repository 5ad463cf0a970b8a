"""The real application for a test: `manage.py run` in a process of its own, on a folder and a port of its own."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from data.settings import ROOT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def order(home: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """Command and environment of `manage.py` with those arguments on that folder, and nothing else set."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAM_")}
    environment |= {"PAM_HOME": str(home), "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    given = "import sys; from data.commands import execute; sys.exit(execute(sys.argv[1:]))"
    return [sys.executable, "-c", given, *arguments], environment


def start(home: Path, port: int, *options: str) -> "subprocess.Popen[str]":
    """`manage.py run` on that folder, in a process group of its own; its output can be read."""
    command, environment = order(home, "run", "--no-browser", "--port", str(port), *options)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "encoding": "utf-8"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, **streams)


def wait_until_healthy(url: str, process: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{url}/salud", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    process.kill()
    raise AssertionError(process.communicate()[0])


def stop(process: "subprocess.Popen[str]") -> str:
    """Everything it said."""
    process.terminate()
    try:
        return process.communicate(timeout=20)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        return process.communicate()[0]
