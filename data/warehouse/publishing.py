"""Making a new generation serve: built and verified on disk first, then named in one transaction of the records."""

from typing import Protocol

from sqlalchemy.exc import IntegrityError

from data.records import generations
from data.records.database import Database, Row, Unit
from data.records.generations import PointerMovedError
from data.warehouse.errors import WarehouseBusyError
from data.warehouse.files import Folder, discard
from data.warehouse.generations import BuiltGeneration, build
from data.warehouse.manifest import Manifest, from_json, in_order, to_json
from procedure.roles import Actor

_ATTEMPTS = 20


class Change(Protocol):
    """A change of what the warehouse holds. Both steps may run again, when another process published first."""

    def manifest(self, base: Manifest) -> Manifest:
        """The layers of the generation that follows `base`, in any order."""

    def record(self, unit: Unit) -> Row:
        """Stores, in the transaction that names the generation, what the records say about the change."""


def publish(folder: Folder, database: Database, actor: Actor, change: Change) -> Row:
    """Builds the generation, and in one transaction records the change and points to it; answers what was recorded.

    A crash before the commit leaves the old generation serving; the leftovers are swept later. The caller has the
    turn of the folder; the pointer is compared all the same, because the records may be shared by several machines.
    """
    for _ in range(_ATTEMPTS):
        base = generations.current(database, actor.entity_id)
        built = _build(folder, actor.entity_id, base, change)
        try:
            return _name(database, actor, base, built, change)
        except (PointerMovedError, IntegrityError):
            discard(folder.generation(built.file_name))
            if generations.current_id(database, actor.entity_id) == (base and base["id"]):
                raise
    raise WarehouseBusyError("Otras cargas de datos terminaron antes, una tras otra. Vuelva a intentarlo.")


def _build(folder: Folder, entity_id: str, base: Row | None, change: Change) -> BuiltGeneration:
    number = 1 if base is None else base["number"] + 1
    layers = () if base is None else from_json(base["manifest"])
    return build(folder, entity_id, number, in_order(change.manifest(layers), number))


def _name(database: Database, actor: Actor, base: Row | None, built: BuiltGeneration, change: Change) -> Row:
    values = {
        "number": built.number,
        "file_name": built.file_name,
        "sha256": built.sha256,
        "manifest": to_json(built.manifest),
    }
    with database.write(actor) as unit:
        generations.publish(unit, None if base is None else base["id"], values)
        return change.record(unit)
