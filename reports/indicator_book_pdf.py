"""A book of hojas de vida as a PDF that a screen reader can walk (PDF/UA): cover with its list, then its sheets."""

from typing import Any

from procedure.indicator_log import number
from procedure.indicator_sheet import SECTIONS
from procedure.vocabulary import LIGHTS, NATURES
from reports.indicator_book import Book
from reports.indicator_sheet import ABSENT, IndicatorSheet, Range, versions
from reports.plain import plain
from reports.typeset import pdf

TEMPLATE = "indicator_book.typ"
SHOWN_VERSIONS = 12
_LONGEST_CHANGE = 160
_RANGES = ["Concepto", "Cuándo", "Acción requerida"]


def build(book: Book) -> bytes:
    """The bytes of a .pdf in Spanish, on letter paper. Raises reports.typeset.TypesettingError."""
    data = {
        "title": book.title,
        "entity": book.entity,
        "notice": book.notice,
        "identity": [["Proceso", book.process], *map(list, book.identity.items())],
        "sheets": [_sheet(one) for one in book.sheets],
    }
    return pdf(TEMPLATE, _clean(data), book.made)


def _sheet(one: IndicatorSheet) -> dict[str, Any]:
    told = versions(one.changes.map(_short))
    changes = told.head(SHOWN_VERSIONS).to_numpy().tolist()
    more = len(told) - len(changes)
    lacks = f"Le falta: {', '.join(one.missing)}." if one.missing else "Completa."
    saved = f"Versión {one.version}, {one.changed}." if one.version else "Sin versiones."
    return {
        "code": one.code,
        "name": one.name,
        "title": one.title,
        "nature": NATURES[one.nature],
        "version": str(one.version),
        "state": f"Faltan {len(one.missing)} campos" if len(one.missing) > 1 else lacks,
        "saved": f"{saved} {lacks}",
        "parts": [_part(one, section.code, section.title) for section in SECTIONS],
        "headers": list(told.columns),
        "changes": changes,
        "earlier": _earlier(more),
    }


def _earlier(more: int) -> str:
    if not more:
        return ""
    what = "1 versión anterior está" if more == 1 else f"{more} versiones anteriores están"
    return f"Otra{'s' if more > 1 else ''} {what} en el libro de Excel y en la aplicación."


def _part(one: IndicatorSheet, code: str, title: str) -> dict[str, Any]:
    part: dict[str, Any] = {"title": title, "facts": [list(fact) for fact in one.facts[code]]}
    part |= {"headers": [], "variables": [], "goals": [], "ranges": []}
    if code == "calculo":
        part |= {"headers": list(one.variables.columns), "variables": one.variables.to_numpy().tolist()}
    elif code == "metas":
        part["title"] = f"{title} ({one.unit})" if one.unit else title
        rows = [[_figure(value) for value in row] for row in one.told_goals.itertuples(index=False)]
        part |= {"headers": list(one.told_goals.columns), "goals": rows}
    elif code == "rangos":
        part |= {"headers": _RANGES, "ranges": [_range(band) for band in one.ranges]}
    return part


def _range(band: Range) -> dict[str, str]:
    light = LIGHTS[band.light]
    colours = {"colour": light.colour, "ink": light.text_colour}
    return {"name": band.name, "limits": band.limits, "action": band.action or ABSENT, **colours}


def _figure(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "—" if value is None or value != value else number(value)


def _short(text: Any) -> str:
    line = str(text)
    return line if len(line) <= _LONGEST_CHANGE else f"{line[: _LONGEST_CHANGE - 1].rstrip()}…"


def _clean(data: Any) -> Any:
    """What no document can hold is left out of every text."""
    if isinstance(data, dict):
        return {name: _clean(one) for name, one in data.items()}
    return [_clean(one) for one in data] if isinstance(data, list) else plain(data)
