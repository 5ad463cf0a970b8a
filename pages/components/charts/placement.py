"""Labels beside points without covering one another, at every width a screen may give."""

from dataclasses import dataclass
from itertools import product

import pandas as pd

from pages.components.charts.layout import SMALL, text_width, wrap

_WIDTHS = (300.0, 440.0, 670.0)
_ROUNDS, _MANY = 3, 14
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


def place(
    points: pd.DataFrame, axis: tuple[float, float], height: float, *, reserved: float, threshold: float
) -> list[Placed]:
    """Choose a spot for the label of each point (columns: name, management, result), the most crowded first.

    Points at the same place share one label. `reserved` is the height of the names in the corners of the plot and
    `threshold` where its two lines are, which labels keep off if they can.
    Where no spot is free at all widths, the one that covers least is taken.
    """
    groups = _groups(points)
    at = {key: [_pixels(*key, axis, width, height) for width in _WIDTHS] for key in groups}
    fixed: list[list[Box]] = [
        [
            *_corners(width, height, reserved),
            *_lines(_pixels(threshold, threshold, axis, width, height), width, height),
            *(_around(at[key][i]) for key in groups),
        ]
        for i, width in enumerate(_WIDTHS)
    ]
    spots: dict[tuple[float, float], _Spot] = {}
    for key in sorted(groups, key=lambda item: -_crowd(item, groups)) * (_ROUNDS if len(groups) <= _MANY else 1):
        taken = [
            [*fixed[i], *(box for other in spots if other != key for box in spots[other].boxes(at[other][i]))]
            for i in range(len(_WIDTHS))
        ]
        spots[key] = _best(at[key], groups[key], taken, height)
    return [Placed(*key, spot.lines, spot.dx, spot.dy, spot.is_far) for key, spot in spots.items()]


@dataclass(frozen=True)
class _Spot:
    """Where a label goes, relative to its point."""

    lines: list[str]
    dx: float
    dy: float
    is_far: bool

    def boxes(self, point: tuple[float, float]) -> list[Box]:
        """What the label and its leader cover."""
        own = _box(point[0] + self.dx, point[1] + self.dy, self.lines)
        return [own, *(_leader(point, (self.dx, self.dy)) if self.is_far else ())]


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


def _lines(crossing: tuple[float, float], width: float, height: float) -> list[Box]:
    x, y = crossing
    return [(x - 0.2, 0.0, x + 0.2, height), (0.0, y - 0.2, width, y + 0.2)]


def _box(x: float, y: float, lines: list[str]) -> Box:
    half_width = max(text_width(line, SMALL) for line in lines) / 2 + 2
    half_height = len(lines) * _LINE / 2 + 1
    return x - half_width, y - half_height, x + half_width, y + half_height


def _crowd(key: tuple[float, float], groups: dict[tuple[float, float], list[str]]) -> float:
    return sum(1 / (1 + abs(key[0] - x) + abs(key[1] - y)) for x, y in groups)


def _best(at: list[tuple[float, float]], lines: list[str], taken: list[list[Box]], height: float) -> _Spot:
    half_width = max(text_width(line, SMALL) for line in lines) / 2
    half_height = len(lines) * _LINE / 2
    best, least = _Spot(lines, 0, 0, False), float("inf")
    for distance, (sx, sy) in product(_DISTANCES, _SIDES):
        spot = _Spot(lines, sx * (distance + half_width), sy * (distance + half_height), distance > _NEAR)
        cost = (distance - _NEAR) * len(_WIDTHS)
        for point, boxes, width in zip(at, taken, _WIDTHS, strict=True):
            if cost >= least:
                break
            cost += _cost(spot, point, boxes, width, height)
        if cost < least:
            best, least = spot, cost
    return best


def _cost(spot: _Spot, point: tuple[float, float], taken: list[Box], width: float, height: float) -> float:
    """Pixels covered, of other things (its leader's count more) or outside of the plot."""
    own, *leader = spot.boxes(point)
    outside = max(0, -own[0]) + max(0, own[2] - width) + max(0, -own[1]) + max(0, own[3] - height)
    crossed = sum(_overlap(piece, box) for piece in leader for box in taken)
    return outside * 1000 + 4 * crossed + sum(_overlap(own, box) for box in taken)


def _leader(point: tuple[float, float], offset: tuple[float, float]) -> list[Box]:
    """The line from a point towards its label, as small boxes along its first half."""
    steps = [(point[0] + offset[0] * t / 10, point[1] + offset[1] * t / 10) for t in (2, 4, 6)]
    return [(x - 2, y - 2, x + 2, y + 2) for x, y in steps]


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0
