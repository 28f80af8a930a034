"""What a sentence leaves on a kind of data that it lists: the lead before it, or the clause behind it."""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.fields.data.edges import hangs_loose, within_edges
from portal.reading.notice.fields.data.kinds import LABEL, is_data, is_kind
from portal.reading.notice.fields.lists import is_in_brackets
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_LEAD = {
    "en": re.compile(
        r"(?:each |every )(?=[\w-]+['’]s )|(?:(?:in particular|above all|especially|primarily|mainly),? "
        r"|(?:[a-z-]+ ){1,3}(?:information|data|details),? (?:such as|including|like|e\.g\.,?"
        r"|(?:which|that) (?:may |can )?includes?) (?:your |the )?"
        r"|(?:information|data|details) (?:about|on|regarding|concerning) your (?!use\b|visit|activit|interact|order)"
        r"(?=[\w-]+(?: [\w-]+){0,2}\Z))"
    ),
    "sv": re.compile(
        r"om (?=[a-zåäö]+ av )|(?:automatiskt )?(?:din |er )?(?:dators?|enhets|webbläsares|telefons) (?=(?:ip"
        r"|internet)\b)"
        r"|(?:person)?(?:uppgifter|information|data) om (?:dina?|ditt) (?=(?:namn|e-?post|ålder|[\w-]*(?:adress"
        r"|nummer))\Z)"
        r"|(?:i synnerhet|framför allt|särskilt|huvudsakligen|främst) "
        r"|(?:[a-zåäö-]+ ){0,2}[a-zåäö-]*(?:uppgifter|information|data)"
        r"(?: (?:om|kring|rörande|relaterad\w* till|kopplad\w* till|som) [^,;:()]{3,70},)?,? "
        r"(?:såsom|som(?= (?:(?:din|ditt|dina) [\w-]+(?: \([^()]*\))?|[\w-]+)\Z)|till exempel|t\.ex\.) (?:din "
        r"|ditt |dina )?|(?:gör|ger|skickar"
        r"|lämnar)\s[^,;]{0,40},? såsom "
        r"|(?:för|om|hos|vid|på) [a-zåäö -]{3,50} (?:tillkommer|finns|registreras|antecknas|noteras|sparas|lagras)"
        r"(?: även| också| dessutom)? "
    ),
    "fi": re.compile(
        r"(?:[\w-]+ ){0,3}(?:tietoja|tiedot|tietoa),? (?:kuten|esimerkiksi) |(?:erityisesti|etenkin|pääasiassa"
        r"|ennen kaikkea|lähinnä|halutessasi) "
        r"|(?:merkittävä|kirjattava|tallennettava|ilmoitettava|kerättävä|dokumentoitava|lisäksi merkittävä) "
        r"|[^,]{3,60}, (?:johon|jossa|joihin|joissa) (?:merkitään|kirjataan|tallennetaan|kerätään|on|ovat"
        r"|näkyy|sisältyy|sisältyvät|kuuluu|kuuluvat) "
    ),
}
_ON_DEVICE = {
    "en": r"(?:\s[–—-]|:|,)\s+(?:(?:stored|saved|kept|held|cached|remains?|stays?|only|always|just|solely|locally|is"
    r"|are) )*"
    r"(?:(?:on|in|within) (?:your|the|this) (?:own |local )?(?:device|phone|tablet|computer|browser|app)(?:['’]s)?"
    r"|locally|on-device)(?: only| storage| memory)?\Z",
    "sv": r"(?:\s[–—-]|:|,)\s+(?:(?:sparas|lagras|stannar|ligger|endast|bara|enbart|alltid|lokalt) )*(?:lokalt|(?:i"
    r"|på) (?:(?:din|den|ditt|användarens) (?:egen |eget )?(?:enhet|telefon|mobil|webbläsare|dator|surfplatta)"
    r"|enheten|telefonen|mobilen|webbläsaren|appen|datorn))\Z",
    "fi": r"(?:\s[–—-]|:|,)\s+(?:(?:tallennetaan|tallentuu|tallentuvat|säilyy|säilyvät|pysyy|pysyvät|vain|ainoastaan"
    r"|aina|paikallisesti) )*(?:paikallisesti|(?:omassa |omalla |käyttäjän )?"
    r"(?:laittee|puhelime|selaime|konee|tietokonee|sovellukse)(?:ssa|lla|lle)(?:si|an|nne)?)"
    r"(?: vain| paikallisesti)?\Z",
}
"""`Chosen theme – only on your phone`: where a kind lies, said behind a dash."""
_TAIL = {
    "en": re.compile(
        rf"{_ON_DEVICE['en']}|"
        r",? (?:that|which) you (?:may )?(?:voluntarily |actively |choose to |knowingly )?"
        r"(?:give|provide|submit|share|disclose|send)(?: to| with)? us\b.*"
        r"|\s[–—-]\s+(?:stored|saved|kept|held|encrypted|hashed|hosted|cached)\b.*"
        r"|\s[–—]\s+the (?:only|single|sole)\b.*"
        r"|,? (?:that|which) you voluntarily (?:give|provide).*"
        r"|\s[–—-]\s+(?:to|for|so|if|when|used|because|only|typically|usually|normally|often|mostly)\b.*"
        r"|\s[–—-]\s+(?:optional|required|mandatory|voluntary)\Z|,\s+for (?!example|instance).*"
        r"|\sand (?:any )?other (?:data|information)\Z"
    ),
    "sv": re.compile(
        rf"{_ON_DEVICE['sv']}|"
        r", som du (?:frivilligt )?(?:lämnar|ger|skickar|uppger) (?:till )?oss\b.*"
        r"|(?:\s[–—-]|:|,)\s+(?:för att|så att|endast|så vi|krävs|behövs|används)\b.*"
        r"|(?:\s[–—-]|,)\s+(?:om|när) du\b.*|(?:\s[–—-]|:)\s+(?:till|för)\s.*"
        r"|\s[–—-]\s+(?:frivillig|valfri|obligatorisk)\w*\Z|\s[–—-]\s+(?:vi (?:behöver|använder|ringer|skickar)"
        r"|tas|hämtas|lämnas)\b.*"
        r"|,\s+för (?!(?:\w+ ){1,3}(?:även|också|dessutom)\b).*"
        r"|,\s+som (?:fylls|sparas|används|lagras|visas|skickas|vi)\b.*"
    ),
    "fi": re.compile(
        rf"{_ON_DEVICE['fi']}|"
        r", (?:jotka|joita|jonka) (?:vapaaehtoisesti )?(?:annat|lähetät|luovutat) meille\b.*"
        r"|(?:\s[–—-]|:)\s+(?:[\w-]+\s){0,4}(?:[\w-]+miseksi|varten|jotta|jos|kun|mikäli)\b.*|,\s(?:jos|mikäli"
        r"|jotta)\s.*|\s[–—-]\s+(?:tarvitsemme|käytämme|soitamme|lähetämme|tarvitaan|käytetään|otetaan|saadaan)\b.*"
        r"|\s[–—-]\s+(?:[\w-]+\s){0,4}[\w-]+(?:iin|seen|een|ään|aan|oon|öön|uun|yyn|ksi)\Z"
        r"|\s[–—-]\s+(?:vapaaehtoi|pakolli|valinnai)\w+\Z|,\s(?:[\w-]+n )?[\w-]{4,}(?:miseen|ntaan|ntään)\Z"
    ),
}
_SOFT_TAIL = {
    "en": re.compile(
        r",? as (?:a )?part of (?:the |our |its |your |a )?(?:[\w-]+ ){0,4}[\w-]+\Z"
        r"|,? (?:if|where) (?:you|an?\b|the (?:user|customer|member|person)s?|they|we|provided|given|available|relevant"
        r"|applicable|needed|required|necessary|entered|used)\b.*"
        r"|(?:,|(?<=\))) (?:when|collected|used|stored|provided|needed|required|so that|in order|for|to|via"
        r"|through) .*"
        r"|,? (?:in order )?to (?:reply|answer|improve|provide|help|ensure|enable|prevent|protect|analy[sz]e"
        r"|understand"
        r"|contact"
        r"|communicate|verify|deliver|send|respond|fulfil|manage|maintain|support|personali[sz]e|make|keep)\b.*"
        r"|,? (?:via|through) (?:the |our |a |an |your )?(?:[\w-]+ ){0,3}(?:cookies?|logs?|forms?|analytics|website"
        r"|app)\b.*"
        r"|\s[–—]\s+(?:(?:the|a|your) [\w-]+ (?:we|you|i)|what|which|where|how|why|as|we|you|this|it|these|they)\b.*"
        r"|,? (?:that|which) (?:is|are) (?:handled|processed|managed) by .*|; and(?:/or)?|,? according to .*"
        r"|, (?:by|with|to) which\b.*|, so (?:that|we|you|i|it|they|the)\b.*"
        r"|,? (?:that|which) (?:helps?|lets?|allows?|enables?) (?:us|you|me|to|customi[sz]e|personali[sz]e"
        r"|improve)\b.*"
        r"|,? (?:based on|on the basis of) (?:your |an? |the |our )?(?:[\w-]+ )?(?:consent|contracts?|agreements?"
        r"|legitimate|legal|interests?|art(?:icle)?\.?)\b.*"
        r"|,? from (?:that|this|these|those|your|the|their|an?|our) (?:[\w-]+ ){0,3}(?:providers?|services?|accounts?"
        r"|platforms?|networks?)\b.*"
        r"|,? (?:that|which) we (?:only |then |later |also )?(?:use|check|validate|verify|need|show|display"
        r"|share|send"
        r"|compare|match|delete|encrypt|hash|analy[sz]e)\b.*"
        r"|,? (?:only|solely|exclusively)(?: .*|\Z)"
        r"|,? (?:in|on) (?:your|the|our|its) (?:[\w'’-]+ ){0,3}(?:storage|key ?chain|key ?store|databases?|cache"
        r"|memory)\b"
        r".*"
    ),
    "sv": re.compile(
        r",? (?:kopplade?t?|knutna|knuten) till .*|,? i samband med .*"
        r"|,? som en del av .*|,? via (?:cookies|kakor|våra?t? \w+)\b.*"
        r"|,? (?:när|om) (?:sådana?t?|du|ni|den|det|de|så)\b.*|,? i de fall .*"
        r"|,? som (?:hanteras|behandlas|sköts|förvaras|tas om hand) av .*|, om [a-zåäö]+ (?:väljer|vill|önskar"
        r"|anger)\b.*|, (?:med|genom|till) vilk(?:en|et|a)\b.*|, så (?:att|vi|du|ni|den|det)\b.*"
        r"|,? (?:baserat på|på grundval av|med stöd av) (?:ditt |ett |vårt? )?"
        r"(?:samtycke|avtal|berättigat|rättslig)\w*\b.*"
        r"|(?<!köp)(?<!besök)(?<!order)(?<!ning)(?<!ningar)(?<!konto)(?<!historik) hos (?:oss|mig)\Z"
        r"|, så [a-zåäö]{3,} (?:kan|vet|ska|får|slipper|hittar|når)\b.*|, (?:insamla|hämta)(?:t|de|d)\b.*"
        r"|,? som (?:hjälp|stöd|underlag) (?:för|vid|till) .*"
        r"|,? från (?:den|denna|det|din|ditt) (?:leverantör|tjänst|plattform)\w*\b.*"
        r"|,? som vi (?:bara |endast )?(?:använder|kontrollerar|verifierar|behöver|visar|delar|jämför|raderar"
        r"|krypterar)\b"
        r".*|,? (?:endast|enbart|uteslutande)(?: .*|\Z)"
        r"|,? för (?:att|den|det|de|respektive)\b.*|(?<!tid)(?<!datum)(?<!tidpunkt),? för varje\b.*"
        r"|(?<=\)) (?:för|när|om|via|genom|som) .*"
    ),
    "fi": re.compile(
        r"(?:,| (?:suostumuksesi|suostumuksen|sopimuksen|oikeutetun edun|lain)) perusteella\b.*"
        r"|, jo(?:ta|ita|nka) (?:vain )?(?:käytämme|tarkistamme|tarvitsemme|näytämme|jaamme|vertaamme|salaamme)\b.*"
        r"|,? silloin,? kun .*|, jo(?:lla|illa|hon|ihin)\b.*|\sosana (?:[\w-]+ ){0,3}[\w-]+(?:a|ä)\Z"
        r"|,? siltä osin kuin .*|,? (?:vain|ainoastaan|yksinomaan)(?: .*|\Z)"
        r"|,? siinä tapauksessa .*|, (?:kun|jos|mikäli|jotta)\b.*"
        r"|(?<=\)) (?:jos|kun|mikäli|jotta|vain|ainoastaan) .*|(?:\s[\w-]+(?:sta|stä"
        r"|n))?(?:\s[\w-]+[aä])?\s[\w-]{3,}(?<!mist)[aä]"
        r"(?: (?:ja|sekä) [\w-]{3,}[aä])? varten\Z"
        r"|(?<!\stai)(?<!\sja)\s[\w-]{4,}n yhteydessä\Z"
        r"|(?:\s[\w-]+n)?\s[\w-]+(?<!ee)(?<!ii)n [\w-]{4,}(?:miseen|ntaan|ntään)\Z"
    ),
}
"""When, why and by what means something is taken: said of the kind, where a kind stands before it."""
_HANGS = re.compile(
    r"\b(?:that|which|who|whose|som|joka|jotka|jota|joita|you|we|du|ni|vi)\b|\(s\)\Z"
    r"|\b(?:needs?|needed|required|necessary|provided?|collected|generated|sent|entered|given|submitted|stored"
    r"|insamla[td]|krävs|behövs|lämna[ts])\Z"
)
"""A kind that a clause already hangs on goes to the end of it."""
_OCCASION = re.compile(
    r"\svid (?:[a-zåäö-]*(?:köp|kontakt|besök|avtal|(?:ing|tion|ning|else|sök|mälan|handel)(?:en|ar)?)"
    r"(?: (?:av|på|till) [a-zåäö -]{3,30})?(?: (?:och|eller) [a-zåäö-]+)?)\s*\Z"
    r"|\svia [A-ZÅÄÖ][\w-]*(?<!s)(?: (?:[A-ZÅÄÖ][\w-]*|\d+)){0,3}(?:\s\([^()]*\))?\s*\Z"
    r"|\s(?:at|upon|during|on) (?:sign-?up|registration|check-?out|login|booking|purchase)\s*\Z"
)
_YOU_GIVE = {
    "en": re.compile(
        r",? (?:that |which )?(?:you|the (?:user|customer|member)) (?:yourself |(?:may |can )?(?:choose|decide"
        r"|opt) to "
        r"|voluntarily |may |can )?(?:give|provide|upload|enter|submit|share|register|fill|type|state|add|send"
        r"|tell)s?\b.*"
    ),
    "sv": re.compile(
        r",? som (?:du|ni|användaren|kunden|medlemmen) (?:själv |själva |frivilligt |väljer att |kan |eventuellt )*"
        r"(?:lämn|ange?|uppge|registrer|ladda|skriv|fyll|lägg|skicka|mata|berätta|dela|skapa)\w*\b.*"
    ),
    "fi": re.compile(
        r", jo(?:ita|tka|nka) (?:itse |vapaaehtoisesti |voit |halutessasi |käyttäjä )*"
        r"(?:anna|kerro|ilmoita|lisää|lata|lähetä|syötä|kirjoita|kirjaa|tallenna|jaa)\w*\b.*"
    ),
}
"""Who gives the data, said behind the last of several kinds."""
_ONLY = re.compile(r",? (?:only|solely|exclusively|endast|enbart|uteslutande|vain|ainoastaan|yksinomaan)\b")
_SAYS_ONLY = re.compile(
    r"(?:uppgifter|information|data|details|tiedot|tietoja|material|innehåll|content|anything|allt|annat|kaikki)\Z"
)
"""`Other information that you give`: without its clause, it names nothing."""
_ARTICLE = re.compile(r"(?:the|any|an?|some)\s", re.I)
_FEW_WORDS = 3
_IS_TALK = re.compile(r"(?:kommunikation|korrespondens|meddelande|samtal|chatt|kontakt|communication|messages?|chat)")
"""`Messages via Discord` are told apart by the way they came."""
_GENERAL = re.compile(
    r"(?:(?:certain|some|any|other|personal|personally|individually|your|identifiable|identifying)[ -])*"
    r"(?:information|data) to (?:\w+ly )?[a-z]+ (?:your|you|our|the|us|we|an?|it)\b.*"
    r"|(?:the |your )?(?:device|browser|computer|phone|app) (?:sends?|transmits?|provides?|gives?|submits?)"
    r"|other (?:metrics|statistics)"
)
"""`information to improve your experience`, and who sends it: no kind of data."""
_AIM = re.compile(r"(?:jotta|koska|sillä|så att|för att|eftersom|so that|so you|so we|in order to|because)\s")
"""Why something is taken: it was parted from its kind by a comma."""
_PLACE = re.compile(
    r"(?<=\w)(?: (?:lokalt|krypterat|tillfälligt))?\s(?:lokalt\Z"
    r"|(?:i|på) (?:(?:vår|vårt|våra|din|ditt|sin|sitt|sina|en|ett|den|det) )?(?:egen |eget "
    r"|egna )?[\w-]*(?:system(?:et)?|databas(?:en)?"
    r"|register|registret|server(?:n)?|servrar(?:na)?|logg(?:en)?|loggfil(?:en|er)?|moln(?:et)?|verktyg(?:et)?"
    r"|telefon(?:en)?|dator(?:n)?|mejl(?:en)?"
    r"|kalender(?:n)?|mobil(?:en)?|bokföring(?:en)?|excel\w*|kundkort(?:et)?|pärm(?:en)?|kartotek(?:et)?"
    r"|program(?:met)?|enhet(?:en)?)"
    r"|för (?:bokningar|bekräftelser|fakturering|leverans(?:er)?|utskick|betalningar))\Z"
)
"""`your name in our booking system`: where it lies, or what it is for."""
_ON_CLAUSE = re.compile(
    r"\b(?:som|du|vi|om|av|från|lagra\w*|spara\w*)\b|aktivitet|inställning\w* i|händelse|använd"
    r"|\b(?:uppgifter|information|data|datum|tid)\Z"
)
_DEPENDS = re.compile(r"\b(?:depends?|depending) (?:up)?on (?:[^.,:;()\n]|\n(?!\s{0,9}[•*·–-])){0,60}\Z")
_JOINT = re.compile(r"(?:and also|and|also|as well as|and/or)\s")
"""What joins the last of a list to it."""
_LAST = re.compile(r"(?:\sand|\soch|,)(?:\s(?:your|din|ditt|dina))?\s*\Z")
_LAST_OF_ALL = {
    "en": re.compile(r"\sand(?:\s(?:your|the|any))?\s*\Z"),
    "sv": re.compile(r"\s(?:och|samt)(?:\s(?:din|ditt|dina|andra|övriga))?\s*\Z"),
    "fi": re.compile(r"\s(?:ja|sekä)\s*\Z"),
}
_FROM_NAME = re.compile(r"\s(?:from|från) (?:[A-Z]\w{1,30} ?){1,3}\Z")
_WHO_TAKES = re.compile(
    r"(?:[A-ZÅÄÖ][\w.-]{1,30}|(?:app|tjänst|server|webbläsar)en|systemet) (?=(?:din|ditt|dina)\s)"
    r"|(?:vårdnadshavar(?:en|na)|kunden|medlemmen|målsman|besökaren|användaren|sökanden|deltagaren) (?=\w)"
)
"""`Clerk din e-postadress`: who takes it stands between the verb and what is taken."""
_TO_WHOM = re.compile(
    r"\s(?:direkt )?till (?:[A-ZÅÄÖ][\w.-]{1,30}(?: [A-ZÅÄÖ][\w.-]{1,30})?|(?:de|den|det|andra|vår|våra"
    r"|deras) [^,;:()]{3,40})\Z"
)
"""`your IP address to the host`: whom it is sent to."""
_IS_SENT = re.compile(r"\b(?:skicka|överför|sänd|översänd|lämna|dela|visa|förmedla)\w* (?:[^.;:]{0,240})\Z")
_BETWEEN_DASHES = re.compile(
    r"(?:[—–] )?(?:once|when|if|where|as soon as|only if|only when|om|när|så snart|kun|jos|mikäli) [^—–,]{3,60} [—–] "
)
"""`and — once you connect a drive — which drive you chose`: the occasion stands between dashes before the kind."""
_SUCH = re.compile(
    r"(?:t\.?\s?ex\.?|tex|ex\.|exempel|exempelvis|såsom|liksom|samt|men också|även) (?=\w)"
    r"|(?:för|om|hos|vid|på|till) [a-zåäö -]{3,40} (?:räcker|behövs|krävs|(?:även|också|dessutom))(?: det med| även)? "
)
"""`For the board also your number`: of whom, and what leads to examples."""
_WHERE_FIT = re.compile(r"(?:where (?:appropriate|applicable|relevant|available|provided),|i förekommande fall,?) ")
"""`Where appropriate, your passport number`: the kind begins behind it."""
_NEAR, _FAR = 80, 14
_SEVERAL, _SAME_LIST, _STEM = 2, 400, 5
_DASH = re.compile(r"(?<!\s)\s+[–—-]\s+")


_WE_TAKE = re.compile(
    r"(?:we|i) (?:(?:may|might|will|can|also|only|automatically|sometimes|typically|then)[ ,]+){0,3}"
    r"(?:with your (?:permission|consent),? )?(?:collect|record|store|keep|hold|process|gather|receive|log|note)\b"
    r"|(?:(?:lisäksi|myös|voimme|tarvittaessa) ){0,3}"
    r"(?:tallennamme|kirjaamme|keräämme|merkitsemme|kysymme|pyydämme|otamme (?:talteen|ylös|muistiin))"
    r"(?: myös| lisäksi| talteen| muistiin)?\b"
    r"|(?:vi|jag) (?:kan |kommer att )?(?:(?:också|även|automatiskt|endast|bara) )?"
    r"(?:samla|registrera|lagra|spara|behandla|notera|logga)"
)
_BEGINS_ASIDE = re.compile(r"[:(]")
_WE_TAKE_BEHIND = re.compile(
    r"(?<!\w)(?:(?:samlar|sparar|lagrar|registrerar|behandlar|noterar|hanterar|inhämtar|hämtar|kan"
    r"|behöver) (?:vi|jag)"
    r"(?: (?:också|även|automatiskt|endast|bara|då|komma att))*(?: in)?(?: (?:behandla|spara|lagra|samla in))?"
    r"|(?:veta|ha)(?: om dig| av dig| från dig)? är) (?:(?:din|ditt|dina|ert|era) )?(?=\w)"
)
"""The main clause behind that of an occasion, which no comma parts: `När du öppnar ett konto sparar vi ditt namn`."""


def tells_taking(scope: Scope, start: int, end: int) -> bool:
    """`We also record data about your race`: an item that is a sentence on what is taken."""
    return _WE_TAKE.match(scope.low, start, end) is not None


def trimmed(scope: Scope, values: Sequence[Found]) -> list[Found]:
    """The kinds of data without what a sentence left on them, and without what is none."""
    return list(_without_dashes(scope, list(_trimmed(scope, values))))


def _without_dashes(scope: Scope, told: Sequence[Found]) -> Iterator[Found]:
    """The kinds without what stands behind the dash of one, where that of most in its list was an explanation.

    `Name – used to greet you`, `Email – used to answer` and `Message – what you write` are built alike.
    """
    cut = [one.start for one in told if _DASH.match(scope.text, one.end)]
    dashed = [one for one in told if _DASH.search(one.text) and "," not in one.text and one.text[:1].isupper()]
    alike = len(cut) >= _SEVERAL and len(cut) >= len(dashed)
    for one in told:
        dash = _DASH.search(scope.text, one.start, one.end) if alike and one in dashed else None
        near = dash is not None and any(abs(place - one.start) < _SAME_LIST for place in cut)
        head = found(scope.text, one.start, dash.start()) if dash is not None and near else None
        yield head if head is not None and not is_in_brackets(scope.text, one.start, head.end) else one


def _trimmed(scope: Scope, values: Sequence[Found]) -> Iterator[Found]:
    follows = {one.start for one in values}
    for one in values:
        low = one.text.casefold()
        if (scope.language == "en" and (_GENERAL.fullmatch(low) or _depends(scope, one))) or _AIM.match(low):
            continue
        start, end = one.start, one.end
        joint = _JOINT.match(scope.low, start, end) if scope.language == "en" else None
        start = joint.end() if joint is not None and joint.end() < end else start
        between = _BETWEEN_DASHES.match(scope.low, start, end)
        start = between.end() if between is not None and between.end() < end else start
        fit = _WHERE_FIT.match(scope.low, start, end)
        start = fit.end() if fit is not None and fit.end() < end else start
        such = _SUCH.match(scope.low, start, end) if scope.language == "sv" else None
        start = such.end() if such is not None and such.end() < end else start
        lead = _LEAD[scope.language].match(scope.low, start, end)
        if lead is not None and lead.end() < end and _goes_on(scope, end, follows) and not _is_closed(scope, lead, end):
            start = lead.end()
        elif (told := _WE_TAKE.match(scope.low, start, end)) is not None and scope.text[told.end() : end].strip():
            start = told.end()
        taken = _WE_TAKE_BEHIND.search(scope.low, start, end) if scope.language == "sv" else None
        if taken is not None and not _BEGINS_ASIDE.search(scope.text, start, taken.start()):
            start = taken.end()
        tail = _TAIL[scope.language].search(scope.low, start, end)
        is_free = tail is not None and ("," not in scope.text[start : tail.start()] or tail[0][0] != ",")
        is_aside = tail is not None and is_in_brackets(scope.text, start, tail.start())
        if tail is not None and tail.start() > start and is_free and not is_aside:
            end = tail.start()
        end = _before_verb(scope, start, end) if _ASKS.match(scope.low, start) is None else end
        end = _before_clause(scope, start, _before_place(scope, start, end))
        end = _before_giver(scope, start, _before_occasion(scope, start, end))
        end = _before_source(scope, start, end) if scope.language != "fi" else end
        start, end = _without_actors(scope, start, end) if scope.language == "sv" else (start, end)
        end = one.end if end < one.end and hangs_loose(scope, start, end) else end
        start, end = within_edges(scope, start, _before_bracket(scope.text, start, end))
        yield (found(scope.text, start, end) or one) if (start, end) != (one.start, one.end) else one


_ASKS = re.compile(r"(?:what|which|who|how|where|vad|vilk\w{1,2}|vem|hur|var|mitä|mikä|kuka|miten|missä)\s")
"""`What is needed to begin`: a question has its own verb."""
_SAID_BEHIND = {
    "fi": re.compile(
        r"\s(?:käsitellään|tallennetaan|käytetään|säilytetään|tarvitaan|näytetään|lähetetään)\s"
        r"|,\s(?:joka|jotka|jota|joita) (?:tallenn|käyte|käytä|säily|näyte|näky|lähete|tarvi)"
    ),
    "sv": re.compile(
        r"\s(?:behandlas|används|sparas|lagras|visas|skickas|behövs)\s"
        r"|,\s(?:som|vilka|vilken) (?:behandlas|används|sparas|lagras|visas|skickas|behövs)\s"
    ),
    "en": re.compile(
        r"\s(?:is|are) (?:processed|used|stored|kept|shown|sent|needed|required)\s"
        r"|,\s(?:which|that) (?:is|are) (?:processed|used|stored|kept|shown|sent|needed|required)\s"
    ),
}
"""What is done with the data that a label names, in one sentence with it."""


def _before_verb(scope: Scope, start: int, end: int) -> int:
    """Where `Requests: the order number and address are used to send it` ends to name data, if behind its label.

    Where nothing but the words of the label stand before the verb, the label is what it names.
    """
    label = LABEL.match(scope.text, start, end)
    verb = _SAID_BEHIND[scope.language].search(scope.low, label.end(), end) if label is not None else None
    if label is None or verb is None or is_in_brackets(scope.text, start, verb.start()):
        return end
    said = found(scope.text, label.end(), verb.start())
    if said is None or ". " in said.text or _HANGS.search(said.text.casefold()):
        return end
    stem = scope.low[label.start() : label.start() + _STEM]
    words = said.text.casefold().split()
    if len(words) < _SEVERAL + 1 and words[-1].startswith(stem):
        return label.start() + len(label[0].rstrip(" :"))
    named = found(scope.text, label.start(), label.end())
    is_named = is_data(scope, said) or (named is not None and is_kind(scope, named) and verb[0][0] == ",")
    return verb.start() if is_named else end


def _before_place(scope: Scope, start: int, end: int) -> int:
    """Where a kind ends that a sentence names before it says where it lies."""
    place = _PLACE.search(scope.low, start, end) if scope.language == "sv" else None
    before = scope.low[max(scope.low.rfind("\n", 0, start), start - _NEAR, 0) : start]
    is_told = sum(one.isalpha() for one in before) > _FAR
    if place is None or not is_told or _ON_CLAUSE.search(scope.low, start, place.start()):
        return end
    return place.start()


def _without_actors(scope: Scope, start: int, end: int) -> tuple[int, int]:
    """Where a kind stands without the name of who takes it before it and of whom it is sent to behind it."""
    who = _WHO_TAKES.match(scope.text, start, end)
    start = who.end() if who is not None else start
    whom = _TO_WHOM.search(scope.text, start, end)
    is_sent = whom is not None and _IS_SENT.search(scope.low, max(0, start - 3 * _NEAR), start) is not None
    return (start, whom.start()) if whom is not None and is_sent else (start, end)


def _before_source(scope: Scope, start: int, end: int) -> int:
    """Where the last kind of a list ends before the name of who sends it: `pulse and sleep from Apple Health`."""
    source = _FROM_NAME.search(scope.text, start, end)
    head = found(scope.text, start, source.start()) if source is not None else None
    is_last = _LAST.search(scope.low[max(0, start - _FAR) : start]) is not None
    return source.start() if source is not None and head is not None and is_last and is_kind(scope, head) else end


def _before_clause(scope: Scope, start: int, end: int) -> int:
    """Where a kind ends before what is said of when and why it is taken: `A photo, if you choose to add one`."""
    tail = _SOFT_TAIL[scope.language].search(scope.low, start, end)
    head = found(scope.text, start, tail.start()) if tail is not None else None
    if tail is None or head is None or is_in_brackets(scope.text, start, tail.start()) or ";" in head.text:
        return end
    if _HANGS.search(head.text.casefold()) or (":" in head.text and _ONLY.match(tail[0])):
        return end
    label = LABEL.match(scope.text, head.start, head.end)
    if label is not None and tail[0].startswith(" from your"):
        return end
    named = found(scope.text, label.end(), head.end) if label is not None else head
    if (
        label is not None
        and named is not None
        and "," in named.text
        and (tail[0].startswith((" if ", " where ")) or tail[0].endswith(" varten"))
    ):
        return end
    is_whole = label is not None or named is None or is_kind(scope, named) or " (" in head.text
    return tail.start() if is_whole else end


def _before_occasion(scope: Scope, start: int, end: int) -> int:
    """Where `screen size when visiting` and `Clicks via Matomo` end before on what occasion or by whose means."""
    tail = _OCCASION.search(scope.text, start, end) if scope.language != "fi" else None
    head = found(scope.text, start, tail.start()) if tail is not None else None
    if tail is None or head is None or is_in_brackets(scope.text, start, tail.start()):
        return end
    low = head.text.casefold()
    if tail[0].lstrip().startswith("via") and ": " in head.text:
        return end
    return end if _HANGS.search(low) or _IS_TALK.match(low) else tail.start()


def _before_giver(scope: Scope, start: int, end: int) -> int:
    """Where the last of several kinds ends before who gives them: `receipts and invoices that you upload`."""
    giver = _YOU_GIVE[scope.language].search(scope.low, start, end)
    head = found(scope.text, start, giver.start()) if giver is not None else None
    is_last = _LAST_OF_ALL[scope.language].search(scope.low, max(0, start - _FAR), start) is not None
    if giver is None or head is None or not is_last or is_in_brackets(scope.text, start, giver.start()):
        return end
    is_short = len(head.text.split()) <= _FEW_WORDS and _SAYS_ONLY.search(head.text.casefold()) is None
    is_short = is_short and scope.language != "en"
    hangs = _HANGS.search(head.text.casefold()) is not None or _BEGINS_ASIDE.search(head.text) is not None
    is_own = is_short or (is_kind(scope, head) and _ARTICLE.match(head.text) is None)
    return giver.start() if is_own and not hangs else end


def _before_bracket(text: str, start: int, end: int) -> int:
    """Where a kind ends before the bracket that closes its list, or before one of which it has only the beginning."""
    closes, opens = text.find(")", start, end), text.rfind("(", start, end)
    if closes > start and "(" not in text[start:closes]:
        return closes
    return opens if opens > start and ")" not in text[opens:end] else end


def _is_closed(scope: Scope, lead: re.Match[str], end: int) -> bool:
    """`data on the car, such as its make and model` in the middle of a Finnish list holds all its examples itself."""
    is_within = scope.text[max(0, lead.start() - _FAR) : lead.start()].rstrip().endswith(",")
    return scope.language == "fi" and is_within and " ja " in scope.low[lead.end() : end]


def _goes_on(scope: Scope, end: int, starts: set[int]) -> bool:
    """Whether another value stands behind it in the same list: it is one of several in a sentence."""
    return any(place in starts for place in range(end + 1, end + 14)) and scope.text[end : end + 2] in {
        ", ",
        " a",
        " o",
        " s",
        ",\n",
    }


def _depends(scope: Scope, one: Found) -> bool:
    """`The data depends on which boat you hire`: on what it depends is not told as data."""
    return _DEPENDS.search(scope.low[max(0, one.start - _NEAR) : one.start]) is not None
