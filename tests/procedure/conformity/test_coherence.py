"""The coherence matrix puts side by side what answers to what, and says where the chain breaks."""

from datetime import date

from procedure.conformity.coherence import gaps, matrix
from tests.procedure.conformity.small_plan import bundle, row, tables

NAMES = {"u1": "Líder de Calidad", "u2": "Responsable de Permanencia"}


def lines(rows):
    return matrix(bundle(rows), NAMES)


def test_indicators_and_actions_of_a_goal_stand_side_by_side():
    first, second = lines(tables())
    assert (first.objective, first.goal, first.figure, first.due) == (
        "Reducir la deserción",
        "Bajar de 5 a 3",
        "3 %",
        date(2026, 12, 15),
    )
    assert (first.indicator, first.nature) == ("I1 · Deserción intra-anual", "Resultado")
    assert (first.action, first.responsible, first.cost) == ("Contratar rutas", "Responsable de Permanencia", 100.0)
    assert first.sources == "Sistema General de Participaciones (SGP); Ministerio de Educación Nacional"
    assert (first.start, first.end) == (date(2026, 2, 1), date(2026, 11, 30))
    assert (second.indicator, second.action, second.cost) == ("I2 · Rutas en operación", "", None)
    assert gaps([first, second]) == 0


def test_an_action_for_several_goals_has_its_own_row_and_counts_once():
    rows = tables()
    rows["goals"].append(row("goals", "g2", objective_id="o1", text="Otra meta"))
    found = lines(rows)
    assert [(one.goal, one.action) for one in found] == [
        ("Bajar de 5 a 3", ""),
        ("Bajar de 5 a 3", ""),
        ("Otra meta", ""),
        ("Todas las metas del objetivo", "Contratar rutas"),
    ]
    assert [one.gap for one in found] == ["", "", "Sin indicador", ""]
    rows["actions"][0]["goal_id"] = "g2"
    assert [(one.goal, one.action) for one in lines(rows)][-1] == ("Otra meta", "Contratar rutas")


def test_what_the_chain_lacks_is_said_where_it_lacks():
    rows = tables()
    rows["components"].append(row("components", "c2", name="TIC"))
    rows["components"].append(row("components", "c3", name="Inclusión"))
    rows["objectives"].append(row("objectives", "o2", component_id="c2", text="Conectar"))
    rows["actions"][0].update(end_date=None)
    rows["action_resources"].clear()
    rows["actions"].append(row("actions", "a2", component_id="c3", text="Suelta"))
    assert [(one.component, one.gap) for one in lines(rows)] == [
        ("Permanencia", "Sin recursos · Sin fechas"),
        ("Permanencia", ""),
        ("TIC", "Sin meta"),
        ("Inclusión", "Sin objetivos"),
        ("Inclusión", "Sin objetivo · Sin recursos · Sin fechas"),
    ]


def test_a_goal_that_nobody_works_for_says_it():
    rows = tables()
    rows["actions"].clear()
    assert [one.gap for one in lines(rows)] == ["Sin actividad", ""]


def test_an_action_that_serves_two_objectives_is_beside_both():
    rows = tables()
    rows["objectives"].append(row("objectives", "o2", component_id="c1", text="Otro"))
    rows["goals"].append(row("goals", "g2", objective_id="o2", text="Su meta", unit="EE"))
    rows["goal_slices"].append(row("goal_slices", "gs9", goal_id="g2", slice="rural", target=12.0))
    rows["actions"][0]["objective_ids"] = ["o1", "o2"]
    found = [one for one in lines(rows) if one.action]
    assert [(one.objective, one.figure) for one in found] == [("Reducir la deserción", "3 %"), ("Otro", "12 EE")]


def test_an_empty_plan_has_no_rows():
    assert lines({}) == []
