"""Data as the subject of a sentence: `Your e-mail address and your phone number are used to send you messages`."""

import re
from collections.abc import Sequence

from portal.reading.notice.fields.data.kinds import is_kind, members_of
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_SUBJECT = {
    "fi": re.compile(r"(?!)"),
    "sv": re.compile(
        r"(?P<what>(?:din|ditt|dina)\s.{2,160}?)\s(?:kan\s)?(?:behandlas?"
        r"|skickas|överförs|vidarebefordras|registreras?|sparas?|lagras?|används?|hanteras?"
        r"|samlas in|loggas?)\b"
    ),
    "en": re.compile(
        r"(?P<what>your\s.{2,160}?)\s(?:is|are|will be|may be)\s(?:\w+ly\s)?(?:processed"
        r"|transmitted|sent|forwarded|stored|collected|recorded|used|kept"
        r"|logged|saved)\b"
    ),
}
_BEHIND_CLAUSE = re.compile(
    r"^(?:when(?:ever)?|if|once|during|for|in|on|upon|at|när|om|vid|då|i|på|för)\s[^,;:.]{3,90},\s(?=(?:your|din|ditt|dina)\s)"
)
"""`When you visit us, your address is recorded`: the occasion, before the subject."""
_LOOKED_BACK = 200
"""How many of the values read are compared: no text may make it slow."""
_MOSTLY = 0.7
_GENERAL = re.compile(
    r"(?:\w+si |(?:your|din|ditt|dina) )?(?:personal )?(?:data|information"
    r"|details|\w*uppgift\w*|\w*tie(?:dot|tosi|toja\w*)"
    r"|integritet|privacy|rights?|account|konto|content|samtycke|consent)\b"
)
"""What a sentence may be about that names no kind of data."""


def told_as_subject(scope: Scope, start: int, end: int, values: Sequence[Found]) -> list[Found]:
    """The members of such a subject, each of which is called like a kind of data; nothing where one is not.

    What stands in one of the last `values` is not told again.
    """
    behind = _BEHIND_CLAUSE.search(scope.low, start, end)
    said = _SUBJECT[scope.language].match(scope.low, behind.end() if behind is not None else start, end)
    if said is None or scope.known.word["negation"].search(scope.low, start, min(end, said.end() + 20)):
        return []
    members = members_of(scope, [said.span("what")])
    kinds = [one for one in members if is_kind(scope, one)]
    is_data = len(kinds) >= len(members) * _MOSTLY and all(not _GENERAL.match(one.text.casefold()) for one in members)
    told = [one.text.casefold() for one in values[-_LOOKED_BACK:]]
    return [one for one in members if not any(one.text.casefold() in again for again in told)] if is_data else []
