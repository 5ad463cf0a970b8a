"""The follow-up strategy of a plan in words, gathered once for every format (manual, activity 4)."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from data.records import entities, follow_up, plans
from data.records.database import Database
from procedure.follow_up import FollowUp, Row
from procedure.follow_up_calendar import KINDS, Event, events
from procedure.follow_up_requests import meetings, presentations, requests
from procedure.follow_up_strategy import SIX, missing
from procedure.reporting import INDICATOR
from procedure.vocabulary import PERIODICITIES, PLAN_STATES, SPACE_PURPOSES, TEAM_DUTIES, TRIMESTERS
from reports.profile_record import DEMONSTRATION, moment

TITLE = "Estrategia de seguimiento"
PROCEDURE = "GED-EDU-PR-S1-05, Gestión del Plan de Apoyo al Mejoramiento, actividad 4"
ABSENT = "Por definir"


@dataclass(frozen=True)
class StrategyRecord:
    """`said`: code of an element → what is written of it; `tables`: its rows, where it has them; `lacks`: what each
    element still lacks. `asked`: what is asked of whom; `presented`: where; `events`: the calendar."""

    plan_id: str
    title: str
    identity: dict[str, str]
    notice: str
    said: dict[str, str]
    tables: dict[str, pd.DataFrame]
    lacks: dict[str, list[str]]
    asked: pd.DataFrame
    presented: pd.DataFrame
    events: list[Event]
    made: datetime

    @property
    def calendar(self) -> pd.DataFrame:
        """Fecha, Qué, Asunto, Quién, Detalle."""
        return calendar(self.events)


def read(database: Database, entity_id: str, plan_id: str, made: datetime) -> StrategyRecord:
    """The strategy as it is saved now. Raises NotFoundError."""
    plan, entity = plans.get(database, entity_id, plan_id), entities.get(database, entity_id)
    return record(follow_up.read(database, entity_id, plan_id), plan, entity, made)


def record(found: FollowUp, plan: Row, entity: Row, made: datetime) -> StrategyRecord:
    """The same, of what was read already."""
    return StrategyRecord(
        str(plan["id"]),
        f"{TITLE} {plan['year']}",
        {
            "Entidad": str(entity["name"]),
            "Plan": f"{plan['name']}, versión {plan['number']}",
            "Estado del plan": PLAN_STATES[plan["state"]],
            "Generado": moment(made),
            "Procedimiento": PROCEDURE,
        },
        DEMONSTRATION if entity["is_demonstration"] else "",
        {
            "indicadores": str(found.strategy.get("indicators_criterion") or ABSENT),
            "periodicidad": PERIODICITIES.get(found.strategy.get("periodicity") or "", ABSENT),
            "presentacion": str(found.strategy.get("presentation") or ABSENT),
        },
        {
            "equipo": _team(found),
            "indicadores": _followed(found),
            "instrumentos": _instruments(found),
            "espacios": _spaces(found),
        },
        missing(found),
        asked(found),
        _presented(found),
        events(found),
        made,
    )


def asked(found: FollowUp) -> pd.DataFrame:
    """Trimestre, A quién, Qué, Tipo, Plazo (date), Con qué instrumento, Quién consolida, Observaciones."""
    rows = [
        {
            "Trimestre": f"T{one.trimester}",
            "A quién": one.asked,
            "Qué": one.title,
            "Tipo": "Indicador" if one.kind == INDICATOR else "Acción",
            "Plazo": one.due,
            "Con qué instrumento": ", ".join(one.instruments) or ABSENT,
            "Quién consolida": ", ".join(one.consolidators) or ABSENT,
            "Observaciones": " ".join(one.remarks),
        }
        for one in requests(found)
    ]
    names = ("Trimestre", "A quién", "Qué", "Tipo", "Plazo", "Con qué instrumento", "Quién consolida", "Observaciones")
    return pd.DataFrame(rows, columns=list(names), dtype="object")


def calendar(found: list[Event]) -> pd.DataFrame:
    """Fecha (date), Qué, Asunto, Quién, Detalle; one row per event."""
    rows = [(one.day, KINDS[one.kind], one.title, one.who, one.detail) for one in found]
    return pd.DataFrame(rows, columns=["Fecha", "Qué", "Asunto", "Quién", "Detalle"], dtype="object")


def _presented(found: FollowUp) -> pd.DataFrame:
    rows = [
        (
            f"T{one.trimester}",
            one.day,
            str(one.space["name"]),
            SPACE_PURPOSES.get(one.space["purpose"] or "", ABSENT),
            str(one.space["participants"]) or ABSENT,
            "Se reúne antes de que venzan todos los plazos." if one.early else "",
        )
        for number in TRIMESTERS
        for one in presentations(found, number)
    ]
    names = ["Trimestre", "Fecha", "Espacio", "Sirve para", "Quiénes asisten", "Observaciones"]
    return pd.DataFrame(rows, columns=names, dtype="object")


def _team(found: FollowUp) -> pd.DataFrame:
    rows = [
        (
            one["name"],
            found.name(one["responsible_id"]) or "Sin cuenta",
            ", ".join(TEAM_DUTIES[duty] for duty in one["duties"]) or ABSENT,
            one["note"],
        )
        for one in found.team
    ]
    return _table(rows, "Cargo o dependencia", "Cuenta", "Qué se le pide", "Qué hace en el equipo")


def _followed(found: FollowUp) -> pd.DataFrame:
    rows = [
        (
            f"{one['code']} · {one['name']}" if one["code"] else one["name"],
            PERIODICITIES.get(one["periodicity"], ABSENT),
            _days(one["reporting_day"]),
            _days(one["source_lag_days"]),
            found.name(one["responsible_id"]) or ABSENT,
        )
        for one in found.indicators
        if one["is_followed"]
    ]
    return _table(rows, "Indicador", "Periodicidad", "Día de reporte", "Rezago de la fuente", "Responsable")


def _instruments(found: FollowUp) -> pd.DataFrame:
    codes = {str(one["id"]): str(one["code"] or one["name"]) for one in found.indicators}
    rows = [
        (
            one["name"],
            one["purpose"],
            PERIODICITIES.get(one["periodicity"] or "", ABSENT),
            ", ".join(codes[row_id] for row_id in one["indicator_ids"]) or "Los demás indicadores y las acciones",
            found.name(one["responsible_id"]) or ABSENT,
        )
        for one in found.instruments
    ]
    return _table(rows, "Instrumento", "Para qué sirve", "Periodicidad", "Indicadores que recoge", "Responsable")


def _spaces(found: FollowUp) -> pd.DataFrame:
    rows = [
        (
            one["name"],
            SPACE_PURPOSES.get(one["purpose"] or "", ABSENT),
            PERIODICITIES.get(one["periodicity"] or "", ABSENT),
            ", ".join(day(each) for each in meetings(one, found.year)) or ABSENT,
            one["participants"] or ABSENT,
            found.name(one["responsible_id"]) or ABSENT,
        )
        for one in found.spaces
    ]
    return _table(rows, "Espacio", "Sirve para", "Periodicidad", "Fechas", "Quiénes asisten", "Responsable")


def day(value: date) -> str:
    """dd/mm/aaaa"""
    return f"{value:%d/%m/%Y}"


def _days(value: float | None) -> str:
    return ABSENT if value is None else f"{int(value)} días después del corte"


def _table(rows: list[tuple[object, ...]], *names: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(names), dtype="object")


TITLES = {one.code: f"{number}. {one.title}" for number, one in enumerate(SIX, start=1)}
