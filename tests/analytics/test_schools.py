"""From schools to municipalities: each figure by hand, in total and by zone, and what is not known stays unknown."""

import pandas as pd
import pytest

from analytics import schools

BY = ["place", "zone"]
ROWS = pd.DataFrame(
    {
        "place": ["A", "A", "A", "B"],
        "zone": ["urbana", "rural", None, "rural"],
        "school": ["1", "2", "2", "3"],
        "value": [4.0, 1.0, 1.0, None],
        "numerator": [1.0, 3.0, None, None],
        "denominator": [4.0, 4.0, 9.0, None],
    }
)


def answer(frame: pd.DataFrame) -> dict[tuple[str, str], float | None]:
    shown = frame["value"].astype(object).where(frame["value"].notna(), None)
    return dict(zip(zip(frame["place"], frame["zone"], strict=True), shown, strict=True))


@pytest.fixture
def wide() -> pd.DataFrame:
    return schools.in_total_and_by_zone(ROWS)


def test_every_school_counts_in_the_total_and_in_its_zone_if_it_has_one(wide: pd.DataFrame) -> None:
    assert wide["zone"].value_counts().to_dict() == {"total": 4, "rural": 2, "urbana": 1}


def test_a_mean_weighs_each_school_one_and_carries_its_fraction(wide: pd.DataFrame) -> None:
    found = schools.means(wide, BY)
    expected = {("A", "total"): 2, ("A", "urbana"): 4, ("A", "rural"): 1, ("B", "total"): None, ("B", "rural"): None}
    assert answer(found) == expected
    total = found.query("place == 'A' and zone == 'total'").iloc[0]
    assert (total["numerator"], total["denominator"]) == (6, 3)


def test_a_share_is_the_percent_of_the_schools_that_say_it(wide: pd.DataFrame) -> None:
    found = answer(schools.shares(wide, BY, 1.0))
    assert found[("A", "total")] == pytest.approx(200 / 3)
    assert (found[("A", "urbana")], found[("B", "total")]) == (0, None)


def test_a_sum_with_a_part_missing_is_not_known() -> None:
    rows = ROWS.assign(value=[4.0, None, 1.0, 2.0])
    found = answer(schools.sums(schools.in_total_and_by_zone(rows), BY))
    expected = {("A", "total"): None, ("A", "urbana"): 4, ("A", "rural"): None, ("B", "total"): 2, ("B", "rural"): 2}
    assert found == expected


def test_a_ratio_adds_both_parts_before_dividing(wide: pd.DataFrame) -> None:
    found = answer(schools.ratios(wide, BY))
    assert found == {("A", "total"): 50, ("A", "urbana"): 25, ("A", "rural"): 75}
    nothing = ROWS.iloc[:1].assign(denominator=0.0)
    assert answer(schools.ratios(nothing, BY)) == {("A", "urbana"): None}


def test_a_count_is_of_distinct_codes(wide: pd.DataFrame) -> None:
    assert answer(schools.counts(wide, BY, "school"))[("A", "total")] == 2


def test_missing_columns_are_named() -> None:
    with pytest.raises(ValueError, match="zone"):
        schools.in_total_and_by_zone(ROWS.drop(columns="zone"))
    with pytest.raises(ValueError, match="value"):
        schools.means(ROWS.drop(columns="value"), BY)
