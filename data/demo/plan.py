"""Writes the invented plan through the same commands that people use, so that it carries its own audit trail."""

from dataclasses import dataclass, field
from typing import Any

from data import priority_evidence
from data.demo import content
from data.demo.baselines import Chosen
from data.demo.characterization import SOURCE, YEARS
from data.demo.people import Cast
from data.opening import Stores
from data.records import ballots, plan_elements, plan_frames, plans, priorities, voting
from data.records.database import Database
from procedure.edits import Change, New
from procedure.vocabulary import INCLUSION_GROUPS

YEAR = 2026
NO_GROUPS = "La fuente no distingue grupos de inclusión"
_NOTES = ("discussion", "tie_note")


@dataclass
class Written:
    """What later steps need to find again: the plan, and the reported series of each indicator and action by id."""

    plan_id: str
    factors: dict[str, str]
    indicators: dict[str, dict[str, Any]] = field(default_factory=dict)
    actions: dict[str, dict[str, Any]] = field(default_factory=dict)


def write_priorities(stores: Stores, cast: Cast) -> dict[str, str]:
    """Opportunities with their evidence, factors, and a closed round with what was discussed. Factor id by its code."""
    database, ids = stores.database, dict[str, str]()
    scores: dict[str, list[list[int]]] = {}
    discussions: dict[str, dict[str, str]] = {}
    for opportunity in content.opportunities():
        figure = opportunity["indicator"], opportunity["slice"]
        evidence = priority_evidence.facts(stores, cast.entity_id, YEAR, *figure)
        values = {"text": opportunity["text"], "component_code": opportunity["component"], "evidence": evidence}
        saved = priorities.apply_edits(database, cast.analyst, YEAR, "opportunities", [New(values)]).saved
        for factor in opportunity["factors"]:
            new = New({"opportunity_id": saved[0], "text": factor["text"], "origin": factor["origin"]})
            ids[factor["code"]] = priorities.apply_edits(database, cast.analyst, YEAR, "factors", [new]).saved[0]
            discussions[ids[factor["code"]]] = {name: factor[name] for name in _NOTES if name in factor}
            scores[ids[factor["code"]]] = factor["scores"]
    _vote(database, cast, scores)
    for factor_id, notes in discussions.items():
        note = Change(factor_id, 1, notes)
        priorities.apply_edits(database, cast.analyst, YEAR, "factors", [note])
    return ids


def _vote(database: Database, cast: Cast, scores: dict[str, list[list[int]]]) -> None:
    """One round, closed: the scores of every voter by factor."""
    leader = cast.actors["lider"]
    voting.open_round(database, leader, YEAR)
    for factor_id, given in scores.items():
        for voter, values in zip(cast.voters, given, strict=True):
            voting.score(database, voter, factor_id, *values)
    last = ballots.read(database, leader, YEAR).last
    assert last is not None
    voting.close_round(database, leader, last["id"], int(last["version"]), content.round_note())


def write_plan(
    database: Database, cast: Cast, factors: dict[str, str], baselines: dict[tuple[str, str], Chosen]
) -> Written:
    """The whole plan of YEAR, in draft. `baselines` by indicator of the catalogue and slice."""
    plan = plans.create(database, cast.analyst, YEAR, f"Plan de Apoyo al Mejoramiento {YEAR}")
    written = Written(plan["id"], factors)
    writer = _Writer(database, cast, written, baselines)
    writer.poai_lines()
    for component in content.components():
        writer.component(component)
    return written


@dataclass
class _Writer:
    database: Database
    cast: Cast
    written: Written
    baselines: dict[tuple[str, str], Chosen]
    sheets: dict[str, dict[str, Any]] = field(default_factory=content.sheets)
    lines: dict[tuple[str, str], str] = field(default_factory=dict)

    def poai_lines(self) -> None:
        """Remembers each line by the component and the source that it is for."""
        for line in content.poai_lines():
            line_id = self._add("poai_lines", _pick(line, "code", "name", "source", "ceiling"))
            self.lines |= {(component, line["source"]): line_id for component in line["components"]}

    def component(self, content_: dict[str, Any]) -> None:
        component_id = self._add("components", _pick(content_, "code", "name", "description", "pmi_areas", "weight"))
        for objective in content_["objectives"]:
            self._objective(component_id, content_["code"], objective)

    def _objective(self, component_id: str, component: str, objective: dict[str, Any]) -> None:
        objective_id = self._add(
            "objectives",
            {
                "component_id": component_id,
                "favourable_conditions": objective["favourable"],
                "responsible_id": self.cast.responsible(objective["responsible"]),
                "factor_ids": [self.written.factors[code] for code in objective["factors"]],
                **_pick(objective, "text", "alignment", "weight"),
            },
        )
        for risk in objective["risks"]:
            self._add("objective_risks", {"objective_id": objective_id, **risk})
        for goal in objective["goals"]:
            self._goal(objective_id, objective["responsible"], goal)
        for action in objective["actions"]:
            self._action(component_id, component, objective_id, action)

    def _goal(self, objective_id: str, responsible: str, goal: dict[str, Any]) -> None:
        fields = ("text", "unit", "pmi_areas", "weight")
        values = {"objective_id": objective_id, "due_date": goal["due"], **_some(goal, *fields)}
        goal_id = self._add("goals", values)
        result = next((i for i in goal["indicators"] if i["nature"] == "resultado"), goal["indicators"][0])
        targets: dict[str, dict[str, Any]] = {
            name: {"target": series["target"]} for name, series in result["slices"].items()
        }
        if not targets.keys() & INCLUSION_GROUPS.keys():
            targets["inclusion"] = {"applies": False, "not_applicable_reason": NO_GROUPS}
        self._slices("goal_slices", "goal_id", goal_id, targets)
        for indicator in goal["indicators"]:
            self._indicator(goal_id, responsible, indicator)

    def _indicator(self, goal_id: str, responsible: str, indicator: dict[str, Any]) -> None:
        fields = ("code", "name", "nature", "unit", "accumulation", "sense", "basis", "source", "weight")
        sheet = dict(self.sheets[indicator["code"]])
        variables = sheet.pop("variables")
        indicator_id = self._add(
            "indicators",
            {
                "goal_id": goal_id,
                "catalog_code": indicator.get("catalog", ""),
                "responsible_id": self.cast.responsible(responsible),
                "measured_by_id": self.cast.responsible(responsible),
                "analysed_by_id": self.cast.analyst.user_id,
                "approved_by_id": self.cast.actors["lider"].user_id,
                **_pick(indicator, *fields),
                **sheet,
            },
        )
        for variable in variables:
            self._add("indicator_variables", {"indicator_id": indicator_id, **variable})
        slices = {
            name: _slice_values(series, self.baselines.get((indicator.get("catalog", ""), name)))
            for name, series in indicator["slices"].items()
        }
        self._slices("indicator_slices", "indicator_id", indicator_id, slices)
        self.written.indicators[indicator_id] = {**indicator, "responsible": responsible}

    def _slices(self, table: str, parent: str, parent_id: str, wanted: dict[str, dict[str, Any]]) -> None:
        """Fills the slices that the element was born with, adds the others, and says why the rest do not apply."""
        frames = plan_frames.frames(self.database, self.cast.entity_id, self.written.plan_id)
        frame = frames.table(table)
        own = frame[frame[parent] == parent_id]
        born = dict(zip(own["slice"], zip(own["id"], own["version"], strict=True), strict=True))
        for name, values in wanted.items():
            if name in born:
                row_id, version = born.pop(name)
                self._change(table, row_id, version, values)
            else:
                self._add(table, {parent: parent_id, "slice": name, **values})
        for row_id, version in born.values():
            reason = "La medición no distingue esta zona"
            self._change(table, row_id, version, {"applies": False, "not_applicable_reason": reason, "target": None})

    def _action(self, component_id: str, component: str, objective_id: str, action: dict[str, Any]) -> None:
        action_id = self._add(
            "actions",
            {
                "component_id": component_id,
                "objective_ids": [objective_id],
                "factor_ids": [self.written.factors[code] for code in action["factors"]],
                "start_date": action["start"],
                "end_date": action["end"],
                "responsible_id": self.cast.responsible(action["responsible"]),
                "quality_strategy": action["strategy"],
                "men_project": action.get("men_project", ""),
                "cost": sum(amount for _, amount, *_ in action["resources"]),
                **_pick(action, "text", "location", "audience"),
                **_some(action, "municipalities", "schools", "is_accompaniment"),
            },
        )
        for source, amount, *percentage in action["resources"]:
            resource: dict[str, Any] = {"action_id": action_id, "source": source, "amount": amount}
            resource["poai_line_id"] = self.lines.get((component, source))
            if percentage:
                resource |= {"men_percentage": percentage[0], "men_project": action["men_project"]}
            self._add("action_resources", resource)
        self.written.actions[action_id] = action

    def _add(self, table: str, values: dict[str, Any]) -> str:
        row = plan_elements.add(self.database, self.cast.analyst, self.written.plan_id, table, values)
        return str(row["id"])

    def _change(self, table: str, row_id: str, version: int, changes: dict[str, Any]) -> None:
        plan_elements.change(
            self.database, self.cast.analyst, self.written.plan_id, table, row_id, int(version), changes
        )


def _pick(source: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: source[name] for name in names}


def _some(source: dict[str, Any], *names: str) -> dict[str, Any]:
    """Those that it has."""
    return {name: source[name] for name in names if name in source}


def _slice_values(series: dict[str, Any], chosen: Chosen | None) -> dict[str, Any]:
    """Baseline, target and the four positions; a schedule of one figure is one due only at the fourth cut-off.

    The baseline is the one frozen from the characterization, where it has one.
    """
    plan = series["plan"] if len(series["plan"]) == 4 else [None, None, None, *series["plan"]]
    values = dict(zip(("t1", "t2", "t3", "t4"), plan, strict=True)) | {"target": series["target"]}
    if chosen is not None:
        values |= {"baseline": chosen.value, "baseline_choice_id": chosen.choice_id}
    elif "base" in series:
        values["baseline"] = series["base"]
    if "baseline" in values:
        values |= {"baseline_year": YEARS[-1], "baseline_source": SOURCE}
    return values
