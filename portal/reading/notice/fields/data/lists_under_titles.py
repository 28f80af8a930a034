"""Lists below the small headings of a section on data: `Route`, and below it `GPS track, length and mean speed.`"""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.kinds import bare, is_endless, is_kind
from portal.reading.notice.fields.data.listed_data import is_bare
from portal.reading.notice.fields.data.pieces import whole_pieces
from portal.reading.notice.fields.data.saying import says
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.values import Found

_NO_KIND = re.compile(
    r"(?:att|för|genom|via|från|av|med|vid|när|om|i|på|hos|enligt|to|for|by|via|from|with|when|if|in|on|at|under|because"
    r"|kun|jos|koska|jotta|vi|du|we|you)\b|\w+(?:ssa|ssä|lla|llä|sta|stä|lta|ltä|lle|miseksi|miseen|ksemme)\Z"
)
"""How, where or what for: no kind of data."""
_MOST_WORDS, _SEVERAL = 7, 2


def lists_under_titles(scope: Scope, blocks: Sequence[Block]) -> dict[Block, list[Found]]:
    """What the paragraphs right below small headings list, where several do and some list known kinds of data.

    The section says that it is data, and the others of its like that these are lists: no word need be known.
    """
    heads = dict(_headed(blocks))
    below = list(heads)
    lists = {one: members for one in below if (members := _listed(scope, one))}
    known = [one for one, members in lists.items() if sum(is_kind(scope, part) for part in members) * 2 >= len(members)]
    is_sure = len(lists) >= _SEVERAL and len(lists) * 2 > len(below) and len(known) * 3 >= len(lists)
    return {**{heads[one]: [] for one in lists if heads[one].kind == "item"}, **lists} if is_sure else {}


def _headed(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """The paragraphs right below small headings, or below numbered lines between paragraphs, with what heads each."""
    for before, one, two in zip([None, *blocks], blocks, blocks[1:], strict=False):
        is_line = one.kind == "item" and (before is None or before.kind != "item")
        if two.kind == "para" and (one.kind == "sub" or is_line):
            yield two, one


def lists_under_headings(scope: Scope) -> Iterator[Found]:
    """The same for headings one below the other of which none is known, where most of what they list is known data."""
    run: list[list[Found]] = []
    for section in (*scope.sections, None):
        is_one = section is not None and not section.fields and section.head is not None and len(section.blocks) == 1
        listed = _listed(scope, section.blocks[0]) if section is not None and is_one else []
        if listed:
            run.append(listed)
            continue
        known = [one for one in run if sum(is_kind(scope, part) for part in one) * 2 >= len(one)]
        if len(run) > _SEVERAL and len(known) * 3 >= len(run) * 2:
            yield from (part for one in run for part in one)
        run = []


def _listed(scope: Scope, block: Block) -> list[Found]:
    """The members of all sentences that say nothing; nothing where a sentence says aught but what is not taken."""
    values: list[Found] = []
    for start, end in sentences(scope.text, block.start, block.end):
        if values and scope.known.word["negation"].search(scope.low, start, end):
            continue
        members = list(_members(scope, start, end))
        if not members:
            return []
        values += members
    return values if len(values) >= _SEVERAL else []


def _members(scope: Scope, start: int, end: int) -> Iterator[Found]:
    if (
        is_endless(scope, start, end)
        or not is_bare(scope, start, end)
        or says(scope, start, end)
        or scope.text[start:end].rstrip().endswith(":")
    ):
        return
    if ": " in scope.text[start:end] or " – " in scope.text[start:end]:
        return
    members = [bare(scope, one) for one in whole_pieces(scope, list(split_list(scope, start, end)))]
    low = [one.text.casefold() for one in members]
    if any(_NO_KIND.search(one) and not is_kind(scope, two) for one, two in zip(low, members, strict=True)):
        return
    if all(len(one.split()) <= _MOST_WORDS for one in low) and found(scope.text, start, end) is not None:
        yield from members
