"""What is called the person's own: `the app keeps your position, your workouts and your pulse`."""

import re
from collections.abc import Sequence

from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_BEFORE = re.compile(r"(?<!\w)(?:din|ditt|dina|er|ert|era|your|kundens|medlemmens|patientens)\s+\Z")
_ENDING = re.compile(r"(?:\A|\s)[a-zåäö-]{3,}(?:(?<!k)si|nne|nsa|nsä)\Z")
_NEAR = 14
_LONGEST = 4
_NO_DATA = re.compile(
    r"(?:din |dina |ditt |your )?(?:behov|förfrågan|samtycke|uppdrag"
    r"|intress\w*|önskemål|rättighet\w*|integritet|säkerhet|upplevelse|skull|sida"
    r"|webbläsare|dator|enhet|avtal|konto|förväntningar"
    r"|needs?|consent|request|order|rights?|privacy|safety|security|experience|behalf|browser|computer|device"
    r"|agreement|account|expectations?|suostumuksesi|oikeutesi|tarpeesi|selaimesi|laitteesi|sopimuksesi)(?!\w)"
)
"""What is a person's own as well, and no data by itself."""
_SEVERAL = 2


def are_yours(scope: Scope, members: Sequence[Found], kinds: Sequence[Found]) -> bool:
    """Whether all that a sentence says is taken is a kind of data or the person's own, and some of it both."""
    yours = [one for one in members if is_yours(scope, one)]
    if len(yours) < _SEVERAL or not kinds:
        return False
    return all(
        (one in yours or one in kinds) and len(one.text.split()) <= _LONGEST and not _NO_DATA.match(one.text.casefold())
        for one in members
    )


def is_yours(scope: Scope, one: Found) -> bool:
    """`your pulse`, `sykkeesi`: whether the text calls it the person's own."""
    if _NO_DATA.match(one.text.casefold()):
        return False
    before = scope.low[max(0, one.start - _NEAR) : one.start]
    return _BEFORE.search(before) is not None or (
        scope.language == "fi" and _ENDING.search(one.text.casefold()) is not None
    )
