"""Whether an item or a line is a sentence of its own, or nothing but what it names."""

import re

from portal.reading.notice.fields.data.kinds import plain
from portal.reading.notice.fields.scope import Scope

HANGS_ON = re.compile(
    r"[,:;–—]|\b(?:jo(?:tka|ita|ka|ta|illa|lla|sta|ssa)|som|that|which|who|where|you|du|ni)\b|(?<=\s)(?:whether|how|what|why|huruvida)\b"
)
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
_ASKS = re.compile(
    r"(?:what|which|who|how|where|whether)\s(?!(?:we|i|long|to|do|does|can|may)\b)\w"
    r"|what we (?:agreed|wrote|said|decided|talked|promised|have agreed|have written)\b"
    r"|when (?:it|he|she|they|the \w+) (?:was|were) (?!(?:collected|processed|stored)\b)\w"
    r"|(?:vad|vilk\w{1,3}|vem|hur|var)\s(?![^.\n]{0,60}\b(?:vi|jag|länge)\b)\w|(?:mitä|mikä|mitkä|kuka|ketkä|miten|missä|minkä)\s\w",
)
"""`What is written in the message field`: a question that is a member of a list, and no sentence."""
_STAYS = re.compile(
    r"\b(?:remains?|stays?|lives? (?:on|in)|occurs?|takes? place|never leaves?|stannar|blir kvar|förblir|ligger kvar"
    r"|lämnar aldrig|sker|förekommer|pysyvät|pysyy|jää|jäävät|säilyy|säilyvät|tapahdu)\b"
)
"""`Your notes, tags and history stay on your phone`: what is said of a whole list of kinds."""
_HANGS_ON_ONE = re.compile(
    r"[:;–—(]|\b(?:jo(?:tka|ita|ka|ta|illa|lla|sta|ssa)|som|that|which|who|where|when|you|they|it|he|she|du|ni|de|den"
    r"|det)\b"
)
LEAST_SENTENCE = 4


def says(scope: Scope, start: int, end: int) -> bool:
    """Whether an item is a sentence of its own: a verb stands before all that may hang on its first noun."""
    if _OF_A_WORD.match(scope.low, start, end):
        return True
    if _ASKS.match(scope.low, start, end) and scope.text[end - 1] not in ".:?":
        return False
    words = plain(scope, start, end)
    if len(words.split()) <= LEAST_SENTENCE:
        return False
    main = HANGS_ON.split(words, maxsplit=1)[0]
    whole = _HANGS_ON_ONE.split(words, maxsplit=1)[0]
    return SAYS[scope.language].search(main) is not None or _STAYS.search(whole) is not None
