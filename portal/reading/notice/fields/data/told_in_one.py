"""What a turn of English names as taken in one word: `the app creates a sync identifier`, `statistics on pages viewed`.

The words around such a kind say that it is taken of the person, though no list vouches for it.
"""

import re
from itertools import islice

from portal.reading.notice.fields.data.kinds import bare, is_endless, is_kind
from portal.reading.notice.fields.data.pieces import whole_pieces
from portal.reading.notice.fields.data.plain_lists import outside_brackets
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_MAKES = re.compile(
    r"\b(?:we|it|app|application|service|site|website|server|browser|system|which|that|and|also|automatically)"
    r" (?:(?:will|may|also|then|automatically|only) ){0,2}(?:creates?|generates?|assigns?|issues?|allocates?)"
    r"(?: and (?:uses?|stores?|keeps?|saves?|assigns?|sends?))?(?: (?:you|them|each \w+|your \w+))?"
    r" (?:an? |your )(?P<kind>(?:[a-z-]+ ){0,3}(?:identifier|id|token|number|pseudonym))\b"
    r"(?! (?:of|that is deleted)\b)"
)
_LOOKS_UP = re.compile(
    r"\b(?!not\b|never\b)[\w-]+ (?:looks? up|determines?|derives?|infers?|estimates?|deduces?) "
    r"(?:(?:the|your|a) )?(?P<kind>(?:(?:approximate|rough|general|likely|coarse) )?(?:geographical )?"
    r"(?:country|region|city|location|time ?zone)"
    r"(?: (?:or|and) (?:country|region|city|location|time ?zone))?(?: (?:associated with|of) your [\w -]{2,20})?)"
    r"(?=[.;,)]|\s(?:from|based|by|using|via|so|to|for|in order|when|with|through|you)\b|\s*\Z)"
)
_USES_PLACE = re.compile(
    r"\b(?:may|can|will|does|app|application|service|we|it|and|also) (?:only )?"
    r"(?:use|uses|access|accesses|request|requests|read|reads|determine|determines)(?: access to)? "
    r"(?:your|the device['’]s|your (?:device|phone)['’]s) (?P<kind>(?:(?:approximate|precise|current|exact"
    r"|coarse|fine|gps"
    r"|real-time|background|foreground)(?:,? (?:or|and)|,)? ){0,3}(?:geo)?location(?: data)?)"
    r"(?=[.;,)]|\s(?:to|for|so|in order|when|while|if|only|with|through|via|during|and)\b|\s*\Z)"
)
_PROVES = re.compile(
    r"\b(?P<kind>information (?:that|which) (?:allows|enables|permits) us to (?:verify|check|confirm) that you"
    r" [^.;:()]{5,160}?)(?=[.;:()]|,? (?:no|we|further)\b|\s*\Z)"
)
"""What a newsletter asks for beside the address, as German notices say."""
_ADDRESS_BEFORE = re.compile(r"(?P<kind>(?:valid |current )?e-?mail address),? (?:as well as|and|together with) \Z")
_NEAR = 60
_ONES = (_MAKES, _LOOKS_UP, _USES_PLACE, _PROVES)
_STATISTICS = re.compile(
    r"(?<!anonymous )(?<!anonymised )(?<!anonymized )(?<!general )\b(?:statistics|metrics|figures)(?:,? (?:(?:on"
    r"|about|of|regarding) (?:(?:matters|things|aspects|points|figures)"
    r" )?(?:such as |like |including )?|such as |like |including )| ?[:—–-] )"
)
_COOKIES_HOLD = re.compile(
    r"\bcookies? (?:is |are )?(?:used to )?(?:stores?|collects?|records?|holds?|contains?|remembers?|saves?) "
    r"(?:information|data|details),? (?:such as|including|like|about) "
)
_LISTS = (_STATISTICS, _COOKIES_HOLD)
_ENDS = re.compile(
    r"[;?!]|\.\s|\s[–—-]\s|:\s|,?\s(?:so that|in order to|but|without|when|if|which (?:is|are|we)|to (?:help"
    r"|improve|see))\b"
)
_DENIES = re.compile(r"\b(?:not|never|no|nor|cannot|without|neither|n't)\b")
_VIEWED = re.compile(
    r"(?:the )?(?:page views?|(?:unique )?visits?|referr(?:ers?|als?)|downloads?|traffic sources?|clicks?|bounce rates?"
    r"|(?:number of )?(?:visitors?|sessions?)|durations?|devices?|countr(?:y|ies)|visitors?['’] preferences"
    r"|(?:web ?)?pages?(?: on (?:the|our|this) (?:web ?)?(?:site|page))? (?:that |which )?(?:the |a )?"
    r"(?:visitors?|users?|you) (?:accessed|visited|viewed|opened|see|saw|visit|access|view)(?: or \w+)?)"
)
"""What is counted of visits, or remembered of a visitor."""
_COUNTED = re.compile(r"(?:the )?(?:total )?(?:number|amount|share|proportion) of |(?:what|which|how|where) ")
"""What is summed up over all, or a clause that lists no kind."""
_MOST, _SEVERAL, _LONGEST, _MOST_WORDS = 3, 2, 80, 12


def told_in_one(scope: Scope, start: int, end: int) -> list[Found]:
    """The one kind that such a turn names, or what statistics are kept on, where nothing is denied before it."""
    said = outside_brackets(scope.low[start:end])
    if said.rstrip().endswith("?") or is_endless(scope, start, end):
        return []
    for turn in _ONES:
        for one in islice(turn.finditer(said), _MOST):
            value = found(scope.text, start + one.start("kind"), start + one.end("kind"))
            if value is not None and not _DENIES.search(said, 0, one.end()):
                return [*_address_before(scope, value), value] if turn is _PROVES else [value]
    for turn in _LISTS:
        lead = turn.search(said)
        if lead is None or _DENIES.search(said, 0, lead.end()):
            continue
        stop = _ENDS.search(said, lead.end())
        members = _members(scope, start + lead.end(), start + (stop.start() if stop is not None else len(said)))
        viewed = [one for one in members if _VIEWED.fullmatch(one.text.casefold())]
        if turn is _COOKIES_HOLD and viewed[:1] != members[:1]:
            continue
        kinds = [one for one in members if one in viewed or is_kind(scope, one)]
        if any(_COUNTED.match(one.text.casefold()) for one in members):
            continue
        if len(members) >= _SEVERAL and len(kinds) * 2 >= len(members) and kinds[:1] == members[:1]:
            return members
    return []


def _address_before(scope: Scope, proof: Found) -> list[Found]:
    """The address that a letter goes to, where it is asked for with the proof that it is one's own."""
    near = max(0, proof.start - _NEAR)
    address = _ADDRESS_BEFORE.search(scope.low[near : proof.start])
    value = found(scope.text, near + address.start("kind"), near + address.end("kind")) if address is not None else None
    return [value] if value is not None else []


def _members(scope: Scope, start: int, end: int) -> list[Found]:
    pieces = [bare(scope, one) for one in whole_pieces(scope, list(split_list(scope, start, end)))]
    is_short = all(len(one.text) <= _LONGEST and len(one.text.split()) <= _MOST_WORDS for one in pieces)
    return pieces if is_short else []
