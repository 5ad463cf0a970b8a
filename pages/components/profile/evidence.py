"""The figures beside the narratives: the baselines of the year, frozen or still to freeze."""

import pandas as pd
import streamlit as st

from pages.components import labels, tables
from pages.components.baseline.view import describe
from pages.components.profile.desk import Desk
from procedure.vocabulary import INCLUSION_GROUPS, ZONES

BASELINE_PAGE = "diagnosis/baseline.py"


def render(desk: Desk) -> None:
    """The table of the whole territory, or the way to choose what it will hold."""
    st.subheader(f"Líneas de base {desk.year}", anchor=False)
    rows = desk.baselines[desk.baselines["municipality_code"] == ""]
    if rows.empty:
        st.text(f"Todavía no hay líneas de base elegidas para el plan {desk.year}.")
    else:
        loose = int(rows["frozen_at"].isna().sum())
        state = f"{labels.count(loose, 'valor', 'valores')} sin congelar" if loose else "todas congeladas"
        st.caption(f"Conjunto de municipios, {state}. La fuente y la versión de cada dato están en el documento.")
        tables.plain(by_zone(rows), caption="Total y por zona")
        groups = by_group(rows)
        if len(groups):
            tables.plain(groups, caption="Por grupo de inclusión")
    if st.button("Ver o elegir líneas de base", icon=":material/monitoring:", key="perfil-a-linea-de-base"):
        st.switch_page(BASELINE_PAGE)


def by_zone(rows: pd.DataFrame) -> pd.DataFrame:
    """Indicador (con su año), Total, Urbana, Rural; "—" where nothing was chosen."""
    kept = rows[rows["slice"].isin(["total", *ZONES])]
    values = {(row["indicator_code"], row["slice"]): _value(row) for row in kept.to_dict("records")}
    years = kept.groupby("indicator_code", sort=False)["year"].max()
    return pd.DataFrame(
        [
            {
                "Indicador": f"{describe(str(code)).name} ({year})",
                **{labels.slice_name(name): values.get((code, name), labels.NULL) for name in ("total", *ZONES)},
            }
            for code, year in years.items()
        ],
        columns=["Indicador", *(labels.slice_name(name) for name in ("total", *ZONES))],
    )


def by_group(rows: pd.DataFrame) -> pd.DataFrame:
    """Indicador, Grupo, Valor."""
    kept = rows[rows["slice"].isin(INCLUSION_GROUPS)].to_dict("records")
    return pd.DataFrame(
        [
            {
                "Indicador": f"{describe(row['indicator_code']).name} ({row['year']})",
                "Grupo": labels.slice_name(row["slice"]),
                "Valor": _value(row),
            }
            for row in kept
        ],
        columns=["Indicador", "Grupo", "Valor"],
    )


def _value(row: dict) -> str:
    return labels.measure(row["value"], row["unit"], describe(row["indicator_code"]).digits)
