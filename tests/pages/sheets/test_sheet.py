"""What was typed is compared with what is stored, whatever the order in which the browser tells it."""

import pandas as pd
import pytest

from pages.components.sheets import sheet as sheets
from pages.components.sheets.attempts import attempts, description, settle
from pages.components.sheets.cells import Column
from procedure.edits import Change, Conflict, New, Outcome, Problem, Void
from procedure.elements import ELEMENTS

COLUMNS = tuple(Column(ELEMENTS["goals"].field(name)) for name in ("text", "unit", "weight", "due_date"))
ROWS = pd.DataFrame(
    {
        "id": ["a", "b"],
        "version": [1, 4],
        "text": ["Meta A", "Meta B"],
        "unit": ["%", "%"],
        "weight": [40.0, 60.0],
        "due_date": [pd.Timestamp("2026-12-31"), pd.NaT],
    }
)


@pytest.fixture
def sheet():
    return sheets.make("n", "p", "k", "goals", COLUMNS, ROWS, defaults={"objective_id": "o"})


def tell(sheet, edited=None, added=(), deleted=()):
    sheets.receive(sheet, {"edited_rows": edited or {}, "added_rows": list(added), "deleted_rows": list(deleted)})


def succeed(sheet, sent, ids=()):
    ids = iter(ids)
    saved = [edit.edit.row_id if not isinstance(edit.edit, New) else next(ids) for edit in sent]
    versions = {
        row_id: 1 if isinstance(one.edit, New) else one.edit.version + 1
        for row_id, one in zip(saved, sent, strict=True)
    }
    settle(sheet, sent, Outcome(saved, versions=versions))


def test_nothing_typed_is_nothing_to_save(sheet):
    assert attempts(sheet) == []


def test_a_committed_cell_is_one_change_and_once_saved_it_is_not_sent_again(sheet):
    tell(sheet, {1: {"weight": "55,5"}})
    [attempt] = attempts(sheet)
    assert attempt.edit == Change("b", 4, {"weight": "55,5"})
    assert description(sheet, [attempt]) == "Peso de «Meta B»"
    succeed(sheet, [attempt])
    assert attempts(sheet) == []

    tell(sheet, {1: {"weight": "55,5", "unit": "personas"}})
    assert [one.edit for one in attempts(sheet)] == [Change("b", 5, {"unit": "personas"})]


def test_a_refused_cell_stays_and_the_rest_of_its_row_is_sent(sheet):
    tell(sheet, {0: {"weight": "150", "unit": "personas"}})
    [attempt] = attempts(sheet)
    assert attempt.edit == Change("a", 1, {"unit": "personas"})
    succeed(sheet, [attempt])
    [(line, cells)] = sheet.unsaved()
    assert cells == {"weight": "150"} and "100" in line.rejections["weight"]

    tell(sheet, {0: {"weight": "50", "unit": "personas"}})
    assert [one.edit for one in attempts(sheet)] == [Change("a", 2, {"weight": "50"})]
    assert line.rejections == {}


def test_a_new_row_waits_for_what_is_required_and_is_added_once(sheet):
    tell(sheet, added=[{"unit": "%"}])
    assert attempts(sheet) == []
    assert "Meta" in sheet.unsaved()[0][0].rejections["text"]

    tell(sheet, added=[{"unit": "%", "text": "Meta C", "weight": "abc"}])
    [attempt] = attempts(sheet)
    assert attempt.edit == New({"objective_id": "o", "unit": "%", "text": "Meta C"})
    succeed(sheet, [attempt], ["c"])
    assert attempts(sheet) == []

    tell(sheet, added=[{"unit": "%", "text": "Meta C", "weight": "10"}])
    assert [one.edit for one in attempts(sheet)] == [Change("c", 1, {"weight": "10"})]


def test_a_required_cell_that_is_refused_keeps_its_reason_and_is_never_called_missing():
    columns = tuple(Column(ELEMENTS["poai_lines"].field(name)) for name in ("name", "source", "ceiling"))
    rows = pd.DataFrame({"id": [], "version": [], "name": [], "source": [], "ceiling": []})
    sheet = sheets.make("n", "p", "k", "poai_lines", columns, rows)
    for typed in ({"name": "Rutas", "ceiling": "-500"}, {"name": "Rutas", "ceiling": "-500", "source": "SGP"}):
        tell(sheet, added=[typed])
        assert attempts(sheet) == []
        assert "-500" in sheet.unsaved()[0][0].rejections["ceiling"]


def test_cells_that_are_sent_together_are_refused_as_they_are_typed(sheet):
    sheet.together = ("weight", "due_date")
    tell(sheet, {1: {"weight": "150"}})
    assert attempts(sheet) == []
    assert "100" in sheet.unsaved()[0][0].rejections["weight"]


def test_an_empty_new_row_is_ignored(sheet):
    tell(sheet, added=[{}, {"text": "  "}])
    assert attempts(sheet) == [] and sheet.unsaved() == []


def test_deleting_an_added_row_voids_that_one_and_keeps_the_others_in_their_place(sheet):
    tell(sheet, added=[{"text": "C"}, {"text": "D"}, {"text": "E"}])
    succeed(sheet, attempts(sheet), ["c", "d", "e"])
    tell(sheet, added=[{"text": "C"}, {"text": "E"}])
    [attempt] = attempts(sheet)
    assert attempt.edit == Void("d", 1)
    succeed(sheet, [attempt])
    tell(sheet, added=[{"text": "C"}, {"text": "E", "unit": "%"}])
    assert [one.edit for one in attempts(sheet)] == [Change("e", 1, {"unit": "%"})]


def test_a_deleted_row_is_voided_once_and_its_pending_cells_go_with_it(sheet):
    tell(sheet, {0: {"weight": "999"}}, deleted=[0])
    [attempt] = attempts(sheet)
    assert attempt.edit == Void("a", 1)
    succeed(sheet, [attempt])
    assert attempts(sheet) == []


def test_somebody_elses_version_waits_beside_mine(sheet):
    tell(sheet, {0: {"weight": "10"}, 1: {"weight": "90"}})
    sent = attempts(sheet)
    conflict = Conflict(0, "a", "Otra persona…", {"id": "a", "version": 2, "weight": 33.0}, {"weight": "10"})
    settle(sheet, sent, Outcome(["b"], [conflict], versions={"b": 5}))
    assert sheet.lines[0].conflict == conflict
    assert attempts(sheet) == [], "neither the one in dispute nor the one already saved is sent again"
    assert sheet.unsaved() == [(sheet.lines[0], {"weight": "10"})]


def test_what_was_unsaved_goes_on_top_of_what_is_stored_now(sheet):
    tell(sheet, {0: {"weight": "10"}}, added=[{"unit": "kg"}])
    newer = ROWS.assign(version=[2, 4], weight=[33.0, 60.0], text=["Meta A de otra persona", "Meta B"])
    again = sheets.make("n", "p", "k2", "goals", COLUMNS, newer, defaults=sheet.defaults, drafts=sheet.unsaved())
    assert again.base["weight"].tolist() == ["10", "60", "0"]
    assert again.base["text"].tolist() == ["Meta A de otra persona", "Meta B", ""]
    [attempt] = attempts(again)
    assert attempt.edit == Change("a", 2, {"weight": "10"}), "only what I typed: the rest of the row is theirs"


def test_a_rule_of_the_whole_row_keeps_its_cells_on_the_screen(sheet):
    tell(sheet, {0: {"due_date": "01/01/2026", "unit": "kg"}})
    sent = attempts(sheet)
    settle(sheet, sent, Outcome(problems=[Problem(0, "a", "due_date", "La fecha…")]))
    [(line, cells)] = sheet.unsaved()
    assert set(cells) == {"due_date", "unit"} and line.rejections == {"due_date": "La fecha…"}
    assert [one.edit for one in attempts(sheet)] == [one.edit for one in sent], "it is tried again with the next edit"
