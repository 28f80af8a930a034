"""What a sentence behind a label lists: `Contact form: if you write to us, we collect your name and mail`."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Block
from portal.reading.notice.fields.data.kinds import LABEL, NAMES_DATA, is_data, is_kind, members_of, plain
from portal.reading.notice.fields.data.listed_data import is_bare, parts_of
from portal.reading.notice.fields.data.no_kinds import is_occasion
from portal.reading.notice.fields.data.told_data import of_sentence, of_told, takes_data
from portal.reading.notice.fields.data.told_on import told_on
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.values import Found

_SPEAKS = {
    "fi": re.compile(
        r"(?:jos|kun|mikäli|jotta)\s.*?,|(?:(?!jo(?:ka|tka|ita|ta)\b)\w+\s){0,4}?"
        r"(?:\w{2,}(?:mme|taan|tään|daan|dään)|on|ovat|voi|voivat|lähettää"
        r"|kerää|tallentaa|käsittelee|tarkistaa)\b"
    ),
    "sv": re.compile(
        r"(?:om|när|för att|vid)\s(?:(?:du|ni|man|någon)\s|.*?,)"
        r"|(?:(?:du|ni)\s)?(?:(?!som\b|du\b|ni\b)\w+\s){0,5}?(?:är|kan|kommer|måste"
        r"|används|samlas|behandlas|sparas|lagras|skickas|samlar|sparar|behandlar|använder|skickar|kontrollerar"
        r"|ansluter|hanteras|har)\b"
    ),
    "en": re.compile(
        r"(?:if|when(?:ever)?|once|in order to|to|for|while|as)\s.*?,"
        r"|(?:you\s)?(?:(?!you\b|that\b|which\b|who\b)[\w'’-]+\s){0,6}?"
        r"(?:is|are|was|were|may|can|will|must|does|do|uses?|collects?|stores?|process(?:es)?|sends?|connects?|generates?"
        r"|creates?|has|have|needs?|requires?|checks?|transmits?|receives?|records?|manages?|handles?|keeps?|asks?)\b"
    ),
}
"""A clause, or the verb of a sentence behind its first words."""
_SAYS_SO = {
    "fi": re.compile(r"(?:tämä |näihin )?(?:sisältää|sisältävät|kuuluvat|kuuluu)\s"),
    "sv": re.compile(r"(?:detta |dessa )?(?:omfattar|inkluderar|innefattar|innehåller)\s"),
    "en": re.compile(r"(?:(?:this|these|it) )?(?:includes?|contains?|covers?|comprises?|consists? of)\s"),
}
"""`Device data: includes the name of the device and its system`."""
_WE_TAKE = re.compile(
    r"(?P<occasion>(?:with|if|when|jos|kun|om|när)\s[^.,:]{3,40},\s)?"
    r"(?:(?:we|i) (?:\w+ly )?(?:may|can|collect|store|process|keep|hold|record|save|access|ask for)"
    r"|(?:vi|jag) (?:kan|får|samlar|inhämtar|behandlar|sparar|lagrar|registrerar)|(?:kan|får|samlar|sparar) (?:vi|jag)"
    r"|keräämme|saatamme|voimme|tallennamme|käsittelemme|säilytämme|pyydämme)\b"
)
"""Behind a kind of data, or behind what may be one, it says what of it: the label is the kind."""
WITH_CLAUSE = re.compile(
    r"(?:[\w-]+ ){0,2}[\w-]{4,}(?: (?:och|and) [\w-]{4,})? (?:som |that |which )?(?:vi|du|ni|we|you) \w+"
)
"""`summaries and sums we make for you`: a noun with a clause that says no more than which."""
_WHERE = re.compile(r"(?:where|if|when) (?:you|we|they|relevant|applicable|needed)\b[^,.:;]{0,90},\s")
_ALL_GIVEN = re.compile(
    r"(?:the |all )?(?:personal )?(?:information|data|details) (?:that |which )?(?:you|we|users?) \w+"
    r"|(?:alla |de )?(?:person)?uppgifter(?:na)?,? (?:som )?(?:du|ni|vi) \w+|(?:henkilö)?tiedot,? jo(?:tka|ita) \w+"
)
"""A label that says who gives the data, and not what it is."""
_IS_GENERAL = re.compile(r"(?:this is |the )*(?:information|data) (?:that|which|your|we|about how|automatically)\b")
_LONG, _SEVERAL = 7, 2


def told_behind_label(scope: Scope, block: Block) -> list[Found] | None:
    """What the sentences behind a label list; None where no sentence stands there, or a kind of data stands before it.

    A label that is no kind, as `Contact form`, says where the data is given: the sentence is none either.
    """
    label = LABEL.match(scope.text, block.start, block.end)
    if label is None:
        return _behind_occasion(scope, block)
    places = list(sentences(scope.text, label.end(), block.end))
    value = found(scope.text, *label.span())
    if not places or value is None:
        return None
    whole = found(scope.text, block.start, places[0][1])
    if whole is not None and _ALL_GIVEN.match(scope.low, *label.span()):
        told = [one for place in places for one in of_told(scope, *place, lax=True)]
        return told if len(told) >= _SEVERAL else parts_of(scope, whole, sure=True) or told or None
    if _IS_GENERAL.match(scope.low, *places[0]) and len(places) > 1:
        members = list(_told(scope, places[1:]))
        return members if len(members) >= _SEVERAL else None
    said = _SAYS_SO[scope.language].match(scope.low, *places[0])
    if said is not None:
        members = members_of(scope, [(said.end(), places[0][1])])
        return members if len(members) >= _SEVERAL else None
    if not _is_sentence(scope, *places[0]):
        return None
    is_occasioned = is_occasion(value.text.strip(" :"))
    is_place = is_occasioned or not (is_data(scope, value) or is_kind(scope, value))
    takes = _WE_TAKE.match(scope.low, *places[0])
    if takes is not None and not (is_place and takes["occasion"]):
        return None
    members = list(_told(scope, places))
    is_place = is_occasioned or (is_place and bool(members))
    return members if is_place or len(members) >= _SEVERAL else None


_DETAILS = re.compile(r"(?:your |their |his |her |the )?(?:(?!of\b)[\w-]+ ){1,3}(?:details|particulars|records)\b")
"""`Your bank details e.g. how you pay us` begins with a kind of data, whatever is said behind it."""


def tells_an_act(scope: Scope, start: int, end: int) -> bool:
    """`Check of the key: the app makes a safe connection to us.`: neither label nor sentence names data."""
    label = LABEL.match(scope.text, start, end)
    said = scope.text[label.end() if label is not None else start : end].strip()
    words = plain(scope, label.end() if label is not None else start, end)
    if not said.endswith(".") or len(words.split()) <= _LONG or takes_data(scope, start, end):
        return False
    if WITH_CLAUSE.match(words.strip()) is not None:
        return False
    if _DETAILS.match(words.strip()) is not None:
        return False
    return NAMES_DATA[scope.language].search(scope.low, start, end) is None


def _behind_occasion(scope: Scope, block: Block) -> list[Found] | None:
    """`Where you book a room, dates and number of guests`: what stands behind the occasion, where it names data."""
    occasion = _WHERE.match(scope.low, block.start, block.end)
    value = found(scope.text, occasion.end(), block.end) if occasion is not None else None
    return [value] if value is not None and is_data(scope, value) and is_bare(scope, value.start, value.end) else None


def _told(scope: Scope, places: list[tuple[int, int]]) -> Iterator[Found]:
    for start, end in places:
        members = of_told(scope, start, end, lax=False)
        more = [] if members else of_sentence(scope, start, end) or told_on(scope, start, end)
        yield from members or (more if all(is_kind(scope, one) for one in more) else [])


def _is_sentence(scope: Scope, start: int, end: int) -> bool:
    words = plain(scope, start, end)
    return len(words.split()) > _LONG and _SPEAKS[scope.language].match(words.strip()) is not None
