"""Where the Spanish headers of files meet the fields of the application."""

import re
import unicodedata
from functools import cache, lru_cache

YEAR = ("año", "anio", "vigencia", "ano lectivo", "año lectivo")
MUNICIPALITY_CODE = (
    "código municipio",
    "cod municipio",
    "código dane municipio",
    "código del municipio",
    "código divipola",
    "divipola",
)
MUNICIPALITY_NAME = ("municipio", "nombre municipio", "nombre del municipio")
DEPARTMENT_CODE = ("código departamento", "cod departamento", "código dane departamento", "código del departamento")
DEPARTMENT_NAME = ("departamento", "nombre departamento", "nombre del departamento")
ZONE = ("zona", "área", "zona o área")
INCLUSION_GROUP = ("grupo de inclusión", "grupo inclusión", "inclusión", "grupo poblacional")
INDICATOR = ("indicador", "código indicador", "nombre del indicador")
NUMERATOR = ("numerador",)
DENOMINATOR = ("denominador",)
VALUE = ("valor", "resultado", "valor del indicador")
SOURCE = ("fuente",)
PERIOD = ("periodo", "período")
SCHOOL_CODE = ("código dane", "código dane establecimiento", "código dane del establecimiento", "dane establecimiento")
SCHOOL_NAME = ("establecimiento", "establecimiento educativo", "nombre establecimiento", "nombre del establecimiento")
SEDE_CODE = ("código dane sede", "código dane de la sede", "dane sede")
SEDE_NAME = ("sede", "nombre sede", "nombre de la sede")
ZONE_WORDS = {"urbano": "urbana", "urbana": "urbana", "rural": "rural"}


@lru_cache(8192)
def normalized(text: str) -> str:
    """A header or word without accents, case or punctuation: "CÓDIGO_MUNICIPIO " → "codigo_municipio"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


@cache
def spellings(alias: str) -> frozenset[str]:
    """An alias as files write it: normalized, and as open-data portals mangle it ("AÑO" → "a_o")."""
    mangled = re.sub(r"[^a-z0-9]+", "_", alias.casefold()).strip("_")
    return frozenset({normalized(alias), mangled})
