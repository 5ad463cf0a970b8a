"""A tile grid: one equal, readable square per municipality, as near as possible to where it lies."""

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analytics.arrays import BoolArray, FloatArray, IntArray, floats, require

_ROOM = 1.35
"""Cells per municipality: fewer would push tiles far from home, more would scatter them."""
_EVEN = 0.5
"""Share of the rank in a tile's home: crowded areas spread out, while the outline stays."""


def assign(points: pd.DataFrame) -> pd.DataFrame:
    """Row and column (from 0, north-west first) of each municipality: code, row, column, in the order of `points`.

    `points`: code (unique), lon, lat (degrees). The sum of squared displacements is the least possible on the grid;
    the answer does not depend on the order of the rows. Rows and columns left empty are dropped.
    Raises ValueError for a repeated code or a missing coordinate.
    """
    require(points, ["code", "lon", "lat"])
    if points["code"].duplicated().any() or points[["lon", "lat"]].isna().any().any():
        raise ValueError("each code needs one pair of coordinates")
    if points.empty:
        return pd.DataFrame({"code": points["code"], "row": 0, "column": 0})
    ordered = points.sort_values("code")
    home, rows, columns = _homes(ordered)
    cells = np.array([(row, column) for row in range(rows) for column in range(columns)], dtype=np.float64)
    chosen = cells[_matching(((home[:, None, :] - cells[None, :, :]) ** 2).sum(axis=2))]
    placed = pd.DataFrame({"row": _packed(chosen[:, 0]), "column": _packed(chosen[:, 1])}, index=ordered.index)
    return points[["code"]].join(placed)


def _homes(points: pd.DataFrame) -> tuple[FloatArray, int, int]:
    """Where each municipality would lie on the grid, in cells, and the size of the grid."""
    lat = floats(points, "lat")
    x = floats(points, "lon") * math.cos(math.radians(float(lat.mean())))
    width, height = max(float(np.ptp(x)), 1e-9), max(float(np.ptp(lat)), 1e-9)
    total = len(points) * _ROOM
    aspect = min(max(width / height, 1 / len(points)), len(points))
    columns = max(1, round(math.sqrt(total * aspect)))
    rows = max(1, math.ceil(total / columns))
    return np.column_stack([_spread(-lat, rows), _spread(x, columns)]), rows, columns


def _spread(position: FloatArray, cells: int) -> FloatArray:
    """Coordinates scaled to the cells of one axis, half by distance and half by rank."""
    extent = float(np.ptp(position))
    if extent == 0 or cells == 1:
        return np.full(len(position), (cells - 1) / 2)
    distance = (position - position.min()) / extent
    order = pd.Series(position).rank(method="average").to_numpy(dtype=np.float64)
    even = (order - 1) / (len(position) - 1)
    result: FloatArray = ((1 - _EVEN) * distance + _EVEN * even) * (cells - 1)
    return result


def _matching(cost: FloatArray) -> IntArray:
    """The cell of each point with the least total cost (Kuhn–Munkres with potentials, points ≤ cells)."""
    points, cells = cost.shape
    owner = np.full(cells + 1, -1, dtype=np.int64)  # the last cell is where each search starts
    row_price, cell_price = np.zeros(points), np.zeros(cells + 1)
    for point in range(points):
        owner[cells] = point
        _augment(cost, owner, row_price, cell_price)
    result = np.empty(points, dtype=np.int64)
    taken = np.flatnonzero(owner[:cells] >= 0)
    result[owner[taken]] = taken
    return result


def _augment(cost: FloatArray, owner: IntArray, row_price: FloatArray, cell_price: FloatArray) -> None:
    """Seat the point waiting in the last cell, moving others along the cheapest chain of reduced costs."""
    cells = cost.shape[1]
    nearest, previous = np.full(cells, np.inf), np.full(cells, cells, dtype=np.int64)
    visited: BoolArray = np.zeros(cells + 1, dtype=np.bool_)
    cell = cells
    while owner[cell] >= 0:
        visited[cell] = True
        reduced = cost[owner[cell]] - row_price[owner[cell]] - cell_price[:cells]
        better = ~visited[:cells] & (reduced < nearest)
        nearest[better], previous[better] = reduced[better], cell
        following = int(np.where(visited[:cells], np.inf, nearest).argmin())
        step = nearest[following]
        row_price[owner[visited]] += step
        cell_price[visited] -= step
        nearest[~visited[:cells]] -= step
        cell = following
    for here, there in _chain(cell, previous, cells):
        owner[here] = owner[there]


def _chain(cell: int, previous: IntArray, start: int) -> Iterator[tuple[int, int]]:
    while cell != start:
        yield cell, int(previous[cell])
        cell = int(previous[cell])


def _packed(positions: FloatArray) -> IntArray:
    """The positions numbered from 0 without the empty ones."""
    packed: IntArray = np.unique(positions, return_inverse=True)[1].astype(np.int64)
    return packed
