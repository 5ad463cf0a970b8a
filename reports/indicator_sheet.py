"""What a hoja de vida says, gathered once for the screen, the workbook and the PDF (manual, section 5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.catalog.measures import measures
from data.records.plan_frames import PlanFrames
from procedure import indicator_log, indicator_rules, indicator_sheet
from procedure.elements import ELEMENTS
from procedure.fields import Kind, is_missing
from procedure.indicator_log import number
from procedure.vocabulary import LIGHTS, SLICES
from reports.profile_record import moment

Row = Mapping[str, Any]
NO_PROCESS = "Sin proceso"
ABSENT = "Sin diligenciar"
GOALS = ("Desagregación", "Línea de base", "Año", "Fuente de la línea de base", "Meta", "T1", "T2", "T3", "T4", "Nota")
FIGURES = ("Línea de base", "Meta", "T1", "T2", "T3", "T4")
VARIABLES = ("Símbolo", "Variable", "Unidad", "Fuente")
CHANGES = ("Versión", "Cuándo", "Quién", "Qué cambió", "Antes", "Después")
VERSIONS = ("Versión", "Cuándo", "Quién", "Cambios")
_IN_TABLES = frozenset({"low", "high", "action_low", "action_middle", "action_high"})
_LABELS = {"goal_id": "Meta del plan", "weight": "Peso en la meta", "responsible_id": "Responsable del indicador"}
_OPTIONAL = frozenset({"catalog_code", "levels", "unit"})


@dataclass(frozen=True)
class Range:
    """A band of the semáforo: its light, its limits in words and the action it requires."""

    light: str
    limits: str
    action: str

    @property
    def name(self) -> str:
        """«✖ Crítico»: the symbol travels with the colour."""
        return f"{LIGHTS[self.light].symbol} {LIGHTS[self.light].word.capitalize()}"


@dataclass(frozen=True)
class IndicatorSheet:
    """`facts`: code of a section of procedure.indicator_sheet → (label, text) pairs; tables with the columns GOALS
    (figures as numbers), VARIABLES and CHANGES (newest first); `missing`: what it lacks; `version` 0 is «never saved».
    """

    id: str
    code: str
    name: str
    process: str
    component: str
    unit: str
    nature: str
    facts: dict[str, list[tuple[str, str]]]
    variables: pd.DataFrame
    goals: pd.DataFrame
    ranges: tuple[Range, ...]
    missing: list[str]
    version: int
    changed: str
    changes: pd.DataFrame

    @property
    def told_goals(self) -> pd.DataFrame:
        """The goals without their notes when nothing is noted."""
        return self.goals if self.goals["Nota"].ne("").any() else self.goals.drop(columns="Nota")

    @property
    def title(self) -> str:
        return f"{self.code} · {self.name}" if self.code else self.name


def process_of(indicator: Row) -> str:
    """The process as it is written, on one line; indicators without one are together."""
    return " ".join(str(indicator["process"]).split()) or NO_PROCESS


def sheets(
    frames: PlanFrames, entries: pd.DataFrame, people: Mapping[str, str], ids: Iterable[str]
) -> list[IndicatorSheet]:
    """The sheets of those indicators of a plan, in that order.

    `entries`: data.records.indicator_log.entries of all of them; `people`: name of every account by id.
    """
    wanted = list(ids)
    rows = _by(frames.indicators[frames.indicators["id"].isin(wanted)], "id")
    variables, slices = (
        _by(part[part["indicator_id"].isin(wanted)], "indicator_id")
        for part in (frames.indicator_variables, frames.indicator_slices)
    )
    logs, names, above = _by(entries, "indicator_id"), _names(frames, people), _Above(frames)
    return [
        _sheet(rows[one][0], variables.get(one, []), slices.get(one, []), logs.get(one, []), names, above)
        for one in wanted
    ]


def _by(rows: pd.DataFrame, column: str) -> dict[str, list[Row]]:
    """The rows as dictionaries, by what they have in that column."""
    found: dict[str, list[Row]] = {}
    for row in rows.to_dict("records"):
        found.setdefault(row[column], []).append(row)
    return found


def _names(frames: PlanFrames, people: Mapping[str, str]) -> dict[str, str]:
    """People, goals of the plan and indicators of the catalogue, by their id or code."""
    known = measures()
    goals = dict(zip(frames.goals["id"], frames.goals["text"], strict=True))
    return {**people, **dict(zip(known["code"], known["name"], strict=True)), **goals}


class _Above:
    """Goal, objective and component of an indicator, in words."""

    def __init__(self, frames: PlanFrames) -> None:
        goals, objectives = frames.goals.set_index("id"), frames.objectives.set_index("id")
        self.objective_of, self.component_of = goals["objective_id"].to_dict(), objectives["component_id"].to_dict()
        self.objectives = objectives["text"].to_dict()
        self.components = dict(zip(frames.components["id"], frames.components["name"], strict=True))

    def component(self, goal_id: str) -> str:
        return str(self.components[self.component_of[self.objective_of[goal_id]]])

    def objective(self, goal_id: str) -> str:
        return str(self.objectives[self.objective_of[goal_id]])


def _sheet(
    row: Row, variables: list[Row], slices: list[Row], entries: list[Row], names: Mapping[str, str], above: _Above
) -> IndicatorSheet:
    last = entries[-1] if entries else None
    return IndicatorSheet(
        str(row["id"]),
        str(row["code"]),
        str(row["name"]),
        process_of(row),
        above.component(row["goal_id"]),
        str(row["unit"]),
        str(row["nature"]),
        _facts(row, names, above),
        pd.DataFrame(
            [[one[name] for name in ("symbol", "name", "unit", "source")] for one in variables], columns=VARIABLES
        ),
        pd.DataFrame([_goal(one) for one in slices], columns=GOALS),
        ranges(row),
        indicator_sheet.missing(row, variables, slices),
        0 if last is None else int(last["number"]),
        "" if last is None else f"{moment(last['at'])}, {last['user']}",
        changes(entries, names),
    )


def _facts(row: Row, names: Mapping[str, str], above: _Above) -> dict[str, list[tuple[str, str]]]:
    found = {
        section.code: [
            (_LABELS.get(name) or ELEMENTS["indicators"].label(name), _said(name, row[name], names))
            for name in section.fields
            if name not in _IN_TABLES and not (name in _OPTIONAL and is_missing(row[name]))
        ]
        for section in indicator_sheet.SECTIONS
    }
    goal = row["goal_id"]
    where = [("Componente", above.component(goal)), ("Objetivo del plan", above.objective(goal))]
    found["identificacion"][3:3] = where
    return found


def _said(name: str, value: Any, names: Mapping[str, str]) -> str:
    field = ELEMENTS["indicators"].field(name)
    if is_missing(value):
        return ABSENT
    text = indicator_log.said(field, value, names)
    return text[:1].upper() + text[1:] if field.kind in (Kind.CHOICE, Kind.BOOLEAN) else text


def _goal(one: Row) -> list[Any]:
    figures = {name: None if is_missing(one[name]) else float(one[name]) for name in ("baseline", "target")}
    schedule = [None if is_missing(one[name]) else float(one[name]) for name in indicator_rules.TRIMESTERS]
    year = "" if is_missing(one["baseline_year"]) else str(int(one["baseline_year"]))
    shown = [SLICES[one["slice"]], figures["baseline"], year, str(one["baseline_source"]), figures["target"]]
    if not one["applies"]:
        return [shown[0], None, "", "", None, None, None, None, None, f"No aplica: {one['not_applicable_reason']}"]
    due = one["baseline_due"]
    waits = is_missing(one["baseline"]) and not is_missing(due)
    return [*shown, *schedule, f"Línea de base por levantar: {due:%d/%m/%Y}" if waits else ""]


def ranges(row: Row) -> tuple[Range, ...]:
    """The three bands of the efficacy of a trimester, from the worst, with the action that each requires."""
    low, high = (f"{number(row[name])}\u00a0%" for name in ("low", "high"))
    return (
        Range("rojo", f"menos de {low}", str(row["action_low"])),
        Range("amarillo", f"de {low} a menos de {high}", str(row["action_middle"])),
        Range("verde", f"{high} o más", str(row["action_high"])),
    )


def changes(entries: Iterable[Row], names: Mapping[str, str]) -> pd.DataFrame:
    """One row per field changed, newest version first; columns CHANGES. An undone version says so."""
    rows = [
        (*heading, line.what, line.before, line.after)
        for entry in sorted(entries, key=lambda one: -one["number"])
        for heading in [(version_words(entry), moment(entry["at"]), entry["user"])]
        for line in indicator_log.lines(entry["table"], entry["before"], entry["after"], names)
    ]
    return pd.DataFrame(rows, columns=CHANGES, dtype="object")


def versions(changes: pd.DataFrame) -> pd.DataFrame:
    """The same, one row per version: VERSIONS, with a line of text per field changed."""
    lines = [
        f"{what}: {before} → {after}" if before else f"{what}: {after}"
        for what, before, after in zip(changes["Qué cambió"], changes["Antes"], changes["Después"], strict=True)
    ]
    rows = changes.assign(text=lines).groupby(list(VERSIONS[:3]), sort=False)["text"].agg("\n".join).reset_index()
    return rows.set_axis(list(VERSIONS), axis=1)


def version_words(entry: Row) -> str:
    """«4», «4 (deshecha)», «5 (deshace la 4)»."""
    if entry["undoes"]:
        return f"{entry['number']} (deshace la {entry['undoes']})"
    return f"{entry['number']} (deshecha)" if entry["undone"] else str(entry["number"])
