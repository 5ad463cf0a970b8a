"""Closing a trimester on its page, and the board before and after: the same figures, deaf to later corrections."""

from datetime import UTC, datetime

import pytest

from data.records import closures, reports
from tests.pages.followup.reporting import Plan, people  # noqa: F401 - a fixture

PAGE, BOARD = "followup/closing.py", "followup/board.py"
MET = {"total": 4.4, "urbana": 4.0, "rural": 5.5}
VISITS = {"total": 30, "urbana": 12, "rural": 18}


@pytest.fixture
def plan(sqlite_database, people):  # noqa: F811 - the fixture
    made = Plan(sqlite_database, people)
    for who, subject, values in (("responsible", "dropout", MET), ("other", "visits", VISITS)):
        sent = made.sent(who, subject=subject, values=values)
        reports.approve(sqlite_database, people["leader"], sent["id"], sent["version"])
    return made


def at(page, trimester=1):
    page.selectbox(key="corte").set_value(str(trimester)).run()
    assert not page.exception
    return page


def press(page, label):
    next(one for one in page.button if one.label == label).click().run()
    assert not page.exception
    return page


def said(page):
    kinds = (page.subheader, page.caption, page.success, page.error, page.markdown)
    return " ".join(str(one.value) for kind in kinds for one in kind)


def figures(board):
    return [(one.label, one.value) for one in board.metric]


@pytest.mark.skipif(datetime.now(UTC).month < 4, reason="the first trimester of this year is not over")
def test_the_leader_closes_it_and_the_board_says_the_same(open_page, people, plan, sqlite_database):  # noqa: F811
    before = figures(at(open_page(people["committee"], BOARD)))
    page = press(at(open_page(people["leader"], PAGE)), "Cerrar el T1")
    assert "El T1 quedó cerrado" in said(page)
    assert closures.states(sqlite_database, "47", plan.id) == {1: "cerrado"}
    board = at(open_page(people["committee"], BOARD))
    assert figures(board) == before
    assert "Corte cerrado el" in said(board)
    page = at(open_page(people["leader"], PAGE))
    press(page, "Reabrir el trimestre")
    assert "Escriba el motivo" in page.error[0].value
    page.text_input(key="reabrir-motivo").set_value("Error en un dato")
    press(page, "Reabrir el trimestre")
    assert closures.states(sqlite_database, "47", plan.id) == {1: "reabierto"}
    assert "Corte cerrado el" not in said(at(open_page(people["committee"], BOARD)))


@pytest.mark.skipif(datetime.now(UTC).month < 4, reason="the first trimester of this year is not over")
def test_the_rest_read_and_are_told_who_closes_it(open_page, people, plan):  # noqa: F811
    page = at(open_page(people["committee"], PAGE))
    assert "Lo cierra el Líder de Calidad." in said(page)
    assert not [one for one in page.button if one.label.startswith("Cerrar el")]


def test_what_blocks_is_listed_with_where_it_is_mended(open_page, people, plan):  # noqa: F811
    page = at(open_page(people["leader"], PAGE), 2)
    assert "no se puede cerrar" in said(page)
    assert "Primero se cierra el T1" in said(page)
    assert not [one for one in page.button if one.label.startswith("Cerrar el")]
