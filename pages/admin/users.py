"""Who may enter, and with which roles?"""

import streamlit as st

from data.records import users
from pages.components import accounts, session
from procedure.roles import Permission

actor = session.require(Permission.MANAGE_USERS)
st.title("Cuentas")
accounts.messages()
stores = session.stores()
existing = users.listing(stores.database, actor)
accounts.table(existing)
st.subheader("Cuenta nueva")
accounts.addition(stores, actor)
st.subheader("Cambiar una cuenta")
accounts.change(stores, actor, existing)
