"""`manage.py baseline`: one indicator in one year over the municipalities of the entity."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.baseline import simple_mean, weighted_mean
from analytics.denominators import weighed
from data import measures
from data.catalog.measures import measures as listing
from data.commands.arguments import SpanishParser
from data.opening import Stores, open_stores
from data.records import datasets
from data.warehouse import Warehouse
from procedure.errors import NotFoundError

NOT_FOUND_EXIT = 2
ZONES = ("total", "urbana", "rural")


@dataclass(frozen=True)
class Baseline:
    """`mean` is the simple mean of the `n` municipalities with a value, `weighted` the rate of the whole territory."""

    indicator: str
    year: int
    zone: str
    n: int
    mean: float | None
    weighted: float | None
    unit: str
    source: str
    dataset_version: str

    def as_text(self, name: str) -> str:
        weighted = (
            "sin dato (falta el denominador)" if self.weighted is None else f"{decimal(self.weighted)} {self.unit}"
        )
        return "\n".join(
            [
                f"{name}, {self.year}, zona {self.zone}",
                f"  Media simple de {self.n} municipios: {decimal(self.mean)} {self.unit}",
                f"  Tasa ponderada: {weighted}",
                f"  Fuente: {self.source} (versión {self.dataset_version})",
            ]
        )


def run(argv: Sequence[str]) -> int:
    """0, or 2 when there is no such indicator or it has no figures for that year and zone."""
    options = _parser().parse_args(argv)
    stores = open_stores()
    try:
        found = baseline(stores, options.indicator, options.year, options.zone)
    except NotFoundError as error:
        print(error.message, file=sys.stderr)
        return NOT_FOUND_EXIT
    finally:
        stores.close()
    print(json.dumps(vars(found), ensure_ascii=False) if options.json else found.as_text(_name(options.indicator)))
    return 0


def baseline(stores: Stores, indicator: str, year: int, zone: str) -> Baseline:
    """Raises NotFoundError, in words, for an unknown indicator or one without figures for that year and zone."""
    entry = _catalogued(indicator)
    entity_id = stores.settings.entity_id
    population = _one_year(stores.warehouse, entity_id, entry["weight_code"], year, zone)
    observations = weighed(_one_year(stores.warehouse, entity_id, indicator, year, zone), population).observations
    simple = simple_mean(observations["value"])
    if simple.value is None:
        raise NotFoundError(_absent(stores.warehouse, entity_id, indicator, year, zone))
    weighted = weighted_mean(observations["value"], observations["denominator"])
    versions = observations.loc[observations["value"].notna(), "version_id"].unique().tolist()
    sources = [datasets.get(stores.database, entity_id, version_id)["source"] for version_id in versions]
    return Baseline(
        indicator=indicator,
        year=year,
        zone=zone,
        n=simple.n,
        mean=simple.value,
        weighted=weighted.value,
        unit=entry["unit"],
        source="; ".join(dict.fromkeys(sources)),
        dataset_version=",".join(versions),
    )


def decimal(value: float | None) -> str:
    return "—" if value is None else f"{value:,.4f}".translate(str.maketrans(",.", ".,"))


def _parser() -> argparse.ArgumentParser:
    parser = SpanishParser(prog="manage.py baseline", description="Muestra una línea de base.")
    parser.add_argument("--indicator", metavar="I", required=True, help="código del indicador, por ejemplo desercion")
    parser.add_argument("--year", metavar="A", type=int, required=True)
    parser.add_argument("--zone", choices=ZONES, default="total")
    parser.add_argument("--json", action="store_true", help="responde en JSON")
    return parser


def _catalogued(indicator: str) -> dict[str, str]:
    """The indicator's line of the catalog. Raises NotFoundError with the codes there are."""
    listed = {entry["code"]: entry for entry in listing().to_dict("records")}
    if indicator not in listed:
        raise NotFoundError(f"No existe el indicador «{indicator}». Los que hay: {', '.join(sorted(listed))}.")
    return {str(name): str(text) for name, text in listed[indicator].items()}


def _name(indicator: str) -> str:
    return _catalogued(indicator)["name"]


def _one_year(warehouse: Warehouse, entity_id: str, indicator: str, year: int, zone: str) -> pd.DataFrame:
    frame = measures.read(warehouse, "indicator_year", entity_id=entity_id, indicator=indicator, year=year)
    return frame[(frame["zone"] == zone) & (frame["inclusion_group"] == "todos")].assign(year=year)


def _absent(warehouse: Warehouse, entity_id: str, indicator: str, year: int, zone: str) -> str:
    available = measures.read(warehouse, "available", entity_id=entity_id)
    wanted = (available["indicator_code"] == indicator) & (available["zone"] == zone) & (available["values"] > 0)
    years = ", ".join(str(each) for each in sorted(available.loc[wanted, "year"].unique()))
    tail = f"Años con cifras: {years}." if years else "Cargue primero un archivo que lo traiga."
    return f"No hay cifras de «{indicator}» en {year} para la zona {zone}. {tail}"
