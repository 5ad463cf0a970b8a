"""The pure parts of the report page: what a box says, and what the records refuse whatever the page shows."""

import pytest

from data.records import reports
from pages.components.reports import typed
from procedure.errors import InvalidValueError, NotAllowedError, OwnWorkError
from tests.pages.followup.reporting import people, plan

__all__ = ["people", "plan"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4,8", 4.8),
        ("4.8", 4.8),
        ("1.234,5", 1234.5),
        ("1,234", 1.234),
        ("46,8 %", 46.8),
        ("−0,3", -0.3),
        ("0", 0.0),
        ("", None),
        (" - ", None),
        ("sin dato", None),
    ],
)
def test_a_figure_is_read_as_it_is_written_in_colombia(text, value):
    assert typed.number(text) == typed.Reading(value)


@pytest.mark.parametrize("text", ["abc", "4,8,1", "1e400", "#DIV/0!", "no aplica"])
def test_what_is_not_a_figure_is_refused_in_words(text):
    found = typed.number(text)
    assert found.value is None
    assert found.problem.endswith(".")


def test_a_point_before_three_digits_is_asked_again_with_both_readings():
    assert typed.number("1.234").problem == "«1.234» puede leerse de dos maneras: escriba 1234 o 1,234."


@pytest.mark.parametrize(
    ("text", "value"), [("$ 1.234.567", 1234567.0), ("1500", 1500.0), ("1.500", 1500.0), ("", None)]
)
def test_pesos_are_whole(text, value):
    assert typed.pesos(text) == typed.Reading(value)


@pytest.mark.parametrize("text", ["1.500,50", "mil", "-5"])
def test_pesos_with_cents_words_or_a_sign_are_refused(text):
    assert "no es un valor en pesos" in typed.pesos(text).problem


@pytest.mark.parametrize("value", [0.0, 4.8, -0.3, 1234.5, 1_000_000.0, 0.000001])
def test_a_stored_figure_reads_back_as_itself(value):
    assert typed.number(typed.text_of(value)).value == value


def test_the_records_refuse_the_item_of_another_person_whatever_the_page_shows(plan, people):
    with pytest.raises(NotAllowedError, match="no está a su cargo"):
        plan.save("responsible", subject="visits")
    with pytest.raises(NotAllowedError):
        plan.save("committee")


def test_the_records_refuse_the_approval_of_ones_own_report(plan, people):
    report = plan.sent("leader")
    with pytest.raises(OwnWorkError):
        reports.approve(plan.database, people["leader"], report["id"], report["version"])


def test_the_records_refuse_to_approve_a_total_that_is_not_its_parts(plan, people):
    report = plan.sent("other", subject="visits", values={"total": 30.0, "urbana": 12.0, "rural": 15.0})
    with pytest.raises(InvalidValueError, match="3 sin zona"):
        reports.approve(plan.database, people["leader"], report["id"], report["version"])
    assert plan.report("visits")["state"] == "enviado"
    reports.return_with_note(plan.database, people["leader"], report["id"], report["version"], "Revise las zonas")
