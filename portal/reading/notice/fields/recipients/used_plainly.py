"""Services told in everyday clauses: `we keep your notes in Kirjuri`, `perinnästä huolehtii Kuura`.

A clause has what is done with data, a word that leads to who does it, and the name. A name that could be a place as
well has to be plain, or to stand below a heading about recipients or about what a service does.
"""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields import names
from portal.reading.notice.fields.recipients import named, served, services
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import sentences
from portal.reading.notice.values import Found

_MATTER = {
    "sv": re.compile(
        r"annons|rekryt|ansök|terminal|bredband|wifi|uppgift|adress|namn|nummer|data\b|boka"
        r"|bokning|faktur|betal|köp|kvitto|lön"
        r"|bokför|journal|recept|anteckning|dokument|avtal|film|foto|bild|text"
        r"|fil(?:er)?\b"
        r"|formulär|mejl|e-post|brev|utskick|sms|chatt|samtal|telefon|möte|kurs|anmäl"
        r"|medlem|lista|listor|register|hemsida|webbplats|sida(?:n)?\b|butik"
        r"|statistik|enkät|svar|resultat|leverans|paket|frakt|kopia|kopior|backup|schema"
        r"|system|signer|inlogg|konto|kvitton|order|beställ|avgift"
    ),
    "en": re.compile(
        r"\b(?:ads?|advert\w*|registrations?|applications?|recruit\w*|names?|address(?:es)?|passport|everything|data"
        r"|details?|information|records?|notes?|files?|texts?|documents?|photos?"
        r"|pictures?|films?|videos?|forms?|e-?mails?|messages?|letters?"
        r"|newsletters?|mailings?|calls?|phones?|chats?|meetings?|sessions?|classes"
        r"|courses?|book(?:ings?|ed)?|appointments?|invoices?|bills?|payments?|pay"
        r"|receipts?|payroll|wages|accounts?|books|orders?|parcels?|deliver\w*|shipp\w*"
        r"|reminders?|surveys?|answers?|results?|tickets?|members?\w*"
        r"|subscriptions?|fees|website|site|shop|store|statistics|backups?|copies|copy"
        r"|plans?|contracts?|signatures?|translations?|reports?|lists?|register"
        r"|calendar|diary|database|prescriptions?|x-rays|samples|prints?|labels?|passwords?)\b"
    ),
    "fi": re.compile(
        r"tieto|tiedo|maino|varaa|varau|lasku|maks|kuit|palk|kirjan|käyn|asiakirj|sopimu"
        r"|kuva|video|teksti|tiedosto|lomak|viest|posti|kirje|puhel|tapaami"
        r"|kurssi|ilmoitt|jäsen|lista|rekister|sivu|kauppa|tilasto|kysely|vastau|tulo[ks]"
        r"|toimitu|paket|kopio|varmuusk|kalenter|järjest|allekirj|tunnu"
        r"|tilau|perin|arkisto|lisenssi|resept|lähete|näyt|todistu|raport|korvau|verot|vakuut"
    ),
}
"""What has to be in a sentence for a service in it to have data."""
_DOES = {
    "sv": (
        r"(?:skriv\w*|för[as]?|gör[s]?|görs|har|hålls|håller|boka[rs]?|bokas|betala[rs]?"
        r"|faktureras?|skicka[srt]*|lagra[srt]*|spara[srt]*|hantera[srt]*|sköt[se]\w*"
        r"|kör[s]?|driv[s]?|drivs|tas?|samla[srt]*|publicera[srt]*|lägg\w*|läggs"
        r"|dela[srt]*|arkivera[srt]*|signera[srt]*|köp(?:s|er|t)|anmäl\w*|logga[rt]?"
        r"|ringer"
        r"|svara[srt]*|bygg[dt]\w*|gjord|skapa[dst]*|går|gått|sänd[s]?|levererar?s?"
        r"|administrera[srt]*|ligger|finns|förvara[srt]*|räkna[srt]*|mät[se]\w*"
        r"|spela[srt]*"
        r"|dokumentera[srt]*|registrera[srt]*|beställ\w*|hämta[srt]*|kommunicera[srt]*"
        r"|chatta[rs]?|träffas|sker|utför[s]?|trycks?|packas?|syns|visas|kopplad"
        r"|säkerhetskopiera[srt]*|översätt\w*|svara|lämnas?|rapportera[srt]*"
        r"|redovisa[srt]*|överför\w*|vidarebefordra[srt]*|hamnar|landar|sitter|frågar)"
    ),
    "en": (
        r"(?:keeps?|kept|stored?|stores|put|sen[dt]|sends|go(?:es)?|answer(?:ed|s)?|made"
        r"|makes?|moved?|held|holds?|book(?:ed|s)?|pay|paid|takes?|taken|manage[ds]?"
        r"|handle[ds]?|process(?:ed|es)?|host(?:ed|s)?|buil[dt]|runs?|record(?:ed|s)?"
        r"|writ(?:e|ten)|sign(?:ed|s)?|collect(?:ed|s)?|do|does|done|deliver(?:ed|s)?"
        r"|print(?:ed|s)?"
        r"|post(?:ed|s)?|issued?|invoiced?|billed?|arranged?|organi[sz]ed?|backed|back"
        r"|travel(?:s|led)?|shared?|publish(?:ed)?|typed?|meet|met|calls?|chat|surveyed?"
        r"|track(?:ed)?|count(?:ed)?|see|calculated?|filed?|upload(?:ed)?|saved?"
        r"|transferred|transfer|scheduled?|passed|prepared?|checked|reported"
        r"|register(?:ed)?"
        r"|sold|sell|arrive|come|hold|type|translated|shown|displayed|streamed|mailed"
        r"|shipped|dispatched|entered|lands?|sits?|live[sd]?|arrives?|insured|synced"
        r"|copied|is|are|given|gives?)"
    ),
}
_AGENT = {
    "sv": r"(?:genom|via|med|med hjälp av|med stöd av)",
    "en": r"(?:through|via|using|with the help of|with|by)",
}
"""What leads to one who does something, before which no place stands."""
_PLACE = {
    "sv": r"(?:i|på|till|hos|in i|över till|från)",
    "en": r"(?:in|on|to|into|at|onto|over to|served from|hosted from|delivered from)",
}
_FILL = {
    "sv": (
        r"(?:(?:vår|vårt|våra|den|det|tjänsten|systemet|programmet|appen|plattformen"
        r"|företaget|leverantören|molntjänsten|bokningssystemet|byrån|verktyget|svenska"
        r"|danska|norska|finska|externa|klubbens|föreningens|företagets|firmans|bolagets|vår egen|en delad|min|mitt) )*"
    ),
    "en": (
        r"(?:(?:servers of|servers at|the|our|a|an|service|system|app|platform|company"
        r"|provider|software|tool|called|online|external|secure|cloud|shared|private"
        r"|club['’]s|company['’]s|password[- ]protected) )*"
    ),
}
_GIVEN = {
    "sv": re.compile(
        r"\b(?:rapportera[srt]?|redovisa[srt]?|anmäls?|anmäler|lämna[srt]?|ge[rs]"
        r"|skicka[srt]?|går|överlämna[srt]?|vidarebefordra[srt]?)\b.{0,50}? till $"
    ),
    "en": re.compile(
        r"\b(?:report(?:s|ed)?|given?|gives?|sen[dt]s?|pass(?:ed)?|hand(?:ed)?"
        r"|forward(?:ed)?|goe?s?|disclosed?|submitted)\b.{0,50}? to (?:the )?$"
    ),
}
"""To whom something is given, which a town is not."""
_SUCH_AS = re.compile(
    r"(?:bolag\w*|företag|byrå\w*|leverantör\w*|tjänster?|banke?r?|partners?"
    r"|insurers?|compan(?:y|ies)|services?|providers?|tools?|yhtiö\w*|yrity\w*"
    r"|palvelu\w*"
    r"|toimisto\w*|kumppan\w*)\b[^.;]{0,20}?,? (?:oftast|vanligen|vanligtvis|främst"
    r"|t\.ex\.|till exempel|såsom|exempelvis|such as|e\.g\.,?|for example,?|like"
    r"|usually|mostly"
    r"|kuten|esimerkiksi|useimmiten|yleensä|tavallisesti) [(]?$"
)
_APPOSED = re.compile(
    r", (?:which|that) (?:i|we) use\b|, (?:som|vilket) (?:vi|jag) använder\b|, "
    r"(?:jota|jonka avulla|jolla) (?:käytän|käytämme|hoida\w+)\b|"
    r",? \(?(?:(?:som|which|joka|jonka) )?(?:är |is |on )?(?:(?:vår|vårt|ett|en|den|det|our|an?|the|meidän) )?"
    r"(?:\w+ ){0,2}?\w*"
    r"(?:system|plattform|program|tjänst|verktyg|leverantör|byrå|service|tool|platform|software|provider|app|supplier"
    r"|järjestelmä|palvelu|ohjelma|ohjelmisto|alusta|toimittaja|sovellus)(?:mme)?(?:\b|[ ,.)])"
)
"""`Kuura, which is our shop's platform`."""
_ARRIVES = re.compile(
    r"\b(?:mejl\w*|brev\w*|sms|meddelande\w*|påminnelse\w*|beställning\w*|bokning\w*"
    r"|orders?|bookings?|reservations?|messages?|tilau\w+|varau\w+)\b"
    r".{0,40}?\b(?:kommer|tas emot|come|arrive|land)(?: in)? (?:från|via|genom|from"
    r"|through) (?:\w*(?:bolaget|företaget|firman|byrån|company) )?$"
)
"""What reaches the company by way of a service."""
_PARTNERS = re.compile(r"\b(?:samarbetar|arbetar ihop|jobbar|work|collaborate|partner) (?:med|with|together with) $")
_BOUGHT = re.compile(r"\b(?:köper|hyr|beställer|buy|order|rent|hire)\b.{0,40}? (?:av|från|hos|from) $")
_OVS = re.compile(
    r"\w{3,}(?:en|et|na|n|t) (?:sköter|hanterar|gör|levererar|trycker|kör|driver|tar "
    r"hand om|ansvarar|ordnar|tillverkar) $"
)
"""`lönerna sköter Kuura`: what is done stands first."""
_SIGN_UP = re.compile(r"\b(?:book|sign up|register|order|buy|pay|enrol)\b.{0,40}? (?:on|through|via|with|at) $")
_FROM_EN = re.compile(r"\b(?:served|sent|answered|hosted|run|managed|streamed|delivered|mailed) from $")
_PRODUCT_OF = re.compile(r" (?:link|meetings?|calls?|albums?|forms?|sheets?|calendar|drive)\b")
_CLAUSE = re.compile(
    r"[;:–—]|,(?! (?:och|and|eller|or) )|\b(?:men|but|which|(?<!och )som|that|att|om"
    r"|if|när|when|because|eftersom|unless|utom)\b"
)
_BODY_BEHIND = re.compile(r" (?:kommun|stad|region|kaupunki|kaupungi|kunta|kunna)")
_DEFINITE = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?:en|et|na|an)")
"""`Landstinget`: a noun that has a capital."""
_OF_STATE = re.compile(
    r"\b(?:skatteverket|försäkringskassan|bolagsverket|verohallinnolle|kelalle"
    r"|verohallintoon|kelaan|hmrc)(?:, | och | ja | and )"
)
"""Bodies of the state in an enumeration, before the names that are told with them."""
_IS_ONE = re.compile(
    r"\b(?:uses?|using|with|via|through|by) (?:an? |the )?[a-z -]{0,30}?(?:service"
    r"|provider|platform|processor|tool|company|host), $"
)
"""`uses a third-party service, Kuura`."""
_FAR = 100
_FI_VERB = re.compile(
    r"\b(?:huolehtii|huolehtivat|vastaa|vastaavat|hoitaa|hoitavat|toimittaa"
    r"|toimittavat|ylläpitää|auttaa|auttavat|tekee|tekevät|tarjoaa|myöntää|pitää"
    r"|kerää|laskuttaa|mittaa|lukee|tulostaa|painaa"
    r"|kuljettaa"
    r"|laskee|toteuttaa|valvoo|käsittelee|välittää|lähettää|isännöi|tuottaa|järjestää"
    r"|perii|näkee|saa|saavat|näkevät)(?: (?:myös|vain|meille|puolestamme|meidän|aina"
    r"|yleensä))?"
    r" (?:\w+(?:toimisto|yhtiö|yritys|palvelu|liike|pankki|tarjoaja|kumppani)(?:mme)? )?$"
)
_FI_IS = re.compile(
    r"\b\w*(?:pitäjä|isännöitsijä|tarkastaja|pankki|toimisto|yhtiö|toimittaja"
    r"|tarjoaja|kumppani|käsittelijä|järjestelmä|ohjelma|alusta|palvelu|liike|yritys"
    r"|kalenteri|kassa)"
    r"(?:mme|ni|nsa|ämme|äni|omme|oni|ömme|öni|amme)? (?:on|ovat|toimii|toimivat) (?:tällä hetkellä )?$"
)
_IS = {
    "sv": re.compile(
        r"\b\w*(?:förvaltare|revisor|bokförare|byrå|bank|bolag|leverantör|partner|värd"
        r"|hotell|system|program|plattform|verktyg|operatör|biträde|växel|tryckeri"
        r"|apotek|laboratorium)n?(?:en|et|n)? (?:är|heter)(?: (?:för närvarande|just nu))? $"
    ),
    "en": re.compile(
        r"\b(?:accountants?|bookkeepers?|bank|insurers?|auditors?|provider|supplier|host"
        r"|system|software|platform|carriers?|couriers?|processor|partner|vendor|tool|app"
        r"|calendar|till|crm|printers?|laboratory|lab)(?: (?:for|of) [a-z ]{2,30})? (?:is"
        r"|are)(?: (?:currently|called))? $"
    ),
}
_GETS_SV = re.compile(r"\b(?:får|ser|hanterar|behandlar)(?: (?:också|även|bara|endast|dessutom))? $")
_FOREIGN = re.compile(r"[wxqzcåfgb]|[bcdfghjkmpqvwxz]$", re.I)
_WHERE_FI = re.compile(r"(?:lla|llä|lle|ssa|ssä|[ih]in|een)$")
_FROM_FI = re.compile(r"(?:lta|ltä|sta|stä)$")
_BOUGHT_FI = re.compile(
    r"\b(?:osta|oste|tila[at]|vuokra|hanki|luen|luemme|luetaan|varataan|ostetaan"
    r"|tilataan|varaukset tule|tilaukset tule)"
)
_FI_DOES = re.compile(
    r"\b(?:varaa|varata|kirja[ta]|kirjaan|kirjaamme|tilit|lasku|lähet|säilyt|pidän"
    r"|pidämme|pidetään|pide|teen|teemme|tehdään|tein|teimme|tehtiin|rakensin|loin"
    r"|rekisteröi|luen|luemme|luetaan|hoid|maks|otan|otamme|otetaan|tallen"
    r"|arkisto|julkais|jae|jaamme|jaan|siir|varmuuskopio|ilmoit|allekirj|ost|tila[at]"
    r"|tapa|näky|näet|saat|tule|luo[dvm]|raken|toteut|ylläpi|käsit|vastaan|kulje|kulke"
    r"|painat|painamme|raport|vied|viemme|kerä|analyso|mita|seura|kysy|toimi|ovat\b|on\b|löyty|osta|vuokra)"
)
_NOT_THERE = re.compile(r"tietosuoja|valtuut|valitu|kanne|lain\b|laki|asetu|artikla|osoit|sivulla|sivuilta")
_LINKS = re.compile(r"\blinks? to\b|\blänk|\blinkk|published by|publicera[dt]\w* av")
_ACTOR = re.compile(
    r"(?: (?:käyttää|använder|anlitar|uses|engages)\b|(?:n|:n|s|'s) (?:alihankkija"
    r"|underleverantör|underbiträde|subcontractor|sub-?processor)\w* )"
)
_LEGAL = re.compile(
    r"\b(?:lag(?:en|ar)?\b|förordning|artik|article|act\b|law\b|regulation|laki|asetus|gdpr"
    r"|tillsyn|authority|supervis|klag|complain)"
)


def in_blocks(scope: Scope, section: Section) -> Iterator[tuple[Found, int, int]]:
    """The names that the sentences of a section tell in such clauses, each with its sentence."""
    told = section.has("recipients") or served.is_of_function(scope, section)
    below = False
    for block in section.blocks:
        if block.language not in {"", scope.language} or block.kind == "row":
            continue
        if (line := served.is_line_of_function(scope, block)) is not None:
            below = line
            continue
        labelled = below or served.labels_function(scope, block)
        for start, end in sentences(scope.text, block.start, block.end):
            if told or labelled or _MATTER[scope.language].search(scope.low, start, end):
                yield from ((one, start, end) for one in _in_sentence(scope, start, end, told=told or labelled))


def _in_sentence(scope: Scope, start: int, end: int, *, told: bool) -> Iterator[Found]:
    led: list[Found] = []
    for one in named.names_in(scope, start, end):
        if _ACTOR.match(scope.low, one.end, end):
            continue
        follows = bool(led) and named.LINK.fullmatch(scope.text, led[-1].end, one.start) is not None
        if follows or _is_told(scope, one, start, end, told=told):
            led.append(one)
            yield one


def _is_told(scope: Scope, one: Found, start: int, end: int, *, told: bool) -> bool:
    before = _OF_STATE.sub("", scope.low[max(start, one.start - _FAR) : one.start])
    if _BODY_BEHIND.match(scope.low, one.end) or scope.text.startswith(" of ", one.end) or _LINKS.search(before):
        return False
    if _LEGAL.search(before) or (named.is_acronym(one.text) and not named.is_plain(one.text)):
        return False
    sure = named.is_plain(one.text) or services.begins_known(one.text) or _APPOSED.match(scope.low, one.end) is not None
    if _ARRIVES.search(before) and (sure or told) or _BOUGHT.search(before) and (sure or told):
        return True
    if _PARTNERS.search(before) and (names.has_form(one.text) or services.is_known(one.text)) and told:
        return True
    if scope.language == "sv" and _OVS.search(before) and not named.is_person(scope, one):
        return True
    if scope.language == "en":
        if _SIGN_UP.search(before) and not named.is_person(scope, one):
            return True
        if sure and (_FROM_EN.search(before) or _PRODUCT_OF.match(scope.low, one.end)):
            return True
    if sure and _IS_ONE.search(before):
        return True
    if _SUCH_AS.search(before) and (told or sure):
        return True
    if scope.language == "fi":
        return _is_told_fi(scope, one, start, end, before, told=told, sure=sure)
    clause = _CLAUSE.split(before)[-1]
    if _IS[scope.language].search(before):
        return True
    if scope.language == "sv" and _GETS_SV.search(clause) and _MATTER["sv"].search(clause):
        return sure or told or " " not in one.text
    does, fill = _DOES[scope.language], _FILL[scope.language]
    agent = re.search(rf"\b{does}\b.{{0,70}}?\b{_AGENT[scope.language]} {fill}[(“\"”]?$", clause)
    by = re.search(rf"\b{does}(?<=[sdtn])\b.{{0,70}}?\bav {fill}$", clause) if scope.language == "sv" else None
    if agent is not None or by is not None:
        return sure or told or not named.is_person(scope, one)
    place = re.search(rf"\b{does}\b.{{0,70}}?\b{_PLACE[scope.language]} {fill}[(“\"”]?$", clause)
    is_noun = scope.language == "sv" and _DEFINITE.fullmatch(one.text) is not None
    if place is not None and (sure or (told and not named.is_person(scope, one) and not is_noun)):
        return True
    if is_noun or scope.text[one.end : one.end + 1] == "-" or named.is_person(scope, one):
        return False
    return _GIVEN[scope.language].search(clause) is not None


def _is_told_fi(scope: Scope, one: Found, start: int, end: int, before: str, *, told: bool, sure: bool) -> bool:
    if _NOT_THERE.search(before[-40:]):
        return False
    if _FI_IS.search(before):
        return True
    if _FI_VERB.search(before) and (sure or told) and scope.text[one.end : one.end + 1] != "-":
        return True
    behind = scope.low[one.end : min(end, one.end + 20)]
    if re.match(r"(?::\w{1,3}|-[a-zåäö]+)? (?:kautta|avulla|toimesta)\b", behind):
        return _FI_DOES.search(scope.low, start, end) is not None
    if not (sure or _FOREIGN.search(one.text)):
        return False
    surface = scope.low[one.start : one.end] + (re.match(r":\w{1,4}", behind) or ("",))[0]
    if not (sure or told):
        return False
    if _FROM_FI.search(surface):
        return _BOUGHT_FI.search(scope.low, start, end) is not None
    return _WHERE_FI.search(surface) is not None and _FI_DOES.search(scope.low, start, end) is not None
