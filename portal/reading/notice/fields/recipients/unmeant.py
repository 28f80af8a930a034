"""Names that stand beside data and are nobody's who gets it: an address, an abbreviation, the company's own product."""

import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.fields import names
from portal.reading.notice.fields.recipients import beside_matter, named, services
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import sentences
from portal.reading.notice.tongues.towns import is_place
from portal.reading.notice.values import Found

_NATIONS = re.compile(
    r"(?:Danish|Norwegian|Icelandic|German|Austrian|Swiss|French|Dutch|Belgian|Flemish|British|English|Scottish|Welsh"
    r"|Irish|Estonian|Latvian|Lithuanian|Polish|Czech|Slovak|Hungarian|Romanian|Bulgarian|Greek|Italian|Spanish"
    r"|Portuguese|Croatian|Slovenian|Serbian|Ukrainian|Russian|Turkish|American|Canadian|Mexican|Brazilian|Australian"
    r"|Indian|Chinese|Japanese|Korean|Nordic|Baltic|Scandinavian|Asian|African|Latin|Cypriot|Maltese|Californian)"
)
_TOWN_WITH_NUMBER = re.compile(r"(?:\d{4,6}|\d{3} \d{2}) [A-ZÅÄÖ][\wåäö-]+(?: [A-ZÅÄÖ][\wåäö-]+)?")
"""`91710 Oldtown`."""
_NOBODY = re.compile(
    r"Visa|VISA|Master ?[Cc]ard|Maestro|American Express|Amex|Diners(?: Club)?|Discover|JCB|Bancontact|Electron"
    r"|(?:Microsoft )?Edge|(?:Google )?Chrome|(?:Mozilla )?Firefox|(?:Apple )?Safari|Opera|Brave|Vivaldi"
    r"|(?:Microsoft )?Internet Explorer|Mozilla|Chromium|Samsung Internet|DuckDuckGo"
    r"|Nginx|NGINX|Apache|Docker|Kubernetes|Ubuntu|Debian|Linux|PostgreSQL|Postgres|MySQL|MariaDB|Node\.js"
    r"|React|Django|Laravel|PHP|Python|B[Cc]rypt|Argon2|Let['’]s Encrypt|OpenSSL|Fail2ban|WireGuard|BitLocker|Git"
    r"|Fonts?|Web|Maps?|Analytics|Cloud|Ads|Pixel|Login|Online|SDK|Signals|Workspace|Business|Plug-?ins?|Scripts?"
    r"|Only|Solely|Also|Optionally|Bara|Endast|Enbart|Också|Vain|Ainoastaan|Myös"
    r"|Standard Contractual Clauses|(?:EU[-–]U\.?S\.? )?(?:Data )?Privacy Framework|Privacy Shield"
    r"|(?:(?:Google|Basic|Advanced) )?Consent Mode|CarPlay|StoreKit|Keychain|UserDefaults"
    r"|Android Auto|Wear OS|watchOS|\w+-ID"
    r"|(?:T\.? ?ex|Bl\.? ?a|Dvs|Osv|M\.m|Esim|Eli|E\.g|I\.e|Etc|Obs|Leg|Dr|Prof|Fil|Med|Ing|Jur)\.?"
    r"|Vi|Du|Ni|Jag|De|Den|Det|Detta|Denna|Dessa|Man|Me|Te|He|Se|Minä|Tämä|Ne|Nämä|We|You|They|It|I|This|These"
)
"""Marks of cards, browsers, techniques, words of a product without its maker, and what begins a sentence or a title:
pronouns, and abbreviations, as in `T.ex. en byrå` and `Leg. psykolog`."""
_OF_HEADINGS = re.compile(
    r"(?:Description|Scope|Extent|Nature|Duration|Overview|Summary|Definitions?|Objections?|Disclosures?|Safeguards"
    r"|Categories|Purposes?|Basis|Background|Introduction|Beskrivning|Omfattning|Syfte|Varaktighet|Bakgrund|Kuvaus"
    r"|Laajuus|Tarkoitus|Kesto|Yleistä)\b"
)
"""Nouns with which a heading begins, each word of it in a capital."""
_KIND_FIRST = (
    r"(?:Professional|AI|Legal|Business|Payment|Courier|Service|Third|Third-Party|Tax|Public|Government(?:al)?|Marketing"
    r"|Advertising|Analytics?|IT|Technical|Hosting|Cloud|Delivery|Shipping|Financial|Credit|Debt|Insurance|Law"
    r"|Regulatory|Healthcare|Medical|Social|Media|Event|Research|External|Internal|Local|Other|Our|Your|Group|Parent"
    r"|Corporate|Strategic|Trusted|Selected|Authori[sz]ed|Independent|Data|Customer|E-?mail|Communications?|Security"
    r"|Fraud|Identity|Recruitment|Training|Travel|Printing|Web|Website|Software|Technology|Infrastructure|Support"
    r"|Emergency|Judicial|Supervisory|Competent|Relevant|Potential|Prospective|Successor|Asset|Logistics|Accounting"
    r"|Affiliated|Banking|Card|Debt-Collection|Collection|Reference|Postal|Mailing|Telephone|Education(?:al)?)"
)
_KIND_LAST = (
    r"(?:Obligations?|Transfers?|Advis[eo]rs|Consent|Enforcement|Providers?|Companies|Authorit(?:y|ies)|Partners"
    r"|Affiliates|Vendors|Part(?:y|ies)|Contractors|Agenc(?:y|ies)|Bod(?:y|ies)|Services|Networks?|Processors?|Processing"
    r"|Requirements|Purposes|Regulators?|Courts?|Auditors|Lawyers|Accountants|Insurers|Banks?|Couriers|Carriers"
    r"|Suppliers|Members|Users|Employees|Staff|Volunteers|Customers|Organi[sz]ations|Institutions|Platforms|Tools"
    r"|Successors|Investors|Firms|Departments?|Bureaus|Bureaux|Subsidiaries|Compliance|Claims|Prevention|Restructuring)"
)
_OF_KIND = re.compile(rf"(?:{_KIND_FIRST}(?: (?:and|&|or))? ){{0,3}}(?:{_KIND_LAST} (?:and|&|or) )?{_KIND_LAST}")
"""Kinds of recipients whose every word has a capital: `Professional Advisers`."""
_RUN_HERE = re.compile(
    r"(?::?\w{1,4})?(?:,? (?:which|that|som|joka|jotka|and|is|are|is all|are all|being|är|on|ovat|fonts?|icons?"
    r"|librar(?:y|ies)|scripts?|typsnitt\w*|ikoner\w*|fontit|kirjasimet|only|bara|vain))*,?"
    r"(?: (?:stored|hosted|served|loaded|kept|installed|embedded|run|runs|running|included|delivered|integrated"
    r"|lagrade?|lagras|laddas|ligger|installerade?|körs|drivs|finns|sparas|toimii|toimivat|ladataan|tallennettu|asennettu))?"
    r" (?:locally|lokalt|paikallisesti|self-hosted|(?:on|from) our own (?:\w+ )?servers?"
    r"|(?:på|från) (?:vår|våra) (?:egen|egna) (?:\w+ )?serv(?:er|rar)|(?:omalla|omalta) palvelim\w+)\b"
)
_SELF_HOSTED = re.compile(
    r"(?:self-hosted|locally (?:hosted|installed|stored)|lokalt (?:installerade?|lagrade?)|egenhostade?"
    r"|itse (?:ylläpidetty|isännöity)\w*|paikallisesti (?:asennettu|tallennettu)\w*)(?: (?:instance|version|copy|tool"
    r"|software))?(?: of)? $"
)
"""What of a maker runs at the company itself."""
_LOUD = re.compile(r"\b(?:WILL|NOT|OUR|US|ANY|THE|BY|IN|OR|TO|WITH|YOUR|AND|EI|JA|INTE|VI)\b")
_LANDS = re.compile(
    r"(?:Germany|Finland|Sweden|Ireland|Norway|Denmark|Iceland|Estonia|Latvia|Lithuania|Poland|France|Spain|Portugal|Italy"
    r"|Austria|Switzerland|Belgium|Netherlands|Luxembourg|Hungary|Romania|Bulgaria|Greece|Cyprus|Malta|Croatia|Slovenia"
    r"|Slovakia|Czechia|United Kingdom|Great Britain|England|Scotland|Wales|Northern Ireland|Europe|Canada|Australia"
    r"|India|Israel|Japan|China|Singapore|America|California|Delaware|Bavaria|Tyskland|Sverige|Norge|Danmark|Island"
    r"|Estland|Irland|Frankrike|Spanien|Italien|Nederländerna|Storbritannien|Europa|Kanada|Australien|Indien|Saksa"
    r"|Suomi|Ruotsi|Norja|Tanska|Viro|Irlanti|Ranska|Espanja|Italia|Alankomaat|Hollanti|Yhdysvallat|Eurooppa|Intia)"
)
_SERVICE_OF_FIRM = re.compile(r"(?P<service>[^,]{2,40}?) (?:of|by|from|från|av) (?=[A-ZÅÄÖ0-9])")
_IS_THEME = re.compile(
    r"-(?:tillägg|plugin|insticks|tema|lisäos|teema|laajennu)"
    r"|[ \xa0](?:plug-?in|theme|add-?on|extension|typeface|font)\b"
)
_PLUG_IN_FOR = re.compile(r"-(?:tillägg|plugin|insticks|lisäos|laajennu)")
_OF_META_DATA = re.compile(r"(?:-|,|/)? ?(?:and )?(?:communication|connection|usage|process|procedural|data)\b")
"""`Meta, communication and process data`: a kind of data, and no house."""
_CUT_SHORT = re.compile(r"(?!s\b)[^\W\d_]")
_OF_THEME = re.compile(
    r"(?:\b(?:the )?(?:plug-?ins?|themes?|add-?ons?|extensions?|fonts?|typefaces?|temat|tillägg\w*|typsnitt\w*)"
    r"|\b\w*(?:teema\w*|lisäosa\w*|fontti\w*)"
    r"|\b(?:logos?|logotyp\w*|images?|graphics|icons?|photos?|bilder\w*|ikoner\w*|kuvat|ikonit|kuvakkeet|logo)\b"
    r"[^.;]{0,30}?\b(?:made|drawn|designed|created|come|taken|gjord\w*|ritad\w*|kommer|tehty|ovat|piirretty)\b"
    r"(?: (?:in|with|by|from|on|i|med|av|från))?) (?:[\"“”]?|\((?:[\w ]{2,20}, ){0,2})$"
)
"""What a page looks like: its theme, its letters, its pictures."""
_OURS = re.compile(r"[A-ZÅÄÖ][a-zåäö]{3,}mme (?=[A-ZÅÄÖ0-9])")
"""`Kirjanpitäjämme Kuura Oy` is Kuura Oy."""
_POSSESSIVE = re.compile(r"['’]s$")
_PART_OF_ADDRESS = re.compile(r"(?:,[ \xa0][^,.;:()\n]{1,40}){0,4},[ \xa0]")
_REST_OF_ADDRESS = re.compile(r"(?:[.,]? ?(?:No\. ?)?\d|[^;:()\n]{0,60}?(?:,| )\d)")
_NEXT_PART = re.compile(r",[ \xa0](\w[\w -]{2,30})(?=[,.;)\n]|$)")
_BACK = 160
_COMMON_WORDS = re.compile(r"[a-zåäö][\wåäö-]*(?:[ \xa0][\wåäö-]+){0,5}[ \xa0]$")
_FAR = 90
_COMPOUND = re.compile(r"[ \xa0]?-[a-zåäö]")
_WORD = re.compile(r"[\wåäö'’.-]*\w")
_LAW = re.compile(r"(?:act|law|code|regulation|statute|decree|lag|lagen|laki|lain|asetus|asetuksen|förordningen)$")
_LONGEST_ABBREVIATION = 9
_OTHERS_USE = (
    r"(?:customers?|clients?|users?|members|schools|companies|organi[sz]ations|you|visitors"
    r"|kunder(?:na)?|användare|användarna|medlemmar|du|ni|asiakkaa\w*|asiakas|käyttäjä\w*|jäsen\w*)"
)
_OWN = re.compile(
    rf"(?:\b{_OTHERS_USE} (?:may |can |also |kan |även )?(?:uses?|using|använder|nyttjar) (?:our|vår|vårt|våra) "
    r"(?:\w+ )?(?:platform|product|app|application|software|service|system|solution|tool|game|site|plattform|produkt"
    r"|appen|applikation|programvara|tjänst|lösning|verktyg|spel),? "
    rf"|\b(?:{_OTHERS_USE} )?käyt(?:tä\w+|ät|ätte) \w+[aeou]mme,? |\b{_OTHERS_USE} käyttä\w+ \w+[äöy]mme,? "
    r"|\b(?:our|vår|vårt|våra) (?:own |egen |eget )?(?:product|game|produkt|spel),? |\btuotteemme )[\"“”'(]?"
)
_OWN_BEHIND = re.compile(
    r"\b(?:our|vår|vårt|våra) (\w[\w'’-]*(?: \w+)?)[ -](?:servers?|game|community|world|network|spelserver|spel)\b"
    r"|(?<![\w-])(\w+)[ -]{1,2}(?:\w{0,20}(?:palvelim|peli|maailma|yhteisö)\w{0,8}mme)\b"
)
"""How a company speaks of what it makes or runs itself."""
_NOTHING_INTO_IT = re.compile(
    r"\bno (?:\w+ ){0,2}(?:data|information|details) (?:is|are|will be|gets?) (?:ever )?(?:entered|fed|put|uploaded"
    r"|pasted|shared|sent|passed|transmitted|transferred|given|processed)\b[^.;,]{0,20}"
    r"\b(?:it|them|there|these|this|those|any|such|the tools?|the service)\b"
    r"|\bno (?:direct )?contact between\b[^.;]{0,60}\bdata\b"
    r"|\b(?:we|i) (?:do not|don['’]t|never) (?:enter|feed|put|upload|paste|share|send)\b[^.;]{0,40}\b(?:data"
    r"|information|details) (?:in|into|to|with) (?:it|them|these|this|those|any|such|the tools?|the service)\b"
    r"|\b(?:inga|aldrig) (?:\w+ )?\w*uppgifter (?:matas|förs|läggs|skrivs|skickas|delas|överförs|lämnas|laddas)\b"
    r"[^.;,]{0,15}\b(?:det|den|dem|detta|dessa|verktyget|verktygen|tjänsten|tjänsterna)\b"
    r"|\bvi (?:matar|för|lägger|skriver|skickar|delar|laddar) (?:aldrig|inte) (?:in |upp )?\w*uppgifter"
    r"|\b(?:siihen|niihin|sinne|sille|niille|\w*palveluun|\w*työkalu(?:un|ihin)) (?:ei|emme) (?:koskaan )?(?:syöte"
    r"|syötä|lähete|lähetä|siirre|siirrä|anne|anna|luovut|tallen|vie)\w*[^.;,]{0,20}tieto"
    r"|\btietoja (?:ei|emme) (?:koskaan )?(?:syöte|syötä|lähete|lähetä|siirre|siirrä|anne|anna|luovut|tallen|vie)\w* "
    r"(?:siihen|niihin|sinne|sille|niille|\w*palveluun|\w*työkalu(?:un|ihin))"
)
"""That nothing goes to those who were just named."""
_BUT = re.compile(
    r"\b(?:except|unless|without|other than|but|utom|om inte|förutom|utan|annat än|paitsi|ellei|ilman|muuta kuin)\b"
)
_OF_PRODUCT = re.compile(
    r" (?:Data Processing|Terms|Addendum|DPA|Agreement|Privacy Policy|Policy|Functions?|regions?\b|-?regionen\b)"
)
_EXAMPLE = re.compile(
    r"\b(?:for example|e\.g\.,?|t\.ex\.|till exempel|exempelvis|esim\.|esimerkiksi)(?: (?:in|i|on))? $"
)
_NEAR = 30
_GENERATOR = re.compile(r"(?:['’]?s)?[ \xa0](?:[\w-]+[ \xa0]){0,3}(?:generat|templat|mallipohj|mall\b)", re.I)
_MADE_WITH = re.compile(
    r"\b(?:notice|policy|statement|document|policyn?|dokumentet|seloste\w*|käytäntö\w*)\b[^.;]{0,30}?\b(?:made|created"
    r"|generated|drafted|skapad|skapats|framtagen|gjord|luotu|laadittu|tehty)\b(?: (?:with|by|using|via|av|med|i))?"
    r"(?: the| help of| hjälp av| hjälp)* $"
)
"""Who made the notice itself."""
_BY_PERSON = re.compile(
    r"\b(?:if|when|once) you (?:choose to |decide to |yourself )?(?:share|send|post|upload|publish|give|submit"
    r"|provide)\b(?![^.;,]{0,60}\b(?:us|our)\b)[^.;,]{0,50}\b(?:to|with|on) $"
    r"|\b(?:om|när) (?:du|ni) (?:själv )?(?:delar|skickar|publicerar|lägger upp|lämnar)\b"
    r"(?![^.;,]{0,60}\b(?:oss|vår\w*)\b)[^.;,]{0,50}\b(?:till|med|på) $"
    r"|\b(?:jos|kun) (?:itse )?(?:jaat|lähetät|julkaiset|annat|luovutat)\b(?!.{0,60}mme\b)[^.;,]{0,50} $"
)
"""What the person does with data without the company."""
_LEAVES = re.compile(
    r"\b(?:if|when|once) you (?:click|follow|move on|go|leave|navigate)\b(?![^.;,]{0,60}\b(?:pay|log|sign|book|order))"
    r"[^.;,]{0,50}\b(?:to|or|and) $"
    r"|\b(?:om|när) (?:du|ni) (?:går vidare|klickar|följer|lämnar (?:sidan|sajten|webbplatsen)|länkas|navigerar)\b"
    r"(?![^.;,]{0,60}(?:betal|logga|boka|beställ))[^.;,]{0,50}\b(?:till|eller|och) $"
)
_THEIR_POLICY = re.compile(
    r"\b(?:own|their|its|that)\b[^.;]{0,40}\b(?:policy|policies|terms|rules|notices?)\b|\b(?:deras|den|sin|sina|egna|dess)\b"
    r"[^.;]{0,40}(?:policy|villkor|regler)"
)
"""A page that one leaves for is another's matter, where its own policy is said to hold there."""
_OPEN_SOURCE = re.compile(
    r"\b(?:hämta[srd]?|kommer|inhämta[srd]?|retrieved|fetched|taken|obtained|sourced"
    r"|comes?) (?:\w+ ){0,2}(?:från|from) $"
)
_IS_OPEN = re.compile(r"(?:['’]?s)? (?:öppna|offentliga|open|public)\b")
"""`The vacancies come from Kuura's open data`: whence something is taken."""
_BACK_FAR = 110
_AVOIDED = re.compile(
    r"\b(?:refrain(?:s|ed|ing)? from|avoid(?:s|ed|ing)?|dispens(?:e|es|ed|ing) with|(?:do|does|doing) without|forgoes?"
    r"|(?:instead|in place) of|avstår (?:\w+ )?från|undviker|(?:i stället|istället) för|väl(?:tämme|tän|ttelemme))\b"
    r"[^.;,\n]{0,60}$"
)
"""What a company does without: `We refrain from tools like Kuura`."""
_NOT_THE_FIRM = re.compile(
    r"(?:['’]?s)?(?: (?:Ads?|My|Account|Konto))? (?:Settings|Opt-?[Oo]ut|Preferences|Ad Preferences)\b"
    r"|(?: |-)(?:devices?|enhet(?:er)?|laitte\w+|phones?|smartphones?)\b"
    r"| (?:Chrome|Safari|Edge|Internet Explorer)\b"
)
"""What follows a maker's name where its settings, its devices or its browser are spoken of."""
_STORE = re.compile(r"(?:Apple )?App Store|Google Play(?: Store)?")
_SELLS_IN = re.compile(r"\b(?:apple|google)\b[^.;\n]{0,40}\b(?:through|via|genom|in|on|i|på) (?:the |its |sin )?$")
"""The house is named that deals with a purchase in its shop."""
_ALL_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)[\s\d–,-]{1,14}(?P<who>[^\n|·.,]{3,60}(?:\.\w{2,4})?)", re.I)


def without_unmeant(scope: Scope, values: Sequence[Found]) -> list[Found]:
    """Those of the values that name somebody who gets data."""
    named_plainly = [_bare(one) for one in values]
    silent, own = list(_sent_nothing(scope)), _made_here(scope)
    kept = [
        one
        for one in named_plainly
        if not named.is_only_offered(scope, one)
        and not any(start <= one.start < end for start, end in silent)
        and not _is_nobody(scope, one, own)
    ]
    return [one for one in kept if not _is_part_of_maker(scope, one, kept)]


def _bare(one: Found) -> Found:
    """`Kuura's` is Kuura, and `Kuura Maps of Kuura Ltd` the company."""
    service = _SERVICE_OF_FIRM.match(one.text)
    if service is not None and services.begins_known(service["service"]) and names.has_form(one.text):
        return Found(one.text[service.end() :], one.start + service.end(), one.end)
    ours = _OURS.match(one.text)
    if ours is not None:
        return Found(one.text[ours.end() :], one.start + ours.end(), one.end)
    bare = _POSSESSIVE.sub("", one.text)
    return one if bare == one.text else Found(bare, one.start, one.end - (len(one.text) - len(bare)))


def _is_nobody(scope: Scope, one: Found, own: frozenset[str]) -> bool:
    if (
        _NATIONS.fullmatch(one.text)
        or _TOWN_WITH_NUMBER.fullmatch(one.text)
        or _LANDS.fullmatch(one.text)
        or (_NOBODY.fullmatch(one.text) and not _COMPOUND.match(scope.text, one.end))
    ):
        return True
    before = scope.low[max(0, one.start - _BACK_FAR) : one.start]
    if _GENERATOR.match(scope.text, one.end) or _MADE_WITH.search(before) or _BY_PERSON.search(before):
        return True
    if _LEAVES.search(before) and _THEIR_POLICY.search(scope.low, one.end, one.end + _BACK_FAR):
        return True
    if _OPEN_SOURCE.search(before) and _IS_OPEN.match(scope.low, one.end):
        return True
    if _AVOIDED.search(before) or _NOT_THE_FIRM.match(scope.text, one.end):
        return True
    if _STORE.fullmatch(one.text) and _SELLS_IN.search(before):
        return True
    if _RUN_HERE.match(scope.low, one.end) or _SELF_HOSTED.search(before):
        return True
    is_look = _OF_THEME.search(before) is not None and not names.has_form(one.text)
    if is_look or _IS_THEME.match(scope.low, one.end) and not services.is_known(one.text):
        return True
    if _PLUG_IN_FOR.match(scope.low, one.end) or (one.text == "Meta" and _OF_META_DATA.match(scope.low, one.end)):
        return True
    if scope.language != "fi" and _CUT_SHORT.match(scope.text, one.end):
        return True
    if _is_loud(one.text) or _OF_KIND.fullmatch(one.text):
        return True
    is_known = services.begins_known(one.text) or names.has_form(one.text)
    if beside_matter.is_no_receiver(scope, one, is_known=is_known):
        return True
    if is_known:
        return False
    return (
        _OF_HEADINGS.match(one.text) is not None
        or (" " not in one.text and not named.may_name(scope, one))
        or _is_of_address(scope, one)
        or _is_abbreviation(scope, one)
        or scope.low[one.start : one.end] in own
        or one.text.casefold() in own
    )


def _is_loud(text: str) -> bool:
    """`DATA AND OTHER INFORMATION RECEIVED BY US AS`: words of a sentence in capitals."""
    return text.isupper() and " " in text and _LOUD.search(text) is not None


def _is_of_address(scope: Scope, one: Found) -> bool:
    """`Example Ltd, Harbour House, Quay Lane 4`: what stands between a company and the number or town where it is."""
    line = max(scope.text.rfind("\n", 0, one.start) + 1, one.start - _BACK)
    firms = [firm for firm in named.firms(scope.text, line, one.start) if firm.end < one.start]
    if not firms or _PART_OF_ADDRESS.fullmatch(scope.text, firms[-1].end, one.start) is None:
        return False
    if _REST_OF_ADDRESS.match(scope.text, one.end) is not None:
        return True
    part, at = _NEXT_PART.match(scope.text, one.end), one.end
    while part is not None and at - one.end < _BACK:
        if is_place(part[1]):
            return True
        at = part.end()
        part = _NEXT_PART.match(scope.text, at)
    return False


def _is_abbreviation(scope: Scope, one: Found) -> bool:
    """`service providers (SPs)`, `the postal act (Posta.)`: letters for common words, or a law."""
    if " " in one.text or len(one.text) > _LONGEST_ABBREVIATION:
        return False
    bracket = scope.wording.bracket(one.text)
    if bracket < 0 or scope.text[bracket + len(one.text) + 1 :][:2].lstrip(".")[:1] != ")":
        return False
    words = _COMMON_WORDS.search(scope.text, max(0, bracket - _FAR), bracket)
    said = words[0].strip() if words is not None else ""
    if _LAW.search(said):
        return True
    letters = one.text.removesuffix("s")
    return letters.isupper() and any(_holds(said[at:].casefold(), letters.casefold()) for at in _word_starts(said))


def _word_starts(said: str) -> Iterator[int]:
    return (one.start() for one in re.finditer(r"\w+", said))


def _holds(said: str, letters: str) -> bool:
    """Whether letters follow one another in words that begin with the first of them."""
    rest = iter(said)
    return said.startswith(letters[:1]) and all(letter in rest for letter in letters)


def _made_here(scope: Scope) -> frozenset[str]:
    """What the company calls its own, in small letters: the words behind `our product`, and the longer ones of two."""
    own = {one[1] or one[2] for one in _OWN_BEHIND.finditer(scope.low)}
    own |= {one["who"].strip() for one in _ALL_RIGHTS.finditer(scope.low)}
    for lead in _OWN.finditer(scope.low):
        words = [one[0] for one in _WORD.finditer(scope.low, lead.end(), min(len(scope.low), lead.end() + _FAR))]
        own |= {" ".join(words[:count]) for count in (1, 2, 3)}
    return frozenset(own)


def _sent_nothing(scope: Scope) -> Iterator[tuple[int, int]]:
    """Sentences behind which one says that nothing goes to those whom they name."""
    for section in scope.sections:
        for block in section.blocks:
            before: tuple[int, int] | None = None
            for start, end in sentences(scope.text, block.start, block.end):
                if _NOTHING_INTO_IT.search(scope.low, start, end) and not _BUT.search(scope.low, start, end):
                    yield before or (start, end)
                    yield (start, end)
                    continue
                before = (start, end)


def _is_part_of_maker(scope: Scope, one: Found, values: Sequence[Found]) -> bool:
    """`the Kuura Cloud region`, `e.g. in Kuura Sheets`, where Kuura itself is named as who gets data."""
    maker, _, product = one.text.partition(" ")
    if not product or not services.is_known(maker) or names.has_form(one.text):
        return False
    if not any(two.text == maker or (two.text.startswith(f"{maker} ") and names.has_form(two.text)) for two in values):
        return False
    before = scope.low[max(0, one.start - _NEAR) : one.start]
    return _OF_PRODUCT.match(scope.text, one.end) is not None or _EXAMPLE.search(before) is not None
