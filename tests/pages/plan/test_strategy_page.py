"""The page Estrategia de seguimiento: its six elements in place, what is asked of whom, the calendar, each role."""

from datetime import date

import pytest

from pages.components.sheets import memory as memories
from pages.components.strategy import asked, calendar
from procedure.follow_up_calendar import HAND_IN, MEETING, Event
from procedure.roles import Role
from tests.pages.plan.conftest import YEAR, ran, texts

PAGE = "plan/strategy.py"


@pytest.fixture
def strategy(plan, responsible):
    """An indicator of a responsible, a team, an instrument and a space."""
    plan.change("indicators", plan.indicator, code="PE-01", responsible_id=responsible.user_id, reporting_day=10)
    plan.change("actions", plan.action, start_date=f"{YEAR}-01-01", end_date=f"{YEAR}-12-31")
    plan.add("strategy_team", name="Equipo de Calidad", duties=["recoger", "consolidar", "analizar", "presentar"])
    plan.add("strategy_instruments", name="Reporte del sistema", periodicity="trimestral")
    space = {"purpose": "ambas", "periodicity": "trimestral", "first_date": f"{YEAR}-04-20"}
    plan.add("strategy_spaces", name="Comité Directivo", **space)
    return plan


def html(test):
    return "\n".join(one.proto.body for one in test.get("html"))


def view(test, name):
    test.segmented_control[0].set_value(name)
    return ran(test)


def tell(test, table, edited=None, added=()):
    """What the browser says of the grid of a table."""
    memory = test.session_state["hojas"]
    found = next(one for name, one in memory.by_name.items() if f":estrategia:{table}:" in name)
    state = {"edited_rows": edited or {}, "added_rows": list(added), "deleted_rows": []}
    memories.write_down(memory.user_id, found, state)
    return ran(test)


def test_without_a_plan_it_says_so(open_page, analyst):
    assert "todavía no hay ninguno" in texts(open_page(analyst, PAGE))


def test_an_empty_strategy_says_what_each_element_lacks(open_page, plan, analyst):
    test = open_page(analyst, PAGE)
    assert not test.exception
    assert "0 elementos completos de 6" in texts(test)
    assert html(test).count("Por completar") == 6
    for words in ("Falta nombrar al equipo", "Sin responsable: Deserción", "al menos un instrumento", "cada cuánto"):
        assert words in html(test)


def test_a_form_and_a_grid_save_themselves_and_the_lack_goes(open_page, strategy, analyst):
    test = open_page(analyst, PAGE)
    next(one for one in test.text_area if one.label == "Forma de presentación").set_value("Tablero e informe")
    ran(test)
    next(one for one in test.selectbox if one.label == "Periodicidad").set_value("Trimestral")
    ran(test)
    assert strategy.rows("strategies")[["periodicity", "presentation"]].values.tolist() == [
        ["trimestral", "Tablero e informe"]
    ]
    tell(test, "strategy_instruments", added=[{"name": "SIMAT", "indicator_ids": ["Deserción"]}])
    rows = strategy.rows("strategy_instruments")
    assert rows["indicator_ids"].tolist() == [[], [strategy.indicator]]
    assert "Sin periodicidad: SIMAT." in html(test)
    tell(test, "indicators", {0: {"is_followed": False, "reporting_day": "20"}})
    assert strategy.value("indicators", strategy.indicator, "reporting_day") == 20
    assert "Ningún indicador está en seguimiento" in html(test)


def test_a_date_that_cannot_be_is_refused_and_kept(open_page, strategy, analyst):
    test = open_page(analyst, PAGE)
    tell(test, "strategy_spaces", {0: {"first_date": "pronto"}})
    assert "«pronto» no sirve" in texts(test)
    assert strategy.rows("strategy_spaces")["first_date"].dt.strftime("%m-%d").tolist() == ["04-20"]


def test_a_coauthor_sets_the_schedule_and_nothing_else(open_page, strategy, coauthor):
    test = open_page(coauthor, PAGE)
    assert not test.exception
    tell(test, "strategy_spaces", {0: {"first_date": f"10/05/{YEAR}"}})
    assert strategy.rows("strategy_spaces")["first_date"].dt.strftime("%d/%m").tolist() == ["10/05"]
    area = next(one for one in test.text_area if one.label == "Forma de presentación")
    assert area.disabled
    with pytest.raises(Exception, match="Su rol no permite"):
        strategy.change("strategy_spaces", strategy.rows("strategy_spaces")["id"][0], actor=coauthor, name="Otro")


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.TECHNICIAN, Role.RESPONSIBLE, Role.ADMIN])
def test_the_rest_read_it_as_a_document(open_page, strategy, enrol, role):
    test = open_page(enrol(role), PAGE)
    assert not test.exception
    assert "Los seis elementos" not in test.segmented_control[0].options
    assert "Equipo de Calidad" in html(test) and "Comité Directivo" in html(test)
    assert not test.text_area


def test_what_is_asked_of_whom_by_person_and_by_subject(open_page, strategy, analyst, responsible, leader):
    test = view(open_page(analyst, PAGE), "Qué se le pide a quién")
    test.selectbox(key="estrategia-corte").set_value("1")
    ran(test)
    assert f"T1 de {YEAR}, corte 31/03/{YEAR}: se piden 2 reportes a 2 personas" in texts(test)
    body = html(test)
    assert f"{responsible.name} (1)" in body and f"{leader.name} (1)" in body
    assert f"10/04/{YEAR}" in body and f"15/04/{YEAR}" in body and "Reporte del sistema" in body
    assert "No tiene responsable: se le pide al líder." in body
    assert f"20/04/{YEAR}" in body, "where it is presented"
    test.segmented_control(key="estrategia-orden").set_value("Por indicador o acción")
    ran(test)
    assert "PE-01 · Deserción" in html(test)


def test_the_calendar_is_narrowed_to_one_person(open_page, strategy, analyst, responsible, leader):
    test = view(open_page(analyst, PAGE), "Calendario")
    assert f"Abril de {YEAR}" in html(test) and "T1: reportar 1 indicador" in html(test)
    test.selectbox(key="estrategia-persona").set_value(leader.user_id)
    ran(test)
    assert "T1: reportar 1 acción" in html(test) and "reportar 1 indicador" not in html(test)
    assert "Rutas escolares" in html(test), "of one person, also what they hand in"
    assert f"Corte del T4 de {YEAR}" in html(test)
    own = view(open_page(responsible, PAGE), "Calendario")
    assert own.selectbox(key="estrategia-persona").value == responsible.user_id
    assert "PE-01" in html(own) and "reportar 1 acción" not in html(own)


def test_a_sentence_says_when_nothing_is_asked_and_when_all_is_due_the_same_day():
    frame = asked.pd.DataFrame({"A quién": ["a", "a"], "Plazo": [date(2026, 4, 15)] * 2})
    assert asked.sentence(frame, 2026, 1).endswith("se piden 2 reportes a 1 persona, con plazo el 15/04/2026.")
    assert asked.sentence(frame.iloc[:0], 2026, 1) == "T1 de 2026, corte 31/03/2026: no se pide nada."


def test_an_event_is_told_by_symbol_and_word():
    kinds = [calendar.kind(Event(date(2026, 1, 1), kind, "", "", "", "")) for kind in (HAND_IN, MEETING)]
    assert kinds == ["➜ Entrega", "◆ Reunión"]


def test_whoever_hands_something_in_gets_their_own_calendar(open_page, strategy, responsible, committee):
    labels = [one.proto.label for one in open_page(responsible, PAGE).get("download_button")]
    assert labels == ["Word", "Excel", "Calendario (ICS)", "Mi calendario (ICS)"]
    labels = [one.proto.label for one in open_page(committee, PAGE).get("download_button")]
    assert labels == ["Word", "Excel", "Calendario (ICS)"]
