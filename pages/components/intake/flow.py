"""The file of this session at whatever point it is: being read, refused, to be decided, being stored, stored."""

from data import catalog
from data.intake.model import Reading
from data.intake.recall import UnknownLayoutError
from data.opening import Stores
from data.records import entities
from data.warehouse.comparison import Comparison, compare
from pages.components import flash
from pages.components.intake import correction, decision, drop, dry_run, findings, mapping, outcome, progress, proposals
from pages.components.intake import job as jobs
from pages.components.intake.job import Job
from procedure.errors import PamError
from procedure.roles import Actor


def render(stores: Stores, actor: Actor) -> None:
    """One of: the door, the progress of a step, the dry run with its decision, what was accepted."""
    _settle()
    job, version = jobs.current(), jobs.accepted()
    flash.show()
    if job is not None and job.running:
        progress.watch()
    elif job is not None and job.reading is not None:
        _decide(stores, actor, job, job.reading.result())
    elif job is not None and job.unmatched is not None:
        mapping.render(stores, actor, job)
    elif version is not None:
        outcome.render(version)
    else:
        drop.render(stores, actor)


def _settle() -> None:
    """Takes the answer of a step that ended. A fault that is not in words for people goes on to the error edge."""
    job = jobs.current()
    if job is None or job.running:
        return
    try:
        if job.acceptance is not None:
            jobs.finish(job.acceptance.result())
        elif job.reading is not None:
            job.reading.result()
    except UnknownLayoutError as unknown:
        _unmatched(job, unknown)
    except PamError as error:
        _refused(job, error)
    except BaseException:
        jobs.drop()
        raise


def _unmatched(job: Job, unknown: UnknownLayoutError) -> None:
    """A file whose columns have to be matched first, from the remembered mapping when only its year is missing."""
    job.unmatched, job.reading = unknown, None
    if unknown.recalled is not None:
        job.draft = unknown.recalled.mapping


def _refused(job: Job, error: PamError) -> None:
    """A refused file is let go; a version that could not be stored leaves its reading to be decided again, and a
    mapping that does not fit goes back to its columns."""
    if job.acceptance is not None:
        flash.refuse(error, place=decision.PLACE)
        job.acceptance = None
        return
    if job.unmatched is not None:
        mapping.refused(job, error)
        return
    flash.refuse(error)
    jobs.drop()
    flash.keep("info", "No se guardó nada y los datos que ya estaban siguen como antes.")


def _decide(stores: Stores, actor: Actor, job: Job, reading: Reading) -> None:
    loaded = decision.already_loaded(stores, actor, job, reading)
    if job.earlier is None:
        job.earlier = decision.confirmed_in(loaded)
    comparison = _compare(stores, actor, job, reading)
    names = (entities.municipalities(stores.database, actor.entity_id), catalog.indicators())
    dry_run.recognized(job, reading)
    mapping.way_back(job)
    dry_run.render(job, reading, comparison, names)
    findings.render(job, reading)
    correction.render(job, reading)
    proposals.render(job, reading)
    decision.render(stores, job, reading, comparison, loaded)


def _compare(stores: Stores, actor: Actor, job: Job, reading: Reading) -> Comparison:
    """The comparison with what serves now and what is ticked now; kept until either changes."""
    confirmed = frozenset(job.confirmed) | (job.earlier or frozenset())
    key = (stores.warehouse.generation_id(actor.entity_id), confirmed)
    if job.compared is None or job.compared[0] != key:
        job.compared = (key, compare(stores.warehouse, reading, actor.entity_id, confirmed))
    return job.compared[1]
