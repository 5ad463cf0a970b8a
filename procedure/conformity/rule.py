"""What a rule of conformity is, what it spots and what a finding tells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from procedure.conformity.bundle import Bundle


@dataclass(frozen=True)
class Spot:
    """Where a rule is not met: a row of a table ("" and "" when it is of the whole plan), and what is wrong there."""

    text: str
    table: str = ""
    row_id: str = ""


@dataclass(frozen=True)
class Rule:
    """`blocks`: while it is not met nobody declares the plan conforming; otherwise it warns.

    `mend`: what to do, whichever the row · `page`: url_path of the page where it is done.
    """

    code: str
    title: str
    blocks: bool
    mend: str
    page: str
    spots: Callable[[Bundle], Iterator[Spot]]


@dataclass(frozen=True)
class Finding:
    """`place`, `text` and `mend` are whole Spanish phrases · `page`, `table` and `row_id`, where the link goes ·

    `component_id`: the component that it is of, "" when it is of the whole plan.
    """

    rule: str
    title: str
    blocks: bool
    place: str
    text: str
    mend: str
    page: str
    table: str = ""
    row_id: str = ""
    component_id: str = ""
