"""Are we on pace?"""

import streamlit as st

from pages.components import session
from procedure.roles import Permission

session.require(Permission.READ)
st.title("Tablero")
