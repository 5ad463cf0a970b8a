"""What comes next for an action, offered only to whoever may: carried out, verified, or withdrawn."""

from collections.abc import Collection
from typing import Any

import streamlit as st

from data.records import improvement
from pages.components import labels
from pages.components.improvement import commands
from pages.components.improvement.reading import Found
from procedure import improvement as rules
from procedure.roles import Permission, can


def render(found: Found, action: dict[str, Any], offered: Collection[str]) -> None:
    """`offered`: the states that this actor may take it to now."""
    if rules.DONE in offered:
        _finish(found, action)
    if rules.EFFECTIVE in offered:
        _verify(found, action)
    elif action["state"] == rules.DONE:
        since = rules.verifiable_from(found.year, int(action["trimester"]))
        st.caption(
            f"Su eficacia la verifica, después del {labels.day(since)}, un líder que no la abrió, planeó ni ejecutó."
        )
    if action["state"] in (rules.OPEN, rules.PLANNED) and can(found.actor, Permission.MANAGE_IMPROVEMENT):
        _withdraw(found, action)


def _finish(found: Found, action: dict[str, Any]) -> None:
    form = f"accion-hecha-{action['id']}"
    with st.form(form, border=False):
        note = st.text_area("Qué se hizo", key=f"{form}-nota", max_chars=rules.LONGEST)
        sent = st.form_submit_button("Registrar lo ejecutado")
    if sent:
        done = "Lo ejecutado quedó registrado. Su eficacia se verifica el trimestre siguiente."
        commands.run(form, done, improvement.finish, *_given(found, action), note or "")


def _verify(found: Found, action: dict[str, Any]) -> None:
    form = f"accion-eficacia-{action['id']}"
    answers = {"si": "Sí, fue eficaz", "no": "No fue eficaz: se reabre"}
    with st.form(form, border=False):
        st.markdown("**¿Fue eficaz?**")
        st.text(_now(found, action))
        answer = st.radio("Eficacia", list(answers), index=None, format_func=answers.__getitem__, key=f"{form}-si")
        note = st.text_area("En qué se basa", key=f"{form}-nota", max_chars=rules.LONGEST)
        sent = st.form_submit_button("Verificar la eficacia", type="primary")
    if not sent:
        return
    if answer is None:
        st.error("Elija si fue eficaz o no.", icon=":material/error:")
        return
    done = "La eficacia quedó verificada." if answer == "si" else "Se reabrió: hay una acción nueva que la retoma."
    given = (*_given(found, action), note or "", found.today)
    commands.run(form, done, improvement.verify, *given, effective=answer == "si")


def _now(found: Found, action: dict[str, Any]) -> str:
    """The same figure at the cut-off that is open on the page, to compare."""
    own = found.deviating[found.deviating["subject_id"] == action["subject_id"]]
    when = labels.period(found.year, found.trimester)
    if own.empty:
        return f"En {when} el indicador va en su rango satisfactorio o no estaba programado."
    row = own.iloc[0]
    return f"En {when}: {labels.badge(row['light'], row['status'])} · {row['explanation']}"


def _withdraw(found: Found, action: dict[str, Any]) -> None:
    form = f"accion-retiro-{action['id']}"
    with st.popover("Retirar la acción", icon=":material/delete:"):
        why = st.text_input("Por qué se retira", key=f"{form}-motivo", max_chars=300)
        if st.button("Retirar", key=f"{form}-boton"):
            commands.run(form, "La acción se retiró.", improvement.withdraw, *_given(found, action), why or "")


def _given(found: Found, action: dict[str, Any]) -> tuple[Any, ...]:
    return (found.stores.database, found.actor, action["id"], int(action["version"]))
