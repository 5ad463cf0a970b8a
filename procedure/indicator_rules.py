"""What an indicator may not contradict, and what is worth a second look: one function per rule (ANALYTICS.md).

A problem is refused where it is typed; a warning is said and the row is kept. `indicator`, `one` (a slice) and
`variables` are rows with the fields of procedure.elements.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics import entry
from procedure import formula_symbols
from procedure.fields import is_missing
from procedure.vocabulary import BASES, PERIODICITIES, SENSES, SLICES

Row = Mapping[str, Any]
TRIMESTERS = ("t1", "t2", "t3", "t4")
DAYS = {"diaria": 1, "semanal": 7, "mensual": 30, "bimensual": 60, "trimestral": 90, "semestral": 180, "anual": 365}
_DECLARED = re.compile(r"«?\b(mantener_min|mantener_max|aumento|reduccion)\b»?(?: \([^)]*\))?")
_FIGURES = {"baseline": "la línea de base", "target": "la meta", **{name: name.upper() for name in TRIMESTERS}}


@dataclass(frozen=True)
class Mend:
    """One change that settles a finding: a field of the indicator, or of its slices when `of_slices`."""

    field: str
    value: Any
    label: str
    of_slices: bool = False


@dataclass(frozen=True)
class Finding:
    """A sentence about a field of the row, and what would mend it in one click."""

    field: str
    message: str
    mends: tuple[Mend, ...] = ()


def levels(indicator: Row) -> list[str]:
    """The levels of a scale, from the lowest (1) to the highest."""
    return [line.strip() for line in str(indicator.get("levels") or "").splitlines() if line.strip()]


def thresholds(indicator: Row) -> list[Finding]:
    """Problem: the red limit must be below the green one."""
    low, high = indicator["low"], indicator["high"]
    if low < high:
        return []
    return [Finding("low", f"El límite crítico ({_plain(low)}) debe ser menor que el satisfactorio ({_plain(high)}).")]


def figures(indicator: Row, one: Row) -> list[Finding]:
    """Problems of a slice that applies: its baseline, target and schedule against what the indicator declares."""
    if not one["applies"]:
        return []
    accumulation, known = indicator["accumulation"], {name: _known(one.get(name)) for name in _FIGURES}
    declared = (accumulation, indicator["sense"], indicator["basis"])
    found = [Finding("target", _spoken(text)) for text in entry.entry_problems(*declared, *_pair(one))]
    if accumulation == "hito":
        found += [
            Finding(name, f"{name.upper()}: un hito está hecho (1) o no lo está (0). Escriba 1 o 0.")
            for name in TRIMESTERS
            if known[name] not in (None, 0, 1)
        ]
    return found + (_outside_scale(indicator, known) if accumulation == "escala" else [])


def mends(indicator: Row, slices: Iterable[Row]) -> list[Mend]:
    """What would settle every contradiction of the indicator with its slices, each mend by itself."""
    live = [one for one in slices if one["applies"]]
    if indicator["accumulation"] == "hito":
        wrong = any(_known(one["target"]) not in (None, 1) for one in live)
        return [Mend("target", 1.0, "Poner la meta en 1", of_slices=True)] if wrong else []
    declared = (indicator["accumulation"], indicator["sense"], indicator["basis"])
    offered = entry.mends(*declared, [_pair(one) for one in live])
    return [Mend(field, value, _MENDS[field].format(_word(field, value))) for field, value in offered]


def scale(indicator: Row) -> list[Finding]:
    """Warnings: a scale without its levels, and a kind that does not go with the way of accumulating."""
    found, kind = [], indicator.get("kind")
    is_scale = indicator["accumulation"] == "escala"
    if is_scale and len(levels(indicator)) < 2:
        text = "La escala no tiene niveles. Escriba al menos dos, uno por línea, del más bajo al más alto."
        found.append(Finding("levels", text))
    if is_scale and kind == "cuantitativo":
        text = "Una escala de niveles es cualitativa: cambie la naturaleza o la acumulación."
        found.append(Finding("kind", text, (Mend("kind", "cualitativo", "Cambiar la naturaleza a «Cualitativo»"),)))
    if kind == "cualitativo" and indicator["accumulation"] in ("suma", "nivel", "flujo"):
        text = "Un indicador cualitativo se mide con una escala de niveles o con un hito; revise la acumulación."
        found.append(Finding("accumulation", text))
    return found


def timing(indicator: Row) -> list[Finding]:
    """Warnings: the day of the report and the lag of the source against the periodicity."""
    day, lag = _known(indicator.get("reporting_day")), _known(indicator.get("source_lag_days"))
    periodicity, found = str(indicator.get("periodicity")), []
    period = DAYS.get(periodicity)
    if day is not None and lag is not None and lag > day:
        text = (
            f"La fuente tarda {lag:g} días y el reporte se pide a los {day:g}: ese día todavía no hay dato. Pida el "
            "reporte más tarde o diga en «Limitaciones» que se reporta una proyección."
        )
        found.append(Finding("reporting_day", text, _later(lag)))
    if period is not None and max(day or 0, lag or 0) > period:
        field = "source_lag_days" if (lag or 0) > period else "reporting_day"
        subject = f"el dato llega a los {lag:g}" if field == "source_lag_days" else f"el reporte se pide a los {day:g}"
        text = f"Con periodicidad {_word('periodicity', periodicity).lower()}, {subject} días del corte: "
        found.append(Finding(field, text + "el periodo siguiente ya se cerró.", _longer(max(day or 0, lag or 0))))
    return found


def people(indicator: Row) -> list[Finding]:
    """Warning: whoever measures does not approve what they measured."""
    measures, approves = indicator.get("measured_by_id"), indicator.get("approved_by_id")
    if is_missing(measures) or measures != approves:
        return []
    return [Finding("approved_by_id", "Quien mide no debería aprobar su propia medición. Elija a otra persona.")]


def formula(indicator: Row, variables: Sequence[Row]) -> list[Finding]:
    """Warning: symbols of the formula that are not among the variables."""
    declared = {str(one["symbol"]).strip() for one in variables}
    unknown = [
        f"«{one}»" for one in formula_symbols.symbols(str(indicator.get("formula") or "")) if one not in declared
    ]
    if not unknown:
        return []
    verb = "que no está" if len(unknown) == 1 else "que no están"
    text = f"La fórmula usa {_listed(unknown)}, {verb} entre las variables. Agréguelas o corrija la fórmula."
    return [Finding("formula", text.replace("Agréguelas", "Agréguela") if len(unknown) == 1 else text)]


def variable(one: Row, text: str, others: Iterable[Row]) -> list[Finding]:
    """Warnings of a variable of the formula `text`: another has its symbol, or the formula does not name it."""
    symbol = str(one["symbol"]).strip()
    found = []
    if any(str(other["symbol"]).strip() == symbol for other in others):
        found.append(Finding("symbol", f"Hay otra variable con el símbolo «{symbol}»: en la fórmula no se distinguen."))
    if text.strip() and not formula_symbols.names(text, symbol):
        found.append(Finding("symbol", f"La fórmula no usa la variable «{symbol}»."))
    return found


def year(one: Row, plan_year: int) -> list[Finding]:
    """Warning: a baseline measured after the year of the plan."""
    measured = _known(one.get("baseline_year"))
    if measured is None or measured <= plan_year:
        return []
    text = f"El año de la línea de base ({measured:g}) es posterior a la vigencia {plan_year}."
    return [Finding("baseline_year", text)]


def review(indicator: Row, variables: Sequence[Row], slices: Iterable[Row], plan_year: int) -> list[Finding]:
    """Every warning of a hoja de vida as it stands, to be read in the section of its field."""
    found = [*scale(indicator), *timing(indicator), *people(indicator), *formula(indicator, variables)]
    for one in variables:
        found += variable(one, str(indicator["formula"]), [other for other in variables if other is not one])
    for one in slices:
        found += [Finding(each.field, f"{SLICES[one['slice']]}: {each.message}") for each in year(one, plan_year)]
    return list(dict.fromkeys(found))


def first_of(slices: Iterable[Row], indicator: Row) -> str:
    """The first contradiction of the indicator with its slices, with the names of those that share it; "" if none."""
    found = [(SLICES.get(str(one.get("slice")), ""), figures(indicator, one)) for one in slices]
    wrong = [(name, problems[0].message) for name, problems in found if problems]
    if not wrong:
        return ""
    name, message = wrong[0]
    also = f" También en {_listed([other for other, _ in wrong[1:]])}." if len(wrong) > 1 else ""
    return f"{name}: {message}{also}" if name else message


def _outside_scale(indicator: Row, known: Mapping[str, float | None]) -> list[Finding]:
    highest = len(levels(indicator))
    if highest < 2:
        return []
    return [
        Finding(name, f"La escala tiene {highest} niveles: {_FIGURES[name]} debe estar entre 1 y {highest}.")
        for name, value in known.items()
        if value is not None and not 1 <= value <= highest
    ]


def _later(days: float) -> tuple[Mend, ...]:
    latest = 90
    return (Mend("reporting_day", int(days), f"Pedir el reporte a los {days:g} días"),) if days <= latest else ()


def _longer(days: float) -> tuple[Mend, ...]:
    fits = next((code for code, length in DAYS.items() if length >= days), None)
    if fits is None:
        return ()
    return (Mend("periodicity", fits, _MENDS["periodicity"].format(_word("periodicity", fits))),)


_MENDS = {
    "sense": "Cambiar el sentido a «{}»",
    "basis": "Cambiar la base a «{}»",
    "periodicity": "Cambiar la periodicidad a «{}»",
}


def _word(field: str, code: str) -> str:
    """What a person reads for a code: the senses whole, the bases without their explanation."""
    if field == "periodicity":
        return PERIODICITIES[code]
    return SENSES[code] if field == "sense" else BASES[code].split(":")[0]


def _spoken(text: str) -> str:
    """The sentence of the formula engine with the words of the interface instead of its codes."""
    return _DECLARED.sub(lambda match: f"«{SENSES[match.group(1)]}»", text)


def _pair(one: Row) -> tuple[float | None, float | None]:
    return _known(one.get("baseline")), _known(one.get("target"))


def _known(value: Any) -> float | None:
    return None if is_missing(value) else float(value)


def _plain(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} y {names[-1]}"
