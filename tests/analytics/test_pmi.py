"""The needs of the schools add up, say how many answered, and never take silence for a 0."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analytics import pmi

PLACES = ("47053", "47058", "47170")
ZONES = (None, "total", "urbana", "rural")

school_rows = st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(ZONES)), min_size=1, max_size=30)
stages = st.one_of(st.none(), st.integers(10, 40).map(lambda number: number / 10))


def schools(rows, prefix="s"):
    return pd.DataFrame(
        [(f"{prefix}{number}", place, zone) for number, (place, zone) in enumerate(rows)],
        columns=["school_code", "municipality_code", "zone"],
    )


def at(found, item=None, municipality="", zone="total"):
    rows = found[found["municipality_code"].eq(municipality) & found["zone"].eq(zone)]
    rows = rows if item is None else rows[rows["item"].eq(item)]
    return rows.iloc[0] if len(rows) else None


def test_the_directory_places_whoever_answered_and_says_who_is_outside():
    directory = schools([("47053", "rural"), ("47058", "urbana")])
    answered = pd.DataFrame(
        [("s0", "47058", "urbana"), ("x", "47170", "total"), ("s1", "47058", None)],
        columns=["school_code", "municipality_code", "zone"],
    )
    found = pmi.located(answered, directory)
    assert found["municipality_code"].tolist() == ["47053", "47170", "47058"]
    assert found["zone"].fillna("").tolist() == ["rural", "", "urbana"]
    assert found["is_listed"].tolist() == [True, False, True]


@given(school_rows, st.data())
def test_coverage_is_between_0_and_100_and_its_municipalities_add_up(rows, data):
    directory = schools(rows).assign(zone=lambda frame: frame["zone"].where(frame["zone"].ne("total")))
    chosen = data.draw(st.lists(st.sampled_from(range(len(rows))), unique=True))
    answered = pmi.located(directory.iloc[chosen], directory)
    found = pmi.coverage(answered, directory)
    assert found["share"].dropna().between(0, 100).all()
    total = found[found["zone"].eq("total")]
    parts, whole = total[total["municipality_code"].ne("")], at(found)
    assert (parts["answered"].sum(), parts["schools"].sum()) == (whole["answered"], whole["schools"])
    assert (whole["answered"], whole["schools"]) == (len(chosen), len(rows))
    zones = found[found["municipality_code"].eq("") & found["zone"].ne("total")]
    assert zones["schools"].sum() + directory["zone"].isna().sum() == len(rows)


def test_without_a_directory_nobody_knows_of_how_many():
    answered = pmi.located(schools([("47053", "rural")]), schools([]))
    found = at(pmi.coverage(answered, schools([])))
    assert found["answered"] == 1 and pd.isna(found["schools"]) and pd.isna(found["share"])


def test_a_municipality_of_which_nobody_answered_is_0_of_its_schools():
    directory = schools([("47053", "rural"), ("47058", "rural")])
    found = at(pmi.coverage(pmi.located(directory.iloc[:1], directory), directory), municipality="47058")
    assert (found["answered"], found["schools"], found["share"]) == (0, 1, 0.0)


def test_a_school_outside_the_directory_is_counted_and_never_takes_coverage_over_100():
    directory = schools([("47053", "rural")])
    answered = pmi.located(schools([("47053", "rural"), ("47053", "rural")]), directory)
    found = at(pmi.coverage(answered, directory))
    assert (found["answered"], found["listed"], found["schools"], found["share"]) == (2, 1, 1, 100.0)


@given(school_rows, st.data())
def test_what_is_valued_adds_up_and_a_null_is_never_a_0(rows, data):
    places = schools(rows)
    drawn = data.draw(st.lists(stages, min_size=len(rows), max_size=len(rows)))
    values = places.assign(item="academica", value=pd.Series(drawn, dtype="float64"))
    found = pmi.valuations(values)
    known = [one for one in drawn if one is not None]
    whole = at(found, "academica")
    if not known:
        assert found.empty
        return
    assert whole["valued"] == len(known)
    assert abs(whole["mean"] - sum(known) / len(known)) < 1e-9
    assert 1 <= whole["mean"] <= 4 and whole["low"] == sum(one < pmi.LOW for one in known)
    parts = found[found["zone"].eq("total") & found["municipality_code"].ne("")]
    assert (parts["valued"].sum(), parts["low"].sum()) == (whole["valued"], whole["low"])
    zoned = found[found["municipality_code"].eq("") & found["zone"].ne("total")]
    assert zoned["valued"].sum() <= whole["valued"]


def test_the_middle_of_the_scale_is_not_low():
    values = schools([("47053", None)] * 3).assign(item="academica", value=[2.4, 2.5, 4.0])
    found = at(pmi.valuations(values), "academica")
    assert found["low"] == 1 and abs(found["low_share"] - 100 / 3) < 1e-9


def test_a_need_said_twice_by_a_school_counts_once_and_ties_share_the_rank():
    places = schools([("47053", "rural"), ("47053", "urbana"), ("47058", "rural")])
    parts = [
        places.assign(item="gestion_aula"),
        places.iloc[:1].assign(item="gestion_aula"),
        places.iloc[1:].assign(item="talento_humano"),
        places.iloc[:2].assign(item="servicios"),
    ]
    named = pd.concat(parts)
    found = pmi.needs(named)
    whole = found[found["municipality_code"].eq("") & found["zone"].eq("total")]
    assert whole[["item", "schools", "of", "rank"]].to_numpy().tolist() == [
        ["gestion_aula", 3, 3, 1], ["servicios", 2, 3, 2], ["talento_humano", 2, 3, 2],
    ]  # fmt: skip
    assert at(found, "gestion_aula", "47058", "rural")["share"] == 100


def test_nobody_who_names_a_need_is_an_empty_answer():
    assert pmi.needs(schools([]).assign(item=[])).empty


def test_a_component_attends_what_it_declares_and_what_its_goals_do():
    components = pd.DataFrame({"id": ["a", "b", "c"], "pmi_areas": [["academica"], [], []]})
    goals = pd.DataFrame({"id": ["1", "2", "3"], "component_id": ["a", "b", "b"],
                          "pmi_areas": [["academica", "directiva"], ["comunidad"], ["comunidad"]]})  # fmt: skip
    found = pmi.answers(components, goals)
    assert found[["component_id", "area", "declares", "goals"]].to_numpy().tolist() == [
        ["a", "academica", True, 1], ["a", "directiva", False, 1], ["b", "comunidad", False, 2],
    ]  # fmt: skip
