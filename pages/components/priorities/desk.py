"""Everything that the steps of Priorización need to know, read once per rerun."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from data import priority_evidence
from data.opening import Stores
from data.records import ballots, plan_frames, plans, priorities
from data.records.ballots import Ballots
from data.records.plan_frames import PlanFrames
from data.records.priorities import PriorityFrames
from pages.components.priorities import evidence, scores
from pages.components.sheets import memory as memories
from pages.components.sheets.cells import unlike
from pages.components.sheets.memory import Memory
from pages.components.sheets.saving import Save
from pages.components.sheets.sheet import Sheet
from procedure.edits import Edit, Outcome
from procedure.roles import Actor, Permission, can
from procedure.states import EDITABLE_PLAN_STATES

PREFIX = "prioridades:"


@dataclass(frozen=True)
class Desk:
    """`plan`: the frames of the last plan of that year, None when there is none; `ballots`: what this person may see of
    the scoring, whose result (that of the last closed round) is in `frames.scores`."""

    stores: Stores
    actor: Actor
    memory: Memory
    year: int
    frames: PriorityFrames
    ballots: Ballots
    plan: PlanFrames | None

    @property
    def may_edit(self) -> bool:
        return can(self.actor, Permission.EDIT_PRIORITIES)

    @property
    def may_score(self) -> bool:
        return can(self.actor, Permission.SCORE_FACTORS)

    @property
    def may_run(self) -> bool:
        return can(self.actor, Permission.RUN_VOTING)

    @property
    def plan_is_draft(self) -> bool:
        return self.plan is not None and self.plan.plan["state"] in EDITABLE_PLAN_STATES

    @property
    def opportunities(self) -> dict[str, str]:
        """id → text, no two alike."""
        rows = self.frames.opportunities
        return unlike(dict(zip(rows["id"], rows["text"], strict=True)))

    @property
    def factors(self) -> dict[str, str]:
        rows = self.frames.factors
        return unlike(dict(zip(rows["id"], rows["text"], strict=True)))

    @property
    def votes(self) -> pd.DataFrame:
        """The scores as analytics.prioritization takes them: factor, voter, trend, urgency, impact."""
        return self.frames.scores.rename(columns={"factor_id": "factor", "user_id": "voter"})

    def sheet_name(self, kind: str) -> str:
        return f"{PREFIX}{self.year}:{kind}"


def read(stores: Stores, actor: Actor, year: int) -> Desk:
    plan = plans.current(stores.database, actor.entity_id, year)
    return Desk(
        stores,
        actor,
        memories.of(actor.user_id or ""),
        year,
        priorities.frames(stores.database, actor.entity_id, year),
        ballots.read(stores.database, actor, year),
        None if plan is None else plan_frames.frames(stores.database, actor.entity_id, plan["id"]),
    )


def saver(stores: Stores, actor: Actor) -> Save:
    """How the sheets of this page are saved: scores one voter at a time, the rest as rows."""

    def save(sheet: Sheet, edits: Sequence[Edit], key: str) -> Outcome:
        if sheet.table == scores.TABLE:
            return scores.save(stores.database, actor, edits)
        year = int(sheet.target)
        facts = partial(priority_evidence.facts, stores, actor.entity_id, year)
        stored = evidence.as_stored(edits, facts) if sheet.table == "opportunities" else edits
        return priorities.apply_edits(stores.database, actor, year, sheet.table, stored, key)

    return save
