"""The recipe of a recognized file is true: its places exist, and what it says of each source holds for all of them."""

import ast
import re

from data.intake import source, sources, templates
from data.settings import ROOT

RECIPES = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")


def recipe(title: str) -> str:
    return RECIPES.split(f"## {title}\n")[1].split("\n## ")[0]


def test_the_places_of_the_recipes_of_intake_exist() -> None:
    text = recipe("Add a recognized file") + recipe("Add a template")
    places = set(re.findall(r"`((?:analytics|data|tests)/[\w/.]+)`", text))
    assert len(places) >= 10
    assert sorted(place for place in places if not (ROOT / place).exists()) == []


def test_what_the_recipe_says_a_source_may_declare_can_be_declared() -> None:
    said = {"rows_are", "computed", "variant", "year_in_name", "refusal", "cells", "own_sheets"}
    text = recipe("Add a recognized file") + recipe("Add a template")
    assert said <= set(source.Source.__dataclass_fields__)
    assert all(f"`{name}" in text for name in said)
    assert {"level", "levels"} <= set(re.findall(r"`(\w+)`", text))
    assert "levels" in source.Field.__dataclass_fields__


def test_every_source_is_one_declarative_file_that_is_listed() -> None:
    folder = ROOT / "data" / "intake" / "sources"
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert {one.kind for one in sources.ALL} == modules
    for path in folder.glob("*.py"):
        functions = [node.name for node in ast.parse(path.read_text(encoding="utf-8")).body if hasattr(node, "args")]
        assert all(name.startswith("_") for name in functions) or path.stem == "__init__"


def test_every_template_has_its_source_and_its_module() -> None:
    folder = ROOT / "data" / "intake" / "templates"
    assert {one.kind for one in templates.ALL} <= {one.kind for one in sources.ALL}
    assert len(templates.ALL) == len({path.stem for path in folder.glob("*.py")} - {"__init__", "template", "workbook"})
