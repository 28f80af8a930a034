"""Proper names of services and companies in a sentence, and whether it says that they are used for data.

A name is found first: a known service, a company with its form, `kirjuri.io`, `LaskuApp`, or a word that stands in a
capital where the language writes none. Then the clause decides: a verb or noun of using, storing or giving before it
(`käytämme`, `betalningar sköts av`, `hosted by`), or one behind it (`-palvelu`, `Xs servrar`, `X processes`).
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from portal.reading.notice.fields import names
from portal.reading.notice.fields.recipients import nominatives, services
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.functions import is_function
from portal.reading.notice.tongues.known import ALSO_OTHERS, NOT_RECIPIENTS
from portal.reading.notice.tongues.towns import is_place
from portal.reading.notice.values import Found

_CAPITAL = r"[A-ZÅÄÖÉÜ][\wåäöé]*(?:[&'’.][\wåäö]+)*(?:-[A-ZÅÄÖ][\w]*)*"
_NAME = re.compile(
    rf"(?<![\w@./-])(?:(?:{_CAPITAL} )?[a-z]+[A-Z]\w+(?: (?:AB|Oy|Ab|Ltd|Inc|GmbH)(?!\w))?|"
    rf"\d+[a-z]{{3,}}\w*|[\w-]{{2,}}\.(?:com|io|fi|se|net|org|app|eu|me|nu|co|ai|dev|no|de|sh)"
    r"|[A-ZÅÄÖ][a-zåäö]\w+/\w{0,9}[A-Z]\w*"
    rf"|{_CAPITAL}(?:[ \xa0](?:{_CAPITAL}|\d+(?=[ ,.;)]|$)))*)(?![@/\w])"
)
_SPLIT_OFF = re.compile(r"\s*[/&]\s*|,\s+|\s+(?:ja|sekä|tai|och|samt|eller|and|or)\s+")
LINK = re.compile(
    r"(?:\s*(?:\([^()]{0,60}\))?\s*(?:,|/|&|;|\bja\b|\bsekä\b|\btai\b|\boch\b|\bsamt\b|\beller\b|\band\b|\bor\b)\s*)+"
    r"(?:(?:heidän|sen|its|their|deras|dess) \w+ "
    r"|(?:i andra hand|dessutom|toissijaisesti|secondarily|also|även|myös) )?\(?"
    r"|\s(?:for|för|till)\s[a-zåäö -]{2,40}?(?:,?\s(?:and|och|samt)|,)\s"
)
"""What stands between two names of one list."""
_CAMEL = re.compile(r"^[A-ZÅÄÖ]?[a-z0-9]+[A-Z]|^[A-Z][a-zåäö]{2,}\d{2,3}$|\w\.[a-z]|^\d+[a-z]|^[A-Z][a-z]+[A-Z]")
_GENERIC = re.compile(
    r"viranomai|entreprenör|hantverkare|urakoits|subcontract|palvelu|kumppan"
    r"|tilitoimis|käsittelij|vastaanott|alihank|kuljetus|pankki|asiakas|asiakk|yritys"
    r"|yrityks"
    r"|myndighet|leverantör|tjänst|verktyg|plattform|partner|biträde|hyvinvoin"
    r"|provider|author|service|processor|recipient|customer|compan|third"
    r"|part(?:y|ies)"
    r"|contractor|employee|accounting|delivery|payment|hosting|analytic|tieto|henkilö|uppgift|information"
    r"|data\b|oikeu"
    r"|rekister|regist|käyttäj|jäsen|medlem(?:mar\w*|mens?|s\w*)?\b|members?\b|kund(?:en|er\w*|s)?\b|users?\b"
    r"|klient|potila|verkko|sivusto|webb(?:plats|sid|but|läs|hot|en\b|\b)|website"
    r"|evästee?|cookie"
    r"|kakor|policy|integritet|privacy|ehdot|villkor|terms|avtal|agreement|sopimu|seloste|laki\b|lain\b|lag\b|\bact\b"
    r"|regulation|asetu|förordning|direkt|clause|klausul|lauseke|framework|shield|commission|komissio"
    r"|kommission|union"
    r"|unioni|euroop|europ|americ|amerik|minister|ombud|valtuut|commissioner|agency|verohalli|skatteverk|kela\b|imy\b"
    r"|artik|article|\bart\b|chapter|section|kohta|yhdistys|seura\b|förening|hallitus|styrelse|board\b|osoite"
    r"|adress|puhelin"
    r"|telefon|phone|e-?mail|sähköposti|e-post|internet|http|browser|selain|webbläsar|lomake|formulär|form\b"
    r"|newsletter"
    r"|uutiskirj|nyhetsbrev|januar|februar|march|april|may\b|june|july|august|september|october|november|december"
    r"|tammik|helmik|maalisk|huhtik|toukok|kesäk|heinäk|elok|syysk|lokak|marrask|jouluk|monday|sunday|maanantai"
    r"|premium|^pro\b|beta\b|version|versio|näiden|tämä|nämä|lisäksi|muut|myös|kaikki|voimme|emme|jos\b|kun\b|lisätie"
)
"""Words that begin or make up what is no name."""
_OF_SAVERS = re.compile(r"[A-ZÅÄÖ][\wåäö-]+n (?:Osuus|Säästö)pankki")
_KIND = re.compile(r"university|college|school|council|board|library|yliopisto|koulu|kunta|skola|kommun")
PLACE = re.compile(
    r"(?:yhdysva|iso\w*-?brit|saksa|ranska|irlan|hollan|alankom|viro|ruots|norja|tanska|suom|puola|ukrain|venäj"
    r"|kanad|canad|int|japan"
    r"|usa|us|uk|franc|german|ireland|netherl|belgi|swed|norw|denmark|eston|united|storbrit|frankr|tyskl|nederl"
    r"|sverige"
    r"|norge|danmark|finland|finlan|switz|schweiz|sveits|austria|itäval|österri|spain|spani|espanja|ital|luxem"
    r"|luxemb|singap|austral|india"
    r"|intia|israel|helsin|espoo|vantaa|tamper|turku|turun|turuss|oulu|stockh|götebor|malmö|uppsal|frankfurt"
    r"|dublin|london|lontoo|berlin|berliin|amster"
    r"|pariisi|paris|falkenst|nürnb|nuremb|tukholm|kööpenh|köpenh|oslo|virginia|californ|kaliforn|san francisco"
    r"|delaware|oregon"
    r"|washington|seattle|new york|eu|eta|ees|eea|ety|northern europe|norden|pohjois|etelä|länsi|itä)\w{0,6}(?![\w.])"
)
_OF_A_STATE = ("Skatteverket", "Verohallinto", "Kela", "Tulli", "Migri", "Traficom")
_USE_FI = (
    r"käyt(?:än|ämme|etään|ää|ettävä \w+|ettävät|ämä|ämämme|ämiämme|ämiä|össä(?:mme)?)|käyttäen|hyödyn(?:nämme"
    r"|netään|tää|täen)"
    r"|luovut(?:etaan|amme)|siirr(?:etään|ämme)|siirt(?:yy|yvät)|välit(?:etään|ämme)|lähet(?:etään|ämme)"
    r"|tallenn(?:etaan|amme)|säilyt(?:etään|ämme)|toimi(?:i|vat)|ostamme|hankimme|jaamme|annamme|tarjoa(?:a"
    r"|vat)|ylläpitä(?:ä|vät)"
    r"|hoita(?:a|vat)|toimittaa|toteuttaa|vastaa|vastaavat|välittää|käsittelee|käsittelevät|isännöi"
)
_ROLE_FI = (
    r"\w*(?:toimittaja|tarjoaja|kumppani|käsittelijä|alusta|järjestelmä|ohjelma|ohjelmisto|palvelu|operaattori"
    r"|työkalu|tilitoimisto|välittäjä|ylläpitäjä|alihankkija|palvelin|sovellus)"
    r"(?:n|a|ä|t|na|nä|ina|inä|mme|namme|nämme|nsa|an|en|amme|ämme|ista|ita|ja|jä)?"
)
_LEAD = {
    "fi": re.compile(
        rf"\b(?:{_USE_FI}|{_ROLE_FI}(?: (?:on|ovat|toimii|toimivat|käytetään|käytämme|kuten|esim\.|esimerkiksi"
        rf"|ovat|mm\.))?:?)"
        r"(?:[ ,]+[a-zåäö-]+){0,5}?[ :]+[(„”\"]?$"
        r"|\b\w*(?:toimittaj|tarjoaj|kumppan|käsittelij|alusto|alust|järjestelm|ohjelmisto|palvelu|operaattor"
        r"|työkalu|toimisto"
        r"|välittäj|ylläpitäj|alihankkij|rajapin|osapuol|taho|sovellu|infrastruktuur|ympäristö"
        r"|palvelim)\w* \((?:esim\. |kuten |mm\. )?$"
    ),
    "sv": re.compile(
        r"\b(?:(?<!\bni )(?<!\bdu )(?<!\bman )använder"
        r"(?: (?:oss av|vi|jag|också|även|appen|sajten|sidan|webbplatsen|hemsidan|tjänsten|i första hand|främst))*"
        r"|används|anlitar|utnyttjar"
        r"|nyttjar"
        r"|\w*(?:leverantör|plattform|tjänst|system|partner|biträde|verktyg|operatör|byrå|värd|program)(?:en|et"
        r"|n|er|erna|s)?"
        r"(?:,? \(?(?:är|heter|som heter|såsom|som|t\.ex\.|till exempel|exempelvis|bl\.a\.|bland annat))?:?"
        r"|(?:hanteras|levereras|tillhandahålls|lagras|sköts|drivs|behandlas|skickas|sker|görs|driftas|hostas"
        r"|utförs|delas"
        r"|överförs|sparas|körs|byggd|byggs|lämnas ut|publicerad|publiceras|delar|lämnar|överför)\b[^.;]{0,50}?"
        r"\b(?:av|via|genom|hos|på|i|med|till|med hjälp av))"
        r"(?: (?:vår|vårt|våra|den|det|de|en|ett|koncernbolaget|moderbolaget"
        r"|dotterbolaget|bl\.a\.|bland annat|främst|externa?|svenska|tjänsten"
        r"|leverantören|plattformen"
        r"|systemet|programmet|företaget|verktyget|tredjepartstjänsten|betaltjänsten|betalningstjänsten"
        r"|molntjänsten|servrar|hos))*[ :]+[(”\"]?$"
    ),
    "en": re.compile(
        r"\b(?:(?:we|i|[\w-]{2,40}\.\w{2,10}|controller|company|firm|association|charity|operator"
        r"|club"
        r"|school|and|also|website|site|app|application|service|platform|form|newsletter|shop|store|calendar|map|which"
        r"|that|may) (?:may |also "
        r"|currently |can )*uses?"
        r"|using|utili[sz]es?|rel(?:y|ies) on|mak(?:es?|ing) use of"
        r"|(?:provider|vendor|partner|processor|platform|host|supplier|sub-?processor|operator|contractor)s?"
        r"(?: (?:is|are|named|called|such as|like|including|e\.g\.,?))?:?"
        r"|(?:provider|processor|vendor|partner|platform|host|hosting|storage|services|tool|software|supplier)s?"
        r" \((?:e\.g\.,?|such as|like|including|for example,?)"
        r"|\b(?:hosting|services?|fonts?|icons?|maps?|analytics|payments?"
        r"|e-?mails?|newsletters?|databases?|storage|backups?"
        r"|monitoring|cdn):"
        r"|(?:facilitie|tool|service|system|repositorie)s (?:include|are|such as|like|including|e\.g\.,?):?"
        r"|(?:hosted|stored|handled|processed|managed|provided|operated|powered|run|built|delivered|sent|kept"
        r"|saved|transferred|shared|share|disclosed"
        r"|transmitted|passed|maintained|performed|collected|supplied|offered|drawn|embedded|loaded|fetched|served"
        r"|runs?|running|payments?"
        r"|logins?)\b[^.;]{0,50}?"
        r"\b(?:by|on|in|with|via|through|to|at|using))"
        r"(?: (?:the|our|a|an|services?|of|providers?|companys?|company|vendor|platform|servers|third[- ]party"
        r"|external|e\.g\.|such as|like"
        r"|payment|processor|provider|email|hosting|cloud|analytics|tool|tools|partners?|infrastructure"
        r"|software|database|including)[,]?)*[ :]+[(“\"]?$"
    ),
}
_TAIL = {
    "fi": re.compile(
        r"(?::\w+|['’]\w+)?(?:-(?:nimi\w* )?(?:\w*palvelu|\w*ohjelm|\w*järjestelm|\w*alusta|\w*pilv|\w*palvelim"
        r"|\w*työkalu"
        r"|\w*sovellu|\w*lomak|\w*maksu|\w*verkkokaup|\w*rekister|\w*rajapin|\w*taul|\w*tietokan|\w*analytiik|\w*kalenter)\w*"
        r"|[ ]\(?\w*?(?:kautta|avulla|toimesta|vaihte\w+|palvelimi\w+|palvelime\w+|pilvipalvelu\w*|pilve\w+|pilvi\w+"
        r"|järjestelm\w+|palvelu(?:un|ssa|a|ja|ita|iden|jen|illa|ista|ihin|n|t)?"
        r"|alusta\w+|ylläpitä\w+|toimittam\w+|tarjoam\w+|tuottam\w+|hallinnoim\w+|tietokan\w+|ohjelmisto\w+"
        r"|ohjelma\w*|sovellu\w+|työkalu\w*|lomake\w*|lomakke\w*|tuottee\w+)"
        r"|,? (?:voi|voivat|saattaa|saattavat) (?:myös )?(?:kerätä|käsitellä|tallentaa|saada|säilyttää"
        r"|vastaanottaa)\b"
        r"|,? (?:joka |jotka |on |jonka )?(?:tarjoaa|tarjoavat|ylläpitää|toimittaa|käsittelee|käsittelevät"
        r"|hoitaa|välittää|tallentaa|kerää|keräävät"
        r"|säilyttää|isännöi|lähettää|toimii|toimivat|saa|saavat|vastaanottaa|toteuttaa|vastaa)\b"
        r"|\s*\((?:[^()]{0,60}?)(?:palvelin|sähköposti|maksu|hosting|tietokanta|pilvi|lasku|kirjanpi|analytiik"
        r"|tallen|EU|USA|Yhdysva))"
    ),
    "sv": re.compile(
        r"(?:(?:['’:]?s)? (?:servrar|tjänst\w*|moln\w*|plattform\w*|system\w*|infrastruktur|datacenter"
        r"|programvara|servra?\w*|verktyg|betal\w+|databas\w*)"
        r"|-(?:tjänst|plattform|system|formulär|konto|server)\w*"
        r"|,? (?:kan (?:samla in|behandla|lagra|få|spara)|(?:som )?(?:hanterar|behandlar|lagrar|tillhandahåller"
        r"|levererar|sköter|driver|skickar|får|mottar|samlar in|sparar"
        r"|ansvarar|fungerar som|agerar|är vår|är våra|är vårt|är personuppgiftsbiträde|används|står för"
        r"|tar emot))\b)"
    ),
    "en": re.compile(
        r"(?:['’]s)?(?:(?: [a-z-]+){0,3}? (?:software|systems?|platform|app)\b"
        r"|(?: (?:servers?|services?|platform|infrastructure|cloud|data cent\w+|API|systems?"
        r"|databases?|hosting|tools?)\b"
        r"|,? (?:which |who |that )?(?:may |will |can |also |securely )*(?:process(?:es)?|handles?|stores?"
        r"|provides?|hosts?|receives?|collects?"
        r"|delivers?|manages?|acts? as|operates?|processing|maintains|transmits?|is our|are our|is used"
        r"|are used|sends?)\b))"
    ),
}
_BARE = re.compile(r"(?:mme|taan|tään|een|amme|ämme)$")
_DATA = re.compile(
    r"tieto|tiedo|rekister|maksu|lasku|posti|viesti|lomak|varau|ajanvar|kirjanpi|palvelin|palvelim|sivusto"
    r"|verkkosiv|verkkokaup|kirjaut|tallen|säily|hosting"
    r"|analy|kävij|asiak|uutiskirj|uppgift|data|betal|faktur|mejl|e-post|formulär|bokför|server|lagr|webbplats"
    r"|hemsid|besök|nyhetsbrev|utskick|databas|inlogg|bokning|moln"
    r"|payment|invoice|e-?mail|form|account|server|host|store|website|site|visitor|newsletter|database|log ?in"
    r"|koordinaat|sijain|coordinate|location|koordinat|booking|cloud|crash|message|storage|purchase|subscription"
)
"""What a clause has to be about for a service in it to have data."""
_HOST = re.compile(r"(?:@|www\.)([\w-]+)\.(?!com\b.*gmail)[a-z]{2,}", re.I)
_LONG_WORD = re.compile(r"[A-ZÅÄÖ][\w-]{3,}")
_CALLED = re.compile(r"\((?:jäljempänä |nedan |below |hereafter )?[\"“”’']([A-ZÅÄÖ][\w .-]{2,30})[\"“”’']")
"""`Malli Oy (”Mallila”)`: how the company calls itself."""
_BLANKS = re.compile(r"[ \xa0]{2,}")
"""What stands where the markup of a name was."""
_UNTIL = re.compile(r"\b(?:kuin|kun|jos|että|jotta|om|att|when|if|that|than|until)\b")
_ACTS = re.compile(
    r"(?:käsittele\w+|tarjoa\w*|ylläpitää|toimi\w*|hoitaa|välittää|tallentaa|kerää\w*|säilyttää|isännöi"
    r"|lähettää|saa|saavat|vastaanottaa"
    r"|toteuttaa|vastaa|\w+ar|driver|får|tar emot|är \w+|används|står för|\w+s|processing)\s*$"
)
"""A verb behind a name, of which the company itself may be the subject."""
_USES = re.compile(
    r"käyt|hyödyn|rajapin|osapuol|toimittaj|tarjoaj|kumppan|järjestelm|ohjelm|alusta|palvelu|työkalu|toimisto"
    r"|alihank|använd"
    r"|anlit|nyttj"
    r"|leverantör|plattform|tjänst|system|verktyg|byrå|biträde|\bav\b|\buses?\b|using|provider|platform|vendor"
    r"|processor|tool|\bby\b"
)
_VIA = re.compile(
    r"kautta|avulla|toimesta|palvelim|pilv|\w(?:lla|llä|ssa|ssä|lle)\b|servrar|moln|servers?|cloud|databas"
    r"|software|system|platform"
)
_SHORT = 60
_PARTED = re.compile(r"[(:–—]| - |\. ")
_STEM = 7
_FEW = 3
_NEXT_WORD = re.compile(r"(?:['’]?s|:?i?n)? |['’]s$")
_AND = re.compile(r" (?:ja|sekä|och|samt|and) ")
_NO_WORD_BEFORE = re.compile(r"(?:^|[\n.!?:])[\s\d.)•*–-]*$")
_ARTICLE = re.compile(r"\b(?:the|our|your|an?) $")
_NOUN = re.compile(r" [a-zåäö]{4,}")
_IS_ROLE = re.compile(r"provider|processor|vendor|leverantör|biträde|tarjoaja|toimittaja|käsittelijä|alihankkija")
_PLACED = re.compile(r"\b(?:i|på|till|in|on|to|at)(?: the)? $")
"""What stands before a town as well."""
_LOCATIVE = re.compile(r"(?:lla|llä|lle|lta|ltä|ssa|ssä|sta|stä|[ih]in|een)$")
_CODE = re.compile(r"[a-z]{4,}[A-Z]")
"""The names of a program's own things: `localStorage`."""
_AND_WHERE = re.compile(r"(?<=\w) (?:USA|US|EU|UK|ETA|EES|EEA)$")
_MAKERS = (
    "Google",
    "Microsoft",
    "Amazon",
    "Visma",
    "Adobe",
    "Zoho",
    "Cloudflare",
    "Meta",
    "Apple",
    "Fortnox",
    "Telia",
    "Elisa",
)
"""Who calls what they make by their own name and another."""
_PRODUCT = re.compile(r"[A-Z][a-zåäö]+(?: [A-Z][a-zåäö]+)?")
_FIRST_PERSON = re.compile(
    r"(?:Käyt|Lasku|Lähe|Säily|Hoi|Te|Pi|Tila|Os|Mak|Kirja|Tallen|Tulos|Ja|Han|Ilmoi"
    r"|Vuokra|Hyödyn|Julkais|Anna|Tilit|Varmuuskopioi|Toimi)"
    r"(?:\w{0,4}[aeiouäö]n|\w{0,5}mme|\w{0,3}taan|\w{0,3}tään)"
)
"""A verb with which a Finnish sentence begins: `Laskutan Kuuran kautta`."""
_OF_TOWN = re.compile(r"[a-zåäö,(:–-] [A-ZÅÄÖ][\wåäö]+ (?:i|in|på) $")
"""`Skolköket i Dalby`: the town that a firm is in."""
_BUSINESS = re.compile(
    r"\w*(?:sjukhuset|kliniken|huset|centret|bolaget|byrån|firman|hotellet|gården"
    r"|affären|butiken|handeln|skolan|stallet)\b"
    r"|(?:Hotell?i?|Ravintola|Café|Kahvila|Clinic|Casa|Villa|Studio|Maison|Restaurant"
    r"|Restaurang|Eläin\w+|Kiinteistö\w+)\b"
)
"""Words with which a house or a firm begins, and no person."""
_NEW_CELL = re.compile(r"[\t\n]\W*$|[ \xa0][–—][ \xa0]$")
_COLON_CASE = re.compile(r":\w{1,4}")
_NOTHING = ("",)
HEAD_SIGN = re.compile(r"\s*(?:[:—–]|\s-\s)")
"""What parts the name of an item from what it does: other names that stand there are mostly its own products."""
_QUOTES = ("“", "”", '"', "'")
_FOREIGN = re.compile(r"[wxqzcåfgb]", re.I)
_DONE = re.compile(
    r"tallen|säily|käsitel|lähet|välit|siirt|siirr|sijait|toimi|ylläpi|ylläpide|isännöi|hoide|hoita|kulke"
    r"|rakenne|toteute|tehty|tehdään|luotu|julkais"
    r"|pyöri|ajetaan|hallinnoi|kirjat|kirjau|maksetaan|maksu|lasku|varataan|varau|otetaan|vastaanot|arkistoi"
    r"|analysoi|seura|mita|tuotetaan|tuote|pide"
)
_OF_SOURCES = re.compile(
    r"(?:saadaan|saamme|kerätään|keräämme|hankitaan|hankimme|ostetaan|poimi|haetaan|lähte|lähde|tietolähde)"
    r"|samlar? in|hämta[rs]?|inhämta|källa|källor|obtain|collect\w* (?:from|via|through)|sources?\b|gather"
)
_LINKED = re.compile(
    r"tietosuoja(?:seloste|käytän|lausek|ehdo)|linkk|linki|lue lisää|luk(?:ea|ekaa) (?:[\w-]+ ){0,4}lisää|lisätieto"
    r"|(?:ohjei|tukisivu|ohjesivu)\w{0,9}sta\b|osoitte|länk|läs mer|läs om"
    r"|policy|link\b|links\b|read more|more information|find out"
    r"|lisenss|licens|licence|license|lähdekood|källkod|source code|open source|avoimen|tavaramerk|varumärk|trademark"
)


def used_in(scope: Scope, start: int, end: int, *, told: bool) -> Iterator[Found]:
    """The names that a sentence says are used for data; `told` where its section is about recipients."""
    every = list(names_in(scope, start, end))
    if every and every[0].start == start and HEAD_SIGN.match(scope.text, every[0].end, end):
        every = [
            every[0],
            *(one for one in every[1:] if services.known().fullmatch(one.text) or names.has_form(one.text)),
        ]
    kept = [not is_acronym(one.text) and told_of(scope, one, start, end, told=told) for one in every]
    for turn in (1, -1):
        pairs = list(pairwise(range(len(every))))[::turn]
        for left, right in pairs:
            first, second = (left, right) if turn == 1 else (right, left)
            if kept[first] and not kept[second] and LINK.fullmatch(scope.text, every[left].end, every[right].start):
                kept[second] = True
    yield from (one for one, is_kept in zip(every, kept, strict=True) if is_kept)


def is_acronym(text: str) -> bool:
    """Letters that may as well be a norm's or a technique's; only their neighbours tell that they are a name."""
    return text.isupper() and " " not in text and services.known().fullmatch(text) is None


def told_of(scope: Scope, one: Found, start: int, end: int, *, told: bool) -> bool:
    """Whether the clause around a name says that it is used for data."""
    before = _BLANKS.sub(" ", scope.low[max(start, one.start - 110) : one.start])
    lead = _LEAD[scope.language].search(before)
    sure, is_known = is_plain(one.text), services.known().fullmatch(one.text) or names.has_form(one.text)
    led = lead is not None and (sure or not _PLACED.search(before)) and not _UNTIL.search(lead[0])
    tail = _TAIL[scope.language].match(scope.low, _behind_blanks(scope, one.end, end), end)
    behind = tail is not None and (is_known or told or not _ACTS.search(tail[0]))
    if not told and not is_known:
        led = led and lead is not None and _USES.search(lead[0]) is not None and not _is_host(one.text)
        behind = behind and tail is not None and _VIA.search(tail[0]) is not None
    if not (led or behind or _is_where(scope, one, start, end)):
        return False
    is_role = lead is not None and _IS_ROLE.search(lead[0]) is not None
    if not told and ((not is_role and not _DATA.search(scope.low, start, end)) or _OF_SOURCES.search(before)):
        return False
    return not _LINKED.search(scope.low[one.end : min(end, one.end + 40)])


def _behind_blanks(scope: Scope, at: int, end: int) -> int:
    """Where a sentence goes on behind the blanks that the markup of a name left: the last of them, or a dash."""
    blanks = _BLANKS.match(scope.text, at, end)
    if blanks is None:
        return at
    return blanks.end() if scope.text[blanks.end() : blanks.end() + 1] == "-" else blanks.end() - 1


def _is_host(text: str) -> bool:
    """`malli.fi`: the address of a site, which is as likely the company's own."""
    return re.search(r"\w\.[a-z]+$", text) is not None


def is_plain(text: str) -> bool:
    """Whether a name is plainly one of a service or a company, so that it cannot be a place or a person."""
    return services.known().fullmatch(text) is not None or names.has_form(text) or _CAMEL.search(text) is not None


def _is_where(scope: Scope, one: Found, start: int, end: int) -> bool:
    """`Laskutus hoidetaan Netvisorissa`, `sivusto on tehty Wixillä`: where data is, in the case that says so."""
    if scope.language != "fi" or not (is_plain(one.text) or _FOREIGN.search(one.text)):
        return False
    surface = scope.low[one.start : one.end]
    if not _LOCATIVE.search(surface + (_COLON_CASE.match(scope.low, one.end) or _NOTHING)[0]):
        return False
    return _DONE.search(scope.low, max(start, one.start - 90), min(end, one.end + 60)) is not None


def names_in(scope: Scope, start: int, end: int) -> Iterator[Found]:
    """Every name of a company or a service in a sentence, whether it gets data or not."""
    last = start
    for one in firms(scope.text, start, end):
        yield from _of_words(scope, start, last, one.start)
        yield one
        last = one.end
    yield from _of_words(scope, start, last, end)


def firms(text: str, start: int, end: int) -> Iterator[Found]:
    """Companies with their form, without the verb that begins their sentence; `Pilvi och Malli AB` are two."""
    for firm in names.firms(text, start, end):
        one = _without_case(_without_verb(text, _without_label(firm)))
        for between in _AND.finditer(one.text):
            if services.begins_known(one.text[: between.start()]) or names.has_form(one.text[: between.start()]):
                yield Found(one.text[: between.start()], one.start, one.start + between.start())
                one = Found(one.text[between.end() :], one.start + between.end(), one.end)
                break
        yield one


_CASE_OF_FORM = re.compile(r"(?::(?:s|n|lle|lla|llä|lta|ltä|ssa|ssä|sta|stä|ta|tä|a|ä|hin|iin|een)|['’]s)$")


def _without_case(firm: Found) -> Found:
    """`Malli Oy:n` and `Model Ltd's` without what the sentence puts behind them."""
    bare = _CASE_OF_FORM.sub("", firm.text)
    return Found(bare, firm.start, firm.end - (len(firm.text) - len(bare)))


def _without_label(firm: Found) -> Found:
    """`Palvelin: Malli Oy` without its label."""
    cut = max(firm.text.rfind(sign) + len(sign) if sign in firm.text else 0 for sign in (": ", " - ", " – "))
    return Found(firm.text[cut:], firm.end - (len(firm.text) - cut), firm.end) if cut > 1 else firm


def _without_verb(text: str, firm: Found) -> Found:
    """`Käytämme Malli Oy` without the verb that begins the sentence."""
    first, _, rest = firm.text.partition(" ")
    before = text[max(0, firm.start - 12) : firm.start]
    if _BARE.search(first) and " " in rest and _NO_WORD_BEFORE.search(before):
        return Found(rest, firm.start + len(first) + 1, firm.end)
    return firm


def _of_words(scope: Scope, sentence: int, start: int, end: int) -> Iterator[Found]:
    for one in _NAME.finditer(scope.text, start, end):
        value = found(scope.text, one.start(), one.end())
        if value is None or services.known().fullmatch(value.text.split("/", 1)[0].strip()) and "/" in value.text:
            continue
        whole = services.known().match(scope.text, value.start, end)
        if whole is not None and whole.end() > value.end and not scope.text[whole.end() : whole.end() + 1].isalnum():
            yield Found(whole[0], value.start, whole.end())
            continue
        value = _shorter(scope, nominatives.nominative(scope, without_place(value)))
        if _begins(scope, sentence, value.start) or scope.text[value.start - 1 : value.start] in _QUOTES:
            value = _known_end(value)
        if is_name(scope, value, begins=_begins(scope, sentence, value.start)):
            yield value


def _known_end(value: Found) -> Found:
    """`Käytämme Googlea` and `"Lisää Google-kalenteriin"`: the known service behind the verb that begins a sentence."""
    first, _, rest = value.text.partition(" ")
    if rest and _FIRST_PERSON.fullmatch(first):
        return Found(rest, value.end - len(rest), value.end)
    is_verb = (
        rest
        and not services.known().match(value.text)
        and services.known().fullmatch(rest)
        and not nominatives.GENITIVE.search(first)
    )
    return Found(rest, value.end - len(rest), value.end) if is_verb else value


def without_place(value: Found) -> Found:
    """`Lomake USA` is Lomake, and where it is."""
    bare = _AND_WHERE.sub("", value.text)
    return Found(bare, value.start, value.start + len(bare)) if bare != value.text else value


def _shorter(scope: Scope, value: Found) -> Found:
    """The known service that a longer run of capitals begins with, or ends with: `Applen App Store`."""
    known = services.known().match(value.text)
    follows = _NEXT_WORD.match(value.text, known.end()) if known is not None else None
    if known is None or follows is None:
        return value
    rest = value.text[follows.end() :]
    if follows[0] == " " and known[0] in ALSO_OTHERS and not services.known().fullmatch(rest):
        return value
    if follows[0] == " " and known[0] in _MAKERS and _PRODUCT.fullmatch(rest) and not _GENERIC.search(rest.casefold()):
        return value
    if follows[0] != " " and services.known().fullmatch(rest):
        return Found(rest, value.end - len(rest), value.end)
    return Found(known[0], value.start, value.start + known.end())


def _begins(scope: Scope, sentence: int, at: int) -> bool:
    """Whether a word stands where every word has a capital."""
    said = scope.text[sentence:at]
    before = said.rstrip(' \t\n\xa0(„”"“•*-–—')
    return not before or before[-1] in ".:!?\n" or _NEW_CELL.search(said) is not None


def is_person(scope: Scope, one: Found) -> bool:
    """Whether a name is written like a person's, and is no known service and no company."""
    if is_plain(one.text) or services.begins_known(one.text):
        return False
    if _BUSINESS.match(one.text):
        return False
    return any(person.start == one.start for person in names.people(scope.text, one.start, one.end))


_A_STORE = re.compile(r"(?:Apple(?:s|n)? |Google )?(?:App|Play|Microsoft|Chrome Web|Snap) ?Store|Google Play|F-Droid")
_OFFERED = re.compile(
    r"\b(?:available|offered|distributed|published|downloads?|downloaded|finns|ladda[rs]?|laddas|publiceras|saatavilla"
    r"|saatavana|ladattavissa|ladata|julkaistu)\b[^.:;]*$"
)
"""What says of a shop for apps that it is where the app is got from."""
_AT_HOME = re.compile(r" (?:locally|lokalt|paikallisesti|on our own server\w*|på vår egen server)\b")


def is_only_offered(scope: Scope, value: Found) -> bool:
    """A shop where the app is got from, or what runs at the company's own: neither gets data."""
    offered = _OFFERED.search(scope.low, max(0, value.start - _SHORT), value.start)
    is_store = offered is not None and _A_STORE.fullmatch(value.text) is not None
    return is_store or _AT_HOME.match(scope.low, value.end) is not None


def is_link(scope: Scope, start: int, end: int) -> bool:
    """Whether an item is but a link to somebody's own notice: `Stripes integritetspolicy`."""
    said = _PARTED.split(scope.low[start:end].strip(), maxsplit=1)[0]
    return len(said) < _SHORT and _LINKED.search(said) is not None


def may_name(scope: Scope, value: Found) -> bool:
    """Whether a name may be a recipient's at all: not the company's own, no authority."""
    text = value.text
    if text in NOT_RECIPIENTS or text in _OF_A_STATE or text.split()[0] in NOT_RECIPIENTS or _CODE.match(text):
        return False
    return (services.begins_known(text) or not _is_own(scope, text)) and not _LINKED.search(text.casefold())


def is_name(scope: Scope, value: Found, *, begins: bool) -> bool:
    """Whether words in a capital are the name of a service: known, written like one, or nobody's common noun."""
    text, low = value.text, value.text.casefold()
    if text in NOT_RECIPIENTS or text in _OF_A_STATE or low in {one.casefold() for one in scope.own_names}:
        return False
    if services.known().fullmatch(text):
        return True
    if text.split()[0] in NOT_RECIPIENTS or _is_own(scope, text):
        return False
    if _CAMEL.search(text) and " " not in text:
        return text[0].isupper() or "." in text or text[0].isdigit()
    if _OF_SAVERS.fullmatch(text):
        return True
    if _GENERIC.search(low) or PLACE.match(low) or _KIND.fullmatch(low) or is_place(text) or is_function(text):
        return False
    if (
        (begins and not services.begins_known(text))
        or len(text) < 3
        or _is_of_who(scope, text)
        or _is_noun(scope, value)
    ):
        return False
    if _OF_TOWN.search(scope.text, max(0, value.start - 40), value.start):
        return False
    return not scope.begins_word(text.split()[0].casefold()[:6])


def _is_noun(scope: Scope, value: Found) -> bool:
    """`The Leader`, and `Tieteen keskus`: a noun in a capital, and the first word of a name that is no service's."""
    if scope.language == "en":
        return _ARTICLE.search(scope.low[max(0, value.start - 6) : value.start]) is not None and " " not in value.text
    return (
        scope.language == "fi"
        and nominatives.GENITIVE.search(scope.text[value.start : value.end]) is not None
        and nominatives.GENITIVE_HEAD.match(scope.low, value.end) is None
        and _NOUN.match(scope.text, value.end) is not None
    )


def _is_own(scope: Scope, text: str) -> bool:
    """Whether a name is that of the notice's own site, product or company: in its title, its address, its name."""
    squeezed = _squeezed(text)
    words = {_squeezed(word) for word in text.split()}
    return any(
        one in words
        or (len(one) > _STEM - _FEW and one in squeezed)
        or (len(squeezed) > 3 and (squeezed in one or squeezed[:_STEM] == one[:_STEM]))
        for one in _own(scope.text, scope.title, scope.own_names, scope.registers)
    )


@lru_cache(maxsize=32)
def _own(text: str, title: str, own_names: tuple[str, ...], registers: tuple[str, ...]) -> frozenset[str]:
    """The words by which a notice calls its own, without blanks and signs."""
    hosts = Counter(one[1].lower() for one in _HOST.finditer(text))
    first = next((line for line in text.split("\n") if line.strip()), "")
    words = [host for host, _ in hosts.most_common(1)]
    words += [one[0] for said in (title, first[:90], *own_names, *registers) for one in _LONG_WORD.finditer(said)]
    words += [one[1] for one in _CALLED.finditer(text)]
    return frozenset(one for word in words if len(one := _squeezed(word)) > 3 and not services.is_known_anyhow(word))


def _squeezed(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _is_of_who(scope: Scope, text: str) -> bool:
    """Whether a name stands where the notice says who answers: a person, a street, the company's own."""
    return any(
        text in scope.text[block.start : block.end]
        for section in scope.about("controller", "contact", "dpo")
        for block in section.blocks
    )
