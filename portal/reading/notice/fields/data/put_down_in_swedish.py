"""Data that a sentence of a Swedish notice puts down, under whatever heading: `På talongen står namn och årgång`.

It is looked for last, in what no other rule has read. Small bodies name what only they know of, the finish time or the
weight of a ram: half of a list has to be known as data, and the first of it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.acts_listed import are_acts
from portal.reading.notice.fields.data.in_places import mark, marked
from portal.reading.notice.fields.data.kinds import bare, both_kinds, is_endless, is_kind, plain
from portal.reading.notice.fields.data.no_kinds import are_matters
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.putting_down_in_swedish import (
    BEFORE,
    BEFORE_NOUN,
    COLON,
    ENDS,
    LEADS,
    NO_NOUN,
    NOTHING,
    OF_OTHERS,
    SAYS,
    SURE,
    TAILS,
)
from portal.reading.notice.values import Found

_NEVER = ("recipients", "transfers", "security", "cookies", "rights", "retention", "changes", "dpo", "bases")
_MOST_LEADS, _MOST_WORDS, _NEAR, _LONGEST = 6, 6, 24, 80
_MOSTLY, _HALF = 0.65, 0.5
_FILLED = re.compile(r"@\w|\d{3}|://|[\[{?!]")
_OF_COOKIES = re.compile(r"(?<!\w)(?:kak(?:a|or|an|orna)|cookies?|textfil\w*)(?!\w)")


def put_down_in_swedish(scope: Scope, values: Sequence[Found]) -> Iterator[Found]:
    """What the sentences of a Swedish notice put down and no other rule has read among the `values`."""
    if scope.language != "sv":
        return
    taken = marked(scope, values)
    known = {one.text.casefold() for one in values}
    below = dict(_below_colons(scope)) if not values else {}
    for start, end, section in scope.all_sentences():
        is_of_data = (
            not section.has(*_NEVER) and not section.is_column and not _OF_COOKIES.search(scope.low, start, end)
        )
        if not is_of_data or is_endless(scope, start, end):
            continue
        for members in (*_lists(scope, start, end, strict=bool(values)), *below.get(end, ())):
            for one in members:
                if one.text.casefold() not in known and not any(taken[one.start : one.end]):
                    known.add(one.text.casefold())
                    mark(taken, one)
                    yield one


def _lists(scope: Scope, start: int, end: int, *, strict: bool) -> Iterator[list[Found]]:
    if scope.text[start:end].rstrip().endswith((":", "?")):
        return
    colon = COLON.match(scope.low, start, end)
    before = BEFORE.match(scope.low, colon.end() if colon is not None else start, end)
    if before is not None and not _is_denied(scope, *before.span()):
        yield _members(scope, *before.span("what"), strict=strict)
    if colon is not None and not OF_OTHERS.search(colon["label"]):
        listed = _members(scope, colon.end(), end, strict=strict)
        yield listed if sum(is_kind(scope, one) for one in listed) > 1 else []
    stop = start
    for lead in islice(LEADS.finditer(scope.low, start, end), _MOST_LEADS):
        if lead.start() < stop or _is_denied(scope, max(start, lead.start() - _NEAR), lead.end()):
            continue
        ends = ENDS.search(scope.low, lead.end(), end)
        at = ends.start() if ends is not None else end
        if members := _members(scope, lead.end(), at, strict=strict):
            stop = at
            yield members


def _below_colons(scope: Scope) -> Iterator[tuple[int, list[list[Found]]]]:
    """Where a paragraph ends with a colon, and the items below it: `So that we can clean:`, whatever leads to them.

    Each of them is a noun and no act, and most of them are kinds of data.
    """
    for section in scope.sections:
        lead: Block | None = None
        items: list[Block] = []
        for block in (*section.blocks, None):
            if block is not None and block.kind == "item":
                items.append(block)
                continue
            members = [value for one in items for value in _nouns(scope, one.start, one.end)]
            kinds = [one for one in members if is_kind(scope, one)]
            if lead is not None and len(kinds) > 1 and len(kinds) >= len(members) * _MOSTLY:
                is_whole = len(members) >= len(items) and not are_acts(scope, items) and not are_matters(scope, items)
                yield lead.end, [members] if is_whole else []
            lead, items = block if block is not None and _leads(scope, block) else None, []


def _leads(scope: Scope, block: Block) -> bool:
    if not scope.text[block.start : block.end].rstrip().endswith(":") or _is_denied(scope, block.start, block.end):
        return False
    return OF_OTHERS.search(scope.low, block.start, block.end) is None


def _is_denied(scope: Scope, start: int, end: int) -> bool:
    return scope.known.word["negation"].search(scope.low, start, end) is not None


def _members(scope: Scope, start: int, end: int, *, strict: bool) -> list[Found]:
    """The members of a list up to the first that is none, where the first and half of them are kinds of data.

    Each of them where it is `strict`: other rules have read data already, and what is left is more often none.
    """
    colon = scope.text.find(": ", start, end)
    members = list(_nouns(scope, colon + 1 if colon > 0 else start, end))
    kinds = [one for one in members if is_kind(scope, one)]
    if len(members) == 1:
        return [one for one in kinds if SURE.fullmatch(one.text.casefold())]
    enough = len(kinds) >= len(members) * (1 if strict else _HALF)
    return members if members[:1] == kinds[:1] and enough else []


def _nouns(scope: Scope, start: int, end: int) -> Iterator[Found]:
    pieces = [part for one in split_list(scope, start, end) for part in both_kinds(scope, one)]
    for one in (short for piece in pieces if (short := _bare(scope, piece)) is not None):
        is_basis = any(basis.match(one.text.casefold()) for basis in scope.known.bases.values())
        if is_basis or not _is_noun(scope, one):
            return
        yield one


def _bare(scope: Scope, one: Found) -> Found | None:
    """A member without what leads to it or hangs on it; None where nothing is left."""
    lead = BEFORE_NOUN.match(scope.low, one.start, one.end)
    start = lead.end() if lead is not None else one.start
    tail = TAILS.search(scope.text, start, one.end)
    value = found(scope.text, start, tail.start() if tail is not None else one.end)
    return bare(scope, value) if value is not None else None


def _is_noun(scope: Scope, one: Found) -> bool:
    """Whether words begin like a noun, and nothing is said of it."""
    said = " ".join(plain(scope, one.start, one.end).split())
    if not said or len(said.split()) > _MOST_WORDS or len(one.text) > _LONGEST or _FILLED.search(one.text):
        return False
    return NO_NOUN.match(said) is None and NOTHING.fullmatch(said) is None and SAYS.search(said) is None
