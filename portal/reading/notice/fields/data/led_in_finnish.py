"""Lists behind the colon of a Finnish lead, vouched for by what leads to them and not by each word.

`In a sale we may have to ask for these: proof of income, share of the boat`; `There may be such data: a, b and c`;
`Of the buyers we keep only what the load needs. They are: name, yard and the code of the gate`.
"""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.data.in_places import in_places
from portal.reading.notice.fields.data.kinds import bare, is_data, is_endless, is_kind, plain
from portal.reading.notice.fields.data.listed_data import is_bare
from portal.reading.notice.fields.data.not_taken import outside
from portal.reading.notice.fields.data.pieces import whole_pieces
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.tongues.putting_down import ASKS, LEADS_ELSEWHERE, LEADS_TO, POINTS_BACK, SAYS_DATA_FOLLOWS
from portal.reading.notice.tongues.whence import FROM_WHERE, PEOPLE
from portal.reading.notice.values import Found

_NEVER = (
    *("rights", "retention", "recipients", "transfers", "security", "cookies", "changes", "dpo", "purposes"),
    *("bases", "sources"),
)
_TELLS_DATA = re.compile(r"\btie(?:dot|toja|toa|tomme)\b")
_COLON = re.compile(r":\s+(?=\S)|\b(?:asiat|asioita|seikat|seikkoja),? (?:kuten|esimerkiksi|mm\.|muun muassa) (?=\S)")
"""A colon, or a noun that says no more than that something is told, before what is."""
_USE = re.compile(r"(?:varten|miseen|miseksi|intiin|ointiin|ksemme)\Z")
_SAYS = re.compile(r"(?<!\w)(?:\w{3,}(?:mme|taan|tään|daan|dään)|on|ovat|voi|voivat|saa|pitää|emme|ei)(?!\w)")
_MORE = re.compile(r"(?:joskus |ehkä |usein )?muuta(?:kin)?\b(?! \w+tietoa)")
_LONGEST_LEAD, _NEAR, _BACK, _LEAST, _MOST_WORDS = 160, 90, 240, 3, 8


def led_in_finnish(scope: Scope, values: Sequence[Found]) -> list[Found]:
    """The values, and what each such list names where more stands in it than was read."""
    if scope.language != "fi":
        return list(values)
    lists = list(_lists(scope))
    places = [place for place, _ in lists]
    fuller = [
        (place, members)
        for (place, members), inside in zip(lists, in_places(values, places), strict=True)
        if len(members) > len(inside) or any(one not in members for one in inside)
    ]
    kept = outside(values, [place for place, _ in fuller])
    return [*kept, *(one for _, members in fuller for one in members)]


def _lists(scope: Scope) -> Iterator[tuple[tuple[int, int], list[Found]]]:
    for start, end, section in scope.all_sentences():
        is_own = section.has("categories") or "categories" in section.within
        if (section.has(*_NEVER) and not is_own) or section.is_column or is_endless(scope, start, end):
            continue
        colon = _COLON.search(scope.text, start, min(end, start + _LONGEST_LEAD))
        if colon is None or not _leads(scope, section, start, colon.start()):
            continue
        members = _members(scope, colon.end(), end)
        known = [one for one in members if is_kind(scope, one) or is_data(scope, one)]
        people = [one for one in members if PEOPLE.fullmatch(one.text.casefold())]
        least = 1 if is_own else len(members) / _LEAST
        if len(members) >= _LEAST and len(known) >= least and len(people) * 2 < len(members):
            yield (colon.end() if colon[0][0] == ":" else start, end), members


def _leads(scope: Scope, section: Section, start: int, colon: int) -> bool:
    """Whether a clause says that data is put down, and names no list of aught else."""
    if LEADS_ELSEWHERE.search(scope.low, start, colon) or scope.known.word["negation"].search(scope.low, start, colon):
        return False
    if POINTS_BACK.fullmatch(scope.low, start, colon):
        return _TELLS_DATA.search(scope.low, max(0, start - _BACK), start) is not None
    says_so = SAYS_DATA_FOLLOWS.search(scope.low, max(start, colon - _NEAR), colon) is not None
    return LEADS_TO.search(scope.low, start, colon) is not None and (says_so or section.has("categories"))


def _members(scope: Scope, start: int, end: int) -> list[Found]:
    """The members up to the first that says something; nothing where one tells a use or a source."""
    members: list[Found] = []
    for one in whole_pieces(scope, list(split_list(scope, start, end))):
        value = bare(scope, one)
        low = value.text.casefold()
        if not ASKS.match(f"{low} ") and not is_bare(scope, value.start, value.end):
            break
        if _USE.search(low) or FROM_WHERE.search(low):
            return []
        if len(plain(scope, value.start, value.end).split()) > _MOST_WORDS:
            break
        if _MORE.match(low) or (_SAYS.search(low) and not ASKS.match(f"{low} ")):
            break
        members.append(value)
    return members
