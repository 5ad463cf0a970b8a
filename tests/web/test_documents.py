"""The page shell that Streamlit brings, as we serve it; and the screens outside Streamlit."""

import re

import pytest

from pages.web import document, screens
from pages.web.headers import CONTENT_POLICY


def test_the_shell_is_in_spanish_and_runs_no_inline_script() -> None:
    text = document.shell()
    assert '<html lang="es-CO"' in text
    assert "<title>PAM</title>" in text
    assert not re.search(r"<script(?![^>]*src=)", text)
    assert "unsafe-inline" not in CONTENT_POLICY.split("style-src")[0]
    assert "enable JavaScript" not in text
    assert "_stcore/agent" not in text


def test_our_scripts_come_before_streamlit() -> None:
    text = document.shell()
    assert text.index("/espanol.js") < text.index("/sesion.js") < text.index('type="module"')


def test_a_streamlit_without_what_we_change_is_noticed(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "index.html"
    other.write_text("<html></html>", encoding="utf-8")
    monkeypatch.setattr(document, "SHELL", other)
    document.shell.cache_clear()
    with pytest.raises(ValueError, match="index"):
        document.shell()
    document.shell.cache_clear()


def test_a_screen_escapes_everything_it_is_given() -> None:
    bad = '"><script>alert(1)</script>'
    body = (
        screens.alert(bad)
        + screens.note(bad)
        + screens.field("email", bad, value=bad, hint=bad, autocomplete=bad)
        + screens.choice("x", bad, {bad: bad}, bad)
        + screens.hidden("next", bad)
        + screens.form("/x", "", bad)
    )
    text = bytes(screens.screen(bad, body, entity=bad).body).decode()
    assert "<script" not in text


@pytest.mark.parametrize(
    "phrase", ["Choose options", "Drag and drop", "per file", "Select all", "Download as CSV", "Add row", "No results"]
)
def test_the_english_texts_we_translate_are_still_those_of_streamlit(phrase) -> None:
    bundle = document.SHELL.parent / "static" / "js"
    assert any(phrase in path.read_text(encoding="utf-8") for path in bundle.glob("*.js"))
    assert phrase in (document.HERE / "spanish.js").read_text(encoding="utf-8")
