"""What was done about the goals that the first trimester did not meet: its closing, and how each action went."""

from datetime import date
from typing import Any

from analytics.evaluation import explained
from data import closing, progress
from data.demo import content
from data.demo.people import Cast
from data.demo.plan import YEAR
from data.opening import Stores
from data.records import improvement, improvement_files
from procedure import improvement as rules
from procedure.reporting import INDICATOR

CLOSED_ON, VERIFIED_ON = date(YEAR, 4, 20), date(YEAR, 7, 15)


def close_first(stores: Stores, cast: Cast, plan_id: str) -> None:
    """An action upon each deviation of the first trimester, with its plan, and the trimester closed."""
    year = progress.official(stores.database, cast.entity_id, plan_id, YEAR, CLOSED_ON)
    found: list[dict[str, Any]] = rules.deviations(explained(year.at(1).indicators)).to_dict("records")  # type: ignore[assignment]
    told = {one["code"]: one for one in content.improvement()["actions"]}
    for row in found:
        _plan(stores, cast, plan_id, row, told[row["code"]])
    closing.close(stores.database, stores.warehouse, cast.actors["lider"], plan_id, 1, CLOSED_ON)


def _plan(stores: Stores, cast: Cast, plan_id: str, row: dict[str, Any], one: dict[str, Any]) -> None:
    given = (plan_id, 1, INDICATOR, row["subject_id"], one["kind"], rules.facts(row))
    action = improvement.open_action(stores.database, cast.analyst, *given, correction=one["correction"])
    written = {name: one[name] for name in ("whys", "cause", "treatment", "correction")}
    person = cast.responsible(one["responsible"])
    improvement.plan_action(
        stores.database, cast.analyst, action, 1, responsible_id=person, due_date=one["due"], **written
    )


def follow(stores: Stores, cast: Cast, plan_id: str) -> None:
    """Each action as far as it went in the second trimester: carried out with its evidence, and verified."""
    told = {one["code"]: one for one in content.improvement()["actions"]}
    listed: list[dict[str, Any]] = improvement.listing(stores.database, cast.entity_id, plan_id).to_dict("records")  # type: ignore[assignment]
    for action in listed:
        one = told[action["deviation"]["code"]]
        if "done" in one:
            _finish(stores, cast, action["id"], one)
        if "effective" in one:
            given = (action["id"], 3, one["verified"], VERIFIED_ON)
            improvement.verify(stores.database, cast.actors["lider"], *given, effective=one["effective"])


def _finish(stores: Stores, cast: Cast, action_id: str, one: dict[str, Any]) -> None:
    officer, folder = cast.actors[one["responsible"]], stores.settings.evidence
    text = f"Soporte inventado de la demostración;{one['code']};{one['done']}\n"
    name = f"soporte-accion-{one['code'].lower()}.csv"
    improvement_files.attach(stores.database, officer, folder, action_id, name, text.encode())
    improvement.finish(stores.database, officer, action_id, 2, one["done"])
