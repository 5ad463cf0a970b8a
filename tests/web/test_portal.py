"""Role by page, through the portal itself: what each finds in the menu, and what a link to the rest answers."""

import logging

import pytest
from streamlit.testing.v1 import AppTest

from data.records import entities, sessions, users
from pages.components.navigation import ENTRIES
from procedure.roles import Role, can

FILES = {entry.file: entry for entry in ENTRIES}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_its_pages_and_no_other(open_page, enrol, role) -> None:
    person = enrol(role)
    page = open_page(person)
    for file, entry in FILES.items():
        page.switch_page(file).run()
        allowed = any(can(person, permission) for permission in entry.permissions)
        refused = any("no permite" in error.value for error in page.error)
        assert not page.exception, file
        assert (bool(page.title), refused) == (allowed, not allowed), file


def test_without_a_session_no_page_shows_anything(open_page, analyst, sqlite_database, monkeypatch) -> None:
    page = open_page(analyst, "start/home.py")
    assert page.title
    monkeypatch.setattr("pages.components.session.token", lambda: "forjada")
    for file in FILES:
        page.switch_page(file).run()
        assert not page.title
        assert not page.sidebar.button
        assert "Su sesión terminó" in page.info[0].value


def test_signing_out_is_seen_at_the_next_rerun(open_page, analyst) -> None:
    page = open_page(analyst)
    page.sidebar.button[0].click().run()
    assert "Su sesión terminó" in page.info[0].value
    assert not page.title


def test_a_lost_role_is_seen_at_the_next_rerun(open_page, admin, enrol, sqlite_database) -> None:
    other = enrol(Role.ADMIN)
    page = open_page(other, "admin/users.py")
    assert page.title[0].value == "Cuentas"
    users.change_roles(sqlite_database, admin, str(other.user_id), 1, ["comite"])
    page.run()
    assert not page.title
    assert "Su rol (Comité Directivo) no permite" in page.error[0].value


def test_a_tab_that_changes_hands_forgets_what_the_first_person_left(
    open_page, analyst, leader, sqlite_database, monkeypatch
) -> None:
    page = open_page(analyst)
    page.session_state["borrador"] = "lo de la analista"
    page.run()
    assert page.session_state["borrador"] == "lo de la analista"
    with sqlite_database.write(leader) as unit:
        token = sessions.open_session(unit, str(leader.user_id))
    monkeypatch.setattr("pages.components.session.token", lambda: token)
    page.run()
    assert "borrador" not in page.session_state


def test_every_page_of_a_demonstration_says_so(open_page, admin, analyst, sqlite_database) -> None:
    entities.mark_demonstration(sqlite_database, admin)
    page = open_page(analyst)
    for file in FILES:
        page.switch_page(file).run()
        assert any("Demostración" in warning.value for warning in page.warning), file


def test_accounts_are_added_with_a_password_shown_once(open_page, admin, sqlite_database) -> None:
    page = open_page(admin, "admin/users.py")
    name, job_title, email = page.text_input[:3]
    name.input("Profesional")
    job_title.input("219-03")
    email.input("nueva@prueba.invalid")
    page.multiselect[0].select("analista")
    page.button(key=next(b.key for b in page.button if b.label == "Crear la cuenta")).click().run()
    assert not page.exception
    shown = page.code[0].value
    assert shown.startswith("nueva@prueba.invalid\n")
    password = shown.split("\n")[1]
    assert sessions.sign_in(sqlite_database, "47", email="nueva@prueba.invalid", password=password, address="::1")
    page.run()
    assert not page.code


def test_a_refused_account_keeps_what_was_typed(open_page, admin) -> None:
    page = open_page(admin, "admin/users.py")
    page.text_input[0].input("Profesional")
    next(button for button in page.button if button.label == "Crear la cuenta").click().run()
    assert "correo electrónico" in page.error[0].value
    assert page.text_input[0].value == "Profesional"


def test_a_refusal_is_shown_in_its_words_and_a_bug_as_a_number_of_the_log(caplog) -> None:
    def refusal() -> None:
        from pages.components import errors
        from procedure.errors import InvalidValueError

        def page() -> None:
            raise InvalidValueError("La meta va de 0 a 100.")

        errors.run(page)

    def bug() -> None:
        from pages.components import errors

        errors.show(ZeroDivisionError("interno"))

    assert AppTest.from_function(refusal, default_timeout=60).run().error[0].value == "La meta va de 0 a 100."
    with caplog.at_level(logging.ERROR, logger="pam"):
        shown = AppTest.from_function(bug, default_timeout=60).run().error[0].value
    assert "interno" not in shown
    record = next(record for record in caplog.records if record.name == "pam")
    assert str(record.args[0]) in shown
    assert record.exc_info is not None
