"""What the documents of the prioritization are made of, read once: the last closed round and what stands with it."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from analytics.prioritization import rank
from data import catalog
from data.records import ballots, datasets, entities, plan_frames, plans, priorities, users
from data.records.ballots import Ballots
from data.records.database import Database
from data.records.priorities import PriorityFrames
from procedure.errors import NotFoundError
from procedure.roles import Actor
from reports.profile_record import DEMONSTRATION, moment

PROCEDURE = "GED-EDU-PR-S1-05, Gestión del Plan de Apoyo al Mejoramiento, actividad 2"
NO_COMPONENT = "Sin componente"


@dataclass(frozen=True)
class Figures:
    """`ranked`: analytics.prioritization.rank of the round; `factors` by id, with `opportunity`, `component`,
    `component_place`, `objectives` (texts) beside the stored fields; `history`: the scores of every closed round."""

    year: int
    identity: dict[str, str]
    notice: str
    made: datetime
    frames: PriorityFrames
    ballots: Ballots
    ranked: pd.DataFrame
    factors: pd.DataFrame
    history: pd.DataFrame
    versions: pd.DataFrame
    titles: dict[str, str]

    @property
    def votes(self) -> pd.DataFrame:
        return votes_of(self.frames.scores)

    @property
    def round_number(self) -> int:
        return self.ballots.closed_number


def votes_of(scores: pd.DataFrame) -> pd.DataFrame:
    """The stored scores as analytics takes them: factor, voter, trend, urgency, impact."""
    return scores.rename(columns={"factor_id": "factor", "user_id": "voter"})


def read(database: Database, actor: Actor, year: int, made: datetime) -> Figures:
    """The prioritization of a year as it is saved now. Raises NotFoundError while no round of it is closed."""
    frames = priorities.frames(database, actor.entity_id, year)
    seen = ballots.read(database, actor, year)
    scores = frames.scores[frames.scores["factor_id"].isin(frames.factors["id"])]
    if scores.empty:
        raise NotFoundError(
            f"Todavía no hay una ronda de calificación cerrada en {year}: no hay resultado que descargar. "
            "La cierra el líder en el paso 2."
        )
    entity = entities.get(database, actor.entity_id)
    people = users.active(database, actor.entity_id)
    return Figures(
        year,
        _identity(entity["name"], year, made, seen),
        DEMONSTRATION if entity["is_demonstration"] else "",
        made,
        frames,
        seen,
        rank(votes_of(scores)).dropna(subset=["total"]).reset_index(drop=True),
        _factors(frames, _objectives(database, actor.entity_id, year)),
        ballots.history(database, actor.entity_id, year),
        datasets.history(database, actor.entity_id).set_index("id"),
        dict(zip(people["id"], people["job_title"], strict=True)),
    )


def _identity(entity: str, year: int, made: datetime, seen: Ballots) -> dict[str, str]:
    rounds = seen.rounds.set_index("number")
    last = rounds.loc[[seen.closed_number]].iloc[0].to_dict()
    by = f" por {last['closer']}" if last["closer"] else ""
    return {
        "Entidad": entity,
        "Vigencia": str(year),
        "Ronda": f"{seen.closed_number}, cerrada el {moment(last['closed_at'])}{by}",
        "Calificadores": str(int(last["voters"])),
        "Generado": moment(made),
        "Procedimiento": PROCEDURE,
    }


def _objectives(database: Database, entity_id: str, year: int) -> dict[str, str]:
    plan = plans.current(database, entity_id, year)
    if plan is None:
        return {}
    found = plan_frames.frames(database, entity_id, plan["id"]).objectives
    return dict(zip(found["id"], found["text"], strict=True))


def _factors(frames: PriorityFrames, objectives: dict[str, str]) -> pd.DataFrame:
    opportunities = frames.opportunities.set_index("id")
    listed = catalog.components()
    names = dict(zip(listed["code"], listed["name"], strict=True))
    order = {code: place for place, code in enumerate(names)}
    codes = frames.factors["opportunity_id"].map(opportunities["component_code"])
    ties = frames.factor_objectives
    tied = [
        [objectives[one] for one in ties.loc[ties["factor_id"] == factor, "objective_id"] if one in objectives]
        for factor in frames.factors["id"]
    ]
    return frames.factors.assign(
        opportunity=frames.factors["opportunity_id"].map(opportunities["text"]),
        component=[names.get(code, code or NO_COMPONENT) for code in codes],
        component_place=[order.get(code, len(order)) for code in codes],
        objectives=pd.Series(tied, index=frames.factors.index, dtype="object"),
    ).set_index("id")
