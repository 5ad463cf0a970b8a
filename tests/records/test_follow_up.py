"""The follow-up of a plan as it is stored: the same requests on each store, from rows that people wrote."""

from datetime import date

import pytest
from sqlalchemy import update

from data.records import follow_up, plan_elements, plan_frames, plan_undo, plans
from data.records.schema.identity import users
from procedure.edits import Change
from procedure.errors import InvalidValueError, NotAllowedError, StateError
from procedure.follow_up_requests import requests
from procedure.follow_up_strategy import incomplete


class Strategy:
    def __init__(self, database, analyst, responsible):
        self.database, self.analyst = database, analyst
        self.id = plans.create(database, analyst, 2026, "Plan 2026")["id"]
        component = self.add("components", name="c")
        objective = self.add("objectives", component_id=component, text="o")
        goal = self.add("goals", objective_id=objective, text="m")
        mine = {"goal_id": goal, "responsible_id": responsible.user_id}
        self.indicator = self.add("indicators", name="i", code="I-1", reporting_day=10, **mine)
        self.other = self.add("indicators", name="j", is_followed=False, **mine)
        self.instrument = self.add("strategy_instruments", name="SIMAT", indicator_ids=[self.indicator])
        self.space = self.add("strategy_spaces", name="Comité", purpose="ambas", first_date="2026-04-30")

    def add(self, table, actor=None, **values):
        return plan_elements.add(self.database, actor or self.analyst, self.id, table, values)["id"]

    def change(self, table, row_id, actor=None, **changes):
        rows = plan_frames.frames(self.database, "47", self.id).table(table).set_index("id")
        version = int(rows["version"][row_id])
        plan_elements.change(self.database, actor or self.analyst, self.id, table, row_id, version, changes)

    def read(self):
        return follow_up.read(self.database, "47", self.id)

    def asked(self):
        return [(one.trimester, one.code, one.asked, one.due, one.instruments) for one in requests(self.read())]


@pytest.fixture
def strategy(database, analyst, responsible):
    return Strategy(database, analyst, responsible)


def test_what_is_asked_is_read_from_what_was_written(strategy, responsible):
    assert strategy.asked() == [
        (number, "I-1", responsible.name, day, ("SIMAT",))
        for number, day in enumerate((date(2026, 4, 10), date(2026, 7, 10), date(2026, 10, 10), date(2027, 1, 10)), 1)
    ]


def test_each_trimester_counts_what_it_asks_for_and_its_last_day(strategy):
    found = follow_up.trimester_facts(strategy.read(), {("indicador", strategy.indicator, 1): "aprobado"})
    assert (found[1].expected, found[1].begun, found[1].submitted, found[1].approved) == (1, 1, 1, 1)
    assert (found[2].expected, found[2].begun, found[2].due) == (1, 0, date(2026, 7, 10))


def test_an_account_that_is_closed_is_replaced_by_the_leader(strategy, database, leader, responsible):
    with database.engine.begin() as connection:
        connection.execute(update(users).where(users.c.id == responsible.user_id).values(is_active=False))
    found = requests(strategy.read(), [1])
    assert [one.asked for one in found] == [leader.name]
    assert found[0].remarks == (f"La cuenta de {responsible.name} está inactiva: se le pide al líder.",)


def test_rows_are_plain_values_and_what_is_missing_is_none(strategy):
    found = strategy.read()
    assert found.strategy["periodicity"] is None
    assert found.spaces[0]["first_date"] == date(2026, 4, 30)
    assert found.instruments[0]["responsible_id"] is None and found.indicators[0]["source_lag_days"] is None
    assert len(incomplete(found)) == 5, "only the spaces say all that is asked"


def test_the_ties_of_an_instrument_are_undone_with_its_save(strategy, database, analyst):
    strategy.change("strategy_instruments", strategy.instrument, indicator_ids=[strategy.other])
    assert strategy.read().instruments[0]["indicator_ids"] == [strategy.other]
    plan_undo.undo(database, analyst, strategy.id)
    assert strategy.read().instruments[0]["indicator_ids"] == [strategy.indicator]
    strategy.change("strategy_instruments", strategy.instrument, indicator_ids=[])
    assert strategy.read().instruments[0]["indicator_ids"] == []


def test_an_indicator_of_another_plan_is_no_option(strategy, database, analyst):
    with pytest.raises(InvalidValueError, match="ese elemento no existe"):
        strategy.change("strategy_instruments", strategy.instrument, indicator_ids=["nada"])


def test_the_coauthor_sets_dates_and_the_rest_change_nothing(strategy, coauthor, committee, responsible):
    strategy.change("strategy_spaces", strategy.space, actor=coauthor, first_date="2026-05-04", periodicity="semestral")
    assert strategy.read().spaces[0]["first_date"] == date(2026, 5, 4)
    with pytest.raises(NotAllowedError, match="no permite cambiar Espacio"):
        strategy.change("strategy_spaces", strategy.space, actor=coauthor, name="Otro")
    with pytest.raises(NotAllowedError):
        strategy.add("strategy_team", actor=coauthor, name="Otro")
    for actor in (committee, responsible):
        with pytest.raises(NotAllowedError):
            strategy.change("strategy_spaces", strategy.space, actor=actor, periodicity="anual")


def test_it_only_changes_in_draft(strategy, database, leader):
    plans.transition(database, leader, strategy.id, 1, "en_viabilidad")
    with pytest.raises(StateError, match="Solo se edita en borrador"):
        strategy.change("strategy_spaces", strategy.space, first_date="2026-05-04")


def test_two_people_who_save_the_same_space_both_keep_what_they_wrote(strategy, database, leader):
    strategy.change("strategy_spaces", strategy.space, actor=leader, purpose="decision")
    stale = Change(strategy.space, 1, {"purpose": "socializacion"})
    outcome = plan_elements.apply_edits(database, strategy.analyst, strategy.id, "strategy_spaces", [stale])
    assert outcome.conflicts[0].attempted == {"purpose": "socializacion"}
    assert outcome.conflicts[0].current["purpose"] == "decision"
