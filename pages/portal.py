"""The entry of every page: who the user is, asked on every rerun, and then the pages of that role."""

import streamlit as st

from pages.components import errors, frame, navigation, session
from pages.web import document

st.set_page_config(page_title="PAM", page_icon=document.ICON, layout="wide")
person = session.require()
page = st.navigation(navigation.pages_for(person), expanded=True)
frame.around(person)
errors.run(page.run)
