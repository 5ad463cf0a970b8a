"""The colours of the charts that the vocabulary does not fix, measured on both backgrounds of .streamlit/config.toml.

Text never gets a colour of its own outside a filled cell: it inherits the theme's, light or dark.
"""

from procedure.vocabulary import COLOURS, LIGHTS

URBAN, RURAL = COLOURS["urbana"], COLOURS["rural"]
LIGHT_CELL = COLOURS["neutral"]
DARK_TEXT, WHITE_TEXT = "#111827", "#FFFFFF"

MIDDLE = "#6F7A89"
"""Lines and outlines: 4.3:1 on the light and on the dark background."""
FAINT = "rgba(111, 122, 137, 0.45)"
TRACK = "rgba(111, 122, 137, 0.22)"
TRANSPARENT = "rgba(0, 0, 0, 0)"

HIGHLIGHTS = ("#0072B2", "#D55E00", "#009E73", "#B86A98")
"""Okabe–Ito, the fourth darkened until it reads on white."""
HIGHLIGHT_SYMBOLS = ("circle", "diamond", "square", "triangle-up")
NAMED = {"Urbana": (URBAN, "circle"), "Rural": (RURAL, "diamond"), "Total": (MIDDLE, "square")}
UNFAVOURABLE, FAVOURABLE = "#B86A98", "#009E73"

CRITERIA = (
    ("#0072B2", WHITE_TEXT, "", "#0072B2"),
    ("#E69F00", DARK_TEXT, "/", "#F3C564"),
    ("#7FCDB5", DARK_TEXT, ".", "#B9E4D7"),
)
"""Fill, text, pattern and its shade, for trend, urgency and impact."""

SEQUENTIAL = (
    ("#DCE9F5", DARK_TEXT),
    ("#A9CCE8", DARK_TEXT),
    ("#74A9CF", DARK_TEXT),
    ("#2B7BBA", WHITE_TEXT),
    ("#0B4F94", WHITE_TEXT),
)
"""Five classes of one hue, light to dark, each with the text colour that reads on it (4.5:1 or more)."""


def hatch(hatched: list[bool]) -> dict:
    """The pattern of cells without a datum: lines so faint that a text can be read over them."""
    shapes = ["/" if item else "" for item in hatched]
    return {"shape": shapes, "fillmode": "overlay", "fgopacity": 0.25, "size": 9, "solidity": 0.12}


def light_fill(light: str) -> str:
    """The fill of a light; an unknown one is drawn as not evaluable."""
    return LIGHTS.get(light, LIGHTS["gris"]).colour


def light_text(light: str) -> str:
    """The text colour that reads on the fill of a light."""
    return LIGHTS.get(light, LIGHTS["gris"]).text_colour
