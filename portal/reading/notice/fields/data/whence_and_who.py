"""What a Finnish notice tells beside its data and is none: whence it comes, who gives it, and who is in the register.

`We write it down from the card the customer filled in`, `The buyer and the shop tell it`, `In the register are buyers`.
"""

from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.kinds import plain
from portal.reading.notice.fields.data.not_taken import outside
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.tongues.whence import (
    FROM_WHERE,
    GIVES,
    IN_A_PLACE,
    IN_REGISTER,
    NOT_WHENCE,
    OF_A_PLACE,
    PEOPLE,
    SOURCE,
    TAKEN_FROM,
    WHAT_IS_GIVEN,
)
from portal.reading.notice.values import Found

_SEVERAL, _LONGEST_ITEM = 2, 160


def are_sources(scope: Scope, items: Sequence[Block]) -> bool:
    """Whether every item only says whence: `From yourself on the form`, `From public registers`."""
    if scope.language != "fi" or len(items) < _SEVERAL:
        return False
    return all(_lies_somewhere(plain(scope, one.start, one.end)) for one in items)


def _lies_somewhere(said: str) -> bool:
    words = [one for word in said[:_LONGEST_ITEM].split() if (one := word.strip(" .;,•*–-"))]
    return any(map(IN_A_PLACE.fullmatch, words)) and all(map(OF_A_PLACE.fullmatch, words))


def without_whence(scope: Scope, values: Sequence[Found]) -> list[Found]:
    """The values but for those that say whence, by whom or of whom."""
    if scope.language != "fi" or not values:
        return list(values)
    values = outside(values, list(_told_by(scope)))
    return [one for one in values if not (_is_whence(scope, one) or WHAT_IS_GIVEN.match(one.text.casefold()))]


def _told_by(scope: Scope) -> Iterator[tuple[int, int]]:
    """Sentences that say who gives the data, and those on who is in the register that name nothing but people."""
    for start, end, _ in scope.all_sentences():
        if GIVES.match(scope.low, start, end):
            yield start, end
        elif (lead := IN_REGISTER.match(scope.low, start, end)) is not None:
            said = scope.low[lead.end() : end].strip(" .")
            yield from [(start, end)] if PEOPLE.fullmatch(said) else []


def _is_whence(scope: Scope, one: Found) -> bool:
    """`from yourself`; and `from the shop's platform` or `from a form` where it is said that data is taken from it."""
    low = one.text.casefold()
    is_from = FROM_WHERE.search(low) is not None and NOT_WHENCE.search(low) is None and _lies_somewhere(low)
    if is_from and all(map(IN_A_PLACE.fullmatch, low.split())):
        return True
    if not is_from and SOURCE.search(low) is None:
        return False
    line = scope.low.rfind("\n", max(0, one.start - _LONGEST_ITEM), one.start)
    first = max(0, line, one.start - _LONGEST_ITEM)
    return TAKEN_FROM.search(scope.low, first, one.end) is not None
