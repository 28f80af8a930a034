"""Which rights the notice mentions (Art 13(2)(b)-(d)), by their codes."""

import itertools
import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Section
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.tongues.plain_rights import ARTICLES, PLAIN
from portal.reading.notice.values import Found

RIGHTS = (
    "access", "rectification", "erasure", "restriction", "portability", "objection", "marketing_objection",
    "withdraw_consent", "complaint",
)  # fmt: skip
_SEVERAL = 3
_BESIDE = 2
_SAYS_NO = re.compile(r"\b(?:say|says|saying|sanoa|säga) (?:no|ei|nej)\b|\bno longer\b")
"""To say no to something is one's right, and no denial."""
_OF_ARTICLES = re.compile(
    r"\b(?:artik\w+|articles?|arts?\.?)\s*((?:\d{2}(?!\d)\.?(?:\s?(?:[–,/&-]|\b(?:ja|och|samt|and|sekä)\b)\s?)*)+)"
    r"|\b((?:\d{2}(?!\d)\.?(?:\s?(?:[–,/&-]|\b(?:ja|sekä)\b)\s?)*)+)\s?artik\w+"
)
"""`articles 15–18, 20 and 21`, and in Finnish with the numbers first."""
_ONE_ARTICLE = re.compile(r"\b(?:articles?|arts?\.?|artikel|artikla)\s?(\d{2})(?!\d)")
"""`Art. 15 GDPR, Art. 16 GDPR`: each with a word of its own."""
_ARTICLE = re.compile(r"(\d{2})(?:\s?[–-]\s?(\d{2}))?")
_WHOLE_CHAPTER = frozenset({(12, 22), (12, 23), (13, 22), (15, 21), (15, 22)})
"""Where to read on rights, and none that is told."""
_AUTHORITY = re.compile(
    r"tietosuojavaltuut\w*|viranomai\w*|valvonta\w*|imy\b|integritetsskydd\w*|datainspektion\w*"
    r"|myndighet\w*|ombuds\w*|authorit\w*|regulator|dataombuds\w*|commissioner|inspectorate\w*"
    r"|data protection (?:commission|agency|office\b|board|ombud\w*)|authori[sz]ed body"
    r"|autoriteit|datatilsynet|\bcnil\b|\bgarante\b|\baepd\b|\bbfdi\b|\buodo\b|\bnaih\b|inspektsioon|inspekcija"
)
_MARKETING = re.compile(
    r"markkinoin\w*|maino[nks]\w*|etämyyn\w*|marknadsför\w*|reklam\w*|nyhetsbrev\w*|uutiskir\w*|marketing"
    r"|advertis\w*|newsletter\w*|promotional"
)
_ELSEWHERE = re.compile(
    r"muualle\b|någon annanstans|somewhere else|järjestelmästä toiseen|toiseen järjestelmään|toiseen palvelu"
    r"|siirrettävyy|toiselle (?:rekisterinpitäjälle"
    r"|palveluntarjoajalle)|dataportab"
    r"|portab|(?:en|någon) annan (?:personuppgifts|register)ansvarig|(?:ett|något) annat företag"
    r"|(?:an)?other (?:data )?(?:controller|company|organi[sz]ation)|machine[- ]readable"
    r"|koneelli|maskinläs"
)
_NOT_A_RIGHT = re.compile(
    r"uppgifter\w* (?:raderas|tas bort|gallras) (?:då|därefter|senast|inom|efter)\b|poistamme tiedot"
    r"|tiedot poistetaan|rajoitettu pääsy|pääsy on rajoitettu|pääsy rajoit\w*|access is "
    r"restricted|restricted to|has access|have access to (?:the|your) (?:data|personal)|pääsy "
    r".{0,40}(?:työntekijö|henkilö)\w*llä"
    r"|(?:biträde\w*|leverantör\w*|partner\w*|anställda|medarbetare|personal|parter)\b.{0,40}(?:får|har|ges) tillgång"
    r"|(?:processors?|providers?|partners?|suppliers?|employees|staff|contractors?|parties)\b.{0,40}"
    r"(?:have|has|get|gets|gain|gains|given|receive) access"
)
_OF_COOKIES = re.compile(r"eväste|cookie|\bkakor|\bkaka\b")
"""To refuse cookies for advertising is no objection to marketing."""
_OF_ADS_ON_DEVICE = re.compile(
    r"\badvertising id|\bad tracking|\badvertising (?:id|identifier)|mainostunnist|(?:reklam|annons)-?id\b"
    r"|(?:personali[sz]ed|targeted|interest-based) (?:ads|advertis\w+)\b.{0,90}\b(?:settings|adssettings|aboutads"
    r"|consent)|(?:kohdenne|personoi)\w+ mainon\w+\b.{0,90}\basetuk|(?:anpassa|personlig|riktad)\w* (?:annons"
    r"|reklam)\w*\b.{0,90}\binställning"
)
"""To choose what ads a device shows is a setting of it, and asks nothing of the controller."""
_OF_BROWSER = re.compile(r"selaim|selain|webbläsar|browser|uninstall|avinstall|asennuks")
"""To clear one's own browser, or to remove an app, asks nothing of the controller."""
_HAS_RIGHT = re.compile(
    r"(?:on|on myös|on seuraavat) oikeu\w+|har (?:du|ni|den registrerade)?\b.{0,40}rätt\w*|du har\b.{0,40}rätt\w*"
    r"|(?:have|has) (?:the )?(?:following )?rights?\b"
)
"""What stands above a list of rights that has no heading."""
_TITLE = re.compile(
    r"(?:(?:your |data subjects?['’]? )?rights|(?:dina |era )?rättigheter|(?:sinun )?oikeu(?:tesi|det))\b"
    r"[^.:;()\n]{0,50}(?:\([^()\n]{0,60}\))?\s*"
)
"""A line above a list that is a title, though nothing marks it as one: `Your rights (Art. 15–21)`."""
_NOTHING_TO_GIVE = re.compile(
    r"\b(?:ingen|inga|ingenting|no|nothing)\b[^.]{0,50}\b(?:att|to)\s(?:lämna|radera|rätta|begära|ändra"
    r"|delete|provide|erase|access|request|correct|export)"
    r"|\bno (?:\w+ ){0,2}(?:data|information)\b[^.]{0,30}\b(?:can|could|may) be (?:requested|accessed|corrected|deleted"
    r"|erased|changed|exported)|\b(?:inga|ingen) (?:\w+ ){0,2}(?:uppgifter|data"
    r"|information)\b[^.]{0,20}\bkan (?:begäras"
    r"|lämnas ut|rättas|raderas)"
    r"|\bei ole\b[^.]{0,50}\b(?:poistettav|luovutettav)\w+|\bei ole hallussa\w*|\bholds? no (?:personal )?data\b"
)
_NO_OTHER_GROUND = re.compile(
    r"\bno (?:other|overriding)\b|\beikä\b.{0,60}\bmuuta\b|\b(?:ingen|inte)\b.{0,40}\bannan\b.{0,20}grund"
)
"""Consent that was withdrawn is here the reason for an erasure (Art 17(1)(b)), and no right that is told."""
_TELLS_OF_ITSELF = re.compile(
    r"(?:tämä|tässä|näissä|seuraavassa|alla|alempana|denna|den här|i denna|i den här|nedan|här|this|in this"
    r"|below|here)\b"
    r".{0,80}?\b(?:kerto\w+|kerro\w+|kuva(?:a|taan|amme)|selvit\w+|selosta\w+|löydät|förklarar|beskriv\w+"
    r"|berättar|framgår"
    r"|hittar|informer\w+|explain\w*|describ\w+|tells?|sets? out|outlin\w+|informs?|find)\b"
)
"""The sentence that says what a notice is about."""
_OUR_OWN = re.compile(
    r"\b(?:pidätämme|pidätän|pidättää)\b.{0,30}\boikeu|\bförbehåller\b.{0,40}\brätt|\breserves?\b.{0,20}\bright"
)
"""The right to change the notice is the controller's own."""
_MAY_NOT = re.compile(
    r"\b(?:you|they|patients?|clients?|customers?|members?|data subjects?|individuals?|applicants?) (?:may not"
    r"|cannot|can['’]?t|(?:do"
    r"|does) not have (?:the|a) right)\b"
    r"|\bcan(?:not|['’]?t) be (?:eras|delet|remov|chang|correct)|\bkan (?:vi |jag )?(?:inte|ej) (?:stryka|radera"
    r"|ta bort"
    r"|ändra|strykas|raderas|tas bort)\b|\batt (?:stryka|radera)\b[^.;]{0,40}\bprövas\b"
    r"|\bei(?:vät)? (?:voi|voida|saa) (?:\w+ )?(?:vaatia|pyytää|poistattaa|poistaa|hävittää)\b|\bei ole oikeutta\b"
    r"|\b(?:har|kan|får) (?:(?:du|ni|man|hen|(?:den|de) registrerade|[a-zåäö]{3,}en) )?(?:heller )?(?:inte"
    r"|ej)(?: heller)?"
    r"(?: (?!bara|enbart|endast)\w+)? (?:rätt|begära|kräva|få)\b|\b(?:har|kan|får) (?:du|ni|man|patienten"
    r"|kunden|medlemmen) (?:inte|ej)\b"
)
"""What the person may not do, in the same clause."""
_LINKED_OUT = re.compile(r"unsubscri|avregistrer|opt(?:ing)?[- ]?out")
_SOMEBODY = re.compile(r"\b(?:you|your|can|may|rights?|users?|customers?|du|din|dig|kan|får|rätt|ni)\b")
"""A link to leave a newsletter by is a right where it is told as what somebody may do."""
_TO_ALL = re.compile(
    r"vastusta\w+ (?:(?:henkilö)?tieto\w+ )?käsittely\w*(?: ja\b(?! kiel\w+ suora)|,|\.|$)|(?:invända mot"
    r"|motsätta (?:dig|sig"
    r"|er)) behandling\w*"
    r"(?: och\b(?! (?:att )?förbj)|,|\.|$)|object(?:ion)? to (?:the |our )?processing(?: and\b(?! (?:to )?(?:forbid"
    r"|prohibit|stop|refuse))|,|\.|$)"
)
"""`Object to the processing, and leave the newsletter`: all of it, and marketing besides."""
_OTHER_GROUNDS = re.compile(
    r"legitimate|public interest|\bor (?:direct|for direct) marketing|berättiga|allmänt intresse|oikeutet|yleis\w+ e"
)
_CLAUSE = 90
_BEHIND = 20
_WHERE_ONE_CAN = re.compile(r"\bjo(?:sta|ssa|lla|ista|issa|tka) (?:\w+ )?voi(?:daan|vat)?\s*$")
"""`A list, from which one may check the payments`: what a thing is good for."""
_OF_A_PROGRAM = re.compile(
    r"(?:sovellu|ohjelm|palvelu|sivusto|järjestelm|verkkosivu|tekni|app|program|tjänst|webbplats|system|site|software"
    r"|service|technical)[\w-]{0,30} (?:\w+ )?(?:virhe|vika|viko|vian|ongelm|fel\b|felen"
    r"|buggar|bugs?\b|errors?\b|faults?\b"
    r"|defects?\b)|\b(?:bugs?|errors?|faults?) in (?:the|our|this) (?:app|site|service|software|program|website)"
    r"|\b(?:fel|buggar) i (?:appen|tjänsten|programmet|systemet|webbplatsen)"
)
"""What is mended there is a program, and no data."""
_MAY_WITHDRAW = re.compile(
    r"samtyck\w*\b[^.]{0,140}\b(?:kan|får)\b[^.]{0,30}\b(?:återkallas?|återtas?|dras tillbaka|dra tillbaka|tas tillbaka"
    r"|ta tillbaka|ta tillbaks|ångras?|dras in)\b"
    r"|\bconsents?\b[^.]{0,140}\b(?:can|may)\b[^.]{0,30}\b(?:withdraw|withdrawn|revoked?|taken back)\b"
    r"|suostumu\w*\b[^.]{0,140}\b(?:voi\w*|voidaan)\b[^.]{0,30}\b(?:peruuttaa|perua|peruutettavissa)\b"
    r"|suostumu\w*\b[^.]{0,60}\b(?:on )?(?:peruutettavissa|peruttavissa)\b"
    r"|\byou (?:can|may|are free to|have the right to) (?:\w+ ){0,3}(?:withdraw|revoke) (?:your|this|that|the|any|such)"
    r" consent\b"
    r"|\b(?:du|ni) (?:kan|får|har rätt att) (?:\w+ ){0,4}(?:återkalla|ta tillbaka|dra tillbaka) (?:ditt|ert"
    r"|lämnat) samtycke"
    r"|\bvoit (?:\w+ ){0,4}(?:peruuttaa|perua) (?:antamasi |tämän )?suostumuk"
)
_NAMES_CONSENT = re.compile(r"samtyck|\bconsent|suostumu")
_TAKES_IT_BACK = re.compile(
    r"(?:du|ni) (?:\w+ ){0,4}?(?:återkalla\w*|återtar?|(?:tar?|drar?) tillbaka|ångrar?) (?:\w+ )?(?:det|samtycket)\b"
    r"|(?:du|ni) (?:tar|drar) tillbaka det\b|det kan (?:när som helst |alltid )?(?:återkallas|återtas|dras tillbaka|tas"
    r" tillbaka)"
    r"|you (?:can|may) (?:\w+ ){0,3}?(?:withdraw|revoke|take back|cancel) (?:it|this|that)\b|(?:it|this"
    r"|which) (?:can|may)"
    r" (?:\w+ ){0,3}?be (?:withdrawn|revoked|taken back)\b"
    r"|(?:voit|sen voi|sen voit) (?:\w+ ){0,3}?(?:perua|peruuttaa|perumaan)(?: sen)?\b(?! (?:til|varau))"
)
"""What the sentence behind one that names a consent says of it: `You can withdraw it at any time`."""
_NOT_APPLIED = re.compile(r"\W*(?:ei (?:sovellu|sovelleta)|(?:ej|inte) tillämplig\w*|not applicable)\b.{0,30}")
"""What stands below a heading of a right that the person does not have."""


def rights_of(scope: Scope) -> tuple[Found, ...]:
    """Each right once; a word counts only where a sentence speaks of a right, a wish or a request."""
    seen: dict[str, Found] = {}
    for start, end, section in sorted(scope.all_sentences(), key=lambda one: not one[2].has("rights", "complaint")):
        is_about = section.has("rights", "complaint")
        if not section.has("cookies"):
            _note_withdrawal(scope, seen, start, end)
        if section.has("security", "cookies") and not is_about:
            continue
        if not is_about and _OUR_OWN.search(scope.low, start, end):
            continue
        if not is_about and _TELLS_OF_ITSELF.match(scope.low, start, end) and not _lists_rights(scope, start, end):
            continue
        has_cue = scope.known.word["right_cue"].search(scope.low, start, end) is not None
        if is_about or has_cue:
            _note(scope, seen, start, end, strong=is_about or _lists_rights(scope, start, end))
            _note_articles(scope, seen, start, end)
        if is_about or (has_cue and _tells_several(scope, start, end)):
            _note_plain(scope, seen, start, end)
        _note_complaint(scope, seen, start, end)
    for section in scope.sections:
        if section.has("rights") and section.head is not None and not _is_denied(scope, section):
            _note(scope, seen, *section.head, strong=True)
        if not section.has("rights", "complaint", "cookies"):
            for place in scope.led(section, _HAS_RIGHT):
                _note(scope, seen, *place, strong=True)
        for place in _below_title(scope, section) if not section.has("rights") else ():
            _note(scope, seen, *place, strong=True)
    _note_taking_back(scope, seen)
    return tuple(seen[right] for right in RIGHTS if right in seen)


def _note_taking_back(scope: Scope, seen: dict[str, Found]) -> None:
    """A consent in one sentence, and in the next of the paragraph that it can be taken back."""
    for section in scope.sections if "withdraw_consent" not in seen else ():
        places = [] if section.has("cookies") else list(scope.sentences(section.blocks))
        for before, place in itertools.pairwise(places):
            said = _TAKES_IT_BACK.match(scope.low, *place)
            is_beside = "\n" not in scope.text[before[1] : place[0]]
            if said is not None and is_beside and _NAMES_CONSENT.search(scope.low, *before):
                seen.setdefault("withdraw_consent", Found("withdraw_consent", *said.span()))


def _below_title(scope: Scope, section: Section) -> Iterator[tuple[int, int]]:
    """The sentences of the items below a line that is but a title of rights."""
    is_below = False
    for block in section.blocks:
        if block.kind == "item":
            yield from scope.sentences([block]) if is_below else ()
        else:
            is_below = _TITLE.fullmatch(scope.low, block.start, block.end) is not None


def _lists_rights(scope: Scope, start: int, end: int) -> bool:
    """`You have the right to access, correct, delete and move the data`: one sentence that tells several."""
    if not _HAS_RIGHT.search(scope.low, start, end):
        return False
    return sum(scope.known.rights[right].search(scope.low, start, end) is not None for right in RIGHTS) > _SEVERAL


def _tells_several(scope: Scope, start: int, end: int) -> bool:
    """`You may see your card, correct it, and ask us to tear it up`: two rights or more in one sentence."""
    told = {right for right, one in scope.known.rights.items() if one.search(scope.low, start, end)}
    told |= {right for right, one in PLAIN[scope.language].items() if one.search(scope.low, start, end)}
    return len(told) > _BESIDE


def _note_plain(scope: Scope, seen: dict[str, Found], start: int, end: int) -> None:
    """What everyday words say where rights are told."""
    said = _SAYS_NO.sub(lambda one: " " * len(one[0]), scope.low[start:end])
    if _NOTHING_TO_GIVE.search(said) or _MAY_NOT.search(said):
        return
    for right, pattern in PLAIN[scope.language].items():
        if right in seen or (one := pattern.search(scope.low, start, end)) is None:
            continue
        around = said[max(0, one.start() - start - _CLAUSE) : one.end() - start + _BEHIND]
        if scope.known.word["negation"].search(around) is None:
            seen[right] = Found(right, one.start(), one.end())


def _note_articles(scope: Scope, seen: dict[str, Found], start: int, end: int) -> None:
    """The rights of `according to articles 15–18 and 20`."""
    alone = [one for one in _ONE_ARTICLE.finditer(scope.low, start, end) if int(one[1]) in ARTICLES]
    for one in alone if len({one[1] for one in alone}) > _BESIDE else ():
        seen.setdefault(ARTICLES[int(one[1])], Found(ARTICLES[int(one[1])], *one.span()))
    for said in _OF_ARTICLES.finditer(scope.low, start, end):
        ranges = [(int(one[1]), int(one[2] or one[1])) for one in _ARTICLE.finditer(said[1] or said[2])]
        numbers = [number for first, last in ranges for number in range(first, last + 1) if number in ARTICLES]
        if len(numbers) < _BESIDE or any(pair in _WHOLE_CHAPTER for pair in ranges):
            continue
        for number in numbers:
            seen.setdefault(ARTICLES[number], Found(ARTICLES[number], said.start(), said.end()))


def _note_complaint(scope: Scope, seen: dict[str, Found], start: int, end: int) -> None:
    """Whoever names the authority beside a complaint tells of that right, in whatever words."""
    said = (scope.known.rights["complaint"], PLAIN[scope.language]["complaint"])
    one = next((found for pattern in said if (found := pattern.search(scope.low, start, end)) is not None), None)
    if "complaint" not in seen and one is not None and _AUTHORITY.search(scope.low, start, end):
        seen["complaint"] = Found("complaint", one.start(), one.end())


def _note_withdrawal(scope: Scope, seen: dict[str, Found], start: int, end: int) -> None:
    """Whoever says beside a consent that it can be withdrawn tells of that right, wherever it stands."""
    one = _MAY_WITHDRAW.search(scope.low, start, end) if "withdraw_consent" not in seen else None
    if one is not None and not _OF_COOKIES.search(scope.low, start, end):
        seen["withdraw_consent"] = Found("withdraw_consent", one.start(), one.end())


def _is_denied(scope: Scope, section: Section) -> bool:
    return (
        len(section.blocks) == 1
        and _NOT_APPLIED.fullmatch(scope.low, section.blocks[0].start, section.blocks[0].end) is not None
    )


def _note(scope: Scope, seen: dict[str, Found], start: int, end: int, *, strong: bool) -> None:
    low = scope.low
    if _NOTHING_TO_GIVE.search(low, start, end) or (_NOT_A_RIGHT.search(low, start, end) and not strong):
        return
    for right, pattern in scope.known.rights.items():
        if right in seen:
            continue
        one = pattern.search(low, start, end)
        if one is None or not _holds(scope, right, start, end, one, strong=strong):
            continue
        seen[right] = Found(right, one.start(), one.end())


def _holds(scope: Scope, right: str, start: int, end: int, one: re.Match[str], *, strong: bool) -> bool:
    low = scope.low
    if right == "complaint":
        return _AUTHORITY.search(low, start, end) is not None or strong
    denied = _MAY_NOT.search(low, max(start, one.start() - _CLAUSE), one.end())
    is_denied = denied is not None and "," not in low[denied.end() : one.start()]
    if right == "objection":
        return not is_denied and _general_objection(scope, start, end, one)
    if right == "marketing_objection":
        is_told = strong or not _LINKED_OUT.search(one[0]) or _SOMEBODY.search(low, start, end) is not None
        return is_told and not any(said.search(low, start, end) for said in (_OF_COOKIES, _OF_ADS_ON_DEVICE))
    if right == "withdraw_consent":
        return _NO_OTHER_GROUND.search(low, one.end(), min(end, one.end() + 90)) is None
    if is_denied or (not strong and _WHERE_ONE_CAN.search(low, start, one.start())):
        return False
    if right == "rectification" and not strong and _OF_A_PROGRAM.search(low, start, end):
        return False
    if right == "erasure" and not strong and _OF_BROWSER.search(low, start, end):
        return False
    if right == "portability" and not strong:
        return _ELSEWHERE.search(low, start, end) is not None
    return strong or _is_wish(scope, start, end, one)


def _general_objection(scope: Scope, start: int, end: int, one: re.Match[str]) -> bool:
    """An objection to marketing alone is not the general one of Art 21(1)."""
    if _TO_ALL.match(scope.low, one.start(), end):
        return True
    near = scope.low[one.start() : min(end, one.end() + 90)].partition(": ")[0]
    return (
        _MARKETING.search(near) is None
        or _OTHER_GROUNDS.search(near) is not None
        or scope.known.rights["objection"].search(scope.low, one.end() + 1, end) is not None
    )


def _is_wish(scope: Scope, start: int, end: int, one: re.Match[str]) -> bool:
    """Outside of a section on rights: the cue stands near the word."""
    near = max(start, one.start() - 120), min(end, one.end() + 120)
    return scope.known.word["right_cue"].search(scope.low, *near) is not None
