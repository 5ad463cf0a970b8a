"""The safety scan of a workbook, beside the fast reader: structure first, then every part the reader will touch.

Order and limits: INTAKE.md, step 1. Streaming and standard library only; it runs in the child process.
"""

import posixpath
import re
from collections import deque
from dataclasses import dataclass, field
from functools import partial
from xml.etree import ElementTree
from xml.parsers import expat

from data.intake import limits
from data.intake.archive import Archive
from data.intake.sheetscan import SheetFacts, scan
from data.intake.verdicts import Refusal
from data.intake.xmlcheck import great_part, parsed

_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SST = "xl/sharedStrings.xml"


@dataclass
class Sheet:
    """A sheet of the workbook: its name, its state ("visible", "hidden", "veryHidden"), its part and its facts."""

    name: str
    state: str
    part: str
    facts: SheetFacts = field(default_factory=SheetFacts)


@dataclass
class WorkbookFacts:
    """What is known of a workbook that may be read."""

    sheets: list[Sheet]
    external_links: bool


def outline(archive: Archive) -> list[Sheet]:
    """The sheets of the workbook, from its small parts; their facts are still empty. Raises Refusal."""
    _check_identity(archive)
    sheets = _sheets(archive)
    if "xl/styles.xml" in archive.parts:
        _xml(archive, "xl/styles.xml")
    return sheets


def inspect(archive: Archive, sheets: list[Sheet]) -> WorkbookFacts:
    """Reads the great parts through and fills the facts of the sheets. Raises Refusal."""
    if _SST in archive.parts:
        great_part(archive, _SST, lambda chunks: deque(chunks, maxlen=0))
    for sheet in sheets:
        sheet.facts = great_part(archive, sheet.part, partial(scan, sheet=sheet.name))
    if not any(sheet.state == "visible" for sheet in sheets):
        raise Refusal("hoja_oculta")
    if not any(sheet.facts.rows for sheet in sheets if sheet.state == "visible"):
        raise Refusal("sin_datos")
    return WorkbookFacts(sheets, any(name.startswith("xl/externalLinks/") for name in archive.parts))


def _check_identity(archive: Archive) -> None:
    parts = archive.parts
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise Refusal("con_macros")
    if "xl/workbook.bin" in parts:
        raise Refusal("formato_no_admitido", "libro binario .xlsb")
    if "[Content_Types].xml" not in parts or not any(name.startswith("xl/") for name in parts):
        raise Refusal("no_es_xlsx", "es un ZIP sin libro de Excel")
    types = _xml(archive, "[Content_Types].xml")
    if b"macroEnabled" in types:
        raise Refusal("con_macros")
    for needed in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        if needed not in parts:
            raise Refusal("xlsx_incompleto", needed)


def _xml(archive: Archive, part: str) -> bytes:
    return b"".join(parsed(archive.chunks(part, limits.STYLES_BYTES), part))


def _sheets(archive: Archive) -> list[Sheet]:
    targets = _targets(archive)
    root = _parsed(_xml(archive, "xl/workbook.xml"), "xl/workbook.xml")
    declared = [element for element in root.iter() if re.sub(r"^\{.*\}", "", element.tag) == "sheet"]
    if not declared:
        raise Refusal("sin_hojas")
    if len(declared) > limits.SHEETS:
        raise Refusal("demasiadas_hojas", count=len(declared), limit=limits.SHEETS)
    sheets = []
    for element in declared:
        part = targets.get(element.get(_RELATIONSHIP, ""))
        if part is None:
            continue
        if part not in archive.parts:
            raise Refusal("xlsx_incompleto", part)
        sheets.append(Sheet(element.get("name", ""), element.get("state", "visible"), part))
    if not sheets:
        raise Refusal("sin_hojas")
    return sheets


def _targets(archive: Archive) -> dict[str, str]:
    """Relationship id → part of each worksheet; a sheet that lives outside the workbook is refused."""
    found: dict[str, str] = {}
    for relation in _parsed(_xml(archive, "xl/_rels/workbook.xml.rels"), "xl/_rels/workbook.xml.rels"):
        if not relation.get("Type", "").endswith("/worksheet"):
            continue
        target = relation.get("Target", "")
        part = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target))
        if relation.get("TargetMode") == "External" or "://" in target or not part.startswith("xl/"):
            raise Refusal("xlsx_invalido", "una hoja apunta fuera del libro")
        found[relation.get("Id", "")] = part
    return found


def _parsed(content: bytes, part: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(content)
    except (ElementTree.ParseError, expat.ExpatError) as error:
        raise Refusal("xlsx_invalido", f"XML mal formado en {part}") from error
