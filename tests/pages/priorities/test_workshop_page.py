"""The page Priorización: opportunities, factors, each voter's scores, the order, the objective of each factor."""

from datetime import UTC, datetime

import pytest

from data.records import ballots, plan_elements, plan_frames, plans, priorities, voting
from pages.components.sheets import memory as memories
from procedure.edits import Change, New
from procedure.roles import Role
from tests import scoring

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

    def mine(self, actor):
        return ballots.read(self.database, actor, YEAR).mine

    def open(self):
        return scoring.opened(self.database, self.actor, YEAR)

    def close(self):
        return scoring.closed(self.database, self.actor, YEAR)

    def decide(self, *given):
        return scoring.decided(self.database, YEAR, *given)


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


def html(test):
    return " ".join(str(one.proto.body) for one in test.get("html"))


def texts(test):
    kinds = ("subheader", "markdown", "caption", "text", "info", "warning", "error", "success")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(test, kind))


def test_empty_it_teaches_step_by_step(open_page, analyst):
    test = open_page(analyst, PAGE)
    assert "Escriba la primera oportunidad de mejora" in texts(test)
    assert "Primero escriba oportunidades" in texts(step(test, "calificar"))
    assert "Cuando se cierre una ronda" in texts(step(test, "resultado"))


def test_an_opportunity_is_kept_with_its_component_and_its_evidence(open_page, sqlite_database, analyst):
    test = open_page(analyst, PAGE)
    row = {"text": "Bajan los puntajes", "component_code": "Gestión académica", "evidence": "Cobertura neta"}
    tell(test, "oportunidades", added=[row])
    stored = priorities.frames(sqlite_database, "47", YEAR).opportunities.iloc[0]
    assert stored["component_code"] == "gestion_academica"
    assert stored["evidence"] == {"indicator": "cobertura_neta", "slice": "total"}
    assert "Cobertura neta, total: sin cifras cargadas" in html(test)
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
    workshop.open()
    test = step(open_page(analyst, PAGE), "calificar")
    assert "con tendencia a agravarse" in test.get("html")[0].proto.body
    tell(test, "ronda-1", {0: {"trend": "5", "urgency": "4"}})
    assert workshop.mine(analyst).empty
    tell(test, "ronda-1", {0: {"trend": "5", "urgency": "4", "impact": "3"}})
    assert workshop.mine(analyst)[["trend", "urgency", "impact"]].values.tolist() == [[5, 4, 3]]
    tell(test, "ronda-1", {0: {"trend": "5", "urgency": "4", "impact": "2"}})
    assert workshop.mine(analyst)["impact"].tolist() == [2]
    assert "Ha calificado 1 de 2 factores" in texts(test)


@pytest.mark.parametrize("wrong", ["7", "0", "2,5", "alta", "3.0.1"])
def test_a_refused_score_names_the_cell_and_the_rule_and_the_others_are_saved(open_page, workshop, analyst, wrong):
    workshop.open()
    test = step(open_page(analyst, PAGE), "calificar")
    good = {"trend": "1", "urgency": "2", "impact": "3"}
    tell(test, "ronda-1", {0: {"trend": "5", "urgency": wrong, "impact": "3"}, 1: good})
    assert workshop.mine(analyst)["factor_id"].tolist() == [workshop.second]
    shown = texts(test)
    assert "Vías en mal estado" in shown and f"Urgencia: «{wrong}» no sirve".replace(".", "\\.") in shown
    assert "de 1 \\(poco urgente\\) a 5 \\(muy urgente\\)" in shown


def test_the_order_is_the_mean_of_the_voters_and_a_full_tie_asks_for_a_note(open_page, workshop, analyst, leader):
    same = [(actor, workshop.first, 4, 4, 4) for actor in (analyst, leader)]
    workshop.decide(*same, (analyst, workshop.second, 3, 4, 5), (leader, workshop.second, 5, 4, 3))
    test = step(open_page(analyst, PAGE), "resultado")
    assert "Empates por decidir" in texts(test)
    next(one for one in test.text_input if "Vías" in one.label).set_value("Va primero: alcanza a más estudiantes")
    ran(test)
    notes = workshop.frames.factors.set_index("id")["tie_note"]
    assert notes[workshop.first] == "Va primero: alcanza a más estudiantes"


def test_a_factor_is_tied_to_an_objective_or_makes_one_in_one_click(open_page, workshop, analyst):
    workshop.decide((analyst, workshop.first, 5, 5, 5))
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
    workshop.decide((analyst, workshop.first, 5, 5, 5))
    test = open_page(committee, PAGE)
    assert not [one for one in test.button if "Crear" in one.label] and not test.multiselect
    step(test, "factores")
    assert "hojas" in test.session_state and not test.session_state["hojas"].by_name
    assert "Su rol consulta la priorización" in texts(step(test, "calificar"))


def click(test, label):
    next(one for one in test.button if one.label == label).click()
    return ran(test)


def test_the_leader_opens_and_closes_and_everybody_else_only_hears_of_it(open_page, workshop, analyst, leader):
    test = step(open_page(analyst, PAGE), "calificar")
    assert "no se ha abierto" in texts(test) and not [one for one in test.button if "Abrir" in one.label]
    test = click(step(open_page(leader, PAGE), "calificar"), "Abrir la calificación")
    assert "Han calificado 0 de 2 personas que califican" in texts(test)
    voting.score(workshop.database, analyst, workshop.first, 5, 5, 5)
    assert "Han calificado 1 de 2 personas que califican; 0 con todos" in texts(ran(test))
    next(one for one in test.text_area if "Nota de la ronda" in one.label).set_value("En sesión del equipo")
    click(test, "Cerrarla y ver el resultado")
    assert "Ronda 1 cerrada" in texts(test) and "En sesión del equipo" in texts(test)
    assert workshop.frames.scores["trend"].tolist() == [5]


def test_while_the_round_is_open_nothing_of_the_others_is_on_the_screen(open_page, workshop, analyst, leader):
    workshop.open()
    voting.score(workshop.database, leader, workshop.first, 5, 4, 3)
    test = open_page(analyst, PAGE)
    assert test.session_state["prioridades-paso"] == "calificar"
    sheet = test.session_state["hojas"].by_name[f"prioridades:{YEAR}:ronda-1"]
    assert sheet.base[["trend", "urgency", "impact"]].to_numpy().tolist() == [["", "", ""]] * 2
    assert leader.name not in texts(test)
    assert "Cuando se cierre una ronda" in texts(step(test, "resultado"))


def test_what_was_typed_when_the_round_closed_is_shown_and_does_not_count(open_page, workshop, analyst):
    workshop.open()
    test = step(open_page(analyst, PAGE), "calificar")
    tell(test, "ronda-1", {1: {"trend": "1", "urgency": "1", "impact": "1"}})
    workshop.close()
    tell(test, "ronda-1", {0: {"trend": "5", "urgency": "4", "impact": "3"}})
    shown = texts(test)
    assert "La ronda 1 se cerró y ya no recibe calificaciones" in shown
    assert "Vías en mal estado: 5 · 4 · 3" in shown
    assert workshop.frames.scores["factor_id"].tolist() == [workshop.second]


def test_a_second_round_shows_what_i_gave_before_and_starts_blank(open_page, workshop, analyst):
    workshop.decide((analyst, workshop.first, 5, 4, 3))
    workshop.open()
    test = step(open_page(analyst, PAGE), "calificar")
    base = test.session_state["hojas"].by_name[f"prioridades:{YEAR}:ronda-2"].base
    assert base[["earlier", "trend"]].to_numpy().tolist() == [["5 · 4 · 3", ""], ["", ""]]


def test_the_record_and_the_report_are_offered_in_word_and_in_excel_once_a_round_is_closed(
    open_page, workshop, analyst, committee
):
    workshop.open()
    test = step(open_page(committee, PAGE), "resultado")
    assert not test.get("download_button")
    voting.score(workshop.database, analyst, workshop.first, 5, 5, 5)
    workshop.close()
    ran(test)
    offered = [one.proto.label for one in test.get("download_button")]
    for title in ("Valoración de componentes del PAM", "Reporte de priorización"):
        assert f"{title} (DOCX)" in offered and f"{title} (XLSX)" in offered


EVIDENCE = {
    "indicator": "desercion",
    "slice": "rural",
    "year": 2025,
    "value": 5.6,
    "statistic": "tasa ponderada de 28 municipios",
    "trend": {"slope": 0.4, "worsening": 7.0, "first_year": 2021, "last_year": 2025},
    "gap": {"value": 2.4, "reference": 3.2, "against": "urbana"},
    "distance": 42.9,
    "enrolment": {"touched": 375, "total": 1000, "share": 37.5, "of": "matricula", "year": 2025},
    "versions": ["v"],
}


def test_a_suggestion_is_shown_as_such_and_counts_only_when_it_is_taken(open_page, workshop, analyst):
    workshop.apply("opportunities", Change(workshop.opportunity, 1, {"evidence": EVIDENCE}))
    workshop.open()
    test = step(open_page(analyst, PAGE), "calificar")
    shown = html(test)
    assert "Sugerencias (no cuentan)" in shown and "4 · 4 · 4" in shown
    assert "empeora 0,40\u00a0p.\u00a0p. por año desde 2021; 2,4\u00a0p.\u00a0p. por encima de la zona urbana" in shown
    assert "toca al 37,5\u00a0% de la matrícula" in shown
    assert workshop.mine(analyst).empty
    next(one for one in test.multiselect if "Usar la sugerencia" in one.label).set_value([workshop.second])
    ran(test)
    click(test, "Calificar así")
    found = workshop.mine(analyst)
    assert found[["factor_id", "trend", "urgency", "impact"]].values.tolist() == [[workshop.second, 4, 4, 4]]
    base = test.session_state["hojas"].by_name[f"prioridades:{YEAR}:ronda-1"].base
    assert base["trend"].tolist() == ["", "4"]


def test_once_closed_and_for_whoever_consults_a_suggestion_is_only_read(open_page, workshop, analyst, committee):
    workshop.apply("opportunities", Change(workshop.opportunity, 1, {"evidence": EVIDENCE}))
    workshop.decide((analyst, workshop.first, 1, 1, 1))
    for actor in (analyst, committee):
        test = step(open_page(actor, PAGE), "calificar")
        assert "Sugerencias (no cuentan)" in html(test) and not test.multiselect
    assert workshop.frames.scores["trend"].tolist() == [1]


def test_the_slice_of_an_evidence_is_changed_with_its_figures(open_page, workshop, analyst):
    workshop.apply("opportunities", Change(workshop.opportunity, 1, {"evidence": EVIDENCE}))
    test = step(open_page(analyst, PAGE), "factores")
    assert "Los datos cambiaron después" in html(test)
    click(test, "Adjuntar")
    assert workshop.frames.opportunities["evidence"].tolist() == [{"indicator": "desercion", "slice": "rural"}]


def test_the_discussion_of_a_factor_is_noted_beside_its_spread(open_page, workshop, analyst, leader, committee):
    workshop.decide((analyst, workshop.first, 5, 5, 5), (leader, workshop.first, 2, 5, 5))
    test = step(open_page(analyst, PAGE), "resultado")
    sheet = test.session_state["hojas"].by_name[f"prioridades:{YEAR}:discusion"]
    assert sheet.base[["text", "spread"]].values.tolist() == [["Vías en mal estado", "3"]]
    tell(test, "discusion", {0: {"discussion": "La vía se reparó en enero"}})
    assert workshop.frames.factors["discussion"].tolist() == ["La vía se reparó en enero", ""]
    other = step(open_page(committee, PAGE), "resultado")
    assert "La vía se reparó en enero" in html(other)


def test_how_firm_the_order_is_and_what_other_weights_would_do(open_page, workshop, analyst, leader):
    workshop.decide(
        (analyst, workshop.first, 5, 2, 2), (leader, workshop.first, 5, 3, 2), (analyst, workshop.second, 1, 4, 5),
        (leader, workshop.second, 2, 4, 4),
    )  # fmt: skip
    test = step(open_page(analyst, PAGE), "resultado")
    assert "Los 1 primeros" not in texts(test)
    assert "El primero cambia si tendencia vale el doble" in texts(test)
    next(one for one in test.slider if "tendencia" in one.label).set_value(5)
    ran(test)
    assert "El orden con esos pesos (solo para comparar)" in html(test) and "sube 1" in html(test)
    assert workshop.frames.scores["trend"].tolist() == [5, 5, 1, 2]


def test_every_round_stays_in_the_history_with_who_gave_what(open_page, workshop, analyst, leader, committee):
    workshop.decide((analyst, workshop.first, 1, 1, 1), (leader, workshop.second, 5, 5, 5))
    workshop.decide((analyst, workshop.first, 5, 4, 3))
    shown = html(step(open_page(committee, PAGE), "resultado"))
    assert "Puesto de cada factor en cada ronda" in shown
    assert "Ronda 2, quién dio qué" in shown and "5 · 4 · 3" in shown
    assert "Sin calificar en esa ronda: «Rutas insuficientes»" in texts(open_page(committee, PAGE))


def test_the_ranking_becomes_objectives_in_one_click_and_comes_back_in_another(open_page, workshop, analyst):
    workshop.decide((analyst, workshop.first, 5, 5, 5), (analyst, workshop.second, 4, 4, 4))
    plan_id = plans.create(workshop.database, analyst, YEAR, "Plan")["id"]
    test = step(open_page(analyst, PAGE), "resultado")
    click(test, "Convertir 2 factores en objetivos")
    frames = plan_frames.frames(workshop.database, "47", plan_id)
    assert frames.objectives["text"].tolist() == ["Superar: La deserción rural duplica la urbana"]
    assert frames.objectives["factor_ids"].tolist() == [sorted([workshop.first, workshop.second])]
    assert "1 objetivo creado y asociado a sus factores; 1 componente agregado al plan" in texts(test)
    click(test, "Deshacer")
    assert workshop.frames.factor_objectives.empty
    assert "se retiraron del plan" in texts(test)
    assert not [one for one in test.button if one.label == "Deshacer"]


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ANALYST, Role.LEADER)])
def test_the_other_roles_only_consult(open_page, workshop, analyst, enrol, role):
    workshop.decide((analyst, workshop.first, 5, 5, 5))
    plans.create(workshop.database, analyst, YEAR, "Plan")
    test = open_page(enrol(role), PAGE)
    for name in ("factores", "calificar", "resultado"):
        step(test, name)
        labels = [one.label for one in test.button]
        assert not [one for one in labels if one.startswith(("Abrir", "Cerrar", "Convertir", "Adjuntar", "Calificar"))]
    assert not test.session_state["hojas"].by_name
    assert len(test.get("download_button")) >= 4
