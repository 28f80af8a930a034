"""Whether an item or a line is a sentence of its own, or nothing but what it names."""

import re

from portal.reading.notice.fields.kinds import plain
from portal.reading.notice.fields.scope import Scope

HANGS_ON = re.compile(r"[,:;–—]|\b(?:jo(?:tka|ita|ka|ta|ka|illa|lla|sta|ssa)|som|that|which|who|where|you|du|ni)\b")
"""Where what hangs on the first noun begins."""
SAYS = {
    "fi": re.compile(
        r"\b(?:on|ovat|voi|voivat|voidaan|voimme|emme|ei|eivät|saatamme|keräämme|käsittelemme|tallennamme|käytämme"
        r"|toimii|toimivat|tekee|tekevät|lähettää|lähettävät|vastaa|vastaavat(?= siitä)|noudattaa|määrittää"
        r"|\w{3,}(?:(?<![sln])t(?:aan|ään)|daan|dään|llaan|llään))\b"
    ),
    "sv": re.compile(
        r"\b(?:är|vi|kan|kommer|ska|används|sparas|lagras|behandlas|samlas|skickas|loggas|har|inte|samlar)\b"
    ),
    "en": re.compile(r"\b(?:is|are|we|may|can|will|does|do|has|have|collects?|stores?|uses|processes|not|never)\b"),
}
LEAST_SENTENCE = 4


def says(scope: Scope, start: int, end: int) -> bool:
    """Whether an item is a sentence of its own: a verb stands before all that may hang on its first noun."""
    words = plain(scope, start, end)
    main = HANGS_ON.split(words, maxsplit=1)[0]
    return len(words.split()) > LEAST_SENTENCE and SAYS[scope.language].search(main) is not None
