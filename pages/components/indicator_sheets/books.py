"""The books, one per process, made only when asked; and how complete the sheets of each are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
import streamlit as st

from data.records import audit
from pages.components import escape, labels, tables
from pages.components.plan.desk import Desk
from procedure import indicator_sheet
from procedure.errors import PamError
from reports import indicator_book, indicator_book_pdf, indicator_book_xlsx
from reports.indicator_book import Book, processes
from reports.indicator_sheet import process_of

_EVERY = "Todos los procesos (un libro de cada uno, en un ZIP)"
_KEPT = "hojas_libro"


@dataclass(frozen=True)
class Format:
    build: Callable[[Book], bytes]
    ending: str
    mime: str


_FORMATS = {
    "PDF": Format(indicator_book_pdf.build, "pdf", "application/pdf"),
    "Excel": Format(
        indicator_book_xlsx.build, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
}


def render(desk: Desk) -> None:
    """What the books would say of how complete they are, and the way to get them."""
    rows = _standing(desk)
    complete = int(rows["Qué le falta"].eq("").sum())
    words = "hoja de vida está completa" if len(rows) == 1 else "hojas de vida están completas"
    st.markdown(f"**{complete} de {len(rows)} {words}**")
    _order(desk)
    shown = rows.assign(**{"Qué le falta": rows["Qué le falta"].replace("", "Completa")})
    tables.plain(shown, caption="Cómo está cada hoja de vida")


def _standing(desk: Desk) -> pd.DataFrame:
    """Proceso, Código, Indicador, Qué le falta ("" when nothing); by process."""
    frames = desk.frames
    parts = {
        name: {key: rows.to_dict("records") for key, rows in frames.table(name).groupby("indicator_id", sort=False)}
        for name in ("indicator_variables", "indicator_slices")
    }
    found = [
        {
            "Proceso": process_of(row),
            "Código": row["code"],
            "Indicador": row["name"],
            "Qué le falta": ", ".join(
                indicator_sheet.missing(row, *(parts[name].get(row["id"], []) for name in parts))
            ),
        }
        for row in frames.indicators.to_dict("records")
    ]
    return pd.DataFrame(found, columns=["Proceso", "Código", "Indicador", "Qué le falta"]).sort_values(
        "Proceso", kind="stable", ignore_index=True
    )


def _order(desk: Desk) -> None:
    """Process and format, then the button; the file is offered until something of the entity changes."""
    known = processes(desk.frames.indicators)
    left, middle, right = st.columns([5, 2, 3], vertical_alignment="bottom")
    with left:
        options = ["", *known]
        process = st.selectbox(
            "Libro",
            options,
            format_func=lambda one: f"{one} ({len(known[one])})" if one else _EVERY,
            key="hojas-proceso",
        )
    with middle:
        chosen = st.segmented_control("Formato", list(_FORMATS), default="PDF", required=True, key="hojas-formato")
    with desk.stores.database.read() as connection:
        position = audit.position(connection, desk.actor.entity_id)
    key = (desk.plan_id, process, chosen, position)
    kept = st.session_state.get(_KEPT)
    slot = right.empty()  # the button gives its place to the file
    if kept is None or kept[0] != key:
        look = {"icon": ":material/menu_book:", "type": "primary", "width": "stretch"}
        kept = _made(desk, key) if slot.button("Preparar el libro", key="hojas-preparar", **look) else None
    if kept is not None:
        with slot:
            _download(kept)


def _made(desk: Desk, key: tuple) -> tuple | None:
    """Builds it with its progress in sight and keeps it in the session; the last one only."""
    _, process, chosen, _ = key
    form = _FORMATS[chosen]
    try:
        with st.spinner("Preparando el libro…", show_time=True):
            now, database = datetime.now(labels.BOGOTA), desk.stores.database
            books = indicator_book.read(database, desk.actor.entity_id, desk.plan_id, now, process or None)
            if process:
                content, name, mime = form.build(books[0]), indicator_book.file_name(process, form.ending), form.mime
            else:
                content = indicator_book.zipped(books, form.build, form.ending)
                name, mime = f"hojas_de_vida_{desk.year}_{form.ending}.zip", "application/zip"
    except PamError as error:
        st.error(escape.markdown(error.message), icon=":material/error:")
        return None
    st.session_state[_KEPT] = (key, content, name, mime)
    return st.session_state[_KEPT]


def _download(kept: tuple) -> None:
    _, content, name, mime = kept
    size = labels.integer(max(1, len(content) // 1024))
    st.download_button(
        f"Descargar ({size} KB)",
        content,
        file_name=name,
        mime=mime,
        icon=":material/download:",
        type="primary",
        on_click="ignore",
        width="stretch",
        key="hojas-descargar",
    )
