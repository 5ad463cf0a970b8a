"""What a row of the plan must satisfy before it is saved: each field by its kind, then the row as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from procedure import indicator_rules
from procedure.elements import ELEMENTS
from procedure.errors import InvalidValueError
from procedure.fields import coerce, is_missing
from procedure.indicator_rules import Finding
from procedure.vocabulary import FUNDING_SOURCES

Values = dict[str, Any]
_DANE_DIGITS = 12


@dataclass(frozen=True)
class Remark:
    """A sentence about a field of a row; beside a problem the row is not saved, beside a warning it is."""

    field: str
    message: str


@dataclass
class Checked:
    """`values` are the coerced fields to store; they may only be stored when there are no problems."""

    values: Values = field(default_factory=dict)
    problems: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class Surroundings:
    """What a row is judged against: the plan's year, the indicator it is part of, an indicator's live parts.

    For a variable, `variables` are the others of its formula. For a resource, the `lines` of the POAI by id and what is
    `programmed` of each: line id → resource id → pesos.
    """

    year: int
    indicator: Mapping[str, Any] | None = None
    slices: Sequence[Mapping[str, Any]] = ()
    variables: Sequence[Mapping[str, Any]] = ()
    lines: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    programmed: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def check_new(table: str, values: Mapping[str, Any], around: Surroundings) -> Checked:
    """A row to be added: what was not typed takes its default. Problems and warnings in Spanish."""
    given = {name: value for name, value in values.items() if not is_missing(value)}
    unset = {field.name: field.default for field in ELEMENTS[table].fields}
    return _check(table, {**unset, **given}, {}, around)


def check_change(table: str, changes: Mapping[str, Any], current: Mapping[str, Any], around: Surroundings) -> Checked:
    """A stored row (`current`) with `changes` on top; only the changes are answered in `values`."""
    return _check(table, changes, current, around)


def _check(table: str, changes: Mapping[str, Any], current: Mapping[str, Any], around: Surroundings) -> Checked:
    checked = Checked()
    fields = {field.name: field for field in ELEMENTS[table].fields}
    for name, value in changes.items():
        if name not in fields:
            checked.problems.append(Remark(name, f"«{name}» no es un campo conocido."))
            continue
        try:
            checked.values[name] = coerce(fields[name], value)
        except InvalidValueError as error:
            checked.problems.append(Remark(name, error.message))
    if not checked.problems and table in _ROW_RULES:
        _ROW_RULES[table]({**current, **checked.values}, around, checked)
    return checked


def _check_goal(row: Values, around: Surroundings, checked: Checked) -> None:
    _warn_outside_year("goals", row, ("due_date",), around, checked)


def _check_goal_slice(row: Values, _around: Surroundings, checked: Checked) -> None:
    if not row["applies"]:
        _require_reason(row, checked)
    elif row["target"] is None:
        checked.warnings.append(Remark("target", "Falta el valor de la meta; mientras tanto se mostrará «sin meta»."))


def _check_indicator(row: Values, around: Surroundings, checked: Checked) -> None:
    """Contradictions are told beside the field that was changed; what was not touched is not asked about again."""
    changed = [name for name in _JUDGED if name in checked.values]
    for one in indicator_rules.thresholds(row):
        checked.problems.append(Remark("high" if "low" not in checked.values else one.field, one.message))
    declared = [name for name in ("sense", "basis", "accumulation", "levels") if name in changed]
    contradiction = indicator_rules.first_of(around.slices, row) if declared else ""
    if contradiction:
        checked.problems.append(Remark(declared[0], contradiction))
    found = [*indicator_rules.scale(row), *indicator_rules.timing(row), *indicator_rules.people(row)]
    found += indicator_rules.formula(row, around.variables) if "formula" in changed else []
    _warn(checked, [one for one in found if _JUDGED.get(one.field, frozenset()) & set(changed)])


def _check_variable(row: Values, around: Surroundings, checked: Checked) -> None:
    text = str(around.indicator["formula"]) if around.indicator is not None else ""
    _warn(checked, indicator_rules.variable(row, text, around.variables))


def _check_indicator_slice(row: Values, around: Surroundings, checked: Checked) -> None:
    if not row["applies"]:
        _require_reason(row, checked)
        return
    if row["target"] is None:
        checked.warnings.append(Remark("target", "Falta la meta; mientras tanto se mostrará «sin meta»."))
    _warn(checked, indicator_rules.year(row, around.year))
    if around.indicator is not None:
        found = indicator_rules.figures(around.indicator, row)
        checked.problems.extend(Remark(one.field, one.message) for one in found)


def _warn(checked: Checked, found: Sequence[Finding]) -> None:
    checked.warnings.extend(Remark(one.field, one.message) for one in found)


def _require_reason(row: Values, checked: Checked) -> None:
    if not row["not_applicable_reason"]:
        message = "Diga por qué no aplica; sin la razón no se puede excluir de la cuenta."
        checked.problems.append(Remark("not_applicable_reason", message))


def _check_norm(row: Values, _around: Surroundings, checked: Checked) -> None:
    if not row["applies"]:
        _require_reason(row, checked)


def _check_decision(row: Values, _around: Surroundings, checked: Checked) -> None:
    if row["decision"] and not row["decision_reason"]:
        message = "Escriba la justificación: la decisión se guarda con ella."
        checked.problems.append(Remark("decision_reason", message))


def _check_action(row: Values, around: Surroundings, checked: Checked) -> None:
    start, end = row["start_date"], row["end_date"]
    if start and end and end < start:
        message = f"El fin ({_day(end)}) es anterior al inicio ({_day(start)}). Corrija una de las dos fechas."
        checked.problems.append(Remark("end_date", message))
    wrong = [code for code in row["schools"] if len(code) != _DANE_DIGITS]
    if wrong:
        message = f"Establecimientos: «{wrong[0]}» no es un código DANE; tiene {_DANE_DIGITS} cifras."
        checked.problems.append(Remark("schools", message))
    _warn_elsewhere(row, checked)
    _warn_outside_year("actions", row, ("start_date", "end_date"), around, checked)


def _warn_elsewhere(row: Values, checked: Checked) -> None:
    """A DANE code says its municipality: digits two to six."""
    places = row.get("municipalities")
    away = [code for code in row["schools"] if places and code[1:6] not in places]
    if away and "schools" not in {one.field for one in checked.problems}:
        message = f"Establecimientos: «{away[0]}» es de un municipio que esta acción no tiene."
        checked.warnings.append(Remark("schools", message))


def _warn_outside_year(
    table: str, row: Values, fields: tuple[str, ...], around: Surroundings, checked: Checked
) -> None:
    for name in fields:
        if row[name] is not None and row[name].year != around.year:
            label = ELEMENTS[table].label(name)
            message = f"{label}: {_day(row[name])} está fuera de la vigencia {around.year}."
            checked.warnings.append(Remark(name, message))


def _check_resource(row: Values, around: Surroundings, checked: Checked) -> None:
    if row["men_percentage"] and not row["men_project"]:
        message = "Diga a qué proyecto del MEN corresponde ese porcentaje."
        checked.warnings.append(Remark("men_project", message))
    line = around.lines.get(str(row.get("poai_line_id")))
    if line is not None:
        _check_line(row, line, around, checked)


def _check_line(row: Values, line: Mapping[str, Any], around: Surroundings, checked: Checked) -> None:
    """Told, not refused: the plan may be drafted before its POAI is final, and conformity decides (C20)."""
    if row["source"] != line["source"]:
        message = f"La línea «{line['name']}» es de {FUNDING_SOURCES[line['source']]} y este recurso, de otra fuente."
        checked.warnings.append(Remark("poai_line_id", message))
    others = sum(pesos for one, pesos in around.programmed.get(line["id"], {}).items() if one != row.get("id"))
    over = others + row["amount"] - line["ceiling"]
    if over > 0:
        past = f"queda {_pesos(over)} por encima de su tope de {_pesos(line['ceiling'])}"
        message = f"La línea «{line['name']}» del POAI {past}."
        checked.warnings.append(Remark("poai_line_id", message))


def _pesos(amount: int) -> str:
    return f"$ {amount:,}".replace(",", ".")


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


# What a finding beside a field depends on: it is told when any of them changes.
_JUDGED: dict[str, frozenset[str]] = {
    "sense": frozenset({"sense"}),
    "basis": frozenset({"basis"}),
    "accumulation": frozenset({"accumulation", "kind"}),
    "levels": frozenset({"levels", "accumulation"}),
    "kind": frozenset({"kind", "accumulation"}),
    "reporting_day": frozenset({"reporting_day", "source_lag_days", "periodicity"}),
    "source_lag_days": frozenset({"source_lag_days", "periodicity"}),
    "periodicity": frozenset({"periodicity"}),
    "measured_by_id": frozenset({"measured_by_id"}),
    "approved_by_id": frozenset({"approved_by_id", "measured_by_id"}),
    "formula": frozenset({"formula"}),
}

_ROW_RULES = {
    "goals": _check_goal,
    "goal_slices": _check_goal_slice,
    "indicators": _check_indicator,
    "indicator_slices": _check_indicator_slice,
    "indicator_variables": _check_variable,
    "actions": _check_action,
    "action_resources": _check_resource,
    "profiles": _check_decision,
    "profile_norms": _check_norm,
}
