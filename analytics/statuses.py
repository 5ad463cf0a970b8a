"""The status of a measure, exactly one, and what each means for the roll-up (ANALYTICS.md, Status and Roll-up)."""

from typing import Final

CON_DATO: Final = "con_dato"
SIN_AVANCE: Final = "sin_avance"
RETROCESO: Final = "retroceso"
CUMPLIDA: Final = "cumplida"
ANTICIPADO: Final = "anticipado"
SIN_REPORTE: Final = "sin_reporte"
POR_VERIFICAR: Final = "por_verificar"
SIN_LINEA_BASE: Final = "sin_linea_base"
SIN_META: Final = "sin_meta"
PENDIENTE: Final = "pendiente"
NO_PROGRAMADO: Final = "no_programado"
NO_APLICA: Final = "no_aplica"

COVERED: Final = (CON_DATO, SIN_AVANCE, RETROCESO, CUMPLIDA, ANTICIPADO)
"""They have an official datum: they count with their contribution."""
UNCOVERED: Final = (SIN_REPORTE, POR_VERIFICAR, SIN_LINEA_BASE, SIN_META)
"""They apply without an official datum: they count 0 in the strict figure."""
EXCLUDED: Final = (PENDIENTE, NO_PROGRAMADO, NO_APLICA)
"""They leave every denominator."""
ALL: Final = COVERED + UNCOVERED + EXCLUDED
CODE: Final = {status: code for code, status in enumerate(ALL)}
FIRST_UNCOVERED: Final = len(COVERED)
FIRST_EXCLUDED: Final = len(COVERED) + len(UNCOVERED)
