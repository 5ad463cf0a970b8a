"""Makes the demonstration in an empty installation, by the same commands that people and files go through."""

from collections.abc import Callable

from sqlalchemy import func, select

from data.demo import (
    baselines,
    characterization,
    followup,
    improvement,
    people,
    plan,
    profile,
    revisions,
    schools,
    strategy,
    verification,
)
from data.demo.errors import HomeInUseError
from data.demo.people import Account, Cast
from data.demo.upload import load, load_template
from data.intake.templates import pmi_summary, school_directory
from data.opening import Stores
from data.records import entities, plan_copies, plans
from data.records.schema.identity import users
from procedure.roles import Actor, Role


def build(stores: Stores, tell: Callable[[str], None]) -> list[Account]:
    """The accounts with their random passwords; none when the demonstration was there already.

    `tell` hears each step. Raises HomeInUseError when the installation holds anything else.
    """
    database, entity_id = stores.database, stores.settings.entity_id
    if _is_there(stores):
        return []
    _refuse_if_in_use(stores)
    tell("Cuentas de demostración…")
    entities.mark_demonstration(
        database, Actor(entity_id, "Instalación de la demostración", roles=frozenset({Role.ADMIN}))
    )
    cast = people.create(database, entity_id)
    tell("Caracterización inventada de los municipios…")
    _measurements(stores, cast)
    tell("Perfil, priorización y plan…")
    frozen = baselines.freeze(stores, cast.analyst, plan.YEAR)
    profile.write(database, cast.analyst, plan.YEAR)
    written = plan.write_plan(database, cast, plan.write_priorities(stores, cast), frozen)
    strategy.write(database, cast, written.plan_id)
    tell("Aprobación, reportes y evidencias…")
    verification.verify(database, cast, written.plan_id)
    followup.approve(database, cast, written.plan_id)
    followup.report(database, cast, written, stores.settings.evidence, 1)
    tell("Acciones correctivas y cierre del primer trimestre…")
    improvement.close_first(stores, cast, written.plan_id)
    followup.report(database, cast, written, stores.settings.evidence, 2)
    improvement.follow(stores, cast, written.plan_id)
    _next_year(stores, cast, written.plan_id)
    return cast.accounts


def _measurements(stores: Stores, cast: Cast) -> None:
    """The schools first: where both have a municipal figure, that of the characterization is the one that serves."""
    municipalities = entities.municipalities(stores.database, stores.settings.entity_id)
    observations = characterization.observations(municipalities)
    listed = schools.listed(municipalities, observations)
    load_template(stores, cast.analyst, school_directory.TEMPLATE, schools.sedes(listed))
    load_template(stores, cast.analyst, pmi_summary.TEMPLATE, schools.summaries(listed, observations))
    load(stores, cast.analyst, observations)


def _next_year(stores: Stores, cast: Cast, plan_id: str) -> None:
    """A draft of the following year, so that the editor has something to edit."""
    draft = plan_copies.duplicate(stores.database, cast.analyst, plan_id)
    revisions.write(stores.database, cast, draft["id"])


def _is_there(stores: Stores) -> bool:
    entity_id = stores.settings.entity_id
    if not entities.get(stores.database, entity_id)["is_demonstration"]:
        return False
    if plans.current(stores.database, entity_id, plan.YEAR + 1) is None:
        raise HomeInUseError(
            f"La demostración quedó a medias en {stores.settings.home}. Borre esa carpeta y vuelva a crearla."
        )
    return True


def _refuse_if_in_use(stores: Stores) -> None:
    with stores.database.read() as connection:
        accounts = connection.execute(select(func.count()).select_from(users)).scalar_one()
    if accounts or stores.warehouse.generation_id(stores.settings.entity_id):
        raise HomeInUseError(
            f"La carpeta {stores.settings.home} ya tiene datos de una entidad: la demostración no escribe sobre ellos. "
            "Elija otra carpeta con PAM_HOME."
        )
