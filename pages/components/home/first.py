"""The first start: what this is for, and where to begin."""

import streamlit as st

from pages.components import links
from procedure.roles import Actor, Permission, can

DEMONSTRATION = "python3 manage.py run --demo"
_STEPS = (
    (
        "cargar-datos",
        "Cargue el primer archivo",
        "Estadísticas del MEN, población del DANE o la plantilla.",
    ),
    ("linea-de-base", "Elija la línea de base", "De dónde parte cada indicador, por zona e inclusión."),
    ("priorizacion", "Priorice factores", "Oportunidades, factores y su tendencia, urgencia e impacto."),
    ("plan", "Escriba el plan", "Componentes, objetivos, metas, indicadores y acciones."),
)


def render(actor: Actor) -> None:
    """Two ways in: the real entity, step by step, or the demonstration."""
    st.info(
        "Esta aplicación lleva el Plan de Apoyo al Mejoramiento de principio a fin: los datos, las prioridades, el "
        "plan, los reportes de cada trimestre y el tablero. Todavía no hay nada cargado."
    )
    own, demonstration = st.columns(2, gap="large")
    with own:
        st.subheader("Comenzar con mi entidad", anchor=False)
        _steps(actor)
    with demonstration:
        st.subheader("Ver la demostración", anchor=False)
        st.text("Un plan completo, con cifras inventadas y dos trimestres reportados:")
        st.code(DEMONSTRATION, language=None, wrap_lines=True)
        st.text(
            "Se inicia en la máquina donde está instalada la aplicación, con la variable PAM_HOME en otra carpeta: así "
            "los datos de su entidad quedan aparte."
        )


def _steps(actor: Actor) -> None:
    if can(actor, Permission.MANAGE_USERS):
        st.text("Primero, las cuentas de quienes harán el plan: analista, líder, comité y responsables.")
        links.to(actor, "cuentas", "Crear las cuentas")
    for number, (url_path, title, detail) in enumerate(_STEPS, 1):
        st.markdown(f"**{number}. {title}.** {detail}")
        if number == 1:
            _loading(actor, url_path)


def _loading(actor: Actor, url_path: str) -> None:
    if can(actor, Permission.LOAD_DATA):
        links.to(actor, url_path, "Cargar el primer archivo")
    else:
        st.caption("Lo hace el analista o el Líder de Calidad.")
