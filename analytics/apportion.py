"""Sharing out whole pesos so that the parts add up to the last one."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor, isfinite


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """`total` in whole parts proportional to the weights: they always add up to it (largest remainder method).

    The units left over go to the largest fractions, the earlier first. When no weight is above 0, in equal parts.
    Raises ValueError without weights, or with a weight that is negative or not a number.
    """
    if not weights:
        raise ValueError("nothing to share out among")
    if any(not isfinite(weight) or weight < 0 for weight in weights):
        raise ValueError("a weight is a number from 0 up")
    exact = [Fraction(weight) for weight in weights] if any(weights) else [Fraction(1)] * len(weights)
    whole = sum(exact)
    shares = [total * weight / whole for weight in exact]
    parts = [floor(share) for share in shares]
    left = total - sum(parts)
    order = sorted(range(len(parts)), key=lambda place: (parts[place] - shares[place], place))
    for place in order[:left]:
        parts[place] += 1
    return parts
