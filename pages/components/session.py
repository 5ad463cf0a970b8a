"""Who is at the other end, asked of the records on every rerun, and whether their role lets them be on the page."""

import streamlit as st

from data.opening import Stores, shared_stores
from data.records import sessions
from pages.web import cookie
from procedure.roles import Actor, Permission, can, named

_SEEN = "_session_person"
ENDED = "Su sesión terminó. Todo lo guardado se conserva."


def stores() -> Stores:
    """Both stores, opened once per process."""
    return shared_stores()


def token() -> str | None:
    """The token of the cookie with which this tab opened its socket."""
    return st.context.cookies.get(cookie.NAME)


def actor() -> Actor | None:
    """Whoever is signed in at this moment, with the roles of this moment."""
    return sessions.current_actor(stores().database, token())


def require(*permissions: Permission) -> Actor:
    """The signed-in person, when any of their roles has any of the permissions; otherwise says so and stops the page.

    With no permission named, it is enough to be signed in. Fragments rerun without their page: they ask again.
    """
    person = actor()
    if person is None:
        st.info(ENDED, icon=":material/logout:")
        st.link_button("Ingresar", "/ingresar", type="primary")
        st.stop()
    _forget_another_person(person)
    if permissions and not any(can(person, permission) for permission in permissions):
        st.error(
            f"Su rol ({named(person)}) no permite {permissions[0].value}. Pídalo a quien administra las cuentas.",
            icon=":material/block:",
        )
        st.stop()
    return person


def _forget_another_person(person: Actor) -> None:
    """A tab that changes hands starts clean: nothing that one person typed is shown to the next."""
    if st.session_state.get(_SEEN, person.user_id) != person.user_id:
        st.session_state.clear()
    st.session_state[_SEEN] = person.user_id


def sign_out() -> None:
    """Ends this session in every tab; the next rerun, which is this one, says so."""
    sessions.sign_out(stores().database, token())
