"""Invented characterization of the entity's municipalities: seeded, plausible, and never mistaken for real figures."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

YEARS = range(2019, 2026)
SEED = 47
SOURCE = "Cifras inventadas para la demostración"


@dataclass(frozen=True)
class Rate:
    """`urban` and `rural`: the entity's rate in the last year; `change`: points a year; the denominator is `share` of
    the enrolment, `rural_share` of it rural."""

    urban: float
    rural: float
    change: float
    share: float = 1.0
    rural_share: float = 0.375


RATES = {
    "desercion": Rate(3.2, 5.6, 0.06),
    "reprobacion": Rate(7.1, 8.9, 0.10),
    "repitencia": Rate(4.4, 6.1, -0.12),
    "cobertura_neta_media": Rate(47.5, 33.1, 0.45, share=0.13, rural_share=0.4375),
    "sedes_conectadas_a_internet": Rate(78.0, 29.0, 1.3, share=0.012, rural_share=0.755),
    "establecimientos_pmi": Rate(66.0, 51.0, 1.2, share=0.004, rural_share=0.533),
}
# group: (share of enrolment, how far from the total of its municipality, in points, for a rate that should fall)
GROUPS = {
    "discapacidad": (0.03, 2.1),
    "etnia": (0.09, 1.2),
    "victimas": (0.16, 0.9),
    "migrantes": (0.04, 2.8),
    "inclusion": (0.24, 1.1),
}
FALLING = {"desercion", "reprobacion", "repitencia"}
PER_STUDENT = {"desercion", "reprobacion", "repitencia"}

COLUMNS = ["year", "municipality_code", "zone", "inclusion_group", "indicator_code", "numerator", "denominator"]


def observations(municipalities: pd.DataFrame) -> pd.DataFrame:
    """One row per year, municipality, zone or group, and indicator: COLUMNS, with counts whose total is their sum.

    `municipalities` has the column code. The same seed always draws the same figures.
    """
    rng = np.random.default_rng(SEED)
    profiles = pd.DataFrame(
        {
            "municipality_code": municipalities["code"],
            "enrolment": np.round(np.exp(rng.normal(8.3, 0.55, len(municipalities)))),
            "rural_share": rng.beta(3, 5, len(municipalities)),
            "difficulty": rng.normal(0, 1, len(municipalities)),
        }
    )
    drawn = [_rate(profiles, code, rng) for code in RATES]
    return pd.concat(drawn, ignore_index=True)[COLUMNS]


def _rate(profiles: pd.DataFrame, code: str, rng: np.random.Generator) -> pd.DataFrame:
    """Every year of one indicator, scaled so that each zone of the entity ends at the rate it was given."""
    rate = RATES[code]
    rural = (profiles["rural_share"] * rate.rural_share / _mean(profiles, profiles["rural_share"])).clip(0.03, 0.97)
    zones = {
        "urbana": _years(profiles, code, rate.urban, rate.share * (1 - rural), rng),
        "rural": _years(profiles, code, rate.rural, rate.share * rural, rng),
    }
    zones["total"] = {year: zones["urbana"][year] + zones["rural"][year] for year in YEARS}
    rows = [
        _rows(profiles, counts, zone=zone, group="todos").assign(year=year)
        for zone, years in zones.items()
        for year, counts in years.items()
    ]
    if code in PER_STUDENT:
        rows += [one.assign(year=year) for year in YEARS for one in _group_rows(profiles, zones["total"][year], rng)]
    return pd.concat(rows).assign(indicator_code=code)


def _mean(profiles: pd.DataFrame, values: pd.Series) -> float:
    return float(np.average(values, weights=profiles["enrolment"]))


def _years(
    profiles: pd.DataFrame, code: str, level: float, share: pd.Series, rng: np.random.Generator
) -> dict[int, pd.DataFrame]:
    denominator = np.maximum(np.round(profiles["enrolment"] * share), 3)
    worse = profiles["difficulty"] * (1 if code in FALLING else -1)
    rates = {}
    for year in YEARS:
        trend = level + RATES[code].change * (year - YEARS[-1])
        rates[year] = trend * np.exp(0.18 * worse + rng.normal(0, 0.05, len(profiles)))
    scale = level / float(np.average(rates[YEARS[-1]], weights=denominator))
    return {
        year: pd.DataFrame(
            {"numerator": np.round(denominator * (rate * scale).clip(0, 100) / 100), "denominator": denominator}
        )
        for year, rate in rates.items()
    }


def _group_rows(profiles: pd.DataFrame, total: pd.DataFrame, rng: np.random.Generator) -> list[pd.DataFrame]:
    rows = []
    for group, (share, distance) in GROUPS.items():
        denominator = np.maximum(np.round(total["denominator"] * share), 5)
        rate = total["numerator"] / total["denominator"] * 100 + distance + rng.normal(0, 0.5, len(total))
        numerator = np.round(denominator * rate.clip(0, 100) / 100)
        counts = pd.DataFrame({"numerator": numerator, "denominator": denominator})
        rows.append(_rows(profiles, counts, zone="total", group=group))
    return rows


def _rows(profiles: pd.DataFrame, counts: pd.DataFrame, *, zone: str, group: str) -> pd.DataFrame:
    return counts.assign(municipality_code=profiles["municipality_code"], zone=zone, inclusion_group=group)
