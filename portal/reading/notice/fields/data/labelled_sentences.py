"""Sentences that begin with the label of data within a paragraph on aught else: `We invite you. Data: name, mail.`"""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.fields.data.kinds import bare, is_endless, is_kind
from portal.reading.notice.fields.data.listed_data import is_bare
from portal.reading.notice.fields.data.pieces import whole_pieces
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_LABEL = re.compile(
    r"(?:(?:berörda|behandlade|insamlade|typer av|kategorier av|vilka) )?(?:person)?uppgifter"
    r"(?: som (?:behandlas|samlas in|lagras|sparas|används)| vi (?:behandlar|samlar in|sparar|använder))?:\s+"
    r"|(?:(?:käsiteltävät|kerättävät|tallennettavat) )?(?:henkilö)?tiedot:\s+"
    r"|(?:(?:personal|processed|collected) )?(?:data|information|details)"
    r"(?: (?:we )?(?:processed|collected?|used?))?:\s+"
)
_NEVER = frozenset({"recipients", "transfers", "security", "rights", "cookies", "controller", "dpo", "contact"})
_MOST_WORDS, _SEVERAL = 8, 2


def labelled_sentences(scope: Scope, values: Sequence[Found]) -> Iterator[Found]:
    """What such sentences list that no other rule has read, where several do and half of it is known."""
    lists = [
        list(_members(scope, start, end)) for start, end, section in scope.all_sentences() if not section.has(*_NEVER)
    ]
    lists = [one for one in lists if one]
    known = [one for one in lists if sum(is_kind(scope, part) for part in one) * 2 >= len(one)]
    if len(lists) < _SEVERAL or len(known) * 2 < len(lists):
        return
    taken = [(one.start, one.end) for one in values]
    for one in lists:
        if not any(start < one[-1].end and one[0].start < end for start, end in taken):
            yield from one


def _members(scope: Scope, start: int, end: int) -> Iterator[Found]:
    label = _LABEL.match(scope.low, start, end)
    if label is None or is_endless(scope, start, end) or not is_bare(scope, label.end(), end):
        return
    members = [bare(scope, one) for one in whole_pieces(scope, list(split_list(scope, label.end(), end)))]
    if found(scope.text, label.end(), end) and all(len(one.text.split()) <= _MOST_WORDS for one in members):
        yield from members
