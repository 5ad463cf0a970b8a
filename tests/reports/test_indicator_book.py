"""The books of hojas de vida say all that is stored, as it was written, in Excel and in a PDF for every reader."""

import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pypdf
import pytest

from data.records import plan_elements, plan_frames, plan_undo, plans
from procedure.edits import Change
from procedure.errors import NotFoundError
from reports import indicator_book, indicator_book_pdf, indicator_book_xlsx, typeset
from reports.indicator_book import file_name, processes, slug, zipped

MADE = datetime(2026, 2, 3, 15, 4, 59, 7, tzinfo=UTC)
PAYLOADS = {
    "name": "=1+1",
    "purpose": "<b>negrita</b> & <!-- x -->",
    "definition": "#let x = 1 \\ [a] *b* _c_ `d`",
    "formula": "$x$ @ref",
    "source": "+57 300",
    "verification_means": "=HYPERLINK(\"http://x\")",
    "limits": "Primera línea\nSegunda // línea",
    "action_low": "-2+3",
    "action_middle": "~ -- ... 'q' \"w\"",
    "action_high": "@SUM(A1)",
}  # fmt: skip


class Written:
    """A plan of one goal whose indicators are added by the test."""

    def __init__(self, database, actor):
        self.database, self.actor = database, actor
        self.id = plans.create(database, actor, 2026, "Plan de prueba")["id"]
        component = self.add("components", name="Permanencia")
        objective = self.add("objectives", component_id=component, text="Reducir la deserción")
        self.goal = self.add("goals", objective_id=objective, text="Bajar a 3 %")

    def add(self, table, **values):
        return plan_elements.add(self.database, self.actor, self.id, table, values)["id"]

    def indicator(self, **values):
        return self.add("indicators", **{"goal_id": self.goal, "name": "Deserción", "sense": "reduccion", **values})

    def slice(self, indicator, name, **changes):
        rows = plan_frames.frames(self.database, "47", self.id).indicator_slices
        row = rows[(rows["indicator_id"] == indicator) & (rows["slice"] == name)].iloc[0]
        edit = Change(row["id"], int(row["version"]), changes)
        assert plan_elements.apply_edits(self.database, self.actor, self.id, "indicator_slices", [edit]).complete

    def books(self, process=None):
        return indicator_book.read(self.database, "47", self.id, MADE, process)


@pytest.fixture
def written(sqlite_database, analyst):
    return Written(sqlite_database, analyst)


@pytest.fixture
def book(written, analyst):
    """One indicator whose every text is a payload, with its figures, its variable and an undone save."""
    people = dict.fromkeys(("measured_by_id", "analysed_by_id", "approved_by_id"), analyst.user_id)
    one = written.indicator(code="PE-01", process="Cobertura", unit="%", **PAYLOADS, **people)
    written.add("indicator_variables", indicator_id=one, symbol="x", name="Retirados =1", source="SIMAT")
    written.slice(one, "total", baseline=1234.5, baseline_year=2025, baseline_source="MEN", target=3.25, t4=3.25)
    written.slice(one, "urbana", applies=False, not_applicable_reason="Sin sedes #urbanas")
    written.slice(one, "rural", baseline_due="2026-06-30")
    plan_undo.undo(written.database, analyst, written.id)
    [found] = written.books()
    return found


def workbook(book):
    return openpyxl.load_workbook(BytesIO(indicator_book_xlsx.build(book)))


def document(book):
    return pypdf.PdfReader(BytesIO(indicator_book_pdf.build(book)))


def text_of(reader):
    return "\n".join(page.extract_text() for page in reader.pages)


def cells(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_processes_are_grouped_whatever_their_capitals_and_what_has_none_comes_last(written):
    ids = [
        written.indicator(process=name) for name in ("", "Gestión  de cobertura", "Evaluación", "GESTION DE COBERTURA")
    ]
    frame = plan_frames.frames(written.database, "47", written.id).indicators
    assert processes(frame) == {
        "Evaluación": [ids[2]],
        "Gestión de cobertura": [ids[1], ids[3]],
        "Sin proceso": [ids[0]],
    }


def test_a_book_has_every_indicator_of_its_process_and_no_other(written):
    for name in ("Cobertura", "Cobertura", "Evaluación"):
        written.indicator(process=name)
    assert [(one.process, len(one.sheets)) for one in written.books()] == [("Cobertura", 2), ("Evaluación", 1)]
    assert [one.process for one in written.books("Evaluación")] == ["Evaluación"]
    with pytest.raises(NotFoundError, match="no tiene indicadores en ese proceso"):
        written.books("Otro")


def test_the_book_says_of_whom_when_and_from_what_plan(book):
    assert book.title == "Hojas de vida de indicadores: Cobertura"
    assert book.identity["Plan"] == "Plan de prueba, vigencia 2026, versión 1"
    assert (book.identity["Estado del plan"], book.identity["Generado"]) == ("Borrador", "03/02/2026 10:04")
    [sheet] = book.sheets
    assert (sheet.version, sheet.changed.split(", ")[1]) == (6, "Analista de Calidad")
    assert "Meta (Rural)" in sheet.missing


def test_the_workbook_has_an_index_that_leads_to_each_sheet_and_back(book):
    made = workbook(book)
    assert made.sheetnames == ["Índice", "PE-01"]
    index, sheet = made["Índice"], made["PE-01"]
    [link] = [cell for row in index.iter_rows() for cell in row if cell.hyperlink]
    assert (link.value, link.hyperlink.location) == ("PE-01", "'PE-01'!A1")
    [back] = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert (back.value, back.hyperlink.location) == ("← Índice", "'Índice'!A1")
    assert index.cell(link.row, 5).value == 6


def test_no_cell_of_the_workbook_is_a_formula_and_texts_are_as_they_were_written(book):
    made = workbook(book)
    assert "f" not in {cell.data_type for sheet in made for row in sheet.iter_rows() for cell in row}
    found = cells(made["PE-01"])
    assert [text for text in PAYLOADS.values() if text not in found] == []
    assert {"Retirados =1", "No aplica: Sin sedes #urbanas"} <= set(found)
    risky = [cell for row in made["PE-01"].iter_rows() for cell in row if str(cell.value)[:1] in "=+-@" and cell.value]
    assert len(risky) >= 4 and all(cell.quotePrefix for cell in risky)


def test_figures_of_the_workbook_are_numbers_with_their_decimals(book):
    sheet = workbook(book)["PE-01"]
    [total] = [row for row in sheet.iter_rows() if row[0].value == "Total"]
    values = [cell.value for cell in total]
    assert values[:5] == ["Total", 1234.5, "2025", "MEN", 3.25] and values[8] == 3.25
    assert total[1].number_format == "#,##0.0#####"


def test_each_sheet_prints_on_letter_paper_as_wide_as_the_page(book):
    for sheet in workbook(book):
        setup = sheet.page_setup
        assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (1, "landscape", 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.print_title_rows
        assert sheet.oddFooter.right.text == "&P de &N"


def test_the_ranges_carry_colour_symbol_word_and_action(book):
    rows = [row for row in workbook(book)["PE-01"].iter_rows() if str(row[0].value)[:1] in "✖!▲" and row[0].value]
    assert [(row[0].value, row[1].value, row[3].value) for row in rows] == [
        ("✖ Crítico", "menos de 70\u00a0%", "-2+3"),
        ("! Aceptable", "de 70\u00a0% a menos de 90\u00a0%", "~ -- ... 'q' \"w\""),
        ("▲ Satisfactorio", "90\u00a0% o más", "@SUM(A1)"),
    ]
    assert [row[0].fill.fgColor.rgb for row in rows] == ["FFB5330F", "FFE69F00", "FF00786A"]


def test_the_log_of_changes_is_whole_and_the_undone_save_says_so(book):
    sheet = workbook(book)["PE-01"]
    start = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Versión")
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows(min_row=start + 1)]
    assert [row[0] for row in rows][:2] == ["6 (deshace la 5)", "5 (deshecha)"]
    assert rows[1][2:] == ["Analista de Calidad", "Rural · Base por levantar", "(vacío)", "30/06/2026"]
    assert rows[-1][0] == "1"


def test_names_of_sheets_are_ones_that_excel_takes(written):
    codes = ["A/B:C*?[x]", "a b c x", "Índice", "x" * 40, "X" * 40, "", "'citado'", "History"]
    for code in codes:
        written.indicator(code=code, process="P")
    [book] = written.books()
    names = workbook(book).sheetnames
    assert len({name.casefold() for name in names}) == len(codes) + 1
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
    assert names[:4] == ["Índice", "A B C x", "a b c x (2)", "Índice (2)"]


def test_the_document_is_tagged_in_spanish_with_its_title_and_outline(book):
    reader = document(book)
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("es-CO", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Hojas de vida de indicadores: Cobertura"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    assert titles == ["Indicadores de este libro", "PE-01 · =1+1"]


def test_the_document_brings_its_fonts_inside(book):
    fonts = [font.get_object() for page in document(book).pages for font in page["/Resources"]["/Font"].values()]
    below = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert below and all({"/FontFile2", "/FontFile3"} & set(one.get_object()) for one in below)


def test_the_document_shows_texts_literally(book):
    found = " ".join(text_of(document(book)).split())
    for text in [*PAYLOADS.values(), "Retirados =1", "No aplica: Sin sedes #urbanas"]:
        assert all(" ".join(line.split()) in found for line in text.split("\n")), text


def test_the_document_says_figures_ranges_people_and_changes(book):
    found = " ".join(text_of(document(book)).split())
    for text in (
        "1.234,5",
        "✖ Crítico menos de 70 %",
        "▲ Satisfactorio 90 % o más",
        "Quién aprueba Analista de Calidad",
        "6 (deshace la 5)",
        "5 (deshecha)",
        "Rural · Base por levantar: (vacío) → 30/06/2026",
        "Sin diligenciar",
    ):
        assert text in found, text


def test_what_no_font_has_is_shown_as_missing_and_the_document_is_still_for_everybody(written):
    written.indicator(code="A", process="P", purpose="Leer 😀 más 汉字 y ñandú\u200b\u00ad")
    [book] = written.books()
    reader = document(book)
    assert "Leer \ufffd más \ufffd\ufffd y ñandú" in text_of(reader)
    assert b"<pdfuaid:part>1" in reader.trailer["/Root"]["/Metadata"].get_data()


def test_a_word_wider_than_its_cell_is_broken_and_not_lost(written):
    address = "https://ejemplo.invalid/" + "abcdefghij" * 12
    written.indicator(code="A", process="P", purpose=address)
    [book] = written.books()
    assert address in "".join(text_of(document(book)).split())


def test_the_same_book_is_the_same_bytes(book):
    assert indicator_book_pdf.build(book) == indicator_book_pdf.build(book)


@pytest.mark.parametrize(
    ("process", "name"),
    [
        ("Gestión de la Cobertura", "hojas_de_vida_gestion_de_la_cobertura.pdf"),
        ("../../etc/passwd", "hojas_de_vida_etc_passwd.pdf"),
        ("CON\\aux:?*", "hojas_de_vida_con_aux.pdf"),
        ("汉字", "hojas_de_vida_sin_nombre.pdf"),
    ],
)
def test_names_of_files_are_safe_on_any_system(process, name):
    assert file_name(process, "pdf") == name
    assert len(slug("á" * 500)) == 80


def test_every_process_goes_in_one_file_with_names_that_do_not_collide(written):
    for name in ("A/B", "A B", "C"):
        written.indicator(process=name)
    with zipfile.ZipFile(BytesIO(zipped(written.books(), indicator_book_xlsx.build, "xlsx"))) as archive:
        assert sorted(archive.namelist()) == [
            "hojas_de_vida_a_b.xlsx",
            "hojas_de_vida_a_b_2.xlsx",
            "hojas_de_vida_c.xlsx",
        ]
        assert all(openpyxl.load_workbook(BytesIO(archive.read(name))) for name in archive.namelist())


def test_a_demonstration_says_so_on_every_page(written):
    with written.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE entities SET is_demonstration = 1")
    written.indicator(code="A", process="P")
    [book] = written.books()
    assert all("DEMOSTRACIÓN" in page.extract_text() for page in document(book).pages)
    assert any("DEMOSTRACIÓN" in str(value) for value in cells(workbook(book)["A"]))


def test_a_document_that_cannot_be_composed_says_what_to_do_instead(tmp_path, monkeypatch):
    (tmp_path / "roto.typ").write_text("#let x =", encoding="utf-8")
    with pytest.raises(typeset.TypesettingError, match="Descargue el libro de Excel"):
        typeset.pdf(str(tmp_path / "roto.typ"), {}, MADE)
    monkeypatch.setattr(typeset, "_SECONDS", 0.001)
    with pytest.raises(typeset.TypesettingError, match="tardó demasiado"):
        typeset.pdf("indicator_book.typ", json.loads("{}"), MADE)
