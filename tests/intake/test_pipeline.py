"""Real files through the child process: what is read, what is refused, and that the parent outlives it all."""

import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data.intake import isolation, limits
from data.intake.model import Reading
from data.intake.pipeline import read_file
from data.intake.verdicts import IntakeError
from tests.intake.publication import SHARED, found, men_frame, rules

MEN = SHARED / "data" / "men" / "men_estadisticas_municipio_2011-2022_mag_atl_ces.csv"
DANE = SHARED / "data" / "poblacion" / "dane_poblacion_municipio_area_2020-2035_mag_atl_ces.csv"
MEANS = {2019: 3.4464, 2020: 2.9693, 2021: 2.0150, 2022: 4.1486}
REPAIRED = {
    "El Banco": 17260.0,
    "Guamal": 6770.0,
    "Plato": 15540.0,
    "San Sebastián de Buenavista": 5150.0,
}


def as_workbook(frame: pd.DataFrame, path: Path, title: str = "Hoja1") -> Path:
    """The same data as Excel keeps it: figures as numbers, codes as whole numbers."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append(list(frame.columns))
    for line in frame.itertuples(index=False, name=None):
        sheet.append([_typed(text) for text in line])
    book.save(path)
    return path


def _typed(text: str) -> object:
    try:
        number = float(text)
    except ValueError:
        return text or None
    return int(number) if number.is_integer() else number


def check_men(reading: Reading) -> None:
    counted = (reading.rows, reading.entity_rows, reading.outside_rows, reading.municipalities)
    assert (reading.kind, counted) == ("men_municipal", (936, 336, 600, 28))
    dropout = reading.observations.query("indicator_code == 'desercion'").groupby("year")["value"].mean()
    assert dropout.loc[list(MEANS)].round(4).to_dict() == MEANS
    assert {one.label.split(",")[0]: one.proposed for one in reading.proposals} == REPAIRED
    assert rules(reading) == [
        "ceros_perdidos",
        "columna_repetida",
        "columna_vacia",
        "punto_de_miles",
        "salto_historico",
    ]
    repeated = found(reading, "columna_repetida")
    assert repeated is not None
    assert repeated.count == 936
    assert "aprobacion_transicion" not in set(reading.observations["indicator_code"])
    assert reading.rejected_rows.empty
    assert reading.observations["value"].max() > 100


@pytest.mark.shared
@pytest.mark.skipif(not MEN.is_file(), reason="the shared MEN file is absent")
def test_the_men_file_reads_as_its_readme_says(municipalities: pd.DataFrame) -> None:
    told: list[float] = []
    reading = read_file(MEN, MEN.name, municipalities=municipalities, progress=lambda part, _: told.append(part))
    check_men(reading)
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.shared
@pytest.mark.skipif(not MEN.is_file(), reason="the shared MEN file is absent")
def test_the_same_data_as_a_workbook_reads_the_same(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    frame = pd.read_csv(MEN, dtype=str, keep_default_na=False)
    path = as_workbook(frame, tmp_path / "men.xlsx")
    reading = read_file(path, path.name, municipalities=municipalities)
    check_men(reading)
    one = reading.observations.query("indicator_code == 'desercion' and year == 2022").iloc[0]
    assert one["sheet"] == "Hoja1"


@pytest.mark.shared
@pytest.mark.skipif(not DANE.is_file(), reason="the shared DANE file is absent")
def test_the_dane_file_keeps_its_areas_apart(municipalities: pd.DataFrame) -> None:
    reading = read_file(DANE, DANE.name, municipalities=municipalities)
    assert (reading.kind, reading.findings) == ("dane_population_area", [])
    assert (reading.rows, reading.entity_rows, reading.municipalities) == (3744, 1344, 28)
    sums = reading.observations.query("year == 2022").groupby("zone")["value"].sum().to_dict()
    assert sums == {"urbana": 404902.0, "rural": 393262.0, "total": 798164.0}
    assert set(reading.observations["indicator_code"]) == {"poblacion_total"}


@pytest.mark.shared
@pytest.mark.skipif(not DANE.is_file(), reason="the shared DANE file is absent")
def test_a_total_that_is_not_the_sum_of_its_areas_stays_out(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    text = DANE.read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.startswith("47,Magdalena,47245,El Banco,2022,Total,"))
    path = tmp_path / "dane.csv"
    path.write_text(text.replace(line, line.rsplit(",", 1)[0] + ",99999"), encoding="utf-8")
    reading = read_file(path, path.name, municipalities=municipalities)
    assert rules(reading) == ["total_y_partes"]
    assert len(reading.rejected_rows) == 3
    assert "El Banco 2022: total 99.999" in reading.findings[0].example


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "cp1252"), ("\t", "utf-16"), ("¬", "utf-8"), ("|", "utf-8-sig")]
)
def test_separators_and_encodings_are_found_out(
    municipalities: pd.DataFrame, tmp_path: Path, separator: str, encoding: str
) -> None:
    path = tmp_path / "men.txt"
    frame = men_frame().map(lambda text: text.replace(".", ",") if separator != "," else text)
    lines = [separator.join(line) for line in [list(frame.columns), *frame.to_numpy().tolist()]]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    reading = read_file(path, path.name, municipalities=municipalities)
    assert (reading.kind, reading.rows, reading.entity_rows) == ("men_municipal", 64, 48)
    assert rules(reading) == (["aviso_codificacion"] if encoding == "cp1252" else [])


def test_text_that_looks_like_a_number_is_doubted_and_a_number_is_not(
    municipalities: pd.DataFrame, tmp_path: Path
) -> None:
    frame = men_frame()
    rates = [name for name in frame.columns if name[:3] in ("COB", "DES", "APR", "REP", "TAS", "TAM", "SED")]
    frame[rates] = frame[rates].map(lambda text: f"{float(text):.0f}")
    frame.loc[3, "REPITENCIA"] = "3.125"
    book = as_workbook(frame, tmp_path / "number.xlsx")
    assert "separador_ambiguo" not in rules(read_file(book, book.name, municipalities=municipalities))
    opened = openpyxl.load_workbook(book)
    column = list(frame.columns).index("REPITENCIA") + 1
    opened.active.cell(row=5, column=column).value = "3.125"
    opened.save(book)
    assert "separador_ambiguo" in rules(read_file(book, book.name, municipalities=municipalities))


def test_broken_cells_of_a_workbook_are_not_empty_cells(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    book = as_workbook(men_frame(), tmp_path / "men.xlsx")
    opened = openpyxl.load_workbook(book)
    opened.active["H2"] = "=1+1"
    opened.active["H3"] = "#SPILL!"
    opened.active["H3"].data_type = "e"
    opened.save(book)
    reading = read_file(book, book.name, municipalities=municipalities)
    assert {"celda_formula_sin_valor", "celda_error_excel"} <= set(rules(reading))
    assert list(reading.rejected_rows["row"]) == [2, 3]


def test_the_wrong_sheet_is_named(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    book = as_workbook(pd.DataFrame({"producto": ["a"], "precio": ["1"]}), tmp_path / "otro.xlsx", "Precios")
    with pytest.raises(IntakeError) as refused:
        read_file(book, book.name, municipalities=municipalities)
    assert refused.value.code == "columna_faltante"
    assert "«Precios»" in refused.value.message


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("vacio.csv", b"", "archivo_vacio"),
        ("vacio.xlsx", b"", "archivo_vacio"),
        ("acta.xlsx", b"%PDF-1.7\n1 0 obj<<>>endobj", "no_es_xlsx"),
        ("acta.csv", b"%PDF-1.7\n1 0 obj<<>>endobj", "extension_no_coincide"),
        ("foto.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "no_es_xlsx"),
        ("foto.csv", b"\xff\xd8\xff\xe0" + b"\0" * 50, "extension_no_coincide"),
        ("viejo.xls", b"<html><table></table></html>", "formato_no_admitido"),
        ("nota.docx", b"texto cualquiera", "formato_no_admitido"),
        ("nulos.csv", b"a,b\n1,\x00\n", "caracteres_invalidos"),
        ("mezcla.csv", "año,b\n".encode() + "año,b\n".encode("cp1252"), "codificacion_mixta"),
        ("comilla.csv", b'a,b\n1,"abierta\n2,3\n', "csv_invalido"),
        ("otra.csv", b"producto,precio\npan,1\n", "columna_faltante"),
    ],
)
def test_wrong_files_get_a_spanish_sentence_that_names_them(
    municipalities: pd.DataFrame, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / "subida"
    path.write_bytes(content)
    with pytest.raises(IntakeError) as refused:
        read_file(path, name, municipalities=municipalities)
    assert refused.value.code == code
    assert f"«{name}»" in refused.value.message
    assert refused.value.message.endswith(".")


def test_a_truncated_workbook_is_damaged(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    book = as_workbook(men_frame(), tmp_path / "men.xlsx")
    book.write_bytes(book.read_bytes()[:-2000])
    with pytest.raises(IntakeError) as refused:
        read_file(book, book.name, municipalities=municipalities)
    assert refused.value.code == "zip_danado"


def test_cancelling_ends_the_child_and_says_so(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    book = as_workbook(men_frame(), tmp_path / "men.xlsx")
    with pytest.raises(IntakeError) as refused:
        read_file(book, book.name, municipalities=municipalities, cancelled=lambda: True)
    assert refused.value.code == "cancelado"


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = as_workbook(men_frame(), tmp_path / "men.xlsx")
    monkeypatch.setattr(limits, "CHILD_WALL_SECONDS", 0)
    with pytest.raises(IntakeError) as refused:
        isolation.open_file(book, book.name)
    assert refused.value.code == "lector_tiempo"


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
@pytest.mark.parametrize(
    ("death", "code"),
    [("os.abort()", "lector_caido"), ("os._exit(3)", "lector_caido"), ("os.kill(os.getpid(), 24)", "lector_tiempo")],
)
def test_the_death_of_the_child_is_a_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, death: str, code: str
) -> None:
    (tmp_path / "data" / "intake").mkdir(parents=True)
    (tmp_path / "data" / "intake" / "child.py").write_text(f"import os\n{death}\n", encoding="utf-8")
    monkeypatch.setattr(isolation, "_ROOT", tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    book = as_workbook(men_frame(), tmp_path / "men.xlsx")
    with pytest.raises(IntakeError) as refused:
        isolation.open_file(book, book.name)
    assert refused.value.code == code


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_AS is of POSIX")
def test_the_child_cannot_take_more_memory_than_its_limit() -> None:
    script = "from data.intake.child import limit_process; limit_process(1); bytearray(2 << 30)"
    ended = subprocess.run([sys.executable, "-c", script], cwd=isolation._ROOT, capture_output=True, text=True)
    assert "MemoryError" in ended.stderr


def test_the_child_does_not_outlive_whoever_started_it() -> None:
    script = "import time; from data.intake.child import end_with_parent; end_with_parent(); time.sleep(60)"
    child = subprocess.Popen([sys.executable, "-c", script], cwd=isolation._ROOT, stdin=subprocess.PIPE)
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(20) == 1


def test_more_cells_than_the_limit_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ancho.csv"
    path.write_text((",".join(["7"] * 500) + "\n") * 24_100, encoding="utf-8")
    with pytest.raises(IntakeError) as refused:
        isolation.open_file(path, path.name)
    assert refused.value.code == "demasiadas_filas"
