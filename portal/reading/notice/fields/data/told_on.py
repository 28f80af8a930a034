"""What the next sentence says of the data just told: `This is your name and your address`, `They include a photo`."""

import re

from portal.reading.notice.fields.data.kinds import is_kind, members_of
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_SOME_SV = (
    r"(?: (?:också|även|till exempel|t\.ex\.|exempelvis|bland annat|bl\.a\.|vanligtvis|oftast|ofta|främst|i vissa fall"
    r"|normalt|i huvudsak|typiskt sett))*"
)
_ON = {
    "fi": re.compile(
        r"(?:näitä|tällaisia|niitä|nämä|kyseisiä"
        r"|käsiteltäviä|käsiteltävät|kerättäviä|kerättävät|tallennettavat)(?: \w*tie(?:toja|dot))? (?:ovat|voivat olla)"
        r"(?: (?:esimerkiksi|muun muassa|mm\.|tyypillisesti))*:?\s"
    ),
    "sv": re.compile(
        r"(?:(?:detta|dessa|det|de|den|[a-zåäö]*uppgifterna|[a-zåäö]*informationen"
        r"|uppgifterna som (?:behandlas|samlas in|lagras|sparas|hanteras|registreras|rapporteras)"
        r"|de (?:person)?uppgifter som (?:behandlas|samlas in|lagras|sparas|hanteras|registreras)"
        r"|det(?: enda)? som (?:mäts|sparas|lagras|loggas|samlas in|registreras|räknas|behandlas|skickas|syns)"
        r"|det(?: enda)? (?:som )?(?:vi|jag|appen) (?:mäter|sparar|lagrar|loggar|samlar in|registrerar|räknar"
        r"|behandlar|ser|vet)"
        r"|sådana uppgifter|exempel på (?:sådan\w* |dess\w* )?"
        r"(?:person)?(?:uppgifter|information))"
        rf" (?:är|kan vara|utgörs av|omfattar|inkluderar|innefattar|gäller|avser|rör sig{_SOME_SV} om|rör(?! sig\b)"
        rf"|handlar{_SOME_SV} om|kan{_SOME_SV} (?:vara|röra sig{_SOME_SV} om|handla{_SOME_SV} om|omfatta|inkludera"
        r"|innefatta|gälla|avse))"
        r"|(?:i vissa fall|ibland|ofta|oftast|vanligtvis|dessutom|därutöver|till exempel|exempelvis|bland annat) "
        rf"(?:kan (?:detta|dessa|det|de){_SOME_SV} (?:vara|röra sig om|handla om|omfatta|inkludera|innefatta|gälla"
        r"|avse)"
        rf"|(?:rör det sig|handlar det){_SOME_SV} om|(?:omfattar|inkluderar|gäller|avser) (?:detta|det|de){_SOME_SV}))"
        r"(?:,? (?:till exempel|exempelvis|t\.ex\.|bland annat|bl\.a\.|främst|i huvudsak|oftast|vanligtvis"
        r"|men (?:är )?(?:inte|ej) begränsa\w+ till|men begränsas (?:inte|ej) till"
        r"|(?:uppgifter|information) om(?= \w+,)|uppgifter som),?)*"
        r":?\s(?:(?:ditt|din|dina)\s)?"
    ),
    "en": re.compile(
        r"(?:(?:mainly|mostly|usually|typically|normally|generally|as a rule|in practice|for the most part"
        r"|above all),? )?"
        r"(?:this|these|they|it|such (?:data|information)|(?:this|the) (?:data|information)"
        r"|the (?:personal )?(?:managed|processed|collected|stored|recorded|handled|affected) (?:personal )?"
        r"(?:data|information)"
        r"|(?P<sure>the (?:personal )?(?:data|information|details) (?:that |which )?(?:(?:we|i|the [\w-]+"
        r"|(?-i:[\w-]+)) )?"
        r"(?:(?:manages?|process(?:es)?|collects?|stores?|records?|handles?|keeps?|holds?|takes?|gets?"
        r"|asks? for|needs?)"
        r"|(?:(?:that|which) (?:is|are) )?(?:managed|processed|collected|stored|recorded|handled|kept|held"
        r"|gathered|saved|noted|needed)"
        r")(?: (?:by|in|at|on|of|about|from|for|when) [^.,:;]{2,60}?)?)"
        r"|the (?:personal )?(?:data|information) (?:so |thus )?(?:managed|processed|collected|stored"
        r"|recorded|concerned)"
        r"|among (?:this|these|the) (?:data|information)|this kind of (?:data|information)"
        r"|examples?(?: of (?:this|such|these|personal)(?: data| information)?)?)"
        r" (?:is|are|concerns?|(?:may|can|could|will|would)"
        r"(?: (?:also|among other things|for example|typically|usually|in some cases))*(?: (?:be|include))"
        r"|includes?|covers?"
        r"|(?:typically|usually|generally) includes?)"
        r"(?: (?:for example|typically|usually|things like|items such as))*:?\s"
        r"(?:(?:the )?(?:information|data|details) (?:requested|provided|given|entered|submitted|sent)\b[^,.:;]{0,60}, "
        r"(?:in particular|for example|such as|including|e\.g\.|namely),?\s(?:including\s)?)?(?:your\s)?"
    ),
}
_ASIDE = re.compile(r",\s(?:which (?:they|we|i) keep|som (?:vi|de) sparar|joita säilytämme)\b")
_NOT_ONLY = re.compile(
    r"\bmen (?:är )?(?:inte|ej) begränsa\w+ till|\bmen begränsas (?:inte|ej) till|\b(?:but )?(?:is "
    r"|are )?not limited to"
)
_IS_DATA = re.compile(
    r"(?:det(?: enda)? (?:som|vi|jag|appen) \w+|[a-zåäö]*uppgifterna|[a-zåäö]*informationen|sådana uppgifter"
    r"|exempel|such (?:data|information)"
    r"|(?:this|the) (?:personal )?(?:data|information|details)|examples?)\b"
)
_MOSTLY = 0.65
_MANY_KNOWN = 0.4
"""How many of a long list have to be known, behind a sentence that tells of data."""
_SEVERAL, _MANY, _FEW_WORDS = 2, 5, 5


def told_on(scope: Scope, start: int, end: int, *, goes_on: bool = True) -> list[Found]:
    """The list of a sentence that begins by pointing back, where most of its members are kinds of data.

    Without a sentence before it to which it `goes_on`, it has to begin with a word for data.
    """
    lead = _ON[scope.language].match(scope.low, start, end)
    if (
        lead is None
        or not (goes_on or _IS_DATA.match(lead[0]))
        or scope.known.word["negation"].search(_NOT_ONLY.sub("", lead[0]))
    ):
        return []
    aside = _ASIDE.search(scope.low, lead.end(), end)
    members = members_of(scope, [(lead.end(), aside.start() if aside is not None else end)])
    kinds = [one for one in members if is_kind(scope, one)]
    is_long = len(members) >= _MANY and all(len(one.text.split()) <= _FEW_WORDS for one in members)
    is_sure = scope.language == "en" and lead["sure"] is not None and len(members) > _SEVERAL
    least = _MANY_KNOWN if is_sure or (is_long and goes_on) else _MOSTLY
    return members if len(members) >= _SEVERAL and len(kinds) >= len(members) * least else []
