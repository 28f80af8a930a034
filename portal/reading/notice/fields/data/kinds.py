"""Which words name a kind of data: what members of a list are, and what is said of data and is none."""

import re
from collections.abc import Sequence

from portal.reading.notice.fields.data.pieces import whole_pieces
from portal.reading.notice.fields.data.yours import is_yours
from portal.reading.notice.fields.lists import ONE_OF_TWO, split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.data_words import DATA_WORDS
from portal.reading.notice.values import Found

NAMES_DATA = {code: re.compile(said) for code, said in DATA_WORDS.items()}
_BEFORE_DATA = re.compile(
    (
        r"(?:(?:i regel|i förekommande fall|i vissa fall|vid behov|det vill säga|dvs\.|alltså|nämligen|eli|\(\d{1,2}\)"
        r"|\((?:but )?(?:is )?not limited to\)|vain|ainoastaan|consists of|mm\.|esim\.|muun muassa"
        r"|esimerkiksi|kuten|like|i huvudsak|exempelvis"
        r"|bl\.a\.|t\.ex\.|tarvittaessa"
        r"|halutessasi|halutessanne|om du vill|if you (?:wish|like|want)|with|typically|possibly|typiskt"
        r"|vanligen|möjligen|tyypillisesti|yleensä"
        r"|ditt|din|dina|your|their"
        r"|endast|bara|enbart|only|at least|vara|olla|be"
        r"|åtminstone|minst|med(?! (?:hjälp|stöd)\b)|ainakin|vähintään|optionally|potentially|including"
        r"|inklusive|mukaan lukien|eventuellt|ev\.|samt ev\.|valfritt|mahdollisesti"
        r"|e\.g\.|i\.e\.|such as|namely|about|that|och|ja|and|[\wäö-]{4,}[aä] varten"
        r"|(?:[\w-]{3,30}n )?[\w-]{3,30}n mukaisesti)\s+)+"
    ),
    re.I,
)
_NAMED_SO = re.compile(
    r"\s+\((?:nedan(?: kallat| kallade)?|härefter|jäljempänä|jatkossa"
    r"|yhdessä|tillsammans|together|hereinafter|collectively|the)"
    r"[\s,]*(?:[\w ]{0,30}\s)?[\"“”'‘’][^()\n]{2,60}\)\Z", re.I
)  # fmt: skip
"""`address (together "the Data")`: what it is called from then on."""
_AND_SO_ON = re.compile(r"[\s,]+(?:etc|m\.?\s?m|osv|o\.?s\.?v|jne|yms|ym|and so on|and so forth)\.?\s*\Z")
_GENITIVE = re.compile(r"(?<=[Yy]our )[\w-]+['’]s?\s")
_IS_A_USE = re.compile(
    r"\b(?:\w+(?:ten|jen|den|non|sen|nan|nön|sun|lun|tyn) )?\w{3,}(?:aminen"
    r"|äminen|ominen|öminen|uminen|eminen|täminen)$"
    r"|(?:ten|jen|iden|sten|ksen) (?:käsittely|hoito|ylläpito|hallinta|kehitys|toimitus)$"
    r"|(?:muistiin|tilaan|tallennukseen|tietokantaan|järjestelmään|palvelime\w+|laitteelle\w*)$|(?:miseen"
    r"|miseksi|seen|ntaan|ntään|intiin|ointiin)$|\bvarten\b|l(?:ta"
    r"|tä)\b|itseltään|as long|niin kauan|så länge|^to [a-z]|^att [a-z]|^för att "
)
HAS_SUBJECT = re.compile(
    r"(?<!\w)(?:we|you may|you can|voit|voimme|emme|keräämme|käsittelemme|vi|du kan|inte|ei|not)(?!\w)"
)
_GENERAL = re.compile(
    r"(?:(?:dina|era|your|the|käyttäjän) )?"
    r"(?:(?:person)?uppgifter(?:na)?(?: (?:till|från|om) (?:oss|dig|er))?|henkilötie\w+|tie(?:dot|tosi|toja(?:si|nne)?)"
    r"|(?:minimal |begränsad |limited |only )?(?:personal |personally identifiable |personlig )?(?:data|information))"
    r"|(?:\w+ )?(?:customers|users|visitors|people|kunder|användare) (?:who|som) .*"
    r"|(?:\w+ ){0,2}(?:typer|slag|slags|types?|kinds?|categor\w+|kategorier) (?:av "
    r"|of )?(?:\w+ )?(?:(?:person)?uppgifter"
    r"|data|information)\b.*"
)
"""What names no kind of data, or whose data it is."""
_GENERAL_HEAD = re.compile(
    r"(?:process(?:es)? |collects? |behandla[rs]? |käsittel\w+ )?(?:the |your |dina |era |muita |vissa "
    r"|certain |some )?"
    r"(?:henkilötietoja|henkilötietojasi|personuppgifter|personal (?:data|information))\b"
)
_CLAUSE = re.compile(
    r"(?:kerätä|käyttää|seurata|tallentaa|käsitellä|lähettää|parantaa|käsitellään"
    r"|kerätään|tallennetaan|miten|kuinka|hur|how|innehålla|sisältää|include|contain"
    r"|använder|skyddar|lagrar|uses?|stores?|kun"
    r"|jos|mikäli|when(?! (?:one|you|he or she|they|it) (?:[a-z]+ed|came|left|bought|paid|was|were)\b)|if|när"
    r"|detta|denna|dessa|this|these|nämä|tämä|tästä|näitä|vi"
    r"|we|me|että|att|jotta|jotka|joita|som|so that|that|which(?! [\w-]+ (?:you|they|he|she)\b)|who)\b"
    r"|.*?\b(?:\w+[aä]ksemme|\w+[aä]ksesi|\w+[aä]kseen|\w{3,}(?:etaan|etään|daan"
    r"|dään)|perustuu|käsittelee|hyväksyy|käyttämällä|avulla|varten|in order to|used "
    r"to"
    r"|hjälp av|genom att|för att)\b"
)
"""What is said of data, and is no kind of it."""
_PURPOSE_BEHIND = {
    "fi": re.compile(
        r"(?<!nen)\s(?:pakollinen|vapaaehtoinen)(?:\s|\Z)|(?:\s\w+n)+\s(?:ja|sekä)(?:\s\w+n)+\s\w{4,}miseksi\b"
        r"|,? jotta\b"
        r"|\s\w{3,}[aä]kse(?:mme|nsa|nsä|en|ni|si)\b|(?:\s\w+n)*\s\w{4,}mist[aä]\b(?=[^.]*\bvarten\b)"
        r"|(?:(?<=\wsi)|(?<=nne))\s(?:\w+n\s)?\w{4,}(?:iin|oon|uun|yyn|sta|stä|lta|ltä|ssa|ssä|lla|llä)(?=[\s.]*\Z)"
        r"|(?:\s\w+n){0,6}\s\w{4,}[aä] varten\b|,? (?:kun|jos|mikäli) \w+[tn]\b"
        r"|\s(?:oman|omien) [\w-]+ns[aä]\b"
        r"|, jo(?:ta|ita|tka) (?:vain |ainoastaan )?(?:käytetään|käytämme|tarvitaan|tarvitsemme)\b"
        r"|, (?:[\w-]+n )(?:(?:ja|sekä) [\w-]+n )?(?:vuoksi|takia)\b"
        r"|(?:\s[\w-]+n)?\s[\w-]+(?:uden|yden|tyksen|toiminnan) (?:(?:ja|sekä) [\w-]+n )?"
        r"(?:vuoksi|takia)\b"
    ),
    "sv": re.compile(
        r",? (?:via|genom|i) (?:våra?t?|dessa|detta|denna|ett|de|det) (?:[\w-]+ ){0,2}\w*formulär(?:en|et)?(?=[\s.]*\Z)"
        r"|,? (?:via|genom|i) \w*(?:formuläret|formulären|kommentarerna|kommentarsfältet)(?=[\s.]*\Z)"
        r"|,? för att\b|,? i syfte att\b|,? så att\b|,? enligt \w+s (?:egna )?(?:villkor|\w*policy|regler)\b"
        r"|,? (?:när|om|då) (?:du|ni|man)\b|(?<! lämnar)(?<! anger)(?<! uppger)(?<! skickar),? i samband med\b"
        r"| från (?:spar\b|\w*(?:registret|verket|byrån|upplysningen)\b)"
        r"|,? i (?:upp till |högst )?[\w-]+ (?:timmar|dagar|veckor|månader|år)\b|,? av (?:\w+ )?\w*skäl\b"
        r"|, som (?:bara |endast |enbart )?(?:används|behövs) (?:bara |endast |enbart )?(?:för|till)\b"
        r"|,? för (?:hantering|kontakt|fakturering|leverans|uppföljning|administration)\w*\b"
        r"|, (?:för|av) (?!(?:\w+ ){1,3}(?:även|också|dessutom)\b)[^,;:]{3,90}(?=[\s.]*\Z)"
    ),
    "en": re.compile(
        r",? as (?:proof|evidence)\b"
        r"|,? (?:in order to|so that|so we can|in case|as (?:needed|required|necessary) (?:to|for|in))\b"
        r"|(?<!necessary)(?<!required)(?<!needed)(?<!needs)(?<!allows us)(?<!enables us)(?<!permits us)"
        r",? to (?:unlock|activate|validate|check|detect|protect|support"
        r""
        r""
        r"|show|display"
        r"|personali[sz]e|perform|secure|optimi[sz]e|remember)\b"
        r"|(?<!needs)(?<!allows us)(?<!enables us)(?<!permits us),? to (?:be able|provide|contact|process"
        r"|respond|send|improve"
        r"|help|answer|deliver|manage|calculate|enable|fulfil\w*|complete|reply|communicate|understand|operate|identify"
        r"|assist|resolve|generate|issue|inform|notify|keep|ensure|create|offer|get back|verify|handle|administer"
        r"|maintain|comply|assess|determine|prevent|confirm|arrange|allow|make|measure|analy[sz]e)\b"
        r"|(?<!needs)(?<!need),? to (?:log|greet|reach|bill|invoice|charge|call|address|book|ship|sign|match|pay"
        r"|schedule|prepare|update"
        r"|authenticate|find) (?:you|your|us|it|them|the|an?|in)\b"
        r"|,? from (?:companies house|the (?:electoral|land|companies|company|population|public|trade|business) \w+"
        r"|(?:public|third|other|external) [\w ]+)(?=[\s.]*\Z)"
        r"|,? for (?:up to |at most |a (?:period|maximum) of )?[\w-]+ (?:hours?|days?|weeks?|months?|years?)\b"
        r"|,? for (?:[\w-]+ ){1,3}(?:purposes|reasons)\b|, for (?!example|instance)[^,;:]{3,90}(?=[\s.]*\Z)"
        r"|,? (?:(?:through|via|using|by (?:using|completing|filling in)) (?:these|this|the|our|an?|such)"
        r" (?:[\w-]+ ){0,3}(?:forms?|comments?|surveys?)"
        r"|(?:in|on) (?:these|this|the|our|an?) (?:[\w-]+ ){0,2}(?:forms?|comments?))(?=[\s.]*\Z)"
        r"|, (?:which|that) (?:is|are) (?:only |solely )?(?:used|needed) (?:only |solely )?(?:to|for)\b"
        r"|,? (?:when|if) (?:you|we|the|\w+ing(?=[^,]*\Z))\b|,? for the (?:sole )?purposes?\b"
    ),
}
_BRACKETED = re.compile(r"\([^()]*\)")
_KNOWN_OF_IT = re.compile(
    r"(?:(?<=tieto siitä)|(?<=tiedot siitä)|(?<=tiedon siitä)|(?<=tietoa siitä)|(?<=tietoja siitä))"
    r"\s(?:kuka|ketkä|ketä|mitä|mikä|milloin|koska|missä|mistä|miten|kuinka|montako|mihin|[a-zåäö]{2,}k[oö])\s"
    r"[^,;:.()]{2,80}?(?=,|;|\s(?:ja|sekä)\s|[\s.]*\Z)"
)
"""`a note of who has seen them`: what the question says is no verb of the list."""
_SHARED_END = re.compile(r"\w+[-–] (?:ja|tai|sekä|och|samt|eller|and|or) ")
"""`för- och efternamn` ends as its last word does."""
_PART_OF_CLAUSE = {
    "fi": re.compile(r"(?<!\w)(?:jos|kun|koska|mikäli|on|ovat|oli|voi|voit|voimme)(?!\w)"),
    "sv": re.compile(r"(?<!\w)(?:om (?:du|ni|vi)|när|eftersom|skulle|måste|är|var|kan|ska|används)(?!\w)"),
    "en": re.compile(r"(?<!\w)(?:if|when|because|would|could|should|must|may|is|are|was|were|can|will)(?!\w)"),
}
_INFORMATION_ON = re.compile(r"(?:general|allmän|yleis\w+) (?:information|tieto\w*) (?:om|about|on)\b")
_BEHIND_HEAD = {
    "fi": re.compile(
        r",? (?:jo(?:tka|ita|ka|ta|illa|lla|sta|ssa|ihin|hon)|kuten|mm\.|esim\.?|muun muassa)\b|(?<=tiedot) "
    ),
    "sv": re.compile(r" (?:av|om|i|på|från|som|du|ni|vi|till|för|med|vid|såsom|t\.ex\.|enligt|och|eller)\b"),
    "en": re.compile(
        r" (?:of|about|for|in|on|you|we|that|which|from|to|with|by|at|used|such|like|and"
        r"|or|associated|related|provided|spent|visited|viewed|given|entered|sent|made)\b"
    ),
}
"""Where the noun ends that names the data, and what hangs on it begins."""
_NO_HEAD = {
    "fi": re.compile(
        r"(?:ssa|ssä|lla|llä|lta|ltä|lle|iin|oon|uun|yyn|öön|(?<!po)(?<!vie)sti|taan|tään|llään|sta|stä|ien|jen|iden"
        r"|emme|kanssa|mista|mistä|misen|seen)$"
        r"|(?:ista|istä|ille)(?:mme|nsa|nsä|si)$"
        r"|^(?:käyttäj(?!än(?:im|um)|ät(?:un|il|ie)|äp|äh)|jäsen(?:t|ä|i)|asiakka|henkilö(?:t(?!u)|i|ä))"
    ),
    "sv": re.compile(
        r"^(?:kunder(?:na)?|användare\w*|besökare\w*|medlemmar\w*|kunden|kunds?"
        r"|formulär\w*|kontaktformulär\w*|webbplats\w*|plattform\w*)$"
    ),
    "en": re.compile(
        r"^(?:customers?|users?|visitors?|members?|contact|services?|people|compan(?:y"
        r"|ies)|forms?|pages?|websites?|app)$"
    ),
}
"""A person, or a word in a form that names nothing taken."""
_ONLY_GENERAL = re.compile(
    r"(?:(?:antam|lähettäm|ilmoittam|luovuttam|käsittelem|keräm|kerääm|tallentam|tallennettav|kerättäv|käsiteltäv"
    r"|tarvittav|välttämättöm|muu|muita|muut"
    r"|näm|näit|kaik|seuraav|anonyym)\w* )*"
    r"(?:henkilö)?tie(?:to|do)\w*(?: \w+(?:sta|stä))?"
    r"|(?:(?:the|your|any|all|other|this|that|necessary|certain|som[ae]|annan|andra|övriga?|dina|era|de|den|dessa|vissa"
    r"|nödvändig\w*|relevant\w*|allm\w+|general|anonymous|personal|personlig\w*) )*"
    r"(?:(?:person)?uppgift\w*|data|information|details|informationen)"
    r"(?: (?:om|about|on|of) (?:(?:you|dig|er|dem|them|oss|us|our|vår\w*|how|hur|what|vad|why|this|it"
    r"|the (?:use|processing)"
    r"|(?:the )?(?:data subjects?|users?|customers?|clients?|persons?|people|individuals?|members?|visitors?)|kund\w*"
    r"|användar\w*|person\w*|medlem\w*|besökare|behandling\w*|cookies|kakor|den registrerade)\b.*|.*,.*))?"
)
_MOST_WORDS = 10
LABEL = re.compile(r"[^:,;()\n]{2,70}:(?:\s+(?=\S)|(?=[A-ZÅÄÖ][a-zåäö]))")
_CALLS_DATA = re.compile(
    r"(?:tiedot|tietoja|uppgifter(?:na)?|data|information|details)(?: \([^()]{3,90}\))?(?: (?:ovat|är|are|olla))?: ?$"
    r"|(?:tietoja|tiedot|uppgifter|data|information|details),? (?:jotka|joita|som|that|which)\b[^.:;]{3,70}: ?$"
)
_LONG_CALL = 120
_SHORT_SIDE = 3
_PREPOSITION = re.compile(r"\s(?:from|of|about|on|in|for|to|with|från|av|om|i|på|till|för|med)\s")
"""What stands behind it may be said of both sides of an `and`."""
_SEVERAL_PURPOSES = 3
_SHARED_NOUN = re.compile(r"n$|\b(?:liitty|koske|sisältä|kuulu|tarvitta)\w+\s")
"""A genitive whose noun stands behind the `and`, or what is said of both nouns."""
_JOINED = re.compile(r"(?:,|\s(?:ja|sekä|och|samt|and))(?: (?:myös|lisäksi|även|also))?\Z")
"""What joins the next member to a list: a purpose behind it is said of that member."""
_JOINT = re.compile(r"(?<!-) (?:ja|sekä|och|samt|and|&) (?=\S)")
ONLY_AND = re.compile(
    r"ja|sekä|tai|och|samt|eller|and|or|also|även|myös|(?:inget|inga|ingenting) (?:annat|andra(?: \w+)?)"
    r"|nothing (?:else|more)"
    r"|no(?:thing)? other(?: \w+)?|(?:ei|emme) (?:mitään )?muuta|följande|seuraavat|the following"
)
_IN_BRACKETS = re.compile(
    r"\s\((?:(?:som )?t\.?\s?ex\.?|till exempel|såsom|esim\.|mm\.|kuten|e\.g\."
    r"|such as)?[\s,]*([^()]*)\)"
)
_ALL_GIVEN = re.compile(
    r"(?:(?:jag|vi|de|alla|the|any|all|ne|kaikki) )*(?:(?:person)?uppgifter(?:na)? (?:som )?(?:du|ni) \w+(?: \w+)?"
    r"|(?:personal )?(?:information|data|details) (?:that |which )?you \w+(?: \w+)?"
    r"|(?:resulting |related |associated )?(?:personal )?(?:information|data|details)"
    r"(?: (?:arising|resulting|derived|contained|provided|transmitted|given|entered)"
    r"(?: (?:from|in|by|with|through|to) \w+(?: \w+)?)?)?"
    r"|(?:person)?uppgifter(?:na)? (?:som framgår|i det|däri|därav)(?: \w+){0,2}"
    r"|(?:siitä ilmenevät |siihen sisältyvät )?(?:henkilö)?tiedot|(?:vain |tiettyjä |joitakin )?henkilötietoja"
    r"|personuppgifter|(?:henkilö)?tie(?:dot|toja),? (?:jotka|joita) \w+(?: \w+)?)"
)
_IS_GENERAL = re.compile(
    r"(?:(?:the|some|certain|technical|viss|vissa|tekniska?|teknistä|muita) )*"
    r"(?:information|data|details|uppgifter|tietoja)\b"
)
"""A noun that says no more than that data stands in the brackets behind it."""
_RELATIVE = re.compile(r"\b(?:som|that|which|joka|jotka|jota|joita)\b")
_MANY_MEMBERS = 3
"""From so many on, one may be as general as `personal data`."""
_HOW_YOU = re.compile(
    r"(?:how|hur) (?:you|users?|visitors?|customers?|du|ni|användar\w+|besökar\w+|kund\w+)\s|miten \w+(?:t|tte|ja)\s"
)
_YOU_DO = re.compile(
    r"(?:the )?[\w-]+(?: [\w-]+)? (?:that |which )?you "
    r"(?:use|take|view|visit|click|buy|read|open|watch|engage|post|upload)\b"
    r"|(?:the |our )?(?:web ?)?(?:pages?|sites?|subpages|articles?|files?|links?|screens?|products?"
    r"|features?|functions?)"
    r" (?:visited|viewed|accessed|opened|clicked|requested|retrieved|called up|read|bought|purchased|used|downloaded)"
    r"(?: (?:on|by|in|from|during) .{3,40})?"
    r"|(?:de |vilka )?\w+(?: som)? du (?:använder|besöker|klickar|köper|läser|öppnar|tittar)\b"
)
"""`the features you use`: what a person does is data, whatever it is called."""
_PEOPLE = re.compile(
    r"(?:(?:our|your|the|våra|era|other|andra|potential|potentiella|former|tidigare) )*"
    r"(?:customers?|clients?|service providers"
    r"|suppliers?|partners?|contact persons?|employees|visitors|users|members|applicants|stakeholders|representatives"
    r"|kunder|leverantörer|medlemmar|anställda|besökare|samarbetspartners?|kontaktpersoner|arbetssökande|användare"
    r"|gäster"
    r"|företrädare|patienter|elever|föräldrar|vårdnadshavare)(?! ?[’']|\w)(?: (?:of|to|on|hos|till|för|av|på) .*)?\Z"
)
_DATA_OF = re.compile(
    r"\A(?:(?:vissa|some|certain|de|the|personal) )*(?:(?:person)?uppgifter|information|data|details) (?:om"
    r"|about|on|of) "
)
"""`certain data about our customers`, and the visitors: of whom."""
_LONGEST_MEMBER = 125
_FIRST_WORDS = 5
_LABELS_USE = re.compile(r":\s+(?:to|för att|att) [a-zåäö]")
_MOST_COMMAS = 100


def is_endless(scope: Scope, start: int, end: int) -> bool:
    """Whether more is parted by commas than a sentence ever lists: looking at each member would take too long."""
    return scope.text.count(",", start, end) > _MOST_COMMAS


def is_kind(scope: Scope, one: Found) -> bool:
    """Whether a value is called like data by its head, and is no part of a sentence."""
    if _YOU_DO.fullmatch(one.text.casefold()):
        return True
    plain = _SHARED_END.sub("", " ".join(_BRACKETED.sub(" ", one.text.casefold()).split()))
    if len(plain.split()) > _MOST_WORDS or _PART_OF_CLAUSE[scope.language].search(plain) or not is_data(scope, one):
        return False
    head = _BEHIND_HEAD[scope.language].split(plain, maxsplit=1)[0].split()
    is_page = len(head) > 1 and head[-1] in {"page", "pages"}
    if not head or (_NO_HEAD[scope.language].search(head[-1]) and not is_page) or _ONLY_GENERAL.fullmatch(plain):
        return False
    return NAMES_DATA[scope.language].search(" ".join(head[-3:] if head[-1] == "provider" else head[-2:])) is not None


def is_data(scope: Scope, one: Found) -> bool:
    """Whether a value is called like data by its first words."""
    low = _BRACKETED.sub(" ", one.text.casefold()).strip()
    if _CLAUSE.match(low) or _IS_A_USE.search(low) or HAS_SUBJECT.search(low) or _LABELS_USE.search(low):
        return False
    return NAMES_DATA[scope.language].search(" ".join(low.split()[:_FIRST_WORDS])) is not None


def members_of(scope: Scope, places: Sequence[tuple[int, int]]) -> list[Found]:
    """The members of a list, where most of them are called like data; nothing of a list without end."""
    if any(is_endless(scope, *place) for place in places):
        return []
    pieces = [bare(scope, one) for place in places for one in whole_pieces(scope, _pieces_of(scope, *place))]
    pieces = _without_label(scope, pieces)
    members = [
        value
        for one in pieces
        for part in (_short_pair(scope, one) if len(pieces) > 1 else [one])
        for value in _opened(scope, part)
    ]
    named = [one for one in members if _is_named(scope, one) or is_yours(scope, one)]
    uses = [one for one in members if _IS_A_USE.search(one.text.casefold())]
    members = [one for one in members if not ONLY_AND.fullmatch(one.text.casefold())]
    general = [one for one in members if _GENERAL.fullmatch(one.text.casefold())]
    if any(_CLAUSE.match(_BRACKETED.sub("", one.text.casefold())) for one in _without_last_how(members)):
        return []
    if len(general) > 1 or (general and len(members) < _MANY_MEMBERS):
        return []
    members = [one for one in members if not _is_general(scope, one)]
    if len(members) == 1 and _RELATIVE.search(members[0].text.casefold()):
        return []
    vouched = (
        len(places) == 1 and _CALLS_DATA.search(scope.low, max(0, places[0][0] - _LONG_CALL), places[0][0]) is not None
    )
    if _are_people(scope, members):
        return []
    if (len(named) * 2 < len(members) and not vouched) or len(uses) * 2 > len(members):
        return []
    whole = [short for one in members for short in _without_long_aside(scope, one)]
    return [one for one in whole if len(one.text) <= _LONGEST_MEMBER]


def _without_last_how(members: Sequence[Found]) -> Sequence[Found]:
    """The members but for the last of `pages visited, device, and how you found us`."""
    is_how = len(members) >= _MANY_MEMBERS and _HOW_YOU.match(members[-1].text.casefold()) is not None
    return members[:-1] if is_how else members


def _are_people(scope: Scope, members: Sequence[Found]) -> bool:
    """`information about our customers, service providers and contact persons` says of whom, and not what."""
    people = [one for one in members if _PEOPLE.match(_DATA_OF.sub("", one.text.casefold()))]
    return len(people) > 1 and len(people) * 2 > len(members)


def _opened(scope: Scope, one: Found) -> Sequence[Found]:
    """`the data that you give (e.g. name and address)` names what its brackets hold."""
    bracket = _IN_BRACKETS.search(scope.text, one.start, one.end)
    if bracket is None or _ALL_GIVEN.fullmatch(scope.low[one.start : bracket.start()].strip()) is None:
        return [one]
    inner = [bare(scope, value) for value in split_list(scope, *bracket.span(1))]
    return inner if inner and all(is_kind(scope, value) for value in inner) else [one]


def _pieces_of(scope: Scope, start: int, end: int) -> list[Found]:
    """What commas part, up to a purpose behind the list; where each member has one of its own, without it."""
    start = _behind_label(scope, start, end)
    pieces = list(split_list(scope, start, end))
    ends = [_before_purpose(scope, one.start, one.end) for one in pieces]
    if sum(cut < one.end for cut, one in zip(ends, pieces, strict=True)) >= _SEVERAL_PURPOSES:
        return [value for one, cut in zip(pieces, ends, strict=True) if (value := found(scope.text, one.start, cut))]
    pieces = list(split_list(scope, start, _before_purpose(scope, start, end)))
    return pieces[:1] + [part for one in pieces[1:] for part in _short_pair(scope, one)]


def _without_long_aside(scope: Scope, one: Found) -> Sequence[Found]:
    """A member that only its brackets make too long, without them; or what they list, where they say what it is."""
    bracket = scope.text.find(" (", one.start, one.end)
    if len(one.text) <= _LONGEST_MEMBER or bracket < 0 or scope.text[one.end - 1] != ")":
        return [one]
    inner = [bare(scope, value) for value in split_list(scope, bracket + 2, one.end - 1)]
    kinds = [value for value in inner if is_kind(scope, value)]
    if len(inner) >= _MANY_MEMBERS and len(kinds) * 2 >= len(inner) and _IS_GENERAL.match(one.text.casefold()):
        return inner
    return [found(scope.text, one.start, bracket) or one]


def _short_pair(scope: Scope, one: Found) -> list[Found]:
    """`phone number and email address` among others are two, where each is a kind and no noun is shared."""
    both = both_kinds(scope, one)
    is_short = all(
        len(part.text.split()) <= _SHORT_SIDE + (_PREPOSITION.search(part.text.casefold()) is None) for part in both
    )
    return both if is_short and not _share_noun(scope, both) else [one]


def _share_noun(scope: Scope, both: Sequence[Found]) -> bool:
    """Whether two of Finnish may share a noun: one word alone, or one in the same case, leaves none to share."""
    if scope.language != "fi" or not any(" " in part.text for part in both):
        return False
    shared = _SHARED_NOUN.search(both[0].text.casefold())
    first, last = both[0].text, both[-1].text
    is_alike = " " not in last or (" " in first and last.endswith("n"))
    return shared is not None and not (shared[0] == "n" and is_alike)


_FOR_AN_AIM = re.compile(
    r"\s[\w-]+(?<!ee)(?<!ii)n [\w-]{4,}(?:miseen|miseksi|ntaan|ntään)\Z"
    r"|(?:\s[\w-]+n)?\s[\w-]{3,}(?<!mist)[aä] varten\Z"
)
"""`your address and your browser for the fending of spam`: what both are for."""


def both_kinds(scope: Scope, one: Found) -> list[Found]:
    """`your number and your dog's name` within a list are two, where each is a kind."""
    joint = _JOINT.search(plain(scope, one.start, one.end))
    if joint is None or ONE_OF_TWO.fullmatch(one.text):
        return [one]
    aim = _FOR_AN_AIM.search(scope.low, one.start + joint.end(), one.end) if scope.language == "fi" else None
    places = [(one.start, one.start + joint.start()), (one.start + joint.end(), aim.start() if aim else one.end)]
    both = [part for place in places if (part := found(scope.text, *place)) is not None]
    return both if len(both) > 1 and all(is_kind(scope, part) for part in both) else [one]


def _is_named(scope: Scope, one: Found) -> bool:
    """Whether a value holds a word of data; in `general information about our projects` the last ones count."""
    low = one.text.casefold()
    if _YOU_DO.match(low):
        return True
    about = _INFORMATION_ON.match(low)
    return NAMES_DATA[scope.language].search(low, about.end() if about is not None else 0) is not None


def _is_general(scope: Scope, one: Found) -> bool:
    """`personal data in two ways` names no kind of data."""
    low = one.text.casefold()
    head = _GENERAL_HEAD.match(low)
    return head is not None and not NAMES_DATA[scope.language].search(low, head.end())


def _before_purpose(scope: Scope, start: int, end: int) -> int:
    """`osoitetta ja lokeja palvelun toimivuuden ja turvallisuuden varmistamiseksi`: its purpose stands behind it."""
    said = plain(scope, start, end)
    for purpose in _PURPOSE_BEHIND[scope.language].finditer(said):
        is_in_front = _JOINED.search(said, 0, purpose.start()) is not None and said[purpose.end() :].strip(" .")
        if purpose.start() > 0 and not is_in_front:
            return start + purpose.start()
    return end


def _without_label(scope: Scope, members: list[Found]) -> list[Found]:
    """`Companies: business id, address`: the label is of all of them."""
    if len(members) > 1 and (label := LABEL.match(scope.text, members[0].start, members[0].end)) is not None:
        first = found(scope.text, label.end(), members[0].end)
        return [*([first] if first is not None else []), *members[1:]]
    return members


def _behind_label(scope: Scope, start: int, end: int) -> int:
    """`Purchases and work done: name, price`: a label with an `and` is no member of what it leads to."""
    label = LABEL.match(scope.text, start, end)
    return label.end() if label is not None and _JOINT.search(label[0]) else start


def plain(scope: Scope, start: int, end: int) -> str:
    """What is said outside of brackets, and outside of questions that hang on `a note of who`."""
    said = _BRACKETED.sub(lambda one: " " * len(one[0]), scope.low[start:end])
    return _KNOWN_OF_IT.sub(lambda one: " " * len(one[0]), said) if scope.language == "fi" else said


def bare(scope: Scope, one: Found) -> Found:
    """`only your name` is a name, `address etc.` an address; `your device's language` is no `device's language`."""
    named = _NAMED_SO.search(scope.text, one.start, one.end)
    one = (found(scope.text, one.start, named.start()) if named is not None else None) or one
    rest = _AND_SO_ON.search(scope.text, one.start, one.end)
    one = (found(scope.text, one.start, rest.start()) if rest is not None else None) or one
    lead = _BEFORE_DATA.match(scope.text, one.start, one.end)
    if lead is None or lead.end() >= one.end or _GENITIVE.match(scope.text, lead.end(), one.end):
        return one
    return found(scope.text, lead.end(), one.end) or one
