"""The narratives of a section: one text per topic, each saved when it is left, each with a version of its own."""

import streamlit as st

from pages.components import labels
from pages.components.profile.desk import Desk, column
from pages.components.sheets import form, remarks
from procedure.profile import TOPICS, Topic

_HEIGHT = 150


def render(desk: Desk, section: str) -> None:
    for topic in TOPICS:
        if topic.section == section:
            _one(desk, topic)


def _one(desk: Desk, topic: Topic) -> None:
    if not desk.may_edit:
        st.subheader(topic.label, anchor=False)
        st.text(desk.written.text(topic.code) or labels.NULL)
        return
    rows = desk.written.texts[desk.written.texts["topic"] == topic.code].reset_index(drop=True)
    shape = (column("profile_texts", "text", label=topic.label, hint=topic.help),)
    sheet = desk.sheet(topic.code, "profile_texts", shape, rows)
    form.show(desk.memory, sheet, columns=1, height=_HEIGHT)
    remarks.show(desk.memory, sheet, refusals=False)
    remarks.changed_elsewhere(desk.memory, sheet, rows)
