"""The thirteen activities of the manual (GED-EDU-PR-S1-05, section 6), with their record (section 8)."""

from dataclasses import dataclass
from enum import StrEnum

from procedure.roles import Role

PAGES = {
    "inicio": "Inicio",
    "cargar-datos": "Cargar datos",
    "linea-de-base": "Línea de base",
    "caracterizacion": "Caracterización y perfil",
    "priorizacion": "Priorización",
    "plan": "Plan",
    "conformidad": "Conformidad",
    "estrategia-de-seguimiento": "Estrategia de seguimiento",
    "reporte-trimestral": "Reporte trimestral",
    "tablero": "Tablero",
    "cuentas": "Cuentas",
}


class Periodicity(StrEnum):
    YEARLY = "anual"
    QUARTERLY = "trimestral"


@dataclass(frozen=True)
class Activity:
    """`url_path` is the page that does it, or "" while this version has none; `record` what remains of it."""

    number: int
    name: str
    role: Role
    periodicity: Periodicity
    url_path: str
    record: str


_YEARLY, _QUARTERLY = Periodicity.YEARLY, Periodicity.QUARTERLY
_TERRITORIAL_PROFILE = "Caracterización y perfil territorial"
_PLAN = "Plan de Apoyo al Mejoramiento"
_FOLLOW_UP = "Seguimiento al Plan de Apoyo al Mejoramiento"

ACTIVITIES: tuple[Activity, ...] = (
    Activity(
        1, "Analizar la caracterización y el perfil", Role.ANALYST, _YEARLY, "caracterizacion", _TERRITORIAL_PROFILE
    ),
    Activity(2, "Priorizar factores", Role.ANALYST, _YEARLY, "priorizacion", "Valoración de componentes del PAM"),
    Activity(3, "Elaborar el PAM", Role.ANALYST, _YEARLY, "plan", _PLAN),
    Activity(4, "Definir la estrategia de seguimiento", Role.ANALYST, _YEARLY, "estrategia-de-seguimiento", _PLAN),
    Activity(5, "Definir la sostenibilidad", Role.COMMITTEE, _YEARLY, "plan", "Acta del Comité Directivo"),
    Activity(6, "Verificar la conformidad", Role.LEADER, _YEARLY, "conformidad", _PLAN),
    Activity(7, "Aprobar el PAM", Role.COMMITTEE, _YEARLY, "plan", "Acta del Comité Directivo"),
    Activity(8, "Publicar, difundir y socializar", Role.TECHNICIAN, _YEARLY, "plan", _PLAN),
    Activity(9, "Implementar el PAM", Role.LEADER, _YEARLY, "plan", _PLAN),
    Activity(10, "Evaluar periódicamente", Role.ANALYST, _QUARTERLY, "reporte-trimestral", _FOLLOW_UP),
    Activity(11, "Verificar metas y objetivos", Role.COMMITTEE, _QUARTERLY, "tablero", _FOLLOW_UP),
    Activity(12, "Comunicar resultados", Role.LEADER, _QUARTERLY, "", _FOLLOW_UP),
    Activity(13, "Generar información para el perfil", Role.LEADER, _QUARTERLY, "", _TERRITORIAL_PROFILE),
)
