"""The tables of a generation and their columns. Every layer stores the rows of some of them, one Parquet file each.

`observations` are the figures; `table_cells` the cells of the sources that bring no figures of municipalities;
`enrolment` the cube of a file of students (data.enrolment.cube).
"""

_ORIGIN = {"entity_id": "VARCHAR", "version_id": "VARCHAR", "dataset": "VARCHAR"}

OBSERVATIONS = "observations"
TABLE_CELLS = "table_cells"
ENROLMENT = "enrolment"

# The default is what a layer written before the column existed is read with.
_DEFAULTS = {"school_code": "''"}

TABLES: dict[str, dict[str, str]] = {
    OBSERVATIONS: {
        **_ORIGIN,
        "year": "INTEGER",
        "municipality_code": "VARCHAR",
        "school_code": "VARCHAR",
        "zone": "VARCHAR",
        "inclusion_group": "VARCHAR",
        "indicator_code": "VARCHAR",
        "value": "DOUBLE",
        "numerator": "DOUBLE",
        "denominator": "DOUBLE",
        "sheet": "VARCHAR",
        "row": "INTEGER",
    },
    TABLE_CELLS: {**_ORIGIN, "sheet": "VARCHAR", "row": "INTEGER", "column": "VARCHAR", "text": "VARCHAR"},
    ENROLMENT: {
        **_ORIGIN,
        "year": "SMALLINT",
        "municipality_code": "VARCHAR",
        "school_code": "VARCHAR",
        "zone": "VARCHAR",
        "level": "VARCHAR",
        "grade": "TINYINT",
        "sex": "VARCHAR",
        "inclusion_group": "VARCHAR",
        "students": "INTEGER",
        "dropouts": "INTEGER",
        "repeaters": "INTEGER",
        "over_age": "INTEGER",
        "aged": "INTEGER",
        "school_age": "INTEGER",
    },
}

KEY = ["year", "municipality_code", "school_code", "zone", "inclusion_group", "indicator_code"]
FIGURES = ["value", "numerator", "denominator"]


def declared(table: str) -> str:
    """The columns of a table as CREATE TABLE takes them."""
    return ", ".join(
        f'"{name}" {kind}' + (f" DEFAULT {_DEFAULTS[name]}" if name in _DEFAULTS else "")
        for name, kind in TABLES[table].items()
    )


def named(table: str) -> str:
    """The names of the columns of a table, as SELECT takes them."""
    return ", ".join(f'"{name}"' for name in TABLES[table])
