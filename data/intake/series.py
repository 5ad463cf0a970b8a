"""Every figure beside the other years of its own series, for all measures at once."""

from typing import Any

import pandas as pd

from data.intake.source import INDICATOR

STATISTICS = ("previous", "following", "median", "spread", "years", "shift")


def neighbours(series: pd.DataFrame, years: "pd.Series[float]", values: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """By statistic, a frame like `values`; NaN where there is nothing to say.

    `series` identifies the series of each row (municipality, zone…); rows without identity or year are left out.
    previous, following: nearest earlier and later figure; median, spread (median absolute deviation) and years: of
    all the other years; shift: the median distance of that year's figures to their medians, over all series of
    the same indicator.
    """
    if not values.shape[1]:
        return dict.fromkeys(STATISTICS, values)
    keys = [*series.columns, "measure"]
    long = values.melt(ignore_index=False, var_name="measure", value_name="figure")
    # melt puts the columns one under another, so the same rows repeat in the same order.
    repeated = pd.concat([series.assign(year=years)] * values.shape[1])
    long = repeated.assign(measure=long["measure"].to_numpy(), figure=long["figure"].to_numpy())
    known = long.dropna(subset=["figure", "year", *series.columns]).drop_duplicates([*keys, "year"])
    places = pd.MultiIndex.from_frame(long[[*keys, "year"]])
    if known.empty:
        return {name: pd.DataFrame(float("nan"), values.index, values.columns) for name in STATISTICS}
    stats = _statistics(known.pivot(index=keys, columns="year", values="figure"))
    shape = (values.shape[1], values.shape[0])
    return {
        name: pd.DataFrame(_looked_up(wide, places).reshape(shape).T, values.index, values.columns)
        for name, wide in stats.items()
    }


def _looked_up(wide: pd.DataFrame, places: pd.MultiIndex) -> Any:
    return wide.stack(future_stack=True).reindex(places).to_numpy(dtype="float64")


def _statistics(wide: pd.DataFrame) -> dict[str, pd.DataFrame]:
    median, spread, years = (pd.DataFrame(index=wide.index, columns=wide.columns, dtype="float64") for _ in range(3))
    for year in wide.columns:
        rest = wide.drop(columns=year)
        middle = rest.median(axis=1)
        median[year] = middle
        spread[year] = rest.sub(middle, axis=0).abs().median(axis=1)
        years[year] = rest.notna().sum(axis=1)
    alike = [name for name in ("measure", INDICATOR) if name in wide.index.names]
    shift = (wide - median).groupby(level=alike).transform("median")
    before, after = wide.ffill(axis=1).shift(1, axis=1), wide.bfill(axis=1).shift(-1, axis=1)
    return dict(zip(STATISTICS, (before, after, median, spread, years, shift), strict=True))
