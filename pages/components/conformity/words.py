"""How many findings there are and of what kind, in words."""

from collections.abc import Sequence

from pages.components import badges, labels
from procedure.conformity.review import blocking
from procedure.conformity.rule import Finding
from procedure.conformity.rules import RULES

EFFECTS = {True: "Bloquea", False: "Advierte"}


def counted(findings: Sequence[Finding]) -> str:
    """«3 bloquean, 5 advierten»; «sin hallazgos» when there is none."""
    stops = len(blocking(findings))
    warns = len(findings) - stops
    parts = [labels.count(stops, "bloquea", "bloquean")] if stops else []
    parts += [labels.count(warns, "advierte", "advierten")] if warns else []
    return ", ".join(parts) or "sin hallazgos"


def headline(findings: Sequence[Finding]) -> str:
    """The sentence of the page."""
    if not findings:
        return f"El plan cumple las {len(RULES)} reglas de conformidad"
    met = len(RULES) - len({one.rule for one in findings})
    stops = len(blocking(findings))
    if not stops:
        amount = labels.count(len(findings), "advertencia", "advertencias")
        return f"Nada impide declararlo conforme; hay {amount} por mirar"
    verb = "impide" if stops == 1 else "impiden"
    amount = labels.count(stops, "hallazgo", "hallazgos")
    return f"{amount} {verb} declararlo conforme; se cumplen {met} de {len(RULES)} reglas"


def badge(blocks: bool) -> str:
    """HTML: symbol and word always travel with the colour."""
    return badges.label("✖ Bloquea", "rojo") if blocks else badges.label("! Advierte", "amarillo")
