"""«Ficha municipal»: the indicators, actions, money and rural share of a plan in one municipality.

Pure: it is made from the frames that the page shows. The targets are those of the whole plan, and so they are called;
money that is shared out by a rule (analytics.reach.money_by_municipality) is told apart from what is all its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import pandas as pd

from analytics import municipal, reach
from analytics.reach import BOTH, BY_SCHOOL, BY_WEIGHT, DIRECT, EXCLUSIVE, GENERAL, MUNICIPAL
from analytics.weights import EQUAL, Weights
from data.records.database import Row
from data.records.plan_frames import PlanFrames
from procedure.vocabulary import LOCATIONS, SLICES
from reports import reached as words

TITLE = "Ficha municipal"
INDICATORS: Final = ("Indicador", "Zona o grupo", "Unidad", "Municipio", "Año", "Conjunto (base del plan)",
                     "Diferencia", "Lectura", "Meta del plan", "Falta para la meta", "Fuente")  # fmt: skip
ACTIONS: Final = ("Acción", "Componente", "Cuándo", "Ubicación", "Cómo llega", "Monto de la acción",
                  "Parte del municipio", "Regla", "Fuentes")  # fmt: skip
MONEY: Final = ("Cómo se asigna", "Acciones", "Dinero del municipio", "Regla")
RURAL: Final = ("Qué", "Municipio", "Participación en el municipio", "Participación en toda la entidad", "Cómo se sabe")
BASES: Final = {
    "matricula": "la matrícula cargada",
    "desercion": "la matrícula con que se mide la deserción",
    "establecimientos": "el número de establecimientos del directorio",
    EQUAL: "partes iguales, porque ninguna base está completa",
}
_WAYS = {DIRECT: "Nombra establecimientos suyos", MUNICIPAL: "Nombra al municipio", GENERAL: "Para toda la entidad"}
_RULES = {
    EXCLUSIVE: "Directo: todo el dinero de la acción es de este municipio",
    BY_SCHOOL: "Reparto: partes iguales entre los establecimientos que la acción nombra",
    BY_WEIGHT: "Prorrateo: por el peso de cada municipio en la zona de la acción",
}
_READINGS = {True: "a favor", False: "en contra"}


@dataclass(frozen=True)
class Place:
    """A municipality: `codes` are all those of the entity; `municipality_of`, that of each school."""

    code: str
    name: str
    codes: Sequence[str]
    weights: Weights
    municipality_of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Share:
    """A rural share to tell: the count and the percent here and in the entity; null when not known."""

    name: str
    rural: float | None
    here: float | None
    everywhere: float | None
    source: str


@dataclass(frozen=True)
class MunicipalitySheet:
    """The columns of the frames are INDICATORS, ACTIONS, MONEY and RURAL; figures are numbers, null when not known."""

    title: str
    name: str
    finding: str
    rule: str
    identity: dict[str, str]
    notice: str
    indicators: pd.DataFrame
    unmeasured: int
    actions: pd.DataFrame
    money: pd.DataFrame
    without_amount: int
    rural: pd.DataFrame
    facts: tuple[str, ...]
    made: datetime


def make(
    frames: PlanFrames,
    place: Place,
    measured: pd.DataFrame,
    shares: Sequence[Share],
    facts: Sequence[str],
    entity: Row,
    made: datetime,
) -> MunicipalitySheet:
    """`measured`: indicator_id, slice, value, year, source, of this municipality. `facts`: sentences to add (its PMI).

    The first of `shares`, when there is any, is what the money for both zones is estimated with.
    """
    pesos = reach.amounts(frames.actions, frames.action_resources)
    shared = reach.money_by_municipality(frames.actions, pesos, place.codes, place.weights.frame, place.municipality_of)
    own = shared[shared["municipality_code"].eq(place.code)].reset_index(drop=True)
    reached = reach.to_municipality(frames.actions, place.code, place.municipality_of)
    indicators = _indicators(frames, measured)
    actions = _actions(frames, reached, own, pesos)
    return MunicipalitySheet(
        TITLE,
        place.name,
        _finding(place, reached, own, shared),
        rule_of(place.weights),
        {"Municipio": f"{place.name} ({place.code})", **words.identity(entity, frames.plan, made)},
        words.notice(entity),
        indicators,
        _unmeasured(frames, indicators),
        actions,
        _money(own, is_known=bool(len(own)) or reached.empty),
        int(actions["Monto de la acción"].isna().sum()),
        _rural(frames, reached, own, shared, shares),
        tuple(facts),
        made,
    )


def rule_of(weights: Weights) -> str:
    """The rule by which money is shared out, in full: it stands on the screen and in the files."""
    zones = "" if weights.by_zone else " (sin distinguir zona: la base no la trae completa)"
    return (
        "Cómo se asigna el dinero: lo de una acción que nombra un solo municipio, o solo establecimientos suyos, es "
        "directo. Lo que nombra establecimientos de varios municipios se reparte en partes iguales entre ellos. Lo que "
        "nombra varios municipios, o ninguno (toda la entidad), se prorratea por "
        f"{BASES[weights.basis]}, de la zona a la que va la acción{zones}. Las partes de cada acción suman su monto, "
        "peso por peso. Un prorrateo es una estimación: el plan no dice cuánto es de cada municipio."
    )


def _finding(place: Place, reached: pd.DataFrame, own: pd.DataFrame, shared: pd.DataFrame) -> str:
    if reached.empty:
        return f"Ninguna acción de este plan llega a {place.name}."
    arrive = "Le llega 1 acción" if len(reached) == 1 else f"Le llegan {len(reached)} acciones"
    if own.empty:
        return f"{arrive}; con cuánto dinero no se sabe: ninguna tiene su monto registrado."
    total, all_money = int(own["amount"].sum()), int(shared["amount"].sum())
    direct = int(own.loc[own["rule"].eq(EXCLUSIVE), "amount"].sum())
    share = f", el {words.percent(total / all_money * 100)} del dinero del plan" if all_money else ""
    return (
        f"{arrive} y {words.pesos(total)}{share}: {words.pesos(direct)} directos y "
        f"{words.pesos(total - direct)} por reparto o prorrateo."
    )


def _indicators(frames: PlanFrames, measured: pd.DataFrame) -> pd.DataFrame:
    """The slices that apply of each indicator the municipality has a figure of, in the order of the plan."""
    slices = frames.indicator_slices[frames.indicator_slices["applies"]]
    own = frames.indicators[["id", "name", "unit", "sense"]].rename(columns={"id": "indicator_id"})
    rows = own.merge(slices[["indicator_id", "slice", "baseline", "target"]], on="indicator_id")
    rows = rows.merge(measured, on=["indicator_id", "slice"], how="inner")
    order = {code: number for number, code in enumerate(SLICES)}
    place = {row_id: number for number, row_id in enumerate(frames.indicators["id"])}
    rows = municipal.compare(rows.assign(order=rows["slice"].map(order), place=rows["indicator_id"].map(place)))
    rows = rows.sort_values(["place", "order"], ignore_index=True)
    told = {
        "Indicador": rows["name"],
        "Zona o grupo": rows["slice"].map(SLICES),
        "Unidad": rows["unit"],
        "Municipio": rows["value"],
        "Año": rows["year"],
        "Conjunto (base del plan)": rows["baseline"],
        "Diferencia": rows["gap"],
        "Lectura": [words.ABSENT if pd.isna(one) else _READINGS[bool(one)] for one in rows["favourable"]],
        "Meta del plan": rows["target"],
        "Falta para la meta": rows["to_target"].clip(lower=0),
        "Fuente": rows["source"],
    }
    return pd.DataFrame(told, columns=list(INDICATORS))


def _unmeasured(frames: PlanFrames, told: pd.DataFrame) -> int:
    return len(frames.indicators) - int(told["Indicador"].nunique())


def _actions(frames: PlanFrames, reached: pd.DataFrame, own: pd.DataFrame, pesos: "pd.Series[int]") -> pd.DataFrame:
    names, by_id = words.component_names(frames), frames.actions.set_index("id", drop=False)
    parts = own.set_index("id")
    sources = words.sources(frames, reached["id"])
    rows = []
    for one in reached.to_dict("records"):
        row = by_id.loc[one["id"]]
        has = one["id"] in parts.index
        way = _WAYS[one["way"]]
        way += f" ({one['schools_here']} de {one['schools_named']})" if one["way"] == DIRECT else ""
        rows.append(
            (
                row["text"],
                names.get(row["component_id"], words.ABSENT),
                words.when(row),
                words.location(row),
                way,
                pesos[one["id"]],
                parts.at[one["id"], "amount"] if has else None,
                _RULES[parts.at[one["id"], "rule"]].partition(":")[0] if has else "Sin monto registrado",
                sources.get(one["id"], words.ABSENT),
            )
        )
    made = pd.DataFrame(rows, columns=list(ACTIONS))
    return made.astype({"Monto de la acción": "Int64", "Parte del municipio": "Int64"})


def _money(own: pd.DataFrame, *, is_known: bool) -> pd.DataFrame:
    """By rule and in all; null, and not 0, when no action that arrives has its amount."""
    rows: list[tuple[str, int, int | None, str]] = []
    for rule, text in _RULES.items():
        name, _, how = text.partition(": ")
        some = own[own["rule"].eq(rule)]
        rows.append((name, len(some), int(some["amount"].sum()) if is_known else None, how))
    rows.append(("Total", len(own), int(own["amount"].sum()) if is_known else None, "La suma de las tres"))
    return pd.DataFrame(rows, columns=list(MONEY)).astype({"Dinero del municipio": "Int64"})


def _rural(
    frames: PlanFrames,
    reached: pd.DataFrame,
    own: pd.DataFrame,
    shared: pd.DataFrame,
    shares: Sequence[Share],
) -> pd.DataFrame:
    """Of students and people, of the actions and of the money; the last two by what each action declares."""
    rows = [(one.name, one.rural, one.here, one.everywhere, one.source) for one in shares]
    here = _by_location(frames, reached["id"], own)
    everywhere = _by_location(frames, frames.actions["id"], shared.groupby("id", as_index=False)["amount"].sum())
    for location, name in (("rural", "solo para la zona rural"), (BOTH, "para las dos zonas, sin separar")):
        local, whole = (one.set_index("location").loc[location] for one in (here, everywhere))
        told = f"Ubicación que declara la acción: {LOCATIONS[location]}"
        ratio = [part["actions"] / frame["actions"].sum() * 100 if frame["actions"].sum() else None
                 for part, frame in ((local, here), (whole, everywhere))]  # fmt: skip
        rows.append((f"Acciones {name}", local["actions"], *ratio, told))
        rows.append((f"Dinero {name}", local["amount"], local["share"], whole["share"], f"{told}; en pesos"))
    if shares:
        money, share = municipal.estimated_rural(here, shares[0].here)
        _, whole_share = municipal.estimated_rural(everywhere, shares[0].everywhere)
        how = f"Estimación: lo rural más lo de ambas zonas, repartido por {shares[0].name.lower()}; en pesos"
        rows.append(("Dinero rural estimado", money, share, whole_share, how))
    made = pd.DataFrame(rows, columns=list(RURAL))
    return made.astype(dict.fromkeys(RURAL[1:4], "float64"))


def _by_location(frames: PlanFrames, ids: "pd.Series[str]", money: pd.DataFrame) -> pd.DataFrame:
    rows = frames.actions.loc[frames.actions["id"].isin(ids), ["id", "location"]]
    amounts = money.set_index("id")["amount"]
    return municipal.by_location(rows.assign(amount=rows["id"].map(amounts).astype("Int64")))
