"""What waits for a person: one line per kind of work, with how much of it there is and where it is done."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Waiting:
    """`text` is a whole Spanish sentence; `url_path` the page (procedure.activities.PAGES) that does it."""

    text: str
    count: int
    url_path: str


def counted(count: int, one: str, many: str, url_path: str) -> list[Waiting]:
    """One line when there is any, none when there is not; `many` carries `{count}`."""
    return [Waiting(one if count == 1 else many.format(count=count), count, url_path)] if count else []
