"""From the board and from the plan, a figure leads back to reports, evidence, file and row."""

import shutil

import pandas as pd
import pytest

from data.records import plan_frames, plans, users
from pages.components.lineage import chosen
from procedure.roles import Actor, Role


@pytest.fixture
def sqlite_settings(sqlite_settings, demonstration_home):
    shutil.copytree(demonstration_home, sqlite_settings.home, dirs_exist_ok=True)
    return sqlite_settings


@pytest.fixture
def member(sqlite_database):
    listed = users.active(sqlite_database, "47").set_index("name")
    return Actor("47", "Comité Directivo", listed.loc["Comité Directivo", "id"], frozenset({Role.COMMITTEE}))


@pytest.fixture
def frozen(sqlite_database):
    """An indicator slice of the running plan whose baseline was chosen from the characterization."""
    listed = plans.listing(sqlite_database, "47").set_index("state")
    frames = plan_frames.frames(sqlite_database, "47", listed.loc["en_ejecucion", "id"])
    slices = frames.indicator_slices
    rows = slices[slices["baseline_choice_id"].notna() & (slices["slice"] == "total")]
    return rows.to_dict("records")[0]


def opened(open_page, member, page, panel):
    test = open_page(member, page)
    assert not test.exception
    test.session_state[panel] = True
    test.run()
    assert not test.exception
    return test


def said(test):
    kinds = (test.text, test.caption, test.info, test.error, test.warning)
    return "\n".join(str(each.value) for kind in kinds for each in kind)


def html(test):
    return " ".join(str(each.proto.body) for each in test.get("html"))


def test_a_figure_of_the_board_leads_to_reports_and_to_the_rows_of_its_baseline(open_page, member, frozen):
    test = opened(open_page, member, "followup/board.py", "tablero_linaje")
    test.selectbox(key="tablero_linaje_i").set_value(frozen["indicator_id"]).run()
    assert not test.exception
    assert "Reportes de donde sale" in html(test)
    assert "Líder de Calidad" in html(test), "who approved it"
    assert "la congeló" in said(test)
    figures = next(frame.value for frame in test.dataframe if "Fila" in frame.value.columns)
    assert {"Municipio", "Valor", "Archivo", "Hoja", "Fila"} <= set(figures.columns)
    assert figures["Archivo"].str.contains("versión 1").all()


def test_an_action_of_the_board_leads_to_its_reports(open_page, member):
    test = opened(open_page, member, "followup/board.py", "tablero_linaje")
    test.session_state["tablero_linaje_tipo"] = "accion"
    test.run()
    assert not test.exception
    assert "Avance físico" in html(test)


def test_the_baselines_of_the_plan_lead_to_the_file(open_page, member, sqlite_database, frozen):
    test = open_page(member, "plan/editor.py")
    listed = plans.listing(sqlite_database, "47").set_index("state")
    test.selectbox(key="plan").set_value(listed.loc["en_ejecucion", "id"]).run()
    test.session_state["plan-nivel"] = "indicator_slices"
    test.session_state["plan_linaje"] = True
    test.run()
    own = next(each for each in test.selectbox if each.label == "Línea de base")
    own.set_value(frozen["id"]).run()
    assert not test.exception
    assert "la congeló" in said(test)
    figures = next(frame.value for frame in test.dataframe if "Fila" in frame.value.columns)
    assert figures["Archivo"].str.contains("versión 1").all()


def test_a_baseline_typed_by_hand_says_so_with_the_source_it_declares():
    row = {"baseline": 4.2, "baseline_choice_id": None, "baseline_source": "Informe de 2024"}
    assert chosen.by_hand(row) == "Se escribió a mano en el plan: 4,20. Fuente que declara: Informe de 2024."
    assert "No declara fuente" in chosen.by_hand({**row, "baseline_source": ""})


def test_a_version_that_was_withdrawn_is_named_so():
    figures = pd.DataFrame(
        [("", "47245", 3.5, None, None, "v1", "datos", 2)],
        columns=["part", "municipality_code", "value", "numerator", "denominator", "version_id", "sheet", "row"],
    )
    places = pd.DataFrame({"code": ["47245"], "name": ["El Banco"]})
    versions = pd.DataFrame(
        {"id": ["v1"], "file_name": ["men.csv"], "number": [1], "withdrawn_at": [pd.Timestamp("2026-01-01")]}
    )
    table = chosen.table(figures, places, versions)
    assert table.to_dict("records") == [
        {
            "Municipio": "El Banco",
            "Valor": 3.5,
            "Archivo": "men.csv, versión 1 (retirada)",
            "Hoja": "datos",
            "Fila": "2",
        }
    ]
