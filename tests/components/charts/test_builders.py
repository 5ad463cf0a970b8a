"""Every builder on the frames a page may hand it: golden, empty, one row, 28 rows, nulls, long and hostile names."""

from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from pages.components.charts import (
    bars,
    bullet,
    ceilings,
    dumbbell,
    gantt,
    matrix,
    multiples,
    pareto,
    quadrant,
    series,
    tile_grid,
    tornado,
)

HOSTILE = "<b>x</b> <a href='javascript:alert(1)'>clic</a><br>%{x} $a$ :material/home:"
LONG = "Establecimientos educativos rurales dispersos con plan de mejoramiento institucional actualizado y socializado"
SAYS = {"title": "Un hallazgo", "subtitle": "Medida (%), 2022"}


def _series(names):
    return pd.DataFrame(
        [(n, y, float(y - 2017 + i)) for i, n in enumerate(names) for y in (2019, 2020, 2021)]
    ).set_axis(["name", "year", "value"], axis=1)


def _tiles(names):
    size = len(names)
    places = {"row": [i // 6 for i in range(size)], "column": [i % 6 for i in range(size)]}
    return pd.DataFrame({"code": [f"{i:05}" for i in range(size)], "name": names} | places).assign(
        value=[float(i) for i in range(size)]
    )


def _pairs(names):
    return pd.DataFrame({"name": names, "urbana": [60.0] * len(names), "rural": [50.0 - i for i in range(len(names))]})


def _bullets(names):
    row = {"unit": "%", "baseline": 10, "target": 20, "actual": 15, "percent": 50.0, "expected": 75}
    return pd.DataFrame([{"name": n, "light": "rojo", "status": "con_dato"} | row for n in names])


def _matrix(names):
    row = {"trimester": 1, "percent": 50.0, "light": "rojo", "status": "con_dato"}
    return pd.DataFrame([{"component": n} | row for n in names])


def _gantt(names):
    row = {"start": date(2026, 1, 20), "end": date(2026, 6, 30), "physical": 40.0, "light": "rojo"}
    return pd.DataFrame([{"name": n} | row for n in names])


CASES = {
    "series": (lambda data: series.build(data, **SAYS), _series),
    "tile_grid": (lambda data: tile_grid.build(data, **SAYS), _tiles),
    "dumbbell": (lambda data: dumbbell.build(data, **SAYS, target=55), _pairs),
    "tornado": (
        lambda data: tornado.build(data, **SAYS),
        lambda names: pd.DataFrame({"name": names, "distance": [float(i - 3) for i in range(len(names))]}),
    ),
    "bullet": (lambda data: bullet.build(data, **SAYS), _bullets),
    "matrix": (lambda data: matrix.build(data, **SAYS), _matrix),
    "quadrant": (
        lambda data: quadrant.build(data, **SAYS),
        lambda names: pd.DataFrame({"name": names, "management": range(len(names)), "result": range(len(names))}),
    ),
    "pareto": (
        lambda data: pareto.build(data, **SAYS),
        lambda names: pd.DataFrame({"factor": names, "trend": 3, "urgency": 4, "impact": 5}, index=range(len(names))),
    ),
    "gantt": (lambda data: gantt.build(data, **SAYS, cutoff=date(2026, 3, 31)), _gantt),
    "ceilings": (
        lambda data: ceilings.build(data, **SAYS),
        lambda names: pd.DataFrame({"name": names, "amount": 800.0, "ceiling": 500.0}, index=range(len(names))),
    ),
    "bars": (
        lambda data: bars.ranking(data, **SAYS, reference=3),
        lambda names: pd.DataFrame({"name": names, "value": [float(i) for i in range(len(names))]}),
    ),
}
MEASURES = (
    "value",
    "urbana",
    "rural",
    "distance",
    "percent",
    "management",
    "result",
    "trend",
    "urgency",
    "physical",
    "amount",
)


@pytest.fixture(params=CASES, ids=list(CASES))
def case(request):
    return CASES[request.param]


def _shown_texts(figure: go.Figure) -> list[str]:
    """Everything Plotly would read as its pseudo-HTML."""
    texts = [note.text for note in figure.layout.annotations]
    texts += list(figure.layout.xaxis.ticktext or ()) + list(figure.layout.yaxis.ticktext or ())
    for trace in figure.data:
        texts += [trace.name or "", *(trace.hovertext or ()), *(getattr(trace, "text", None) or ())]
    return texts


def test_a_chart_travels_with_its_text_alternative_and_its_table(case):
    build, frame = case
    chart = build(frame(["Plato", "Pivijay"]))
    assert "Un hallazgo" in chart.alt
    assert "Medida (%), 2022" in chart.alt
    assert len(chart.table) == 2
    assert not chart.is_empty
    assert chart.figure.layout.title.text is None, "the finding is a heading of the page, not of the drawing"


def test_the_frame_is_the_same_for_all(case):
    build, frame = case
    layout = build(frame(["Plato"])).figure.layout
    assert layout.separators == ",."
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0, 0, 0, 0)"
    assert layout.xaxis.fixedrange
    assert layout.yaxis.fixedrange
    assert layout.font.color is None, "text takes the theme's colour, light or dark"


def test_an_empty_frame_is_an_empty_chart(case):
    build, frame = case
    assert build(frame(["x"]).iloc[:0]).is_empty


def test_twenty_eight_rows_are_taller_than_one(case):
    build, frame = case
    names = [f"Municipio {i}" for i in range(28)]
    chart = build(frame(names))
    assert len(chart.table) == 28
    assert build(frame(["Uno"])).figure.layout.height <= chart.figure.layout.height < 2_600


def test_absent_values_are_drawn_and_never_become_zero(case):
    build, frame = case
    data = frame(["Plato", "Pivijay"])
    absent = [column for column in MEASURES if column in data]
    data[absent] = data[absent].astype("float64")
    data.loc[data.index[0], absent] = np.nan
    chart = build(data)
    row = chart.table.select_dtypes("number")
    assert row.isna().any(axis=None) or "sin" in chart.table.to_string()


def test_hostile_names_are_text_everywhere(case):
    build, frame = case
    figure = build(frame([HOSTILE, "Pivijay"])).figure
    texts = "".join(_shown_texts(figure))
    assert "<a" not in texts
    assert "<b>x" not in texts
    assert all(getattr(trace, "hovertemplate", None) is None for trace in figure.data), "%{…} has nowhere to act"


def test_long_names_are_wrapped_and_fit_a_phone(case):
    build, frame = case
    figure = build(frame([LONG, "Pivijay"])).figure
    assert figure.layout.margin.l <= 150, "a phone has 358 pixels"
    assert (figure.layout.margin.l or 0) + (figure.layout.margin.r or 0) <= 250
    names = [note.text for note in figure.layout.annotations] + list(figure.layout.yaxis.ticktext or ())
    for text in names:
        assert all(len(line) <= 60 for line in text.split("<br>")), text


def test_duplicated_names_keep_their_own_rows():
    chart = dumbbell.build(_pairs(["Plato", "Plato"]), **SAYS)
    assert len(set(chart.figure.data[1].y)) == 2


def test_small_multiples_are_one_chart_per_indicator():
    row = {"unit": "%", "baseline": 41.2, "t1": 42.8, "t2": None, "t3": None, "t4": None, "target": 50}
    charts = multiples.build_all(pd.DataFrame([{"name": HOSTILE} | row, {"name": "Deserción"} | row]))
    assert [chart.title for chart in charts] == [HOSTILE, "Deserción"]
    written = [note.text for note in charts[1].figure.layout.annotations]
    assert written == ["<b>41,2</b>", "<b>42,8</b>", "meta 50,0"]
    assert charts[1].figure.data[0].y == (41.2, None, None, None, 50.0)
    assert list(charts[1].table.columns) == ["Indicador", "Unidad", "Línea de base", "T1", "T2", "T3", "T4", "Meta"]
    assert multiples.build_all(pd.DataFrame(columns=["name", *row])) == []


def test_small_multiples_follow_the_declared_schedule():
    row = {"name": "x", "unit": "%", "baseline": 10, "target": 50, "s1": 20, "s2": 25, "s3": 30, "s4": 50}
    assert multiples.build_all(pd.DataFrame([row]))[0].figure.data[0].y == (10, 20, 25, 30, 50)
