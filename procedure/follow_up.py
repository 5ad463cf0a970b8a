"""What the follow-up of a plan is made of, as rows: its indicators, its actions, its strategy and its people. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from procedure.calendar import Deadlines
from procedure.roles import PERMISSIONS, Permission, Role

Row = Mapping[str, Any]
_REPORTING = {Permission.REPORT_ANY, Permission.REPORT_ASSIGNED}


@dataclass(frozen=True)
class Person:
    """An account of the entity; `roles` are codes."""

    id: str
    name: str
    is_active: bool = True
    roles: tuple[str, ...] = ()

    @property
    def may_report(self) -> bool:
        return self.is_active and any(PERMISSIONS[Role(role)] & _REPORTING for role in self.roles)

    @property
    def leads(self) -> bool:
        return self.is_active and Role.LEADER in self.roles


@dataclass(frozen=True)
class FollowUp:
    """One plan. Rows carry the fields of procedure.elements; `slices` those that apply, by indicator id.

    `strategy` is the plan's row of `strategies`; `people` every account of the entity by id, also those closed.
    """

    year: int
    indicators: Sequence[Row] = ()
    slices: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    actions: Sequence[Row] = ()
    strategy: Row = field(default_factory=dict)
    team: Sequence[Row] = ()
    instruments: Sequence[Row] = ()
    spaces: Sequence[Row] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    deadlines: Deadlines = field(default_factory=Deadlines)

    def name(self, user_id: str | None) -> str:
        """The name of an account, "" when there is none."""
        person = self.people.get(str(user_id))
        return person.name if person else ""

    def leader(self) -> Person | None:
        """Who is asked for what nobody else can be: the leader of the team, else the first leader by name."""
        in_team = [self.people.get(str(one["responsible_id"])) for one in self.team]
        named = sorted((one for one in self.people.values()), key=lambda one: one.name)
        return next((one for one in [*in_team, *named] if one is not None and one.leads), None)

    def members(self, duty: str) -> list[str]:
        """The posts of the team with that duty, in its order."""
        return [str(one["name"]) for one in self.team if duty in (one["duties"] or ())]
