"""Data that is sent to somebody of whom brackets tell the land: `your address is transmitted to Example LLC (USA)`.

Also what goes outside of a land and the EEA at once, who is certified for transfers, and what stays within and goes not
outside of it.
"""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import sentences, whole
from portal.reading.notice.values import Found

_LAND = (
    r"(?:u\.?s\.?a\.?|us|united states(?: of america)?|california|förenta staterna|yhdysvallat|yhdysvalloissa|india"
    r"|indien|intia|australia|australien|singapore|japan|japani|china|kina|kiina)"
)
_IN_BRACKETS = re.compile(rf"\((?:[^()\n]{{0,60}}[ ,/])?{_LAND}\)")
_ITEM_THERE = re.compile(
    rf"(?!the |våra? |our )[\w.&' -]{{2,40}}(?::|\s[–—-])[^().;\n]{{2,70}}\({_LAND}(?:[,/+][^()\n]{{0,40}})?\)"
)
"""`Vercel: hosting (USA, standard clauses)`, an item in a list of those who get the data."""
_NAMED_THERE = re.compile(
    rf"(?<![\w-])(?P<name>[\w.-]{{3,40}})[^().;\n]{{0,40}}\((?:(?P<firm>[\w.-]{{3,40}})[^()\n]{{0,40}}[ ,/])?{_LAND}\)"
)
_SENT = re.compile(
    r"\b(?:transmit(?:s|ted)?|transfer(?:s|red)?|sends?|sent|forward(?:s|ed)?|pass(?:es|ed)(?: on)?|disclosed|shared"
    r"|överförs?|överför|skickas?|skickar|sänds|vidarebefordras|lämnas"
    r"|välittyy|välittyvät|välitetään|siirtyy|siirtyvät|siirretään|lähetetään|lähtee|luovutetaan)\b"
)
_DATA = re.compile(
    r"\bdata\b|information|details|ip[ -]|address|uppgift|adress|tieto|tiedo|osoit|messages?|meddeland|viest"
)
_HERE = re.compile(
    r"\b(?:frankfurt|irlan\w+|ireland|dublin|stockholm|helsin\w+|suomessa|finland|sverige|germany|saksassa)\b"
    r"|\b(?:in|within|inside|inom|i) (?:the )?(?:eu|eea|ees)\b|\b(?:eu|eta)\S{0,8} ?(?:alueella|sisällä)|\beu:ssa\b"
)
_IF = re.compile(r"\b(?:if|om|jos|mikäli|would|skulle)\b")
_OUT_OF_BOTH = re.compile(
    r"\boutside (?:of )?(?:the )?(?:\w+ ){1,2}?(?:and|or) (?:of )?(?:the )?(?:eu|eea"
    r"|european (?:union|economic area))\b|\butanför (?:\w+ )(?:och|eller|samt) (?:eu|ees)\b"
)
_DONE = re.compile(
    r"\b(?:transfer|process|stor(?:e|ed|ing)\b|disclos|shar(?:e|ed|ing)\b|access|sent\b|överför|behandla|lagra|lämna"
    r"|skicka|dela[rs]?\b|tillgång)"
)
_GETS_ACCESS = re.compile(
    r"\butanför (?:eu|ees)\b[^.;]{0,40}\b(?:får|ges|har|fått) (?:\w+ )?(?:tillgång|åtkomst)\b"
    r"|\boutside (?:of )?(?:the )?(?:eu|eea)\b[^.;]{0,40}\b(?:get|gain|have|has|be given|receive) (?:\w+ )?access\b"
    r"|\b(?:eu|eta)\S{0,10} (?:ulkopuolella|ulkopuolelta)\b[^.;]{0,40}\b(?:pääsy\w*|saa|saada|saavat|pääsevät)\b"
)
_CERTIFIED = re.compile(
    r"(?:\b(?:self-)?certified\b|\bcertification\b|\bparticipat\w+|\badher\w+|\bcertifier\w+|\bansluten\b|\banslutna\b"
    r"|\bsertifioi\w+|\bsitoutu\w+|\bmukana\b)[^;\n]{0,60}?"
    r"(?:data privacy framework|privacy shield|\bdpf\b)|(?:data privacy framework|privacy shield|\bdpf\b)"
    r"[^.;]{0,40}(?:\bcertified\b|\bcertifier\w+|\bsertifioi\w+)"
)
_STAYS_WITHIN = re.compile(
    r"\b(?:eu|eea|eu/eea|europe|european (?:union|economic area))\b[^.;]{0,20}?(?: and|,)(?: (?:it|they))?"
    r"(?: (?:is|are|will|do|does))? (?:not|never) (?:be )?(?:transferred|sent|moved|passed)\b"
    r"[^.;]{0,30}\boutside (?:of )?(?:it|them|this area|that area)\b"
    r"|\binom (?:eu|ees|eu/ees)\b,? och (?:överförs|lämnas|skickas|flyttas) (?:inte|aldrig) "
    r"(?:till länder )?(?:utanför|ut ur|därutanför|dit|därifrån)"
    r"|\b(?:eu|eta)\S{0,12} ?(?:alueella|sisällä|sisäpuolella),? eikä (?:niitä |tietoja )?"
    r"(?:siirretä|luovuteta|lähetetä|viedä|siirry) (?:sen|niiden|tämän alueen) ulkopuolelle"
)
_UNLESS = re.compile(
    r"\b(?:no|not|never)\b[^.;\n]{0,60}\b(?:transferred|sent|moved|transfer|send)\b[^.;\n]{0,40}"
    r"\boutside\b[^.;\n]{0,60}"
    r"\b(?:unless|except)\b[^;\n]{0,120}\b(?:safeguards?|sccs?|standard contractual|adequacy)\b"
    r"|\b(?:inte|inga|aldrig)\b[^.;\n]{0,60}\butanför\b[^.;\n]{0,60}\b(?:om inte|såvida inte|utom|förutom)\b"
    r"[^;\n]{0,120}(?:skyddsåtgärder|standardavtalsklausul|adekvans)"
    r"|\b(?:ei|eikä|emme)\b[^.;\n]{0,60}\bulkopuolelle\b[^.;\n]{0,40}\b(?:ellei|paitsi|muutoin kuin)\b[^;\n]{0,120}"
    r"(?:suojatoim|vakiolausek|vakiosopimuslausek|riittävyyspäätö)"
    r"|\b(?:eu|eta)\S{0,10}(?: ja \w+\S{0,6}| tai \w+\S{0,6})? ulkopuolelle (?:siirryttäessä|siirrettäessä)\b"
    r"|\bvid (?:\w+ )?överföring(?:ar)? (?:\w+ ){0,3}utanför (?:eu|ees)\b[^.;\n]{0,60}"
    r"\b(?:används|tillämpas|ser vi till|säkerställ)"
    r"|\bulko- (?:tai|ja) sisä"
)
"""What goes abroad only guarded: that it may go there."""
_NEVER = ("rights",)


def sent_abroad(scope: Scope, section: Section) -> Iterator[Found]:
    """What the sentences of a section tell so; a denied or a conditional one tells nothing."""
    if section.has(*_NEVER) and not section.has("transfers"):
        return
    for block in section.blocks:
        abroad: set[str] = set()
        for start, end in sentences(scope.text, block.start, block.end):
            place = whole(scope.text, start, end)
            if place is not None and _STAYS_WITHIN.search(scope.low, start, end):
                yield Found("false", place.start, place.end)
            if place is not None and _UNLESS.search(scope.low, start, end):
                yield Found("true", place.start, place.end)
            if scope.known.word["negation"].search(scope.low, start, end):
                continue
            is_there = section.has("recipients") and block.kind == "item" and _ITEM_THERE.match(scope.low, start, end)
            if place is not None and is_there:
                yield Found("true", place.start, place.end)
            if place is not None and _is_abroad(scope, start, end, abroad):
                yield Found("true", place.start, place.end)
            for one in _NAMED_THERE.finditer(scope.low, start, end):
                abroad |= {name for name in (one["name"], one["firm"]) if name}


def _is_abroad(scope: Scope, start: int, end: int, abroad: set[str]) -> bool:
    low = scope.low
    if _CERTIFIED.search(low, start, end) or _GETS_ACCESS.search(low, start, end):
        return True
    if _OUT_OF_BOTH.search(low, start, end) and _DONE.search(low, start, end) and not _IF.search(low, start, end):
        return True
    sent = _SENT.search(low, start, end)
    if (
        sent is None
        or not _DATA.search(low, start, end)
        or _HERE.search(low, start, end)
        or _IF.search(low, start, end)
    ):
        return False
    if _IN_BRACKETS.search(low, sent.end(), end):
        return True
    behind = {word.strip("(),:.’'") for word in low[sent.end() : end].split()}
    return bool(abroad & behind)
