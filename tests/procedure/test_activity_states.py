"""The thirteen activities: what each waits for, when it is late, and which trimester is in turn."""

from datetime import date

import pytest

from procedure.activities import ACTIVITIES, PAGES
from procedure.activity_states import ACTIVITY_STATES, NOT_RECORDED, Facts, TrimesterFacts, activity_states
from procedure.calendar import Deadlines
from procedure.follow_up_strategy import SIX
from procedure.states import PLAN_TRANSITIONS

SIX_TITLES = tuple(one.title for one in SIX)
READY = Facts(
    datasets=2,
    baselines=3,
    baselines_frozen=3,
    profile_begun=True,
    profile_texts=9,
    swot_lists=4,
    profile_decision="ajuste",
    opportunities=2,
    factors=4,
    factors_scored=4,
    plan_id="p",
    plan_state="borrador",
)


def states(facts, today="2026-01-05"):
    found = activity_states(facts, 2026, date.fromisoformat(today), Deadlines())
    assert {one.state for one in found} <= set(ACTIVITY_STATES)
    return {one.activity.number: one for one in found}


def at(state, **trimesters):
    return Facts(**{**READY.__dict__, "plan_state": state, "trimesters": trimesters.get("reports", {})})


def test_there_are_thirteen_in_the_manuals_order_and_their_pages_exist():
    assert [one.number for one in ACTIVITIES] == list(range(1, 14))
    assert {one.url_path for one in ACTIVITIES} - {""} <= set(PAGES)


def test_an_empty_installation_begins_with_the_data_and_the_rest_says_what_it_waits_for():
    found = states(Facts())
    assert found[1].state == "sin_iniciar"
    assert {number: one.blocked_by for number, one in found.items() if one.state == "bloqueada"} == {
        2: "Falta cargar los datos de la caracterización.",
        3: "Faltan factores calificados.",
        4: "Falta el plan.",
        5: "Falta enviar el plan a viabilidad.",
        6: "Falta la viabilidad del Comité Directivo.",
        7: "Falta la verificación de conformidad.",
        8: "Falta la aprobación del Comité Directivo.",
        9: "Falta publicar el plan.",
        10: "El plan no está en ejecución.",
        11: "Faltan reportes aprobados del T1.",
        12: "Faltan reportes aprobados del T1.",
        13: "Faltan reportes aprobados del T1.",
    }


@pytest.mark.parametrize(
    ("state", "done", "going"),
    [
        ("borrador", {1, 2}, {3}),
        ("en_viabilidad", {1, 2, 3}, {5}),
        ("viable", {1, 2, 3, 5}, set()),
        ("en_verificacion", {1, 2, 3, 5}, {6}),
        ("no_conforme", {1, 2, 5}, {3, 6}),
        ("conforme", {1, 2, 3, 5, 6}, set()),
        ("aprobado", {1, 2, 3, 5, 6}, {7}),
        ("habilitado", {1, 2, 3, 5, 6, 7}, set()),
        ("publicado", {1, 2, 3, 5, 6, 7, 8}, set()),
        ("en_ejecucion", {1, 2, 3, 5, 6, 7, 8, 9}, set()),
    ],
)
def test_each_state_of_the_plan_finishes_its_activities(state, done, going):
    found = states(at(state))
    assert {number for number, one in found.items() if one.state == "hecha"} == done
    assert {number for number, one in found.items() if one.state == "en_curso"} == going


def test_the_table_above_covers_every_state_of_a_plan():
    reached = {one.to_state for one in PLAN_TRANSITIONS} - {"cerrado"}
    for state in reached:
        assert states(at(state))[1].state == "hecha"


def test_what_is_late_says_so_even_when_it_is_blocked():
    found = states(Facts(), "2026-04-20")
    assert (found[1].state, found[1].overdue, found[1].due) == ("vencida", True, date(2026, 1, 31))
    assert (found[7].state, found[7].overdue) == ("bloqueada", True)


def test_what_the_version_does_not_record_is_never_called_done():
    found = states(at("en_ejecucion", reports={n: TrimesterFacts(5, 5, 5, 5, 5) for n in (1, 2, 3, 4)}), "2027-03-01")
    assert [found[number].detail for number in (11, 12, 13)] == [NOT_RECORDED] * 3
    assert {found[number].state for number in (11, 12, 13)} == {"vencida"}


@pytest.mark.parametrize(
    ("lacks", "state", "detail"),
    [
        (SIX_TITLES, "sin_iniciar", "0 de 6 elementos completos; falta: equipo de seguimiento, indicadores"),
        (("Instrumentos",), "en_curso", "5 de 6 elementos completos; falta: instrumentos."),
        ((), "hecha", "6 de 6 elementos completos."),
    ],
)
def test_the_strategy_is_done_with_its_six_elements(lacks, state, detail):
    found = states(Facts(**{**READY.__dict__, "strategy_lacks": lacks}))[4]
    assert found.state == state
    assert found.detail.startswith(detail)


def test_a_trimester_still_running_is_not_asked_for_yet():
    found = states(at("en_ejecucion", reports={1: TrimesterFacts(5, 5, 5, 5, 0), 2: TrimesterFacts(5)}), "2026-05-10")
    assert (found[10].state, found[10].trimester, found[10].detail) == (
        "todavia_no",
        2,
        "El T2 termina el 30/06/2026.",
    )


def test_the_first_trimester_left_open_is_the_one_in_turn():
    reports = {1: TrimesterFacts(5, 5, 4, 3, 0), 2: TrimesterFacts(5)}
    found = states(at("en_ejecucion", reports=reports), "2026-07-05")
    assert (found[10].trimester, found[10].state, found[10].due) == (1, "vencida", date(2026, 4, 15))
    assert found[10].detail == "T1: 4 enviados y 3 aprobados de 5 reportes esperados."


def test_a_trimester_is_late_after_the_last_day_of_what_it_asks_for():
    reports = {1: TrimesterFacts(5, 5, 4, 3, 0, date(2026, 5, 20))}
    before, after = (states(at("en_ejecucion", reports=reports), day)[10] for day in ("2026-05-20", "2026-05-21"))
    assert (before.due, before.overdue, after.overdue) == (date(2026, 5, 20), False, True)


def test_reports_all_approved_let_the_committee_verify():
    reports = {1: TrimesterFacts(5, 5, 5, 5, 0)}
    found = states(at("en_ejecucion", reports=reports), "2026-03-31")
    assert found[10].state == "hecha"
    assert (found[11].state, found[11].blocked_by) == ("todavia_no", "")


def ready(**changes):
    return states(Facts(**{**READY.__dict__, **changes}))[1]


def test_the_profile_says_what_it_has_in_the_number_it_has():
    assert ready().detail == (
        "2 conjuntos de datos, 3 de 3 líneas de base congeladas; "
        "perfil: 9 de 9 textos, DOFA completa; ajuste del PAM vigente."
    )
    alone = ready(datasets=1, baselines=1, baselines_frozen=0, swot_lists=2, profile_decision="")
    assert alone.detail == (
        "1 conjunto de datos, 0 de 1 línea de base congelada; "
        "perfil: 9 de 9 textos, 2 de 4 listas de la DOFA; falta la decisión sobre el PAM."
    )
    empty = ready(datasets=0, baselines=0, baselines_frozen=0, profile_begun=False)
    assert empty.detail == "0 conjuntos de datos, sin líneas de base; perfil sin comenzar."


@pytest.mark.parametrize(
    "changes", [{"profile_decision": ""}, {"baselines_frozen": 2}, {"datasets": 0}, {"baselines": 0}]
)
def test_the_profile_is_done_with_data_frozen_baselines_and_a_decision(changes):
    assert ready().state == "hecha"
    assert ready(**changes).state == "en_curso"


def test_an_opportunity_without_factor_keeps_the_prioritization_open():
    found = states(Facts(**{**READY.__dict__, "opportunities_without_factor": 1}))
    assert found[2].state == "en_curso"
