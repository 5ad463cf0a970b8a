"""The home page: what waits for me, the thirteen activities, and the first start."""

from datetime import date

import pytest

from pages.components.home import activities
from procedure.activity_states import Facts, TrimesterFacts, activity_states
from procedure.calendar import Deadlines
from procedure.roles import Role
from tests.pages.followup.reporting import YEAR, people, plan

__all__ = ["people", "plan"]


def written(test) -> str:
    kinds = (test.markdown, test.caption, test.info, test.subheader, test.text)
    found = [str(each.value) for kind in kinds for each in kind] + [each.proto.body for each in test.get("html")]
    return "\n".join(found).replace("\\", "").replace("&nbsp;", " ").replace("\u2060", "")


def links(test) -> list[str]:
    return [each.proto.label for each in test.get("page_link")]


def test_the_first_start_teaches_both_ways_in(open_page, analyst):
    test = open_page(analyst)
    assert not test.exception
    assert "Comenzar con mi entidad" in written(test)
    assert "Cargue el primer archivo" in written(test)
    assert any("manage.py run --demo" in each.value for each in test.code)
    assert "Cargar el primer archivo" in links(test)


def test_the_first_administrator_is_sent_to_make_the_accounts_and_not_to_load(open_page, admin):
    test = open_page(admin)
    assert "Crear las cuentas" in links(test)
    assert "Cargar el primer archivo" not in links(test)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_sees_the_thirteen_activities_and_only_links_it_may_open(open_page, enrol, role):
    test = open_page(enrol(role))
    text = written(test)
    assert all(f"{number}. " in text for number in range(1, 14))
    assert ("Cuentas" in links(test) or "Crear las cuentas" in links(test)) == (role is Role.ADMIN)


def test_what_waits_for_the_leader_comes_first_with_its_page(open_page, people, plan):
    plan.sent("responsible")
    test = open_page(people["leader"])
    text = written(test)
    assert text.index("Lo que espera por usted") < text.index("Las trece actividades")
    assert "Un reporte por revisar" in text
    assert "Reporte trimestral" in links(test)


def test_each_person_sees_what_they_are_asked_for_and_the_team_what_is_missing(open_page, people, plan):
    text = written(open_page(people["responsible"]))
    assert "Lo que se le pide" in text and "I-1 · Deserción" in text and "Rutas" in text
    assert "I-2 · Visitas" not in text, "that is asked of somebody else"
    assert f"15/04/{YEAR}" in text
    assert "Lo que falta por llegar" not in text
    leader = written(open_page(people["leader"]))
    assert "Lo que falta por llegar al equipo de seguimiento" in leader and "Lo que se le pide" not in leader


def test_a_year_without_a_plan_says_so_and_another_year_keeps_its_own(open_page, people, plan):
    test = open_page(people["analyst"])
    assert test.selectbox(key="vigencia").value == str(YEAR)
    assert "En ejecución" in written(test)
    test.selectbox(key="vigencia").set_value(str(YEAR + 1)).run()
    assert not test.exception
    assert "No hay plan para esta vigencia" in written(test) or "Todavía no hay nada cargado" in written(test)


def states(today=date(2026, 8, 1), **facts):
    return activity_states(Facts(**facts), 2026, today, Deadlines())


def test_the_sentence_counts_what_is_done_names_what_is_late_and_says_what_follows():
    trimesters = {1: TrimesterFacts(3, 3, 3, 3), 2: TrimesterFacts(3, 1, 1, 0)}
    found = states(
        datasets=1, baselines=1, baselines_frozen=1, profile_decision="nuevo", opportunities=1, factors=1,
        factors_scored=1, plan_id="p", plan_state="en_ejecucion", trimesters=trimesters,
    )  # fmt: skip
    text = activities.sentence(found)
    assert text.startswith("8 actividades hechas de 13; 2 vencidas: 4. Definir la estrategia de seguimiento y 10. ")
    assert text.endswith("Sigue: 4. Definir la estrategia de seguimiento.")


def test_a_state_is_never_told_by_colour_alone():
    for one in states():
        symbol, _ = activities.SYMBOLS[one.state]
        assert symbol in activities.badge(one)
    late = next(one for one in states(today=date(2026, 12, 1)) if one.state == "bloqueada" and one.overdue)
    assert "bloqueada y vencida" in activities.badge(late)
    assert activities.due(late).startswith("venció el ")
