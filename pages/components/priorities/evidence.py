"""The figure behind an opportunity: the indicator of the characterization, chosen in the table. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from data.catalog.measures import measures
from pages.components.sheets.cells import Column, unlike
from procedure.edits import Change, Edit, New
from procedure.fields import Field, Kind

Facts = Callable[[str], dict[str, Any]]
_NAME = "evidence"


def column() -> Column:
    """The cell in which the evidence is shown and chosen."""
    known = measures()
    help_text = "El indicador de la caracterización que muestra el problema."
    field = Field(_NAME, "Evidencia (indicador)", Kind.REFERENCE, help=help_text)
    return Column(field, unlike(dict(zip(known["code"], known["name"], strict=True))), 240)


def code_of(stored: Any) -> str:
    """The indicator's code inside the stored evidence, or ""."""
    return str(stored.get("indicator", "")) if isinstance(stored, Mapping) else ""


def with_codes(rows: pd.DataFrame) -> pd.DataFrame:
    """The opportunities with the code of their indicator in place of the stored evidence."""
    return rows.assign(evidence=pd.Series([code_of(one) for one in rows["evidence"]], index=rows.index, dtype="object"))


def as_stored(edits: Sequence[Edit], facts: Facts) -> list[Edit]:
    """The edits with the facts of the chosen code, which are what is stored."""
    return [_as_stored(edit, facts) for edit in edits]


def _as_stored(edit: Edit, facts: Facts) -> Edit:
    if isinstance(edit, Change):
        return replace(edit, changes=_packed(edit.changes, facts))
    return replace(edit, values=_packed(edit.values, facts)) if isinstance(edit, New) else edit


def _packed(values: Mapping[str, Any], facts: Facts) -> dict[str, Any]:
    if _NAME not in values:
        return dict(values)
    return {**values, _NAME: facts(str(values[_NAME])) if values[_NAME] else {}}
