"""«Qué le da este plan»: the goals, actions, accompaniment and money of a plan that reach one establishment.

Pure: it is made from the frames that the page shows. What the plan says of the school is kept apart from what it says
of its municipality or of everybody, and money that is shared with others is never given as the school's.
"""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from analytics import pmi, reach
from analytics.reach import DIRECT, GENERAL, MUNICIPAL, School
from data.improvement_plans import Summaries
from data.records.database import Row
from data.records.plan_frames import PlanFrames
from procedure.pmi_processes import AREA_OF, ITEMS
from procedure.vocabulary import PMI_AREAS, ZONES
from reports import reached as words

TITLE = "Qué le da este plan"
ACTIONS = ("Acción", "Componente", "Cuándo", "Cómo le llega", "Acompaña", "Monto de la acción", "Parte de este EE")
GOALS = ("Meta", "Componente", "Meta en su zona", "Por las acciones")
MONEY = ("Por dónde llega", "Acciones", "Monto de las acciones", "Parte de este EE", "Cómo se sabe")
NEEDS = ("Necesidad", "Gestión", "Valoración (1 a 4)", "Quién la atiende en el plan")
_WAYS = {DIRECT: "Directo: la acción lo nombra", MUNICIPAL: "Por su municipio", GENERAL: "Para toda la entidad"}
_KNOWN = {
    DIRECT: "La acción nombra al establecimiento; si nombra a varios, se cuenta en partes iguales.",
    MUNICIPAL: "Es para los establecimientos de los municipios que nombra: el plan no dice cuánto es de cada uno.",
    GENERAL: "Es para los establecimientos de toda la entidad: el plan no dice cuánto es de cada uno.",
}


@dataclass(frozen=True)
class SchoolSheet:
    """`actions`, `goals`, `money` and `needs` have those columns in capitals above: pesos are whole, null when they are
    not known; the rest are texts. `doubtful` counts the actions for one zone, when that of the school is not known.
    """

    title: str
    name: str
    finding: str
    identity: dict[str, str]
    notice: str
    actions: pd.DataFrame
    goals: pd.DataFrame
    money: pd.DataFrame
    needs: pd.DataFrame
    doubtful: int
    made: datetime


def make(
    frames: PlanFrames,
    school: School,
    name: str,
    municipality: str,
    told: Summaries | None,
    entity: Row,
    made: datetime,
) -> SchoolSheet:
    """`told` are the summaries of the PMI, when there are any. `name` and `municipality` as they are read."""
    found = reach.to_school(frames.actions, school)
    sure = found[found["is_sure"]].reset_index(drop=True)
    money = reach.money_of_school(
        frames.actions, reach.amounts(frames.actions, frames.action_resources), sure, school.code
    )
    chosen = frames.actions.set_index("id", drop=False).loc[list(sure["id"])]
    identity = {
        "Establecimiento": name,
        "Código DANE": school.code,
        "Municipio": municipality,
        "Zona": ZONES.get(school.zone, "No se conoce: no está en el directorio ni en su PMI"),
        **words.identity(entity, frames.plan, made),
    }
    by_way = _money(money)
    return SchoolSheet(
        TITLE,
        name,
        _finding(money, chosen),
        identity,
        words.notice(entity),
        _actions(frames, chosen, money),
        _goals(frames, chosen, school),
        by_way,
        _needs(frames, school, told),
        int((~found["is_sure"]).sum()),
        made,
    )


def _finding(money: pd.DataFrame, chosen: pd.DataFrame) -> str:
    """The sentence that says it all, and no more than is known."""
    if money.empty:
        return "Ninguna acción de este plan llega a este establecimiento."
    direct = money[money["way"].eq(DIRECT)]
    accompanied = int(chosen["is_accompaniment"].sum())
    parts = [
        "Le llega 1 acción." if len(money) == 1 else f"Le llegan {len(money)} acciones.",
        _named(len(direct)),
        f"De acompañamiento a los establecimientos: {accompanied or 'ninguna'}.",
    ]
    known = direct["part"].dropna()
    if len(known):
        parts.append(f"Dinero que se puede atribuir a este establecimiento: {words.pesos(known.sum())}.")
    else:
        parts.append("El plan no le asigna dinero por su nombre: lo que le llega se comparte con otros.")
    return " ".join(parts)


def _named(direct: int) -> str:
    if not direct:
        return "Ninguna lo nombra: son para su municipio o para toda la entidad."
    return "Lo nombra 1." if direct == 1 else f"Lo nombran {direct}."


def _actions(frames: PlanFrames, chosen: pd.DataFrame, money: pd.DataFrame) -> pd.DataFrame:
    names = words.component_names(frames)
    rows = [
        (
            row["text"],
            names.get(row["component_id"], words.ABSENT),
            words.when(row),
            _way(one),
            "Sí" if row["is_accompaniment"] else "No",
            one["amount"],
            one["part"],
        )
        for row, one in zip(chosen.to_dict("records"), money.to_dict("records"), strict=True)
    ]
    order = [list(_WAYS).index(way) for way in money["way"]]
    made = pd.DataFrame(rows, columns=list(ACTIONS)).assign(order=order).sort_values("order", kind="stable")
    return _whole(made.drop(columns="order").reset_index(drop=True))


def _way(one: dict) -> str:
    others = one["schools_named"] - 1
    return f"{_WAYS[one['way']]}, con otros {others}" if one["way"] == DIRECT and others > 0 else _WAYS[one["way"]]


def _money(money: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for way, name in _WAYS.items():
        own = money[money["way"].eq(way)]
        unknown = int(own["amount"].isna().sum())
        note = f" Sin monto registrado: {unknown}." if unknown else ""
        amount, part = (own[column].sum(min_count=1) for column in ("amount", "part"))
        rows.append((name, len(own), amount, part, _KNOWN[way] + note))
    return _whole(pd.DataFrame(rows, columns=list(MONEY)))


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns of pesos as whole numbers that may be null."""
    return frame.astype(
        {name: "Int64" for name in ("Monto de la acción", "Monto de las acciones", "Parte de este EE") if name in frame}
    )


def _goals(frames: PlanFrames, chosen: pd.DataFrame, school: School) -> pd.DataFrame:
    ties = reach.goals_of(chosen.reset_index(drop=True), frames.goals)
    texts = dict(zip(chosen["id"], chosen["text"], strict=True))
    names = words.component_names(frames)
    rows = []
    for goal in words.goal_components(frames).to_dict("records"):
        own = ties[ties["goal_id"].eq(goal["id"])]
        if len(own):
            by = "; ".join(
                texts[row["action_id"]] + ("" if row["is_own"] else " (por su objetivo)")
                for row in own.to_dict("records")
            )
            slices = [one for one in ("total", school.zone) if one]
            target = words.targets(frames, goal["id"], slices)
            rows.append(
                (
                    goal["text"],
                    names.get(goal["component_id"], words.ABSENT),
                    target if target == words.ABSENT else f"{target} {goal['unit']}".strip(),
                    by,
                )
            )
    return pd.DataFrame(rows, columns=list(GOALS))


def _needs(frames: PlanFrames, school: School, told: Summaries | None) -> pd.DataFrame:
    """What its own PMI asks for first, and the components that attend that area of management."""
    if told is None:
        return pd.DataFrame(columns=list(NEEDS))
    items = told.needs.loc[told.needs["school_code"].eq(school.code), "item"]
    values = told.values[told.values["school_code"].eq(school.code)].set_index("item")["value"]
    answers = pmi.answers(frames.components, words.goal_components(frames))
    names = words.component_names(frames)
    by_area = answers.groupby("area")["component_id"].agg(lambda ids: ", ".join(names[one] for one in ids)).to_dict()
    rows = [
        (
            ITEMS[item],
            PMI_AREAS[AREA_OF[item]],
            words.number(values.get(item)),
            by_area.get(AREA_OF[item], "Nadie: ningún componente ni meta declara esta gestión"),
        )
        for item in dict.fromkeys(items)
    ]
    return pd.DataFrame(rows, columns=list(NEEDS))
