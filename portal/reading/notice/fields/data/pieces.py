"""Pieces of a list in running text: clauses that hang on a noun go with it, and where no noun stands the list ends."""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_HANGS_ON_LAST = {
    "fi": re.compile(r"jo(?:ka|nka|ta|hon|ssa|sta|lla|lle|lta|tka|ita|iden|ihin|issa|ista|illa|ille|ilta)\s", re.I),
    "sv": re.compile(r"(?:som\s(?!exempel|t\.)|såsom\s)", re.I),
    "en": re.compile(
        r"(?:during|after|such as|that|who|whose|which (?:is|are|may|can|will|means?|we|you|it|they))\s", re.I
    ),
}
"""A clause that its comma parts from its noun."""
_COPULA = {
    "fi": re.compile(
        r"(?:ovat|on)\s|(?:(?!du\s|ni\s|som\s|you\s|that\s|which\s|jo\w+\s)[\w-]+\s){1,4}(?:sisältää"
        r"|sisältävät|kysytään|pyydetään|tallennetaan|kerätään|kirjataan"
        r"|ovat)\s",
        re.I,
    ),
    "sv": re.compile(
        r"(?:du|ni|vi|jag)\s|(?:(?:är|innefattar|inbegriper|inkluderar|sparar|lagrar|behandlar|hanterar|registrerar)"
        r"|(?:(?!du\s|ni\s|som\s|you\s|that\s|which\s|jo\w+\s)[\w-]+\s){1,4}(?:omfattar"
        r"|innehåller|inkluderar|visar|loggar(?!,|(?: du| ni)? (?:in|ut)\b)|mäter|sparas|lagras))\s(?:(?:ditt"
        r"|din|dina|ert"
        r"|er|era)\s)?",
        re.I,
    ),
    "en": re.compile(
        r"(?:(?:are|is|of|stores?|records?|keeps?|process(?:es)?)|(?:(?!du\s"
        r"|ni\s|som\s|you\s|that\s|which\s|jo\w+\s)[\w-]+\s){1,4}(?:includes?|contains?))\s(?:your\s)?",
        re.I,
    ),
}
"""A verb that the lead of a list left before its first member."""
_STARTS_ELSE = {
    "fi": re.compile(
        r"(?:käytämme|saamme|tarvitsemme|hyödynnämme|pyydämme|kysymme|seuraamme"
        r"|ovat|on|ei|eivät|emme|enkä|eikä|en|voi|voivat|voidaan|voimme|käyte|käytä|kerätään|keräämme|tallennetaan"
        r"|tallennamme|käsitellään|säilytetään|luovutetaan|poistetaan|ota|lue|katso|jotta|koska|mutta|vaan|joten"
        r"|kerrot|annat|saat|kirjoitan|kirjaan|otan|(?:meille|minulle|meillä|minulla) (?:jää|on|tulee|näkyy)"
        r"|(?:ne|se) [a-zåäö]{3,}(?:taan|tään|daan|dään|vat|vät)|kun|jos|mikäli|nämä|näitä|tämä|tätä)(?!\w)",
        re.I,
    ),
    "sv": re.compile(
        r"(?:(?:(?:dina|era|vissa) )?personuppgifter (?:baserat|med stöd|på grund|enligt|utifrån)"
        r"|i(?! (?:(?:förekommande|vissa|tillämpliga|enstaka|några) fall|huvudsak|första hand|regel|synnerhet))"
        r"|på|hos|inom|via|\w+(?:ar|er) (?:du|ni|vi|man|jag)|beror på"
        r"|är|var|blir|har|kan|ska|skall|måste|inte|men|så|därför|eftersom|genom|från|till(?! exempel)|enligt"
        r"|med (?:hjälp|stöd|ditt)|används|använder|sparar|sparas|lagrar|lagras|behandlar|behandlas|samlar|samlas"
        r"|skickar|skickas|bokar|begär|lämnar|lämnas|raderar|raderas|hanterar|hanteras|registrerar|tar|ger|består"
        r"|förbättra|hantera|kontakta|erbjuda|uppfylla|fullgöra|leverera|svara|ingå|vi|dig|oss|dvs|tills)\s",
        re.I,
    ),
    "en": re.compile(
        r"(?:(?:on|about|of) how|from|through|by|during|after|within|upon|regarding|including"
        r"|made|using|based|either|watching|commenting|signing"
        r"|limited (?:to|by)|makes?(?! (?:and|or|of)\b)|obtain|refers?|is|are|was|were"
        r"|has|have|may|can|will|would|should|must|could|does|not|but|so|because|for|to|as|it|we|they|this|these|those"
        r"|(?:support|sign|improve|help|send|provide|process|update) (?:an?|the|our|your|you|us|some|in|up))\s",
        re.I,
    ),
}
"""A verb or a preposition: what begins with it is part of a sentence, and names nothing."""
_BEHIND_NOUN = re.compile(
    r"[,:;–—]|\b(?:jo(?:ka|nka|ta|hon|ssa|sta|lla|tka|ita|illa)|kun|jos|mikäli|jotta|mitä|milloin|kuka|ketkä|siitä"
    r"|som|när|om|att|du|ni|vilk\w+|hur|vad|that|which|what|how|who|where|when|if|you|we|it|whether)\b",
    re.I,
)
_FINITE = {
    "fi": re.compile(r"\s(?:on|ovat|oli|voi|voivat|voidaan|ei|eivät|emme)\s"),
    "sv": re.compile(r"\s(?:är|var|blir|kan|ska|måste|inte|utgör)\s"),
    "en": re.compile(
        r"\s(?:is|are|was|were|will|would|should|must|has been|have been|takes|treats|uses|respects|ensures)\s"
    ),
}
_ONLY_SIGNS = re.compile(
    r"t\.?\s?ex|e\.?\s?g|i\.?\s?e|bl\.?\s?a|esim|mm|etc|osv|jne|ym|such as|like"
    r"|(?:where|if|when|as) (?:needed|applicable|available|appropriate|necessary|relevant|any|provided|required)"
    r"|(?:if|where|when) you (?:give|provide|choose|enter|share)(?: (?:it|them|this|these|so))?"
    r"|among others?|among other things|inter alia|bland annat|bland andra|muun muassa"
    r"|optionally|possibly|(?:om|när|där) (?:tillämpligt|nödvändigt|det behövs)|vid behov|i förekommande fall"
    r"|tarvittaessa|mahdollisesti"
    r"|(?:but )?(?:is |are )?not limited to|(?:men )?(?:är )?inte (?:är )?begräns\w+ till",
    re.I,
)
_SAID_BESIDE = re.compile(
    r"(?:\w{2,}ed|given|sent|held|kept|shown|made|run) (?:by|via|through|using|when|if|during)\s"
    r"|(?:with|at|on|in) (?:every|each)\s"
    r"|\w{3,}(?:ade?|de|ta|da|t|d) (?:av|via|genom|hos)\s(?!\w*uppgift)|(?:vid|med) varje\s",
    re.I,
)
"""`managed by our bank` and `with every visit` are said of what is listed, and are no member of it."""
_WITH_ONE = re.compile(
    r"(?:in connection with|relat(?:ed|ing) to|connected (?:to|with)|concerning|regarding|i samband med"
    r"|(?:relaterad|kopplad|knuten|knutn)\w* till)\s[\w'’-]+\Z",
    re.I,
)
"""`order information in connection with projects`, and a second word may stand beside the last one."""
_ONE_WORD = re.compile(r"[a-zåäö-]+")
_ONLY_JOINED = re.compile(r"\s+(?:and|or|och|eller|samt)\s+")
_OF_WHOM = re.compile(
    r"\s(?:från (?:dig|er)|from you|sinulta"
    r"|(?<!installed )(?<!placed )(?<!saved )(?:stored )?(?:in|on|i|på|hos) (?:din|ditt|your)"
    r" (?:webbläsar|enhet|dator|mobil|telefon|browser|device|phone)[\w’' ]*"
    r"|stored (?:in|on) (?:an?|the) [\w ]+|(?:också|även) in"
    r"|(?:i enlighet med|enligt) (?:sin|sina|deras) (?:egen |egna )?[\w-]+"
    r"|(?:in accordance with|under|according to) (?:its|their) own [\w ]+|ja|sekä|och|samt|and|or)$",
    re.I,
)
_PEOPLE = (
    r"(?:(?:medlemma|kunde|gäste|eleve|föräldra|vårdnadshava|anställda"
    r"|sökande|deltaga|besöka|användar|patiente|leverantöre"
    r"|kontaktpersone|målsmä|tränare|ledare)\w*s"
    r"|(?:members|customers|guests|pupils|parents|guardians|employees|applicants|participants|visitors|users|patients"
    r"|suppliers|children)['’]s?)"
)
_OWNER = re.compile(_PEOPLE, re.I)
_OWNER_AND = re.compile(rf"(?:{_PEOPLE} (?:och|samt|eller|and|or) )?{_PEOPLE} ", re.I)
_ALL_THAT = re.compile(r"(?:(?:vain|ne|kaikki|sellaiset|muut) )*(?:henkilö)?tiedot, jo", re.I)
_OF_PEOPLE = re.compile(r"(?:jen|iden|ien|ten|emme|oiden|öiden)$")
_THEIR_DATA = re.compile(r"(?:jen|iden|ien|ten|oiden|öiden)\s(?:henkilö)?tie(?:toja|dot|dosta|doista)$")
_BRACKETED = re.compile(r"\([^()]*\)")


def whole_pieces(scope: Scope, members: Sequence[Found]) -> list[Found]:
    """The members of a list up to the first that is none; a relative clause goes with what it hangs on."""
    joined: list[Found] = []
    for one in members:
        hangs = _HANGS_ON_LAST[scope.language].match(one.text) is not None
        hangs = hangs or (scope.language == "fi" and bool(joined) and joined[-1].text.endswith(" siitä"))
        if joined and (hangs or _is_second_word(scope, joined[-1], one)):
            joined[-1] = found(scope.text, joined[-1].start, one.end) or joined[-1]
        elif not _ONLY_SIGNS.fullmatch(one.text) and not (joined and _SAID_BESIDE.match(one.text)):
            joined.append(one)
    if _is_whose(joined) or _are_bases(scope, joined) or any(_ALL_THAT.match(one.text) for one in joined):
        return []
    joined = _with_owners(scope, joined)
    if len(joined) > 1 and _is_told(scope, joined[-1]):
        return []
    return list(_until_broken(scope, joined))


def _is_second_word(scope: Scope, last: Found, one: Found) -> bool:
    """`services` in `order information in connection with projects and services`."""
    is_joined = _ONLY_JOINED.fullmatch(scope.low, last.end, one.start) is not None
    return is_joined and _ONE_WORD.fullmatch(one.text) is not None and _WITH_ONE.search(last.text) is not None


def _with_owners(scope: Scope, members: list[Found]) -> list[Found]:
    """`members', guardians' and employees' names` is one: whose data it is may be listed too."""
    owners = 0
    while owners < len(members) - 1 and _OWNER.fullmatch(members[owners].text):
        owners += 1
    if owners == 0 or _OWNER_AND.match(members[owners].text) is None:
        return members
    first = found(scope.text, members[0].start, members[owners].end)
    return [*([first] if first is not None else []), *members[owners + 1 :]]


def _until_broken(scope: Scope, members: Sequence[Found]) -> Iterator[Found]:
    for number, one in enumerate(members):
        lead = _COPULA[scope.language].match(one.text) if number == 0 else None
        rest = found(scope.text, one.start + lead.end(), one.end) if lead is not None else None
        value = rest if rest is not None else one
        if _is_broken(scope, value):
            return
        tail = _OF_WHOM.search(scope.text, value.start, value.end)
        yield value if tail is None else found(scope.text, value.start, tail.start()) or value


def _is_broken(scope: Scope, one: Found) -> bool:
    if _STARTS_ELSE[scope.language].match(f"{one.text} "):
        return True
    return _is_told(scope, one)


def _is_told(scope: Scope, one: Found) -> bool:
    """`A, B and C are personal data`: the last member has the verb of them all."""
    noun = _BEHIND_NOUN.split(_BRACKETED.sub(" ", one.text), maxsplit=1)[0]
    return _FINITE[scope.language].search(f"{noun.casefold()} ") is not None


def _are_bases(scope: Scope, members: Sequence[Found]) -> bool:
    """`consent, contract and legitimate interest` name legal bases."""
    known = scope.known.bases.values()
    bases = [one for one in members if any(basis.match(one.text.casefold()) for basis in known)]
    return len(bases) > 1 and len(bases) * 2 > len(members)


def _is_whose(members: Sequence[Found]) -> bool:
    """`of the members, the customers and the partners, personal data`, as Finnish has it: whose data, and not which."""
    last = members[-1].text if members else ""
    others = members[:-1]
    return (
        len(others) > 1 and _THEIR_DATA.search(last) is not None and all(_OF_PEOPLE.search(one.text) for one in others)
    )
