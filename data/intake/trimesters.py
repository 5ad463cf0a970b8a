"""Trimesters of a file as the figure of their year, by the rule that a person chose."""

import pandas as pd

from data.intake.mapping import TRIMESTER_RULES
from data.intake.model import Finding
from data.intake.wording import counted

_OF_ONE_CELL = ("row", "sheet", "value", "numerator", "denominator", "pending")


def of_the_year(observed: pd.DataFrame, trimesters: "pd.Series[int]", rule: str) -> tuple[pd.DataFrame, list[Finding]]:
    """One observation per key and year from those of its trimesters, and what has to be said of it.

    "ultimo" takes the last trimester with a figure; "suma" and "promedio" use all of them, and wait for nobody: a
    year with a cell to be confirmed is left out, and said.
    """
    frame = observed.assign(trimester=trimesters.to_numpy(), row_order=range(len(observed)))
    frame = frame.dropna(subset="trimester").sort_values(["trimester", "row_order"])
    key = [name for name in observed.columns if name not in (*_OF_ONE_CELL, "virtual")]
    few = frame.dropna(subset="value").groupby(key)["trimester"].nunique()
    if rule == "ultimo":
        frame = frame.assign(filled=frame["value"].notna()).sort_values(["filled", "trimester"], kind="stable")
        years, lost = frame.drop_duplicates(key, keep="last"), 0
    else:
        waits = frame.groupby(key)["pending"].transform(lambda ids: ids.notna().any()).astype(bool)
        lost = int((~frame[waits].duplicated(key)).sum())
        certain = frame[~waits]
        total = certain.groupby(key)["value"]
        joined = total.transform("sum", min_count=1) if rule == "suma" else total.transform("mean")
        years = certain.assign(value=joined).drop_duplicates(key, keep="last")
    kept = years.sort_values("row_order")[list(observed.columns)]
    return kept, _about_trimesters(few, rule, lost)


def _about_trimesters(few: "pd.Series[int]", rule: str, lost: int) -> list[Finding]:
    incomplete = int(few.lt(4).sum())
    text = f"De los trimestres se toma: {TRIMESTER_RULES[rule].lower()}."
    if incomplete:
        text += f" {counted(incomplete, 'cifra tiene', 'cifras tienen')} menos de cuatro trimestres con dato."
    found = [notice("aviso_trimestres", max(incomplete, 1), text, "Si no es esa regla, cambie el emparejamiento.")]
    if lost:
        text = f"{counted(lost, 'cifra', 'cifras')} con un trimestre por confirmar no se cargan."
        found.append(notice("trimestre_por_confirmar", lost, text, "Corrija esas celdas en el archivo."))
    return found


def notice(rule: str, count: int, text: str, mend: str) -> Finding:
    """A finding that only says something: nothing stays out because of it."""
    return Finding(rule, "aviso", text, mend, count, text)
