"""User text is inert wherever markup is read."""

import pytest

from pages.components import escape


def test_plotly_gets_no_tag_and_no_line_break():
    assert escape.plotly("<b>x</b> & <a href='y'>\nz") == "&lt;b&gt;x&lt;/b&gt; &amp; &lt;a href='y'&gt; z"


def test_html_is_safe_inside_an_attribute():
    assert escape.html("\"><script>'") == "&quot;&gt;&lt;script&gt;&#x27;"


@pytest.mark.parametrize("character", list("\\`*_{}[]()<>#+.!|~$&^=-"))
def test_every_opening_of_markdown_is_escaped(character):
    assert escape.markdown(f"a{character}b") == f"a\\{character}b"


@pytest.mark.parametrize("text", [":material/home:", ":red[x]", ":smile:", "http://x.co", "www.x.co", "a@b.co", "a->b"])
def test_what_streamlit_finds_after_markdown_is_broken_up(text):
    """Without the invisible joiner these became icons, colours, emoji, links and arrows on screen."""
    assert "\u2060" in escape.markdown(text)
    assert escape.markdown(text).replace("\u2060", "").replace("\\", "") == text


def test_ordinary_text_and_hours_are_left_alone():
    assert escape.markdown("Reunión a las 3:30, sede Ñ") == "Reunión a las 3:30, sede Ñ"


def test_the_space_that_does_not_break_survives_and_controls_do_not():
    assert escape.one_line(" 4,1\u00a0%\t\r\n x\x07\u202e ") == "4,1\u00a0% x"
