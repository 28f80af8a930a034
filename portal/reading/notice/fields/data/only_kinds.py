"""A line without a verb that names nothing but kinds of data: `Name, address and message that you give.`"""

import re

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.kinds import (
    HAS_SUBJECT,
    LABEL,
    ONLY_AND,
    bare,
    both_kinds,
    is_data,
    is_kind,
    members_of,
    plain,
)
from portal.reading.notice.fields.data.listed_data import is_bare, parts_of
from portal.reading.notice.fields.data.pieces import whole_pieces
from portal.reading.notice.fields.data.saying import SAYS
from portal.reading.notice.fields.data.told_data import takes_data
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.values import Found

_STAYS = re.compile(r"\b(?:säilyvät|tallentuvat|pysyvät|poistuvat|sijaitsevat|jäävät|siirtyvät|näkyvät)\b")
_TAIL = {
    "fi": re.compile(
        r",?\s(?:joita?|jotka|jonka|jota|joka)\s(?:sinä\s|te\s)?(?:annat|annatte|lähetät|ilmoitat|syötät|täytät|kertyy"
        r"|kertyvät|syntyy|syntyvät|saamme|tallentuu|tallentuvat)\b"
        r"|,?\s(?:kun|jos|mikäli)\s(?:\w+(?:[tn]|mme|tte)\s|rekisteröidyt\b|otat\b)"
    ),
    "sv": re.compile(
        r",?\s(?:som\s)?(?:du|ni)\s(?:lämnar|anger|uppger|skickar|fyller i|ger|delar)\b"
        r"|,?\ssom\s(?:uppstår|uppkommer|skapas|genereras|lämnas|anges|samlas|följer av|krävs|behövs)\b"
        r"|,\s(?:hanteras|samlas in|insamla[dt]e?|behandla[dt]e?|lagra[dt]e?|hantera[dt]e?)\s(?:av|via|genom|i|från)\b"
        r"|(?<!uppgifter)(?<!uppgifterna)(?<!information)(?<!data)(?<!detaljer)(?<!historik)"
        r",?\s(?:när|om|då|i samband med|i samband med att)\s(?:du|ni|man|det|en|ett|våra?|uppdrag\w*|köp\w*"
        r"|bokning\w*|beställning\w*|leverans\w*|tjänst\w*|avtal\w*|registrering\w*)\b"
    ),
    "en": re.compile(
        r",?\s(?:(?:that|which)\s)?you\s(?:provide|give|enter|submit|share|send|supply|fill in|choose to (?:give"
        r"|provide|share))(?=[\s.])"
        r"|,?\s(?:that|which)\s(?:arises?|occurs?|(?:is|are)\s(?:created|generated|provided|submitted|given|needed"
        r"|required|necessary)|comes?|results?)\b"
        r"|,?\s(?:only\s)?(?:when|if|once|whenever)\s(?:you|we|the|a|an)\b"
        r"|,\sin connection with\b|,?\sin the course of\b"
        r"|,\s(?:managed|handled|collected|processed|provided|stored|hosted|obtained|sent|used|shared|kept|received)\s"
        r"(?:by|via|through|with|in|from|for|to)\b"
    ),
}
"""On what occasion the data named before it is given, and no part of its name."""
_DASHED = re.compile(r"[^,:;()\n–—]{2,50}\s[–—-]\s+(?=[^\n]*,)")
"""`Ride data – distance, duration, route`: the dash does what a colon does."""
_CALLED_DATA = re.compile(r"(?:data|information|details|uppgifter|tiedot)\s{0,9}[:–—-]\s+\Z")
_SIDE = re.compile(r"\s*\([^()]*\)")
_MOSTLY = 0.7
_LEAST = 0.3
_SHORT, _PAIR = 4, 2
_SHOWS = re.compile(
    r"(?:(?:the|our|each|every|an?) )?(?:[\w-]+ )?(?:bills?|invoices?|receipts?|cards?|sheets?|slips?|lists?"
    r"|logs?|journals?"
    r"|certificates?|contracts?|tickets?|orders?) (?:shows?|holds?|carry|carries|bears?|states?|contains?)\s"
)
"""`Bills show name and hours`: on what the data stands."""
_SO_WE = re.compile(r",\s(?:so (?:that )?(?:we|you|the|it|i|your)|in case)\s[^,;:]{3,90}\Z")
"""`Name and number, so we can ring you`: why."""
_GIVES_US = re.compile(
    r"\b(?:shows?|tells?|gives?|sends?|hands?|provides?|forwards?|brings?|leaves?|visar|ger|skickar|lämnar"
    r"|antaa|näyttää) "
    r"(?:us|me|oss|mig|meille|minulle)\b"
)


def only_kinds(scope: Scope, start: int, end: int) -> list[Found]:
    """`The member's name, address and dues.`: without a verb, nothing but kinds of data."""
    if scope.language == "en" and (why := _SO_WE.search(scope.low, start, end)) is not None:
        end = why.start()
    words = plain(scope, start, end)
    is_told = (
        HAS_SUBJECT.search(words)
        or _STAYS.search(words)
        or SAYS[scope.language].search(words)
        or takes_data(scope, start, end)
        or _GIVES_US.search(words)
    )
    if is_told or words.rstrip().endswith(":"):
        return []
    members = members_of(scope, [(start, end)])
    members = both_kinds(scope, members[0]) if len(members) == 1 else members
    kinds = [one for one in members if is_kind(scope, one)]
    return members if len(members) > 1 and len(kinds) >= len(members) * _MOSTLY else []


def list_below(scope: Scope, block: Block) -> list[Found]:
    """The list in the sentence that begins a paragraph, below one that led to it: nothing but kinds of data."""
    start, end = next(sentences(scope.text, block.start, block.end), (block.start, block.end))
    if not is_bare(scope, start, end):
        return []
    members = [bare(scope, one) for one in whole_pieces(scope, list(split_list(scope, start, end)))]
    kinds = [one for one in members if is_kind(scope, one)]
    return members if len(members) > _PAIR and len(kinds) * 2 > len(members) else []


def kinds_under_title(scope: Scope, start: int, end: int, *, sure: bool = False, called: bool = False) -> list[Found]:
    """What a line lists under a small heading or behind a label, among the data that a notice names.

    An occasion behind the list is left out. The place says that it is data: some of it has to be a known kind. `sure`
    where there is such a heading or label: then a word that may be a verb of taking is none. `called` where the heading
    says itself that it is data, as `Route data` does: then no known kind is wanted.
    """
    label = LABEL.match(scope.text, start, end) or _DASHED.match(scope.text, start, end)
    at = label.end() if label is not None else start
    shows = _SHOWS.match(scope.low, at, end)
    at = shows.end() if shows is not None else at
    tail = _TAIL[scope.language].search(plain(scope, at, end))
    stop = at + tail.start() if tail is not None else end
    value = found(scope.text, at, stop)
    if value is None or not is_bare(scope, value.start, value.end):
        return []
    if label is None and not (sure and scope.language == "en") and takes_data(scope, value.start, value.end):
        return []
    members = _parts(scope, value) or _pair(scope, value)
    members = [one for one in members if not ONLY_AND.fullmatch(one.text.casefold())]
    kinds = [one for one in members if is_kind(scope, one)]
    named = label is not None and is_data(scope, found(scope.text, start, label.end()) or value)
    if (label is not None and _CALLED_DATA.search(scope.low[start : label.end()])) or (called and label is None):
        return members
    return members if len(kinds) >= len(members) * (_LEAST if named else _MOSTLY / 2) else []


def _parts(scope: Scope, value: Found) -> list[Found]:
    return [bare(scope, one) for one in whole_pieces(scope, parts_of(scope, value, sure=True))]


def _pair(scope: Scope, value: Found) -> list[Found]:
    """`Mail and support cases`: two short names of which one is a known kind."""
    if "," in plain(scope, value.start, value.end):
        return []
    both = [bare(scope, one) for one in split_list(scope, value.start, value.end, every=True)]
    short = all(len(_SIDE.sub("", one.text).split()) <= _SHORT for one in both)
    return both if len(both) == 2 and short and any(is_kind(scope, one) for one in both) else []  # noqa: PLR2004
