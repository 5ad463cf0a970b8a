"""What the analysis leads to: a new plan, an adjustment or going on, always with its justification."""

import pandas as pd
import streamlit as st

from pages.components import labels
from pages.components.profile.desk import Desk, column
from pages.components.sheets import form, remarks
from procedure.vocabulary import PLAN_DECISIONS

_HEIGHT = 220
_SHAPE = (column("profiles", "decision"), column("profiles", "decision_reason"))


def render(desk: Desk) -> None:
    row = desk.written.profile
    if not desk.may_edit:
        st.subheader(PLAN_DECISIONS.get(row["decision"] or "", "Todavía no se ha decidido"), anchor=False)
        st.text(row["decision_reason"] or labels.NULL)
        return
    st.caption("De acuerdo con el análisis se identifica si se debe definir o no un nuevo PAM.")
    rows = pd.DataFrame([row])
    sheet = desk.sheet("decision", "profiles", _SHAPE, rows)
    form.show(desk.memory, sheet, columns=1, height=_HEIGHT)
    remarks.show(desk.memory, sheet, refusals=False)
    remarks.changed_elsewhere(desk.memory, sheet, rows)
