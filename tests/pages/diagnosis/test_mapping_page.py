"""An unknown file is matched on the screen, loaded, remembered, recognized, changed and forgotten."""

import io

import openpyxl
import pytest

from data.opening import Stores
from data.records import datasets, mappings
from procedure.roles import Actor
from tests.pages.diagnosis.conftest import Open, button, send, settle, texts


def workbook(*years: int, header: str = "Municipio", hidden: bool = False, twin: bool = False) -> bytes:
    """Dropout by municipality with years in columns, under a merged title."""
    book = openpyxl.Workbook()
    sheets = [book.active, book.create_sheet("Otra zona")] if twin else [book.active]
    for number, sheet in enumerate(sheets):
        sheet.append(["Deserción por municipio"])
        sheet.merge_cells("A1:C1")
        sheet.append([header, *years])
        for row, name in enumerate(("EL BANCO", "Guamal") if number == 0 else ("PLATO", "Pivijay")):
            sheet.append([name, *(3 + row + column / 10 for column in range(len(years)))])
    sheets[0].title = "Datos"
    if hidden:
        listing = book.create_sheet("Listas")
        listing.append(["a", "b"])
        listing.append([1, 2])
        listing.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def select(test, label: str):
    return next(each for each in test.selectbox if each.label == label)


def go(test):
    button(test, "Revisar con este emparejamiento").click().run()
    return settle(test)


def accept(test):
    button(test, "Aceptar las filas buenas").click().run()
    return settle(test)


def test_what_is_suggested_is_accepted_as_any_other_file(open_page: Open, stores: Stores, analyst: Actor) -> None:
    test = send(open_page("upload", analyst), workbook(2021, 2022), "desercion_propia.xlsx")
    assert "Emparejar las columnas de «desercion_propia.xlsx»" in texts(test)
    assert select(test, "Nombre del municipio").value == "Municipio"
    assert "Confianza alta por el encabezado (100" in texts(test)
    assert "Así quedarían las primeras cifras" in texts(test)
    accept(go(test))
    assert "es la versión 1 de sus datos y ya sirve" in texts(test)
    assert datasets.history(stores.database, "47")["dataset"].tolist() == ["Desercion propia"]
    frame = stores.warehouse.read("indicator_year", entity_id="47", indicator="desercion", year=2022)
    assert dict(zip(frame["municipality_code"], frame["value"].round(6), strict=True)) == {"47245": 3.1, "47318": 4.1}


def test_the_next_file_of_the_shape_is_recognized_and_says_by_whom(
    open_page: Open, stores: Stores, analyst: Actor
) -> None:
    test = accept(go(send(open_page("upload", analyst), workbook(2021, 2022), "desercion propia.xlsx")))
    button(test, "Cargar otro archivo").click().run()
    send(test, workbook(2023, 2024), "otro.xlsx")
    assert "Archivo reconocido: Desercion propia" in texts(test)
    assert f"reconocido por el emparejamiento «Desercion propia», de {analyst.name}" in texts(test)


def test_a_mapping_may_be_used_once_without_being_remembered(open_page: Open, stores: Stores, analyst: Actor) -> None:
    test = send(open_page("upload", analyst), workbook(2021, 2022), "propio.xlsx")
    next(each for each in test.checkbox if each.label.startswith("Recordar")).uncheck().run()
    accept(go(test))
    assert mappings.remembered(stores.database, "47") == []
    assert len(datasets.history(stores.database, "47")) == 1


def test_what_is_missing_is_said_and_nothing_goes_on(open_page: Open, analyst: Actor) -> None:
    test = send(open_page("upload", analyst), b"producto;precio\npan;1\n", "tienda.csv")
    assert "Falta el municipio" in texts(test)
    assert button(test, "Revisar con este emparejamiento").disabled


def test_a_column_that_the_header_does_not_say_is_chosen_by_hand(
    open_page: Open, stores: Stores, analyst: Actor
) -> None:
    test = send(open_page("upload", analyst), workbook(2021, 2022, header="Ente"), "desercion.xlsx")
    assert "Falta el municipio" in texts(test)
    select(test, "Nombre del municipio").select("Ente").run()
    assert "Elegida por usted" in texts(test)
    accept(go(test))
    [one] = mappings.remembered(stores.database, "47")
    assert one.mapping.keys == {"municipality_name": "Ente"}


def test_visible_sheets_come_first_and_hidden_ones_say_so(open_page: Open, analyst: Actor) -> None:
    test = send(open_page("upload", analyst), workbook(2021, 2022, hidden=True), "propio.xlsx")
    assert select(test, "Hoja").options == ["Datos (4 filas)", "Listas (2 filas, oculta)"]


def test_sheets_of_the_same_shape_are_read_together(open_page: Open, stores: Stores, analyst: Actor) -> None:
    test = send(open_page("upload", analyst), workbook(2021, 2022, twin=True), "desercion.xlsx")
    twins = next(each for each in test.multiselect if each.label.startswith("Leer también"))
    assert twins.value == ["Otra zona"]
    accept(go(test))
    frame = stores.warehouse.read("indicator_year", entity_id="47", indicator="desercion", year=2022)
    assert len(frame) == 4


def test_the_header_is_adjusted_by_hand(open_page: Open, analyst: Actor) -> None:
    test = send(open_page("upload", analyst), workbook(2021, 2022), "desercion.xlsx")
    row = next(each for each in test.number_input if each.label.startswith("Fila del encabezado"))
    assert row.value == 2
    row.set_value(1).run()
    assert "Encabezados repetidos" in texts(test)
    assert select(test, "Nombre del municipio").options == ["No viene en una columna"]


def test_a_word_that_nobody_knows_is_asked(open_page: Open, stores: Stores, analyst: Actor) -> None:
    content = b"Municipio;2021;2022\nEl Bnco;3,1;3,2\nGuamal;4,1;4,2\n"
    test = send(open_page("upload", analyst), content, "desercion.csv")
    asked = next(each for each in test.selectbox if "El Bnco" in each.label)
    assert "sugerido con confianza" in asked.label
    assert asked.value == "47245"
    asked.select("").run()
    accept(go(test))
    frame = stores.warehouse.read("indicator_year", entity_id="47", indicator="desercion", year=2022)
    assert frame["municipality_code"].tolist() == ["47318"]


def test_the_dry_run_leads_back_to_the_columns(open_page: Open, analyst: Actor) -> None:
    test = go(send(open_page("upload", analyst), workbook(2021, 2022), "desercion.xlsx"))
    button(test, "Cambiar el emparejamiento").click().run()
    assert not test.exception
    assert "Emparejar las columnas" in texts(test)
    assert select(test, "Nombre del municipio").value == "Municipio"


def test_a_file_without_year_is_asked_it_again(open_page: Open, stores: Stores, analyst: Actor) -> None:
    first = "Municipio;Deserción\nEl Banco;3,1\n".encode()
    test = send(open_page("upload", analyst), first, "desercion 2022.csv")
    accept(go(test))
    button(test, "Cargar otro archivo").click().run()
    send(test, "Municipio;Deserción\nEl Banco;3,4\n".encode(), "desercion nueva.csv")
    assert "el archivo no dice de qué año son sus cifras" in texts(test)
    year = next(each for each in test.text_input if each.label == "Año de todo el archivo")
    assert year.value == ""
    year.set_value("2023").run()
    accept(go(test))
    frame = stores.warehouse.read("indicator_year", entity_id="47", indicator="desercion", year=2023)
    assert frame["value"].tolist() == [3.4]


@pytest.fixture
def listed(open_page: Open, stores: Stores, analyst: Actor):
    test = accept(go(send(open_page("upload", analyst), workbook(2021, 2022), "desercion propia.xlsx")))
    assert "Emparejamientos recordados" in texts(test)
    return test


def test_a_remembered_mapping_is_changed_from_its_list(listed, stores: Stores) -> None:
    button(listed, "Cambiar").click().run()
    next(each for each in listed.text_input if each.label == "Nombre de los datos").set_value("Deserción anual").run()
    button(listed, "Guardar los cambios").click().run()
    assert not listed.exception
    assert "Se guardó el emparejamiento «Deserción anual»" in texts(listed)
    [one] = mappings.remembered(stores.database, "47")
    assert (one.mapping.name, one.version, len(one.mapping.figures)) == ("Deserción anual", 2, 2)


def test_a_forgotten_mapping_asks_why_and_recognizes_nothing(listed, stores: Stores) -> None:
    button(listed, "Eliminar este emparejamiento").click().run()
    assert "Escriba por qué se elimina" in texts(listed)
    next(each for each in listed.text_input if each.label == "Por qué se elimina").set_value("Era de otro año").run()
    button(listed, "Eliminar este emparejamiento").click().run()
    assert mappings.remembered(stores.database, "47") == []
    button(listed, "Cargar otro archivo").click().run()
    send(listed, workbook(2023, 2024), "otro.xlsx")
    assert "Emparejar las columnas" in texts(listed)


def test_a_role_lost_meanwhile_remembers_nothing(
    open_page: Open, stores: Stores, analyst: Actor, committee: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = send(open_page("upload", analyst), workbook(2021, 2022), "propio.xlsx")
    monkeypatch.setattr("pages.components.session.actor", lambda: committee)
    button(test, "Revisar con este emparejamiento").click().run()
    assert mappings.remembered(stores.database, "47") == []
    assert "no permite cargar datos" in texts(test)
