"""The demonstration's accounts: roles, never names of people. Their passwords are random and shown once."""

from dataclasses import dataclass

from data.records import users
from data.records.database import Database
from procedure.roles import Actor, Role

DOMAIN = "demostracion.invalid"
AREAS = {
    "academica": "Gestión académica",
    "formacion": "Formación docente",
    "tic": "Uso de TIC",
    "inclusion": "Inclusión",
    "acompanamiento": "Acompañamiento",
    "permanencia": "Permanencia",
}
ROLE_ACCOUNTS = {
    "analista": (Role.ANALYST, "Analista de Calidad", "Profesional Universitario 219-03"),
    "lider": (Role.LEADER, "Líder de Calidad", "Profesional Especializado 222-05"),
    "financiera": (Role.COAUTHOR, "Líder de Administrativa y Financiera", "Líder de macroproceso"),
    "comite": (Role.COMMITTEE, "Comité Directivo", "Comité Directivo"),
    "tecnico": (Role.TECHNICIAN, "Técnico Operativo", "Técnico Operativo 314-03"),
    "admin": (Role.ADMIN, "Administración del sistema", "Administración"),
    "votante1": (Role.ANALYST, "Analista de Cobertura", "Profesional Universitario 219-03"),
    "votante2": (Role.ANALYST, "Analista de Inspección y Vigilancia", "Profesional Universitario 219-03"),
}


@dataclass(frozen=True)
class Account:
    email: str
    name: str
    password: str


@dataclass(frozen=True)
class Cast:
    """The actors of the demonstration by their short code, and the accounts to show."""

    entity_id: str
    actors: dict[str, Actor]
    accounts: list[Account]

    @property
    def analyst(self) -> Actor:
        return self.actors["analista"]

    @property
    def voters(self) -> tuple[Actor, ...]:
        """In the order of their scores in the content."""
        return tuple(self.actors[code] for code in ("analista", "votante1", "votante2", "lider"))

    def responsible(self, area: str) -> str:
        user_id = self.actors[area].user_id
        assert user_id is not None
        return user_id


def create(database: Database, entity_id: str) -> Cast:
    """One account per role and one responsible officer per area."""
    installer = Actor(entity_id, "Instalación de la demostración", roles=frozenset({Role.ADMIN}))
    wanted = ROLE_ACCOUNTS | {
        code: (Role.RESPONSIBLE, f"Responsable de {area}", "Responsable de área") for code, area in AREAS.items()
    }
    actors, accounts = {}, []
    for code, (role, name, job_title) in wanted.items():
        email = f"{code}@{DOMAIN}"
        made = users.add(database, installer, email=email, name=name, roles=[role], job_title=job_title)
        actors[code] = Actor(entity_id, name, made["id"], frozenset({role}))
        accounts.append(Account(email, name, made["password"] or ""))
    return Cast(entity_id, actors, accounts)
