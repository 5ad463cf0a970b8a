"""The money of the plan: a sentence, four figures, each line of the POAI against its ceiling, and the cuts behind."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics import budget
from pages.components import escape, figures, labels, metrics, tables
from pages.components.charts import ceilings
from pages.components.metrics import Metric
from pages.components.plan.desk import Desk
from pages.components.sheets.cells import short
from procedure.vocabulary import FUNDING_SOURCES

_MOST = 12


@dataclass(frozen=True)
class Money:
    """The cuts of analytics.budget over one plan."""

    total: int
    cost: int
    free: int
    sources: pd.DataFrame
    lines: pd.DataFrame
    actions: pd.DataFrame
    projects: pd.DataFrame

    @property
    def men(self) -> int:
        return int(self.actions["men"].sum())

    @property
    def over(self) -> pd.DataFrame:
        return self.lines[self.lines["remainder"] < 0]


def of(desk: Desk) -> Money:
    frames = desk.frames
    resources = frames.action_resources
    return Money(
        budget.total(resources),
        int(budget.pesos(frames.actions["cost"]).sum()),
        budget.without_line(resources),
        budget.by_source(resources),
        budget.by_line(frames.poai_lines, resources),
        budget.by_action(frames.actions, resources),
        budget.by_project(resources),
    )


def render(desk: Desk) -> None:
    """The whole plan; without money yet, how it is written down."""
    if desk.frames.action_resources.empty and desk.frames.poai_lines.empty:
        st.info(
            "Este plan todavía no tiene recursos. Escriba en «POAI» las líneas con su tope y, en «Recursos», cuánto "
            "pone cada fuente en cada acción; aquí se verá si caben."
        )
        return
    money = of(desk)
    st.markdown(f"#### {escape.markdown(sentence(money))}")
    _figures(money)
    _against_ceilings(desk, money)
    _sources(money)
    _components(desk)
    _projects(money)
    _unbalanced(desk, money)


def sentence(money: Money) -> str:
    """The finding: what goes past a ceiling; else what is left, or that nothing is tied to the POAI."""
    if len(money.over):
        names = labels.joined([f"«{short(name)}»" for name in money.over["name"].head(3)])
        verb = "pasa" if len(money.over) == 1 else "pasan"
        many = "" if len(money.over) <= 3 else f" y {labels.count(len(money.over) - 3, 'línea más', 'líneas más')}"
        return f"{names}{many} {verb} de su tope en el POAI."
    if money.lines.empty:
        return f"{labels.pesos(money.total)} en recursos, sin líneas del POAI con las que compararlos."
    rest = int(money.lines["remainder"].sum())
    return f"Lo programado cabe en el POAI: quedan {labels.pesos(rest)} por programar."


def _figures(money: Money) -> None:
    share = money.men / money.total * 100 if money.total else None
    gap = money.cost - money.total
    beside = "igual al costo" if gap == 0 else f"{'faltan' if gap > 0 else 'sobran'} {labels.pesos(abs(gap))}"
    metrics.row(
        [
            Metric("Costo de las acciones", labels.pesos(money.cost)),
            Metric("Recursos con fuente", labels.pesos(money.total), beside),
            Metric("Aporte del MEN", labels.pesos(money.men), labels.percent(share)),
            Metric("Sin línea del POAI", labels.pesos(money.free)),
        ]
    )


def _against_ceilings(desk: Desk, money: Money) -> None:
    if money.lines.empty:
        return
    names = desk.titles("poai_lines", desk.frames.poai_lines)
    shown = money.lines.assign(name=money.lines["id"].map(names))
    shown = shown.sort_values("remainder", kind="stable").head(_MOST)
    subtitle = "Pesos programados de cada línea frente a su tope, primero las que menos saldo tienen"
    chart = ceilings.build(shown, title="Líneas del POAI y su tope", subtitle=subtitle)
    figures.show(chart, key="plan_topes", file_name="topes_poai")
    if len(money.lines) > _MOST:
        with st.expander(f"Las {len(money.lines)} líneas del POAI"):
            tables.plain(line_table(desk, money.lines), caption="Líneas del POAI", digits=1)


def line_table(desk: Desk, lines: pd.DataFrame) -> pd.DataFrame:
    """Rows of `budget.by_line` in words."""
    names = desk.titles("poai_lines", desk.frames.poai_lines)
    return pd.DataFrame(
        {
            "Línea": lines["id"].map(names),
            "Fuente": lines["source"].map(FUNDING_SOURCES),
            "Tope": lines["ceiling"].map(labels.pesos),
            "Programado": lines["amount"].map(labels.pesos),
            "Saldo": [balance(rest) for rest in lines["remainder"]],
            "Uso (%)": lines["used"],
        }
    )


def balance(rest: int) -> str:
    """$ 200, or ✖ −$ 50 when the ceiling is past."""
    return labels.pesos(rest) if rest >= 0 else f"✖ −{labels.pesos(-rest)}"


def _sources(money: Money) -> None:
    st.subheader("Por fuente", anchor=False)
    found = money.sources
    table = pd.DataFrame(
        {
            "Fuente": found["source"].map(FUNDING_SOURCES),
            "Monto": found["amount"].map(labels.pesos),
            "Parte (%)": found["share"],
        }
    )
    tables.plain(table, caption="Recursos por fuente")


def _components(desk: Desk) -> None:
    st.subheader("Por componente", anchor=False)
    found = budget.by_component(desk.frames.actions, desk.frames.action_resources)
    names = desk.titles("components", desk.frames.components)
    sources = {code: words for code, words in FUNDING_SOURCES.items() if code in found}
    table = pd.DataFrame(
        {
            "Componente": found["component_id"].map(names),
            "Costo": found["cost"].map(labels.pesos),
            "Recursos": found["amount"].map(labels.pesos),
            **{words: found[code].map(labels.pesos) for code, words in sources.items()},
        }
    )
    tables.plain(table, caption="Recursos por componente y fuente")
    tables.download(table, key="plan_dinero_componentes", file_name="presupuesto_por_componente")


def _projects(money: Money) -> None:
    if money.projects.empty:
        return
    st.subheader("Proyectos del MEN", anchor=False)
    found = money.projects
    table = pd.DataFrame(
        {
            "Proyecto": found["project"].replace("", "Sin nombrar"),
            "Monto": found["amount"].map(labels.pesos),
            "Acciones": found["actions"],
            "Porcentaje declarado": [
                _declared(low, high) for low, high in zip(found["lowest"], found["highest"], strict=True)
            ],
            "Parte de los recursos del plan (%)": found["share"],
        }
    )
    tables.plain(table, caption="Recursos asociados a proyectos del MEN")


def _declared(lowest: float, highest: float) -> str:
    if lowest == highest or pd.isna(lowest):
        return labels.percent(lowest)
    return f"{labels.percent(lowest)} a {labels.percent(highest)}"


def _unbalanced(desk: Desk, money: Money) -> None:
    """Actions whose sources do not add up to their cost (C19)."""
    off = money.actions[money.actions["difference"].fillna(0) != 0]
    if off.empty:
        st.caption(":material/check: En todas las acciones con costo, las fuentes suman el costo.")
        return
    names = desk.titles("actions", desk.frames.actions)
    with st.expander(f"Acciones cuyas fuentes no suman el costo ({len(off)})", icon=":material/rule:"):
        table = pd.DataFrame(
            {
                "Acción": off["id"].map(names),
                "Costo": off["cost"].map(labels.pesos),
                "Fuentes": off["amount"].map(labels.pesos),
                "Diferencia": [labels.points(float(one), 0, "pesos") for one in off["difference"]],
            }
        )
        tables.plain(table.head(200), caption="Acciones cuyas fuentes no suman el costo")
