"""A published cut-off: read back whole from text, and deaf to what is corrected later."""

import json
from dataclasses import fields, replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.snapshots import published, restored, with_published
from analytics.year import Year, evaluate_year
from data.commands.bench.plans import generated

SMALL = {"components": 2, "objectives": 3, "goals": 4, "indicators": 6, "actions": 5}
TODAY = date(2026, 10, 5)


def same(found, expected):
    for one in fields(Year):
        pd.testing.assert_frame_equal(getattr(found, one.name), getattr(expected, one.name), check_exact=True)


@settings(max_examples=10)
@given(st.integers(0, 2**32 - 1), st.sampled_from([1, 2, 3, 4]))
def test_what_is_published_is_read_back_to_the_last_digit(seed, trimester):
    year = evaluate_year(generated(seed, **SMALL), TODAY)
    text = json.dumps(published(year, trimester), allow_nan=False)
    same(restored(json.loads(text)), year.at(trimester))


def test_a_later_correction_does_not_change_what_was_published():
    plan = generated(5, **SMALL)
    before = evaluate_year(plan, TODAY)
    closed = {2: json.loads(json.dumps(published(before, 2)))}
    values = plan.values.assign(value=plan.values["value"] + 7, approved=True)
    corrected = replace(plan, values=values, goals=plan.goals.assign(weight=3.0), components=plan.components[::-1])
    after = evaluate_year(corrected, TODAY)
    assert not after.at(2).indicators["actual"].equals(before.at(2).indicators["actual"])
    shown = with_published(after, closed)
    same(shown.at(2), before.at(2))
    for trimester in (1, 3, 4):
        same(shown.at(trimester), after.at(trimester))


def test_nothing_published_changes_nothing():
    year = evaluate_year(generated(**SMALL), TODAY)
    assert with_published(year, {}) is year


def test_what_cannot_be_read_is_refused():
    year = evaluate_year(generated(**SMALL), TODAY, trimesters=[1])
    with pytest.raises(ValueError, match="nothing was evaluated at trimester 3"):
        published(year, 3)
    with pytest.raises(ValueError, match="unknown format"):
        restored(published(year, 1) | {"format": 9})
