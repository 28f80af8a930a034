"""The data itself: categories as the notice lists them (Art 14(1)(d)), and where they come from."""

import itertools
import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.headings import about
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.data_words import DATA_WORDS
from portal.reading.notice.values import Found

_FOR_A_USE = re.compile(r"[^:\n]{3,60}:\s+([^:\n–—]{3,200}?)\s[–—]\s")
_NO_LIST = re.compile(r"^(?:om|när|if|when|jos|kun)\b|\b(?:eller|tai|or|du|ni|you|we|vi|me|i)\b")
_DATA_IN_BRACKETS = re.compile(
    r"(?:tiedot|tietoja|uppgifter|data|information|form|lomake\w*|formulär\w*)\s\(([^()\n]{8,200})\)"
)
_EXAMPLES = {
    "fi": re.compile(r"(?<!\w)(?:kuten,?|mukaan lukien|eli|tyypillisesti|esimerkiksi|esim\.?|mm\.?|muun muassa)\s"),
    "sv": re.compile(
        r"(?<!\w)(?:såsom|inklusive|vanligtvis|oftast|däribland|det vill säga|dvs\.?|nämligen|som till "
        r"exempel|t\.?\s?ex\.?|till exempel|exempelvis|bland annat|bl\.?\s?a\.?|i form "
        r"av)\s"
    ),
    "en": re.compile(
        r"(?<!\w)(?:such as|including|typically|e\.g\.?|for example|for instance|namely)[\s,]+(?:but not limited "
        r"to:?\s)?"
    ),
}
_PASSIVE = {
    "fi": re.compile(r"(?!)"),
    "sv": re.compile(r"(?:.{0,160}?\bkan\s)?(.{5,300}?)\s(?:lagras|registreras|sparas|behandlas|samlas in)\b"),
    "en": re.compile(r"(.{5,300}?)\s(?:is|are|may be|will be)\s(?:stored|collected|recorded|processed|gathered)\b"),
}
_NAMES_DATA = {code: re.compile(said) for code, said in DATA_WORDS.items()}
_BEFORE_DATA = re.compile(
    (
        r"(?:(?:vain|mm\.|esim\.|muun muassa|esimerkiksi|kuten|i huvudsak"
        r"|bl\.a\.|t\.ex\.|ditt|din|dina|your|e\.g\.|such as|about|that|och|ja|and)\s+)+"
    ),
    re.I,
)
_BETWEEN_DASHES = re.compile(r"\s[—–]\s([^—–]{2,200},[^—–]{3,200})\s[—–]\s")
_IS_A_USE = re.compile(
    r"(?:muistiin|tilaan|tallennukseen|tietokantaan|järjestelmään|palvelime\w+|laitteelle\w*)$|(?:miseen"
    r"|miseksi|seen|ntaan|ntään|intiin|ointiin)$|\bvarten\b|l(?:ta"
    r"|tä)\b|itseltään|as long|niin kauan|så länge|^to [a-z]|^att [a-z]|^för att "
)
_HAS_SUBJECT = re.compile(
    r"(?<!\w)(?:we|you may|you can|voit|voimme|emme|keräämme|käsittelemme|vi|du kan|inte|ei|not)(?!\w)"
)
_GENERAL = re.compile(
    r"(?:(?:dina|era|your|the|käyttäjän) )?(?:(?:person)?uppgifter(?:na)?|henkilötie\w+|tiedot|tietoja|(?:personal )?"
    r"(?:data|information))|(?:\w+ )?(?:customers|users|visitors|people|kunder|användare) (?:who|som) .*"
)
"""What names no kind of data, or whose data it is."""
_GENERAL_HEAD = re.compile(
    r"(?:process(?:es)? |collects? |behandla[rs]? |käsittel\w+ )?(?:the |your |dina |era |muita |vissa "
    r"|certain |some )?"
    r"(?:henkilötietoja|henkilötietojasi|personuppgifter|personal (?:data|information))\b"
)
_CLAUSE = re.compile(
    r"(?:innehålla|sisältää|include|contain|använder|skyddar|lagrar|uses?|stores?|kun"
    r"|jos|mikäli|when|if|när|detta|denna|dessa|this|these|nämä|tämä|tästä|näitä|vi"
    r"|we|me|että|att|jotta|jotka|joita|som|so that|that|which|who)\b"
    r"|.*?\b(?:\w+[aä]ksemme|\w+[aä]ksesi|\w+[aä]kseen|\w{3,}(?:etaan|etään|daan"
    r"|dään)|perustuu|käsittelee|hyväksyy|käyttämällä|avulla|varten|in order to|used "
    r"to"
    r"|hjälp av|genom att|för att)\b"
)
"""What is said of data, and is no kind of it."""
_NOT_KEPT = re.compile(
    r"tallen|säily|kerä|käsit|lagra|spara|samla|behandla|store|keep|kept|collect|process"
    r"|retain|requir|kräv|vaad"
)
_NEAR = 30
_LEADS_TO_LIST = re.compile(
    r"tieto|tiedot|seuraav|rekisteri|uppgift|följande|data\b|information|details"
    r"|following|register"
)
_PURPOSE_BEHIND = {
    "fi": re.compile(r"(?:\s\w+n)+\s(?:ja|sekä)(?:\s\w+n)+\s\w{4,}miseksi\b|,? jotta\b"),
    "sv": re.compile(r",? för att\b|,? i syfte att\b|,? så att\b"),
    "en": re.compile(
        r",? (?:in order to|so that)\b|,? to (?:be able|provide|contact|process|respond|send|improve|help"
        r"|answer|deliver|manage"
        r"|calculate|enable|fulfil\w*|complete|reply|communicate|understand|operate|identify|keep|ensure)\b"
        r"|,? when (?:you|we|the)\b"
    ),
}
_BRACKETED = re.compile(r"\([^()]*\)")
_LABEL = re.compile(r"[^:,;()\n]{2,70}:\s+(?=\S)")
_CALLS_DATA = re.compile(r"(?:tiedot|tietoja|uppgifter(?:na)?|data|information|details)(?: (?:ovat|är|are|olla))?: ?$")
_LONG_CALL = 40
_ONLY_AND = re.compile(r"ja|sekä|tai|och|samt|eller|and|or|also|även|myös")
_RELATIVE = re.compile(r"\b(?:som|that|which|joka|jotka|jota|joita)\b")
_CARD_OF_TIME = re.compile(r"(?:kun|jos|när|om|vid|when|if|as|to|för|för att|att) ")
_HOW = re.compile(r"\b(?:hur|how|miten|kuinka)\b")
_VERB = re.compile(
    r"\b(?:on|ovat|käytetään|käytämme|käsitellään|voimme|voidaan|voi|emme|ei|är"
    r"|används?|kan|vi|we|is|are|you|may|can|will)\b"
)
_DATA_LEAD = re.compile(
    r"(?:seuraav\w+ (?:\w+ )?(?:henkilö)?tie(?:to|do)\w*|följande (?:\w+ )?(?:typer "
    r"av |slags )?(?:person)?(?:uppgifter|information|data)"
    r"|following (?:\w+ ){0,3}(?:data|information|details))\b[^.]*:$"
)
_FOR_USE = re.compile(r"käyt|tarkoituks|använd|ändamål|\buse|purpose")
_LABEL_THEN_SAYS = re.compile(
    r"([^:\n]{3,70}):\s+(?:keräämme|saatamme|tallennamme|käsittelemme|vi (?:samlar|inhämtar|behandlar|sparar|kan)"
    r"|we (?:collect|store|process|may|keep))\b"
)
_LONGEST_MEMBER = 110
_FIRST_WORDS = 5
_LABELS_USE = re.compile(r":\s+(?:to|för att|att) [a-zåäö]")
_NEVER_LEADS = ("recipients", "transfers", "security", "cookies", "rights", "retention", "changes", "dpo", "categories")
_TAKES = {
    "fi": re.compile(
        r"\b(?:kerä|tallen|talle[tn]|käsit|kirja(?:taan|amme)|sisält|pyyd|anna|ilmoit|rekisteröi|kysy|tarvits"
        r"|kuulu|ovat)"
    ),
    "sv": re.compile(
        r"\b(?:samla|lagra|spara|registrera|behandla|hantera|innehåll|omfatta|lämna|uppge|ange|fyll|ber\b|tar emot"
        r"|logga|inhämta|noterar|sådana uppgifter|uppgifter)"
    ),
    "en": re.compile(
        r"\b(?:collect|gather|stor|process|record|receiv|provid|ask|contain|includ|submit|log|hold|obtain|need)"
    ),
}
"""What is done with data that a list follows."""
_LEADS_ELSEWHERE = re.compile(
    r"(?:följande|seuraav\w+|following) (?:\w+ ){0,2}?(?:ändamål|syfte|personer\b|grupper\b|tarkoitu|käyttötarkoitu"
    r"|henkilöi(?:stä|tä)\b|henkilöryhm|purpose|persons?\b|people\b|individuals?\b|groups?\b)"
    r"|(?:används|använder|käytetään|käytämme|käsitellään|\bused?|behandla[rs])\b"
    r"(?![^:]*(?:följande|seuraav|following))[^:]*"
    r"(?:\bför|\btill|att|seuraaviin|to|for|in order to|varten|tarkoituksiin|tietoja|oss|ja):$"
    r"|(?:för att|in order to|\bto|\bfor|varten|\batt|miseksi|(?:aa|ää)ksemme):$"
    r"|rätt (?:att|till)\b[^:]*:$|\boikeus\b[^:]*:$|right to\b[^:]*:$"
    r"|(?:delar|luovut\w+|share\w*|disclos\w+)\b[^:]*:$"
)
"""What leads to a list of uses, people, rights or recipients."""
_HEADS_COLUMN = re.compile(
    r"(?:(?:data)?kategori(?:er)?|(?:uppgifts|data)?typ(?: av (?:uppgift|data))?|(?:person)?uppgift(?:er)?"
    r"|(?:henkilö)?tie(?:to|dot)"
    r"|tieto(?:ryhmä|tyyppi|luokka|laji)|(?:data )?categor(?:y|ies)|(?:type of )?(?:personal )?(?:data"
    r"|information)|data type"
    r"|what|mitä|vad)[ \t]*\t"
)
_MAY_LEAD = frozenset({"sources", "other", "purposes", "contact", "controller", "automated"})
_LEADS_TO_EXAMPLES = re.compile(
    r"(?:(?:men )?inte begränsat till|(?:but )?not limited to|rajoittu\w+|such as|includ(?:ing|es?)|såsom"
    r"|inklusive|exempelvis|t\.ex\.?|bl\.a\.?|kuten"
    r"|esimerkiksi|muun muassa|mm\.?|e\.g\.?):$"
)
_MAY_STAND_UNDER = frozenset(
    {"controller", "automated", "cookies", "recipients", "sources", "other", "contact", "subjects"}
)
_MAY_TAKE = frozenset({"other", "automated"})
_OF_OTHERS = re.compile(
    r"perust|grund|basis|bases|ground|järjestelm|palvelu(?:ita|ja|nt)|leverantör|tjänster:|provider|partner"
    r"|kumppan|vastaanot"
    r"|mottag|recipient|tarkoitu|ändamål|syfte|purpose|oikeu|rätt|right|evästee|cookie|kak|ansvarig"
    r"|rekisterinpit|controller"
)
_SAYS_SUCH = re.compile(
    r"(?:tietoja|tiedot|uppgifter|information|data|details),? (?:kuten|såsom|som|exempelvis|t\.ex\.|such as"
    r"|like|including)\s"
)
_SENT = re.compile(r"lähet|lomak|kerä|tallen|formulär|samla|lagra|spara|\bsent|\bform|collect|store")
_COOKIES = re.compile(r"eväste|cookie|kakor|analyti|analys|kävijäseur|pixel|pikseli")
_NEVER_OF_DATA = (
    "recipients",
    "transfers",
    "security",
    "cookies",
    "rights",
    "retention",
    "changes",
    "controller",
    "dpo",
    "automated",
)
_SOURCES_ARE = {
    "fi": re.compile(r"tietolähte\w+ (?:\w+ )?(?:ovat|on|käytetään|toimi\w+)\s*:?\s*"),
    "sv": re.compile(r"käll\w+ (?:för \w+ )?är\s*:?\s*"),
    "en": re.compile(r"sources?(?: of [\w ]{3,30})? (?:are|is)\s*:?\s*"),
}
_LONGEST_SOURCE = 600
_LONGEST_ITEM = 220
_LONGEST_LABELLED = 420
_LABELS_NOTHING = re.compile(r"[^:,;()\n]{2,70}:\s+(?:inga?|inget|no|none|ei|ei mitään)\b")
_MOSTLY = 0.7
_SENTENCE = re.compile(r"(?<!t\.ex)(?<!bl\.a)(?<!esim)(?<!\bmm)(?<!e\.g)(?<!i\.e)[.!?]\s+[A-ZÅÄÖ]")
_COLON = re.compile(r":\s")


def categories_of(scope: Scope) -> tuple[Found, ...]:
    """Each kind of data once, in the order of the text (Art 14(1)(d))."""
    values: list[Found] = []
    own = [one for one in scope.about("categories") if not one.is_column]
    for section in own:
        values += _of_section(scope, section)
    if not values:
        values += [
            one for section in scope.about("categories") if section.is_column for one in _of_column(scope, section)
        ]
    under = [one for one in scope.sections if "categories" in one.within and one.fields <= _MAY_STAND_UNDER]
    own += under
    for section in under:
        values += _of_part(scope, section)
    led = [one for section in scope.sections if section not in own for one in _led(scope, section)]
    values += led
    for section in scope.sections:
        if not section.fields or section.fields == frozenset({"other"}):
            for start, end in scope.sentences(section.blocks):
                told = (
                    not led
                    and (
                        scope.known.tells["categories"].search(scope.low, start, end)
                        or _SAYS_SUCH.search(scope.low, start, end)
                    )
                    and not (own and _COOKIES.search(scope.low, start, end))
                )
                members = _of_sentence(scope, start, end) if told else []
                least = 3 if own else 2
                values += (members if len(members) >= least else []) or (
                    _in_brackets(scope, start, end) if not own or _SENT.search(scope.low, start, end) else []
                )
    return _once(values or list(_told_anywhere(scope)))


def _told_anywhere(scope: Scope) -> Iterator[Found]:
    """Where no section is about data: what sentences of others say, `we handle your name, address and order`."""
    for start, end, section in scope.all_sentences():
        if section.has(*_NEVER_OF_DATA) or not section.fields:
            continue
        if scope.known.tells["categories"].search(scope.low, start, end):
            members = _of_sentence(scope, start, end)
            yield from members if len(members) > 1 else ()


def _of_part(scope: Scope, section: Section) -> Iterator[Found]:
    """What stands under `Data that we collect` with a heading of its own: `By third parties`, `By cookies`."""
    items = [one for one in section.blocks if one.kind == "item" or (one.kind == "row" and not _is_header(scope, one))]
    yield from _items_led(scope, items, sure=False)
    for start, end in scope.sentences(one for one in section.blocks if one.kind == "para"):
        members = _of_sentence(scope, start, end)
        yield from members if len(members) > 1 else ()


def _led(scope: Scope, section: Section) -> Iterator[Found]:
    """The items below `we collect the following information:`, whatever the heading is.

    Where less is said, as in `when you order, we store:`, most of the items have to be called like data.
    """
    if section.has(*_NEVER_LEADS):
        return
    items: list[Block] = []
    sure, led = False, False
    blocks = section.blocks
    for block, below in itertools.zip_longest(blocks, blocks[1:]):
        if block.kind == "item" or (led and block.kind != "sub" and _is_short(scope, block)):
            items += [block] if led else []
        elif led and below is not None and _is_between_lines(scope, block, below):
            continue
        else:
            yield from _items_led(scope, items, sure=sure)
            items = []
            said = scope.low[block.start : block.end].rstrip()
            last = max(said.rfind(". "), 0)
            lead = _DATA_LEAD.search(said, last)
            sure = lead is not None and not _FOR_USE.search(said, lead.start()) and section.fields <= _MAY_LEAD
            led = sure or (
                section.fields <= _MAY_TAKE
                and said.endswith(":")
                and not _OF_OTHERS.search(said, last)
                and _TAKES[scope.language].search(said, last) is not None
                and not _leads_elsewhere(scope, block)
                and not scope.known.word["negation"].search(_LEADS_TO_EXAMPLES.sub("", said), last)
            )
    yield from _items_led(scope, items, sure=sure)


def _items_led(scope: Scope, items: Sequence[Block], *, sure: bool) -> Iterator[Found]:
    values = [one for item in items for one in _of_item(scope, item)]
    data = [one for one in values if _is_data(scope, one)]
    yield from values if sure or (len(data) > 1 and len(data) >= len(values) * _MOSTLY) else ()


def _is_data(scope: Scope, one: Found) -> bool:
    """Whether a value is called like data by its first words."""
    low = one.text.casefold()
    if _CLAUSE.match(low) or _IS_A_USE.search(low) or _HAS_SUBJECT.search(low) or _LABELS_USE.search(low):
        return False
    return _NAMES_DATA[scope.language].search(" ".join(low.split()[:_FIRST_WORDS])) is not None


def _is_between_lines(scope: Scope, block: Block, below: Block) -> bool:
    """A sentence below a line of a list, and another line of it below that."""
    return block.kind == "para" and scope.text[block.end - 1] != ":" and _is_short(scope, below)


def _of_section(scope: Scope, section: Section) -> Iterator[Found]:
    blocks = [one for one in section.blocks if one.language in {"", scope.language}]
    has_items = any(one.kind in {"item", "row"} for one in blocks)
    short = _short_lines(scope, blocks)
    led = False
    if not has_items and len(short) < 2 and (cards := _of_cards(scope, blocks)):
        yield from cards
        return
    elsewhere = False
    for block in blocks:
        if block.kind in {"para", "sub"}:
            elsewhere = _leads_elsewhere(scope, block)
        if elsewhere and block.kind != "para":
            continue
        if block.kind in {"item", "row"}:
            yield from () if block.kind == "row" and _is_header(scope, block) else _of_item(scope, block)
        elif block in short and len(short) > 1 and not _ends_with_lead(scope, block):
            yield from _of_line(scope, block) if led else _of_item(scope, block)
        elif block.kind == "para" and not has_items:
            yield from _of_para(scope, block, alone=led or section.inline or len(blocks) == 1)
            led = led or _ends_with_lead(scope, block)


def _short_lines(scope: Scope, blocks: Sequence[Block]) -> list[Block]:
    """Lines that are items; between sentences, they head them."""
    short = [one for one in blocks if one.kind == "para" and _is_short(scope, one)]
    parted = itertools.zip_longest(blocks, blocks[1:])
    alone = [
        one
        for one, below in parted
        if one in short and below is not None and below.kind == "para" and below not in short
    ]
    if len(alone) < len(short):
        return short
    data = [
        one for one in short if (value := found(scope.text, one.start, one.end)) is not None and _is_data(scope, value)
    ]
    return short if len(data) * 2 > len(short) else []


def _leads_elsewhere(scope: Scope, block: Block) -> bool:
    """`The data is used to:` and `we handle data on these people:` lead to no list of data."""
    said = scope.low[block.start : block.end].rstrip()
    last = max(said.rfind(". "), 0)
    if not said.endswith(":") or _LEADS_TO_EXAMPLES.search(said) or _DATA_LEAD.search(said, last):
        return False
    return _LEADS_ELSEWHERE.search(said, last) is not None


def _of_cards(scope: Scope, blocks: Sequence[Block]) -> list[Found]:
    """Small headings that are kinds of data, each with a sentence on it: `Name`, and below what it is for.

    Where the sentences list data themselves, the headings are none, as little as those that say when it is asked for.
    """
    cards = [(one, below) for one, below in itertools.pairwise(blocks) if one.kind == "sub" and below.kind == "para"]
    named = [one for one, _ in cards if _NAMES_DATA[scope.language].search(scope.low, one.start, one.end)]
    when = [one for one, _ in cards if _CARD_OF_TIME.match(scope.low, one.start)]
    lists = [below for _, below in cards if len(list(_of_para(scope, below, alone=False))) > 1]
    if len(cards) < 2 or len(named) * 2 < len(cards) or len(lists) * 2 >= len(cards) or when:  # noqa: PLR2004  # several
        return []
    return [value for one, _ in cards for value in _of_item(scope, one)]


def _of_column(scope: Scope, section: Section) -> Iterator[Found]:
    """The cells of a column of data, where most of them are called like data."""
    cells = [one for block in section.blocks for one in _of_item(scope, block)]
    named = [one for one in cells if _NAMES_DATA[scope.language].search(one.text.casefold())]
    yield from cells if len(named) * 2 > len(cells) else ()


def _is_header(scope: Scope, block: Block) -> bool:
    """A row that heads the columns of a table: `Data, kept for`."""
    said = about(scope.text[block.start : block.end], scope.language)
    if block.kind == "row" and _HEADS_COLUMN.match(scope.low, block.start):
        return True
    return bool(said.fields - {"categories", "contact"}) and said.covered > _MOSTLY


def _of_para(scope: Scope, block: Block, *, alone: bool) -> Iterator[Found]:
    for start, end in scope.sentences([block]):
        taken = _of_sentence(scope, start, end)
        yield from taken
        if not taken and alone and not _ends_with_lead(scope, block) and not _is_sentence(scope, start, end):
            taken = _data(scope, [(start, end)])
            yield from taken
        if not taken:
            yield from _in_brackets(scope, start, end)


def _of_line(scope: Scope, block: Block) -> Iterator[Found]:
    """A line under `the register holds`: one kind of data, or several parted by commas."""
    if "," in scope.text[block.start : block.end]:
        yield from split_list(scope, block.start, block.end)
    else:
        yield from _of_item(scope, block)


def _ends_with_lead(scope: Scope, block: Block) -> bool:
    """`Information that may be stored includes`, and the list stands below."""
    if scope.text[block.start : block.end].rstrip().endswith(":"):
        return True
    leads = list(scope.known.word["list_leads"].finditer(scope.low, block.start, block.end))
    return bool(leads) and leads[-1].end() >= block.end - 1


def _data(scope: Scope, places: Sequence[tuple[int, int]]) -> list[Found]:
    """The members of a list, where most of them are called like data."""
    members = [
        _bare(scope, one)
        for start, end in places
        for one in split_list(scope, start, _before_purpose(scope, start, end))
    ]
    named = [one for one in members if _NAMES_DATA[scope.language].search(one.text.casefold())]
    uses = [one for one in members if _IS_A_USE.search(one.text.casefold())]
    members = [one for one in _without_label(scope, members) if not _ONLY_AND.fullmatch(one.text.casefold())]
    if any(
        _CLAUSE.match(_BRACKETED.sub("", one.text.casefold())) or _GENERAL.fullmatch(one.text.casefold())
        for one in members
    ):
        return []
    members = [one for one in members if not _is_general(scope, one)]
    if len(members) == 1 and _RELATIVE.search(members[0].text.casefold()):
        return []
    vouched = (
        len(places) == 1 and _CALLS_DATA.search(scope.low, max(0, places[0][0] - _LONG_CALL), places[0][0]) is not None
    )
    if (len(named) * 2 < len(members) and not vouched) or len(uses) * 2 > len(members):
        return []
    return [one for one in members if len(one.text) <= _LONGEST_MEMBER]


def _is_general(scope: Scope, one: Found) -> bool:
    """`personal data in two ways` names no kind of data."""
    low = one.text.casefold()
    head = _GENERAL_HEAD.match(low)
    return head is not None and not _NAMES_DATA[scope.language].search(low, head.end())


def _before_purpose(scope: Scope, start: int, end: int) -> int:
    """`osoitetta ja lokeja palvelun toimivuuden ja turvallisuuden varmistamiseksi`: its purpose stands behind it."""
    purpose = _PURPOSE_BEHIND[scope.language].search(scope.low, start, end)
    return purpose.start() if purpose is not None and purpose.start() > start else end


def _without_label(scope: Scope, members: list[Found]) -> list[Found]:
    """`Companies: business id, address`: the label is of all of them."""
    if len(members) > 1 and (label := _LABEL.match(scope.text, members[0].start, members[0].end)) is not None:
        first = found(scope.text, label.end(), members[0].end)
        return [*([first] if first is not None else []), *members[1:]]
    return members


def _is_short(scope: Scope, block: Block) -> bool:
    """A line that is an item without a bullet."""
    said = scope.text[block.start : block.end].strip()
    return len(said) < 90 and not said.endswith((".", ":", "!", "?")) and "\n" not in said and said.count(",") < 3


def _of_item(scope: Scope, block: Block) -> Iterator[Found]:
    end = block.end
    if (
        scope.text[block.start] == "("
        or _is_not_kept(scope, block.start, end)
        or _LABELS_NOTHING.match(scope.low, block.start, end)
    ):
        return
    if block.kind == "row" and (tab := scope.text.find("\t", block.start, end)) > 0:
        end = tab
    if (stop := _SENTENCE.search(scope.text, block.start, end)) is not None:
        end = stop.start()
    use = _FOR_A_USE.match(scope.text, block.start, end)
    if use is not None and not _NO_LIST.search(scope.low, use.start(1), use.end(1)):
        yield from split_list(scope, use.start(1), use.end(1))
        return
    if (label := _LABEL_THEN_SAYS.match(scope.low, block.start, end)) is not None:
        end = label.end(1)
    elif scope.text[block.start : end].rstrip().endswith(":"):
        return
    longest = _LONGEST_LABELLED if _LABEL.match(scope.text, block.start, end) else _LONGEST_ITEM
    if end - block.start > longest and (bracket := scope.text.find(" (", block.start, end)) > 0:
        end = bracket
    value = found(scope.text, block.start, end)
    if value is not None and len(value.text) <= longest:
        yield value


def _is_not_kept(scope: Scope, start: int, end: int) -> bool:
    """`Cards are handled by the bank, we never store them`."""
    plain = _plain(scope, start, end)
    denied = scope.known.word["negation"].search(plain)
    return (
        denied is not None and _NOT_KEPT.search(plain, max(0, denied.start() - _NEAR), denied.end() + _NEAR) is not None
    )


def _plain(scope: Scope, start: int, end: int) -> str:
    """What is said outside of brackets."""
    return _BRACKETED.sub(lambda one: " " * len(one[0]), scope.low[start:end])


def _is_sentence(scope: Scope, start: int, end: int) -> bool:
    """Whether there is more than a list of words."""
    plain = _plain(scope, start, end)
    if _HAS_SUBJECT.search(plain):
        return True
    said = scope.text[start:end].rstrip()
    return said.endswith((".", ":")) and ("," not in plain or _VERB.search(plain) is not None)


def _of_sentence(scope: Scope, start: int, end: int) -> list[Found]:
    """What stands behind `we collect the following data:`, `such as` and the like, where it is a list of data."""
    if scope.known.word["negation"].search(_plain(scope, start, min(end, start + 200))):
        return []
    for places in _listed(scope, start, end):
        if members := _data(scope, places):
            return members
    return []


def _listed(scope: Scope, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Where the list of a sentence may stand, the likeliest place first."""
    if (dashes := _BETWEEN_DASHES.search(scope.text, start, end)) is not None:
        yield [dashes.span(1)]
    if (such := _such_as(scope, start, end)) is not None:
        colon = _COLON.search(scope.text, such, end)
        if colon is not None and "," in scope.text[colon.end() : end]:
            yield [(colon.end(), end)]
        yield [(such, end)]
    passive = _PASSIVE[scope.language].match(scope.low, start, end)
    if passive is not None and "," in scope.text[passive.start(1) : passive.end(1)]:
        yield _with_colon(scope, *passive.span(1), end)
    lead = scope.known.word["list_leads"].search(scope.low, start, end)
    colon = _COLON.search(scope.text, start, end)
    if (
        colon is not None
        and "," in scope.text[colon.end() : end]
        and "," not in scope.text[start : colon.start()]
        and _LEADS_TO_LIST.search(scope.low, start, colon.start())
    ):
        yield [(colon.end(), end)]
    if lead is None or _HOW.search(scope.low, max(start, lead.start() - 40), lead.start()):
        return
    colon = _COLON.search(scope.text, lead.end(), end)
    if colon is not None and colon.end() < end - 3:
        yield _with_colon(scope, lead.end(), colon.start(), end)
        yield [(colon.end(), end)]
    yield [(lead.end(), end)]


def _with_colon(scope: Scope, start: int, stop: int, end: int) -> list[tuple[int, int]]:
    """`name, address and order data: items, sums`: what stands before the colon names the list behind it."""
    colon = _COLON.search(scope.text, stop, end)
    if colon is None:
        return [(start, stop)]
    before = list(split_list(scope, start, stop))
    if len(before) < 2:
        return [(colon.end(), end)]
    return [(start, before[-2].end if colon.start() == stop else stop), (colon.end(), end)]


def _bare(scope: Scope, one: Found) -> Found:
    """`only your name` is a name."""
    lead = _BEFORE_DATA.match(scope.text, one.start, one.end)
    if lead is None or lead.end() >= one.end:
        return one
    return found(scope.text, lead.end(), one.end) or one


def _such_as(scope: Scope, start: int, end: int) -> int | None:
    """Where examples begin, outside of brackets, of which there are several."""
    for one in _EXAMPLES[scope.language].finditer(scope.low, start, end):
        if (
            scope.text.count("(", start, one.start()) == scope.text.count(")", start, one.start())
            and "," in scope.text[one.end() : end]
        ):
            return one.end()
    return None


def _in_brackets(scope: Scope, start: int, end: int) -> Iterator[Found]:
    """`the data sent by the form (name, address, phone)`."""
    one = _DATA_IN_BRACKETS.search(scope.low, start, end)
    if one is not None and scope.low.count(",", one.start(1), one.end(1)) > 1:
        yield from split_list(scope, one.start(1), one.end(1))


def sources_of(scope: Scope) -> tuple[Found, ...]:
    """Each source as it is said: an item of a list, or what a sentence says of it."""
    values: list[Found] = []
    for section in scope.about("sources"):
        if section.has("categories") and not _has_tell(scope, section, "sources"):
            continue
        blocks = [one for one in section.blocks if one.language in {"", scope.language}]
        for block in blocks:
            if block.kind in {"item", "row"}:
                values += _of_item(scope, block)
            elif block.kind == "para":
                for start, end in scope.sentences([block]):
                    values += _source(scope, start, end, alone=section.fields == {"sources"})
    if not values:
        for start, end in scope.told("sources"):
            values += _source(scope, start, end, alone=False)
    return _once(values)


def _has_tell(scope: Scope, section: Section, field: str) -> bool:
    return any(scope.known.tells[field].search(scope.low, *place) for place in scope.sentences(section.blocks))


def _source(scope: Scope, start: int, end: int, *, alone: bool) -> Iterator[Found]:
    """What stands behind `the sources are`, else the whole sentence where it speaks of sources."""
    if scope.text[start:end].rstrip().endswith(":"):
        return
    lead = _SOURCES_ARE[scope.language].search(scope.low, start, end)
    if lead is None and not alone and not scope.known.tells["sources"].search(scope.low, start, end):
        return
    value = found(scope.text, lead.end() if lead else start, end)
    if value is not None and len(value.text) < _LONGEST_SOURCE:
        yield value


def _once(values: list[Found]) -> tuple[Found, ...]:
    kept: dict[str, Found] = {}
    for one in sorted(values, key=lambda one: one.start):
        kept.setdefault(one.text.casefold(), one)
    return tuple(kept.values())
