"""«Qué le da este plan» of one establishment: chosen by municipality and name, read on the screen, taken in Word."""

from datetime import datetime
from functools import partial

import pandas as pd
import streamlit as st

from analytics.reach import School
from data.improvement_plans import PLACE, Summaries
from data.records.plan_frames import PlanFrames
from pages.components import escape, filters, labels, tables
from pages.components.schools.reading import Territory
from pages.components.sheets.cells import unlike
from procedure.vocabulary import ZONES
from reports import school_docx, school_sheet
from reports.indicator_book import slug
from reports.school_sheet import SchoolSheet

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(told: Summaries, frames: PlanFrames, territory: Territory) -> None:
    """The school and its sheet."""
    known = known_schools(told)
    if known.empty:
        st.info("No hay establecimientos: cargue el directorio o los resúmenes de los PMI.", icon=":material/school:")
        return
    row = _choose(known, territory)
    if row is None:
        return
    zone = row["zone"] if row["zone"] in ZONES else ""
    place = School(row["school_code"], row["municipality_code"], zone)
    municipality = territory.names.get(place.municipality_code, place.municipality_code)
    made = datetime.now(labels.BOGOTA)
    sheet = school_sheet.make(frames, place, row["name"], municipality, told, territory.entity, made)
    _sheet(sheet, place)


def known_schools(told: Summaries) -> pd.DataFrame:
    """Those of the directory and those that answered: PLACE and name, each once."""
    both = pd.concat([told.directory, told.schools], ignore_index=True)
    return both.drop_duplicates("school_code")[[*PLACE, "name"]].sort_values(["municipality_code", "name"])


def _choose(known: pd.DataFrame, territory: Territory) -> dict | None:
    names = {code: name for code, name in territory.names.items() if code in set(known["municipality_code"])}
    left, right = st.columns([2, 4])
    with left:
        code = filters.choose("Municipio", {"": "Todos", **names}, key="municipio")
    own = known[known["municipality_code"].eq(code)] if code else known
    options = unlike(dict(zip(own["school_code"], own["name"] + " · " + own["school_code"], strict=True)))
    with right:
        chosen = filters.choose("Establecimiento (escriba para buscar)", options, key="ee")
    return None if chosen is None else own.set_index("school_code", drop=False).loc[chosen].to_dict()


def _sheet(sheet: SchoolSheet, place: School) -> None:
    st.subheader(escape.markdown(f"{sheet.title}: {sheet.name}"), anchor=False)
    st.markdown(escape.markdown(sheet.finding))
    if sheet.doubtful:
        st.warning(school_docx.DOUBTFUL.format(count=sheet.doubtful), icon=":material/help:")
    st.download_button(
        "Descargar la hoja (DOCX)",
        partial(school_docx.build, sheet),
        file_name=f"que_le_da_este_plan_{slug(place.code)}.docx",
        mime=_WORD,
        icon=":material/download:",
        on_click="ignore",
        key="escuela_docx",
    )
    tables.plain(told(sheet.money), caption="Dinero: lo que es de este establecimiento y lo que se comparte")
    tables.plain(told(sheet.actions), caption="Acciones que le llegan")
    tables.plain(sheet.goals, caption="Metas a las que sirven esas acciones")
    if sheet.needs.empty:
        st.caption("No se conoce el resumen de su PMI: no está entre los cargados o no nombra necesidades.")
    else:
        tables.plain(sheet.needs, caption="Lo que pide su PMI y quién lo atiende")
    st.caption(escape.markdown(" · ".join(f"{name}: {text}" for name, text in sheet.identity.items())))


def told(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns of pesos as they are read; what is not known is a dash."""
    money = [name for name in frame.columns if name.startswith(("Monto", "Parte"))]
    return frame.assign(**{name: [labels.pesos(None if pd.isna(v) else int(v)) for v in frame[name]] for name in money})
