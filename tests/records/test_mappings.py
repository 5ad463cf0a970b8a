"""Mappings are remembered by the shape of their headers, versioned, audited, and of one entity."""

from dataclasses import replace

import pytest

from data.intake.mapping import ColumnMapping, Figure
from data.records import audit, mappings
from data.records.database import Database
from data.records.errors import StaleVersionError
from procedure.errors import InvalidValueError, NotAllowedError, NotFoundError
from procedure.roles import Actor

MAPPING = ColumnMapping(
    "Deserción propia",
    headers=("Municipio", "2021", "2022"),
    keys={"municipality_name": "Municipio"},
    figures=(Figure("2021", year="2021"), Figure("2022", year="2022")),
    constants={"indicator_code": "desercion"},
)


def test_a_mapping_is_remembered_with_who_and_when(database: Database, analyst: Actor) -> None:
    mappings.remember(database, analyst, MAPPING)
    [one] = mappings.remembered(database, "47")
    assert (one.mapping, one.by, one.version) == (MAPPING, analyst.name, 1)
    assert one.at.tzinfo is not None


def test_the_same_shape_is_one_mapping_in_its_next_version(database: Database, analyst: Actor) -> None:
    mappings.remember(database, analyst, MAPPING)
    next_year = replace(MAPPING, name="Deserción", headers=("Municipio", "2023", "2022"))
    mappings.remember(database, analyst, next_year)
    [one] = mappings.remembered(database, "47")
    assert (one.mapping, one.version) == (next_year, 2)


def test_remembering_the_same_twice_changes_nothing(database: Database, analyst: Actor) -> None:
    mappings.remember(database, analyst, MAPPING)
    with database.read() as connection:
        before = audit.position(connection, "47")
    mappings.remember(database, analyst, MAPPING)
    with database.read() as connection:
        assert audit.position(connection, "47") == before


def test_another_shape_is_another_mapping(database: Database, analyst: Actor) -> None:
    mappings.remember(database, analyst, MAPPING)
    mappings.remember(database, analyst, replace(MAPPING, name="Otra", headers=("Municipio", "Zona", "2021")))
    assert [one.mapping.name for one in mappings.remembered(database, "47")] == ["Deserción propia", "Otra"]


def test_an_edit_keeps_what_it_was_in_the_audit_trail(database: Database, analyst: Actor) -> None:
    row = mappings.remember(database, analyst, MAPPING)
    mappings.edit(database, analyst, row["id"], 1, replace(MAPPING, name="Deserción anual"))
    [one] = mappings.remembered(database, "47")
    assert (one.mapping.name, one.version) == ("Deserción anual", 2)
    with database.read() as connection:
        assert audit.verify(connection, "47") == audit.position(connection, "47")


def test_a_forgotten_mapping_recognizes_nothing_and_may_be_made_again(database: Database, analyst: Actor) -> None:
    row = mappings.remember(database, analyst, MAPPING)
    with pytest.raises(InvalidValueError, match="por qué"):
        mappings.forget(database, analyst, row["id"], 1, reason=" ")
    mappings.forget(database, analyst, row["id"], 1, reason="Era de otra entidad")
    assert mappings.remembered(database, "47") == []
    mappings.remember(database, analyst, MAPPING)
    assert len(mappings.remembered(database, "47")) == 1


def test_two_people_do_not_overwrite_each_other(database: Database, analyst: Actor) -> None:
    row = mappings.remember(database, analyst, MAPPING)
    mappings.edit(database, analyst, row["id"], 1, replace(MAPPING, name="Una"))
    with pytest.raises(StaleVersionError):
        mappings.edit(database, analyst, row["id"], 1, replace(MAPPING, name="Otra"))


def test_a_mapping_that_could_not_be_used_is_not_kept(database: Database, analyst: Actor) -> None:
    with pytest.raises(InvalidValueError, match="Faltan las cifras"):
        mappings.remember(database, analyst, replace(MAPPING, figures=()))


def test_only_who_loads_data_may_remember(database: Database, committee: Actor, analyst: Actor) -> None:
    with pytest.raises(NotAllowedError):
        mappings.remember(database, committee, MAPPING)
    row = mappings.remember(database, analyst, MAPPING)
    with pytest.raises(NotAllowedError):
        mappings.forget(database, committee, row["id"], 1, reason="No")


def test_another_entity_sees_none_and_touches_none(database: Database, analyst: Actor, stranger: Actor) -> None:
    row = mappings.remember(database, analyst, MAPPING)
    other = replace(stranger, roles=analyst.roles)
    assert mappings.remembered(database, "08") == []
    with pytest.raises(NotFoundError):
        mappings.edit(database, other, row["id"], 1, MAPPING)
