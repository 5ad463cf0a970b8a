"""The documentation says what is true: the paths it names exist, and every kept Spanish term is in the glossary."""

import ast
import re

import pytest

from data.settings import ROOT
from procedure import vocabulary

DOCUMENTS = sorted((ROOT / "docs").rglob("*.md"))
PATH = re.compile(r"`((?:analytics|data|docs|pages|procedure|reports|tests)/[\w/.]+)`")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_a_document_names_exists(document):
    made_at_run_time, never_made = "data/local", "pages/pages/"
    named = set(PATH.findall(document.read_text(encoding="utf-8"))) - {made_at_run_time, never_made}
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_between_documents_leads_somewhere(document):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_readme_has_exactly_two_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [line for block in re.findall(r"```\n(.*?)```", readme, re.S) for line in block.strip().splitlines()]
    assert commands == ["python3 manage.py run --demo", "python3 manage.py test"]


def test_every_spanish_code_of_the_vocabulary_stands_in_the_glossary():
    glossary = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")))
    tables = [value for name, value in vars(vocabulary).items() if name.isupper() and isinstance(value, dict)]
    codes = {code for table in tables for code in table if isinstance(code, str)}
    assert sorted(codes - glossary) == []


def test_direct_dependencies_are_pinned_exactly():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        wanted = [line for line in lines if line and not line.startswith(("#", "-r"))]
        assert [line for line in wanted if not re.fullmatch(r"[\w.\-]+(\[\w+\])?==[\w.]+", line)] == []


def test_every_public_function_says_what_it_answers():
    """Modules of the core have a docstring, and so has every public function longer than a few lines."""
    silent = []
    for folder in ("analytics", "procedure", "data"):
        for path in (ROOT / folder).rglob("*.py"):
            if {"migrations", "local"} & set(path.parts):
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            if tree.body and not ast.get_docstring(tree):
                silent.append(path.relative_to(ROOT).as_posix())
            for node in tree.body:
                public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
                if public and not ast.get_docstring(node) and node.end_lineno - node.lineno > 8:
                    silent.append(f"{path.relative_to(ROOT).as_posix()}:{node.name}")
    assert silent == []
