"""In what the program's municipalities differ from the official list that was brought."""

import pandas as pd
import streamlit as st

from data import catalog
from data.opendata import divipola, portal, shelf
from data.opening import Stores
from pages.components import escape, tables

_HEADERS = {"place": "Municipio", "change": "Qué cambió", "ours": "En el programa", "theirs": "En la DIVIPOLA"}


def render(stores: Stores) -> None:
    """The finding and, when there are differences, their table. Nothing until the list was brought."""
    download = shelf.latest(stores.settings, portal.DIVIPOLA)
    if download is None:
        return
    found = divipola.compare(shelf.path_of(stores.settings, download), stores.settings.entity_id)
    say = st.success if found.differences.empty else st.warning
    say(escape.markdown(found.sentence))
    if len(found.differences):
        tables.plain(frame(found.differences), caption="Municipios que difieren")


def frame(differences: pd.DataFrame) -> pd.DataFrame:
    """The differences in words: municipality with its code, what changed, ours and theirs."""
    names = catalog.municipalities().set_index("code")["name"]
    named = differences["code"].map(names).fillna(differences["theirs"])
    shown = differences.assign(
        place=named + " (" + differences["code"] + ")", change=differences["change"].map(divipola.WORDS)
    )
    return shown[list(_HEADERS)].rename(columns=_HEADERS)
