"""What was typed and is not saved yet, kept through reruns, other items, other pages and an expired session."""

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from pages.components.reports.subjects import Subject
from pages.components.reports.typed import stored_texts

_DRAFTS = "reporte_borradores"
_NOTES = "reporte_notas"


@dataclass
class Draft:
    """`version` is that of the report when typing began (None: not begun); `conflict` the row somebody else saved."""

    version: int | None
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    conflict: dict[str, Any] | None = None


def key_of(plan_id: str, trimester: int, subject: Subject) -> str:
    return f"{plan_id}:{trimester}:{subject.kind}:{subject.id}"


def get(key: str) -> Draft | None:
    found: Draft | None = st.session_state.get(_DRAFTS, {}).get(key)
    return found


def of_trimester(plan_id: str, trimester: int) -> dict[str, Draft]:
    """Every draft of that plan and trimester, by its key."""
    kept: dict[str, Draft] = st.session_state.get(_DRAFTS, {})
    return {key: one for key, one in kept.items() if key.startswith(f"{plan_id}:{trimester}:")}


def remember(key: str, version: int | None, name: str, widget: str) -> None:
    """Callback of every box: what it holds now is part of the draft."""
    draft = st.session_state.setdefault(_DRAFTS, {}).setdefault(key, Draft(version))
    draft.typed[name] = str(st.session_state.get(widget) or "")
    draft.errors.pop(name, None)


def unsaved(key: str, subject: Subject) -> dict[str, str]:
    """The boxes that differ from what is stored. A draft without any is forgotten."""
    draft, stored = get(key), stored_texts(subject)
    if draft is None:
        return {}
    found = {name: text for name, text in draft.typed.items() if text != stored.get(name, "")}
    if not found and draft.conflict is None:
        forget(key)
    return found


def texts(key: str, subject: Subject) -> dict[str, str]:
    """Each box as it is on the screen."""
    draft = get(key)
    return {**stored_texts(subject), **(draft.typed if draft else {})}


def forget(key: str) -> None:
    st.session_state.get(_DRAFTS, {}).pop(key, None)


def keep_note(name: str, widget: str) -> None:
    st.session_state.setdefault(_NOTES, {})[name] = str(st.session_state.get(widget) or "")


def note(name: str) -> str:
    return str(st.session_state.get(_NOTES, {}).get(name, ""))


def forget_note(name: str) -> None:
    st.session_state.get(_NOTES, {}).pop(name, None)
