"""What stands behind the headline: the gaps between zones and groups, and the target that was approved first."""

import pandas as pd
import streamlit as st

from analytics.gaps import ZONE_GAP
from pages.components import labels, tables
from pages.components.board.reading import Board

MOST = 12


def gaps(board: Board) -> None:
    """Urban against rural and the whole against each group, the ones that fall back first; only those with figures."""
    known = board.gaps.dropna(subset=["actual"]).sort_values("percent", na_position="first", kind="stable").head(MOST)
    if known.empty:
        return
    st.subheader("Brechas entre zonas y grupos", anchor=False)
    table = pd.DataFrame(
        {
            "Indicador": known["name"],
            "Entre": [_between(code) for code in known["gap"]],
            "Línea de base": _figures(known, "baseline"),
            "Al corte": _figures(known, "actual"),
            "Meta": _figures(known, "target"),
            "Cierre de la brecha": known["percent"].map(labels.percent),
            "Semáforo": [labels.badge(*pair) for pair in zip(known["light"], known["status"], strict=True)],
            "Edad del dato": known["stale_trimesters"].map(_age),
        }
    )
    tables.plain(table, caption=f"Diferencia entre las dos cifras · {_cutoff(board)}")


def changed_targets(board: Board) -> None:
    """Both percentages of the indicators whose target is no longer the one that was approved first."""
    own = board.indicators
    if "original_target" not in own:
        return
    moved = own[own["original_target"].notna() & own["original_target"].ne(own["target"])]
    if moved.empty:
        return
    st.subheader("Metas que cambiaron después de aprobadas", anchor=False)
    table = pd.DataFrame(
        {
            "Indicador": moved["name"],
            "Meta original": [
                labels.measure(*pair) for pair in zip(moved["original_target"], moved["unit"], strict=True)
            ],
            "Frente a la meta original": moved["original_shown"].map(labels.percent),
            "Meta vigente": [labels.measure(*pair) for pair in zip(moved["target"], moved["unit"], strict=True)],
            "Frente a la meta vigente": moved["goal_shown"].map(labels.percent),
            "Edad del dato": moved["stale_trimesters"].map(_age),
        }
    )
    tables.plain(table, caption=f"Cumplimiento de la meta · {_cutoff(board)}")


def _between(code: str) -> str:
    return "urbana y rural" if code == ZONE_GAP else f"total y {labels.slice_name(code).lower()}"


def _figures(rows: pd.DataFrame, column: str) -> list[str]:
    pairs = zip(rows[column], rows["unit"], strict=True)
    return [labels.points(value, unit=labels.difference_unit(unit)) for value, unit in pairs]


def _age(trimesters: float) -> str:
    if labels.absent(trimesters):
        return "sin dato oficial"
    return "de este corte" if trimesters == 0 else f"hace {labels.count(int(trimesters), 'trimestre', 'trimestres')}"


def _cutoff(board: Board) -> str:
    return labels.period(board.context.year, board.context.trimester)
