"""The domains that a notice names, and how much a name is like one of them."""

import itertools
import re

TOP_LEVEL = (
    r"(?:fi|se|com|net|io|org|app|nu|eu|ax|co|info|ai|pro|dev|online|shop|store|blog|club|tech|cloud|scot|uk|dk|ee)"
)
_DOMAIN = re.compile(
    r"(?:@|https?://(?:www\.)?|\bwww\.)([\w-]{3,40})\.(?:[a-z]{2,6})\b"
    rf"|(?<![\w./-])([\w-]{{3,40}})\.{TOP_LEVEL}\b", re.I
)  # fmt: skip
_FREE_MAIL = frozenset(
    (
        "gmail",
        "outlook",
        "hotmail",
        "icloud",
        "yahoo",
        "live",
        "msn",
        "protonmail",
        "proton",
        "pm",
        "luukku",
        "kolumbus",
    )
    + ("elisanet", "suomi24", "telia")
)
_LOCAL = re.compile(r"(?<![\w.+-])([\w.+-]{4,40})@(?:gmail|outlook|hotmail|icloud|yahoo|proton\w*|live)\.", re.I)
_MAILBOX = re.compile(
    r"(?<![\w.+-])(?:info|contact|privacy|hello|hei|hej|moi|hi|support|help|tietosuoja|dataskydd|integritet|kontakt"
    r"|asiakaspalvelu|kundtjanst|kundservice|mail|gdpr|team|office|toimisto|admin|data|legal|feedback)@(?:[\w-]{1,40}\.){0,2}?([\w-]{4,40})\.[a-z]{2,10}(?![\w-])",
    re.I,
)
"""A mailbox of a house, and none of a person in it."""
_ELSEWHERE = re.compile(r"complain|complaint|valit|valvont|klagomål|klaga|tillsyn|authority|ombudsman", re.I)
_WRITTEN = {"a": "[aåä]", "o": "[oö]"}
_MOST_BOXES, _NEAR = 12, 160
_MOST_READ = 60_000
_LEAST_CORE = 4


def likeness(said: str, hosts: frozenset[str]) -> int:
    """2 where a name is that of a domain, 1 where one begins with the other."""
    if said in hosts:
        return 2
    begins = any(said.startswith(one) or (len(said) >= _LEAST_CORE and one.startswith(said)) for one in hosts)
    return int(begins)


def named_in(text: str) -> frozenset[str]:
    """The domains that a notice names, without their endings, and what boxes at a house of free mail are called."""
    text = text[:_MOST_READ]
    own = {(one[1] or one[2]).casefold().replace("-", "") for one in _DOMAIN.finditer(text)} - _FREE_MAIL
    for one in _LOCAL.finditer(text):
        own |= {"".join(filter(kept, one[1].casefold())) for kept in (str.isalnum, str.isalpha)}
        own |= {part for part in re.split(r"[._+-]", one[1].casefold()) if len(part) > _LEAST_CORE}
    return frozenset(own)


def called_like_mailbox(text: str) -> tuple[int, int] | None:
    """Where a name stands that is spelt like the house of a mailbox: `Local Example` of `@localexample.org`."""
    text = text[:_MOST_READ]
    boxes = [
        one[1].casefold()
        for one in itertools.islice(_MAILBOX.finditer(text), _MOST_BOXES)
        if not _ELSEWHERE.search(text, max(0, one.start() - _NEAR), one.start())
    ]
    for house in dict.fromkeys(boxes):
        letters = [_WRITTEN.get(sign, re.escape(sign)) for sign in house if sign.isalnum()]
        if house in _FREE_MAIL or len(letters) < _LEAST_CORE:
            continue
        for one in re.finditer(rf"(?<![\w@./-]){'[ &-]{0,3}'.join(letters)}(?![\w@-]|\.\w)", text, re.I):
            if one[0][0].isupper() or one[0][0].isdigit():
                return one.span()
    return None
