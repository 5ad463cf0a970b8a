"""The same rules one trimester at a time, with merges of names: slow, easy to read, and what the engine is held to."""

import numpy as np
import pandas as pd

from analytics import lights, statuses
from analytics.actions import advance
from analytics.arrays import equals, flags, floats
from analytics.numbers import quantize9
from analytics.planned import assumed_schedule
from analytics.progress import grade
from analytics.schedule import cutoff, is_due

KEYS = ["indicator_id", "slice"]
SCHEDULE = ["t1", "t2", "t3", "t4"]
GRADES = ["percent", "shown", "contribution", "status"]
NATURE = {"gestion": "proceso", "resultado": "resultado"}


def evaluated(plan, trimester, today, *, grace_days=0, include_unapproved=False):
    rows = plan.slices.merge(plan.indicators.rename(columns={"id": "indicator_id"}), on="indicator_id")
    rows = _with_schedule(rows, trimester)
    rows = _with_actual(rows, plan.values, trimester, include_unapproved)
    rows = rows.assign(
        due=is_due(plan.year, trimester, today, grace_days), goal_due=is_due(plan.year, 4, today, grace_days)
    )
    to_goal = rows.assign(
        actual=rows["goal_actual"], approved=rows["goal_approved"], due=rows["goal_due"], is_scheduled=True
    )
    efficacy, goal = grade(rows.assign(target=rows["scheduled"])), grade(to_goal)[GRADES].add_prefix("goal_")
    original = grade(to_goal.assign(target=rows["original_target"]))["percent"].rename("original_percent")
    return rows.drop(columns=SCHEDULE).join(efficacy).join(goal).join(original)


def _by_trimester(reports, keys, rows, column):
    """A value at a time, by the name of its row."""
    at = {tuple(key): place for place, key in enumerate(rows[keys].itertuples(index=False))}
    result = np.full((len(rows), 4), np.nan)
    for row in reports.to_dict("records"):
        if tuple(row[key] for key in keys) in at:
            result[at[tuple(row[key] for key in keys)], row["trimester"] - 1] = row[column]
    return result


def _with_schedule(rows, trimester):
    declared = np.column_stack([floats(rows, column) for column in SCHEDULE])
    undeclared = np.all(np.isnan(declared), axis=1)
    schedule = np.where(undeclared[:, None], assumed_schedule(rows), declared)[:, :trimester]
    scheduled = [_to_date(*pair, {"flujo"})[0] for pair in zip(schedule, rows["accumulation"], strict=True)]
    scheduled = np.array(scheduled, dtype=float)
    owed = undeclared & np.isnan(floats(rows, "target"))
    kept = equals(rows, "sense", "mantener_min", "mantener_max")
    gap = equals(rows, "basis", "brecha") & ~equals(rows, "accumulation", "hito")
    moved = quantize9(scheduled - floats(rows, "baseline")) != 0
    anything = (kept | (gap & moved) | (~gap & (scheduled > 0))) & ~np.isnan(scheduled)
    return rows.assign(scheduled=scheduled, is_scheduled=anything | owed, assumed_schedule=undeclared & ~owed)


def _to_date(values, accumulation, added):
    """(sum or last value, age, whole) of one row up to its last column; NaN for what there is not."""
    known = [place for place, value in enumerate(values) if not np.isnan(value)]
    if not known:
        return np.nan, np.nan, False
    age = len(values) - 1 - known[-1]
    if accumulation in added:
        return sum(values[place] for place in known), age, len(known) == len(values)
    return values[known[-1]], age, age == 0


def _with_actual(rows, values, trimester, include_unapproved):
    every = _by_trimester(values, KEYS, rows, "value")[:, :trimester]
    chosen = values[np.logical_or(flags(values, "approved"), include_unapproved)]
    official = _by_trimester(chosen, KEYS, rows, "value")[:, :trimester]
    preview = official.copy()
    preview[:, -1] = every[:, -1]
    columns = {
        name: []
        for name in ("actual", "reported", "approved", "stale_trimesters", "complete", "goal_actual", "goal_approved")
    }
    for place, accumulation in enumerate(rows["accumulation"]):
        to_date, age, whole = _to_date(official[place], accumulation, {"suma", "flujo"})
        seen = _to_date(preview[place], accumulation, {"suma", "flujo"})[0]
        present = not np.isnan(every[place, -1])
        done = accumulation == "hito" and to_date >= 1
        only_seen = np.isnan(to_date) and present
        found = (
            to_date if done else seen if present else np.nan,
            present or done,
            not np.isnan(official[place, -1]) or not present or done,
            age,
            whole,
            seen if only_seen else to_date,
            not only_seen,
        )
        for name, value in zip(columns, found, strict=True):
            columns[name].append(value)
    return rows.assign(**columns)


def actions(plan, trimester, today, *, grace_days=0, include_unapproved=False):
    rows = plan.actions.rename(columns={"id": "action_id", "start_date": "start", "end_date": "end"})
    progress = plan.action_progress
    approved = progress[np.logical_or(flags(progress, "approved"), include_unapproved)]
    every = _by_trimester(progress, ["action_id"], rows, "physical")[:, :trimester]
    official = _by_trimester(approved, ["action_id"], rows, "physical")[:, :trimester]
    done = (official >= 100).any(axis=1) & np.isnan(every[:, -1])
    money = _by_trimester(approved, ["action_id"], rows, "committed")[:, :trimester]
    given = rows.assign(
        physical=np.where(done, 100.0, every[:, -1]),
        approved=~np.isnan(official[:, -1]) | np.isnan(every[:, -1]),
        committed=[_to_date(one, "nivel", set())[0] for one in money],
    )
    timed = advance(given, cutoff(plan.year, trimester))
    idle = timed["elapsed"].eq(0) & ~(given["physical"] > 0)
    graded = grade(given.assign(
        accumulation="nivel", sense="aumento", basis="directo", baseline=np.nan, applies=True,
        target=timed["elapsed"], actual=given["physical"].mask(idle), low=np.nan, high=np.nan,
        is_scheduled=timed["elapsed"].ne(0), due=is_due(plan.year, trimester, today, grace_days),
    ))  # fmt: skip
    light = timed["light"].where(graded["status"].isin(statuses.COVERED), lights.GRIS)
    own = given[["action_id", "physical", "approved"]].join(timed[["elapsed", "gap", "financial"]])
    return own.join(graded.drop(columns="light")).assign(light=light)


def tree(plan, evaluated, done, kind, slice_code):
    """Nodes with their names: node, parent, weight, contribution, status, level, id."""
    leaves = evaluated[evaluated["nature"].eq(NATURE[kind]) & evaluated["slice"].eq(slice_code)]
    goals = _named(plan.goals, "meta", "id", "objetivo", "objective_id")
    blocks = [
        pd.DataFrame([{"node": "pam", "level": "pam", "id": "pam", "weight": 100.0}]),
        _named(plan.components.assign(root="pam"), "componente", "id", None, "root"),
        _named(plan.objectives, "objetivo", "id", "componente", "component_id"),
        goals,
        _named(leaves, "indicador", "indicator_id", "meta", "goal_id"),
    ]
    if kind == "gestion" and slice_code in ("total", "urbana", "rural"):
        blocks += _action_nodes(plan, done, goals[goals["id"].isin(leaves["goal_id"])], slice_code)
    columns = ["node", "parent", "level", "id", "weight", "contribution", "status"]
    types = dict.fromkeys(columns, "object") | {"weight": "float64", "contribution": "float64"}
    return pd.concat(
        [block.reindex(columns=columns).astype(types) for block in blocks if len(block)], ignore_index=True
    )


def _named(frame, level, own, above, parent):
    weight = pd.Series(np.nan_to_num(floats(frame, "weight")), index=frame.index)
    undeclared = weight.groupby(frame[parent]).transform("sum").eq(0)
    prefix = "" if above is None else f"{above}:"
    return frame.assign(
        node=f"{level}:" + frame[own].astype(str), parent=prefix + frame[parent].astype(str), level=level,
        id=frame[own], weight=weight.mask(undeclared, 1.0),
    )  # fmt: skip


def _action_nodes(plan, done, goals, slice_code):
    links = _links(plan)
    share = links.groupby("action_id")["objective_id"].transform("size")
    here = plan.actions["location"].isin([slice_code, "ambas"])
    located = plan.actions if slice_code == "total" else plan.actions[here]
    own = located[["id", "weight"]].rename(columns={"id": "action_id"})
    leaves = links.assign(share=share).merge(own, on="action_id").merge(done, on="action_id")
    nodes = _named(leaves, "accion", "action_id", "acciones", "objective_id")
    nodes = nodes.assign(
        node=nodes["node"] + "@" + nodes["objective_id"].astype(str), weight=nodes["weight"] / nodes["share"]
    )
    groups = leaves[["objective_id"]].drop_duplicates()
    weights = groups["objective_id"].map(goals.groupby("objective_id")["weight"].sum())
    return [
        _named(groups.assign(weight=weights.fillna(1.0)), "acciones", "objective_id", "objetivo", "objective_id"),
        nodes,
    ]


def _links(plan):
    links = plan.action_objectives[["action_id", "objective_id"]].drop_duplicates()
    loose = plan.actions[~plan.actions["id"].isin(links["action_id"])]
    goals = plan.goals[["id", "objective_id"]].rename(columns={"id": "goal_id"})
    by_goal = loose[["id", "goal_id"]].merge(goals, on="goal_id").rename(columns={"id": "action_id"})
    return pd.concat([links, by_goal[["action_id", "objective_id"]]], ignore_index=True)


def figures(nodes):
    """node → (strict, coverage, regression), each node from its children, from the root down."""
    children = {}
    for row in nodes.to_dict("records"):
        children.setdefault(row["parent"], []).append(row)
    found = {}

    def of(row):
        below = children.get(row["node"], [])
        found[row["node"]] = _leaf(row) if not below else _weighted([(child["weight"], of(child)) for child in below])
        return found[row["node"]]

    of(nodes.iloc[0].to_dict())
    return found


def _leaf(row):
    if row["status"] in statuses.COVERED:
        return row["contribution"], 100.0, row["status"] == "retroceso"
    return (0.0, 0.0, False) if row["status"] in statuses.UNCOVERED else (np.nan, np.nan, False)


def _weighted(below):
    regression = any(figures[2] for _, figures in below)
    applies = [(weight, figures) for weight, figures in below if not np.isnan(figures[0])]
    total = sum(weight for weight, _ in applies)
    if not total > 0:
        return np.nan, np.nan, regression
    return (*(sum(weight * figures[i] for weight, figures in applies) / total for i in (0, 1)), regression)
