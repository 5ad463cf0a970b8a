"""Which plan and which trimester are being reported, and everything of them that the page reads."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from data.opening import Stores
from data.records import entities, follow_up, overview, plan_frames, plans, reports, users
from data.records.plan_frames import PlanFrames
from pages.components import filters
from pages.components.reports.subjects import Subject, subjects_of
from procedure import calendar
from procedure.activity_states import Facts, activity_states
from procedure.calendar import Deadlines
from procedure.follow_up_pending import Delivery, deliveries
from procedure.follow_up_requests import Request, requests
from procedure.roles import Actor

RUNNING = "en_ejecucion"
REPORTED = (RUNNING, "cerrado")
_EVALUATION = 10


@dataclass(frozen=True)
class Context:
    """`subjects` are those this actor may report; `facts` counts everybody's; `requests` by subject: what is asked;
    `deliveries`: how each person goes with each trimester of the year.
    """

    stores: Stores
    actor: Actor
    plan: dict[str, Any]
    trimester: int
    today: date
    deadlines: Deadlines
    facts: Facts
    frames: PlanFrames
    values: pd.DataFrame
    progress: pd.DataFrame
    subjects: list[Subject]
    people: dict[str, str]
    requests: dict[str, Request]
    deliveries: list[Delivery]

    @property
    def year(self) -> int:
        return int(self.plan["year"])

    @property
    def is_running(self) -> bool:
        return bool(self.plan["state"] == RUNNING)

    @property
    def bounds(self) -> tuple[date, date]:
        return calendar.trimester_bounds(self.year, self.trimester)

    @property
    def due(self) -> date:
        """The last day for everything that is asked of the trimester; each report has its own (`request`)."""
        own = calendar.report_due(self.year, self.trimester, self.deadlines)
        return max((one.due for one in self.requests.values()), default=own)

    def request(self, subject: Subject) -> Request | None:
        """What the strategy asks of a subject this trimester; None when it asks for nothing."""
        return self.requests.get(subject.id)

    def person(self, user_id: str) -> str:
        return self.people.get(user_id, "sin responsable activo")


def reportable(stores: Stores, actor: Actor) -> pd.DataFrame:
    """Of each year, the last version of the plan that is or was in execution; newest first."""
    listed = plans.listing(stores.database, actor.entity_id)
    return listed[listed["state"].isin(REPORTED)].drop_duplicates("year")


def choose(stores: Stores, actor: Actor, today: date) -> Context | None:
    """The filters and what they lead to; None while no plan was ever in execution."""
    listed = reportable(stores, actor)
    if listed.empty:
        return None
    with st.container(horizontal=True):
        year = filters.year([int(one) for one in listed["year"]])
        facts = overview.facts(stores.database, actor.entity_id, year)
        due = calendar.deadlines(entities.get(stores.database, actor.entity_id)["settings"])
        trimester = filters.cutoff(in_turn(facts, year, today, due))
    plan_id = str(listed.loc[listed["year"] == year, "id"].iloc[0])
    return read(stores, actor, plan_id, trimester, today, due, facts)


def in_turn(facts: Facts, year: int, today: date, due: Deadlines) -> int:
    """The trimester that the periodic evaluation is waiting for."""
    return activity_states(facts, year, today, due)[_EVALUATION - 1].trimester or 1


def read(
    stores: Stores, actor: Actor, plan_id: str, trimester: int, today: date, due: Deadlines, facts: Facts
) -> Context:
    database = stores.database
    active = users.active(database, actor.entity_id)
    asked = requests(follow_up.read(database, actor.entity_id, plan_id))
    return Context(
        stores=stores,
        actor=actor,
        plan=plans.get(database, actor.entity_id, plan_id),
        trimester=trimester,
        today=today,
        deadlines=due,
        facts=facts,
        frames=plan_frames.frames(database, actor.entity_id, plan_id),
        values=reports.values(database, actor.entity_id, plan_id),
        progress=reports.action_progress(database, actor.entity_id, plan_id),
        subjects=subjects_of(reports.items(database, actor, plan_id, trimester)),
        people=dict(zip(active["id"], active["name"], strict=True)),
        requests={one.subject_id: one for one in asked if one.trimester == trimester},
        deliveries=deliveries(asked, follow_up.states(database, plan_id)),
    )
