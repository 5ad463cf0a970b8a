"""What the characterization and profile of the territory must discuss (manual, activity 1), topic by topic. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """A narrative of the profile: its code, its name, the section it is written in and what it should answer."""

    code: str
    label: str
    section: str
    help: str


SECTIONS = {
    "contexto": "Contexto y alineación",
    "dofa": "DOFA",
    "normograma": "Normograma",
    "estrategias": "Estrategias",
    "decision": "Decisión",
}

TOPICS = (
    Topic(
        "contexto_favorable",
        "Contexto favorable",
        "contexto",
        "Oportunidades de desarrollo del contexto político, social, económico y cultural del territorio.",
    ),
    Topic(
        "alineacion_pdd",
        "Alineación con el Plan de Desarrollo",
        "contexto",
        "Programas y metas del PDD a los que responden los objetivos estratégicos de la Secretaría.",
    ),
    Topic(
        "alineacion_sectorial",
        "Alineación con el plan sectorial",
        "contexto",
        "Ejes y metas del plan sectorial de educación que el PAM desarrolla.",
    ),
    Topic(
        "alineacion_men",
        "Alineación con el MEN",
        "contexto",
        "Política, lineamientos y proyectos del Ministerio de Educación Nacional que se acogen.",
    ),
    Topic(
        "estrategia_acompanamiento",
        "Acompañamiento a establecimientos educativos",
        "estrategias",
        "Cómo y a cuáles establecimientos se acompaña, según lo que muestra la línea de base.",
    ),
    Topic(
        "estrategia_ptfd",
        "Plan territorial de formación docente",
        "estrategias",
        "Qué formación de docentes y directivos docentes del PTFD responde a las brechas.",
    ),
    Topic("estrategia_tic", "Uso de TIC", "estrategias", "Cómo las tecnologías sirven al mejoramiento."),
    Topic(
        "estrategia_otras",
        "Otras estrategias",
        "estrategias",
        "Las demás que la Secretaría o el MEN definan y consideren pertinentes.",
    ),
    Topic(
        "asistencia_men",
        "Articulación con la asistencia técnica del MEN",
        "estrategias",
        "Cómo se da curso, en la Secretaría y en los establecimientos, a las acciones emprendidas desde el MEN.",
    ),
)

TOPIC_LABELS = {topic.code: topic.label for topic in TOPICS}
