"""Which columns hold figures and what each header says of them: its indicator, year, trimester, zone and group."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

import pandas as pd
import streamlit as st

from data.intake.drafts import figure_of
from data.intake.mapping import TRIMESTER_RULES, ColumnMapping, Figure, indicator_names
from data.intake.source import INDICATOR
from data.intake.sources.indicators_template import GROUP_LABELS, ZONE_LABELS
from data.intake.suggestions import confidence_word, suggest_indicator
from pages.components import labels

COLUMNS = ("Columna", "Indicador", "Año", "Trimestre", "Zona", "Grupo", "Parecido")


def render(scope: str, headers: Sequence[str], mapping: ColumnMapping) -> ColumnMapping:
    """The mapping with the figures of the screen."""
    st.markdown("**4. Dónde están las cifras**")
    free = [header for header in headers if header not in mapping.keys.values()]
    chosen = st.multiselect(
        "Columnas con cifras",
        free,
        default=[one.header for one in mapping.figures if one.header in free],
        key=f"map_figures_{scope}_{_mark(sorted(mapping.keys.values()))}",
        help="Una sola si cada fila es un dato; varias si los años, los trimestres o los indicadores van en columnas.",
        placeholder="Elija una o varias columnas",
    )
    figures = _details(scope, chosen, mapping) if chosen else ()
    return _rule(scope, replace(mapping, figures=figures))


def _mark(words: Sequence[str]) -> str:
    return sha256("|".join(words).encode()).hexdigest()[:8]


def _details(scope: str, chosen: Sequence[str], mapping: ColumnMapping) -> tuple[Figure, ...]:
    known = {one.header: one for one in mapping.figures}
    long = INDICATOR in mapping.keys
    figures = [known.get(header) or figure_of(header, long=long) for header in chosen]
    st.caption(
        "Lo que el encabezado dice de todas las cifras de su columna; vacío es lo que dice la fila o el archivo."
    )
    edited = st.data_editor(
        frame(figures),
        key=f"map_details_{scope}_{_mark([*chosen, str(long)])}",
        hide_index=True,
        num_rows="fixed",
        placeholder="",
        disabled=["Columna", "Parecido"],
        column_config=_configuration(),
    )
    return figures_of(edited)


def _configuration() -> dict:
    pick, text = st.column_config.SelectboxColumn, st.column_config.TextColumn
    return {
        "Columna": text(width="medium"),
        "Indicador": pick(options=["", *indicator_names().values()], width="medium"),
        "Año": text(max_chars=4, width="small"),
        "Trimestre": pick(options=["", "1", "2", "3", "4"], width="small"),
        "Zona": pick(options=["", *ZONE_LABELS.values()], width="small"),
        "Grupo": pick(options=["", *GROUP_LABELS.values()], width="small"),
        "Parecido": text(width="small", help="Cuánto se parece el encabezado al indicador del catálogo."),
    }


def frame(figures: Sequence[Figure]) -> pd.DataFrame:
    """COLUMNS, one line per column of figures, in words."""
    names = indicator_names()
    lines = [
        (
            one.header,
            names.get(one.indicator_code, ""),
            one.year,
            str(one.trimester or ""),
            ZONE_LABELS.get(one.zone, ""),
            GROUP_LABELS.get(one.inclusion_group, ""),
            _likeness(one),
        )
        for one in figures
    ]
    return pd.DataFrame(lines, columns=list(COLUMNS), dtype="str")


def _likeness(one: Figure) -> str:
    match = suggest_indicator(one.header)
    if not one.indicator_code or match.code != one.indicator_code:
        return ""
    return f"{confidence_word(match.score)} ({labels.percent(match.score * 100, 0)})"


def figures_of(edited: pd.DataFrame) -> tuple[Figure, ...]:
    """The figures of an edited frame of COLUMNS."""
    codes = {name: code for code, name in indicator_names().items()}
    zones, groups = _codes(ZONE_LABELS), _codes(GROUP_LABELS)
    return tuple(
        Figure(
            header=line["Columna"],
            indicator_code=codes.get(line["Indicador"], ""),
            year=line["Año"].strip(),
            trimester=int(line["Trimestre"] or 0),
            zone=zones.get(line["Zona"], ""),
            inclusion_group=groups.get(line["Grupo"], ""),
        )
        for line in edited.fillna("").astype(str).to_dict("records")
    )


def _codes(names: Mapping[str, str]) -> dict[str, str]:
    return {name: code for code, name in names.items()}


def _rule(scope: str, mapping: ColumnMapping) -> ColumnMapping:
    if not mapping.by_trimester:
        return mapping
    rules = list(TRIMESTER_RULES)
    chosen = st.radio(
        "De los trimestres, la cifra del año es",
        rules,
        index=rules.index(mapping.trimester_rule),
        format_func=TRIMESTER_RULES.__getitem__,
        key=f"map_rule_{scope}",
        horizontal=True,
        help="La suma sirve para cantidades que se acumulan; el último dato, para coberturas, tasas y matrícula.",
    )
    return replace(mapping, trimester_rule=str(chosen))
