"""Lights of an action by its gap, and what leaves it grey."""

import pandas as pd
import pytest

from analytics.actions import advance

YEAR = {"start": "2026-01-01", "end": "2026-12-31"}  # 181 of 365 days gone on 30/06: 49.589 %


@pytest.mark.parametrize(
    ("physical", "light"),
    [(39.54, "verde"), (39.53, "amarillo"), (24.54, "amarillo"), (24.53, "rojo"), (0, "rojo"), (None, "gris")],
)
def test_the_gap_as_shown_decides_the_light(physical, light):
    found = advance(pd.DataFrame([{**YEAR, "physical": physical}]), "2026-06-30")
    assert found["light"].tolist() == [light]


def test_time_stays_within_0_and_100_and_an_idle_action_is_grey_before_it_starts():
    rows = [
        {"start": "2026-07-01", "end": "2026-08-01", "physical": 0},
        {"start": "2026-07-01", "end": "2026-08-01", "physical": 5},
        {"start": "2026-01-01", "end": "2026-02-01", "physical": 100},
        {"start": "2026-06-30", "end": "2026-06-30", "physical": 100},
        {"start": "2026-02-01", "end": "2026-01-01", "physical": 100},
    ]
    found = advance(pd.DataFrame(rows), "2026-06-30")
    assert found["elapsed"].tolist()[:4] == [0, 0, 100, 100]
    assert pd.isna(found["elapsed"].iloc[4])
    assert found["light"].tolist() == ["gris", "verde", "verde", "verde", "gris"]


def test_without_an_appropriation_there_is_no_financial_advance():
    found = advance(pd.DataFrame([{**YEAR, "appropriated": 0, "committed": 5}]), "2026-06-30")
    assert found["financial"].isna().all()
