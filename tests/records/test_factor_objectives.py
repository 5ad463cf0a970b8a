"""The ranking becomes objectives tied to its factors in one save, which one undo takes back whole."""

import pytest

from data.records import factor_objectives, plan_elements, plan_frames, plan_undo, plans, priorities
from procedure.edits import New
from procedure.errors import NotAllowedError, NotFoundError, StateError
from procedure.roles import Role

YEAR = 2026


@pytest.fixture
def plan(chosen_database, analyst):
    return plans.create(chosen_database, analyst, YEAR, "Plan")["id"]


@pytest.fixture
def factors(chosen_database, analyst):
    """Factor id by text: two of an opportunity of Permanencia, one of TIC, one of an opportunity without component."""

    def add(table, **values):
        return priorities.apply_edits(chosen_database, analyst, YEAR, table, [New(values)]).saved[0]

    found = {}
    for component, text, names in (
        ("permanencia", "Deserción rural", ("vías", "rutas")),
        ("tic", "Sin internet", ("energía",)),
        ("", "Sin lugar", ("otro",)),
    ):
        opportunity = add("opportunities", text=text, component_code=component)
        for name in names:
            found[name] = add("factors", opportunity_id=opportunity, text=name, origin="interno")
    return found


def objectives(database, plan):
    frames = plan_frames.frames(database, "47", plan)
    names = frames.components.set_index("id")["name"]
    return [
        (names[row["component_id"]], row["text"], row["factor_ids"]) for row in frames.objectives.to_dict("records")
    ]


def test_each_opportunity_becomes_an_objective_in_the_order_of_its_factors(database, analyst, plan, factors):
    order = [factors[name] for name in ("energía", "vías", "otro", "rutas")]
    made = factor_objectives.make(database, analyst, plan, order)
    assert (made.objectives, made.components, made.left) == (2, 2, ["Sin lugar"])
    assert objectives(database, plan) == [
        ("Uso pedagógico de las TIC", "Superar: Sin internet", [factors["energía"]]),
        ("Acceso y permanencia", "Superar: Deserción rural", sorted([factors["vías"], factors["rutas"]])),
    ]
    assert len(priorities.frames(database, "47", YEAR).factor_objectives) == 3


def test_what_is_tied_already_is_left_alone_and_the_same_click_counts_once(database, analyst, plan, factors):
    for values in ({"name": "uso pedagógico de las TIC"}, {"code": "permanencia", "name": "Quedarse"}):
        component = plan_elements.add(database, analyst, plan, "components", values)
    values = {"component_id": component["id"], "text": "Mío", "factor_ids": [factors["vías"]]}
    plan_elements.add(database, analyst, plan, "objectives", values)
    for _ in range(2):
        made = factor_objectives.make(database, analyst, plan, [factors["vías"], factors["rutas"]], key="uno")
        assert (made.objectives, made.components) == (1, 0)
    again = factor_objectives.make(database, analyst, plan, list(factors.values())[:3])
    assert (again.objectives, again.components) == (1, 0)
    assert objectives(database, plan) == [
        ("Quedarse", "Mío", [factors["vías"]]),
        ("Quedarse", "Superar: Deserción rural", [factors["rutas"]]),
        ("uso pedagógico de las TIC", "Superar: Sin internet", [factors["energía"]]),
    ]


def test_one_undo_takes_back_objectives_ties_and_components(database, analyst, plan, factors):
    factor_objectives.make(database, analyst, plan, list(factors.values()))
    save = plan_undo.last_save(database, analyst, plan)
    plan_undo.undo(database, analyst, plan, save)
    frames = plan_frames.frames(database, "47", plan)
    assert frames.objectives.empty and frames.components.empty
    assert priorities.frames(database, "47", YEAR).factor_objectives.empty
    assert factor_objectives.make(database, analyst, plan, list(factors.values())).objectives == 2


def test_the_undo_of_the_click_never_takes_back_a_later_change(database, analyst, plan, factors):
    factor_objectives.make(database, analyst, plan, list(factors.values()))
    save = plan_undo.last_save(database, analyst, plan)
    plan_elements.add(database, analyst, plan, "components", {"name": "Después"})
    with pytest.raises(StateError, match="guardó después otro cambio"):
        plan_undo.undo(database, analyst, plan, save)
    assert len(objectives(database, plan)) == 2


def test_it_needs_a_draft_and_live_factors(database, analyst, leader, plan, factors):
    with pytest.raises(NotFoundError, match="fue retirado"):
        factor_objectives.make(database, analyst, plan, ["nada"])
    plans.transition(database, leader, plan, 1, "en_viabilidad")
    with pytest.raises(StateError, match="no se puede editar"):
        factor_objectives.make(database, analyst, plan, list(factors.values()))


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ANALYST, Role.LEADER)])
def test_who_does_not_prioritize_makes_none(sqlite_database, analyst, enrol, plan, factors, role):
    with pytest.raises(NotAllowedError):
        factor_objectives.make(sqlite_database, enrol(role), plan, list(factors.values()))


def test_another_entity_makes_none(database, stranger, plan, factors):
    with pytest.raises(NotFoundError):
        factor_objectives.make(database, stranger, plan, list(factors.values()))
