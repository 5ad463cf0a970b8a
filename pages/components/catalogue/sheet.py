"""The sheet of one indicator: what it is, what is loaded of it and where to look at its figures."""

import pandas as pd
import streamlit as st

from data.catalog.measures import gap_code, measures
from data.opening import Stores
from data.records import datasets, entities
from pages.components import cached, escape, links, tables
from pages.components.catalogue import words
from procedure.roles import Actor

BASELINE = "diagnosis/baseline.py"


def render(stores: Stores, actor: Actor, code: str) -> None:
    """The sheet; on a wide screen, what it is to the left and what is loaded to the right."""
    listed = measures()
    names = dict(zip(listed["code"], listed["name"], strict=True))
    measure = listed[listed["code"] == code].to_dict("records")[0]
    available = cached.available(stores, actor)
    own = available[available["indicator_code"] == code]
    st.subheader(escape.markdown(measure["name"]), anchor=False, divider="gray")
    _ways(measure, names, available)
    left, right = st.columns([2, 3], gap="large")
    with left:
        tables.plain(words.facts(measure, names), caption="Hoja del indicador")
    with right:
        _loaded(stores, actor, own)


def _loaded(stores: Stores, actor: Actor, own: pd.DataFrame) -> None:
    if not (own["values"] > 0).any():
        st.info("Todavía no hay datos cargados de este indicador, o faltan los datos con que se calcula.")
        links.to(actor, "cargar-datos")
        return
    places = len(entities.municipalities(stores.database, actor.entity_id))
    tables.plain(words.coverage(own, places), caption="Municipios con dato, por año y zona")
    versions = datasets.history(stores.database, actor.entity_id)
    tables.plain(words.origins(own, versions), caption="De dónde salen las cifras que sirven")


def _ways(measure: dict, names: dict[str, str], available: pd.DataFrame) -> None:
    """To the figures of this indicator and of its gap, when there are any."""
    offered = {measure["code"]: "Ver en Línea de base", gap_code(measure["code"]): "Ver su brecha urbano–rural"}
    known = set(available.loc[available["values"] > 0, "indicator_code"])
    with st.container(horizontal=True):
        for code, label in offered.items():
            if code in known:
                st.page_link(
                    BASELINE, label=label, icon=":material/monitoring:", query_params={"indicador": names[code]}
                )
