"""How far apart the slices of an indicator are, and whether they come closer."""

from datetime import date

import pandas as pd
import pytest

from analytics.evaluation import VALUE, evaluate_plan
from analytics.gaps import gaps

SHEET = {
    "id": "I", "goal_id": "G", "nature": "resultado", "accumulation": "nivel", "sense": "aumento", "basis": "brecha",
    "low": None, "high": None, "weight": 1.0,
}  # fmt: skip
SLICES = {  # slice: baseline, target, T1, T2
    "total": (60.0, 70.0, 62.0, 64.0),
    "urbana": (70.0, 76.0, 71.0, 72.0),
    "rural": (50.0, 66.0, 52.0, 57.0),
    "discapacidad": (40.0, 60.0, 41.0, None),
}


def found(given=SLICES, **sheet):
    slices = [
        {"indicator_id": "I", "slice": name, "applies": True, "baseline": baseline, "target": target,
         "t1": None, "t2": None, "t3": None, "t4": None}
        for name, (baseline, target, *_) in given.items()
    ]  # fmt: skip
    reported = [
        ("I", name, trimester, values[trimester - 1], True)
        for name, (_, _, *values) in given.items() for trimester in (1, 2) if values[trimester - 1] is not None
    ]  # fmt: skip
    evaluated = evaluate_plan(
        pd.DataFrame([SHEET | sheet]), pd.DataFrame(slices), pd.DataFrame(reported, columns=VALUE),
        (1, 2), date(2026, 7, 15), 2026,
    )  # fmt: skip
    return gaps(evaluated).set_index(["gap", "trimester"])


def test_the_urban_rural_gap_has_its_baseline_target_and_way_walked():
    row = found().loc[("urbana-rural", 2)]
    assert row[["baseline", "target", "actual"]].tolist() == [20, 10, 15]
    assert (row["percent"], row["status"], row["light"]) == (50, "con_dato", "rojo")


def test_a_group_is_compared_with_the_whole_and_says_how_old_its_figure_is():
    both = found().loc["discapacidad"]
    assert both.loc[1, ["baseline", "target", "actual", "stale_trimesters"]].tolist() == [20, 10, 21, 0]
    assert both.loc[1, "status"] == "retroceso"
    assert both.loc[2, ["actual", "stale_trimesters"]].tolist() == [23, 1]


def test_a_side_without_a_figure_leaves_the_gap_null_and_never_0():
    given = SLICES | {"rural": (50.0, None, None, None)}
    row = found(given).loc[("urbana-rural", 2)]
    assert row[["target", "actual", "percent"]].isna().all()
    assert row["status"] == "pendiente"  # the deadline of the goal is the end of the year


@pytest.mark.parametrize(("rural_now", "percent", "status"), [(57.0, 100, "cumplida"), (51.0, None, "retroceso")])
def test_a_gap_that_is_to_stay_is_met_while_it_is_no_wider(rural_now, percent, status):
    given = {"urbana": (70.0, 76.0, 71.0, 72.0), "rural": (50.0, 56.0, 52.0, rural_now)}
    row = found(given).loc[("urbana-rural", 2)]
    assert row["status"] == status
    assert row["percent"] == percent if percent is not None else pd.isna(row["percent"])


def test_where_the_rural_side_is_better_the_gap_closes_from_below():
    given = {"urbana": (3.0, 3.0, 3.0, 3.0), "rural": (5.0, 4.0, 5.0, 4.5)}
    row = found(given, sense="reduccion").loc[("urbana-rural", 2)]
    assert row[["baseline", "target", "actual", "percent"]].tolist() == [-2, -1, -1.5, 50]


def test_one_slice_alone_and_a_milestone_have_no_gap():
    assert found({"total": SLICES["total"]}).empty
    assert found(accumulation="hito").empty
