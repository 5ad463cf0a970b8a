"""The corpus of hostile files, all its 109 workbooks and texts: every verdict is the generator's.

None of them is argued: where it leaves a choice («alternative»), its first verdict is the one given. Its rows carry the
code of Santa Marta, which the department's entity counts in its enrolment without placing it in a municipality of its
own (data.enrolment.outcome), so the rows expected are rows read. Only the duration is measured apart: seconds that the
child computes, which do not depend on who else uses the machine.
"""

import json
import multiprocessing
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from data.commands import import_file
from data.intake.pipeline import read_file
from tests.intake.hostile import Outcome, judged, municipalities
from tests.intake.publication import SHARED

GENERATOR = SHARED / "hostile" / "make_hostile.py"
SECONDS, MEMORY = 10, 1 << 30
VERDICTS = {"accept": "accepted", "accept-with-row-errors": "accepted-with-row-errors", "reject": "rejected"}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GENERATOR.is_file(), reason="the shared hostile corpus is absent"),
    pytest.mark.skipif(sys.platform == "win32", reason="what a child takes is measured as POSIX does"),
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, str(GENERATOR), str(folder)], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def cases(corpus: Path) -> list[dict[str, Any]]:
    listed = json.loads((corpus / "manifest.json").read_text(encoding="utf-8"))["cases"]
    return [case for case in listed if case["kind"] == "workbook"]


@pytest.fixture(scope="module")
def outcomes(corpus: Path, cases: list[dict[str, Any]], home: Path) -> dict[str, Outcome]:
    """Two at a time, each in a process that outlives every file it is given."""
    paths = [corpus / case["file"] for case in cases]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as workers:
        return {outcome.file: outcome for outcome in workers.map(judged, paths)}


def test_every_file_gets_its_verdict_and_its_code(cases: list[dict[str, Any]], outcomes: dict[str, Outcome]) -> None:
    wrong = [
        (case["expect"], case["code"], outcome)
        for case in cases
        if (outcome := outcomes[case["file"]]).expect != case["expect"]
        or case["code"] not in (*outcome.codes, *(["ok"] if case["expect"] == "accept" else []))
    ]
    assert len(cases) == 109
    assert wrong == []


def test_good_rows_are_all_read_and_bad_ones_found_where_they_were_planted(
    cases: list[dict[str, Any]], outcomes: dict[str, Outcome]
) -> None:
    read = [case for case in cases if case["expect"] != "reject"]
    wrong = [
        (case.get("expect_rows"), case.get("expect_bad_rows"), outcome)
        for case in read
        if (outcome := outcomes[case["file"]]).rows != case.get("expect_rows", outcome.rows)
        or list(outcome.bad) != case.get("expect_bad_rows", [])
    ]
    assert len(read) == 44
    assert wrong == []


def test_each_row_error_names_its_sheet_and_its_cell(cases: list[dict[str, Any]], outcomes: dict[str, Outcome]) -> None:
    for case in cases:
        if case["expect"] == "accept-with-row-errors":
            first = case["expect_bad_rows"][0]
            example = outcomes[case["file"]].examples[0]
            assert f"{first}" in example, case["file"]
            assert "«Matricula», celda " in example or case["file"].endswith(".csv"), case["file"]


def test_every_refusal_is_a_sentence_of_ours(outcomes: dict[str, Outcome]) -> None:
    refused = [outcome for outcome in outcomes.values() if outcome.expect == "reject"]
    assert len(refused) == 65
    assert [one for one in refused if len(one.message.split()) < 8 or "Error" in one.message] == []


def test_no_child_takes_ten_seconds_or_a_gigabyte(outcomes: dict[str, Outcome]) -> None:
    assert [one for one in outcomes.values() if one.seconds >= SECONDS or one.memory >= MEMORY] == []
    assert max(one.memory for one in outcomes.values()) > 50 << 20  # it is really measured


def test_the_epoch_of_1904_gives_the_same_students(corpus: Path) -> None:
    given, other = (
        read_file(corpus / name, name, municipalities=municipalities()).bulk
        for name in ("ok_minimo.xlsx", "ok_fechas_1904.xlsx")
    )
    assert given is not None
    assert other is not None
    assert given.cube.equals(other.cube)


def test_the_command_line_says_the_same_in_json(
    corpus: Path, cases: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    """One file of each verdict, group and code among those that are read, and of each group among the others."""
    chosen = {
        (case["expect"], case["group"], case["code"] if case["expect"] != "reject" else ""): case for case in cases
    }
    wrong = []
    for case in chosen.values():
        ended = import_file.run([str(corpus / case["file"]), "--json"])
        said = json.loads(capsys.readouterr().out)
        good, rejected = said["rows"]["new"] + said["rows"]["outside"], said["rows"]["rejected"]
        expected = case.get("expect_rows", good), len(case.get("expect_bad_rows", []))
        verdict = VERDICTS[case["expect"]], case["code"], 2 if case["expect"] == "reject" else 0
        if (said["verdict"], said["code"], ended, good, rejected) != (*verdict, *expected):
            wrong.append((case, said))
    assert wrong == []
    assert len(chosen) >= 30
