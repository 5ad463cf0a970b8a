"""DANE codes of schools that lost their last digits: many schools end up with the same one."""

from data.intake.checks.outcome import Outcome, finding, rows_of
from data.intake.source import ESTABLISHMENT, SCHOOL, SEDE
from data.intake.table import Table
from data.intake.wording import figure, listing

_LEAST_ROWS = 8
_MOST_OFTEN = 0.5


def rounded_codes(table: Table) -> list[Outcome]:
    """Columns of twelve-digit codes where most end in six zeros: not keys; rows that need them as keys stay out."""
    rounded = {
        code: table.texts[code].str.strip().str.fullmatch(r"\d{5,6}0{6}").eq(True)
        for code in (ESTABLISHMENT, SEDE, SCHOOL)
        if code in table.texts and len(table.texts) >= _LEAST_ROWS
    }
    wrong = {code: marks for code, marks in rounded.items() if marks.mean() > _MOST_OFTEN}
    if not wrong:
        return []
    first = next(iter(wrong))
    cells = table.cells(wrong[first].index[wrong[first]], first)
    names = listing(f"«{table.header(code)}»" for code in wrong)
    text = (
        f"Los códigos DANE de {names} vienen redondeados a seis cifras en {figure(len(cells))} de "
        f"{figure(len(table.texts))} filas: no son llaves, porque varios establecimientos comparten el mismo."
    )
    mend = "No los use para cruzar con otras bases; pida el archivo con los códigos de doce cifras completos."
    needed = any(code in table.source.key for code in wrong)
    found = finding("codigos_redondeados", "error" if needed else "aviso", text, mend, cells)
    return [Outcome(found, rows_of(cells) if needed else ())]
