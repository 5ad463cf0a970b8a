"""What the baseline page looks at: one indicator, year, zone, inclusion group and perhaps one municipality."""

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd
import streamlit as st

from analytics import baseline
from analytics.denominators import weighed
from data.catalog.measures import measures
from data.opening import Stores
from data.records import entities
from pages.components import cached, filters, labels
from procedure import vocabulary
from procedure.roles import Actor

PREFERRED = "desercion"
EVERYBODY = "todos"
_PENDING, _MUNICIPALITY = "municipio_pedido", "municipio"


@dataclass(frozen=True)
class Indicator:
    """An indicator of the catalog, as this page needs it; `compared` is, for a gap, the one whose zones it compares;
    `counts` says that it counts heads, so that a total of many places is not to be set beside one of them."""

    code: str
    name: str
    unit: str
    digits: int
    sense: str
    weight_code: str
    compared: str = ""
    counts: bool = False


@dataclass(frozen=True)
class Figures:
    """The figures of one slice through the years: the columns of `analytics.baseline`, weighed.

    `weight` names the population that weighs them, "" when their own denominators do or nothing does.
    """

    observations: pd.DataFrame = field(repr=False)
    weight: str = ""

    def of(self, year: int) -> pd.DataFrame:
        return self.observations[self.observations["year"] == year]

    @cached_property
    def by_year(self) -> pd.DataFrame:
        """`analytics.baseline.summary` of the slice, one row per year."""
        return baseline.summary(self.observations).reset_index(drop=True)


@dataclass(frozen=True)
class View:
    """`municipality` is None for all of them; `places` has code and name; `year_cells` every zone and group.

    `department` has year and value: what the MEN publishes of the whole department, a reference for all but counts.
    """

    indicator: Indicator
    year: int
    zone: str
    inclusion_group: str
    municipality: str | None
    places: pd.DataFrame = field(repr=False)
    figures: Figures = field(repr=False)
    year_cells: pd.DataFrame = field(repr=False)
    department: pd.DataFrame = field(repr=False)

    @property
    def slice_words(self) -> str:
        """The slice as it is read beside a figure: "total", "zona rural", "zona urbana, discapacidad"."""
        zone = "total" if self.zone == "total" else f"zona {vocabulary.ZONES[self.zone].lower()}"
        if self.inclusion_group == EVERYBODY:
            return zone
        group = labels.slice_name(self.inclusion_group)
        return group if zone == "total" else f"{group}, {zone}"

    @property
    def municipality_name(self) -> str:
        return "" if self.municipality is None else self.name_of(self.municipality)

    def name_of(self, code: str) -> str:
        found = self.places.loc[self.places["code"] == code, "name"]
        return str(found.iloc[0]) if len(found) else code

    def named(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows with `name`, the municipality's, and only those of the entity."""
        places = self.places.rename(columns={"code": "municipality_code"})
        return frame.merge(places, on="municipality_code", how="inner")


def request_municipality(code: str) -> None:
    """Asks for a municipality from below the filters: it is chosen when the page runs again."""
    st.session_state[_PENDING] = code


def choose(stores: Stores, actor: Actor) -> View | None:
    """The filters, in the URL, and what they choose; None when nothing was loaded yet."""
    available = cached.available(stores, actor)
    known = measures()
    listed = known[known["code"].isin(available.loc[available["values"] > 0, "indicator_code"])]
    if listed.empty:
        return None
    if _PENDING in st.session_state:
        st.session_state[_MUNICIPALITY] = st.session_state.pop(_PENDING)
    places = entities.municipalities(stores.database, actor.entity_id)
    left, middle, right = st.columns([2, 1, 1])
    with left:
        code = filters.indicator(listed, default=PREFERRED) or ""
    rows = available[(available["indicator_code"] == code) & (available["values"] > 0)]
    with middle:
        year = filters.year([int(item) for item in rows["year"]], label="Año del dato", key="anio") or 0
    with right:
        zone = filters.zone([str(item) for item in rows["zone"].unique()])
    left, right = st.columns(2)
    with left:
        groups = rows.loc[rows["zone"] == zone, "inclusion_group"]
        group = filters.inclusion_group([str(item) for item in groups.unique()])
    with right:
        municipality = filters.municipality(places)
    indicator = describe(code)
    return View(
        indicator,
        year,
        zone,
        group,
        municipality,
        places,
        figures_of(stores, actor, indicator, zone, group),
        cached.one_year(stores, actor, indicator=code, year=year).assign(indicator_code=code, year=year),
        _department(stores, actor, indicator, zone, group),
    )


def _department(stores: Stores, actor: Actor, indicator: Indicator, zone: str, inclusion_group: str) -> pd.DataFrame:
    frame = cached.department(stores, actor, indicator=indicator.code, zone=zone, inclusion_group=inclusion_group)
    return frame.iloc[: 0 if indicator.counts else len(frame)][["year", "value"]]


def describe(code: str) -> Indicator:
    """The indicator of the catalog."""
    known = measures().set_index("code").loc[code]
    return Indicator(
        code,
        str(known["name"]),
        str(known["unit"]),
        int(known["decimals"]),
        str(known["sense"]),
        known["weight_code"],
        known["inputs"][0] if known["rule"] == "gap" else "",
        known["kind"] == "count",
    )


def figures_of(stores: Stores, actor: Actor, indicator: Indicator, zone: str, inclusion_group: str) -> Figures:
    """One slice of an indicator, with what weighs it."""
    place = {"zone": zone, "inclusion_group": inclusion_group}
    own = cached.series(stores, actor, indicator=indicator.code, **place).assign(indicator_code=indicator.code, **place)
    if not indicator.weight_code:
        return Figures(own)
    found = weighed(own, cached.series(stores, actor, indicator=indicator.weight_code, **place))
    return Figures(found.observations, describe(indicator.weight_code).name if found.by_population else "")
