"""`manage.py bench intake | engine`: what the application costs beside the bare operation under it, in one run."""

import argparse
from collections.abc import Sequence
from importlib import import_module

from data.commands.arguments import SpanishParser

MODULES = ("intake", "engine")


def run(argv: Sequence[str]) -> int:
    """0 when every ratio is within its target, 1 otherwise."""
    parser = SpanishParser(prog="manage.py bench", description="Mide la aplicación contra la operación desnuda.")
    parser.add_argument("what", choices=MODULES, metavar=" | ".join(MODULES), help="la carga, o el cálculo del plan")
    parser.add_argument("options", nargs=argparse.REMAINDER, metavar="…", help="las de cada medición")
    chosen = parser.parse_args(argv)
    return int(import_module(f"data.commands.bench.{chosen.what}").run(chosen.options))
