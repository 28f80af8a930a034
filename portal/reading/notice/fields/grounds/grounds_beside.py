"""What stands beside the word for a legal basis: the label before its condition, a law by its number, a time."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.tongues.plain_bases import BARE, OF_DATA_PROTECTION

_LABEL = re.compile(r"[^.:;–—\n]{3,60}?(?::|\s[–—-])\s")
_SO_LONG = re.compile(
    r"\bniin (?:kauan|pitkään)\b|\bkunnes\b|\b(?:sen )?ajan,? (?:kuin|joka|jonka)\b|\bså länge\b|\blängre än\b"
    r"|\btills\b"
    r"|\bden tid(?:en)? (?:som|det)\b|\b(?:as|so) long as\b|\blonger than\b|\buntil\b|\bfor the (?:time|period)\b"
)
_KEEPS = re.compile(
    r"\b(?:säilyt|säily|poist|hävit|tallessa|spara|bevara|lagra|radera|gallra|retain|keep|kept|store|delet|eras)"
)
_NUMBERED_LAW = {
    "fi": re.compile(r"\b\w*(?:laki|lain|lakiin|laissa|lait|asetus|asetuksen|asetukseen)\b[^.;:]{0,80}?\d{1,4}/\d{4}"),
    "sv": re.compile(r"\b\w*(?:lag|lagen|förordning|förordningen)\b[^.;:]{0,80}?(?:\d{4}:\d+|\d{1,4}/\d{4})"),
    "en": re.compile(r"\b(?:act|decree|regulations?)\b[^.;:]{0,60}?(?:\b(?:19|20)\d{2}\b|\d{1,4}/\d{4})"),
}
_OTHER_LAW = re.compile(
    r"2016/679|1050/2018|523/1999|679/2016|\bgdpr\b|salassa|vaitiolo|sekretess|tystnads|confidential"
)
"""The laws on data protection, and what a law says of secrets, are no bases."""


_ONLY_WHERE = {
    "fi": re.compile(
        r"\b(?:käsittelemme|käsittelen|käsitellään|keräämme|kerään|kerätään|käytämme|käytetään)\b[^.;:]{0,60}"
        r"\b(?:vain|ainoastaan|pelkästään)\b[^.;:]{0,40}\b(?:jos|kun|mikäli|silloin,? kun)\b"
        r"|\b(?:vain|ainoastaan|pelkästään)\b[^.;:]{0,40}\b(?:käsit|kerä|käyt)\w+[^.;:]{0,40}\b(?:jos|kun|mikäli)\b"
    ),
    "sv": re.compile(
        r"\b(?:behandla|hantera|samla|använd)\w*\b[^.;:]{0,60}\b(?:enbart|endast"
        r"|bara)\b[^.;:]{0,50}?\b(?:om (?=du|vi|det|jag|den)|när|då)\b"
    ),
    "en": re.compile(
        r"\bonly (?:ever )?(?:process|collect|use|hold|handle)\b[^.;:]{0,60}\b(?:if|when|where)\b"
        r"|\b(?:process|collect|use|hold|handle)\w*\b[^.;:]{0,40}\bonly (?:if|when|where)\b"
    ),
}
UNLESS = re.compile(r"\s*(?:unless|except|ellei|jollei|paitsi|såvida|om inte|utom)\b")
"""How an aside begins that only takes something back: `(unless the law requires it)`."""
_NO = re.compile(r"(?:nej|no|ei|eivät|emme)\b")


def only_where(said: str, language: str) -> int:
    """`We process data only if you have consented or a law obliges us`: where the condition ends; 0 for none."""
    only = _ONLY_WHERE[language].search(said)
    return only.end() if only is not None else 0


def answers_no(scope: Scope, section: Section) -> bool:
    """Whether a question that names a basis is answered by no."""
    if section.head is None or not section.blocks or not scope.text[slice(*section.head)].rstrip().endswith("?"):
        return False
    return _NO.match(scope.low, section.blocks[0].start) is not None


_BRACKET = re.compile(r"\(([^()\n]{3,60})\)")
_NAMED = re.compile(
    r"(?:(?:our|your|the|a|an|ett|vårt|våra|din|ditt|meidän|sinun|legal basis|laglig grund|rättslig grund|peruste"
    r"|oikeusperuste)\b:? ?){0,2}"
)


_YES_OR_NO = re.compile(r"\b(?:nej|ei|no)\b")
"""`Licence for the boat (yes/no)` gives leave for nothing."""


def in_brackets(scope: Scope, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """`To take your booking (contract) and to answer you (legitimate interest)`: brackets that hold a basis alone."""
    for one in _BRACKET.finditer(scope.low, start, end):
        at = one.start(1)
        for piece in () if _YES_OR_NO.search(one[1]) else one[1].split("/"):
            stop = at + len(piece)
            lead = _NAMED.match(scope.low, at, stop)
            yield from ((letter, at, stop) for letter in _only(scope, lead.end() if lead else at, stop))
            at = stop + 1


def _only(scope: Scope, start: int, end: int) -> Iterator[str]:
    """The letters of what is nothing but the name of a basis."""
    for letter, pattern in (*scope.known.bases.items(), *BARE[scope.language].items()):
        named = pattern.match(scope.low, start, end)
        if named is not None and named.end() == end:
            yield letter


_VALUE = re.compile(r"[^:;.!?\n]{3,60}:\s+(?P<said>[^:;.!?\n]{3,60}?)[.;]?\s*")


def behind_label(scope: Scope, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """`Invoices: a legal obligation.`: what a use rests on, where nothing else is said behind its label."""
    said = _VALUE.fullmatch(scope.low, start, end)
    if said is not None:
        lead = _NAMED.match(scope.low, *said.span("said"))
        at = lead.end() if lead is not None else said.start("said")
        yield from ((letter, *said.span("said")) for letter in _only(scope, at, said.end("said")))


def label_before(said: str, condition: int) -> str | None:
    """`Legal obligation: where we must keep records`: the label, where the condition stands behind it."""
    label = _LABEL.match(said)
    return label[0] if label is not None and label.end() <= condition else None


def tells_time(said: str) -> bool:
    """Whether a sentence tells how long data is kept, and not why: `as long as the contract needs it`."""
    return _SO_LONG.search(said) is not None and _KEEPS.search(said) is not None


def numbered_law(said: str, language: str) -> re.Match[str] | None:
    """`Legal basis: the Decree on Patient Records (12/2020)`: a law by its number, other than those on data."""
    if _OTHER_LAW.search(said) or _KEEPS.search(said) or OF_DATA_PROTECTION.search(said):
        return None
    return _NUMBERED_LAW[language].search(said)
