"""The profile of a year: begun once, written by many without losing a word, decided with its reasons."""

import pytest

from data import catalog
from data.records import audit, profile
from procedure.edits import Change, New, Void
from procedure.errors import NotAllowedError, NotFoundError, StateError
from procedure.profile import TOPICS
from procedure.roles import Role

YEAR = 2026


@pytest.fixture
def begun(database, analyst):
    profile.begin(database, analyst, YEAR)
    return profile.get(database, "47", YEAR)


def apply(database, actor, table, *edits, key=None):
    return profile.apply_edits(database, actor, YEAR, table, list(edits), key)


def add(database, actor, table, **values):
    outcome = apply(database, actor, table, New(values))
    assert outcome.complete, outcome.problems
    return outcome.saved[0]


def text_row(found, topic):
    return found.texts[found.texts["topic"] == topic].iloc[0]


def test_it_begins_with_every_topic_empty_and_the_norms_of_the_manual(database, begun):
    assert list(begun.texts["topic"]) == [topic.code for topic in TOPICS]
    assert set(begun.texts["text"]) == {""}
    assert list(begun.norms["name"]) == list(catalog.norms()["name"])
    assert begun.norms["applies"].all()
    assert begun.swot.empty
    assert begun.profile["decision"] is None


def test_beginning_twice_is_beginning_once(database, analyst, leader, begun):
    again = profile.begin(database, leader, YEAR)
    assert again["id"] == begun.profile["id"]
    assert profile.get(database, "47", YEAR).changes == begun.changes
    assert profile.years(database, "47") == [YEAR]


def test_a_new_year_may_start_from_the_last_one_except_its_decision(database, analyst, begun):
    context = text_row(begun, "contexto_favorable")
    apply(database, analyst, "profile_texts", Change(context["id"], 1, {"text": "Puerto y río"}))
    add(database, analyst, "profile_swot", kind="debilidad", text="Rutas escasas")
    norm = begun.norms.iloc[0]
    apply(database, analyst, "profile_norms", Void(norm["id"], int(norm["version"])))
    decision = {"decision": "nuevo", "decision_reason": "Cambió el PDD"}
    apply(database, analyst, "profiles", Change(begun.profile["id"], 1, decision))
    profile.begin(database, analyst, YEAR + 1, copy_from=YEAR)
    copy = profile.get(database, "47", YEAR + 1)
    assert copy.text("contexto_favorable") == "Puerto y río"
    assert list(copy.swot["text"]) == ["Rutas escasas"]
    assert norm["name"] not in list(copy.norms["name"])
    assert len(copy.norms) == len(begun.norms) - 1
    assert (copy.profile["copied_from"], copy.profile["decision"]) == (YEAR, None)


def test_there_must_be_a_profile_to_start_from_and_one_to_write_in(sqlite_database, analyst):
    with pytest.raises(StateError, match="No hay un perfil de 2020"):
        profile.begin(sqlite_database, analyst, YEAR, copy_from=2020)
    assert profile.get(sqlite_database, "47", YEAR) is None
    with pytest.raises(StateError, match="no se ha comenzado"):
        apply(sqlite_database, analyst, "profile_swot", New({"kind": "debilidad", "text": "a"}))


def test_two_people_write_different_topics_at_once_and_both_stay(database, analyst, leader, begun):
    first, second = (text_row(begun, topic) for topic in ("alineacion_pdd", "alineacion_men"))
    assert apply(database, analyst, "profile_texts", Change(first["id"], 1, {"text": "a"})).complete
    assert apply(database, leader, "profile_texts", Change(second["id"], 1, {"text": "b"})).complete
    found = profile.get(database, "47", YEAR)
    assert (found.text("alineacion_pdd"), found.text("alineacion_men")) == ("a", "b")
    assert found.changed_by == "Líder de Calidad"


def test_two_people_on_one_topic_see_both_texts(database, analyst, leader, begun):
    row = text_row(begun, "alineacion_pdd")
    apply(database, analyst, "profile_texts", Change(row["id"], 1, {"text": "la suya"}))
    [conflict] = apply(database, leader, "profile_texts", Change(row["id"], 1, {"text": "la mía"})).conflicts
    assert (conflict.current["text"], conflict.attempted) == ("la suya", {"text": "la mía"})
    assert profile.get(database, "47", YEAR).text("alineacion_pdd") == "la suya"


def test_a_repeated_request_adds_one_row_and_changes_are_counted(database, analyst, begun):
    for _ in range(2):
        apply(database, analyst, "profile_swot", New({"kind": "amenaza", "text": "Creciente"}), key="una-vez")
    found = profile.get(database, "47", YEAR)
    assert list(found.swot["text"]) == ["Creciente"]
    assert found.changes == begun.changes + 1


def test_a_decision_needs_its_justification(database, analyst, begun):
    row_id = begun.profile["id"]
    [problem] = apply(database, analyst, "profiles", Change(row_id, 1, {"decision": "ajuste"})).problems
    assert (problem.field, "justificación" in problem.message) == ("decision_reason", True)
    whole = {"decision": "ajuste", "decision_reason": "Subió la deserción rural"}
    assert apply(database, analyst, "profiles", Change(row_id, 1, whole)).complete
    emptied = apply(database, analyst, "profiles", Change(row_id, 2, {"decision_reason": " "}))
    assert [one.field for one in emptied.problems] == ["decision_reason"]
    assert profile.get(database, "47", YEAR).profile["decision"] == "ajuste"


def test_a_norm_is_left_out_only_with_its_reason(database, analyst, begun):
    norm = begun.norms.iloc[-1]
    refused = apply(database, analyst, "profile_norms", Change(norm["id"], 1, {"applies": False}))
    assert [one.field for one in refused.problems] == ["not_applicable_reason"]
    whole = {"applies": False, "not_applicable_reason": "Derogada"}
    assert apply(database, analyst, "profile_norms", Change(norm["id"], 1, whole)).complete
    assert profile.get(database, "47", YEAR).norms["applies"].tolist()[-1] is False


def test_norms_are_added_put_in_order_retired_and_brought_back(database, analyst, begun):
    added = add(database, analyst, "profile_norms", name="Ordenanza departamental", kind="acto")
    ids = [added, *begun.norms["id"]]
    profile.reorder(database, analyst, YEAR, "profile_norms", ids)
    assert list(profile.get(database, "47", YEAR).norms["id"]) == ids
    assert apply(database, analyst, "profile_norms", Void(added, 1)).complete
    [gone] = profile.voided(database, "47", YEAR).to_dict("records")
    assert (gone["table"], gone["label"]) == ("profile_norms", "Ordenanza departamental")
    profile.restore(database, analyst, YEAR, "profile_norms", added)
    assert list(profile.get(database, "47", YEAR).norms["id"]) == ids
    assert profile.voided(database, "47", YEAR).empty


def test_narratives_are_neither_added_nor_retired(database, analyst, begun):
    row = begun.texts.iloc[0]
    for table, edit in (
        ("profile_texts", Void(row["id"], 1)),
        ("profile_texts", New({"topic": "alineacion_pdd", "text": "x"})),
        ("profiles", Void(begun.profile["id"], 1)),
    ):
        with pytest.raises(NotAllowedError):
            apply(database, analyst, table, edit)


def test_long_narratives_fit_whole(database, analyst, begun):
    row = begun.texts.iloc[0]
    text = "palabra " * 2400
    assert apply(database, analyst, "profile_texts", Change(row["id"], 1, {"text": text})).complete
    assert profile.get(database, "47", YEAR).text(row["topic"]) == text.strip()
    [problem] = apply(database, analyst, "profile_texts", Change(row["id"], 2, {"text": text * 2})).problems
    assert "caben 20000" in problem.message


@pytest.mark.parametrize("role", [Role.COAUTHOR, Role.COMMITTEE, Role.TECHNICIAN, Role.RESPONSIBLE, Role.ADMIN])
def test_who_does_not_write_the_profile_is_refused_in_the_command(sqlite_database, analyst, enrol, role):
    profile.begin(sqlite_database, analyst, YEAR)
    intruder = enrol(role)
    norm = profile.get(sqlite_database, "47", YEAR).norms["id"].iloc[0]
    for work in (
        lambda: profile.begin(sqlite_database, intruder, YEAR + 1),
        lambda: apply(sqlite_database, intruder, "profile_swot", New({"kind": "amenaza", "text": "a"})),
        lambda: profile.reorder(sqlite_database, intruder, YEAR, "profile_norms", [norm]),
        lambda: profile.restore(sqlite_database, intruder, YEAR, "profile_norms", norm),
    ):
        with pytest.raises(NotAllowedError):
            work()


def test_another_entity_has_its_own(database, analyst, stranger, begun):
    assert profile.get(database, "08", YEAR) is None
    profile.begin(database, stranger, YEAR)
    row = begun.texts.iloc[0]
    with pytest.raises(NotFoundError):
        apply(database, stranger, "profile_texts", Change(row["id"], 1, {"text": "ajena"}))


def test_every_change_is_in_the_audit(database, analyst, begun):
    add(database, analyst, "profile_swot", kind="fortaleza", text="Equipo")
    with database.read() as connection:
        assert audit.verify(connection, "47") >= begun.changes + 1
