"""The record Valoración de componentes del PAM (manual, activity 2 and section 8): what each component is worth."""

from typing import Any

import pandas as pd

from analytics.prioritization import CRITERIA
from procedure.scores import CRITERIA as CRITERION_NAMES
from procedure.scores import SCALE
from procedure.vocabulary import ORIGINS
from reports.priority_evidence import provenance, sentence
from reports.priority_figures import Figures
from reports.sections import Paper, Section

TITLE = "Valoración de componentes del PAM"
RULE = (
    "Cada criterio se califica con un número entero de 1 a 5; con varios calificadores cuenta el promedio de cada "
    "criterio, y el total es la suma de los tres (3 a 15). Se ordena por el total; si empata, por impacto, después por "
    "urgencia y después por tendencia. El empate completo comparte el puesto y se decide con una nota."
)


def paper(figures: Figures) -> Paper:
    return Paper(
        f"{TITLE} {figures.year}",
        figures.identity,
        figures.notice,
        figures.made,
        [scale(), _components(figures), _factors(figures), _evidence(figures), voters(figures)],
    )


def scale() -> Section:
    """The manual's wording of 1 and 5, and how the order is made."""
    rows = [(name, *SCALE[code]) for code, name in CRITERION_NAMES.items()]
    headers = ("Criterio", "1 significa", "5 significa")
    return Section("Escala y regla de orden", "Escala", headers, rows, [4, 9, 9], said=RULE)


def place(row: dict[Any, Any]) -> str:
    return f"{int(row['rank'])}{' (empate)' if row['tied'] else ''}"


def voters(figures: Figures) -> Section:
    """Who scored, by name and job title, and how many factors each."""
    counts = figures.frames.scores.groupby(["user", "user_id"], sort=True).size()
    rows = [(user, figures.titles.get(user_id, ""), int(count)) for (user, user_id), count in counts.items()]
    headers = ("Quién", "Cargo", "Factores calificados")
    return Section("Quiénes calificaron", "Calificadores", headers, rows, [8, 8, 4])


def _components(figures: Figures) -> Section:
    """Per component, the most pressing first: how many factors, the mean of each criterion and the first place."""
    scored = figures.ranked.merge(figures.factors, left_on="factor", right_index=True)
    rows = []
    for name, own in scored.groupby("component", sort=False):
        means = [float(own[criterion].mean()) for criterion in CRITERIA]
        counts = (own["opportunity_id"].nunique(), len(own))
        best = own.iloc[0]
        rows.append((name, *counts, *means, float(own["total"].mean()), float(own["total"].max()), int(best["rank"])))
    rows.sort(key=lambda row: (row[-1], -row[-3], row[0]))
    headers = (
        "Componente", "Oportunidades", "Factores", *CRITERION_NAMES.values(), "Total (promedio)", "Total más alto",
        "Mejor puesto",
    )  # fmt: skip
    said = "Promedio de los factores calificados de cada componente, y el puesto del que va primero."
    widths = [5.4, 2.4, 1.8, 2.2, 2.2, 2.2, 2.4, 2.4, 2.0]
    return Section("Valoración por componente", "Componentes", headers, rows, widths, said=said)


def _factors(figures: Figures) -> Section:
    """Every live factor by component, in its order; one without scores says so."""
    ranked = figures.ranked.set_index("factor")
    listed = figures.factors.assign(rank=ranked["rank"]).sort_values(
        ["component_place", "component", "rank", "position"], kind="stable"
    )
    rows = [
        _factor(str(factor), row, ranked) for factor, row in zip(listed.index, listed.to_dict("records"), strict=True)
    ]
    headers = (
        "Componente", "Oportunidad de mejora", "Factor o condición", "Origen", *CRITERION_NAMES.values(), "Total",
        "Puesto", "Objetivo del PAM",
    )  # fmt: skip
    widths = [2.6, 4.0, 4.0, 1.8, 1.6, 1.5, 1.5, 1.3, 1.5, 3.6]
    return Section("Oportunidades, factores y su valoración", "Factores", headers, rows, widths)


def _factor(factor: str, row: dict[Any, Any], ranked: pd.DataFrame) -> tuple[object, ...]:
    head = (row["component"], row["opportunity"], row["text"], ORIGINS[row["origin"]].split(" ")[0])
    tail = " · ".join(row["objectives"]) or "Sin objetivo asociado"
    if factor not in ranked.index:
        return (*head, None, None, None, None, "Sin calificar", tail)
    own = ranked.loc[[factor]].iloc[0].to_dict()
    return (*head, *(float(own[criterion]) for criterion in CRITERIA), float(own["total"]), place(own), tail)


def _evidence(figures: Figures) -> Section:
    rows = [
        (
            row["text"],
            sentence(row["evidence"]) or "Sin evidencia adjunta",
            provenance(row["evidence"], figures.versions),
        )
        for row in figures.frames.opportunities.to_dict("records")
    ]
    said = "Cifras de la caracterización tal como estaban el día en que se adjuntaron a la oportunidad."
    headers = ("Oportunidad de mejora", "Evidencia", "Versión de los datos")
    return Section("Evidencia de las oportunidades", "Evidencia", headers, rows, [6, 10.5, 6.5], said=said)
