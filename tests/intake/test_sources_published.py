"""The real files of ../shared against what cases/intake.json says of each: kind, rows, figures, findings."""

import json
from typing import Any

import pandas as pd
import pytest

from data import catalog
from data.intake.model import Reading
from data.intake.pipeline import read_file
from data.intake.verdicts import IntakeError
from tests.intake.publication import SHARED, found, rules

CASES: dict[str, dict[str, Any]] = (
    {case["file"]: case for case in json.loads((SHARED / "cases" / "intake.json").read_text(encoding="utf-8"))}
    if (SHARED / "cases" / "intake.json").is_file()
    else {}
)
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES, reason="the shared cases of intake are absent"),
]
CLASSIFICATIONS = {
    2019: "saber/SB11-CLASIFI-PLANTELES-20194_mag_atl_ces.txt",
    2020: "saber/SB11-CLASIFI-PLANTELES-20204_mag_atl_ces.txt",
}
LIST = "saber/colegios_icfes_2019_mag_atl_ces.csv"
OLD_SCALE = "saber/saber11_promedio_plantel_2013_mag_atl_ces.csv"
MICRODATA = "saber/icfes_saber11_20181_disposicion_101filas_enmascarado.csv"
SUFFIXES = {"A+": "a_mas", "A": "a", "B": "b", "C": "c", "D": "d"}


def read(file: str, municipalities: pd.DataFrame, name: str = "") -> Reading:
    path = SHARED / "data" / file
    return read_file(path, name or path.name, municipalities=municipalities)


def municipal(reading: Reading, code: str, zone: str = "total") -> pd.DataFrame:
    """The municipal figures of an indicator."""
    return reading.observations.query("indicator_code == @code and zone == @zone and school_code == ''")


def of_schools(reading: Reading, code: str) -> pd.DataFrame:
    return reading.observations.query("indicator_code == @code and school_code != ''")


@pytest.mark.parametrize("file", [file for file, case in CASES.items() if case.get("rows")])
def test_every_file_is_recognized_with_its_rows(file: str, municipalities: pd.DataFrame) -> None:
    reading, case = read(file, municipalities), CASES[file]
    assert (reading.kind, reading.rows, reading.entity_rows) == (case["recognized"], case["rows"], case["entity_rows"])
    assert reading.outside_rows == case["rows"] - case["entity_rows"]


@pytest.mark.parametrize(("year", "file"), CLASSIFICATIONS.items())
def test_the_classification_of_schools_gives_categories_and_indices(
    year: int, file: str, municipalities: pd.DataFrame
) -> None:
    reading, case = read(file, municipalities), CASES[file]
    assert (reading.findings, set(reading.observations["year"])) == ([], {year})
    index = municipal(reading, "saber_11_indice_total")
    assert round(index["numerator"].sum() / index["denominator"].sum(), 4) == case["mean_indice_total"]
    shares = {name: municipal(reading, f"planteles_categoria_{code}") for name, code in SUFFIXES.items()}
    assert {name: int(share["numerator"].sum()) for name, share in shares.items()} == case["categories"]
    total = sum(share.set_index("municipality_code")["value"] for share in shares.values())
    assert total.round(9).eq(100).all()
    assert len(total) == 28


def test_a_school_keeps_its_own_figures_and_its_adult_cycle_apart(municipalities: pd.DataFrame) -> None:
    reading = read(CLASSIFICATIONS[2019], municipalities)
    own = of_schools(reading, "saber_11_indice_total").set_index("school_code")["value"]
    adults = of_schools(reading, "saber_11_indice_total_adultos").set_index("school_code")["value"]
    assert (len(own), len(adults)) == (128, 5)
    assert (own["247205000316"], adults["247205000316"]) == (0.5467, 0.459)
    levels = of_schools(reading, "saber_11_categoria").set_index("school_code")["value"]
    assert levels["147053001913"] == 1.0
    key = ["year", "municipality_code", "school_code", "zone", "inclusion_group", "indicator_code"]
    assert not reading.observations.duplicated(key).any()


def test_the_list_of_schools_counts_zones_and_says_that_its_codes_are_not_keys(municipalities: pd.DataFrame) -> None:
    reading = read(LIST, municipalities)
    zones = {zone: municipal(reading, "colegios_icfes", zone)["value"].sum() for zone in ("urbana", "rural", "total")}
    case = CASES[LIST]["zones"]
    assert zones == {"urbana": case["URBANO"], "rural": case["RURAL"], "total": CASES[LIST]["entity_rows"]}
    rounded = found(reading, "codigos_redondeados")
    assert rules(reading) == ["codigos_redondeados"]
    assert rounded is not None
    assert rounded.severity == "aviso"
    assert "no son llaves" in rounded.message
    assert set(reading.observations["year"]) == {2019}


@pytest.mark.parametrize("name", ["colegios.csv", "colegios_2018_2019.csv"])
def test_a_list_of_schools_without_one_year_in_its_name_is_refused(name: str, municipalities: pd.DataFrame) -> None:
    with pytest.raises(IntakeError) as refused:
        read(LIST, municipalities, name)
    assert refused.value.code == "anio_desconocido"
    assert f"«{name}»" in refused.value.message


def test_the_old_scale_is_recognized_and_feeds_no_series(municipalities: pd.DataFrame) -> None:
    reading = read(OLD_SCALE, municipalities)
    assert (rules(reading), reading.observations.empty) == (["serie_no_comparable"], True)
    finding = reading.findings[0]
    assert (finding.severity, finding.count, len(reading.rejected_rows)) == ("error", 192, 192)
    assert "0 a 100" in finding.message
    assert "0 a 500" in finding.message


def test_microdata_of_other_departments_bring_nothing_and_no_alarm(municipalities: pd.DataFrame) -> None:
    reading = read(MICRODATA, municipalities)
    assert (reading.findings, reading.observations.empty, reading.keys.empty) == ([], True, True)


def test_microdata_become_means_and_no_student_is_stored() -> None:
    listed = catalog.municipalities()
    cali = listed.loc[listed["code"].eq("76001"), ["code", "name"]]
    reading = read(MICRODATA, cali)
    frame = pd.read_csv(SHARED / "data" / MICRODATA, dtype=str, keep_default_na=False)
    own = frame[frame["cole_cod_mcpio_ubicacion"].eq("76001")]
    mean = municipal(reading, "saber_11_global").iloc[0]
    assert (mean["value"], mean["denominator"]) == (pytest.approx(own["punt_global"].astype(float).mean()), len(own))
    assert municipal(reading, "saber_11_estudiantes")["value"].tolist() == [float(len(own))]
    zones = own["cole_area_ubicacion"].value_counts()
    assert municipal(reading, "saber_11_global", "urbana")["denominator"].tolist() == [float(zones["URBANO"])]
    assert not reading.observations.astype(str).apply(lambda column: column.str.contains("ENMASCARADO")).any().any()
    assert reading.observations["school_code"].eq("").all()


@pytest.mark.parametrize("file", [*CLASSIFICATIONS.values(), LIST])
def test_municipal_figures_of_schools_are_in_the_catalogue(file: str, municipalities: pd.DataFrame) -> None:
    observations = read(file, municipalities).observations
    codes = observations.loc[observations["school_code"].eq(""), "indicator_code"]
    assert set(codes) <= set(catalog.indicators()["code"])


MATRICES = {file: case["sheets"] for file, case in CASES.items() if case["recognized"] == "follow_up_matrix"}


@pytest.mark.parametrize("file", MATRICES)
def test_follow_up_matrices_keep_every_cell_under_its_joined_header(file: str, municipalities: pd.DataFrame) -> None:
    reading = read(file, municipalities)
    assert (reading.kind, reading.observations.empty) == ("follow_up_matrix", True)
    sheets = reading.tables.groupby("sheet")["row"]
    assert {sheet: f"header row {row - 1}" for sheet, row in sheets.min().items()} == MATRICES[file]
    assert reading.rows == reading.entity_rows == len(reading.keys)
    assert not reading.tables.duplicated(["sheet", "row", "column"]).any()
    results = reading.tables.query("column.str.endswith(' · Resultado')")
    assert results["column"].str.startswith("Trimestre").all()


def test_the_cells_of_a_matrix_are_those_of_its_trimesters(municipalities: pd.DataFrame) -> None:
    reading = read("plan/MISE_090226_SISF_301225.xlsx", municipalities)
    first = reading.tables.query("row == 12").set_index("column")["text"]
    trimesters = ("Trimestre I - 2025", "Trimestre II- 2025", "Trimestre III- 2025", "Trimestre IV- 2025")
    assert [first[f"{name} · Resultado"] for name in trimesters] == ["0", "56", "1013", "194"]
    assert first["Identificación general · Código Indicador"] == "464"


def test_a_plan_of_its_own_shape_is_unknown(municipalities: pd.DataFrame) -> None:
    with pytest.raises(IntakeError) as refused:
        read("plan/PLAN INDICATIVO TENJO.xlsx", municipalities)
    assert refused.value.code == "columna_faltante"
