"""What speaks for and against something, weighed: the sum of the points of what is true of it."""

from collections.abc import Mapping

ALWAYS = "always"
"""The points that everything has from the start."""


def weigh(features: Mapping[str, float], points: Mapping[str, float]) -> float:
    """The points of all features, each by how far it is true (0 to 1): above 0 speaks more for it than against it."""
    return points[ALWAYS] + sum(points[name] * share for name, share in features.items() if share and name in points)
