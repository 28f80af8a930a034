"""Names that a sentence lists behind what they are: `we use these services: Kuura, Kirjuri and Loki`.

Behind the sign and between commas a language writes no noun in a capital, so that the words there are names, where
all or nearly all of them are written so.
"""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.recipients import named, named_lists, services
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.values import Found

_WHO = re.compile(
    r"\b(?:\w*palvelui(?:ta|hin|ssa|sta)|palvelut|\w*kumppan\w+|\w*toimittaj\w+|\w*tarjoaj\w+|\w*käsittelij\w+|työkalu\w+"
    r"|järjestelm\w+|alihankkij\w+|vastaanottaj\w+|\w*osapuol\w+"
    r"|tjänster(?:na)?|\w*tjänsteleverantörer\w*|\w*partner\w*|\w*leverantörer\w*|\w*biträden\w*|verktyg\w*|system\w*"
    r"|mottagare\w*|plattformar\w*|aktörer\w*|underbiträden"
    r"|services|tools|(?:sub-?)?processors|providers|partners|vendors|recipients|platforms|suppliers|third parties"
    r"|companies|integrations|parties)\b[^.:;\n]{0,90}[:;][ \t\xa0]+"
)
_PARTING = re.compile(
    r",[ \xa0]+(?:(?:och|and|ja|sekä|samt)[ \xa0])?|[ \xa0]+(?:och|and|ja|sekä|samt|&)[ \xa0]+|;[ \xa0]+"
)
_WORD = r"(?:[A-ZÅÄÖ0-9]|[a-z]{1,2}(?=[A-Z]))[\w&.'’+-]*"
_NAME = re.compile(
    rf"(?P<name>{_WORD}(?:[ \xa0]{_WORD}){{0,4}}?)\.?[ \xa0]*(?:\([^()]{{1,80}}\)\.?|[–—-][ \xa0][^,;]{{2,60}})?"
)
_SMALL = re.compile(r"[ \xa0]*([a-z][\w.-]{2,20}?)\.?[ \xa0]*")
_TAKE_IT = re.compile(
    r"\b(?:hanteras|behandlas|samlas in|delas|lämnas|överförs|lagras|processed|handled|shared|collected"
    r"|disclosed|stored"
    r"|käsitellään|käsittelevät|luovutetaan|jaetaan)\b"
)
"""What says that those who are listed have the data, be it of cookies."""
_MOST, _LONGEST, _LEAST = 30, 600, 2


def in_sentences(scope: Scope, section: Section) -> Iterator[tuple[Found, int, int]]:
    """The names of such a list, each with its sentence; a `not` in it is judged by who asks."""
    is_elsewhere = section.has(*named_lists.NEVER) and not section.has("recipients")
    if is_elsewhere and section.fields != frozenset({"cookies"}):
        return
    for block in section.blocks:
        if block.language not in {"", scope.language}:
            continue
        for start, end in sentences(scope.text, block.start, block.end):
            lead = _WHO.search(scope.low, start, min(end, start + _LONGEST))
            if lead is None or (is_elsewhere and not _TAKE_IT.search(scope.low, start, lead.end())):
                continue
            listed = list(_listed(scope, lead.end(), end))
            plain = [one for one in listed if one is not None]
            if len(listed) >= _LEAST and len(plain) * 4 >= len(listed) * 3:
                yield from ((one, start, end) for one in plain)


def _listed(scope: Scope, start: int, end: int) -> Iterator[Found | None]:
    """The parts of a list, None for one that is no name."""
    at = start
    depth_end = start
    for between in (*_PARTING.finditer(scope.text, start, end), None):
        stop = end if between is None else between.start()
        if between is not None and scope.text.count("(", depth_end, stop) > scope.text.count(")", depth_end, stop):
            continue
        name = _NAME.fullmatch(scope.text, at, stop)
        value = found(scope.text, *name.span("name")) if name is not None else None
        value = value if value is not None and _is_one(scope, value) else _known_in_small(scope, at, stop)
        yield value
        at = depth_end = stop if between is None else between.end()


def _known_in_small(scope: Scope, start: int, end: int) -> Found | None:
    """`Google, youtube and github`: services that are known, in small letters among names."""
    name = _SMALL.fullmatch(scope.text, start, end)
    return found(scope.text, *name.span(1)) if name is not None and services.is_known_anyhow(name[1]) else None


def _is_one(scope: Scope, value: Found) -> bool:
    return services.begins_known(value.text) or (
        named.may_name(scope, value) and named.is_name(scope, value, begins=False)
    )
