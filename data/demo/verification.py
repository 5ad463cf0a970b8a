"""Takes the invented plan through viability and two verifications: not conforming, treated, and then conforming."""

from typing import Any

from data.demo import content
from data.demo.people import Cast
from data.demo.plan import YEAR
from data.records import plan_elements, plan_frames, plans, treatments, verifications
from data.records.database import Database
from procedure.conformity.checklist import CHECKS, FAILS, MEETS, Answer
from procedure.viability import Viability


def verify(database: Database, cast: Cast, plan_id: str) -> None:
    """From draft to conforming, each step by whoever the manual names for it."""
    told = content.verification()
    risk = _row(database, cast, plan_id, "objective_risks", told["first"]["risk"])
    _change(database, cast, plan_id, "objective_risks", told["first"]["risk"], control="")
    _declare_viable(database, cast, plan_id, told["viability"])
    _move(database, cast, plan_id, "lider", "en_verificacion")
    failed = _verify(database, cast, plan_id, "no_conforme", told["first"]["answers"], told["first"]["note"])
    registered = [_treat(database, cast, failed, one) for one in told["treatments"]]
    _move(database, cast, plan_id, "analista", "borrador")
    _change(database, cast, plan_id, "objective_risks", told["first"]["risk"], control=risk["control"])
    for action, strategy in told["correction"].items():
        _change(database, cast, plan_id, "actions", action, quality_strategy=strategy)
    for treatment_id in registered:
        treatments.finish(database, cast.analyst, treatment_id, 1)
    _move(database, cast, plan_id, "lider", "en_verificacion")
    _verify(database, cast, plan_id, "conforme", {}, told["second"]["note"])


def _declare_viable(database: Database, cast: Cast, plan_id: str, conditions: dict[str, str]) -> None:
    _move(database, cast, plan_id, "lider", "en_viabilidad")
    declared = [Viability(aspect, is_viable=True, conditions=text) for aspect, text in conditions.items()]
    acta = f"Acta 01 de {YEAR} (demostración)"
    _move(database, cast, plan_id, "comite", "viable", acta=acta, viabilities=declared)


def _verify(database: Database, cast: Cast, plan_id: str, result: str, failing: dict[str, str], note: str) -> str:
    answers = [
        Answer(check.code, FAILS, failing[check.code]) if check.code in failing else Answer(check.code, MEETS)
        for check in CHECKS
    ]
    version = plans.get(database, cast.entity_id, plan_id)["version"]
    return verifications.verify(database, cast.actors["lider"], plan_id, version, result, answers, note)


def _treat(database: Database, cast: Cast, verification_id: str, one: dict[str, Any]) -> str:
    responsible = cast.responsible(one["responsible"])
    return treatments.add(
        database, cast.analyst, verification_id, one["rule"], one["treatment"], responsible, one["due"]
    )


def _move(database: Database, cast: Cast, plan_id: str, role: str, state: str, **written: Any) -> None:
    version = plans.get(database, cast.entity_id, plan_id)["version"]
    plans.transition(database, cast.actors[role], plan_id, version, state, **written)


def _change(database: Database, cast: Cast, plan_id: str, table: str, text: str, **changes: str) -> None:
    row = _row(database, cast, plan_id, table, text)
    plan_elements.change(database, cast.analyst, plan_id, table, row["id"], int(row["version"]), changes)


def _row(database: Database, cast: Cast, plan_id: str, table: str, text: str) -> dict[str, Any]:
    rows = plan_frames.frames(database, cast.entity_id, plan_id).table(table)
    return dict(rows[rows["text"] == text].iloc[0])
