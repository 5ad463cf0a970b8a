"""The invented plan as TOML: one file per component, the hojas de vida, the opportunities with their factors, the
profile, the follow-up strategy, the lines of the POAI and the verifications."""

import tomllib
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent


def components() -> list[dict[str, Any]]:
    """Component tables in the order of their file names, each with its objectives, goals, indicators and actions."""
    return [_read(path) for path in sorted(_FOLDER.glob("[0-9]*.toml"))]


def indicators() -> list[dict[str, Any]]:
    """Every indicator of the plan, in its order."""
    return [
        indicator
        for component in components()
        for objective in component["objectives"]
        for goal in objective["goals"]
        for indicator in goal["indicators"]
    ]


def sheets() -> dict[str, dict[str, Any]]:
    """The hoja de vida of every indicator by its code: fields of procedure.elements, and its `variables`."""
    return _read(_FOLDER / "hojas_de_vida.toml")


def opportunities() -> list[dict[str, Any]]:
    """Opportunities, each with its factors and the [trend, urgency, impact] of every voter."""
    return _read(_FOLDER / "priorities.toml")["opportunities"]  # type: ignore[no-any-return]


def round_note() -> str:
    """What was said of the round of scoring when it was closed."""
    return str(_read(_FOLDER / "priorities.toml")["round_note"])


def profile() -> dict[str, Any]:
    """The invented profile: `texts` by topic, the lists of `swot` by kind, `norms` of the entity, `not_applicable`
    (name of the norm and reason), `decision` and its `reason`."""
    return _read(_FOLDER / "profile.toml")


def strategy() -> dict[str, Any]:
    """What its row says, and `team`, `instruments` and `spaces`; `account` is a code of the cast, or "" for none."""
    return _read(_FOLDER / "strategy.toml")


def poai_lines() -> list[dict[str, Any]]:
    """Fields of the line, and `components`: codes of those whose actions are charged to it."""
    return _read(_FOLDER / "poai.toml")["lines"]  # type: ignore[no-any-return]


def verification() -> dict[str, Any]:
    """Conditions of each `viability`; what the `first` verification failed, its `treatments`, the `correction` (quality
    strategy by action) and what the `second` says."""
    return _read(_FOLDER / "verification.toml")


def improvement() -> dict[str, Any]:
    """`actions`: what was done about each deviation of the first trimester, by the code of its indicator."""
    return _read(_FOLDER / "improvement.toml")


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
