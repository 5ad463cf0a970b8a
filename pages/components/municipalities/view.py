"""The sheet of one municipality on the screen, and its files."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import pandas as pd
import streamlit as st

from data.opening import Stores
from data.records.plan_frames import PlanFrames
from pages.components import cached, escape, filters, labels, metrics, tables
from pages.components.metrics import Metric
from pages.components.municipalities import reading
from pages.components.plan import choice
from pages.components.schools import reading as pmi_reading
from pages.components.schools import words as pmi_words
from pages.components.schools.reading import Territory
from procedure.pmi_processes import ITEMS
from procedure.roles import Actor
from procedure.vocabulary import PMI_AREAS
from reports import municipality_docx, municipality_sheet, municipality_xlsx
from reports.indicator_book import slug
from reports.municipality_sheet import ACTIONS, RURAL, MunicipalitySheet

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NO_PLAN = "La ficha dice qué le llega a un municipio de un plan, y todavía no hay ninguno."


def render(stores: Stores, actor: Actor) -> None:
    """Which plan, which municipality, and its sheet."""
    left, right = st.columns([4, 3])
    with left:
        plan_id = choice.existing(stores, actor, _NO_PLAN, "location_city", approved_first=True)
    if plan_id is None:
        return
    territory = pmi_reading.territory(stores, actor)
    with right:
        code = filters.choose("Municipio (escriba para buscar)", territory.names, key="municipio")
    if code is not None:
        _sheet(_made(stores, actor, pmi_reading.plan(stores, actor, plan_id), territory, code), code)


def _made(stores: Stores, actor: Actor, frames: PlanFrames, territory: Territory, code: str) -> MunicipalitySheet:
    year = int(frames.plan["year"])
    place = reading.place(stores, actor, territory.names, code, year)
    return municipality_sheet.make(
        frames,
        place,
        reading.measured(stores, actor, frames, code),
        reading.shares(stores, actor, place.codes, code, year),
        _pmi(stores, actor, code),
        territory.entity,
        datetime.now(labels.BOGOTA),
    )


def _pmi(stores: Stores, actor: Actor, code: str) -> list[str]:
    """What its schools say of their PMI, in one sentence; nothing when no summary is loaded."""
    years = cached.pmi_years(stores, actor)
    if years.empty:
        return []
    needs = pmi_reading.needs(stores, actor, int(years["year"].max()))
    covered = needs.at(needs.coverage, code).to_dict("records")
    areas = needs.at(needs.valuations, code)
    areas = areas[areas["item"].isin(list(PMI_AREAS))]
    named = needs.at(needs.needs, code).head(1).to_dict("records")
    told = f"PMI de {needs.told.year}: respondieron {pmi_words.answered(covered[0]) if covered else 'ninguno'}."
    if len(areas):
        worst = areas.loc[areas["mean"].idxmin()]
        told += f" La gestión más baja es la {PMI_AREAS[worst['item']].lower()} ({labels.number(worst['mean'])} de 4)."
    if named:
        told += (
            f" La necesidad más nombrada es «{ITEMS[named[0]['item']]}» ({named[0]['schools']} de {named[0]['of']})."
        )
    return [told]


def _sheet(sheet: MunicipalitySheet, code: str) -> None:
    st.subheader(escape.markdown(sheet.finding), anchor=False)
    for fact in sheet.facts:
        st.markdown(escape.markdown(fact))
    _figures(sheet)
    _files(sheet, code)
    st.subheader("Indicadores frente al plan", anchor=False)
    st.caption(municipality_docx.unmeasured(sheet))
    _table(sheet.indicators, (), "Indicadores del municipio, base y meta del plan")
    st.subheader("Dinero", anchor=False)
    _table(sheet.money, ("Dinero del municipio",), "Dinero que llega al municipio, por cómo se asigna")
    st.caption(escape.markdown(sheet.rule))
    if sheet.without_amount:
        st.caption(f"Acciones que le llegan sin monto registrado: {sheet.without_amount}.")
    st.subheader("Participación rural", anchor=False)
    rural = sheet.rural.assign(**{name: [labels.percent(v) for v in sheet.rural[name]] for name in RURAL[2:4]})
    rural["Municipio"] = [labels.integer(value) for value in sheet.rural["Municipio"]]
    tables.plain(rural, caption="Qué parte es rural, en el municipio y en toda la entidad")
    st.subheader("Acciones que le llegan", anchor=False)
    _table(sheet.actions, ACTIONS[5:7], "Acciones que llegan al municipio")
    st.caption(escape.markdown(" · ".join(f"{name}: {text}" for name, text in sheet.identity.items())))


def _figures(sheet: MunicipalitySheet) -> None:
    money = sheet.money.set_index("Cómo se asigna")["Dinero del municipio"]
    rural = sheet.rural.set_index("Qué")
    measured = sheet.indicators[sheet.indicators["Zona o grupo"].eq("Total")]
    against = int(measured["Lectura"].eq("en contra").sum())
    metrics.row(
        [
            Metric("Dinero directo", labels.pesos(money["Directo"]), "todo es de este municipio"),
            Metric("Dinero prorrateado", labels.pesos(money["Total"] - money["Directo"]), "estimado por la regla"),
            _rural(rural),
            Metric("Indicadores en contra", f"{against} de {len(measured)}", "peor que la base del plan, en total"),
        ]
    )


def _rural(rural: pd.DataFrame) -> Metric:
    """Students, when they are known; else the money for the rural zone alone."""
    name = "Matrícula rural" if "Matrícula rural" in rural.index else "Dinero solo para la zona rural"
    row = rural.loc[name]
    return Metric(name, labels.percent(row[RURAL[2]]), f"{labels.percent(row[RURAL[3]])} en toda la entidad")


def _files(sheet: MunicipalitySheet, code: str) -> None:
    with st.container(horizontal=True):
        for label, build, ending, mime in (
            ("Descargar la ficha (DOCX)", municipality_docx.build, "docx", _DOCX),
            ("Descargar la ficha (XLSX)", municipality_xlsx.build, "xlsx", _XLSX),
        ):
            st.download_button(
                label,
                partial(build, sheet),
                file_name=f"ficha_municipal_{slug(sheet.name)}_{code}.{ending}",
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"ficha_{ending}",
            )


def _table(frame: pd.DataFrame, pesos: Sequence[str], caption: str) -> None:
    """A table with its columns of pesos as they are read."""
    if frame.empty:
        st.caption(f"{caption}: ninguno.")
        return
    told = {name: [labels.pesos(None if pd.isna(value) else int(value)) for value in frame[name]] for name in pesos}
    years = {"Año": frame["Año"].astype("str")} if "Año" in frame else {}
    tables.plain(frame.assign(**told, **years), caption=caption)
