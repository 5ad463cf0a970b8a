"""Who may do what (PROCEDURE.md, table of roles). The cargo behind each role is a setting of the entity."""

from dataclasses import dataclass, field
from enum import StrEnum

from procedure.errors import NotAllowedError
from procedure.vocabulary import ROLES


class Role(StrEnum):
    ANALYST = "analista"
    LEADER = "lider"
    COAUTHOR = "coautor"
    COMMITTEE = "comite"
    TECHNICIAN = "tecnico"
    RESPONSIBLE = "responsable"
    ADMIN = "admin"


class Permission(StrEnum):
    READ = "consultar"
    LOAD_DATA = "cargar datos"
    FREEZE_BASELINE = "congelar líneas de base"
    SCORE_FACTORS = "calificar factores"
    RUN_VOTING = "abrir y cerrar la calificación de factores"
    EDIT_PROFILE = "editar el perfil territorial"
    EDIT_PRIORITIES = "editar la priorización"
    EDIT_PLAN = "editar el plan"
    EDIT_RESOURCES = "editar recursos, cronograma y alineación"
    REPORT_ANY = "reportar cualquier indicador o acción"
    REPORT_ASSIGNED = "reportar lo asignado"
    REVIEW_REPORT = "revisar reportes"
    REOPEN_REPORT = "reabrir reportes"
    MANAGE_IMPROVEMENT = "registrar acciones correctivas y preventivas"
    CLOSE_TRIMESTER = "cerrar y reabrir trimestres"
    MANAGE_USERS = "administrar cuentas"
    NAME_VERIFIER = "designar a quien verifica"
    FETCH_OPEN_DATA = "traer datos abiertos"


_EVERYONE = frozenset({Permission.READ})
_ANALYST = _EVERYONE | {
    Permission.LOAD_DATA,
    Permission.FREEZE_BASELINE,
    Permission.EDIT_PROFILE,
    Permission.SCORE_FACTORS,
    Permission.EDIT_PRIORITIES,
    Permission.EDIT_PLAN,
    Permission.EDIT_RESOURCES,
    Permission.REPORT_ANY,
    Permission.REPORT_ASSIGNED,
    Permission.MANAGE_IMPROVEMENT,
}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ANALYST: _ANALYST,
    Role.LEADER: _ANALYST
    | {
        Permission.RUN_VOTING,
        Permission.REVIEW_REPORT,
        Permission.REOPEN_REPORT,
        Permission.CLOSE_TRIMESTER,
    },
    Role.COAUTHOR: _EVERYONE | {Permission.EDIT_RESOURCES},
    Role.COMMITTEE: _EVERYONE,
    Role.TECHNICIAN: _EVERYONE,
    Role.RESPONSIBLE: _EVERYONE | {Permission.REPORT_ASSIGNED},
    Role.ADMIN: _EVERYONE | {Permission.MANAGE_USERS, Permission.NAME_VERIFIER, Permission.FETCH_OPEN_DATA},
}


@dataclass(frozen=True)
class Actor:
    """Whoever acts: a signed-in user, or the command line of the machine (`user_id` is then None)."""

    entity_id: str
    name: str
    user_id: str | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)


def can(actor: Actor, permission: Permission) -> bool:
    return any(permission in PERMISSIONS[role] for role in actor.roles)


def check(actor: Actor, permission: Permission) -> None:
    """Raises NotAllowedError, in words, when none of the actor's roles permits it."""
    if not can(actor, permission):
        raise NotAllowedError(
            f"Su rol ({named(actor)}) no permite {permission.value}. Pídalo a quien administra las cuentas."
        )


def named(actor: Actor) -> str:
    """The roles of whoever acts, as people call them."""
    return ", ".join(ROLES[role] for role in sorted(actor.roles)) or "ninguno"
