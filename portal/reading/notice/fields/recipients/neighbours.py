"""Names listed with one that gets data: `stored in Google Drive or Kuura`, `Apple, Google and Louhi, when you sign in`.

Whoever stands in one list with a recipient is one as well; only what has a form of its own there may be something else.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from portal.reading.notice.fields import names
from portal.reading.notice.fields.recipients import in_passing, named, named_lists, services
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_JOINT = re.compile(
    r"\)?(?:[ \xa0](?:for|för|till)[ \xa0](?!att\b)[a-zåäö -]{2,40}?(?=,|[ \xa0](?:och|samt|and|ja)[ \xa0]))?"
    r"[ \xa0]*(?:\([^()\n]{1,60}\)[ \xa0]*)?(?:[,;/&][ \xa0]*)?"
    r"(?:(?:ja|sekä|tai|och|samt|eller|and|or|as well as)[ \xa0]+)?"
)
_ENOUGH = 2
_INITIALS = re.compile(r"\w\.")
_NEVER = ("controller", "contact", "dpo", "rights", "changes", "updated", "register", "sources", "categories")


def beside(scope: Scope, values: Sequence[Found]) -> Iterator[Found]:
    """The names that a list holds beside the values, each value being a known service or a company."""
    sure = {one.start for one in values if services.begins_known(one.text) or names.has_form(one.text)}
    starts = sorted(sure)
    for start, end, section in scope.all_sentences():
        if section.has(*_NEVER) and not section.has("recipients"):
            continue
        if bisect_left(starts, start) == bisect_left(starts, end):
            continue
        every = list(named.names_in(scope, start, end))
        kept = [one.start in sure for one in every]
        for turn in (1, -1):
            order = range(len(every))[::turn]
            for one, other in zip(order, order[1:], strict=False):
                left, right = sorted((one, other))
                if kept[one] and not kept[other] and _are_listed(scope, every[left], every[right]):
                    kept[other] = _may_be(scope, every[other], told=section.has("recipients"))
                    if kept[other]:
                        yield every[other]


def below_one_lead(scope: Scope, values: Sequence[Found]) -> Iterator[Found]:
    """The names with which the items of a list begin, most of which begin with one of the values."""
    starts = {one.start for one in values}
    for section in scope.sections:
        if section.has(*_NEVER) and not section.has("recipients"):
            continue
        run: list[list[Found]] = []
        for block in (*section.blocks, None):
            if block is not None and block.kind == "item":
                run.append(named_lists.heads_of(scope, block))
                continue
            sure = sum(any(one.start in starts for one in heads) for heads in run)
            if sure >= _ENOUGH and sure * 3 >= len(run) * 2:
                for one in (one for heads in run for one in heads if one.start not in starts):
                    is_one = named.is_plain(one.text) or services.begins_known(one.text)
                    if is_one and _may_be(scope, one, told=section.has("recipients")):
                        yield one
            run = []


def _are_listed(scope: Scope, left: Found, right: Found) -> bool:
    between = scope.text[left.end : right.start]
    is_seat = names.has_form(left.text) and between.strip() == "," and not services.begins_known(right.text)
    return bool(between.strip()) and not is_seat and _JOINT.fullmatch(between) is not None


def _may_be(scope: Scope, one: Found, *, told: bool) -> bool:
    if named.is_acronym(one.text) or named.is_person(scope, one) or _INITIALS.match(one.text):
        return False
    return (told or not in_passing.is_of_anybody(one.text)) and named.may_name(scope, one)
