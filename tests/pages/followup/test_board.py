"""The board over the demonstration, run whole through the portal with somebody of the committee signed in."""

import shutil

import pytest

from data.records import users
from procedure.roles import Actor, Role


@pytest.fixture
def sqlite_settings(sqlite_settings, demonstration_home):
    """The installation that the shared fixtures open, with the demonstration in it."""
    shutil.copytree(demonstration_home, sqlite_settings.home, dirs_exist_ok=True)
    return sqlite_settings


@pytest.fixture
def member(sqlite_database):
    listed = users.active(sqlite_database, "47").set_index("name")
    return Actor("47", "Comité Directivo", listed.loc["Comité Directivo", "id"], frozenset({Role.COMMITTEE}))


def texts(test):
    return " ".join(str(element.value) for kind in ("subheader", "caption", "warning") for element in test.get(kind))


def metrics(test):
    return {metric.label.replace("\\", ""): metric.value for metric in test.metric}


def test_it_says_in_one_sentence_how_the_plan_goes(open_page, member):
    board = open_page(member, "followup/board.py")
    assert not board.exception
    assert board.subheader[0].value == "Gestión 94,4 %, resultado 84,7 %: 1 componente en rojo: Inclusión y equidad"
    assert metrics(board) == {
        "Gestión (estricto)": "94,4 %",
        "Resultado (estricto)": "84,7 %",
        "Cobertura de reporte": "100,0 %",
        "Indicadores en rojo": "2",
    }


def test_it_opens_at_the_last_trimester_with_something_approved(open_page, member):
    board = open_page(member, "followup/board.py")
    assert board.selectbox(key="corte").value == "2"
    assert "corte 30/06/2026" in texts(board)


def test_a_good_mean_that_hides_a_slice_is_told(open_page, member):
    board = open_page(member, "followup/board.py")
    assert "Promedio engañoso" in texts(board)
    assert "rural está en rojo" in texts(board)


def test_the_rural_slice_has_figures_of_its_own(open_page, member):
    board = open_page(member, "followup/board.py")
    total = metrics(board)["Resultado (estricto)"]
    board.selectbox(key="corte_poblacional").set_value("rural").run()
    assert not board.exception
    assert metrics(board)["Resultado (estricto)"] != total


def test_a_trimester_without_reports_is_silent_and_never_zero(open_page, member):
    board = open_page(member, "followup/board.py")
    board.selectbox(key="corte").set_value("4").run()
    assert not board.exception
    assert board.subheader[0].value == "Todavía no hay reportes aprobados de este trimestre"


def test_every_chart_has_its_table(open_page, member):
    board = open_page(member, "followup/board.py")
    assert (
        [expander.label for expander in board.expander].count("Ver como tabla") == len(board.get("plotly_chart")) == 4
    )


def test_a_milestone_done_before_is_not_a_report_of_this_trimester(open_page, member):
    board = open_page(member, "followup/board.py")
    board.get("button_group")[0].set_value(["gestion"]).run() if not board.get("button_group")[0].value else None
    table = next(
        html.value for html in board.get("html") if "T3" in str(html.value) and "Acompañamiento" in str(html.value)
    )
    assert table.count("sin reporte") >= 6


def test_the_gap_between_zones_is_told_with_its_baseline_and_the_age_of_its_figure(open_page, member):
    board = open_page(member, "followup/board.py")
    table = next(html.value for html in board.get("html") if "Cierre de la brecha" in str(html.value))
    assert "urbana y rural" in table
    assert "de este corte" in table
