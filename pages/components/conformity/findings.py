"""The findings by rule: what is asked, where it is not met, how it is mended and the way there; and all as a table."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import pandas as pd
import streamlit as st

from pages.components import escape, filters, labels, tables
from pages.components.conformity import findings_links, words
from pages.components.conformity.reading import Reviewed
from procedure.conformity.review import inside
from procedure.conformity.rule import Finding
from procedure.conformity.rules import RULES
from procedure.roles import Actor

_MOST = 5
_ALL = ""


def render(actor: Actor, reviewed: Reviewed) -> None:
    """Filtered by component and by effect, which stay in the address."""
    left, right = st.columns(2, gap="small")
    with left:
        component = _component(reviewed)
    with right:
        effect = filters.choose(
            "Efecto", {_ALL: "Todos", "bloquea": "Bloquean", "advierte": "Advierten"}, key="conformidad_efecto"
        )
    found = [one for one in inside(reviewed.findings, component) if effect in (None, _ALL, _effect(one))]
    if not found:
        st.success("Ningún hallazgo aquí.", icon=":material/check_circle:")
    for _, group in groupby(found, key=lambda one: one.rule):
        _rule(actor, reviewed, list(group))
    _as_table(found)
    _every_rule(reviewed.findings)


def _component(reviewed: Reviewed) -> str:
    names = {row["id"]: str(row["name"]) for row in reviewed.bundle.rows("components")}
    return filters.choose("Componente", {_ALL: "Todos los componentes", **names}, key="conformidad_componente") or _ALL


def _effect(finding: Finding) -> str:
    return words.EFFECTS[finding.blocks].lower()


def _rule(actor: Actor, reviewed: Reviewed, group: Sequence[Finding]) -> None:
    first = group[0]
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{first.rule} · {escape.markdown(first.title)}**", width="stretch")
            st.html(words.badge(first.blocks), width="content")
        st.caption(f"Cómo se corrige: {escape.markdown(first.mend)}")
        for finding in group[:_MOST]:
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                st.markdown(f"{escape.markdown(finding.place)}: {escape.markdown(finding.text)}", width=620)
                findings_links.to(actor, reviewed, finding)
        if len(group) > _MOST:
            st.caption(
                f"Y {labels.count(len(group) - _MOST, 'hallazgo más', 'hallazgos más')} de esta regla en la tabla."
            )


def frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """Regla, Efecto, Dónde, Qué pasa, Cómo se corrige."""
    rows = [(one.rule, words.EFFECTS[one.blocks], one.place, one.text, one.mend) for one in findings]
    return pd.DataFrame(rows, columns=["Regla", "Efecto", "Dónde", "Qué pasa", "Cómo se corrige"])


def _as_table(found: Sequence[Finding]) -> None:
    if not found:
        return
    with st.expander(f"Ver como tabla ({len(found)})", icon=":material/table:"):
        shown = frame(found)
        tables.plain(shown, caption="Hallazgos de conformidad")
        tables.download(shown, key="conformidad-csv", file_name="hallazgos_de_conformidad")


def _every_rule(findings: Sequence[Finding]) -> None:
    """What is verified, met or not, so that nobody has to guess the rules."""
    counts = pd.Series([one.rule for one in findings], dtype="object").value_counts()
    with st.expander(f"Las {len(RULES)} reglas", icon=":material/rule:"):
        rows = [
            (rule.code, rule.title, words.EFFECTS[rule.blocks], _standing(int(counts.get(rule.code, 0))))
            for rule in RULES
        ]
        shown = pd.DataFrame(rows, columns=["Regla", "Qué exige", "Si no se cumple", "Cómo está"])
        tables.plain(shown, caption="Reglas de conformidad y cómo está el plan frente a cada una")


def _standing(count: int) -> str:
    return "✔ Cumple" if not count else f"✖ {labels.count(count, 'hallazgo', 'hallazgos')}"
