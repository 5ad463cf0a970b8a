"""Invented establishments and what they say of their PMI: seeded, and never mistaken for real ones.

Every name says that it is of the demonstration, and every code has a 99 where the DANE puts the consecutive.
"""

import numpy as np
import pandas as pd

from analytics.apportion import apportion
from data.demo.characterization import YEARS
from data.intake.sources.pmi_summary import NEEDS, PROCESS
from procedure.pmi_processes import PROCESSES
from procedure.vocabulary import PMI_AREAS

SEED = 4812
ESTABLISHMENTS = 153
_LEAST = 3
_RURAL = 0.533
_ANSWER = 0.88
_SILENT = "47960"
"""A municipality none of whose establishments answered: silence must be seen."""
_LEVELS = {"directiva": 2.9, "academica": 2.6, "administrativa": 2.45, "comunidad": 2.7}
_RURAL_STEP = {"directiva": -0.1, "academica": -0.25, "administrativa": -0.35, "comunidad": 0.1}
_HARDER = {
    "gestion_aula": -0.35,
    "seguimiento_academico": -0.3,
    "planta_fisica": -0.45,
    "servicios": -0.3,
    "prevencion_riesgos": -0.6,
    "participacion": -0.2,
    "talento_humano": 0.2,
    "gobierno_escolar": 0.35,
}
_WORDS = {
    "gestion_aula": "Acompañamiento en la planeación de aula y en las estrategias para aulas multigrado",
    "seguimiento_academico": "Usar los resultados de los estudiantes para ajustar el plan de área",
    "planta_fisica": "Reparar techos y baterías sanitarias y dotar la biblioteca",
    "servicios": "Transporte y alimentación desde el primer día de clases",
    "prevencion_riesgos": "Un plan de gestión del riesgo que la comunidad conozca y practique",
    "diseno_pedagogico": "Actualizar el plan de estudios y el sistema de evaluación",
    "practicas_pedagogicas": "Formación de docentes en lectura, escritura y matemáticas",
    "participacion": "Escuela de familias y un comité de convivencia que se reúna",
    "accesibilidad": "Docente de apoyo y ajustes razonables para estudiantes con discapacidad",
}


def listed(municipalities: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """school_code, municipality_code, municipality_name, zone, name: more where there are more students."""
    counts = observations.query("indicator_code == 'desercion' and year == @YEARS[-1] and inclusion_group == 'todos'")
    students = counts.pivot(index="municipality_code", columns="zone", values="denominator")
    places = list(zip(municipalities["code"], municipalities["name"], strict=True))
    extra = apportion(ESTABLISHMENTS - _LEAST * len(places), [float(students["total"][code]) for code, _ in places])
    mean = float(students["rural"].sum() / students["total"].sum())
    rows = []
    for (code, name), more in zip(places, extra, strict=True):
        share = float(students["rural"][code] / students["total"][code]) * _RURAL / mean
        rural = min(max(round((_LEAST + more) * share), 1), _LEAST + more - 1)
        for zone, many in (("urbana", _LEAST + more - rural), ("rural", rural)):
            rows += [_school(code, name, zone, number) for number in range(1, many + 1)]
    return pd.DataFrame(rows)


def _school(code: str, municipality: str, zone: str, number: int) -> dict[str, str]:
    kind, digit = ("IE", 1) if zone == "urbana" else ("IE Rural", 2)
    return {
        "school_code": f"{digit}{code}99{number:04d}",
        "municipality_code": code,
        "municipality_name": municipality,
        "zone": zone,
        "name": f"{kind} de demostración {number} ({municipality})",
    }


def sedes(schools: pd.DataFrame) -> pd.DataFrame:
    """The rows of the template of the directory: the main sede of each establishment, and rural ones of some."""
    rng = np.random.default_rng(SEED)
    rows = []
    for school in schools.to_dict("records"):
        rows.append(_sede(school, school["school_code"], "Sede principal de demostración", school["zone"], rng))
        for number in range(1, int(rng.integers(0, 3)) + 1):
            code = f"{school['school_code'][:8]}8{int(school['school_code'][-2:]):02d}{number}"
            rows.append(_sede(school, code, f"Sede rural de demostración {number}", "rural", rng))
    return pd.DataFrame(rows).drop_duplicates("school_code", ignore_index=True)


def _sede(school: dict, code: str, name: str, zone: str, rng: np.random.Generator) -> dict:  # type: ignore[type-arg]
    main = code == school["school_code"]
    return {
        "year": YEARS[-1],
        "municipality_code": school["municipality_code"],
        "municipality_name": school["municipality_name"],
        "establishment_code": school["school_code"],
        "establishment_name": school["name"],
        "school_code": code,
        "sede_name": name,
        "zone": zone,
        "sector": "oficial",
        "docentes": int(rng.integers(12, 40) if main and zone == "urbana" else rng.integers(2, 14)),
        "directivos_docentes": int(main) * 2,
    }


def summaries(schools: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """The rows of the template of the PMI: those of whoever answered."""
    rng = np.random.default_rng(SEED + 1)
    updated = observations.query("indicator_code == 'establecimientos_pmi' and year == @YEARS[-1]")
    rates = (updated["numerator"] / updated["denominator"]).to_numpy()
    keys = zip(updated["municipality_code"], updated["zone"], strict=True)
    rate = dict(zip(keys, rates, strict=True))
    answered = schools[(rng.random(len(schools)) < _ANSWER) & schools["municipality_code"].ne(_SILENT)]
    rows = [_summary(one, rate[one["municipality_code"], one["zone"]], rng) for one in answered.to_dict("records")]
    return pd.DataFrame(rows)


def _summary(school: dict, rate: float, rng: np.random.Generator) -> dict:  # type: ignore[type-arg]
    own = rng.normal(0, 0.3)
    values = {code: _value(one.area, code, school["zone"], own, rng) for code, one in PROCESSES.items()}
    areas = {
        f"pmi_{area}": float(
            np.round(np.mean([values[code] for code, one in PROCESSES.items() if one.area == area]), 1)
        )
        for area in PMI_AREAS
    }
    worst = sorted(values, key=lambda code: values[code])[: len(NEEDS)]
    goals = int(rng.integers(6, 14))
    return {
        "year": YEARS[-1],
        **{name: school[name] for name in ("municipality_code", "municipality_name", "school_code", "zone")},
        "establishment_name": school["name"],
        "pmi_actualizado": float(rng.random() < rate),
        **areas,
        "pmi_metas": goals,
        "pmi_metas_cumplidas": int(rng.integers(1, goals)),
        **{f"{PROCESS}{code}": value for code, value in values.items()},
        **dict(zip(NEEDS, worst, strict=True)),
        "need_text": next((_WORDS[code] for code in worst if code in _WORDS), ""),
    }


def _value(area: str, code: str, zone: str, own: float, rng: np.random.Generator) -> float:
    """With one decimal, as a mean of components; `own` is how far the whole school is from the others."""
    level = _LEVELS[area] + (_RURAL_STEP[area] if zone == "rural" else 0.0) + _HARDER.get(code, 0.0)
    return float(np.clip(np.round(level + own + rng.normal(0, 0.4), 1), 1, 4))
