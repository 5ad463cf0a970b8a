"""The blocks of the board, each from the small frames of `reading.Board`."""

import pandas as pd
import streamlit as st

from pages.components import escape, figures, labels, narrative, tables
from pages.components.board.reading import Board
from pages.components.charts import bullet, gantt, matrix, quadrant
from pages.components.metrics import Metric, row
from procedure.vocabulary import INDICES

WORST = 5


def headline(board: Board) -> None:
    """One sentence and four figures."""
    components = _components(board)
    lit = components.rename(columns={"resultado_light": "light"})
    whole = board.indices.iloc[0]
    said = narrative.board(whole["gestion_strict"], whole["resultado_strict"], lit)
    st.subheader(said if _any_report(board) else narrative.NO_REPORTS, anchor=False)
    red = int((board.indicators["light"] == "rojo").sum())
    evaluated = int(board.indicators["light"].isin(["rojo", "amarillo", "verde"]).sum())
    row([*(_index(whole, kind) for kind in INDICES), _coverage(whole), _in_red(red, evaluated)])


def _any_report(board: Board) -> bool:
    """Whether anybody reported this trimester; a milestone that was done before is not a report of it."""
    return bool((board.indicators["stale_trimesters"] == 0).any() or (board.actions["physical"] < 100).any())


def _index(whole: pd.Series, kind: str) -> Metric:
    reported, coverage = (labels.percent(whole[f"{kind}_{figure}"]) for figure in ("reported", "coverage"))
    official = "La cifra oficial es la estricta: lo que no se reportó cuenta 0."
    return Metric(
        f"{INDICES[kind]} (estricto)",
        labels.percent(whole[f"{kind}_strict"]),
        labels.badge(whole[f"{kind}_light"], "retroceso" if whole[f"{kind}_regression"] else ""),
        f"Reportado {reported} × cobertura {coverage}. {official}",
    )


def _coverage(whole: pd.Series) -> Metric:
    """The lower of both indices: what is missing on either side is missing."""
    share = min((whole[f"{kind}_coverage"] for kind in INDICES), key=lambda value: (pd.isna(value), value))
    note = "reportes aprobados al corte"
    return Metric(
        "Cobertura de reporte", labels.percent(share), note, "Parte del peso del plan que ya tiene dato oficial."
    )


def _in_red(red: int, evaluated: int) -> Metric:
    note = f"de {labels.count(evaluated, 'evaluado', 'evaluados')}"
    return Metric(
        "Indicadores en rojo", labels.integer(red), note, "Eficacia frente a lo programado al corte, bajo 70 %."
    )


def alerts(board: Board) -> None:
    """Good totals that hide a slice in red."""
    for alert in board.alerts.itertuples():
        hidden = labels.joined([labels.slice_name(code).lower() for code in alert.slices])
        text = f"Promedio engañoso. {alert.name}: el total va en verde y {hidden} está en rojo."
        st.warning(escape.markdown(text), icon=":material/visibility:")


def both_indices(board: Board) -> None:
    components = _components(board)
    data = components.rename(columns={"gestion_strict": "management", "resultado_strict": "result"})
    chart = quadrant.build(
        data, title=narrative.quadrant(data), subtitle=f"Índices estrictos por componente · {_when(board)}"
    )
    figures.show(chart, key="tablero_cuadrante", file_name="gestion_y_resultado")


def by_trimester(board: Board) -> None:
    kind = st.segmented_control(
        "Índice",
        list(INDICES),
        format_func=INDICES.__getitem__,
        default=next(iter(INDICES)),
        required=True,
        key="indice",
    )
    data = board.matrices[kind]
    subtitle = f"{INDICES[kind]} estricta frente a lo programado a cada corte · {_slice(board)}"
    figures.show(
        matrix.build(data, title=narrative.matrix(data), subtitle=subtitle),
        key="tablero_matriz",
        file_name="componentes_por_trimestre",
    )


def worst(board: Board) -> pd.DataFrame:
    """The indicators furthest below what was scheduled; those that regress first."""
    return board.indicators[board.indicators["light"] == "rojo"].sort_values("percent").head(WORST)


def deviations(board: Board) -> None:
    """The indicators furthest below what was scheduled, each with its arithmetic."""
    rows = worst(board)
    if rows.empty:
        return
    st.subheader("Lo que más se desvía", anchor=False)
    table = pd.DataFrame(
        {
            "Indicador": rows["name"],
            "Semáforo": [labels.badge(*pair) for pair in zip(rows["light"], rows["status"], strict=True)],
            "Eficacia": rows["percent"].map(labels.percent),
            "De dónde sale": rows["explanation"],
        }
    )
    tables.plain(table, caption=f"Frente a lo programado · {_when(board)}")


def indicators(board: Board) -> None:
    """Every indicator on its road, by component."""
    names = _components(board).set_index("id")["name"]
    chosen = st.selectbox("Componente", list(names.index), format_func=names.__getitem__, key="componente")
    own = board.indicators[board.indicators["component_id"] == chosen]
    # the light is that of the efficacy, so its "cumplida" says nothing of the goal whose percentage stands beside it
    data = own.assign(
        actual=own["goal_actual"], percent=own["goal_percent"], status=own["status"].replace("cumplida", "con_dato")
    )
    chart = bullet.build(
        data, title=narrative.bullets(own), subtitle=f"Camino de la línea de base a la meta · {_when(board)}"
    )
    figures.show(chart, key="tablero_indicadores", file_name="indicadores")


def schedule(board: Board) -> None:
    """Every action on its calendar; late ones first."""
    data = board.actions.sort_values("gap", na_position="last")
    chart = gantt.build(
        data,
        title=narrative.schedule(data),
        subtitle="Programado y ejecutado de cada acción · la línea es el corte",
        cutoff=board.context.cutoff,
    )
    figures.show(chart, key="tablero_gantt", file_name="acciones")


def source(board: Board) -> None:
    context = board.context
    if board.closed_at is not None:
        st.caption(
            f"Corte cerrado el {labels.moment(board.closed_at)}: las cifras de T{context.trimester} son las que se "
            "publicaron ese día y no cambian mientras el trimestre no se reabra."
        )
    which = "reportes aprobados y por aprobar" if context.include_unapproved else "reportes aprobados"
    st.caption(
        f"Fuente: {which} del plan {context.year}, corte {labels.day(context.cutoff)}. "
        f"Leído el {labels.day(context.today)}. Los pesos son los del plan vigente."
    )


def _components(board: Board) -> pd.DataFrame:
    return board.indices[board.indices["level"] == "componente"]


def _when(board: Board) -> str:
    return f"{labels.period(board.context.year, board.context.trimester)} · {_slice(board)}"


def _slice(board: Board) -> str:
    return labels.slice_name(board.context.slice)
