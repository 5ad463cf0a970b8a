"""The demonstration: an invented but believable plan for the entity's municipalities, labelled so on every page."""

from data.demo.builder import build
from data.demo.people import Account

__all__ = ["Account", "build"]
