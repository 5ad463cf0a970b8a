"""How firm the order is: what happens to it with other weights, or without any one of the voters."""

import pandas as pd
import streamlit as st

from analytics import prioritization, ranking_scenarios
from pages.components import escape, labels, tables
from pages.components.priorities.desk import Desk
from procedure.scores import CRITERIA


def render(desk: Desk, ranked: pd.DataFrame) -> None:
    if len(ranked) < 2:
        return
    votes, top = desk.votes[desk.votes["factor"].isin(ranked["factor"])], ranking_scenarios.first_places(len(ranked))
    doubled, without = prioritization.doubled(votes, top), ranking_scenarios.without_each(votes, top)
    share = prioritization.sensitivity(votes, top).set_index("factor")["share_in_top"]
    share = share.rename(f"Entre los {top} primeros (%)")
    with st.expander("¿Qué tan firme es el orden?", icon=":material/balance:"):
        st.markdown(escape.markdown(_sentence(desk, doubled, without, top)))
        tables.plain(
            _table(desk, ranked, share, doubled, without), caption="El puesto de cada factor si algo fuera distinto"
        )
        st.caption(
            f"«Entre los {top} primeros»: parte de 1.000 combinaciones de pesos al azar, siempre las mismas, en que el "
            "factor queda ahí. Nada de esto cambia el resultado."
        )
        _other_weights(desk, votes)


def _sentence(desk: Desk, doubled: pd.DataFrame, without: pd.DataFrame, top: int) -> str:
    moved = [CRITERIA[one].lower() for one in doubled.loc[doubled["changes_top"], "criterion"]]
    people = desk.frames.scores.drop_duplicates("user_id").set_index("user_id")["user"]
    decisive = [people[one] for one in without.loc[without["changes_top"].astype(bool), "voter"]]
    who, change = ("El primero", "cambia") if top == 1 else (f"Los {top} primeros", "cambian")
    doubles = f"{change if moved else f'no {change}'} si {labels.joined(moved) or 'un criterio'} vale el doble"
    if without.empty:
        return f"{who} {doubles}. Calificó una sola persona."
    voters = f"{change} sin {labels.joined(decisive)}" if decisive else f"no {change} aunque falte un calificador"
    return f"{who} {doubles}; {voters}."


def _table(
    desk: Desk, ranked: pd.DataFrame, share: "pd.Series[float]", doubled: pd.DataFrame, without: pd.DataFrame
) -> pd.DataFrame:
    ranks = doubled.set_index("criterion")["ranks"]
    places = ranking_scenarios.range_without(without, list(ranked["factor"])).set_index("factor")
    doubles = {
        f"{name} doble": [str(ranks[code][factor]) for factor in ranked["factor"]] for code, name in CRITERIA.items()
    }
    return pd.DataFrame(
        {
            "Factor": ranked["factor"].map(desk.factors),
            "Puesto": [str(int(one)) for one in ranked["rank"]],
            **doubles,
            "Sin un calificador": [_range(*places.loc[one, ["best", "worst", "unscored"]]) for one in ranked["factor"]],
            str(share.name): ranked["factor"].map(share),
        }
    )


def _range(best: object, worst: object, unscored: object) -> str:
    """A factor that only one person scored is left without a place when that person is missing."""
    if pd.isna(best):
        return labels.NULL
    place = f"{best}" if best == worst else f"{best} a {worst}"
    return f"{place} o sin puntaje" if unscored else place


def _other_weights(desk: Desk, votes: pd.DataFrame) -> None:
    """What if: the order with the weights that the person chooses, which are kept nowhere."""
    columns = st.columns(len(CRITERIA))
    weights = {}
    for column, (code, name) in zip(columns, CRITERIA.items(), strict=True):
        with column:
            weights[code] = st.slider(f"Peso de {name.lower()}", 0, 5, 1, key=f"peso-{code}")
    if len(set(weights.values())) == 1 and min(weights.values()) > 0:
        st.caption("Mueva los pesos para ver cómo cambiaría el orden. El oficial usa pesos iguales.")
        return
    if not any(weights.values()):
        st.caption("Dé peso al menos a un criterio.")
        return
    found = ranking_scenarios.reweighted(votes, weights)
    shown = pd.DataFrame(
        {
            "Puesto": [str(int(one)) for one in found["rank"]],
            "Factor": found["factor"].map(desk.factors),
            "Total": found["total"],
            "Cambio": [_moved(int(one)) for one in found["moved"]],
        }
    )
    tables.plain(shown, caption="El orden con esos pesos (solo para comparar)", digits=2)


def _moved(places: int) -> str:
    if places == 0:
        return "igual"
    return f"{'sube' if places > 0 else 'baja'} {abs(places)}"
