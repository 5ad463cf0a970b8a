"""The versions of a sheet and what changed in each: who, when, field, before and after."""

import streamlit as st

from pages.components import labels, tables
from pages.components.indicator_sheets import document
from pages.components.indicator_sheets.reading import Open
from reports.indicator_book import slug
from reports.indicator_sheet import versions

_SHOWN = 15


def render(one: Open) -> None:
    """The last versions in words, and all of them as a file."""
    sheet = one.sheet
    st.markdown("##### Versión y registro de cambios")
    if sheet.changes.empty:
        st.caption("Todavía no hay cambios registrados.")
        return
    told = versions(sheet.changes)
    rows = told.head(_SHOWN).itertuples(index=False, name=None)
    st.caption("Cada guardado que cambia el indicador, sus variables o sus metas es una versión; la última va primero.")
    st.html(document.table(f"Versión {sheet.version}", list(told.columns), rows))
    if len(told) > _SHOWN:
        older = labels.count(len(told) - _SHOWN, "versión anterior está", "versiones anteriores están")
        st.caption(f"{older} en el archivo.")
    name = f"cambios_{slug(sheet.title)}"
    tables.download(sheet.changes, key=f"hoja-cambios-{one.id}", file_name=name)
