"""What the record Caracterización y perfil territorial says, gathered once for every format (manual, section 8)."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd

from analytics.numbers import spanish
from data import catalog
from data.records import baselines, datasets, entities, profile
from data.records.database import Database
from data.records.profile import Profile
from procedure.errors import NotFoundError
from procedure.vocabulary import NORM_KINDS, PLAN_DECISIONS, SLICES

TITLE = "Caracterización y perfil territorial"
PROCEDURE = "GED-EDU-PR-S1-05, Gestión del Plan de Apoyo al Mejoramiento, actividad 1"
DEMONSTRATION = "DEMOSTRACIÓN: datos inventados, sin validez oficial."
STATISTICS = {"media_simple": "Media simple de municipios", "tasa_ponderada": "Tasa ponderada"}
_BOGOTA = ZoneInfo("America/Bogota")
_TERRITORY = "Conjunto de municipios"


@dataclass(frozen=True)
class ProfileRecord:
    """`baselines`: Indicador, Desagregación, Territorio, Año, value, digits, Unidad, Estadístico, Fuente,
    Versión de los datos, Estado; `norms`: Tipo, Norma, De qué trata, ¿Aplica?; `identity`: label → text."""

    title: str
    identity: dict[str, str]
    notice: str
    profile: Profile
    baselines: pd.DataFrame
    norms: pd.DataFrame
    decision: str
    made: datetime


def read(database: Database, entity_id: str, year: int, made: datetime) -> ProfileRecord:
    """The record of a year as it is saved now. Raises NotFoundError when its profile was not begun."""
    found = profile.get(database, entity_id, year)
    if found is None:
        raise NotFoundError(f"El perfil de {year} no se ha comenzado: todavía no hay registro que descargar.")
    entity = entities.get(database, entity_id)
    return ProfileRecord(
        f"{TITLE} {year}",
        {
            "Entidad": entity["name"],
            "Vigencia": str(year),
            "Versión": f"{found.changes}, del {moment(found.changed_at)} ({found.changed_by})",
            "Generado": moment(made),
            "Procedimiento": PROCEDURE,
        },
        DEMONSTRATION if entity["is_demonstration"] else "",
        found,
        _baselines(database, entity_id, year),
        _norms(found.norms),
        PLAN_DECISIONS.get(found.profile["decision"] or "", "Sin decisión registrada"),
        made,
    )


def moment(value: datetime) -> str:
    """dd/mm/aaaa hh:mm in Bogotá."""
    return f"{value.astimezone(_BOGOTA):%d/%m/%Y %H:%M}"


def figure(value: float, unit: str, digits: int) -> str:
    """«4,1 %», «17.195 personas», in Spanish."""
    return f"{spanish(value, digits)}\u00a0{unit}".strip()


def _baselines(database: Database, entity_id: str, year: int) -> pd.DataFrame:
    rows = baselines.listing(database, entity_id, year)
    known = catalog.indicators().set_index("code")
    places = entities.municipalities(database, entity_id).set_index("code")["name"]
    versions = datasets.history(database, entity_id).set_index("id")
    order = {name: place for place, name in enumerate(SLICES)}
    table = [
        {
            "Indicador": known["name"].get(row["indicator_code"], row["indicator_code"]),
            "Desagregación": SLICES.get(row["slice"], row["slice"]),
            "Territorio": places.get(row["municipality_code"], _TERRITORY),
            "Año": int(row["year"]),
            "value": float(row["value"]),
            "digits": int(known["decimals"].get(row["indicator_code"], 1)),
            "Unidad": row["unit"],
            "Estadístico": "Valor del municipio" if row["municipality_code"] else STATISTICS[row["statistic"]],
            "Fuente": row["source"],
            "Versión de los datos": _version(versions, row["dataset_version_id"]),
            "Estado": "Sin congelar" if pd.isna(row["frozen_at"]) else f"Congelada el {moment(row['frozen_at'])}",
            "place": order.get(row["slice"], len(order)),
        }
        for row in rows.to_dict("records")
    ]
    columns = ["Indicador", "Desagregación", "Territorio", "Año", "value", "digits", "Unidad", "Estadístico", "Fuente"]
    frame = pd.DataFrame(table, columns=[*columns, "Versión de los datos", "Estado", "place"])
    whole = frame["Territorio"].ne(_TERRITORY)
    ordered = frame.assign(whole=whole).sort_values(["Indicador", "whole", "Territorio", "place"], ignore_index=True)
    return ordered.drop(columns=["place", "whole"])


def _version(versions: pd.DataFrame, version_id: str | None) -> str:
    if version_id not in versions.index:
        return "Sin versión registrada"
    row = versions.loc[version_id]
    return f"Versión {row['number']} de «{row['file_name']}», del {moment(row['created_at'])}"


def _norms(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Tipo": [NORM_KINDS[kind] for kind in rows["kind"]],
            "Norma": list(rows["name"]),
            "De qué trata": list(rows["subject"]),
            "¿Aplica?": [
                "Sí" if applies else f"No: {reason}"
                for applies, reason in zip(rows["applies"], rows["not_applicable_reason"], strict=True)
            ],
        },
        dtype="object",
    )
