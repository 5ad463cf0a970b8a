"""Every page: its file, its address, its place in the menu, and who finds it there.

To add one: write the file in a subfolder of pages/, starting with `session.require(...)`, and add its line here. Pages
outside the role are still known, hidden, so that a link to one is answered by its guard and not by a blank.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from procedure.roles import Actor, Permission, can

PAGES_FOLDER = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Entry:
    """`permissions` are those of the page's own guard: any of them opens it."""

    section: str
    file: str
    title: str
    url_path: str
    icon: str
    permissions: tuple[Permission, ...]


ENTRIES = (
    Entry("", "start/home.py", "Inicio", "", "home", (Permission.READ,)),
    Entry("Diagnóstico", "diagnosis/upload.py", "Cargar datos", "cargar-datos", "upload", (Permission.LOAD_DATA,)),
    Entry("Diagnóstico", "diagnosis/baseline.py", "Línea de base", "linea-de-base", "monitoring", (Permission.READ,)),
    Entry(
        "Diagnóstico",
        "diagnosis/profile.py",
        "Caracterización y perfil",
        "caracterizacion",
        "explore",
        (Permission.READ,),
    ),
    Entry(
        "Diagnóstico",
        "diagnosis/catalog.py",
        "Catálogo de indicadores",
        "catalogo",
        "menu_book",
        (Permission.READ,),
    ),
    Entry("Plan", "priorities/workshop.py", "Priorización", "priorizacion", "low_priority", (Permission.READ,)),
    Entry("Plan", "plan/editor.py", "Plan", "plan", "account_tree", (Permission.READ,)),
    Entry("Plan", "plan/exchange.py", "Plan en Excel", "plan-en-excel", "table_view", (Permission.READ,)),
    Entry("Plan", "plan/indicator_sheets.py", "Hojas de vida", "hojas-de-vida", "badge", (Permission.READ,)),
    Entry("Plan", "plan/conformity.py", "Conformidad", "conformidad", "rule", (Permission.READ,)),
    Entry("Plan", "plan/schools.py", "Análisis de los PMI", "analisis-de-los-pmi", "school", (Permission.READ,)),
    Entry("Plan", "plan/municipalities.py", "Ficha municipal", "ficha-municipal", "location_city", (Permission.READ,)),
    Entry(
        "Plan",
        "plan/strategy.py",
        "Estrategia de seguimiento",
        "estrategia-de-seguimiento",
        "event_repeat",
        (Permission.READ,),
    ),
    Entry(
        "Seguimiento",
        "followup/report.py",
        "Reporte trimestral",
        "reporte-trimestral",
        "edit_calendar",
        (Permission.READ,),
    ),
    Entry("Seguimiento", "followup/board.py", "Tablero", "tablero", "dashboard", (Permission.READ,)),
    Entry(
        "Seguimiento",
        "followup/improvement.py",
        "Correctivas y preventivas",
        "acciones-correctivas",
        "build",
        (Permission.READ,),
    ),
    Entry(
        "Seguimiento", "followup/closing.py", "Cierre del trimestre", "cierre-del-trimestre", "lock", (Permission.READ,)
    ),
    Entry("Administración", "admin/users.py", "Cuentas", "cuentas", "manage_accounts", (Permission.MANAGE_USERS,)),
    Entry(
        "Administración",
        "admin/open_data.py",
        "Traer datos abiertos",
        "traer-datos-abiertos",
        "cloud_download",
        (Permission.FETCH_OPEN_DATA,),
    ),
)


def pages_for(actor: Actor) -> dict[str, list[Any]]:
    """Sections of the menu with their pages, as `st.navigation` takes them."""
    sections: dict[str, list[Any]] = {}
    for entry in ENTRIES:
        sections.setdefault(entry.section, []).append(_page(entry, shown=_may_open(actor, entry)))
    return sections


def _may_open(actor: Actor, entry: Entry) -> bool:
    return any(can(actor, permission) for permission in entry.permissions)


def _page(entry: Entry, *, shown: bool) -> Any:
    return st.Page(
        PAGES_FOLDER / entry.file,
        title=entry.title,
        icon=f":material/{entry.icon}:",
        url_path=entry.url_path or None,
        default=not entry.url_path,
        visibility="visible" if shown else "hidden",
    )
