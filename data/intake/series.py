"""Every figure beside the other years of its own series, for all measures at once."""

import pandas as pd

STATISTICS = ("previous", "following", "median", "spread", "years", "shift")


def neighbours(series: pd.DataFrame, years: "pd.Series[float]", values: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """For each column of `values`, a frame with its index and these columns, NaN where there is nothing to say.

    `series` identifies the series of each row (municipality, zone…); rows without identity or year are left out.
    previous, following: nearest earlier and later figure; median, spread (median absolute deviation) and years: of
    all the other years; shift: the median distance of that year's figures to their medians, over all series.
    """
    keys = [*series.columns, "measure"]
    long = values.melt(ignore_index=False, var_name="measure", value_name="figure")
    long = series.join(years.rename("year")).join(long)
    known = long.dropna(subset=["figure", "year", *series.columns]).drop_duplicates([*keys, "year"])
    places = pd.MultiIndex.from_frame(long[[*keys, "year"]])
    if known.empty:
        table = pd.DataFrame(index=long.index, columns=list(STATISTICS), dtype="float64")
    else:
        stats = _statistics(known.pivot(index=keys, columns="year", values="figure"))
        table = pd.DataFrame({name: _looked_up(wide, places) for name, wide in stats.items()}, index=long.index)
    return {str(code): part for code, part in table.groupby(long["measure"], sort=False)}


def _looked_up(wide: pd.DataFrame, places: pd.MultiIndex) -> "pd.Series[float]":
    return wide.stack(future_stack=True).reindex(places).to_numpy()  # type: ignore[return-value]


def _statistics(wide: pd.DataFrame) -> dict[str, pd.DataFrame]:
    median, spread, years = (pd.DataFrame(index=wide.index, columns=wide.columns, dtype="float64") for _ in range(3))
    for year in wide.columns:
        rest = wide.drop(columns=year)
        middle = rest.median(axis=1)
        median[year] = middle
        spread[year] = rest.sub(middle, axis=0).abs().median(axis=1)
        years[year] = rest.notna().sum(axis=1)
    shift = (wide - median).groupby(level="measure").transform("median")
    before, after = wide.ffill(axis=1).shift(1, axis=1), wide.bfill(axis=1).shift(-1, axis=1)
    return dict(zip(STATISTICS, (before, after, median, spread, years, shift), strict=True))
