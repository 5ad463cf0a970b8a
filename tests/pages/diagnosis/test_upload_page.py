"""A file goes in step by step, and nothing is lost when it may not."""

import openpyxl
import pytest

from data.opening import Stores
from data.records import datasets
from procedure.roles import Actor
from tests.pages.diagnosis.conftest import Open, button, men_file, men_row, metric, send, settle, texts

NOTE = "Verificado con la publicación"


def history(stores: Stores):
    return datasets.history(stores.database, "47")


def confirm_all_and_accept(test):
    button(test, "Marcar todas").click().run()
    next(each for each in test.text_input if each.label.startswith("Por qué confirma")).set_value(NOTE).run()
    button(test, "Aceptar las filas buenas").click().run()
    return settle(test)


def test_the_dry_run_counts_and_stores_nothing(open_page: Open, stores: Stores, analyst: Actor) -> None:
    test = send(open_page("upload", analyst), men_file())
    counts = [metric(test, label) for label in ("Filas del archivo", "De la entidad", "Fuera de la entidad")]
    assert counts == ["7", "6", "1"]
    assert [metric(test, label) for label in ("Nuevas", "Cambian", "Iguales", "Rechazadas")] == ["6", "0", "0", "0"]
    assert history(stores).empty


@pytest.mark.parametrize("label", ["Aceptar las filas buenas", "Descartar el archivo"])
def test_the_uploaded_bytes_stay_only_while_they_are_decided(
    open_page: Open, stores: Stores, analyst: Actor, label: str
) -> None:
    test = send(open_page("upload", analyst), men_file())
    assert len(list(stores.settings.uploads.iterdir())) == 1
    button(test, label).click().run()
    if label.startswith("Aceptar"):
        settle(test)
    assert list(stores.settings.uploads.iterdir()) == []


def test_the_workbook_of_findings_is_made_when_asked_and_brings_the_file_back(
    open_page: Open, stores: Stores, analyst: Actor
) -> None:
    test = send(open_page("upload", analyst), men_file(men_row(2022, 47999, "Macondo", "100", 1)))
    button(test, "Preparar el libro de hallazgos (XLSX)").click().run()
    made = test.session_state["cargar_datos_archivo"].workbook.result(timeout=60)
    book = openpyxl.load_workbook(made)
    assert book.sheetnames == ["Datos", "Hallazgos"]
    assert book["Datos"]["B9"].comment.text.splitlines()[1] == "✖ Error (codigo_inexistente)"
    test.run()
    assert "Descargar el libro de hallazgos (XLSX)" in [each.label for each in test.get("download_button")]
    button(test, "Descartar el archivo").click().run()
    assert list(stores.settings.uploads.iterdir()) == []


def test_no_proposal_is_ticked_until_somebody_ticks_it(open_page: Open, stores: Stores, analyst: Actor) -> None:
    test = send(open_page("upload", analyst), men_file())
    assert [each.value for each in test.checkbox] == [False]
    assert "El Banco, 2021" in test.checkbox[0].label
    button(test, "Aceptar las filas buenas").click().run()
    settle(test)
    assert history(stores)["confirmations"].tolist() == [[]]
    series = stores.warehouse.read(
        "indicator_series", entity_id="47", indicator="poblacion_5_16", zone="total", inclusion_group="todos"
    )
    assert len(series) == 5


def test_confirming_asks_why_beside_the_button(open_page: Open, stores: Stores, analyst: Actor) -> None:
    test = send(open_page("upload", analyst), men_file())
    button(test, "Marcar todas").click().run()
    button(test, "Aceptar las filas buenas").click().run()
    assert "Escriba por qué confirma" in texts(test)
    assert history(stores).empty


def test_an_accepted_version_says_what_changed(open_page: Open, stores: Stores, analyst: Actor) -> None:
    test = confirm_all_and_accept(send(open_page("upload", analyst), men_file()))
    assert "es la versión 1 de sus datos y ya sirve. 6 filas nuevas. 1 celda confirmada" in texts(test)
    row = history(stores).iloc[0]
    assert (row["rows_new"], row["rows_outside"], row["created_by"]) == (6, 1, analyst.name)
    assert [entry["value"] for entry in row["confirmations"]] == [17260.0]


def test_the_same_bytes_are_already_loaded(open_page: Open, stores: Stores, analyst: Actor) -> None:
    test = confirm_all_and_accept(send(open_page("upload", analyst), men_file()))
    button(test, "Cargar otro archivo").click().run()
    send(test, men_file(), name="otro_nombre.csv")
    assert "Ya cargado: estos mismos datos son la versión 1 de «men.csv»" in texts(test)
    assert "1 celda se confirmó al cargar antes este archivo." in texts(test)
    assert "Aceptar las filas buenas" not in [each.label for each in test.button]
    assert len(history(stores)) == 1


def test_a_cell_left_waiting_may_be_confirmed_later(open_page: Open, stores: Stores, analyst: Actor) -> None:
    test = send(open_page("upload", analyst), men_file())
    button(test, "Aceptar las filas buenas").click().run()
    settle(test)
    button(test, "Cargar otro archivo").click().run()
    send(test, men_file())
    assert "márquelas arriba" in texts(test)
    confirm_all_and_accept(test)
    assert history(stores)["number"].tolist() == [2, 1]


def test_changed_figures_show_old_and_new(open_page: Open, stores: Stores, analyst: Actor) -> None:
    test = confirm_all_and_accept(send(open_page("upload", analyst), men_file()))
    button(test, "Cargar otro archivo").click().run()
    send(test, men_file(dropout=5))
    assert metric(test, "Cambian") == "1"
    changed = next(each.value for each in test.dataframe if "Valor nuevo" in each.value.columns)
    line = changed[changed["Indicador"] == "Deserción intraanual"].iloc[0]
    assert (line["Municipio"], line["Valor actual"], line["Valor nuevo"]) == ("El Banco", "4", "5")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "vacio.csv", "está vacío"),
        (b"\x89PNG\r\n\x1a\n", "foto.csv", "«foto.csv»"),
        (b"PK\x03\x04roto", "roto.xlsx", "«roto.xlsx»"),
    ],
)
def test_a_refused_file_says_why_and_leaves_the_door_open(
    open_page: Open, stores: Stores, analyst: Actor, content: bytes, name: str, words: str
) -> None:
    test = send(open_page("upload", analyst), content, name=name)
    assert words in texts(test)
    assert "los datos que ya estaban siguen como antes" in texts(test)
    assert len(test.file_uploader) == 1
    assert list(stores.settings.uploads.iterdir()) == []


def test_faulty_rows_are_grouped_with_how_to_mend_them(open_page: Open, stores: Stores, analyst: Actor) -> None:
    test = send(open_page("upload", analyst), men_file(men_row(2022, 47999, "Macondo", "100", 1)))
    assert "Errores: estas filas quedan por fuera" in texts(test)
    assert metric(test, "Rechazadas") == "1"
    words = next(each for each in test.text_input if each.label == "Buscar en los hallazgos")
    words.set_value("no hay nada así").run()
    assert "Ningún hallazgo corresponde al filtro" in texts(test)


def test_discarding_stores_nothing(open_page: Open, stores: Stores, analyst: Actor) -> None:
    test = send(open_page("upload", analyst), men_file())
    button(test, "Descartar el archivo").click().run()
    assert "Se descartó «men.csv»" in texts(test)
    assert history(stores).empty
    assert len(test.file_uploader) == 1


def test_a_version_is_withdrawn_with_a_reason_and_comes_back(open_page: Open, stores: Stores, analyst: Actor) -> None:
    test = confirm_all_and_accept(send(open_page("upload", analyst), men_file()))
    button(test, "Retirar esta versión").click().run()
    assert "Escriba por qué se retira" in texts(test)
    next(each for each in test.text_input if each.label == "Por qué se retira").set_value("Archivo equivocado").run()
    button(test, "Retirar esta versión").click().run()
    assert "Se retiró la versión 1" in texts(test)
    assert history(stores)["withdrawn_reason"].tolist() == ["Archivo equivocado"]
    button(test, "Reponer esta versión").click().run()
    assert "Se repuso la versión 1" in texts(test)
    assert history(stores)["serving"].tolist() == [True]


def test_an_expired_session_accepts_nothing(
    open_page: Open, stores: Stores, analyst: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = send(open_page("upload", analyst), men_file())
    monkeypatch.setattr("pages.components.session.actor", lambda: None)
    button(test, "Aceptar las filas buenas").click().run()
    assert "Su sesión terminó" in texts(test)
    assert test.session_state["cargar_datos_archivo"].acceptance is None
    assert history(stores).empty


def test_a_role_lost_meanwhile_is_refused_by_the_command(
    open_page: Open, stores: Stores, analyst: Actor, committee: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = send(open_page("upload", analyst), men_file())
    monkeypatch.setattr("pages.components.session.actor", lambda: committee)
    button(test, "Aceptar las filas buenas").click().run()
    assert history(stores).empty
    assert "no permite cargar datos" in texts(test)


def test_the_page_is_closed_to_who_may_not_load(open_page: Open, committee: Actor) -> None:
    test = open_page("upload", committee)
    assert "no permite cargar datos" in texts(test)
    assert not test.file_uploader
