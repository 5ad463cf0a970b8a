"""`manage.py import`: what it prints, what it stores and what it ends with."""

import json
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import update

from data.commands import baseline, import_file
from data.opening import open_stores
from data.records import datasets
from data.records.schema.identity import entities
from procedure.errors import PamError

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "men"


@pytest.fixture
def order(capsys):
    def given(*words):
        code = import_file.run([*map(str, words), "--json"])
        captured = capsys.readouterr()
        return code, json.loads(captured.out)

    return given


def rows(new=0, changed=0, equal=0, rejected=0, outside=0):
    return {"new": new, "changed": changed, "equal": equal, "rejected": rejected, "outside": outside}


def versions():
    stores = open_stores()
    history = datasets.history(stores.database, "47")
    stores.close()
    return len(history)


def figures(indicator, year):
    stores = open_stores()
    frame = stores.warehouse.read("indicator_year", entity_id="47", indicator=indicator, year=year)
    stores.close()
    return dict(zip(frame["municipality_code"], frame["value"], strict=True))


@pytest.mark.parametrize("mode", [[], ["--dry-run"]])
def test_a_dry_run_says_what_would_come_and_stores_nothing(order, men_file, mode):
    code, answer = order(men_file(), *mode)
    assert (code, answer["verdict"], answer["kind"], answer["rows"]) == (
        0,
        "accepted",
        "men_municipal",
        rows(new=4, outside=1),
    )
    assert set(answer) == {"verdict", "code", "message", "kind", "rows", "findings"}
    assert versions() == 0


def test_accepting_stores_and_the_same_bytes_again_are_already_loaded(order, men_file):
    code, answer = order(men_file(), "--accept")
    assert (code, answer["verdict"], answer["code"], answer["rows"]) == (0, "accepted", "ok", rows(new=4, outside=1))
    assert figures("desercion", 2022) == {"47245": 4.0, "47318": 6.0}
    for mode in ("--accept", "--dry-run"):
        code, answer = order(men_file(name="otro_nombre.csv"), mode)
        assert (code, answer["verdict"], answer["code"]) == (0, "already-loaded", "ya_cargado")
        assert answer["rows"] == rows(equal=4, outside=1)
    assert versions() == 1


def test_a_corrected_file_counts_new_changed_and_equal_rows(order, men_file, men_row, men_rows):
    order(men_file(), "--accept")
    corrected = [men_row(2021, 47245, "El Banco", 17000, 3), *men_rows[1:], men_row(2020, 47318, "Guamal", 6100, 5)]
    code, answer = order(men_file(corrected), "--accept")
    assert (code, answer["rows"]) == (0, rows(new=1, changed=1, equal=3, outside=1))


def test_a_row_with_an_error_stays_out_and_the_good_ones_come_in(order, men_file, men_rows):
    bad = [*men_rows, "2022,47999,No existe,100,85,100,4,86,10"]
    code, answer = order(men_file(bad), "--accept")
    assert (code, answer["verdict"], answer["rows"]) == (
        0,
        "accepted-with-row-errors",
        rows(new=4, rejected=1, outside=1),
    )
    assert answer["code"] in {each["rule"] for each in answer["findings"] if each["severity"] == "error"}


def test_a_file_that_is_not_there_is_refused_in_words(order, tmp_path):
    code, answer = order(tmp_path / "no_esta.csv", "--accept")
    assert (code, answer["verdict"], answer["code"]) == (2, "rejected", "archivo_no_se_abre")
    assert "no_esta.csv" in answer["message"]
    assert answer["rows"] == rows()


def test_a_file_of_another_thing_is_refused(order, tmp_path):
    path = tmp_path / "otro.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    code, answer = order(path, "--accept")
    assert (code, answer["verdict"]) == (2, "rejected")
    assert versions() == 0


def test_a_file_with_only_other_entities_is_refused(order, men_file, men_rows):
    code, answer = order(men_file(men_rows[-1:]), "--accept")
    assert (code, answer["verdict"]) == (2, "rejected")


def test_a_mistyped_order_is_answered_in_spanish_and_is_no_verdict(capsys):
    with pytest.raises(SystemExit) as caught:
        import_file.run(["--acceptar"])
    assert caught.value.code == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "No se entiende la orden" in captured.err


def test_without_json_the_summary_reads_in_spanish(capsys, men_file):
    assert import_file.run([str(men_file()), "--accept"]) == 0
    text = capsys.readouterr().out
    assert "Cargado como versión 1" in text
    assert "de otras entidades (no se cargan): 1" in text


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the public reference files are not beside the repository")
def test_the_published_men_file_comes_in_as_documented(order, capsys):
    file = next(SHARED.glob("*.csv"))
    code, answer = order(file, "--accept")
    assert (code, answer["rows"]["new"], answer["rows"]["outside"]) == (0, 336, 600)
    held = {"47245": 17260.0, "47318": 6770.0, "47555": 15540.0, "47692": 5150.0}
    assert not set(held) & set(figures("poblacion_5_16", 2021))
    assert "El Banco" in answer["message"]
    again = order(file, "--accept")[1]
    assert again["verdict"] == "already-loaded"
    assert "San Sebastián de Buenavista, 2021" in again["message"], "what still waits is listed each time"
    code, answer = order(file, "--accept", "--confirm-proposals")
    assert (code, answer["verdict"]) == (0, "accepted")
    known = figures("poblacion_5_16", 2021)
    assert {code: known[code] for code in held} == held
    assert order(file, "--accept", "--confirm-proposals")[1]["verdict"] == "already-loaded"
    for year, mean in {2019: 3.4464, 2020: 2.9693, 2021: 2.0150, 2022: 4.1486}.items():
        assert baseline.run(["--indicator", "desercion", "--year", str(year), "--json"]) == 0
        printed = json.loads(capsys.readouterr().out)
        assert printed["mean"] == pytest.approx(mean, abs=0.0001)
        assert printed["n"] == 28
        assert printed["weighted"] is not None


def test_the_findings_come_back_painted_in_a_workbook(order, men_file, men_rows, men_row, tmp_path):
    file, target = men_file([*men_rows, men_row(2022, 47999, "Macondo", 100, 1)]), tmp_path / "hallazgos.xlsx"
    code, answer = order(file, "--findings", target)
    assert (code, answer["verdict"], answer["rows"]["rejected"]) == (0, "accepted-with-row-errors", 1)
    assert answer["message"].endswith(f"Libro de hallazgos: {target}.")
    book = openpyxl.load_workbook(target)
    assert "codigo_inexistente" in book["Datos"]["B7"].comment.text
    assert versions() == 0
    with pytest.raises(PamError, match="No se pudo escribir"):
        order(file, "--findings", tmp_path)


def test_the_answers_of_the_inclusion_index_are_read_in_the_scale_of_the_entity(order, home, tmp_path):
    header = "año,código municipio,código DANE establecimiento,área de gestión,ítem,respuesta"
    areas = ("Directiva", "Académica", "Administrativa", "Comunidad")
    path = tmp_path / "indice.csv"
    path.write_text("\n".join([header, *(f"2024,47245,147245000011,{area},1,Sí" for area in areas), ""]), "utf-8")
    assert order(path)[1]["rows"]["rejected"] == 4
    stores = open_stores()
    with stores.database.engine.begin() as connection:
        connection.execute(update(entities).values(settings={"inclusion_scale": ["no", "a veces", "sí"]}))
    stores.close()
    assert order(path, "--accept")[1]["verdict"] == "accepted"
    assert figures("indice_inclusion", 2024) == {"47245": 3.0}
