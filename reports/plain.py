"""What people wrote, made safe for documents without changing what is read."""

import re

# What XML 1.0 has no way to write; a line feed and a tab it has.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def plain(text: object) -> str:
    """The text as it is, without the characters that no document can hold; every line break is one line feed."""
    return _UNWRITABLE.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n"))


def paragraphs(text: object) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in plain(text).split("\n") if line.strip()]
