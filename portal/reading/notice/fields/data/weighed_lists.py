"""Lists of data found by what speaks for and against them, and not by how they are led to (decision 0053).

No table holds all words that lead to a list, and what one rule forbids, `Data collected` below a heading on cookies,
the list itself makes plain. So each list is weighed: how many of its items are called like data, what its section and
the heading above are about, which words its lead and its heading hold.
"""

import re
from collections.abc import Sequence

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.acts import is_act
from portal.reading.notice.fields.data.acts_listed import are_acts, leads_to_aims
from portal.reading.notice.fields.data.beside_data import is_denied
from portal.reading.notice.fields.data.data_items import of_item
from portal.reading.notice.fields.data.data_leads import leads_elsewhere, without_reason
from portal.reading.notice.fields.data.in_places import mark, marked
from portal.reading.notice.fields.data.item_lists import (
    NEXT_SENTENCE,
    ItemList,
    features_of,
    head_of,
    is_of_others,
    lists_in,
    names_kind,
    title_of,
)
from portal.reading.notice.fields.data.kinds import members_of
from portal.reading.notice.fields.data.list_points import POINTS, SURE
from portal.reading.notice.fields.data.no_kinds import are_matters
from portal.reading.notice.fields.data.saying import says
from portal.reading.notice.fields.data.told_data import not_again
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.fields.weighing import weigh
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.list_words import LABELS_TIME, LIST_WORDS, NOT_ONLY, SUBJECT_LAST, SUREST
from portal.reading.notice.values import Found

_FILLED = re.compile(r"(?::|\t)[^:]{0,60}(?:@\w|\(at\)|\d{3})|^\W*\+?\d[\d -]{5,}|^\S{1,40}@\S|^\W*\[")
"""`Address: Example Street 12, 00100 Helsinki`: the details of somebody, and no kind."""
_NAMES_ELSE = re.compile(
    r"(?:rekisteri|register|registret)\W*\Z|\b(?:oyj?|ab|ry|rf|ltd|limited|inc|llc|gmbh|bv|b\.v)\b\.?(?:,|\W*\Z)"
)
"""A register, or a firm."""
_FEW_WORDS = 14
_SOME = 4
_OF_AIMS = frozenset({"purposes", "bases"})
"""Under such headings stand aims, unless two items at least are among the surest kinds."""
_IN_PLACE = re.compile(r"\W*(?:i|på|hos|från|in|on|at|with|from|to|into)\s")
"""`In the memory of your phone` says where."""
_NEVER = ("rights", "contact", "controller", "dpo")
"""What one may ask for by right, and who answers: a list of names and addresses below it is none of what is taken."""


def with_weighed_lists(scope: Scope, values: Sequence[Found]) -> list[Found]:
    """The values, and what no rule has read of the lists that are surely of data."""
    told = list(values)
    taken = marked(scope, values)
    for one in lists_in(scope):
        fresh = [item for item in one.items if not any(taken[item.start : item.end])]
        if len(fresh) * 3 < len(one.items) * 2 or one.section.is_column or not is_of_data(scope, one):
            continue
        for item in fresh:
            for value in not_again(told, list(of_item(scope, item)) if _may_be_kind(scope, item) else []):
                told.append(value)
                mark(taken, value)
    return told


def is_of_data(scope: Scope, one: ItemList) -> bool:
    """Whether a list is one of data, surely: some of it has to be called so, whatever else speaks for it."""
    if is_surely_none(scope, one):
        return False
    kinds = sum(_is_kind(scope, item) for item in one.items)
    return kinds * _SOME >= len(one.items) and weigh(features_of(scope, one), POINTS) >= SURE


def is_surely_none(scope: Scope, one: ItemList) -> bool:
    """Whether a list is a filled card, one of what is done or is to be told, or denied by what leads to it."""
    if not one.fields.isdisjoint(_NEVER):
        return True
    texts = [scope.low[item.start : item.end].strip() for item in one.items]
    surest = sum(SUREST.search(said) is not None for said in texts)
    is_menu = not (one.fields or one.lead or surest)
    if is_menu or (one.fields and one.fields <= _OF_AIMS and surest <= 1):
        return True
    filled = [_FILLED.search(said) is not None for said in texts]
    return (
        sum(filled) * 3 >= len(filled)
        or sum(LIST_WORDS["basis"].search(said) is not None for said in texts) * 3 >= len(texts) * 2
        or sum(_IN_PLACE.match(said) is not None for said in texts) * 2 >= len(texts)
        or SUBJECT_LAST.search(one.lead) is not None
        or any(_denies(said) for said in (one.lead, head_of(scope, one)))
        or _is_negated(scope, one.lead)
        or _leads_off(scope, one)
        or are_matters(scope, one.items)
        or are_acts(scope, one.items)
        or (one.above is not None and leads_to_aims(scope, one.above))
    )


def _is_kind(scope: Scope, item: Block) -> bool:
    return any(names_kind(scope, one) for one in (found(scope.text, item.start, item.end), title_of(scope, item)))


def _is_negated(scope: Scope, lead: str) -> bool:
    return scope.known.word["negation"].search(without_reason(lead)) is not None and NOT_ONLY.search(lead) is None


def _leads_off(scope: Scope, one: ItemList) -> bool:
    """Whether its lead is one to something else, unless it says plainly that data is taken."""
    is_plain = all(LIST_WORDS[name].search(one.lead) for name in ("data", "taking"))
    is_plain = is_plain and LIST_WORDS["aim"].search(one.lead) is None
    return not is_plain and one.above is not None and leads_elsewhere(scope, one.above)


def _denies(said: str) -> bool:
    is_of_taking = LIST_WORDS["denial"].search(said) is not None and LIST_WORDS["taking"].search(said) is not None
    return is_of_taking and NOT_ONLY.search(said) is None


def _may_be_kind(scope: Scope, item: Block) -> bool:
    """Whether an item of such a list is a kind, or a few words that may be one; a sentence among them is said of it."""
    said = scope.low[item.start : item.end].strip()
    if (
        is_of_others(scope, said)
        or LABELS_TIME.match(said)
        or _FILLED.search(said)
        or _NAMES_ELSE.search(said)
        or is_denied(scope, item)
    ):
        return False
    if _is_kind(scope, item):
        return True
    if says(scope, item.start, item.end) or NEXT_SENTENCE.search(said):
        return False
    is_short = len(said.split()) <= _FEW_WORDS and not is_act(scope, item)
    return is_short or bool(members_of(scope, [(item.start, item.end)]))
