"""`manage.py fetch men|divipola`: brings a data set of the open-data portal.

The statistics of the MEN go on exactly as a file given to `import`: the same verdict, and nothing is stored without
`--accept`. The DIVIPOLA is compared with the program's own list. Progress goes to the error stream.
"""

import argparse
import json
import sys
from collections.abc import Hashable, Mapping, Sequence

from data.commands import import_file
from data.commands.arguments import SpanishParser
from data.commands.import_file import COMMAND_LINE, thousands
from data.opendata import divipola, portal, shelf
from data.opendata.fetching import fetch
from data.opendata.portal import Dataset
from data.opendata.shelf import Download
from data.opening import Stores, open_stores
from procedure.roles import Actor, Role


def run(argv: Sequence[str]) -> int:
    """What `import` ends with, for the statistics; 0 for the DIVIPOLA. Without the portal, its error is raised."""
    options = _parser().parse_args(argv)
    stores = open_stores()
    try:
        return int(options.action(stores, options))
    finally:
        stores.close()


def _statistics(stores: Stores, options: argparse.Namespace) -> int:
    download = _brought(stores, portal.MEN)
    options.file = shelf.path_of(stores.settings, download)
    return import_file.tell(import_file.judge(stores, options), as_json=options.json)


def _municipalities(stores: Stores, options: argparse.Namespace) -> int:
    download = _brought(stores, portal.DIVIPOLA)
    found = divipola.compare(shelf.path_of(stores.settings, download), stores.settings.entity_id)
    lines = found.differences.to_dict("records")
    if options.json:
        print(
            json.dumps({"known": found.known, "published": found.published, "differences": lines}, ensure_ascii=False)
        )
        return 0
    told = [f"  {line['code']}  {divipola.WORDS[line['change']]}: {_change(line)}" for line in lines]
    print("\n".join([found.sentence, *told]))
    return 0


def _change(line: Mapping[Hashable, str]) -> str:
    return " → ".join(f"«{text}»" for text in (line["ours"], line["theirs"]) if text)


def _brought(stores: Stores, dataset: Dataset) -> Download:
    machine = Actor(stores.settings.entity_id, COMMAND_LINE, None, frozenset({Role.ADMIN}))
    download = fetch(stores.settings, stores.database, machine, dataset, progress=_told)
    path = shelf.path_of(stores.settings, download)
    print(f"«{dataset.title}»: {thousands(download.rows)} filas en {path}", file=sys.stderr)
    return download


def _told(fraction: float, text: str) -> None:
    print(f"{fraction:>4.0%}  {text}", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = SpanishParser(prog="manage.py fetch", description="Trae un conjunto del portal de datos abiertos.")
    names = parser.add_subparsers(required=True, metavar="men | divipola")
    men = names.add_parser("men", help="estadísticas del MEN por municipio: las trae y dice lo mismo que import")
    import_file.add_options(men)
    men.set_defaults(action=_statistics, kind=None, year=None)
    municipalities = names.add_parser("divipola", help="la lista oficial de municipios: dice en qué difiere")
    municipalities.add_argument("--json", action="store_true", help="responde en JSON")
    municipalities.set_defaults(action=_municipalities)
    return parser
