"""What was done this trimester?"""

import streamlit as st

from pages.components import session
from procedure.roles import Permission

session.require(Permission.READ)
st.title("Reporte trimestral")
