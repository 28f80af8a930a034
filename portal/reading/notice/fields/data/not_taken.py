"""What a notice names beside the data that it takes: kinds answered `NO`, words defined, and acts."""

import operator
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.data.no_kinds import defines_word
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.values import Found

_ANSWER = re.compile(r"[\s|*]*(?P<no>no|nej|ei|not collected)?(?:yes|ja|kyllä|collected)?[\s|*.]*", re.I)
_ANSWERED_NO = re.compile(r"\t[\s|*]*(?:no|nej|ei|not collected)[\s|*.]*\Z", re.I)
"""A row whose last cell says so."""
_HEADS_COLUMN = re.compile(
    r"[\s|*]*(?:categor(?:y|ies)|examples?|collected|kategori(?:er)?|exempel|samlas in|luokka|ryhmä|esimerkit?"
    r"|kerätään)[\s|*]*"
)
_TAKEN = re.compile(
    r"(?:lagra[rs]|spara[rs]|samla[rs]|behandla[rs]|kerä|tallen|säily|collected|stored|kept|saved|processed)"
)
_FEW = 2
_LONGEST_ANSWER = 16
_HEADS_WORDS = re.compile(
    r"(?:\W|\d){0,9}(?:(?:terminology|terms|definitions?|explanations?|concepts?|glossary|used|key|important|and|of|the|in"
    r"|this|policy|notice|privacy|terms used"
    r"|definitioner(?:na)?|begrepp\w*|ordlista|ordförklaring\w*|förklaring\w*|och|av"
    r"|määritelm\w+|käsittei\w+|käsitteet|termit|termien|sanasto|ja)[\s,&/.:]*){1,8}\Z"
)
_NAMES_WORDS = re.compile(
    r"terminology|definition|glossary|explanation|concept|begrepp|ordlista|ordförk|määritelm|käsitte|termit|sanasto"
)
_IS_DEFINED = re.compile(
    r"(?:\W|\d){0,9}(?!.{0,90}\b(?:we|collect|process|stor|held|kept|vi|behandla|samla|spara|kerä|käsit|tallen))"
    r"(?:what (?:(?:is|are)|counts? as|(?:is|do we|does the law) mean(?:t)? by) (?:a )?(?:personal "
    r"|sensitive )?data\b|what (?:is|are) personal information\b"
    r"|vad (?:är|menas med|räknas som) (?:en )?(?:personuppgift|känslig)|mi(?:kä|tkä|tä) (?:on|ovat) henkilötie)"
)
_ACT = re.compile(
    r"(?:(?:processing|managing|handling|receiving|providing|sending|responding|answering|arranging|maintaining"
    r"|improving|completing|understanding|ensuring|facilitating|delivering|fulfilling|communicating|complying"
    r"|preventing|detecting|protecting|verifying|resolving|administering|developing|performing|conducting|creating"
    r"|personali[sz]ing|optimi[sz]ing|analy[sz]ing|organi[sz]ing|planning|supporting|assisting)"
    r"(?! (?:of|data|information|details|history|preferences?|records?|times?|addresse?s?|numbers?|status|notes?|codes?"
    r"|logs?)\b)"
    r"|facilitation in|access to (?:the|your|this|that)"
    r"|(?:change|correct|delete|update|erase|remove|rectify|amend) (?:that|this|the|it|your|them)"
    r"|via (?:the|our|this|your)|through (?:the|our|this|your))(?:\s|\Z)"
)
"""What is done, with data or else; and none of it."""
_BEHIND_ACT = re.compile(r"(?:\n|: {1,3}|[.;] |[-*•] {1,3})processing (?:the |your )?\Z")
"""`Accounts: Processing payments`: an act without one who does it."""
_NEAR = 30
_SAYS_NOTHING = re.compile(
    r"(?:other |further |additional |similar )(?:personal(?:ly)? (?:identif\w+ )?)?(?:data|information|details)"
    r" (?:that|which) (?:can|may|could|might) (?:be |help |identify ).*"
)
"""`further details that might help identify a guest` is no kind of its own."""


def without_answered(scope: Scope, values: Sequence[Found]) -> list[Found]:
    """The values but for those that a table answers `NO`, its answers, and what is no kind of data."""
    denied = list(_answered_no(scope)) if values else []
    values = [one for one in outside(values, denied) if not _is_defined(scope, one)]
    if scope.language != "en":
        return list(values)
    return [one for one in values if not (_is_act(one.text.casefold()) or _BEHIND_ACT.search(_before(scope, one)))]


_DEFINED_BY = re.compile(
    r"(?:(?:\w+ )?personuppgift(?:er)? (?:avses|menas|är (?:all|alla|sådan\w*|varje|t\.ex\.|till exempel|exempelvis"
    r"|bland annat|uppgifter som kan|information som))|\w*henkilötie(?:dolla|doilla|to|dot) (?:tarkoitetaan|tarkoittaa"
    r"|ovat (?:kaikki\w*|esimerkiksi|sellaisia|tietoja, joi)|on (?:kaikki|esimerkiksi)))\b"
)
"""`By personal data is meant, for example, a name`: what the word means."""
_OF_THE_LAW = re.compile(
    r"\breveal(?:s|ing)? (?:a person['’]s |your |an individual['’]s )?racial (?:or|and) ethnic origin"
    r"|\bavslöjar ras eller etniskt ursprung|\bilmenee rotu\b"
)
"""The words of Art 9(1) for what is sensitive: they say what the word means."""
_DENIED_TAKING = re.compile(
    r"(?:collect|stor|process|record|gather|request|ask|require|samla|lagra|spara|behandla|registrera|kerä|tallen|käsit)"
    r"[^.]{0,40}(?:personal|identif|pii|sensitive|personuppgift|känslig|henkilötie|arkaluon)"
)
_LONGEST_SENTENCE = 400


_EXPLAINS_DENIED = re.compile(
    r"(?:this (?:information )?|such (?:information|data) |it |these |(?:pii|personal(?:ly[ -]identifiable)? (?:data"
    r"|information)(?: \(pii\))?|sensitive (?:data|information)) )(?:may |can |would |could |typically )?"
    r"(?:includes?|means?|is|are|refers? to)\b"
    r"|(?:till )?(?:sådana |känsliga )?personuppgifter (?:är|hör|räknas|omfattar|inkluderar)\b"
    r"|(?:tällaisia |arkaluonteisia )?henkilötietoja (?:ovat|olisivat)\b"
)
"""`PII includes your name` right behind `We collect no PII`: what is not taken."""


def _is_defined(scope: Scope, one: Found) -> bool:
    start = max(0, one.start - _LONGEST_SENTENCE)
    line = scope.low.rfind("\n", start, one.start)
    stop = scope.low.rfind(". ", max(start, line), one.start)
    if _OF_THE_LAW.search(scope.low, max(start, line, stop), one.end) is not None:
        return True
    if _DEFINED_BY.search(scope.low, max(start, line, stop), one.start) is not None:
        return True
    if stop < 0 or not _EXPLAINS_DENIED.match(scope.low, stop + 2, one.start):
        return False
    before = max(start, line, scope.low.rfind(". ", max(start, line), stop))
    denied = scope.known.word["negation"].search(scope.low, before, stop)
    return denied is not None and _DENIED_TAKING.search(scope.low, denied.start(), stop) is not None


def outside(values: Sequence[Found], places: Sequence[tuple[int, int]]) -> list[Found]:
    """The values that begin in none of the places."""
    ends: list[int] = []
    ordered = sorted(places)
    for _, end in ordered:
        ends.append(max(end, ends[-1] if ends else 0))
    starts = [start for start, _ in ordered]
    return [one for one in values if not ((at := bisect_right(starts, one.start)) > 0 and one.start < ends[at - 1])]


def _before(scope: Scope, one: Found) -> str:
    return scope.low[max(0, one.start - _NEAR) : one.start]


def _is_act(low: str) -> bool:
    return _ACT.match(low) is not None or _SAYS_NOTHING.fullmatch(low) is not None


def _answered_no(scope: Scope) -> Iterator[tuple[int, int]]:
    """What stands between two answers, of which the second is `NO`, and each answer itself; a row that ends with one.

    Above the first answer, that is a kind and its examples.
    """
    places = list(_places(scope))
    answers = [number for number, place in enumerate(places) if _answer(scope, *place) is not None]
    if len(answers) < _FEW or not any(_answer(scope, *places[number]) for number in answers):
        answers = []
    last = -1
    for number in answers:
        first = max(last + 1, number - _FEW)
        yield places[first if _answer(scope, *places[number]) else number][0], places[number][1]
        last = number
    yield from (place for place in places if answers and _HEADS_COLUMN.fullmatch(scope.low, *place))
    for section in scope.sections:
        for block in section.blocks:
            if block.kind == "row" and _ANSWERED_NO.search(scope.text, block.start, block.end):
                yield block.start, block.end
            elif _asks_if_taken(scope, section) and _answer(scope, block.start, block.end):
                yield scope.text.rfind("\n", 0, block.start) + 1, block.end


def _asks_if_taken(scope: Scope, section: Section) -> bool:
    """Whether the head of a column asks so: `Stored`; one that asks `Outside the EU` denies no data."""
    return section.is_column and section.head is not None and _TAKEN.match(scope.low, *section.head) is not None


def _places(scope: Scope) -> Iterator[tuple[int, int]]:
    for section in scope.sections:
        if section.head is not None:
            yield section.head
        for block in section.blocks:
            yield block.start, block.end


def _answer(scope: Scope, start: int, end: int) -> bool | None:
    """Whether a block is `NO`, and nothing where it is no answer."""
    if end - start > _LONGEST_ANSWER or (said := _ANSWER.fullmatch(scope.text, start, end)) is None:
        return None
    return said["no"] is not None if any(one.isalpha() for one in scope.text[start:end]) else None


def without_explained(scope: Scope) -> Scope:
    """The sections but for one that explains words and what stands in it behind labels of its own.

    No label of its own is a question, nor what stands behind it where it is but a label itself.
    """
    kept: list[Section] = []
    explained, is_heading = False, False
    for section in scope.sections:
        explains = explains_words(scope, section) or defines_word(scope, section)
        is_heading = not section.inline if explains else is_heading
        goes_on = explained and is_heading and section.inline and not _asks(scope, section)
        explained = explains or goes_on
        kept += [] if explained else [_without_definitions(scope, section)]
    is_same = len(kept) == len(scope.sections) and all(map(operator.is_, kept, scope.sections))
    return scope if is_same else replace(scope, sections=tuple(kept))


def _without_definitions(scope: Scope, section: Section) -> Section:
    """The section without what stands below a small heading that asks what personal data is."""
    kept: list[Block] = []
    defines = False
    for block in section.blocks:
        defines = _IS_DEFINED.match(scope.low, block.start, block.end) is not None if block.kind == "sub" else defines
        kept += [] if defines else [block]
    return section if len(kept) == len(section.blocks) else replace(section, blocks=tuple(kept))


def _asks(scope: Scope, section: Section) -> bool:
    return section.head is not None and scope.text[slice(*section.head)].rstrip().endswith("?")


def explains_words(scope: Scope, section: Section) -> bool:
    """`What is personal data?` and `Terms and definitions`: what words mean, and nothing that is kept."""
    if section.head is None:
        return False
    head = scope.low[slice(*section.head)].strip()
    if _IS_DEFINED.match(head) or section.fields - {"other"}:
        return _IS_DEFINED.match(head) is not None
    return _HEADS_WORDS.match(head) is not None and _NAMES_WORDS.search(head) is not None
