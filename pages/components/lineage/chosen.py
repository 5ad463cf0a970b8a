"""Where a baseline comes from: who chose it and when, and the file, sheet and row of each municipality behind it."""

import pandas as pd
import streamlit as st

from data import origins
from data.catalog.measures import measures
from data.opening import Stores
from data.origins import Origin
from data.records import datasets, entities
from pages.components import escape, labels, tables
from procedure.errors import PamError
from procedure.roles import Actor

STATISTICS = {"media_simple": "media simple de municipios", "tasa_ponderada": "tasa ponderada"}


def render(stores: Stores, actor: Actor, row: dict) -> None:
    """`row` is one of the plan's `indicator_slices`: what it is measured against, and what that was made of."""
    if pd.isna(row["baseline"]):
        st.text("No tiene línea de base todavía.")
        return
    if not _present(row["baseline_choice_id"]):
        st.text(by_hand(row))
        return
    try:
        found = origins.of_choice(stores, actor.entity_id, str(row["baseline_choice_id"]))
    except PamError as error:
        st.error(escape.markdown(error.message), icon=":material/broken_image:")
        return
    st.text(sentence(found.choice))
    if not _same(row["baseline"], found.choice["value"]):
        st.warning(escape.markdown(differs(row, found.choice)), icon=":material/difference:")
    _figures(stores, actor, found)


def _figures(stores: Stores, actor: Actor, found: Origin) -> None:
    if found.figures.empty:
        st.text("Cuando se eligió no había cifras cargadas de este indicador para ese año: se escribió a mano.")
        return
    places = entities.municipalities(stores.database, actor.entity_id)
    versions = datasets.history(stores.database, actor.entity_id)
    tables.grid(
        table(found.figures, places, versions),
        key=f"linaje_{found.choice['id']}",
        caption="Cifras con que se calculó",
        digits=2,
        file_name=f"linaje_{found.choice['indicator_code']}_{found.choice['slice']}_{found.choice['year']}",
    )


def by_hand(row: dict) -> str:
    """A baseline that was typed in the plan, without a chosen figure behind it."""
    source = f" Fuente que declara: {row['baseline_source']}." if row["baseline_source"] else " No declara fuente."
    return f"Se escribió a mano en el plan: {labels.number(row['baseline'], 2)}.{source}"


def sentence(choice: dict) -> str:
    """Which figure was chosen, by whom and when, and when it was frozen."""
    listed = measures().set_index("code")
    name = str(listed["name"].get(choice["indicator_code"], choice["indicator_code"]))
    statistic = "valor del municipio" if choice["municipality_code"] else STATISTICS[choice["statistic"]]
    text = (
        f"{name}, {labels.slice_name(choice['slice']).lower()}, {choice['year']}: "
        f"{labels.measure(choice['value'], choice['unit'], 2)} ({statistic}). "
        f"La eligió {choice['chosen_by']} el {labels.moment(choice['chosen_at'])}"
    )
    if choice["frozen_at"] is None:
        return f"{text}. Todavía no está congelada."
    return f"{text} y la congeló {choice['frozen_name']} el {labels.moment(choice['frozen_at'])}."


def differs(row: dict, choice: dict) -> str:
    """The plan says something else than what was chosen."""
    return (
        f"El plan dice {labels.number(row['baseline'], 2)} y lo elegido fue {labels.number(choice['value'], 2)}: "
        "alguien cambió la celda después de traerla."
    )


def table(figures: pd.DataFrame, municipalities: pd.DataFrame, versions: pd.DataFrame) -> pd.DataFrame:
    """`Origin.figures` in words, one line per figure; a version that no longer serves says so."""
    places = dict(zip(municipalities["code"], municipalities["name"], strict=True))
    files = {row["id"]: _file(row) for row in versions.to_dict("records")}
    frame = pd.DataFrame(
        {
            "Dato": figures["part"],
            "Municipio": figures["municipality_code"].map(places).fillna(figures["municipality_code"]),
            "Valor": figures["value"],
            "Numerador": figures["numerator"],
            "Denominador": figures["denominator"],
            "Archivo": [files.get(one, labels.NULL) for one in figures["version_id"]],
            "Hoja": figures["sheet"],
            "Fila": figures["row"].astype(str),
        }
    )
    empty = [name for name in ("Dato", "Numerador", "Denominador", "Hoja") if not _filled(frame[name])]
    return frame.drop(columns=empty)


def _filled(column: pd.Series) -> bool:
    return bool(column.replace("", None).notna().any())


def _file(version: dict) -> str:
    name = f"{version['file_name']}, versión {version['number']}"
    return name if pd.isna(version["withdrawn_at"]) else f"{name} (retirada)"


def _present(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _same(first: float, second: float) -> bool:
    return abs(first - second) < 1e-9
