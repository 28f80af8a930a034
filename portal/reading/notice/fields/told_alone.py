"""One kind of data that a sentence says is taken: `if you subscribe, we store your email address`."""

import re
from collections.abc import Iterable, Iterator

from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_OF_WHOM = re.compile(r"\s*(?:(?:vain|ainoastaan|sinun|endast|bara|din|ditt|ert?|only|just|your|an?|the)\s+)*")
_SURELY_DATA = {
    "fi": re.compile(
        r"(?:\w{3,}n )?(?:(?:sähköposti|katu|posti|ip-)?osoit(?:e|teen|etta|teesi|ettasi)"
        r"|sähköpostiosoit(?:e|teen|etta|teesi|ettasi)|(?:puhelin|matkapuhelin)numero(?:n|a|si|asi)?"
        r"|nim(?:i|en|esi|eä|eäsi)|henkilötunnu(?:s|ksen|sta|ksesi)|syntymäa(?:ika|jan|ikaa|ikasi|jansi))(?!\w)"
    ),
    "sv": re.compile(
        r"(?:e-?post(?:adress(?:en)?)?|mejladress|mailadress|ip-?adress|adress|postadress|(?:mobil|telefon)nummer"
        r"|namn|personnummer|födelsedatum|meddelande)(?!\w)"
    ),
    "en": re.compile(
        r"(?:e-?mail address|e-?mail(?! from)|ip address|postal address|(?:tele)?phone number|(?:full )?name"
        r"|date of birth|message)(?![\w'’])"
    ),
}
"""What is a kind of data wherever it is said to be taken."""
_GOES_ON = re.compile(
    r"\s*(?:$|[.;)]|,?\s(?:jo(?:nka|ta|lla|ssa|hon)|kun|jos|mikäli|jotta|\w+[aä] varten|\w+miseksi|som|när|om|för|hos|i"
    r"|till|tills|via|så|vid|på|that|which|when|if|so|for|in|with|to|by|on|at|when|where|and (?:use|we)|only)\b"
    r"|,?\s\w{3,}(?:ssa|ssä|lla|llä|lle|iin)\b)"
)
"""What may follow it, where nothing else is listed."""


def alone_of(scope: Scope, places: Iterable[tuple[int, int]]) -> Iterator[Found]:
    """The one kind of data with which a place behind a verb of taking begins, where nothing is listed there."""
    for start, end in places:
        lead = _OF_WHOM.match(scope.low, start, end)
        at = lead.end() if lead is not None else start
        kind = _SURELY_DATA[scope.language].match(scope.low, at, end)
        if kind is None or _GOES_ON.match(scope.low, kind.end(), end) is None:
            continue
        value = found(scope.text, at, kind.end())
        if value is not None:
            yield value
            return
