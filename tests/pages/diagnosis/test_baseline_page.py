"""The baseline page answers where each indicator starts from, and keeps what is chosen of it."""

import json
from pathlib import Path

import pandas as pd
import pytest

from data.intake.model import OBSERVATION_COLUMNS, REJECTED_COLUMNS, Reading
from data.intake.pipeline import read_file
from data.opening import Stores
from data.records import baselines, entities
from data.warehouse.acceptance import Upload, accept
from procedure.roles import Actor
from tests.pages.diagnosis.conftest import Open, button, men_file, metric, texts

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "men"
MEN = SHARED / "men_estadisticas_municipio_2011-2022_mag_atl_ces.csv"
PLACES = {"47245": "El Banco", "47318": "Guamal"}
SLICES = [("total", "todos", 4.0), ("urbana", "todos", 3.0), ("rural", "todos", 6.0), ("total", "discapacidad", 9.0)]


@pytest.fixture
def men(stores: Stores, analyst: Actor, tmp_path: Path) -> None:
    """The small publication, its proposal left waiting."""
    path = tmp_path / "men.csv"
    path.write_bytes(men_file())
    load(stores, analyst, path)


def load(stores: Stores, analyst: Actor, path: Path, *, confirm: bool = False) -> None:
    reading = read_file(path, path.name, municipalities=entities.municipalities(stores.database, "47"))
    confirmed = {each.id for each in reading.proposals} if confirm else set()
    upload = Upload("a" * 64, path.stat().st_size, path.name)
    accept(stores.database, stores.warehouse, analyst, reading, upload, confirmed=confirmed, note="Verificado")


@pytest.fixture
def sliced(stores: Stores, analyst: Actor) -> None:
    """Dropout of two municipalities in 2023 by zone and group, with its numerators and denominators."""
    rows = [
        (
            number,
            "Indicadores",
            2023,
            code,
            "",
            zone,
            group,
            "desercion",
            value + step,
            value + step,
            100.0 + 200 * step,
        )
        for step, code in enumerate(PLACES)
        for number, (zone, group, value) in enumerate(SLICES, start=2 + 10 * step)
    ]
    frame = pd.DataFrame([(*row, None) for row in rows], columns=OBSERVATION_COLUMNS)
    keys = frame[["sheet", "row", "year", "municipality_code", "zone", "inclusion_group", "indicator_code"]]
    rejected = pd.DataFrame(columns=REJECTED_COLUMNS)
    template = ("indicators_template", "indicators_template", "Plantilla de la aplicación", "", None, "Indicadores")
    reading = Reading(*template, len(frame), len(frame), 0, 2, frame, keys, [], [], rejected)
    accept(stores.database, stores.warehouse, analyst, reading, Upload("b" * 64, 1, "indicadores.xlsx"))


def choose(test, label: str, value: str):
    next(each for each in test.selectbox if each.label == label).set_value(value).run()
    assert not test.exception
    return test


def test_without_data_it_teaches_where_to_begin(open_page: Open, analyst: Actor, committee: Actor) -> None:
    assert "Todavía no hay datos cargados" in texts(open_page("baseline", analyst))
    test = open_page("baseline", committee)
    assert "La carga la hace el analista" in texts(test)
    assert not test.button


@pytest.mark.usefixtures("men")
def test_the_finding_and_its_four_figures(open_page: Open, analyst: Actor) -> None:
    test = open_page("baseline", analyst)
    assert "Deserción intraanual, media simple de municipios: subió de 3,5 % a 5,0 %" in texts(test).replace(
        "\u00a0", " "
    )
    assert metric(test, "Media simple de municipios").replace("\u00a0", " ") == "5,0 %"
    assert metric(test, "Tasa ponderada").replace("\u00a0", " ") == "4,6 %"  # (17189·4 + 6782·6) / 23971
    assert metric(test, "Municipios con dato") == "2 de 28"


@pytest.mark.usefixtures("men")
def test_a_rate_without_its_whole_weight_is_not_said(open_page: Open, analyst: Actor) -> None:
    test = choose(open_page("baseline", analyst), "Año del dato", "2021")
    assert metric(test, "Tasa ponderada") == "No disponible"
    deltas = [each.delta.replace("\\", "") for each in test.metric]
    assert "falta el denominador de 1 municipios" in deltas


@pytest.mark.usefixtures("men")
def test_without_zones_it_says_which_file_brings_them(open_page: Open, analyst: Actor) -> None:
    written = texts(open_page("baseline", analyst))
    assert "no traen este indicador por zona urbana y rural" in written
    assert "no traen este indicador por grupo de inclusión" in written


@pytest.mark.usefixtures("men")
@pytest.mark.parametrize(("last", "name"), [(2022, "Departamento"), (2021, "Departamento (2021)")])
def test_what_is_published_of_the_department_is_a_reference_beside_the_mean(
    open_page: Open, stores: Stores, analyst: Actor, tmp_path: Path, last: int, name: str
) -> None:
    assert "Departamento" not in texts(open_page("baseline", analyst))
    header = "AÑO,CÓDIGO_DEPARTAMENTO,DEPARTAMENTO,POBLACIÓN_5_16,COBERTURA_NETA,COBERTURA_BRUTA,DESERCIÓN,"
    rows = [f"{year},47,Magdalena,300000,85,104,{rate},86,{14 - rate}" for year, rate in ((last - 1, 3), (last, 4))]
    path = tmp_path / "departamental.csv"
    path.write_text("\n".join([f"{header}APROBACIÓN,REPROBACIÓN", *rows, ""]), encoding="utf-8")
    load(stores, analyst, path)
    test = open_page("baseline", analyst)
    assert "Departamento: la cifra que publica el MEN para todo el territorio, con sus municipios" in texts(test)
    lines = {one["name"]: one for one in json.loads(test.get("plotly_chart")[0].proto.spec)["data"]}
    shown = [text.removeprefix(f"{name}<br>") for text in lines[name]["hovertext"]]
    assert shown == [f"{last - 1}: 3,0\xa0%", f"{last}: 4,0\xa0%"]
    assert metric(test, "Media simple de municipios").replace("\u00a0", " ") == "5,0 %"
    choose(test, "Municipio", "47318")
    assert "Departamento: la cifra" in texts(test)
    choose(test, "Indicador", "poblacion_5_16")
    assert "Departamento: la cifra" not in texts(test)


@pytest.mark.usefixtures("men", "sliced")
def test_zones_and_groups_have_their_own_figures(open_page: Open, analyst: Actor) -> None:
    test = open_page("baseline", analyst)
    assert "no traen este indicador" not in texts(test)
    choose(test, "Zona", "rural")
    assert metric(test, "Media simple de municipios").replace("\u00a0", " ") == "6,5 %"
    assert metric(test, "Tasa ponderada").replace("\u00a0", " ") == "6,8 %"  # (6·100 + 7·300) / 400


@pytest.mark.usefixtures("men", "sliced")
def test_one_municipality_is_told_apart(open_page: Open, analyst: Actor) -> None:
    test = choose(open_page("baseline", analyst), "Municipio", "47318")
    assert metric(test, "Guamal").replace("\u00a0", " ") == "5,0 %"
    assert "Deserción intraanual en Guamal: bajó de 6,0 % a 5,0 %" in texts(test).replace("\u00a0", " ")


@pytest.mark.usefixtures("men", "sliced")
def test_each_slice_is_chosen_with_its_own_value_and_origin(open_page: Open, stores: Stores, analyst: Actor) -> None:
    test = open_page("baseline", analyst)
    test.number_input[0].set_value(2024).run()
    next(each for each in test.radio if each.label == "Estadístico").set_value("tasa_ponderada").run()
    next(each for each in test.text_input if each.label == "Nota (opcional)").set_value("Acta 3").run()
    button(test, "Elegir como línea de base del plan 2024").click().run()
    assert "se guardó Total, Urbana, Rural y Discapacidad" in texts(test)
    kept = baselines.listing(stores.database, "47", 2024).set_index("slice")
    assert kept["value"].to_dict() == {"total": 4.75, "urbana": 3.75, "rural": 6.75, "discapacidad": 9.75}
    assert set(kept["year"]) == {2023}
    assert set(kept["note"]) == {"Acta 3"}
    assert kept["source"].str.contains("Plantilla de la aplicación, versión 1 de «indicadores.xlsx»").all()


@pytest.mark.usefixtures("men")
def test_a_frozen_baseline_refuses_change(open_page: Open, stores: Stores, analyst: Actor) -> None:
    test = open_page("baseline", analyst)
    test.number_input[0].set_value(2024).run()
    button(test, "Elegir como línea de base del plan 2024").click().run()
    row = baselines.listing(stores.database, "47", 2024).iloc[0]
    next(each for each in test.multiselect if each.label == "Líneas de base que se congelan").set_value(
        [row["id"]]
    ).run()
    button(test, "Congelar las elegidas").click().run()
    assert "1 línea de base congelada: ya no se cambian." in texts(test)
    choose(test, "Año del dato", "2020")
    button(test, "Elegir como línea de base del plan 2024").click().run()
    assert "está congelada y ya no se cambia" in texts(test)
    assert baselines.listing(stores.database, "47", 2024)["year"].tolist() == [2022]


@pytest.mark.usefixtures("men")
def test_two_people_choosing_see_both_and_decide(
    open_page: Open, stores: Stores, analyst: Actor, leader: Actor
) -> None:
    test = open_page("baseline", analyst)
    test.number_input[0].set_value(2024).run()
    other = {"year": 2020, "statistic": "media_simple", "value": 3.5, "unit": "%", "source": "Otra"}
    identity = {"plan_year": 2024, "indicator_code": "desercion", "slice": "total"}
    baselines.choose(stores.database, leader, **identity, **other, dataset_version_id=None)
    button(test, "Elegir como línea de base del plan 2024").click().run()
    assert "Otra persona eligió antes la línea de base de Deserción intraanual, Total" in texts(test)
    assert baselines.listing(stores.database, "47", 2024)["value"].tolist() == [3.5]
    button(test, "Guardar la mía").click().run()
    assert baselines.listing(stores.database, "47", 2024)["value"].tolist() == [5.0]
    assert "Otra persona eligió antes" not in texts(test)


@pytest.mark.usefixtures("men")
def test_the_committee_looks_and_does_not_choose(open_page: Open, committee: Actor) -> None:
    test = open_page("baseline", committee)
    assert metric(test, "Municipios con dato") == "2 de 28"
    assert not [each for each in test.button if each.label.startswith("Elegir")]


@pytest.mark.usefixtures("men", "sliced")
def test_a_figure_walks_back_to_its_file_and_row(open_page: Open, analyst: Actor) -> None:
    test = choose(open_page("baseline", analyst), "Municipio", "47245")
    origin = next(each.proto.body for each in test.get("html") if "Archivo" in each.proto.body)
    assert "indicadores.xlsx" in origin
    assert "Sirve" in origin


@pytest.mark.shared
def test_the_published_dropout_of_the_28_municipalities(open_page: Open, stores: Stores, analyst: Actor) -> None:
    if not MEN.exists():
        pytest.skip("the shared MEN file is absent")
    load(stores, analyst, MEN)
    test = open_page("baseline", analyst)
    for year, mean in (("2019", "3,4 %"), ("2020", "3,0 %"), ("2021", "2,0 %"), ("2022", "4,1 %")):
        choose(test, "Año del dato", year)
        assert metric(test, "Media simple de municipios").replace("\u00a0", " ") == mean
        assert metric(test, "Municipios con dato") == "28 de 28"
