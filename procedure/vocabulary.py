"""The words, symbols and colours of the procedure: identifiers on the left, what people read on the right.

Sources: the manual's glossary (PROCEDURE.md), the statuses, lights and palette of ANALYTICS.md and EXPERIENCE.md.
"""

from dataclasses import dataclass

TRIMESTERS = (1, 2, 3, 4)

ZONES = {"urbana": "Urbana", "rural": "Rural"}

INCLUSION_GROUPS = {
    "discapacidad": "Discapacidad",
    "talentos": "Capacidades o talentos excepcionales",
    "etnia": "Grupos étnicos",
    "victimas": "Víctimas del conflicto",
    "migrantes": "Migrantes",
    "srpa": "Responsabilidad penal adolescente",
    "inclusion": "Inclusión (único)",
}

SLICES = {"total": "Total", **ZONES, **INCLUSION_GROUPS}

STATUSES = {
    "con_dato": "con dato",
    "sin_avance": "sin avance",
    "retroceso": "retroceso",
    "cumplida": "cumplida",
    "pendiente": "pendiente: el plazo sigue abierto",
    "sin_reporte": "sin reporte",
    "no_programado": "no programado",
    "anticipado": "anticipado",
    "no_aplica": "no aplica",
    "sin_linea_base": "sin línea de base",
    "sin_meta": "sin meta",
    "por_verificar": "por verificar",
}

SENSES = {
    "aumento": "aumentar",
    "reduccion": "reducir",
    "mantener_min": "mantener: no bajar de la meta",
    "mantener_max": "mantener: no pasar de la meta",
}

ACCUMULATIONS = {
    "suma": "suma: los aportes de cada trimestre se acumulan",
    "nivel": "nivel: se lee en cada corte",
    "flujo": "flujo: cada trimestre cuenta por separado",
    "escala": "escala: niveles cualitativos ordenados",
    "hito": "hito: hecho o no hecho",
}

BASES = {"brecha": "brecha: parte del camino entre la línea de base y la meta", "directo": "directo: logrado / meta"}

INDICES = {"gestion": "Gestión", "resultado": "Resultado"}

NATURES = {"proceso": "Proceso", "resultado": "Resultado"}

KINDS = {"cuantitativo": "Cuantitativo", "cualitativo": "Cualitativo"}

ORIGINS = {"interno": "Interno al sector", "externo": "Externo al sector"}

SWOT = {"debilidad": "Debilidades", "oportunidad": "Oportunidades", "fortaleza": "Fortalezas", "amenaza": "Amenazas"}

PLAN_DECISIONS = {
    "nuevo": "Nuevo PAM",
    "ajuste": "Ajuste del PAM vigente",
    "continuidad": "Continuidad del PAM vigente",
}

NORM_KINDS = {
    "constitucion": "Constitución",
    "ley": "Ley",
    "decreto": "Decreto",
    "resolucion": "Resolución",
    "circular": "Circular o directiva",
    "acto": "Acto administrativo de la entidad",
    "orientacion": "Documento orientador",
    "tecnica": "Norma técnica o modelo",
    "politica": "Política",
    "otra": "Otra",
}

LOCATIONS = {"urbana": "Urbana", "rural": "Rural", "ambas": "Urbana y rural"}

AUDIENCES = {
    "estudiantes": "Estudiantes",
    "docentes": "Docentes",
    "directivos": "Directivos docentes",
    "familias": "Padres y madres de familia",
    "administrativos": "Personal administrativo",
}

FUNDING_SOURCES = {
    "entidad": "Recursos de la entidad territorial",
    "sgp": "Sistema General de Participaciones (SGP)",
    "alianzas": "Alianzas",
    "men": "Ministerio de Educación Nacional",
    "otros": "Otros",
}

PMI_AREAS = {
    "directiva": "Gestión directiva",
    "academica": "Gestión académica",
    "administrativa": "Gestión administrativa y financiera",
    "comunidad": "Gestión de la comunidad",
}

RISK_LEVELS = {"baja": "Baja", "media": "Media", "alta": "Alta"}

PERIODICITIES = {
    "diaria": "Diaria",
    "semanal": "Semanal",
    "mensual": "Mensual",
    "bimensual": "Bimensual",
    "trimestral": "Trimestral",
    "semestral": "Semestral",
    "anual": "Anual",
    "otra": "Otra",
}

SPACE_PURPOSES = {"socializacion": "Socializar", "decision": "Decidir", "ambas": "Socializar y decidir"}

TEAM_DUTIES = {
    "recoger": "Recoger la información",
    "consolidar": "Consolidar",
    "analizar": "Analizar las desviaciones",
    "presentar": "Presentar los resultados",
}

VOTING_STATES = {"abierta": "Abierta", "cerrada": "Cerrada"}

VIABILITY_ASPECTS = {"financiera": "Financiera", "tecnica": "Técnica", "administrativa": "Administrativa"}

PLAN_STATES = {
    "borrador": "Borrador",
    "en_viabilidad": "En revisión de viabilidad",
    "viable": "Viable",
    "en_verificacion": "En verificación de conformidad",
    "no_conforme": "No conforme",
    "conforme": "Conforme",
    "aprobado": "Aprobado",
    "habilitado": "Habilitado",
    "publicado": "Publicado",
    "en_ejecucion": "En ejecución",
    "cerrado": "Cerrado",
}

REPORT_STATES = {
    "borrador": "Borrador",
    "enviado": "Enviado",
    "devuelto": "Devuelto",
    "aprobado": "Aprobado",
    "cerrado": "Cerrado",
    "reabierto": "Reabierto",
}

IMPROVEMENT_KINDS = {"correctiva": "Correctiva", "preventiva": "Preventiva"}

IMPROVEMENT_STATES = {
    "abierta": "Abierta",
    "en_ejecucion": "En ejecución",
    "ejecutada": "Ejecutada",
    "eficaz": "Eficaz",
    "no_eficaz": "No eficaz",
}

ROLES = {
    "analista": "Analista",
    "lider": "Líder de Calidad",
    "coautor": "Coautor (Administrativa y Financiera, Planeación)",
    "comite": "Comité Directivo",
    "tecnico": "Técnico operativo",
    "responsable": "Responsable",
    "admin": "Administración del sistema",
}


@dataclass(frozen=True)
class Light:
    """How a light of the semáforo is written and drawn; the symbol always travels with the colour."""

    word: str
    symbol: str
    colour: str
    text_colour: str


LIGHTS = {
    "verde": Light("satisfactorio", "▲", "#00786A", "#FFFFFF"),
    "amarillo": Light("aceptable", "!", "#E69F00", "#000000"),
    "rojo": Light("crítico", "✖", "#B5330F", "#FFFFFF"),
    "gris": Light("no evaluable", "–", "#E3E6EA", "#1F2933"),
    "azul": Light("informativo", "○", "#5AA9D6", "#000000"),
}

STATUS_SYMBOLS = {"cumplida": "✔", "retroceso": "▼"}

COLOURS = {"urbana": "#0072B2", "rural": "#D55E00", "neutral": "#E3E6EA"}


def light_symbol(light: str, status: str) -> str:
    """The symbol of a light, or that of the status where it has its own (✔ cumplida, ▼ retroceso)."""
    return STATUS_SYMBOLS.get(status, LIGHTS[light].symbol) if light in {"verde", "rojo"} else LIGHTS[light].symbol
