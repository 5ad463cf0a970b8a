"""The weights of siblings must add up to 100: said beside the grid, never in the way."""

import streamlit as st

from pages.components import escape, labels
from pages.components.plan.desk import Desk
from pages.components.plan.levels import Scope, sums
from procedure.elements import ELEMENTS

_FULL, _MOST = 100, 4


def render(desk: Desk, table: str, scope: Scope) -> None:
    """One line when all is well; otherwise which groups do not add up, and by how much. Actions have no such rule."""
    found = [] if table == "actions" else sums(desk.tree, table, scope)
    if not found:
        return
    wrong = [(parent, total) for parent, total in found if total != _FULL]
    if not wrong:
        st.caption(f":material/check: Los pesos{' de cada grupo' if len(found) > 1 else ''} suman 100.")
        return
    above = ELEMENTS[table].parent_table
    titles = desk.titles(above, desk.frames.table(above)) if above else {}
    lines = [sentence(titles.get(parent, ""), total) for parent, total in wrong[:_MOST]]
    if len(wrong) > _MOST:
        lines.append(f"Y {labels.count(len(wrong) - _MOST, 'grupo más', 'grupos más')}.")
    bullet = "- " if len(lines) > 1 else ""
    st.warning("\n".join(f"{bullet}{escape.markdown(line)}" for line in lines), icon=":material/balance:")


def sentence(title: str, total: float) -> str:
    """«Reducir la deserción»: los pesos suman 90; faltan 10 para 100."""
    gap = abs(_FULL - total)
    what = f"«{title}»: los pesos suman" if title else "Los pesos suman"
    missing = f"faltan {_plain(gap)}" if total < _FULL else f"sobran {_plain(gap)}"
    return f"{what} {_plain(total)}; {missing} para 100."


def _plain(value: float) -> str:
    return labels.number(value, 2).removesuffix("0").removesuffix("0").removesuffix(",")
