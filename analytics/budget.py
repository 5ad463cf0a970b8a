"""The money of a plan: by source, by component, by line of the POAI against its ceiling, and what the MEN puts in.

Source: the manual, activity 3, «Recursos»: financing by source within the Plan Operativo Anual de Inversiones, with the
percentage the MEN gives and the project it belongs to. Whole pesos throughout: sums are of integers, hence exact.

Frames received, as the records keep them — actions: id, component_id, cost (pesos, nullable) · resources: action_id,
source, amount (pesos), poai_line_id (nullable), men_percentage (0–100, nullable), men_project · lines: id, code, name,
source, ceiling (pesos).
"""

import numpy as np
import pandas as pd

from analytics.numbers import quantize9

MEN = "men"


def by_source(resources: pd.DataFrame) -> pd.DataFrame:
    """source, amount, share (percent of the total); the largest first. A source without resources is not here."""
    totals = pesos(resources["amount"]).groupby(resources["source"], sort=False).sum()
    found = totals.rename_axis("source").reset_index(name="amount")
    found = found.sort_values("amount", ascending=False, kind="stable", ignore_index=True)
    return found.assign(share=share(found["amount"], total(resources)))


def by_component(actions: pd.DataFrame, resources: pd.DataFrame) -> pd.DataFrame:
    """component_id, cost (of its actions that have one), amount (its resources), and a column of pesos per source.

    In the order in which the components of the actions appear.
    """
    component = dict(zip(actions["id"], actions["component_id"], strict=True))
    order = list(dict.fromkeys(actions["component_id"]))
    rows = pd.DataFrame(
        {
            "component_id": resources["action_id"].map(component),
            "source": resources["source"],
            "amount": pesos(resources["amount"]),
        }
    ).dropna(subset=["component_id"])
    sources = rows.pivot_table(index="component_id", columns="source", values="amount", aggfunc="sum", fill_value=0)
    costs = pesos(actions["cost"]).groupby(actions["component_id"]).sum()
    found = sources.reindex(order, fill_value=0).astype("int64")
    amounts = found.sum(axis=1).astype("int64")
    found.insert(0, "cost", costs.reindex(order, fill_value=0).astype("int64"))
    found.insert(1, "amount", amounts)
    return found.rename_axis("component_id").rename_axis(None, axis=1).reset_index()


def by_line(lines: pd.DataFrame, resources: pd.DataFrame) -> pd.DataFrame:
    """The lines in their order, with amount (programmed), remainder (ceiling − amount; below 0, over it) and used
    (percent of the ceiling, null when it is 0)."""
    totals = pesos(resources["amount"]).groupby(resources["poai_line_id"]).sum()
    amount = lines["id"].map(totals).fillna(0).astype("int64")
    ceiling = pesos(lines["ceiling"])
    with np.errstate(divide="ignore", invalid="ignore"):
        used = np.where(ceiling > 0, amount / ceiling * 100, np.nan)
    named = lines[["id", "code", "name", "source"]]
    return named.assign(ceiling=ceiling, amount=amount, remainder=ceiling - amount, used=quantize9(used))


def without_line(resources: pd.DataFrame) -> int:
    """Pesos that name no line of the POAI."""
    return total(resources[resources["poai_line_id"].isna()])


def by_action(actions: pd.DataFrame, resources: pd.DataFrame) -> pd.DataFrame:
    """id, cost (nullable), amount, men (pesos of the MEN), difference (cost − amount; null without a cost) and
    men_share (percent of the amount, null without resources). In the order of the actions."""
    amounts = pesos(resources["amount"])
    own = amounts.groupby(resources["action_id"]).sum()
    theirs = amounts[resources["source"] == MEN].groupby(resources["action_id"]).sum()
    amount = actions["id"].map(own).fillna(0).astype("int64")
    men = actions["id"].map(theirs).fillna(0).astype("int64")
    with np.errstate(divide="ignore", invalid="ignore"):
        men_share = np.where(amount > 0, men / amount * 100, np.nan)
    cost = actions["cost"].astype("Int64")
    return pd.DataFrame(
        {
            "id": actions["id"],
            "cost": cost,
            "amount": amount,
            "men": men,
            "difference": cost - amount,
            "men_share": quantize9(men_share),
        }
    )


def by_project(resources: pd.DataFrame) -> pd.DataFrame:
    """project of the MEN ("" when none is named), amount, actions (how many), share (percent of the whole plan), lowest
    and highest percentage that was declared. Resources of the MEN, and any other that declares a percentage of it."""
    of_men = resources[(resources["source"] == MEN) | resources["men_percentage"].fillna(0).gt(0)]
    groups = of_men.assign(amount=pesos(of_men["amount"])).groupby("men_project", sort=False)
    found = groups.agg(
        amount=("amount", "sum"),
        actions=("action_id", "nunique"),
        lowest=("men_percentage", "min"),
        highest=("men_percentage", "max"),
    )
    found = found.sort_values("amount", ascending=False, kind="stable").rename_axis("project").reset_index()
    return found.assign(share=share(found["amount"], total(resources)))


def total(resources: pd.DataFrame) -> int:
    return int(pesos(resources["amount"]).sum())


def pesos(values: pd.Series) -> pd.Series:
    """Whole pesos; an absent amount adds nothing."""
    return values.fillna(0).astype("int64")


def share(amounts: pd.Series, whole: int) -> pd.Series:
    """Percent of the whole; null when there is no whole."""
    values = amounts / whole * 100 if whole else amounts * np.nan
    return pd.Series(quantize9(values.to_numpy(dtype="float64")), index=amounts.index)
