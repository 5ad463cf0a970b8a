"""Where in the plan: the level, and the component, objective and goal that narrow it (the bread crumbs)."""

import streamlit as st

from pages.components.plan.desk import Desk
from pages.components.plan.levels import LEVELS, PARTS, SCOPE_TABLES, Level, Scope
from procedure.elements import ELEMENTS

LEVEL_KEY = "plan-nivel"
ROW_KEY = "plan-ficha"
_ALL = {"component": "Todos los componentes", "objective": "Todos los objetivos", "goal": "Todas las metas"}
_LONG = 150
_LABELS = {"component": "Componente", "objective": "Objetivo", "goal": "Meta"}


def choose(desk: Desk) -> tuple[Level, Scope]:
    """The level and the part of the tree chosen; both stay while one goes to another page and comes back."""
    st.session_state.setdefault(LEVEL_KEY, "components")
    table = st.segmented_control(
        "Nivel",
        list(LEVELS),
        format_func=lambda name: _with_count(desk, name),
        required=True,
        key=LEVEL_KEY,
        persist_state="session",
        label_visibility="collapsed",
    )
    level = LEVELS[table or "components"]
    chosen: dict[str, str] = {}
    if level.scopes:
        places = st.columns(len(level.scopes), gap="small")
        for place, name in zip(places, level.scopes, strict=True):
            with place:
                chosen[name] = _narrow(desk, level, name, Scope(**chosen))
    return level, Scope(**chosen)


def _with_count(desk: Desk, table: str) -> str:
    """Elements with how many there are; slices, risks and resources, which are parts of them, without."""
    title = LEVELS[table].title
    return title if table in PARTS else f"{title} ({len(desk.frames.table(table))})"


def go_down(desk: Desk, level: Level, row_id: str) -> None:
    """To the level below, inside that row."""
    _stand(desk, level.table, row_id)
    st.session_state[LEVEL_KEY] = level.below


def open_at(desk: Desk, table: str, row_id: str) -> None:
    """On the level of that row, among its siblings, with its file open."""
    parents = ELEMENTS[table].parent_table, ELEMENTS[table].parent_field
    for name in SCOPE_TABLES:
        st.session_state[_key(desk, name)] = ""
    if parents[0]:
        rows = desk.frames.table(table)
        _stand(desk, parents[0], str(rows.loc[rows["id"] == row_id, parents[1]].iloc[0]))
    st.session_state[LEVEL_KEY] = table
    st.session_state[file_key(desk, table)] = row_id


def file_key(desk: Desk, table: str) -> str:
    """Of the choice of the row whose file is open."""
    return f"{ROW_KEY}-{table}-{desk.plan_id[:8]}"


def _stand(desk: Desk, table: str, row_id: str) -> None:
    """In the part of the tree that hangs from that row."""
    for name, wanted in zip(SCOPE_TABLES, desk.tree.path(table, row_id), strict=True):
        if wanted:
            st.session_state[_key(desk, name)] = wanted
    _note_choice(desk)


def _narrow(desk: Desk, level: Level, name: str, scope: Scope) -> str:
    table, key = SCOPE_TABLES[name], _key(desk, name)
    titles = desk.titles(table, desk.tree.rows(table, scope))
    if name == "component" and not st.session_state.get(_chosen_key(desk)):
        st.session_state[key] = _first_in_view(desk, level, titles)
    if st.session_state.get(key) not in titles:
        st.session_state[key] = ""
    return str(
        st.selectbox(
            _LABELS[name],
            ["", *titles],
            format_func=lambda one: titles.get(one, _ALL[name]),
            key=key,
            persist_state="session",
            on_change=_note_choice,
            args=(desk,),
        )
        or ""
    )


def _first_in_view(desk: Desk, level: Level, titles: dict[str, str]) -> str:
    """A long level opens on its first component, and whoever wants it all asks for it; a short one, whole."""
    return next(iter(titles), "") if len(desk.frames.table(level.table)) > _LONG else ""


def _note_choice(desk: Desk) -> None:
    """From now on the part of the plan on the screen is the one that was chosen."""
    st.session_state[_chosen_key(desk)] = True


def _chosen_key(desk: Desk) -> str:
    return f"plan-elegido-{desk.plan_id[:8]}"


def _key(desk: Desk, name: str) -> str:
    return f"plan-{name}-{desk.plan_id[:8]}"
