"""From the strategy and the hojas de vida to who is asked for what, by which day, and where it is presented."""

from datetime import date

import pytest

from procedure.calendar import Deadlines
from procedure.follow_up import FollowUp, Person
from procedure.follow_up_calendar import events
from procedure.follow_up_dates import falls_in, occurrences, request_due, source_day
from procedure.follow_up_pending import Lacking, is_of_the_team, lacking, of_mine
from procedure.follow_up_requests import NO_LEADER, presentations, requests
from procedure.follow_up_strategy import SIX, incomplete, missing
from procedure.roles import Actor, Role

PEOPLE = {
    one.id: one
    for one in (
        Person("r", "Responsable de Permanencia", roles=("responsable",)),
        Person("x", "Responsable retirado", is_active=False, roles=("responsable",)),
        Person("c", "Comité Directivo", roles=("comite",)),
        Person("l", "Líder de Calidad", roles=("lider",)),
        Person("b", "Líder Adjunto", roles=("lider",)),
    )
}
BLANK = {"t1": None, "t2": None, "t3": None, "t4": None, "baseline": None, "target": None}


def indicator(row_id="i", **changes):
    row = {
        "id": row_id, "code": "PE-01", "name": "Deserción", "accumulation": "nivel", "basis": "brecha",
        "is_followed": True, "periodicity": "trimestral", "reporting_day": None, "source_lag_days": None,
        "responsible_id": "r",
    }  # fmt: skip
    return {**row, **changes}


def action(**changes):
    return {"id": "a", "text": "Rutas", "start_date": None, "end_date": None, "responsible_id": "r", **changes}


def space(**changes):
    row = {
        "id": "s", "name": "Comité", "purpose": "decision", "periodicity": "trimestral",
        "first_date": date(2026, 4, 30), "participants": "Comité Directivo", "responsible_id": None,
    }  # fmt: skip
    return {**row, **changes}


def instrument(name="Reporte", **changes):
    return {"name": name, "periodicity": "trimestral", "indicator_ids": [], "responsible_id": None, **changes}


def member(**changes):
    return {"name": "Equipo", "responsible_id": "l", "duties": ["consolidar"], **changes}


def plan(*indicators, slices=None, people=PEOPLE, **given):
    slices = {one["id"]: [BLANK] for one in indicators} if slices is None else slices
    return FollowUp(2026, indicators, slices, people=people, **given)


@pytest.mark.parametrize(
    ("year", "trimester", "day", "lag", "due"),
    [
        (2026, 1, None, None, "2026-04-15"),  # the grace of the entity
        (2026, 1, 10, 5, "2026-04-10"),  # the reporting day of the hoja de vida
        (2026, 2, None, 40, "2026-08-09"),  # nothing is asked before its source has it
        (2026, 2, None, 5, "2026-07-15"),
        (2026, 4, 20, None, "2027-01-20"),  # past the end of the year
        (2027, 4, 60, None, "2028-02-29"),  # into a leap year
        (2028, 1, 1, None, "2028-04-01"),
        (2026, 4, None, 400, "2027-03-31"),  # a source slower than the next cut-off
        (2026, 1, 15, 30, "2026-04-15"),  # what is declared stands, and the request says there is no datum
    ],
)
def test_a_request_is_due_after_its_cutoff(year, trimester, day, lag, due):
    assert request_due(year, trimester, Deadlines(), day, lag) == date.fromisoformat(due)


def test_the_entity_sets_its_days_of_grace_and_the_source_its_own():
    assert request_due(2026, 1, Deadlines(grace_days=5)) == date(2026, 4, 5)
    assert source_day(2026, 4, 30) == date(2027, 1, 30)
    assert source_day(2026, 4, None) is None


@pytest.mark.parametrize(
    ("periodicity", "trimesters"),
    [
        ("anual", [4]),
        ("semestral", [2, 4]),
        ("trimestral", [1, 2, 3, 4]),
        ("mensual", [1, 2, 3, 4]),
        (None, [1, 2, 3, 4]),
    ],
)
def test_a_period_ends_in_its_trimesters(periodicity, trimesters):
    assert [number for number in (1, 2, 3, 4) if falls_in(periodicity, number)] == trimesters


@pytest.mark.parametrize(
    ("first", "periodicity", "year", "days"),
    [
        ("2026-04-30", "trimestral", 2026, ["2026-04-30", "2026-07-30", "2026-10-30", "2027-01-30"]),
        ("2026-08-31", "semestral", 2026, ["2026-08-31", "2027-02-28"]),
        ("2027-08-31", "semestral", 2027, ["2027-08-31", "2028-02-29"]),
        ("2026-12-10", "anual", 2026, ["2026-12-10"]),
        ("2027-01-31", "mensual", 2026, ["2027-01-31", "2027-02-28", "2027-03-31"]),
        ("2027-03-20", "semanal", 2026, ["2027-03-20", "2027-03-27"]),
        ("2026-05-05", "otra", 2026, ["2026-05-05"]),
        ("2026-05-05", None, 2026, ["2026-05-05"]),
        ("2028-02-29", "anual", 2028, ["2028-02-29", "2029-02-28"]),
        ("2029-04-01", "mensual", 2028, []),
    ],
)
def test_a_meeting_comes_again_until_the_next_years_first_cutoff(first, periodicity, year, days):
    found = occurrences(date.fromisoformat(first), periodicity, year)
    assert found == [date.fromisoformat(day) for day in days]


@pytest.mark.parametrize(
    ("changes", "schedule", "trimesters"),
    [
        ({}, {}, [1, 2, 3, 4]),  # no schedule: the linear one is assumed
        ({"is_followed": False}, {"t1": 3, "t4": 4}, []),
        ({}, {"t2": 3, "t4": 4}, [2, 3, 4]),  # a level is read at each cut-off from its first
        ({"accumulation": "flujo"}, {"t2": 3, "t4": 4}, [2, 4]),
        ({"periodicity": "anual"}, {}, [4]),
        ({"periodicity": "anual"}, {"t2": 3, "t4": 4}, [2, 4]),  # what the schedule writes is asked for
        ({"periodicity": "semestral"}, {"t1": 3}, [1, 2, 4]),
    ],
)
def test_only_what_is_followed_and_scheduled_is_asked_for(changes, schedule, trimesters):
    found = requests(plan(indicator(**changes), slices={"i": [{**BLANK, **schedule}]}))
    assert [one.trimester for one in found] == trimesters


def test_an_indicator_without_slices_that_apply_is_not_asked_for():
    assert requests(plan(indicator(), slices={})) == []


@pytest.mark.parametrize(
    ("start", "end", "trimesters"),
    [
        (None, None, [1, 2, 3, 4]),
        (date(2026, 4, 10), date(2026, 8, 1), [2, 3]),
        (date(2026, 3, 31), date(2026, 4, 1), [1, 2]),
        (date(2026, 12, 31), None, [4]),
    ],
)
def test_an_action_is_asked_for_while_it_runs(start, end, trimesters):
    found = requests(plan(actions=[action(start_date=start, end_date=end)]))
    assert [(one.trimester, one.kind, one.title) for one in found] == [(n, "accion", "Rutas") for n in trimesters]


@pytest.mark.parametrize(
    ("responsible", "asked", "why"),
    [
        ("r", "Responsable de Permanencia", ()),
        ("x", "Líder Adjunto", ("La cuenta de Responsable retirado está inactiva: se le pide al líder.",)),
        ("c", "Líder Adjunto", ("El rol de Comité Directivo no reporta: se le pide al líder.",)),
        (None, "Líder Adjunto", ("No tiene responsable: se le pide al líder.",)),
    ],
)
def test_who_cannot_be_asked_is_replaced_by_the_leader_and_it_says_so(responsible, asked, why):
    [found] = requests(plan(indicator(responsible_id=responsible)), [1])
    assert (found.asked, found.remarks) == (asked, why)


def test_the_leader_of_the_team_goes_first_and_without_one_it_is_told():
    orphan = indicator(responsible_id=None)
    [found] = requests(plan(orphan, team=[member(responsible_id="r"), member()]), [1])
    assert (found.asked_id, found.consolidators) == ("l", ("Equipo", "Equipo"))
    [alone] = requests(plan(orphan, people={}), [1])
    assert (alone.asked_id, alone.asked) == (None, NO_LEADER)


def test_a_source_that_comes_after_the_day_is_told_with_its_date():
    [found] = requests(plan(indicator(reporting_day=10, source_lag_days=20)), [1])
    assert found.due == date(2026, 4, 10)
    assert found.remarks == ("La fuente publica el 20/04/2026, después del plazo: se reporta lo último publicado.",)


def test_each_indicator_has_its_instrument_and_the_rest_the_general_one():
    own = instrument("SIMAT", indicator_ids=["i"])
    yearly = instrument("Encuesta", indicator_ids=["j"], periodicity="anual")
    following = plan(indicator(), indicator("j"), actions=[action()], instruments=[instrument(), own, yearly])
    found = {(one.subject_id, one.trimester): one.instruments for one in requests(following)}
    assert found["i", 1] == ("SIMAT",)
    assert (found["j", 1], found["j", 4]) == (("Reporte",), ("Encuesta",))
    assert found["a", 1] == ("Reporte",)


def test_results_are_presented_at_the_first_meeting_after_the_cutoff():
    following = plan(indicator(reporting_day=40), spaces=[space(), space(id="z", name="Rectores", first_date=None)])
    assert [(one.day, one.early) for one in presentations(following, 1)] == [(date(2026, 4, 30), True)]
    assert [one.day for one in presentations(following, 4)] == [date(2027, 1, 30)]
    [calm] = presentations(plan(indicator(), spaces=[space()]), 2)
    assert (calm.day, calm.early) == (date(2026, 7, 30), False)


def test_the_calendar_has_cutoffs_one_hand_in_per_person_and_day_and_the_meetings_in_order():
    following = plan(indicator(), indicator("j", reporting_day=20), actions=[action()], spaces=[space()])
    found = events(following)
    assert found == sorted(found, key=lambda one: one.day)
    assert [(f"{one.day:%d/%m}", one.title) for one in found if one.day < date(2026, 5, 1)] == [
        ("31/03", "Corte del T1 de 2026"),
        ("15/04", "T1: reportar 1 indicador y 1 acción"),
        ("20/04", "T1: reportar 1 indicador"),
        ("30/04", "Comité"),
    ]
    assert len({one.code for one in found}) == len(found), "each event has its own code"
    assert found[-1].day == date(2027, 1, 30)


def complete():
    return plan(
        indicator(),
        strategy={"periodicity": "trimestral", "indicators_criterion": "Los de resultado", "presentation": "Tablero"},
        team=[member(duties=["recoger", "consolidar", "analizar", "presentar"])],
        instruments=[instrument()],
        spaces=[space(purpose="ambas")],
    )


def test_a_strategy_with_its_six_elements_lacks_nothing():
    assert incomplete(complete()) == []


def test_an_empty_one_lacks_the_six_in_the_manuals_order():
    found = missing(FollowUp(2026))
    assert list(found) == ["equipo", "indicadores", "instrumentos", "periodicidad", "presentacion", "espacios"]
    assert all(found.values()) and incomplete(FollowUp(2026)) == [one.title for one in SIX]


@pytest.mark.parametrize(
    ("changes", "element", "said"),
    [
        ({"team": [member(responsible_id="x")]}, "equipo", "La cuenta de Responsable retirado está inactiva"),
        ({"team": [member()]}, "equipo", "Nadie tiene a su cargo «recoger la información»."),
        ({"indicators": [indicator(is_followed=False)]}, "indicadores", "Ningún indicador está en seguimiento"),
        ({"indicators": [indicator(responsible_id=None)]}, "indicadores", "Sin responsable: PE-01."),
        ({"strategy": {}}, "indicadores", "con qué criterio"),
        ({"instruments": [instrument(periodicity=None)]}, "instrumentos", "Sin periodicidad: Reporte."),
        ({"instruments": [instrument(indicator_ids=["z"])]}, "instrumentos", "Ningún instrumento recoge: PE-01."),
        ({"strategy": {}}, "periodicidad", "cada cuánto"),
        ({"strategy": {}}, "presentacion", "cómo se presentan"),
        ({"spaces": [space(purpose="decision")]}, "espacios", "Ningún espacio sirve para socializar."),
        ({"spaces": [space(purpose="socializacion")]}, "espacios", "Ningún espacio sirve para decidir."),
        ({"spaces": [space(first_date=None)]}, "espacios", "Sin primera fecha: Comité."),
    ],
)
def test_each_element_says_what_it_lacks(changes, element, said):
    lacking = missing(FollowUp(**{**vars(complete()), **changes}))
    assert any(said in text for text in lacking[element])


def test_a_person_is_shown_what_they_owe_of_what_is_over_and_of_the_trimester_in_progress():
    following, today = plan(indicator(), indicator("j", responsible_id="l")), date(2026, 7, 20)
    states = {("indicador", "i", 1): "aprobado", ("indicador", "i", 2): "devuelto"}
    assert [one.trimester for one in of_mine(following, states, "r", today)] == [2, 3]
    assert of_mine(following, states, "r", date(2025, 12, 1)) == []


def test_the_team_is_told_what_is_missing_from_whom_and_since_when():
    following, today = plan(indicator(), indicator("j", responsible_id="l")), date(2026, 7, 20)
    states = {("indicador", "i", 1): "enviado", ("indicador", "j", 1): "cerrado", ("indicador", "i", 2): "borrador"}
    due = date(2026, 7, 15)
    assert lacking(following, states, today) == [
        Lacking(2, "Líder de Calidad", 1, due),
        Lacking(2, "Responsable de Permanencia", 1, due),
    ]
    assert lacking(following, states, date(2026, 6, 30)) == []


@pytest.mark.parametrize(
    ("role", "user_id", "told"),
    [
        (Role.LEADER, "z", True),
        (Role.RESPONSIBLE, "r", True),
        (Role.RESPONSIBLE, "z", False),
        (Role.ANALYST, None, False),
    ],
)
def test_the_team_is_its_members_and_whoever_reviews(role, user_id, told):
    following = plan(team=[member(responsible_id="r"), member(responsible_id=None)])
    assert is_of_the_team(following, Actor("47", "Cargo", user_id, frozenset({role}))) is told
