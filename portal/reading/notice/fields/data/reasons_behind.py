"""Items that each name a kind and say behind a dash or colon why it is taken: `Skin type – so that we pick the cream`.

Where most items of a list do so, what stands before the mark is the kind, whatever its trade calls it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.beside_data import is_denied, without_asides
from portal.reading.notice.fields.data.in_places import in_places
from portal.reading.notice.fields.data.kinds import is_kind
from portal.reading.notice.fields.data.listed_data import is_bare, is_called_data
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_PARTED = re.compile(r"(?P<kind>[^:;()\n–—.?!]{2,70}?)(?:\s+[–—-]{1,2}|:)\s+(?=\S)")
_REASON = re.compile(
    r"(?:to|for|so|because|when|if|in case|as|since|we|you|it|this|these|they|your|our|the law|used|needed|required"
    r"|only|helps?|lets?|allows?|tells?|shows?|necessary|optional|mandatory|asked|kept|stored|collected|given|provided"
    r"|without|which|by law"
    r"|the \w+ (?:asks?|needs?|requires?|uses?|wants?|must|is|are|has|have|can|sends?|gives?|tells?|shows?|lets?))\b"
)
_NO_KIND = re.compile(
    r"(?:to|for|when|if|by|in|on|at|with|who|what|how|where|why|purposes?|reasons?|legal basis|basis|source|retention"
    r"|recipients?|consent|contract|legitimate interests?|legal obligations?)\b"
)
_LEAST, _MOST_WORDS, _SEVERAL = 3, 7, 2


def with_reasons_behind(scope: Scope, values: list[Found]) -> list[Found]:
    """The values; of the items of such a list, what stands before the mark."""
    if scope.language != "en":
        return values
    for section in scope.sections:
        if section.is_column or not (section.has("categories") or is_called_data(scope, section)):
            continue
        for kind, run in groupby(without_asides(scope, section.blocks), key=lambda one: one.kind):
            items = list(run)
            if kind in {"item", "para"} and (told := dict(_told(scope, items))):
                values = list(_replaced(values, told))
    return values


def _told(scope: Scope, items: Sequence[Block]) -> Iterator[tuple[Block, Found]]:
    parted = [(one, _PARTED.match(scope.text, one.start, one.end)) for one in items]
    told = [
        (one, kind)
        for one, mark in parted
        if mark is not None
        and _REASON.match(scope.low, mark.end(), one.end)
        and (kind := found(scope.text, *mark.span("kind"))) is not None
        and not _NO_KIND.match(kind.text.casefold())
        and not is_denied(scope, one)
    ]
    kinds = [kind for _, kind in told if is_kind(scope, kind)]
    short = all(len(kind.text.split()) <= _MOST_WORDS and is_bare(scope, kind.start, kind.end) for _, kind in told)
    if len(told) >= _LEAST and len(told) * 3 >= len(items) * 2 and len(kinds) * 3 >= len(told) and short:
        yield from told


def _replaced(values: Sequence[Found], told: dict[Block, Found]) -> Iterator[Found]:
    """The values outside of those items, and the kind of each item in which no more than one was read."""
    places = [(block.start, block.end) for block in told]
    one_at_most = [
        (inside, kind)
        for kind, inside in zip(told.values(), in_places(values, places), strict=True)
        if len(inside) < _SEVERAL
    ]
    gone = {one for inside, _ in one_at_most for one in inside}
    yield from (one for one in values if one not in gone)
    yield from (kind for _, kind in one_at_most)
