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

_TOLD = frozenset({"purposes", "retention", "bases", "security", "other", "transfers", "automated"})
"""What a heading may be about, for what stands below to be the company's own doings."""
_SOCIAL = re.compile(
    r"(?:Facebook|Instagram|LinkedIn|Twitter|YouTube|TikTok|Pinterest|Snapchat|Vimeo|Spotify|SoundCloud|Apple|Discord"
    r"|Microsoft|App Store|Google Play|GitHub|Reddit|Swish|Tripadvisor|Cookiebot|WordPress|Wordpress|WooCommerce|DNA"
    r"|HERE"
    r"|WhatsApp|Microsoft 365|Figma|1Password|Monitor ERP)"
)
"""What a person uses as well, or has a number of, and what is more often a tool of the house than a recipient."""
_OF_LAW = re.compile(
    r"\b(?:lag|lagen|law|act|regler|rules|vaati|krav|require|demand|\w*register\w*|\w*rekister\w*|databas|tehty|toteutettu|made|built|byggd|gjord|powered|hämta|source|obtain|haetaan"
    r"|haemme|saamme|saadaan|hakee|sign in|log ?in with|logga in|kirjaudu|registered|registrerad|owned by|ägs av"
    r"|omistaa"
    r"|find us|hittar oss|löyd\w+ meid|insolvency|complain|klag|valit|länk|link|policy|logo"
    r"|trademark|varumärke|tavaramerk|say so|säger|skull"
    r"|borttag|removed|poistettu|instead of|previously|tidigare|formerly|aiemmin)"
)
_COMPOUND = re.compile(
    r"(?:['’]s|s)? (?:rules|law|register\w*|profile|account|ID|number|konto|nummer|tili)\b"
    r"|-(?:profil|konto|tili|tunnu|nummer)"
)
"""What has the name of a service in it, and is the person's or a law's."""
_IS_A = re.compile(r" (?:is|är|on) (?:an?|en|ett|the)\b")
"""What says what a service is, and not that it is used."""
_TRACKS = re.compile(
    r"(?:Google Analytics(?: 4)?|Meta Pixel|Facebook Pixel|Plausible|Fathom|Matomo|Hotjar|Microsoft Clarity|Google Ads"
    r"|Counter\.dev|Simple Analytics|GoatCounter|Umami|Leadfeeder|PostHog|Mixpanel|Pirsch|Cloudflare Web Analytics)"
)
"""Who counts visits, and so is told of among cookies."""
_NEVER = frozenset(
    {"rights", "sources", "categories", "controller", "contact", "dpo", "changes", "updated", "register"}
)


def in_passing(
    scope: Scope, section: Section, known: Callable[[int, int], Iterator[Found]]
) -> Iterator[tuple[Found, int, int]]:
    """The services of a section, each with its sentence; a `not` in it is judged by who asks."""
    is_of_cookies = section.has("cookies") and not section.fields & _NEVER
    if not is_of_cookies and section.fields - _TOLD:
        return
    for block in section.blocks:
        if block.language not in {"", scope.language}:
            continue
        for start, end in sentences(scope.text, block.start, block.end):
            if _OF_LAW.search(scope.low, start, end):
                continue
            for one in known(start, end):
                is_one = (
                    _TRACKS.fullmatch(one.text)
                    if is_of_cookies
                    else not (_SOCIAL.fullmatch(one.text) or one.text in ALSO_OTHERS)
                )
                if is_one and not _COMPOUND.match(scope.text, one.end) and not _is_described(scope, one, start, end):
                    yield one, start, end


def _is_described(scope: Scope, one: Found, start: int, end: int) -> bool:
    """Whether it is told what it is, or what firm's it is: `Kuura Maps of Kuura Ireland Ltd`."""
    first = one.text.split()[0]
    houses = (firm.text for firm in names.firms(scope.text, start, end))
    return _IS_A.match(scope.text, one.end) is not None or any(house.split()[0] == first for house in houses)
