"""Saving what was typed: the good boxes go in, a refused one stays with its reason, a clash waits for a decision.

All of these are callbacks: they run before the guard of the page, so they ask who is there, and the commands of the
records ask again whether they may.
"""

from collections.abc import Callable
from typing import Any

from data.opening import Stores
from data.records import reports
from data.records.errors import StaleVersionError
from pages.components import flash, session
from pages.components.reports import drafts, typed
from pages.components.reports.subjects import Subject
from procedure.errors import InvalidValueError, PamError
from procedure.roles import Actor


def save(stores: Stores, plan_id: str, trimester: int, subject: Subject) -> None:
    """Button «Guardar borrador»."""
    actor = session.actor()
    if actor is None:
        return
    if drafts.get(drafts.key_of(plan_id, trimester, subject)) is None:
        flash.keep("info", "No hay cambios por guardar.")
        return
    saved = attempt(stores, actor, plan_id, trimester, subject)
    if saved is not None:
        flash.keep("success", f"Borrador guardado: {subject.title}.")


def attempt(stores: Stores, actor: Actor, plan_id: str, trimester: int, subject: Subject) -> dict[str, Any] | None:
    """The saved report, or None, with the reason kept where it belongs. What was refused stays in the draft."""
    key = drafts.key_of(plan_id, trimester, subject)
    draft = drafts.get(key) or drafts.Draft(subject.version)
    given = accepted(subject, draft)
    if not given["values"] and not given["changed"] and draft.typed:
        flash.keep("error", "No se guardó nada: corrija las cajas marcadas.")
        return None
    try:
        saved = reports.save_draft(
            stores.database,
            actor,
            plan_id,
            subject.kind,
            subject.id,
            trimester,
            draft.version,
            **{name: given[name] for name in ("values", "narrative", *typed.ACTION_FIELDS)},
        )
    except StaleVersionError as error:
        draft.conflict = error.current
        flash.refuse(error)
        return None
    except InvalidValueError as error:
        draft.errors[error.field] = error.message
        flash.refuse(error)
        return None
    except PamError as error:
        flash.refuse(error)
        return None
    _settle(key, draft, int(saved.report["version"]))
    return saved.report


def accepted(subject: Subject, draft: drafts.Draft) -> dict[str, Any]:
    """What goes to the records: the boxes that changed and could be read; `changed` names the other fields."""
    figures = [name for name in draft.typed if name in typed.fields_of(subject)]
    readings = {name: typed.read(name, draft.typed[name]) for name in figures}
    draft.errors = {name: one.problem for name, one in readings.items() if one.problem}
    good = {name: one.value for name, one in readings.items() if not one.problem}
    action = {name: good.get(name, getattr(subject, name)) for name in typed.ACTION_FIELDS}
    narrative = draft.typed.get(typed.NARRATIVE)
    return {
        "values": {} if subject.is_action else good,
        "narrative": subject.narrative if narrative is None else narrative,
        "changed": (subject.is_action and bool(good)) or narrative is not None,
        **(action if subject.is_action else dict.fromkeys(typed.ACTION_FIELDS)),
    }


def _settle(key: str, draft: drafts.Draft, version: int) -> None:
    """After a save only the refused boxes remain, on the version just made."""
    draft.typed = {name: text for name, text in draft.typed.items() if name in draft.errors}
    draft.version, draft.conflict = version, None
    if draft.typed:
        flash.keep("warning", "Lo demás se guardó; las cajas marcadas siguen sin guardar.")
    else:
        drafts.forget(key)


def submit(stores: Stores, plan_id: str, trimester: int, subject: Subject) -> None:
    """Saves what is pending and sends the report; a second click finds it sent and does nothing."""
    actor = session.actor()
    if actor is None:
        return
    key = drafts.key_of(plan_id, trimester, subject)
    report_id, version = subject.report_id, subject.version
    if drafts.get(key) is not None:
        saved = attempt(stores, actor, plan_id, trimester, subject)
        if saved is None or drafts.get(key) is not None:
            flash.keep("error", "No se envió: quedan cajas por corregir.")
            return
        report_id, version = saved["id"], int(saved["version"])
    if not report_id or version is None:
        flash.keep("error", "No se envió: no hay nada escrito todavía.")
        return
    decide(
        stores,
        subject,
        report_id,
        "enviado",
        lambda: reports.submit(stores.database, actor, report_id, version),
        f"Enviado: {subject.title}. Lo revisa el Líder de Calidad.",
    )


def decide(
    stores: Stores, subject: Subject, report_id: str, to_state: str, command: Callable[[], object], done: str
) -> bool:
    """Runs a command that moves a report. True when it is in its new state, also if a first click put it there."""
    actor = session.actor()
    if actor is None:
        return False
    try:
        if reports.get(stores.database, actor.entity_id, report_id)["state"] == to_state:
            return True
        command()
    except PamError as error:
        flash.keep("error", f"{subject.title}: {error.message}")
        return False
    flash.keep("success", done)
    return True


def keep_mine(stores: Stores, plan_id: str, trimester: int, subject: Subject) -> None:
    """Button «Guardar la mía»: on top of what the other person saved."""
    draft = drafts.get(drafts.key_of(plan_id, trimester, subject))
    if draft is None or draft.conflict is None:
        return
    draft.version, draft.conflict = int(draft.conflict["version"]), None
    save(stores, plan_id, trimester, subject)


def keep_stored(plan_id: str, trimester: int, subject: Subject) -> None:
    """Button «Quedarme con la guardada»."""
    drafts.forget(drafts.key_of(plan_id, trimester, subject))
