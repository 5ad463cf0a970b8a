"""The three bands of the semáforo as a strip, each with its symbol, word and limits; and the names of their fields."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from pages.components import escape
from pages.components.sheets.cells import Column
from procedure.vocabulary import LIGHTS
from reports.indicator_sheet import Range

_ACTIONS = {"action_low": "rojo", "action_middle": "amarillo", "action_high": "verde"}
_STRIP = '<div style="display:flex;gap:2px;border-radius:.4rem;overflow:hidden;font-size:.85rem">{bands}</div>'
_BAND = (
    '<div style="flex:1;min-width:0;padding:.3rem .6rem;background:{colour};color:{ink}">'
    "<b>{name}</b><br>{limits}</div>"
)


def render(bands: Sequence[Range]) -> None:
    """From the worst to the best, in the order of the fields below."""
    drawn = "".join(
        _BAND.format(
            colour=LIGHTS[one.light].colour,
            ink=LIGHTS[one.light].text_colour,
            name=escape.html(one.name),
            limits=escape.html(one.limits),
        )
        for one in bands
    )
    st.html(_STRIP.format(bands=drawn))


def titled(column: Column) -> Column:
    """The field of an action with the symbol of its band: on a phone the strip is not beside it."""
    light = LIGHTS.get(_ACTIONS.get(column.name, ""))
    return column if light is None else replace(column, label=f"{light.symbol} {column.heading}")
