"""The sheets of the workbook with which a trimester is reported without connection: indicators and actions."""

from dataclasses import dataclass

from procedure.exchange.layout import KEY, VERSION, Column, Layout
from procedure.fields import Field, Kind
from procedure.reporting import ACTION, COMMITTED, INDICATOR, NARRATIVE, OBLIGATED, PHYSICAL

FORMAT = "PAM · reporte trimestral en Excel · 1"
TABLE = "trimester_reports"
VALUE = "value"
DONE_LIST = "Hecho o no hecho"
_DONE = {"1": "Hecho", "0": "No hecho"}
MEASURED = Column("Ejecutado", Field(VALUE, "Ejecutado", Kind.NUMBER))
MILESTONE = Column("Ejecutado", Field(VALUE, "Ejecutado", Kind.CHOICE, choices=_DONE), DONE_LIST)
_WORDS = Column("Narrativa", NARRATIVE)


@dataclass(frozen=True)
class ReportLayout(Layout):
    """`consulted` are the headers of what helps to report and nobody edits."""

    kind: str = INDICATOR
    consulted: tuple[str, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        return (KEY, VERSION, *self.consulted, *(column.header for column in self.columns))


INDICATORS = ReportLayout(
    TABLE,
    "Indicadores",
    (MEASURED, _WORDS),
    INDICATOR,
    (
        "Indicador",
        "Desagregación",
        "Unidad",
        "Qué se escribe",
        "Se busca",
        "Línea de base",
        "Último valor",
        "Programado",
        "Meta",
        "Plazo",
        "Estado",
    ),
)
ACTIONS = ReportLayout(
    TABLE,
    "Acciones",
    tuple(Column(one.label, one) for one in (PHYSICAL, COMMITTED, OBLIGATED, NARRATIVE)),
    ACTION,
    ("Acción", "Inicio", "Fin", "Último avance (%)", "Apropiado (pesos)", "Plazo", "Estado"),
)
LAYOUTS = (INDICATORS, ACTIONS)


def key_of(kind: str, subject_id: str, part: str) -> str:
    """The key of a row: «indicador:…:rural»."""
    return f"{kind}:{subject_id}:{part}"
