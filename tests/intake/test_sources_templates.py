"""The application's own workbooks: each is recognized as its source, and what it exports is imported unchanged."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data import catalog
from data.intake import templates
from data.intake.columns import normalized
from data.intake.model import Reading
from data.intake.pipeline import read_file
from data.intake.sources import by_kind
from data.intake.sources.pmi_summary import PROCESS
from data.intake.templates import enrolment, inclusion_index, pmi_summary, school_directory, trimester_report
from data.intake.templates.template import Template
from procedure import inclusion_scale
from procedure.pmi_processes import PROCESSES
from tests.intake.publication import found, rules

SCHOOLS = ("147245000011", "247245000020", "147555000019")
PLACES = ("47245", "47245", "47555")
ZONES = ("urbana", "rural", None)


def read(template: Template, rows: pd.DataFrame, municipalities: pd.DataFrame, folder: Path) -> Reading:
    path = folder / "plantilla.xlsx"
    path.write_bytes(templates.render(template, municipalities, rows))
    return read_file(path, path.name, municipalities=municipalities)


def figures(reading: Reading, code: str) -> dict[tuple[str, str], float]:
    """Municipal values of an indicator by place and zone."""
    own = reading.observations.query("indicator_code == @code and school_code == ''")
    return {(place, zone): value for place, zone, value in own[["municipality_code", "zone", "value"]].to_numpy()}


def in_catalogue(reading: Reading) -> bool:
    """Whether the catalogue knows every municipal figure of the reading."""
    own = reading.observations.query("school_code == ''")
    return set(own["indicator_code"]) <= set(catalog.indicators()["code"])


def base(**columns: object) -> pd.DataFrame:
    frame = pd.DataFrame({"year": 2024, "municipality_code": PLACES, "school_code": SCHOOLS, "zone": ZONES})
    return frame.assign(**columns)


@pytest.mark.parametrize("template", templates.ALL, ids=lambda template: template.kind)
def test_every_template_says_its_version_offers_lists_and_shows_an_example(
    template: Template, municipalities: pd.DataFrame
) -> None:
    book = openpyxl.load_workbook(BytesIO(templates.render(template, municipalities)))
    assert book.sheetnames == [template.sheet, "Instrucciones", "Listas"]
    data = book[template.sheet]
    assert ([cell.value for cell in data[1]], data.max_row) == (list(template.headers), 1)
    told = [row[0].value for row in book["Instrucciones"].iter_rows()]
    assert f"Versión de la plantilla: {template.version}" in told
    assert f"ej. {template.headers[0]}" in told
    lists = {cell.value for cell in book["Listas"][1]}
    offered = {str(rule.sqref): rule.formula1 for rule in data.data_validations.dataValidation}
    assert {column.options for column in template.columns if column.options} <= lists
    assert len(offered) == sum(bool(column.options) for column in template.columns) > 0
    for formula in offered.values():
        top, bottom = formula.replace("$", "").removeprefix("Listas!").split(":")
        assert all(row[0].value for row in book["Listas"][top:bottom])


@pytest.mark.parametrize("template", templates.ALL, ids=lambda template: template.kind)
def test_every_column_of_a_template_feeds_the_field_it_declares(template: Template) -> None:
    source = by_kind(template.kind)
    assert source is not None
    assert {one.header: source.codes.get(normalized(one.header)) for one in template.columns} == {
        one.header: one.field for one in template.columns
    }
    assert {one.code for one in source.required} <= {one.field for one in template.columns}


def test_the_directory_counts_schools_and_teachers_by_zone(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    rows = base(
        zone=["urbana", "rural", "rural"],
        establishment_code=[SCHOOLS[0], SCHOOLS[0], SCHOOLS[2]],
        establishment_name=["Institución =1+1", "Institución =1+1", "Otra"],
        sede_name=["Principal", "La Loma", "Única"],
        sector="Oficial",
        docentes=[12, 3, 0],
        directivos_docentes=[2, 0, 1],
    )
    reading = read(school_directory.TEMPLATE, rows, municipalities, tmp_path)
    assert (reading.kind, reading.findings, len(reading.keys)) == ("school_directory", [], 3)
    assert figures(reading, "docentes")[("47245", "total")] == 15
    assert figures(reading, "docentes")[("47245", "rural")] == 3
    assert figures(reading, "establecimientos")[("47245", "total")] == 1
    assert figures(reading, "sedes") == {
        ("47245", "total"): 2,
        ("47245", "urbana"): 1,
        ("47245", "rural"): 1,
        ("47555", "total"): 1,
        ("47555", "rural"): 1,
    }
    own = reading.observations.query("indicator_code == 'docentes' and school_code != ''")
    assert dict(zip(own["school_code"], own["value"], strict=True)) == dict(zip(SCHOOLS, (12, 3, 0), strict=True))
    assert in_catalogue(reading)
    kept = reading.tables.pivot(index="row", columns="column", values="text")
    assert kept["sede_name"].tolist() == rows["sede_name"].tolist()
    assert kept["establishment_name"].tolist() == rows["establishment_name"].tolist()


def test_a_directory_whose_codes_excel_rounded_stays_out(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    rows = pd.concat([base(establishment_code=SCHOOLS, zone="rural", docentes=1)] * 3, ignore_index=True)
    rows["school_code"] = "147245000000"
    reading = read(school_directory.TEMPLATE, rows, municipalities, tmp_path)
    rounded = found(reading, "codigos_redondeados")
    assert rounded is not None
    assert (rounded.severity, reading.observations.empty) == ("error", True)


def test_the_summary_of_the_pmi_gives_shares_means_and_progress(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    rows = base(
        pmi_actualizado=[1.0, 0.0, 1.0],
        pmi_directiva=[2.5, 3.5, 4.0],
        pmi_academica=[2.0, None, 1.0],
        pmi_administrativa=[1.0, 1.0, 2.0],
        pmi_comunidad=[None, None, 3.0],
        pmi_metas=[8, 2, 5],
        pmi_metas_cumplidas=[5, 0, 5],
        establishment_name=["Institución =1+1", "La Loma", "Otra"],
        need_1=["gestion_aula", "talento_humano", None],
        need_2=["planta_fisica", None, None],
        need_text=["=HYPERLINK(A1)", None, "Aulas"],
        **{f"{PROCESS}{code}": [2.0 + place / 100, 1.5, 3.0] for place, code in enumerate(PROCESSES)},
    )
    reading = read(pmi_summary.TEMPLATE, rows, municipalities, tmp_path)
    assert (reading.kind, reading.findings) == ("pmi_summary", [])
    assert figures(reading, "establecimientos_pmi") == {
        ("47245", "total"): 50,
        ("47245", "urbana"): 100,
        ("47245", "rural"): 0,
        ("47555", "total"): 100,
    }
    assert figures(reading, "pmi_directiva")[("47245", "total")] == 3
    assert figures(reading, "pmi_academica")[("47245", "total")] == 2
    assert figures(reading, "pmi_avance")[("47245", "total")] == 50
    assert in_catalogue(reading)
    own = reading.observations.query("indicator_code == 'pmi_actualizado'")
    assert own["value"].tolist() == rows["pmi_actualizado"].tolist()
    process = reading.observations.query(f"indicator_code == '{PROCESS}talento_humano'")
    assert process["value"].tolist() == rows[f"{PROCESS}talento_humano"].tolist()
    kept = reading.tables.pivot(index="row", columns="column", values="text").fillna("")
    assert kept["need_1"].tolist() == ["gestion_aula", "talento_humano", ""]
    assert kept["need_text"].tolist() == ["=HYPERLINK(A1)", "", "Aulas"]
    assert kept["establishment_name"].tolist() == rows["establishment_name"].tolist()


def test_a_summary_of_the_pmi_without_processes_is_read_and_says_they_are_empty(
    municipalities: pd.DataFrame, tmp_path: Path
) -> None:
    rows = base(pmi_actualizado=1.0, pmi_directiva=[1.0, 2.0, 3.0], pmi_metas=[8, 2, 5], pmi_metas_cumplidas=[5, 0, 4])
    reading = read(pmi_summary.TEMPLATE, rows, municipalities, tmp_path)
    assert {(one.rule, one.severity) for one in reading.findings} == {("columna_vacia", "aviso")}
    assert figures(reading, "pmi_directiva")[("47555", "total")] == 3


def answers() -> pd.DataFrame:
    """The four areas of one school, two of them with an answer that does not count; another school lacks an area."""
    lines = [
        (SCHOOLS[0], "47245", "rural", area, item, answer)
        for area, answer_pair in (
            ("directiva", ("Siempre", "Nunca")),
            ("academica", ("Casi siempre", "No sabe")),
            ("administrativa", ("Algunas veces", "Algunas veces")),
            ("comunidad", ("4", "no sabe")),
        )
        for item, answer in zip(("1", "2"), answer_pair, strict=True)
    ]
    lines.append((SCHOOLS[2], "47555", "urbana", "directiva", "1", "Siempre"))
    names = ["school_code", "municipality_code", "zone", "area", "item", "answer"]
    return pd.DataFrame(lines, columns=names).assign(year=2024)


def test_the_index_is_the_mean_of_areas_and_answers_are_not_stored(
    municipalities: pd.DataFrame, tmp_path: Path
) -> None:
    reading = read(inclusion_index.TEMPLATE, answers(), municipalities, tmp_path)
    assert (reading.kind, reading.findings, reading.rows) == ("inclusion_index", [], 9)
    school = reading.observations.query("school_code == @SCHOOLS[0]").set_index("indicator_code")["value"].to_dict()
    assert school == {
        "indice_inclusion_directiva": 2.5,
        "indice_inclusion_academica": 3.0,
        "indice_inclusion_administrativa": 2.0,
        "indice_inclusion_comunidad": 4.0,
        "indice_inclusion": 2.875,
    }
    assert figures(reading, "indice_inclusion") == {("47245", "total"): 2.875, ("47245", "rural"): 2.875}
    assert figures(reading, "indice_inclusion_directiva")[("47555", "urbana")] == 4.0
    assert "answer" not in set(reading.observations["indicator_code"])
    assert in_catalogue(reading)
    assert reading.tables.empty


def test_without_the_column_of_respondents_every_answer_is_of_all(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    rows = answers().rename(columns={"municipality_code": "código municipio", "school_code": "código dane"})
    path = tmp_path / "indice.csv"
    rows.rename(columns={"year": "año", "area": "área de gestión", "item": "ítem", "answer": "respuesta"}).to_csv(
        path, index=False
    )
    reading = read_file(path, path.name, municipalities=municipalities)
    assert figures(reading, "indice_inclusion")[("47245", "total")] == 2.875
    assert set(reading.keys["respondent"]) == {"consolidado"}


def test_the_entity_may_have_its_own_scale(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    levels = {"inclusion_index": inclusion_scale.scale({"inclusion_scale": ["Nunca", "A veces", "Siempre"]})}
    template = next(one for one in templates.of_entity(levels) if one.kind == "inclusion_index")
    assert template.lists["respuesta"] == ("Nunca", "A veces", "Siempre", "No sabe")
    assert "(Nunca 1, A veces 2, Siempre 3)" in template.instructions[1]
    assert [one for one in templates.of_entity(levels) if one != template] == [
        one for one in templates.ALL if one.kind != "inclusion_index"
    ]
    rows = answers().replace({"answer": {"Casi siempre": "A veces", "Algunas veces": "2", "4": "siempre"}})
    path = tmp_path / "plantilla.xlsx"
    path.write_bytes(templates.render(template, municipalities, rows))
    reading = read_file(path, path.name, municipalities=municipalities, levels=levels)
    assert reading.findings == []
    assert figures(reading, "indice_inclusion")[("47245", "total")] == (2 + 2 + 2 + 3) / 4
    assert (
        len(read_file(path, path.name, municipalities=municipalities).rejected_rows) == 1
    )  # "A veces" is not the MEN's


def test_an_answer_out_of_the_scale_or_said_twice_stays_out(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    wrong = answers()
    wrong.loc[0, "answer"] = "Jamás"
    wrong.loc[3, "item"] = wrong.loc[2, "item"]
    reading = read(inclusion_index.TEMPLATE, wrong, municipalities, tmp_path)
    assert rules(reading) == ["clave_repetida", "valor_fuera_de_lista"]
    assert list(reading.rejected_rows["row"]) == [2, 5]


def test_a_trimester_report_is_kept_as_it_was_written(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    rows = pd.DataFrame(
        {
            "year": [2026, 2026],
            "trimester": [1, 1],
            "subject_kind": ["indicador", "accion"],
            "code": ["GA-01", "A-3"],
            "name": ["Deserción", "Formar docentes"],
            "slice": ["rural", "total"],
            "value": [4.125, None],
            "committed": [None, 1_200_000],
            "narrative": ["=HYPERLINK(1)", None],
        }
    )
    reading = read(trimester_report.TEMPLATE, rows, municipalities, tmp_path)
    assert (reading.kind, reading.findings, reading.rows) == ("trimester_report", [], 2)
    kept = reading.tables.pivot(index="row", columns="column", values="text")
    assert kept["corte poblacional"].tolist() == ["Rural", "Total"]
    assert kept["tipo"].tolist() == ["Indicador", "Acción"]
    assert kept.loc[2, ["ejecutado", "narrativa"]].tolist() == ["4.125", "=HYPERLINK(1)"]
    assert kept.loc[3, "compromisos"] == "1200000"
    assert len(reading.tables) == int(rows.notna().to_numpy().sum())


def test_the_enrolment_template_is_read_and_no_document_remains(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    rows = base(
        year=2024,
        sede=SCHOOLS,
        zone=["urbana", "rural", "rural"],
        document_type="TI",
        document=["1080000001", "1080000002", "1080000003"],
        birth_date=["2012-05-01", "2013-05-01", "2014-05-01"],
        sex=["F", "M", "F"],
        grade=["6", "5", "4"],
        disability=["Sí", "No", "No"],
        ethnic="No aplica",
        victim="No",
    )
    reading = read(enrolment.TEMPLATE, rows, municipalities, tmp_path)
    assert (reading.kind, reading.rows, reading.entity_rows) == ("enrolment", 3, 3)
    assert [one.severity for one in reading.findings if one.severity == "error"] == []
    kept = reading.observations.to_csv() + reading.keys.to_csv() + reading.tables.to_csv()
    assert "47245" in kept
    assert "108000000" not in kept
