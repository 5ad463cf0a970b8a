"""Accepting a reading as a version, withdrawing it and bringing it back (INTAKE.md, step 6).

The same bytes again are "ya cargado". Confirming afterwards what was left waiting is loading the same file again with
more proposals confirmed: that is a new version over the first, and it keeps the confirmations the first one had.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from data.intake.model import Reading
from data.records import datasets, generations
from data.records.database import Database, Row, Unit
from data.records.schema.base import new_id
from data.warehouse import layers, published
from data.warehouse.collection import sweep
from data.warehouse.comparison import Comparison, compare, nothing_to_store, storable
from data.warehouse.errors import AlreadyLoadedError
from data.warehouse.files import turn
from data.warehouse.manifest import Layer, Manifest, from_json, layer_of, with_layer, without_version
from data.warehouse.publishing import Change, publish
from data.warehouse.serving import Warehouse
from data.warehouse.tables import ENROLMENT, OBSERVATIONS, TABLE_CELLS
from procedure.errors import InvalidValueError, StateError
from procedure.roles import Actor, Permission, check


@dataclass(frozen=True)
class Upload:
    """The bytes that were read: their sha256 (hexadecimal), their size in bytes, the name they arrived with."""

    sha256: str
    size: int
    file_name: str


@dataclass
class _Acceptance:
    """A reading on its way to be a version. What it changes is counted again whenever the base moves."""

    warehouse: Warehouse
    actor: Actor
    reading: Reading
    upload: Upload
    confirmations: list[dict[str, Any]]
    note: str
    layer: Layer
    comparison: Comparison | None = field(default=None)

    def manifest(self, base: Manifest) -> Manifest:
        confirmed = {entry["proposal"] for entry in self.confirmations}
        self.comparison = compare(self.warehouse, self.reading, self.actor.entity_id, confirmed)
        return with_layer(base, self.layer)

    def record(self, unit: Unit) -> Row:
        assert self.comparison is not None, "the manifest is made before it is recorded"
        counts = {f"rows_{name}": count for name, count in self.comparison.counts().items()}
        return datasets.register(unit, {**self._described(), **counts}, note=self.note)

    def _described(self) -> dict[str, Any]:
        reading, upload = self.reading, self.upload
        return {
            "id": self.layer.version_id,
            "dataset": reading.dataset,
            "kind": reading.kind,
            "file_name": upload.file_name,
            "sha256": upload.sha256,
            "size": upload.size,
            "sheet": reading.sheet,
            "source": reading.source,
            "license": reading.license,
            "cutoff": reading.cutoff,
            "findings": [{**each.summary(), "message": each.message} for each in reading.findings],
            "confirmations": self.confirmations,
        }


@dataclass(frozen=True)
class _Withdrawal:
    version: Row
    reason: str

    def manifest(self, base: Manifest) -> Manifest:
        return without_version(base, self.version["id"])

    def record(self, unit: Unit) -> Row:
        return datasets.withdraw(unit, self.version, self.reason)


@dataclass(frozen=True)
class _Reinstatement:
    version: Row
    layer: Layer
    reason: str

    def manifest(self, base: Manifest) -> Manifest:
        return with_layer(base, self.layer)

    def record(self, unit: Unit) -> Row:
        return datasets.reinstate(unit, self.version, self.reason)


@dataclass(frozen=True)
class _Rebuild:
    def manifest(self, base: Manifest) -> Manifest:
        return base

    def record(self, unit: Unit) -> Row:
        unit.log("reconstruir la bodega de datos", "warehouse_generations", unit.actor.entity_id)
        return {}


def already_loaded(
    database: Database, entity_id: str, upload: Upload, reading: Reading, confirmed: Collection[str]
) -> Row | None:
    """The version that already serves these bytes, when `confirmed` adds nothing to what it was accepted with."""
    version = datasets.find_by_sha(database, entity_id, upload.sha256, reading.kind)
    if version is None:
        return None
    offered = {proposal.id for proposal in reading.proposals}
    known = {entry["proposal"] for entry in version["confirmations"]}
    return version if (set(confirmed) & offered) <= known else None


def accept(
    database: Database,
    warehouse: Warehouse,
    actor: Actor,
    reading: Reading,
    upload: Upload,
    *,
    confirmed: Collection[str] = frozenset(),
    note: str = "",
) -> Row:
    """Stores the good rows as a new version that serves from now on; answers its row of `dataset_versions`.

    Cells whose proposal is not in `confirmed` are not stored: an earlier figure stays. Empty cells are stored empty.
    `note` says why the cells are confirmed and is required then; each confirmation keeps who, when and why.
    Raises AlreadyLoadedError, NotAllowedError, InvalidValueError (nothing to store, no note), WarehouseBusyError,
    WarehouseWriteError and WarehouseDamagedError; in every case what was serving goes on serving.
    """
    check(actor, Permission.LOAD_DATA)
    with turn(warehouse.folder):
        loaded = already_loaded(database, actor.entity_id, upload, reading, confirmed)
        if loaded is not None:
            raise AlreadyLoadedError(loaded)
        acceptance = _prepare(database, warehouse, actor, reading, upload, confirmed, note)
        return _publish_and_sweep(database, warehouse, actor, acceptance)


def withdraw(database: Database, warehouse: Warehouse, actor: Actor, version_id: str, *, reason: str) -> Row:
    """Takes a version out of what serves; later versions stay, and the figures under it serve again.

    Raises StateError when it was withdrawn before, InvalidValueError without a reason, and what `accept` raises.
    """
    check(actor, Permission.LOAD_DATA)
    if not reason.strip():
        raise InvalidValueError("Escriba por qué se retira esta versión; queda en la bitácora.", field="reason")
    with turn(warehouse.folder):
        version = datasets.get(database, actor.entity_id, version_id)
        if version["kind"] == published.KIND:
            raise StateError("Lo publicado al cerrar un trimestre no se retira: reabra el trimestre, con su motivo.")
        if version["withdrawn_at"] is not None:
            raise StateError(f"La versión {version['number']} de «{version['file_name']}» ya estaba retirada.")
        return _publish_and_sweep(database, warehouse, actor, _Withdrawal(version, reason.strip()))


def reinstate(database: Database, warehouse: Warehouse, actor: Actor, version_id: str, *, reason: str = "") -> Row:
    """Brings a withdrawn version back, in the place it had among the others. Raises what `withdraw` raises."""
    check(actor, Permission.LOAD_DATA)
    with turn(warehouse.folder):
        version = datasets.get(database, actor.entity_id, version_id)
        entry = generations.last_entry(database, actor.entity_id, version_id)
        if version["withdrawn_at"] is None or entry is None:
            raise StateError(f"La versión {version['number']} de «{version['file_name']}» no está retirada.")
        change = _Reinstatement(version, layer_of(entry), reason.strip())
        return _publish_and_sweep(database, warehouse, actor, change)


def rebuild(database: Database, warehouse: Warehouse, actor: Actor) -> Manifest:
    """Builds the serving generation again from its layers, when its file was damaged or lost; answers its layers.

    Raises StateError when nothing was ever loaded, and WarehouseDamagedError when a layer is damaged too.
    """
    check(actor, Permission.LOAD_DATA)
    with turn(warehouse.folder):
        if generations.current(database, actor.entity_id) is None:
            raise StateError("La bodega de datos está vacía: no hay nada que reconstruir.")
        _publish_and_sweep(database, warehouse, actor, _Rebuild())
    return from_json(datasets.current_manifest(database, actor.entity_id))


def _publish_and_sweep(database: Database, warehouse: Warehouse, actor: Actor, change: Change) -> Row:
    """Sweeping also after a failure gives back at once the disk that the attempt took."""
    try:
        return publish(warehouse.folder, database, actor, change)
    finally:
        sweep(warehouse.folder, database)


def _prepare(
    database: Database,
    warehouse: Warehouse,
    actor: Actor,
    reading: Reading,
    upload: Upload,
    confirmed: Collection[str],
    note: str,
) -> _Acceptance:
    """The acceptance with its layer already on disk, and the confirmations these bytes had before."""
    before = datasets.find_by_sha(database, actor.entity_id, upload.sha256, reading.kind)
    earlier = [] if before is None else before["confirmations"]
    confirmations = _confirmations(actor, reading, confirmed, earlier, note)
    agreed = {entry["proposal"] for entry in confirmations}
    if nothing_to_store(reading, agreed):
        raise InvalidValueError(
            f"«{upload.file_name}» no trae ninguna cifra que se pueda cargar para esta entidad. Revise los hallazgos."
        )
    frames = {OBSERVATIONS: storable(reading, agreed), TABLE_CELLS: reading.tables}
    if reading.bulk is not None:
        frames[ENROLMENT] = reading.bulk.cube
    layer = layers.write(
        warehouse.folder, frames, entity_id=actor.entity_id, version_id=new_id(), dataset=reading.dataset
    )
    return _Acceptance(warehouse, actor, reading, upload, confirmations, note, layer)


def _confirmations(
    actor: Actor, reading: Reading, confirmed: Collection[str], earlier: list[dict[str, Any]], note: str
) -> list[dict[str, Any]]:
    """The earlier ones and the new ones, each with who, when (UTC) and why. Raises InvalidValueError without a why."""
    known = {entry["proposal"] for entry in earlier}
    added = [
        {
            "proposal": proposal.id,
            "cell": proposal.cell,
            "label": proposal.label,
            "raw": proposal.raw,
            "value": proposal.proposed,
            "by": actor.user_id,
            "by_name": actor.name,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "note": note.strip(),
        }
        for proposal in reading.proposals
        if proposal.id in confirmed and proposal.id not in known
    ]
    if added and not note.strip():
        raise InvalidValueError(
            "Escriba por qué confirma las celdas marcadas: queda en la bitácora junto a la versión.", field="note"
        )
    return [*earlier, *added]
