"""The columns of a file of students, one row each: SIMAT's Anexo 6A and the variations that secretariats make of it.

Only what the counts need is read. Documents and names are read to be checked and are let go in the reader's process.
Light on purpose: the child process that opens hostile files recognizes students with it.
"""

from data.intake import columns
from data.intake.source import CODE, SCHOOL, YEAR, ZONE, Field, Source


def _text(code: str, *aliases: str, required: bool = False) -> Field:
    return Field(code, "text", aliases, required=required)


SOURCE = Source(
    kind="enrolment",
    title="Matrícula por estudiante (SIMAT, Anexo 6A)",
    source="SIMAT, Anexo 6A de matrícula",
    license="Uso interno de la secretaría; datos personales reducidos a conteos (Ley 1581 de 2012)",
    fields=(
        _text(YEAR, *columns.YEAR, "ano inf", "año de matrícula", "year"),
        _text("department_code", *columns.DEPARTMENT_CODE, "department"),
        _text(CODE, *columns.MUNICIPALITY_CODE, "mun codigo", "municipality", "municipality code", "codigo mun"),
        _text(
            SCHOOL,
            *columns.SCHOOL_CODE,
            "código dane ee",
            "código establecimiento",
            "cod dane",
            "dane",
            "school",
            required=True,
        ),
        _text("sede", *columns.SEDE_CODE, "código sede", "cons sede", "sede"),
        _text(ZONE, *columns.ZONE, "zon alu", "zona sede", "zona de la sede", "zona alumno", "zone"),
        _text("document_type", "tipo documento", "tipo de documento", "tipo doc", "document type"),
        _text(
            "document",
            "documento",
            "nro documento",
            "número documento",
            "número de documento",
            "num documento",
            "doc",
            "document",
            required=True,
        ),
        _text("name", "nombre", "nombres", "nombre1", "nombre 1", "primer nombre", "nombre completo", "name"),
        _text("birth_date", "fecha nacimiento", "fecha de nacimiento", "fec nacimiento", "birth date", required=True),
        _text("age", "edad", "age"),
        _text("level", "nivel", "nivel educativo", "level"),
        _text("grade", "grado", "código grado", "grado código", "grade", required=True),
        _text("sex", "género", "sexo", "sex"),
        _text("disability", "discapacidad", "tipo discapacidad", "disability", required=True),
        _text("talents", "cap exc", "capacidades excepcionales", "talentos", "talents"),
        _text("ethnic", "etnia", "grupo étnico", "pertenencia étnica", "ethnic", required=True),
        _text(
            "victim",
            "víctima conflicto",
            "víctima del conflicto",
            "pob vict conf",
            "población víctima del conflicto",
            "población víctima",
            "víctima",
            "victim",
            required=True,
        ),
        _text("migrant", "migrante", "población migrante", "migrant"),
        _text("country", "país origen", "país de origen", "pais nacimiento", "nacionalidad"),
        _text("srpa", "srpa", "sistema de responsabilidad penal", "responsabilidad penal adolescente"),
        _text("dropout", "desertor", "deserción", "desertó", "retirado", "dropout"),
        _text("repeater", "repitente", "repitencia", "repeater"),
        _text("approved", "aprobado", "aprobó"),
        _text("note", *columns.MUNICIPALITY_NAME, *columns.DEPARTMENT_NAME, *columns.SCHOOL_NAME, "nombre sede"),
        _text("note", "jornada", "tipo jornada", "shift"),
        _text("note", "apellido1", "apellido 1", "primer apellido", "apellidos"),
        _text("note", "apellido2", "apellido 2", "segundo apellido"),
        _text("note", "nombre2", "nombre 2", "segundo nombre"),
    ),
    key=(YEAR, "document_type", "document"),
    rows_are="unit",
)
