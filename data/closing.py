"""Closing a trimester: what blocks it, its reports locked and its figures published, all at once (activity 10)."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from analytics.evaluation import explained
from analytics.snapshots import published as figures_at
from analytics.year import Year
from data import progress
from data.records import closures, datasets, improvement, plan_frames, plans, reports
from data.records.database import Database, Row, Unit
from data.records.report_rows import check_running
from data.records.schema.base import new_id
from data.records.schema.ledger import idempotency_keys
from data.warehouse import published
from data.warehouse.collection import sweep
from data.warehouse.files import turn
from data.warehouse.manifest import Manifest, with_layer
from data.warehouse.publishing import publish
from data.warehouse.serving import Warehouse
from procedure import improvement as rules
from procedure import roles, trimester_closing
from procedure.calendar import cutoff
from procedure.errors import StateError
from procedure.reporting import check_trimester
from procedure.roles import Actor, Permission
from procedure.trimester_closing import Block


def blocking(database: Database, entity_id: str, plan_id: str, trimester: int, today: date) -> list[Block]:
    """What keeps the trimester from being closed today; nothing when it may be. Raises NotFoundError."""
    plan = plans.get(database, entity_id, plan_id)
    year = progress.official(database, entity_id, plan_id, int(plan["year"]), today)
    return _blocking(database, plan, trimester, today, year)


def close(
    database: Database,
    warehouse: Warehouse,
    actor: Actor,
    plan_id: str,
    trimester: int,
    today: date,
    key: str | None = None,
) -> str:
    """The id of the closing: the approved reports are locked, and the official figures of the cut-off become a dataset
    version; all of it, or nothing, in one transaction. A repeated `key` closes nothing again.

    Raises NotAllowedError, NotFoundError, InvalidValueError (trimester), StateError (the plan is not running, or all
    that blocks) and what publishing raises (data.warehouse.errors).
    """
    roles.check(actor, Permission.CLOSE_TRIMESTER)
    check_trimester(trimester)
    with turn(warehouse.folder):
        done = _answered(database, actor, key)
        if done:
            return done
        closing = _Closing(database, warehouse, actor, plan_id, trimester, today, key)
        try:
            return str(publish(warehouse.folder, database, actor, closing)["id"])
        finally:
            sweep(warehouse.folder, database)


def published_years(
    database: Database, warehouse: Warehouse, entity_id: str, plan_id: str
) -> dict[int, dict[str, Any]]:
    """Trimester → its published figures, of the cut-offs that are closed now."""
    found = closures.published(database, entity_id, plan_id)
    return {trimester: published.read(warehouse, entity_id, version) for trimester, version in found.items()}


@dataclass
class _Closing:
    """A cut-off on its way to be a version. What is published is evaluated again whenever the base moves."""

    database: Database
    warehouse: Warehouse
    actor: Actor
    plan_id: str
    trimester: int
    today: date
    key: str | None
    version_id: str = field(default_factory=new_id)
    figures: dict[str, Any] = field(default_factory=dict)

    def check(self) -> Year:
        """The plan evaluated as it is stored now. Raises StateError with all that blocks."""
        plan = plans.get(self.database, self.actor.entity_id, self.plan_id)
        check_running(plan)
        year = progress.official(self.database, self.actor.entity_id, self.plan_id, int(plan["year"]), self.today)
        trimester_closing.check(_blocking(self.database, plan, self.trimester, self.today, year))
        return year

    def manifest(self, base: Manifest) -> Manifest:
        self.figures = figures_at(self.check(), self.trimester)
        layer = published.write(
            self.warehouse.folder,
            self.figures,
            entity_id=self.actor.entity_id,
            version_id=self.version_id,
            named=self._dataset(),
        )
        return with_layer(base, layer)

    def record(self, unit: Unit) -> Row:
        """Nobody of the entity writes meanwhile: what is read now is what was published, or it is refused."""
        year = self.check()
        if figures_at(year, self.trimester) != self.figures:
            raise StateError("Un reporte cambió mientras se cerraba el trimestre y no se cerró nada. Repita.")
        if self.key is not None:
            unit.claim(self.key)
        version = datasets.register(unit, self._version(), note=f"Cierre del T{self.trimester}")
        locked = closures.lock_reports(unit, self.plan_id, self.trimester)
        headline = {**_headline(year.at(self.trimester)), "locked_reports": locked}
        row = closures.insert(unit, self.plan_id, self.trimester, version["id"], headline)
        if self.key is not None:
            unit.settle(self.key, row["id"])
        return row

    def _dataset(self) -> str:
        return published.dataset(self._year(), self.trimester)

    def _year(self) -> int:
        return int(plans.get(self.database, self.actor.entity_id, self.plan_id)["year"])

    def _version(self) -> dict[str, Any]:
        content = json.dumps(self.figures, ensure_ascii=False).encode()
        year = self._year()
        rows = len(self.figures["indicators"]["indicator_id"]["values"])
        return {
            "id": self.version_id,
            "dataset": self._dataset(),
            "kind": published.KIND,
            "file_name": f"Cierre del T{self.trimester} de {year}",
            "sha256": hashlib.sha256(content).hexdigest(),
            "size": len(content),
            "source": f"Reportes aprobados del PAM {year}, corte {cutoff(year, self.trimester):%d/%m/%Y}",
            "cutoff": cutoff(year, self.trimester),
            "rows_new": rows,
            **dict.fromkeys(("rows_changed", "rows_equal", "rows_rejected", "rows_outside"), 0),
            "findings": [],
            "confirmations": [],
        }


def _blocking(database: Database, plan: Row, trimester: int, today: date, year: Year) -> list[Block]:
    entity_id, plan_id = plan["entity_id"], plan["id"]
    actions = improvement.listing(database, entity_id, plan_id).to_dict("records")
    deviating = rules.deviations(explained(year.at(trimester).indicators))
    own = [one for one in actions if one["trimester"] == trimester]
    return trimester_closing.blocks(
        int(plan["year"]),
        trimester,
        today,
        closings=closures.states(database, entity_id, plan_id),
        actions=actions,  # type: ignore[arg-type]  # column names are text
        reports=_reports(database, entity_id, plan_id, trimester),
        lacking=rules.lacking(deviating, own),  # type: ignore[arg-type]  # the same
    )


def _reports(database: Database, entity_id: str, plan_id: str, trimester: int) -> list[dict[str, Any]]:
    frames = plan_frames.frames(database, entity_id, plan_id)
    named = dict(zip(frames.indicators["id"], frames.indicators["name"], strict=True))
    named |= dict(zip(frames.actions["id"], frames.actions["text"], strict=True))
    found = reports.listing(database, entity_id, plan_id, trimester)
    return [
        {"state": state, "subject_id": subject, "name": named.get(subject, "Un elemento retirado")}
        for state, subject in zip(found["state"], found["subject_id"], strict=True)
    ]


def _headline(at: Year) -> dict[str, Any]:
    """Both indices of the plan as they were published: {index: {strict, reported, coverage}}, null when none."""
    whole = at.nodes[(at.nodes["level"] == "pam") & (at.nodes["slice"] == "total")]
    return {
        str(row["kind"]): {name: _plain(row[name]) for name in ("strict", "reported", "coverage")}
        for row in whole.to_dict("records")
    }


def _plain(value: Any) -> float | None:
    return None if value != value else float(value)  # NaN is the only one that differs from itself


def _answered(database: Database, actor: Actor, key: str | None) -> str:
    """What a key that was used before answered; "" when it was not."""
    columns = idempotency_keys.c
    query = select(columns.result).where(columns.entity_id == actor.entity_id, columns.key == key)
    with database.read() as connection:
        return str(connection.execute(query).scalar_one_or_none() or "")
