"""What a line says as a heading: of which fields, in which language, and where its own value begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from portal.reading.notice.lines import Line
from portal.reading.notice.tongues.asking import asked_by, asked_in
from portal.reading.notice.tongues.speaking import TONGUES, folded, patterns

_LONGEST = 110
_LONGEST_LABEL = 75
_LONGEST_ASKED = 24
_DENIES = re.compile(r"\b(?:emme|ei|en|inte|aldrig|not|never|don't|doesn't)\b")
"""What is not taken is no list of what is."""
_IS_LEAD = re.compile(
    r"(?:when(?:ever)?|if|once|after|om|när|då|ifall|efter att|kun|jos|mikäli|silloin kun)\s[^:]*,\s"
    r"(?:(?:then |så |niin )?(?:we|i|vi|jag|me)\b|[^,:]*\b(?:sparar|samlar|behandlar|lagrar|ber|får|registrerar) vi\b"
    r"|\w+(?:mme|taan|tään|daan|dään|llaan|llään)\b)[^,:]*:?\s*"
)
"""`When you book, we process:` leads to what follows, and heads nothing."""
_SURE = 0.6
"""How much of a heading has to be known for a question to ask for nothing else."""
_ALONE = ("changes", "cookies", "automated", "other")
"""Fields that nothing else is read from: where a heading is about one of these, it is about nothing else."""
_WHAT_IS_KEPT = re.compile(
    r"(?:\W|\d)*(?:vad|det här|detta|(?:vilka|följande) (?:person)?uppgifter|what|which (?:data|information)"
    r"|mitä(?: tietoja)?)"
    r"(?: som| is| data is| information is| gets?)? (?:sparas|lagras|stored|kept|saved"
    r"|säilytetään|tallennetaan|tallentuu|(?:vi|jag|\w{3,}(?:en|et)) (?:sparar|lagrar))\b"
    r"(?!.*(?:hur länge|när|var\b|how long|when|where|kuinka|miten|missä))"
)
"""`What is stored` asks what, and neither how long nor where."""
_JOINS = re.compile(r"(?<!\w)(?:and|och|samt|ja|sekä|what|which|vilka|vad|mitä|mitkä)(?!\w)|[&/]")
_ANSWERS_FOR = re.compile(r"\b(?:for|of|för|av|responsible|ansvar\w+)\b")
_PERSON = re.compile(r"henkilö|person|taho|piste|hoita|edusta|represent")
_ERASURE = re.compile(r"(?:data )?(?:deletion|erasure|radering|rensning|removal)")
"""What else than keeping a heading names that is on the end of the data: `Storage and erasure`."""
_SIGNS = " \t\xa0/&,;:.?!()-–—*_\"'’”“§|#"

_ASKS_WHAT_IS_DONE = re.compile(
    r"(?:\W|\d)*(?:do|does|is|are|can|could|may|will|how|why|who|with whom"
    r"|where|when|(?:the )?ways?|hur|varför|vem|vilka|var|när|delar"
    r"|säljer|miten|miksi|mihin|kenelle|kuka|missä|milloin|kuinka|luovut\w+|jaam?\w+)\b"
)
_ASKS_WHICH = re.compile(
    r"\b(?:what|(?<!in )which|vad|vilk(?:en|et|a) (?:\w+ )?(?:typ\w* av )?(?:\w*uppgifter"
    r"|information|data)|mitä|mitkä|millaisia)\b"
)
"""`Do we share the information we collect?` is about whom it is shared with, and names the data only as what it is."""
_ASKS_WHAT_FOR = re.compile(r"(?:\W|\d)*what (?:is |are )?(?:the|your|this|our|it|that|we)\b[^?]*\bfor\W*\Z")
"""`What the data is needed for` asks for the purpose."""
_BARE_LEAD = re.compile(
    r"(?:we|i|vi|jag) (?:also |även |också )?\w+(?: in)?:|(?:käsittele|tallenna|kerää|kirjaa|säilytä)mme:"
)
"""`We store:` leads to the list below it and heads nothing."""
_ENDED = re.compile(r"(?<=[a-zåäö]{3})\. +(?=[A-ZÅÄÖ])")
"""Where a sentence ends and another begins: no label reaches over it."""
_GOES_ON = re.compile(r"[ \xa0]*(?:(?:ja|sekä|och|samt|and)\b|[&/])")
"""What follows bold words that are the first of several, and no label."""
_ARTICLES = re.compile(
    r"(?<=\w)[ \xa0]{0,3}[(\[–—-]?[ \xa0]?(?:GDPR,? |EU )?(?:[Aa]rt(?:icles?|\.|ikel|ikla)"
    r"|Artt?\.?)[ \xa0]?\d[\d().,/a-z \xa0–-]{0,24}"
    r"(?:(?:of the |i )?(?:GDPR|UK GDPR|DSGVO|dataskyddsförordningen))?[)\]]?\Z"
)
"""`Your rights (Art. 15–22 GDPR)`, and `Your rightsArt. 15` where a page had it in a box of its own."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The fields that it is about (none where it is a heading of something else), and where its value begins."""

    fields: frozenset[str]
    language: str
    value: int


@dataclass(frozen=True, slots=True)
class _Said:
    fields: frozenset[str]
    language: str
    covered: float


def label_of(text: str, line: Line) -> tuple[int, str, str] | None:
    """A label of a word or two that asks of one field, as `Why` in a card: where it ends, field and language."""
    for end, _value, _least in _labels(text, line):
        if (asked := asked_by(folded(text[line.start : end]))) is not None:
            return end, *asked
    return None


def heading_of(
    text: str, line: Line, language: str, *, in_list: bool = False, in_cards: bool = False
) -> Heading | None:
    """The heading that a line is, or begins with; None where it is none.

    `in_cards` says that labels of a word or two part the text: `Why: ...`, `How long: ...`.
    """
    if not line.head and _BARE_LEAD.match(folded(text[line.start : min(line.end, line.start + _LONGEST)])):
        return None
    if in_cards and (label := label_of(text, line)) is not None:
        return Heading(frozenset({label[1]}), label[2], _after(text, label[0], line.end))
    if _IS_LEAD.match(folded(text[line.start : line.end])) and not line.head and _leads(text, line):
        return None
    for end, value, least in _labels(text, line):
        said = about(text[line.start : end], language)
        is_item = in_list and (line.mark == "bullet" or (line.mark and said.fields == frozenset({"categories"})))
        if said.fields and said.covered >= least and not is_item:
            return Heading(said.fields, said.language, value)
        if line.label_end == end and text[end - 1] == "?" and (asked := asked_in(folded(text[line.start : end]))):
            return Heading(frozenset({asked[0]}), asked[1], value)
    if line.end - line.start > (2 * _LONGEST if line.head else _LONGEST):
        return None
    whole = text[line.start : line.end]
    bare = _ARTICLES.sub("", whole)
    has_article = bare != whole and bool(about(bare, language).fields - {"other"} or asked_in(folded(bare)))
    whole = bare if has_article else whole
    if "\t" in whole and not line.head:
        return None  # a row of a table, of which the label alone could be one
    if line.head and whole.endswith(".") and whole.count(" ") > 2 and not line.number:
        return None
    said = about(whole, language)
    if "categories" in said.fields and _DENIES.search(folded(whole)) and (line.head or whole.endswith("?")):
        return Heading(frozenset(), said.language, line.end)
    is_asked = line.head or has_article or whole.endswith("?")
    asked = asked_in(folded(whole)) if said.covered <= _SURE and is_asked else None
    if asked is not None and (line.head or (not line.mark and whole[0].isupper())):
        return Heading(frozenset({asked[0]}), asked[1], line.end)
    if line.head:
        return Heading(said.fields if said.covered > 0.42 else frozenset(), said.language, line.end)
    if line.mark == "bullet" or not _stands_alone(whole, line):
        return None
    least = 0.6 if line.mark == "number" or whole.isupper() or has_article else 0.72 if line.after_blank else 0.85
    if said.fields and said.covered >= least:
        return Heading(said.fields, said.language, line.end)
    return None


def _leads(text: str, line: Line) -> bool:
    """Whether all before the first colon is a clause and what is done then."""
    colon = _colon(text, line.start, line.end, line.end)
    return colon > 0 and _IS_LEAD.fullmatch(folded(text[line.start : colon])) is not None


def _labels(text: str, line: Line) -> Iterator[tuple[int, int, float]]:
    """Where a label may end, where its value begins, and how much of it has to be known."""
    limit = min(line.end, line.start + _LONGEST_LABEL)
    if (tab := text.find("\t", line.start, limit)) > 0 and text.count("\t", line.start, line.end) == 1:
        yield tab, _after(text, tab, line.end), 0.7
    if line.label_end and line.start < line.label_end <= limit and not _GOES_ON.match(text, line.label_end, line.end):
        end = line.label_end
        yield end, _after(text, end, line.end), 0.6
    colon = _colon(text, line.start, min(line.end, limit + 1), line.end)
    if colon > 0 and _ENDED.search(text, line.start, colon) is None:
        yield colon, _after(text, colon, line.end), 0.7 if line.mark != "bullet" else 0.9
    if (mark := text.find("? ", line.start, min(limit, line.start + _LONGEST_ASKED))) > 0:
        yield mark, _after(text, mark + 1, line.end), 0.9
    for sign in (" – ", " - ", " — "):
        if (dash := text.find(sign, line.start, limit)) > 0:
            yield dash, _after(text, dash, line.end), 0.9


def _colon(text: str, start: int, limit: int, end: int) -> int:
    """The first colon that ends a word of its own: not that of `EU:n`, `T:mi` or of an address."""
    while (colon := text.find(":", start, limit)) > 0:
        if colon + 1 >= end or text[colon + 1].isspace() or text[colon + 1].isupper():
            return colon
        start = colon + 1
    return -1


def _after(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " \t\xa0:–—-*":
        at += 1
    return at


def _stands_alone(whole: str, line: Line) -> bool:
    """Short, without the end of a sentence, and begun like a heading."""
    is_label = len(whole) < 45 and whole.count(" ") < (5 if line.number else 2)
    if whole.endswith((",", ";")) or (whole.endswith(".") and not is_label) or ". " in whole or "@" in whole:
        return False
    most = 18 if whole.endswith("?") else 13
    return (whole[0].isupper() or bool(line.number)) and whole.count(" ") < most


@lru_cache(maxsize=4096)
def about(heading: str, language: str = "") -> _Said:
    """What a heading's words are about; of two languages that know as much, `language` counts."""
    low = folded(" ".join(heading.split()))
    best = _Said(frozenset(), language, 0.0)
    for code in (language, *TONGUES) if language in TONGUES else TONGUES:
        said = _in_language(low, code)
        if said.fields and (said.covered > best.covered + 0.001 or not best.fields):
            best = said
    return best


def _in_language(low: str, code: str) -> _Said:
    known = patterns(code)
    covered = [one in _SIGNS or one.isdigit() for one in low]
    signs = sum(covered)
    fields: dict[str, tuple[int, int]] = {}
    for field, pattern in known.headings.items():
        for found in pattern.finditer(low):
            if found.end() > found.start():
                fields[field] = (found.start(), max(found.end(), fields.get(field, (0, 0))[1]))
                covered[found.start() : found.end()] = [True] * (found.end() - found.start())
    if not fields:
        return _Said(frozenset(), code, 0.0)
    own = sum(covered) - signs
    for found in known.fillers.finditer(low):
        covered[found.start() : found.end()] = [True] * (found.end() - found.start())
    letters = max(1, len(low) - signs)
    share = (sum(covered) - signs) / letters
    return _Said(_chosen(low, _without_attribute(low, fields)), code, share if own else 0.0)


def _without_attribute(low: str, fields: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """`The purpose of the data processed`, in Finnish with the data in the genitive before it, is about its purpose."""
    start, end = fields.get("categories", (0, 0))
    behind = [other for field, (other, _) in fields.items() if field != "categories"]
    if low[start:end].endswith("tietojen") and end + 1 in behind:
        return {field: place for field, place in fields.items() if field != "categories"}
    return fields


def _chosen(low: str, fields: dict[str, tuple[int, int]]) -> frozenset[str]:
    for one in _ALONE:
        if one in fields and not (one == "other" and len(fields) > 1 and _longer(fields, one)):
            return frozenset({one})
    if "controller" in fields and "contact" in fields and fields["controller"][0] == 0 and fields["contact"][0] > 0:
        fields = _of_one_of_both(low, fields)
    if "controller" in fields and "contact" in fields and _is_within(fields["controller"], fields["contact"]):
        fields = {field: place for field, place in fields.items() if field != "controller"}
    if _WHAT_IS_KEPT.match(low):
        fields = {field: place for field, place in fields.items() if field not in {"retention", "transfers"}}
    if "categories" in fields and _ASKS_WHAT_IS_DONE.match(low) and not _ASKS_WHICH.search(low):
        fields = {field: place for field, place in fields.items() if field != "categories" or fields.keys() == {field}}
    if "purposes" in fields and _ASKS_WHAT_FOR.match(low):
        fields = {field: place for field, place in fields.items() if field != "categories"}
    if _is_of_the_controller(low, fields):
        fields = {field: place for field, place in fields.items() if field != "categories"}
    if "register" in fields and len(fields) > 1:
        fields = _without_plain_register(fields)
    if "retention" in fields and "rights" in fields and _ERASURE.fullmatch(low, *fields["rights"]):
        fields = {field: place for field, place in fields.items() if field != "rights"}
    return frozenset(fields) - {"other"} or frozenset({"other"})


def _is_within(short: tuple[int, int], long: tuple[int, int]) -> bool:
    """`Representative of the controller` is no controller."""
    return long[0] <= short[0] and short[1] <= long[1] and short != long


def _is_of_the_controller(low: str, fields: dict[str, tuple[int, int]]) -> bool:
    """`The controller, responsible for your personal data is` names the data only to say who answers for it."""
    controller, data = fields.get("controller"), fields.get("categories")
    if controller is None or data is None or controller[0] >= data[0]:
        return False
    return (
        _JOINS.search(low, controller[0], data[0]) is None
        and _ANSWERS_FOR.search(low, controller[0], data[0] + 1) is not None
    )


def _of_one_of_both(low: str, fields: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """`The controller's contact person` is about the contact, its `contact details` about the controller."""
    start, end = fields["contact"]
    if start - fields["controller"][1] != 1:
        return fields
    dropped = "controller" if _PERSON.search(low, start, end) else "contact"
    return {field: place for field, place in fields.items() if field != dropped}


def _without_plain_register(fields: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """`Person in charge of the register` is not about the register's name."""
    start, end = fields["register"]
    return {field: place for field, place in fields.items() if field != "register" or end - start > 12}


def _longer(fields: dict[str, tuple[int, int]], one: str) -> bool:
    length = fields[one][1] - fields[one][0]
    return any(end - start >= length for field, (start, end) in fields.items() if field != one)
