"""What a generation is made of: an ordered list of layers. The same manifest always gives the same rows."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from data.warehouse.tables import OBSERVATIONS


@dataclass(frozen=True)
class Part:
    """The rows that a layer has in one table, and the sha256 of their file."""

    table: str
    rows: int
    sha256: str


@dataclass(frozen=True)
class Layer:
    """One accepted version: its rows in the warehouse, the sha256 of its file, and its place in time.

    `rows` and `sha256` are of its observations; `extras` are its other tables. `sequence` is the number of the
    generation that first carried it (0 until then); a layer that comes back takes its old place.
    """

    version_id: str
    dataset: str
    sequence: int
    rows: int
    sha256: str
    extras: tuple[Part, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        return (Part(OBSERVATIONS, self.rows, self.sha256), *self.extras)


Manifest = tuple[Layer, ...]


def to_json(manifest: Manifest) -> list[dict[str, Any]]:
    return [asdict(layer) for layer in manifest]


def from_json(entries: list[dict[str, Any]]) -> Manifest:
    return tuple(layer_of(entry) for entry in entries)


def layer_of(entry: Mapping[str, Any]) -> Layer:
    """The layer of an entry; those registered before layers had other tables have none."""
    return Layer(**{**entry, "extras": tuple(Part(**part) for part in entry.get("extras", ()))})


def with_layer(manifest: Manifest, layer: Layer) -> Manifest:
    return (*without_version(manifest, layer.version_id), layer)


def without_version(manifest: Manifest, version_id: str) -> Manifest:
    return tuple(layer for layer in manifest if layer.version_id != version_id)


def in_order(manifest: Manifest, number: int) -> Manifest:
    """The layers of the generation `number`, oldest first; a layer that no generation carried yet is the newest."""
    placed = (replace(layer, sequence=layer.sequence or number) for layer in manifest)
    return tuple(sorted(placed, key=lambda layer: layer.sequence))
