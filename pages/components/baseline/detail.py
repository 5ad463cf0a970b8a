"""The figures behind the page: the table of municipalities, the source, and the way back to file and row."""

import pandas as pd
import streamlit as st

from analytics import baseline
from data.opening import Stores
from data.records import datasets
from pages.components import cached, escape, labels, tables
from pages.components.baseline.view import View
from procedure.roles import Actor


def table(view: View) -> None:
    """One row per municipality, with its denominator where the source brings one and its outliers marked."""
    with st.expander("Ver todos los municipios como tabla", icon=":material/table:"):
        frame = municipalities(view)
        caption = f"{view.indicator.name}, {view.slice_words}, {view.year}"
        tables.plain(frame, caption=caption, digits=view.indicator.digits)
        tables.download(frame, key="baseline_table_csv", file_name=f"{view.indicator.code}_{view.year}")


def municipalities(view: View) -> pd.DataFrame:
    """Código, Municipio, value and, where they hold something, Numerador, Denominador and Observación."""
    rows = view.figures.of(view.year)
    unusual = set(baseline.outliers(rows)["municipality_code"])
    frame = view.places.merge(rows, left_on="code", right_on="municipality_code", how="left")
    result = pd.DataFrame(
        {
            "Municipio": frame["name"],
            "Código": frame["code"],
            f"{view.indicator.name} ({view.indicator.unit})": frame["value"],
            "Numerador": frame["numerator"],
            f"Ponderador: {view.figures.weight}" if view.figures.weight else "Denominador": frame["denominator"],
            "Observación": ["valor atípico: verifique con la fuente" if c in unusual else "" for c in frame["code"]],
        }
    )
    empty = [name for name in result.columns[3:] if not result[name].replace("", None).notna().any()]
    return result.drop(columns=empty)


def source(view: View, stores: Stores, actor: Actor) -> None:
    """Source, cut-off and version of the year shown."""
    versions = datasets.history(stores.database, actor.entity_id)
    used = versions[versions["id"].isin(view.figures.of(view.year)["version_id"].unique())]
    for row in used.to_dict("records"):
        cutoff = labels.day(row["cutoff"]) if row["cutoff"] else f"año {view.year}"
        text = f"Fuente: {row['source']} · corte {cutoff} · {version_words(row)} · cargada por {row['created_by']}"
        st.caption(escape.markdown(text))


def version_words(row: dict) -> str:
    """A version named by number, file and day."""
    return f"versión {row['number']} de «{row['file_name']}», del {labels.moment(row['created_at'])}"


def lineage(view: View, stores: Stores, actor: Actor) -> None:
    """From one figure back to file, sheet and row; earlier versions of the same figure stay in sight."""
    with st.expander("¿De dónde sale esta cifra?", icon=":material/account_tree:"):
        codes = list(view.places["code"])
        code = st.selectbox(
            "Municipio de la cifra",
            codes,
            index=codes.index(view.municipality) if view.municipality in codes else 0,
            format_func=view.name_of,
            key=f"baseline_lineage_{view.municipality}",
        )
        layers = cached.lineage(
            stores,
            actor,
            indicator=view.indicator.code,
            year=view.year,
            municipality_code=str(code),
            zone=view.zone,
            inclusion_group=view.inclusion_group,
        )
        if layers.empty:
            st.text("Ningún archivo cargado trae esta cifra.")
            return
        caption = f"{view.indicator.name}, {view.name_of(str(code))}, {view.slice_words}, {view.year}"
        versions = datasets.history(stores.database, actor.entity_id)
        tables.plain(origins(layers, versions), caption=caption, digits=max(view.indicator.digits, 2))


def origins(layers: pd.DataFrame, versions: pd.DataFrame) -> pd.DataFrame:
    """Each version that carries the figure, the one that serves first: file, sheet, row, value, when and by whom."""
    frame = layers.merge(versions.add_prefix("version_"), on="version_id", how="left")
    table = pd.DataFrame(
        {
            "Dato": frame["part"],
            "Estado": ["Sirve" if serves else "Reemplazada" for serves in frame["serves"]],
            "Archivo": [short_version(row) for row in frame.to_dict("records")],
            "Lugar": [_place(row) for row in frame.to_dict("records")],
            "Valor": frame["value"],
            "Cargada": [
                f"{labels.moment(row['version_created_at'])}, {row['version_created_by']}"
                for row in frame.to_dict("records")
            ],
        }
    )
    return table if table["Dato"].any() else table.drop(columns="Dato")


def short_version(row: dict) -> str:
    """The file and the number of a version, from a row whose columns carry the prefix `version_`."""
    if pd.isna(row["version_number"]):
        return labels.NULL
    return f"{row['version_file_name']}, versión {int(row['version_number'])}"


def _place(row: dict) -> str:
    if not row["row"]:
        return f"conteo de los estudiantes de la hoja «{row['sheet']}»" if row["sheet"] else "conteo de los estudiantes"
    return f"hoja «{row['sheet']}», fila {row['row']}" if row["sheet"] else f"fila {row['row']}"
