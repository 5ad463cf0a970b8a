"""Labels beside points without covering one another, at every width a screen may give."""

from dataclasses import dataclass
from itertools import product

import pandas as pd

from pages.components.charts.layout import SMALL, text_width, wrap

_WIDTHS = (300.0, 420.0, 640.0, 900.0, 1150.0)
_LINE = 15
_RADIUS = 9
_NEAR, _DISTANCES = 12, (12, 26, 42, 60, 82)
_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Placed:
    """A label at (dx, dy) pixels from its point, y growing downwards."""

    x: float
    y: float
    lines: list[str]
    dx: float
    dy: float
    is_far: bool


def place(points: pd.DataFrame, axis: tuple[float, float], height: float, reserved: float = 0) -> list[Placed]:
    """Choose a spot for the label of each point (columns: name, management, result), the most crowded first.

    Points at the same place share one label. `reserved` is the height of the names in the corners of the plot.
    Where no spot is free at all widths, the one that covers least is taken.
    """
    groups = _groups(points)
    at = {key: [_pixels(*key, axis, width, height) for width in _WIDTHS] for key in groups}
    taken: list[list[Box]] = [
        [*_corners(width, height, reserved), *((*_around(at[key][i]),) for key in groups)]
        for i, width in enumerate(_WIDTHS)
    ]
    placed = []
    for key in sorted(groups, key=lambda item: -_crowd(item, groups)):
        lines = groups[key]
        dx, dy, far = _best(at[key], lines, taken, height)
        for index, (x, y) in enumerate(at[key]):
            taken[index].append(_box(x + dx, y + dy, lines))
        placed.append(Placed(*key, lines, dx, dy, far))
    return placed


def _groups(points: pd.DataFrame) -> dict[tuple[float, float], list[str]]:
    groups: dict[tuple[float, float], list[str]] = {}
    for row in points.itertuples(index=False):
        groups.setdefault((round(row.management, 0), round(row.result, 0)), []).append(row.name)
    return {
        key: [line for name in names for line in wrap(name, 15 if len(names) == 1 else 26)]
        for key, names in groups.items()
    }


def _pixels(x: float, y: float, axis: tuple[float, float], width: float, height: float) -> tuple[float, float]:
    low, high = axis
    return (x - low) / (high - low) * width, (high - y) / (high - low) * height


def _around(point: tuple[float, float]) -> Box:
    x, y = point
    return x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS


def _corners(width: float, height: float, reserved: float) -> list[Box]:
    side = 92.0
    return [
        (left, top, left + side, top + reserved)
        for left, top in product((0.0, width - side), (0.0, height - reserved))
        if reserved
    ]


def _box(x: float, y: float, lines: list[str]) -> Box:
    half_width = max(text_width(line, SMALL) for line in lines) / 2
    half_height = len(lines) * _LINE / 2
    return x - half_width, y - half_height, x + half_width, y + half_height


def _crowd(key: tuple[float, float], groups: dict[tuple[float, float], list[str]]) -> float:
    return sum(1 / (1 + abs(key[0] - x) + abs(key[1] - y)) for x, y in groups)


def _best(
    at: list[tuple[float, float]], lines: list[str], taken: list[list[Box]], height: float
) -> tuple[float, float, bool]:
    width = max(text_width(line, SMALL) for line in lines)
    best = (float("inf"), 0.0, 0.0, False)
    for distance, (sx, sy) in product(_DISTANCES, _SIDES):
        dx = sx * (distance + width / 2)
        dy = sy * (distance + len(lines) * _LINE / 2)
        cost = sum(
            _cost(_box(x + dx, y + dy, lines), boxes, limit, height)
            for (x, y), boxes, limit in zip(at, taken, _WIDTHS, strict=True)
        )
        if cost < best[0]:
            best = (cost, dx, dy, distance > _NEAR)
        if not cost:
            break
    return best[1:]


def _cost(box: Box, taken: list[Box], width: float, height: float) -> float:
    """Pixels covered, of other things or outside of the plot."""
    outside = max(0, -box[0]) + max(0, box[2] - width) + max(0, -box[1]) + max(0, box[3] - height)
    return outside * 20 + sum(_overlap(box, other) for other in taken)


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0
