"""What a box of the report says, as it was typed: a figure, nothing, or a reason in words. Pure.

The comma is the decimal mark; a point before three digits could be either, so it is asked again, never guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from data.intake.numbers import parse
from pages.components import labels
from pages.components.reports.subjects import Subject

PHYSICAL, COMMITTED, OBLIGATED, NARRATIVE = "physical", "committed", "obligated", "narrative"
MONEY = (COMMITTED, OBLIGATED)
ACTION_FIELDS = (PHYSICAL, *MONEY)
MILESTONE = {"": "Sin dato", "0": "No hecho", "1": "Hecho"}


@dataclass(frozen=True)
class Reading:
    """`value` None without `problem` is an empty box: without a datum, which is not 0."""

    value: float | None = None
    problem: str = ""


def number(text: str) -> Reading:
    """A real number in Spanish: "4,8", "1.234,5", "−0,3", "46,8 %"."""
    clean = text.strip().replace("\u2212", "-")
    negative = len(clean) > 1 and clean.startswith("-")
    parsed = parse(clean[1:] if negative else clean, "decimal")
    if parsed.status == "missing":
        return Reading()
    if parsed.status == "not_applicable":
        return Reading(problem="«No aplica» se declara en el plan, con su razón. Si no hay dato, deje la caja vacía.")
    value = parsed.value
    if parsed.status == "ambiguous":
        if "," not in clean:
            decimal, thousands = (text_of(one) for one in parsed.readings[:2])
            return Reading(problem=f"«{clean}» puede leerse de dos maneras: escriba {thousands} o {decimal}.")
        value = parsed.readings[0]
    if not isinstance(value, float):
        return Reading(
            problem=f"«{clean[:40]}» no es un número. Escriba cifras, con coma decimal (4,8), o deje la caja vacía."
        )
    return Reading(-value if negative else value)


def pesos(text: str) -> Reading:
    """Whole pesos: "1.234.567", "$ 1234567"."""
    clean = text.strip().removeprefix("$").strip()
    parsed = parse(clean, "count")
    if parsed.status == "missing":
        return Reading()
    if parsed.status == "value" and isinstance(parsed.value, float) and parsed.value.is_integer():
        return Reading(parsed.value)
    return Reading(
        problem=f"«{clean[:40]}» no es un valor en pesos. Escriba pesos completos, sin decimales (1.250.000)."
    )


def physical(text: str) -> Reading:
    """A percentage from 0 to 100."""
    found = number(text)
    if found.value is not None and not 0 <= found.value <= 100:
        return Reading(
            problem=f"El avance físico va de 0 a 100 %, acumulado desde el inicio; «{text.strip()}» no cabe."
        )
    return found


def read(field: str, text: str) -> Reading:
    if field in MONEY:
        return pesos(text)
    return physical(text) if field == PHYSICAL else number(text)


def fields_of(subject: Subject) -> tuple[str, ...]:
    """The boxes with figures: the slices of an indicator, or the advance and money of an action."""
    return ACTION_FIELDS if subject.is_action else tuple(part.slice for part in subject.parts)


def stored_texts(subject: Subject) -> dict[str, str]:
    """Each box as the records have it, written as it would be typed; the narrative too."""
    if subject.is_action:
        money = {name: labels.integer(value) for name in MONEY if (value := getattr(subject, name)) is not None}
        texts = {PHYSICAL: text_of(subject.physical), **dict.fromkeys(MONEY, ""), **money}
    else:
        texts = {part.slice: text_of(part.value) for part in subject.parts}
    return {**texts, NARRATIVE: subject.narrative}


def text_of(value: float | None) -> str:
    """Without thousands, so that it reads back as itself: 1234,5"""
    if value is None:
        return ""
    whole = f"{value:.9f}".rstrip("0").rstrip(".")
    return whole.replace(".", ",")


def readings(subject: Subject, texts: Mapping[str, str]) -> dict[str, Reading]:
    """Every box with figures, read."""
    return {field: read(field, texts[field]) for field in fields_of(subject)}
