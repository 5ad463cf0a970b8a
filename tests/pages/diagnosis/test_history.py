"""The history says what each version changed, and what undoing one gives back."""

import pandas as pd
import pytest

from data.opening import Stores
from data.records import datasets
from data.warehouse import differences
from data.warehouse.acceptance import accept
from pages.components.intake import history, history_changes
from procedure.roles import Actor
from tests.pages.diagnosis.conftest import Open, texts
from tests.warehouse.conftest import make_reading, upload_of

EL_BANCO, GUAMAL = "47245", "47318"
PLACES = pd.DataFrame([(EL_BANCO, "El Banco"), (GUAMAL, "Guamal")], columns=["code", "name"])
INDICATORS = pd.DataFrame([("desercion", "Deserción intraanual")], columns=["code", "name"])


@pytest.fixture
def versions(stores: Stores, analyst: Actor) -> pd.DataFrame:
    """Two versions: the second one corrects El Banco, repeats Guamal and adds a year. Newest first."""
    first = [(2, 2021, EL_BANCO, "desercion", 3.5), (3, 2021, GUAMAL, "desercion", 4.0)]
    second = [(2, 2021, EL_BANCO, "desercion", 3.75), *first[1:], (4, 2022, GUAMAL, "desercion", 4.5)]
    for name, cells in (("primero", first), ("segundo", second)):
        accept(stores.database, stores.warehouse, analyst, make_reading(cells), upload_of(name))
    return datasets.history(stores.database, "47")


def test_the_page_tells_rows_figures_and_each_change(
    open_page: Open, stores: Stores, analyst: Actor, versions: pd.DataFrame
) -> None:
    test = open_page("upload", analyst)
    assert not [frame for frame in test.dataframe if "Antes" in frame.value.columns], "nothing is compared unasked"
    test.session_state["intake_diff"] = True
    test.run()
    assert "1 fila nueva, 1 fila cambiada y 1 fila igual" in texts(test)
    assert "En cifras: 1 nueva, 1 cambió y 1 quedó igual." in texts(test)
    changed = next(frame.value for frame in test.dataframe if "Antes" in frame.value.columns)
    assert changed[["Municipio", "Antes", "Ahora", "Fila", "Reemplaza a"]].to_numpy().tolist() == [
        ["El Banco", 3.5, 3.75, "2", "primero.csv, versión 1"]
    ]


def test_undoing_names_the_version_that_serves_again(
    open_page: Open, stores: Stores, analyst: Actor, versions: pd.DataFrame
) -> None:
    said = "Al retirarla, 2 cifras vuelven a la versión 1 de «primero.csv» y 1 cifra queda sin dato."
    assert said in texts(open_page("upload", analyst))


def test_a_version_that_serves_nothing_says_so(versions: pd.DataFrame) -> None:
    assert "Ninguna cifra" in history.consequence(pd.DataFrame({"version_id": [], "figures": []}), versions)


def test_new_figures_have_no_column_for_what_they_replaced(stores: Stores, versions: pd.DataFrame) -> None:
    oldest = versions["id"].iloc[-1]
    lines = differences.of_version(stores.database, stores.warehouse, "47", oldest).lines
    table = history_changes.table(lines, PLACES, INDICATORS, versions)
    assert list(table.columns) == ["Municipio", "Año", "Indicador", "Ahora", "Hoja", "Fila"]


def test_the_parts_of_a_rate_are_shown_when_they_changed(stores: Stores, versions: pd.DataFrame) -> None:
    lines = differences.of_version(stores.database, stores.warehouse, "47", versions["id"].iloc[0]).lines
    table = history_changes.table(lines.assign(numerator=3.0, old_numerator=2.0), PLACES, INDICATORS, versions)
    assert {"Numerador antes", "Numerador ahora"} <= set(table.columns)
    assert "Denominador antes" not in table.columns
