"""The cube of students: one row per year, municipality, establishment, zone, level, grade, sex and inclusion group."""

from collections.abc import Sequence

from analytics.school_ages import FIRST_GRADE_AGE, OVER_AGE_YEARS, SCHOOL_AGES
from data.enrolment import vocabulary
from data.enrolment.expressions import literal, words
from data.enrolment.students import Students

KEY = ["year", "municipality_code", "school_code", "zone", "level", "grade", "sex", "inclusion_group"]
COUNTS = ["students", "dropouts", "repeaters", "over_age", "aged", "school_age"]
CUBE_COLUMNS = [*KEY, *COUNTS]

_RAW = "p_year, p_municipality, p_school, p_zone, p_grade, p_sex, p_age"


def lookups() -> list[str]:
    """The meaning of each word, to be joined once the rows are counted."""
    levels = dict(vocabulary.grades_of_level())
    grades = [(literal(word), number, literal(levels[number])) for word, number in words(vocabulary.GRADES).items()]
    zones = [(literal(word), literal(zone)) for word, zone in vocabulary.ZONES.items()]
    sexes = [(literal(word), literal(sex)) for word, sex in vocabulary.SEXES.items()]
    return [
        _table("grades", "word, grade, level", grades),
        _table("zones", "word, zone", zones),
        _table("sexes", "word, sex", sexes),
    ]


def _table(name: str, columns: str, rows: Sequence[tuple[object, ...]]) -> str:
    values = ", ".join(f"({', '.join(map(str, row))})" for row in rows)
    return f"CREATE TEMP TABLE {name} AS SELECT * FROM (VALUES {values}) t({columns})"


def query(students: Students, good: str) -> str:
    """The cube of the rows that satisfy `good`, a condition on the scratch table."""
    flags = ", ".join(f"is_{field}" for field in vocabulary.GROUPS.values())
    dropouts, repeaters = (_conditional(students, code) for code in ("dropout", "repeater"))
    return f"""
    WITH counted AS (
        SELECT {_RAW}, {flags}, count(*) AS n, {dropouts} AS dropouts, {repeaters} AS repeaters
        FROM scratch WHERE {good} GROUP BY ALL
    ), meant AS (
        SELECT c.*, level, grade, coalesce(zones.zone, {_zone_of_school()}) AS zone, coalesce(sexes.sex, '') AS sex,
            grade BETWEEN 0 AND 13 AND p_age IS NOT NULL AS is_aged,
            p_age - (grade + {FIRST_GRADE_AGE - 1}) >= {OVER_AGE_YEARS} AS is_over,
            p_age BETWEEN {SCHOOL_AGES[0]} AND {SCHOOL_AGES[1]} AS is_school_age,
            {_groups()} AS groups
        FROM counted c
        JOIN grades ON grades.word = c.p_grade::VARCHAR
        LEFT JOIN zones ON zones.word = c.p_zone::VARCHAR
        LEFT JOIN sexes ON sexes.word = c.p_sex::VARCHAR
    ), exploded AS (
        SELECT * EXCLUDE (groups), unnest(groups) AS inclusion_group FROM meant
    )
    SELECT p_year::SMALLINT AS year, p_municipality::VARCHAR AS municipality_code, p_school::VARCHAR AS school_code,
        zone, level, grade::TINYINT AS grade, sex, inclusion_group,
        sum(n)::INTEGER AS students, sum(dropouts)::INTEGER AS dropouts, sum(repeaters)::INTEGER AS repeaters,
        {_when_known(students, "sum(n) FILTER (is_aged AND is_over)")} AS over_age,
        {_when_known(students, "sum(n) FILTER (is_aged)")} AS aged,
        {_when_known(students, "sum(n) FILTER (is_school_age)")} AS school_age
    FROM exploded GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
    """


def _conditional(students: Students, code: str) -> str:
    return f"count(*) FILTER (is_{code})" if code in students.columns else "NULL::BIGINT"


def _when_known(students: Students, expression: str) -> str:
    """Counts of ages, null when the file says nothing of them: unknown is not none."""
    known = "birth_date" in students.columns or "age" in students.columns
    return f"coalesce({expression}, 0)::INTEGER" if known else "NULL::INTEGER"


def _zone_of_school() -> str:
    """The zone belongs to the sede; its DANE code begins with 1 or 3 in the urban ones, with 2 or 4 in the rural."""
    return "CASE WHEN left(p_school::VARCHAR, 1) IN ('2', '4') THEN 'rural' ELSE 'urbana' END"


def _groups() -> str:
    """Everybody, each group that the student belongs to, and once whoever belongs to any."""
    each = ", ".join(f"CASE WHEN is_{field} THEN {literal(group)} END" for group, field in vocabulary.GROUPS.items())
    anyone = " OR ".join(f"is_{field}" for field in vocabulary.GROUPS.values())
    return f"list_filter(['todos', {each}, CASE WHEN {anyone} THEN 'inclusion' END], lambda g: g IS NOT NULL)"
