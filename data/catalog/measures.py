"""Everything that can be read as an indicator: those that files bring, those computed from them, and their gaps.

`indicators()` of this package are the ones that a file may bring and a version stores. A computed one
(`computed.csv`) and the urban–rural gap of a stored one are never stored: they are worked out when they are read.
"""

from functools import cache

import pandas as pd

from data.catalog import _read, indicators

GAP = "brecha_"
POINTS = "p.\u00a0p."
COLUMNS = [
    "code", "name", "unit", "kind", "sense", "decimals", "weight_code", "source", "zones", "topic", "formula", "rule",
    "inputs",
]  # fmt: skip
_GAP_FORMULA = (
    "Valor de la zona urbana − valor de la zona rural. Positiva: la urbana es mayor. Se busca que se acerque a 0."
)
_SEPARATOR = "|"
_UNGAPPED = "count"
"""Heads are compared between zones by their share, not by their difference."""


def measures() -> pd.DataFrame:
    """All of them: COLUMNS. `rule` and `inputs` (codes) are "" and () for those that files bring.

    The rule of a gap is "gap" and its input the indicator compared. A gap has no sense: it is better nearer to 0.
    """
    return _listed().copy()


def computed() -> pd.DataFrame:
    """Those of `computed.csv`: COLUMNS, `rule` being one of analytics.derived.RULES."""
    listed = _read("computed").astype({"decimals": int})
    inputs = listed["inputs"].str.split(_SEPARATOR).map(tuple)
    return listed.assign(source="Calculado por la aplicación", zones="", inputs=inputs)[COLUMNS]


def gap_code(code: str) -> str:
    """The code of the urban–rural gap of an indicator."""
    return f"{GAP}{code}"


def gapped() -> pd.DataFrame:
    """The stored indicators that have a gap: rates, coverages, scores, indices and ratios."""
    listed = indicators()
    return listed[listed["kind"] != _UNGAPPED]


def inputs_of(code: str) -> tuple[str, tuple[str, ...]]:
    """The rule and the inputs of a measure; "" and () when files bring it, or nobody knows it."""
    return _rules().get(code, ("", ()))


@cache
def _rules() -> dict[str, tuple[str, tuple[str, ...]]]:
    listed = _listed()
    made = listed[listed["rule"] != ""]
    return dict(zip(made["code"], zip(made["rule"], made["inputs"], strict=True), strict=True))


@cache
def _listed() -> pd.DataFrame:
    stored = indicators().assign(rule="")
    stored["inputs"] = [()] * len(stored)
    return pd.concat([stored[COLUMNS], computed(), _gaps()], ignore_index=True)


def _gaps() -> pd.DataFrame:
    base = gapped()
    return pd.DataFrame(
        {
            "code": GAP + base["code"],
            "name": "Brecha urbano–rural: " + base["name"].str[:1].str.lower() + base["name"].str[1:],
            "unit": base["unit"].where(base["unit"] != "%", POINTS),
            "kind": "gap",
            "sense": "",
            "decimals": base["decimals"],
            "weight_code": "",
            "source": "Calculado por la aplicación",
            "zones": "",
            "topic": base["topic"],
            "formula": _GAP_FORMULA,
            "rule": "gap",
            "inputs": [(code,) for code in base["code"]],
        }
    )[COLUMNS]
