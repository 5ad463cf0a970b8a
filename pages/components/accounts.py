"""The forms of the accounts page. A generated password is shown once, to whoever made it."""

from typing import Any

import pandas as pd
import streamlit as st

from data.opening import Stores
from data.records import users
from procedure.errors import PamError
from procedure.roles import Actor
from procedure.vocabulary import ROLES

_SHOWN = "_account_credentials"
_TOLD = "_account_error"
_TURN = "_account_turn"


def messages() -> None:
    """What the last click did: the password it made, or why it was refused."""
    if _TOLD in st.session_state:
        st.error(st.session_state.pop(_TOLD), icon=":material/error:")
    if _SHOWN in st.session_state:
        made = st.session_state.pop(_SHOWN)
        st.success("Entregue esta contraseña a la persona. No se volverá a mostrar.", icon=":material/key:")
        st.code(f"{made['email']}\n{made['password']}", language=None)


def table(accounts: pd.DataFrame) -> None:
    shown = pd.DataFrame(
        {
            "Nombre": accounts["name"],
            "Cargo": accounts["job_title"],
            "Correo": accounts["email"],
            "Roles": [", ".join(ROLES[role] for role in roles) for roles in accounts["roles"]],
            "Estado": accounts["is_active"].map({True: "Activa", False: "Desactivada"}),
        }
    )
    st.dataframe(shown, hide_index=True, width="stretch")


def addition(stores: Stores, actor: Actor) -> None:
    """A refused form keeps what was typed; an accepted one gives way to a blank one."""
    turn = st.session_state.setdefault(_TURN, 0)
    with st.form(f"account_new_{turn}"):
        name = st.text_input("Nombre", max_chars=200)
        job_title = st.text_input("Cargo", max_chars=200)
        email = st.text_input("Correo", max_chars=254)
        roles = st.multiselect("Roles", list(ROLES), format_func=ROLES.__getitem__)
        sent = st.form_submit_button("Crear la cuenta", type="primary")
    if sent:
        _do(users.add, stores, actor, name=name, job_title=job_title, email=email, roles=roles)


def change(stores: Stores, actor: Actor, accounts: pd.DataFrame) -> None:
    """One account at a time: its roles, its password, whether it is active."""
    labels = {row["id"]: f"{row['name']} · {row['email']}" for row in accounts.to_dict("records")}
    chosen = st.selectbox("Cuenta", list(labels), format_func=labels.__getitem__, key="account_chosen")
    row = accounts.set_index("id", drop=False).loc[chosen]
    version = int(row["version"])
    place = f"{chosen}_{version}"
    roles = st.multiselect(
        "Roles de la cuenta", list(ROLES), default=row["roles"], format_func=ROLES.__getitem__, key=f"roles_{place}"
    )
    if st.button("Guardar los roles", disabled=sorted(roles) == sorted(row["roles"])):
        _do(users.change_roles, stores, actor, chosen, version, roles)
    if st.button("Dar una contraseña nueva", help="Se genera al azar y cierra las sesiones abiertas de la cuenta."):
        _do(users.reset_password, stores, actor, chosen, version)
    _activity(stores, actor, row, place)


def _activity(stores: Stores, actor: Actor, row: Any, place: str) -> None:
    if not row["is_active"]:
        if st.button("Activar la cuenta"):
            _do(users.enable, stores, actor, row["id"], int(row["version"]))
        return
    reason = st.text_input("Motivo para desactivarla", key=f"reason_{place}", max_chars=500)
    if st.button("Desactivar la cuenta"):
        _do(users.disable, stores, actor, row["id"], int(row["version"]), reason=reason)


def _do(command: Any, stores: Stores, *arguments: Any, **named: Any) -> None:
    """Runs a command and draws the page again, with its outcome on top."""
    try:
        made = command(stores.database, *arguments, **named)
    except PamError as error:
        st.session_state[_TOLD] = error.message
    else:
        st.session_state[_TURN] += 1
        if made is not None:
            st.session_state[_SHOWN] = made
    st.rerun()
