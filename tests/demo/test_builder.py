"""The demonstration, made by the commands that people use, shows what it was invented to show."""

import shutil
from datetime import date

import pytest

from analytics.boards import indices
from analytics.breakdown import misleading_averages
from analytics.evaluation import evaluate_plan
from analytics.tree import PlanFrames, evaluate_actions
from data import closing, demo, opening, rural_enrolment
from data.demo.errors import HomeInUseError
from data.demo.plan import YEAR
from data.records import (
    audit,
    closures,
    conformity,
    entities,
    improvement,
    indicator_log,
    plan_frames,
    plans,
    reports,
    treatments,
    verifications,
)
from data.settings import Settings
from procedure import indicator_rules, indicator_sheet
from procedure.conformity.review import blocking, review
from procedure.roles import Role

AFTER_T2 = date(YEAR, 9, 15)


@pytest.fixture(scope="module")
def stores(demonstration_home):
    settings = Settings(demonstration_home, f"sqlite:///{(demonstration_home / 'records.sqlite').as_posix()}", "47")
    opened = opening.open_stores(settings)
    yield opened
    opened.database.engine.dispose()


@pytest.fixture(scope="module")
def plan(stores):
    found = plans.current(stores.database, "47", YEAR)
    frames = plan_frames.frames(stores.database, "47", found["id"])
    return PlanFrames(
        YEAR,
        frames.components,
        frames.objectives,
        frames.goals,
        frames.indicators,
        frames.indicator_slices,
        reports.values(stores.database, "47", found["id"]),
        frames.actions,
        frames.action_objectives,
        reports.action_progress(stores.database, "47", found["id"]),
    )


@pytest.fixture(scope="module")
def evaluated(plan):
    return evaluate_plan(plan.indicators, plan.slices, plan.values, 2, AFTER_T2, YEAR)


def test_the_plan_runs_with_two_trimesters_approved_and_the_next_year_in_draft(stores, plan):
    assert plans.current(stores.database, "47", YEAR)["state"] == "en_ejecucion"
    assert plans.current(stores.database, "47", YEAR + 1)["state"] == "borrador"
    approved = plan.values[plan.values["approved"]]
    assert set(approved["trimester"]) == {1, 2}
    assert len(approved) == len(plan.values) > 100


def test_one_component_is_in_trouble_because_it_works_without_transforming(plan, evaluated):
    board = indices(plan, evaluated, evaluate_actions(plan, 2, AFTER_T2))
    names = plan.components.set_index("id")["code"]
    rows = board[board["level"] == "componente"].assign(code=lambda frame: frame["id"].map(names)).set_index("code")
    assert list(rows.index[rows["resultado_light"] == "rojo"]) == ["inclusion"]
    assert not (rows["gestion_light"] == "rojo").any()
    assert rows.loc["inclusion", "quadrant"] == "ejecuta sin transformar"


def test_one_slice_is_hidden_by_a_good_mean(plan, evaluated):
    alerts = misleading_averages(evaluated[["indicator_id", "slice", "light"]])
    codes = plan.indicators.set_index("id")["code"]
    assert {codes[row.indicator_id]: row.slices for row in alerts.itertuples()}["PE-01"] == ["rural"]


def test_every_hoja_de_vida_is_complete_and_has_nothing_to_be_looked_at_again(stores):
    frames = plan_frames.frames(stores.database, "47", plans.current(stores.database, "47", YEAR)["id"])
    parts = (frames.indicator_variables, frames.indicator_slices)
    for row in frames.indicators.to_dict("records"):
        variables, slices = (part[part["indicator_id"] == row["id"]].to_dict("records") for part in parts)
        assert indicator_sheet.missing(row, variables, slices) == [], row["code"]
        assert indicator_rules.review(row, variables, slices, YEAR) == [], row["code"]


def test_the_strategy_is_written_and_the_next_year_inherits_it_without_its_dates(stores):
    this, following = (
        plan_frames.frames(stores.database, "47", plans.current(stores.database, "47", year)["id"])
        for year in (YEAR, YEAR + 1)
    )
    for table in ("strategy_team", "strategy_instruments", "strategy_spaces"):
        assert this.table(table)["name"].tolist() == following.table(table)["name"].tolist() != []
    assert [len(ids) for ids in this.strategy_instruments["indicator_ids"]] == [0, 4, 3, 2]
    codes = following.indicators.set_index("id")["code"]
    assert [sorted(map(codes.get, ids)) for ids in following.strategy_instruments["indicator_ids"]][2] == [
        "GA-05", "PE-01", "PE-03",
    ]  # fmt: skip
    assert this.strategies["periodicity"].tolist() == following.strategies["periodicity"].tolist() == ["trimestral"]
    assert this.strategy_spaces["first_date"].notna().all() and following.strategy_spaces["first_date"].isna().all()


def test_the_draft_has_a_log_of_changes_with_one_of_them_undone(stores):
    plan_id = plans.current(stores.database, "47", YEAR + 1)["id"]
    rows = plan_frames.frames(stores.database, "47", plan_id).indicators.set_index("code")
    told = indicator_log.entries(stores.database, "47", plan_id, rows["id"]["PE-01"])
    assert told["kind"].tolist() == ["copia", "edicion", "edicion", "edicion", "deshacer"]
    assert told["undone"].tolist() == [False, False, False, True, False]
    assert rows["periodicity"]["PE-01"] == "trimestral"


def test_its_audit_chain_is_whole_and_it_says_it_is_a_demonstration(stores):
    assert entities.get(stores.database, "47")["is_demonstration"]
    with stores.database.read() as connection:
        assert audit.verify(connection, "47") > 500


def test_making_it_again_changes_nothing(stores):
    assert demo.build(stores, tell=lambda step: None) == []


def test_it_refuses_a_folder_with_an_entity_of_its_own(sqlite_settings, enrol):
    enrol(Role.ANALYST)
    with pytest.raises(HomeInUseError, match="ya tiene datos"):
        demo.build(opening.open_stores(sqlite_settings), tell=lambda step: None)


def test_a_half_made_one_says_so(demonstration_home, tmp_path):
    home = tmp_path / "half"
    shutil.copytree(demonstration_home, home)
    stores = opening.open_stores(Settings(home, f"sqlite:///{(home / 'records.sqlite').as_posix()}", "47"))
    with stores.database.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE plans SET year = 2000 WHERE year = {YEAR + 1}")
    with pytest.raises(HomeInUseError, match="a medias"):
        demo.build(stores, tell=lambda step: None)


def test_the_plan_conforms_after_a_first_verification_that_did_not(stores):
    plan_id = plans.current(stores.database, "47", YEAR)["id"]
    share = rural_enrolment.share(stores.warehouse, "47", YEAR)
    found = conformity.read(stores.database, "47", plan_id, share)
    assert review(found) == []
    assert 30 < share < 45
    told = verifications.history(stores.database, "47", plan_id)
    assert told["result"].tolist() == ["no_conforme", "conforme"]
    assert told["plan_stamp"].iloc[-1] == found.stamp
    treated = treatments.listing(stores.database, "47", plan_id)
    assert treated["rule"].tolist() == ["C26", "L4"]
    assert treated["done_at"].notna().all()


def test_the_draft_of_the_next_year_has_what_to_mend(stores):
    plan_id = plans.current(stores.database, "47", YEAR + 1)["id"]
    rules = {one.rule for one in blocking(review(conformity.read(stores.database, "47", plan_id)))}
    assert {"C07", "C13", "C15", "C24"} <= rules


def test_the_first_trimester_is_closed_and_the_second_waits_for_its_actions(stores):
    plan_id = plans.current(stores.database, "47", YEAR)["id"]
    assert closures.states(stores.database, "47", plan_id) == {1: "cerrado"}
    assert list(closing.published_years(stores.database, stores.warehouse, "47", plan_id)) == [1]
    actions = improvement.listing(stores.database, "47", plan_id)
    assert sorted(actions["state"]) == [
        "abierta", "eficaz", "eficaz", "ejecutada", "ejecutada", "en_ejecucion", "no_eficaz",
    ]  # fmt: skip
    [again] = actions[actions["trimester"] == 2].to_dict("records")
    assert again["deviation"]["previous_number"] in set(actions.loc[actions["state"] == "no_eficaz", "number"])
    found = [one.text for one in closing.blocking(stores.database, "47", plan_id, 2, AFTER_T2)]
    assert sum("falta verificar su eficacia" in one for one in found) == 3
    assert any("abierta y sin plan" in one for one in found)
