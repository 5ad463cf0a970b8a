"""ASGI entry: Streamlit's pages with our routes beside them and our gate before them."""

import streamlit as st

from pages.components.errors import show
from pages.web import MIDDLEWARE, ROUTES, lifespan

app = st.App("pages/portal.py", routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan, on_script_error=show)
