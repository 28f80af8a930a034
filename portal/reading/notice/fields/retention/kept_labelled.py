"""How long data is kept, behind a label in a card: `Basis: contract`, and in the next line `Stored: 12 months`."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.scope import Scope

_LABEL = {
    "fi": re.compile(
        r"(?:\w+ )?(?:säilytysa(?:ika|jat)|tallennusaika|poistoaika)|säilyte?tään|säilytämme|säilytys|säilyy"
        r"|poistetaan|poistuu|poisto|hävitetään|hävitys|(?:kuinka|miten) kauan(?: \w+){0,2}|kauanko(?: \w+){0,2}"
        r"|aika|kesto"
    ),
    "sv": re.compile(
        r"(?:lagrings|bevarande|förvarings|gallrings|spar)(?:tid|period|frist)(?:en|er)?|lagras|lagring|sparas(?: i)?"
        r"|bevaras|gallras|gallring|raderas|radering|tas bort|förstörs|hur länge(?: \w+){0,3}|tid|till|finns kvar|tills"
    ),
    "en": re.compile(
        r"(?:data )?(?:retention|storage|keeping)(?: (?:period|time|duration))?|(?:kept|stored|retained|held)"
        r"(?: for| until)?|how long(?: \w+){0,4}|deleted|deletion|erased|until"
    ),
}
"""What says of what stands behind it that it is the time, and not of which data."""
_SURE = re.compile(
    r"\b(?:säilytysa|tallennusa|poistoa|kauan|lagringst|bevarandet|förvaringst|gallr|hur länge|retention|how long"
    r"|(?:for|until|tills|period|time|duration)$)"
)
"""A label behind which nothing but a time can stand, however it is told: `Gallras: Efter årsmötet`."""
_AT_THE_END = re.compile(
    r"\b\w*(?:kau(?:si|den|tta)|vuo(?:si|den|tta)|loppu\w*|päätt\w+|pysyvästi|heti|säsong\w*|år(?:et|s)?|slut\w*"
    r"|genast|alltid|aldrig|seasons?|terms?|years?|ends?|leaves?|always|never|for ever|for good)\b"
)
"""A time told by what comes to its end."""
_CUT = re.compile(r"\??\s*[:\t]\s*")
_LONGEST = 40


def behind_label(scope: Scope, start: int, end: int) -> int:
    """Where the time begins behind a label that says no more than that it is the time; `start` where there is none."""
    cut = _CUT.search(scope.low, start, min(end, start + _LONGEST))
    if cut is None or cut.end() >= end or not _LABEL[scope.language].fullmatch(scope.low, start, cut.start()):
        return start
    return cut.end()


def in_cards(scope: Scope, section: Section) -> Iterator[tuple[tuple[int, int], bool]]:
    """The sentences behind such labels in a section on something else, and whether each is a time for sure."""
    for block in section.blocks if not section.has("rights", "complaint") else ():
        begin = behind_label(scope, block.start, block.end)
        if begin > block.start:
            is_sure = _SURE.search(scope.low[block.start : begin].strip(" :?\t")) is not None
            for start, end in scope.sentences([block]):
                if end > begin:
                    place = max(start, begin), end
                    yield place, is_sure or _AT_THE_END.search(scope.low, *place) is not None
