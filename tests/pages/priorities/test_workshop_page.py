"""The page Priorización: opportunities, factors, each voter's scores, the order, the objective of each factor."""

from datetime import UTC, datetime

import pytest

from data.records import plan_elements, plan_frames, plans, priorities
from pages.components.sheets import memory as memories
from procedure.edits import New

PAGE = "priorities/workshop.py"
YEAR = datetime.now(UTC).year


class Workshop:
    def __init__(self, database, actor):
        self.database, self.actor = database, actor
        opportunity = New({"text": "La deserción rural duplica la urbana", "component_code": "permanencia"})
        [self.opportunity] = self.apply("opportunities", opportunity)
        self.first, self.second = self.apply(
            "factors",
            New({"opportunity_id": self.opportunity, "text": "Vías en mal estado", "origin": "externo"}),
            New({"opportunity_id": self.opportunity, "text": "Rutas insuficientes", "origin": "interno"}),
        )

    def apply(self, table, *edits):
        return priorities.apply_edits(self.database, self.actor, YEAR, table, list(edits)).saved

    @property
    def frames(self):
        return priorities.frames(self.database, self.actor.entity_id, YEAR)

    def score(self, actor, factor, *values):
        priorities.score(self.database, actor, factor, *values)


@pytest.fixture
def workshop(sqlite_database, analyst):
    return Workshop(sqlite_database, analyst)


def ran(test):
    test.run()
    assert not test.exception, test.exception
    return test


def step(test, name):
    test.session_state["prioridades-paso"] = name
    return ran(test)


def tell(test, kind, edited=None, added=(), deleted=()):
    memory = test.session_state["hojas"]
    sheet = memory.by_name[f"prioridades:{YEAR}:{kind}"]
    state = {"edited_rows": edited or {}, "added_rows": list(added), "deleted_rows": list(deleted)}
    memories.write_down(memory.user_id, sheet, state)
    return ran(test)


def texts(test):
    kinds = ("subheader", "markdown", "caption", "text", "info", "warning", "error", "success")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(test, kind))


def test_empty_it_teaches_step_by_step(open_page, analyst):
    test = open_page(analyst, PAGE)
    assert "Escriba la primera oportunidad de mejora" in texts(test)
    assert "Primero escriba oportunidades" in texts(step(test, "calificar"))
    assert "Cuando haya factores calificados" in texts(step(test, "resultado"))


def test_an_opportunity_is_kept_with_its_component_and_its_evidence(open_page, sqlite_database, analyst):
    test = open_page(analyst, PAGE)
    row = {"text": "Bajan los puntajes", "component_code": "Gestión académica", "evidence": "Cobertura neta"}
    tell(test, "oportunidades", added=[row])
    stored = priorities.frames(sqlite_database, "47", YEAR).opportunities.iloc[0]
    assert (stored["component_code"], stored["evidence"]) == ("gestion_academica", {"indicator": "cobertura_neta"})
    assert "Falta al menos un factor en: «Bajan los puntajes»" in texts(test)


def test_a_factor_is_internal_or_external_and_hangs_from_its_opportunity(open_page, workshop, analyst):
    test = step(open_page(analyst, PAGE), "factores")
    row = {"opportunity_id": "La deserción rural duplica la urbana", "text": "Pobreza", "origin": "Externo"}
    tell(test, "factores", added=[row])
    assert workshop.frames.factors["origin"].tolist() == ["externo", "interno", "externo"]
    tell(test, "factores", added=[row], deleted=[0])
    assert workshop.frames.factors["text"].tolist() == ["Rutas insuficientes", "Pobreza"]


def test_factors_and_opportunities_can_be_put_in_another_order(open_page, workshop, analyst):
    test = step(open_page(analyst, PAGE), "factores")
    next(one for one in test.selectbox if one.label == "Mover el factor").set_value(workshop.second)
    ran(test)
    next(one for one in test.button if one.key == "orden-factors-sube").click()
    ran(test)
    assert workshop.frames.factors["id"].tolist() == [workshop.second, workshop.first]


def test_my_scores_are_saved_when_the_three_are_there(open_page, workshop, analyst):
    test = step(open_page(analyst, PAGE), "calificar")
    assert "con tendencia a agravarse" in test.get("html")[0].proto.body
    tell(test, "calificacion", {0: {"trend": "5", "urgency": "4"}})
    assert workshop.frames.scores.empty
    tell(test, "calificacion", {0: {"trend": "5", "urgency": "4", "impact": "3"}})
    assert workshop.frames.scores[["trend", "urgency", "impact"]].values.tolist() == [[5, 4, 3]]
    tell(test, "calificacion", {0: {"trend": "5", "urgency": "4", "impact": "2"}})
    assert workshop.frames.scores["impact"].tolist() == [2]


@pytest.mark.parametrize("wrong", ["7", "0", "2,5", "alta", "3.0.1"])
def test_a_refused_score_names_the_cell_and_the_rule_and_the_others_are_saved(open_page, workshop, analyst, wrong):
    test = step(open_page(analyst, PAGE), "calificar")
    good = {"trend": "1", "urgency": "2", "impact": "3"}
    tell(test, "calificacion", {0: {"trend": "5", "urgency": wrong, "impact": "3"}, 1: good})
    assert workshop.frames.scores["factor_id"].tolist() == [workshop.second]
    shown = texts(test)
    assert "Vías en mal estado" in shown and f"Urgencia: «{wrong}» no sirve".replace(".", "\\.") in shown
    assert "de 1 \\(poco urgente\\) a 5 \\(muy urgente\\)" in shown


def test_the_order_is_the_mean_of_the_voters_and_a_full_tie_asks_for_a_note(open_page, workshop, analyst, leader):
    for actor in (analyst, leader):
        workshop.score(actor, workshop.first, 4, 4, 4)
    workshop.score(analyst, workshop.second, 3, 4, 5)
    workshop.score(leader, workshop.second, 5, 4, 3)
    test = step(open_page(analyst, PAGE), "resultado")
    assert "Empates por decidir" in texts(test)
    next(one for one in test.text_input if "Vías" in one.label).set_value("Va primero: alcanza a más estudiantes")
    ran(test)
    notes = workshop.frames.factors.set_index("id")["tie_note"]
    assert notes[workshop.first] == "Va primero: alcanza a más estudiantes"


def test_a_factor_is_tied_to_an_objective_or_makes_one_in_one_click(open_page, workshop, analyst):
    workshop.score(analyst, workshop.first, 5, 5, 5)
    test = step(open_page(analyst, PAGE), "resultado")
    assert f"Todavía no hay plan de {YEAR}" in texts(test)
    plan_id = plans.create(workshop.database, analyst, YEAR, "Plan")["id"]
    for code, name in (("tic", "TIC"), ("permanencia", "Permanencia")):
        plan_elements.add(workshop.database, analyst, plan_id, "components", {"code": code, "name": name})
    ran(test)
    assert "1 factor priorizado de 1 sin objetivo" in texts(test)
    next(one for one in test.button if one.label == "Crear y asociar").click()
    ran(test)
    frames = plan_frames.frames(workshop.database, "47", plan_id)
    [objective] = frames.objectives.to_dict("records")
    assert objective["factor_ids"] == [workshop.first]
    assert frames.components.set_index("id")["code"][objective["component_id"]] == "permanencia"
    assert "responden a un objetivo" in texts(test)
    next(one for one in test.multiselect if "Vías" in one.label).set_value([])
    ran(test)
    assert workshop.frames.factor_objectives.empty


def test_whoever_only_consults_sees_the_order_and_edits_nothing(open_page, workshop, analyst, committee):
    workshop.score(analyst, workshop.first, 5, 5, 5)
    test = open_page(committee, PAGE)
    assert not [one for one in test.button if "Crear" in one.label] and not test.multiselect
    step(test, "factores")
    assert "hojas" in test.session_state and not test.session_state["hojas"].by_name
    assert "Su rol consulta la priorización" in texts(step(test, "calificar"))
