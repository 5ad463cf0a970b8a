"""The dots of a comparison: rows by their change, one mark per item, the change written at the right."""

import pandas as pd

from pages.components.charts import dots

DATA = pd.DataFrame({"name": ["A<b>", "B", "C"], "2020": [1.0, 5.0, None], "2021": [2.0, None, 2.0], "2022": [4, 4, 3]})


def build(items):
    return dots.build(DATA, items, title="t", subtitle="s")


def notes(chart):
    return [note.text.replace("\u00a0", " ") for note in chart.figure.layout.annotations]


def test_rows_go_from_whoever_rose_most_to_whoever_has_no_change_to_tell():
    chart = build(["2020", "2021", "2022"])
    assert chart.table["Municipio"].tolist() == ["A<b>", "B", "C"]
    assert notes(chart)[:3] == ["+3,0 p. p.", "−1,0 p. p.", "s. d."]
    assert "A&lt;b&gt;" in chart.figure.layout.yaxis.ticktext[0]


def test_each_item_has_its_colour_and_its_shape_and_its_name():
    marks = build(["2020", "2021", "2022"]).figure.data[1:]
    assert [one.name for one in marks] == ["2020", "2021", "2022"]
    assert len({one.marker.symbol for one in marks}) == len({one.marker.color for one in marks}) == 3
    assert list(marks[0].x) == [1.0, 5.0, None]
    assert list(build(["2020", "2022"]).table.columns) == ["Municipio", "2020 (%)", "2022 (%)", "Cambio (p.\u00a0p.)"]
