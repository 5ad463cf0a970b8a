"""A failure of ours ends a command with a number that finds it in the log, never with a traceback."""

import os
import re
import subprocess
import sys

from data.settings import ROOT

BROKEN = """
import sys
from data import commands
from data.commands import user
user.run = lambda argv: 1 / 0
sys.exit(commands.execute(["user", "list"]))
"""


def test_a_bug_is_told_by_number_and_its_traceback_is_in_the_log(tmp_path):
    environment = {**os.environ, "PAM_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", BROKEN], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    number = re.search(r"número ([0-9A-F]{6})", done.stderr).group(1)
    log = (tmp_path / "logs" / "pam.log").read_text(encoding="utf-8")
    assert number in log
    assert "ZeroDivisionError" in log


def test_an_unknown_order_says_so(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from data import commands; sys.exit(commands.execute(['pintar']))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert "No existe la orden «pintar»" in done.stderr
