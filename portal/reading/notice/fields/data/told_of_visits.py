"""What a section on cookies or analytics says is taken of a visit: `we receive usage data, such as pages viewed`."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.data.kinds import is_kind, members_of
from portal.reading.notice.fields.data.noted_plainly import noted_plainly
from portal.reading.notice.fields.data.plain_lists import tells_what
from portal.reading.notice.fields.data.told_data import of_told
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_OF_COOKIES = re.compile(
    r"(?:(?:these|such|some|session|other|the|our) )?(?:\w+ )?(?:cookies?|pixels?|web beacons)\b"
    r"|(?:(?:dessa|sådana|våra) )?\w*(?:kakor|kakorna|cookies)\b|(?:nämä |näillä )?\w*eväste\w*"
)
"""What a cookie is and holds."""
_TAKES_SUCH = re.compile(
    r"\b(?:samla[rs]? (?:\w+ ){0,2}in|registrera[rs]?|logga[rs]?|collect(?:s|ed)?|gather(?:s|ed)?|record(?:s|ed)?"
    r"|kerä(?:ä|ämme|tään|ävät)) (?:[\w-]+ ){0,3}"
    r"(?:information|data|\w*uppgifter|details|tieto(?:a|ja))[^,.:;()]{0,70}?,? "
    r"(?:såsom|som till exempel|till exempel|t\.ex\.|exempelvis|bland annat|such as|for example|including|like"
    r"|kuten|esimerkiksi"
    r"|muun muassa) (?P<list>[^.;:]{5,300})"
)
"""`These cookies collect information on the use of the site, such as pages and clicks`."""
_LEAST, _MOST_OF, _PAIR = 3, 0.65, 2


def of_visits(scope: Scope, section: Section) -> Iterator[list[Found]]:
    """The lists of three kinds or more of a section about cookies alone, in sentences on what is taken."""
    if section.fields != frozenset({"cookies"}) or section.is_column:
        return
    yield from _taken_such(scope, section)
    for start, end in scope.sentences(one for one in section.blocks if one.kind == "para"):
        told = [] if _OF_COOKIES.match(scope.low, start, end) else of_told(scope, start, end, lax=False)
        plainly = [] if _OF_COOKIES.match(scope.low, start, end) else noted_plainly(scope, start, end)
        told = plainly if len(plainly) > len(told) else told
        kinds = [one for one in told if is_kind(scope, one) or tells_what(one)]
        if len(told) >= _LEAST and len(kinds) >= len(told) * _MOST_OF:
            yield told


def _taken_such(scope: Scope, section: Section) -> Iterator[list[Found]]:
    """The examples of what cookies are said to collect, two or more of which most are known."""
    for start, end in scope.sentences(one for one in section.blocks if one.kind in {"item", "para"}):
        such = _TAKES_SUCH.search(scope.low, start, end)
        if such is None or scope.known.word["negation"].search(scope.low, start, end):
            continue
        told = members_of(scope, [such.span("list")])
        kinds = [one for one in told if is_kind(scope, one) or tells_what(one)]
        if len(told) >= _PAIR and len(kinds) >= len(told) * _MOST_OF:
            yield told
