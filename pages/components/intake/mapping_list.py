"""The mappings that the entity remembers: what each one says, changing it, and forgetting it."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from data.intake.mapping import TRIMESTER_RULES, ColumnMapping, indicator_names, problems
from data.intake.recall import Remembered
from data.intake.source import CODE, GROUP, INDICATOR, YEAR, ZONE
from data.intake.sources.indicators_template import GROUP_LABELS, ZONE_LABELS
from data.opening import Stores
from data.records import entities, mappings
from pages.components import escape, flash, labels, session, tables
from pages.components.intake import mapping_fields, mapping_figures
from procedure.errors import PamError
from procedure.roles import Actor

PLACE = "emparejamientos"
_EDITED = "emparejamiento_editado"


def render(stores: Stores, actor: Actor) -> None:
    """One closed panel per mapping; nothing at all while there is none."""
    known = mappings.remembered(stores.database, actor.entity_id)
    flash.show(PLACE)
    if not known:
        return
    st.subheader("Emparejamientos recordados", anchor=False)
    st.caption("Un archivo con estos encabezados se reconoce solo. Cambiarlos no toca lo que ya se cargó.")
    places = entities.municipalities(stores.database, actor.entity_id)
    for one in known:
        count = labels.count(len(one.mapping.headers), "columna", "columnas")
        with st.expander(escape.markdown(f"{one.mapping.name} · {count} · {one.by}, {labels.moment(one.at)}")):
            if st.session_state.get(_EDITED) == one.id:
                _edit(stores, one, places)
            else:
                _show(stores, one, places)


def _show(stores: Stores, one: Remembered, places: pd.DataFrame) -> None:
    tables.plain(described(one.mapping, places), caption="Qué es cada columna")
    reason = f"map_forget_reason_{one.id}"
    st.button("Cambiar", key=f"map_edit_{one.id}", icon=":material/edit:", on_click=_open, args=(one.id,))
    st.text_input("Por qué se elimina", max_chars=500, key=reason, help="Queda en la bitácora.")
    st.button(
        "Eliminar este emparejamiento",
        key=f"map_forget_{one.id}",
        icon=":material/delete:",
        on_click=_forget,
        args=(stores, one, reason),
    )


def described(mapping: ColumnMapping, places: pd.DataFrame) -> pd.DataFrame:
    """Campo and De dónde sale, one line per thing that the mapping says."""
    names = mapping_fields.LABELS
    lines = [(names[target], f"columna «{header}»") for target, header in mapping.keys.items()]
    lines += [
        (names[target], f"todo el archivo: {_value(target, value, places)}")
        for target, value in mapping.constants.items()
    ]
    lines += [(f"Cifras: {line['Indicador'] or 'según la fila'}", _said(line)) for line in _figures(mapping)]
    if mapping.by_trimester:
        lines.append(("Cifra del año", TRIMESTER_RULES[mapping.trimester_rule]))
    answered = sum(len(words) for words in mapping.words.values())
    if answered:
        lines.append(("Palabras leídas", labels.count(answered, "respuesta", "respuestas")))
    return pd.DataFrame(lines, columns=["Campo", "De dónde sale"], dtype="str")


def _figures(mapping: ColumnMapping) -> list[dict]:
    return mapping_figures.frame(mapping.figures).to_dict("records")


def _said(line: dict) -> str:
    details = [
        line["Año"],
        f"trimestre {line['Trimestre']}" if line["Trimestre"] else "",
        f"zona {line['Zona'].lower()}" if line["Zona"] else "",
        line["Grupo"].lower(),
    ]
    aside = ", ".join(part for part in details if part)
    return f"columna «{line['Columna']}»" + (f" ({aside})" if aside else "")


def _value(target: str, value: str, places: pd.DataFrame) -> str:
    names = {
        YEAR: {},
        CODE: dict(zip(places["code"], places["name"], strict=True)),
        INDICATOR: indicator_names(),
        ZONE: ZONE_LABELS,
        GROUP: GROUP_LABELS,
    }
    suffix = " (se pregunta en cada archivo)" if target == YEAR else ""
    return names[target].get(value, value) + suffix


def _edit(stores: Stores, one: Remembered, places: pd.DataFrame) -> None:
    """The same questions of the first time, over the headers that the mapping keeps."""
    scope = f"edit_{one.id}_{one.version}"
    headers = list(one.mapping.headers)
    fields = mapping_fields.render(scope, headers, one.mapping, places)
    changed = mapping_figures.render(scope, headers, replace(fields, figures=one.mapping.figures))
    wrong = problems(changed)
    if wrong:
        st.warning("  \n".join(escape.markdown(text) for text in wrong), icon=":material/checklist:")
    with st.container(horizontal=True):
        st.button(
            "Guardar los cambios",
            type="primary",
            key=f"map_save_{one.id}",
            disabled=bool(wrong),
            on_click=_save,
            args=(stores, one, changed),
        )
        st.button("Dejarlo como estaba", key=f"map_cancel_{one.id}", on_click=_close)


def _open(mapping_id: str) -> None:
    st.session_state[_EDITED] = mapping_id


def _close() -> None:
    st.session_state.pop(_EDITED, None)


def _save(stores: Stores, one: Remembered, changed: ColumnMapping) -> None:
    """Callbacks run before the page's guard: who is signed in is asked again, and the command checks the role."""
    actor = session.actor()
    if actor is None:
        return
    try:
        mappings.edit(stores.database, actor, one.id, one.version, changed)
    except PamError as error:
        flash.refuse(error, place=PLACE)
        return
    _close()
    flash.keep("success", f"Se guardó el emparejamiento «{changed.name}».", place=PLACE)


def _forget(stores: Stores, one: Remembered, reason: str) -> None:
    actor = session.actor()
    if actor is None:
        return
    try:
        mappings.forget(stores.database, actor, one.id, one.version, reason=str(st.session_state.get(reason, "")))
    except PamError as error:
        flash.refuse(error, place=PLACE)
        return
    flash.keep("success", f"Se eliminó el emparejamiento «{one.mapping.name}». Lo cargado con él sigue.", place=PLACE)
