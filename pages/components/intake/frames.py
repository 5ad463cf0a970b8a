"""Tables of the intake page as people read them: Spanish headers and words (pure; no Streamlit)."""

from typing import Any

import pandas as pd

from data.intake.model import Finding
from pages.components import labels
from procedure import vocabulary

SEVERITIES = {
    "error": "Errores: estas filas quedan por fuera",
    "confirmar": "Por confirmar: estas celdas esperan su decisión",
    "aviso": "Avisos: pasan, pero conviene revisarlos",
}
ZONES = {"total": "Total", **vocabulary.ZONES}
GROUPS = {"todos": "Todos", **vocabulary.INCLUSION_GROUPS}


def changed(frame: pd.DataFrame, municipalities: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """`Comparison.changed` in words, one line per figure; a column that never varies by zone or group is left out."""
    places = dict(zip(municipalities["code"], municipalities["name"], strict=True))
    names = dict(zip(indicators["code"], indicators["name"], strict=True))
    table = pd.DataFrame(
        {
            "Municipio": frame["municipality_code"].map(places).fillna(frame["municipality_code"]),
            "Año": frame["year"].astype(str),
            "Indicador": frame["indicator_code"].map(names).fillna(frame["indicator_code"]),
            "Zona": frame["zone"].map(ZONES).fillna(frame["zone"]),
            "Grupo": frame["inclusion_group"].map(GROUPS).fillna(frame["inclusion_group"]),
            "Valor actual": [figure(value) for value in frame["old"]],
            "Valor nuevo": [figure(value) for value in frame["new"]],
            "Hoja": frame["sheet"],
            "Fila": frame["row"].astype(str),
        }
    )
    whole = {"Zona": "Total", "Grupo": "Todos", "Hoja": ""}
    return table.drop(columns=[name for name, only in whole.items() if (table[name].fillna("") == only).all()])


def figure(value: float) -> str:
    """Two decimals at most, none where they would be zeros, so that a change is never hidden by rounding to one."""
    if pd.isna(value):
        return "(vacía)"
    return labels.number(value, 0 if float(value).is_integer() else 2)


def rejected(frame: pd.DataFrame) -> pd.DataFrame:
    """`Reading.rejected_rows` in words."""
    table = pd.DataFrame({"Hoja": frame["sheet"], "Fila": frame["row"].astype(str), "Motivo": frame["message"]})
    return table if table["Hoja"].any() else table.drop(columns="Hoja")


def cells(frame: pd.DataFrame) -> pd.DataFrame:
    """`Finding.cells` in words; what the file does not have (sheets, municipalities) is not a column."""
    table = pd.DataFrame(
        {
            "Hoja": frame["sheet"].fillna("").astype(str),
            "Fila": frame["row"].astype(str),
            "Municipio y año": frame["place"].fillna("").astype(str),
            "Columna": frame["column"].fillna("").astype(str),
            "Celda": frame["cell"].fillna("").astype(str),
            "Valor": frame["value"].fillna("").astype(str),
        }
    )
    return table.drop(columns=[name for name in ("Hoja", "Municipio y año") if not table[name].any()])


def findings(found: list[Finding], severities: list[str], words: str) -> list[Finding]:
    """Those of the severities asked for (none means all) that mention the words, the grave ones first."""
    order = list(SEVERITIES)
    wanted = [each for each in found if each.severity in (severities or order) and _mentions(each, words)]
    return sorted(wanted, key=lambda each: order.index(each.severity))


def _mentions(finding: Finding, words: str) -> bool:
    return _says(finding, words) or not matching(finding, words).empty


def _says(finding: Finding, words: str) -> bool:
    wanted = words.strip().casefold()
    return wanted in " ".join([finding.message, finding.mend, finding.example]).casefold()


def matching(finding: Finding, words: str) -> pd.DataFrame:
    """The cells of a finding that mention the words in their municipality, column, coordinate or value; all of them
    when none does, because then the words are in its text."""
    wanted = words.strip().casefold()
    if not wanted:
        return finding.cells
    texts = finding.cells[["place", "column", "cell", "value"]].fillna("").astype(str)
    hits = texts.apply(lambda column: column.str.casefold().str.contains(wanted, regex=False)).any(axis=1)
    return finding.cells[hits] if hits.any() or not _says(finding, words) else finding.cells


def history(frame: pd.DataFrame) -> pd.DataFrame:
    """The versions of one dataset (`datasets.history`), newest first; why one was withdrawn, if any was."""
    table = pd.DataFrame(
        {
            "Versión": frame["number"].astype(str),
            "Archivo": frame["file_name"],
            "Cargada": [labels.moment(moment) for moment in frame["created_at"]],
            "Por": frame["created_by"],
            "Estado": [_state(row) for row in frame.to_dict("records")],
            "Nuevas": frame["rows_new"],
            "Cambiadas": frame["rows_changed"],
            "Iguales": frame["rows_equal"],
            "Rechazadas": frame["rows_rejected"],
            "Fuera": frame["rows_outside"],
            "Retiro": [_withdrawal(row) for row in frame.to_dict("records")],
        }
    )
    return table if table["Retiro"].any() else table.drop(columns="Retiro")


def _state(row: dict[str, Any]) -> str:
    if pd.notna(row["withdrawn_at"]):
        return "Retirada"
    return "Sirve" if row["serving"] else "No sirve"


def _withdrawal(row: dict[str, Any]) -> str:
    if pd.isna(row["withdrawn_at"]):
        return ""
    return f"{labels.moment(row['withdrawn_at'])}, {row['withdrawn_by']}: {row['withdrawn_reason']}"


def version_name(row: dict[str, Any]) -> str:
    """How one version is named in a list."""
    return f"Versión {row['number']} · {row['file_name']} · {labels.moment(row['created_at'])}"
