"""A correction keeps the committee's viability unless goals, costs or resources changed."""

import pytest

from procedure.viability import touches_viability

LIVE = {"voided_at": None}


@pytest.mark.parametrize(
    ("subject", "before", "after", "touches"),
    [
        ("goals", {**LIVE, "text": "a"}, {**LIVE, "text": "b"}, True),
        ("goal_slices", None, LIVE, True),
        ("action_resources", {**LIVE, "amount": 1}, {**LIVE, "amount": 2}, True),
        ("components", {**LIVE, "name": "a"}, {**LIVE, "name": "b"}, False),
        ("objectives", None, LIVE, False),
        ("indicator_slices", {**LIVE, "t1": 1.0}, {**LIVE, "t1": 2.0}, False),
        ("indicator_slices", {**LIVE, "target": 1.0}, {**LIVE, "target": 2.0}, True),
        ("indicator_slices", LIVE, {"voided_at": "2026-01-01"}, True),
        ("actions", {**LIVE, "end_date": "a"}, {**LIVE, "end_date": "b"}, False),
        ("actions", {**LIVE, "technical_resources": "a"}, {**LIVE, "technical_resources": "b"}, True),
        ("actions", None, LIVE, True),
        ("actions", {"objective_ids": []}, {"objective_ids": ["o"]}, False),
    ],
)
def test_only_goals_costs_and_resources_send_the_plan_back(subject, before, after, touches):
    assert touches_viability(subject, before, after) is touches
