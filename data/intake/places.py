"""Municipalities by their name, where a file brings no code: spellings, known variants, and what must be asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from data import catalog
from data.intake.columns import normalized
from data.intake.suggestions import likeness

_CLOSE = 0.8
_OFFERED = 4
_NOT_PLACES = {"nacional", "colombia", "total", "total_nacional", "total_general", "total_departamento", "departamento"}


@dataclass(frozen=True)
class Resolution:
    """A name of the file: its code, or "" and the codes it may be, the likeliest first (none: nobody knows it).

    `asked` says that a person has to choose; totals and departments are no municipality and are not asked.
    """

    code: str
    candidates: tuple[str, ...] = ()
    asked: bool = False


def resolve(
    names: Iterable[str], municipalities: pd.DataFrame, answers: Mapping[str, str] | None = None
) -> dict[str, Resolution]:
    """Each distinct name → its resolution, for an entity whose municipalities (code) are given.

    `answers` (normalized name → code, "" to leave it out) go first. A name that several departments use is the
    entity's own when the rest of the file is the entity's; otherwise it is asked.
    """
    own, known = frozenset(municipalities["code"]), answers or {}
    wanted = {name: _exact(name) for name in dict.fromkeys(names)}
    abroad = any(len(codes) == 1 and not codes <= own for codes in wanted.values())
    return {name: _resolution(name, codes, own, known, abroad=abroad) for name, codes in wanted.items()}


def _resolution(
    name: str, codes: frozenset[str], own: frozenset[str], answers: Mapping[str, str], *, abroad: bool
) -> Resolution:
    if normalized(name) in answers:
        return Resolution(answers[normalized(name)])
    if len(codes) == 1:
        return Resolution(next(iter(codes)))
    mine = codes & own
    if len(mine) == 1 and not abroad:
        return Resolution(next(iter(mine)))
    if codes:
        return Resolution("", (*sorted(mine), *sorted(codes - own)), asked=True)
    if normalized(name) in _NOT_PLACES or normalized(name) in _departments():
        return Resolution("")
    return Resolution("", _close(name, own), asked=True)


def _exact(name: str) -> frozenset[str]:
    return _spellings().get(_compact(name), frozenset())


def _close(name: str, own: frozenset[str]) -> tuple[str, ...]:
    """The entity's municipalities whose name resembles it; a doubtful name is never another entity's."""
    spelled = normalized(name)
    scored = [(-likeness(spelled, word), code) for word, code in _names() if code in own]
    return tuple(dict.fromkeys(code for score, code in sorted(scored) if -score >= _CLOSE))[:_OFFERED]


def _compact(name: str) -> str:
    """Spaces are as often missing as added: "Pueblo Viejo" and "Puebloviejo" are one name."""
    return normalized(name).replace("_", "")


@cache
def _names() -> tuple[tuple[str, str], ...]:
    listed = pd.concat([catalog.municipalities()[["code", "name"]], catalog.municipality_aliases()[["code", "name"]]])
    return tuple((normalized(name), code) for code, name in zip(listed["code"], listed["name"], strict=True))


@cache
def _spellings() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for word, code in _names():
        key = word.replace("_", "")
        found[key] = found.get(key, frozenset()) | {code}
    return found


@cache
def _departments() -> frozenset[str]:
    return frozenset(normalized(name) for name in catalog.municipalities()["department"]) - {
        word for word, _ in _names()
    }
