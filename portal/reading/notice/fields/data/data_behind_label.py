"""One kind of data behind a label that says that it is data: `Data on your purchases: order history.`"""

import re
from collections.abc import Iterator

from portal.reading.notice.fields.data.kinds import LABEL, is_kind
from portal.reading.notice.fields.data.listed_data import parts_of
from portal.reading.notice.fields.data.no_kinds import is_occasion
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_SAYS_DATA = re.compile(r"(?:tiedot|tietoja|uppgifter(?:na)?|data|information|details):\s+$")


_OF_WHOM = re.compile(
    r"(?:hakij|asiakk|jäsen|työntekij|käyttäj|vieraa?|osallistuj|sökande|kunder|medlem|anställda|användare|gäster"
    r"|deltagare|applicant|customer|member|employee|user|visitor|guest|participant)\w*:\s+"
)
"""A label of people: what stands behind it is kept of them."""
_ON_OCCASION = re.compile(r"(?:när|om|då|vid|för|kun|jos|when|if|for|on|upon)\s[^:.]{3,60}:\s+")
"""A label that says when: what stands behind it is taken then."""
_ONE_NOUN = re.compile(r"[A-ZÅÄÖ][\w-]{4,}(?<!formulär)(?<!kontakt)(?<!köp)(?<!konto)(?<!ning)")
_NOUN_YOU = re.compile(r"[\w-]+ (?:som |that |which )?(?:du|ni|you) \w+")
"""`Text you write in the app`: what the label calls by its name."""
_SAYS_WHO = re.compile(r"\b(?:you|we|du|ni|vi|sinä|me)\s[\wåäö]+|\b\w{3,}(?:at|ät|it)te\b")
_SAYS_WHY = re.compile(
    r"(?:so (?:that|we|you|the|i)|in case|in order to|because|since|för att|så att|eftersom|ifall|jotta|koska"
    r"|siltä varalta)\s"
)
"""`Shoe size: so that we can bring the right pair`: the label is the kind."""
_MOSTLY, _ONE_OF_SEVERAL = 0.5, 0.3


def labelled_lines(scope: Scope, start: int, end: int, *, goes_on: bool = False) -> Iterator[Found]:
    """The lists behind `Customer data: name, address.`, a line each, in a section about something else.

    `goes_on` where the paragraph above was such a line: then fewer of the members need be known.
    """
    at, least = start, _ONE_OF_SEVERAL if goes_on else _MOSTLY
    for line in scope.text[start:end].split("\n"):
        first, at = at, at + len(line) + 1
        label = LABEL.match(scope.text, first, first + len(line))
        if label is None or not (
            _SAYS_DATA.search(scope.low, first, label.end())
            or _OF_WHOM.fullmatch(scope.low, first, label.end())
            or _ON_OCCASION.fullmatch(scope.low, first, label.end())
        ):
            continue
        value = found(scope.text, first, first + len(line.rstrip(" .")))
        members = parts_of(scope, value, sure=True) if value is not None else []
        if members and sum(is_kind(scope, one) for one in members) >= len(members) * least:
            least = _ONE_OF_SEVERAL
            yield from members


def labelled_kind(scope: Scope, start: int, end: int) -> Iterator[Found]:
    """What stands behind the label, where it is a kind of data and nothing else."""
    label = LABEL.match(scope.text, start, end)
    if label is None or _SAYS_DATA.search(scope.low, start, label.end()) is None:
        return
    value = found(scope.text, label.end(), end)
    if value is not None and is_kind(scope, value):
        yield value


def labelled_by_clause(scope: Scope, start: int, end: int) -> Found | None:
    """`Clothing photos: photos you take of what you own`: the kind, where what is said of it lists nothing."""
    label = LABEL.match(scope.text, start, end)
    if label is not None and _SAYS_WHY.match(scope.low, label.end(), end):
        return found(scope.text, *label.span())
    if label is None or "," in scope.low[label.end() : end] or not _SAYS_WHO.search(scope.low, label.end(), end):
        return None
    kind = found(scope.text, *label.span())
    is_noun = (
        kind is not None
        and _NOUN_YOU.match(scope.low, label.end(), end) is not None
        and _ONE_NOUN.fullmatch(kind.text) is not None
        and not is_occasion(kind.text)
    )
    return kind if kind is not None and (is_noun or is_kind(scope, kind)) else None
