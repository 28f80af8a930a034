"""Names of companies and people as they are written."""

import re
from collections.abc import Iterator

from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

SOCIETIES = (
    r"(?:klubb|förening|förbund|sällskap|församling|byalag|stiftelse|seura|yhdistys|kerho|liitto|säätiö|kilta|klubi"
    r"|club|society|association|trust|kirjasto|kaupunki|seurakunta|yliopisto|opisto|kommun|bibliotek|universitet"
    r"|museum|museo|teater|teatteri|kuoro|orkester|orkesteri)"
)
SOCIETY = rf"\w*{SOCIETIES}\b"
"""How a word ends that may stand in small letters in the name of a society or a public body."""
KIN = (
    r"(?:&|ja|och|and) (?:pojat|poika|tyttäret|tytär|veljet|kumppanit|kumpp\.|söner|son|döttrar|dotter|bröder"
    r"|co\.?|sons?|daughters?|brothers?|partners?|friends)\b"
)
"""`Example & sons`: whoever runs it besides the one who gave it their name."""
_WORD = (
    r"[A-ZÅÄÖÉÜÆØ0-9][\w&'’+/:-]*(?:\.(?=\w)[\w&'’+/:-]+)*"
    r"(?:(?<=\b\w)\.|(?<=\bGebr)\.|(?<=\bBros)\.|(?<=\bInh)\.|(?<=\b[A-ZÅÄÖ][a-zåäö])\."
    r"|(?<=\b[A-ZÅÄÖ][a-zåäö][a-zåäö])\.)?"
)
"""A word of a name; with a dot behind it only where it is short, as in `St.`: behind a long one a sentence ends."""
_JOIN = r"(?:&|ja|och|and|of|for|the|i|n\.|\+|–|-|kb|hb|da|do|dos|du|des|del|van|von|e|y|vid)"
FORMS = (
    r"(?:Tmi|TMI|T:mi|tmi|Oyj|OYJ|Oy|OY|Abp|Ab|AB|Ky|KY|ky|ay|Ay|ry|Ry|RY"
    r"|r\.y\.|r\.f\.|rf|RF|Osk|osk\.?|Osuuskunta|osuuskunta"
    r"|säätiö(?: sr)?|sr|rs|HB|KB|EF|ek\.? ?för\.?|(?:[Ee]konomisk|[Ii]deell) [Ff]örening|u\.? ?p\.? ?a\.?"
    r"|Ltd\.?|LTD|Limited|LLC|L\.L\.C\.|[Ii]nc\.?|Corp\.?|Corporation|PLC|plc|g?GmbH(?: ?& ?Co\.? ?(?:KG(?:aA)?"
    r"|OHG))?|B\.?V\.?|ApS|[APKI]/S|AS|ASA"
    r"|e\.[UK]\.|GbR|UG|mbH|sp\. ?z ?o\. ?o\.?|a\.s\.|j\.d\.o\.o\.|z\.s\.|S\.A\.|S\.L\.|SRL|EURL|SASU|Lda\.?|Kft\.?"
    r"|MTÜ|VOF|IVS|LLP|CIC|C\.I\.C\.|[gG]\.?[iI]\.?[eE]\.?|e\.V\.|AG|KG|S\.?p\.?A\.?|s\.r\.o\.|d\.o\.o\.|N\.?V\.?"
    r"|VZW|vzw|ASBL|asbl|s\.p\.|e\.v\.|e\.K\.|k\.d\.|[Zz]rt\.?|Bt\.|o\.p\.s\.|spol\. s r\. ?o\."
    r"|Handelsbolag|Kommanditbolag|[A-ZÅÄÖ][a-zåäö]*aktiebolag|Aktiebolag|[Aa]voin [Yy]htiö|[Kk]ommandiittiyhtiö"
    r"|OÜ|SIA|UAB|S\.?A\.?R\.?L\.?|S\.?r\.?l\.?|SAS|Pty\.? Ltd\.?|Foundation|Association|oy|ab)"
)
_SMALL = (
    r"(?:(?<!mme)(?<!aan)(?<!ään)(?<!taa) [a-zåäö]{5,}(?<!taan)(?<!tään)(?<!mme)(?<!taja)(?<!lla)(?<!llä)"
    r"(?<!ssa)(?<!ssä))?"
)
_SUFFIXED = re.compile(
    rf"(?<![\w@./-])(?:{_WORD}|[a-z]{{1,3}}[A-Z]\w+)(?:[ \xa0]{_JOIN})?(?:[ \xa0](?:{_WORD}|{_JOIN}(?=[ "
    rf"\xa0]))){{0,6}}?{_SMALL}"
    rf"(?:[ \xa0]\([A-ZÅÄÖ]{{2,8}}\))?,?[ \xa0]{FORMS}(?!\w)(?:[ \xa0](?:Ab|AB|Ltd\.?|Oy)(?!\w))?"
)
_WITH_SMALL = re.compile(rf"{_WORD}(?:[ \xa0][\w&'’-]+){{0,4}}?[ \xa0]{FORMS}(?!\w)")
_PREFIXED = re.compile(
    r"(?<![\w@./-])(?:Oy|Ab|AB|Tmi|TMI|T:mi|tmi|t:mi|[Tt]oiminimi|Asunto Oy|As\.? Oy|Stiftelsen"
    r"|Insamlingsstiftelsen|Föreningen|Bostadsrättsföreningen|BRF|Brf"
    r"|[A-ZÅÄÖ][a-zåäö]+föreningen|Osuuskunta|HB|KB|Enskild firma|SARL|EURL|SASU"
    r"|Verein|Stichting|Obrt|MTÜ|Fundacja|Fundación|Stowarzyszenie|Spolek)"
    rf"[ \xa0]{_WORD}(?:[ \xa0]{_WORD}){{0,4}}(?:[ \xa0]{SOCIETY})?"
)
_PERSON_WORD = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’]+(?:-[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)?"
_PERSON = re.compile(
    rf"(?<![\w@./-]){_PERSON_WORD}(?: [A-ZÀ-ÖØ-Þ]\.?)?(?: (?:af|von|de"
    rf"|van))?(?: {_PERSON_WORD}){{1,3}}(?![\w@-])"
)
_NOT_A_PERSON = re.compile(
    r"\b(?:Oy|Ab|Ltd|Limited|Inc|Corp|Lda|Kft|Puh(?:elin\w*)?|Sähköposti\w*|Osoite|Rekisteri\w*|Yhteys\w*|Tietosuoja\w*|Email|E-?mail|Phone"
    r"|Contact|Data|Privacy|Protection|Officer|Policy|Company|Person|Register|Street|Road"
    r"|Katu|Helsinki|Finland|Suomi|Sverige|Sweden|Telefon|Adress|Kontakt\w*|Personuppgift\w*|Dataskydd\w*"
    r"|Google|Facebook|Y-tunnus|Business|Team|Support|Customer|Service|Ota|Lisätie\w*|Henkilö\w*"
    r"|Asiakas\w*"
    r"|Integritets\w*|General|Regulation|European|Union|The|Our|Your|This|We|You|If|For|All"
    r"|Toimitusjohtaja|Puheenjohtaja|Chief|Executive|Manager|Director|Postal|Address|Website|Kotisivu\w*"
    r"|Verkkosivu\w*"
    r"|Tel|Katuosoite|Postiosoite|Käyntiosoite|Vastuuhenkilö\w*|Nimi|Name|Namn|App|Hallitus|Board|Kaikki"
    r"|Voit|Jos|Tämä|Me|Se|Kun|Emme|Oikeus|Information|Last|Updated|Effective|Date|Section|Article"
    r"|Doe|Group|Terms|Conditions|Kingdom|States|Fragen|Datenschutz|No|Nr|Number|Charity|Registered|Tjänster|Om|Oss"
    r"|Account|Details|Billing|Payments?|Orders?|History|Hem|Home|About|Us|Menu|Membership|Secretary|Treasurer"
    r"|Committee|Council|Society|Professions|Essentials"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Måndag|Fredag|Lördag|Söndag|Maanantai|Perjantai"
    r"|Members?|Subject|Access|Requests?|Enquir(?:y|ies)|Inquir(?:y|ies)|Complaints?|Rights|Freedom|Kansli(?:et)?|Styrelsen?"
    r"|Kundservice|Kundtjänst|Huvudkontor(?:et)?|Toimisto|Myymälä"
    r"|Legal|Department|Dept|Operations|Compliance|Desk|Office|Reception|Marketing|Sales"
    r"|Rue|Boulevard|Place|Quai|Chemin|Allée|Viale|Piazza|Corso|Calle|Plaza|Paseo|Rua|Strada|Ulica)\b"
)
TITLES = re.compile(
    r"(?:(?:Dr|Prof|Univ|Mag|MMag|DDr|DI|Dipl|Ing|Doz|Priv|Prim|Lic|Lektor|PhDr|MUDr|MVDr|JUDr|Mgr|Bc)\b\.?"
    r"(?:[ -]?(?:\((?:FH|TU|Univ)\.?\)|(?:Ing|Psych|Kfm|Kffr|Päd|Inf|Prof|Doz|med|dent|vet|univ|rer|nat|phil|jur"
    r"|iur|oec|pol|habil|h|c)\b\.?)){0,4} )+(?=[A-ZÀ-ÖØ-Þ])"
)
"""The titles of learned people, which go before their names with dots and brackets of their own."""
_CALLING = re.compile(r"(?:[a-zåäö-]{5,} ){1,3}(?=[A-ZÀ-ÖØ-Þ])")
"""What somebody does, in small letters before their name."""

_LABEL_BEHIND = re.compile(
    r" (?:Sähköposti(?:osoite)?|Puhelin(?:numero)?|Puh|Osoite|E-?post(?:adress)?|Telefon(?:nummer)?|Tfn|Adress|Mobil"
    r"|E-?mail|Phone|Telephone|Tel|Address|Mobile)$"
)
"""The label of a detail that stands behind a name without a sign between them."""
_ROLES = re.compile(
    r"(?:\b(?:toimitusjohtaja|puheenjohtaja|sihteeri|yrittäjä|omistaja|hallituksen puheenjohtaja"
    r"|yhteyshenkilö|yrityksen omistaja|tietosuojavastaava|varapuheenjohtaja|rahastonhoitaja|vd|ägare"
    r"|ordförande"
    r"|ceo|cto|founder|owner|managing director|chairman|president|secretary|nimi|name|namn|mr\.?|ms\.?"
    r"|mrs\.?|rektor|rehtori|kassör|kanttori|leipuri|kapten|isäntä|emäntä|bursar|director|dr|prof|rev|cdr|doctor|professor|maître|advokat|frau|herr|fru|rouva|herra"
    r"|\w*terveisin|hälsningar|regards|wishes|ring|kontakta|mejla|maila|call|contact|ask|e-?mail|soita|kysy|fråga"
    r"|\w+(?:koordinaattori|päällikkö|johtaja|sihteeri|vastaava|suunnittelija|ledare|samordnare|sekreterare"
    r"|chef|värd|föreståndare|ägare|ordförande|ombud|rektor|ansvarig|mästare|hoitaja|huoltaja|opettaja|ohjaaja))"
    r"\b[ \t:,–-]*)+",
    re.I,
)


_BUSINESS = re.compile(
    r"(?:(?:katu|(?<=\w\w[naouyäöi])tie|kuja|polku|gatan|vägen|palvelut?|huolto|yhdistys|seura|kilta|toimisto"
    r"|keskus|kauppa|korjaamo"
    r"|verstas|tekniikka|yliopisto|opisto|koulu|kaupunki|museo|ravintola|kahvila|byrå|förening|bolag|tjänst|butik"
    r"|trädgård|klinik|klinikka|kliniken|salong|salongen|salonki|mottagning|verkstad|bygg|måleri|hoitola|kampaamo"
    r"|parturi"
    r"|hieronta|terapia|terapi|optik|foto|media|design|digital|consulting|tech|group|team|studio|university|school"
    r"|center|centre|(?<!bi)shop|store|street|avenue|square|suite|cottages?|hotel\w*|hostel|garage"
    r"|clinic|dental|surgery|cabins?|club|klubi|klubb|sällskap|förbund|församling|byalag|stiftelse|kerho|liitto"
    r"|säätiö|seurakunta|hallitus|isännöitsijä|sihteeri|\b(?:tie|road|lane|house|lodge))"
    r"(?:n|lla|lle|ssa|sta)?|\b(?:st|dr|ave|rd|blvd|bed|inn))\b",
    re.I,
)
"""How words end that no person is called: streets, trades, societies and offices."""


_OFFICE = re.compile(r" (?:sekreterare|ordförande|styrelse|kansli|kassör|registeransvarig)\w*")
"""What follows a house in the genitive: its secretary, its board."""
_OF_ADDRESS = re.compile(r",? (?:[A-Z]{2}|[A-Z][a-z]+),? \d{4,5}\b|,? [A-Z]{1,2}\d{1,2} ?\d[A-Z]{2}\b")
"""What follows a town: its state and the code of its post."""
_STREET_BEFORE = re.compile(
    r"\b(?:rue|avenue|av\.|boulevard|bd|place|quai|chemin|allée|impasse|via|viale|piazza|corso|calle|plaza|paseo"
    r"|rua|strada|ul\.|ulica|straat)(?: (?:de|du|des|della?|del|do|da))?(?: (?-i:[A-ZÀ-Þ])\w{1,20}){0,2} \Z", re.I
)  # fmt: skip
_STREET_BEHIND = re.compile(
    r"[ -](?:katu|tie|aukio|kuja|polku|puisto|ranta|gata|väg|plats|plan|gränd|torg|straße|str\.|platz|weg)\b"
)
"""What makes a street of the name of somebody after whom it is called."""
_HOUSE_NUMBER = re.compile(r" \d{1,3} ?[A-Za-z]?[ \t]*(?=[,;)\n]|$)")


_QUOTED = re.compile(
    r"(?<![\w@./-])(?:SIA|UAB|OÜ|MTÜ|VšĮ|AS|AB|Oy)[ \xa0][\"“„”«][A-ZÀ-ÖØ-ÞĀ-Ž0-9][^\"“”„«»\n]{1,60}[\"“”»]"
)
"""`SIA "Example Darbi"`, whose form stands before a name in quotation marks."""
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){1,2}\.?|[A-ZÅÄÖ]:)[ \xa0](?=[^\W\d])")
"""What stands before a name at the beginning of a line: its number, or the letter of who answers a question."""
_DOTTED = re.compile(r" (?:inc|ltd|corp|lda|kft|(?:sp\. ?z ?)?(?:\w\.){1,3}\w)$", re.I)
_WE_ARE = re.compile(
    r"(?:(?:We|I)['’](?:re|m)|(?:We|Us)(?: at|,)?|(?:Me )?[Oo]lemme|Me|Vi(?: på| hos| inom| i)?|Jag|Minä|Hos"
    r"|Här på|(?:Det (?:gör|är)|Sen tekee|Se on|That is|It is)(?: jag,| vi,)?|(?:Jag|Minä|Vi|Me|I),)"
    r" (?=[A-ZÅÄÖ0-9]\S* \S)"
)
_YEARS = re.compile(r"(?:19|20)\d\d(?: ?[–-] ?(?:19|20)\d\d)?,? (?=[^\W\d])")
_OF_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)\W*$", re.I)
_OF_A_TRADER = re.compile(
    r"(?:[Yy]ksityinen )?[Ee]linkeinonharjoittaja |[Ee]nskild näringsidkare |[Ss]ole trader |[Tt]oiminimiyrittäjä "
)
"""What a person is, before their name."""
_LABEL = re.compile(
    r"(?:Rekisterinpitäjä|Personuppgiftsansvarig|Registeransvarig|(?:The )?(?:[Dd]ata )?[Cc]ontroller|Yritys"
    r"|(?:Yrityksen|Yhdistyksen|Osuuskunnan|Säätiön|Seuran|Yhtiön|Liikkeen|Toiminimen) nimi"
    r"|Yhdistys|Nimi|Företag(?:snamn|et)?|Förening|Verksamhet|Namn|Firmanamn"
    r"|Company(?: [Nn]ame)?|Organi[sz]ation|Responsible|Name) (?=[A-ZÅÄÖ0-9]\S* \S)"
)
"""A label that stands before the name on its line without a sign between them."""
_OF_NOTICE = re.compile(
    r"(?<=\S)(?:[ \xa0](?:GDPR|DSGVO|PUL|Privacy|Policy|Notice|Integritetspolicy|Personuppgiftspolicy|Tietosuojaseloste"
    r"|Rekisteriseloste|Tietosuoja))+$"
)
"""What stands behind the name of a house in a title, and is none of it."""
_A_VERB = re.compile(
    r" (?:vastaa|hoitaa|pitää|käsittelee|kerää|tarjoaa|ylläpitää|omistaa|on|är|ansvarar|behandlar|driver|äger|sköter|is"
    r"|runs|by|av|käyttää|ostaa|tilaa|tekee|använder|anlitar|köper|har|får|uses?|has|via|genom) |(?<=\w{3}):[ \xa0]"
)


def firms(text: str, start: int, end: int) -> Iterator[Found]:
    """Names with the form of a company: `We Jazz Oy`, `Oy Yritys Ab`, `Tmi Maija Meikäläinen`."""
    last = start
    for one in sorted(
        (
            *_SUFFIXED.finditer(text, start, end),
            *_PREFIXED.finditer(text, start, end),
            *_QUOTED.finditer(text, start, end),
        ),
        key=lambda one: (one.start(), -one.end()),
    ):
        if one.start() >= last and (name := found(text, _behind_verb(one), one.end())) is not None:
            last = one.end()
            if one.re is _QUOTED:
                yield Found(one[0], one.start(), one.end())
                continue
            name = found(text, without_we(text, name.start, name.end), name.end) or name
            notice = _OF_NOTICE.search(name.text)
            name = found(text, name.start, name.start + notice.start()) or name if notice is not None else name
            yield with_dot(text, name)


def _behind_verb(one: re.Match[str]) -> int:
    """Where a name begins that a sentence has behind its verb or its label: `Laskuista vastaa Example Oy`."""
    *_, verb = (None, *_A_VERB.finditer(one[0]))
    return one.start() + (verb.end() if verb is not None else 0)


def firm_at(text: str, start: int, end: int) -> Found | None:
    """A company that begins right there, also with small words in its name: `Exempels mat AB`."""
    said = _WITH_SMALL.match(text, start, end)
    is_name = said is not None and _A_VERB.search(said[0]) is None
    return found(text, said.start(), said.end()) if said is not None and is_name else None


def without_we(text: str, start: int, end: int) -> int:
    """Where a name begins behind `We're`, a label, the years of a copyright, and behind what a trader is."""
    years = _YEARS.match(text, start, end)
    if years is not None and _OF_RIGHTS.search(text, max(0, start - 12), start):
        return years.end()
    for turn in (_LABEL, _WE_ARE, _OF_A_TRADER, _NUMBER):
        if (said := turn.match(text, start, end)) is not None:
            return said.end()
    return start


def with_dot(text: str, name: Found) -> Found:
    """A name with the dot that ends its form: `Example Inc.`."""
    if text[name.end : name.end + 1] == "." and _DOTTED.search(name.text):
        return Found(f"{name.text}.", name.start, name.end + 1)
    return name


def has_form(text: str) -> bool:
    """Whether a name bears the form of a company."""
    return any(one.search(text) is not None for one in (_SUFFIXED, _PREFIXED, _QUOTED))


def people(text: str, start: int, end: int) -> Iterator[Found]:
    """Names that are written like those of people."""
    for one in _PERSON.finditer(text, start, end):
        first, last = one.start(), one.end()
        if (role := _ROLES.match(text, first, last)) is not None:
            first = role.end()
        if (label := _LABEL_BEHIND.search(text, first, last)) is not None:
            last = label.start()
        name = found(text, first, last)
        if (
            name is not None
            and " " in name.text
            and not _NOT_A_PERSON.search(name.text)
            and not _BUSINESS.search(name.text)
            and not _OF_ADDRESS.match(text, last)
            and not _HOUSE_NUMBER.match(text, last)
            and not is_of_street(text, first, last)
            and not _POSTAL_CODE.search(text, max(0, first - 12), first)
            and not (text[last - 1] == "s" and _OFFICE.match(text, last))
        ):
            yield name


_POSTAL_CODE = re.compile(r"(?<![\d-])(?<!\d )\d{3} ?\d{2}[ \xa0]$")
"""What stands before a town of two words, and no person."""


def is_of_street(text: str, start: int, end: int) -> bool:
    """Whether a name is that of a street: `14 Avenue Victor Hugo`, `Urho Kekkosen katu`."""
    before = _STREET_BEFORE.search(text, max(0, start - 60), start)
    return before is not None or _STREET_BEHIND.match(text, end) is not None


def is_of_forms(text: str) -> bool:
    """Whether words are of forms, menus and notices, and no name of anybody."""
    return _NOT_A_PERSON.search(text) is not None


_CASE_ENDING = re.compile(r"(?:i?lle|i?ll[aä]|i?lt[aä]|i?st[aä]|i?ss[aä]|i?n|i?[aä])$")


def in_nominative(text: str, name: Found) -> Found | None:
    """A person's name without the ending of its case, where the text has it without one too; None where it has not."""
    ending = _CASE_ENDING.search(name.text)
    if ending is None or name.text.endswith("nen") or not _INFLECTS.match(text, name.end):
        return name
    stem = name.text[: ending.start()]
    return Found(stem, name.start, name.end) if re.search(rf"{re.escape(stem)}(?!\w)", text) else name


_INFLECTS = re.compile(r" (?:osoitteeseen|osoitteesta|sähköpostilla|sähköpostitse|puhelimitse|kautta|kanssa)\b")


def without_calling(text: str, name: Found) -> Found:
    """A person's name without what they do: `psykoterapeutti Maija Mallinen`."""
    calling = _CALLING.match(text, name.start, name.end)
    if calling is None or has_form(name.text):
        return name
    person = next(people(text, calling.end(), name.end), None)
    return person if person is not None and (person.start, person.end) == (calling.end(), name.end) else name


def without_role(text: str, start: int, end: int) -> int:
    """Where a name begins behind `toimitusjohtaja` and the like."""
    role = _ROLES.match(text, start, end)
    return role.end() if role is not None and role.end() < end else start
