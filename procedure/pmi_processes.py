"""The processes of the four areas of management in which an establishment values itself and plans its PMI.

Source: MEN, Guía 34 (2008), Guía para el mejoramiento institucional: areas, processes and the scale of four stages.
"""

from dataclasses import dataclass

from procedure.vocabulary import PMI_AREAS


@dataclass(frozen=True)
class Process:
    """`area` is a code of PMI_AREAS; `name`, as the guide writes it."""

    code: str
    area: str
    name: str


_BY_AREA = {
    "directiva": {
        "direccionamiento": "Direccionamiento estratégico y horizonte institucional",
        "gestion_estrategica": "Gestión estratégica",
        "gobierno_escolar": "Gobierno escolar",
        "cultura_institucional": "Cultura institucional",
        "clima_escolar": "Clima escolar",
        "relaciones_entorno": "Relaciones con el entorno",
    },
    "academica": {
        "diseno_pedagogico": "Diseño pedagógico",
        "practicas_pedagogicas": "Prácticas pedagógicas",
        "gestion_aula": "Gestión de aula",
        "seguimiento_academico": "Seguimiento académico",
    },
    "administrativa": {
        "apoyo_academico": "Apoyo a la gestión académica",
        "planta_fisica": "Administración de la planta física y de los recursos",
        "servicios": "Administración de servicios complementarios",
        "talento_humano": "Talento humano",
        "apoyo_financiero": "Apoyo financiero y contable",
    },
    "comunidad": {
        "accesibilidad": "Accesibilidad",
        "proyeccion": "Proyección a la comunidad",
        "participacion": "Participación y convivencia",
        "prevencion_riesgos": "Prevención de riesgos",
    },
}

PROCESSES = {
    code: Process(code, area, name) for area, processes in _BY_AREA.items() for code, name in processes.items()
}

ITEMS = PMI_AREAS | {code: one.name for code, one in PROCESSES.items()}
"""Areas and processes by code: what a valuation or a need is about."""

AREA_OF = {area: area for area in PMI_AREAS} | {code: one.area for code, one in PROCESSES.items()}

STAGES = {1: "existencia", 2: "pertinencia", 3: "apropiación", 4: "mejoramiento continuo"}
