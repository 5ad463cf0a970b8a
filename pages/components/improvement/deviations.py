"""The goals that are not met at the cut-off, and opening an action upon one with everything that is known of it."""

import pandas as pd
import streamlit as st

from data.records import improvement
from pages.components import escape, filters, labels, tables
from pages.components.improvement import commands
from pages.components.improvement.reading import Found
from procedure import improvement as rules
from procedure.reporting import INDICATOR
from procedure.roles import Permission, can
from procedure.vocabulary import IMPROVEMENT_KINDS

KEY = "desviacion"
_FORM = "accion-nueva"


def label(row: dict) -> str:
    """How a deviation is named in the choice and in the address."""
    return f"{row['code'] or ''} {row['name']}".strip()


def render(found: Found) -> None:
    """The table of what deviates; below, for whoever may, the form that opens an action."""
    st.subheader("Metas que no se cumplen al corte", anchor=False)
    if found.deviating.empty:
        st.text("Ningún indicador está fuera de su rango satisfactorio por la cifra oficial de este corte.")
        return
    tables.plain(_shown(found), caption=f"Total, cifra oficial · {labels.period(found.year, found.trimester)}")
    st.caption(
        "Crítico, retroceso y sin reporte oficial exigen acción correctiva; aceptable, correctiva o preventiva; "
        "satisfactorio no la exige. El trimestre no se cierra mientras falte alguna."
    )
    if can(found.actor, Permission.MANAGE_IMPROVEMENT):
        _open(found)


def _shown(found: Found) -> pd.DataFrame:
    rows, why = found.deviating, {one["subject_id"]: one["why"] for one in found.lack}
    return pd.DataFrame(
        {
            "Indicador": [label(row) for row in rows.to_dict("records")],
            "Semáforo": [labels.badge(*pair) for pair in zip(rows["light"], rows["status"], strict=True)],
            "Eficacia": rows["percent"].map(labels.percent),
            "De dónde sale": rows["explanation"],
            "Acción": [why.get(one) or f"✔ {_numbers(found, one)}" for one in rows["subject_id"]],
        }
    )


def _is_served(found: Found, row: dict) -> bool:
    """Whether it has an action that does: a preventive one is not enough where a corrective one is needed."""
    own = [
        one for one in found.actions if (one["subject_id"], one["trimester"]) == (row["subject_id"], found.trimester)
    ]
    return any(one["kind"] in (rules.CORRECTIVE, row["required"]) for one in own)


def _numbers(found: Found, subject_id: str) -> str:
    own = [one for one in found.actions if (one["subject_id"], one["trimester"]) == (subject_id, found.trimester)]
    return labels.joined([f"n.º {one['number']}" for one in own])


def _open(found: Found) -> None:
    rows = {row["subject_id"]: row for row in found.deviating.to_dict("records")}
    with st.container(border=True):
        st.markdown("**Abrir una acción**")
        bare = [one["subject_id"] for one in found.lack if not _numbers(found, one["subject_id"])]
        first = bare[0] if bare else None
        chosen = filters.choose("Desviación", {key: label(row) for key, row in rows.items()}, key=KEY, default=first)
        row = rows[chosen or next(iter(rows))]
        st.text(f"Lo que se sabe: {labels.badge(row['light'], row['status'])} · {row['explanation']}")
        if _is_served(found, row):
            st.caption(f"Ya tiene la acción {_numbers(found, row['subject_id'])}: siga con ella más abajo.")
            return
        form = f"{_FORM}-{row['subject_id']}-{found.trimester}"
        with st.form(form, border=False):
            kind = st.segmented_control(
                "Tipo", list(IMPROVEMENT_KINDS), format_func=IMPROVEMENT_KINDS.__getitem__,
                default=row["required"], key=f"{form}-tipo",
            )  # fmt: skip
            text = st.text_area(
                "Corrección inmediata (si la hubo)", key=f"{form}-correccion", max_chars=rules.LONGEST,
                help="Lo que se hizo ya sobre el efecto. La causa y el plan se escriben después, en la acción.",
            )  # fmt: skip
            sent = st.form_submit_button("Abrir acción", type="primary")
    if sent:
        given = (found.plan_id, found.trimester, INDICATOR, row["subject_id"], kind or "", rules.facts(row))
        named = {"correction": text or "", "key": commands.key_of(form)}
        done = f"Se abrió la acción sobre «{escape.markdown(row['name'])}». Escriba su causa y su plan."
        commands.run(form, done, improvement.open_action, found.stores.database, found.actor, *given, **named)
