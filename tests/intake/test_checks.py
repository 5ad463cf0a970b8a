"""Every check: silent on a clean publication, and speaking when its defect is planted."""

from collections.abc import Callable

import pandas as pd
import pytest

from data.intake.model import Reading
from data.intake.pipeline import interpret
from tests.intake.publication import OUTSIDE, PLACES, at, found, raw_file, rules

Interpret = Callable[..., Reading]


def test_a_clean_publication_has_no_findings(men: pd.DataFrame, interpreted: Interpret) -> None:
    reading = interpreted(men)
    assert (reading.kind, reading.findings, reading.proposals) == ("men_municipal", [], [])
    assert (reading.rows, reading.entity_rows, reading.outside_rows, reading.municipalities) == (64, 48, 16, 6)
    assert len(reading.keys) == 48
    assert len(reading.observations) == 48 * 34
    assert reading.rejected_rows.empty
    assert set(reading.observations["municipality_code"]) == set(PLACES)


def test_every_observation_points_to_its_row_of_the_file(men: pd.DataFrame, interpreted: Interpret) -> None:
    place = at(men, "47555", 2019)
    observations = interpreted(men).observations
    one = observations.query("municipality_code == '47555' and year == 2019 and indicator_code == 'desercion'").iloc[0]
    assert one["row"] == place + 2
    assert one["value"] == float(men.loc[place, "DESERCIÓN"])
    assert (one["zone"], one["inclusion_group"], one["pending"]) == ("total", "todos", None)


@pytest.mark.parametrize(
    ("header", "text", "rule"),
    [
        ("DESERCIÓN", "alto", "numero_invalido"),
        ("DESERCIÓN", "-3", "numero_invalido"),
        ("DESERCIÓN", "#N/A", "celda_error_excel"),
        ("APROBACIÓN", "134.5", "fuera_de_rango"),
        ("AÑO", "dos mil", "anio_invalido"),
        ("CÓDIGO_MUNICIPIO", "47999", "codigo_inexistente"),
        ("CÓDIGO_MUNICIPIO", "Plato", "codigo_inexistente"),
        ("CÓDIGO_MUNICIPIO", "47", "fila_no_es_dato"),
        ("CÓDIGO_MUNICIPIO", "TOTAL", "fila_no_es_dato"),
    ],
)
def test_a_bad_cell_keeps_its_row_out_and_is_named(
    men: pd.DataFrame, interpreted: Interpret, header: str, text: str, rule: str
) -> None:
    place = at(men, "47555", 2019)
    men.loc[place, header] = text
    reading = interpreted(men)
    finding = found(reading, rule)
    assert finding is not None
    assert (finding.severity, finding.count) == ("error", 1)
    assert list(finding.cells["row"]) == [place + 2]
    assert finding.mend
    assert list(reading.rejected_rows["row"]) == [place + 2]
    assert place + 2 not in set(reading.observations["row"])
    assert len(reading.keys) == 47


def test_the_example_names_cell_and_value(men: pd.DataFrame, interpreted: Interpret) -> None:
    men.loc[0, "AÑO"] = "dos mil"
    finding = found(interpreted(men), "anio_invalido")
    assert finding is not None
    assert finding.example == "celda A2 («AÑO»): «dos mil»"
    assert finding.cells.to_numpy().tolist() == [["", 2, "AÑO", "A2", "dos mil", "El Banco, —"]]


def test_bad_cells_of_other_entities_are_not_ours_to_reject(men: pd.DataFrame, interpreted: Interpret) -> None:
    men.loc[at(men, OUTSIDE[0], 2019), "DESERCIÓN"] = "alto"
    reading = interpreted(men)
    assert reading.findings == []
    assert reading.outside_rows == 16


def test_a_repeated_key_keeps_the_first_row(men: pd.DataFrame, interpreted: Interpret) -> None:
    copy = men.loc[[at(men, "47555", 2019)]].assign(DESERCIÓN="9.99", REPROBACIÓN="0")
    reading = interpreted(pd.concat([men, copy], ignore_index=True))
    finding = found(reading, "clave_repetida")
    assert finding is not None
    assert (finding.count, finding.severity) == (1, "error")
    assert list(reading.rejected_rows["row"]) == [66]
    assert 9.99 not in set(reading.observations["value"])


def test_codes_are_the_same_with_or_without_their_leading_zero(men: pd.DataFrame) -> None:
    listed = pd.DataFrame({"code": ["08001"], "name": ["Barranquilla"]})
    rows = men["CÓDIGO_MUNICIPIO"].eq("8001")
    men.loc[rows & men["AÑO"].eq("2019"), "CÓDIGO_MUNICIPIO"] = "08001"
    reading = interpret(raw_file(men), "prueba.csv", listed)
    assert (reading.entity_rows, reading.findings) == (8, [])
    assert set(reading.keys["municipality_code"]) == {"08001"}


def test_coverages_above_100_are_accepted(men: pd.DataFrame, interpreted: Interpret) -> None:
    men["COBERTURA_BRUTA_PRIMARIA"] = [f"{178.24 + number % 3:.2f}" for number in range(len(men))]
    assert interpreted(men).findings == []


def test_a_sum_that_is_not_100_is_a_notice(men: pd.DataFrame, interpreted: Interpret) -> None:
    place = at(men, "47318", 2018)
    men.loc[place, "APROBACIÓN_PRIMARIA"] = f"{float(men.loc[place, 'APROBACIÓN_PRIMARIA']) - 0.2:.2f}"
    reading = interpreted(men)
    assert rules(reading) == ["suma_no_es_100"]
    finding = reading.findings[0]
    assert (finding.severity, finding.count, list(finding.cells["row"])) == ("aviso", 1, [place + 2])
    assert "= 99,8" in finding.example


def test_a_rate_of_a_row_that_stays_out_is_not_doubted_again(men: pd.DataFrame, interpreted: Interpret) -> None:
    place = at(men, "47318", 2018)
    men.loc[place, ["APROBACIÓN_PRIMARIA", "REPITENCIA", "COBERTURA_NETA"]] = ["134.5", "91", "alto"]
    assert rules(interpreted(men)) == ["fuera_de_rango", "numero_invalido"]


def test_a_sum_within_a_tenth_is_fine(men: pd.DataFrame, interpreted: Interpret) -> None:
    place = at(men, "47318", 2018)
    men.loc[place, "APROBACIÓN"] = f"{float(men.loc[place, 'APROBACIÓN']) + 0.1:.2f}"
    assert interpreted(men).findings == []


def test_the_known_copy_is_not_loaded_and_said(men: pd.DataFrame, interpreted: Interpret) -> None:
    men["APROBACIÓN_TRANSICIÓN"] = men["REPROBACIÓN_TRANSICIÓN"]
    reading = interpreted(men)
    assert rules(reading) == ["columna_repetida"]
    assert reading.findings[0].count == 64
    assert "en 64 de 64 filas; «APROBACIÓN_TRANSICIÓN» no se carga" in reading.findings[0].message
    codes = set(reading.observations["indicator_code"])
    assert "aprobacion_transicion" not in codes
    assert "reprobacion_transicion" in codes


def test_any_other_identical_column_is_said_and_loaded(men: pd.DataFrame, interpreted: Interpret) -> None:
    men["COBERTURA_NETA_MEDIA"] = men["COBERTURA_NETA_SECUNDARIA"]
    reading = interpreted(men)
    assert rules(reading) == ["columna_repetida"]
    assert "cobertura_neta_media" in set(reading.observations["indicator_code"])


def test_a_column_that_goes_empty_is_said_with_its_year(men: pd.DataFrame, interpreted: Interpret) -> None:
    men.loc[men["AÑO"].ge("2019"), "SEDES_CONECTADAS_A_INTERNET"] = ""
    reading = interpreted(men)
    assert rules(reading) == ["columna_vacia"]
    assert "«SEDES_CONECTADAS_A_INTERNET» (vacía desde 2019)" in reading.findings[0].message
    empty = reading.observations.query("indicator_code == 'sedes_conectadas_a_internet' and year >= 2019")
    assert len(empty) == 24
    assert empty["value"].isna().all()


def test_lost_zeros_are_proposed_and_wait(men: pd.DataFrame, interpreted: Interpret) -> None:
    place = at(men, "47318", 2021)
    men.loc[place, "POBLACIÓN_5_16"] = "5.62"
    reading = interpreted(men)
    assert rules(reading) == ["ceros_perdidos"]
    assert reading.findings[0].severity == "confirmar"
    (proposal,) = reading.proposals
    assert (proposal.raw, proposal.proposed, proposal.row) == ("5.62", 5620.0, place + 2)
    assert proposal.label == "Guamal, 2021, población de 5 a 16 años"
    assert "antes 5.600" in proposal.reason
    assert "después 5.640" in proposal.reason
    waiting = reading.observations[reading.observations["pending"].notna()]
    assert waiting[["pending", "value"]].to_numpy().tolist() == [[proposal.id, 5620.0]]
    assert reading.rejected_rows.empty


def test_the_same_bytes_give_the_same_proposals(men: pd.DataFrame, interpreted: Interpret) -> None:
    men.loc[at(men, "47318", 2021), "POBLACIÓN_5_16"] = "5.62"
    assert interpreted(men).proposals == interpreted(men).proposals


def test_a_count_that_lost_all_its_zeros_is_proposed_too(men: pd.DataFrame, interpreted: Interpret) -> None:
    men.loc[at(men, "47318", 2021), "POBLACIÓN_5_16"] = "6"
    (proposal,) = interpreted(men).proposals
    assert proposal.proposed == 6000.0


def test_a_decimal_count_that_no_reading_explains_is_an_error(men: pd.DataFrame, interpreted: Interpret) -> None:
    men.loc[at(men, "47318", 2021), "POBLACIÓN_5_16"] = "81.5"
    reading = interpreted(men)
    assert rules(reading) == ["cantidad_con_decimales"]
    assert reading.proposals == []
    assert len(reading.rejected_rows) == 1


def test_thousands_points_are_read_and_said(men: pd.DataFrame, interpreted: Interpret) -> None:
    men.loc[at(men, "47318", 2021), "POBLACIÓN_5_16"] = "5.621"
    reading = interpreted(men)
    assert rules(reading) == ["punto_de_miles"]
    assert 5621.0 in set(reading.observations["value"])


def test_a_rate_far_from_its_history_is_a_notice(men: pd.DataFrame, interpreted: Interpret) -> None:
    place = at(men, "47555", 2019)
    men.loc[place, "REPITENCIA"] = "34.1"
    reading = interpreted(men)
    assert rules(reading) == ["salto_historico"]
    assert "Plato, 2019, repitencia: 34,1; lo usual es 3," in reading.findings[0].example


def test_what_moved_everyone_that_year_is_not_a_jump(men: pd.DataFrame, interpreted: Interpret) -> None:
    men.loc[men["AÑO"].eq("2020"), "REPITENCIA"] = "34.1"
    assert interpreted(men).findings == []


def test_a_fraction_among_percents_is_proposed_as_percent(men: pd.DataFrame, interpreted: Interpret) -> None:
    men.loc[at(men, "47555", 2019), "COBERTURA_NETA"] = "0.9102"
    reading = interpreted(men)
    assert rules(reading) == ["fracciones_y_porcentajes"]
    assert [one.proposed for one in reading.proposals] == [91.02]


def test_a_whole_year_of_fractions_is_found_even_in_small_rates(men: pd.DataFrame, interpreted: Interpret) -> None:
    rows = men["AÑO"].eq("2022")
    men.loc[rows, "REPITENCIA"] = men.loc[rows, "REPITENCIA"].map(lambda text: f"{float(text) / 100:.4f}")
    reading = interpreted(men)
    assert rules(reading) == ["fracciones_y_porcentajes"]
    assert len(reading.proposals) == 6


def test_a_zero_alone_among_clear_figures_is_asked(men: pd.DataFrame, interpreted: Interpret) -> None:
    men["DESERCIÓN_MEDIA"] = [f"{4.1 + 0.01 * number:.2f}" for number in range(len(men))]
    men["REPROBACIÓN_MEDIA"] = [f"{6.2 + 0.01 * number:.2f}" for number in range(len(men))]
    men["APROBACIÓN_MEDIA"] = [f"{89.7 - 0.02 * number:.2f}" for number in range(len(men))]
    place = at(men, "47555", 2019)
    men.loc[place, "DESERCIÓN_MEDIA"] = "0"
    reading = interpreted(men)
    assert rules(reading) == ["cero_por_confirmar", "suma_no_es_100"]
    assert [(one.proposed, one.row) for one in reading.proposals] == [(0.0, place + 2)]


def test_a_missing_year_is_said(men: pd.DataFrame, interpreted: Interpret) -> None:
    reading = interpreted(men.drop(index=at(men, "47692", 2018)))
    assert rules(reading) == ["anio_faltante"]
    assert "San Sebastián de Buenavista 2018" in reading.findings[0].message


def test_a_name_under_the_wrong_code_is_said(men: pd.DataFrame, interpreted: Interpret) -> None:
    men.loc[at(men, "47692", 2018), "MUNICIPIO"] = "Aracataca"
    reading = interpreted(men)
    assert rules(reading) == ["nombre_y_codigo"]


def test_variants_of_a_name_are_the_same_name(men: pd.DataFrame, interpreted: Interpret) -> None:
    men.loc[men["CÓDIGO_MUNICIPIO"].eq("47692"), "MUNICIPIO"] = "SAN SEBASTIAN DE BUENAVISTA "
    assert interpreted(men).findings == []


def test_point_and_comma_in_one_file_are_said(men: pd.DataFrame, interpreted: Interpret) -> None:
    place = at(men, "47692", 2018)
    men.loc[place, "REPITENCIA"] = men.loc[place, "REPITENCIA"].replace(".", ",")
    reading = interpreted(men)
    assert rules(reading) == ["separadores_en_conflicto"]
    assert reading.findings[0].count == 1
    assert list(reading.findings[0].cells["row"]) == [place + 2]


def test_a_doubtful_rate_is_asked_only_when_nothing_settles_its_separator(
    men: pd.DataFrame, interpreted: Interpret
) -> None:
    place = at(men, "47692", 2018)
    men.loc[place, "REPITENCIA"] = "3.125"
    assert interpreted(men).findings == []
    men.loc[at(men, "47692", 2019), "REPITENCIA"] = "3,1"
    reading = interpreted(men)
    assert rules(reading) == ["separador_ambiguo", "separadores_en_conflicto"]
    assert [one.proposed for one in reading.proposals] == [3.125]


def test_uneven_records_stay_out(men: pd.DataFrame, interpreted: Interpret) -> None:
    reading = interpreted(men, uneven=((4, 3, ""), (5, 1, ";")))
    assert rules(reading) == ["fila_columnas", "separador_distinto"]
    assert list(reading.rejected_rows["row"]) == [4, 5]
