"""The page Caracterización y perfil: written by many, read by all, decided with its reasons."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document

from data.records import baselines, profile
from pages.components.profile import desk as desks
from pages.components.profile import record
from pages.components.sheets import memory as memories
from procedure.edits import Change, New
from tests.pages.diagnosis.conftest import Open, button, texts

YEAR = datetime.now(UTC).year


@pytest.fixture
def begun(stores, analyst):
    profile.begin(stores.database, analyst, YEAR)
    return stores.database


def stored(database):
    return profile.get(database, "47", YEAR)


def section(test, code):
    test.session_state["perfil-seccion"] = code
    test.run()
    assert not test.exception, test.exception
    return test


def tell(test, kind, edited=None, added=(), deleted=()):
    memory = test.session_state["hojas"]
    sheet = memory.by_name[f"perfil:{YEAR}:{kind}"]
    state = {"edited_rows": edited or {}, "added_rows": list(added), "deleted_rows": list(deleted)}
    memories.write_down(memory.user_id, sheet, state)
    test.run()
    assert not test.exception, test.exception
    return test


def area(test, label):
    return next(one for one in test.text_area if one.label == label)


def test_without_a_profile_it_says_what_it_is_for_and_opens_it(open_page: Open, stores, analyst, committee):
    assert "Lo comienzan el analista o el líder" in texts(open_page("profile", committee))
    test = open_page("profile", analyst)
    button(test, f"Comenzar el perfil de {YEAR}").click().run()
    assert not test.exception
    assert f"Se abrió el perfil de {YEAR}" in texts(test)
    assert len(stored(stores.database).norms) == 15


def test_a_text_is_saved_when_it_is_left(open_page: Open, begun, analyst):
    test = open_page("profile", analyst)
    area(test, "Contexto favorable").set_value("Puerto y río").run()
    assert not test.exception
    assert stored(begun).text("contexto_favorable") == "Puerto y río"
    assert "1 de 9 textos" in texts(test)


def test_two_people_on_one_text_see_both_and_decide(open_page: Open, begun, analyst, leader):
    test = open_page("profile", analyst)
    row = stored(begun).texts.iloc[0]
    profile.apply_edits(begun, leader, YEAR, "profile_texts", [Change(row["id"], 1, {"text": "la suya"})])
    area(test, "Contexto favorable").set_value("la mía").run()
    shown = next(each.proto.body for each in test.get("html") if "Las dos versiones" in each.proto.body)
    assert "la suya" in shown and "la mía" in shown
    assert stored(begun).text("contexto_favorable") == "la suya"
    button(test, "Guardar la mía").click().run()
    assert stored(begun).text("contexto_favorable") == "la mía"


def test_each_list_of_the_dofa_takes_its_own_rows(open_page: Open, begun, analyst):
    test = section(open_page("profile", analyst), "dofa")
    tell(test, "dofa-amenaza", added=[{"text": "Creciente"}, {"text": "Sequía"}])
    tell(test, "dofa-debilidad", added=[{"text": "Rutas"}])
    assert stored(begun).swot[["kind", "text"]].to_numpy().tolist() == [
        ["amenaza", "Creciente"], ["amenaza", "Sequía"], ["debilidad", "Rutas"],
    ]  # fmt: skip
    assert "2 de 4 listas de la DOFA" in texts(test)


def test_what_is_retired_comes_back_from_the_bin(open_page: Open, begun, analyst):
    profile.apply_edits(begun, analyst, YEAR, "profile_swot", [New({"kind": "amenaza", "text": "Creciente"})])
    test = section(open_page("profile", analyst), "dofa")
    tell(test, "dofa-amenaza", deleted=[0])
    assert stored(begun).swot.empty
    button(test, "Devolver a su sitio").click().run()
    assert list(stored(begun).swot["text"]) == ["Creciente"]
    assert "Volvió a su sitio" in texts(test)


def test_a_norm_left_out_asks_for_its_reason_and_norms_change_places(open_page: Open, begun, analyst):
    test = section(open_page("profile", analyst), "normograma")
    tell(test, "normas", {0: {"applies": False}})
    assert "Diga por qué no aplica" in texts(test)
    assert stored(begun).norms["applies"].all()
    tell(test, "normas", {0: {"applies": False, "not_applicable_reason": "Otra la recoge"}})
    assert not stored(begun).norms["applies"][0]
    first = stored(begun).norms["id"][0]
    button(test, "Bajar").click().run()
    assert stored(begun).norms["id"][1] == first


def test_the_decision_waits_for_its_justification(open_page: Open, begun, analyst):
    test = section(open_page("profile", analyst), "decision")
    next(one for one in test.selectbox if one.label == "Decisión sobre el PAM").set_value(
        "Ajuste del PAM vigente"
    ).run()
    assert "la decisión se guarda con ella" in texts(test)
    assert stored(begun).profile["decision"] is None
    area(test, "Justificación").set_value("Subió la deserción rural").run()
    assert not test.exception
    found = stored(begun).profile
    assert (found["decision"], found["decision_reason"]) == ("ajuste", "Subió la deserción rural")


def test_the_frozen_baselines_are_beside_the_text(open_page: Open, begun, analyst):
    for name, value in (("total", 4.0), ("rural", 6.25), ("victimas", 8.0)):
        baselines.choose(
            begun, analyst, plan_year=YEAR, indicator_code="desercion", slice=name, year=2025,
            statistic="tasa_ponderada", value=value, unit="%", source="MEN", dataset_version_id=None,
        )  # fmt: skip
    test = open_page("profile", analyst)
    evidence = "".join(each.proto.body for each in test.get("html")).replace("\u00a0", " ")
    assert all(text in evidence for text in ("Deserción intraanual (2025)", "6,3 %", "Víctimas del conflicto", "8,0 %"))
    assert "3 valores sin congelar" in texts(test)


def test_whoever_only_reads_sees_texts_and_no_editor(open_page: Open, begun, analyst, committee):
    row = stored(begun).texts.iloc[0]
    profile.apply_edits(begun, analyst, YEAR, "profile_texts", [Change(row["id"], 1, {"text": "**Puerto** :smile:"})])
    test = open_page("profile", committee)
    assert "**Puerto** :smile:" in [one.value for one in test.text]
    assert not test.text_area
    for code in ("dofa", "normograma", "estrategias", "decision"):
        section(test, code)
        assert not test.text_area
    assert "Todavía no se ha decidido" in texts(test)


def test_the_record_says_what_is_saved_at_that_moment(stores, begun, analyst, monkeypatch):
    made = {}
    monkeypatch.setattr(record.st, "download_button", lambda _label, data, **rest: made.update({rest["key"]: data}))
    record.downloads(desks.Desk(stores, analyst, None, YEAR, stored(begun), None))
    profile.apply_edits(begun, analyst, YEAR, "profile_swot", [New({"kind": "amenaza", "text": "Creciente"})])
    document = Document(BytesIO(made["perfil-docx"]()))
    assert "Creciente" in [one.text for one in document.paragraphs]
    assert made["perfil-xlsx"]()[:2] == b"PK"
