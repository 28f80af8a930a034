"""What leads to a list, and whether it leads to data: `we store the following:`, and not `it is used for:`."""

import re

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.data.kinds import plain
from portal.reading.notice.fields.scope import Scope

DATA_LEAD = re.compile(
    r"(?:seuraav\w+ (?!\w*ryhmien|henkilöiden|rekisteröityjen|ihmisten)(?:\w+ )?(?:henkilö)?tie(?:to|do)(?!läh"
    r"|järjestelm|kan[nt])\w*|följande (?:\w+ )?(?:typer "
    r"av |slags )?(?:person)?(?:uppgifter|information|data)"
    r"|following (?:\w+ ){0,3}(?:data|information|details))\b(?:[^.]|\.(?=\w))*:$"
    r"|\b(?:types?|kinds?|pieces) of (?:personal )?(?:data|information) (?:that |which )?"
    r"(?:is|are|(?:may|can|will|could) be|we (?:may )?) ?(?:collect|stor|process|record|log|gather)\w*\b[^.:]{0,60}:$"
    r"|\b(?:data|information|details) (?:that |which )?(?:we|i) (?:may |can |will )?(?:collect|process|store|hold|keep"
    r"|gather)\b[^.:]{0,60}\b(?:includes?|are|is|comprises?|consists? of)(?:,? but (?:is |are )?not limited to)?:$"
    r"|(?:uppgifter|information|data|uppgifterna|informationen)(?: som)? (?:vi|jag) (?:kan )?(?:samla|behandla|spara"
    r"|lagra|hantera)\w*\b[^.:]{0,60}\b(?:är|omfattar?|inkluderar?|innefattar?|innehåller|innehålla|vara):$"
    r"|\b(?:det|detta|följande)(?: som)? (?:samlas in|sparas|lagras|registreras|behandlas)(?: (?:då|om dig))?(?: är)?:$"
    r"|\b(?:(?:collect|store|save|record|log|note|keep|hold|gather|need)s?|asks? for|(?:note|write|take)s? down"
    r"|(?:is|are) (?:stored|saved|recorded|logged|noted|collected|kept))"
    r" the following(?: (?:\w+ly|by (?:itself|themselves)|about you|of you|on you|then)){0,2}:$"
    r"|\b(?:sparar|lagrar|registrerar|loggar|noterar|antecknar|behandlar|behöver)(?: (?:vi|jag|servern|systemet"
    r"|då|också"
    r"|även|automatiskt)){0,3} följande(?: (?:om dig|automatiskt|av sig själv)){0,2}:$"
    r"|\bwhat (?:we (?:collect|store|record|process)|is (?:collected|stored|recorded|processed)) (?:is|are):$"
    r"|\b(?:keräämämme|käsittelemämme|tallentamamme|säilyttämämme) (?:henkilö)?tiedot\b[^.:]{0,60}"
    r"\b(?:ovat|olla|sisältävät|sisältää):$"
    r"|(?:\A|[.!?] )[\w-]*(?:rekisteri|luettelo|kortisto|tiedosto|kortti|kirja)(?:ssa|ssä)(?:mme|ni)? "
    r"(?:on|voi olla|saattaa olla)\b(?: [\w,]+){0,8}:$"
    r"|\b(?:näytetään|julkaistaan|näkyy|näkyvät) (?:\w+ ){0,3}\w+(?:sta|stä):$"
)
TAKES = {
    "fi": re.compile(
        r"\b(?:kerä|tallen|talle[tn]|käsit|kirja(?:taan|amme)|sisält|pyyd|anna|ilmoit|rekisteröi|kysy|tarvits"
        r"|kuulu|koostu|ovat)"
    ),
    "sv": re.compile(
        r"\b(?:samla|lagra|spara|registrera|behandla|hantera|innehåll|omfatta|lämna|uppge|ange|fyll|ber\b|tar emot"
        r"|logga|inhämta|noterar|skickar|sänder|mäter|minns|inklude|innefatt|inbegrip|består av|utgörs av"
        r"|sådana uppgifter|uppgifter)"
    ),
    "en": re.compile(
        r"\b(?:collect|gather|stor|process|record|receiv|provid|ask|contain"
        r"|includ|submit|log|hold|obtain|need|compris|consist)"
    ),
}
"""What is done with data that a list follows."""
_LEADS_TO_RULES = re.compile(
    r"\b(?:för att|in order to|to) (?:göra |do )?(?:the )?(?:följande|following)\b[^.:,]{0,20}:\Z|"
    r"\b(?:rights|bas[ie]s|grounds?|lawful\w*|oikeudet|oikeus\w*|peruste(?:et"
    r"|ella|ena)?|rättighet\w*|grund(?:en|er)?)\b[^:.]{0,90}:$"
)
_LEADS_ELSEWHERE = re.compile(
    r"(?:följande|seuraav\w+|following) (?:\w+ ){0,4}?(?:periaatte|tietoläht|lähtei|princip|källor|datakäll)"
    r"|(?:följande|seuraav\w+|following) (?:\w+ ){0,2}?(?:ändamål|syfte|personer\b|grupper\b|tarkoitu|käyttötarkoitu"
    r"|henkilöi(?:stä|tä)\b|(?:henkilö|asiakas|kohde)?ryhm(?!ätie)|purpose|sources?\b|persons?\b|people\b|individuals?\b|groups?\b)"
    r"|(?:används|använder|käytetään|käytämme|käsitellään|\bused?|behandla[rs])\b"
    r"(?![^:]*(?:följande|seuraav|following))[^:]*"
    r"(?:\bför|\btill|att|seuraaviin|to|for|in order to|varten|tarkoituksiin|tietoja|oss|ja):$"
    r"|\b(?:purposes?|aims?|goals?) of (?:\w+ ){0,2}(?:data |information )?"
    r"(?:management|processing|handling|use|collection)\b[^:]{0,30}:$|\b(?:ändamål|syfte)\w* med (?:\w+ ){0,4}\w+:$"
    r"|(?:käsittelyn|keräämisen|käytön) tarkoitu\w+[^:]{0,30}:$"
    r"|\b(?:under|based on|pursuant to|in the contexts? of|on the basis of|by virtue of|in accordance with|(?:med|på)"
    r" (?:stöd|grundval|basis) av|enligt|utifrån|inom ramen för|perusteella|nojalla|mukaisesti|yhteydessä):$"
    r"|(?:för att|in order to|(?<!relate )\bto|(?<!ask )(?<!asks )(?<!asked )\bfor|varten|\batt|miseksi"
    r"|(?:aa|ää)ksemme):$"
    r"|(?:när|om|då) (?:du|ni):$|(?:when|if|as|where|whenever|because) (?:you|we):$|\b(?:when|whenever|if):$"
    r"|\b(?:kun|jos):$"
    r"|\b(?:data|information|details|it|they) (?:is|are|lies?|is (?:kept|stored|held)) (?:in|on|at|with):$"
    r"|\b(?:uppgifter(?:na)?|information(?:en)?|de|det) (?:ligger|finns|lagras|förvaras|sparas) (?:i|på|hos):$"
    r"|(?:skäl|anledning\w*|reasons?|syistä):$"
    r"|(?:behandlingar(?:na)?(?: som (?:utförs|görs|sker))?|(?:processing )?activities|käsittelytoime\w+):$"
    r"|rätt (?:att|till)\b[^:]*:$|\boikeus\b[^:]*:$|right to\b[^:]*:$"
    r"|(?:delar|luovut\w+|share\w*|disclos\w+)\b[^:]*:$"
)
"""What leads to a list of uses, people, rights or recipients."""
LEADS_TO_EXAMPLES = re.compile(
    r"(?:(?:men )?(?:är )?inte (?:\w+ )?begräns\w+ till|(?:but )?not limited to|without (?:any )?limitation"
    r"|rajoittu\w+|such as|includ(?:ing|es?)"
    r"|såsom|inklusive|exempelvis|t\.ex\.?|bl\.a\.?|kuten"
    r"|esimerkiksi|muun muassa|mm\.?|e\.g\.?):$"
)
_PUTS_DOWN = {
    "fi": re.compile(
        r"\b(?:tallen(?:netaan|tuu|tuvat|namme|taa|tavat)|talletetaan|kerä(?:tään|ämme|ä|ävät)|kerää|kerääntyy|kertyy"
        r"|kirja(?:taan|amme|utuu|utuvat)|lokitetaan|rekisteröidään|merkitään)\b"
    ),
    "sv": re.compile(
        r"\b(?:spara[rs]|lagra[rs]|samla[rs] (?:\w+ ){0,2}in|samla[rs] (?:vi|appen|sajten) in|registrera[rs]|logga[rs]"
        r"|antecknas|noteras)\b"
    ),
    "en": re.compile(
        r"\b(?:(?:is|are|(?:may|will|can) be) (?:\w+ ){0,2}(?:stored|saved|collected|recorded|logged|gathered|kept)"
        r"|(?:we|it|site|website|app|service|server|browser|game|tool|form) (?:\w+ )?"
        r"(?:stores?|saves?|collects?|records?|logs?|gathers?|keeps?))\b"
    ),
}
_ITEM = re.compile(r"[ \t]{0,9}\n\s{0,9}[•·●▪◦*–-][ \t]{0,9}(?P<said>\S[^\n]{0,200})")
_LEAST_ITEMS, _LONGEST_ITEM, _MOST_ITEMS = 3, 90, 30
_WHERE_IT_LIES = re.compile(
    r"(?:kaikki |nämä |mainitut |kerätyt |tallennetut )+(?:henkilö)?tiedot (?:\w+ )?(?:tallenne|säilyte|siirre|suoja"
    r"|salat|poiste)\w+(?: vain)?:$|(?:henkilö)?tietosi (?:\w+ )?(?:tallenne|säilyte|siirre|suoja|salat|poiste)\w+"
    r"(?: vain)?:$"
    r"|\b(?:all(?:a)? )?(?:dessa|dina|denna|din) (?:person)?(?:uppgifter|data|information) (?:\w+ )?"
    r"(?:lagras|sparas|förvaras|skyddas|krypteras|raderas|överförs)(?: (?:bara|endast))?:$"
    r"|\b(?:all (?:of )?)?(?:(?:this|these|your|the) )(?:personal )?(?:data|information) (?:is|are|will be) (?:\w+ )?"
    r"(?:stored|kept|held|saved|hosted|protected|secured|encrypted|deleted|transferred)(?: only)?:$"
)
"""`All this data is stored:` is followed by where and how; what is stored has been told."""
_NAMES_WHAT_FOLLOWS = re.compile(
    r"(?:stor|sav|collect|keep|record|spara|lagra|samla|tallen|kerä)\w*[^.]*\b(?:following|följande|seuraav\w+)\b[^.]*$"
)
"""A sentence that is still heard where the one behind it, before the list, says that nobody else gets the data."""
_BUT = re.compile(r"\b(?:mutta|vaan|men|utan|but|except|other than|unless|förutom|paitsi)\b")


_REASON = re.compile(
    r"\b(?:following|följande|seuraav\w{1,6})\b[^.:]{0,80}?(?P<why>,? (?:since|because|as|so that|eftersom"
    r"|därför att|för att"
    r"|då|så att|koska|sillä|jotta) [^.:]{3,200}):$"
)


def without_reason(said: str) -> str:
    """`It notes the following, as the site could not be shown otherwise:` without why, which denies nothing of it."""
    reason = _REASON.search(said)
    return f"{said[: reason.start('why')]}:" if reason is not None else said


_POINTS_BACK = re.compile(
    r"(?:these|they|this|those|it|such (?:data|information)|(?:the|this) (?:data|information)|de|dessa|det|uppgifterna"
    r"|nämä|näitä|tällaisia(?: tietoja)?)\b[^.:]{0,40}:$"
)

_WHO_TAKES = re.compile(
    r"(?:(?:the|our|its|this|these) )?(?:[\w-]+ ){0,3}(?:providers?|hosts?|operators?|controller|company|partners?)"
    r"(?: of (?:the |these |this |our )?(?:\w+ ){0,2}(?:pages?|web ?sites?|sites?|servers?|services?))?"
    r"(?: of (?:the |these |this |our )?(?:pages?|web ?sites?|sites?))? (?:also |then )?(?:\w+ly )?"
    r"(?=collect|stor|record|log|process|receiv|captur|sav|gather)"
    r"|(?:(?:vår|vårt|den|vårs?) )?[\w-]*(?:leverantör(?:en)?|webbhotell(?:et)?|värd(?:en)?|partner(?:n)?)"
    r"(?: av sidorna)? (?:\w+ )?(?=samla|lagra|spara|registrera|logga|behandla)"
    r"|(?:(?:[\w-]+n|meidän) ){0,2}[\w-]*(?:tarjoaja(?:mme)?|kumppani(?:mme)?|ylläpitäjä) (?:\w+sti )?"
    r"(?=kerä|tallen|kirja|käsit)"
)
"""`The provider collects`: who takes the data, and no list of who provides."""


_COUNTS = re.compile(
    r"\b(?:collect(?:s|ed)?|gather(?:s|ed)?|record(?:s|ed)?|track(?:s|ed)?|measures?|stores?|samla[rs]?|registrera[rs]?|logga[rs]?|lagra[rs]?|spara[rs]?"
    r"|mät(?:er|s)|kerää|keräämme|kerätään|tallen(?:taa|tuu|namme|netaan))\b[^.:]{0,60}"
    r"(?:\bdata|information|uppgifter|tietoja|tiedot|tietoa)\b[^.:]{0,40}:$"
)
"""`Analytics collects technical data, such as:` among cookies."""
_PUTS_DOWN_ONLY = re.compile(
    r"(?:^|[.!?] )(?:it|they|these|this|the|our|se|ne|det|de|den|denna|tämä)?\s?(?:(?:[\w.-]+ ){0,3}[\w.-]+ )?"
    r"(?:collects?|gathers?|records?|logs?|samlar in|registrerar|loggar|kerää|keräävät|tallentaa|tallentavat)"
    r"(?: the following| följande| seuraavat| seuraavia)?:$"
)
"""`The counter records:`, and the list below says what."""
_LISTS_DATA = re.compile(
    r"(?:(?:kerättävi|kerättäv|tallennettav|tallentuv|kerääntyv)\w{1,9} tieto(?:ja|jen)? (?:ovat|voivat olla)"
    r"|(?:de )?(?:uppgifter|data)(?: som)? (?:samlas in|registreras|lagras|sparas) (?:är|kan vara|omfattar)):$"
)
"""`Data that is collected is:` in words of its own."""


_TAKEN_OF_VISITS = re.compile(
    r"collect|gather|record|\blogs?\b|\blogged|stor(?:e|ed|es)\b|samla|registrera|logga|lagra|spara|kerä|tallen"
)
_GIVEN_AWAY = re.compile(
    r"visible|shar(?:e|ed|es|ing)\b|disclos|publish|transfer|\bsen[dt]\b|synlig|dela[rs]?\b|lämna|överför|skicka"
    r"|näky|luovut|siirr|lähet|jaa(?:mme|taan)|julkai"
)
"""What others get to see is told among who gets data; what they take themselves is a list of it."""


def counts_visits(scope: Scope, section: Section) -> bool:
    """Whether a section on cookies, or on those who count visits for the firm, leads to a list of data taken."""
    if not section.fields or not section.fields <= {"cookies", "recipients"}:
        return False
    said = [scope.low[block.start : block.end].rstrip() for block in section.blocks if block.kind != "item"]
    if any(leads_to_visits(one, begins_lead(one)) for one in said):
        return True
    return not section.has("recipients") and any(_COUNTS.search(one) for one in said)


def leads_to_visits(said: str, last: int) -> bool:
    """Whether the sentence leads to a list of data so plainly that it is one below `Cookies` and `Partners` too."""
    if _PUTS_DOWN_ONLY.search(said, last) or _LISTS_DATA.search(said, last):
        return True
    is_taken = _TAKEN_OF_VISITS.search(said, last) is not None and _GIVEN_AWAY.search(said, last) is None
    return is_taken and DATA_LEAD.search(said, last) is not None


_OCCASION = re.compile(
    r"(?:when(?:ever)?|if|each time|every time|as soon as|during|on|at|när|om|vid|då|varje gång|kun"
    r"|jos)\b[^,.:]{2,90},\s"
)
"""`When you open our pages, the host collects`: the occasion before who takes."""


def behind_taker(said: str, last: int) -> int:
    """Where the sentence that leads to a list goes on behind who takes the data, or where it begins."""
    begin = last + 2 if last else 0
    occasion = _OCCASION.match(said, begin)
    taker = _WHO_TAKES.match(said, occasion.end() if occasion is not None else begin)
    return taker.end() if taker is not None else last


def begins_lead(said: str) -> int:
    """Where the sentence begins that leads to a list: the one before it where it only points back, `These are:`."""
    last = said.rfind(". ")
    if last > 0 and _POINTS_BACK.match(said, last + 2) and DATA_LEAD.search(said, last + 2) is None:
        last = said.rfind(". ", 0, last)
    return max(last, 0)


def puts_down_below(scope: Scope, block: Block, last: int) -> bool:
    """`Your settings are saved in your browser.` above three short items or more, none of which says anything."""
    said = scope.low[block.start : block.end].rstrip()
    if not said.endswith(".") or _PUTS_DOWN[scope.language].search(said, last) is None:
        return False
    if scope.known.word["negation"].search(said, last) is not None:
        return False
    items: list[tuple[int, int]] = []
    at = block.end
    while len(items) < _MOST_ITEMS and (item := _ITEM.match(scope.text, at)) is not None:
        items.append(item.span("said"))
        at = item.end()
    return len(items) >= _LEAST_ITEMS and all(
        end - start <= _LONGEST_ITEM and ". " not in scope.text[start:end] for start, end in items
    )


def leads_elsewhere(scope: Scope, block: Block) -> bool:
    """`The data is used to:` and `we handle data on these people:` lead to no list of data."""
    said = without_reason(scope.low[block.start : block.end].rstrip())
    last = max(said.rfind(". "), 0)
    if not said.endswith(":") or LEADS_TO_EXAMPLES.search(said):
        return False
    if scope.known.word["negation"].search(
        plain(scope, block.start + last, block.start + len(said))
    ) and not _BUT.search(said, last):
        return last == 0 or _NAMES_WHAT_FOLLOWS.search(said, 0, last) is None
    if _LEADS_TO_RULES.search(said, last) is not None or _WHERE_IT_LIES.search(said, last) is not None:
        return True
    return DATA_LEAD.search(said, last) is None and _LEADS_ELSEWHERE.search(said, last) is not None
