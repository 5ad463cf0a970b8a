"""The figures behind an opportunity for improvement, kept with it as they were that day (manual, activity 2)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics import baseline, derived
from analytics.denominators import weighed
from analytics.suggestions import distance, yearly_worsening
from data import measures
from data.catalog.measures import measures as catalogue
from data.measures import RURAL, TOTAL, URBAN, place_of
from data.opening import Stores
from data.records import targets
from procedure.vocabulary import SLICES

WINDOW = 5
ENROLMENT = "matricula"
_OVER_ENROLMENT = "÷ matrícula"
_AGAINST = {URBAN: RURAL, RURAL: URBAN, TOTAL: ""}
_PLACE = ["year", "municipality_code"]


def facts(stores: Stores, entity_id: str, plan_year: int, indicator: str, slice_code: str = TOTAL) -> dict[str, Any]:
    """What is stored as the evidence: `indicator` and `slice` always; with figures loaded also `year`, `value`,
    `statistic`, `versions` (of the datasets) and, where they can be had, `trend` (slope in points a year, worsening in
    percent a year, first and last year), `gap` (value − reference, against which slice), `goal` (target and the plan
    that set it), `distance` (percent) and `enrolment` (touched, total, share in percent, of what)."""
    found: dict[str, Any] = {"indicator": indicator, "slice": slice_code}
    reader = _Reader(stores, entity_id, indicator)
    levels = reader.levels(slice_code)
    if levels.empty:
        return found
    year, value, sense = int(levels["year"].iloc[-1]), float(levels["value"].iloc[-1]), str(reader.known["sense"])
    found |= {"year": year, "value": value, "statistic": str(levels["label"].iloc[-1])}
    if len(levels) > 1:
        found["trend"] = _trend(levels, sense)
    gap = reader.gap(slice_code, year, value)
    goal = targets.of_measure(stores.database, entity_id, plan_year, indicator, slice_code)
    if gap is not None:
        found["gap"] = gap
    if goal is not None:
        found["goal"] = {"target": float(goal["target"]), "plan": f"{goal['year']}, versión {goal['number']}"}
    aim = goal["target"] if goal is not None else gap["reference"] if gap is not None else None
    if aim is not None:
        found |= _present("distance", distance(value, float(aim), sense))
    enrolment = reader.enrolment(slice_code, year)
    if enrolment is not None:
        found["enrolment"] = enrolment
    return found | {"versions": sorted(reader.versions)}


def signals(evidence: pd.Series) -> pd.DataFrame:
    """What analytics.suggestions.suggest takes, one row per stored evidence."""
    rows = [one if isinstance(one, Mapping) else {} for one in evidence]
    columns = {
        "worsening": [row.get("trend", {}).get("worsening") for row in rows],
        "distance": [row.get("distance") for row in rows],
        "share": [row.get("enrolment", {}).get("share") for row in rows],
    }
    return pd.DataFrame(columns, index=evidence.index, dtype="float64")


def slices(available: pd.DataFrame, indicator: str) -> list[str]:
    """The slices of the vocabulary in which the indicator has figures, of the answer of the query `available`."""
    own = available[(available["indicator_code"] == indicator) & (available["values"] > 0)]
    present = set(zip(own["zone"], own["inclusion_group"], strict=True))
    return [one for one in SLICES if place_of(one) in present]


class _Reader:
    """The figures of one indicator by slice; `versions` are those of the datasets that gave what was read."""

    def __init__(self, stores: Stores, entity_id: str, indicator: str) -> None:
        self.stores, self.entity_id, self.indicator = stores, entity_id, indicator
        self.known: dict[Any, Any] = catalogue().set_index("code").loc[[indicator]].iloc[0].to_dict()
        self.versions: set[str] = set()

    def levels(self, slice_code: str) -> pd.DataFrame:
        """year, value, label: the whole territory, by the same statistic in all of the last WINDOW years."""
        zone, group = place_of(slice_code)
        if self.known["rule"] == "gap":
            return self._gaps(zone, group)
        own = self._weighed(self.indicator, zone, group)
        if self.known["kind"] == "count":
            sums: pd.DataFrame = own.dropna(subset=["value"]).groupby("year", as_index=False)[["value"]].sum()
            return sums.assign(label="suma de los municipios").tail(WINDOW).reset_index(drop=True)
        return _means(own)

    def gap(self, slice_code: str, year: int, value: float) -> dict[str, Any] | None:
        """Against the other zone or, a group, against everybody; none for heads, which are not compared."""
        against = _AGAINST.get(slice_code, TOTAL)
        if not against or self.known["kind"] == "count":
            return None
        other = self.levels(against).set_index("year")["value"]
        if year not in other.index:
            return None
        reference = float(other[year])
        return {"value": value - reference, "reference": reference, "against": against}

    def enrolment(self, slice_code: str, year: int) -> dict[str, Any] | None:
        """The students of the slice among all: by the enrolment loaded or, without it, by the rate's own denominators
        when they are enrolment, as its formula in the catalogue says."""
        own = [("denominador", self.indicator, "denominator")] if _OVER_ENROLMENT in str(self.known["formula"]) else []
        for of, code, column in ((ENROLMENT, ENROLMENT, "value"), *own):
            touched, total = (self._people(code, column, one, year) for one in (slice_code, TOTAL))
            if touched is not None and total:
                return {"touched": touched, "total": total, "share": touched / total * 100, "of": of, "year": year}
        return None

    def _people(self, code: str, column: str, slice_code: str, year: int) -> float | None:
        zone, group = place_of(slice_code)
        rows = self._series(code, zone, group)
        rows = rows[rows["year"] == year]
        return float(rows[column].sum()) if len(rows) and rows[column].notna().all() else None

    def _gaps(self, zone: str, group: str) -> pd.DataFrame:
        if zone != TOTAL:
            return pd.DataFrame({"year": [], "value": [], "label": []})
        [base] = self.known["inputs"]
        urban, rural = (self._weighed(base, one, group) for one in (URBAN, RURAL))
        rows = []
        for year in sorted(set(urban["year"]) & set(rural["year"])):
            mean = derived.territory_gap(*(one[one["year"] == year] for one in (urban, rural)))
            rows.append((int(year), mean.value, mean.label))
        found = pd.DataFrame(rows, columns=["year", "value", "label"]).dropna(subset=["value"])
        return found.tail(WINDOW).reset_index(drop=True)

    def _weighed(self, code: str, zone: str, group: str) -> pd.DataFrame:
        own, weight = self._series(code, zone, group), str(catalogue().set_index("code").at[code, "weight_code"])
        place = {"indicator_code": code, "zone": zone, "inclusion_group": group}
        return (weighed(own, self._series(weight, zone, group)).observations if weight else own).assign(**place)

    def _series(self, code: str, zone: str, group: str) -> pd.DataFrame:
        found = measures.read(
            self.stores.warehouse, "indicator_series", entity_id=self.entity_id, indicator=code, zone=zone,
            inclusion_group=group,
        )  # fmt: skip
        self.versions |= set(found["version_id"].dropna().unique())
        return found


def _means(own: pd.DataFrame) -> pd.DataFrame:
    """Weighted when every year of the window can be; otherwise simple in all of them, so that the trend is of one."""
    years = baseline.summary(own).dropna(subset=["mean"]).tail(WINDOW)
    weighted = bool(years["weighted"].notna().all())
    label = "tasa ponderada de {} municipios" if weighted else "media simple de {} municipios"
    return pd.DataFrame(
        {
            "year": years["year"].astype("int64"),
            "value": years["weighted" if weighted else "mean"],
            "label": [label.format(int(n)) for n in years["n"]],
        }
    ).reset_index(drop=True)


def _trend(levels: pd.DataFrame, sense: str) -> dict[str, Any]:
    years, values = levels["year"].to_numpy("float64"), levels["value"].to_numpy("float64")
    found = {"slope": float(baseline.slope(years, values)), "first_year": int(years[0]), "last_year": int(years[-1])}
    return found | _present("worsening", yearly_worsening(levels, sense))


def _present(name: str, value: float) -> dict[str, float]:
    return {} if pd.isna(value) else {name: float(value)}
