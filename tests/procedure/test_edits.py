"""What became of a list of edits, kept to be answered again."""

from procedure.edits import Conflict, Outcome, Problem, outcome_from_json


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
