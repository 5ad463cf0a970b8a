"""Which component of the plan attends what the schools need, and what nobody attends."""

import pandas as pd
import streamlit as st

from analytics import pmi
from data.records.plan_frames import PlanFrames
from pages.components import escape, labels, links, tables
from pages.components.schools import words
from pages.components.schools.reading import Needs
from procedure.pmi_processes import AREA_OF, ITEMS
from procedure.roles import Actor
from procedure.vocabulary import PMI_AREAS
from reports import reached

_DECLARED, _GOALS, _NOBODY = "✔ lo declara", "metas", "✖ Nadie la atiende"


def render(needs: Needs, frames: PlanFrames, actor: Actor) -> None:
    """The gaps in one sentence, the areas by component, and the goals that the PMI feed."""
    goals = reached.goal_components(frames)
    answers = pmi.answers(frames.components, goals)
    gaps = [area for area in PMI_AREAS if area not in set(answers["area"])]
    _gaps(needs, gaps)
    tables.plain(_matrix(needs, frames, answers), caption="Qué componente atiende cada gestión de los PMI")
    st.caption(
        "Un componente atiende las gestiones que declara y las de sus metas (campo «Gestiones de los PMI», en el plan)."
    )
    idle = [
        name for row_id, name in reached.component_names(frames).items() if row_id not in set(answers["component_id"])
    ]
    if idle:
        st.text(f"Componentes que no atienden ninguna gestión de los PMI: {labels.joined(idle)}.")
    st.subheader("Metas que alimenta el análisis de los PMI", anchor=False)
    _goals(needs, frames, goals)
    links.to(actor, "plan", "Declararlo en el plan")


def _gaps(needs: Needs, gaps: list[str]) -> None:
    if not gaps:
        st.success("Las cuatro gestiones de los PMI tienen un componente o una meta que las atiende.")
    for area in gaps:
        valued = words.by_item(needs.at(needs.valuations)).get(area)
        asking, of = _asking(needs, area)
        told = f" La tienen en valoración baja {words.low(valued)}." if valued else ""
        named = (
            f" {asking} de {of} establecimientos nombran alguna de sus necesidades{_most(needs, area)}." if of else ""
        )
        st.warning(
            escape.markdown(
                f"Sin respuesta: ningún componente ni meta atiende la {PMI_AREAS[area].lower()}.{told}{named}"
            ),
            icon=":material/link_off:",
        )


def _most(needs: Needs, area: str) -> str:
    """The needs of an area that most schools name."""
    named = needs.at(needs.needs)
    top = named[named["item"].map(AREA_OF).eq(area)].head(2).to_dict("records")
    told = [f"«{ITEMS[one['item']]}» ({one['schools']})" for one in top]
    return f", sobre todo {labels.joined(told)}" if told else ""


def _asking(needs: Needs, area: str) -> tuple[int, int]:
    """The schools that name some need of an area, of those that name any."""
    named = needs.told.needs
    own = named[named["item"].map(AREA_OF).eq(area)]
    return int(own["school_code"].nunique()), int(named["school_code"].nunique())


def _matrix(needs: Needs, frames: PlanFrames, answers: pd.DataFrame) -> pd.DataFrame:
    found = answers.set_index(["area", "component_id"])[["declares", "goals"]]
    valued = words.by_item(needs.at(needs.valuations))
    rows = []
    for area, name in PMI_AREAS.items():
        asking, of = _asking(needs, area)
        row = {
            "Gestión": name,
            "Valoración baja": words.low(valued.get(area)),
            "La nombran": f"{asking} de {of}" if of else labels.NULL,
        }
        for component_id, component in zip(frames.components["id"], frames.components["name"], strict=True):
            row[component] = _tie(found.loc[(area, component_id)] if (area, component_id) in found.index else None)
        attended = area in set(answers["area"])
        rows.append({**row, "Estado": "Atendida" if attended else _NOBODY})
    return pd.DataFrame(rows)


def _tie(row: pd.Series | None) -> str:
    if row is None:
        return labels.NULL
    goals = labels.count(int(row["goals"]), "meta", _GOALS) if row["goals"] else ""
    return " · ".join(part for part in (_DECLARED if row["declares"] else "", goals) if part)


def _goals(needs: Needs, frames: PlanFrames, goals: pd.DataFrame) -> None:
    """Each goal with the areas it declares and what the schools name of them; those that declare none, marked."""
    names = reached.component_names(frames)
    whole = needs.at(needs.needs)
    rows = []
    for goal in goals.to_dict("records"):
        areas = goal["pmi_areas"] or []
        own = whole[whole["item"].map(AREA_OF).isin(areas)].head(2)
        told = "; ".join(f"{ITEMS[one['item']]} ({one['schools']} de {one['of']})" for one in own.to_dict("records"))
        rows.append(
            (
                goal["text"],
                names.get(goal["component_id"], labels.NULL),
                labels.joined([PMI_AREAS[one] for one in areas if one in PMI_AREAS]) or "✖ Ninguna declarada",
                told or labels.NULL,
            )
        )
    table = pd.DataFrame(
        rows, columns=["Meta", "Componente", "Gestiones que la alimentan", "Necesidades más nombradas de ellas"]
    )
    unfed = int(table["Gestiones que la alimentan"].str.startswith("✖").sum())
    fed = len(table) - unfed
    st.text(
        f"{fed} de {labels.count(len(table), 'meta declara', 'metas declaran')} de qué gestión de los PMI se alimenta."
    )
    tables.plain(table, caption="Metas del plan y lo que piden los PMI")
    tables.download(table, key="pmi_metas_csv", file_name="metas_y_pmi")
