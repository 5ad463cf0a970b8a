"""What the actions bring to a component, an objective or a goal: where, for whom, with what strategies and projects.

The manual asks for the location and the people of each action, and for its quality strategy and MEN projects as they
serve the objective; they are written once, in the action, and read here from above.
"""

import pandas as pd
import streamlit as st

from analytics import budget
from pages.components import labels, tables
from pages.components.plan.desk import Desk
from pages.components.plan.levels import Level
from pages.components.sheets.cells import short
from procedure.vocabulary import AUDIENCES, LOCATIONS

LEVELS = ("components", "objectives", "goals")
_MOST = 6


def render(desk: Desk, level: Level, row_id: str) -> None:
    """Nothing for the levels whose rows have no actions."""
    if level.table not in LEVELS:
        return
    actions = desk.tree.actions_for(level.table, row_id)
    if actions.empty:
        st.caption("Ninguna acción le sirve todavía.")
        return
    facts = summary(desk, actions)
    tables.plain(pd.DataFrame(facts, columns=["Sus acciones", "Qué dicen"]), caption="Lo que aportan sus acciones")


def summary(desk: Desk, actions: pd.DataFrame) -> list[tuple[str, str]]:
    """Fact and its words, in the order of the manual; what no action says is left out."""
    resources = desk.frames.action_resources
    own = resources[resources["action_id"].isin(actions["id"])]
    accompaniment = int(actions["is_accompaniment"].sum())
    people = actions["responsible_id"].dropna().map(desk.names).dropna()
    facts = [
        ("Cuántas", labels.count(len(actions), "acción", "acciones")),
        ("Ubicación", _names(actions["location"], LOCATIONS)),
        ("Municipios", _names(actions["municipalities"].explode(), desk.municipalities)),
        ("Población", _names(actions["audience"].explode(), AUDIENCES)),
        ("Responsables", _listed(people)),
        ("Recursos", labels.pesos(budget.total(own)) if len(own) else ""),
        ("Estrategias de calidad", _listed(actions["quality_strategy"])),
        ("Proyectos del MEN", _listed(pd.concat([actions["men_project"], own["men_project"]]))),
        ("Acompañamiento a EE", labels.count(accompaniment, "acción", "acciones") if accompaniment else ""),
    ]
    return [fact for fact in facts if fact[1]]


def _names(codes: pd.Series, known: dict[str, str]) -> str:
    found = set(codes.dropna())
    return _cut([words for code, words in known.items() if code in found])


def _listed(texts: pd.Series) -> str:
    return _cut([short(text, 70) for text in dict.fromkeys(texts) if text])


def _cut(names: list[str]) -> str:
    """The first ones, and how many more."""
    if len(names) <= _MOST:
        return "; ".join(names)
    return f"{'; '.join(names[:_MOST])} y {len(names) - _MOST} más"
