"""What a sentence says is taken of a person: `when you write to us, we store your name and your address`."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from portal.reading.notice.fields.data.bracketed import OCCASION, fuller, in_brackets
from portal.reading.notice.fields.data.kind_alone import kind_alone
from portal.reading.notice.fields.data.kinds import NAMES_DATA, both_kinds, is_kind, members_of, plain
from portal.reading.notice.fields.data.told_alone import alone_of, data_on
from portal.reading.notice.fields.data.within_sentence import included, numbered
from portal.reading.notice.fields.data.yours import are_yours
from portal.reading.notice.fields.finnish_aims import says_why
from portal.reading.notice.fields.lists import is_in_brackets, split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.tongues.data_words import ASIDES, BEFORE_VERB, NOT_OF_TAKING, TAKEN
from portal.reading.notice.values import Found

_NOT_LIMITED = re.compile(
    r"\beller (?:inte|ej)\b|\bor not\b|\btai ei\b"
    r"|\bwithout (?:your|any) (?:intervention|action|doing|involvement|assistance|input|effort|contribution)\b"
    r"|\b(?:men )?inte (?:\w+ )?begräns\w+ till|\b(?:mutta )?ei(?:vät)? (?:\w+ )?(?:rajoit\w+|yksinomaan)"
)
_EXAMPLES = {
    "fi": re.compile(
        r"(?<!\w)(?:(?:kuten|mukaan lukien|mukaan luettuna|sisältäen|muun muassa|esimerkiksi)"
        r"(?:,? (?:mutta|ei|eikä|eivät|niihin|näihin|vain|rajoittu\w+|rajoitu|yksinomaan)){0,6},?"
        r"|joihin (?:sisältyvät|sisältyy|kuuluvat|kuuluu)(?: (?:esimerkiksi|muun muassa))?|eli|tyypillisesti"
        r"|esimerkiksi|esim\.?|mm\.?|muun muassa"
        r"|(?<=,\s)(?:erityisesti|etenkin|ennen kaikkea|lähinnä))\s"
    ),
    "sv": re.compile(
        r"(?<!\w)(?:såsom|inklusive|vanligtvis|oftast|däribland|(?<=data )som(?= [\w-]+[,/]"
        r"| [\w-]+ (?:och|samt))|(?<=uppgifter )som(?! \w+s,)(?= [\w-]+, [\w-]+)"
        r"|(?<=, )som(?= (?!(?:vi|du|ni|de|man|kan|inte|är|har|ska|får|\w+(?:ar"
        r"|er|as|es|ts|ds|ns))[ ,])[\w-]+(?:,| och ))"
        r"|(?<=, )tillsammans med(?= (?:din|ditt|dina|namn))"
        r"|det vill säga|dvs\.?|nämligen|som till "
        r"exempel|t\.?\s?ex\.?|till exempel|exempelvis|bland annat|bl\.?\s?a\.?"
        r"|(?<=,\s)(?:i synnerhet|särskilt|framför allt|främst)|i form "
        r"av)\s"
    ),
    "en": re.compile(
        r"(?<!\w)(?:(?:that|which) (?:may |can |also |typically )*(?:includes?|contains?)"
        r"|such (?:\w+ )?(?:details|data|information|things|items) as|such as(?:, for (?:example|instance))?"
        r"|including(?: and similar to)?|typically|e\.g\.?"
        r"|for example|for instance|namely|(?<=, )(?:together|along) with(?= your)|(?<=,\s)(?:in particular"
        r"|especially|above all))[\s,]+(?:but not limited to[:,]?\s)?"
    ),
}
_SUCH_IN_SWEDISH = re.compile(
    r"(?:(?<=uppgifter )|(?<=information )|(?<=detaljer )"
    r"|(?<= data ))som (?=(?P<first>(?:[\w-]+ )?[\w-]*(?:[^\Ws]|ss|us))(?:,| (?:och|samt|eller|&) ))"
)
"""`details som title and city`: a noun behind it and no verb, of which the passive ends in `s`."""
_PASSIVE = {
    "fi": re.compile(r"(?!)"),
    "sv": re.compile(
        r"(?:.{0,160}?\bkan\s)?(.{5,300}?)\s(?:lagras|registreras|sparas|behandlas|samlas in|används(?= för\b))\b"
    ),
    "en": re.compile(
        r"(.{5,300}?)\s(?:is|are|may be|will be)\s(?:(?:also|then|all) )?(?:stored|collected|recorded|processed"
        r"|gathered"
        r"|noted|entered|registered|saved|logged|asked for|written down|taken down|put down"
        r"|used(?= (?:to|for)\b))\b"
    ),
}
_ACTS = re.compile(
    r"(?<!you )(?<!du )(?<!ni )\b(?:collects|stores|gathers|processes|we (?:may )?(?:collect|store|gather|process)"
    r"|samlar|sparar|lagrar|behandlar)\b"
)
"""A verb with a subject of its own: what stands before the passive is no list, but another clause."""
_TOGETHER = re.compile(r",?\s(?:together|along) with\s|,?\s(?:as|and so) (?:is|are) (?:also )?")
"""`are noted, together with what it is about`: the list goes on behind its verb."""
CLAUSE_ON_DATA = re.compile(
    r"\b(?:that|whether|how|why) (?:(?:the|your|his|her|their|this|personal) ){0,2}(?:data|information)\Z"
)
"""`Whoever books accepts that data`, and then is processed: no list."""
_ADVERB = re.compile(
    r"(?:additionally|furthermore|moreover|also|further|typically|generally|usually|likewise|however),\s"
    r"|(?:on|in|at|for|by|with|during|upon|under|within|as)\s[^,;:]{2,50},\s"
)
"""`On a phone, your address is stored`: where or when, before the subject."""
_USED_TO = re.compile(
    r"\b(?:used?|uses|using|order|as long as)\b[^.,;:]{0,30}\bto (?:\w+ (?:and )?){0,2}\Z|\bför att (?:kunna )?\Z"
)
"""What stands behind is done with the data: `it is only used to process your inquiry`."""
_AMONG_AIMS = re.compile(
    r"\b(?:we|and|then) (?:may |will |also )?use\b[^.;:]{0,80}?\bto \w+[^.;:]{0,120},\s(?:and |or )?(?:\w+ly )?\Z"
)
"""`We use it to improve the site, send news, process orders`: one act more of what it is used for."""
_BETWEEN_DASHES = re.compile(r"\s[—–]\s([^—–]{2,200},[^—–]{3,200})\s[—–]\s")
_BEHIND_DASH = re.compile(
    r"(?:\b(?:things|details|data|information|basics|facts|state on our servers?|statistics)|uppgifter|statistik"
    r"|tietoja|tiedot|tilastoja)\s[—–]\s([^—–]{2,300},[^—–]{3,200})\Z"
)
"""`Your browser sends the usual things — your address, the page, the time.`"""
_FOLLOWING = {
    "fi": re.compile(
        r"\bseuraav\w+ (?:\w+ ){0,2}\w*tie(?:toja|dot|tojen|doista)\b[^.:\n]{0,90}:\s"
        r"|\btie(?:toja|dot),? jo(?:tka|ita)\b[^.:\n]{0,90}:\s"
    ),
    "sv": re.compile(
        r"\bföljande (?:\w+ ){0,2}(?:\w*uppgifter|data|information)\b[^.:\n]{0,90}:\s"
        r"|\b\w*uppgifter,? som\b[^.:\n]{0,90}:\s"
    ),
    "en": re.compile(
        r"\b(?:data|information|details),? (?:that|which)\b[^.:\n]{0,90}:\s|"
        r"\bfollowing (?:\w+ ){0,3}?(?:data|information|details)\b[^.:\n]{0,90}:\s"
        r"|\bfollowing (?:is|are|(?:will|may|can|must) be) (?:\w+ly |also )?(?:stored|logged|recorded|collected"
        r"|processed"
        r"|saved|entered|noted|kept|held|put down|written down|registered|gathered|handled|asked)\b"
        r"[^.:\n]{0,60}:\s"
    ),
}
"""`When you visit us, the following data is processed: `, and they follow."""
_SEVERAL_ACTS = re.compile(
    r", (?:\w+,? ){1,3}(?:and|or|och|eller) \w+ (?:the|some|any|your|its|our|such|data|info|de|din|våra?)\b"
)
"""`They collect, analyse and use the data`: what stands behind the verb are more verbs."""
_LEADS_TO_LIST = re.compile(
    r"tieto|tiedot|seuraav|rekisteri|uppgift|följande|data\b|information|details"
    r"|following|register"
)
_HOW = re.compile(r"\b(?:hur|how|miten|kuinka)\b|,\s(?:mitä|mitkä|millai\w+|minkälai\w+|vilka|vad|what)\s")
_SAYS_SUCH = re.compile(
    r"(?:tietoja|tiedot|uppgifter|information|data|details),? (?:kuten|såsom|som|exempelvis|t\.ex\.|such as"
    r"|like|including)\s"
)
_TAKES_SUCH = re.compile(
    r"\b(?:kerä|tallen|käsit|kirja|vastaanot|saada|välit|lähet)\w* (?:[\w-]+ ){0,3}(?:\w*tietoja|dataa),? "
    r"(?:kuten|esimerkiksi|mm\.|muun muassa) "
    r"|\b(?:samla|lagra|spara|registrera|behandla|logga|ta emot|tar emot|få|får|överför)\w* (?:in )?(?:[\w-]+ ){0,3}"
    r"(?:\w*uppgifter|information|data),? (?:såsom|som till exempel|till exempel|t\.ex\.|exempelvis|bland annat) "
    r"|\b(?:collect|stor|sav|log|record|process|receiv|gather|transmit)\w* (?:[\w-]+ ){0,3}"
    r"(?:information|data|details),? (?:such as|for example|including|e\.g\.) "
)
"""`Google may collect data such as`: the sentence itself says that what follows is data that is taken."""
_SENT = re.compile(
    r"lähet|lomak|kerä|tallen|annat|annatte|antam|ilmoit|täyt|syöt|formulär|samla|lagra|spara|logga|registrera"
    r"|lämna|uppge|ange|fyll"
    r"|skicka|\bsent|\bform|collect|process|behandla|käsit|store|provid|enter|submit|transmit|you (?:give|send|share)"
    r"|\b(?:this|these|it|they) (?:is|are|includes?)\b|\b(?:det|detta|dessa) (?:är|rör sig om)\b|\b(?:nämä|ne) ovat\b"
)
_DATA_IS_TAKEN = re.compile(
    r"\b(?:data|information|details) (?:is|are|(?:will|may|can|must) be) (?:\w+ly |also |then )?"
    r"(?:processed|logged|saved|transmitted|acquired|captured|registered|sent|transferred|generated)\b"
)
_DEFINES = re.compile(
    r"natural person|fysisk person|luonnolli\w+ henkilö|\bmeans\b|\bavses\b|tarkoitetaan"
    r"|tekijänoikeu|immateriaali|upphovsrätt|immaterialrätt|\bcopyright|intellectual property"
)
_ONLY_TECHNICAL = re.compile(
    r"(?:certain |some |viss |teknisk information|tekniska uppgifter|teknistä tietoa|technical (?:information|data))",
    re.I,
)
"""Alone, it names no kind of data."""
_SET_OFF = re.compile(r"(?:,|\b(?:information|data|\w*uppgifter|\w*tie(?:toja|dot)))\s*\Z")
_FOLLOWS = re.compile(
    r"\b(?:following (?:information|data|details)|följande (?:\w*uppgifter|information|data)"
    r"|seuraav\w+ \w*tie(?:toja|dot))\b[^.:;,]{0,150}\Z"
)
"""`the following information on your use of the site including`: what follows is data, however far it stands."""
_IS_USE = re.compile(r"(?:process|provide|supply|submit|keep|hold|store|send|manage|handle|record|enter)\s")
"""Without a subject, as in `Process payments`, a verb says what is done with data."""
_AIM = re.compile(
    r"(?:(?:in addition|also|dessutom|lisäksi),?\s)?"
    r"(?:for (?:the )?purposes? of|in order to|to|för att|i syfte att)\b[^.;:]*?,?\s"
    r"(?=we (?:may|will|also|collect|store|keep|need|ask|record|hold)\b"
    r"|(?:behöver|samlar|sparar|lagrar|registrerar|kan) vi\b)"
)
_BUT_NOT = re.compile(
    r",\s(?:som (?:vi )?(?:inte|aldrig)|(?:which|that) (?:we )?(?:(?:are|is|do|will) )?(?:not|never)"
    r"|(?:joita|jotka) (?:emme|ei|eivät))\b|"
    r",\s(?:but |and |men |mutta )?(?:not\b(?! (?:limited|required|mandatory))|never\b|we (?:do not|never)\b"
    r"|inte\b(?! begräns)"
    r"|aldrig\b|vi \w+ (?:inte|aldrig)\b|(?:ei|eivät)\b(?! (?:rajoit|yksinomaan))|emme\b)"
)
_THAT = re.compile(r"\s*(?:that|which|who)\s")
_COLON = re.compile(r":\s")
_SO_THAT = re.compile(r"(?:\bjotta(?:\s\w+){0,3}|\bså att|\bför att(?: kunna)?|\bso that|\bin order to)\s(?:\w+\s)?\Z")
"""What is told as an aim: `so that we can handle your request`."""
_SUCH_DATA_IS = {
    "fi": re.compile(
        r"(?:näitä|tällaisia|kerättäviä|käsiteltäviä|tallennettavia)\s(?:henkilö)?tietoja\s(?:ovat|voivat\solla)\s"
    ),
    "sv": re.compile(
        r"(?:dessa|sådana)\s(?:person)?uppgifter\s(?:är|omfattar|kan\svara)\s"
        r"|(?:det|detta)\s(?:kan\s(?:röra\ssig\som|handla\som|gälla)|rör\ssig\som|handlar\som)\s"
    ),
    "en": re.compile(
        r"(?:this|such|these)\s(?:data|information)\s(?:includes?|may\sinclude)\s"
        r"|(?:this|these|they)\s(?:may|can)\s(?:also\s)?include\b"
    ),
}
"""What follows a sentence that says that data is taken."""
_PLACE = re.compile(r"(?:rekisteri|järjestelmä|kanta|kortisto|ohjelma|palvelu|lista)(?:in|än|an|un|on|ssa|ssä|lle)$")
_MAY_SEND = re.compile(r"\b(?:voi|voin|voivat|voimme|voidaan|saatamme|saatetaan|haluamme)\s(?:\w+\s){0,2}\Z")
_CLOSE = 60
_WHAT_FOLLOWS = re.compile(r"följande|following|seuraav")
_FROM = re.compile(r"\sfrån\Z")
_FROM_WHOM = re.compile(r"\s(?:dig|er|kund|medlem|besök|användar|gäst|patient|sökande)")
"""What is taken from a source names the source; from people it names their data."""
_WHOSE = re.compile(r"(?<!\w)(?:käyttäjän|asiakkaan|jäsenen|henkilön|kundens|medlemmens|personens)\s*\Z")
_PASSIVE_BEHIND = {
    "fi": re.compile(
        r"\s(?:kerätään|tallennetaan|tallentuvat?|pyydetään|kysytään|tarvitaan|kirjataan|vaaditaan|käsitellään)\b"
    ),
    "sv": re.compile(
        r"\s(?:(?:kan|kommer att|ska|måste|behöver) (?:\w+ )?)?(?:samlas in|sparas|lagras|registreras|behandlas"
        r"|hanteras|krävs|behövs|efterfrågas|begärs|inhämtas|loggas|noteras)\b"
    ),
    "en": re.compile(
        r"\s(?:will be|is|are|may be|can be|must be|has to be|have to be|needs? to be) (?:\w+ly |also |only |then )?"
        r"(?:requested|required|needed|collected|stored|saved|recorded|processed|gathered|logged|obtained|asked for)\b"
    ),
}
"""The verb that follows a list which is its subject."""


_OF_OTHERS = re.compile(
    r"(?<!\w)(?:\w*lähte(?:itä|istä|iden|inä)|\w*kumppan\w+|tahoil\w+|\w*tarjoaj\w+|viranomais\w+|\w*tarkoituks\w+"
    r"|(?:käyt\w+|använd\w*|(?<!how you )us(?:e|ing)) (?:\w+ ){0,2}(?:palveluita"
    r"|kanavia|tjänster|kanaler|services|channels|tools)|\w*källor\w*|partner\w*|\w*leverantör\w*|myndighet\w*"
    r"|ändamål|sources?|providers?|authorit\w+|purposes?)"
    r",?\s\Z"
)
"""Whose examples are no data: `from outer sources, such as the population register`."""
_WHEN = re.compile(r"(?:when|if|where|because|during|om|när|vid|därför|kun|jos|mikäli)\s")
"""`for example, when you ring the shop`: an occasion, and no data."""
_ONLY_DATA = re.compile(
    r"\s*(?:kan|may|can|could|might|voi|voivat)\b|\s*(?:(?:and |och |ja )?(?:stores|saves|processes|records"
    r"|logs|lagrar|sparar|tallentaa) )?"
    r"(?:(?:certain|some|various|the|technical|access|usage|viss|vissa|teknisk|tekniska|tiettyjä|teknisiä) ){0,3}"
    r"(?:information|data|uppgifter|tietoja)(?! (?:about|on|om)\b)(?=\W|\Z)"
)
"""What stands before a colon and names no kind, whatever is said of it."""
_DONE_BY = re.compile(r"\s(?:av|by)\s")
"""`Payments are handled by a bank`: what stands behind the verb is who does it."""
_AND = re.compile(r"\s(?:ja|sekä|och|samt|and)\s")
_COLLECTS_ON = re.compile(
    r"\b(?:collect|gather|store|record)\w* (?:\w+ ){0,2}(?:information|data|details) (?:about|on|such as|including)\b"
    r"|\b(?:samlar|sparar|lagrar|registrerar) (?:\w+ ){0,3}(?:uppgifter|information) (?:om|såsom|som)\b"
    r"|\b(?:keräämme|tallennamme|käsittelemme) (?:\w+ ){0,2}tietoja\b"
)
_NEAR = 200
_MOSTLY, _MOST = 0.5, 0.65
_MANY = 4
_SEVERAL = 2
_LEAST_STEM, _LONGEST_ENDING = 3, 3
_MOST_VERBS = 12
"""How many verbs of taking are followed in a sentence: each leads through all that stands behind it."""
_LOOKED_BACK = 200
"""How many of the values read are compared letter by letter: no text may make it slow."""
_TAKEN = {code: re.compile(rf"(?<!\w)(?:{said})(?!\w|-\w|['’]s\b)") for code, said in TAKEN.items()}
_ASIDES = {code: re.compile(rf"(?:{said})+") for code, said in ASIDES.items()}
_BEFORE_VERB = {code: re.compile(said) for code, said in BEFORE_VERB.items()}
_NOT_OF_TAKING = {code: re.compile(rf"(?<!\w)(?:{said})") for code, said in NOT_OF_TAKING.items()}


def not_again(values: Sequence[Found], members: list[Found]) -> list[Found]:
    """Members of a sentence, but for one that was read already, or that mostly says again what was listed."""
    if not members:
        return []
    if any(one.start <= member.start and member.end <= one.end for one in values for member in members):
        return []
    known = {one.text.casefold() for one in values}
    words = {word for one in values[-_LOOKED_BACK:] for word in one.text.casefold().split()}
    again = [one for one in members if (low := one.text.casefold()) in known or _is_known(low, words)]
    return members if len(again) * 2 <= len(members) else []


def _is_known(text: str, known: set[str]) -> bool:
    """Whether it was listed, be it with another ending: `nimeä` where `nimi` was."""
    stem = text[:_LEAST_STEM]
    return " " not in text and any(one.startswith(stem) and _is_same_word(text, one) for one in known)


def _is_same_word(one: str, other: str) -> bool:
    alike = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return alike >= _LEAST_STEM and max(len(one), len(other)) - alike <= _LONGEST_ENDING


def takes_data(scope: Scope, start: int, end: int) -> bool:
    """Whether a sentence says that data is taken, or what data is."""
    return (
        scope.known.tells["categories"].search(scope.low, start, end) is not None
        or _FOLLOWING[scope.language].search(scope.low, start, end) is not None
        or (scope.language == "en" and _DATA_IS_TAKEN.search(scope.low, start, end) is not None)
        or _SAYS_SUCH.search(scope.low, start, end) is not None
        or _TAKEN[scope.language].search(scope.low, start, end) is not None
    )


def of_told(scope: Scope, start: int, end: int, *, lax: bool) -> list[Found]:
    """What a sentence outside of the sections on data says is taken: `when you write, we store your name and mail`.

    Where there is a section on data, each member has to be called like data.
    """
    end = before_denial(scope, start, end)
    if scope.language == "fi" and says_why(scope.low, start, end):
        return []
    told = takes_data(scope, start, end)
    lax = lax or _SUCH_DATA_IS[scope.language].match(scope.low, start, end) is not None
    members = of_sentence(scope, start, end) if told else []
    pair = both_kinds(scope, members[0]) if len(members) == 1 else []
    members = pair if pair and all(len(one.text.split()) <= _MANY for one in pair) else members
    lax = lax or (len(members) > _SEVERAL and _TAKES_SUCH.search(scope.low, start, end) is not None)
    kinds = [one for one in members if is_kind(scope, one)]
    if len(members) > 1 and len(kinds) >= len(members) * _least_share(members, lax=lax):
        return members
    told = told and not _NOT_OF_TAKING[scope.language].search(scope.low, _behind_aim(scope, start, end), end)
    behind = list(_behind_verb(scope, start, end)) if told else []
    places = [[one] for one in behind] if not _denies(scope, start, end) else []
    before = _BEFORE_VERB[scope.language].match(scope.low, start, end)
    before = None if before is not None and is_in_brackets(scope.text, *before.span(1)) else before
    if told and before is not None:
        places.append([before.span(1)])
    for place in places:
        members = members_of(scope, place)
        kinds = [one for one in members if is_kind(scope, one)]
        if len(members) > 1 and len(kinds) >= len(members) * _least_share(members, lax=False):
            return members
        if are_yours(scope, members, kinds):
            return members
    alone = [one for one in alone_of(scope, behind) if not _denies(scope, start, one.end)]
    if told and before is not None and not _denies(scope, start, end):
        alone = alone or list(data_on(scope, *before.span(1), whole=True))
    if alone:
        return fuller(scope, start, end, alone)
    one = kind_alone(scope, start, end) if told else None
    if one is not None and not _denies(scope, start, one.end):
        return fuller(scope, start, end, [one])
    within = list(in_brackets(scope, start, end)) if lax or _SENT.search(scope.low, start, end) else []
    return within or included(scope, start, end)


def _least_share(members: Sequence[Found], *, lax: bool) -> float:
    """How many members have to be called like data: each of a few, most of many."""
    return _MOSTLY if lax else _MOST if len(members) >= _MANY else 1


def of_sentence(scope: Scope, start: int, end: int) -> list[Found]:
    """What stands behind `we collect the following data:`, `such as` and the like, where it is a list of data."""
    end = before_denial(scope, start, end)
    if _denies(scope, start, end) or scope.text[start:end].rstrip().endswith(":"):
        return []
    if told := numbered(scope, start, end):
        return told
    for places in _listed(scope, _behind_occasion(scope, start, end), end):
        members = members_of(scope, places)
        if members and not (len(members) == 1 and _is_no_kind(scope, members[0])):
            return members
    return []


def members_led(scope: Scope, start: int, end: int) -> list[Found]:
    """The three or more of a list that `we collect information about` leads to, whatever each of them is called."""
    if _COLLECTS_ON.search(scope.low, start, end) is None:
        return []
    members = of_sentence(scope, start, end)
    return members if len(members) > _SEVERAL else []


def _is_no_kind(scope: Scope, one: Found) -> bool:
    """What alone names no kind: some technical data, or where and why it is written down."""
    words = one.text.casefold().split()
    is_place = scope.language == "fi" and (
        _PLACE.search(words[0]) is not None or _OF_DEVICE.match(" ".join(words[:2])) is not None
    )
    return is_place or _ONLY_TECHNICAL.match(one.text) is not None


_OF_DEVICE = re.compile(
    r"(?:laitteen|laitteesi|puhelimen|puhelimesi|selaimen|selaimesi|koneesi) \w{3,}(?:iin|een|oon|lle)\b"
)
"""`Saved into your phone's memory`: where it lies, and none of it."""


def _behind_aim(scope: Scope, start: int, end: int) -> int:
    """Where the clause of `for the purpose of checking who you are, we may keep` begins."""
    aim = _AIM.match(scope.low, start, end)
    return aim.end() if aim is not None else start


def _behind_occasion(scope: Scope, start: int, end: int) -> int:
    """Where the main clause of `when you book a table, we process` begins, if it says that something is taken."""
    occasion = OCCASION.match(scope.low, start, end)
    if occasion is None or scope.known.word["list_leads"].search(scope.low, occasion.end(), end) is None:
        return start
    return occasion.end()


def before_denial(scope: Scope, start: int, end: int) -> int:
    """Where `..., not your card number` begins behind what is taken, or the end where nothing is denied."""
    verb = _TAKEN[scope.language].search(scope.low, start, end)
    denied = _BUT_NOT.search(plain(scope, verb.end(), end)) if verb is not None else None
    return verb.end() + denied.start() if verb is not None and denied is not None else end


_NOT_PASSED = re.compile(
    r"\b(?:not|never) (?:\w+ly )?(?:be )?(?:\w+ly )?(?:sold|rented|released|shared|disclosed|passed|transferred|traded"
    r"|given to|made public|published)\b"
    r"|\b(?:inte|aldrig) (?:att )?(?:säljas?|säljs|delas|lämnas (?:ut|vidare)|spridas|överförs|publiceras)\b"
    r"|\b(?:ei|eikä)(?: niitä| tietoja)? (?:koskaan )?(?:luovuteta|myydä|jaeta|siirretä|julkaista)\b"
)
"""What is not done with data that is taken nonetheless."""


def _denies(scope: Scope, start: int, end: int) -> bool:
    if _DEFINES.search(scope.low, start, end) or _IS_USE.match(scope.low, start, end):
        return True
    said = _NOT_PASSED.sub("", _NOT_LIMITED.sub("", plain(scope, start, min(end, start + _NEAR))))
    return scope.known.word["negation"].search(said) is not None


def _listed(scope: Scope, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Where the list of a sentence may stand, the likeliest place first."""
    if (following := _FOLLOWING[scope.language].search(scope.low, start, end)) is not None:
        yield [(following.end(), end)]
    if (dashes := _BETWEEN_DASHES.search(scope.text, start, end)) is not None:
        yield [dashes.span(1)]
    elif (dash := _BEHIND_DASH.search(scope.low, start, end)) is not None:
        yield [dash.span(1)]
    such = _such_as(scope, start, end)
    if such is not None and (whole := _list_around(scope, start, such, end)) is not None:
        yield [whole]
    if such is not None:
        colon = _COLON.search(scope.text, such, end)
        if colon is not None and "," in scope.text[colon.end() : end]:
            yield [(colon.end(), end)]
        yield [(such, _before_passive(scope, such, end))]
    adverb = _ADVERB.match(scope.low, start, end) if scope.language == "en" else None
    passive = _PASSIVE[scope.language].match(scope.low, adverb.end() if adverb is not None else start, end)
    is_list = passive is not None and _ACTS.search(scope.low, *passive.span(1)) is None
    is_list = is_list and passive is not None and CLAUSE_ON_DATA.search(passive[1]) is None
    is_list = is_list and passive is not None and not is_in_brackets(scope.text, *passive.span(1))
    if passive is not None and is_list and "," in scope.text[passive.start(1) : passive.end(1)]:
        more = _TOGETHER.match(scope.low, passive.end(), end) if scope.language == "en" else None
        rest = [(more.end(), end)] if more is not None else []
        yield [*_with_colon(scope, *passive.span(1), end), *rest]
    lead = scope.known.word["list_leads"].search(scope.low, start, end)
    colon = _COLON.search(scope.text, start, end)
    if (
        colon is not None
        and "," in scope.text[colon.end() : end]
        and "," not in scope.text[start : colon.start()]
        and _LEADS_TO_LIST.search(scope.low, start, colon.start())
    ):
        yield [(colon.end(), end)]
    if (
        lead is None
        or scope.text[lead.end() - 1 : lead.end() + 1].isalpha()
        or _HOW.search(scope.low, max(start, lead.start() - 40), lead.start())
        or _USED_TO.search(scope.low[max(start, lead.start() - _CLOSE) : lead.start()])
        or _AMONG_AIMS.search(scope.low[max(start, lead.start() - _LOOKED_BACK) : lead.start()])
        or (lead[0].startswith("logs") and lead[0].endswith("("))
    ):
        return
    if _FROM.search(scope.low, lead.start(), lead.end()) and not _FROM_WHOM.match(scope.low, lead.end(), end):
        return
    colon = _COLON.search(scope.text, lead.end(), end)
    if colon is not None and colon.end() < end - 3:
        yield _with_colon(scope, lead.end(), colon.start(), end)
        yield [(colon.end(), end)]
        if _WHAT_FOLLOWS.search(scope.low, start, colon.start()):
            return
    place = _IN_PLACE.match(scope.low, lead.end(), end) if scope.language == "sv" else None
    if place is not None:
        dash = _DASH.search(scope.text, place.end(), end)
        if dash is not None and "," in scope.text[dash.end() : end]:
            yield [(dash.end(), end)]
    elif not _THAT.match(scope.low, lead.end(), end):
        yield [(_behind_aside(scope, lead.end(), end), end)]


def _behind_aside(scope: Scope, at: int, end: int) -> int:
    """Behind of whom and where it is taken, as Finnish has it between the verb and the list: `laitteelle vain`."""
    aside = _TO_PLACE.match(scope.low, at, end) if scope.language == "fi" else None
    return aside.end() if aside is not None else at


_TO_PLACE = re.compile(
    r"\s?(?:(?:vain|ainoastaan) )?(?:(?:käyttäjän|omalle|sinun) )?(?:laitteelle|laitteellesi|laitteeseen|palvelimelle"
    r"|selaimeen|selaimeesi|puhelimeen|puhelimeesi|muistiin|lokiin)(?: (?:vain|ainoastaan|myös))?(?=\s\w)"
)
_IN_PLACE = re.compile(
    r"\s(?:(?:bara|endast|enbart|lokalt|krypterat|säkert|direkt|automatiskt|alltid) )*(?:lokalt|(?:i|på̊?|hos"
    r"|inom|utanför) "
    r"(?!form\b|förekommande|regel\b|vissa\b|dag\b|samband|första))"
)
"""`sparas bara i appen`: where data lies, and none of it."""
_DASH = re.compile(r"\s[–—]\s")
_TO_DO = re.compile(r"(?:\A|\b(?:choose|wish|want|decide) )to \Z")
"""`To process orders`, `what you choose to include`: an aim, and no taking."""


def _behind_verb(scope: Scope, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands behind a verb of taking, and behind of whom and where: `of members, the register holds`."""
    occasion = OCCASION.match(scope.low, start, end)
    if occasion is not None and _TAKEN[scope.language].search(scope.low, occasion.end(), end) is not None:
        start = occasion.end()
    for verb in islice(_TAKEN[scope.language].finditer(scope.low, start, end), _MOST_VERBS):
        before = scope.low[max(start, verb.start() - _CLOSE) : verb.start()]
        if _SEVERAL_ACTS.match(scope.low, verb.end(), end) or _DONE_BY.match(scope.low, verb.end(), end):
            continue
        if (
            (scope.language == "en" and _TO_DO.search(before))
            or _SO_THAT.search(before)
            or _USED_TO.search(before)
            or _AMONG_AIMS.search(scope.low[max(start, verb.start() - _LOOKED_BACK) : verb.start()])
            or (verb[0] == "lähettää" and _MAY_SEND.search(before))
        ):
            continue
        aside = _ASIDES[scope.language].match(scope.low, verb.end(), end)
        at = aside.end() if aside is not None else verb.end()
        colon = _COLON.search(scope.text, at, end)
        if colon is not None and "," not in scope.text[at : colon.start()]:
            at = colon.end()
        if scope.text[at:end].strip(" .") and not _HOW.search(scope.low, max(start, verb.start() - 40), verb.start()):
            yield at, end


def _with_colon(scope: Scope, start: int, stop: int, end: int) -> list[tuple[int, int]]:
    """`name, address and order data: items, sums`: what stands before the colon names the list behind it."""
    colon = _COLON.search(scope.text, stop, end)
    if colon is None:
        return [(start, stop)]
    before = list(split_list(scope, start, stop))
    if len(before) < 2 or _ONLY_DATA.match(scope.low, start, stop):
        return [(colon.end(), end)]
    return [(start, before[-2].end if colon.start() == stop else stop), (colon.end(), end)]


def _such_as(scope: Scope, start: int, end: int) -> int | None:
    """Where examples begin, outside of brackets, of which there are several."""
    examples = list(_EXAMPLES[scope.language].finditer(scope.low, start, end))
    if scope.language == "sv":
        told = (
            one for one in _SUCH_IN_SWEDISH.finditer(scope.low, start, end) if NAMES_DATA["sv"].search(one["first"])
        )
        examples = sorted([*examples, *told], key=lambda one: one.start())
    for one in examples:
        if _OF_OTHERS.search(scope.low[max(start, one.start() - _CLOSE) : one.start()]) or _WHEN.match(
            scope.low, one.end(), end
        ):
            continue
        is_plain = scope.text.count("(", start, one.start()) == scope.text.count(")", start, one.start())
        if is_plain and ("," in scope.text[one.end() : end] or _is_pair(scope, one.start(), one.end(), end)):
            return one.end()
    return None


def _list_around(scope: Scope, start: int, such: int, end: int) -> tuple[int, int] | None:
    """The list of several of which the last alone has examples: `your name, address and details such as your login`."""
    lead = scope.known.word["list_leads"].search(scope.low, start, such)
    if lead is None or scope.text.count(",", lead.end(), such) < _SEVERAL or ":" in scope.text[lead.end() : end]:
        return None
    whose = _WHOSE.search(scope.low, lead.start(), lead.end())
    return whose.start() if whose is not None else lead.end(), _before_passive(scope, such, end)


_PASSED_ON = re.compile(
    r"(?<!that)(?<!which)(?<!who)\s(?:(?:will|may|can|shall|must) (?:not |never )?be|(?:is|are) (?:not |never )?)\s?"
    r"(?:\w+ly )?(?:released|sold|rented|shared|disclosed|passed|transferred|transmitted|sent)\b"
)


def _before_passive(scope: Scope, start: int, end: int) -> int:
    """`..., address and postal code will be requested`: the list ends where its verb begins."""
    passed = _PASSED_ON.search(scope.low, start, end) if scope.language == "en" else None
    end = passed.start() if passed is not None else end
    comma = max(scope.text.rfind(",", start, end), start)
    verb = _PASSIVE_BEHIND[scope.language].search(scope.low, comma, end)
    return verb.start() if verb is not None else end


def _is_pair(scope: Scope, start: int, behind: int, end: int) -> bool:
    """`the address used, for example its name and its host`: behind a comma or a word for data, two are a list."""
    near = scope.low[max(0, start - _NEAR) : start]
    is_set_off = (
        _FOLLOWS.search(near) is not None or _SET_OFF.search(scope.low[max(0, start - _CLOSE) : start]) is not None
    )
    return is_set_off and _AND.search(scope.low, behind, end) is not None
