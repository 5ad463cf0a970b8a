"""`manage.py demo`: makes the demonstration in PAM_HOME and ends."""

import argparse
import sys
from collections.abc import Sequence

from data import demo
from data.commands.arguments import SpanishParser
from data.opening import open_stores


def run(argv: Sequence[str]) -> int:
    """0 when the demonstration is there, made now or before. Its passwords are random and printed only once."""
    _parser().parse_args(argv)
    stores = open_stores()
    accounts = demo.build(stores, lambda step: print(step, flush=True))
    if not accounts:
        print(f"La demostración ya estaba en {stores.settings.home}.")
        return 0
    print(f"\nDemostración lista en {stores.settings.home}. Todas sus cifras son inventadas.")
    print("Cuentas (las contraseñas no se vuelven a mostrar; la página de ingreso ofrece un botón por rol):")
    width = max(len(account.email) for account in accounts)
    for account in accounts:
        print(f"  {account.email:<{width}}  {account.password}  {account.name}")
    sys.stdout.flush()
    return 0


def _parser() -> argparse.ArgumentParser:
    return SpanishParser(prog="manage.py demo", description="Crea el plan de demostración y termina.")
