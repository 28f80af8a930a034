"""In a section on data: sentences that are each a label and a list, and lists that only a clause ends."""

from collections.abc import Sequence

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.kinds import LABEL, bare, is_endless, is_kind
from portal.reading.notice.fields.data.listed_data import OTHER, is_bare, words_of
from portal.reading.notice.fields.data.pieces import whole_pieces
from portal.reading.notice.fields.data.saying import says
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import sentences
from portal.reading.notice.values import Found

_MOST_WORDS, _SEVERAL = 6, 3


def lists_in_a_row(scope: Scope, blocks: Sequence[Block]) -> dict[Block, list[Found]]:
    """What `Of members: name, branch. Of teachers: name, pay.` lists, where most of its lists hold known kinds."""
    return {one: members for one in blocks if one.kind == "para" and (members := _labelled(scope, one))}


def _labelled(scope: Scope, block: Block) -> list[Found]:
    places = list(sentences(scope.text, block.start, block.end))
    labels = [LABEL.match(scope.text, *place) for place in places]
    if len(places) < _SEVERAL:
        return []
    lists: list[list[Found]] = []
    for (_, end), label in zip(places, labels, strict=True):
        if label is None or not is_bare(scope, label.end(), end) or says(scope, label.end(), end):
            return []
        lists.append(_members(scope, label.end(), end))
    known = [one for one in lists if any(is_kind(scope, part) for part in one)]
    is_short = all(len(part.text.split()) <= _MOST_WORDS for one in lists for part in one)
    return [part for one in lists for part in one] if is_short and len(known) * 2 > len(lists) else []


def begun_list(scope: Scope, start: int, end: int) -> list[Found]:
    """`Name, title, mail and data on which courses you took`: the members before the one that a clause hangs on."""
    members: list[Found] = []
    for one in _members(scope, start, end):
        if members and OTHER.match(one.text.casefold()):
            members += [one] if is_bare(scope, one.start, one.end) else []
            break
        if not is_bare(scope, one.start, one.end) or words_of(one.text) > _MOST_WORDS:
            break
        members.append(one)
    kinds = [one for one in members if is_kind(scope, one)]
    return members if len(members) >= _SEVERAL and len(kinds) * 2 >= len(members) and kinds[0] is members[0] else []


def _members(scope: Scope, start: int, end: int) -> list[Found]:
    if is_endless(scope, start, end):
        return []
    return [bare(scope, one) for one in whole_pieces(scope, list(split_list(scope, start, end)))]
