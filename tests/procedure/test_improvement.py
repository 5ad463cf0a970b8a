"""Which deviations need an action, and what an action must say."""

from datetime import date

import pandas as pd
import pytest

from procedure import improvement, workflow
from procedure.errors import InvalidValueError, PamError
from procedure.roles import Actor, Role
from procedure.states import IMPROVEMENT_TRANSITIONS
from procedure.vocabulary import IMPROVEMENT_STATES
from procedure.workflow import Standing

WHO = {
    ("abierta", "en_ejecucion"): {Role.ANALYST, Role.LEADER},
    ("en_ejecucion", "ejecutada"): {Role.RESPONSIBLE, Role.ANALYST, Role.LEADER},
    ("ejecutada", "en_ejecucion"): {Role.ANALYST, Role.LEADER},
    ("ejecutada", "eficaz"): {Role.LEADER},
    ("ejecutada", "no_eficaz"): {Role.LEADER},
}


def may(pair, role, standing):
    who = Actor("47", "Cargo", "uno", frozenset({role}))
    try:
        workflow.decide(IMPROVEMENT_TRANSITIONS, *pair, who, standing, note="nota")
    except PamError:
        return False
    return True


@pytest.mark.parametrize("pair", [(a, b) for a in IMPROVEMENT_STATES for b in IMPROVEMENT_STATES])
@pytest.mark.parametrize("role", list(Role))
def test_each_step_is_of_its_roles_and_no_other(pair, role):
    assert may(pair, role, Standing()) == (role in WHO.get(pair, ()))


@pytest.mark.parametrize("state", ["eficaz", "no_eficaz"])
def test_nobody_verifies_what_they_wrote(state):
    assert not may(("ejecutada", state), Role.LEADER, Standing(authors=frozenset({"uno"})))


@pytest.mark.parametrize(
    ("light", "status", "required"),
    [
        ("rojo", "con_dato", "correctiva"),
        ("rojo", "retroceso", "correctiva"),
        ("rojo", "sin_avance", "correctiva"),
        ("gris", "sin_reporte", "correctiva"),
        ("gris", "por_verificar", "correctiva"),
        ("amarillo", "con_dato", "preventiva"),
        ("verde", "con_dato", ""),
        ("verde", "cumplida", ""),
        ("gris", "no_programado", ""),
        ("gris", "no_aplica", ""),
        ("azul", "anticipado", ""),
    ],
)
def test_what_each_light_and_status_needs(light, status, required):
    assert improvement.required_kind(light, status) == required


def evaluated(*rows):
    columns = ["indicator_id", "slice", "light", "status", "percent"]
    frame = pd.DataFrame([dict(zip(columns, row, strict=True)) for row in rows])
    rest = {name: None for name in improvement.FACTS if name not in frame}
    return frame.assign(**rest)


FOUND = evaluated(
    ("a", "total", "rojo", "con_dato", 50.0),
    ("a", "rural", "rojo", "con_dato", 10.0),
    ("b", "total", "verde", "con_dato", 95.0),
    ("c", "total", "amarillo", "con_dato", 80.0),
    ("d", "total", "gris", "sin_reporte", float("nan")),
)


def test_the_totals_out_of_their_range_deviate_furthest_first():
    found = improvement.deviations(FOUND)
    assert list(zip(found["subject_id"], found["required"], strict=True)) == [
        ("d", "correctiva"),
        ("a", "correctiva"),
        ("c", "preventiva"),
    ]


def action(subject, kind="correctiva", state="en_ejecucion", slice_code="total"):
    return {"subject_id": subject, "kind": kind, "state": state, "slice": slice_code, "number": 1}


@pytest.mark.parametrize(
    ("actions", "lack"),
    [
        ([], {"a", "c", "d"}),
        ([action("a"), action("c"), action("d")], set()),
        ([action("a"), action("c", "preventiva"), action("d", state="ejecutada")], set()),
        ([action("a", "preventiva"), action("c"), action("d")], {"a"}),
        ([action("a", state="abierta"), action("c"), action("d")], {"a"}),
        ([action("a", slice_code="rural"), action("c"), action("d")], {"a"}),
    ],
)
def test_what_lacks_its_action(actions, lack):
    assert {one["subject_id"] for one in improvement.lacking(improvement.deviations(FOUND), actions)} == lack


@pytest.mark.parametrize(
    ("whys", "kept"),
    [(["a", " b ", "", "", ""], ["a", "b"]), (["a", "b", "c", "d", "e"], ["a", "b", "c", "d", "e"])],
)
def test_the_chain_of_whys_is_kept_to_where_the_cause_is_found(whys, kept):
    assert improvement.clean_whys(whys) == kept


@pytest.mark.parametrize(("whys", "field"), [([], "why1"), (["", "b"], "why1"), (["a", "", "c"], "why2")])
def test_a_chain_with_a_gap_is_refused_at_its_place(whys, field):
    with pytest.raises(InvalidValueError) as refused:
        improvement.clean_whys(whys)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("trimester", "day", "fits"),
    [
        (1, date(2026, 6, 30), True),
        (1, date(2026, 7, 1), False),
        (1, date(2025, 12, 31), False),
        (4, date(2027, 3, 31), True),
        (4, date(2027, 4, 1), False),
        (2, None, False),
    ],
)
def test_the_due_date_lets_the_effectiveness_be_verified_the_next_trimester(trimester, day, fits):
    if fits:
        assert improvement.clean_due(day, 2026, trimester) == day
        return
    with pytest.raises(InvalidValueError):
        improvement.clean_due(day, 2026, trimester)
