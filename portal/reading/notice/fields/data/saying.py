"""Whether an item or a line is a sentence of its own, or nothing but what it names."""

import re

from portal.reading.notice.fields.data.kinds import plain
from portal.reading.notice.fields.scope import Scope

HANGS_ON = re.compile(r"[,:;–—]|\b(?:jo(?:tka|ita|ka|ta|ka|illa|lla|sta|ssa)|som|that|which|who|where|you|du|ni)\b")
"""Where what hangs on the first noun begins."""
SAYS = {
    "fi": re.compile(
        r"\b(?:on|ovat|voi|voivat|voidaan|voimme|emme|ei|eivät|saatamme|keräämme|käsittelemme|tallennamme|käytämme"
        r"|tallentuu|tallentuvat|säilyy|säilyvät|pysyy|pysyvät|häviää|häviävät"
        r"|toimii|toimivat|tekee|tekevät|lähettää|lähettävät|vastaa|vastaavat(?= siitä)|noudattaa|määrittää"
        r"|\w{3,}(?:(?<![slnt])t(?:aan|ään)|daan|dään|llaan|llään))\b"
    ),
    "sv": re.compile(
        r"\b(?:är|vi|kan|kommer|ska|används|sparas|lagras|behandlas|samlas|skickas|loggas|har|inte|samlar)\b"
    ),
    "en": re.compile(
        r"\b(?:is|are|we|may|can|will|does|do|has|have|collects?|stores?|uses|processes|not|never|contains)\b"
    ),
}
_OF_A_WORD = re.compile(
    r"\s*(?:[\"“”„][^\"“”„\n]{2,40}[\"“”],?\s(?:(?:and|och|ja)\s)?){1,4}(?:tracks?|are|is|means?|refers?|collects?|records?"
    r"|är|avser|betyder|samlar|registrerar|ovat|on|tarkoitta\w+|kerää\w*|tallenta\w+)\s"
)
"""`“Beacons” are files`: what is said of a word set off by quotes."""
LEAST_SENTENCE = 4


def says(scope: Scope, start: int, end: int) -> bool:
    """Whether an item is a sentence of its own: a verb stands before all that may hang on its first noun."""
    if _OF_A_WORD.match(scope.low, start, end):
        return True
    words = plain(scope, start, end)
    main = HANGS_ON.split(words, maxsplit=1)[0]
    return len(words.split()) > LEAST_SENTENCE and SAYS[scope.language].search(main) is not None
