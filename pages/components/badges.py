"""A state or a light as a small coloured label: symbol and word always travel with the colour."""

from pages.components import escape, labels
from procedure import vocabulary

_LABEL = (
    '<span style="background:{background};color:{ink};border-radius:.3rem;padding:.1rem .45rem;font-size:.85rem;'
    'white-space:nowrap">{text}</span>'
)


def light(code: str, status: str = "") -> str:
    """HTML of a light of the semáforo, with its symbol and word."""
    known = code if code in vocabulary.LIGHTS else "gris"
    return label(labels.badge(known, status), known)


def label(text: str, tone: str = "gris") -> str:
    """HTML of a plain text on the colours of a light."""
    colours = vocabulary.LIGHTS[tone]
    return _LABEL.format(background=colours.colour, ink=colours.text_colour, text=escape.html(text))
