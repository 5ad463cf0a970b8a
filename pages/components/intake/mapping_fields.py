"""What says the year, the place and the indicator of each row: a column, or one thing for the whole file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from data.intake.mapping import KEYS, ColumnMapping, indicator_names
from data.intake.source import CODE, DENOMINATOR, GROUP, INDICATOR, NAME, NUMERATOR, TRIMESTER, YEAR, ZONE
from data.intake.sources.indicators_template import GROUP_LABELS, ZONE_LABELS
from data.intake.suggestions import CLOSE, confidence_word, target_scores
from pages.components import labels

LABELS = {
    YEAR: "Año",
    CODE: "Código DANE del municipio",
    NAME: "Nombre del municipio",
    ZONE: "Zona",
    GROUP: "Grupo de inclusión",
    INDICATOR: "Indicador",
    TRIMESTER: "Trimestre",
    NUMERATOR: "Numerador",
    DENOMINATOR: "Denominador",
}
_OF_ALL = {CODE: "Municipio", INDICATOR: "Indicador", ZONE: "Zona", GROUP: "Grupo"}
ABSENT = "No viene en una columna"
_MAIN = (YEAR, CODE, NAME, INDICATOR, ZONE, GROUP)
_MORE = (TRIMESTER, NUMERATOR, DENOMINATOR)


def render(scope: str, headers: Sequence[str], start: ColumnMapping, places: pd.DataFrame) -> ColumnMapping:
    """The start with the name, the keys and the constants of the screen."""
    st.markdown("**2. Cómo se llaman estos datos**")
    name, source = st.columns(2)
    named = replace(
        start,
        name=name.text_input("Nombre de los datos", start.name, max_chars=80, key=f"map_name_{scope}"),
        source=source.text_input(
            "Fuente (quién los publica)", start.source, max_chars=120, key=f"map_source_{scope}", placeholder="Opcional"
        ),
    )
    st.markdown("**3. Qué dice cada fila**")
    keys: dict[str, str] = {}
    constants: dict[str, str] = {}
    for pair in zip(_MAIN[::2], _MAIN[1::2], strict=True):
        for place, target in zip(st.columns(2), pair, strict=True):
            with place:
                keys |= _key(scope, target, headers, start)
    constants |= _constants(scope, keys, start, places)
    with st.expander("Trimestre, numerador y denominador", expanded=any(one in start.keys for one in _MORE)):
        for place, target in zip(st.columns(3), _MORE, strict=True):
            with place:
                keys |= _key(scope, target, headers, start)
    ordered = {target: keys[target] for target in KEYS if target in keys}
    return replace(named, keys=ordered, constants=constants)


def _key(scope: str, target: str, headers: Sequence[str], start: ColumnMapping) -> dict[str, str]:
    """The column of a target; {} when none is."""
    options = ["", *headers]
    before = start.keys.get(target, "")
    chosen = st.selectbox(
        LABELS[target],
        options,
        index=options.index(before) if before in options else 0,
        format_func=lambda header: header or ABSENT,
        key=f"map_key_{target}_{scope}",
    )
    if chosen:
        st.caption(confidence(target_scores(chosen)[target]))
    return {target: chosen} if chosen else {}


def confidence(score: float) -> str:
    """ "Parecido del encabezado: confianza alta (96 %)"; what the header does not say is the person's own choice."""
    if score < CLOSE:
        return "Elegida por usted: el encabezado no lo dice."
    return f"Confianza {confidence_word(score)} por el encabezado ({labels.percent(score * 100, 0)})"


def _constants(scope: str, keys: Mapping[str, str], start: ColumnMapping, places: pd.DataFrame) -> dict[str, str]:
    """What the whole file is about, for each thing that no column says."""
    missing = [target for target in (YEAR, CODE, INDICATOR, ZONE, GROUP) if target not in keys]
    if NAME in keys and CODE in missing:
        missing.remove(CODE)
    if not missing:
        return {}
    st.caption("Lo que ninguna columna dice y vale para todo el archivo:")
    found = {}
    for column, target in zip(st.columns(len(missing)), missing, strict=True):
        with column:
            found[target] = _constant(scope, target, start.constants.get(target, ""), places)
    return {target: value for target, value in found.items() if value}


def _constant(scope: str, target: str, before: str, places: pd.DataFrame) -> str:
    key = f"map_all_{target}_{scope}"
    if target == YEAR:
        return str(
            st.text_input(
                "Año de todo el archivo", before, max_chars=4, key=key, help="Vacío si cada columna tiene su año."
            )
        ).strip()
    names = {
        CODE: dict(zip(places["code"], places["name"], strict=True)),
        INDICATOR: indicator_names(),
        ZONE: ZONE_LABELS,
        GROUP: GROUP_LABELS,
    }[target]
    empty = {ZONE: ZONE_LABELS["total"], GROUP: GROUP_LABELS["todos"]}.get(target, "Ninguno en particular")
    options = ["", *(code for code in names if code not in ("total", "todos"))]
    chosen = st.selectbox(
        f"{_OF_ALL[target]} de todo el archivo",
        options,
        index=options.index(before) if before in options else 0,
        format_func=lambda code: names.get(code, empty),
        key=key,
    )
    return str(chosen)
