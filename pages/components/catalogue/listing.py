"""Finding an indicator: by words, by topic, by where it comes from and by whether it has figures."""

import pandas as pd
import streamlit as st

from data.catalog.measures import measures
from data.opening import Stores
from pages.components import cached, filters, labels, tables
from pages.components.catalogue.words import folded
from procedure.roles import Actor

EVERY = "todos"
ORIGINS = {EVERY: "Todos", "archivo": "De un archivo", "calculado": "Calculados", "brecha": "Brechas urbano–rural"}
_TOPIC, _ORIGIN, _WORDS, _LOADED = "tema", "origen", "buscar", "con_datos"


def choose(stores: Stores, actor: Actor) -> str | None:
    """The filters, the list that they leave and the indicator whose sheet is open; None when they leave none."""
    listed = with_years(measures(), cached.available(stores, actor))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            "Buscar", placeholder="Nombre, fórmula, fuente o código", key=_WORDS, bind="query-params", width=300
        )
        topics = {EVERY: "Todos los temas"} | {one: one.capitalize() for one in sorted(listed["topic"].unique())}
        topic = filters.choose("Tema", topics, key=_TOPIC) or EVERY
        origin = filters.choose("Origen", ORIGINS, key=_ORIGIN) or EVERY
        loaded = st.toggle("Solo con datos cargados", key=_LOADED, bind="query-params")
    found = matching(listed, words=words or "", topic=topic, origin=origin, loaded=loaded)
    if found.empty:
        st.info("Ningún indicador corresponde a la búsqueda. Pruebe con menos palabras o quite un filtro.")
        return None
    with_data = int((found["years"] != "").sum())
    st.text(
        f"{labels.count(len(found), 'indicador', 'indicadores')}; "
        f"{labels.count(with_data, 'tiene', 'tienen')} datos cargados."
    )
    tables.grid(
        table(found), key="catalogo_lista", caption="Indicadores del catálogo", file_name="catalogo_indicadores"
    )
    return filters.indicator(found, key="ficha")


def with_years(listed: pd.DataFrame, available: pd.DataFrame) -> pd.DataFrame:
    """The catalogue with `years`, the first and last year that have figures: "2011–2022", "2024" or ""."""
    known = available[available["values"] > 0].groupby("indicator_code")["year"].agg(["min", "max"])
    spans = {
        code: f"{row['min']}–{row['max']}" if row["min"] < row["max"] else str(row["max"])
        for code, row in known.iterrows()
    }
    return listed.assign(years=[spans.get(code, "") for code in listed["code"]])


def origin_of(rule: str) -> str:
    """Where the figures of a measure come from, as ORIGINS names it."""
    return {"": "archivo", "gap": "brecha"}.get(rule, "calculado")


def matching(listed: pd.DataFrame, *, words: str, topic: str, origin: str, loaded: bool) -> pd.DataFrame:
    """Those of the topic and origin whose texts have every word, without minding accents or capitals."""
    keep = pd.Series(data=True, index=listed.index)
    if topic != EVERY:
        keep &= listed["topic"] == topic
    if origin != EVERY:
        keep &= listed["rule"].map(origin_of) == origin
    if loaded:
        keep &= listed["years"] != ""
    texts = (listed["name"] + " " + listed["code"] + " " + listed["formula"] + " " + listed["source"]).map(folded)
    for word in folded(words).split():
        keep &= texts.str.contains(word, regex=False)
    return listed[keep].reset_index(drop=True)


def table(found: pd.DataFrame) -> pd.DataFrame:
    """The list as people read it."""
    return pd.DataFrame(
        {
            "Indicador": found["name"],
            "Datos cargados": found["years"].replace("", labels.NULL),
            "Unidad": found["unit"],
            "Tema": found["topic"].str.capitalize(),
            "Fuente": found["source"],
            "Fórmula": found["formula"],
            "Código": found["code"],
        }
    )
