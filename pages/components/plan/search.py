"""Looking for anything in the whole plan by its words, its code or who is responsible, and landing on it."""

from dataclasses import dataclass

import streamlit as st

from pages.components import escape, labels
from pages.components.catalogue.words import folded
from pages.components.plan import navigation, views
from pages.components.plan.desk import Desk
from pages.components.plan.levels import PARTS
from pages.components.sheets.cells import short
from procedure.elements import ELEMENTS
from procedure.fields import Kind

KEY = "plan-buscar"
SEARCHED = (
    "components",
    "objectives",
    "objective_risks",
    "goals",
    "indicators",
    "indicator_variables",
    "actions",
    "action_resources",
    "poai_lines",
)
_MOST = 12
_WORDS = frozenset({Kind.TEXT, Kind.LONG_TEXT})


@dataclass(frozen=True)
class Hit:
    """An element found: its table, its id, its title, and the text that has the words when it is not the title."""

    table: str
    row_id: str
    title: str
    where: str


def render(desk: Desk) -> None:
    """A box over the editor; what is found, with a button that goes to it."""
    text = st.text_input(
        "Buscar en el plan",
        key=KEY,
        placeholder="Componente, objetivo, meta, indicador, acción, código o responsable",
        icon=":material/search:",
        label_visibility="collapsed",
    )
    if not folded(text or "").strip():
        return
    hits = find(desk, text)
    with st.container(border=True):
        if not hits:
            st.text(f"Nada en este plan dice «{text}». Pruebe con menos palabras o sin tildes.")
            return
        st.caption(f"{labels.count(len(hits), 'resultado', 'resultados')}{_cut(len(hits))}")
        for hit in hits[:_MOST]:
            _show(desk, hit)


def find(desk: Desk, text: str) -> list[Hit]:
    """What has every word, whatever its accents and case; titles before other texts, in the order of the plan."""
    words = folded(text).split()
    found: list[tuple[bool, Hit]] = []
    for table in SEARCHED:
        rows = desk.frames.table(table)
        near = [all(word in text for word in words) for text in _written(desk, table)]
        for row in rows[near].to_dict("records"):
            hit = _match(desk, table, row, words)
            if hit is not None:
                found.append((bool(hit.where), hit))
    return [hit for _, hit in sorted(found, key=lambda one: one[0])]


def _written(desk: Desk, table: str) -> list[str]:
    """All that each row of the table says, folded: worked out once while the plan and the names stay the same."""
    key = (table, hash(frozenset(desk.names.items())))
    if key not in desk.tree.written:
        rows = desk.frames.table(table).to_dict("records")
        texts = ([_title(table, row), *(text for _, text in _texts(desk, table, row))] for row in rows)
        desk.tree.written[key] = [folded("\n".join(each)) for each in texts]
    return desk.tree.written[key]


def _match(desk: Desk, table: str, row: dict, words: list[str]) -> Hit | None:
    title = _title(table, row)
    if _has(title, words):
        return Hit(table, str(row["id"]), short(title, 110), "")
    for label, text in _texts(desk, table, row):
        if _has(f"{title} {text}", words):
            return Hit(table, str(row["id"]), short(title, 110), f"{label}: {short(text, 90)}")
    return None


def _title(table: str, row: dict) -> str:
    """With its code, when it has one; what a resource is called is the action's business."""
    title = str(row[ELEMENTS[table].title_field])
    code = str(row.get("code") or row.get("symbol") or "")
    return f"{code} · {title}" if code else title


def _texts(desk: Desk, table: str, row: dict) -> list[tuple[str, str]]:
    fields = ELEMENTS[table].fields
    written = [(one.label, str(row[one.name])) for one in fields if one.kind in _WORDS and row.get(one.name)]
    people = [(one.label, desk.names.get(str(row[one.name]), "")) for one in fields if one.kind is Kind.PERSON]
    codes = [(one.label, ", ".join(row[one.name])) for one in fields if one.kind is Kind.CODES and row[one.name]]
    return [*written, *(pair for pair in people if pair[1]), *codes]


def _has(text: str, words: list[str]) -> bool:
    plain = folded(text)
    return all(word in plain for word in words)


def _cut(many: int) -> str:
    return f"; se muestran los primeros {_MOST}. Escriba otra palabra para precisar." if many > _MOST else ""


def _show(desk: Desk, hit: Hit) -> None:
    noun = ELEMENTS[hit.table].noun.capitalize()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Ir",
            key=f"plan-ir-{hit.row_id}",
            icon=":material/arrow_forward:",
            help=escape.markdown(f"Ir a «{hit.title}»"),
            on_click=land,
            args=(desk, hit.table, hit.row_id),
        )
        beside = f" — {escape.markdown(hit.where)}" if hit.where else ""
        st.markdown(f"**{noun}** · {escape.markdown(hit.title)}{beside}")


def land(desk: Desk, table: str, row_id: str) -> None:
    """On the element: the editor, its level, the part of the tree it is in, and its own file open.

    A risk, a variable or a resource is in the file of what it is part of.
    """
    while table in PARTS:
        rows = desk.frames.table(table)
        row_id = str(rows.loc[rows["id"] == row_id, ELEMENTS[table].parent_field].iloc[0])
        table = ELEMENTS[table].parent_table
    st.session_state[views.KEY] = views.EDITOR
    navigation.open_at(desk, table, row_id)
    st.session_state[KEY] = ""
