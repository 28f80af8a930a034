"""Which values stand in which places of the text, looked up once for many places."""

from bisect import bisect_left
from collections.abc import Sequence

from portal.reading.notice.values import Found


def in_places(values: Sequence[Found], places: Sequence[tuple[int, int]]) -> list[list[Found]]:
    """For each place, the values that begin in it."""
    ordered = sorted(values, key=lambda one: one.start)
    starts = [one.start for one in ordered]
    return [ordered[bisect_left(starts, start) : bisect_left(starts, end)] for start, end in places]
