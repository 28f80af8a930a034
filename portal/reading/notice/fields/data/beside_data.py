"""What stands in a section on data and is none: what else is said of the data, and what is not taken."""

import itertools
import re
from collections.abc import Iterator, Sequence

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.data.kinds import LABEL, is_kind, plain
from portal.reading.notice.fields.data.listed_data import is_bare
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.headings import about
from portal.reading.notice.sentences import found
from portal.reading.notice.tongues.asking import asked_in

_SAID_OF_DATA = frozenset({"purposes", "bases", "retention"})
"""What a notice says of each kind of data, beside its name."""
_MOSTLY = 0.7
_HEADS_COLUMN = re.compile(
    r"(?:(?:data)?kategori(?:er)?|(?:uppgifts|data)?typ(?: av (?:uppgift|data))?|(?:person)?uppgift(?:er)?"
    r"|(?:henkilö)?tie(?:to|dot)"
    r"|(?:tieto)?(?:ryhmä|tyyppi|luokka|laji)|(?:data )?categor(?:y|ies)|(?:type of )?(?:personal )?(?:data"
    r"|information)|data (?:type|point|element|field)s?|(?:data|uppgifts)punkt(?:er)?|tietokohta"
    r"|what|mitä|vad)[ \t]*\t"
)
_FEW_LETTERS = 45
_FIRST_CLAUSE = re.compile(r"[.,;–—(]")
_CLAUSE_ON_KIND = re.compile(r",\s(?:jo(?:ta|nka|lla|ita|iden|hon|ka)|som|which|that we|with which)\s")
_NOT_ASKED = re.compile(r"pakolli|vaadit|obligator|krävs|nödvänd|mandator|required|needed|compulsor|only|endast|vain")
"""`not required` is said of data that is taken where it is given."""
_NO_DATA = re.compile(
    r"\b(?:inga|no|any|mitään|några) (?:personal |personlig\w+ )?"
    r"(?:data|information|(?:person)?uppgifter|(?:henkilö)?tietoja)\b"
)
_OF_PEOPLE = re.compile(
    r"\b(?:keiden|kenen|keistä|kenestä|ketä|keitä|henkilöryhm\w+|rekisteröityjen ryhm\w+|vems|vilka personer"
    r"|kategorier av registrerade|whose|categories of data subjects)\b"
)
"""What heads a list of those of whom data is kept."""
_LONGEST_HEAD = 90
_TIME = re.compile(
    r"(?:\d+|yhden|yksi|kaksi|en|ett|två|one|two)\s?(?:\([\w ]+\)\s)?(?:vuo|kuukau|päiv|viiko|minuut|tun|år|månad|dag"
    r"|veck|minut|timm|year|month|day|week|hour|minute)|\b(?:kunnes|tills|until)\b"
)


_LONGEST_TITLE = 60
_ASKS_ELSE = ("categories", "recipients", "retention", "rights", "controller", "security", "transfers", "sources")
_TELLS_HOW = re.compile(
    r"(?:vem|vart|hur|varför|varifrån|så|vad (?:vi|de|den|det|uppgift\w*|dom)) "
    r"(?!.*\b(?:du|ni|din|ditt|sparar|samlar|antecknar|noterar|har|vet|registrerar|behandlar)\b)"
)
"""`How the data comes in`, `What we hand on`: a Swedish line on aught else than which data there is."""


def without_asides(scope: Scope, blocks: Sequence[Block]) -> list[Block]:
    """The blocks without purpose, basis and time of the data above them, without people and what is not taken."""
    kept: list[Block] = []
    denied, asks_whose, elsewhere, uses = False, False, False, _uses(scope, blocks)
    for block, below in itertools.zip_longest(blocks, blocks[1:]):
        if below is not None and (asked := _title_asks(scope, block, below)) is not None:
            elsewhere = asked != "categories"
            continue
        if elsewhere:
            continue
        if block.kind == "sub":
            denied = _denies(scope, block.start, block.end)
        if block.kind in {"sub", "para"}:
            of_people = _OF_PEOPLE.search(scope.low, block.start, min(block.end, block.start + _LONGEST_HEAD))
            asks_whose = of_people is not None and below is not None and below.kind == "item"
        if asks_whose:
            continue
        if not (denied or block in uses or (block.kind in {"item", "row"} and _says_else(scope, block))):
            kept.append(block)
    return kept


def _title_asks(scope: Scope, block: Block, below: Block) -> str | None:
    """What a line above a paragraph asks for, though no heading: `Who else sees it`; None where it is no such line."""
    said = scope.low[block.start : block.end].strip()
    is_line = block.kind in {"para", "item"} and len(said) <= _LONGEST_TITLE and not said.endswith((".", ":", ",", ";"))
    if not is_line or below.kind != block.kind or below.end - below.start <= _LONGEST_TITLE:
        return None
    asked = asked_in(said)
    if asked is not None and asked[1] == scope.language and asked[0] in _ASKS_ELSE:
        return asked[0]
    return "other" if block.kind == "para" and _TELLS_HOW.match(said) else None


def _uses(scope: Scope, blocks: Sequence[Block]) -> set[Block]:
    """Items such as `Bookings and support (contract).`: uses and their bases, most of which name no data."""
    ends = {
        one: basis.start()
        for one in blocks
        if one.kind == "item"
        and (basis := _ENDS_IN_BRACKET.search(scope.low, one.start, one.end)) is not None
        and any(said.match(basis[1]) for said in scope.known.bases.values())
    }
    named = [one for one, end in ends.items() if _IS_DATA.search(scope.low, one.start, end)]
    return set(ends) if len(ends) > 1 and len(named) * 2 <= len(ends) else set()


_IS_DATA = re.compile(
    r"\b(?:names?|address(?:es)?|numbers?|data|details|information)\b|uppgift|namn\b|adress|nummer"
    r"|tieto|tiedot|nimi\b|osoit|numer"
)
_ENDS_IN_BRACKET = re.compile(r"\s\(([^()\n]{4,80})\)\W*\Z")
_TAKEN = re.compile(
    r"\b(?:we|i|app|site|website|vi|jag|appen|webbplatsen|emme|ei|sovellus)\b[^,;]{0,40}"
    r"(?:collect|access|stor|record|gather|track|samla|lagra|spara|registrera|kerä|tallen|käsit)"
    r"|\b(?:ei ylläpidä|ei ole|för inget|har (?:inget|ingen|inga)|has no|does not (?:have|keep|maintain))\b"
)


def denies_data(scope: Scope, section: Section) -> bool:
    """Whether its heading says that what is below is not taken: `What we do not collect`."""
    return section.head is not None and not section.inline and _denies(scope, *section.head)


def tells_times(scope: Scope, section: Section) -> bool:
    """Whether most of its items say how long something is kept: they are of the section on retention above."""
    labels = [
        (label.end(), block.end)
        for block in section.blocks
        if block.kind == "item" and (label := LABEL.match(scope.text, block.start, block.end)) is not None
    ]
    timed = [1 for start, end in labels if _TIME.search(scope.low, start, end)]
    items = [one for one in section.blocks if one.kind == "item"]
    return len(timed) > 1 and len(timed) * 2 > len(items)


def is_denied(scope: Scope, block: Block) -> bool:
    """`History of pages: the app does not follow you`: what is said of a kind of data is first that it is not taken."""
    label = LABEL.match(scope.text, block.start, block.end)
    if label is None:
        return False
    said = _FIRST_CLAUSE.split(scope.low[label.end() : block.end], maxsplit=1)[0]
    denial = scope.known.word["negation"].search(said)
    return denial is not None and denial.start() < _FEW_LETTERS and _NOT_ASKED.search(said) is None


def not_taken(scope: Scope, block: Block) -> bool:
    """`We do not collect any usage data.`: a paragraph that begins by saying that nothing is taken."""
    said = scope.low[block.start : block.end].split(".", 1)[0]
    return scope.known.word["negation"].search(said) is not None and _TAKEN.search(said) is not None


def is_kind_with_clause(scope: Scope, block: Block) -> bool:
    """`Telephone number, which is used to send a message.`: a kind of data, and a clause on it."""
    clause = _CLAUSE_ON_KIND.search(scope.low, block.start, block.end)
    kind = found(scope.text, block.start, clause.start()) if clause is not None else None
    return kind is not None and is_kind(scope, kind)


def denied_part(scope: Scope, start: int, end: int) -> int | None:
    """Where the label ends of `Payment details: our bank handles them, we never store cards`: a part is not stored."""
    label = LABEL.match(scope.text, start, end)
    if label is None:
        return _before_denying_sentence(scope, start, end)
    stop = scope.text.find(". ", label.end(), end)
    if stop > 0 and "," in scope.text[label.end() : stop] and is_bare(scope, label.end(), stop):
        return stop
    value = found(scope.text, start, label.end())
    said = plain(scope, label.end(), end)
    first = _FIRST_CLAUSE.split(said, maxsplit=1)[0]
    if value is None or not is_kind(scope, value) or scope.known.word["negation"].search(first):
        return None
    if _NO_DATA.search(said):
        return None
    return label.end()


def _before_denying_sentence(scope: Scope, start: int, end: int) -> int | None:
    """Where the sentence ends of `Payment details and the sum. We never store card numbers`."""
    stop = scope.text.find(". ", start, end)
    first = found(scope.text, start, stop) if stop > 0 else None
    if first is None or _denies(scope, start, stop) or not is_kind(scope, first):
        return None
    return stop if _DENIES_PART.match(scope.low, stop + 2, end) else None


_DENIES_PART = re.compile(
    r"(?:we|i) (?:do not|don['’]t|never) (?:\w+ly )?(?:store|keep|collect|see|hold|process|receive|save|have access to)"
    r" (?!(?:it|this|these|them|that|any|such)\b)\w"
)


def _denies(scope: Scope, start: int, end: int) -> bool:
    return scope.known.word["negation"].search(scope.low, start, end) is not None


def _says_else(scope: Scope, block: Block) -> bool:
    """`Purpose: to deliver your order`, or `Purpose` in the first cell of a row."""
    label = LABEL.match(scope.text, block.start, block.end)
    tab = scope.text.find("\t", block.start, block.end) if block.kind == "row" else -1
    end = label.end() if label is not None else tab
    if end < 0:
        return False
    said = about(scope.text[block.start : end].rstrip(" :\t"), scope.language)
    return bool(said.fields) and said.fields <= _SAID_OF_DATA and said.covered > _MOSTLY


def rows_name_data(scope: Scope, blocks: Sequence[Block]) -> bool:
    """Whether the first cells of most rows are kinds of data."""
    cells = list(_first_cells(scope, blocks))
    values = [value for start, end in cells if (value := found(scope.text, start, end)) is not None]
    return sum(is_kind(scope, one) for one in values) * 2 >= len(cells) > 0


def _first_cells(scope: Scope, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    for block in blocks:
        if block.kind == "row" and (tab := scope.text.find("\t", block.start, block.end)) > 0:
            yield block.start, tab


def is_header(scope: Scope, block: Block) -> bool:
    """A row that heads the columns of a table: `Data, kept for`."""
    said = about(scope.text[block.start : block.end], scope.language)
    if block.kind == "row" and _HEADS_COLUMN.match(scope.low, block.start):
        return True
    if any(is_kind(scope, one) for place in _first_cells(scope, [block]) if (one := found(scope.text, *place))):
        return False
    return bool(said.fields - {"categories", "contact"}) and said.covered > _MOSTLY
