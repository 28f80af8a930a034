"""How long data is kept, told in passing by a time alone: `The cards lie in the drawer for two years`."""

import re

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.retention.kept_plainly import GONE
from portal.reading.notice.fields.retention.kept_until import LENGTH
from portal.reading.notice.fields.scope import Scope

_NEVER = ("rights", "complaint", "cookies", "changes", "automated", "contact", "controller", "subjects")
_LONGEST = 260
_OTHERWISE = re.compile(
    r"\b(?:vasta(?:a|amme|an|us|taan|ukse)\w*|ilmoit\w+|tiedot(?:a|e)mme|muistut\w+|käsittelyaika|loukkau\w+"
    r"|poikkeam\w+"
    r"|pyyn(?:nö|tö)\w*|muutoks\w+|toimitusa\w+|välein|etukäteen|aukioloa\w+|viimei(?:sten|simpien|stä)|edellis\w+"
    r"|svar(?:a|as|ar|et)?|besvar\w+|återkom\w*|anmäl(?:er|a|s|as)|meddela\w*|avisera\w*|informera\w*|hör av"
    r"|incident\w*|ändring\w*|begäran|ångra\w*|leverans\w*|i förväg|gånger|skickar|intygar|de senaste|öppet köp"
    r"|(?:we|i) (?:\w+ )?answer|answer(?:ed)? within|repl(?:y|ies|ied)|respond\w*|response|get back|notif\w+"
    r"|acknowledge\w*|announc\w+|breach\w*|incidents?|violation|changes?|amend\w+|in advance|ahead|before"
    r"|deliver(?:y|ies)"
    r"|times|twice|once|you may|you can|refund\w*|guarantee|warranty|deadline|(?:last|past|preceding|previous) \w+"
    r"|(?:hours?|times|\w+s) an? (?:day|week|month|year)|an? \w+ an? (?:month|year))\b|[€£$]|\d ?kr\b|24/7"
)
"""What else is told with a time: answers, breaches, changes, deliveries, how often something is done, and prices."""
_AGE = re.compile(
    r"\b(?:alle|yli|vähintään|täyttä\w+) (?:\d+|\w+)[- ]?vuoti\w*|\b\d+[- ]?vuoti\w+|\b\w+täyttän\w+|ikäis\w+"
    r"|\b(?:under|över|från|fyllt|är minst|below|younger than|older than|over|aged?|age of) (?:the age of )?\(?\w+\)? "
    r"(?:\(\d+\) )?(?:år|years?)\b|\byears? (?:old|of age|or older|and older)\b|\bår (?:och|eller) (?:äldre|uppåt)\b"
    r"|\bi \d+ år, på\b|\bsince \d|\bsedan \d|\bvuodesta \d"
)
"""How old somebody is, or a firm."""
_WITHIN = re.compile(r"\b(?:within|inom|kuluessa|sisällä|no later than|senast|viimeistään)\b")
_IF = re.compile(r"\W*(?:if|should|om|jos|mikäli)\b")
_RATE = re.compile(r"(?<!for )(?<!after )(?<!about )(?<!: )(?<!stays )(?<!least )\ban? (?:day|week|month|year)\b")
"""`In a year`, `four a year`: how often, and not how long."""
_KEPT = {
    "fi": re.compile(
        r"\b(?:säily\w+|säilö\w+|säästä\w+|tallen(?:tu|ne)\w+|arkisto\w+|pide(?:tään|mme|ttävä)|pidän|pysy\w+"
        r"|jää(?:vät)?"
        r"|kirjanpi\w+|kirjaa|mapi(?:ssa|t)|laatiko\w+|kansio\w+|lok(?:i|ia|issa|it|eja|eissa)|heittää pois)\b"
    ),
    "sv": re.compile(
        r"\b(?:spara[rsd]?\w*|lagra[rs]?|bevara[rs]?|behåll\w*|arkivera[rs]?|ha (?:dem |den |det )?kvar|finna?s kvar"
        r"|ligg(?:er|a) (?:i|hos|kvar)|står i|sitter i|måste (?:vi|jag) ha|bokför\w+|loggar|pärm\w*|kassabok\w*)\b"
    ),
    "en": re.compile(
        r"\b(?:kept?|keeps?|keeping|stored|stores?|stays?|remains?|retain(?:s|ed)?|held|hold|hang on to|preserved|stand"
        r"|saved?|goes back|bookkeeping|accounting|archived?|in (?:a|the|my|our) (?:drawer|binder|folder|cupboard"
        r"|safe|log)"
        r"|with (?:me|us) for|logs?|records (?:the|ip|where|your)|registers)\b"
    ),
}
"""What says that something stays, is written down or lies somewhere."""
_PAPERS = {
    "fi": re.compile(
        r"\b\w*(?:lasku|kuit|tosit|sopimuk|kuv|tallen|lomak|kaava|kort|lista|vihko|kirja|paper|viest|tie[dt]o)\w*"
    ),
    "sv": re.compile(
        r"\b\w*(?:faktur|kvitt|underlag|avtal|bild|film|inspelning|lista|bok|blankett|kort|papper|meddeland|mejl"
        r"|uppgift|journal)\w*"
    ),
    "en": re.compile(
        r"\b(?:invoices?|receipts?|contracts?|pictures?|photos?|photographs?|footage|films?|tapes?|recordings?"
        r"|cards?|papers?"
        r"|books?|binders?|forms?|lists?|sheets?|messages?|e-?mails?|letters?|notes?|data|details|records?|tracks?"
        r"|bookings?|reservations?|applications?|prescriptions?|journals?|addresses|logs?|accounts)\b"
    ),
}
"""What is kept."""
_GAP = 40


def told_in_passing(scope: Scope, section: Section, place: tuple[int, int]) -> bool:
    """Whether a sentence holds a length of time that is not that of an answer, an age or the like."""
    if section.has(*_NEVER) or section.is_column or place[1] - place[0] > _LONGEST:
        return False
    low, tongue = scope.low, scope.language
    if scope.text[place[1] - 1 : place[1]] in {"?", ":"} or "\t" in scope.text[slice(*place)]:
        return False
    length = LENGTH[tongue].search(low, *place)
    if length is None or _OTHERWISE.search(low, *place) or _AGE.search(low, *place) or _RATE.search(low, *place):
        return False
    goes = GONE.search(low, *place) is not None
    if not goes and (_WITHIN.search(low, *place) or _IF.match(low, *place)):
        return False
    if goes or _KEPT[tongue].search(low, *place):
        return True
    paper = _PAPERS[tongue].search(low, place[0], length.start())
    return paper is not None and length.start() - paper.end() < _GAP
