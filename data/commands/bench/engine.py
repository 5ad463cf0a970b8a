"""`manage.py bench engine`: a whole plan evaluated and rolled up, beside the bare pandas expressions, in one run.

The bare operation is one percentage, one light and one weighted mean per goal over as many measures. Ours is all of it:
both percentages and the third against the original target, every status and light, the actions, and both indices of
every slice at every level, at the four cut-offs. They go turn by turn, so that whatever else the machine does is on
both sides.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.plan import PlanFrames
from analytics.schedule import TRIMESTERS
from analytics.year import evaluate_year
from data.commands.arguments import SpanishParser
from data.commands.bench.plans import SLICES, TODAY, generated

TARGET = 5.0
_SPANISH = str.maketrans(",.", ".,")


@dataclass(frozen=True)
class Measure:
    """Median seconds of the bare expressions and of ours, over `rows` measures and `nodes` rolled up."""

    rows: int
    nodes: int
    bare: float
    ours: float

    @property
    def ratio(self) -> float:
        return self.ours / self.bare


def run(argv: Sequence[str]) -> int:
    """0 when the ratio is within its target, 1 otherwise."""
    parser = SpanishParser(prog="manage.py bench engine", description="Mide el cálculo de un plan entero.")
    parser.add_argument("--indicators", metavar="N", type=int, default=400, help="indicadores del plan")
    parser.add_argument("--actions", metavar="N", type=int, default=1_200, help="acciones del plan")
    parser.add_argument("--runs", metavar="N", type=int, default=15, help="vueltas; se informa la mediana")
    options = parser.parse_args(argv)
    measured = measure(generated(indicators=options.indicators, actions=options.actions), options.runs)
    print(table(measured))
    return 0 if measured.ratio <= TARGET else 1


def measure(plan: PlanFrames, runs: int) -> Measure:
    """The medians of `runs` turns, after one that is not counted."""
    rows = len(plan.indicators) * len(SLICES) * len(TRIMESTERS)
    bare_one, nodes = bare(rows), len(evaluate_year(plan, TODAY).nodes)
    bare_one()
    turns = [(_seconds(bare_one), _seconds(lambda: evaluate_year(plan, TODAY))) for _ in range(runs)]
    return Measure(rows, nodes, *(statistics.median(side) for side in zip(*turns, strict=True)))


def bare(rows: int) -> Callable[[], object]:
    """The expressions that any implementation needs, on frames of that many measures."""
    random = np.random.default_rng(1)
    frame = pd.DataFrame(
        {
            "baseline": random.random(rows) * 50,
            "target": 60 + random.random(rows) * 40,
            "actual": random.random(rows) * 100,
            "goal": random.integers(0, max(rows // 8, 1), rows),
            "weight": random.random(rows),
        }
    )

    def once() -> object:
        percent = (frame["actual"] - frame["baseline"]) / (frame["target"] - frame["baseline"]) * 100
        contribution = percent.clip(0, 100)
        light = np.select([contribution < 70, contribution < 90], ["rojo", "amarillo"], "verde")
        weighted = frame.assign(c=contribution * frame["weight"], light=light)
        sums = weighted.groupby("goal")[["c", "weight"]].sum()
        return sums["c"] / sums["weight"]

    return once


def _seconds(operation: Callable[[], object]) -> float:
    start = time.perf_counter()
    operation()
    return time.perf_counter() - start


def table(measured: Measure) -> str:
    """The measure in Spanish."""
    heads = f"{'medidas':>9} {'nodos':>9} {'desnuda':>10} {'cálculo':>10} {'razón':>6}"
    line = (
        f"{measured.rows:>9,} {measured.nodes:>9,} {measured.bare * 1000:>7.1f} ms {measured.ours * 1000:>7.1f} ms "
        f"{measured.ratio:>6.2f}"
    )
    return f"{heads}\n{line.translate(_SPANISH)}\nObjetivo: razón hasta {f'{TARGET:.1f}'.translate(_SPANISH)}."
