"""The year at once, held to the same rules one trimester at a time."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.plan import NATURE
from analytics.year import evaluate_year
from data.commands.bench.plans import SLICES, generated
from tests.analytics import per_trimester

SMALL = {"components": 3, "objectives": 5, "goals": 8, "indicators": 12, "actions": 10}
plans = st.integers(0, 2**32 - 1).map(lambda seed: generated(seed, **SMALL))
days = st.dates(date(2026, 1, 1), date(2027, 3, 1))


def same(found, expected):
    """The same figures to a billionth, the same words, whatever the order of the columns."""
    pd.testing.assert_frame_equal(found[expected.columns], expected, check_dtype=False, check_exact=False, atol=1e-9)


@settings(max_examples=8)
@given(plans, days, st.booleans(), st.integers(0, 20), st.sampled_from(list(NATURE)), st.sampled_from(SLICES))
def test_the_year_at_once_is_its_trimesters_one_by_one(plan, today, unapproved, grace, kind, slice_code):
    options = {"include_unapproved": unapproved, "grace_days": grace}
    year = evaluate_year(plan, today, **options)
    for trimester in (1, 2, 3, 4):
        at = year.at(trimester)
        measured = per_trimester.evaluated(plan, trimester, today, **options)
        done = per_trimester.actions(plan, trimester, today, **options)
        same(at.indicators, measured)
        same(at.actions, done)
        expected = per_trimester.figures(per_trimester.tree(plan, measured, done, kind, slice_code))
        own = at.nodes[at.nodes["kind"].eq(kind) & at.nodes["slice"].eq(slice_code)]
        names = ["pam" if level == "pam" else f"{level}:{own_id}" for level, own_id in own[["level", "id"]].to_numpy()]
        found = own[["strict", "coverage", "regression"]].to_numpy(dtype=float)
        assert found == pytest.approx(np.array([expected[name] for name in names], dtype=float), nan_ok=True)
