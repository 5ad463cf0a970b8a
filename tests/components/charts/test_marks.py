"""What each chart draws for known figures: order, colours, symbols and written values."""

from datetime import date

import pandas as pd
import pytest

from pages.components import theme
from pages.components.charts import (
    bars,
    bullet,
    ceilings,
    dumbbell,
    gantt,
    matrix,
    pareto,
    quadrant,
    series,
    tile_grid,
    tornado,
)
from pages.components.charts.placement import place
from procedure.vocabulary import LIGHTS

SAYS = {"title": "t", "subtitle": "s"}
NBSP = "\u00a0"


def _notes(chart):
    return [note.text for note in chart.figure.layout.annotations]


def test_the_dumbbell_is_sorted_by_gap_and_writes_it_in_points():
    data = pd.DataFrame({"name": ["A", "B", "C", "D"], "urbana": [50, 60, 40, None], "rural": [45, 35, 48.25, 30]})
    chart = dumbbell.build(data, **SAYS)
    assert chart.table["Nombre"].tolist() == ["B", "C", "A", "D"]
    gaps = [text for text in _notes(chart) if "p." in text or text == "s. d."]
    assert gaps == [f"25,0 p.{NBSP}p.", f"−8,3 p.{NBSP}p.", f"5,0 p.{NBSP}p.", "s. d."]
    rural, urban = chart.figure.data[1], chart.figure.data[2]
    assert (rural.marker.symbol, rural.marker.color) == ("diamond", "#D55E00")
    assert (urban.marker.symbol, urban.marker.color) == ("circle", "#0072B2")


@pytest.mark.parametrize(("sense", "first"), [("aumento", "Discapacidad"), ("reduccion", "Migrantes")])
def test_the_tornado_begins_with_whoever_is_furthest_behind(sense, first):
    data = pd.DataFrame({"name": ["Migrantes", "Discapacidad", "Víctimas"], "distance": [4.0, -18.2, None]})
    chart = tornado.build(data, **SAYS, sense=sense)
    assert chart.table["Grupo"].tolist()[0] == first
    assert chart.table["Grupo"].tolist()[-1] == "Víctimas"
    assert chart.figure.data[0].marker.color[0] == theme.UNFAVOURABLE
    assert f"−18,2{NBSP}p.{NBSP}p." in _notes(chart)
    assert f"+4,0{NBSP}p.{NBSP}p." in _notes(chart)
    assert "s. d." in _notes(chart)


BULLETS = pd.DataFrame(
    [
        ("Cobertura", "%", 41.2, 50, 46.8, 63.6, 75, "amarillo", "con_dato"),
        ("Deserción", "%", 4.8, 3.0, 3.9, 50, 50, "verde", "con_dato"),
        ("Calidad", "", 4.3, 5.2, 4.1, -222.0, 75, "rojo", "retroceso"),
        ("Docentes", "%", 22, 60, 99, 202.6, 75, "verde", "cumplida"),
        ("PIAR", "%", 31, 80, None, None, None, "gris", "sin_reporte"),
    ],
    columns=["name", "unit", "baseline", "target", "actual", "percent", "expected", "light", "status"],
)


def test_the_bullet_writes_figures_symbols_and_stops_at_its_ends():
    chart = bullet.build(BULLETS, **SAYS)
    bar, expected = chart.figure.data
    assert bar.x == (63.6, 50, -40, 130, None)
    assert bar.marker.color[:3] == (LIGHTS["amarillo"].colour, LIGHTS["verde"].colour, LIGHTS["rojo"].colour)
    assert expected.x == (75, 50, 75, 75, None)
    notes = _notes(chart)
    assert notes[:2] == ["Cobertura (%)", "Deserción (%)"]
    assert "<b>46,8</b> base 41,2 · meta 50,0" in notes
    assert f"<b>! 63,6{NBSP}%</b>" in notes
    assert f"<b>▼ −222,0{NBSP}%</b>" in notes
    assert f"<b>✔ 202,6{NBSP}%</b>" in notes
    assert "<b>– sin<br>reporte</b>" in notes
    assert chart.figure.layout.xaxis.range[0] < -40
    assert len(chart.figure.layout.shapes) == 5


def test_the_matrix_keeps_silence_apart_from_zero():
    data = pd.DataFrame(
        [
            ("Inclusión", 1, 0.0, "rojo", "sin_avance"),
            ("Inclusión", 2, 100.0, "verde", "cumplida"),
            ("Formación", 1, None, "gris", "por_verificar"),
            ("Formación", 4, None, "azul", "pendiente"),
        ],
        columns=["component", "trimester", "percent", "light", "status"],
    )
    chart = matrix.build(data, **SAYS)
    texts = chart.figure.data[0].text
    assert texts[:4] == (
        f"✖<br><b>0,0{NBSP}%</b>",
        f"✔<br><b>100,0{NBSP}%</b>",
        "– sin<br>reporte",
        "– sin<br>reporte",
    )
    assert texts[4] == "– por<br>verificar"
    assert chart.figure.data[0].marker.pattern.shape[:3] == ("", "", "/")
    assert chart.figure.data[0].textfont.color[0] == "#FFFFFF"
    assert chart.table.loc[0, "T1"] == f"✖ crítico, 0,0{NBSP}%"
    assert chart.table.loc[0, "T3"] == "– sin reporte"
    assert chart.table["Componente"].tolist() == ["Inclusión", "Formación"]


def test_the_tiles_carry_code_value_and_a_readable_ink():
    data = pd.DataFrame(
        {
            "code": ["47001", "47002", "47003"],
            "name": ["San Sebastián de Buenavista", "Plato", "Guamal"],
            "row": [0, 0, 1],
            "column": [0, 1, 1],
            "value": [1.0, 9.0, None],
        }
    )
    chart = tile_grid.build(data, **SAYS, selected="47002")
    tiles = chart.figure.data[0]
    assert tiles.customdata == ("47001", "47002", "47003")
    assert tiles.text == ("<b>1,0</b><br>S. Sebastián<br>Buenavista", "<b>9,0</b><br>Plato", "<b>s. d.</b><br>Guamal")
    assert tiles.marker.color == (theme.SEQUENTIAL[0][0], theme.SEQUENTIAL[4][0], theme.LIGHT_CELL)
    assert tiles.textfont.color == (theme.DARK_TEXT, theme.WHITE_TEXT, theme.DARK_TEXT)
    assert tiles.marker.pattern.shape == ("", "", "/")
    assert tiles.marker.line.width == (0, 4, 0)
    assert "1 municipio sin dato" in chart.alt


def test_tiles_of_one_same_value_do_not_break():
    data = pd.DataFrame({"code": ["1", "2"], "name": ["A", "B"], "row": 0, "column": [0, 1], "value": 5.0})
    assert tile_grid.build(data, **SAYS).figure.data[0].marker.color == (theme.SEQUENTIAL[1][0],) * 2


def test_short_names_fit_their_tile():
    for name in ("Cerro de San Antonio", "Sabanas de San Ángel", "Santa Bárbara de Pinto", "Puebloviejo", "El Banco"):
        lines = tile_grid.short_name(name)
        assert 1 <= len(lines) <= 2
        assert all(len(line) <= 11 for line in lines), lines


def test_the_pareto_accumulates_to_one_hundred_in_order():
    data = pd.DataFrame(
        {"factor": ["Bajo", "Alto", "Sin puntaje"], "trend": [1, 5, None], "urgency": [2, 5, 1], "impact": [2.5, 5, 1]}
    )
    chart = pareto.build(data, **SAYS)
    assert chart.table["Factor"].tolist() == ["Alto", "Bajo", "Sin puntaje"]
    assert [trace.name for trace in chart.figure.data] == ["Tendencia", "Urgencia", "Impacto"]
    assert {trace.yaxis for trace in chart.figure.data} == {None}, "there is no second axis"
    assert f"<b>15</b><br>73{NBSP}% acum." in _notes(chart)
    assert f"<b>5,5</b><br>100{NBSP}% acum." in _notes(chart)
    assert "<b>—</b><br>— acum." in _notes(chart)
    assert "Puesto" not in chart.table


def test_the_pareto_keeps_the_rank_of_the_engine():
    data = pd.DataFrame({"factor": ["A", "B"], "trend": 5, "urgency": 5, "impact": 5, "rank": [2, 1]})
    chart = pareto.build(data, **SAYS)
    assert chart.table["Factor"].tolist() == ["B", "A"]
    assert _notes(chart)[:2] == ["1. B", "2. A"]


def test_the_gantt_names_its_months_in_spanish_and_marks_the_cutoff():
    data = pd.DataFrame(
        {
            "name": ["Ruta PIAR", "Sin fechas"],
            "start": [date(2026, 1, 1), None],
            "end": [date(2026, 12, 31), date(2026, 6, 30)],
            "physical": [25, 10],
            "light": ["rojo", ""],
        }
    )
    chart = gantt.build(data, **SAYS, cutoff=date(2026, 9, 30))
    assert chart.figure.layout.xaxis.ticktext == (
        *("ene", "feb", "mar", "abr", "may", "jun"),
        *("jul", "ago", "sep", "oct", "nov", "dic"),
    )
    scheduled, executed = chart.figure.data
    assert executed.x[0] / scheduled.x[0] == pytest.approx(0.25)
    assert scheduled.x[0] == 365 * 86_400_000
    assert "Corte 30/09/2026" in _notes(chart)
    assert f"<b>✖ 25{NBSP}%</b>" in _notes(chart)
    assert len(scheduled.y) == 1
    assert chart.table["Fin"].tolist() == ["31/12/2026", "30/06/2026"]


def test_a_gantt_over_two_years_writes_the_years():
    data = pd.DataFrame({"name": ["x"], "start": [date(2026, 3, 1)], "end": [date(2027, 6, 30)], "physical": [None]})
    ticks = gantt.build(data, **SAYS).figure.layout.xaxis.ticktext
    assert ticks[0] == "mar<br>2026"
    assert "ene<br>2027" in ticks
    assert len(ticks) <= 12


def test_highlighted_lines_come_last_coloured_and_named_without_covering_each_other():
    rows = [(name, year, value) for name, value in (("A", 3.0), ("B", 3.01), ("C", 9.0)) for year in (2020, 2021)]
    data = pd.DataFrame(rows, columns=["name", "year", "value"])
    chart = series.build(data, **SAYS, highlighted=("A", "B"))
    assert [trace.name for trace in chart.figure.data] == ["C", "A", "B"]
    assert chart.figure.data[0].line.color == theme.FAINT
    ends = [note for note in chart.figure.layout.annotations if note.xref == "paper"]
    assert [note.text for note in ends] == [f"B<br><b>3,0{NBSP}%</b>", f"A<br><b>3,0{NBSP}%</b>"]
    assert ends[0].yshift - ends[1].yshift > 25, "the lower name is pushed down"
    assert chart.reading == "en gris, 1 línea más para comparar."
    assert list(chart.table.columns) == ["Nombre", "2020 (%)", "2021 (%)"]


def test_a_gap_in_a_series_stays_a_gap():
    data = pd.DataFrame({"name": "A", "year": [2019, 2020, 2021], "value": [1.0, None, 3.0]})
    trace = series.build(data, **SAYS).figure.data[0]
    assert trace.y == (1.0, None, 3.0)
    assert trace.connectgaps is False


def test_zones_keep_their_colours_in_a_series():
    data = pd.DataFrame({"name": ["Rural", "Urbana", "Total"], "year": 2020, "value": [1.0, 2, 1.5]})
    colours = {trace.name: trace.line.color for trace in series.build(data, **SAYS).figure.data}
    assert colours == {"Rural": "#D55E00", "Urbana": "#0072B2", "Total": theme.MIDDLE}


def test_the_ranking_carries_codes_and_puts_the_absent_last():
    data = pd.DataFrame({"name": ["A", "B", "C"], "value": [1.0, None, 5.0], "code": ["1", "2", "3"]})
    chart = bars.ranking(data, **SAYS, highlighted=("A",))
    assert chart.figure.data[0].customdata == ("3", "1", "2")
    assert chart.figure.data[0].marker.color == (theme.FAINT, theme.URBAN, theme.FAINT)
    assert _notes(chart) == [f"5,0{NBSP}%", f"1,0{NBSP}%", "s. d."]


@pytest.mark.parametrize(
    ("management", "result", "name"),
    [
        (70, 70, "Ejecuta y transforma"),
        (90, 69.9, "Ejecuta sin transformar"),
        (10, 90, "Transforma sin ejecutar"),
        (0, 0, "Ni ejecuta ni transforma"),
    ],
)
def test_the_quadrants_have_names(management, result, name):
    data = pd.DataFrame({"name": ["A"], "management": [management], "result": [result]})
    assert quadrant.build(data, **SAYS).table.loc[0, "Cuadrante"] == name


def test_a_component_without_both_indices_is_named_and_not_drawn():
    data = pd.DataFrame({"name": ["A", "B"], "management": [80, 50], "result": [75, None]})
    chart = quadrant.build(data, **SAYS)
    assert len(chart.figure.data[0].x) == 1
    assert "Sin los dos datos, no se dibuja: B" in chart.reading
    assert chart.table.loc[1, "Cuadrante"] == "—"


def _apart(one, other, width, axis=(-6.0, 106.0), height=440):
    from pages.components.charts.layout import SMALL, text_width

    def box(mark):
        x = (mark.x - axis[0]) / (axis[1] - axis[0]) * width + mark.dx
        y = (axis[1] - mark.y) / (axis[1] - axis[0]) * height + mark.dy
        half = max(text_width(line, SMALL) for line in mark.lines) / 2
        return x - half, y - len(mark.lines) * 7.5, x + half, y + len(mark.lines) * 7.5

    a, b = box(one), box(other)
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@pytest.mark.parametrize("width", [300, 440, 670])
def test_twelve_labels_do_not_cover_one_another(width):
    points = pd.DataFrame(
        {
            "name": [f"Componente {i} largo" for i in range(12)],
            "management": [92, 85, 78, 88, 40, 74, 95, 62, 50, 81, 83, 12],
            "result": [88, 41, 55, 22, 35, 71, 90, 80, 50, 44, 40, 9],
        }
    )
    marks = place(points, (-6.0, 106.0), 440, reserved=36, threshold=70)
    assert len(marks) == 12
    assert all(_apart(one, other, width) for i, one in enumerate(marks) for other in marks[:i])


def test_components_at_the_same_place_share_one_label():
    points = pd.DataFrame({"name": ["A", "B"], "management": 0.0, "result": 0.0})
    marks = place(points, (-6.0, 106.0), 440, reserved=36, threshold=70)
    assert [mark.lines for mark in marks] == [["A", "B"]]


def test_a_plan_is_drawn_without_the_advance_it_cannot_have_yet():
    data = pd.DataFrame({"name": ["Rutas"], "start": ["2026-02-01"], "end": ["2026-06-30"], "physical": [None]})
    chart = gantt.build(data, **SAYS, planned=True)
    assert len(chart.figure.data) == 1
    assert "s. d." not in "".join(note.text for note in chart.figure.layout.annotations)
    assert "Avance físico (%)" not in chart.table and "avance" not in chart.reading


def test_what_goes_past_a_ceiling_begins_where_the_ceiling_ends_and_is_written():
    data = pd.DataFrame({"name": ["Rutas", "PAE"], "amount": [800, 100], "ceiling": [500, 500]})
    chart = ceilings.build(data, title="t", subtitle="s")
    track, within, past = chart.figure.data
    assert (track.x, within.x, past.x) == ((500, 500), (500, 100), (300, 0))
    assert past.base == (500, 100)
    written = " ".join(note.text for note in chart.figure.layout.annotations).replace("\xa0", " ")
    assert "✖ pasa en $ 300" in written and "saldo $ 400" in written
    assert chart.table["Saldo (pesos)"].tolist() == [-300, 400]
    assert "1 por encima de su tope" in chart.alt
