"""The page Hojas de vida: found by search, edited in place, mended in one click, its versions told, its books made."""

from io import BytesIO

import openpyxl
import pytest

from data.records import plan_elements, plan_undo, plans
from pages.components.indicator_sheets import chooser, document
from pages.components.indicator_sheets.editing import BLOCKS
from pages.components.sheets import memory as memories
from procedure.edits import Change
from procedure.indicator_sheet import SECTIONS
from tests.pages.plan.conftest import ran, texts

PAGE = "plan/indicator_sheets.py"
EDITOR = "plan/editor.py"


@pytest.fixture
def sheet(plan):
    """The plan's indicator, which falls from 5 to 3."""
    plan.change("indicators", plan.indicator, code="PE-01", process="Cobertura", unit="%")
    plan.change("indicator_slices", total(plan)["id"], baseline=5, target=3)
    return plan


def total(plan, name="total"):
    rows = plan.rows("indicator_slices")
    return rows[(rows["indicator_id"] == plan.indicator) & (rows["slice"] == name)].iloc[0]


def html(test):
    return "\n".join(one.proto.body for one in test.get("html"))


def view(test, name):
    test.segmented_control[0].set_value(name)
    return ran(test)


def field(test, label):
    kinds = (test.text_input, test.text_area, test.selectbox, test.checkbox)
    return next(one for kind in kinds for one in kind if one.label.replace("\\", "") == label)


def type_in(test, table, edited=None, added=()):
    """What the browser says of the grid of variables or of slices."""
    memory = test.session_state["hojas"]
    found = next(one for name, one in memory.by_name.items() if f":hoja:{table}:" in name)
    memories.write_down(
        memory.user_id, found, {"edited_rows": edited or {}, "added_rows": list(added), "deleted_rows": []}
    )
    return ran(test)


def click(test, label):
    next(one for one in test.button if label in one.label).click()
    return ran(test)


def test_without_a_plan_it_says_where_one_is_made(open_page, analyst):
    assert "todavía no hay ninguno" in texts(open_page(analyst, PAGE))


def test_without_indicators_it_says_where_they_are_added(open_page, sqlite_database, analyst):
    plans.create(sqlite_database, analyst, 2026, "Plan")
    assert "todavía no tiene indicadores" in texts(open_page(analyst, PAGE))


def test_every_section_of_the_sheet_has_its_fields_on_the_screen():
    for section in SECTIONS:
        drawn = [name for block in BLOCKS[section.code] for name in block.fields]
        assert sorted(drawn) == sorted(section.fields)


def test_it_says_whose_sheet_it_is_and_what_it_lacks(open_page, sheet, analyst):
    test = open_page(analyst, PAGE)
    assert "PE-01 · Deserción" in texts(test).replace("\\", "")
    assert "Permanencia › Reducir la deserción › Bajar a 3 %" in texts(test)
    assert "Faltan 21 campos: Objetivo del indicador, Definición, Fórmula" in texts(test)
    assert "! Hoja incompleta" in html(test)


def test_a_field_is_saved_when_it_is_left_and_becomes_a_version(open_page, sheet, analyst):
    test = open_page(analyst, PAGE)
    field(test, "Definición").set_value("Estudiantes que se retiran")
    ran(test)
    assert sheet.value("indicators", sheet.indicator, "definition") == "Estudiantes que se retiran"
    assert "Indicador · Definición: (vacío) → Estudiantes que se retiran" in html(test)
    assert [one for one in test.button if "Definición de «Deserción»" in one.label.replace("\\", "")]
    field(test, "Limitaciones").set_value("Registro tardío")
    ran(test)
    assert sheet.value("indicators", sheet.indicator, "limits") == "Registro tardío", "its own saves are no strangers"


def test_a_field_that_cannot_be_is_refused_beside_itself_and_the_rest_goes_on(open_page, sheet, analyst):
    test = open_page(analyst, PAGE)
    field(test, "Día de reporte").set_value("pronto")
    field(test, "Rezago de la fuente (días)").set_value("8")
    ran(test)
    assert "«pronto» no sirve" in texts(test) and "No se ha guardado" in texts(test)
    assert sheet.value("indicators", sheet.indicator, "source_lag_days") == 8
    assert field(test, "Día de reporte").value == "pronto"
    field(test, "Día de reporte").set_value("")
    ran(test)
    assert "no sirve" not in texts(test), "a field that says what is stored is refused nothing"


def test_figures_that_contradict_the_sense_wait_for_one_click(open_page, sheet, analyst):
    test = open_page(analyst, PAGE)
    type_in(test, "indicator_slices", {0: {"baseline": "4", "target": "6"}})
    assert "contradice las cifras" in texts(test) and total(sheet)["target"] == 3
    click(test, "Cambiar el sentido a «aumentar»")
    assert sheet.value("indicators", sheet.indicator, "sense") == "aumento"
    assert (total(sheet)["baseline"], total(sheet)["target"]) == (4, 6)
    assert "Hecho: cambiar el sentido a «aumentar»" in texts(test).replace("\\", "")
    assert "contradice" not in texts(test)
    click(test, "Deshacer: cambiar el sentido")
    assert (sheet.value("indicators", sheet.indicator, "sense"), total(sheet)["target"]) == ("reduccion", 3)


def test_a_target_equal_to_the_baseline_offers_to_keep_it(open_page, sheet, analyst):
    test = open_page(analyst, PAGE)
    type_in(test, "indicator_slices", {0: {"target": "5"}})
    click(test, "Cambiar el sentido a «mantener: no pasar de la meta»")
    assert (sheet.value("indicators", sheet.indicator, "sense"), total(sheet)["target"]) == ("mantener_max", 5)


def test_a_sense_that_the_figures_deny_is_refused_beside_it_with_its_way_out(open_page, sheet, analyst):
    test = open_page(analyst, PAGE)
    field(test, "Sentido").set_value("aumentar")
    ran(test)
    assert "Total: El sentido «aumentar» contradice" in texts(test).replace("\\", "")
    assert sheet.value("indicators", sheet.indicator, "sense") == "reduccion"
    click(test, "Cambiar el sentido a «reducir»")
    assert field(test, "Sentido").value == "reducir" and "contradice" not in texts(test)


def test_a_new_slice_in_contradiction_comes_in_with_its_mend(open_page, sheet, analyst):
    sheet.change("indicator_slices", total(sheet)["id"], baseline=None)
    test = open_page(analyst, PAGE)
    type_in(
        test, "indicator_slices", added=[{"slice": "Grupos étnicos", "baseline": "3", "target": "4", "applies": True}]
    )
    click(test, "Cambiar el sentido a «aumentar»")
    assert total(sheet, "etnia")["target"] == 4


def test_a_milestone_gets_its_target_in_one_click(open_page, sheet, analyst):
    sheet.change("indicator_slices", total(sheet)["id"], baseline=None, target=None)
    sheet.change("indicators", sheet.indicator, accumulation="hito", basis="directo", sense="aumento")
    test = open_page(analyst, PAGE)
    type_in(test, "indicator_slices", {0: {"target": "100"}})
    assert "su meta es 1, no 100" in texts(test)
    click(test, "Poner la meta en 1")
    assert total(sheet)["target"] == 1 and "su meta es 1" not in texts(test)


def test_a_warning_stays_in_its_section_until_it_is_mended(open_page, sheet, analyst):
    sheet.change("indicators", sheet.indicator, formula="N / D", reporting_day=10, source_lag_days=45)
    test = open_page(analyst, PAGE)
    assert "La fórmula usa «N» y «D»" in texts(test).replace("\\", "")
    type_in(
        test, "indicator_variables", added=[{"symbol": "N", "name": "Retirados"}, {"symbol": "D", "name": "Matrícula"}]
    )
    assert "La fórmula usa" not in texts(test)
    click(test, "Pedir el reporte a los 45 días")
    assert sheet.value("indicators", sheet.indicator, "reporting_day") == 45
    assert "La fuente tarda" not in texts(test)


def test_somebody_elses_save_is_not_overwritten_by_a_mend(open_page, sheet, analyst, leader):
    test = open_page(analyst, PAGE)
    type_in(test, "indicator_slices", {0: {"target": "6"}})
    sheet.change("indicator_slices", total(sheet)["id"], leader, target=2)
    click(test, "Cambiar el sentido a «aumentar»")
    assert (sheet.value("indicators", sheet.indicator, "sense"), total(sheet)["target"]) == ("reduccion", 2)
    assert "Otra persona guardó" in texts(test)


def test_somebody_elses_change_is_told_and_brought_in_on_request(open_page, sheet, analyst, leader):
    test = open_page(analyst, PAGE)
    assert "Otra persona cambió esta hoja" not in texts(test)
    sheet.change("indicators", sheet.indicator, leader, unit="puntos")
    ran(test)
    assert field(test, "Unidad").value == "%" and "Otra persona cambió esta hoja" in texts(test)
    click(test, "Ver los cambios")
    assert field(test, "Unidad").value == "puntos" and "Otra persona cambió esta hoja" not in texts(test)
    field(test, "Unidad").set_value("tasa")
    ran(test)
    assert sheet.value("indicators", sheet.indicator, "unit") == "tasa" and "Ver los cambios" not in texts(test)


def test_a_coauthor_edits_the_schedule_and_is_offered_no_mend(open_page, sheet, coauthor):
    test = open_page(coauthor, PAGE)
    assert field(test, "Definición").disabled
    type_in(test, "indicator_slices", {0: {"t4": "3"}})
    assert total(sheet)["t4"] == 3
    assert not [one for one in test.button if "Cambiar" in one.label]


@pytest.mark.parametrize("role", ["committee", "technician", "responsible"])
def test_whoever_does_not_draft_reads_the_document(open_page, sheet, request, role):
    test = open_page(request.getfixturevalue(role), PAGE)
    assert test.segmented_control[0].options == ["Ver como documento", "Libros por proceso"]
    assert "Solo lectura: su rol consulta el plan" in texts(test)
    shown = html(test)
    for text in ("Identificación", "PE-01", "Línea de base y metas (%)", "✖ Crítico", "Sin diligenciar", "Versión"):
        assert text in shown, text
    assert not test.text_area


def test_outside_the_draft_everybody_reads(open_page, sheet, analyst, leader):
    plans.transition(sheet.database, leader, sheet.id, 1, "en_viabilidad")
    test = open_page(analyst, PAGE)
    assert "Solo lectura: el plan está en «En revisión de viabilidad»" in texts(test)
    assert not test.text_area


def test_texts_of_people_are_inert_in_the_document(open_page, sheet, analyst):
    sheet.change("indicators", sheet.indicator, limits="<img src=x onerror=alert(1)>\nOtra $x$", name="**x** <b>")
    test = view(open_page(analyst, PAGE), "Ver como documento")
    assert "<img" not in html(test) and "&lt;img src=x onerror=alert(1)&gt;<br>Otra $x$" in html(test)
    assert "**x**" not in texts(test)


def test_the_log_tells_who_changed_what_and_what_was_undone(open_page, sheet, analyst, leader):
    sheet.change("indicators", sheet.indicator, leader, unit="puntos")
    plan_undo.undo(sheet.database, leader, sheet.id)
    shown = html(open_page(analyst, PAGE))
    assert "Indicador · Unidad: % → puntos" in shown and "Indicador · Unidad: puntos → %" in shown
    assert "4 (deshecha)" in shown and "5 (deshace la 4)" in shown and "Líder de Calidad" in shown


def test_process_and_component_narrow_the_list_and_the_arrows_walk_it(open_page, sheet, analyst):
    second = sheet.add("indicators", goal_id=sheet.goal, name="Rutas", code="PE-02", process="Transporte", weight=0)
    test = open_page(analyst, PAGE)
    assert field(test, "Indicador (escriba para buscar)").options == ["PE-01 · Deserción", "PE-02 · Rutas"]
    click(test, "chevron_right")
    assert field(test, "Código").value == "PE-02" and test.session_state[chooser.KEY] == second
    next(one for one in test.selectbox if one.label == "Proceso").set_value("Cobertura")
    ran(test)
    assert field(test, "Código").value == "PE-01"


def test_an_address_opens_the_exact_sheet(open_page, sheet, analyst):
    second = sheet.add("indicators", goal_id=sheet.goal, name="Rutas", code="PE-02", weight=0)
    test = open_page(analyst, EDITOR)
    test.query_params[chooser.KEY] = chooser.names(sheet.rows("indicators"))[second]
    test.switch_page(PAGE)
    ran(test)
    assert test.session_state[chooser.KEY] == second


def test_names_of_indicators_are_unlike_whatever_the_order(sheet):
    for _ in range(2):
        sheet.add("indicators", goal_id=sheet.goal, name="Igual", weight=0)
    rows = sheet.rows("indicators")
    assert chooser.names(rows) == chooser.names(rows.iloc[::-1])
    assert len(set(chooser.names(rows).values())) == 3


def test_a_book_is_made_only_when_it_is_asked_for_and_again_when_something_changed(open_page, sheet, analyst):
    test = view(open_page(analyst, PAGE), "Libros por proceso")
    assert "0 de 1 hoja de vida está completa" in texts(test)
    assert not test.get("download_button")
    field(test, "Libro").set_value("Cobertura")
    test.segmented_control[1].set_value("Excel")
    ran(test)
    click(test, "Preparar el libro")
    _, content, name, _ = test.session_state["hojas_libro"]
    assert name == "hojas_de_vida_cobertura.xlsx"
    assert openpyxl.load_workbook(BytesIO(content)).sheetnames == ["Índice", "PE-01"]
    assert test.get("download_button") and not [one for one in test.button if "Preparar" in one.label]
    sheet.change("indicators", sheet.indicator, unit="puntos")
    ran(test)
    assert [one for one in test.button if "Preparar" in one.label] and not test.get("download_button")


def test_all_the_books_go_in_one_file(open_page, sheet, committee):
    test = view(open_page(committee, PAGE), "Libros por proceso")
    click(test, "Preparar el libro")
    _, content, name, mime = test.session_state["hojas_libro"]
    assert (name.endswith("_pdf.zip"), mime, content[:2]) == (True, "application/zip", b"PK")


def test_the_editor_leads_from_an_indicator_to_its_sheet(open_page, sheet, analyst, go):
    test = go(open_page(analyst, EDITOR), "indicators")
    next(one for one in test.selectbox if one.label == "Abrir el indicador").set_value(sheet.indicator)
    ran(test)
    [link] = [one.proto for one in test.get("page_link") if one.proto.label == "Hoja de vida"]
    assert "hoja=PE-01" in link.query_string


def test_a_stored_contradiction_is_told_even_when_nothing_is_typed(open_page, sheet, analyst):
    """As an import of another time may have left it."""
    with sheet.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE indicators SET sense = 'aumento'")
    test = open_page(analyst, PAGE)
    click(test, "Cambiar el sentido a «reducir»")
    assert sheet.value("indicators", sheet.indicator, "sense") == "reduccion"


def test_a_table_of_the_document_escapes_its_cells():
    made = document.table("T <b>", ["A & B"], [["=1+1 <i>"]], right=["A & B"])
    assert "T &lt;b&gt;" in made and "A &amp; B" in made and "=1+1 &lt;i&gt;" in made and "text-align:right" in made


def test_two_edits_of_one_slice_do_not_lose_each_other(open_page, sheet, analyst):
    test = open_page(analyst, PAGE)
    type_in(test, "indicator_slices", {0: {"t4": "3"}})
    edit = Change(total(sheet)["id"], int(total(sheet)["version"]), {"t1": 4.5})
    plan_elements.apply_edits(sheet.database, analyst, sheet.id, "indicator_slices", [edit])
    type_in(test, "indicator_slices", {0: {"t4": "3", "t2": "4"}})
    assert "quedó guardado lo de ambas ediciones" in texts(test)
    assert (total(sheet)["t1"], total(sheet)["t2"]) == (4.5, 4)
