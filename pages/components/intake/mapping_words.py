"""The words of the file that the application cannot read by itself: a person says once what they are."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import pandas as pd
import streamlit as st

from data.intake.columns import normalized
from data.intake.mapping import ColumnMapping, indicator_names
from data.intake.shape import ASKED_AT_MOST, Question, Sheet, questions
from data.intake.source import GROUP, INDICATOR, NAME, ZONE
from data.intake.sources.indicators_template import GROUP_LABELS, ZONE_LABELS
from data.intake.suggestions import confidence_word
from pages.components import escape, labels

_KINDS = {ZONE: "zona", GROUP: "grupo de inclusión", INDICATOR: "indicador", NAME: "municipio"}
LEFT_OUT = "Dejar por fuera esas filas"


def render(scope: str, sheets: Sequence[Sheet], mapping: ColumnMapping, places: pd.DataFrame) -> ColumnMapping:
    """The mapping with an answer for each word that was asked."""
    bare = replace(mapping, words={})
    asked = questions(sheets, bare, places)
    if not asked:
        return bare
    with st.expander(
        f"{labels.count(len(asked), 'palabra por leer', 'palabras por leer')}: diga qué es cada una",
        expanded=True,
        icon=":material/translate:",
    ):
        more = "" if len(asked) < ASKED_AT_MOST else " Son las más frecuentes: las demás saldrán en los hallazgos."
        st.caption(f"Se recuerdan con el emparejamiento. Las filas de lo que deje por fuera no se cargan.{more}")
        words: dict[str, dict[str, str]] = {}
        sides = st.columns(2)
        for number, one in enumerate(asked):
            with sides[number % 2]:
                words.setdefault(one.target, {})[normalized(one.word)] = _answer(scope, one, mapping, places)
    return replace(bare, words=words)


def _answer(scope: str, one: Question, mapping: ColumnMapping, places: pd.DataFrame) -> str:
    names = names_of(one.target, places, one.options)
    options = ["", *names]
    before = mapping.words.get(one.target, {}).get(normalized(one.word), one.suggestion.code)
    mark = sha256(f"{one.target}|{one.word}".encode()).hexdigest()[:12]
    chosen = st.selectbox(
        escape.markdown(question(one)),
        options,
        index=options.index(before) if before in options else 0,
        format_func=lambda code: names.get(code, LEFT_OUT),
        key=f"map_word_{scope}_{mark}",
    )
    return str(chosen)


def question(one: Question) -> str:
    """ "Indicador «Tasa de abandono» (12 filas; se parece, confianza media, 84 %)"."""
    kind = _KINDS[one.target].capitalize()
    rows = labels.count(one.times, "fila", "filas")
    if not one.suggestion.code:
        return f"{kind} «{one.word}» ({rows})"
    sure = f"confianza {confidence_word(one.suggestion.score)}, {labels.percent(one.suggestion.score * 100, 0)}"
    return f"{kind} «{one.word}» ({rows}; sugerido con {sure})"


def names_of(target: str, places: pd.DataFrame, first: Sequence[str]) -> dict[str, str]:
    """Code → name of what a word may be, the likeliest first."""
    if target != NAME:
        return {ZONE: ZONE_LABELS, GROUP: GROUP_LABELS, INDICATOR: indicator_names()}[target]
    known = dict(zip(places["code"], places["name"], strict=True))
    ordered = [*first, *(code for code in known if code not in first)]
    return {code: known.get(code, f"De otro departamento ({code})") for code in ordered}
