"""The report of the prioritization (manual, activity 2): the order, its ties, its disagreements and how firm it is."""

from typing import Any

import pandas as pd

from analytics.prioritization import CRITERIA, doubled, sensitivity
from analytics.ranking_scenarios import first_places, range_without, without_each
from procedure.scores import CRITERIA as CRITERION_NAMES
from procedure.vocabulary import ORIGINS
from reports.priority_figures import Figures
from reports.priority_record import place, scale, voters
from reports.profile_record import moment
from reports.sections import Paper, Section

TITLE = "Reporte de priorización de factores"


def paper(figures: Figures) -> Paper:
    return Paper(
        f"{TITLE} {figures.year}",
        figures.identity,
        figures.notice,
        figures.made,
        [
            _order(figures),
            _ties(figures),
            _spread(figures),
            _firmness(figures),
            _rounds(figures),
            _ballots(figures),
            voters(figures),
            scale(),
        ],
    )


def _order(figures: Figures) -> Section:
    rows = []
    for row in figures.ranked.to_dict("records"):
        own = figures.factors.loc[[row["factor"]]].iloc[0].to_dict()
        means = (float(row[criterion]) for criterion in CRITERIA)
        head = (place(row), own["text"], ORIGINS[own["origin"]].split(" ")[0], own["opportunity"])
        rows.append((*head, *means, float(row["total"]), " · ".join(own["objectives"]) or "Sin objetivo asociado"))
    headers = (
        "Puesto", "Factor o condición", "Origen", "Oportunidad de mejora", *CRITERION_NAMES.values(), "Total",
        "Objetivo del PAM",
    )  # fmt: skip
    missing = [text for one, text in figures.factors["text"].items() if one not in set(figures.ranked["factor"])]
    said = f"Sin calificar en esta ronda: {'; '.join(missing)}." if missing else ""
    return Section(
        "Orden de los factores", "Orden", headers, rows, [1.8, 5, 1.8, 5, 1.7, 1.6, 1.6, 1.4, 3.6], said=said
    )


def _ties(figures: Figures) -> Section:
    rows = []
    for row in figures.ranked[figures.ranked["tied"]].to_dict("records"):
        own = figures.factors.loc[[row["factor"]]].iloc[0].to_dict()
        rows.append((int(row["rank"]), own["text"], float(row["total"]), _text(own["tie_note"]) or "Sin nota todavía"))
    headers = ("Puesto", "Factor o condición", "Total", "Cómo se decidió")
    empty = "No hay empates completos."
    return Section("Empates completos", "Empates", headers, rows, [2, 8, 2, 11], empty=empty)


def _spread(figures: Figures) -> Section:
    rows = []
    for row in figures.ranked.to_dict("records"):
        own = figures.factors.loc[[row["factor"]]].iloc[0].to_dict()
        ranges = (f"{int(row[f'lowest_{one}'])} a {int(row[f'highest_{one}'])}" for one in CRITERIA)
        rows.append((own["text"], *ranges, int(row["spread"]), _text(own["discussion"])))
    headers = ("Factor o condición", *CRITERION_NAMES.values(), "Dispersión", "Nota de la discusión")
    said = "La menor y la mayor calificación recibida en cada criterio; la dispersión es la más amplia de las tres."
    return Section("Acuerdo entre calificadores", "Acuerdo", headers, rows, [7, 2, 2, 2, 2.2, 8], said=said)


def _firmness(figures: Figures) -> Section:
    votes, top = figures.votes[figures.votes["factor"].isin(figures.factors.index)], first_places(len(figures.ranked))
    share = sensitivity(votes, top).set_index("factor")["share_in_top"]
    orders = doubled(votes, top).set_index("criterion")
    without = range_without(without_each(votes, top), list(figures.ranked["factor"])).set_index("factor")
    rows = [
        (
            figures.factors.at[row["factor"], "text"],
            int(row["rank"]),
            *(int(orders.at[criterion, "ranks"][row["factor"]]) for criterion in CRITERIA),
            _range(without.loc[[row["factor"]]].iloc[0].to_dict()),
            float(share[row["factor"]]),
        )
        for row in figures.ranked.to_dict("records")
    ]
    doubles = (f"Si {name.lower()} vale doble" for name in CRITERION_NAMES.values())
    headers = ("Factor o condición", "Puesto", *doubles, "Sin un calificador", f"Entre los {top} primeros (%)")
    said = (
        f"El puesto de cada factor si un criterio valiera el doble y si faltara cualquiera de los calificadores, y en "
        f"qué parte de 1.000 combinaciones de pesos al azar, siempre las mismas, queda entre los {top} primeros."
    )
    return Section("Firmeza del orden", "Firmeza", headers, rows, [7, 1.8, 2.6, 2.6, 2.6, 3, 3.4], said=said, digits=1)


def _range(row: dict[Any, Any]) -> str:
    if pd.isna(row["best"]):
        return "Un solo calificador"
    best, worst = int(row["best"]), int(row["worst"])
    place = str(best) if best == worst else f"{best} a {worst}"
    return f"{place} o sin puntaje" if row["unscored"] else place


def _rounds(figures: Figures) -> Section:
    rows = [
        (
            int(row["number"]),
            moment(row["created_at"]),
            "Abierta" if pd.isna(row["closed_at"]) else moment(row["closed_at"]),
            row["closer"],
            int(row["voters"]),
            row["note"],
        )
        for row in figures.ballots.rounds.to_dict("records")
    ]
    headers = ("Ronda", "Abierta el", "Cerrada el", "La cerró", "Calificadores", "Nota")
    return Section("Rondas de calificación", "Rondas", headers, rows, [1.6, 3.4, 3.4, 4.5, 2.6, 8])


def _ballots(figures: Figures) -> Section:
    """Every score of every closed round: closed, everybody's is in sight."""
    texts = figures.factors["text"]
    own = figures.history[figures.history["factor_id"].isin(texts.index)]
    rows = [
        (int(row["round_number"]), texts[row["factor_id"]], row["user"], *(int(row[one]) for one in CRITERIA))
        for row in own.sort_values(["round_number", "factor_id", "user"]).to_dict("records")
    ]
    rows.sort(key=lambda row: (row[0], row[1], row[2]))
    headers = ("Ronda", "Factor o condición", "Quién", *CRITERION_NAMES.values())
    return Section("Calificaciones de las rondas cerradas", "Calificaciones", headers, rows, [1.6, 9, 6, 2.2, 2.2, 2.2])


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
