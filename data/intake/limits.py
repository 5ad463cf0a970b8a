"""How much a file may ask for before it is refused. Measured against real files (250 thousand enrolment rows pass)."""

MEGABYTE = 1024 * 1024

UPLOAD_BYTES = 400 * MEGABYTE
# Larger texts of students go straight from the disk to DuckDB, whatever their size.
LARGE_TEXT_BYTES = 16 * MEGABYTE
INFLATED_BYTES = 1024 * MEGABYTE
STYLES_BYTES = 32 * MEGABYTE
# A real sheet deflates about 10:1; only a bomb beats 100:1 over many megabytes.
RATIO = 100
RATIO_FROM_BYTES = 64 * MEGABYTE
ENTRIES = 5000
SHEETS = 100
COLUMNS = 512
ROWS = 600_000
CELLS = 12_000_000
MERGED = 20_000
DEPTH = 2000
PENDING_BYTES = 4 * MEGABYTE
FIELD_CHARACTERS = 131_072
EXCEL_ROWS = 1_048_576
FACTS_KEPT = 20_000

CHILD_MEMORY = 1024 * MEGABYTE
CHILD_CPU_SECONDS = 120
CHILD_WALL_SECONDS = 180
_BYTES_PER_SECOND = 5 * MEGABYTE


def cpu_seconds(size: int) -> int:
    """What the child may compute for a file of that size; only texts of students are ever large."""
    return CHILD_CPU_SECONDS + size // _BYTES_PER_SECOND


def wall_seconds(size: int) -> int:
    """How long it may take."""
    return CHILD_WALL_SECONDS + size // _BYTES_PER_SECOND
