"""The kinds of column that a source may declare, beside "text", "choice" and "level". Standard library only."""

KINDS = (
    "rate",
    "coverage",
    "decimal",
    "dropout_open_data",
    "percent_fraction",
    "count",
    "year",
    "period",
    "code",
    "department_code",
    "municipality_code",
    "school_code",
)
TEXT_KINDS = frozenset({"code", "department_code", "municipality_code", "school_code"})
