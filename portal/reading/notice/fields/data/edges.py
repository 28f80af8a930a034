"""The words at the edges of a kind that belong to its sentence: `sometimes references`, `e-mail is needed`."""

import re

from portal.reading.notice.fields.lists import is_in_brackets
from portal.reading.notice.fields.scope import Scope

_AT_FIRST = re.compile(
    r"(?:[\w-]+ ){1,4}(?:we|i) (?:also )?(?:collect|store|record|keep|log|note|save) (?:your|the) (?=\w)"
    r"|(?:sometimes|occasionally|optionally|optional|if any)\s(?=\w)"
)
_NO_PARTICIPLE = r"(?!\w+(?:tut?|tyt?|tuja|tyjä|v[aä]t?|v[ai]a|viä)\b)"
_AT_FIRST_IN_FINNISH = re.compile(
    r"(?:pakollisi(?:na|ksi)|pakollise(?:na|ksi)|vapaaehtoisi?e?na|vähintään|ainakin|valinnaisesti)\s(?=\w)"
    r"|(?:[\w-]+ ){0,2}[\w-]{3,}(?:taessa|täessä|dessa|dessä|essaan|essään)"
    rf"\s(?={_NO_PARTICIPLE}(?!\w+sti\b)\w)"
    r"|[\w-]{3,}(?:iin|aan|ään|oon|uun|seen|lle|llesi) "
    rf"(?:merkitään|kirjataan|tallennetaan|tallentuu|tallentuvat|jää|jäävät|tulee"
    rf"|tulevat|kirjoitetaan|kirjautuu) {_NO_PARTICIPLE}(?=\w)"
    r"|[\w-]+(?:ien|jen|den|sten)\s(?:ja|sekä|tai)\s[\w-]+(?:ien|jen|sten)\s(?=\w+(?:tietoja|tiedot)\b)"
    r"|(?!\w{0,12}tie(?:dot|to|toja|toa|dosta)\b)(?:[\w-]+ (?<!tiedot )(?<!tietoja )(?<!tieto )){0,2}[\w-]{2,}"
    r"(?:v[aä]st[aä]|j[aä]st[aä]|j[oö]?ist[aä]|kkaasta|kkaista|laisesta|läisestä|laisista|läisistä|henkilöstä|henkilöistä"
    r"|jäsenestä|jäsenistä|lapsesta|lapsista|potilaasta|potilaista|oppilaasta|oppilaista|vieraasta|vieraista)"
    rf"\s(?:(?:lisäksi|myös|vain|vielä)\s)?(?=(?!\w+st[aä]\b|(?:ja|sekä|tai|että)\b){_NO_PARTICIPLE}(?!tie(?:dot|to))[\w-]+)"
)
"""As what or of whom it is taken: `as compulsory the name`, `of him who comes along the name`."""
_LOOSE = re.compile(r",\s(?:jo\w+|som|that|which)(?:\s[\w-]+)?\s*\Z")
"""A clause of which the verb would be cut."""
_AT_LAST = re.compile(
    r"(?<![\s,])[\s,]+(?:(?:and|or|och|samt|eller|ja|sekä|tai)|med mera|m\.m\.?)\Z"
    r"|(?<!\bsom)(?<!\bthat)(?<!\bwhich)\s(?:behövs|krävs|tarvitaan|vaaditaan|(?:is|are) (?:needed"
    r"|required))(?![\w-])(?!\s(?:by law|enligt lag)).*\Z"
)


def within_edges(scope: Scope, start: int, end: int) -> tuple[int, int]:
    """Where a kind begins and ends without them."""
    first = _AT_FIRST.match(scope.text, start, end) if scope.language == "en" else None
    first = _AT_FIRST_IN_FINNISH.match(scope.low, start, end) if scope.language == "fi" else first
    start = first.end() if first is not None and first.end() < end else start
    last = _AT_LAST.search(scope.low, start, end)
    is_cut = last is not None and last.start() > start and not hangs_loose(scope, start, last.start())
    is_cut = is_cut and last is not None and not is_in_brackets(scope.text, start, last.start())
    return (start, last.start()) if last is not None and is_cut else (start, end)


def hangs_loose(scope: Scope, start: int, end: int) -> bool:
    """Whether a kind would end within a clause: `any other data, which`."""
    return _LOOSE.search(scope.low, start, end) is not None
