"""The trimester report on the screen: what is typed, what it is worth, what is refused, and who may decide."""

from sqlalchemy import update

from data.records import evidence, reports
from data.records.schema.plan import indicators, plans
from tests.pages.followup.reporting import PAGE, YEAR, Screen, people, plan, screen

__all__ = ["people", "plan", "screen"]


def test_values_typed_with_a_comma_are_stored_and_read_back(screen, plan):
    page = (
        screen("responsible")
        .show(plan.dropout)
        .type(total="4,5", urbana="0", narrative="Se avanzó")
        .press("Guardar borrador")
    )
    assert "Borrador guardado" in page.said
    assert plan.values() == {"total": 4.5, "urbana": 0.0}
    again = screen("responsible").show(plan.dropout)
    assert [again.box(name).value for name in ("total", "urbana", "rural")] == ["4,5", "0", ""]
    assert again.box("narrative").value == "Se avanzó"


def test_the_preview_explains_both_percentages_before_saving(screen, plan):
    page = screen("responsible").show(plan.dropout).type(total="4,5")
    assert "! aceptable" in page.said
    assert "eficacia del trimestre <b>75,0 %</b> · cumplimiento de la meta <b>16,7 %</b>" in page.said
    assert "(4,5 − 4,8) / (4,4 − 4,8) = 75 %" in page.said
    assert plan.values() == {}


def test_beside_each_box_stand_its_baseline_schedule_target_and_sense(screen, plan):
    page = screen("responsible").show(plan.dropout)
    assert (
        "Línea de base 4,8 % · sin reportes antes · programado a T1: 4,4 % · meta 3 % · se busca reducir" in page.said
    )
    assert "programado a T1: 3,75 % (programación lineal supuesta)" in page.said
    assert "nada programado a T1: si lo reporta, cuenta como anticipado" in page.said


def test_a_box_that_is_not_a_number_is_refused_beside_it_and_the_rest_is_saved(screen, plan):
    page = screen("responsible").show(plan.dropout).type(total="abc", urbana="3,9").press("Guardar borrador")
    assert "«abc» no es un número" in page.said
    assert "las cajas marcadas siguen sin guardar" in page.said
    assert plan.values() == {"urbana": 3.9}
    assert page.box("total").value == "abc"
    page.type(total="4,5").press("Guardar borrador")
    assert plan.values() == {"total": 4.5, "urbana": 3.9}


def test_nothing_is_sent_while_a_box_is_refused(screen, plan):
    page = screen("responsible").show(plan.dropout).type(total="abc", urbana="3,9").press("Enviar a revisión")
    assert "No se envió" in page.said
    assert plan.report()["state"] == "borrador"


def test_what_looks_wrong_is_doubted_while_typing(screen, plan):
    plan.save("other", subject="visits", values={"total": 27.0, "urbana": 12.0, "rural": 15.0})
    page = Screen(screen("other").test)
    page.test.selectbox(key="corte").set_value("2").run()
    page.show(plan.visits).type(total="61")
    assert "Parece el acumulado: ya van 27" in page.said
    page = screen("responsible").show(plan.dropout).type(total="5,2")
    assert "sería un retroceso" in page.said
    assert "▼ retroceso" not in page.said.split("Urbana")[0] or "retroceso" in page.said


def test_a_milestone_of_figures_travels_to_the_reviewer_and_comes_back_with_its_note(screen, plan):
    page = screen("responsible").show(plan.dropout).type(total="4,5").press("Enviar a revisión")
    assert plan.report()["state"] == "enviado"
    assert not page.has_box("total")
    assert "<b>4,5</b>" in page.said
    page = screen("leader").show(plan.dropout)
    note = next(each for each in page.test.text_area if each.label.startswith("Nota"))
    page.press("Devolver")
    assert "Escriba una nota" in page.said
    assert plan.report()["state"] == "enviado"
    note = next(each for each in page.test.text_area if each.label.startswith("Nota"))
    note.set_value("Falta la zona rural").run()
    page.press("Devolver")
    assert plan.report()["state"] == "devuelto"
    again = screen("responsible").show(plan.dropout)
    assert "Nota de revisión: Falta la zona rural" in again.said
    assert again.has_button("Enviar de nuevo")


def test_a_leader_approves_closes_and_reopens_with_a_reason(screen, plan):
    plan.sent("responsible")
    page = screen("leader").show(plan.dropout).press("Aprobar")
    assert plan.report()["state"] == "aprobado"
    page.press("Cerrar")
    reason = next(each for each in page.test.text_area if each.label.startswith("Motivo"))
    reason.set_value("Error de dato").run()
    page.press("Reabrir")
    assert plan.report()["state"] == "reabierto"
    assert page.has_box("total")


def test_nobody_is_offered_the_approval_of_what_they_wrote(screen, plan):
    plan.sent("leader")
    page = screen("leader").show(plan.dropout)
    assert not page.has_button("Aprobar")
    assert "debe aprobarlo otra persona" in page.said
    assert screen("second").show(plan.dropout).has_button("Aprobar")


def test_a_second_click_on_send_finds_it_sent(screen, plan):
    page = screen("responsible").show(plan.dropout).type(total="4,5")
    send = page.button("Enviar a revisión")
    send.click().run()
    version = plan.report()["version"]
    assert not page.test.error
    assert plan.report()["version"] == version


def test_a_responsible_finds_only_their_own_and_a_link_to_another_is_refused(open_page, people, plan, screen):
    assert len(screen("responsible").items) == 2
    assert len(screen("leader").items) == 3
    page = open_page(people["responsible"], PAGE)
    page.query_params["elemento"] = plan.visits
    page.run()
    assert any("no está a su cargo" in each.value for each in page.warning)
    assert not any("Visitas" in each.value for each in page.subheader)
    page.query_params["elemento"] = plan.dropout
    page.run()
    assert any("Deserción" in each.value for each in page.subheader)


def test_two_people_on_one_report_see_both_versions_and_choose(screen, plan):
    page = screen("responsible").show(plan.dropout).type(total="4,5")
    plan.save("analyst", values={"total": 4.1, "urbana": 3.5})
    page.press("Guardar borrador")
    assert "Otra persona guardó este reporte" in page.said
    assert "4,1" in page.said and "4,5" in page.said
    assert plan.values() == {"total": 4.1, "urbana": 3.5}
    page.press("Guardar la mía")
    assert plan.values() == {"total": 4.5, "urbana": 3.5}


def test_who_keeps_the_stored_version_sees_it_in_the_boxes(screen, plan):
    page = screen("responsible").show(plan.dropout).type(total="4,5")
    plan.save("analyst", values={"total": 4.1})
    page.press("Guardar borrador").press("Quedarme con la guardada")
    assert page.box("total").value == "4,1"
    assert plan.values() == {"total": 4.1}


def test_a_report_locked_meanwhile_keeps_what_was_typed_on_the_screen(screen, plan):
    page = screen("responsible").show(plan.dropout).type(narrative="Lo que escribí")
    plan.sent("analyst")
    page.press("Guardar borrador")
    assert "no se puede cambiar" in page.said
    assert "lo suyo no se guardó" in page.said
    assert "Lo que escribí" in page.said
    page.press("Descartar lo mío")
    assert "lo suyo no se guardó" not in page.said


def test_what_was_typed_survives_another_item_another_page_and_an_expired_session(
    screen, plan, open_page, people, monkeypatch
):
    page = screen("responsible").show(plan.dropout).type(total="4,5")
    page.show(plan.action).show(plan.dropout)
    assert page.box("total").value == "4,5"
    page.test.switch_page("start/home.py").run()
    page.test.switch_page(PAGE).run()
    page.test.selectbox(key="corte").set_value("1").run()
    page.show(plan.dropout)
    assert page.box("total").value == "4,5"
    from pages.components import session

    token = session.token()
    monkeypatch.setattr("pages.components.session.token", lambda: "vencida")
    page.press("Guardar borrador")
    assert plan.values() == {}
    monkeypatch.setattr("pages.components.session.token", lambda: token)
    page.test.run()
    page.test.selectbox(key="corte").set_value("1").run()
    page.show(plan.dropout)
    assert page.box("total").value == "4,5"
    page.press("Guardar borrador")
    assert plan.values() == {"total": 4.5}


def test_parts_that_do_not_add_up_block_the_approval(screen, plan):
    plan.sent("other", subject="visits", values={"total": 30.0, "urbana": 12.0, "rural": 15.0})
    page = screen("leader").show(plan.visits)
    assert "3 sin zona" in page.said
    assert page.button("Aprobar").disabled


def test_an_action_is_reported_in_percent_and_pesos(screen, plan):
    page = screen("responsible").show(plan.action).type(physical="20", committed="1.500.000", obligated="abc")
    assert "avance 20,0 % − tiempo corrido 24,7 % = −4,7" in page.said
    assert "75,0 % de lo apropiado" in page.said
    assert "no es un valor en pesos" in page.said
    page.type(obligated="$ 500.000").press("Guardar borrador")
    row = plan.report("action")
    assert (row["physical"], row["committed"], row["obligated"]) == (20.0, 1_500_000.0, 500_000.0)
    assert screen("responsible").show(plan.action).box("committed").value == "1.500.000"


def test_a_physical_advance_over_100_is_refused(screen, plan):
    page = screen("responsible").show(plan.action).type(physical="120").press("Guardar borrador")
    assert "va de 0 a 100" in page.said
    assert reports.listing(plan.database, "47", plan.id).empty


def test_evidence_begins_the_report_is_listed_and_is_withdrawn_with_a_reason(screen, plan, people):
    page = screen("responsible").show(plan.dropout)
    page.evidence_box.set_value(("acta.pdf", b"%PDF-1.7 acta", "application/pdf")).run()
    page.press("Adjuntar 1 archivo")
    report = plan.report()
    assert list(evidence.listing(plan.database, "47", report["id"])["file_name"]) == ["acta.pdf"]
    assert "Se adjuntó acta.pdf" in page.said
    reason = next(each for each in page.test.text_input if each.label == "Por qué se retira")
    reason.set_value("Es otra acta").run()
    page.press("Retirar la evidencia")
    assert evidence.listing(plan.database, "47", report["id"]).empty


def test_a_file_that_is_not_what_it_says_is_refused_in_words(screen, plan):
    page = screen("responsible").show(plan.dropout)
    page.evidence_box.set_value(("acta.pdf", b"MZ no es un PDF", "application/pdf")).run()
    page.press("Adjuntar 1 archivo")
    assert "su contenido no lo es" in page.said


def test_whoever_only_reads_finds_the_count_and_no_boxes(open_page, people, plan):
    plan.sent("responsible")
    page = open_page(people["committee"], PAGE)
    page.selectbox(key="corte").set_value("1").run()
    assert any("0 reportes aprobados de 3, 1 por revisar y 2 sin enviar" in each.value for each in page.markdown)
    assert not page.text_input


def test_without_a_plan_in_execution_it_teaches(open_page, people):
    page = open_page(people["analyst"], PAGE)
    assert any("plan está en ejecución" in each.value for each in page.info)
    assert [each.label for each in page.button if each.label == "Ir al plan"]


def test_each_report_says_until_when_it_is_sent_by_its_hoja_de_vida(screen, plan):
    change(plan, reporting_day=10)
    first = screen("responsible").show(plan.dropout)
    assert f"Se reporta hasta el 10/04/{YEAR}" in first.said
    assert f"Se reporta hasta el 15/04/{YEAR}" in first.show(plan.action).said


def test_an_indicator_that_is_not_followed_is_not_asked_for_and_may_be_reported(screen, plan):
    change(plan, is_followed=False)
    page = screen("responsible").show(plan.dropout)
    assert "La estrategia no sigue este indicador" in page.said
    assert page.has_box("total")
    assert "0 reportes aprobados de 2, " in page.said


def change(plan, **values):
    """The hoja de vida of the plan in execution, changed where nobody can: it only stands for another draft."""
    with plan.database.engine.begin() as connection:
        connection.execute(update(indicators).where(indicators.c.id == plan.dropout).values(**values))


def test_what_was_typed_of_an_item_given_to_another_person_is_kept_to_be_copied(screen, plan, people):
    mine = screen("responsible").show(plan.dropout).type(total="4,5", narrative="Visitas a 12 colegios")
    with plan.database.write(people["leader"]) as unit:
        row = unit.get(indicators, plan.dropout)
        changes = {"responsible_id": people["other"].user_id}
        unit.update(indicators, plan.dropout, row["version"], changes, action="cambiar responsable")
    mine.press("Guardar borrador")
    assert "no está a su cargo; lo reporta su responsable. Lo que escribió no se guardó." in mine.said
    assert "«Deserción» ya no está a su cargo" in mine.said
    assert "Visitas a 12 colegios" in mine.said
    assert plan.values() == {}
    mine.press("Descartar lo mío")
    assert "Visitas a 12 colegios" not in mine.said


def test_who_is_missing_is_seen_by_person_and_trimester_with_the_day(screen, plan, people):
    plan.sent("responsible", subject="action", physical=10)
    plan.sent("responsible")
    said = screen("leader").said
    assert "Quién falta en cada trimestre" in said
    assert "✔ 2 de 2" in said
    assert "falta 1 de 1 · " in said
    assert "Quién falta en cada trimestre" not in screen("responsible").said


def test_a_plan_closed_meanwhile_keeps_what_was_typed_on_the_screen(screen, plan, people):
    page = screen("responsible").show(plan.dropout).type(narrative="Lo que escribí")
    with plan.database.write(people["leader"]) as unit:
        row = unit.get(plans, plan.id)
        unit.update(plans, plan.id, row["version"], {"state": "cerrado"}, action="cerrar")
    page.press("Guardar borrador")
    assert "solo se reporta un plan en ejecución" in page.said
    assert "El plan dejó de estar en ejecución" in page.said
    assert "Lo que escribí" in page.said


def test_while_typing_it_warns_of_what_was_not_scheduled_and_of_the_evidence_that_is_missing(screen, plan):
    page = screen("responsible").show(plan.dropout)
    assert "No hay evidencia adjunta" not in page.said
    page.type(rural="5,8")
    assert "Rural: no tenía nada programado para el T1; contará como anticipado." in page.said
    assert "No hay evidencia adjunta" in page.said
    page.press("Guardar borrador")
    assert plan.values() == {"rural": 5.8}


def test_several_files_are_attached_at_once(screen, plan, people):
    page = screen("responsible").show(plan.dropout).type(total="4,5")
    files = [(f"acta{number}.pdf", b"%PDF-1.7 acta " + bytes([number]), "application/pdf") for number in (65, 66)]
    page.evidence_box.set_value(files).run()
    page.press("Adjuntar 2 archivos")
    report = plan.report()
    listed = evidence.listing(plan.database, "47", report["id"])
    assert sorted(listed["file_name"]) == ["acta65.pdf", "acta66.pdf"]
