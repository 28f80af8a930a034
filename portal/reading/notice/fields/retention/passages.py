"""The sentences of a section on one matter put together to one value, without what is on something else."""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import whole
from portal.reading.notice.values import Found

_STOPS = (".", "!", "?", ";", ":")
_SIGN = re.compile(r"\s*[•·▪◦●▹▸►○*–—+-]")
"""The sign of a list between two of its items."""


def passage_of(scope: Scope, section: Section, places: Sequence[tuple[int, int]]) -> Found | None:
    """Sentences as one value: those that stand together as they are written, an item with its sign before it.

    What has no stop at its end gets one where something else follows, so that no two sentences run together.
    """
    said = [one for place in places if (one := whole(scope.text, *place)) is not None]
    if not said:
        return None
    text = said[0].text
    for before, one in zip(said, said[1:], strict=False):
        text += _between(scope, section, before, one) + one.text
    first, *more = _runs(scope, said)
    return Found(text, *first, tuple(more))


def _between(scope: Scope, section: Section, before: Found, one: Found) -> str:
    if not any(before.end <= block.start <= one.start for block in section.blocks):
        return " "
    sign = _SIGN.match(scope.text, before.end, one.start)
    if sign is not None or before.text.endswith(":"):
        return f" {sign[0].strip() if sign is not None else '•'} "
    return " " if before.text.endswith(_STOPS) else "; "


def _runs(scope: Scope, said: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """The places of sentences, of which those that nothing parts are one."""
    start, end = said[0].start, said[0].end
    for one in said[1:]:
        if scope.text[end : one.start].strip():
            yield start, end
            start = one.start
        end = one.end
    yield start, end
