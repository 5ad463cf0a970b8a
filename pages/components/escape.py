"""User text made inert for each place that interprets markup: Plotly labels, Markdown and HTML.

Plotly reads <b>, <a>, <br> and entities in every label and hover; Streamlit's Markdown adds `:material/…:`,
`:red[…]`, emoji short codes and `$…$` to CommonMark. Each text passes through here exactly once.
"""

import html as _html
import re

# CommonMark lets any ASCII punctuation be escaped; the ones it could open a construct with are enough.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+.!|~$&^=-])")
# Short codes, links, arrows and dashes are found after Markdown is parsed, where a backslash is already gone.
_LATE = re.compile(r":(?=[A-Za-z_+/-])|@|www(?=\.)|(?<=[<>-])(?=[<>-])", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")  # not the space that does not break: figures keep their unit
_WORD_JOINER = "\u2060"


def one_line(text: object) -> str:
    """The text on a single line: line breaks and tabs become spaces, control characters go."""
    return "".join(c for c in _BLANKS.sub(" ", str(text)).strip() if c.isprintable() or c == "\u00a0")


def plotly(text: object) -> str:
    """The text for a Plotly label, annotation or hover value."""
    return _html.escape(one_line(text), quote=False)


def html(text: object) -> str:
    """The text for HTML content or a quoted attribute."""
    return _html.escape(one_line(text), quote=True)


def markdown(text: object) -> str:
    """The text for any Streamlit command that reads Markdown, including labels of widgets and metrics."""
    late = _LATE.sub(lambda match: match.group(0) + _WORD_JOINER, one_line(text))
    return _MARKDOWN.sub(r"\\\1", late)
