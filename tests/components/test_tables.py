"""Tables: real HTML, safe CSV for Excel in Colombia, pages for the long ones."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.components import tables

FRAME = pd.DataFrame(
    {"Nombre": ["<b>Plato</b>", None], "Valor": [1234.56, None], "Año": pd.array([2022, None], "Int64")}
)


def test_a_plain_table_has_a_caption_headers_and_escaped_cells():
    html = tables.html_of(FRAME, caption='Un "título"')
    assert "<caption" in html
    assert "Un &quot;título&quot;" in html
    assert html.count('scope="col"') == 3
    assert html.count('scope="row"') == 2
    assert "&lt;b&gt;Plato" in html
    assert "<b>Plato" not in html
    assert ">1.234,6<" in html
    assert html.count(">—<") == 3


def test_a_csv_opens_right_in_excel_of_colombia():
    text = tables.csv_bytes(FRAME).decode("utf-8-sig")
    assert tables.csv_bytes(FRAME).startswith(b"\xef\xbb\xbf")
    assert text.splitlines() == ["Nombre;Valor;Año", "<b>Plato</b>;1234,56;2022", ";;"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_and_no_header_of_a_csv_is_a_formula(start):
    frame = pd.DataFrame({f"{start}A": [f"{start}1+1", "x;y"]})
    text = tables.csv_bytes(frame).decode("utf-8-sig")
    assert f"'{start}1+1" in text
    assert f"'{start}A" in text
    assert '"x;y"' in text


def test_negative_numbers_stay_numbers():
    assert tables.csv_bytes(pd.DataFrame({"a": [-1.5]})).decode("utf-8-sig").splitlines()[1] == "-1,5"


def test_the_rounding_noise_of_floats_is_not_exported():
    assert "0,3" in tables.csv_bytes(pd.DataFrame({"a": [0.1 + 0.2]})).decode().splitlines()


def _grid(rows):
    import pandas as pd

    from pages.components import tables

    tables.grid(pd.DataFrame({"Fila": range(rows)}), key="t", caption="Filas", file_name="filas")


def test_a_long_grid_is_shown_by_pages():
    app = AppTest.from_function(_grid, default_timeout=60, args=(45_000,)).run()
    assert not app.exception
    assert len(app.dataframe[0].value) == 20_000
    app.number_input[0].set_value(3).run()
    assert app.dataframe[0].value["Fila"].iloc[-1] == 44_999
    assert "45.000 filas" in app.number_input[0].label


def test_a_short_grid_is_whole():
    app = AppTest.from_function(_grid, default_timeout=60, args=(3,)).run()
    assert not app.exception
    assert not app.number_input
    assert len(app.dataframe[0].value) == 3
