"""The words of enrolment files: grades, zones, sexes, and how they say no. Everything in upper case, without accents.

Sources: SIMAT's Anexo 6A (grades −2 to 99, 0/9/99 for "no aplica") and the spellings of the secretariats' own files.
"""

_ORDINALS = ("PRIMERO", "SEGUNDO", "TERCERO", "CUARTO", "QUINTO", "SEXTO", "SEPTIMO", "OCTAVO", "NOVENO", "DECIMO")
_NUMBERED = [*range(-2, 14), *range(21, 27), 99]

GRADES: dict[str, int] = {
    **{str(number): number for number in _NUMBERED},
    **{f"{number}.0": number for number in _NUMBERED},
    **{f"{number:02d}": number for number in range(10)},
    **{f"{number}°": number for number in range(14)},
    **{word: number for number, word in enumerate(_ORDINALS, start=1)},
    "PREJARDIN": -2,
    "PREJARDIN I": -2,
    "JARDIN": -1,
    "JARDIN I": -2,
    "JARDIN II": -1,
    "TRANSICION": 0,
    "GRADO 0": 0,
    "UNDECIMO": 11,
    "ONCE": 11,
    "ACELERACION": 99,
    "ACELERACION DEL APRENDIZAJE": 99,
}
"""Spelling → SIMAT's number: −2…0 preschool, 1…11, 12 and 13 normal superior, 21…26 adult cycles, 99 aceleración."""

ZONES: dict[str, str] = {
    **dict.fromkeys(("URBANA", "URBANO", "U", "1", "CABECERA", "CABECERA MUNICIPAL"), "urbana"),
    **dict.fromkeys(("RURAL", "R", "2", "RESTO", "CENTRO POBLADO", "RURAL DISPERSO"), "rural"),
}

SEXES: dict[str, str] = {
    **dict.fromkeys(("F", "FEMENINO", "MUJER", "FEMENINA"), "F"),
    **dict.fromkeys(("M", "MASCULINO", "HOMBRE", "H", "MASCULINA"), "M"),
}

NO = (
    "NO", "N", "0", "0.0", "9", "9.0", "99", "99.0", "FALSE", "FALSO", "NO APLICA", "NO_APLICA", "N/A", "NA", "NINGUNA",
    "NINGUNO", "NO REPORTA", "NO REGISTRA", "NO TIENE", "SIN INFORMACION", "-", "NULL",
    "NO PERTENECE A NINGUNA ETNIA", "SIN DISCAPACIDAD", "NO ES VICTIMA", "NO ES VICTIMA DEL CONFLICTO",
)  # fmt: skip
"""In a column of a condition (disability, ethnic group, victim, repeater…), every other word says that it applies."""

HOME = ("COLOMBIA", "COLOMBIANA", "COLOMBIANO", "CO", "COL", "170", "57")
FOREIGN_DOCUMENTS = ("PPT", "PEP", "NES", "CE", "TMF", "VISA", "CCB")
"""Documents of migrants: permiso por protección temporal, permiso especial, número del SIMAT, cédula de extranjería."""

LEVELS: dict[str, tuple[int, ...]] = {
    "transicion": (-2, -1, 0),
    "primaria": (1, 2, 3, 4, 5, 99),
    "secundaria": (6, 7, 8, 9),
    "media": (10, 11, 12, 13),
    "adultos": (21, 22, 23, 24, 25, 26),
}

GROUPS = {
    "discapacidad": "disability",
    "talentos": "talents",
    "etnia": "ethnic",
    "victimas": "victim",
    "migrantes": "migrant",
    "srpa": "srpa",
}
"""Inclusion group → the field that says it. They overlap; "inclusion" counts once who is in any of them."""


def grades_of_level() -> list[tuple[int, str]]:
    return [(grade, level) for level, grades in LEVELS.items() for grade in grades]
