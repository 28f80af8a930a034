"""Names that what stands beside them vouches for: `Booking Kuura (bookingkuura.com)`, `(e.g. Mailchimp, Resound)`.

Also whom a sentence calls a partner that may contact the person, or one of those who use cookies, and what hired
companies do.
"""

import re
from collections.abc import Iterator

from portal.reading.notice.fields import names
from portal.reading.notice.fields.recipients import named, services
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_WORD = r"[A-ZÅÄÖÉÜ][\wåäöéü&'’+-]*(?:\.(?=\w)[\w-]+)*"
_NAME = rf"{_WORD}(?:[ \xa0]{_WORD}){{0,3}}"
_PART = re.compile(r",? (?:and|or|och|eller|samt|ja|tai|sekä) |, ?| ?/ ?")
_LIST = rf"{_NAME}(?:(?:,? (?:and|or|och|eller|samt|ja|tai|sekä) |, ?| ?/ ?){_NAME}){{1,7}}"
_WITH_HOST = re.compile(rf"(?<![\w@./-])({_NAME}) \((?:www\.)?([\w-]{{3,40}})\.[a-z]{{2,6}}(?:/[^\s()]{{0,40}})?\)")
_USED = re.compile(
    r"\b(?:uses?|using|via|through|with|by|system|service|tool|provider|platform|software|använder|genom|tjänsten"
    r"|systemet|verktyget|leverantören|käytämme|käytetään|palvelu\w*|järjestelm\w*)\b[^.;]{0,40}$"
)
_SUCH_AS = re.compile(
    rf"\((?:e\.g\.,?|such as|including|for example,?|like|t\.ex\.|såsom|bl\.a\.|esim\.|kuten|mm\.) (?P<names>{_LIST})"
    r"(?:,? (?:eller|och|tai|ja|or|and) (?:liknande|motsvarande|dylikt|andra|vastaava\w*|muut?\w*|similar"
    r"|others?|the like)"
    r"|,? (?:etc|m\.fl|med flera|ym|jne|yms)\.?)?\)"
)
_WITH_COOKIES = re.compile(
    r"\b(?:[Pp]roviders|[Pp]artners|[Vv]endors|[Tt]hird[- ][Pp]art(?:y|ies)|[Ll]everantörer|[Tt]redje parter"
    r"|[Kk]umppanit|[Kk]umppanimme|[Pp]alveluntarjoajat),? \(?(?:including|such as|like|såsom|inklusive|kuten"
    rf"|mukaan lukien) (?P<names>{_LIST})(?: and others| och andra| ja muut)?\)?,?"
    r" (?:may|can|will|also|use|collect|kan|får|voivat|saattavat)\b"
)
_MAY_CONTACT = re.compile(
    r"\b(?:our|[\w']+['’]s) partner(?: [a-z]+)?,? (?P<en>{name}),? (?:may|will|can) (?:contact|call|write to|e-?mail"
    r"|reach)"
    r"|\b[Vv]år (?:samarbets)?partner,? (?P<sv>{name}),? kan (?:kontakta|ringa|mejla|höra av sig)"
    r"|\b(?:[Yy]hteistyö)?[Kk]umppanimme (?P<fi>{name}) voi (?:ottaa|soittaa|olla)".replace("{name}", _NAME)
)
_HIRED = re.compile(
    r"\b(?:i|we) (?:use|have engaged|engage|commissioned|have commissioned) (?:the services of )?(?:the company )?$"
    r"|\b(?:vi|jag) anlitar (?:företaget |bolaget )?$"
)
_FOR_WORK = re.compile(
    r"[^.;\n]{0,90}?\b(?:for|to|as|för|som) (?:the |our |my |att )?(?:host\w*|manag\w*|process\w*"
    r"|stor(?:e|ing|age)\b|send\w*"
    r"|processors?\b|mailing|post\w*|accounting|bookkeeping|payroll|invoic\w*|hantera\w*|lagra\w*|skicka\w*|bokföring"
    r"|personuppgiftsbiträde)"
)
_NEVER = ("controller", "contact", "dpo", "rights", "changes", "updated", "register", "sources")
_BACK = 90


def vouched(scope: Scope) -> Iterator[tuple[Found, int, int]]:
    """Each such name, with its sentence; a `not` in it is judged by who asks."""
    for start, end, section in scope.all_sentences():
        if section.has(*_NEVER) and not section.has("recipients"):
            continue
        lists = [*_WITH_COOKIES.finditer(scope.text, start, end)]
        if not section.has("cookies"):
            lists += _SUCH_AS.finditer(scope.text, start, end)
        for one in lists:
            yield from ((name, start, end) for name in _of_list(scope, *one.span("names")))
        yield from ((name, start, end) for name in _alone(scope, start, end))


def _of_list(scope: Scope, start: int, end: int) -> list[Found]:
    """The names of a list, if one of them at least is a service's that is known, and none is a common noun's."""
    parts, at = [], start
    for between in (*_PART.finditer(scope.text, start, end), None):
        part = found(scope.text, at, end if between is None else between.start())
        at = end if between is None else between.end()
        if part is not None:
            parts.append(part)
    is_vouched = any(services.begins_known(one.text) for one in parts)
    return [one for one in parts if is_vouched and named.may_name(scope, one)] if _are_names(parts) else []


def _are_names(parts: list[Found]) -> bool:
    return all(services.begins_known(one.text) or len(one.text) > 2 and not named.is_acronym(one.text) for one in parts)


def _alone(scope: Scope, start: int, end: int) -> Iterator[Found]:
    for one in _WITH_HOST.finditer(scope.text, start, end):
        used = _USED.search(scope.low, max(start, one.start() - _BACK), one.start())
        value = found(scope.text, *one.span(1))
        if used is not None and value is not None and _is_of_host(one[1], one[2]) and named.may_name(scope, value):
            yield value
    for one in _MAY_CONTACT.finditer(scope.text, start, end):
        value = found(scope.text, *one.span(one.lastgroup or 0))
        if value is not None and named.may_name(scope, value):
            yield value
    for firm in named.firms(scope.text, start, end):
        hired = _HIRED.search(scope.low, max(start, firm.start - _BACK), firm.start)
        if hired is not None and names.has_form(firm.text) and _FOR_WORK.match(scope.low, firm.end, end):
            yield firm


def _is_of_host(name: str, host: str) -> bool:
    """Whether a host is called as the name is: `bookingsuedkuura.com` of `Booking Südkuura`."""
    return _squeezed(name) == _squeezed(host)


def _squeezed(text: str) -> str:
    low = text.casefold()
    for sign, plain in (("ü", "ue"), ("ö", "o"), ("ä", "a"), ("å", "a"), ("é", "e")):
        low = low.replace(sign, plain)
    return "".join(one for one in low if one.isalnum())
