"""What the schools need, added up: who answered, the areas and their processes, and municipality by municipality."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analytics import pmi
from pages.components import escape, figures, heat, labels, metrics, tables
from pages.components.charts import bars
from pages.components.heat import Line
from pages.components.metrics import Metric
from pages.components.schools import words
from pages.components.schools.reading import Needs, Territory
from procedure.pmi_processes import AREA_OF, ITEMS, PROCESSES
from procedure.vocabulary import PMI_AREAS, ZONES

MOST = 8
_ALL_AREAS = "todas"
Told = Callable[[dict | None], heat.Cell]
_FIGURES: dict[str, Told] = {"Valoración media": words.valuation, "En valoración baja": words.low_share}
_READING = (
    f"valoración de 1 (existencia) a 4 (mejoramiento continuo), Guía 34 del MEN; más oscuro es más bajo. n es cuántos "
    f"establecimientos la valoraron. Baja: menos de {labels.number(pmi.LOW)}."
)


def render(needs: Needs, territory: Territory) -> None:
    """Finding, figures, the matrix, the needs by name and the municipalities."""
    whole, named = needs.at(needs.valuations), needs.at(needs.needs)
    st.subheader(escape.markdown(words.finding(whole, named)), anchor=False)
    _figures(needs)
    _matrix(needs)
    _named(named)
    _municipalities(needs, territory)


def _figures(needs: Needs) -> None:
    schools = needs.told.schools
    known = schools["is_updated"].dropna()
    goals = schools[schools["goals"].notna() & schools["goals_met"].notna()]
    met, all_goals = goals["goals_met"].sum(), goals["goals"].sum()
    metrics.row(
        [
            _answered(needs, "total", "Respondieron"),
            _answered(needs, "rural", "Respondieron, zona rural"),
            Metric(
                "Con PMI actualizado",
                labels.percent(known.eq(1).mean() * 100 if len(known) else None),
                f"{int(known.eq(1).sum())} de {len(known)} que lo dicen",
            ),
            Metric(
                "Metas de los PMI cumplidas",
                labels.percent(met / all_goals * 100 if all_goals else None),
                f"{labels.integer(met)} de {labels.integer(all_goals)}",
            ),
        ]
    )


def _answered(needs: Needs, zone: str, name: str) -> Metric:
    """How many answered, and of how many as a percent."""
    found = needs.at(needs.coverage, zone=zone).to_dict("records")
    told, _, share = words.answered(found[0] if found else None).partition(" (")
    return Metric(name, told, share.replace(")", "").strip() or f"PMI de {needs.told.year}")


def _matrix(needs: Needs) -> None:
    """Areas and processes by zone."""
    by_zone = {zone: words.by_item(needs.at(needs.valuations, zone=zone)) for zone in ("total", *ZONES)}
    whole = needs.at(needs.needs)
    named, of = words.by_item(whole), int(whole["of"].max()) if len(whole) else 0
    lines = []
    for item in words.items():
        cells = [words.valuation(by_zone[zone].get(item)) for zone in by_zone]
        cells += [
            heat.Cell(words.low(by_zone["total"].get(item))),
            heat.Cell("" if item in PMI_AREAS else _count(named.get(item), of)),
        ]
        lines.append(Line(ITEMS[item], cells, strong=item in PMI_AREAS))
    headers = ["Gestión y proceso", "Total", "Urbana", "Rural", "En valoración baja", "La nombran como necesidad"]
    heat.render(headers, lines, caption="Valoración media de cada gestión y proceso, por zona")
    st.caption(f"Cómo leer: {_READING}")
    _download(lines, headers, "pmi_por_gestion_y_proceso")


def _count(need: dict | None, of: int) -> str:
    """How many schools name it, of those that name any; a dash when nobody names anything."""
    return f"{need['schools'] if need else 0} de {of}" if of else labels.NULL


def _named(named: pd.DataFrame) -> None:
    top = named.head(MOST)
    if top.empty:
        return
    data = pd.DataFrame({"name": top["item"].map(ITEMS), "code": top["item"], "value": top["share"]})
    first = ITEMS[top.iloc[0]["item"]]
    chart = bars.ranking(
        data,
        title=f"«{first}» es la necesidad que más establecimientos nombran",
        subtitle=f"Porcentaje de los {labels.integer(top.iloc[0]['of'])} establecimientos que nombran alguna; cada uno "
        "puede nombrar hasta tres",
    )
    figures.show(chart, key="pmi_necesidades", file_name="necesidades_de_los_pmi")


def _municipalities(needs: Needs, territory: Territory) -> None:
    """One row per municipality, of the areas or of the processes of one."""
    st.subheader("Por municipio", anchor=False)
    options = {
        _ALL_AREAS: "Las cuatro gestiones",
        **{area: f"Procesos de la {PMI_AREAS[area].lower()}" for area in PMI_AREAS},
    }
    left, middle, right = st.columns([3, 2, 2])
    with left:
        area = st.selectbox("Columnas", list(options), format_func=options.__getitem__, key="pmi_columnas")
    with middle:
        figure = st.selectbox("Cifra", list(_FIGURES), key="pmi_cifra")
    with right:
        zones = {"total": "Total", **ZONES}
        zone = st.selectbox("Zona", list(zones), format_func=zones.__getitem__, key="pmi_zona")
    columns = list(PMI_AREAS) if area == _ALL_AREAS else [one for one in PROCESSES if AREA_OF[one] == area]
    lines = [
        _line(needs, code, name, zone, columns, _FIGURES[figure])
        for code, name in {"": "Toda la entidad", **territory.names}.items()
    ]
    headers = ["Municipio", "Respondieron", *(ITEMS[one] for one in columns), "Necesidad más nombrada"]
    heat.render(headers, lines, caption=f"{figure} por municipio, {zones[zone].lower()}")
    silent = [line.name for line in lines[1:] if line.cells[0].text.startswith("0 de")]
    if silent:
        st.caption(escape.markdown(f"Ningún establecimiento respondió en: {labels.joined(silent)}."))
    _download(lines, headers, "pmi_por_municipio")


def _line(needs: Needs, code: str, name: str, zone: str, columns: list[str], told: Told) -> Line:
    covered = needs.at(needs.coverage, code, zone).to_dict("records")
    valued = words.by_item(needs.at(needs.valuations, code, zone))
    named = needs.at(needs.needs, code, zone).head(1).to_dict("records")
    need = f"{ITEMS[named[0]['item']]} ({named[0]['schools']} de {named[0]['of']})" if named else labels.NULL
    cells = [
        heat.Cell(words.answered(covered[0] if covered else None)),
        *(told(valued.get(one)) for one in columns),
        heat.Cell(need, is_text=True),
    ]
    return Line(name, cells, strong=code == pmi.EVERYWHERE)


def _download(lines: list[Line], headers: list[str], name: str) -> None:
    frame = pd.DataFrame([[line.name, *(cell.text for cell in line.cells)] for line in lines], columns=headers)
    tables.download(frame, key=f"{name}_csv", file_name=name)
