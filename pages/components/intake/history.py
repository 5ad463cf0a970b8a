"""What was loaded, by dataset: who, when, what it changed; taking a version back, or bringing it back."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from data.intake.sources import by_kind
from data.opening import Stores
from data.records import datasets
from data.warehouse import acceptance, published
from pages.components import cached, flash, labels, session, tables
from pages.components.intake import confirmations, frames, history_changes
from procedure.errors import PamError, StateError
from procedure.roles import Actor

PLACE = "historia"


def render(stores: Stores, actor: Actor) -> None:
    """One table per dataset, and the versions that may be withdrawn or brought back."""
    st.subheader("Historia de cargas", anchor=False)
    flash.show(PLACE)
    versions = datasets.history(stores.database, actor.entity_id)
    if versions.empty:
        st.text("Todavía no se ha cargado ningún archivo. Cada versión aceptada quedará aquí y se podrá deshacer.")
        return
    for dataset, rows in versions.groupby("dataset", sort=True):
        tables.plain(frames.history(rows), caption=title(str(dataset), rows))
    confirmations.render(versions)
    history_changes.render(stores, actor, versions)
    _undo(stores, actor, versions)
    _redo(stores, versions[versions["withdrawn_at"].notna()])


def title(dataset: str, rows: pd.DataFrame) -> str:
    """The dataset as its source is called."""
    source = by_kind(str(rows["kind"].iloc[0]))
    if rows["kind"].iloc[0] == published.KIND:
        return "Cifras publicadas al cerrar el trimestre"
    return dataset if source is None else source.title


def _undo(stores: Stores, actor: Actor, versions: pd.DataFrame) -> None:
    rows = versions[versions["withdrawn_at"].isna() & (versions["kind"] != published.KIND)]
    if rows.empty:
        return
    with st.expander("Deshacer una carga", icon=":material/undo:"):
        version_id = _which("Versión que se retira", rows, key="intake_undo_version")
        beneath = cached.beneath(stores, actor, version_id=version_id)
        st.text(f"{consequence(beneath, versions)} No se borra: se puede reponer.")
        key = f"intake_undo_reason_{version_id}"
        st.text_input("Por qué se retira", max_chars=500, key=key, help="Queda en la bitácora.")
        st.button("Retirar esta versión", key="intake_undo", on_click=_withdraw, args=(stores, version_id, key))


def consequence(beneath: pd.DataFrame, versions: pd.DataFrame) -> str:
    """What serves once the version is withdrawn, naming the earlier ones (`under_version`: version_id, figures)."""
    names = {row["id"]: f"versión {row['number']} de «{row['file_name']}»" for row in versions.to_dict("records")}
    back, gone = beneath[beneath["version_id"] != ""], beneath[beneath["version_id"] == ""]
    parts = [
        f"{labels.count(figures, 'cifra vuelve', 'cifras vuelven')} a la {names[version_id]}"
        for version_id, figures in zip(back["version_id"], back["figures"], strict=True)
    ]
    parts += [
        labels.count(figures, "cifra queda sin dato", "cifras quedan sin dato") for figures in gone["figures"].tolist()
    ]
    if not parts:
        return "Ninguna cifra en uso viene de esta versión: versiones posteriores las reemplazaron."
    return f"Al retirarla, {labels.joined(parts)}."


def _redo(stores: Stores, rows: pd.DataFrame) -> None:
    if rows.empty:
        return
    with st.expander("Reponer una versión retirada", icon=":material/redo:"):
        version_id = _which("Versión que se repone", rows, key="intake_redo_version")
        key = f"intake_redo_reason_{version_id}"
        st.text_input("Por qué se repone (opcional)", max_chars=500, key=key)
        st.button("Reponer esta versión", key="intake_redo", on_click=_reinstate, args=(stores, version_id, key))


def _which(label: str, rows: pd.DataFrame, *, key: str) -> str:
    names = {row["id"]: frames.version_name(row) for row in rows.to_dict("records")}
    chosen = st.selectbox(label, list(names), format_func=names.__getitem__, key=key)
    return str(chosen)


def _withdraw(stores: Stores, version_id: str, key: str) -> None:
    done = _command(acceptance.withdraw, stores, version_id, key)
    if done is not None:
        flash.keep("success", f"Se retiró la {_named(done)}. Puede reponerla cuando quiera.", place=PLACE)


def _reinstate(stores: Stores, version_id: str, key: str) -> None:
    done = _command(acceptance.reinstate, stores, version_id, key)
    if done is not None:
        flash.keep("success", f"Se repuso la {_named(done)}: vuelve a servir en su lugar.", place=PLACE)


def _command(
    command: Callable[..., dict[str, Any]], stores: Stores, version_id: str, key: str
) -> dict[str, Any] | None:
    """Runs it on behalf of whoever is signed in now (callbacks run before the page's guard); None when refused."""
    actor = session.actor()
    if actor is None:
        return None
    reason = str(st.session_state.get(key, ""))
    try:
        return command(stores.database, stores.warehouse, actor, version_id, reason=reason)
    except StateError as error:  # a second click: it is done
        flash.keep("info", error.message, place=PLACE)
    except PamError as error:
        flash.refuse(error, place=PLACE)
    return None


def _named(row: dict[str, Any]) -> str:
    return f"versión {row['number']} de «{row['file_name']}»"
