"""How charts, metrics and filters reach the page."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.components import figures, metrics
from pages.components.charts import bars


def _page():
    import pandas as pd

    from pages.components import figures
    from pages.components.charts import bars, multiples

    data = pd.DataFrame({"name": ["<i>Plato</i>", "Pivijay"], "value": [1.0, 2.0], "code": ["1", "2"]})
    chart = bars.ranking(data, title="Hallazgo <b>", subtitle="Medida", reference=1)
    figures.show(chart, key="a", file_name="a", selection=True)
    figures.show(bars.ranking(data.iloc[:0], title="Vacía", subtitle=""), key="b", file_name="b")
    row = {"name": "Deserción", "unit": "%", "baseline": 4, "t1": 3, "target": 2}
    figures.show_all(multiples.build_all(pd.DataFrame([row] * 4)), key="c", file_name="c")
    figures.show_all([], key="d", file_name="d")


def test_a_chart_is_shown_with_heading_table_and_csv():
    app = AppTest.from_function(_page, default_timeout=60).run()
    assert not app.exception
    bodies = "".join(element.proto.body for element in app.get("html"))
    assert "Hallazgo &lt;b&gt;</h3>" in bodies
    assert "&lt;i&gt;Plato" in bodies
    assert len(app.get("plotly_chart")) == 5
    assert len(app.get("download_button")) == 2
    assert [box.label for box in app.expander] == ["Ver como tabla"] * 2
    assert len(app.info) == 2, "an empty chart says so"


def test_text_takes_the_ink_of_the_theme():
    chart = bars.ranking(pd.DataFrame({"name": ["A"], "value": [1.0]}), title="t", subtitle="s")
    layout = figures.themed(chart.figure).layout
    assert layout.font.color == layout.xaxis.tickfont.color == layout.hoverlabel.font.color == "#000037"


@pytest.mark.parametrize("points", [[{"customdata": "47001"}] * 2, [{"customdata": ["47001"]}]])
def test_the_codes_clicked_are_told_once(points):
    assert figures.codes_of([*points, {"x": 1}, {"customdata": ""}]) == ["47001"]


def test_no_fifth_metric():
    with pytest.raises(ValueError, match="at most 4"):
        metrics.row([metrics.Metric("a", "1")] * 5)


def _filters():
    import pandas as pd
    import streamlit as st

    from pages.components import filters, metrics

    catalog = pd.DataFrame({"code": ["47555", "47551"], "name": ["Plato", "Pivijay"]})
    metrics.row([metrics.Metric("Costo en $", "1", "a*b", "ayuda")])
    chosen = [filters.year([2021, 2022]), filters.zone(), filters.inclusion_group(("etnia",)), filters.cutoff(2)]
    chosen += [filters.municipality(catalog), filters.indicator(catalog), filters.choose("Nada", {}, key="nada")]
    st.text("|".join(str(item) for item in chosen))


def test_filters_answer_codes_and_have_defaults():
    app = AppTest.from_function(_filters, default_timeout=60).run()
    assert not app.exception
    assert app.text[0].value == "2022|total|todos|2|None|47555|None"
    app.selectbox(key="municipio").select("47551")
    app.selectbox(key="zona").select("rural")
    app.selectbox(key="vigencia").select("2021").run()
    assert app.text[0].value == "2021|rural|todos|2|47551|47555|None"
    assert app.metric[0].label == "Costo en \\$"


def test_filters_are_read_from_the_address():
    app = AppTest.from_function(_filters, default_timeout=60)
    app.query_params.update({"zona": "Rural", "municipio": "Plato", "vigencia": "1999"})
    app.run()
    assert app.text[0].value == "2022|rural|todos|2|47555|47555|None"
