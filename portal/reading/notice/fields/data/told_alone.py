"""One kind of data that a sentence says is taken: `if you subscribe, we store your email address`."""

import re
from collections.abc import Iterable, Iterator

from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_OF_WHOM = re.compile(
    r"\s*(?:(?:vain|ainoastaan|sinun|endast|bara|automatiskt|din|ditt|ert?|only|just|your|an?|the|dators?|enhets"
    r"|webbläsares|(?:computer|device|browser)['’]s)\s+)*"
)
_SURELY_DATA = {
    "fi": re.compile(
        r"(?:\w{3,}n )?(?:(?:sähköposti|katu|posti|ip-)?osoit(?:e|teen|etta|teesi|ettasi)"
        r"|sähköpostiosoit(?:e|teen|etta|teesi|ettasi)|[a-zåäö-]{3,}numero(?:n|a|si|asi)?"
        r"|nim(?:i|en|esi|eä|eäsi)|henkilötunnu(?:s|ksen|sta|ksesi)|syntymäa(?:ika|jan|ikaa|ikasi|jansi))(?!\w)"
    ),
    "sv": re.compile(
        r"(?:e-?post(?:adress(?:en|er)?)?|mejladress(?:er)?|mailadress(?:er)?|ip-?adress(?:er)?|adress(?:er)?"
        r"|internet protocol \(ip\)[ -]adress(?:er)?"
        r"|postadress(?:er)?|(?:mobil|telefon)nummer"
        r"|namn|personnummer|födelsedatum|födelseår|meddelande|(?:mat)?allergier|specialkost"
        r"|bilder|foton|fotografier)(?!\w)"
    ),
    "en": re.compile(
        r"(?:e-?mail address(?:es)?|e-?mail(?! from)|(?:internet protocol \(ip\)|ip) address(?:es)?"
        r"|postal address(?:es)?|(?:tele)?phone numbers?"
        r"|(?:full )?names?|(?:(?:approximate|precise|current|exact|gps) )?(?:location|position)"
        r"|date of birth|message)(?![\w'’])"
    ),
}
"""What is a kind of data wherever it is said to be taken."""
_GOES_ON = re.compile(
    r"\s*(?:$|[.;)]|,?\s(?:jo(?:nka|ta|lla|ssa|hon)|kun|jos|mikäli|jotta|\w+[aä] varten|\w+miseksi|som|när|om"
    r"|för|hos|i|där|från"
    r"|till|tills|via|så|vid|på|that|which|when|if|so|for|in|with|to|by|on|at|when|where|until|while|as long|under"
    r"|according"
    r"|så länge|kunnes|and (?:use|we)|only)\b"
    r"|,?\s\w{3,}(?:ssa|ssä|lla|llä|lle|iin)\b)"
)
"""What may follow it, where nothing else is listed."""


_DATA_ON = re.compile(r"tiedot (?:[\w-]+n )?(?P<what>[\w-]+st[aä])(?: (?:ja|sekä) (?:[\w-]+n )?[\w-]+st[aä])?(?!\w)")
_NO_DATA_ON = re.compile(
    r"asiakka|käyttäj|jäsen(?!y)|henkilö(?!t)|osallistuj|sinu|tei|mei|hän|rekisteröid|kävij|työnhaki|laps|potila|tilaaj"
    r"|viera|oppila|huoltaj|lähte|rekisteri|järjestelm|sivu|lomak|tietokan|palvelusta"
)
"""Whose data it is, or where it comes from, in the case that names what it is about."""


def data_on(scope: Scope, start: int, end: int, *, whole: bool = False) -> Iterator[Found]:
    """`Data on the order history and its handling`, which names what it is about; `whole` where no more is said."""
    said = _DATA_ON.match(scope.low, start, end) if scope.language == "fi" else None
    if said is None or _NO_DATA_ON.match(said["what"]) or (whole and scope.low[said.end() : end].strip(" .")):
        return
    value = found(scope.text, start, said.end())
    if value is not None and _GOES_ON.match(scope.low, said.end(), end):
        yield value


def alone_of(scope: Scope, places: Iterable[tuple[int, int]]) -> Iterator[Found]:
    """The one kind of data with which a place behind a verb of taking begins, where nothing is listed there."""
    for start, end in places:
        if scope.low.endswith("tiedot", 0, start) and (on := list(data_on(scope, start - len("tiedot"), end))):
            yield from on
            return
        lead = _OF_WHOM.match(scope.low, start, end)
        at = lead.end() if lead is not None else start
        kind = _SURELY_DATA[scope.language].match(scope.low, at, end)
        if kind is None or _GOES_ON.match(scope.low, kind.end(), end) is None:
            continue
        value = found(scope.text, at, kind.end())
        if value is not None:
            yield value
            return
