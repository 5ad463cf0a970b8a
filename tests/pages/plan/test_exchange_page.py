"""The page Plan en Excel: download, upload, review, choose, accept, undo; nothing chosen is lost on the way."""

from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pytest

from data.records import plan_exchange, plans
from pages.components.exchange import grid, reviews, words
from procedure.exchange.changes import Status
from reports import plan_workbook
from tests.pages.plan.conftest import YEAR, ran, texts

PAGE = "plan/exchange.py"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def nothing_kept():
    reviews._kept.clear()


def workbook(plan, actor, edit=lambda book: None):
    """The bytes of the workbook after somebody edited it."""
    here = plan_exchange.read(plan.database, actor.entity_id, plan.id)
    book = openpyxl.load_workbook(BytesIO(plan_workbook.build(here, actor, datetime.now(UTC))))
    edit(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def set_weights(book):
    """Both objectives; the first by its text too."""
    sheet = book["Objetivos"]
    headers = {one.value: place for place, one in enumerate(sheet[1], start=1)}
    sheet.cell(2, headers["Peso"]).value = 70
    sheet.cell(3, headers["Peso"]).value = 30
    sheet.cell(2, headers["Objetivo"]).value = "Permanecer"
    sheet.cell(3, headers["Componente"]).value = "Componente que no existe"


def upload(test, content, name="plan.xlsx"):
    test.file_uploader[0].set_value((name, content, XLSX))
    return ran(test)


def click(test, key):
    next(one for one in test.button if one.key and one.key.startswith(key)).click()
    return ran(test)


def html(test):
    return "\n".join(one.proto.body for one in test.get("html"))


def kept(actor, plan):
    return reviews.of(actor, plan.id)


def untick(review, *fields):
    """What the browser says when those ticks go."""
    offered = words.offered(review.comparison.changes)
    edited = {at: {"Aceptar": False} for at, one in enumerate(offered) if one.field in fields}
    drawn = [one.unit in review.chosen for one in offered]
    grid.tick(review, {"edited_rows": edited}, [one.unit for one in offered], drawn)


def test_the_whole_plan_is_downloaded(open_page, plan, analyst):
    test = click(open_page(analyst, PAGE), "plan-excel-preparar")
    name, content = test.session_state["plan-excel-libro"][2], test.session_state["plan-excel-libro"][1]
    assert name == f"plan_{YEAR}_version_1.xlsx"
    book = openpyxl.load_workbook(BytesIO(content))
    assert [book["Objetivos"].cell(row, 5).value for row in (2, 3)] == ["Reducir la deserción", "Ampliar rutas"]


def test_an_untouched_workbook_says_that_it_changes_nothing(open_page, plan, analyst):
    test = upload(open_page(analyst, PAGE), workbook(plan, analyst))
    assert "El libro no cambia nada" in texts(test)
    assert next(one for one in test.button if one.key == "plan-excel-aceptar").disabled


def test_what_is_good_is_ticked_and_what_is_refused_says_why(open_page, plan, analyst):
    test = upload(open_page(analyst, PAGE), workbook(plan, analyst, set_weights))
    assert "3 celdas cambian y 1 dato no se puede importar" in texts(test)
    assert "no está en la lista «Componentes»" in html(test)
    test = click(test, "plan-excel-aceptar")
    assert "3 cambios entraron al plan" in texts(test)
    assert plan.value("objectives", plan.objective, "weight") == 70
    test = click(test, "plan-excel-deshacer")
    assert "Se deshizo" in texts(test)
    assert plan.value("objectives", plan.objective, "weight") == 60
    assert len(kept(analyst, plan).accepted()) == 3, "the review is there again"


def buttons(test):
    return [one.label for one in test.button]


def test_what_was_chosen_survives_reruns_other_filters_and_an_expired_session(open_page, plan, analyst):
    upload(open_page(analyst, PAGE), workbook(plan, analyst, set_weights))
    review = kept(analyst, plan)
    drawn, units = [True] * len(review.chosen), sorted(review.chosen)
    grid.tick(review, {"edited_rows": {0: {"Aceptar": False}}}, units, drawn)
    assert len(review.chosen) == 2
    grid.tick(review, {"edited_rows": {}}, units, drawn)
    assert len(review.chosen) == 3, "a tick put back"
    untick(review, "text")
    again = open_page(analyst, PAGE)  # signed in again, in another tab
    assert "Aceptar 2 cambios" in buttons(again)
    again.segmented_control[0].set_value(Status.CHANGED)
    assert "Aceptar 2 cambios" in buttons(ran(again))
    assert "Aceptar 3 cambios" in buttons(click(again, "plan-excel-todo"))
    assert "Nada que aceptar" in buttons(click(again, "plan-excel-nada"))
    click(again, "plan-excel-todo")
    untick(kept(analyst, plan), "text")
    click(again, "plan-excel-aceptar")
    assert plan.value("objectives", plan.objective, "text") == "Reducir la deserción"
    assert plan.value("objectives", plan.other, "weight") == 30


def test_a_conflict_waits_unticked_and_comparing_again_keeps_what_was_chosen(open_page, plan, analyst, leader):
    content = workbook(plan, analyst, set_weights)
    test = upload(open_page(analyst, PAGE), content)
    untick(kept(analyst, plan), "text")
    plan.change("objectives", plan.objective, leader, weight=65)
    assert "Hubo cambios en la aplicación" in texts(ran(test))
    click(test, "plan-excel-comparar")
    assert "1 dato en conflicto" in texts(test)
    assert [one.field for one in kept(analyst, plan).accepted()] == ["weight"]
    click(test, "plan-excel-aceptar")
    assert plan.value("objectives", plan.objective, "weight") == 65
    assert plan.value("objectives", plan.other, "weight") == 30


def test_what_is_saved_meanwhile_is_not_overwritten_and_says_so(open_page, plan, analyst, leader):
    test = upload(open_page(analyst, PAGE), workbook(plan, analyst, set_weights))
    plan.change("objectives", plan.other, leader, weight=35)
    click(test, "plan-excel-aceptar")
    assert "2 cambios entraron" in texts(test)
    assert "Otra persona guardó esta fila" in html(test)
    assert plan.value("objectives", plan.other, "weight") == 35


def test_a_file_that_is_no_such_workbook_is_refused_and_the_review_stays(open_page, plan, analyst):
    test = upload(open_page(analyst, PAGE), workbook(plan, analyst, set_weights))
    upload(test, b"PK no es un libro")
    assert "es un archivo de texto" in texts(test)
    assert len(kept(analyst, plan).accepted()) == 3
    click(test, "plan-excel-descartar")
    assert kept(analyst, plan) is None


def test_a_coauthor_sees_what_their_role_may_not_change(open_page, plan, coauthor):
    test = upload(open_page(coauthor, PAGE), workbook(plan, coauthor, set_weights))
    assert "Su rol no permite cambiar «Peso» en objetivos." in html(test)
    assert "Nada que aceptar" in buttons(test)


def test_whoever_only_reads_downloads_and_does_not_upload(open_page, plan, committee):
    test = open_page(committee, PAGE)
    assert not test.file_uploader
    assert "Su rol consulta el plan" in texts(test)


def test_a_plan_that_is_no_draft_takes_no_workbook(open_page, plan, analyst, leader):
    plans.transition(plan.database, leader, plan.id, 1, "en_viabilidad")
    test = open_page(analyst, PAGE)
    assert not test.file_uploader
    assert "solo se importa en borrador" in texts(test)
