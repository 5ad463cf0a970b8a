"""The sentence over each chart, for known figures."""

import pandas as pd
import pytest

from pages.components import narrative

N = "\u00a0"


def _frame(columns, *rows):
    return pd.DataFrame(list(rows), columns=columns.split())


@pytest.mark.parametrize(
    ("rows", "sense", "expected"),
    [
        ([(2019, 4.1), (2021, 2.0)], "reduccion", f"La deserción bajó de 4,1{N}% a 2,0{N}% entre 2019 y 2021"),
        (
            [(2021, 4.1), (2019, 2.0)],
            "reduccion",
            f"La deserción subió de 2,0{N}% a 4,1{N}% entre 2019 y 2021: va en contra de lo esperado",
        ),
        ([(2019, 4.11), (2021, 4.12)], "", f"La deserción se mantuvo en 4,1{N}% entre 2019 y 2021"),
        ([(2019, None), (2021, 2.0)], "", f"La deserción: 2,0{N}% en 2021, único año con dato"),
        ([(2019, None)], "", "La deserción: sin datos para los años elegidos"),
        ([], "", "La deserción: sin datos para los años elegidos"),
    ],
)
def test_a_change_is_told_between_the_years_that_have_data(rows, sense, expected):
    assert narrative.change("La deserción", _frame("year value", *rows), sense=sense) == expected


def test_a_bare_name_of_the_catalog_takes_a_colon():
    data = _frame("year value", (2019, 40), (2021, 50))
    text = narrative.change("Sedes conectadas a internet", data, sense="aumento")
    assert text == f"Sedes conectadas a internet: subió de 40,0{N}% a 50,0{N}% entre 2019 y 2021"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [("Sitionuevo", 0.9), ("Plato", 3.0), ("Pivijay", 7.2), ("Guamal", None)],
            f"La deserción va de 0,9{N}% (Sitionuevo) a 7,2{N}% (Pivijay) entre 3 municipios",
        ),
        (
            [("A", 0.0), ("B", 0.0), ("C", 0.0), ("D", 5)],
            f"La deserción va de 0,0{N}% (A, B y 1 más) a 5,0{N}% (D) entre 4 municipios",
        ),
        ([("A", 2.0), ("B", 2.0)], f"La deserción es 2,0{N}% en los 2 municipios con dato"),
        ([("A", 2.0)], f"La deserción: 2,0{N}% en A, único municipio con dato"),
        ([("A", None)], "La deserción: ningún municipio con dato"),
    ],
)
def test_a_spread_names_its_ends(rows, expected):
    assert narrative.spread("La deserción", _frame("name value", *rows)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [("Pivijay", 58.4, 33.4), ("Plato", 59, 60), ("Guamal", None, 3)],
            f"Cobertura: la mayor brecha es de 25,0 p.{N}p., en Pivijay; la zona urbana está por encima en 1 de 2",
        ),
        ([("Pivijay", 30, 35.5)], f"Cobertura: la zona rural está 5,5 p.{N}p. por encima (Pivijay)"),
        ([("Pivijay", 30, 30)], "Cobertura: es igual en la zona urbana y en la rural"),
        ([("Pivijay", None, 30)], "Cobertura: no hay filas con dato urbano y rural"),
    ],
)
def test_a_gap_says_who_is_ahead(rows, expected):
    assert narrative.gaps("Cobertura", _frame("name urbana rural", *rows)) == expected


@pytest.mark.parametrize(
    ("rows", "sense", "expected"),
    [
        (
            [("Discapacidad", -18.2), ("Migrantes", -7), ("Talentos", 2)],
            "aumento",
            f"Aprobación: Discapacidad está 18,2 p.{N}p. por debajo del promedio; 2 de 3 grupos en desventaja",
        ),
        (
            [("Discapacidad", 3.0), ("Migrantes", -7)],
            "reduccion",
            f"Aprobación: Discapacidad está 3,0 p.{N}p. por encima del promedio; es el único grupo en desventaja",
        ),
        ([("Talentos", 2)], "aumento", "Aprobación: ningún grupo de inclusión está peor que el promedio"),
        ([("Talentos", None)], "aumento", "Aprobación: ningún grupo de inclusión con dato"),
    ],
)
def test_whoever_is_left_behind_is_named(rows, sense, expected):
    assert narrative.inclusion("Aprobación", _frame("name distance", *rows), sense=sense) == expected


@pytest.mark.parametrize(
    ("management", "result", "lights", "expected"),
    [
        (78.4, 41, ["rojo", "verde"], f"Gestión 78,4{N}%, resultado 41,0{N}%: 1 componente en rojo: A"),
        (78.4, None, ["verde", "gris"], f"Gestión 78,4{N}%, resultado —: ningún componente en rojo"),
        (1, 2, ["rojo", "rojo"], f"Gestión 1,0{N}%, resultado 2,0{N}%: los 2 componentes evaluados están en rojo"),
        (1, 2, ["gris", "gris"], f"Gestión 1,0{N}%, resultado 2,0{N}%: ningún componente evaluable al corte"),
        (None, float("nan"), ["gris", "gris"], "Todavía no hay avances aprobados que evaluar"),
    ],
)
def test_the_headline_of_the_board(management, result, lights, expected):
    data = pd.DataFrame({"name": ["A", "B"], "light": lights})
    assert narrative.board(management, result, data) == expected


@pytest.mark.parametrize(
    ("lights", "expected"),
    [
        (["verde", "rojo", "gris"], "1 de 2 indicadores van al ritmo esperado; en rojo: B"),
        (["verde", "amarillo"], "1 de 2 indicadores van al ritmo esperado; ninguno en rojo"),
        (["rojo"], "0 de 1 indicador va al ritmo esperado; en rojo: A"),
        (["verde", "verde"], "Todos los indicadores evaluados van al ritmo esperado"),
        (["gris", "verde"], "B va al ritmo esperado"),
        (["gris"], "Ningún indicador tiene avance evaluable al corte"),
    ],
)
def test_the_pace_of_the_indicators(lights, expected):
    data = pd.DataFrame({"name": list("ABC")[: len(lights)], "light": lights, "status": ""})
    assert narrative.bullets(data) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("A", 1, "rojo"), ("A", 2, "rojo"), ("B", 1, "rojo")], "A lleva 2 trimestres en rojo"),
        ([("A", 1, "rojo"), ("B", 1, "rojo")], "A y B llevan 1 trimestre en rojo"),
        ([("A", 1, "verde")], "Ningún componente está en rojo"),
        ([("A", 1, "gris")], "Todavía no hay trimestres evaluables"),
    ],
)
def test_the_component_longest_in_red(rows, expected):
    assert narrative.matrix(_frame("component trimester light", *rows)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("A", 90, 20), ("B", 90, 90)], "A ejecuta sin transformar"),
        ([("A", 90, 20), ("B", 70, 69)], "A y B ejecutan sin transformar"),
        ([("A", 90, 90), ("B", 10, 20)], "1 de 2 componentes ejecuta y transforma"),
        ([("A", 90, None)], "Ningún componente tiene todavía los dos índices"),
    ],
)
def test_who_executes_without_transforming(rows, expected):
    assert narrative.quadrant(_frame("name management result", *rows)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("A", 15), ("B", 9), ("C", 6)], "A encabeza con 15 de 15; 1 factor reúne la mitad del puntaje"),
        (
            [("A", 12.5), ("B", 12.5), ("C", 12)],
            "A y B empatan en el primer lugar con 12,5 de 15; 2 factores reúnen la mitad del puntaje",
        ),
        ([("A", 10), ("B", None)], "A es el único factor puntuado, con 10 de 15"),
        ([("A", None)], "Todavía no hay factores puntuados"),
    ],
)
def test_what_comes_first(rows, expected):
    assert narrative.priorities(_frame("factor total", *rows)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [("A", -45.2), ("B", -12), ("C", 3)],
            "A va 45 puntos por debajo de su cronograma; 2 de 3 acciones van atrasadas",
        ),
        ([("A", -45.2), ("B", -10)], "A va 45 puntos por debajo de su cronograma"),
        ([("A", -10), ("B", None)], "Todas las acciones van según su cronograma"),
        ([("A", None)], "Ninguna acción tiene avance físico reportado"),
    ],
)
def test_the_action_furthest_behind(rows, expected):
    assert narrative.schedule(_frame("name gap", *rows)) == expected


def test_coverage_stands_beside_the_figures():
    assert narrative.coverage(85) == f"Reportado: 85,0{N}% de lo que correspondía al corte"
    assert narrative.coverage(None) == "Nada por reportar al corte"


def test_long_lists_are_counted():
    assert narrative.names(["a", "b", "c", "d", "e"]) == "a, b, c y 2 más"


def test_movements_are_counted_and_the_noun_is_said_once():
    said = narrative.movement("Deserción", "2021", "2022", up=6, down=20, same=1)
    assert said == "Deserción: bajó en 20 municipios, subió en 6 y siguió igual en 1 entre 2021 y 2022"
    one = narrative.movement("Deserción", "2021", "2022", up=1, down=0, same=0)
    assert one == "Deserción: subió en 1 municipio entre 2021 y 2022"
    none = narrative.movement("Deserción", "2021", "2022", up=0, down=0, same=0)
    assert none == "Deserción: ningún municipio tiene dato en 2021 y en 2022"


def test_things_side_by_side_keep_their_order_and_an_absent_one_says_so():
    data = pd.DataFrame({"name": ["Rural", "Urbana"], "value": [5.64, None]})
    said = narrative.side_by_side("Deserción en 2025", data).replace("\u00a0", " ")
    assert said == "Deserción en 2025: Rural 5,6 % y Urbana sin dato"
