"""Each rule with a plan that meets it and plans that do not: what it says, of which element, and nothing more."""

from datetime import date

import pandas as pd
import pytest

from procedure.conformity.review import blocking, inside, review
from procedure.conformity.rules import BY_CODE, RULES
from procedure.elements import ELEMENTS
from tests.procedure.conformity.small_plan import bundle, row, tables

GONE = "GONE"
# rule, table, row, what changes in it (GONE retires it), where it is found, what it says there
BROKEN = [
    ("C01", "factors", "f1", GONE, "op1", "No tiene ningún factor."),
    ("C02", "objectives", "o1", {"factor_ids": []}, "f1", "Ningún objetivo del plan le responde."),
    ("C03", "goals", "g1", GONE, "o1", "No tiene ninguna meta."),
    ("C04", "indicators", "i1", {"nature": "proceso"}, "g1", "No tiene un indicador de resultado que la mida."),
    ("C05", "indicators", "i2", GONE, "o1", "Ninguna de sus metas tiene un indicador de proceso."),
    ("C06", "actions", "a1", {"objective_ids": []}, "a1", "No está asociada a ningún objetivo."),
    ("C06", "actions", "a1", {"component_id": None}, "a1", "No está en ningún componente."),
    ("C07", "objectives", "o1", {"factor_ids": []}, "o1", "No responde a ningún factor priorizado."),
    ("C08", "objectives", "o1", {"alignment": " "}, "o1", "No dice a qué del plan sectorial o del PDD aporta."),
    ("C09", "components", "c1", {"weight": 99.5}, "", "Los pesos de los componentes suman 99,5, no 100."),
    ("C09", "objectives", "o1", {"weight": 90.0}, "c1", "Los pesos de sus objetivos suman 90, no 100."),
    ("C09", "goals", "g1", {"weight": 110.0}, "o1", "Los pesos de sus metas suman 110, no 100."),
    ("C09", "indicators", "i2", {"weight": 39.99}, "g1", "Los pesos de sus indicadores suman 99,99, no 100."),
    ("C10", "indicators", "i1", {"formula": ""}, "i1", "A su hoja de vida le falta: Fórmula."),
    ("C10", "indicator_slices", "s1", {"target": None}, "i1", "A su hoja de vida le falta: Meta (Total)."),
    ("C10", "indicator_variables", "v3", GONE, "i2", "A su hoja de vida le falta: Variables de la fórmula."),
    ("C11", "indicators", "i1", {"unit": "puntos"}, "i1", "Se mide en «puntos» y su meta está en «%»."),
    ("C12", "indicators", "i1", {"sense": "aumento"}, "i1", None),
    ("C13", "indicator_slices", "s1", {"baseline": None}, "i1", "Falta: Línea de base (Total)."),
    ("C13", "indicator_slices", "s1", {"baseline_year": None}, "i1", "Falta: Año de la línea de base (Total)."),
    ("C13", "indicator_slices", "s1", {"baseline_source": ""}, "i1", "Falta: Fuente de la línea de base (Total)."),
    ("C14", "goal_slices", "gs3", {"target": None}, "g1", "No declara: Rural."),
    ("C14", "goal_slices", "gs2", GONE, "g1", "No declara: Urbana."),
    ("C14", "goal_slices", "gs4", {"not_applicable_reason": ""}, "g1", "No declara: Inclusión."),
    ("C14", "indicator_slices", "s3", {"not_applicable_reason": ""}, "i2", "No dice por qué no aplica: Rural."),
    ("C15", "indicator_slices", "s1", {"t4": 3.5}, "i1", "Total llega a 3,5 y la meta es 3."),
    ("C15", "indicator_slices", "s1", {"t4": None}, "i1", "Total no está programada a T4."),
    (
        "C16",
        "indicator_slices",
        "s2",
        {"t2": 5.0},
        "i2",
        "Es una suma y lo programado baja de un corte al siguiente en: Total.",
    ),
    ("C17", "actions", "a1", {"start_date": None}, "a1", "No tiene inicio."),
    (
        "C17",
        "actions",
        "a1",
        {"start_date": date(2025, 12, 1)},
        "a1",
        "Empieza el 01/12/2025, fuera de la vigencia 2026.",
    ),
    (
        "C17",
        "actions",
        "a1",
        {"start_date": date(2026, 12, 1)},
        "a1",
        "Termina (30/11/2026) antes de empezar (01/12/2026).",
    ),
    (
        "C17",
        "goals",
        "g1",
        {"due_date": date(2026, 6, 30)},
        "a1",
        "Termina el 30/11/2026, después de la fecha límite de su meta (30/06/2026).",
    ),
    ("C18", "objectives", "o1", {"responsible_id": None}, "o1", "No tiene responsable."),
    ("C18", "actions", "a1", {"responsible_id": "u9"}, "a1", "La cuenta de su responsable ya no está activa."),
    ("C19", "actions", "a1", {"cost": 1_000}, "a1", "Cuesta $ 1.000 y sus fuentes suman $ 100."),
    ("C19", "actions", "a1", {"cost": None}, "a1", "No tiene costo; si no cuesta dinero, escriba 0."),
    ("C19", "action_resources", "ar2", {"men_percentage": None}, "ar2", "Viene del MEN y no dice qué porcentaje."),
    ("C19", "action_resources", "ar2", {"men_project": ""}, "ar2", "Viene del MEN y no nombra el proyecto."),
    (
        "C19",
        "action_resources",
        "ar2",
        {"men_percentage": 101.0},
        "ar2",
        "El porcentaje del MEN es 101: debe estar entre 0 y 100.",
    ),
    ("C20", "poai_lines", "p1", {"ceiling": 69}, "p1", "Se le cargan $ 70 y su tope es $ 69."),
    ("C20", "poai_lines", "p1", {"source": "entidad"}, "ar1", "Su línea del POAI es de otra fuente."),
    ("C20", "action_resources", "ar1", {"poai_line_id": None}, "ar1", "$ 70 sin línea del POAI."),
    ("C21", "goals", "g1", {"unit": "", "due_date": None}, "g1", "Le falta la unidad y la fecha límite."),
    ("C22", "indicators", "i2", {"code": "i1"}, "i2", "Repite el mismo código: «i1»."),
    ("C23", "strategies", "e1", GONE, "", None),
    ("C23", "strategy_team", "t1", GONE, "", "A la estrategia de seguimiento le falta: el equipo responsable."),
    ("C26", "objective_risks", "r1", {"control": ""}, "r1", "No tiene control."),
]
AROUND = [
    ("C24", {"acta": ""}, "La viabilidad no tiene acta."),
    (
        "C24",
        {"viabilities": [{"aspect": "tecnica", "is_viable": True}, {"aspect": "financiera", "is_viable": False}]},
        "El Comité Directivo no ha declarado la viabilidad financiera y administrativa.",
    ),
]


def changed(table, row_id, change):
    rows = tables()
    if change is GONE:
        rows[table] = [one for one in rows[table] if one["id"] != row_id]
    else:
        [one] = [one for one in rows[table] if one["id"] == row_id]
        one.update(change)
    return rows


def test_there_are_the_twenty_six_rules_of_the_procedure_in_their_order():
    assert [rule.code for rule in RULES] == [f"C{number:02}" for number in range(1, 27)]
    assert all(rule.title and rule.mend.endswith(".") for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_plan_that_meets_the_rule_has_no_finding(rule):
    assert review(bundle(), [rule]) == []


@pytest.mark.parametrize(("code", "table", "row_id", "change", "place", "text"), BROKEN)
def test_a_plan_that_does_not_meet_the_rule_says_where_and_what(code, table, row_id, change, place, text):
    found = review(bundle(changed(table, row_id, change)), [BY_CODE[code]])
    assert [one.row_id for one in found] == [place]
    assert text is None or found[0].text == text
    assert found[0].blocks is BY_CODE[code].blocks


@pytest.mark.parametrize(("code", "around", "text"), AROUND)
def test_the_viability_that_lacks_is_told(code, around, text):
    assert [one.text for one in review(bundle(**around), [BY_CODE[code]])] == [text]


def test_every_rule_has_a_plan_that_does_not_meet_it():
    tried = {code for code, *_ in BROKEN} | {code for code, *_ in AROUND} | {"C25"}
    assert tried == set(BY_CODE)


def test_much_rural_enrolment_without_a_rural_goal_is_a_warning():
    rows = changed("goal_slices", "gs3", {"target": None})
    [found] = review(bundle(rows), [BY_CODE["C25"]])
    assert not found.blocks
    assert found.text == "El 45 % de la matrícula es rural y ninguna meta tiene valor rural."
    for share in (19.9, None):
        assert review(bundle(rows, rural_share=share), [BY_CODE["C25"]]) == []


def test_only_three_rules_warn_and_the_rest_block():
    assert [rule.code for rule in RULES if not rule.blocks] == ["C05", "C22", "C25"]


def test_the_baseline_and_the_schedule_that_lack_are_told_once():
    rows = changed("indicator_slices", "s1", {"baseline": None, "t4": None})
    assert [one.rule for one in review(bundle(rows))] == ["C13", "C15"]


def test_a_baseline_by_its_date_is_enough():
    rows = changed("indicator_slices", "s1", {"baseline": None, "baseline_due": date(2026, 3, 31)})
    assert review(bundle(rows)) == []


def test_a_flow_reaches_its_target_by_the_sum_of_its_trimesters():
    rows = changed("indicators", "i2", {"accumulation": "flujo"})
    rows["indicator_slices"][1].update(t1=10.0, t2=5.0, t3=15.0, t4=10.0)
    assert review(bundle(rows)) == []
    rows["indicator_slices"][1].update(t4=9.0)
    assert [one.text for one in review(bundle(rows))] == ["Total llega a 39 y la meta es 40."]


def test_an_action_with_its_own_goal_ends_before_that_one():
    rows = tables()
    early = row("goals", "g2", objective_id="o1", text="Otra", unit="%", due_date=date(2026, 3, 1), weight=0.0)
    rows["goals"].append(early)
    assert review(bundle(rows), [BY_CODE["C17"]]) == []
    rows["actions"][0]["goal_id"] = "g2"
    assert [one.rule for one in review(bundle(rows), [BY_CODE["C17"]])] == ["C17"]


def test_a_finding_says_its_place_its_mend_and_its_component():
    [found] = review(bundle(changed("indicators", "i1", {"limits": ""})))
    assert found.place == "Indicador «I1 · Deserción intra-anual»"
    assert found.mend == "Complete en la hoja de vida lo que falta."
    assert (found.page, found.component_id) == ("hojas-de-vida", "c1")
    [money] = review(bundle(changed("action_resources", "ar2", {"men_project": ""})))
    assert money.place == "Recurso «Contratar rutas · Ministerio de Educación Nacional»"
    assert money.component_id == "c1"


def test_of_a_component_are_its_findings_and_those_of_the_whole_plan():
    rows = changed("objective_risks", "r1", {"control": ""})
    found = review(bundle(rows, acta=""))
    assert [one.rule for one in inside(found, "c1")] == ["C24", "C26"]
    assert [one.rule for one in inside(found, "other")] == ["C24"]
    assert blocking(found) == found


def test_rows_of_a_frame_are_judged_as_those_typed():
    """A frame says NaN and NaT where a row says None."""
    rows = {name: _through_a_frame(name, own) for name, own in tables().items()}
    assert review(bundle(rows)) == []
    rows["actions"][0].update(start_date=pd.NaT, cost=float("nan"), responsible_id=float("nan"))
    assert [one.rule for one in review(bundle(rows))] == ["C17", "C18", "C19"]


def _through_a_frame(table, rows):
    dates = [field.name for field in ELEMENTS[table].fields if field.kind == "date"]
    frame = pd.DataFrame(rows)
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in dates}).to_dict("records")


def test_an_empty_plan_breaks_nothing_and_lacks_what_it_lacks():
    found = review(bundle({}, viabilities=[], acta="", prioritized=frozenset()))
    assert [one.rule for one in found] == ["C23", "C24", "C24", "C25"]
