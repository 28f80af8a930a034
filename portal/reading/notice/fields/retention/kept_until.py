"""How long data is kept, told by what it waits for: `It is erased once we have answered`."""

import re

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.scope import Scope

_UNITS = {
    "fi": r"(?:tun\w+|vuoroka\w+|vrk|päiv\w+|viik\w+|vko?|kuukau\w+|kk|vuo\w+|v)\b",
    "sv": r"(?:timm\w+|dygn|dag\w*|veck\w+|mån(?:ad\w*)?|år)\b",
    "en": r"(?:hours?|(?:business |working |calendar )?days?|weeks?|months?|years?)\b",
}
_NUMBERS = {
    "fi": r"yksi|yhden|kaksi|kahden|kolme|kolmen|neljä|neljän|viisi|viiden|kuusi|kuuden|seitsemän|kahdeksan|yhdeksän"
    r"|kymmenen|kahdentoista|puolen|muutaman",
    "sv": r"en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|fjorton|trettio|nittio|några",
    "en": r"an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|eighteen|twenty[- ]four|thirty|sixty"
    r"|ninety|few|several",
}
LENGTH = {one: re.compile(rf"(?:\d|\b(?:{_NUMBERS[one]})\b)\)? ?{_UNITS[one]}") for one in _UNITS}
_SHORTLY = re.compile(
    r"\b(?:tallen(?:taa|netaan|namme|tuu|tuvat)|säily\w+|lokitetaan|kirjautuu|lagra[rs]?|spara[rs]?|logga[rs]|stor(?:ed?|es)"
    r"|ke(?:ep|eps|pt)|logs?|logged|retain(?:ed|s)?|saved?)\b[^.;]{0,140}?\b(?:lyhytaikaisesti|lyhyen aikaa|lyhyen ajan"
    r"|hetkellisesti|en kort tid|under kort tid|kortvarigt|for a (?:very )?(?:short|brief) (?:time|period|while))(?!\w)"
    r"|\b(?:lyhytaikaisesti|lyhyen aikaa|lyhyen ajan|kortvarigt|briefly)\s(?:\w+ ){0,2}?(?:tallen\w+|säily\w+"
    r"|spara[rs]?"
    r"|lagra[rs]?|stored|kept|retained|logged)\b"
    r"|\bnot (?:be )?permanently (?:stored|kept|retained|saved|logged)\b(?! by\b)"
    r"|\bnot (?:be )?(?:stored|kept|retained|saved)(?: (?:or|nor|and) \w+)? (?:afterwards?|thereafter)\b"
    r"|\b(?:spara|lagra)s (?:inte|aldrig|ej) (?:permanent|varaktigt|efteråt|därefter)\b"
    r"|\b(?:inte|aldrig|ej) (?:permanent|varaktigt) (?:spara|lagra)[rs]?\b"
    r"|\b(?:ei|eikä|eivätkä|eivät|emme) (?:\w+ )?(?:säily\w+|talle\w+)"
    r" (?:pysyvästi|(?:sen|tämän) jälkeen|jälkikäteen)\b"
)
"""`The server keeps logs for a short time`, and what is not stored for good."""
_GOES = {
    "fi": re.compile(
        r"\b(?:poist(?:etaan|amme|an|uvat|uu)|hävit(?:etään|ämme|än)|tuho(?:taan|amme|utu\w+)|anonymisoi\w+)\b"
    ),
    "sv": re.compile(
        r"\b(?:(?:radera|gallra|anonymisera|avidentifiera|rensa|makulera)[rs]?|ta[rs]?(?: \w+){0,2} bort|förstörs?)\b"
    ),
    "en": re.compile(
        r"\b(?:deleted|erased|destroyed|removed|purged|disposed of|wiped|deletion (?:takes place|is carried out|occurs)"
        r"|(?:we|i)(?: (?:will|shall|then|generally|usually|normally|typically|immediately|promptly))*"
        r" (?:delete|erase|destroy|remove|dispose of))\b"
    ),
}
"""What says that data goes."""
_STAYS = {
    "fi": re.compile(
        r"\b(?:säily\w+|säilö\w+|arkistoi\w+|pide(?:tään|mme)|tallennusa\w+|talletetaan|jäävät (?:meille|talteen))\b"
    ),
    "sv": re.compile(
        r"\b(?:(?:lagra|spara|bevara|förvara|arkivera)[rs]?|behåll(?:er|s|a)?|(?:kvar|finns|ligger) hos oss"
        r"|fortsätter (?:vi |att ){0,2}(?:behandla|spara|lagra)"
        r"|(?:lagrings|förvarings|bevarande|bevarings|sparande|gallrings)(?:tid|period)\w*)\b"
    ),
    "en": re.compile(
        r"\b(?:stored|retained|kept|held|saved|archived|preserved"
        r"|(?:we|i)(?: (?:will|shall|may|also|only|then|generally|usually|normally|typically))*"
        r" (?:retain|store|keep|hold)"
        r"|(?:may|will|shall|must|can) (?:also |only |then )?(?:retain|keep|hold|archive)"
        r"|continue to (?:process|use|store|hold|keep)"
        r"|(?:storing|retaining|keeping) (?:the|your|any|personal|such|these)"
        r"|(?:will |shall )?(?:remains?|stays?) (?:with|stored|saved)|(?:storage|retention|deletion) (?:period"
        r"|duration|time)s?"
        r"|(?:storage|retention) obligations?|storage (?:is carried out|takes place|lasts)"
        r"|processed (?:only )?(?:for (?:a|the)|until|as long as)|retention)\b"
    ),
}
"""What says that data stays."""
_AS_LONG = {
    "fi": re.compile(
        r"\b(?:kunnes|niin kauan|siihen asti|saakka|voimassaolon ajan|keston ajan|ajan,? (?:kuin|jonka|joka)"
        r"|(?:rajoitetun|rajatun|lyhyen|kohtuullisen) (?:ajan|ajanjakson))\b"
        r"|\b(?:siinä )?(?:laajuudessa|määrin),? (?:kuin|jossa)\b.{0,60}\b(?:tarpeen|välttämätön|edellyttä\w+)"
    ),
    "sv": re.compile(
        r"\b(?:tills|till dess|fram till|så länge|medan|(?:under|för|i) en (?:begränsad|kort|kortare|viss|rimlig)"
        r" (?:tid|period))\b"
        r"|\bi den (?:utsträckning|omfattning) (?:som )?.{0,30}\b(?:krävs|behövs|nödvändig\w*)"
    ),
    "en": re.compile(
        r"\bfor the (?:current|same|rest of the) (?:\w+ )?(?:season|term|year)\b"
        r"|\bfor a (?:limited|short|brief|certain|reasonable) (?:period|time|while)\b"
        r"|\bto the extent (?:that (?:it |this )?is )?(?:necessary|required|needed)\b"
        r"|\buntil\b|\b(?:as|so) long as\b|\bwhile\b|\bfor the (?:duration|length|term|lifetime|life) of\b"
        r"|\b(?:no longer than|limited to|only for) .{0,40}\b(?:necessary|required|needed|needs?|period)\b"
        r"|\bfor (?:a|the) (?:period|time)(?: of time)?(?: that is)? (?:necessary|needed|required)\b"
        r"|\b(?:legal|statutory|mandatory) (?:storage|retention|limitation) (?:obligation|period|requirement)s?\b"
    ),
}
"""How long data stays, without a length of time."""
_ONCE = {
    "fi": re.compile(
        r"\b(?:heti,? |sen jälkeen,? |silloin,? )?kun\b.{1,80}\b(?:käsitel|hoide|vasta|päätty|ratkais|ratkea"
        r"|valmis|lopp"
        r"|toimite|selvi|vanhe|peru|suljet|ei enää)\w*"
        r"|\b(?:jos|kun|mikäli) poistat\b"
        r"|\b(?:jos|mikäli)\b[^.;]{1,60}\b(?:enää|enempää)\b[^.;]{0,25}\b(?:\w+perust|perust|tarve|tarpe|tarvetta)\w*"
        r"|\b(?:käsittelyn|päättymisen|päätyttyä|hoitamisen|vastaamisen|peruutuksen|vanhenemisen)\w*(?: \w+)? jälkeen\b"
        r"|\b(?:ellei|jollei|ellemme|jos ei)\b.{1,80}\b(?:laki|lain|lakisää|säilyty|velvoit|vaadi|edelly)\w*"
    ),
    "sv": re.compile(
        r"\bså snart\b|\b(?:när|efter att|efter det att|sedan|då)\b.{1,80}\b(?:avsluta|besvara|hantera|slutför"
        r"|upphör|löpt"
        r"|löper ut|behandla|klar|färdig|utträd|återkalla|avregistrera|preskriber|uppfyll|inte längre)\w*"
        r"|\befter (?:avsluta|genomför|slutför)\w+"
        r"|\bvid avinstallation\w*|\b(?:om|när|då) du (?:själv )?(?:raderar|avinstallerar|tar bort)\b"
        r"|\b(?:om inte|såvida)\b.{1,80}\b(?:lag|lagen|lagkrav|lagstadga\w+|bokföring\w*|skyldighet\w*)\b"
    ),
    "en": re.compile(
        r"\bafterwards\b|\b(?:once|when|after|as soon as)\b.{1,80}\b(?:complet|process|dealt|answer|resolv"
        r"|conclud|clos|end"
        r"|expir|finish|fulfil|achiev|ceas|terminat|clarif|laps|settl|handl|cancel|withdr|revok|unsubscri|no longer"
        r"|delet|leav)\w*|\b(?:on|upon) uninstall\w*|\b(?:if|when) you (?:delete|uninstall|remove)\b"
        r"|\bunless\b.{1,90}\b(?:retention|retain|obligat|statut|law|legal|permissible|required)\w*"
    ),
}
"""What data waits for before it goes."""
_BY_RULE = {
    "fi": re.compile(
        r"\bsäilytysa(?:ika|jat)\w*\b.{0,80}\b(?:riippu\w+|määräyty\w+|perustu\w+|mukai\w+|mukaan|vaihtele\w+)\b"
        r"|\bsäilyt(?:etään|ämme)\b.{0,80}\b(?:arkistonmuodostus|tiedonohjaus|säilytysaiko)\w*"
    ),
    "sv": re.compile(
        r"\b(?:(?:lagrings|förvarings|bevarande|bevarings|gallrings)(?:tid|period)\w*|bevara[rs]|gallra[rs]"
        r"|förvara[rs]|arkivera[rs])\b.{0,80}"
        r"\b(?:beror på|bestäms|avgörs|styrs|varierar|enligt|i enlighet med|i linje med)\b"
    ),
    "en": re.compile(
        r"\b(?:retention(?: (?:period|time)s?)?|storage (?:period|duration)s?|retain(?:ed)?|kept|archived)\b.{0,80}"
        r"\b(?:follows?|depends?|determined|governed|var(?:y|ies)|according to|in accordance with|in line(?: with)?"
        r"|as required by|per the|(?:under|subject to) (?:their|its) (?:own )?(?:\w+ )?(?:polic(?:y|ies)|terms"
        r"|rules))\b|\b(?:is|are|may be) retained (?:only )?(?:for|where|when|if)\b"
    ),
}
"""What the time is measured by: `Retention depends on the law`."""
_DATA = {
    "fi": re.compile(
        r"tie(?:do|to|toj)|tallent|lok[ie]|viest|kuv|hakemu|asiakirj|rekisteri|sähköpost|osoit|\b(?:ne|niitä|se|sitä)\b"
        r"|aineisto|tunnist|säilytysa"
    ),
    "sv": re.compile(
        r"uppgift|information|data(?!bas|skydd)|logg|meddeland|bild|film|ansök|handling|register|mejl|e-post|adress"
        r"|\b(?:de|dem|det|den)\b"
        r"|inspelning|material|konto|tid(?:en|er)?\b"
    ),
    "en": re.compile(
        r"\b(?:data|information|ip|names?|numbers?|records?|logs?|e-?mails?|messages?|files?|notes?|address\w*"
        r"|cvs?|applications?|recordings?"
        r"|images?|photos?|photographs|footage|details|documents?|accounts?|entries|they|these|it|retention"
        r"|submissions?|prompts?|outputs?|inputs?|content|copies"
        r"|enquir\w+|inquir\w+|correspondence|invoices?|receipts?)\b"
    ),
}
"""What is kept."""
_ASKED = re.compile(
    r"\b(?:you|users?|members|customers|data subjects?) (?:can|may|could|have|has|must|should) (?!asked|given"
    r"|requested|cancel|closed)"
    r"|\bright(?:s)? to\b|\b(?:to|may|can) request\b|\bhave (?:your|the|it|them) .{0,40}(?:deleted|erased|removed)\b"
    r"|^request\b|\baccident|\brestor|\bback-?ups? (?:are|is) (?:made|taken)"
    r"|\bvoit\b|oikeu[sdt]|pyytää|vahingossa|\bkan du\b|\bdu kan\b|\bdu har rätt\b|rätt (?:att|till)|begära|av misstag"
)
"""What somebody may ask for, or what happens by mishap."""
_ON_OTHERS = re.compile(r"cookie|eväste|\bkak(?:a|an|or|orna)\b|local storage|session storage")
_POINTS = re.compile(
    r"\b(?:in|see|under) (?:the )?section\b|\b(?:share|sell|pass on|disclose)\b|\bthis (?:privacy )?(?:notice"
    r"|policy|statement)\b"
    r"|\bseloste (?:kuva|kerto)\w+|\bluovut\w+|\blämna[rs]? (?:inte |aldrig )?ut\b|\bi avsnitt\w*|\bkohda(?:ssa|sta)\b"
)
"""What only says where to read on, or is about giving data on."""
_OWN_ACT = re.compile(
    r"(?:we|vi|jag|i) (?:\w+ )?(?:retain|keep|store|delete|spara|lagra|bevara|radera|gallra)|säilytämme|poistamme"
)
_BY_LAW = re.compile(
    r"\b(?:legal|statutory|law|tax)\b[^;]{0,90}\b(?:storage|retention|stored|retained|kept)\b[^;]{0,60}"
    r"\b\d+ (?:years|months)\b"
)
"""What of data the law has kept, told among rights."""
_LABEL = {
    "fi": re.compile(
        r"(?:tietojen |henkilötietojen )?(?:säilytysa(?:ika|jat)|tallennusaika|säilytys|säilytetään)\s?:\s"
    ),
    "sv": re.compile(
        r"(?:(?:lagrings|förvarings|bevarande|bevarings|gallrings)(?:tid|period)(?:en|er)?|lagras|sparas"
        r"|gallras|gallring)\s?:\s"
    ),
    "en": re.compile(
        r"(?:(?:duration|period|length|term) of (?:the )?(?:data )?(?:storage|retention|keeping)"
        r"|(?:data )?(?:storage|retention|preservation)(?: (?:period|duration|time|term))s?|data retention|retention"
        r"|stored for|kept for|retained for)\s?:\s"
    ),
}
"""`Duration of storage: none`: whatever follows is the answer."""
_DURATION = re.compile(r"(?:duration|time limit|deadline|period|kesto|aika|määräaika|tid|tidsfrist|varaktighet)\s?:\s")
"""A label that may be of keeping, where a time stands behind it."""
_GOES_ON = {
    "fi": re.compile(
        r"(?:näin on|tämä on tilanne|tämä tapahtuu),? (?:silloin,? )?kun\b|poikkeuksen (?:tekee|tekevät|muodosta\w+)\b"
        r"|(?:kaikki )?(?:tie(?:to|do)\w*|ne) poist(?:etaan|amme|uvat) (?:tällöin|silloin)\b|(?:pidempi|tätä pidempi"
        r"|muu) säilytys\b"
        r"|(?:määräaika|aika|säilytysaika) (?:alkaa|lasketaan)\b|pakottavat (?:laki|säännö)\w*.{0,90}ennallaan"
        r"|(?:nämä(?: \w+)?|ne) (?:poistetaan|poistuvat|hävitetään|tuhotaan|ylikirjoitetaan) automaattisesti\b"
    ),
    "sv": re.compile(
        r"(?:så|detta|det) är (?:det |fallet )?(?:fallet )?(?:när|då|så snart|efter)\b|(?:längre"
        r"|fortsatt) (?:lagring|förvaring)\b"
        r"|undantag (?:görs|gäller|finns) (?:om|när|för)\b|alla uppgifter (?:raderas|tas bort) då\b"
        r"|(?:tiden|perioden|fristen|lagringstiden) (?:börjar|räknas)\b|tvingande (?:lag"
        r"|bestämm)\w*.{0,90}påverkas inte"
        r"|(?:dessa(?: \w+)?|de) (?:raderas|rensas|gallras|tas bort|skrivs över) (?:\w+ )?automatiskt\b"
    ),
    "en": re.compile(
        r"(?:(?:in the case of|for|with) .{1,90}, )?(?:this is|that is) the case (?:when|once|if|as soon as|after"
        r"|at the)\b"
        r"|(?:storage|retention) beyond (?:this|that)\b|(?:exceptions|even after|after) .{1,120}\b(?:retention"
        r"|retain|store)\b|(?:further|longer|additional) (?:storage|retention)\b"
        r"|(?:this|the|that) (?:retention |storage )?period (?:begins|starts|commences|runs)\b"
        r"|(?:mandatory|statutory|compelling|binding) .{0,90}\bremain unaffected\b"
        r"|(?:an )?exceptions? (?:exists?|appl(?:y|ies)|(?:is|are) made) (?:if|where|when|for|to)\b"
        r"|(?:furthermore, |in addition, )?(?:the )?data may (?:also )?be (?:stored|retained)\b.{0,60}\b(?:if"
        r"|where|provided)\b"
        r"|(?:these(?: \w+)?|they) are (?:then |also )?automatically (?:deleted|erased|removed|overwritten|purged)\b"
        r"|(?:these(?: \w+)?|they) are (?:deleted|erased|removed|overwritten|purged) automatically\b"
    ),
}
"""What the next sentence adds to one on time: `This is the case when the session has ended`."""
_DEVICE = re.compile(
    r"\bon your (?:\w+ )?(?:device|computer|browser|terminal)|(?:laitteell|päätelaitteell|selaime)\w+"
    r"|\bi din (?:webbläsare|enhet)"
    r"|\bpå din (?:enhet|dator)|\bin cookies\b"
)
_SAYS_NO_TIME = re.compile(
    r"\b(?:retention|storage) (?:rules?|periods?|polic(?:y|ies)|schedules?|times?|table)\b[^.;]{0,40}"
    r"\b(?:in|under) (?:the )?(?:section|table|paragraph|chapter|clause)\b"
    r"|\b(?:lagrings|gallrings|bevarande)(?:tid|period|regl)\w*[^.;]{0,40}\b(?:i|under|enligt) (?:avsnitt|punkt|tabell)"
    r"|\bsäilytys(?:ai|aj|sään)\w*[^.;]{0,40}\b(?:kohda|luvu|taulukko|osio)\w*|\b(?:kohdan|luvun|osion) \d+ säilytys"
    r"|\b(?:delete|erase|remove)\b[^.;]{0,50}\b(?:permanently|for ?ever)\b"
)
"""Where the times stand, or that what is deleted never comes back."""
_OF_CHILDREN = re.compile(
    r"\b(?:child(?:ren)?|minors?|parents?|guardians?|barn|minderårig\w*|vårdnadshava\w*|laps\w+|lasten|alaikäi\w+"
    r"|huoltaj\w+)\b"
)
_IN_SHORT = re.compile(
    r"(?:in short|in brief|summary|tl;?dr|lyhyesti|tiivistettynä|kort sagt|i korthet|kortfattat)\s?:|(?:and|or"
    r"|ja|tai|och|eller)\W*$"
)
_GAP = 4
_NOT_YET = re.compile(
    r"\bif (?:the )?data (?:is|are) not (?:deleted|erased) because\b|"
    r"\b(?:nothing|no \w+|none|not|never)\b[^.;]{0,50}\b(?:stored|kept|saved|retained|sent|collected|loaded)\b"
    r"(?! (?:for |any )?(?:longer|more|beyond|after|past))[^.;]{0,60}\b(?:until (?:you|the user)|before"
    r"|only (?:while|when"
    r"|available))\b"
    r"|\b(?:stays?|remains?|is|are|kept) (?:\w+ )?(?:off|disabled|inactive|blocked)\b[^.;]{0,20}\buntil\b"
    r"|\b(?:spara|lagra)[rs]\b[^.;]{0,40}\bförst (?:när|då|efter|om)\b|\b(?:inte|inget"
    r"|ingenting)\b[^.;]{0,60}\bförrän\b"
    r"|\b(?:avstäng[dt]\w*|avslag\w+|inaktiv\w*|blockera\w*)\b[^.;]{0,20}\btills\b"
    r"|\b(?:pois(?:sa)? (?:käytöstä|päältä)|estetty)\b[^.;]{0,20}\bkunnes\b"
    r"|\b(?:ei|eivät|emme|mitään ei)\b[^.;]{0,60}\bennen kuin\b|\b(?:tallen\w+|säily\w+)\b[^.;]{0,40}\bvasta,? kun\b"
)
"""What begins at some time, and says nothing of when it ends: `Nothing is stored until you press Send`."""
_ENDS_SO = re.compile(r"\bpoist|\bhävit|\btuho|radera|gallra|ta[rs]? bort|delet|eras|remov|destroy|anonymi|\d")
_WHERE = re.compile(
    r"\bserv(?:er|rar)|palvelim|lukit|salasan|password|encrypt|krypt|\bsäk(?:er|r)|\bsecure|\baccess|pääsy|åtkomst|databas"
    r"|tietokan|pilvi|\bcloud|\bmoln|locat|sijait|\bluovut|lämna[rs]?\b|\bshare|disclos|\bdevice|enhet|laitte|\bpuhelime"
    r"|locally|lokalt|paikallises|\bonly by\b|\bainoastaan \w+n? ?pitäj|\bvain rekisterinpitäj|rahoit"
)
"""Where data lies, who may see it and how it is guarded."""


def not_yet(scope: Scope, place: tuple[int, int]) -> bool:
    """Whether a time is when something begins, and not when it ends."""
    return _NOT_YET.search(scope.low, *place) is not None


def says_where(scope: Scope, place: tuple[int, int]) -> bool:
    """Whether a sentence on keeping tells where and by whom, and nothing of when data goes."""
    goes = any(one.search(scope.low, *place) for one in (_GOES[scope.language], _ENDS_SO))
    return not goes and _WHERE.search(scope.low, *place) is not None


def waits(scope: Scope, section: Section, place: tuple[int, int]) -> bool:
    """Whether a sentence says what becomes of data, and when: of data, below a heading of cookies."""
    low, tongue = scope.low, scope.language
    if scope.text[place[1] - 1 : place[1]] in {"?", ":"} or _POINTS.search(low, *place):
        return False
    if section.has("cookies") and (_ON_OTHERS.search(low, *place) or not LENGTH[tongue].search(low, *place)):
        return False
    if section.has("rights") and not (_OWN_ACT.match(low, *place) or _BY_LAW.search(low, *place)):
        return False
    if _LABEL[tongue].match(low, *place):
        return True
    if _SHORTLY.search(low, *place) and not section.has("cookies"):
        return True
    is_long = LENGTH[tongue].search(low, *place) or _AS_LONG[tongue].search(low, *place)
    if is_long and _DURATION.match(low, *place):
        return True
    if _ASKED.search(low, *place) or not _DATA[tongue].search(low, *place):
        return False
    if _BY_RULE[tongue].search(low, *place):
        return True
    goes = _GOES[tongue].search(low, *place)
    if is_long and (goes or _STAYS[tongue].search(low, *place)):
        return True
    return goes is not None and _ONCE[tongue].search(low, *place) is not None


def on_device(scope: Scope, place: tuple[int, int]) -> bool:
    """What is kept in somebody's own browser or device, in cookies."""
    return _ON_OTHERS.search(scope.low, *place) is not None and _DEVICE.search(scope.low, *place) is not None


def says_no_time(scope: Scope, section: Section, place: tuple[int, int]) -> bool:
    """Whether a sentence only points to the times, or says what is done with data of a child that should not be there.

    A length of time that it says itself counts nonetheless.
    """
    if LENGTH[scope.language].search(scope.low, *place):
        return False
    is_of_children = section.head is not None and _OF_CHILDREN.search(scope.low, *section.head) is not None
    is_long = _AS_LONG[scope.language].search(scope.low, *place)
    return (is_of_children and is_long is None) or _SAYS_NO_TIME.search(scope.low, *place) is not None


def sums_up(scope: Scope, place: tuple[int, int]) -> bool:
    """`In short: we keep it as long as we need it` before the text that says so, or but a word between two items."""
    return _IN_SHORT.match(scope.low, *place) is not None


def goes_on(scope: Scope, before: tuple[int, int] | None, place: tuple[int, int]) -> bool:
    """Whether a sentence right behind one on time adds when that is."""
    if before is None or place[0] - before[1] > _GAP:
        return False
    return _GOES_ON[scope.language].match(scope.low, *place) is not None
