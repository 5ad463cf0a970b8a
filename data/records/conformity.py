"""What the rules of conformity read of a plan, gathered in a fixed number of queries whatever its size."""

from collections import OrderedDict
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from data.records import entities, plan_edits, plan_frames, priorities
from data.records.database import Database
from data.records.schema.conformity import plan_viabilities
from data.records.schema.identity import users
from data.records.schema.plan import plan_transitions
from procedure.conformity.bundle import Bundle
from procedure.elements import PLAN_TABLES

_LARGE_RURAL = "large_rural_share"


def read(database: Database, entity_id: str, plan_id: str, rural_share: float | None = None) -> Bundle:
    """The plan, its prioritization, the active accounts and the last viability. Raises NotFoundError.

    `rural_share`: see data.rural_enrolment; it is of the warehouse, so it is given. The setting `large_rural_share` of
    the entity says from which percent it is much.
    """
    return around(database, entity_id, plan_frames.frames(database, entity_id, plan_id), rural_share)


def around(
    database: Database, entity_id: str, plan: plan_frames.PlanFrames, rural_share: float | None = None
) -> Bundle:
    """`read`, for whoever has the frames of the plan already."""
    plan_id = str(plan.plan["id"])
    prioritized = priorities.frames(database, entity_id, int(plan.plan["year"]))
    settings = entities.get(database, entity_id)["settings"] or {}
    tables = {name: _rows(plan.table(name)) for name in PLAN_TABLES}
    tables |= {"opportunities": _rows(prioritized.opportunities), "factors": _rows(prioritized.factors)}
    with database.read() as connection:
        return Bundle(
            int(plan.plan["year"]),
            tables,
            prioritized=frozenset(prioritized.scores["factor_id"]),
            active=_active(connection, entity_id),
            viability_holds=plan_edits.standing(connection, entity_id, plan_id).viability_holds,
            rural_share=rural_share,
            large_rural=float(settings.get(_LARGE_RURAL, Bundle.large_rural)),
            **_viability(connection, plan_id),
        )


_MOST_KEPT = 64
_kept: OrderedDict[int, tuple[pd.DataFrame, list[dict[str, Any]]]] = OrderedDict()


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame, kept while it is in use: after an edit only the frames that it changed are new.

    The frame is kept beside its rows, so that no other can take its place in memory.
    """
    known = _kept.get(id(frame))
    if known is not None:
        return known[1]
    columns = [_values(frame[name]) for name in frame.columns]
    rows = [dict(zip(frame.columns, values, strict=True)) for values in zip(*columns, strict=True)]
    _kept[id(frame)] = (frame, rows)
    while len(_kept) > _MOST_KEPT:
        _kept.popitem(last=False)
    return rows


def _values(column: "pd.Series[Any]") -> list[Any]:
    """Days as days, nothing as None and the rest as it is; whole columns at a time."""
    if column.dtype.kind == "M":
        return column.to_numpy("datetime64[D]").astype(object).tolist()
    if column.dtype.kind == "f" or column.dtype == "str":
        return column.astype(object).where(column.notna(), None).tolist()
    return column.tolist()


def _active(connection: Connection, entity_id: str) -> frozenset[str]:
    query = select(users.c.id).where(users.c.entity_id == entity_id, users.c.is_active)
    return frozenset(connection.execute(query).scalars())


def _viability(connection: Connection, plan_id: str) -> dict[str, Any]:
    """`viabilities` and `acta` of the last decision of the committee, when it was to find the plan viable."""
    moves = plan_transitions.c
    query = select(moves.id, moves.to_state, moves.acta).where(
        moves.plan_id == plan_id, moves.from_state == "en_viabilidad"
    )
    last = connection.execute(query.order_by(moves.at.desc())).first()
    if last is None or last.to_state != "viable":
        return {}
    declared = select(plan_viabilities.c.aspect, plan_viabilities.c.is_viable).where(
        plan_viabilities.c.transition_id == last.id
    )
    return {"viabilities": [dict(row) for row in connection.execute(declared).mappings()], "acta": last.acta}
