"""Which actions of the plan reach a school or a municipality, by what road, and with how much money.

The roads follow the fields of the action (manual, activity 3, geographic location): the schools it names; if it names
none, every school of the municipalities it names; if it names none, every school of the entity. Its location (urbana,
rural, ambas) narrows the last two to the schools of that zone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from analytics.apportion import apportion
from analytics.arrays import require

DIRECT, MUNICIPAL, GENERAL = "directo", "municipal", "general"
BOTH: Final = "ambas"
EXCLUSIVE, BY_SCHOOL, BY_WEIGHT = "exclusivo", "por_establecimientos", "por_peso"
ELSEWHERE: Final = ""
"""The municipality of the money whose schools are in none that is known."""

_FIELDS: Final = ["id", "municipalities", "schools", "location"]


@dataclass(frozen=True)
class School:
    """`zone`: urbana, rural, or "" when it is not known."""

    code: str
    municipality_code: str
    zone: str = ""


def to_school(actions: pd.DataFrame, school: School) -> pd.DataFrame:
    """The actions that reach it: id, way, schools_named, is_sure.

    `is_sure` is False when the action is for one zone and that of the school is not known. The named school is reached
    whatever the location says.
    """
    require(actions, _FIELDS)
    found = [(row["id"], *_way(row, school)) for row in actions.to_dict("records")]
    reached = [one for one in found if one[1]]
    columns = ["id", "way", "schools_named", "is_sure"]
    return pd.DataFrame(reached, columns=columns).astype({"schools_named": "int64", "is_sure": "bool"})


def _way(row: Mapping[Any, Any], school: School) -> tuple[str, int, bool]:
    named = listed(row["schools"])
    if named:
        return (DIRECT if school.code in named else "", len(named), True)
    places = listed(row["municipalities"])
    if places and school.municipality_code not in places:
        return "", 0, True
    if row["location"] not in (BOTH, school.zone) and school.zone:
        return "", 0, True
    return (MUNICIPAL if places else GENERAL), 0, row["location"] == BOTH or bool(school.zone)


def money_of_school(actions: pd.DataFrame, pesos: "pd.Series[Any]", reached: pd.DataFrame, code: str) -> pd.DataFrame:
    """`reached` (of `to_school`) with amount, the pesos of the whole action, and part, what of it is the school's.

    The part is known only where the action names the school: all of it when it names no other, an equal part when it
    does. What reaches the school by its municipality or by the whole entity is shared with others in a way that the
    plan does not say: its part is null, never 0.
    """
    named = dict(zip(actions["id"], map(listed, actions["schools"]), strict=True))
    amount = reached["id"].map(pesos).astype("Int64")
    parts = [
        apportion(int(pesos_), [1.0] * len(named[row_id]))[named[row_id].index(code)]
        if way == DIRECT and pd.notna(pesos_)
        else None
        for row_id, way, pesos_ in zip(reached["id"], reached["way"], amount, strict=True)
    ]
    return reached.assign(amount=amount, part=pd.array(parts, dtype="Int64"))


def goals_of(actions: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    """The goals that each action serves: action_id, goal_id, is_own.

    Its own goal when it names one (`is_own`); else all those of the objectives it serves, which is as much as is known.
    `actions`: id, goal_id, objective_ids; `goals`: id, objective_id.
    """
    by_objective = goals.groupby("objective_id", sort=False)["id"].agg(list).to_dict()
    rows: list[tuple[Any, Any, bool]] = []
    for row in actions.to_dict("records"):
        if row["goal_id"] is not None and not pd.isna(row["goal_id"]):
            rows.append((row["id"], row["goal_id"], True))
        else:
            found = [goal for objective in listed(row["objective_ids"]) for goal in by_objective.get(objective, [])]
            rows += [(row["id"], goal, False) for goal in dict.fromkeys(found)]
    return pd.DataFrame(rows, columns=["action_id", "goal_id", "is_own"])


def to_municipality(actions: pd.DataFrame, code: str, municipality_of: Mapping[str, str]) -> pd.DataFrame:
    """The actions that reach it: id, way, schools_here (of those it names), schools_named.

    `municipality_of` says that of each school; one that is not there is read in its DANE code (`municipality_in`).
    """
    require(actions, _FIELDS)
    rows = []
    for row in actions.to_dict("records"):
        named, places = listed(row["schools"]), listed(row["municipalities"])
        here = [one for one in named if municipality_in(one, municipality_of) == code]
        if here or (not named and (not places or code in places)):
            way = DIRECT if named else MUNICIPAL if places else GENERAL
            rows.append((row["id"], way, len(here), len(named)))
    found = pd.DataFrame(rows, columns=["id", "way", "schools_here", "schools_named"])
    return found.astype({"schools_here": "int64", "schools_named": "int64"})


def municipality_in(school_code: str, municipality_of: Mapping[str, str]) -> str:
    """That of the directory; else the five digits after the first of its DANE code (DANE, directorio de sedes)."""
    own = municipality_of.get(school_code)
    return own if own else school_code[1:6] if len(school_code) == 12 else ELSEWHERE


def amounts(actions: pd.DataFrame, resources: pd.DataFrame) -> "pd.Series[Any]":
    """Whole pesos of each action by id: the sum of its resources; without any, its cost; null when neither is known."""
    require(actions, ["id", "cost"])
    require(resources, ["action_id", "amount"])
    summed = resources.groupby("action_id")["amount"].sum()
    index = pd.Index(actions["id"])
    cost = pd.Series(actions["cost"].to_numpy(dtype="float64", na_value=float("nan")), index=index).astype("Int64")
    found = pd.Series(summed.reindex(index).to_numpy(dtype="float64", na_value=float("nan")), index=index)
    return found.astype("Int64").fillna(cost)


def money_by_municipality(
    actions: pd.DataFrame,
    pesos: "pd.Series[Any]",
    municipalities: Sequence[str],
    weights: pd.DataFrame,
    municipality_of: Mapping[str, str],
) -> pd.DataFrame:
    """What of each action's money falls to each municipality: id, municipality_code, location, amount, rule.

    `pesos` as `amounts` gives it; an action without a known amount has no rows. `weights` is indexed by municipality,
    with the columns total, urbana and rural: what money is shared by. The parts of an action add up to its amount.

    The rule: what names schools is shared out in equal parts among them, and each municipality gets those of its own;
    what names one municipality is all its own; what names several, or none (all of them), is shared out by the weight
    of the zone it is for. A school in no known municipality leaves its part under ELSEWHERE.
    """
    require(actions, _FIELDS)
    rows: list[tuple[Any, str, str, int, str]] = []
    for row in actions.to_dict("records"):
        amount = pesos.get(row["id"])
        if amount is None or pd.isna(amount):
            continue
        places, rule = _shares(row, municipalities, weights, municipality_of)
        if places:
            parts = apportion(int(amount), list(places.values()))
            rule = EXCLUSIVE if len(places) == 1 else rule
            rows += [(row["id"], code, row["location"], part, rule) for code, part in zip(places, parts, strict=True)]
    return pd.DataFrame(rows, columns=["id", "municipality_code", "location", "amount", "rule"]).astype(
        {"amount": "int64"}
    )


def _shares(
    row: Mapping[Any, Any], municipalities: Sequence[str], weights: pd.DataFrame, municipality_of: Mapping[str, str]
) -> tuple[dict[str, float], str]:
    """Municipality → its weight in the action."""
    named = listed(row["schools"])
    if named:
        counted: dict[str, float] = {}
        for school in named:
            code = municipality_in(school, municipality_of)
            code = code if code in municipalities else ELSEWHERE
            counted[code] = counted.get(code, 0) + 1
        return counted, BY_SCHOOL
    places = list(dict.fromkeys(listed(row["municipalities"]))) or list(municipalities)
    column = "total" if row["location"] == BOTH else row["location"]
    found = weights[column].reindex(places).fillna(0)
    return {code: float(found[code]) for code in places}, BY_WEIGHT


def listed(value: object) -> list[str]:
    """A stored list of codes; an absent one is empty."""
    return [str(one) for one in value] if isinstance(value, list | tuple) else []
