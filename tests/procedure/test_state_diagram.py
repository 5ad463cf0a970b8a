"""The documentation of the states is what the tables say."""

from pathlib import Path

from procedure.state_diagram import document, mermaid
from procedure.states import REPORT_TRANSITIONS
from procedure.vocabulary import REPORT_STATES

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "estados.md"


def test_the_document_is_the_rendering_of_the_tables():
    assert DOCUMENT.read_text(encoding="utf-8") == document()


def test_every_arrow_is_drawn_once():
    drawn = mermaid(REPORT_TRANSITIONS, REPORT_STATES).splitlines()
    assert drawn[0] == "stateDiagram-v2"
    assert drawn.count("    enviado --> aprobado: Aprobar") == 1
    assert sum("-->" in line for line in drawn) == len(REPORT_TRANSITIONS) + 1
