"""The state diagrams of the documentation, rendered from the tables of transitions."""

from collections.abc import Mapping, Sequence

from procedure.states import IMPROVEMENT_TRANSITIONS, PLAN_TRANSITIONS, REPORT_TRANSITIONS, Transition
from procedure.vocabulary import IMPROVEMENT_STATES, PLAN_STATES, REPORT_STATES, ROLES


def mermaid(transitions: Sequence[Transition], words: Mapping[str, str]) -> str:
    """A Mermaid `stateDiagram-v2`: one arrow per transition, with its action."""
    lines = ["stateDiagram-v2", *(f"    {state}: {word}" for state, word in words.items())]
    lines.append(f"    [*] --> {transitions[0].from_state}")
    lines += [f"    {one.from_state} --> {one.to_state}: {one.action}" for one in transitions]
    return "\n".join(lines)


def table(transitions: Sequence[Transition], words: Mapping[str, str]) -> str:
    """A Markdown table: from, to, action, who, what must be written, who may not, condition."""
    rows = ["| De | A | Acción | Quién | Exige | No puede | Condición |", "|---|---|---|---|---|---|---|"]
    for one in transitions:
        who = ", ".join(ROLES[role] for role in sorted(one.roles))
        who += " (o el verificador designado)" if one.or_designated else ""
        cells = [words[one.from_state], words[one.to_state], one.action, who]
        cells += [", ".join(one.requires) or "—", ", ".join(one.not_by) or "—", one.condition or "—"]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def document() -> str:
    """The whole of `docs/estados.md`."""
    parts = ["# Estados", "Este archivo se genera de `procedure/states.py`: no se edita a mano."]
    for title, transitions, words in (
        ("Plan de Apoyo al Mejoramiento", PLAN_TRANSITIONS, PLAN_STATES),
        ("Reporte trimestral", REPORT_TRANSITIONS, REPORT_STATES),
        ("Acción correctiva o preventiva", IMPROVEMENT_TRANSITIONS, IMPROVEMENT_STATES),
    ):
        parts += [f"## {title}", f"```mermaid\n{mermaid(transitions, words)}\n```", table(transitions, words)]
    return "\n\n".join(parts) + "\n"
