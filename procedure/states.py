"""The states of a plan, of a report and of a corrective action: one table of transitions each (PROCEDURE.md).

The manual's order is 5 sustainability, 6 conformity, 7 approval. Besides its chain, the committee may return a plan
it does not find viable or does not approve: without that, a refused plan could never be mended.
`docs/estados.md` is rendered from these tables.
"""

from dataclasses import dataclass

from procedure.roles import Role

ACTA, NOTE, REASON = "acta", "nota", "motivo"
AUTHOR, VERIFIER = "autor", "verificador"
VIABILITY_HOLDS = "viabilidad vigente"


@dataclass(frozen=True)
class Transition:
    """One arrow: `action` is what the button says; `requires` what must be written; `not_by` whose own work it is.

    `condition`: VIABILITY_HOLDS when a correction may skip the committee (it touched no goal, cost or resource).
    `or_designated`: also whoever the admin named to verify that plan, whatever their role.
    """

    from_state: str
    to_state: str
    action: str
    roles: frozenset[Role]
    requires: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    condition: str = ""
    or_designated: bool = False


_LEADER = frozenset({Role.LEADER})
_COMMITTEE = frozenset({Role.COMMITTEE})
_TECHNICIAN = frozenset({Role.TECHNICIAN})
_TEAM = frozenset({Role.ANALYST, Role.LEADER})
_REPORTERS = frozenset({Role.RESPONSIBLE, Role.ANALYST, Role.LEADER})

PLAN_TRANSITIONS: tuple[Transition, ...] = (
    Transition("borrador", "en_viabilidad", "Enviar a viabilidad", _LEADER),
    Transition("borrador", "en_verificacion", "Volver a verificación", _LEADER, condition=VIABILITY_HOLDS),
    Transition("en_viabilidad", "viable", "Declarar viable", _COMMITTEE, (ACTA,), (AUTHOR,)),
    Transition("en_viabilidad", "borrador", "Devolver por viabilidad", _COMMITTEE, (NOTE,)),
    Transition("viable", "en_verificacion", "Enviar a verificación", _LEADER),
    Transition("en_verificacion", "conforme", "Declarar conforme", _LEADER, (), (AUTHOR,), or_designated=True),
    Transition(
        "en_verificacion", "no_conforme", "Declarar no conforme", _LEADER, (NOTE,), (AUTHOR,), or_designated=True
    ),
    Transition("no_conforme", "borrador", "Corregir", _TEAM),
    Transition("conforme", "aprobado", "Aprobar", _COMMITTEE, (ACTA,), (AUTHOR, VERIFIER)),
    Transition("conforme", "borrador", "Devolver sin aprobar", _COMMITTEE, (NOTE,)),
    Transition("aprobado", "habilitado", "Habilitar", _LEADER),
    Transition("habilitado", "publicado", "Publicar", _TECHNICIAN),
    Transition("publicado", "en_ejecucion", "Entregar e iniciar la ejecución", _LEADER),
    Transition("en_ejecucion", "cerrado", "Cerrar la vigencia", _LEADER, (NOTE,)),
)

REPORT_TRANSITIONS: tuple[Transition, ...] = (
    Transition("borrador", "enviado", "Enviar", _REPORTERS),
    Transition("devuelto", "enviado", "Enviar de nuevo", _REPORTERS),
    Transition("reabierto", "enviado", "Enviar lo corregido", _REPORTERS),
    Transition("enviado", "devuelto", "Devolver", _LEADER, (NOTE,)),
    Transition("enviado", "aprobado", "Aprobar", _LEADER, (), (AUTHOR,)),
    Transition("aprobado", "cerrado", "Cerrar", _LEADER),
    Transition("cerrado", "reabierto", "Reabrir", _LEADER, (REASON,)),
)

# A corrective or preventive action (N01.02, N01.03). One that was not effective stays as it is: it is taken up again by
# a new one, `abierta`, that names it.
IMPROVEMENT_TRANSITIONS: tuple[Transition, ...] = (
    Transition("abierta", "en_ejecucion", "Formular el plan", _TEAM),
    Transition("en_ejecucion", "ejecutada", "Registrar lo ejecutado", _REPORTERS, (NOTE,)),
    Transition("ejecutada", "en_ejecucion", "Volver a ejecución", _TEAM, (NOTE,)),
    Transition("ejecutada", "eficaz", "Verificar: fue eficaz", _LEADER, (NOTE,), (AUTHOR,)),
    Transition("ejecutada", "no_eficaz", "Verificar: no fue eficaz", _LEADER, (NOTE,), (AUTHOR,)),
)

EDITABLE_PLAN_STATES = frozenset({"borrador"})
EDITABLE_REPORT_STATES = frozenset({"borrador", "devuelto", "reabierto"})
VERIFYING, VERDICTS = "en_verificacion", frozenset({"conforme", "no_conforme"})
APPROVED_REPORT_STATES = frozenset({"aprobado", "cerrado"})

_ORDER = (
    "borrador",
    "en_viabilidad",
    "viable",
    "en_verificacion",
    "no_conforme",
    "conforme",
    "aprobado",
    "habilitado",
    "publicado",
    "en_ejecucion",
    "cerrado",
)


def has_reached(state: str, milestone: str) -> bool:
    """Whether a plan in `state` is at `milestone` or past it, in the manual's order."""
    return _ORDER.index(state) >= _ORDER.index(milestone)
