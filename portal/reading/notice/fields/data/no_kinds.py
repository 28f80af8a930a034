"""What stands where data is told and is none: what else a heading asks, rules of law, and sentences on what is done."""

import re
from collections.abc import Sequence

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.data.acts import begins_act
from portal.reading.notice.fields.data.kinds import NAMES_DATA, plain
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_ASKS_ELSE = re.compile(
    r"(?:\W|\d)*(?:whose|vems|vilkas|kenen|keiden)\b"
    r"|\b(?:principles?|grundprincip\w*|princip(?:er)?(?:na)?|grundsatser\w*|\w*periaat\w+)\b"
    r"|(?:\W|\d)*(?:sources? of|källa(?:n)? (?:till|för)|källor\w* (?:till|för)|\w*tietojen (?:lähde|lähteet))\b"
    r"|\b(?:third part(?:y|ies)|recipients?|tredje ?part\w*|mottagare|kolman\w+ osapuol\w+|vastaanottaj\w+)\b[^:]{0,40}"
    r"\b(?:transferred|disclosed|passed|sent|given|shared|lämnas|överförs|delas|luovutetaan|siirretään)\b"
)
"""A heading that names data, and asks whose it is, how it is treated, whence it comes or who gets it."""
_ASKS_WHAT = re.compile(
    r"\b(?:(?:what|which|vilka|mitä) (?:\w+ )?(?:data|information|\w*uppgift\w*|\w*tieto\w*)|categor\w+|kategori\w*)\b"
)
_OF_SUBJECTS = re.compile(
    r"\b(?:categor\w+|types?|groups?) of (?:data subjects?|persons?|people|individuals)\W*\Z"
    r"|\bkategori\w* av (?:registrerade|personer)\W*\Z|\b(?:rekisteröityjen ryhmä|henkilöryhmä)\w*\W*\Z"
)
_OCCASION = re.compile(
    r"\b(?:forms?|newsletters?|accounts?|server logs?|log ?files|contact|visits?|registration|bookings?|payments?"
    r"|subscription|processing|network request|hosting"
    r"|activation|verification|communication|downloads?|support|\w*formulär|nyhetsbrev|\w*loggfiler|serverloggar"
    r"|bokning(?:ar)?|registrering|betalning(?:ar)?|besök|\w*lomake|\w*lomakkeet|uutiskirje|\w*lokitiedostot|varaus"
    r"|varaaminen|rekisteröityminen|maksaminen|vierailu|asiointi)\Z"
)
"""Where or when data is given."""
_USES_COOKIES = re.compile(
    r"(?:\w*evästeet|cookies|kakor): (?:(?:the |our |this )?(?:web ?)?(?:site|page|app|service)|we|sivusto\w*|sovellus"
    r"|palvelu|käytämme|webbplatsen|sajten|sidan|appen|vi) .*(?:evästeitä|cookies|kakor)\b"
)
"""`Cookies: the site uses necessary cookies`, which says nothing of what they hold."""
_FOR_PURPOSES = re.compile(
    r"\b(?:for|to) (?:the |these )?(?:following |below )?(?:purposes?|reasons?|ends)\s*:?\s*\Z"
    r"|\bför (?:följande |dessa )?(?:ändamål|syften)\s*:?\s*\Z"
    r"|\b(?:seuraaviin |näihin )?(?:käyttö)?tarkoituksiin\s*:?\s*\Z"
)
_FROM = re.compile(r"(?:av|från|via|hos|genom|enligt|inom) (?!cookie|kak|vilk|vem\b|var\b)")
"""Whence it comes or where it is, and not what it is."""
_WORD_DEFINED = re.compile(
    r"(?:\W|\d)*(?:(?:the )?personal (?:data|information)|personuppgift(?:er)?|henkilötie(?:to|dot|doilla))[\s:–—-]*"
)
_MEANING = re.compile(
    r"\W*(?:(?:is|are|means?|refers? to|är|avser|betyder|tarkoittaa|tarkoitetaan|ovat|on)\s)?"
    r"(?:any|all|every|each|varje|all slags|all|kaikki(?:a)?|jokai\w+)\s(?:\w+\s){0,2}"
    r"(?:information|data|upplysning\w*|uppgift\w*|tie(?:dot|to|toja))\b[^.;]{0,40}"
    r"\b(?:relat\w+|refers?|concern\w*|about|by which|identif\w+|avser|rör|som|hänför\w*|kan|jotka|joka|liitty\w+"
    r"|joiden|joita|joilla)\b"
)
"""What the law means by personal data."""
_SO_DEFINED = re.compile(
    r"[^.;:\n]{8,160}?\b(?:is|are|counts? as|är|räknas som|on|ovat) (?:all |also )?(?:a )?(?:personal data"
    r"|personuppgift(?:er)?"
    r"|henkilötieto(?:ja)?)\s?[.,]"
)
"""`All that can be tied to somebody is personal data.`"""
_RULES = {
    "en": re.compile(
        r"(?:the |your |his or her |their )?(?:rights? (?:to|of)\b|(?:existence|fact)\b"
        r"|(?:purposes?|aims?)(?: and (?:the )?legal \w+)? (?:of|for)\b"
        r"|recipients? (?:of|or)|categor(?:y|ies) of (?:the )?(?:recipient|personal data|data\b)"
        r"|(?:duration|period|length)\b.*\b(?:stor|retain|kept|retention)"
        r"|sources? of (?:the |your )?(?:\w+ )?(?:personal )?data|legal bas[ie]s"
        r"|(?:name|identity|contact details)\b.*\b(?:controller|protection officer)\b"
        r"|(?:whether|if) (?:there is|the provision|providing)\b)"
    ),
    "sv": re.compile(
        r"(?:din |er |dennes )?(?:rätt(?:en)? (?:att|till)\b|förekomsten av|ändamålen? med|mottagar\w+"
        r"|(?:kategorier|kategorierna) av (?:mottagare|personuppgifter)|(?:hur länge|lagringstid|den period)\b"
        r"|varifrån|källan? (?:till|varifrån)|den rättsliga grund|rättslig grund"
        r"|(?:namn|identitet|kontaktuppgifter)\b.*\b(?:ansvarig|dataskyddsombud)\w*|huruvida\b|om det förekommer\b)"
    ),
    "fi": re.compile(
        r"(?:oikeus(?: saada| tehdä| peruuttaa| vaatia| siirtää)?\b|oikeut\w+ (?:saada|tehdä|peruuttaa|vaatia|siirtää)"
        r"|\w*käsittelyn tarkoitu\w+|tarkoitukse\w+|vastaanottaj\w+|(?:kyseessä olevat )?henkilötietoryhm\w+"
        r"|(?:henkilötietojen )?säilytysai\w+|(?:henkilötietojen |tietojen )?(?:alkuperä|lähde|lähteet)\b"
        r"|\w*käsittelyn oikeusperust\w+|oikeusperust\w+"
        r"|rekisterinpitäjän (?:\w+ )*(?:nimi|henkilöllisyys|yhteystie\w+)|tietosuojavastaavan\b"
        r"|automaattisen päätöksenteon\b|tieto siitä\b)"
    ),
}
"""What the law has one told (Art 13(1), 14(1), 15(1)): such a list names matters, and no data that is kept."""
_LABELS_DATA = re.compile(r"[^:,;()\n]{0,40}(?:tiedot|tietoja|uppgifter|data|information):\s+\S")
"""An item that lists data beside others that say what holds of it: `Affected data: name`."""
_FEW, _THIRD = 2, 3
_NO_WORD = re.compile(
    r"(?:the (?:information|data)|(?:the )?information (?:that |which )?your browser (?:sends|transmits)(?: to us)?"
    r"|(?:which is )?called \W{0,2}log data\W{0,2}"
    r"|you|us|we|me|it|(?:and )?(?:much |many )?more|du|ni|dig|er|oss|sinä|te|in particular|especially"
    r"|additionally|furthermore|moreover"
    r"|i synnerhet|särskilt|dessutom|erityisesti|lisäksi"
    r"|(?:cookies (?:and|or) )?(?:other )?similar (?:tracking )?technologies(?: \(.*)?|longer (?:retention|storage)\b.*"
    r"|such (?:personal )?(?:data|information|details)(?: (?:on|about|from|of|without|by|in) .*)?"
    r"|(?:the |any |all )?(?:personal )?(?:data|information|details) (?:that |which )?you (?:have )?(?:give|gave|given"
    r"|provided?|submit(?:ted)?|share[ds]?)(?: (?:to )?us)?"
    r"|(?:incorrect|inaccurate|incomplete|any) (?:personal )?(?:data|information) (?:related to|about|on) you"
    r"|(?:any|all|the|your|such|incorrect|certain|some)? ?personal (?:data|information)"
    r"(?: (?:(?:related to|about|of|on) you|(?:that |which )?you (?:give|provide)(?: to)? us))?"
    r"|(?:(?:only|just|the) )*(?:necessary|needed|required|relevant|essential|minimum) (?:personal )?"
    r"(?:data|information|details)|try"
    r"|(?:(?:automatiskt )?insamlad|personlig) information"
    r"|(?:(?:de|bara|endast|sådana|nödvändiga|dina|era) )*(?:person)?uppgifter"
    r"(?: (?:om (?:dig|er)|som (?:är nödvändiga|behövs|krävs)|endast|enbart|bara))?"
    r"|(?:den |sådan |endast |bara )*information(?:en)? som (?:är nödvändig|behövs|krävs)(?: för .*)?"
    r"|(?:de )?(?:person)?uppgifter som (?:är nödvändiga|behövs|krävs) för .*"
    r"|(?:vår |our |the )?(?:användning(?:en)?|användande|utlämnande|delning|use|usage|disclosure|sharing)"
    r"(?: (?:av|of) (?:dina |your )?(?:(?:person)?uppgifter(?:na)?|personal data|data|information))"
    r"|vår (?:användning|delning|behandling)|our use"
    r"|[\w-]+ (?:sker|görs|genomförs) ?|(?:vars|vilkas)\s.*|se (?:vår|våra|vårt)\s.*|för (?:fullständig|mer"
    r"|ytterligare) information"
    r"|(?:(?:vain|ainoastaan|kaikki|(?:välttämät|tarpeelli|tarvittav|olennai|asianmukai|riittäv|ajantasai)\w+) )+"
    r"(?:henkilö)?tie(?:toja|dot|don|toa|dosta)"
    r"|in (?:your|the|this|our) (?:message|e-?mail|letter|request|profile|account|form)"
    r"|an (?:e-?mail|inquiry|enquiry)|a (?:message|letter|request)|ett (?:mejl|meddelande|brev))\Z|(?:please"
    r"|upon|ut|it to be"
    r"|(?:tell|inform|notify|let) us)(?:\s|\Z)"
    r"|(?:fill|put|keep|send|show|use|save|sell|give|pass|read|throw|share|delete|return) (?:it|them|this|these)\b"
    r"|(?:those|people|persons|everyone|anyone|all) (?:who|that|of (?:you|us|them))\s.*"
    r"|if (?:there (?:is|are)|any|one|it is|they are|known|given|needed)(?:\s|\Z)"
    r"|(?:contact|call|write to|e-?mail|phone|kontakta|ring|skriv till|mejla) (?:us|oss)\b"
    r"|(?:viss )?(?:(?:person)?uppgifter|information|data) (?:på (?:olika|flera|följande|två|tre) sätt"
    r"|från (?:flera|olika) källor)"
    r"|(?:en|ett|an?) (?:(?:liten|small|sådan|such|so-called|så kallad) )?(?:cookie|kaka|textfil|text file)\b.*"
    r"|(?:[\w-]+ ){1,3}(?:purposes|reasons|ändamål|syften|skäl|tarkoituksiin|syistä)\Z"
)
"""What no kind of data is called, or begins with."""
_BY_ITS_WAY = re.compile(
    r"(?:dels |både )?(?:(?:de|den|sådana?) )?(?:(?:person)?uppgifter|information|data)(?: som)? (?:(?:du"
    r"|ni) (?:själva? )?"
    r"(?:ger|lämnar|anger|delar|skickar|uppger)(?: till)?(?: oss)?|(?:vi|jag) (?:samlar in|får|hämtar|registrerar)"
    r"|(?:samlas in|skapas|genereras|registreras))"
    r"(?P<way>(?: (?:själva?|direkt|frivilligt|automatiskt|indirekt|från (?:din enhet|andra|tredje part)|när .*))*)"
    r"|(?:du |ni )?själva? (?P<self>(?:lämnar|ger|anger|uppger)(?: till)?(?: oss)?)"
    r"|(?:the |both )?(?:personal )?(?:information|data) (?:that |which )?(?:you (?:give|provide|share"
    r"|submit)(?: to)?(?: us)?"
    r"|we (?:collect|receive|obtain|gather)|is (?:collected|generated))"
    r"(?P<by>(?: (?:directly|automatically|indirectly|voluntarily|from (?:others|third parties|other sources)"
    r"|when .*))*)"
    r"|(?:sellaisia |ne |sekä |niitä )?(?:henkilö)?tie(?:toja|dot),? (?:joita|jotka) (?:annat|luovutat|ilmoitat"
    r"|keräämme|saamme"
    r"|kertyy|kertyvät|syntyy)(?P<miten>(?: (?:meille|itse|suoraan|automaattisesti|muualta|muilta|[\w-]+n aikana))*)"
)
_WAYS = re.compile(
    r"\b(?:direkt|indirekt|automatiskt|från|directly|indirectly|automatically|from|suoraan|automaattisesti)\b"
)
"""`information you give us directly and information we collect automatically`: how it comes, and not what it is."""
_CLAUSE = {
    "en": re.compile(
        r"(?:(?:similar|other|further|additional|more) (?:information|data|details)\Z|you (?:process|may|can"
        r"|will|are|have)\b"
        r"|for (?:the|audit|any|our|statistical|legal|marketing|security) |in (?:connection with|addition to)\b"
        r"|(?:exchanging|sharing|transferring|disclosing|selling|combining) |in the app:|by e-?mail to\b"
        r"|(?:the|your|this|any|such) [\w-]+ (?:can|may|will|must|shall) (?:be|not)\b"
        r"|on the basis of|in order to|as long as\b|(?:in|into) (?:so-called )?(?:server )?log ?files?\Z"
        r"|where (?:you|we|this|it|the)\s|used (?:for|to|by|in)\s"
        r"|(?:information|data) (?:(?:that|which) (?:allows?|enables?|lets?|helps?)"
        r"(?! us to (?:verify|check|confirm) that you\b)|when|if|where|once)\b"
        r"|(?:an? )?(?:series|number|range|set|variety) of (?:\w+ ){0,2}(?:data|information)\Z"
        r"|i\s|there (?:is|are)\b|according to\b|it is\b|by \w+ing\b"
        r"|by (?:telephone|phone|post|e-?mail|letter)(?:,| or)\s"
        r"|(?:(?:in|with) (?:an?|some|certain|any|such|this|that|the|case"
        r"|accordance)"
        r"|(?:at|from) (?:any|the) \w+ (?:you|we|i|the user))\b.*"
        r"\b(?:is|are|was|were|may|can|will|have|has|been|i|we)\b"
        r"|in (?:this|that|these|such) (?:case|cases|context|event)\Z"
        r"|(?:[\w-]+ ){1,3}?(?:verifies|receives|handles|processes|provides|sends|collects|stores) "
        r"(?:your|the|an?|only|no|\w+ed) "
        r"|(?:this|these|that|those|such) (?:\w+ ){1,2}(?:is|are|was|were|will|may|can|sends?|includes?|contains?"
        r"|allows?|enables?|helps?|means)\b"
        r"|(?:all |any |the |your |such )*(?:personal )?(?:data|information) (?:that|which) "
        r"(?:is|are|we|you)\b.{5,250}?,? "
        r"(?:is|are|will be|may be) (?:\w+ly )?(?:stored|processed|kept|handled|used|shared|protected"
        r"|treated|deleted)\b)"
    ),
    "sv": re.compile(
        r"(?:(?:för )?att\b|(?:försöker|håller|skyddar|strävar|värnar|raderar|ser till)\s|kunna\s|i samband med\b"
        r"|utöver\b|dessutom\b|(?:utbyte|delning|försäljning) av (?:uppgifter|information)\b"
        r"|(?:ditt|din|det|den|detta) [\w-]+ (?:kan|får|ska) (?:när|inte|alltid|återkallas|ändras)\b"
        r"|där (?:du|ni|vi)\s|används (?:för|till|av)\s"
        r"|(?:information|uppgifter) som (?:gör det möjligt(?! för oss att (?:kontrollera|verifiera) att du\b)"
        r"|låter|tillåter|hjälper)\b"
        r"|(?:en |ett )?(?:rad|antal|mängd) (?:\w+ ){0,2}(?:uppgifter|information)\Z"
        r"|(?:genom att|i (?:vissa|sådana|dessa|samband|enlighet)|på grund\w* av|med stöd av)\b.*"
        r"\b(?:är|har|kan|ska|måste|vi|jag|du)\b|i (?:det|detta|dessa|sådana) fall\Z|enligt\b|jag\s"
        r"|det (?:är|finns)\b|(?:denna|detta|dessa|den|det) (?:\w+ ){0,2}(?:är|kan|ska|skickar|innehåller|gör)\b"
        r"|(?:all |alla |de |den )*(?:\w*uppgifter|information) som .{5,250}?,? (?:lagras|behandlas|sparas|skyddas) "
        r"(?:av|i enlighet|enligt|säkert)\b)"
    ),
    "fi": re.compile(
        r"(?:(?:pyri|pidä|suojaa|säilytä|säilö|käsittele|huolehdi|varmista|poista|noudata|luovuta|siirrä|jaa|hyödynnä"
        r"|toimi|vastaa|ilmoita|tarkista|päivitä|analysoi|kehitä|lähetä|seuraa|rajaa|salaa|arkistoi|hävitä)mme\b"
        r"|(?:voit|voimme|voidaan|suostumuksella|suostumuksesi|lisäksi)\b"
        r"|(?:joissa(?:in|kin) tapauksissa|tietyissä tapauksissa|tällöin)\b.*"
        r"\b(?:on|ovat|voi|voivat|voidaan|voimme)\b"
        r"|minä\s|on (?:olemassa|mahdollista)\b|(?:olla )?\w{3,}(?:matta|mättä)\b"
        r"|(?:edellyttää|mahdollistaa|pystymme) \w"
        r"|(?:[\w-]+ ){0,2}[\w-]+(?:ihin|iin) liittyen\Z|(?:[\w-]+n )[\w-]{4,}ihin\Z"
        r"|(?:(?:sinun|käyttäjän|oma[na]n?|paikalliseen|selaime(?:n|si)|laittee(?:n|si)) ){0,3}"
        r"(?:selaimee(?:n|si)|laittee(?:seen|seesi|lle|llesi)|muisti(?:in|isi)|tallennustilaan)(?: \([^()]*\))?\Z"
        r"|(?:tämä|nämä|se|ne) (?:\w+ ){0,2}(?:on|ovat|voi|voivat|lähettää|sisältää|mahdollistaa)\b)"
    ),
}
"""How a sentence begins, and no kind of data: with an occasion, a means, or somebody who acts."""
_HAS_RIGHT = re.compile(
    r"\b(?:you have|you are entitled|gives? you|du har|har du|ni har|har ni|sinulla on|on oikeus)\b[^.;]{0,90}"
    r"\b(?:rights?|entitled|rätt|oikeus|oikeutta)\b"
)
_MUST = {
    "en": re.compile(
        r"\b(?:shall|must|should|ensures?|refers? to|means (?:any|an?|the|that|every|each|to)\b"
        r"|will never|undertakes|complies)\b"
    ),
    "sv": re.compile(r"\b(?:ska|skall|måste|bör|säkerställer|garanterar|syftar på|avses|innebär)\b"),
    "fi": re.compile(r"\b(?:on \w+ttava|täytyy|varmistaa|huolehtii|tarkoittaa|tarkoitetaan)\b"),
}
"""What is laid down or promised."""
_HANGS = re.compile(r"[,:;–—(]|\s-\s|\b(?:which|that|who|where|som|jo(?:ka|tka|ita|ta|ssa|sta|lla))\b")
_DEFINES = re.compile(
    r"[^:,;()\n–—]{3,70}?(?::|\s[–—-])\s*(?:any|an?|the|all|en|ett|varje)?\s*(?:\w+[\s,]+){0,4}?"
    r"(?:actions?|(?:natural|legal|living) (?:or \w+ )?persons?|process\b(?= (?:appl|perform|of|by))|operations?\b"
    r"(?= (?:appl|perform|with|on|aim|which|that))|(?:fysisk|juridisk) person|åtgärder?\b(?= som)"
    r"|toimenpi\w+(?=,? jo)|luonnolli\w+ henkilö|set of\b)"
)
"""`Blocking – actions that stop the processing`: what a word of the notice means."""
_COOKIE_CARD = re.compile(
    r"(?:(?:necessary|essential|strictly|functional|functionality|performance|session|persistent|analytics?|analytical"
    r"|tracking|marketing|advertising|preferences?|statistics?|third|party|flash|browser|notice|acceptance|policy|and"
    r"|or|targeting|social|media|security|first|technical|unclassified|cookies|välttämättömät|toiminnalliset|pysyvät"
    r"|tilastolliset|ja|nödvändiga|funktionella|permanenta|beständiga|statistiska|och)[\s/&-]+)*"
    r"(?:cookies?|\w*kakor|\w*cookies|\w*evästeet|web beacons?)\b"
    r"|(?:type|administered by|managed by|set by|provider|typ|hanteras av|tyyppi|hallinnoija|asettaja):\s.*"
)
"""A class of cookies, or what a card on one says."""


def asks_else(scope: Scope, section: Section) -> bool:
    """Whether a heading that names data asks for what is no kind of it: `Principles of processing`, `Whose data?`.

    So does one above a list of the matters that the law has one told.
    """
    items = [one for one in section.blocks if one.kind == "item"]
    if section.head is None or (not section.inline and are_matters(scope, items)):
        return section.head is not None
    head = scope.low[slice(*section.head)].strip()
    if _OF_SUBJECTS.search(head):
        return True
    if (_ASKS_ELSE.search(head) and not _ASKS_WHAT.search(head)) or _FOR_PURPOSES.search(head):
        return True
    return defines_word(scope, section)


def defines_word(scope: Scope, section: Section) -> bool:
    """Whether a section headed `Personal data` begins with what the law means by it."""
    if section.head is None or not section.blocks or section.inline:
        return False
    head, first = scope.low[slice(*section.head)].strip(), section.blocks[0]
    return _WORD_DEFINED.fullmatch(head) is not None and (
        _MEANING.match(scope.low, first.start, first.end) is not None
        or _SO_DEFINED.match(scope.low, first.start, first.end) is not None
    )


def heads_occasion(scope: Scope, block: Block) -> bool:
    """Whether a small heading says where data is given, `Contact form (on our site)`, and not what."""
    return is_occasion(plain(scope, block.start, block.end).strip(" .:"))


def is_occasion(said: str) -> bool:
    """Whether words end with a place where data is given, or an act in which it is."""
    return _OCCASION.search(said.casefold()) is not None


def are_matters(scope: Scope, items: Sequence[Block]) -> bool:
    """Whether a list is of what one is to be told by law: `the purposes`, `the recipients`, `the right to complain`."""
    if any(_LABELS_DATA.match(scope.low, one.start, one.end) for one in items):
        return False
    told = [one for one in items if _RULES[scope.language].match(scope.low, one.start, one.end)]
    return len(told) >= _FEW and len(told) * _THIRD >= len(items)


def are_cookies(scope: Scope, items: Sequence[Block]) -> bool:
    """Whether a list is of classes of cookies and of what is said of each: `Session cookies`, `Type: persistent`."""
    cards = [one for one in items if _COOKIE_CARD.match(scope.low, one.start, one.end)]
    return len(cards) * _THIRD >= len(items) > 0


_WHERE = re.compile(
    r"(?:on|within|in|at|when|through|via|by|during|på|vid|inom|hos|när|via|genom|under|kun|(?!mi)\w+(?:issa"
    r"|issä|illa|illä))\s"
    r"(?:(?:our|the|your|this|a|an|vår|våra|vårt|din|ditt|den|det|de|denna|du|vi|meidän)\s)?[\w-]+(?:\s[\w-]+){0,2}"
)

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_DOING = re.compile(r"\w{2,}ess[aä](?:si|nne|an|än)(?:\s|\Z)")
"""`ostaessasi`, and `ottaessasi yhteyttä`: when you do something."""


_ON_OCCASION = re.compile(
    r"(?:(?:[\w-]*(?:n|nsa|nne|si|mme|tai|ja|sekä),? )*(?:yhteydessä|kautta|avulla|perusteella|aikana|mukaan)"
    r"|(?:[\w-]+n )?[\w-]{3,}(?:ss[aä]|ll[aä])(?:si|nne|mme|an|än)?"
    r"|(?:\w+ )?(?:sinulta|teiltä|häneltä)(?: itseltä\w+)?|paikallisesti .*|vain|ainoastaan|pelkästään|itse"
    r"|(?:[\w-]+n )?[\w-]+(?:lomake|lomakkeen|palvelu|sivusto)(?:n|lta|sta)?)"
)
"""`lomakkeella`, `tilauksen yhteydessä`, `sinulta itseltäsi`: on what occasion, where and from whom."""
_ONLY = re.compile(
    r"(?:enbart|endast|bara|uteslutande|frivilligt|direkt|automatiskt|only|solely|voluntarily|directly|automatically"
    r"|(?:i samband med|vid) .*|(?:huvudsakligen |främst )?(?:från|av|hos) (?:dig|er)(?: själv\w*)?)"
)
_OCCASION_BEHIND = re.compile(
    r"(?:, [\w-]+n\b| (?:tai|ja|sekä) [\w-]+n\b){1,4} (?:yhteydessä|kautta|avulla|perusteella|aikana)\b"
)
"""`yhteydenoton` in `yhteydenoton, hakemuksen tai tilauksen yhteydessä`."""
_HEAD_OF_COLUMN = re.compile(
    r"typ|exempel|källa|syfte|ändamål|kategori|tyyppi|esimerk(?:ki|it|kejä)|lähde|käyttötarkoitus|types?|examples?"
    r"|sources?|purposes?|category"
)
_NOUN_IN_FI = re.compile(r"(?:tiedot|tietoja|tieto|nimi|osoite|numero|tunnus)\b")


_NO_NOUN = {
    "fi": re.compile(
        r"\w{4,}(?:isesti|västi|vasti|eesti)\Z|\w{3,}(?:oida|öidä)\Z"
        r"|.*\b\w{3,40}(?:ttamaan|ttämään|stamaan|stämään|lemaan|lemään|oimaan|öimään|itsemaan|htimaan)\b"
        r"|\w{4,40}sti [^,:()]{1,200}\w{3,40}(?:ssa|ssä|lla|llä|sta|stä|lta|ltä)(?:si|mme|nne|an|än)?\Z"
    ),
    "sv": re.compile(
        r"(?:utan|på|för|till|med|hos|vid|under|mellan|utom) \w|.*\boch att (?:dessa|de|den|det|vi|du)\b"
        r"|(?:behålla|bevara|ta bort|radera|rätta|lämna ut|förbättra|utveckla|säkerställa|tillhandahålla|erbjuda)\s"
        r"|(?:information|uppgift|personuppgift)s?hantering\Z|redovisning av "
    ),
    "en": re.compile(r"via \w"),
}
"""Adverbs, verbs and places, and no noun: `responsibly`, `to keep the name`, `automatically from the browser`."""
_AND_SO_ON = re.compile(r"(?:och |ja |and )?(?:m\.?m|mm|osv|o\.?s\.?v|jne|yms|etc|et c|dyl|o\.? ?dyl)\.?")
_BASIS_NAMED = re.compile(
    r"(?:vårt |our |meidän )?(?:berättigat? intress\w*|legitimate interests?|oikeutet\w+ e[td]u\w*"
    r"|fullgörande av avtal\w*|rättslig förpliktelse|lakisääteinen velvoite|legal obligation)(?=\W|\Z)"
)
"""`legitimate interest`: on what ground data is handled."""
_IDENTIFIER = re.compile(r"(?=[\w.#*-]*[_#*]|\w+\.[a-z]+[A-Z])[\w.#*-]{3,60}")
"""`_pk_id` and `shop.cookieShown`: what a cookie is called."""


def _is_in_list(scope: Scope, one: Found) -> bool:
    """`sum, category and date`: what heads a column elsewhere is a member beside others."""
    before, behind = scope.low[max(0, one.start - 2) : one.start], scope.low[one.end : one.end + 1]
    return before == ", " or (behind == "," and scope.low[one.end + 1 : one.end + 2] == " ")


def _is_on_occasion(scope: Scope, one: Found) -> bool:
    low = one.text.casefold()
    said = _IN_BRACKETS.sub("", low).strip()
    if _HEAD_OF_COLUMN.fullmatch(said):
        return not _is_in_list(scope, one)
    if scope.language != "fi":
        return _ONLY.fullmatch(said) is not None and not NAMES_DATA[scope.language].match(said)
    return _ON_OCCASION.fullmatch(said) is not None and not _NOUN_IN_FI.search(said)


_ON_DEVICE = re.compile(
    r"(?:(?:stored|saved|kept|held|only|always|locally) )*(?:on|in) your (?:device|phone|tablet|computer|browser)"
    r"|(?:(?:sparas|lagras|endast|bara|lokalt|alltid) )*(?:i|på) din (?:enhet|telefon|mobil|webbläsare|dator)"
    r"|(?:(?:tallentuu|tallennetaan|säilyy|pysyy|vain|ainoastaan) )+(?:paikallisesti|(?:laittee|puhelime|selaime)\w+)"
)
"""`kept in your browser`: where a kind before the comma lies."""


def is_no_kind(scope: Scope, one: Found) -> bool:
    """Whether a value is a clause, a rule, a definition or a place where data is taken, and names no data."""
    low = one.text.casefold()
    if not any(sign.isalpha() for sign in low) or _IDENTIFIER.fullmatch(one.text):
        return True
    if _is_on_occasion(scope, one) or (scope.language == "sv" and _FROM.match(low)):
        return True
    if scope.language == "fi" and low.endswith("n") and _OCCASION_BEHIND.match(scope.low, one.end):
        return True
    if scope.language == "fi" and _DOING.match(low) and not NAMES_DATA["fi"].search(low):
        return True
    if _WHERE.fullmatch(low) and not NAMES_DATA[scope.language].search(low):
        return True
    if _USES_COOKIES.match(low) or _ON_DEVICE.fullmatch(low):
        return True
    if (way := _BY_ITS_WAY.fullmatch(low)) and (way["self"] or low.startswith(("dels ", "både ")) or _WAYS.search(low)):
        return True
    if _NO_NOUN[scope.language].match(low) or _AND_SO_ON.fullmatch(low) or _BASIS_NAMED.match(low):
        return True
    if _NO_WORD.match(low) or _DEFINES.match(low) or _CLAUSE[scope.language].match(low):
        return True
    if _HAS_RIGHT.search(low) or (scope.language == "en" and begins_act(low)):
        return True
    main = _HANGS.split(plain(scope, one.start, one.end), maxsplit=1)[0]
    return _MUST[scope.language].search(main) is not None
