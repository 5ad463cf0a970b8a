"""Evidence is kept whole, by its hash, under a name that is only text, and opened by whoever may."""

import hashlib
import os

import pytest

from data.records import evidence, plan_elements, plans, reports
from procedure.errors import InvalidValueError, NotAllowedError, NotFoundError, StateError
from procedure.roles import Role
from tests import walking

PDF = b"%PDF-1.7 acta de la mesa"


@pytest.fixture
def folder(sqlite_settings):
    return sqlite_settings.evidence


@pytest.fixture
def report(sqlite_database, analyst, leader, committee, technician, responsible):
    """A draft report of an action of `responsible`, in a plan in execution."""
    plan_id = plans.create(sqlite_database, analyst, 2026, "Plan 2026")["id"]
    component = plan_elements.add(sqlite_database, analyst, plan_id, "components", {"name": "c"})["id"]
    values = {"component_id": component, "text": "Rutas", "responsible_id": responsible.user_id}
    action = plan_elements.add(sqlite_database, analyst, plan_id, "actions", values)["id"]
    walk = [(leader, "en_viabilidad"), (committee, "viable"), (leader, "en_verificacion"), (leader, "conforme")]
    walk += [(committee, "aprobado"), (leader, "habilitado"), (technician, "publicado"), (leader, "en_ejecucion")]
    for version, (actor, to_state) in enumerate(walk, start=1):
        walking.step(sqlite_database, actor, plan_id, version, to_state, acta="1")
    return reports.save_draft(
        sqlite_database, responsible, plan_id, "accion", action, 1, None, values={}, physical=10
    ).report


def test_a_file_is_stored_by_its_hash_and_offered_by_its_name(sqlite_database, responsible, committee, folder, report):
    row = evidence.attach(sqlite_database, responsible, folder, report["id"], "Acta mesa Nº 1.pdf", PDF)
    sha256 = hashlib.sha256(PDF).hexdigest()
    assert (row["sha256"], row["size"], row["file_name"]) == (sha256, len(PDF), "Acta mesa Nº 1.pdf")
    path, name = evidence.open_for(sqlite_database, committee, folder, row["id"])
    assert (path, name) == (folder / sha256[:2] / sha256, "Acta mesa Nº 1.pdf")
    assert path.read_bytes() == PDF
    assert evidence.listing(sqlite_database, "47", report["id"])["file_name"].tolist() == ["Acta mesa Nº 1.pdf"]


def test_the_same_file_twice_is_one_row_and_several_files_are_several(sqlite_database, responsible, folder, report):
    ids = {evidence.attach(sqlite_database, responsible, folder, report["id"], "a.pdf", PDF)["id"] for _ in range(2)}
    assert len(ids) == 1
    evidence.attach(sqlite_database, responsible, folder, report["id"], "b.csv", "año;valor\n".encode("latin-1"))
    assert len(evidence.listing(sqlite_database, "47", report["id"])) == 2


def test_nothing_is_left_half_written(sqlite_database, responsible, folder, report, monkeypatch):
    def broken(descriptor):
        raise OSError("sin disco")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="sin disco"):
        evidence.attach(sqlite_database, responsible, folder, report["id"], "a.pdf", PDF)
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    assert evidence.listing(sqlite_database, "47", report["id"]).empty


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\x\\acta.pdf", "acta.pdf"),
        ('a<b>:"c|?*.pdf', "a_b___c___.pdf"),
        ("acta\x00\n\u202efdp.pdf", "actafdp.pdf"),
        (" acta. ", "acta"),
        ("x" * 300 + ".pdf", "x" * 140 + ".pdf"),
    ],
)
def test_a_name_never_becomes_a_path(name, clean):
    assert evidence.clean_name(name) == clean


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("virus.exe", b"MZ", "no es de un tipo admitido"),
        ("sin-extension", b"x", "no es de un tipo admitido"),
        ("acta.pdf", b"", "está vacío"),
        ("acta.pdf", b"PK\x03\x04", "dice ser PDF pero su contenido no lo es"),
        ("foto.png", b"\xff\xd8\xff", "dice ser PNG"),
        ("tabla.csv", b"a\x00b", "dice ser CSV"),
        ("grande.txt", b"x" * (evidence.MAX_BYTES + 1), "pesa 25,0 MB y caben 25"),
    ],
)
def test_a_file_that_cannot_be_is_refused_in_words(name, content, sentence):
    with pytest.raises(InvalidValueError, match=sentence) as refused:
        evidence.check_content(name, content)
    assert refused.value.field == "file"


def test_intruders_neither_attach_nor_open(sqlite_database, enrol, committee, stranger, responsible, folder, report):
    other = enrol(Role.RESPONSIBLE)
    for intruder, error in ((other, NotAllowedError), (committee, NotAllowedError), (stranger, NotFoundError)):
        with pytest.raises(error):
            evidence.attach(sqlite_database, intruder, folder, report["id"], "a.pdf", PDF)
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    row = evidence.attach(sqlite_database, responsible, folder, report["id"], "a.pdf", PDF)
    with pytest.raises(NotAllowedError):
        evidence.open_for(sqlite_database, other, folder, row["id"])
    with pytest.raises(NotFoundError):
        evidence.open_for(sqlite_database, stranger, folder, row["id"])
    with pytest.raises(NotAllowedError):
        evidence.void(sqlite_database, committee, row["id"], 1, "Sobra")
    assert evidence.listing(sqlite_database, stranger.entity_id, report["id"]).empty


def test_evidence_is_retired_with_a_reason_and_the_file_stays(sqlite_database, responsible, folder, report):
    row = evidence.attach(sqlite_database, responsible, folder, report["id"], "a.pdf", PDF)
    with pytest.raises(InvalidValueError):
        evidence.void(sqlite_database, responsible, row["id"], 1, " ")
    evidence.void(sqlite_database, responsible, row["id"], 1, "Era de otra acción")
    assert evidence.listing(sqlite_database, "47", report["id"]).empty
    assert evidence.stored_path(folder, row["sha256"]).read_bytes() == PDF
    with pytest.raises(NotFoundError):
        evidence.open_for(sqlite_database, responsible, folder, row["id"])
    again = evidence.attach(sqlite_database, responsible, folder, report["id"], "a.pdf", PDF)
    assert again["id"] != row["id"]


def test_a_sent_report_admits_no_more_evidence(sqlite_database, responsible, folder, report):
    row = evidence.attach(sqlite_database, responsible, folder, report["id"], "a.pdf", PDF)
    reports.submit(sqlite_database, responsible, report["id"], report["version"])
    with pytest.raises(StateError, match="«Enviado»"):
        evidence.attach(sqlite_database, responsible, folder, report["id"], "b.pdf", PDF + b"2")
    with pytest.raises(StateError):
        evidence.void(sqlite_database, responsible, row["id"], 1, "Sobra")


def test_a_file_lost_or_cut_on_disk_is_never_served(sqlite_database, responsible, folder, report):
    row = evidence.attach(sqlite_database, responsible, folder, report["id"], "a.pdf", PDF)
    path = evidence.stored_path(folder, row["sha256"])
    path.write_bytes(PDF[:5])
    with pytest.raises(NotFoundError, match="no está completo en el disco"):
        evidence.open_for(sqlite_database, responsible, folder, row["id"])
    path.unlink()
    with pytest.raises(NotFoundError):
        evidence.open_for(sqlite_database, responsible, folder, row["id"])
    evidence.attach(sqlite_database, responsible, folder, report["id"], "a.pdf", PDF)
    assert evidence.open_for(sqlite_database, responsible, folder, row["id"])[0].read_bytes() == PDF
