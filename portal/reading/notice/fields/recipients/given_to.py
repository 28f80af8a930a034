"""Who is said in so many words to be given the data, wherever it stands: `the data are disclosed by us to Example Ltd`.

Also where a heading is about a tool that counts visits, for the sentence itself says that data is given.
"""

import re
from collections.abc import Iterator

from portal.reading.notice.fields.recipients import named, services
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_WORD = r"[A-ZÅÄÖÉÜ][\wåäöéü&'’+-]*(?:\.(?=\w)[\w-]+)*"
_NAME = re.compile(rf"(?<![\w@./-]){_WORD}(?:[ \xa0](?:(?:of|&|för|i)[ \xa0])?{_WORD}){{0,4}}")
_FILL = r"(?:(?:the|our|other|different|parts|members|branches|company|firm|companies|provider|of|företaget|bolaget) )*"
_GIVEN = {
    "en": re.compile(
        r"\b(?:data|details|information|records|ip address(?:es)?)\b[^.;:\n]{0,60}?\b(?:disclosed|transferred|passed"
        r"|given|sent|forwarded|provided|transmitted|shared|submitted)\b[^.;:\n]{0,40}?\b(?:to|with) " + _FILL + r"$"
        r"|\b(?:transfers?|disclose[sd]?|pass(?:es)?|shares?|sends?|transmits?|forwards?|provides?|gives?)"
        r" (?:(?:on|the|your|all|some|any|certain|this|personal|customer|client|necessary|these) )*(?:data|details"
        r"|information|ip address)\b[^.;:\n]{0,60}?\b(?:to|with) " + _FILL + r"$"
    ),
    "sv": re.compile(
        r"\w*uppgift\w*\b[^.;:\n]{0,60}?\b(?:lämnas|lämnats|överförs|skickas|delas|vidarebefordras|ges|förmedlas)\b"
        r"[^.;:\n]{0,40}?\b(?:till|med) " + _FILL + r"$"
        r"|\b(?:lämnar|överför|skickar|delar|vidarebefordrar|förmedlar)\b[^.;:\n]{0,40}?\w*uppgift\w*\b[^.;:\n]{0,40}?"
        r"\b(?:till|med) " + _FILL + r"$"
    ),
}
_SOURCE = re.compile(
    r"\bfrom\b|\bfrån\b|\bif you\b|\bom du\b|\bwhen you\b|\bnär du\b|\byou (?:may |can )?(?:send|share|give)"
)
_BODY = re.compile(
    r"(?:[A-Z][\w'’]+ )+(?:Association|Federation|Council|Trust|Fund|Foundation|Society|Union|University|Authority)"
)
_FAR = 150
_BLANKS = re.compile(r"[ \xa0]+")
_NEVER = ("controller", "contact", "dpo", "rights", "changes", "updated", "register", "sources")


def given_to(scope: Scope) -> Iterator[tuple[Found, int, int]]:
    """Each name that data is said to be given to, with its sentence; a `not` in it is judged by who asks."""
    lead = _GIVEN.get(scope.language)
    if lead is None:
        return
    for start, end, section in scope.all_sentences():
        if section.has(*_NEVER) and not section.has("recipients"):
            continue
        for one in _NAME.finditer(scope.text, start, end):
            value = found(scope.text, *one.span())
            value = _firm(scope, value, end) if value is not None else None
            if value is None or not _is_sure(value.text):
                continue
            before = _BLANKS.sub(" ", scope.low[max(start, value.start - _FAR) : value.start])
            said = lead.search(before)
            if said is not None and not _SOURCE.search(before):
                yield value, start, end


def _is_sure(text: str) -> bool:
    return named.is_plain(text) or services.begins_known(text) or _BODY.fullmatch(text) is not None


def _firm(scope: Scope, value: Found, end: int) -> Found:
    """The whole of a company's name, where its form follows: `Example Books S.A.`."""
    known = services.known().match(value.text)
    if known is not None and value.text[known.end() :].startswith((" för ", " for ")):
        return Found(known[0], value.start, value.start + known.end())
    first = next(named.firms(scope.text, value.start, min(end, value.start + _FAR)), None)
    return first if first is not None and first.start == value.start and first.end >= value.end else value
