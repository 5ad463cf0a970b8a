"""ICFES: Saber 11 microdata, one row per student (87 columns in 2018). Students are never stored: only the means.

A student belongs to the municipality of the school, not to the one of residence or of the examination. Scores: global
0 to 500, each test 0 to 100.
"""

from data.intake import columns
from data.intake.computed import count, mean
from data.intake.source import CODE, NAME, YEAR, ZONE, Field, Source

_TESTS = ("lectura_critica", "matematicas", "c_naturales", "sociales_ciudadanas", "ingles")
_STUDENT = """tipodocumento nacionalidad genero fechanacimiento estudiante pais_reside tieneetnia etnia limita_motriz
limita_invidente limita_condicionespecial limita_sordo limita_sdown limita_autismo depto_reside cod_reside_depto
mcpio_reside cod_reside_mcpio dedicacionlecturadiaria dedicacioninternet horassemanatrabaja tiporemuneracion
privado_libertad cod_mcpio_presentacion mcpio_presentacion depto_presentacion cod_depto_presentacion inse_individual
nse_individual estadoinvestigacion pilopaga"""
_FAMILY = """estratovivienda personashogar cuartoshogar educacionpadre educacionmadre trabajolaborpadre
trabajolabormadre tieneinternet tieneserviciotv tienecomputador tienelavadora tienehornomicroogas tieneautomovil
tienemotocicleta tieneconsolavideojuegos numlibros comelechederivados comecarnepescadohuevo comecerealfrutoslegumbre
situacioneconomica"""
_SCHOOL = """codigo_icfes cod_dane_establecimiento nombre_establecimiento genero naturaleza calendario bilingue caracter
cod_dane_sede nombre_sede sede_principal jornada cod_depto_ubicacion depto_ubicacion"""
_UNUSED = (
    *(f"estu_{name}" for name in _STUDENT.split()),
    *(f"fami_{name}" for name in _FAMILY.split()),
    *(f"cole_{name}" for name in _SCHOOL.split()),
    *(f"{what}_{test}" for what in ("percentil", "desemp") for test in (*_TESTS, "global")),
)

SOURCE = Source(
    kind="icfes_saber11_microdata",
    title="Resultados Saber 11 por estudiante (microdatos del ICFES)",
    source="ICFES, Resultados Saber 11, microdatos",
    license="ICFES, DataIcfes: uso con cita de la fuente; sin identificar personas",
    fields=(
        Field(YEAR, "period", columns.PERIOD, required=True),
        Field("student", "text", ("estu consecutivo",), required=True),
        Field(CODE, "municipality_code", ("cole cod mcpio ubicacion",), required=True),
        Field(NAME, "text", ("cole mcpio ubicacion",)),
        Field(ZONE, "choice", ("cole area ubicacion",), choices=columns.ZONE_WORDS),
        Field("note", "text", _UNUSED),
        *(Field(f"saber_11_{name}", "decimal", (f"punt {name}",), bounds=(0, 100)) for name in _TESTS),
        Field("saber_11_global", "decimal", ("punt global",), required=True, bounds=(0, 500)),
    ),
    key=(YEAR, CODE, "student"),
    rows_are="unit",
    computed=(
        mean("saber_11_global"),
        *(mean(f"saber_11_{name}") for name in _TESTS),
        count("student", "saber_11_estudiantes"),
    ),
)
