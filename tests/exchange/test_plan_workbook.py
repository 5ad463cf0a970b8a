"""The workbook that goes: a sheet per kind, typed cells, locked keys, lists to choose from, and nothing that runs."""

from datetime import datetime

import pytest

from data.records import plans
from procedure.elements import ELEMENTS, PLAN_TABLES, editable_fields
from procedure.elements.base import REFERRED
from procedure.errors import InvalidValueError
from procedure.exchange.layout import CONTROL, INSTRUCTIONS, KEY, LISTS, NUMBER, REMOVE, VERSION, layouts
from procedure.exchange.lists import Lists
from procedure.exchange.numbering import label, numbers
from procedure.fields import Kind


def header(sheet, name):
    return next(one for one in sheet[1] if one.value == name)


def test_a_sheet_per_kind_in_the_order_of_the_plan_with_every_field(offline):
    book = offline().book
    titles = [layout.title for layout in layouts()]
    assert book.sheetnames == [INSTRUCTIONS, *titles, LISTS, CONTROL]
    assert [layout.table for layout in layouts()] == list(PLAN_TABLES)
    for layout in layouts():
        sheet = book[layout.title]
        assert tuple(one.value for one in sheet[1]) == layout.headers
        assert len(set(layout.headers)) == len(layout.headers)
        assert {column.field for column in layout.columns} == set(ELEMENTS[layout.table].fields)
        assert sheet.freeze_panes == "D2"
        assert sheet.protection.sheet
    assert book[CONTROL].sheet_state == "veryHidden"


def test_every_reference_of_the_plan_has_its_list():
    for layout in layouts():
        for column in layout.columns:
            if column.field.kind in (Kind.REFERENCE, Kind.LINKS, Kind.PERSON, Kind.CHOICE, Kind.CHOICES):
                assert column.list_name, (layout.table, column.header)
    referring = {
        one.name
        for table in PLAN_TABLES
        for one in ELEMENTS[table].fields
        if one.kind in (Kind.REFERENCE, Kind.LINKS) and one.name != "baseline_choice_id"
    }
    assert referring <= REFERRED.keys()


def test_rows_of_one_parent_are_together_in_the_order_of_the_plan(plan, offline):
    first = plan.add("objectives", component_id=plan.component, text="Segundo objetivo")
    plan.add("goals", objective_id=first, text="Meta del segundo")
    plan.add("goals", objective_id=plan.objective, text="Otra meta del primero")
    for layout in layouts():
        numbers_there = [row[2].value for row in offline().book[layout.title].iter_rows(min_row=2) if row[0].value]
        places = [tuple(map(int, one[1:].split("."))) for one in numbers_there]
        assert places == sorted(places), layout.title


def test_cells_are_typed_and_text_is_never_a_formula(plan, offline):
    book = offline()
    assert book.cell("actions", plan.action, "cost").value == 150_000_000
    assert book.cell("actions", plan.action, "cost").number_format == '"$" #,##0'
    assert book.cell("actions", plan.action, "start_date").value == datetime(2026, 2, 1)  # noqa: DTZ001 - a day
    text = book.cell("actions", plan.action, "text")
    assert (text.value, text.data_type, text.quotePrefix) == ("=Rutas escolares", "s", True)
    formulas = [one for sheet in book.book for row in sheet.iter_rows() for one in row if one.data_type == "f"]
    assert formulas == []


@pytest.mark.parametrize("who", ["analyst", "coauthor", "committee"])
def test_only_what_the_role_edits_is_unlocked(plan, offline, who, request):
    actor = request.getfixturevalue(who)
    book = offline(actor)
    for layout in layouts():
        sheet = book.sheet(layout.table)
        editable = {one.name for one in editable_fields(layout.table, actor)}
        for column in layout.columns:
            place = header(sheet, column.header).column_letter
            unlocked = not sheet.column_dimensions[place].protection.locked
            assert unlocked == (column.field.name in editable), (layout.table, column.header)
        for name in (KEY, VERSION):
            dimension = sheet.column_dimensions[header(sheet, name).column_letter]
            assert dimension.hidden and dimension.protection.locked
    weight = book.cell("objectives", plan.objective, "weight")
    assert weight.protection.locked == (who != "analyst")
    assert book.cell("objectives", plan.objective, NUMBER).protection.locked


def test_a_plan_that_is_no_draft_is_all_locked_and_says_so(plan, offline, leader):
    plans.transition(plan.database, leader, plan.id, 1, "en_viabilidad")
    book = offline()
    assert book.cell("objectives", plan.objective, "weight").protection.locked
    said = [one.value for row in book.book[INSTRUCTIONS].iter_rows() for one in row if one.value]
    assert "El plan no está en borrador: este libro se puede consultar, pero no se importará." in said


def test_choices_references_and_marks_are_chosen_from_lists(plan, offline):
    book = offline()
    sheet = book.sheet("actions")
    rules = {str(rule.sqref).split("2:")[0]: rule for rule in sheet.data_validations.dataValidation}
    component = rules[header(sheet, "Componente").column_letter]
    assert (component.type, component.errorStyle) == ("list", "warning"), "a row still to be added may be named"
    place = component.formula1.replace("$", "").split("!")[1].split(":")[0]
    assert book.book[LISTS][place].value == "C1 · Permanencia"
    assert rules[header(sheet, "Ubicación").column_letter].errorStyle in (None, "stop")
    assert rules[header(sheet, "Inicio").column_letter].type == "date"
    assert rules[header(sheet, REMOVE).column_letter].formula1 == '"Sí"'
    keys = next(one for one in book.book[LISTS][1] if one.value == "Clave de Componentes")
    assert book.book[LISTS].column_dimensions[keys.column_letter].hidden


def test_instructions_say_what_each_sheet_lets_one_do(plan, offline, coauthor):
    guide = offline(coauthor).book[INSTRUCTIONS]
    said = {row[0].value: (row[1].value, row[2].value) for row in guide.iter_rows() if row[0].value}
    assert said["Componentes"] == (1, "Nada: es de lectura")
    assert said["Objetivos"] == (2, "Alineación (PDD, plan sectorial, MEN)")
    assert said["Recursos"] == (1, "Todo")


def test_numbers_follow_the_tree_and_a_name_that_means_two_things_is_refused():
    tables = {
        "components": [{"id": "a"}, {"id": "b"}],
        "objectives": [{"id": "x", "component_id": "b"}, {"id": "y", "component_id": "a"}],
    }
    assert numbers(tables)["objectives"] == {"x": "O2.1", "y": "O1.1"}
    assert label("O1.1", "Uno;  dos\ntres") == "O1.1 · Uno, dos tres"
    lists = Lists({"Metas": {"M1 · Igual": "uno", "M2 · Igual": "dos"}}, {})
    assert lists.one("Metas", "m2", "Meta") == "dos"
    with pytest.raises(InvalidValueError, match="nombra más de una fila"):
        lists.one("Metas", "Igual", "Meta")
