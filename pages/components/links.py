"""One click to the page that does something, for those who may open it."""

import streamlit as st

from pages.components.navigation import ENTRIES, Entry
from procedure.roles import Actor, can


def entry_of(url_path: str) -> Entry | None:
    return next((one for one in ENTRIES if url_path and one.url_path == url_path), None)


def may_open(actor: Actor, entry: Entry) -> bool:
    return any(can(actor, permission) for permission in entry.permissions)


def to(actor: Actor, url_path: str, label: str = "") -> None:
    """A link to the page, or nothing when there is none or it is not for this role."""
    entry = entry_of(url_path)
    if entry is not None and may_open(actor, entry):
        st.page_link(entry.file, label=label or entry.title, icon=f":material/{entry.icon}:")
