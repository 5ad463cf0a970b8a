"""Pages stay thin: docstring, guard, reads, render; no functions, no SQL, no HTML of their own."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("start", "diagnosis", "priorities", "plan", "followup", "admin")
PAGES = sorted(
    path for folder in FOLDERS for path in (ROOT / "pages" / folder).glob("*.py") if path.name != "__init__.py"
)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_page_is_thin_and_guarded(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the docstring says the question the page answers"
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)]
    statements = [node for node in tree.body[1:] if not isinstance(node, ast.Import | ast.ImportFrom)]
    assert "session.require(" in ast.unparse(statements[0]), "the guard comes before anything else"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 100


def test_html_is_written_only_in_components():
    offenders = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "pages").rglob("*.py")
        if "unsafe_allow_html" in path.read_text(encoding="utf-8") and "components" not in path.parts
    ]
    assert offenders == []


def test_the_repository_mentions_no_machine_path():
    text = [path for path in ROOT.glob("**/*.py") if ".venv" not in path.parts and "local" not in path.parts]
    needle = "/" + "work/"
    assert [path for path in text if needle in path.read_text(encoding="utf-8")] == []
