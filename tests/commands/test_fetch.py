"""`manage.py fetch`: what comes from the portal is judged as a file given to `import`, and nothing more."""

import json
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from data.commands import execute, fetch, import_file
from data.opendata import fetching, portal
from data.opening import open_stores
from data.records import datasets
from data.settings import ROOT
from tests.intake.publication import men_frame
from tests.opendata import server as faulty
from tests.opendata.conftest import HASTY, divipola
from tests.opendata.server import Portal, mangled, serving
from tests.serving import order


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(fetching, "PATIENT", HASTY)
    monkeypatch.setattr(portal, "MEN", replace(portal.MEN, page_rows=20))
    with serving({portal.MEN.id: mangled(men_frame()), portal.DIVIPOLA.id: divipola()}) as found:
        monkeypatch.setenv("PAM_OPEN_DATA_URL", found.url)
        yield found


def versions() -> list[int]:
    stores = open_stores()
    history = datasets.history(stores.database, "47")
    stores.close()
    return history["number"].tolist()


def brought(home) -> str:
    return str(next((home / "opendata" / "men").glob("*.csv")))


def test_the_verdict_is_that_of_import_and_nothing_is_stored(server: Portal, home, capsys) -> None:
    assert fetch.run(["men", "--json"]) == 0
    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert (answer["verdict"], answer["kind"]) == ("accepted", "men_municipal")
    assert answer["rows"] == {"new": 48, "changed": 0, "equal": 0, "rejected": 0, "outside": 16}
    assert "Descargadas 64 de 64 filas" in told.err
    assert import_file.run([brought(home), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == answer
    assert versions() == []


def test_it_is_accepted_only_when_it_is_said_and_the_same_again_is_already_loaded(server: Portal, capsys) -> None:
    assert fetch.run(["men", "--dry-run"]) == 0
    assert "Revisión: no se guardó nada." in capsys.readouterr().out
    assert fetch.run(["men", "--accept"]) == 0
    assert "Cargado como versión 1." in capsys.readouterr().out
    assert fetch.run(["men", "--accept", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "already-loaded"
    assert versions() == [1]


def test_doubtful_cells_wait_unless_they_are_confirmed(server: Portal, capsys) -> None:
    table = server.tables[portal.MEN.id]
    own = (table["c_digo_municipio"] == "47245") & (table["a_o"] == "2021")
    assert own.sum() == 1
    table.loc[own, "poblaci_n_5_16"] = "4.12"
    assert fetch.run(["men", "--json"]) == 0
    assert "Sin confirmar y por eso vacías (1)" in json.loads(capsys.readouterr().out)["message"]
    assert fetch.run(["men", "--accept", "--confirm-proposals", "--note", "verificado", "--json"]) == 0
    stores = open_stores()
    confirmed = datasets.history(stores.database, "47")["confirmations"].iloc[0]
    stores.close()
    assert [(each["value"], each["note"]) for each in confirmed] == [(4120.0, "verificado")]


def test_changed_columns_are_refused_by_name(server: Portal, capsys) -> None:
    table = server.tables[portal.MEN.id]
    server.tables[portal.MEN.id] = table.rename(columns={"deserci_n": "abandono_escolar", "cobertura_neta": "cn"})
    assert fetch.run(["men", "--accept", "--json"]) == import_file.REJECTED_EXIT
    answer = json.loads(capsys.readouterr().out)
    assert (answer["verdict"], answer["code"]) == ("rejected", "columna_faltante")
    said = answer["message"]
    assert "le faltan columnas de «Estadísticas del MEN por municipio»: «COBERTURA NETA» y «DESERCIÓN»" in said
    assert versions() == []


@pytest.mark.parametrize("name", ["men", "divipola"])
def test_without_network_one_sentence_says_how_to_go_on(server: Portal, name: str, monkeypatch, capsys) -> None:
    monkeypatch.setenv("PAM_OPEN_DATA_URL", "http://127.0.0.1:9")
    assert execute(["fetch", name]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    last = told.err.splitlines()[-1]
    assert last.startswith("No hay conexión con el portal de datos abiertos (127.0.0.1): revise la red y repita, o ")
    assert portal.ALL[name].page_url in last
    assert versions() == []


def test_an_interrupted_order_goes_on(server: Portal, capsys) -> None:
    server.faults, server.always = [None, None, None], faulty.status(404)
    assert execute(["fetch", "men"]) == 1
    server.always = None
    server.asked.clear()
    assert execute(["fetch", "men", "--accept"]) == 0
    assert server.offsets == ["40", "60"]
    assert versions() == [1]


def test_an_order_that_was_killed_goes_on_with_the_pages_that_came(server: Portal, home, capsys) -> None:
    server.tables[portal.DIVIPOLA.id] = pd.concat([divipola()] * 8, ignore_index=True)  # 8.976 rows: two pages
    server.faults = [None, None, faulty.hangs]
    command, environment = order(home, "fetch", "divipola")
    environment |= {"PAM_OPEN_DATA_URL": server.url, "NO_PROXY": "127.0.0.1"}
    killed = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while len(server.asked) < 3:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    killed.kill()
    killed.communicate()
    server.asked.clear()
    assert execute(["fetch", "divipola"]) == 1  # each code comes eight times: it is no list of municipalities
    assert server.offsets == ["5000"]
    assert "no es de municipios" in capsys.readouterr().err


def test_the_divipola_is_compared(server: Portal, capsys) -> None:
    assert fetch.run(["divipola"]) == 0
    assert capsys.readouterr().out == (
        "Los 28 municipios de la entidad son los mismos en la DIVIPOLA publicada (1.122 municipios del país).\n"
    )
    table = server.tables[portal.DIVIPOLA.id]
    table.loc[table["cod_mpio"] == "47245", "nom_mpio"] = "BANCO"
    assert fetch.run(["divipola"]) == 0
    assert "  47245  Cambió de nombre: «El Banco» → «BANCO»" in capsys.readouterr().out.splitlines()
    assert fetch.run(["divipola", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "known": 28,
        "published": 1122,
        "differences": [{"code": "47245", "change": "renombrado", "ours": "El Banco", "theirs": "BANCO"}],
    }


@pytest.mark.parametrize("words", [[], ["saber"], ["divipola", "--accept"], ["men", "--accept", "--dry-run"]])
def test_a_mistyped_order_says_how_it_is_written(words: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as left:
        fetch.run(words)
    assert left.value.code == 1
    assert "Uso: manage.py fetch" in capsys.readouterr().err
