"""Workbooks being reviewed, kept by person and plan in the process and not in the session.

A rerun, a reload or a session that expired lose neither the file nor what was chosen of it.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from uuid import uuid4

import pandas as pd
import streamlit as st

from data.opening import Stores
from data.records import audit, plan_import
from data.records.plan_import import Imported
from procedure.exchange.book import Book
from procedure.exchange.changes import CellChange, Comparison, Status
from procedure.roles import Actor

_MOST = 60  # reviews in memory at once; the one looked at longest ago goes first


@dataclass
class Review:
    """`chosen` are the units ticked; `stamp` changes when they are ticked all together; `bases` are what each grid was
    first drawn with. `position`: of the audit when it was compared. `answer` and `save_id`, once something was saved.
    """

    user_id: str
    plan_id: str
    file_name: str
    book: Book
    comparison: Comparison
    position: int
    id: str = field(default_factory=lambda: uuid4().hex)
    chosen: set[str] = field(default_factory=set)
    stamp: int = 0
    bases: dict[str, pd.DataFrame] = field(default_factory=dict)
    answer: Imported | None = None
    save_id: str | None = None

    def accepted(self) -> list[CellChange]:
        """The changes of the units ticked that may be accepted."""
        return [one for one in self.comparison.changes if one.unit in self.chosen and one.may_be_accepted]

    def choose(self, units: set[str]) -> None:
        """Ticks exactly those, and draws the grids anew."""
        self.chosen, self.stamp = units, self.stamp + 1
        self.bases.clear()


@st.cache_resource
def _kept() -> OrderedDict[tuple[str, str], Review]:
    return OrderedDict()


def of(actor: Actor, plan_id: str) -> Review | None:
    """What this person has under review for the plan."""
    kept, key = _kept(), (str(actor.user_id), plan_id)
    if key in kept:
        kept.move_to_end(key)
    return kept.get(key)


def begin(stores: Stores, actor: Actor, plan_id: str, book: Book, file_name: str) -> Review:
    """Compares the workbook and keeps it, in the place of the earlier one. Raises StateError and NotFoundError."""
    position = position_of(stores, actor)
    found = plan_import.review(stores.database, actor, plan_id, book)
    made = Review(str(actor.user_id), plan_id, file_name, book, found, position)
    return keep(made)


def keep(made: Review) -> Review:
    """Keeps a review with everything good ticked, in the place of the earlier one."""
    made.chosen = set(made.comparison.good)
    kept = _kept()
    kept.pop((made.user_id, made.plan_id), None)
    kept[made.user_id, made.plan_id] = made
    while len(kept) > _MOST:
        kept.popitem(last=False)
    return made


def compare_again(stores: Stores, actor: Actor, review: Review) -> None:
    """The same workbook against the plan of now."""
    carry(review, begin(stores, actor, review.plan_id, review.book, review.file_name))


def carry(review: Review, made: Review) -> None:
    """What was ticked in a review stays so in the one made of it; a conflict that was none is asked anew."""
    earlier = {one.unit: one.status for one in review.comparison.changes}

    def stays(one: CellChange) -> bool:
        ticked = one.unit in review.chosen
        if one.status is Status.CONFLICT:
            return ticked and earlier.get(one.unit) is Status.CONFLICT
        return ticked or one.unit not in earlier

    made.choose({one.unit for one in made.comparison.changes if one.may_be_accepted and stays(one)})


def position_of(stores: Stores, actor: Actor) -> int:
    with stores.database.read() as connection:
        return audit.position(connection, actor.entity_id)


def drop(review: Review) -> None:
    _kept().pop((review.user_id, review.plan_id), None)
