"""The few figures over a chart: at most four, already written in Spanish."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pages.components import escape

MOST = 4


@dataclass(frozen=True)
class Metric:
    """A figure with its name; `note` is a short line under it (a light in words, a comparison). Plain texts."""

    label: str
    value: str
    note: str = ""
    help: str = ""


def row(metrics: Sequence[Metric]) -> None:
    """Up to four figures side by side; on a phone they wrap. Raises ValueError for more: nobody reads five."""
    if len(metrics) > MOST:
        raise ValueError(f"at most {MOST} metrics, got {len(metrics)}")
    with st.container(horizontal=True, gap="small"):
        for metric in metrics:
            st.metric(
                escape.markdown(metric.label),
                metric.value,
                delta=escape.markdown(metric.note) or None,
                delta_color="off",
                delta_arrow="off",
                help=escape.markdown(metric.help) or None,
                border=True,
                width="stretch",
                height="stretch",
            )
