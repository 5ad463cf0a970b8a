"""My scores as a sheet: one row per factor, three cells from 1 to 5. Pure but for `save`."""

from collections.abc import Sequence

import pandas as pd

from data.records import voting
from data.records.database import Database
from data.records.errors import StaleVersionError
from pages.components.sheets.cells import Column
from procedure.edits import Change, Conflict, Edit, Outcome, Problem
from procedure.errors import InvalidValueError
from procedure.fields import Field
from procedure.roles import Actor
from procedure.scores import CRITERIA, SCALE

TABLE = "factor_scores"


def columns(*, editable: bool, again: bool) -> tuple[Column, ...]:
    """The factor, which is only read, and the three criteria with the manual's wording of 1 and 5.

    `again`: also what the voter gave in the round before.
    """
    before = Field("earlier", "Ronda anterior", help="Tendencia · urgencia · impacto que usted dio; no cuenta en esta.")
    fixed = (
        Column(Field("text", "Factor"), width=360, editable=False),
        Column(Field("opportunity", "Oportunidad de mejora"), width=220, editable=False),
        *((Column(before, width=120, editable=False),) if again else ()),
    )
    scored = [
        Column(Field(name, label, help=f"1: {SCALE[name][0]} … 5: {SCALE[name][1]}."), width=100, editable=editable)
        for name, label in CRITERIA.items()
    ]
    return (*fixed, *scored)


def rows(
    factors: pd.DataFrame, opportunities: dict[str, str], mine: pd.DataFrame, earlier: pd.DataFrame
) -> pd.DataFrame:
    """One row per factor: id, version (that of my score; 0 without one), text, opportunity, earlier (my scores of the
    round before, as «4 · 5 · 3»), trend, urgency, impact."""
    found = mine.set_index("factor_id")[["version", *CRITERIA]].reindex(factors["id"])
    before = earlier.set_index("factor_id")[list(CRITERIA)]
    said = {one: " · ".join(str(int(value)) for value in values) for one, *values in before.itertuples()}
    typed = {name: ["" if pd.isna(value) else str(int(value)) for value in found[name]] for name in CRITERIA}
    return pd.DataFrame(
        {
            "id": factors["id"].tolist(),
            "version": found["version"].fillna(0).astype(int).tolist(),
            "text": factors["text"].tolist(),
            "opportunity": [opportunities.get(one, "") for one in factors["opportunity_id"]],
            "earlier": [said.get(one, "") for one in factors["id"]],
            **typed,
        }
    )


def save(database: Database, actor: Actor, edits: Sequence[Edit]) -> Outcome:
    """Scores one factor per edit; what is refused names its cell and the rule, and the other factors are saved."""
    outcome = Outcome()
    for place, edit in enumerate(edits):
        assert isinstance(edit, Change)
        values = {name: edit.changes.get(name) for name in CRITERIA}
        try:
            row = voting.score(database, actor, edit.row_id, **values, version=edit.version or None)
        except InvalidValueError as error:
            outcome.problems.append(Problem(place, edit.row_id, error.field, error.message))
        except StaleVersionError as error:
            current = error.current
            outcome.conflicts.append(Conflict(place, edit.row_id, error.message, current, dict(values)))
        else:
            outcome.saved.append(edit.row_id)
            outcome.versions[edit.row_id] = row["version"]
    return outcome


def wording() -> pd.DataFrame:
    """The manual's scale: what 1 and 5 mean for each criterion."""
    return pd.DataFrame(
        {
            "Criterio": list(CRITERIA.values()),
            "1 significa": [SCALE[name][0] for name in CRITERIA],
            "5 significa": [SCALE[name][1] for name in CRITERIA],
        }
    )
