"""`manage.py warehouse rebuild`: the serving generation again, from the layers, when its file was damaged or lost."""

import argparse
from collections.abc import Sequence

from data.commands.arguments import SpanishParser
from data.commands.import_file import COMMAND_LINE, thousands
from data.opening import open_stores
from data.warehouse.acceptance import rebuild
from procedure.roles import Actor, Role


def run(argv: Sequence[str]) -> int:
    """0 when it serves again; what makes that impossible is raised in words."""
    _parser().parse_args(argv)
    stores = open_stores()
    actor = Actor(stores.settings.entity_id, COMMAND_LINE, None, frozenset({Role.ANALYST}))
    try:
        layers = rebuild(stores.database, stores.warehouse, actor)
    finally:
        stores.close()
    figures = thousands(sum(layer.rows for layer in layers))
    print(f"Bodega de datos reconstruida: {len(layers)} versiones, {figures} cifras.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = SpanishParser(prog="manage.py warehouse", description="Mantenimiento de la bodega de datos.")
    parser.add_argument("action", choices=["rebuild"], metavar="rebuild", help="la reconstruye desde las versiones")
    return parser
