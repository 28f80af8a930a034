"""Whether data leaves the EEA, in everyday words: `Nothing goes beyond the EEA`, `They use computers in America`."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import sentences, whole
from portal.reading.notice.values import Found

_NO = re.compile(
    r"(?:ei|eivät|emme)(?: (?:siirretä|siirry|mene|lähde|viedä|luovuteta|ole|lähetetä|anneta|koske meitä))?(?: mitään)?"
    r"|(?:nej|aldrig|inga|ingen|inget)(?:, aldrig| överföring(?:ar)?)?|(?:nej, )?det (?:gör|sker|skickas|går) (?:de"
    r"|vi|det|den|inget)(?: inte)?"
    r"|(?:no|none|never|nothing|not at all)(?:, never)?|(?:no, )?(?:they|we|it) (?:do|does)(?: not|n['’]t)"
)
"""A whole answer."""
_DET_GOR = re.compile(r"(?:nej, )?det (?:gör|sker|går) \w+$")
"""`Det gör vi` is a yes."""
_ASKS_OUT = re.compile(
    r"ulkopuol|ulkomai|kolma\w+ ma|siirr|siirt|utanför|utomlands|tredje\s?land|överför|\blämnar\b|outside|abroad"
    r"|overseas"
    r"|third countr|transfer|\bleav"
)
"""What a heading asks to which `no` says that nothing leaves."""
_ASKS_IN = re.compile(r"pysy|sisäll|sisäpuol|stanna|inom\b|\bstay|remain|inside|within")
_BUT = re.compile(
    r"paitsi|mutta|\bellei|\bjos\b|yleensä|lähtökohtai|utom\b|\bmen\b|förutom|\bom\b|except|unless|\bbut\b|\bif\b"
    r"|normally|as a rule|without|utan\b|ilman|i regel|vanligtvis|pääsääntö|säännönmukai|\bmuu(?:ten"
    r"|toin)\b(?! kauemmas)"
    r"|\bother (?:transfers?|data)|\bmuita siirto|\bandra överför"
)
_OUT = (
    r"(?:(?:eu|eta|ety|euroopan (?:unionin|talousalueen|union)|euroopan)(?::n)?(?:[/-]| tai | ja )?(?:eta|eu"
    r"|ety)?\S{0,6}"
    r"(?:-maiden|-alueen|maiden|alueen)? ulkopuolelle"
    r"|utanför (?:eu|ees|europa)\b(?:(?:/| och | eller )(?:eu|ees))?"
    r"|(?:suomen|ruotsin|maan)(?: rajojen)? ulkopuolelle|utanför (?:sveriges?|finlands?|landets)\b(?: gränser)?"
    r"|outside (?:of )?(?:the borders of )?(?:finland|sweden|ireland|the country)\b"
    r"|ut ur (?:eu|ees|europa|europeiska unionen)\b(?:(?:/| och | eller )(?:eu|ees))?"
    r"|(?:outside|beyond|out of) (?:of )?(?:the )?(?:eu|eea|europe|european (?:union|economic area))\b)"
)
_NOTHING_GOES_OUT = re.compile(
    rf"{_OUT} (?:tietoja |niitä )?(?:ei|emme|eivät) (?:\w+ )?(?:mene|lähde|anneta|luovuteta|viedä|lähetetä"
    rf"|siirry|siirretä|lähetä|siirrä|anna)\b"
    rf"|\b(?:ei|emme|eivät|mitään ei|mikään ei|eikä|eikä (?:niitä|tietoja|mitään)) (?:mene|lähde|anneta|viedä"
    rf"|lähetetä|siirry"
    rf"|siirretä)\b[^.;,]{{0,40}}{_OUT}"
    rf"|\b(?:nothing|none of (?:it|this|them|the data|your data)|no data|no personal data)"
    rf" (?:\w+ ){{0,3}}(?:goes|go|leaves|sent|is|travels|ends up|transferred|moves)\b[^.;,]{{0,40}}{_OUT}"
    rf"|\b(?:inget|inga uppgifter|ingenting|inga data)\b[^.;,]{{0,40}}{_OUT}"
    rf"|\b(?:inga|ingen) (?:\w+ )?(?:leverantör(?:er)?|biträden?|system|servrar|tjänster"
    rf"|mottagare)\b[^.;,]{{0,20}}{_OUT}"
    rf"|\bno (?:suppliers?|providers?|servers?|processors?|recipients?)\b[^.;,]{{0,20}}{_OUT}"
    r"|\b(?:nothing|none of (?:it|this|them)|never|not|n['’]t) (?:ever )?leaves? (?:the )?(?:eu|eea|europe|european"
    r"|finland|ireland|sweden)\b"
    r"|\b(?:inget|ingenting|inga uppgifter|inga data) (?:\w+ )?lämnar (?:eu|ees|europa|sverige|finland)\b"
    r"|\b(?:ei|eivät) (?:koskaan )?(?:poistu|lähde|siirry) (?:suomesta|ruotsista|euroopasta|eu:sta|eta-alueelta)"
    r"|\b(?:lämnar|lämnas) (?:aldrig|inte) (?:eu|ees|europa|sverige|finland)\b"
    rf"|\b(?:ei|emme|eivät)\b[^.;]{{0,60}}\beikä (?:mitään |niitä )?{_OUT}(?: mitään)?(?=[.;,\n]|$)"
    r"|\b(?:eu:sta|eta:sta|eu-alueelta|eta-alueelta|eu- ja eta-alueelta|euroopasta)\b[^.;,]{0,30}\b(?:ei|eivät|emme)"
    r" (?:\w+ )?(?:viedä|siirretä|lähetetä|siirry|lähde|mene|anneta|luovuteta)\b"
    rf"|\b(?:förs|överförs|skickas|lämnas|flyttas|sänds|går|far|lagras|sparas)\b[^.;,]{{0,20}}\b(?:inte|ej|aldrig)\b"
    rf"[^.;,]{{0,30}}{_OUT}"
    rf"|\b(?:överför\w*|utlämna\w*|översända\w*)\b[^.;,]{{0,30}}{_OUT} (?:sker|görs|förekommer) (?:ej|inte|aldrig)\b"
)
_INSIDE = (
    r"(?:(?:inom|i) (?:eu|ees|europa|norden|sverige|finland|danmark)|(?:inside|within|in) (?:the )?(?:eu|eea|europe"
    r"|european"
    r"|finland|sweden|ireland|germany|estonia|denmark)|suomessa|ruotsissa|virossa|saksassa|euroopassa|eu:ssa"
    r"|eta-alueella"
    r"|(?:eu|eta)-maissa|euroopan (?:talousalueella|unionissa)|eu- ja eta-alueella"
    r"|(?:eu:n|eta:n|eu:n (?:ja|tai) eta:n|eu/eta:n|euroopan|eta-alueen|eu-alueen|eu/eta-alueen) (?:sisällä|alueella"
    r"|rajojen sisällä|sisäpuolella))"
)
_STAYS = re.compile(
    rf"\b(?:(?:tiedot|tieto|kaikki|ne)\b[^.;,]{{0,30}}\bpysyy?(?:vät)?\b|(?:uppgifter\w*|allt|data"
    rf"|de)\b[^.;,]{{0,30}}\bstannar"
    rf"|(?:data|information|details|everything|it|they|records)\b[^.;,]{{0,30}}\b(?:stays?|remains?|rests?))\b"
    rf"(?: (?:aina|alltid|always|kvar|all))? {_INSIDE}\b"
    rf"|(?<![\w]){_INSIDE} pysy(?:tään|vät|y)\b"
    rf"|\b(?:pitää|pitävät|pidetään|pidämme|pidän) (?:\w+ )?(?:tiedot|tietoja|ne|tietonsa) {_INSIDE}\b"
    rf"|\b(?:keeps?|håller|behåller) (?:all |the |your |våra |alla )?(?:data|details|information|it|them|uppgifter\w*"
    rf"|dem|allt) {_INSIDE}\b"
)
"""That data stays: where servers stand says nothing of what is sent on."""
_FAR = (
    r"(?:usa|(?:the )?u\.?s\.?a?\b|(?:the )?united states|america|canada|australia|india|japan|singapore|china"
    r"|brazil|israel"
    r"|kanada|australien|indien|amerika|förenta staterna|yhdysvalloissa|amerikassa|kanadassa|australiassa|intiassa"
    r"|usa:ssa"
    r"|japanissa|kiinassa)"
)
_FAR_TO = (
    r"(?:yhdysvaltoihin|amerikkaan|kanadaan|australiaan|intiaan|usa:han|usa:an|till (?:usa|amerika|kanada"
    r"|förenta staterna"
    r"|australien|indien)|to (?:the (?:usa?|united states|u\.s\.)|america|canada|australia|india))"
)
_THERE = re.compile(
    r"\b[\w-]{0,30}(?:infrastruktuuri|palvelim|palvelin|pilvi|pilve|konesali|alusta|infrastruktur|servrar|server|moln"
    r"|plattform|infrastructure|cloud|platform|hosting)[\w-]{0,20} \((?:yhdysvallat|usa|us|united states"
    r"|förenta staterna)\)"
    r"|"
    rf"\b(?:backups?|säkerhetskopi\w*|computers?|servers?|data cent(?:re|er)s?|datorer|servrar"
    rf"|datacenter)\b[^.;]{{0,25}}\b(?:in|i) {_FAR}(?!\w)"
    rf"|\b(?:varmuuskopio\w*|palvelim\w*|konesal\w*|tietokone\w*)\b[^.;]{{0,25}}\b{_FAR}(?!\w)"
    rf"|(?:system|\b)(?:leverantör\w*|underbiträde\w*|biträde\w*|suppliers?|processors?|providers?|palveluntarjoaja\w*"
    rf"|toimittaja\w*|alihankkija\w*)\b[^.;]{{0,25}}\b(?:finns|ligger|sitter|är|is|are|located|based|established|on|ovat"
    rf"|sijaits\w+|toimi\w+)\b[^.;]{{0,12}}?(?:\b(?:in|i) )?\b{_FAR}(?!\w)"
    rf"|\b(?:may|might|can|will|also) (?:also )?(?:handle|see|process|store|keep|access|view) (?:the |your |some "
    rf"|our )?"
    rf"(?:personal )?(?:data|information|details|records)\b[^.;]{{0,25}}\b(?:in|from) {_FAR}(?!\w)"
    rf"|\b(?:päätyä|päätyy|päätyvät|kulkea|kulkeutua|kulkee|mennä|menee|menevät|lähteä|lähtee|siirtyä|siirtyy"
    rf"|siirtyvät)\b"
    rf"[^.;]{{0,25}}\b{_FAR_TO}(?!\w)"
    rf"|\b(?:menee|menevät|siirtyy|siirtyvät|lähtee|lähtevät|kulkevat|kulkee)\b[^.;]{{0,50}}\bmyös {_FAR_TO}(?!\w)"
    rf"|\b(?:käsittelee|käsittelevät|säilyttää|säilyttävät|tallentaa|tallentuu|tallentuvat|säilyvät)\b[^.;]{{0,25}}"
    rf"\b{_FAR}(?!\w)"
    rf"|\bkan (?:ha|föra|lagra|spara|skicka|behandla|flytta) (?:dem|det|data|filer\w*|\w*uppgifter\w*)\b[^.;]{{0,15}}"
    rf"\b(?:i|till) {_FAR}(?!\w)"
    rf"|\b(?:may|can|might|kan) (?:also )?(?:mean|innebära|betyda) (?:att \w+ går till )?{_FAR}(?!\w)"
    r"|\b(?:körs|driftas|lagras|ligger|finns|sparas|står) på serv(?:rar|er)\b[^.;]{0,20}\b(?:i tredje ?land|utanför "
    r"(?:eu|ees))(?!\w)"
    r"|\b(?:on|uses?|at) servers?\b[^.;]{0,20}\boutside (?:of )?(?:the )?(?:eu|eea|european)\b"
    r"|\b(?:går|skickas|sköts|hanteras|körs) (?:genom|via|med|av|i) [\w.]{3,20},? som är amerikansk\w*"
    r"|\b(?:run by|runs on|through|with|via) [\w.]{3,20}, an? (?:us|american) (?:company|service|firm|provider)\b"
    r"|\|\s*(?:usa?|united states)(?:,? \(?scc\w*\)?)?\s*\|"
    r"|\b(?:pyörii|toimii|on|sijaitsee) [\w.]{3,20}(?:ssa|ssä|lla|llä) \((?:kanada|yhdysvallat|usa)\)"
    r"|\b(?:is|are|located|based|established) in (?:the )?(?:united kingdom|uk|switzerland|canada|japan)\b[^.;]{0,60}"
    r"\b(?:adequacy|(?:to be|as) adequate|adequate (?:level|protection|by))\b"
    r"|\b(?:finns|ligger|sitter|är) i (?:storbritannien|schweiz|kanada|japan)\b[^.;]{0,60}\b(?:adekvat|adekvans\w*)"
    r"|\b(?:on|ovat|sijaitsee|toimii) (?:isossa-britanniassa|britanniassa|sveitsissä|kanadassa|japanissa)\b[^.;]{0,60}"
    r"\briittäv\w+"
    rf"|\b(?:hamna[r]?|gå[r]?|skickas|åker|överförs)\b[^.;]{{0,25}}\b{_FAR_TO}(?!\w)"
    rf"|\b(?:end up|ends up|goes?|travels?|sent|moved?|transferred)\b[^.;]{{0,25}}\b{_FAR_TO}(?!\w)"
)
"""Data that lies in a country far away, or goes there."""
_SHORTEST = 4
_ONLY_HERE = re.compile(
    r"(?:(?:endast|bara|enbart|only|vain|ainoastaan|alltid|always) )?(?:inom|within|i|in)? ?(?:the )?"
    r"(?:(?:eu|ees|eea|eta)(?:[/-](?:ees|eea|eta|alueella))?(?:(?::n|:n ja eta:n)? (?:alueella|sisällä))?"
    r"|sverige|finland|suomessa)(?: (?:only|vain))?"
)
"""All that stands below a heading that asks where data goes: `Within the EU/EEA.`"""
_NONE = re.compile(r"\b(?:no|none|nothing|neither|nobody|inget|ingen|inga|ingenting)\b")


def plain_no(scope: Scope, section: Section) -> Iterator[Found]:
    """`No.` and the like, alone or as the first sentence below a heading that asks whether data leaves."""
    for at, block in enumerate(section.blocks):
        if section.is_column:
            return
        first = next(iter(sentences(scope.text, block.start, block.end)), None)
        if first is None:
            continue
        said = scope.low[slice(*first)].strip(" .!–—-")
        if not at and len(section.blocks) == 1 and _ONLY_HERE.fullmatch(said):
            yield Found("false", *first)
            continue
        is_short = said.startswith(("ei", "nej", "no")) and len(said) < _SHORTEST
        is_asked = section.head is not None and _ASKS_OUT.search(scope.low, *section.head) is not None
        if not _NO.fullmatch(said) or _DET_GOR.fullmatch(said) or (at and not is_short):
            continue
        if section.head is not None and (_ASKS_IN.search(scope.low, *section.head) or not is_asked) and not is_short:
            continue
        if section.head is not None and _ASKS_IN.search(scope.low, *section.head):
            continue
        if not _BUT.search(scope.low, first[1], section.blocks[-1].end):
            yield Found("false", *first)


def nothing_goes_out(scope: Scope, start: int, end: int) -> bool:
    """Whether a sentence says so without an exception."""
    is_said = _NOTHING_GOES_OUT.search(scope.low, start, end) is not None
    return is_said and _BUT.search(scope.low, start, end) is None


def told(scope: Scope, start: int, end: int) -> Found | None:
    """A sentence in plain words on what stays, or what lies far away."""
    low = scope.low
    place = whole(scope.text, start, end)
    if place is None or place.text.endswith("?"):
        return None
    if _THERE.search(low, start, end):
        denied = scope.known.word["negation"].search(low, start, end) or _NONE.search(low, start, end)
        return None if denied else Found("true", place.start, place.end)
    if _BUT.search(low, start, end):
        return None
    if _NOTHING_GOES_OUT.search(low, start, end) or _STAYS.search(low, start, end):
        return Found("false", place.start, place.end)
    return None


def cut_in_two(scope: Scope, section: Section) -> Iterator[Found]:
    """A sentence whose first line was taken for a heading: `We do not transfer data outside the United` / `Kingdom.`"""
    if section.head is None or section.inline or not section.blocks or section.is_column:
        return
    head, word = scope.text[slice(*section.head)].rstrip(), scope.known.word
    first = next(iter(sentences(scope.text, section.blocks[0].start, section.blocks[0].end)), None)
    if head[-1:] in ".:?!" or first is None or not word["stays_inside"].search(scope.low, *section.head):
        return
    said = " ".join(scope.low[section.head[0] : first[1]].split())
    if word["outside"].search(said) and not _BUT.search(said):
        yield Found("false", section.head[0], first[1])
