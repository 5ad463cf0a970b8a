"""The state of a data editor becomes edits, and nothing that was not edited."""

import pandas as pd

from procedure.edits import Change, Conflict, New, Outcome, Problem, Void, edits_from_editor, outcome_from_json

BASE = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "version": [1, 4, 2],
        "name": ["Uno", "Dos", "Tres"],
        "weight": [10.0, float("nan"), 30.0],
        "due_date": pd.to_datetime(["2026-03-31", None, None]),
        "audience": pd.Series([["docentes"], [], []], dtype="object"),
    }
)


def test_edits_carry_the_identity_and_the_version_that_was_seen():
    edits = edits_from_editor(BASE, {1: {"name": "Dos bis", "weight": 5}}, [{"name": "Cuatro"}], [2], {"plan": "p"})
    assert edits == [
        Change("b", 4, {"name": "Dos bis", "weight": 5}),
        Void("c", 2),
        New({"plan": "p", "name": "Cuatro"}),
    ]


def test_a_cell_left_as_it_was_is_no_edit():
    same = {0: {"name": "Uno", "weight": 10, "due_date": "2026-03-31", "audience": ["docentes"]}, 1: {"weight": None}}
    assert edits_from_editor(BASE, same, [], []) == []


def test_a_cell_emptied_or_filled_is_an_edit():
    edits = edits_from_editor(BASE, {0: {"weight": None, "due_date": None}, 1: {"weight": 0}}, [], [])
    assert edits == [Change("a", 1, {"weight": None, "due_date": None}), Change("b", 4, {"weight": 0})]


def test_a_row_edited_and_deleted_is_deleted_once():
    assert edits_from_editor(BASE, {0: {"name": "Otro"}}, [], [0]) == [Void("a", 1)]


def test_an_added_row_without_anything_typed_is_dropped():
    assert edits_from_editor(BASE, {}, [{}, {"name": None, "weight": float("nan")}], [], {"plan": "p"}) == []


def test_edits_come_in_the_order_of_the_table_even_when_keys_are_text():
    edits = edits_from_editor(BASE, {"2": {"name": "c2"}, "0": {"name": "a2"}}, [], [])
    assert [edit.row_id for edit in edits] == ["a", "c"]


def test_an_outcome_survives_being_stored_and_knows_what_is_pending():
    outcome = Outcome(
        ["a"],
        [Conflict(3, "b", "Otra persona…", None, {"name": "x"})],
        [Problem(1, None, "weight", "Peso: …"), Problem(1, None, "name", "Nombre: …")],
        [Problem(0, "a", "target", "Falta…")],
        {"a": 2},
    )
    assert outcome_from_json(outcome.as_json()) == outcome
    assert (outcome.pending, outcome.complete) == ([1, 3], False)
    assert Outcome(saved=["a"], warnings=outcome.warnings).complete
