"""Points for what speaks for and against something, fitted to samples of which one knows: logistic regression.

The points are those under which the samples are most likely, each a little drawn towards 0 so that what is rare weighs
little. They are found by Newton's method; the sum of squares is small enough for plain Python.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.reading.notice.fields.weighing import ALWAYS, weigh

_ROUNDS = 25
_DRAWN = 2.0
"""How strongly points are drawn towards 0."""
_LEAST_SEEN = 15
"""A feature that fewer samples have gets no points: it would be learnt by heart."""
_ENOUGH = 1e-6
_MOST = 30.0


@dataclass(frozen=True)
class Sample:
    """What is true of a candidate, each from 0 to 1, whether it is one, and how much it counts."""

    features: Mapping[str, float]
    is_one: bool
    weight: float = 1.0


def fitted(samples: Sequence[Sample]) -> dict[str, float]:
    """The points of each feature and `ALWAYS`; nothing is learnt of what hardly any sample has."""
    seen = Counter(name for one in samples for name, share in one.features.items() if share)
    names = [ALWAYS, *sorted(name for name, count in seen.items() if count >= _LEAST_SEEN)]
    place = {name: at for at, name in enumerate(names)}
    rows = [[(place[name], share) for name, share in _with_always(one) if name in place and share] for one in samples]
    points = [0.0] * len(names)
    for _ in range(_ROUNDS):
        step = _solved(*_slopes(samples, rows, points))
        points = [now + more for now, more in zip(points, step, strict=True)]
        if max(map(abs, step)) < _ENOUGH:
            break
    return dict(zip(names, points, strict=True))


def _with_always(one: Sample) -> Iterable[tuple[str, float]]:
    return [(ALWAYS, 1.0), *one.features.items()]


def _slopes(
    samples: Sequence[Sample], rows: Sequence[Sequence[tuple[int, float]]], points: Sequence[float]
) -> tuple[list[list[float]], list[float]]:
    """How steeply the likelihood bends and falls at these points."""
    size = len(points)
    bend = [[_DRAWN if one == other and one else 0.0 for other in range(size)] for one in range(size)]
    bend[0][0] += _ENOUGH
    fall = [0.0 if at == 0 else -_DRAWN * point for at, point in enumerate(points)]
    for sample, row in zip(samples, rows, strict=True):
        chance = _chance(sum(points[at] * share for at, share in row))
        off = sample.weight * (sample.is_one - chance)
        spread = sample.weight * chance * (1 - chance)
        for at, share in row:
            fall[at] += off * share
            line = bend[at]
            for other, its in row:
                line[other] += spread * share * its
    return bend, fall


def _chance(weight: float) -> float:
    return 1 / (1 + math.exp(-max(-_MOST, min(_MOST, weight))))


def _solved(left: list[list[float]], right: list[float]) -> list[float]:
    """The step that solves a system of equations, by elimination."""
    size = len(right)
    for at in range(size):
        best = max(range(at, size), key=lambda row: abs(left[row][at]))
        left[at], left[best], right[at], right[best] = left[best], left[at], right[best], right[at]
        for row in range(at + 1, size):
            share = left[row][at] / left[at][at]
            if share:
                left[row] = [one - share * other for one, other in zip(left[row], left[at], strict=True)]
                right[row] -= share * right[at]
    done = [0.0] * size
    for at in reversed(range(size)):
        behind = sum(left[at][other] * done[other] for other in range(at + 1, size))
        done[at] = (right[at] - behind) / left[at][at]
    return done


def told_apart(samples: Sequence[Sample], points: Mapping[str, float], least: float = 0.0) -> tuple[float, float]:
    """Precision and recall of points on samples, each counting what it weighs; 0 where nothing is taken or to be."""
    taken = [one for one in samples if weigh(one.features, points) >= least]
    right = sum(one.weight for one in taken if one.is_one)
    wanted = sum(one.weight for one in samples if one.is_one)
    every = sum(one.weight for one in taken)
    return (right / every if every else 0.0), (right / wanted if wanted else 0.0)
