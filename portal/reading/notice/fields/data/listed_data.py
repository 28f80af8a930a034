"""Lists of data trusted by how they are built: what leads to them and a known kind among them, not each word."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.data.kinds import LABEL, bare, both_kinds, is_data, is_endless, is_kind, plain
from portal.reading.notice.fields.data.pieces import whole_pieces
from portal.reading.notice.fields.data.told_alone import alone_of
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.headings import about
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.asking import asked_by
from portal.reading.notice.tongues.data_words import ASIDES
from portal.reading.notice.values import Found

_NOTED = {
    "fi": re.compile(
        r"(?<!\w)(?:merki(?:tään|tsemme|tsen)|kirja(?:taan|amme|an)|kirjoit(?:an|amme|etaan)|kirjot(?:an|amme|etaan)"
        r"|kysy(?:n|mme|tään|y)|saa(?:mme|n)|tallen(?:netaan|namme|nan)|kerä(?:ämme|än|tään)|ota(?:mme|n)(?: talteen)?"
        r"|jää(?=\s\w+(?:oon|iin|seen|mään)\s)"
        r"|(?:jo(?:ssa|lla|hon)|\w*(?:kortissa|kortilla|kirjassa|lomakkeella"
        r"|rekisterissä|rekistereissä|luettelossa|luetteloissa"
        r"|lokissa|lokeissa|lokitiedoissa|tietokannassa|kannassa|järjestelmässä|taulukossa|listalla|listassa"
        r"|profiilissa"
        r"|kansiossa|asiakirjoissa|kertomuksessa)) (?:on|ovat|näkyy|näkyvät|lukee))(?!\w)"
    ),
    "sv": re.compile(
        r"(?<!\w)(?:(?:vi |jag |och )?(?:antecknar|noterar|registrerar|skriver (?:vi |jag )?(?:upp|ned|ner|in)|sparar"
        r"|samlar (?:(?:vi|jag|även|också|dessutom|endast|bara|automatiskt) ){0,3}in"
        r"|behandlar|behöver|(?<!våra )(?<!dessa )loggar(?!,|(?: du| ni)? (?:in|ut)\b))(?: vi| jag)?|får (?:vi|jag)"
        r"|(?:antecknas|noteras|registreras|loggas|skrivs (?:upp|ned|in))"
        r"|(?:på kortet|i boken|i registret|i kalendern|på blanketten"
        r"|där|(?:av|på|i) vilk(?:a|en|et)"
        r"|(?:i|på) (?:(?:denna|dessa|detta|vår|vårt|våra) )?\w*(?:register|registret|registren|dokument\w*"
        r"|listan|listorna"
        r"|förteckning\w*|journal\w*|akten|formuläret|kortet|systemet)) (?:det )?(?:står|finns|framgår|anges)"
        r"(?: (?:uppgifter|information) om)?"
        r"|(?:en )?rapport med)(?!\w)"
    ),
    "en": re.compile(
        r"(?<!\w)(?:(?:we|i) (?:note|write|jot)(?: down)?|(?:we|i) (?:also )?"
        r"(?:record|keep|hold|store|collect|take down)"
        r"|(?:is|are) (?:noted|written) (?:down|in|on)|(?<!may )(?<!can )(?<!to )(?<!, )(?<!you )asks? for"
        r"|(?:the|our|this|each|every) \w*\s?(?:lists?|logs?|registers?"
        r"|records?|forms?|cards?|files?|database|profiles?|rolls?|(?:[\w-]+ )?(?:sheets?|tickets?|notebook|diary))"
        r" (?:(?:which|that) )?(?:shows?|has|have|holds?|gives?|lists?|states?)"
        r"|(?:bills?|invoices?|receipts?|[\w-]+ (?:cards?|orders?|sheets?|slips?|lists?)|journals?"
        r"|certificates?|contracts?"
        r"|tickets?|logs?) (?:shows?|holds?|carry|carries|bears?|states?|contains?)"
        r"|(?:a|the) (?:card|file|form|book|page|sheet)\b[^,.]{0,30}\bwith|there (?:is|are) on the card"
        r"|(?:for|on|about) each \w+,? (?:we|i) (?:have|hold|keep|record))(?!\w)"
    ),
}
"""Verbs of writing down, and where it is written: what stands behind is data, whatever its trade calls it."""
_ENDS = re.compile(
    r"[;:]|\s[–—]\s|,?\s(?:jotta|koska|sillä|kun|jos|mutta|så att|eftersom|för att|men|när|om (?:du|ni|vi)"
    r"|so that|so (?:we|i)|because|but|when|in case)\s|\s(?:på|i) ditt konto\b"
)
_TO_WHERE = re.compile(
    r"\s(?!puhelin)[a-zåäö]{4,}(?:iin|seen|mään|oon|uun|sta|stä|ssa|ssä|lta|ltä|lla|llä)(?=\s(?!ja\b|sekä\b|tai\b)\w)"
)
_SKIPPED = re.compile(
    r"\s*(?:(?:kortille|meille|vielä|myös|lisäksi|asiakkaan|edellisten|vain|bolaget|föreningen|klubben|appen|därtill"
    r"|även|också|ditt|din|dina|your|the|also|a|an)\s+)+"
)
_VERB = {
    "fi": re.compile(
        r"(?<!\w)(?:kerää|tallentaa|sisältää|käyttää|on|ovat|oli|voi|voit"
        r"|voimme|emme|ei|en|eivät|käytetään|käytämme|säilytetään|(?!itsel)\w{3,}(?:(?<!t)t(?:aan|ään)|daan|dään))(?!\w)"
    ),
    "sv": re.compile(r"(?<!\w)(?:är|var|vi|kan|ska|har|inte|används|sparas|jag|aldrig|får|filmar)(?!\w)"),
    "en": re.compile(
        r"(?<!\w)(?:is|are|was|we|may|can|will|not|never|has|have|uses?(?!\s*(?:[,;.)]|\Z))|used(?=\s)|does|do|i)(?!\w)"
    ),
}
_CLAUSE = re.compile(
    r"(?:ett? |an? |the )?(?:kun|jos|jotta|että|koska|jotka|om|när|att|som|vi|av|för|med|vid|enligt|det du|if|when|to"
    r"|that|which|we|because|for|by|with|from|of|i|på|hos|in|on|at)\b"
)
_GENERAL = re.compile(
    r"(?:(?:kaikki|muut?|muita|all|any|other|alla|andra|övriga|dina|din|your|the|vissa|some) )*"
    r"(?:(?:henkilö)?tie(?:dot|toja|tosi|dosta)|(?:person)?uppgift(?:er|erna)?|(?:personal )?(?:data|information)"
    r"|details)"
)
_USE = re.compile(
    r"(?:miseksi|miseen|intiin|varten|tarkoitu\w+|perusteella|nojalla)$"
    r"|^(?:tarkoitu|ändamål|purpose|avtal|sopimus|contract|consent)"
)
_FILLED = re.compile(r"@\w|\d{4}|://|[\[{]")
_LONGEST_PART = 70
_MOST_WORDS = 9
_SUCH_AS = re.compile(
    r"(?:kuten|esim|mm|såsom|t\.?\s?ex|bl\.?\s?a|exempelvis|till exempel|such as|including|e\.g)\b", re.I
)
_IF_GIVEN = re.compile(r"(?:jos|mikäli|kun|om|när|if|when|where) ")
_TELLS = re.compile(r"\b(?:själv|oss|dig|eller|vi|du|us|you|or|itse|meille|tai)\b")
_SURELY = 0.8
_MOST_SHORT = 6
_SHORT_KIND, _SHORT_LAST = 3, 5
_DASH = re.compile(r"\s[–—-]\s")
_JOINT = re.compile(r"(?<!-) (?:ja|sekä|och|samt|and) (?=\S)")
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_NAMES = re.compile(r"[A-ZÅÄÖ][\w-]+ [A-ZÅÄÖ][\w-]+")
_ANY_OTHER = re.compile(r"\b(?:eller andra|eller övriga|or other|or any|tai mu(?:u|it)\w*)\b")
_WHO_AND_WHERE = re.compile(
    r"(?:(?:bolaget|föreningen|klubben|verkstaden|skolan|yhtiö|seura|yhdistys|därtill|därutöver|dessutom|vielä|lisäksi"
    r"|där finns|där står)\s+)+"
    r"|(?P<where>(?:(?:meille|minulle|(?:palvelime|laittee|puhelime|tietokonee|konee|asiakkaa)lle(?:si|mme)?"
    r"|(?!likimääräistä|satunnaista|[a-zåäö-]{4,}(?:llista|llistä)\s)"
    r"[a-zåäö-]{6,}(?:iin|seen|mään|oon|uun|sta|stä|lta|ltä)))\s+(?=[a-zåäö]+\Z))"
    r"|(?P<log>(?:[a-zåäö]{4,}n )?(?:\w*lokiin|\w*rekisteriin|\w*järjestelmään|\w*luetteloon|\w*tietokantaan"
    r"|\w*kantaan)"
    r"\s+(?=\S))"
    r"|(?:(?:netti|verkko|koti|www-)?sivu(?:i|sto)(?:lla|mme|llamme|ssa)|palvelussa|sovelluksessa)\s+(?=\w+n\s[\w-]+\Z)"
    r"|[\w.]{2,30}(?: -|-)\w{4,}(?:lla|llä|lle|ssa|ssä|iin|oon|uun|yyn) "
    r"(?!\w+(?:tut|tyt|tuja|tyjä|vat|vät|via|viä|mat|mät|mia|miä|masi|mäsi|va|vä|tu|ty)\b)(?=\w)"
    r"|(?:\w+n )?(?:aikana|yhteydessä) (?:kertyy|syntyy|tallentuu) (?:tietoa|tietoja) "
)
_STAYS = re.compile(r"\w+(?:vat|vät|via|viä|tut|tyt|tuja|tyjä|va|vä)\b")
"""`data that stays in the log`: where is part of what it is."""
_TELLS_HOW = re.compile(r"\b(?:how|hur|miten|kuinka)\b|,\s(?:mitä|mitkä|millai\w+|minkälai\w+|vilka|vad|what)\s")
_SEVERAL_ACTS = re.compile(r"\s*(?:,|(?:and|or|och|eller|ja|sekä|tai)\b)")
"""`We collect, use and protect`: what stands behind is no list of data."""
_ALL_DATA = re.compile(
    r"\b(?:(?:your|our|personal|that|this|the|dina|era|våra) (?:personal )?(?:data|information)|henkilötie\w+"
    r"|(?:dina )?personuppgift\w*|din information)$"
)
_HOLDS_DATA = re.compile(
    r"(?:databas|register|registret|system|arkiv|program|filer|rekisteri"
    r"|rekisterit|tietokanta|järjestelmä|kansio|taulukko"
    r"|database|files?|folder|spreadsheet|server)$|^(?:filer|files|tiedostot)\b"
)
"""Where data lies, and no data."""
_IS_TOLD = re.compile(
    r"\b(?:is|are|was|were|avulla|kautta)\b|\b(?:safe|secure|private|confidential|accurate|up to date)$"
)
_HAS_USE = re.compile(
    r"\b(?:för|for|to|used|inklusive|including|such as|såsom|kuten|other|muut?|muita|övriga?|andra)\b"
)
_MANY = 3
_SEVERAL = 2
_MOST_VERBS = 12
"""How many verbs of writing down are followed in a sentence: each leads through all that stands behind it."""
_OF_ALL = re.compile(r"(?:alla|kaikki(?:a|en)?|all|every)\b")
_LONGEST_LINE = 62
_MEAN_LINE = 42
_ASKED = re.compile(
    r"(?:(?:what|which \w+|who|how|where) (?:you|we|they|he|she|is|was)|(?:vad|vilk\w+ \w+|hur|var) (?:du|ni"
    r"|vi)|mitä) \w"
)
"""`what we wrote to each other`: a question ends a list of nouns."""
_SMALL = frozenset({"of", "the", "a", "an"})
OTHER = re.compile(
    r"(?:(?:any|the|all|möjliga|eventuella|mahdolliset) )?(?:other|further|övriga?|andra|annan|annat|muut?|muita)\s"
)
"""`and other things to do with the repair` ends a list."""
_ASIDES = {code: re.compile(rf"(?:{said})+") for code, said in ASIDES.items()}


def parts_of(scope: Scope, one: Found, *, sure: bool = False) -> list[Found]:
    """What `name, address, berth number` lists, with its label or without; nothing where it is no list of data.

    `sure` where a label or the head of a column says that it is data: its members need no known word.
    """
    label = LABEL.match(scope.text, one.start, one.end)
    start = label.end() if label is not None else one.start
    said = plain(scope, start, one.end)
    if ("," not in said and ";" not in said) or not is_bare(scope, start, one.end) or _ANY_OTHER.search(said):
        return []
    members = [bare(scope, part) for part in _split(scope, start, one.end, pairs=label is not None)]
    is_list = _are_short(members) if sure or label is not None else _are_parts(scope, members)
    if sure and ";" in said and not is_list and not any("," in one.text for one in members):
        is_list = sum(is_data(scope, one) for one in members) * 2 > len(members)
    return members if len(members) > 1 and is_list else []


def kinds_listed(scope: Scope, one: Found) -> list[Found]:
    """The kinds of an item that lists three or more of a few words each: `First name, surname, city, phone number`."""
    said = plain(scope, one.start, one.end)
    if said.count(",") < _SEVERAL or _ANY_OTHER.search(said):
        return []
    members = list(_split(scope, one.start, one.end, pairs=False))
    asks = [part for part in members[1:] if _ASKED.match(part.text.casefold())]
    members = [part for part in members if part not in asks]
    if not members or not all(is_bare(scope, part.start, part.end) for part in members):
        return []
    members = [both for part in members for both in (_two_words(scope, part) or [part])]
    if any(_SUCH_AS.match(part.text) or _IF_GIVEN.match(part.text.casefold()) for part in members):
        return []
    kinds = [one for one in members if is_kind(scope, one)]
    is_list = all(len(one.text.split()) <= _SHORT_KIND for one in members[:-1])
    last = members[-1].text
    is_list = is_list and len(last.split()) <= (_SHORT_KIND if _JOINT.search(last) else _SHORT_LAST)
    is_plain = members[:1] == kinds[:1] and len(kinds) * 2 >= len(members) and _DASH.search(said) is None
    is_list = is_list and _DASH.search(said) is None and (len(kinds) == len(members) or is_plain)
    return [*members, *asks] if len(members) + len(asks) > _SEVERAL and is_list else []


def _two_words(scope: Scope, one: Found) -> list[Found]:
    """`device and browser`, each of a word, and each a kind."""
    both = both_kinds(scope, one)
    return both if len(both) > 1 and all(" " not in part.text for part in both) else []


def _split(scope: Scope, start: int, end: int, *, pairs: bool) -> Iterator[Found]:
    """At semicolons where there are any, else at commas; `pairs` parts `length and width` too."""
    if ";" in plain(scope, start, end):
        at = start
        for piece in scope.text[start:end].split(";"):
            value = found(scope.text, at, at + len(piece))
            at += len(piece) + 1
            yield from [value] if value is not None else []
        return
    for one in split_list(scope, start, end):
        joint = _JOINT.search(plain(scope, one.start, one.end)) if pairs else None
        places = [(one.start, one.end)]
        if joint is not None:
            places = [(one.start, one.start + joint.start()), (one.start + joint.end(), one.end)]
        yield from (part for place in places if (part := found(scope.text, *place)) is not None)


def words_of(said: str) -> int:
    """How many words there are but for small ones: `make and number of the boat` has four."""
    return sum(one not in _SMALL for one in said.casefold().split())


def _are_short(members: Sequence[Found]) -> bool:
    low = [_BRACKETED.sub("", one.text.casefold()) for one in members]
    low = low[:-1] if len(low) > _MANY and OTHER.match(low[-1]) else low
    return not any(_NAMES.search(one.text) for one in members) and not any(
        words_of(one) > _MOST_SHORT or _CLAUSE.match(one) or _USE.search(one) or _HAS_USE.search(one) for one in low
    )


def without_place(scope: Scope, one: Found) -> Found:
    """`in the calendar your name` is a name, whoever takes it and wherever it is written down."""
    lead = _WHO_AND_WHERE.match(scope.low, one.start, one.end)
    if lead is None or lead.end() >= one.end:
        return one
    value = found(scope.text, lead.end(), one.end)
    if lead["log"] is not None and _STAYS.match(scope.low, lead.end(), one.end):
        return one
    is_bare_lead = lead["where"] is None and lead["log"] is None
    return value if value is not None and (is_bare_lead or is_kind(scope, value)) else one


def noted(scope: Scope, start: int, end: int, *, goes_on: bool = False) -> list[Found]:
    """What a sentence says is written down, where the first or half of what it lists are known kinds.

    `goes_on` where the sentence before it told so too: then a list of three needs no known kind.
    """
    start = max(start, scope.text.rfind("\t", start, end) + 1)
    for verb in islice(_NOTED[scope.language].finditer(scope.low, start, end), _MOST_VERBS):
        before = scope.low[max(start, verb.start() - 30) : verb.start()]
        if scope.known.word["negation"].search(before) or _TELLS_HOW.search(before):
            continue
        if _SEVERAL_ACTS.match(scope.low, verb.end(), end):
            continue
        at = _behind(scope, verb.end(), end)
        stop = _ENDS.search(scope.low, at, end)
        stop_at = stop.start() if stop is not None else end
        if is_endless(scope, at, stop_at):
            continue
        if scope.known.word["negation"].search(scope.low, verb.end(), stop_at):
            continue
        pieces = whole_pieces(scope, list(split_list(scope, at, stop_at)))
        members = [bare(scope, part) for one in pieces for part in both_kinds(scope, one)]
        if len(members) > _MANY:
            members = [one for one in members if not _GENERAL.fullmatch(one.text.casefold())]
        told = _are_parts(scope, members) or (goes_on and len(members) >= _MANY and _are_short(members))
        if any(_HOLDS_DATA.search(one.text.casefold()) for one in members):
            continue
        if len(members) > 1 and _is_bare_list(scope, members) and told:
            return members
        if len(members) == 1 and (alone := list(alone_of(scope, [(at, stop_at)]))):
            return alone
    return []


def noted_surely(scope: Scope, start: int, end: int) -> list[Found]:
    """The same in a section on data, where three of a few words each need no known kind, if no person is told of."""
    members = noted(scope, start, end)
    if not members:
        members = noted(scope, start, end, goes_on=True)
        is_plain = all(
            len(one.text.split(" som ")[0].split()) <= _SHORT_KIND and not _TELLS.search(one.text) for one in members
        )
        members = members if is_plain else []
    return members


def _first_of_pair(scope: Scope, one: Found) -> Found:
    joint = _JOINT.search(plain(scope, one.start, one.end))
    return (found(scope.text, one.start, one.start + joint.start()) if joint is not None else None) or one


def _behind(scope: Scope, at: int, end: int) -> int:
    """Behind of whom and where it is written down: `we write in the calendar your name`."""
    while True:
        aside = (
            _ASIDES[scope.language].match(scope.low, at, end)
            or (scope.language == "fi" and _TO_WHERE.match(scope.low, at, end))
            or _SKIPPED.match(scope.low, at, end)
        )
        if not aside or aside.end() <= at or aside.end() >= end:
            return at
        at = aside.end()
        if scope.text[at - 1] == " ":
            at -= 1


def is_bare(scope: Scope, start: int, end: int) -> bool:
    """Whether nothing is said: no verb, no end of a sentence before its own, and nothing filled in."""
    said = plain(scope, start, end).strip()
    return (
        ". " not in said
        and not said.endswith((":", "?"))
        and _VERB[scope.language].search(said) is None
        and scope.known.word["negation"].search(said) is None
        and _FILLED.search(said) is None
    )


def _is_bare_list(scope: Scope, members: Sequence[Found]) -> bool:
    return not any(
        _FILLED.search(one.text) or _CLAUSE.match(low) or _ALL_DATA.search(low) or _IS_TOLD.search(low)
        for one in members
        if (low := one.text.casefold())
    )


def _are_parts(scope: Scope, members: Sequence[Found]) -> bool:
    """Whether the first member, or half of them, are known kinds of data, and none is anything else."""
    low = [one.text.casefold() for one in members]
    if not low:
        return False
    if any(_GENERAL.fullmatch(one) or _USE.search(one) or _CLAUSE.match(one) for one in low):
        return False
    if any(len(one) > 2 * _LONGEST_PART or len(one.split()) > 2 * _MOST_WORDS for one in low):
        return False
    kinds = [one for one in members if is_kind(scope, one)]
    if _OF_ALL.match(low[0]) or (len(kinds) < _SEVERAL <= len(members) - 1):
        return False
    return len(kinds) * 2 >= len(members) or (members[0] in kinds and len(kinds) * 3 >= len(members))


def lines_listed(scope: Scope, block: Block, *, led: bool) -> list[Found]:
    """The lines of a paragraph that are items without bullets; the first may lead to them."""
    lines = list(_lines(scope, block))
    if len(lines) < (2 if led else _MANY) or block.kind != "para" or _runs_on(scope, lines):
        return []
    values = [value for start, end in lines if (value := found(scope.text, start, end)) is not None]
    if len(values) > _MANY and not is_data(scope, values[0]) and _leads(scope, values[0]):
        values, led = values[1:], True
    said = [one.text for one in values]
    mean = sum(map(len, said)) / max(1, len(said))
    is_list = (
        all(len(one) <= _LONGEST_LINE and one[-1] not in ".:,;?!-" and ". " not in one for one in said)
        and mean <= _MEAN_LINE
        and all(is_bare(scope, one.start, one.end) for one in values)
        and not any(_CLAUSE.match(one.casefold()) for one in said)
        and sum(_USE.search(one.casefold()) is not None for one in said) * 3 <= len(said)
    )
    kinds = [one for one in values if is_kind(scope, one)]
    enough = len(kinds) * 2 >= len(values) and (led or is_kind(scope, values[0]))
    return values if is_list and len(values) > 1 and enough else []


def _runs_on(scope: Scope, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether commas part a list that only happens to be broken into lines: `name, address,` and below it `phone,`."""
    said = [scope.text[start:end].strip() for start, end in lines]
    return any(one.endswith(",") for one in said[:-1]) and any("," in one[:-1] for one in said)


def labels_listed(scope: Scope, block: Block) -> list[Found]:
    """The lines of a paragraph that are each a label and what it lists, `Orders: product, price.`, without stops."""
    values = [value for start, end in _lines(scope, block) if (value := found(scope.text, start, end)) is not None]
    if len(values) < _SEVERAL or block.kind != "para":
        return []
    labels = [LABEL.match(scope.text, one.start, one.end) for one in values]
    bare_ones = all(is_bare(scope, one.start, one.end) for one in values)
    kinds = [one for one in values if is_data(scope, one)]
    return values if all(labels) and bare_ones and len(kinds) * 2 >= len(values) else []


def _leads(scope: Scope, one: Found) -> bool:
    """`On the card is the singer's`: what follows is what is kept of whom."""
    noted_at = _NOTED[scope.language].search(scope.low, one.start, one.end)
    taken = scope.known.word["list_leads"].search(scope.low, one.start, one.end)
    return noted_at is not None or taken is not None


def _lines(scope: Scope, block: Block) -> Iterator[tuple[int, int]]:
    at = block.start
    for line in scope.text[block.start : block.end].split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1


_ASKS_ON = re.compile(r"\s*(?:how|why|when|where|who|purposes?|examples?|description|source|legal basis)\b")
"""The next head of a table, and no list of data."""


def labelled_lists(scope: Scope, section: Section) -> Iterator[Found]:
    """What stands beside the label `Data` in a row of tabs, and on the lines below it."""
    led = False
    for block in section.blocks:
        cells = [
            cell for cell in scope.text[block.start : block.end].split("\t") if cell.strip()
        ] if block.kind == "row" else []  # fmt: skip
        asked = asked_by(cells[0].strip().casefold()) if cells else None
        if (
            asked is not None
            and asked[0] == "categories"
            and len(cells) > 1
            and not _ASKS_ON.match(cells[1].casefold())
        ):
            led = True
            first, *rest = _cells(scope, block)
            for start, end in rest:
                yield from _of_cell(scope, start, end)
        elif led and block.kind == "para":
            for start, end in _lines(scope, block):
                yield from _of_cell(scope, start, end)
        elif block.kind == "item" and (begin := _behind_data(scope, section, block)) is not None:
            yield from _of_cell(scope, begin, block.end)
        else:
            led = False


def _behind_data(scope: Scope, section: Section, block: Block) -> int | None:
    """Where the value begins of an item with the label `Personal data processed`, in a section on purposes."""
    label = LABEL.match(scope.text, block.start, block.end)
    if label is None or section.has("categories") or not section.fields:
        return None
    said = about(scope.text[label.start() : label.end()].strip(" :"), scope.language)
    return label.end() if said.fields == frozenset({"categories"}) and said.covered > _SURELY else None


def _of_cell(scope: Scope, start: int, end: int) -> Iterator[Found]:
    value = found(scope.text, start, end)
    if value is not None and len(value.text) <= 2 * _LONGEST_PART and is_bare(scope, start, end):
        yield from parts_of(scope, value) or [value]


def cells_of(scope: Scope, blocks: Sequence[Block]) -> list[Found]:
    """The cells below a head that asks for data in a further column: `When | What we note`."""
    rows = [one for one in blocks if one.kind == "row"]
    if len(rows) < 2 or rows[0] is not next(iter(blocks), None):  # noqa: PLR2004  # a head and a row
        return []
    head = [scope.text[start:end] for start, end in _cells(scope, rows[0])]
    asked = [number for number, one in enumerate(head) if _asks_for_data(one, scope.language)]
    if len(asked) != 1 or asked[0] == 0:
        return []
    values = [
        value
        for row in rows[1:]
        for number, (start, end) in enumerate(_cells(scope, row))
        if number == asked[0] and (one := found(scope.text, start, end)) is not None
        for value in parts_of(scope, one, sure=True) or [one]
    ]
    kinds = [one for one in values if is_data(scope, one)]
    return values if len(kinds) * 2 >= len(values) else []


def _asks_for_data(cell: str, language: str) -> bool:
    asked = asked_by(cell.strip().casefold())
    said = about(cell.strip(), language)
    return (asked is not None and asked[0] == "categories") or (
        said.fields == frozenset({"categories"}) and said.covered > 0.7  # noqa: PLR2004  # mostly
    )


def _cells(scope: Scope, block: Block) -> Iterator[tuple[int, int]]:
    at = block.start
    for cell in scope.text[block.start : block.end].split("\t"):
        yield at, at + len(cell)
        at += len(cell) + 1


_NUMBERED = re.compile(r"^(?:[a-z]?\d{0,2}|[ivx]{1,4})[.):]?\s+")


def is_called_data(scope: Scope, section: Section) -> bool:
    """Whether a heading of no known field is but a number and `Data`."""
    if section.head is None or section.fields:
        return False
    asked = asked_by(_NUMBERED.sub("", scope.low[slice(*section.head)].strip()))
    return asked is not None and asked[0] == "categories"


_BARE_LEAD = {
    "fi": re.compile(
        r"(?:(?:käsittel|tallenn|kerä|kirja)\w*mme|rekisterissä on|tallennetaan|kerätään|kirjataan):?"
        r"|.{3,200}\b(?:(?:käsittele|tallenna|kerää|kirjaa|kysy|tarvitse|pyydä)mme|(?:tallenne|kerä|kirja|kysy|pyyde"
        r"|talle)t[aä][aä]n|tallentu(?:u|vat)|kerää|tallentaa|kirjaa|käsittelee|kysyy)"
        r"(?: (?:myös|lisäksi|sinusta|seuraavat|seuraavaa|seuraavia|esimerkiksi|muun muassa|mm\.))*:"
    ),
    "sv": re.compile(
        r"(?:vi|jag) (?:behandlar|sparar|samlar in|registrerar|lagrar|antecknar|noterar):?"
        r"|.{3,200}\b(?:behandlar|sparar|registrerar|lagrar|antecknar|noterar|samlar|inhämtar) (?:vi|jag)"
        r"(?: (?:in|även|också|därför|bland annat|följande))*:?"
        r"|.{3,200}\b(?:sparas|lagras|registreras|samlas in|antecknas|loggas|noteras)"
        r"(?: (?:även|också|bland annat|följande))*:"
    ),
    "en": re.compile(
        r"(?:we|i) (?:process|collect|store|keep|hold|record|note|write down):?"
        r"|.{3,200}\b(?:(?:we|i) (?:(?:may|will|also|only|then|automatically) )*(?:process|collect|store|save|keep|hold"
        r"|record|log|ask for|receive)(?: and (?:process|collect|store|save|use))?(?: as personal (?:data"
        r"|information))?"
        r"|(?:is|are) (?:also |then )?(?:collected|stored|saved|recorded|logged|kept))"
        r"(?: (?:also|the following))*:"
    ),
}


def leads_barely(scope: Scope, block: Block) -> bool:
    """`We process`, and nothing else in the last sentence of the paragraph: the list below says what."""
    said = scope.low[block.start : block.end].strip()
    last = said.rfind(". ") if said.endswith(":") else -1
    first = last + 2 if last > 0 else 0
    return (
        _BARE_LEAD[scope.language].fullmatch(said, first) is not None
        and scope.known.word["negation"].search(said, first) is None
    )


def items_listed(scope: Scope, items: Sequence[Block]) -> list[Found]:
    """Items of which none says anything, the first a known kind, and half of them."""
    values = [value for one in items if (value := found(scope.text, one.start, one.end)) is not None]
    low = [one.text.casefold() for one in values]
    if not values or any(_FILLED.search(one) or _CLAUSE.match(one) or _USE.search(one) for one in low):
        return []
    kinds = [one for one in values if any(is_kind(scope, part) for part in (one, _first_of_pair(scope, one)))]
    bare_ones = [one for one in values if is_bare(scope, one.start, one.end)]
    enough = len(values) >= _MANY and len(kinds) * 2 >= len(values) and values[0] in kinds
    return values if enough and len(bare_ones) * 4 >= len(values) * 3 else []
