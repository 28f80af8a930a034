"""The house itself named as whom to ask: its name below `contact us:`, with its details behind it."""

import re
from collections.abc import Iterator
from itertools import chain

from portal.reading.notice.fields import names
from portal.reading.notice.fields.controller import marks, places
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found, Who

_LEADS = re.compile(
    r"\b(?:kontakta\w*|ta kontakt|vänd(?:a|er)?\b.{0,12}\btill|skriv\w*|mejla\w*|maila?|hör av|når|contact(?:ing|ed)?"
    r"|reach|write|e-?mail|get in touch|send|exercise"
    r"|ota\w* (?:\w+ )?yhtey\w+|otta\w+ yhtey\w+|yhteyttä"
    r"|(?:ole|olkaa|olla|olethan) yhteydessä|lähet\w+|kirjoit\w+|käänny\w*|kääntyä)\b"
    r"[^:]{0,90}:\W*$"
    r"|^\W*(?:for |for any |any )?(?:[\w/-]+ ){0,4}(?:enquir(?:y|ies)|inquiries"
    r"|queries|questions|requests|concerns):\W*$"
    r"|(?:^|[.] )(?:frågor|förfrågningar|kysymykset|tiedustelut|yhteydenotot)[^:]{0,40}:\W*$"
)
"""A line that ends with a colon and says whom to ask."""
_OF_OTHERS = re.compile(
    r"valvontaviranom|valtuut|tillsyns|integritetsskydds|datainspektion|myndighet|authority|commission|ombud"
    r"|\bklaga|valit(?:us|taa)|rekisterinpitäjä|personuppgiftsansvarig|controller (?:is|are)"
)
"""What is said of an authority, of an officer, or of who answers for the data."""
_PLACE = re.compile(
    r"(?:[\w-]+ )?(?:osoite|adress|address|puhelin|puh|telefon|tel|tfn|phone|e-?post|e-?mail|email|sähköposti)"
    r"\b\.?(?::|\W*$)|.{0,40}\b(?:\d{3} ?\d{2}|\d{4,5}) [a-zåäöé]"
)
_LINE = re.compile(r"\S[^\n]*")
_ROLE = re.compile(r"(?:the )?(?:data controller|rekisterinpitäjä|personuppgiftsansvarig)[,:] ", re.I)
_DETAIL = re.compile(r" (?:e-?mail|sähköposti|e-?post|mejl|address|osoite|adress): ?")
_BEHIND, _LONGEST, _NEAR = 4, 300, 60
"""How many lines below a name its details stand, how long a line that leads to it is, how near details on its own."""


def house(scope: Scope, controller: Who) -> Found | None:
    """The body to which a notice leads who would ask: its own name, or that of a company, above what reaches it."""
    own = [one.text for one in (controller.name, controller.trade_name) if one is not None]
    return next(chain(_led_to(scope, own), _headed(scope, own)), None)


def _led_to(scope: Scope, own: list[str]) -> Iterator[Found]:
    is_led = False
    for line in _LINE.finditer(scope.text):
        if is_led and (said := _named(scope, line, own)) is not None:
            yield said
        low = scope.low[max(line.start(), line.end() - _LONGEST) : line.end()]
        is_led = low.rstrip(" \t\xa0*_").endswith(":") and _LEADS.search(" ".join(low.split())) is not None
        is_led = is_led and not _OF_OTHERS.search(low.rpartition(". ")[2])


def _named(scope: Scope, line: re.Match[str], own: list[str]) -> Found | None:
    """The name that is a line, or that its details follow on it."""
    text = scope.text
    start = line.start() + len(line[0]) - len(line[0].lstrip("*_•- \t\xa0"))
    if (role := _ROLE.match(text, start, line.end())) is not None:
        start = role.end()
    for name in own:
        whole = Found(name, start, start + len(name))
        if not text.startswith(name, start):
            continue
        if not text[whole.end : line.end()].strip("*_.,: \t\xa0"):
            return whole if _is_reached(scope, line.end()) else None
        label = _DETAIL.match(scope.low, whole.end, line.end())
        if label is not None and _is_reached_on(scope, label.end(), line.end()):
            return whole
        is_reached = _is_reached_on(scope, whole.end, line.end()) or _is_reached(scope, line.end())
        if text.startswith(",", whole.end) and is_reached:
            return whole
    firm = names.firm_at(text, start, line.end())
    if firm is not None and not text[firm.end : line.end()].strip("*_., \t\xa0") and _is_reached(scope, line.end()):
        return names.with_dot(text, firm)
    return None


def _headed(scope: Scope, own: list[str]) -> Iterator[Found]:
    """`Example Ab, hello@example.org` right below a heading on whom to ask."""
    for section in scope.about("contact"):
        if section.has("controller") or not section.blocks:
            continue
        block = section.blocks[0]
        for name in own:
            behind = block.start + len(name)
            if scope.text.startswith(f"{name},", block.start) and _has_mail_next(scope, behind):
                yield Found(name, block.start, behind)


def _has_mail_next(scope: Scope, behind: int) -> bool:
    """Whether a mailbox stands right behind the comma."""
    mail = next(marks.emails(scope.text, behind, min(len(scope.text), behind + _NEAR)), None)
    return mail is not None and not scope.text[behind : mail.start].strip(", ")


def _is_reached_on(scope: Scope, start: int, end: int) -> bool:
    """Whether a mailbox or an address comes next on a line."""
    far = min(end, start + _NEAR)
    mail = next(marks.emails(scope.text, start, end), None)
    return (mail is not None and mail.start < far) or places.address_in(scope.text, start, end) is not None


def _is_reached(scope: Scope, end: int) -> bool:
    """Whether a mailbox, a number or an address stands on one of the next lines."""
    lines = _LINE.finditer(scope.text, end, min(len(scope.text), end + _LONGEST))
    return any(
        next(marks.emails(scope.text, *line.span()), None) is not None
        or next(marks.phones(scope.text, *line.span(), scope.country), None) is not None
        or places.address_in(scope.text, *line.span()) is not None
        or _PLACE.match(scope.low, *line.span())
        for _, line in zip(range(_BEHIND), lines, strict=False)
    )
