"""What a mistyped order answers: how it is written, in Spanish, and an exit code that no verdict uses."""

import argparse
import sys
from typing import NoReturn

USAGE_EXIT = 1


class SpanishParser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse's own sentence is in English
        sys.stderr.write(
            f"No se entiende la orden: falta una opción, sobra o no es de las que hay.\nUso: {self.usage_line()}\n"
            "Con --help se explica cada opción.\n"
        )
        sys.exit(USAGE_EXIT)

    def usage_line(self) -> str:
        return self.format_usage().removeprefix("usage: ").strip()
