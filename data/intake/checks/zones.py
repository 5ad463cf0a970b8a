"""A long layout's totals against their zones and inclusion groups (ANALYTICS.md, Urban, rural, inclusion).

Rates: the total lies within the range of its zones. Quantities, and the numerators and denominators of rates: what
has no zone is said and blocks the approval of a report; more in the zones than in the total is an error. Groups
overlap: they are never added up, but none exceeds the total. A source whose total is by definition the sum of its
areas is held to the stricter rule of `parts.total_of_areas`.
"""

from collections.abc import Mapping

import pandas as pd

from analytics.parts import check_parts
from data import catalog
from data.intake.checks.outcome import Outcome, finding, indicator_name, rows_of
from data.intake.source import CODE, DENOMINATOR, GROUP, INDICATOR, NUMERATOR, VALUE, YEAR, ZONE
from data.intake.table import Table
from data.intake.wording import counted

_ZONES = {"urbana": "urban", "rural": "rural", "total": "total"}
_GROUPS = {
    "todos": "total",
    "inclusion": "inclusion_unique",
    "discapacidad": "disability",
    "talentos": "talents",
    "etnia": "ethnic",
    "victimas": "victims",
    "migrantes": "migrants",
    "srpa": "srpa",
}
_TEXTS = {
    "total_fuera_de_partes": "{} cuyo total está fuera del rango de sus zonas; esas filas no se cargan.",
    "partes_mayores_que_total": "{} cuyas zonas suman más que el total; esas filas no se cargan.",
    "sin_zona": "{} con unidades sin zona: urbana y rural no suman el total.",
    "grupo_mayor_que_total": "{} con un grupo de inclusión mayor que el total; esas filas no se cargan.",
    "unico_imposible": "{} con un «único» de inclusión imposible; esas filas no se cargan.",
}
_MENDS = {
    "total_fuera_de_partes": "Corrija el valor de la zona urbana, de la rural o del total.",
    "partes_mayores_que_total": "Corrija el total o las zonas.",
    "sin_zona": "Asigne la zona de la sede a esas unidades: mientras falte, un informe con estas cifras no se aprueba.",
    "grupo_mayor_que_total": "Corrija el grupo o el total.",
    "unico_imposible": "Cuente cada persona una sola vez: el único está entre el grupo mayor y la suma de los grupos.",
}


def totals_against_parts(table: Table) -> list[Outcome]:
    """One finding per rule broken; errors keep out every row that takes part in the contradiction."""
    if table.source.parts_of_total or not {ZONE, GROUP, INDICATOR} <= set(table.words):
        return []
    kinds = table.words[INDICATOR].map(catalog.indicators().set_index("code")["kind"])
    counts, good = kinds.eq("count"), table.entity
    by_zone = {VALUE: counts, NUMERATOR: ~counts, DENOMINATOR: ~counts}
    found = [_judged(table, VALUE, good & ~counts, ZONE, {zone: f"{part}_rate" for zone, part in _ZONES.items()})]
    for code, rows in by_zone.items():
        if code in table.numbers:
            parts = {zone: f"{part}_count" for zone, part in _ZONES.items()}
            found += [_judged(table, code, good & rows, ZONE, parts), _judged(table, code, good & rows, GROUP, _GROUPS)]
    return _grouped(table, pd.concat(found, ignore_index=True))


def _judged(table: Table, code: str, rows: "pd.Series[bool]", across: str, names: Mapping[str, str]) -> pd.DataFrame:
    """One line per cell in contradiction: row, code, rule, severity, message. `across` is compared, the rest fixed."""
    fixed = [one for one in (YEAR, CODE, ZONE, GROUP, INDICATOR) if one != across]
    keys = table.words[[one for one in fixed if one != YEAR]].assign(year=table.numbers[YEAR])
    parts = table.words[across].map(names)
    known = rows & parts.notna() & keys.notna().all(axis=1) & table.numbers[code].notna()
    frame = keys[known].assign(part=parts[known], figure=table.numbers.loc[known, code])
    frame = frame.rename_axis("row").reset_index().drop_duplicates([*fixed, "part"])
    frame["series"] = frame.groupby(fixed, sort=False).ngroup()
    found = check_parts(frame.pivot(index="series", columns="part", values="figure"))
    found = found.rename(columns={"row": "series"}).astype({"series": "int64"})
    return frame[["series", "row"]].merge(found, on="series").assign(code=code)


def _grouped(table: Table, lines: pd.DataFrame) -> list[Outcome]:
    outcomes = []
    for name, group in lines.groupby("rule", sort=False):
        rule, severity = str(name), group["severity"].iloc[0]
        cells = pd.concat(
            [table.cells(pd.Index(part["row"]), str(code)) for code, part in group.groupby("code", sort=False)],
            ignore_index=True,
        ).sort_values("row", kind="stable", ignore_index=True)
        many = len(group.drop_duplicates(["code", "series"]))
        text = _TEXTS[rule].format(counted(many, "cifra", "cifras"))
        shown = finding(rule, severity, text, _MENDS[rule], cells, many, _example(table, group.iloc[0]))
        outcomes.append(Outcome(shown, rows_of(cells) if severity == "error" else ()))
    return outcomes


def _example(table: Table, line: "pd.Series[str]") -> str:
    row, code = int(line["row"]), str(line["code"])
    own = "" if code == VALUE else f" ({table.header(code)})"
    where = f"{table.place(row)}, {table.year(row)}, {indicator_name(table, row, code)}{own}"
    return f"fila {row}, {where}: {line['message']}"
