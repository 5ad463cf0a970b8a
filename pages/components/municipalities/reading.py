"""What the sheet of a municipality is made of: its figures, what money is shared out by, and its rural share."""

from collections.abc import Sequence

import pandas as pd

from analytics import weights
from data import measures
from data.catalog.measures import measures as catalogue
from data.improvement_plans import PLACE
from data.intake.sources import by_kind
from data.opening import Stores
from data.records.plan_frames import PlanFrames
from pages.components import cached
from procedure.roles import Actor
from reports.municipality_sheet import Place, Share

ENROLMENT, DROPOUT, POPULATION = "matricula", "desercion", "poblacion_total"
_ROWS = ["municipality_code", "zone", "value"]


def place(stores: Stores, actor: Actor, names: dict[str, str], code: str, year: int) -> Place:
    """The municipality, with the weights of the whole entity at the year of the plan."""
    directory = cached.directory(stores, actor, year=year)
    candidates = [*_enrolments(stores, actor, year), ("establecimientos", _counted(directory))]
    chosen = weights.choose([(name, rows) for name, rows, *_ in candidates], list(names))
    of = dict(zip(directory["school_code"], directory["municipality_code"], strict=True))
    return Place(code, names[code], list(names), chosen, of)


def shares(stores: Stores, actor: Actor, codes: Sequence[str], code: str, year: int) -> list[Share]:
    """The rural share of the enrolment (the first there is) and of the population."""
    found = [("Matrícula rural", *rest) for _, *rest in _enrolments(stores, actor, year)[:1]]
    people = _newest(stores, actor, POPULATION, year)
    if people is not None:
        found.append(("Población rural", people[0][[*_ROWS]], people[1]))
    return [_share(name, rows, source, codes, code) for name, rows, source in found]


def measured(stores: Stores, actor: Actor, frames: PlanFrames, code: str) -> pd.DataFrame:
    """The municipality's figure of each slice that the plan follows: indicator_id, slice, value, year, source.

    Of the year of the plan's baseline, to be comparable with it; else of the newest there is.
    """
    known = set(catalogue()["code"])
    codes = dict(zip(frames.indicators["id"], frames.indicators["catalog_code"], strict=True))
    available = cached.available(stores, actor)
    rows = []
    for one in frames.indicator_slices[frames.indicator_slices["applies"]].to_dict("records"):
        indicator = codes.get(one["indicator_id"], "")
        year = _year(available, indicator, one) if indicator in known else None
        if year is not None:
            figure = _figure(cached.one_year(stores, actor, indicator=indicator, year=year), code, one["slice"])
            if figure is not None:
                value, dataset = figure
                rows.append((one["indicator_id"], one["slice"], value, year, _title(dataset)))
    found = pd.DataFrame(rows, columns=["indicator_id", "slice", "value", "year", "source"])
    return found.astype({"value": "float64", "year": "int64"})


def _year(available: pd.DataFrame, indicator: str, one: dict) -> int | None:
    zone, group = measures.place_of(one["slice"])
    rows = available[
        available["indicator_code"].eq(indicator)
        & available["zone"].eq(zone)
        & available["inclusion_group"].eq(group)
        & available["values"].gt(0)
    ]
    years = {int(year) for year in rows["year"]}
    wanted = one["baseline_year"]
    if not pd.isna(wanted) and int(wanted) in years:
        return int(wanted)
    return max(years, default=None)


def _figure(rows: pd.DataFrame, code: str, slice_code: str) -> tuple[float, str] | None:
    zone, group = measures.place_of(slice_code)
    own = rows[rows["municipality_code"].eq(code) & rows["zone"].eq(zone) & rows["inclusion_group"].eq(group)]
    own = own[own["value"].notna()]
    return None if own.empty else (float(own["value"].iloc[0]), str(own["dataset"].iloc[0]))


def _title(dataset: str) -> str:
    source = by_kind(dataset)
    return source.title if source else dataset or "Calculado por la aplicación"


def _enrolments(stores: Stores, actor: Actor, year: int) -> list[tuple[str, pd.DataFrame, str]]:
    """Name of the basis, students by municipality and zone, and where they come from; the best first."""
    found = []
    counted = _newest(stores, actor, ENROLMENT, year)
    if counted is not None:
        found.append((ENROLMENT, counted[0][[*_ROWS]], counted[1]))
    rates = _newest(stores, actor, DROPOUT, year)
    if rates is not None and rates[0]["denominator"].notna().any():
        rows = rates[0].drop(columns="value").rename(columns={"denominator": "value"})
        found.append((DROPOUT, rows[[*_ROWS]], f"Denominador de la deserción. {rates[1]}"))
    return found


def _newest(stores: Stores, actor: Actor, indicator: str, year: int) -> tuple[pd.DataFrame, str] | None:
    """The figures of everybody in the newest year that is not after the plan's, and their source in words."""
    available = cached.available(stores, actor)
    years = available.loc[available["indicator_code"].eq(indicator) & available["year"].le(year), "year"]
    if years.empty:
        return None
    newest = int(years.max())
    rows = cached.one_year(stores, actor, indicator=indicator, year=newest)
    rows = rows[rows["inclusion_group"].eq(measures.EVERYBODY)]
    return rows, f"{_title(str(rows['dataset'].iloc[0])) if len(rows) else indicator}, {newest}"


def _counted(directory: pd.DataFrame) -> pd.DataFrame:
    """How many establishments of the directory, by municipality and zone."""
    zoned = directory[[*PLACE]].dropna(subset="zone")
    both = pd.concat([directory.assign(zone=measures.TOTAL)[PLACE], zoned])
    return both.groupby(["municipality_code", "zone"], as_index=False)["school_code"].nunique().set_axis(_ROWS, axis=1)


def _share(name: str, rows: pd.DataFrame, source: str, codes: Sequence[str], code: str) -> Share:
    rural, _, here = weights.rural_share(rows, [code])
    return Share(name, rural, here, weights.rural_share(rows, codes)[2], source)
