"""Workbooks that come back broken or forged: each is told in Spanish, by sheet and cell, and nothing else is lost."""

import re
import zipfile
from io import BytesIO

import pytest

from data.intake import plan_book
from data.intake.verdicts import IntakeError
from data.records import plan_elements, plans
from procedure.exchange.changes import Status


def told(found):
    return [(one.sheet, one.cell, one.text) for one in found.notices]


def reasons(found):
    return [(one.sheet, one.cell, one.reason) for one in found.changes if one.status is Status.REFUSED]


def rewritten(path, change):
    """The same ZIP after `change(name, content)` of each part; None leaves the part out."""
    source, target = zipfile.ZipFile(path), BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                book.writestr(name, content)
    path.write_bytes(target.getvalue())
    return path


def refusal(path, name="plan.xlsx"):
    with pytest.raises(IntakeError) as refused:
        plan_book.read(path, name)
    return refused.value.code, refused.value.message


def test_a_truncated_file(offline):
    path = offline().save()
    path.write_bytes(path.read_bytes()[:9000])
    assert refusal(path)[0] == "zip_danado"


def test_a_workbook_with_macros(offline):
    path = offline().save()
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/vbaProject.bin", b"macro")
    code, message = refusal(path)
    assert code == "con_macros" and "sin macros" in message


def test_another_workbook_and_a_text(offline, tmp_path):
    book = offline()
    del book.book["_PAM"]
    assert refusal(book.save()) == (
        "no_es_plan",
        "El libro «plan.xlsx» no es el plan en Excel que se descarga de aquí (le falta la hoja oculta «_PAM»). "
        "Descargue el libro, copie allí sus cambios y vuelva a subirlo.",
    )
    text = tmp_path / "plan.csv"
    text.write_text("Objetivo;Peso\nUno;2\n", encoding="utf-8")
    assert "es un archivo de texto" in refusal(text, "plan.csv")[1]


@pytest.mark.parametrize(("cell", "value"), [("B1", "PAM · plan en Excel · 9"), ("B2", None), ("B3", "muchos")])
def test_a_damaged_identity(offline, cell, value):
    book = offline()
    book.book["_PAM"][cell].value = value
    assert refusal(book.save())[0] == "no_es_plan"


def test_formulas_and_error_cells_are_named_and_never_worked_out(plan, offline):
    book = offline()
    book.cell("objectives", plan.objective, "weight").value = "=50+5"
    book.cell("objectives", plan.other, "text").value = '=HYPERLINK("http://x.invalid","clic")'
    broken = book.cell("actions", plan.action, "cost")
    broken.value, broken.data_type = "#REF!", "e"
    found = book.review()
    assert sorted(reasons(found)) == sorted(
        [
            ("Objetivos", book.cell("objectives", plan.objective, "weight").coordinate, FORMULA),
            ("Objetivos", book.cell("objectives", plan.other, "text").coordinate, FORMULA),
            ("Acciones", broken.coordinate, "Costo (pesos): la celda muestra #REF!. Escriba el valor."),
        ]
    )
    assert not found.good


FORMULA = "La celda tiene una fórmula. Péguela como valor."


def test_a_formula_with_its_result_kept_is_still_a_formula(plan, offline):
    book = offline()
    cell = book.cell("objectives", plan.objective, "weight")
    cell.value = "=50+5"
    kept = re.compile(rb"<f>50\+5</f>\s*<v\s*(?:/>|></v>)")
    path = rewritten(book.save(), lambda name, content: kept.sub(b"<f>50+5</f><v>55</v>", content))
    read = plan_book.read(path, "plan.xlsx").grids["Objetivos"]
    assert read.rows[int(cell.row) - 1][1][cell.column - 1] == "55"
    assert read.formulas == {cell.coordinate}


def test_links_to_other_files_are_told_and_not_followed(plan, offline):
    path = offline().save()
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    assert plan_book.read(path, "plan.xlsx").external_links


def test_a_strange_sheet_and_one_that_is_missing(plan, offline):
    book = offline()
    book.sheet("goals").title = "Mis metas"
    assert told(book.review()) == [
        (
            "Mis metas",
            "",
            "Esta hoja no es del libro del plan y no se leyó. Pase sus datos a la hoja que corresponde.",
        ),
        ("Metas", "", "Falta la hoja: lo que tiene en el plan queda como está."),
    ]


def test_a_renamed_column_is_not_an_emptied_one(plan, offline):
    book = offline()
    sheet = book.sheet("objectives")
    place = next(one for one in sheet[1] if one.value == "Objetivo")
    place.value = "Objetivo estratégico"
    book.cell("objectives", plan.objective, "weight").value = 55
    found = book.review()
    assert told(found) == [
        (
            "Objetivos",
            place.coordinate,
            "La columna «Objetivo estratégico» no es del libro y no se leyó. Si cambió un encabezado, devuélvale su "
            "nombre.",
        ),
        ("Objetivos", "", "Falta la columna «Objetivo»: lo que tiene en el plan queda como está."),
    ]
    assert [one.field for one in found.changes] == ["weight"]


def test_columns_in_another_order_and_one_repeated(plan, offline):
    book = offline()
    sheet = book.sheet("objectives")
    sheet.move_range(f"E1:E{sheet.max_row}", cols=20)
    sheet.cell(1, 30).value = "Peso"
    found = book.review()
    assert found.changes == ()
    assert told(found) == [
        ("Objetivos", "AD1", "La columna «Peso» está dos veces; se leyó la primera. Borre la que sobra.")
    ]


def test_without_the_column_of_keys_no_row_is_taken_for_a_new_one(plan, offline):
    book = offline()
    book.sheet("goals").delete_cols(1)
    found = book.review()
    assert found.changes == ()
    assert told(found) == [
        (
            "Metas",
            "",
            "Falta la columna «Clave» y sin ella no se sabe de qué fila es cada dato: la hoja no se leyó. Descargue el "
            "libro de nuevo y copie allí lo que cambió.",
        )
    ]


def test_a_copied_row_repeats_its_key(plan, offline):
    book = offline()
    sheet = book.sheet("objectives")
    for place, one in enumerate(sheet[2], start=1):
        sheet.cell(4, place).value = one.value
    sheet.cell(4, 5).value = "Copia cambiada"
    found = book.review()
    assert [(one.row, one.status) for one in found.changes] == [(4, Status.REFUSED)]
    assert found.changes[0].reason.startswith("La fila 2 tiene la misma clave")


def test_unknown_keys_and_rows_of_another_plan(plan, offline, analyst):
    other = plans.create(plan.database, analyst, 2027, "Otro")["id"]
    theirs = plan_elements.add(plan.database, analyst, other, "components", {"name": "De otro plan"})["id"]
    book = offline()
    for row, key in ((3, "clave-inventada"), (4, theirs)):
        sheet = book.sheet("components")
        sheet.cell(row, 1).value, sheet.cell(row, 2).value, sheet.cell(row, 5).value = key, 1, "Componente"
    found = book.review()
    assert [(one.sheet, one.row, one.reason[:42]) for one in found.changes] == [
        ("Componentes", 3, "La clave de esta fila no es de este plan. "),
        ("Componentes", 4, "Esta fila es de otro plan y no se copia a "),
    ]
    assert {one.status for one in found.changes} == {Status.REFUSED}


def test_a_forged_version_overwrites_nothing_in_silence(plan, offline):
    book = offline()
    book.cell("objectives", plan.objective, "Versión de la fila").value = 99
    book.cell("objectives", plan.objective, "weight").value = 55
    found = book.review()
    assert [one.status for one in found.changes] == [Status.CONFLICT]
    assert not found.good


def test_forged_lists_reach_nothing_of_another_entity(plan, offline, stranger):
    theirs = plans.create(plan.database, stranger, 2026, "De otra entidad")["id"]
    component = plan_elements.add(plan.database, stranger, theirs, "components", {"name": "Ajeno"})["id"]
    book = offline()
    lists = book.book["Listas"]
    at = next(one.column for one in lists[1] if one.value == "Clave de Componentes")
    lists.cell(2, at).value = component
    found = book.review()
    assert {one.status for one in found.changes} == {Status.REFUSED}
    assert "ese elemento no existe aquí" in found.changes[0].reason


WRONG = [
    ("objectives", "objective", "weight", 101, "Peso: «101» no sirve; no puede ser mayor que 100."),
    ("objectives", "other", "weight", "1.234", "Peso: «1.234» no sirve; puede leerse de dos maneras"),
    ("objectives", "objective", "component_id", "Otro", "Componente: «Otro» no está en la lista «Componentes»"),
    ("objectives", "objective", "text", None, "Objetivo: falta. Es obligatorio."),
    ("actions", "action", "end_date", "31/02/2026", "Fin: «31/02/2026» no sirve; escriba una fecha"),
    ("actions", "action", "municipalities", "Macondo", "Municipios: «Macondo» no está en la lista «Municipios»"),
    ("actions", "action", "responsible_id", "Nadie", "Responsable: «Nadie» no está en la lista «Personas»"),
    ("actions", "action", "location", "Marina", "Ubicación: «Marina» no sirve; elija una de"),
    ("actions", "action", "is_accompaniment", "tal vez", "Acompaña a los EE: «tal vez» no sirve"),
]


def test_what_a_cell_may_not_say_is_refused_in_words(plan, offline):
    book, wanted = offline(), {}
    for table, row, name, typed, reason in WRONG:
        cell = book.cell(table, getattr(plan, row), name)
        cell.value = typed
        wanted[table, getattr(plan, row), name] = (cell.coordinate, reason)
    found = book.review()
    assert {one.status for one in found.changes} == {Status.REFUSED}
    said = {(one.table, one.key, one.field): (one.cell, one.reason) for one in found.changes}
    assert said.keys() == wanted.keys()
    for key, (cell, reason) in wanted.items():
        assert said[key][0] == cell
        assert said[key][1].startswith(reason)


def test_an_odd_mark_retires_nothing(plan, offline):
    book = offline()
    cell = book.cell("objectives", plan.objective, "Eliminar")
    cell.value = "quizás"
    found = book.review()
    assert found.changes == ()
    assert told(found) == [
        (
            "Objetivos",
            cell.coordinate,
            "«quizás» no se entiende: escriba «Sí» para retirar la fila o deje la celda vacía.",
        )
    ]
