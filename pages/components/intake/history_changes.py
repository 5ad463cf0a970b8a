"""What each version changed: old → new, figure by figure, with the place of both, and all of it as CSV."""

import pandas as pd
import streamlit as st

from data import catalog
from data.opening import Stores
from data.records import entities
from data.warehouse import differences
from data.warehouse.differences import CHANGED, NEW, Difference
from data.warehouse.errors import WarehouseDamagedError
from pages.components import escape, labels, tables
from pages.components.intake import frames
from procedure.roles import Actor

VERDICTS = {CHANGED: "Cambió", NEW: "Nueva"}
_COUNTS = {
    "rows_new": ("fila nueva", "filas nuevas"),
    "rows_changed": ("fila cambiada", "filas cambiadas"),
    "rows_equal": ("fila igual", "filas iguales"),
}


def render(stores: Stores, actor: Actor, versions: pd.DataFrame) -> None:
    """A choice of version (`datasets.history`), its counts, and the table of what it changed, when it is opened."""
    panel = st.expander("Qué cambió cada versión", icon=":material/difference:", key="intake_diff", on_change="rerun")
    if not panel.open:
        return
    with panel:
        listed = {row["id"]: row for row in versions.to_dict("records")}
        chosen = st.selectbox(
            "Versión que se compara con lo que reemplazó",
            list(listed),
            format_func=lambda one: frames.version_name(listed[one]),
            key="intake_diff_version",
        )
        try:
            found = of_version(stores, actor.entity_id, str(chosen))
        except WarehouseDamagedError as error:
            st.error(escape.markdown(error.message), icon=":material/broken_image:")
            return
        st.text(sentence(listed[chosen], found))
        _figures(stores, actor, found, versions, listed[chosen])
        _cells(found, listed[chosen])


@st.cache_data(max_entries=16, show_spinner="Comparando las versiones…")
def of_version(_stores: Stores, entity_id: str, version_id: str) -> Difference:
    """`differences.of_version`, kept: what a version changed is settled when it is accepted."""
    return differences.of_version(_stores.database, _stores.warehouse, entity_id, version_id)


def sentence(version: dict, found: Difference) -> str:
    """The rows as they were counted when it was accepted, and the figures in them."""
    rows = [labels.count(version[name], *words) for name, words in _COUNTS.items() if version[name]]
    text = f"Al aceptarse: {labels.joined(rows) or 'ninguna fila'}."
    if found.new or found.changed or found.equal:
        text += (
            f" En cifras: {labels.count(found.new, 'nueva', 'nuevas')}, "
            f"{labels.count(found.changed, 'cambió', 'cambiaron')} y "
            f"{labels.count(found.equal, 'quedó igual', 'quedaron iguales')}."
        )
    return text


def _figures(stores: Stores, actor: Actor, found: Difference, versions: pd.DataFrame, version: dict) -> None:
    offered = {code: words for code, words in VERDICTS.items() if (found.lines["verdict"] == code).any()}
    if not offered:
        return
    shown = st.segmented_control(
        "Cifras",
        list(offered),
        format_func={CHANGED: "Cambiaron", NEW: "Nuevas"}.__getitem__,
        default=next(iter(offered)),
        required=True,
        key=f"intake_diff_verdict_{version['id']}",
    )
    lines = found.lines[found.lines["verdict"] == shown].reset_index(drop=True)
    places = entities.municipalities(stores.database, actor.entity_id)
    tables.grid(
        table(lines, places, catalog.indicators(), versions),
        key=f"intake_diff_lines_{version['id']}_{shown}",
        caption=f"Cifras de la versión {version['number']}: {offered[str(shown)].lower()}",
        digits=2,
        file_name=f"cambios_{version['dataset']}_v{version['number']}_{shown}",
    )


def _cells(found: Difference, version: dict) -> None:
    """The cells of a source without figures, such as a follow-up matrix."""
    if found.cells.empty:
        return
    cells = found.cells.fillna("")
    frame = pd.DataFrame(
        {
            "Hoja": cells["sheet"],
            "Fila": cells["row"].astype(str),
            "Columna": cells["column"],
            "Antes": cells["old"],
            "Ahora": cells["new"],
        }
    )
    name = f"cambios_{version['dataset']}_v{version['number']}_celdas"
    tables.grid(frame, key=f"intake_diff_cells_{version['id']}", caption="Celdas que cambiaron", file_name=name)


def table(
    lines: pd.DataFrame, municipalities: pd.DataFrame, indicators: pd.DataFrame, versions: pd.DataFrame
) -> pd.DataFrame:
    """`Difference.lines` in words; columns that say the same in every line (zone, group, sheet…) are left out."""
    places = dict(zip(municipalities["code"], municipalities["name"], strict=True))
    names = dict(zip(indicators["code"], indicators["name"], strict=True))
    numbers = {row["id"]: f"{row['file_name']}, versión {row['number']}" for row in versions.to_dict("records")}
    frame = pd.DataFrame(
        {
            "Municipio": lines["municipality_code"].map(places).fillna(lines["municipality_code"]),
            "Establecimiento": lines["school_code"],
            "Año": lines["year"].astype(str),
            "Indicador": lines["indicator_code"].map(names).fillna(lines["indicator_code"]),
            "Zona": lines["zone"].map(frames.ZONES).fillna(lines["zone"]),
            "Grupo": lines["inclusion_group"].map(frames.GROUPS).fillna(lines["inclusion_group"]),
            "Antes": lines["old_value"],
            "Ahora": lines["value"],
            "Numerador antes": lines["old_numerator"],
            "Numerador ahora": lines["numerator"],
            "Denominador antes": lines["old_denominator"],
            "Denominador ahora": lines["denominator"],
            "Hoja": lines["sheet"].fillna(""),
            "Fila": lines["row"].astype(str),
            "Reemplaza a": lines["old_version_id"].map(numbers).fillna(""),
            "Fila anterior": [labels.integer(row) if pd.notna(row) else "" for row in lines["old_row"]],
        }
    )
    return frame.drop(columns=[name for name in frame.columns if _says_nothing(frame, name)])


def _says_nothing(frame: pd.DataFrame, name: str) -> bool:
    """A column without data; a disaggregation that is always the whole; a part of a rate that did not change."""
    whole = {"Zona": "Total", "Grupo": "Todos"}
    if name in whole:
        return bool(frame[name].eq(whole[name]).all())
    if name.startswith(("Numerador", "Denominador")) and frame[name].notna().any():
        part = name.split()[0]
        before, now = frame[f"{part} antes"], frame[f"{part} ahora"]
        return bool((before.eq(now) | (before.isna() & now.isna())).all())
    return name != "Ahora" and not frame[name].replace("", None).notna().any()
