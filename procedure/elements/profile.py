"""The territorial profile (manual, activity 1): its decision, its narratives, its DOFA and its normograma."""

from procedure.elements.base import APPLIES, REASON, Element
from procedure.fields import Field, Kind
from procedure.profile import TOPIC_LABELS
from procedure.vocabulary import NORM_KINDS, PLAN_DECISIONS, SWOT

_NARRATIVE = 20_000

PROFILE = (
    Element(
        "profiles",
        "la decisión del perfil",
        "decisiones del perfil",
        "decision",
        (
            Field(
                "decision",
                "Decisión sobre el PAM",
                Kind.CHOICE,
                choices=PLAN_DECISIONS,
                help="De acuerdo con el análisis: si se define o no un nuevo PAM.",
            ),
            Field(
                "decision_reason",
                "Justificación",
                Kind.LONG_TEXT,
                longest=_NARRATIVE,
                help="Qué hallazgos de la caracterización y del perfil llevan a esa decisión. Es obligatoria.",
            ),
        ),
        fixed=True,
    ),
    Element(
        "profile_texts",
        "el texto del perfil",
        "textos del perfil",
        "topic",
        (
            Field("topic", "Tema", Kind.CHOICE, required=True, choices=TOPIC_LABELS),
            Field("text", "Texto", Kind.LONG_TEXT, longest=_NARRATIVE),
        ),
        fixed=True,
    ),
    Element(
        "profile_swot",
        "el aspecto de la DOFA",
        "aspectos de la DOFA",
        "text",
        (
            Field("kind", "Lista", Kind.CHOICE, required=True, choices=SWOT),
            Field("text", "Aspecto", Kind.LONG_TEXT, required=True),
        ),
    ),
    Element(
        "profile_norms",
        "la norma",
        "normas",
        "name",
        (
            Field("kind", "Tipo", Kind.CHOICE, required=True, choices=NORM_KINDS, default="otra"),
            Field("name", "Norma", required=True, help="Como se cita: «Ley 115 de 1994, artículo 151»."),
            Field("subject", "De qué trata", Kind.LONG_TEXT),
            APPLIES,
            REASON,
        ),
    ),
)
