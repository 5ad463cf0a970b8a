"""Everything that the sections of Caracterización y perfil need to know, read once per rerun."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from data.opening import Stores
from data.records import baselines, profile
from data.records.profile import Profile
from pages.components.sheets import memory as memories
from pages.components.sheets.cells import Column
from pages.components.sheets.memory import Memory
from pages.components.sheets.saving import Save
from pages.components.sheets.sheet import Sheet
from procedure.edits import Edit, Outcome
from procedure.elements import ELEMENTS
from procedure.roles import Actor, Permission, can

PREFIX = "perfil:"


@dataclass(frozen=True)
class Desk:
    """`profile` is None until somebody begins it; `baselines`: those chosen for the plan of the year."""

    stores: Stores
    actor: Actor
    memory: Memory
    year: int
    profile: Profile | None
    baselines: pd.DataFrame

    @property
    def may_edit(self) -> bool:
        return can(self.actor, Permission.EDIT_PROFILE)

    @property
    def written(self) -> Profile:
        """The profile, for the sections that are only drawn when there is one."""
        assert self.profile is not None
        return self.profile

    def sheet(
        self, kind: str, table: str, shape: Sequence[Column], rows: pd.DataFrame, defaults: dict | None = None
    ) -> Sheet:
        """The sheet of this session over those rows."""
        name = f"{PREFIX}{self.year}:{kind}"
        return memories.open_sheet(self.memory, name, str(self.year), table, shape, rows, defaults)


def read(stores: Stores, actor: Actor, year: int) -> Desk:
    return Desk(
        stores,
        actor,
        memories.of(actor.user_id or ""),
        year,
        profile.get(stores.database, actor.entity_id, year),
        baselines.listing(stores.database, actor.entity_id, year),
    )


def saver(stores: Stores, actor: Actor) -> Save:
    """How the sheets of this page are saved."""

    def save(sheet: Sheet, edits: Sequence[Edit], key: str) -> Outcome:
        return profile.apply_edits(stores.database, actor, int(sheet.target), sheet.table, edits, key)

    return save


def column(table: str, name: str, *, width: int | None = None, label: str = "", hint: str = "") -> Column:
    """A field of the profile as an editable column; options are shown by their words."""
    field = ELEMENTS[table].field(name)
    field = replace(field, help=hint) if hint else field
    return Column(field, dict(field.choices), width, label=label)
