"""Words around a name that tell whether whoever bears it answers for the data, gets some, or is a thing or a law."""

import re

_ANSWERS = (
    r"(?:rekisterin\s?pitäjä\w{0,6}|personuppgiftsansvarig\w{0,4}|registeransvarig\w{0,4}|registerförare"
    r"|registerhållare|(?:data )?controller\b)"
)
_VERBS = (
    r"(?:collects?|process(?:es)?|stores?|saves?|uses?|respects?|values?|takes?|cares?|holds?|keeps?|handles?"
    r"|is committed|are committed|protects?|operates?|complies|recogni[sz]es|understands|käsittelee|kerää|tallentaa"
    r"|säilyttää|kunnioittaa|noudattaa|sitoutuu|huolehtii|on sitoutunut|ylläpitää|kerätä|käsitellä|behandlar|samlar"
    r"|hanterar|värnar|respekterar|sparar|lagrar|använder|skyddar|ansvarar|tar|följer|är mån\w{0,3})\b"
)

BEFORE = {
    "behind a word for the controller": re.compile(
        rf"{_ANSWERS}[\"”')]?(?:[\s:,(–-]|\b(?:is|are|on|är|toimii|means|the|for|of|at|nimi|name|namn|as|defined|under"
        r"|gdpr|and|ja|och)\b){0,8}$",
        re.I,
    ),
    "the controller is told of before it": re.compile(rf"{_ANSWERS}[^.\n]{{0,60}}$", re.I),
    "behind `we at`": re.compile(
        r"\b(?:we at|us at|we are|we,|vi på|vi hos|vi inom|vi i|oss på|oss hos|vi är|me|olemme|here at|at|hos|på)\s$",
        re.I,
    ),
    "behind a sign of rights": re.compile(r"(?:©|\(c\)|copyright)[\s\d–,-]{0,16}$", re.I),
    "behind a label for names": re.compile(
        r"(?:^|\n|\|)[\s*•-]{0,4}(?:(?:company|legal|business|trading|full) ?name|nam[en]|nimi|yritys|yhdistys|seura"
        r"|yrityksen nimi|företag|företagsnamn|förening|organi[sz]ation\w{0,3}|bolag|company|operator|owner"
        r"|ylläpitäjä|palveluntarjoaja|service provider|entity|omistaja|ägare)[\s*]{0,4}[:\t\n|][\s*]{0,4}$",
        re.I,
    ),
    "behind visits": re.compile(
        r"\b(?:visit|use|using|visiting|access|accessing|join|welcome to|välkommen till|tervetuloa|besöker|använder"
        r"|members? of|medlem i|medlemmar i)\s(?:the )?$",
        re.I,
    ),
    "behind a word for a site": re.compile(
        r"(?:website|site|app|application|service|webbplats\w{0,4}|hemsida\w{0,4}|sivusto\w{0,4}|palvelu\w{0,4}"
        r"|sovellus|appen|tjänsten)[\s:,(]{1,4}$",
        re.I,
    ),
    "behind a word for use": re.compile(
        r"\b(?:uses?|using|via|through|such as|including|with|käytämme|käyttää|kautta|kuten|esim\w{0,8}|använder"
        r"|genom|anlitar|såsom|t\.?ex\.?|like|by|e\.g\.|to|from|till|från|provider|leverantör\w{0,4}"
        r"|toimittaja\w{0,4}|palveluntarjoaja\w{0,4})\s(?:\w{1,20} )?(?:the )?$",
        re.I,
    ),
    "behind others of a list": re.compile(r"(?:,|\bor|\band|\boch|\bja|\btai|\beller)\s$", re.I),
}
"""What the letters before a name end with, by what it tells of the name."""
BEHIND = {
    "called `we`": re.compile(
        r"[^.\n]{0,80}?\(?[^()\n]{0,40}[\"“”'’‘«](?:we|us|our|vi|oss|me|company|the company|the society|association|i"
        r"|yhtiö|bolaget|föreningen)[\"“”'’‘».,]",
        re.I,
    ),
    "is the controller": re.compile(
        r"[^.\n]{0,90}?\b(?:is|are|acts?|as|on|toimii|är|will be|shall be)\b[^.\n]{0,40}" + _ANSWERS, re.I
    ),
    "does something with data": re.compile(
        r"(?:\s?\([^()\n]{0,90}\))?,? (?:(?:does not|do not|doesn['’]t|will|may|also|only|never|ei|inte) ){0,2}"
        + _VERBS,
        re.I,
    ),
    "has a site": re.compile(
        r"['’]?s? (?:web ?site|site|app|application|service|platform|plugin|extension|software|tool|game)\b"
        r"|[-:]\w{0,12}(?:palvelu|sovellu|sivusto|appen|verkko)\w{0,12}",
        re.I,
    ),
    "before a comma": re.compile(r",\s"),
    "before details": re.compile(
        r"[\s,(|·–-]{1,4}(?:\(?(?:y-?\s?tunnus|fo-?n|org\.?\s?\.?-?n|organisationsn|business id|vat|company n"
        r"|reg\w{0,9}\.? n|charity|p\.?o\.? ?box|c/o)|[^\n,]{2,40} \d{1,4}\b|\d{5}\b|\d{3} ?\d{2}\b|\d{7}-\d"
        r"|\d{6}-\d{4})",
        re.I,
    ),
    "above details": re.compile(
        r"[.:]?[ \t*]{0,4}\n{1,3}(?:[^\n]{0,80}\n{1,3}){0,2}[^\n]{0,60}(?:@|\b\d{5}\b|\b\d{3} ?\d{2}\b|\d{7}-\d"
        r"|\d{6}-\d{4}|\+\d|\b(?:street|road|tie|katu|gatan|vägen)\b)",
        re.I,
    ),
    "before words of processors": re.compile(
        r"[^.\n]{0,60}?\b(?:privacy policy|processor|tietosuojakäytän|third.part|analytics|hosting|inc\b"
        r"|process\w{0,4} (?:the )?data on our behalf|personuppgiftsbiträde)",
        re.I,
    ),
}
"""What the letters behind a name begin with, by what it tells of the name."""

NO_HOUSE = re.compile(
    rf"(?:The )?{_ANSWERS}|"
    r"(?:EU|EEA|EES|ETA|USA|US|UK|GDPR|DSGVO|CCPA|COPPA|Finland|Sweden|Sverige|Suomi|Europe\w{0,4}|Euroopan|United"
    r"|America|Germany|Norway|Denmark|Art\w{0,5}|Act|Law|Regulation|Directive|Privacy Shield|Court|Parliament"
    r"|Commission|SCC|Terms|FAQ|API|PDF|Android|iOS|iPhone|Windows|Chrome|Safari|Firefox|Bluetooth|JavaScript|Wi-?Fi"
    r"|IP)\b.*"
    r"|.*\b(?:Act|Law|Regulation|Directive|Commissioner|Authority|Policy|Cookies?|Shield|Union|Clauses|asetus|laki"
    r"|lagen|förordningen|Store|Play|Analytics|Data|Protection|Address|Rights)",
    re.I | re.S,
)
"""Laws, countries, the word for the controller and the like, which are written like names."""
NO_NAME_AHEAD = re.compile(
    r"(?:information|data|personal|what|how|why|who|your|our|the|this|these|we|you|i|it|if|when|for|in|on|contact"
    r"|email|phone|name|address|date|last|effective|vi|du|ni|det|den|om|när|hur|vad|vilka|alla|tiedot|tietojen"
    r"|henkilö\w{0,12}|rekister\w{0,12}|me|jos|kun|voit|sinulla|all|any|no|by|as|at|to|de|der|die|third|google"
    r"|facebook|postal)\b",
    re.I,
)
"""With what a run of words with capitals begins where its first is none of a name."""
LEAD = re.compile(
    r"(?:(?:I|På|Hos|Vid|För|Inom|At|In|With|By|From|The|Welcome to|V:|Att|Av|Till|Me|Vi|We|Our|About|Om|©|\d{5}"
    r"|(?:19|20)\d\d)[ \xa0]){1,4}(?=\w)"
)
TAIL = re.compile(
    r"-(?:verkko|netti|koti)?(?:sivu|palvelu|sovellu|hanke|projekti|app|tjänst|lehti)\w{0,12}$|[ \xa0]\d{4,12}$"
    r"|[ \xa0](?:&|\+|of|i|for|för|the|and|och|ja|von|de|in|på)$|-$"
    r"|[ \xa0](?:Privacy|Policy|Notice|GDPR|Integritetspolicy|Tietosuojaseloste|Rekisteriseloste|Tietosuoja|Cookies?"
    r"|Terms|Data)\b.*$",
    re.S,
)
"""What stands before a name and behind it, is written like a part of it, and is none."""
