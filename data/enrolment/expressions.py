"""How a row of students is read, in SQL: the texts of its columns, what they mean, and the rule that keeps it out."""

from data.enrolment import vocabulary
from data.enrolment.students import RULES, Context, Students

NAME_LIMIT = 200
EARLIEST_BIRTH_YEAR = 1920
_EXCEL_EPOCH = "DATE '1899-12-30'"
_SERIAL = "try_cast(birth_date AS INTEGER) BETWEEN 1 AND 2958465"
_ACCENTED = {"TRANSICION": "TRANSICIÓN", "JARDIN": "JARDÍN", "PREJARDIN": "PREJARDÍN", "SEPTIMO": "SÉPTIMO",
             "DECIMO": "DÉCIMO", "UNDECIMO": "UNDÉCIMO", "ACELERACION": "ACELERACIÓN"}  # fmt: skip
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]"
_ESCAPED = r"_x(00[01][0-9A-F]|200[B-F]|202[A-E])_"
INVISIBLE = f"{_CONTROLS}|{_ESCAPED}"
PERSONAL = frozenset({"document", "birth_date", "name"})


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def words(spellings: dict[str, int]) -> dict[str, int]:
    """The spellings, and the same with their accents."""
    return {**spellings, **{_ACCENTED[word]: code for word, code in spellings.items() if word in _ACCENTED}}


def types(context: Context) -> list[str]:
    """The closed lists of words, as types: a text becomes one in a look-up, or null."""
    lists: dict[str, list[str]] = {
        "grade_word": list(words(vocabulary.GRADES)),
        "zone_word": list(vocabulary.ZONES),
        "sex_word": list(vocabulary.SEXES),
        "no_word": [*vocabulary.NO, *vocabulary.HOME],
        "foreign_document": list(vocabulary.FOREIGN_DOCUMENTS),
        "municipality": sorted({*context.catalog, *context.municipalities}),
    }
    return [f"CREATE TYPE {name} AS ENUM ({', '.join(map(literal, each))})" for name, each in lists.items()]


def texts(students: Students) -> str:
    """Every column that is read, as a trimmed text named by its field; null where empty. And the place of the row."""
    found = [
        f"nullif(trim(CAST({quoted(column)} AS VARCHAR)), '') AS {quoted(code)}"
        for code, column in students.columns.items()
    ]
    return ", ".join(found if students.is_file else [*found, students.place])


def readings(students: Students, context: Context, day_first: bool) -> str:
    """What the texts of a row mean, beside them."""
    has = students.columns.keys()
    document_type = "document_type" if "document_type" in has else "''"
    found = {
        "p_year": "try_cast(year AS SMALLINT)" if "year" in has else f"{context.year}::SMALLINT",
        "p_school": "CASE WHEN length(school_code) = 12 THEN try_cast(school_code AS BIGINT) END",
        "p_grade": "try_cast(upper(grade) AS grade_word)",
        "p_zone": "try_cast(upper(zone) AS zone_word)" if "zone" in has else "NULL::zone_word",
        "p_sex": "try_cast(upper(sex) AS sex_word)" if "sex" in has else "NULL::sex_word",
        "p_birth": _birth(day_first) if "birth_date" in has else "NULL::DATE",
        "p_municipality": _municipality(students),
        "p_student": f"hash(p_year, {document_type}, document, $salt)",
        "p_age": _age(students),
        **{f"is_{code}": _condition(code) for code in ("dropout", "repeater") if code in has},
        **{f"is_{field}": _belongs(field, students) for field in vocabulary.GROUPS.values()},
    }
    return ", ".join(f"{expression} AS {name}" for name, expression in found.items())


def _birth(day_first: bool) -> str:
    """ISO dates and Excel's day numbers are beyond doubt; slashes, once the column proves that the day comes first."""
    local = "CAST(try_strptime(birth_date, ['%d/%m/%Y', '%d-%m-%Y']) AS DATE)"
    serial = f"CASE WHEN {_SERIAL} THEN {_EXCEL_EPOCH} + try_cast(birth_date AS INTEGER) END"
    iso = f"coalesce(try_cast(left(birth_date, 10) AS DATE), {serial})"
    return f"coalesce({iso}, {local})" if day_first else iso


def _municipality(students: Students) -> str:
    """Without a column, the DANE code of the establishment says it, after its first digit."""
    if "municipality_code" not in students.columns:
        return "try_cast(substr(school_code, 2, 5) AS municipality)"
    code = "regexp_replace(municipality_code, '[.]0+$', '')" if not students.is_file else "municipality_code"
    if "department_code" not in students.columns:
        return f"try_cast(lpad({code}, 5, '0') AS municipality)"
    joined = f"lpad(department_code, 2, '0') || lpad({code}, 3, '0')"
    return f"try_cast(CASE WHEN length({code}) > 3 THEN lpad({code}, 5, '0') ELSE {joined} END AS municipality)"


def _age(students: Students) -> str:
    """Years completed on 31 March, when the enrolment is counted."""
    if "birth_date" in students.columns:
        return "try_cast(p_year - year(p_birth) - CASE WHEN month(p_birth) > 3 THEN 1 ELSE 0 END AS TINYINT)"
    return "try_cast(age AS TINYINT)" if "age" in students.columns else "NULL::TINYINT"


def _condition(code: str) -> str:
    return f"({quoted(code)} IS NOT NULL AND try_cast(upper({quoted(code)}) AS no_word) IS NULL)"


def _belongs(field: str, students: Students) -> str:
    if field in students.columns:
        return _condition(field)
    if field == "migrant" and "country" in students.columns:
        return _condition("country")
    if field == "migrant" and "document_type" in students.columns:
        return "coalesce(try_cast(upper(document_type) AS foreign_document) IS NOT NULL, false)"
    return "false"


def rule(students: Students, context: Context) -> str:
    """The number in RULES of the first rule that a row breaks, 0 for a good one; it closes with the field at fault."""
    cases = [f"WHEN {condition} THEN {RULES.index(name)}" for name, condition in _conditions(students, context)]
    return f"CAST(CASE {' '.join(cases)} ELSE 0 END AS UTINYINT)"


def _conditions(students: Students, context: Context) -> list[tuple[str, str]]:
    has, names = students.columns.keys(), [code for code in students.columns if code.startswith("name")]
    filled = ", ".join(quoted(code) for code in has)
    nobody = "school_code IS NULL AND document IS NULL AND grade IS NULL"
    # AND works out both sides for every row; CASE, the dear one only where the cheap one holds.
    found = [
        ("fila_vacia", f"CASE WHEN {nobody} THEN coalesce({filled}) IS NULL END"),
        ("fila_no_es_dato", "CASE WHEN p_school IS NULL THEN contains(upper(school_code), 'TOTAL') END"),
        ("celda_vacia", "school_code IS NULL OR document IS NULL OR grade IS NULL"),
        ("codigo_dane_longitud", "p_school IS NULL OR p_school < 100000000000"),
        ("anio_invalido", f"p_year IS NULL OR p_year NOT BETWEEN 1990 AND {context.year + 1}"),
        ("codigo_inexistente", "p_municipality IS NULL"),
        ("numero_invalido", "p_grade IS NULL"),
        ("documento_invalido", "NOT regexp_full_match(document, '[0-9A-Za-z-]{3,24}([.]0)?')"),
    ]
    if "zone" in has:
        found.append(("valor_fuera_de_lista", "zone IS NOT NULL AND p_zone IS NULL"))
    if "birth_date" in has:
        latest = "make_date(p_year::INTEGER, 12, 31)"
        slashed = "regexp_full_match(birth_date, '(0?[1-9]|1[0-2])[/-](0?[1-9]|1[0-2])[/-][0-9]{4}')"
        beyond = f"p_birth NOT BETWEEN DATE '{EARLIEST_BIRTH_YEAR}-01-01' AND {latest}"
        found += [
            ("fecha_texto", f"p_birth IS NULL AND birth_date IS NOT NULL AND {slashed}"),
            ("fecha_invalida", "birth_date IS NOT NULL AND (p_birth IS NULL OR p_birth < DATE '1900-01-01')"),
            ("fecha_fuera_de_rango", beyond),
        ]
    for name in map(quoted, names):
        found += [
            ("texto_muy_largo", f"length({name}) > {NAME_LIMIT}"),
            ("caracteres_invalidos", f"regexp_matches({name}, {literal(INVISIBLE)})"),
            ("revisar_texto_na", f"strlen({name}) < 5 AND upper({name}) IN ('NA', 'NULL', 'NAN', 'N/A', 'NONE')"),
        ]
    return found


FAULTY_FIELD = {
    "codigo_dane_longitud": "school_code",
    "fila_no_es_dato": "school_code",
    "celda_vacia": "school_code",
    "codigo_inexistente": "municipality_code",
    "anio_invalido": "year",
    "numero_invalido": "grade",
    "valor_fuera_de_lista": "zone",
    "documento_invalido": "document",
    "fila_duplicada": "document",
    "fecha_texto": "birth_date",
    "fecha_invalida": "birth_date",
    "fecha_fuera_de_rango": "birth_date",
    "texto_muy_largo": "name",
    "caracteres_invalidos": "name",
    "revisar_texto_na": "name",
}


def faulty_text(students: Students) -> str:
    """The text at fault of a row that stays out, unless it is about a person: that is never shown."""
    cases = [
        f"WHEN {RULES.index(name)} THEN {quoted(field)}"
        for name, field in FAULTY_FIELD.items()
        if field in students.columns and field not in PERSONAL
    ]
    return f"CASE p_rule {' '.join(cases)} END"
