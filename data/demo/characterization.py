"""Invented characterization of the entity's municipalities: seeded, plausible, and never mistaken for real figures."""

import numpy as np
import pandas as pd

YEARS = range(2019, 2026)
SEED = 47

# code: (urban level, rural level, yearly change of both, denominator as a share of enrolment)
RATES = {
    "desercion": (3.0, 5.2, 0.06, 1.0),
    "reprobacion": (7.0, 8.8, 0.10, 1.0),
    "repitencia": (4.4, 6.1, -0.12, 1.0),
    "cobertura_neta_media": (46.0, 32.0, 0.45, 0.13),
    "sedes_conectadas_a_internet": (72.0, 24.0, 1.3, 0.006),
    "establecimientos_pmi": (60.0, 46.0, 1.2, 0.001),
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
            "rural_share": rng.beta(5, 5, len(municipalities)),
            "difficulty": rng.normal(0, 1, len(municipalities)),
        }
    )
    drawn = [_rate(profiles, code, year, rng) for code in RATES for year in YEARS]
    return pd.concat(drawn, ignore_index=True)[COLUMNS]


def _rate(profiles: pd.DataFrame, code: str, year: int, rng: np.random.Generator) -> pd.DataFrame:
    urban, rural, change, share = RATES[code]
    step = change * (year - YEARS.start)
    zones = {
        "urbana": _counts(profiles, code, urban, step, share * (1 - profiles["rural_share"]), rng),
        "rural": _counts(profiles, code, rural, step, share * profiles["rural_share"], rng),
    }
    zones["total"] = zones["urbana"] + zones["rural"]
    rows = [_rows(profiles, counts, zone=zone, group="todos") for zone, counts in zones.items()]
    if code in PER_STUDENT:
        rows += _group_rows(profiles, zones["total"], rng)
    return pd.concat(rows).assign(indicator_code=code, year=year)


def _counts(
    profiles: pd.DataFrame, code: str, level: float, step: float, share: pd.Series, rng: np.random.Generator
) -> pd.DataFrame:
    worse = profiles["difficulty"] * (1 if code in FALLING else -1)
    rate = (level + step) * np.exp(0.18 * worse + rng.normal(0, 0.05, len(profiles)))
    denominator = np.maximum(np.round(profiles["enrolment"] * share), 3)
    return pd.DataFrame({"numerator": np.round(denominator * rate.clip(0, 96) / 100), "denominator": denominator})


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
