"""A data set is brought whole or not at all, whatever the portal does meanwhile."""

import errno
import re
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pandas as pd
import pytest
from sqlalchemy import select

from data.opendata import errors, pages, portal, shelf
from data.opendata.client import USER_AGENT, Client
from data.opendata.fetching import fetch
from data.records.database import Database
from data.records.errors import DiskFullError
from data.records.schema.ledger import audit_entries
from data.settings import Settings
from procedure.errors import InvalidValueError, NotAllowedError, NotFoundError
from procedure.roles import Actor, Role
from tests.opendata import server as faulty
from tests.opendata.conftest import HASTY, MEN, Bring
from tests.opendata.server import EDITION, Fault, Portal, Request

PASSING: dict[str, Fault] = {
    "says nothing": faulty.hangs,
    "drips": faulty.drips,
    "stops before its length": faulty.truncates,
    "stops between two rows": faulty.truncates_in_silence,
    "stops in a cell": faulty.tears_a_row,
    "is reset": faulty.resets,
    "is blank": faulty.blank,
    "is not UTF-8": faulty.latin,
    "too many requests": faulty.status(429, Retry_After="0"),
    "server error": faulty.status(500),
    "unavailable": faulty.status(503, Retry_After="soon"),
    "still preparing": faulty.status(202),
}
LASTING: dict[str, tuple[Fault, type[errors.PortalError], int, str]] = {
    "says nothing": (faulty.hangs, errors.SlowError, 3, "no respondió a tiempo"),
    "drips": (faulty.drips, errors.SlowError, 3, "no respondió a tiempo"),
    "is reset": (faulty.resets, errors.CutError, 3, "cortó la descarga"),
    "stops between two rows": (faulty.truncates_in_silence, errors.CutError, 3, "cortó la descarga"),
    "is blank": (faulty.blank, errors.NotDataError, 3, "una hoja en blanco"),
    "server error": (faulty.status(500), errors.StatusError, 3, "el error 500"),
    "not there": (faulty.status(404), errors.StatusError, 1, "el error 404"),
    "a web page": (faulty.web_page, errors.NotDataError, 1, "una página web"),
    "a web page that says so": (faulty.html, errors.NotDataError, 1, "una página web"),
    "no end": (faulty.endless, errors.NotDataError, 1, "mucho más de lo que se le pidió"),
    "more than asked": (faulty.generous, errors.NotDataError, 1, "más filas de las que se le pidieron"),
    "an hour": (faulty.status(429, Retry_After="3600"), errors.WaitError, 1, "pide esperar 60 minutos"),
    "a year": (faulty.status(503, Retry_After="9" * 400), errors.WaitError, 1, "más de dos horas"),
}


def content(settings: Settings, download: shelf.Download) -> pd.DataFrame:
    return pd.read_csv(shelf.path_of(settings, download), dtype=str, keep_default_na=False)


def test_a_data_set_comes_whole_page_after_page(bring: Bring, server: Portal, asking: Settings, admin: Actor) -> None:
    told: list[tuple[float, str]] = []
    download = bring(progress=lambda fraction, text: told.append((fraction, text)))
    pd.testing.assert_frame_equal(content(asking, download), server.tables[MEN.id], check_dtype=False)
    assert (download.rows, download.by, download.edition) == (64, admin.name, EDITION)
    assert server.asked == [
        {"$select": "count(*) AS filas"},
        *({"$limit": "20", "$offset": f"{start}", "$order": ":id"} for start in (0, 20, 40, 60)),
    ]
    assert (server.agents, server.most_under_way) == ({USER_AGENT}, 1)
    assert [text for _, text in told] == [
        "Preguntando al portal cuántas filas hay",
        *(f"Descargadas {done} de 64 filas" for done in (20, 40, 60, 64)),
        "Descarga terminada",
    ]
    assert [fraction for fraction, _ in told] == sorted(fraction for fraction, _ in told)
    assert {path.name for path in shelf.folder_of(asking, MEN).iterdir()} == {
        "download.json", download.file_name,
    }  # fmt: skip


def test_the_audit_trail_says_who_brought_what(bring: Bring, sqlite_database: Database, admin: Actor) -> None:
    download = bring()
    with sqlite_database.read() as connection:
        entry = connection.execute(select(audit_entries).order_by(audit_entries.c.sequence.desc())).mappings().first()
    assert entry is not None
    assert (entry["action"], entry["subject_id"], entry["user_id"]) == ("traer datos abiertos", MEN.id, admin.user_id)
    assert (entry["after"]["sha256"], entry["after"]["rows"]) == (download.sha256, 64)


@pytest.mark.parametrize("place", [0, 2], ids=["the count", "a page"])
@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_costs_one_more_question(
    bring: Bring, server: Portal, asking: Settings, fault: str, place: int
) -> None:
    server.faults = [*[None] * place, PASSING[fault]]
    download = bring()
    pd.testing.assert_frame_equal(content(asking, download), server.tables[MEN.id], check_dtype=False)
    assert len(server.asked) == 6
    assert server.asked[place] == server.asked[place + 1]


@pytest.mark.parametrize("fault", LASTING)
def test_a_fault_that_lasts_is_told_in_one_sentence_with_how_to_go_on(
    bring: Bring, server: Portal, asking: Settings, fault: str
) -> None:
    before = bring()
    lasting, kind, attempts, words = LASTING[fault]
    server.asked.clear()
    server.edition = "Wed, 12 Nov 2025 15:04:05 GMT"
    server.faults, server.always = [None], lasting
    with pytest.raises(kind) as refused:
        bring()
    assert len(server.asked) == 1 + attempts
    assert words in refused.value.message
    assert "https://www.datos.gov.co/d/nudc-7mev y súbalo en «Cargar datos»" in refused.value.message
    assert len(re.findall(r"\.(\s|$)", refused.value.message)) == 1
    assert shelf.latest(asking, MEN) == before


def test_an_answer_without_end_is_left_soon(bring: Bring, server: Portal) -> None:
    server.faults = [None, faulty.endless]
    with pytest.raises(errors.NotDataError):
        bring()
    assert server.sent < 16 << 20


def test_without_network_nothing_changes(
    bring: Bring, server: Portal, asking: Settings, sqlite_database, admin
) -> None:
    before = bring()
    nowhere = replace(asking, open_data_url="http://127.0.0.1:9")
    with pytest.raises(errors.UnreachableError) as refused:
        fetch(nowhere, sqlite_database, admin, MEN, manners=HASTY)
    assert refused.value.message == (
        "No hay conexión con el portal de datos abiertos (127.0.0.1): revise la red y repita, o descargue el archivo a "
        "mano en https://www.datos.gov.co/d/nudc-7mev y súbalo en «Cargar datos»."
    )
    assert shelf.latest(asking, MEN) == before


def in_three_seconds(request: Request, body: bytes) -> None:
    """A moment instead of a number, as HTTP allows; it has no fractions of a second."""
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)
    faulty.status(503, Retry_After=moment)(request, body)


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [(faulty.status(429, Retry_After="1"), 1.0), (in_three_seconds, 1.5)],
    ids=["number", "moment"],
)
def test_it_waits_what_the_portal_asks(bring: Bring, server: Portal, fault: Fault, seconds: float) -> None:
    server.faults = [fault]
    told: list[str] = []
    bring(progress=lambda _, said: told.append(said))
    assert server.moments[1] - server.moments[0] >= seconds
    assert any(said.startswith("El portal no respondió bien; se repite en") for said in told)


def test_pauses_grow_when_the_portal_does_not_say(bring: Bring, server: Portal) -> None:
    server.faults = [faulty.status(500), faulty.status(500)]
    bring(manners=replace(HASTY, first_wait=0.2))
    first, second = (server.moments[place + 1] - server.moments[place] for place in (0, 1))
    assert first >= 0.2
    assert second >= 0.4


@pytest.mark.parametrize("fault", [faulty.resets, faulty.hangs, faulty.web_page], ids=["reset", "silence", "web page"])
def test_an_interrupted_fetch_goes_on_where_it_was(
    bring: Bring, server: Portal, asking: Settings, fault: Fault
) -> None:
    server.faults, server.always = [None, None, None], fault
    with pytest.raises(errors.PortalError):
        bring()
    server.asked.clear()
    server.always = None
    told: list[str] = []
    download = bring(progress=lambda _, said: told.append(said))
    assert server.offsets == ["40", "60"]
    assert told[1:3] == ["Ya estaban 20 de 64 filas", "Ya estaban 40 de 64 filas"]
    pd.testing.assert_frame_equal(content(asking, download), server.tables[MEN.id], check_dtype=False)


@pytest.fixture
def halfway(bring: Bring, server: Portal, asking: Settings):
    """Two pages on disk; answers their folder."""
    server.faults, server.always = [None, None, None], faulty.status(404)
    with pytest.raises(errors.StatusError):
        bring()
    server.always = None
    server.asked.clear()
    return shelf.folder_of(asking, MEN) / "pages"


def test_a_page_that_is_not_what_came_is_asked_for_again(
    bring: Bring, server: Portal, asking: Settings, halfway
) -> None:
    (halfway / "00001.csv").write_bytes((halfway / "00001.csv").read_bytes().replace(b"47", b"48", 1))
    (halfway / "00002.csv").write_bytes(b"a half-written page that the manifest does not name")
    download = bring()
    assert server.offsets == ["20", "40", "60"]
    pd.testing.assert_frame_equal(content(asking, download), server.tables[MEN.id], check_dtype=False)


@pytest.mark.parametrize("manifest", ["", "{", "[]", '{"asked": 1, "pages": {}}', None])
def test_pages_without_their_manifest_are_nothing(bring: Bring, server: Portal, halfway, manifest: str | None) -> None:
    if manifest is None:
        (halfway / "manifest.json").unlink()
    else:
        (halfway / "manifest.json").write_text(manifest, encoding="utf-8")
    bring()
    assert server.offsets == ["0", "20", "40", "60"]


@pytest.mark.parametrize("change", ["edition", "rows", "page size"])
def test_pages_of_another_edition_are_not_mixed(
    bring: Bring, server: Portal, asking: Settings, halfway, change: str
) -> None:
    dataset = replace(MEN, page_rows=30) if change == "page size" else MEN
    if change == "edition":
        server.edition = "Wed, 12 Nov 2025 15:04:05 GMT"
    if change == "rows":
        server.tables[MEN.id] = server.tables[MEN.id].iloc[1:]
    download = bring(dataset)
    assert server.offsets[0] == "0"
    pd.testing.assert_frame_equal(
        content(asking, download), server.tables[MEN.id].reset_index(drop=True), check_dtype=False
    )


@pytest.mark.parametrize(("next_day", "expected"), [("2026-03-01", ["20"]), ("2026-03-02", ["0"])])
def test_pages_of_a_portal_without_editions_are_good_for_the_same_day(
    bring: Bring, server: Portal, monkeypatch: pytest.MonkeyPatch, next_day: str, expected: list[str]
) -> None:
    server.edition = ""
    monkeypatch.setattr("data.opendata.paging.datetime", _clock("2026-03-01"))
    server.faults, server.always = [None, None], faulty.status(404)
    with pytest.raises(errors.StatusError):
        bring()
    server.asked.clear()
    monkeypatch.setattr("data.opendata.paging.datetime", _clock(next_day))
    server.faults = [None]
    with pytest.raises(errors.StatusError):
        bring()
    assert server.offsets == expected


def _clock(day: str) -> type[datetime]:
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.fromisoformat(f"{day}T10:00:00").replace(tzinfo=tz)

    return Clock


def test_a_publication_that_changes_meanwhile_is_not_mixed(bring: Bring, server: Portal) -> None:
    def republishes(request, body):
        request.portal.edition = "Wed, 12 Nov 2025 15:04:05 GMT"
        request.reply(body)

    server.faults = [None, None, republishes]
    with pytest.raises(errors.EditionError, match="cambió «Estadísticas del MEN por municipio» mientras"):
        bring()
    assert bring().edition == "Wed, 12 Nov 2025 15:04:05 GMT"


def test_pages_of_two_layouts_are_not_mixed(bring: Bring, server: Portal) -> None:
    def renames(request, body):
        request.reply(body.replace(b"deserci_n_media", b"desercion_med__"))

    server.faults = [None, None, renames]
    with pytest.raises(errors.EditionError):
        bring()
    server.asked.clear()
    bring()
    assert server.offsets == ["0", "20", "40", "60"]


@pytest.mark.parametrize("fault", [None, faulty.status(429, Retry_After="60"), faulty.drips], ids=["", "wait", "drip"])
def test_cancelling_is_heard_at_once_and_keeps_what_came(bring: Bring, server: Portal, fault: Fault | None) -> None:
    done = threading.Event()

    def cancels(request: Request, body: bytes) -> None:
        done.set()
        if fault is None:
            request.reply(body)
        else:
            fault(request, body)

    server.faults = [None, None, None, cancels]
    start = time.monotonic()
    with pytest.raises(errors.FetchCancelledError, match="lo que ya llegó se conserva"):
        bring(cancelled=done.is_set, manners=replace(HASTY, whole=60, longest_wait=60))
    assert time.monotonic() - start < 30
    server.asked.clear()
    bring()
    assert server.offsets in (["40", "60"], ["60"])  # the page that came while it was cancelled may be kept


def test_one_fetch_at_a_time(bring: Bring, server: Portal) -> None:
    refused: list[str] = []

    def again(_fraction: float, said: str) -> None:
        if said.startswith("Descargadas 20"):
            with pytest.raises(errors.UnderwayError) as found:
                bring(portal.DIVIPOLA)
            refused.append(found.value.message)

    bring(progress=again)
    assert refused == ["Ya se está trayendo algo del portal de datos abiertos: espere a que termine y repita."]
    assert len(server.asked) == 5
    bring()


def test_a_redirection_is_followed_within_the_portal_only(bring: Bring, server: Portal) -> None:
    with faulty.serving(server.tables) as other:
        for target in (f"{other.url}/resource/{MEN.id}.csv", "https://127.0.0.1/x", "//ejemplo.invalid/x"):
            server.faults = [faulty.redirects(target)]
            with pytest.raises(errors.MovedError, match="envía a otro sitio"):
                bring()
        assert other.asked == []
    server.faults = [faulty.redirects(f"/resource/{MEN.id}.csv?$select=count(*)")]
    assert bring().rows == 64


def test_redirections_that_turn_round_end(bring: Bring, server: Portal) -> None:
    server.always = faulty.redirects(f"/resource/{MEN.id}.csv")
    with pytest.raises(errors.MovedError):
        bring()
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ('"filas"\n"0"\n', "que hay 0 filas"),
        ('"filas"\n"2000000"\n', "que hay 2.000.000 filas"),
        ('"filas"\n"muchas"\n', "algo que no es una cuenta"),
        ('"filas"\n"1"\n"2"\n', "algo que no es una cuenta"),
    ],
)
def test_a_count_that_cannot_be_is_not_believed(bring: Bring, server: Portal, answer: str, words: str) -> None:
    server.faults = [faulty.says(answer)]
    with pytest.raises(errors.NotDataError, match=words):
        bring()
    assert len(server.asked) == 1


@pytest.mark.parametrize("role", list(Role))
def test_only_the_administrator_brings(
    asking: Settings, sqlite_database: Database, server: Portal, enrol, role: Role
) -> None:
    if role is Role.ADMIN:
        assert fetch(asking, sqlite_database, enrol(role), MEN, manners=HASTY).rows == 64
        return
    with pytest.raises(NotAllowedError, match="no permite traer datos abiertos"):
        fetch(asking, sqlite_database, enrol(role), MEN, manners=HASTY)
    assert server.asked == []


def test_a_full_disk_is_told_and_the_last_one_stays(
    bring: Bring, asking: Settings, server: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bring()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No queda espacio en el dispositivo")

    monkeypatch.setattr(pages.Pages, "keep", full)
    with pytest.raises(DiskFullError, match="No queda espacio en el dispositivo"):
        bring()
    assert shelf.latest(asking, MEN) == before


def test_the_same_publication_gives_the_same_bytes_and_a_newer_one_takes_its_place(
    bring: Bring, server: Portal, asking: Settings
) -> None:
    first = bring()
    assert bring().sha256 == first.sha256
    server.tables[MEN.id] = server.tables[MEN.id].iloc[:-1]
    newer = bring()
    assert newer.sha256 != first.sha256
    assert shelf.latest(asking, MEN) == newer
    assert len(list(shelf.folder_of(asking, MEN).glob("*.csv"))) == 1


def test_a_file_that_is_not_what_was_brought_is_not_handed_over(bring: Bring, asking: Settings) -> None:
    download = bring()
    path = shelf.path_of(asking, download)
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(NotFoundError, match="ya no es el que se trajo del portal"):
        shelf.path_of(asking, download)
    path.unlink()
    assert shelf.latest(asking, MEN) is None


@pytest.mark.parametrize(
    "given", ["ftp://datos.gov.co", "datos.gov.co", "https://", "https://a b", "https://x/?y=1", "https://u:p@x"]
)
def test_an_address_that_is_not_one_is_refused_before_asking(sqlite_settings: Settings, given: str) -> None:
    with pytest.raises(InvalidValueError, match="PAM_OPEN_DATA_URL"):
        portal.address(replace(sqlite_settings, open_data_url=given))


def test_the_portal_is_asked_where_it_is_unless_a_mirror_is_set(sqlite_settings: Settings) -> None:
    assert portal.address(sqlite_settings) == "https://www.datos.gov.co"
    mirror = replace(sqlite_settings, open_data_url="https://espejo.entidad.gov.co:8443/datos/")
    assert portal.address(mirror) == "https://espejo.entidad.gov.co:8443/datos"
    client = Client(portal.address(sqlite_settings), MEN, HASTY, lambda: False, lambda _: None)
    assert client._url == "https://www.datos.gov.co/resource/nudc-7mev.csv"
