"""The two indices of a small plan: leaves of each kind, shared actions, zones, the committee's matrix."""

from datetime import date

import pandas as pd
import pytest

from analytics import boards, tree
from analytics.evaluation import VALUE, evaluate_plan

AFTER_T2 = date(2026, 7, 15)
PLANNED = {"accumulation": "suma", "sense": "aumento", "basis": "directo", "low": 70.0, "high": 90.0, "weight": 100.0}


def frame(columns, *rows):
    return pd.DataFrame(list(rows), columns=columns.split())


@pytest.fixture
def plan():
    """Two components of one objective each; a result indicator in both, a process one only in the first."""
    sheets = [
        {"id": "R1", "goal_id": "G1", "nature": "resultado"}, {"id": "P1", "goal_id": "G1", "nature": "proceso"},
        {"id": "R2", "goal_id": "G2", "nature": "resultado"},
    ]  # fmt: skip
    schedule = {"applies": True, "baseline": None, "target": 100.0, "t1": 25.0, "t2": 50.0, "t3": 75.0, "t4": 100.0}
    slices = [{"indicator_id": i, "slice": s, **schedule} for i in ("R1", "P1", "R2") for s in ("total", "rural")]
    return tree.PlanFrames(
        year=2026,
        components=frame("id weight", ("C1", 60.0), ("C2", 40.0)),
        objectives=frame("id component_id weight", ("O1", "C1", 100.0), ("O2", "C2", 100.0)),
        goals=frame("id objective_id weight", ("G1", "O1", 100.0), ("G2", "O2", 100.0)),
        indicators=pd.DataFrame([PLANNED | sheet for sheet in sheets]),
        slices=pd.DataFrame(slices),
        values=pd.DataFrame(
            [
                ("R1", "total", 1, 25.0, True), ("R1", "total", 2, 15.0, True),
                ("P1", "total", 1, 25.0, True), ("P1", "total", 2, 25.0, True),
            ],
            columns=VALUE,
        ),
        actions=frame(
            "id goal_id start_date end_date location weight",
            ("A1", None, date(2026, 1, 1), date(2026, 12, 31), "ambas", 1.0),
            ("A2", "G2", date(2026, 1, 1), date(2026, 6, 30), "urbana", 1.0),
            ("A3", "G2", date(2026, 9, 1), date(2026, 12, 31), "rural", 1.0),
        ),
        action_objectives=frame("action_id objective_id", ("A1", "O1"), ("A1", "O2")),
        action_progress=frame(
            "action_id trimester physical approved",
            ("A1", 2, 49.6, True), ("A2", 1, 100.0, True), ("A2", 2, None, True),
        ),
    )  # fmt: skip


def nodes_of(plan, kind, slice_code="total", trimester=2):
    evaluated = evaluate_plan(plan.indicators, plan.slices, plan.values, trimester, AFTER_T2, plan.year)
    return tree.tree(plan, evaluated, tree.evaluate_actions(plan, trimester, AFTER_T2), kind, slice_code)


def test_actions_are_measured_against_time(plan):
    found = tree.evaluate_actions(plan, 2, AFTER_T2).set_index("action_id")
    assert found["status"].to_dict() == {"A1": "cumplida", "A2": "cumplida", "A3": "no_programado"}
    assert found["light"].to_dict() == {"A1": "verde", "A2": "verde", "A3": "gris"}
    assert found.loc["A2", "physical"] == 100  # done in T1: nobody reports it again
    assert tree.evaluate_actions(plan, 1, date(2026, 3, 1)).set_index("action_id").loc["A1", "status"] == "pendiente"


def test_a_zero_reported_before_the_start_is_not_an_early_advance(plan):
    early = pd.DataFrame([("A3", 2, 0.0, True)], columns=plan.action_progress.columns)
    found = tree.evaluate_actions(_with(plan, action_progress=early), 2, AFTER_T2).set_index("action_id")
    assert found.loc["A3", "status"] == "no_programado"


def test_an_action_not_approved_yet_waits_in_grey(plan):
    progress = plan.action_progress.assign(approved=False)
    found = tree.evaluate_actions(_with(plan, action_progress=progress), 2, AFTER_T2).set_index("action_id")
    assert found.loc["A1", ["status", "light", "contribution"]].tolist() == ["por_verificar", "gris", 0]


def test_money_is_read_to_date(plan):
    progress = plan.action_progress.assign(committed=[210.0, 100.0, None])
    paid = _with(plan, action_progress=progress, actions=plan.actions.assign(appropriated=600.0))
    found = tree.evaluate_actions(paid, 2, AFTER_T2).set_index("action_id")["financial"]
    assert found["A1"] == 35
    assert found["A2"] == pytest.approx(100 / 6)
    assert pd.isna(found["A3"])


def test_each_index_has_only_its_own_leaves(plan):
    result, management = nodes_of(plan, "resultado"), nodes_of(plan, "gestion")
    assert result.loc[result["status"].notna(), "id"].tolist() == ["R1", "R2"]
    assert sorted(management.loc[management["status"].notna(), "id"]) == ["A1", "A1", "A2", "A3", "P1"]


def test_a_shared_action_splits_its_weight_so_that_it_counts_once(plan):
    nodes = nodes_of(plan, "gestion").set_index("node")
    shared = nodes[nodes["id"].eq("A1")]
    assert shared["weight"].sum() == 1
    assert shared["parent"].tolist() == ["acciones:O1", "acciones:O2"]


def test_the_figures_of_each_component_follow_the_weights(plan):
    rolled = tree.rolled(nodes_of(plan, "resultado")).set_index("node")
    assert rolled.loc["componente:C1", ["strict", "coverage"]].tolist() == [80, 100]
    assert rolled.loc["componente:C2", ["strict", "coverage"]].tolist() == [0, 0]
    assert rolled.loc["pam", ["strict", "reported", "coverage", "light"]].tolist() == [48, 80, 60, "rojo"]
    counts = tree.status_counts(nodes_of(plan, "resultado"))
    assert counts.loc["pam", ["con_dato", "sin_reporte"]].tolist() == [1, 1]
    assert counts.loc["indicador:R1"].sum() == 1


def test_both_indices_meet_in_a_quadrant_and_are_never_merged(plan):
    evaluated = evaluate_plan(plan.indicators, plan.slices, plan.values, 2, AFTER_T2, plan.year)
    found = boards.indices(plan, evaluated, tree.evaluate_actions(plan, 2, AFTER_T2)).set_index("id")
    assert found.loc["C1", ["gestion_strict", "resultado_strict"]].tolist() == [100, 80]
    assert found["quadrant"].to_dict() == {
        "pam": "ejecuta sin transformar", "C1": "ejecuta y transforma", "C2": "ejecuta sin transformar",
    }  # fmt: skip
    assert boards.quadrant(float("nan"), 80) == "—"
    assert boards.quadrant(69.95, 69.94) == "ejecuta sin transformar"


def test_a_zone_has_its_own_index_with_its_own_actions(plan):
    nodes = nodes_of(plan, "gestion", "rural")
    assert set(nodes.loc[nodes["level"].eq("accion"), "id"]) == {"A1", "A3"}
    assert "acciones" not in set(nodes_of(plan, "gestion", "victimas")["level"])


def test_an_objective_with_actions_only_is_measured_by_them(plan):
    rolled = tree.rolled(nodes_of(plan, "gestion")).set_index("node")
    assert rolled.loc["objetivo:O2", "strict"] == 100
    assert not rolled.loc["objetivo:O2", "assumed_weight"]


def test_undeclared_weights_share_evenly_and_say_so(plan):
    bare = _with(plan, components=plan.components.assign(weight=0.0))
    nodes = nodes_of(bare, "resultado").set_index("node")
    assert nodes.loc[["componente:C1", "componente:C2"], "assumed_weight"].all()
    assert tree.rolled(nodes_of(bare, "resultado")).loc[0, "strict"] == 40


def test_the_matrix_has_every_component_and_trimester(plan):
    matrix = boards.component_matrix(plan, AFTER_T2, "resultado")
    assert matrix["component_id"].tolist() == ["C1"] * 4 + ["C2"] * 4
    assert matrix["trimester"].tolist() == [1, 2, 3, 4] * 2
    assert matrix["light"].tolist() == ["verde", "amarillo", "gris", "gris", "rojo", "rojo", "gris", "gris"]


def test_a_plan_without_anything_has_a_dash(plan):
    names = ("components", "objectives", "goals", "indicators", "slices", "values", "actions", "action_objectives",
             "action_progress")  # fmt: skip
    empty = _with(plan, **{name: getattr(plan, name).iloc[:0] for name in names})
    for kind in ("gestion", "resultado"):
        rolled = tree.rolled(nodes_of(empty, kind))
        assert rolled["light"].tolist() == ["gris"]
        assert tree.status_counts(nodes_of(empty, kind)).to_numpy().sum() == 0
    assert boards.component_matrix(empty, AFTER_T2, "gestion").empty


def _with(plan, **changes):
    return tree.PlanFrames(**(vars(plan) | changes))
