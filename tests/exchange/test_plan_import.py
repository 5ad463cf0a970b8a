"""What somebody changed offline comes in cell by cell; what cannot, says why; nothing is overwritten in silence."""

from datetime import date

import pytest

from data.intake import plan_book
from data.records import plan_elements, plan_exchange, plan_frames, plan_import, plan_undo, plans
from data.records.schema.plan import plan_edits
from procedure.errors import StateError
from procedure.exchange.changes import Status


def only(found):
    assert len(found.changes) == 1, found.changes
    return found.changes[0]


def test_an_untouched_workbook_changes_nothing(plan, offline):
    found = offline().review()
    assert found.changes == ()
    assert found.notices == ()
    assert found.same > 100


KINDS = [
    ("objectives", "objective", "text", "=Permanecer", "=Permanecer"),
    ("objectives", "objective", "weight", 55.5, 55.5),
    ("goals", "goal", "due_date", date(2026, 12, 1), "2026-12-01"),
    ("actions", "action", "end_date", "01/12/2026", "2026-12-01"),
    ("actions", "action", "cost", 99_000_000, 99_000_000),
    ("actions", "action", "location", "Rural", "rural"),
    ("actions", "action", "audience", "Docentes; Estudiantes", ["estudiantes", "docentes"]),
    ("actions", "action", "is_accompaniment", "Sí", True),
    ("actions", "action", "goal_id", None, None),
    ("indicators", "indicator", "nature", "Proceso", "proceso"),
    ("strategy_instruments", "instrument", "periodicity", "Anual", "anual"),
]


def test_each_kind_of_cell_comes_in(plan, offline):
    book, places = offline(), {}
    for table, row, name, typed, _ in KINDS:
        cell = book.cell(table, getattr(plan, row), name)
        cell.value = typed
        cell.data_type = "s" if isinstance(typed, str) else cell.data_type
        places[table, getattr(plan, row), name] = cell.coordinate
    found = book.review()
    assert {(one.table, one.key, one.field): one.cell for one in found.changes} == places
    assert {one.status for one in found.changes} == {Status.CHANGED}
    plan_import.apply(plan.database, plan.actor, plan.id, found.changes)
    for table, row, name, _, stored in KINDS:
        now = plan.row(table, getattr(plan, row))[name]
        now = f"{now:%Y-%m-%d}" if name.endswith("date") else now
        assert (None if stored is None and now != now else now) == stored, name


def test_ties_are_named_by_number_or_by_their_whole_name(plan, offline):
    book = offline()
    cell = book.cell("actions", plan.action, "objective_ids")
    assert cell.value == "O1.1 · Reducir la deserción; O1.2 · Ampliar rutas, con buses"
    cell.value = "o1.2"
    assert book.bring().saved
    assert plan.row("actions", plan.action)["objective_ids"] == [plan.other]


def test_new_rows_may_name_one_another_and_bring_their_own_slices(plan, offline):
    book = offline()
    book.append("goals", "N1", objective_id="O1.2 · Ampliar rutas, con buses", text="Veinte rutas más", weight=100)
    book.append("goal_slices", goal_id="N1", slice="Rural", applies="Sí", target=20)
    book.append("goal_slices", goal_id="N1", slice="Migrantes", applies="Sí", target=2)
    book.append("indicators", goal_id="Veinte rutas más", name="Rutas nuevas", accumulation="suma: los aportes")
    found = book.review()
    assert [one.reason for one in found.changes if one.status is Status.REFUSED][:1] == [
        "Acumulación: «suma: los aportes» no sirve; elija una de: suma: los aportes de cada trimestre se acumulan, "
        "nivel: se lee en cada corte, flujo: cada trimestre cuenta por separado, escala: niveles cualitativos "
        "ordenados, hito: hecho o no hecho."
    ]
    book.bring()
    frames = plan_frames.frames(plan.database, plan.actor.entity_id, plan.id)
    goal = frames.goals.set_index("text").loc["Veinte rutas más"]
    assert goal["objective_id"] == plan.other
    slices = frames.goal_slices[frames.goal_slices["goal_id"] == goal["id"]].set_index("slice")["target"]
    assert slices["rural"] == 20 and slices["migrantes"] == 2
    assert list(slices.index) == ["total", "urbana", "rural", "migrantes"]
    assert frames.indicators.set_index("name").loc["Rutas nuevas", "goal_id"] == goal["id"]


def test_a_new_row_without_what_is_required_says_what(plan, offline):
    book = offline()
    row = book.append("goals", objective_id="O1.1")
    change = book.review().changes[0]
    assert (change.row, change.status, change.reason) == (row, Status.REFUSED, "Meta: falta. Es obligatorio.")


def test_what_names_a_new_row_waits_for_it(plan, offline):
    book = offline()
    book.append("goals", "N1", objective_id="O1.2", text="Veinte rutas más", weight=100)
    book.append("goal_slices", goal_id="N1", slice="Rural", target=20)
    found = book.review()
    wanted = [one for one in found.changes if one.table == "goal_slices"]
    answer = plan_import.apply(plan.database, plan.actor, plan.id, wanted)
    assert not answer.saved
    assert set(answer.reasons.values()) == {"Nombra una fila nueva que no se agregó. Acepte también esa fila."}


def test_a_row_is_retired_by_its_mark_or_when_it_is_emptied_never_by_not_being_there(plan, offline):
    book = offline()
    book.cell("action_resources", plan.resource, "Eliminar").value = "Sí"
    for one in book.sheet("strategy_instruments")[2][2:]:
        one.value = None
    book.sheet("poai_lines").delete_rows(2)
    found = book.review()
    assert {(one.key, one.status) for one in found.changes} == {
        (plan.resource, Status.DELETED),
        (plan.instrument, Status.DELETED),
    }
    assert [(one.sheet, one.text[:28]) for one in found.notices] == [
        ("Líneas del POAI", "Una fila del plan no está en")
    ]
    book.bring()
    frames = plan_frames.frames(plan.database, plan.actor.entity_id, plan.id)
    assert frames.action_resources.empty and frames.strategy_instruments.empty
    assert list(frames.poai_lines["id"]) == [plan.line]


def test_only_what_is_accepted_comes_in(plan, offline):
    book = offline()
    book.cell("objectives", plan.objective, "text").value = "Otro objetivo"
    book.cell("objectives", plan.objective, "weight").value = 10
    book.cell("objectives", plan.other, "weight").value = 90
    found = book.review()
    wanted = [one for one in found.changes if one.key == plan.objective and one.field == "weight"]
    plan_import.apply(plan.database, plan.actor, plan.id, wanted)
    assert plan.row("objectives", plan.objective)["weight"] == 10
    assert plan.row("objectives", plan.objective)["text"] == "Reducir la deserción"
    assert plan.row("objectives", plan.other)["weight"] == 40


def test_all_of_it_is_one_save_undone_at_once(database, plan, offline):
    book = offline()
    book.cell("objectives", plan.objective, "text").value = "Otro objetivo"
    book.cell("actions", plan.action, "objective_ids").value = "O1.1"
    book.cell("strategy_instruments", plan.instrument, "Eliminar").value = "Sí"
    book.append("goals", objective_id="O1.2", text="Veinte rutas más")
    before = plan_exchange.read(plan.database, plan.actor.entity_id, plan.id).plan.names
    saves = _saves(plan)
    book.bring()
    assert _saves(plan) == saves + 1
    plan_undo.undo(plan.database, plan.actor, plan.id)
    assert plan_exchange.read(plan.database, plan.actor.entity_id, plan.id).plan.names == before
    assert plan.row("actions", plan.action)["objective_ids"] == sorted([plan.objective, plan.other])
    assert offline().review().changes == ()


def _saves(plan):
    with plan.database.read() as connection:
        return len(connection.execute(plan_edits.select()).all())


def test_the_same_key_twice_saves_once(plan, offline):
    book = offline()
    book.append("components", name="Calidad")
    found = book.review()
    first = plan_import.apply(plan.database, plan.actor, plan.id, found.changes, "una-vez")
    again = plan_import.apply(plan.database, plan.actor, plan.id, found.changes, "una-vez")
    assert first == again
    assert len(plan_frames.frames(plan.database, plan.actor.entity_id, plan.id).components) == 2


def test_what_two_people_changed_is_a_conflict_and_what_one_changed_is_kept(plan, offline, leader):
    book = offline()
    book.cell("objectives", plan.objective, "text").value = "Lo mío"
    book.cell("objectives", plan.objective, "favourable_conditions").value = "Hay buses"
    plan.change("objectives", plan.objective, leader, text="Lo de otra persona", weight=61)
    found = book.review()
    states = {one.field: one.status for one in found.changes}
    assert states == {"text": Status.CONFLICT, "favourable_conditions": Status.CHANGED}
    clash = found.changes[0]
    assert (clash.before, clash.after, clash.today) == ("Reducir la deserción", "Lo mío", "Lo de otra persona")
    assert found.good == {one.unit for one in found.changes if one.field == "favourable_conditions"}
    plan_import.apply(plan.database, plan.actor, plan.id, [one for one in found.changes if one.unit in found.good])
    row = plan.row("objectives", plan.objective)
    assert (row["text"], row["favourable_conditions"], row["weight"]) == ("Lo de otra persona", "Hay buses", 61)


def test_a_conflict_that_somebody_accepts_is_saved(plan, offline, leader):
    book = offline()
    book.cell("objectives", plan.objective, "text").value = "Lo mío"
    plan.change("objectives", plan.objective, leader, text="Lo de otra persona")
    plan_import.apply(plan.database, plan.actor, plan.id, book.review().changes)
    assert plan.row("objectives", plan.objective)["text"] == "Lo mío"


def test_a_tie_that_somebody_else_changed_since_is_not_lost(plan, offline, leader):
    book = offline()
    book.cell("actions", plan.action, "objective_ids").value = "O1.1"
    plan.change("actions", plan.action, leader, objective_ids=[])
    change = only(book.review())
    assert (change.status, change.today) == (Status.CONFLICT, "")


def test_what_changes_between_the_review_and_the_acceptance_is_not_overwritten(plan, offline, leader):
    book = offline()
    book.cell("objectives", plan.objective, "text").value = "Lo mío"
    found = book.review()
    plan.change("objectives", plan.objective, leader, text="Lo de otra persona")
    answer = plan_import.apply(plan.database, plan.actor, plan.id, found.changes)
    assert not answer.saved
    assert next(iter(answer.reasons.values())).startswith("Otra persona guardó esta fila")
    assert plan.row("objectives", plan.objective)["text"] == "Lo de otra persona"


def test_a_row_retired_meanwhile_is_told_when_it_was_touched(plan, offline):
    book = offline()
    plan_elements.void(plan.database, plan.actor, plan.id, "goals", plan.goal, 1)
    assert book.review().changes == ()
    book.cell("goals", plan.goal, "text").value = "Otra meta"
    change = only(book.review())
    assert change.status is Status.REFUSED and "retiró esta fila" in change.reason


def test_an_indicator_and_its_figures_are_judged_together(database, plan, offline):
    plan.change("indicator_slices", plan.slice("total"), baseline=5.0, target=3.0)
    book = offline()
    book.cell("indicators", plan.indicator, "sense").value = "aumentar"
    book.cell("indicator_slices", plan.slice("total"), "target").value = 8
    assert len(book.bring().saved) == 2
    again = offline()
    again.cell("indicators", plan.indicator, "sense").value = "reducir"
    again.cell("indicator_slices", plan.slice("total"), "t1").value = 6
    found = again.review()
    states = {one.field: one.status for one in found.changes}
    assert states == {"sense": Status.REFUSED, "t1": Status.CHANGED}


def test_a_coauthor_brings_only_what_is_shared(plan, offline, coauthor):
    book = offline()
    book.cell("objectives", plan.objective, "text").value = "Lo de quien no puede"
    book.cell("objectives", plan.objective, "alignment").value = "PDD, línea 2"
    book.cell("actions", plan.action, "cost").value = 1
    book.append("components", name="Otro")
    book.append("action_resources", action_id="A1.1", source="Alianzas", amount=5)
    found = book.review(coauthor)
    states = {(one.table, one.field): one.status for one in found.changes}
    assert states[("objectives", "text")] is Status.REFUSED
    assert states[("objectives", "alignment")] is Status.CHANGED
    assert states[("components", "")] is Status.REFUSED
    assert states[("action_resources", "")] is Status.NEW
    reasons = {one.reason for one in found.changes if one.status is Status.REFUSED}
    assert reasons == {
        "Su rol no permite cambiar «Objetivo» en objetivos.",
        "Su rol no permite agregar ni retirar componentes.",
    }
    answer = book.bring(coauthor)
    assert len(answer.saved) == 3
    assert plan.row("actions", plan.action)["cost"] == 1


def test_whoever_only_reads_changes_nothing(plan, offline, committee):
    book = offline()
    book.cell("actions", plan.action, "cost").value = 1
    assert only(book.review(committee)).status is Status.REFUSED


def test_a_plan_that_is_no_draft_says_so(plan, offline, leader):
    book = offline()
    plans.transition(plan.database, leader, plan.id, 1, "en_viabilidad")
    with pytest.raises(StateError, match=r"En revisión de viabilidad.*no se importó nada"):
        book.review()


def test_the_workbook_of_another_plan_is_told_by_its_name(plan, offline, stranger):
    other = plans.create(plan.database, plan.actor, 2027, "Plan siguiente")["id"]
    read = plan_book.read(offline().save(), "plan.xlsx")
    with pytest.raises(StateError, match="es del plan de 2026, versión 1, «Plan de prueba»"):
        plan_import.review(plan.database, plan.actor, other, read)
    theirs = plans.create(plan.database, stranger, 2026, "De otra entidad")["id"]
    with pytest.raises(StateError, match="de un plan que aquí no existe"):
        plan_import.review(plan.database, stranger, theirs, read)
