"""Choosing and freezing baselines, on both kinds of records."""

import pytest

from data.records import audit, baselines
from data.records.errors import StaleVersionError
from procedure.errors import InvalidValueError, NotAllowedError, NotFoundError, StateError

CHOICE = {
    "plan_year": 2026,
    "indicator_code": "desercion",
    "slice": "total",
    "year": 2022,
    "statistic": "media_simple",
    "value": 4.1486,
    "unit": "%",
    "source": "MEN en cifras",
    "dataset_version_id": None,
}


def test_a_choice_is_listed_and_audited(database, actor):
    chosen = baselines.choose(database, actor, **CHOICE)
    listed = baselines.listing(database, "47", 2026)
    assert listed[["id", "value", "slice", "municipality_code"]].to_dict("records") == [
        {"id": chosen["id"], "value": 4.1486, "slice": "total", "municipality_code": ""}
    ]
    assert listed["frozen_at"].isna().all()
    assert baselines.listing(database, "47", 2027).columns.tolist() == baselines.LISTING_COLUMNS
    assert baselines.listing(database, "08", 2026).empty
    with database.read() as connection:
        assert audit.verify(connection, "47") == 1


def test_another_choice_for_the_same_slice_replaces_it(database, actor):
    first = baselines.choose(database, actor, **CHOICE)
    changed = baselines.choose(database, actor, **{**CHOICE, "year": 2021, "value": 2.015}, version=first["version"])
    assert (changed["id"], changed["value"], changed["version"]) == (first["id"], 2.015, 2)
    baselines.choose(database, actor, **{**CHOICE, "slice": "rural"})
    assert baselines.listing(database, "47", 2026)["slice"].tolist() == ["rural", "total"]


def test_two_clicks_make_one_choice(database, actor):
    assert baselines.choose(database, actor, **CHOICE) == baselines.choose(database, actor, **CHOICE)


def test_whoever_did_not_see_the_choice_of_another_does_not_overwrite_it(database, actor):
    first = baselines.choose(database, actor, **CHOICE)
    for seen in (None, 7):
        with pytest.raises(StaleVersionError) as caught:
            baselines.choose(database, actor, **{**CHOICE, "value": 9.9}, version=seen)
        assert caught.value.current["value"] == 4.1486
    assert baselines.listing(database, "47", 2026)["version"].tolist() == [first["version"]]


def test_a_frozen_baseline_no_longer_changes(database, actor):
    first = baselines.choose(database, actor, **CHOICE)
    frozen = baselines.freeze(database, actor, [first["id"]])[0]
    assert frozen["frozen_by"] == actor.user_id
    assert baselines.freeze(database, actor, [first["id"]]) == [frozen], "freezing again changes nothing"
    with pytest.raises(StateError, match="congelada"):
        baselines.choose(database, actor, **{**CHOICE, "value": 9.9}, version=frozen["version"])
    assert baselines.listing(database, "47", 2026)["value"].tolist() == [4.1486]


def test_freezing_is_all_or_nothing(database, actor):
    first = baselines.choose(database, actor, **CHOICE)
    with pytest.raises(NotFoundError):
        baselines.freeze(database, actor, [first["id"], "no existe"])
    assert baselines.listing(database, "47", 2026)["frozen_at"].isna().all()


@pytest.mark.parametrize(("field", "wrong"), [("statistic", "mediana"), ("value", float("nan"))])
def test_what_cannot_be_a_baseline_is_refused(database, actor, field, wrong):
    with pytest.raises(InvalidValueError) as caught:
        baselines.choose(database, actor, **{**CHOICE, field: wrong})
    assert caught.value.field == field


def test_only_who_may_freeze_baselines_chooses_them(database, actor, committee, stranger):
    first = baselines.choose(database, actor, **CHOICE)
    with pytest.raises(NotAllowedError):
        baselines.choose(database, committee, **CHOICE)
    with pytest.raises(NotAllowedError):
        baselines.freeze(database, committee, [first["id"]])
    with pytest.raises(NotFoundError):
        baselines.freeze(database, stranger, [first["id"]])
