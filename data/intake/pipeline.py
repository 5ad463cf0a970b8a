"""A file in, a reading out: isolated reader → recognizer → checks → observations. Nothing is stored here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pandas as pd

from data import catalog, settings
from data.enrolment import handover
from data.enrolment.handover import Handover
from data.enrolment.pseudonyms import ensure_key, key_path
from data.intake import extraction
from data.intake.arrangement import arrange
from data.intake.checks import cells, codes, columns, history, merged, parts, refusal, rows, thousands, zones
from data.intake.checks.outcome import Outcome, placed
from data.intake.dating import dated, school_year
from data.intake.isolation import Judgement, Progress, RawFile, open_file, with_hidden_sheets
from data.intake.mapping import ColumnMapping
from data.intake.matrix import read_matrix
from data.intake.model import REJECTED_COLUMNS, Reading
from data.intake.recall import NOTHING, Memory, UnknownLayoutError, recall
from data.intake.recognizer import recognize
from data.intake.registers import registers
from data.intake.restoration import restored
from data.intake.shape import Sheet
from data.intake.source import CODE
from data.intake.sources import enrolment
from data.intake.table import Table, build
from data.intake.verdicts import Refusal, spoken

Levels = Mapping[str, Mapping[str, float]]
"""Kind of a source → the scale of its answers, where the entity has its own."""
NO_LEVELS: Final[Levels] = MappingProxyType({})

_TABLE_CHECKS = (
    merged.merged_cells,
    rows.not_data,
    rows.unknown_municipality,
    rows.impossible_year,
    cells.formula_errors,
    cells.not_figures,
    cells.empty_keys,
    cells.out_of_range,
    cells.contradicted_values,
    rows.repeated_key,
    parts.total_of_areas,
    zones.totals_against_parts,
    thousands.lost_zeros,
    cells.ambiguous_rates,
    history.fractions_among_percents,
    history.suspicious_zeros,
    codes.rounded_codes,
    columns.repeated_columns,
    columns.emptied_columns,
    columns.absent_columns,
    columns.conflicting_separators,
    thousands.thousands_points,
    rows.misnamed_municipality,
    rows.missing_years,
)


def read_file(
    path: Path,
    file_name: str,
    *,
    municipalities: pd.DataFrame,
    kind: str | None = None,
    memory: Memory = NOTHING,
    levels: Levels = NO_LEVELS,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Reading:
    """The reading of a file for an entity whose municipalities (code, name) are given.

    `kind` forces a source; `memory` are the mappings of files that no source describes; `levels` are the entity's own
    scales. `progress(fraction, text)` is
    told along the way, from another thread while the file is opened; `cancelled()` is asked and ends it. Raises
    IntakeError when the file as a whole is refused, UnknownLayoutError when its columns have to be matched first.
    """
    raw = open_file(path, file_name, progress, cancelled, judgement=_judgement(file_name, municipalities, kind))
    if progress:
        progress(0.92, "Reconociendo y revisando los datos")
    try:
        reading = interpret(raw, file_name, municipalities, kind, memory, levels)
    except UnknownLayoutError as unknown:
        unknown.raw = with_hidden_sheets(path, file_name, raw, cancelled)
        raise
    if progress:
        progress(1.0, "Lectura terminada")
    return reading


def interpret(
    raw: RawFile,
    file_name: str,
    municipalities: pd.DataFrame,
    kind: str | None = None,
    memory: Memory = NOTHING,
    levels: Levels = NO_LEVELS,
) -> Reading:
    """The reading of what came out of a file. Raises IntakeError, and UnknownLayoutError when it is of no source."""
    if raw.bulk is not None:
        return _students(raw, raw.bulk, municipalities)
    try:
        layout = dated(recognize(raw, file_name, kind), file_name)
        if layout.source.cells:
            return read_matrix(layout, raw)
    except Refusal as refusal:
        error = spoken(refusal.code, file_name, refusal.details)
        if refusal.code != "columna_faltante" or kind is not None:
            raise error from refusal
        recalled = memory.applied(recall(raw, memory.remembered), raw, error)
        reading = interpret_mapped(raw, recalled.sheets, recalled.mapping, file_name, municipalities)
        return replace(reading, recognized_by=recalled.remembered.spoken)
    if layout.source.kind in levels:
        layout = replace(layout, source=layout.source.with_levels(levels[layout.source.kind]))
    table = build(layout, *registers(layout.source, municipalities))
    return _reading(table, _checked(table, raw))


def _judgement(file_name: str, municipalities: pd.DataFrame, kind: str | None) -> Judgement:
    """What students are judged with; a file that does not say its year is of the one in its name, or of this one."""
    return Judgement(
        municipalities=municipalities["code"].tolist(),
        catalog=catalog.municipalities()["code"].tolist(),
        year=school_year(file_name),
        key_file=str(ensure_key(key_path(settings.from_environment().home))),
        kind=kind,
    )


def _students(raw: RawFile, counted: Handover, municipalities: pd.DataFrame) -> Reading:
    """The reading of a file of students, which the child counted."""
    found = handover.reading(counted, enrolment.SOURCE, municipalities)
    notices = columns.bulk_notices(raw, found.sheet, counted.facts["blank_rows"])
    return replace(handover.with_notices(found, notices), header_row=raw.header_row, personal=True)


def interpret_mapped(
    raw: RawFile, sheets: Sequence[Sheet], mapping: ColumnMapping, file_name: str, municipalities: pd.DataFrame
) -> Reading:
    """The reading of some sheets of a file under a mapping. Raises IntakeError when it does not fit them."""
    try:
        arrangement = arrange(raw, sheets, mapping, municipalities)
    except Refusal as refusal:
        raise spoken(refusal.code, file_name, refusal.details) from refusal
    table = build(arrangement.layout, *registers(arrangement.layout.source, municipalities))
    return restored(_reading(table, _checked(table, arrangement.raw)), arrangement, municipalities)


def _checked(table: Table, raw: RawFile) -> list[Outcome]:
    """All outcomes, errors first, then what waits for a person, then notices."""
    if table.source.refusal is not None:
        return refusal.refused(table)
    outcomes = [outcome for check in _TABLE_CHECKS for outcome in check(table)]
    outcomes += rows.uneven_records(table, raw.uneven)
    dropped = frozenset(code for outcome in outcomes for code in outcome.dropped)
    asked = frozenset((code, proposal.row) for outcome in outcomes for code, proposal in outcome.proposals)
    rejected = frozenset(row for outcome in outcomes for row in outcome.rejected)
    outcomes += parts.adds_to_hundred(table, dropped, rejected)
    outcomes += history.jumps(table, dropped, asked, rejected)
    outcomes += columns.file_notices(table, raw)
    order = {"error": 0, "confirmar": 1, "aviso": 2}
    return sorted(outcomes, key=lambda outcome: order[outcome.finding.severity])


def _reading(table: Table, outcomes: list[Outcome]) -> Reading:
    rejected = _rejected(table, outcomes)
    good = table.entity & ~table.texts.index.to_series().isin(rejected["row"])
    found = extraction.observations(table, good, outcomes)
    waiting = set(found["pending"].dropna())
    source = table.source
    return Reading(
        kind=source.kind,
        dataset=source.kind,
        source=source.source,
        license=source.license,
        cutoff=None,
        sheet=table.sheet,
        rows=len(table.texts),
        entity_rows=int(table.entity.sum()),
        outside_rows=int(table.placed.eq("outside").sum()),
        municipalities=int(table.words.loc[table.entity, CODE].nunique()),
        observations=found,
        keys=extraction.keys(table, good),
        findings=placed(table, outcomes),
        proposals=[one for outcome in outcomes for _, one in outcome.proposals if one.id in waiting],
        rejected_rows=rejected,
        tables=extraction.texts(table, good),
        header_row=table.layout.header_row,
    )


def _rejected(table: Table, outcomes: list[Outcome]) -> pd.DataFrame:
    """Each row that stays out, once, with the first rule that says so; other entities' rows are not ours to reject."""
    ours = set(table.placed.index[table.placed.ne("outside")])
    lines = [
        (table.sheet, row, outcome.finding.rule, outcome.finding.message)
        for outcome in outcomes
        for row in outcome.rejected
        if row in ours
    ]
    frame = pd.DataFrame(lines, columns=REJECTED_COLUMNS).drop_duplicates("row")
    return frame.sort_values("row", ignore_index=True)
