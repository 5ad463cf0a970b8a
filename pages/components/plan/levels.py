"""The levels of the plan as they are walked on the screen: what each grid shows and what its rows hang from. Pure."""

from dataclasses import dataclass, field

import pandas as pd

from data.records.plan_frames import PlanFrames
from procedure.elements import ELEMENTS


@dataclass(frozen=True)
class Level:
    """`grid`: fields of the table, in order; `sheet`: those of the file of one row, long texts above all;

    `scopes`: the filters over the table; `parts`: the tables of its slices, risks or resources, shown in that file.
    """

    table: str
    title: str
    grid: tuple[str, ...]
    sheet: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    below: str = ""
    hint: str = ""


_ALL = (
    Level(
        "components",
        "Componentes",
        ("name", "code", "description", "pmi_areas", "weight"),
        below="objectives",
        hint="Los ejes con los que se organiza el plan.",
    ),
    Level(
        "objectives",
        "Objetivos",
        ("component_id", "text", "weight", "responsible_id"),
        ("favourable_conditions", "alignment", "factor_ids"),
        ("component",),
        ("objective_risks",),
        "goals",
        hint="Claros, tangibles y viables; cada uno responde a factores priorizados.",
    ),
    Level(
        "objective_risks",
        "Riesgos",
        ("objective_id", "text", "likelihood", "severity", "control", "responsible_id"),
        (),
        ("component", "objective"),
        hint="Qué puede afectar el logro de cada objetivo, y con qué control se previene o se atiende.",
    ),
    Level(
        "goals",
        "Metas",
        ("objective_id", "text", "unit", "due_date", "weight"),
        ("sector_goal", "pmi_areas"),
        ("component", "objective"),
        ("goal_slices",),
        "indicators",
        hint="Cuánto, en qué unidad y para cuándo. Su valor por zona e inclusión está en «Metas por zona».",
    ),
    Level(
        "goal_slices",
        "Metas por zona",
        ("goal_id", "slice", "target", "applies", "not_applicable_reason"),
        (),
        ("component", "objective"),
        hint="El valor de cada meta: total, urbano, rural y por grupo de inclusión. Lo que no aplica lleva su razón.",
    ),
    Level(
        "indicators",
        "Indicadores",
        ("goal_id", "name", "code", "nature", "unit", "accumulation", "sense", "basis", "weight", "responsible_id"),
        (
            "catalog_code",
            "formula",
            "source",
            "is_followed",
        ),
        ("component", "objective", "goal"),
        ("indicator_slices", "indicator_variables"),
        "indicator_slices",
        hint="Cómo se mide cada meta (resultado) y lo que se hace para lograrla (proceso).",
    ),
    Level(
        "indicator_variables",
        "Variables",
        ("indicator_id", "symbol", "name", "unit", "source"),
        (),
        ("component", "objective", "goal"),
        hint="Los términos de la fórmula de cada indicador, con la fuente de cada uno.",
    ),
    Level(
        "indicator_slices",
        "Programación",
        (
            "indicator_id",
            "slice",
            "baseline",
            "baseline_year",
            "target",
            "t1",
            "t2",
            "t3",
            "t4",
            "applies",
            "baseline_source",
            "baseline_due",
            "not_applicable_reason",
        ),
        (),
        ("component", "objective", "goal"),
        hint="Línea de base, meta y lo programado a cada corte, por zona e inclusión. T1 a T4 van acumulados; "
        "en los indicadores de flujo, lo de cada trimestre.",
    ),
    Level(
        "actions",
        "Acciones",
        (
            "component_id",
            "text",
            "start_date",
            "end_date",
            "objective_ids",
            "location",
            "responsible_id",
            "cost",
            "weight",
        ),
        (
            "goal_id",
            "municipalities",
            "schools",
            "audience",
            "factor_ids",
            "men_project",
            "technical_resources",
            "quality_strategy",
            "is_accompaniment",
        ),
        ("component",),
        ("action_resources",),
        "action_resources",
        hint="Qué se hará, entre qué fechas y a qué objetivos sirve (pueden ser varios).",
    ),
    Level(
        "action_resources",
        "Recursos",
        ("action_id", "source", "amount", "poai_line_id", "men_percentage", "men_project"),
        (),
        ("component",),
        hint="Cuánto cuesta cada acción y quién lo pone. Los montos, en pesos enteros.",
    ),
    Level(
        "poai_lines",
        "POAI",
        ("code", "name", "source", "ceiling"),
        hint="Las líneas del Plan Operativo Anual de Inversiones de las que sale el dinero, cada una con su tope.",
    ),
)

LEVELS: dict[str, Level] = {level.table: level for level in _ALL}
PARTS = frozenset(part for level in _ALL for part in level.parts)
SCOPE_TABLES = {"component": "components", "objective": "objectives", "goal": "goals"}


@dataclass(frozen=True)
class Scope:
    """Where in the tree: ids, "" for all; `row` narrows to the parts of one element."""

    component: str = ""
    objective: str = ""
    goal: str = ""
    row: str = ""

    @property
    def name(self) -> str:
        return "-".join((self.component, self.objective, self.goal, self.row))


@dataclass(frozen=True)
class Tree:
    """Who hangs from whom, as dictionaries: one pass over the frames, which do not change under it."""

    frames: PlanFrames
    component_of: dict[str, str] = field(init=False)
    objective_of: dict[str, str] = field(init=False)
    goal_of: dict[str, str] = field(init=False)
    action_component: dict[str, str] = field(init=False)
    orders: dict[str, dict[str, int]] = field(init=False, default_factory=dict)
    seen: dict[tuple[str, Scope], pd.DataFrame] = field(init=False, default_factory=dict)
    written: dict[tuple[str, int], list[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        frames = self.frames
        object.__setattr__(self, "component_of", _pairs(frames.objectives, "component_id"))
        object.__setattr__(self, "objective_of", _pairs(frames.goals, "objective_id"))
        object.__setattr__(self, "goal_of", _pairs(frames.indicators, "goal_id"))
        object.__setattr__(self, "action_component", _pairs(frames.actions, "component_id"))

    def rows(self, table: str, scope: Scope) -> pd.DataFrame:
        """The rows of a table inside the scope, in the order in which they are walked; found once."""
        if (table, scope) not in self.seen:
            self.seen[table, scope] = self._inside(table, scope)
        return self.seen[table, scope]

    def _inside(self, table: str, scope: Scope) -> pd.DataFrame:
        rows = self.frames.table(table)
        parent = ELEMENTS[table].parent_field
        if not parent:
            return rows
        if scope.row:
            return rows[rows[parent] == scope.row].reset_index(drop=True)
        places = self._order(ELEMENTS[table].parent_table)
        inside = {one for one in places if self.contains(scope, ELEMENTS[table].parent_table, one)}
        rows = rows[rows[parent].isin(inside)]
        order = rows[parent].map(places)
        return rows.iloc[order.argsort(kind="stable")].reset_index(drop=True)

    def contains(self, scope: Scope, table: str, row_id: str) -> bool:
        """Whether a component, objective, goal, indicator or action is inside the scope."""
        component, objective, goal = self.path(table, row_id)
        return all(
            not wanted or wanted == found
            for wanted, found in zip(
                (scope.component, scope.objective, scope.goal), (component, objective, goal), strict=True
            )
            if found
        )

    def path(self, table: str, row_id: str) -> tuple[str, str, str]:
        """Component, objective and goal of an element; "" for what is not above it."""
        if table == "actions":
            return self.action_component.get(row_id, ""), "", ""
        goal = self.goal_of.get(row_id, "") if table == "indicators" else row_id if table == "goals" else ""
        objective = row_id if table == "objectives" else self.objective_of.get(goal, "")
        component = row_id if table == "components" else self.component_of.get(objective, "")
        return component, objective, goal

    def actions_for(self, table: str, row_id: str) -> pd.DataFrame:
        """The actions of a component, of an objective (those that serve it) or of a goal (its own, and those that serve
        its objective without naming a goal)."""
        actions = self.frames.actions
        if table == "components":
            return actions[actions["component_id"] == row_id]
        objective = row_id if table == "objectives" else self.objective_of.get(row_id, "")
        serves = actions["objective_ids"].map(lambda ids: objective in ids).astype(bool)
        if table == "objectives":
            return actions[serves]
        return actions[(actions["goal_id"] == row_id) | (serves & actions["goal_id"].isna())]

    def _order(self, table: str) -> dict[str, int]:
        """id → place when the tree is walked from the top; worked out once per table."""
        if table not in self.orders:
            self.orders[table] = self._walked(table)
        return self.orders[table]

    def _walked(self, table: str) -> dict[str, int]:
        rows = self.frames.table(table)
        parent = ELEMENTS[table].parent_field
        if parent and len(rows):
            above = self._order(ELEMENTS[table].parent_table)
            rows = rows.iloc[rows[parent].map(above).argsort(kind="stable")]
        return {row_id: place for place, row_id in enumerate(rows["id"])}


def sums(tree: Tree, table: str, scope: Scope) -> list[tuple[str, float]]:
    """Parent id (or "") and sum of the weights of its children, for each parent inside the scope that has children."""
    rows = tree.rows(table, scope)
    if "weight" not in rows or rows.empty:
        return []
    parent = ELEMENTS[table].parent_field
    keys = rows[parent] if parent else pd.Series("", index=rows.index)
    totals = rows["weight"].groupby(keys, sort=False).sum().round(6)
    return [(str(key), float(total)) for key, total in totals.items()]


def _pairs(rows: pd.DataFrame, parent: str) -> dict[str, str]:
    return dict(zip(rows["id"], rows[parent], strict=True))
