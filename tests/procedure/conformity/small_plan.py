"""The smallest plan that meets every rule, as rows; each test changes in it the one thing that it is about."""

from copy import deepcopy
from datetime import date
from typing import Any

from procedure.conformity.bundle import Bundle
from procedure.elements import ELEMENTS
from procedure.fields import Kind

YEAR = 2026


def row(table: str, row_id: str, **values: Any) -> dict[str, Any]:
    """Every field of the element, with its default or empty, and what is given."""
    empty = {Kind.LINKS: [], Kind.CHOICES: [], Kind.CODES: []}
    fields = {field.name: empty.get(field.kind, field.default) for field in ELEMENTS[table].fields}
    return {"id": row_id, **fields, **values}


_SHEET = {
    "code": "I1",
    "name": "Deserción intra-anual",
    "purpose": "Saber cuántos se van.",
    "process": "Permanencia",
    "definition": "Estudiantes que se retiran.",
    "unit": "%",
    "sense": "reduccion",
    "formula": "R / M × 100",
    "source": "SIMAT",
    "reporting_day": 15,
    "source_lag_days": 5,
    "measured_by_id": "u1",
    "analysed_by_id": "u2",
    "approved_by_id": "u3",
    "responsible_id": "u1",
    "verification_means": "Corte del SIMAT",
    "limits": "Los traslados tardíos.",
    "action_low": "Plan de choque",
    "action_middle": "Revisar rutas",
    "action_high": "Mantener",
    "weight": 60.0,
}
_BASE = {"baseline": 5.0, "baseline_year": 2025, "baseline_source": "SIMAT"}
_FALL = {"target": 3.0, "t1": 4.5, "t2": 4.0, "t3": 3.5, "t4": 3.0}
_RISE = {"target": 40.0, "t1": 10.0, "t2": 20.0, "t3": 30.0, "t4": 40.0}
_WHY = {"applies": False, "not_applicable_reason": "No hay un registro por grupo"}


def tables() -> dict[str, list[dict[str, Any]]]:
    """A fresh copy of the rows, by table."""
    return deepcopy(_TABLES)


def bundle(rows: dict[str, list[dict[str, Any]]] | None = None, **around: Any) -> Bundle:
    known = {
        "prioritized": frozenset({"f1"}),
        "active": frozenset({"u1", "u2", "u3"}),
        "viabilities": [{"aspect": name, "is_viable": True} for name in ("financiera", "tecnica", "administrativa")],
        "acta": "Acta 1",
        "rural_share": 45.0,
    }
    return Bundle(YEAR, tables() if rows is None else rows, **{**known, **around})


_TABLES: dict[str, list[dict[str, Any]]] = {
    "opportunities": [row("opportunities", "op1", text="La deserción rural duplica la urbana")],
    "factors": [row("factors", "f1", opportunity_id="op1", text="Faltan rutas", origin="interno")],
    "components": [row("components", "c1", name="Permanencia", weight=100.0)],
    "objectives": [
        row(
            "objectives",
            "o1",
            component_id="c1",
            text="Reducir la deserción",
            alignment="PDD, programa 2",
            responsible_id="u1",
            weight=100.0,
            factor_ids=["f1"],
        )
    ],
    "objective_risks": [row("objective_risks", "r1", objective_id="o1", text="Inundaciones", control="Sedes alternas")],
    "goals": [
        row(
            "goals",
            "g1",
            objective_id="o1",
            text="Bajar de 5 a 3",
            unit="%",
            due_date=date(YEAR, 12, 15),
            weight=100.0,
        )
    ],
    "goal_slices": [
        row("goal_slices", "gs1", goal_id="g1", slice="total", target=3.0),
        row("goal_slices", "gs2", goal_id="g1", slice="urbana", target=2.0),
        row("goal_slices", "gs3", goal_id="g1", slice="rural", target=4.0),
        row("goal_slices", "gs4", goal_id="g1", slice="inclusion", **_WHY),
    ],
    "indicators": [
        row("indicators", "i1", goal_id="g1", **_SHEET),
        row(
            "indicators",
            "i2",
            goal_id="g1",
            **{
                **_SHEET,
                "code": "I2",
                "name": "Rutas en operación",
                "nature": "proceso",
                "unit": "rutas",
                "accumulation": "suma",
                "sense": "aumento",
                "basis": "directo",
                "weight": 40.0,
            },
        ),
    ],
    "indicator_variables": [
        row("indicator_variables", "v1", indicator_id="i1", symbol="R", name="Retirados", source="SIMAT"),
        row("indicator_variables", "v2", indicator_id="i1", symbol="M", name="Matriculados", source="SIMAT"),
        row("indicator_variables", "v3", indicator_id="i2", symbol="R", name="Rutas", source="Contrato"),
    ],
    "indicator_slices": [
        row("indicator_slices", "s1", indicator_id="i1", slice="total", **_BASE, **_FALL),
        row("indicator_slices", "s2", indicator_id="i2", slice="total", **_RISE),
        row("indicator_slices", "s3", indicator_id="i2", slice="rural", **_WHY),
    ],
    "actions": [
        row(
            "actions",
            "a1",
            component_id="c1",
            text="Contratar rutas",
            start_date=date(YEAR, 2, 1),
            end_date=date(YEAR, 11, 30),
            responsible_id="u2",
            cost=100,
            objective_ids=["o1"],
            factor_ids=["f1"],
        )
    ],
    "poai_lines": [row("poai_lines", "p1", code="1", name="Transporte", source="sgp", ceiling=80)],
    "action_resources": [
        row("action_resources", "ar1", action_id="a1", source="sgp", amount=70, poai_line_id="p1"),
        row(
            "action_resources",
            "ar2",
            action_id="a1",
            source="men",
            amount=30,
            men_percentage=30.0,
            men_project="Rutas",
        ),
    ],
    "strategies": [row("strategies", "e1", periodicity="trimestral", presentation="Tablero")],
    "strategy_team": [row("strategy_team", "t1", name="Líder de Calidad")],
    "strategy_instruments": [row("strategy_instruments", "n1", name="Matriz de seguimiento")],
    "strategy_spaces": [row("strategy_spaces", "w1", name="Comité Directivo")],
}
