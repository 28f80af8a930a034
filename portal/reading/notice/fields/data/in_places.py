"""Which values stand in which places of the text, looked up once for many places."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found


def in_places(values: Sequence[Found], places: Sequence[tuple[int, int]]) -> list[list[Found]]:
    """For each place, the values that begin in it."""
    ordered = sorted(values, key=lambda one: one.start)
    starts = [one.start for one in ordered]
    return [ordered[bisect_left(starts, start) : bisect_left(starts, end)] for start, end in places]


def marked(scope: Scope, values: Iterable[Found]) -> bytearray:
    """A byte for each letter of the text, 1 where a value stands."""
    taken = bytearray(len(scope.text))
    for one in values:
        mark(taken, one)
    return taken


def mark(taken: bytearray, value: Found) -> None:
    """Mark where a value stands."""
    taken[value.start : value.end] = b"\x01" * (value.end - value.start)
