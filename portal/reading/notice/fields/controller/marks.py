"""What is known by its form: business ids, addresses of mail, phone numbers, addresses of the web."""

import re
from collections.abc import Iterator

from portal import facts
from portal.reading.notice.values import Found

_FINNISH = re.compile(r"(?<![\w-])(?:FI\s?)?(\d{7})\s?[-–—]\s?(\d)(?![\d-])|(?<!\w)FI\s?(\d{7})(\d)(?!\d)")
_UNJOINED = re.compile(
    r"(?i:y-?\s?tunnus|fo-?nummer|business id)\W{1,3}(\d{7}|\d{3} \d{4}|\d{4} \d{3})(?: ?[-–—] ?)?(\d)(?![\d-])"
)
"""An id that its label alone makes known: its hyphen is left out, or a blank stands in it."""
_SWEDISH = re.compile(r"(?<![\w-])(?:SE[\s-]?)?(?:16|19|20)?(\d{6})[-–—]?(\d{4})(?:\s?01)?(?![\d-])")
_SPACED = re.compile(
    r"\b(?i:org(?:anisations?|ani[sz]ation)?\.?[ -]?(?:nr|no|nummer|number))\W{1,3}(\d{6}|\d{2} \d{2} \d{2})"
    r"(?: ?[-–—] ?| )(\d{4})(?![\d-])"
)
"""An organisationsnummer with a blank in it, which its label alone makes known."""
_ORG_NUMBER = re.compile(
    r"(?:org(?:anisations)?|momsreg(?:istrerings)?)\.?[ -]?(?:nr|nummer)\.?\W{0,3}(?:\(?personnummer\W{0,3})?$", re.I
)
_OF_TAX = re.compile(r"SE[ -]?(?:\d{10}|\d{6}-\d{4}) ?01")
"""How the number of a firm becomes that of its tax, a person's too."""
_OF_TRADER = re.compile(
    r"\W{0,3}(?:inneh\w*|ägare|enskild (?:firma|näringsidkare)|(?:godkänd|innehar|har)?(?: för)? ?f-?skatt)", re.I
)
"""What follows the number of a person who trades: `Salong Exempel, 680923-1472, inneh. Eva Exempel`."""
_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})(?!\w)")
_AT = (
    r"(?:\s{0,2}[(\[{<]\s?(?:at|ät|a|ä|@|snabel-?a|miuku|miukumauku|ät-merkki)\s?[)\]}>]\s{0,2}"
    r"|\s@\s|\s(?:AT|ÄT|ät)\s)"
)
_DOT = r"(?:\s{0,2}[(\[{<]\s?(?:dot|piste|punkt|\.)\s?[)\]}>]\s{0,2}|\.|\s(?:dot|DOT|piste|punkt)\s)"
_HIDDEN = re.compile(
    rf"(?<![\w.+-])([\w+-]{{1,40}}(?:{_DOT}[\w+-]{{1,40}}){{0,3}}){_AT}([\w-]{{1,40}}(?:{_DOT}[\w-"
    rf"]{{1,40}}){{0,2}}{_DOT}[a-zA-Z]{{2,8}})(?!\w)"
)
_IN_WORDS = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,40}) at ([\w-]{1,40}(?:(?: dot |\.)[\w-]{2,40}){0,2}(?: dot "
    r"|\.)[a-zA-Z]{2,8})(?!\w)"
)
_MAIL_CUE = re.compile(r"(?:e-?mail|sähköposti\w*|e-?post\w*|mail|epost)\W{0,3}(?:\w+\W){0,3}$", re.I)
_DOTS = re.compile(rf"{_DOT}| dot ")
_URL = re.compile(r"(?:https?://|www\.)[\w.-]{3,80}(?:/[^\s,)\]<>\"]{0,150})?")
_NOT_PHONES = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}|\d{6}-\d{4}|\d{7}-\d|\d{4}/\d{2,4}|\d{2,4}/\d{4}")


def finnish_ids(text: str, start: int, end: int) -> Iterator[tuple[Found, bool]]:
    """Y-tunnus and FO-nummer, and whether its check digit is right."""
    for one in _FINNISH.finditer(text, start, end):
        number, check = (one[1], one[2]) if one[1] else (one[3], one[4])
        said = f"{number}-{check}"
        yield Found(said, one.start(), one.end()), facts.business_id_ok(said)
    for one in _UNJOINED.finditer(text, start, end):
        said = f"{one[1].replace(' ', '')}-{one[2]}"
        yield Found(said, one.start(1), one.end()), facts.business_id_ok(said)


def swedish_ids(text: str, start: int, end: int) -> Iterator[tuple[Found, bool]]:
    """Organisationsnummer, and whether its check digit is right; not called so, its third digit is at least 2."""
    for one in _SWEDISH.finditer(text, start, end):
        is_called = _OF_TAX.fullmatch(one[0]) or _ORG_NUMBER.search(text[max(0, one.start() - 50) : one.start()])
        if int(one[1][2]) >= 2 or is_called or _OF_TRADER.match(text, one.end()):
            yield Found(f"{one[1]}-{one[2]}", one.start(), one.end()), _luhn(one[1] + one[2])
    for one in _SPACED.finditer(text, start, end):
        if " " in text[one.start(1) : one.end()]:
            number = one[1].replace(" ", "")
            yield Found(f"{number}-{one[2]}", one.start(1), one.end()), _luhn(number + one[2])


def _luhn(digits: str) -> bool:
    doubled = [int(one) * (2 - place % 2) for place, one in enumerate(digits)]
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def emails(text: str, start: int, end: int) -> Iterator[Found]:
    """Addresses of mail as they are used, also those that are hidden from machines, in their order."""
    seen: list[Found] = []
    for one in _EMAIL.finditer(text, start, end):
        seen.append(Found(f"{one[1]}@{one[2]}".rstrip("."), one.start(), one.end()))
    for one in _HIDDEN.finditer(text, start, end):
        seen.append(Found(f"{_DOTS.sub('.', one[1])}@{_DOTS.sub('.', one[2])}", one.start(), one.end()))
    for one in _IN_WORDS.finditer(text, start, end):
        if " dot " in one[0] or _MAIL_CUE.search(text[max(0, one.start() - 40) : one.start()]):
            seen.append(Found(f"{_DOTS.sub('.', one[1])}@{_DOTS.sub('.', one[2])}", one.start(), one.end()))
    last = -1
    for mail in sorted(seen, key=lambda mail: (mail.start, -mail.end)):
        if mail.start >= last and not mail.text.startswith("."):
            last = mail.end
            yield mail


def phones(text: str, start: int, end: int, country: str) -> Iterator[Found]:
    """Phone numbers as they are written; dates, ids and parts of web addresses are none."""
    taken = [one.span() for one in (*_NOT_PHONES.finditer(text, start, end), *_URL.finditer(text, start, end))]
    for first, last in facts.phones_in(text[start:end], country):
        at, to = start + first, start + last
        if not any(begin < to and at < stop for begin, stop in taken):
            yield Found(" ".join(text[at:to].split()), at, to)


def urls(text: str, start: int, end: int) -> Iterator[Found]:
    """Addresses of the web."""
    for one in _URL.finditer(text, start, end):
        yield Found(one[0].rstrip(".,;"), one.start(), one.start() + len(one[0].rstrip(".,;")))
