"""When the plan happens: the span of every component and objective, or the actions of one, and what does not fit."""

import pandas as pd
import streamlit as st

from analytics import spans
from pages.components import escape, figures, labels, tables
from pages.components.charts import gantt
from pages.components.plan.desk import Desk
from pages.components.sheets.cells import short

_SUBTITLE = "Del primer día al último, como están en el plan"
_MOST = 200


def render(desk: Desk) -> None:
    """The whole plan by component and objective, until one component is chosen."""
    actions = desk.frames.actions
    if actions.empty:
        st.info("Este plan todavía no tiene acciones. Agréguelas en el nivel «Acciones» del editor, con inicio y fin.")
        return
    late = spans.past_goal(actions, desk.frames.goals)
    st.markdown(f"#### {escape.markdown(sentence(actions, len(late), desk.year))}")
    names = desk.titles("components", desk.frames.components)
    component, responsible = _filters(desk, names)
    rows = _of_person(actions, responsible)
    drawn = _named(rows[rows["component_id"] == component]) if component else _summary(desk, rows)
    if drawn.empty:
        st.info("Aquí no hay acciones. Cambie el componente o el responsable.")
        return
    if (drawn["start"].isna() | drawn["end"].isna()).all():
        st.info("Nada de esto tiene inicio y fin todavía. Escríbalos en el nivel «Acciones» y aquí verá cuándo ocurre.")
        return
    title = names[component] if component else "Componentes y objetivos del plan"
    chart = gantt.build(drawn.head(_MOST), title=title, subtitle=_SUBTITLE, planned=True)
    figures.show(chart, key="plan_cronograma", file_name="cronograma_del_plan")
    if len(drawn) > _MOST:
        st.caption(f"Se dibujan las primeras {_MOST} de {labels.integer(len(drawn))}: elija un responsable.")
    _late(late)


def sentence(actions: pd.DataFrame, late: int, year: int) -> str:
    """The finding: what has no dates, what ends after its goal, or that all of it fits."""
    undated = int((actions["start_date"].isna() | actions["end_date"].isna()).sum())
    outside = int(spans.outside_year(actions, year).sum())
    parts = [
        f"{labels.count(undated, 'no tiene', 'no tienen')} inicio o fin" if undated else "",
        f"{labels.count(outside, 'sale', 'salen')} de la vigencia {year}" if outside else "",
        f"{labels.count(late, 'termina', 'terminan')} después de la fecha de su meta" if late else "",
    ]
    found = [part for part in parts if part]
    if found:
        return f"De {labels.count(len(actions), 'acción', 'acciones')}: {labels.joined(found)}."
    return f"{labels.count(len(actions), 'acción cabe', 'acciones caben')} en la vigencia y antes de sus metas."


def _filters(desk: Desk, names: dict[str, str]) -> tuple[str, str]:
    left, right = st.columns(2)
    with left:
        component = st.selectbox(
            "Componente",
            ["", *names],
            format_func=lambda one: names.get(one, "Todos: un renglón por objetivo"),
            key=f"cronograma-componente-{desk.plan_id[:8]}",
        )
    known = {
        one: desk.names[one] for one in desk.frames.actions["responsible_id"].dropna().unique() if one in desk.names
    }
    with right:
        person = st.selectbox(
            "Responsable",
            ["", *known],
            format_func=lambda one: known.get(one, "Todos los responsables"),
            key=f"cronograma-responsable-{desk.plan_id[:8]}",
        )
    return str(component or ""), str(person or "")


def _of_person(actions: pd.DataFrame, responsible: str) -> pd.DataFrame:
    return actions[actions["responsible_id"] == responsible] if responsible else actions


def _named(actions: pd.DataFrame) -> pd.DataFrame:
    rows = actions.sort_values(["start_date", "end_date"], kind="stable", na_position="last")
    return pd.DataFrame({"name": rows["text"], "start": rows["start_date"], "end": rows["end_date"]})


def _summary(desk: Desk, actions: pd.DataFrame) -> pd.DataFrame:
    """A row per component and, under it, one per objective that its actions serve."""
    found = spans.by_objective(desk.frames.components, desk.frames.objectives, actions)
    titles = [
        short(text, 90) if kind == "objective" else f"{short(text, 80)} (componente)"
        for kind, text in zip(found["kind"], found["name"], strict=True)
    ]
    return found.assign(name=titles)


def _late(late: pd.DataFrame) -> None:
    if late.empty:
        return
    with st.expander(f"Acciones que terminan después de la fecha de su meta ({len(late)})", icon=":material/rule:"):
        table = pd.DataFrame(
            {
                "Acción": [short(text, 90) for text in late["text"]],
                "Fin": [labels.day(day) for day in late["end_date"]],
                "Meta": [short(text, 90) for text in late["goal"]],
                "Fecha de la meta": [labels.day(day) for day in late["due_date"]],
            }
        )
        tables.plain(table.head(_MOST), caption="Acciones que terminan después de la fecha de su meta")
