"""The demonstration has a closed round of several voters, one tie decided in words, and evidence with its figures."""

from collections.abc import Iterator

import pytest

from analytics.prioritization import rank
from data.demo import plan
from data.opening import Stores, open_stores
from data.records import ballots, datasets, priorities
from data.settings import Settings
from procedure.roles import Actor
from reports.priority_evidence import is_stale, sentence
from reports.priority_figures import votes_of


@pytest.fixture(scope="module")
def stores(demonstration_home) -> Iterator[Stores]:
    """Only read."""
    address = f"sqlite:///{(demonstration_home / 'records.sqlite').as_posix()}"
    found = open_stores(Settings(demonstration_home, address, "47"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def frames(stores):
    return priorities.frames(stores.database, "47", plan.YEAR)


def test_one_round_is_closed_and_four_people_scored_every_factor(stores, frames):
    seen = ballots.read(stores.database, Actor("47", "Quien mira"), plan.YEAR)
    assert seen.rounds[["number", "state", "voters"]].to_numpy().tolist() == [[1, "cerrada", 4]]
    assert seen.last["closer"] == "Líder de Calidad" and seen.last["note"]
    assert len(frames.scores) == 4 * len(frames.factors)


def test_one_tie_is_decided_in_writing(frames):
    ranked = rank(votes_of(frames.scores)).set_index("factor")
    notes = frames.factors.set_index("id")["tie_note"]
    tied = ranked.index[ranked["tied"]]
    assert len(tied) == 2 and notes[tied].ne("").all()
    assert ranked["spread"].max() >= 2


def test_some_opportunities_carry_figures_of_the_data_that_serve(stores, frames):
    versions = datasets.history(stores.database, "47").set_index("id")
    with_figures = [one for one in frames.opportunities["evidence"] if "value" in one]
    assert len(with_figures) >= 3
    assert not any(is_stale(one, versions) for one in with_figures)
    rural = sentence(frames.opportunities["evidence"].iloc[0])
    assert rural.startswith("Deserción intraanual, zona rural: 5,6\u00a0% en 2025 (tasa ponderada de 28 municipios)")
    assert "empeora" in rural and "por encima de la zona urbana" in rural and "toca al " in rural
