"""Writes 0001_initial.py again from the tables. Only while nothing has been released: afterwards, add a revision.

.venv/bin/python -m data.records.migrations.regenerate
"""

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command

from data.records.database import make_engine
from data.records.migrations import FOLDER, configuration

INITIAL = FOLDER / "versions" / "0001_initial.py"


def regenerate() -> Path:
    """The file written: `op.create_table` of every table, against an empty database."""
    INITIAL.unlink(missing_ok=True)
    with TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder).as_posix()}/empty.sqlite")
        with engine.connect() as connection:
            command.revision(configuration(connection), message="initial", autogenerate=True, rev_id="0001")
        engine.dispose()
    INITIAL.write_text(re.sub(r"(?m)^ *# ###.*\n", "", INITIAL.read_text(encoding="utf-8")), encoding="utf-8")
    for step in (["check", "--select", "I,F401", "--fix", "--quiet"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *step, str(INITIAL)], check=True)
    return INITIAL


if __name__ == "__main__":
    regenerate()
