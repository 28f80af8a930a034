"""Services that are known by name, told of in passing: `With a card, Kuura knows who you are, and we do not`.

Whoever is known to serve companies has data where a notice speaks of the company's own doings. Nobody has who is
denied, whose law or register is spoken of, or whom the person uses alone.
"""

import re
from collections.abc import Callable, Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields import names
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import sentences
from portal.reading.notice.tongues.known import ALSO_OTHERS
from portal.reading.notice.values import Found

_TOLD = frozenset({"purposes", "retention", "bases", "security", "other", "transfers", "automated", "categories"})
"""What a heading may be about, for what stands below to be the company's own doings."""
_SOCIAL = re.compile(
    r"(?:Facebook|Instagram|LinkedIn|Twitter|YouTube|TikTok|Pinterest|Snapchat|Vimeo|Spotify|SoundCloud|Apple|Discord"
    r"|Microsoft|App Store|Google Play|GitHub|Reddit|Swish|Tripadvisor|Cookiebot|WordPress|Wordpress|WooCommerce|DNA"
    r"|HERE|WhatsApp|Skype|Messenger|Viber|Signal|Microsoft 365|Figma|1Password|Monitor ERP)"
)
"""What a person uses as well, or has a number of, and what is more often a tool of the house than a recipient."""
_OF_LAW = re.compile(
    r"\b(?:lag|lagen|law|act|regler|rules|vaati|krav|require|demand|\w*register\w*|\w*rekister\w*|databas|tehty|toteutettu|made|built|byggd|gjord|powered|hämta|source|obtain|haetaan"
    r"|haemme|saamme|saadaan|hakee|sign in|log ?in with|logga in|kirjaudu|tunnistautu|tunnistaudu|registered"
    r"|registrerad|owned by|ägs av|omistaa"
    r"|find us|hittar oss|löyd\w+ meid|insolvency|complain|klag|valit|länk|link|policy|logo"
    r"|trademark|varumärke|tavaramerk|say so|säger|skull"
    r"|lisätieto|lue lisää|luk(?:ea|ekaa) (?:[\w-]+ ){0,4}lisää|(?:ohjei|tukisivu|ohjesivu)\w{0,9}sta\b|läs mer"
    r"|mer information|(?:more|further) (?:information|about|details)"
    r"|borttag|removed|poistettu|instead of|previously|tidigare|formerly|aiemmin)"
)
_COMPOUND = re.compile(
    r"(?:['’]s|s)? (?:rules|law|register\w*|profile|account|(?:Advertising )?ID|number|konto|nummer|tili)\b"
    r"| ?-(?:profil|konto|tili|tunnu|nummer|sivusto|sivu|webbplats)"
)
"""What has the name of a service in it, and is the person's or a law's."""
_TOOL = re.compile(r"(?:n|s|['’]s)?[- ](?:pixel|pikseli|mainospikseli|sdk\b)")
"""What a page has of a network that the person uses as well."""
_IS_A = re.compile(r" (?:is|är|on) (?:an?|en|ett|the)\b")
"""What says what a service is, and not that it is used."""
_LAST = 160
"""How much of the end of a lead is heard: `We do not use:`."""
_NEVER = frozenset({"rights", "sources", "controller", "contact", "dpo", "changes", "updated", "register"})


def in_passing(
    scope: Scope, section: Section, known: Callable[[int, int], Iterator[Found]]
) -> Iterator[tuple[Found, int, int]]:
    """The services of a section, each with its sentence; a `not` in it is judged by who asks."""
    is_of_cookies = section.has("cookies") and not section.fields & _NEVER
    if not is_of_cookies and section.fields - _TOLD:
        return
    is_denied = False
    for block in section.blocks:
        if block.kind != "item":
            lead = scope.low[max(block.start, block.end - _LAST) : block.end].rstrip()
            is_denied = lead.endswith(":") and scope.known.word["negation"].search(lead) is not None
        elif is_denied:
            continue
        if block.language not in {"", scope.language}:
            continue
        for start, end in sentences(scope.text, block.start, block.end):
            if _OF_LAW.search(scope.low, start, end):
                continue
            for one in known(start, end):
                is_social = is_of_anybody(one.text) and _TOOL.match(scope.low, one.end) is None
                is_one = not is_social and one.text not in ALSO_OTHERS
                if is_one and not _COMPOUND.match(scope.text, one.end) and not _is_described(scope, one, start, end):
                    yield one, start, end


def is_of_anybody(text: str) -> bool:
    """Whether it is a network or a shop that persons use as well."""
    return _SOCIAL.fullmatch(text) is not None


def _is_described(scope: Scope, one: Found, start: int, end: int) -> bool:
    """Whether it is told what it is, or what firm's it is: `Kuura Maps of Kuura Ireland Ltd`."""
    first = one.text.split()[0]
    houses = (firm.text for firm in names.firms(scope.text, start, end))
    return _IS_A.match(scope.text, one.end) is not None or any(house.split()[0] == first for house in houses)
