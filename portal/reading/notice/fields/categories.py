"""The data itself: categories as the notice lists them (Art 14(1)(d)), and where they come from."""

import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.lists import split_list
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found
from portal.reading.notice.values import Found

_FOR_A_USE = re.compile(r"[^:\n]{3,60}:\s+([^:\n–—]{3,200}?)\s[–—]\s")
_DATA_IN_BRACKETS = re.compile(
    r"(?:tiedot|tietoja|uppgifter|data|information|form|lomake\w*|formulär\w*)\s\(([^()\n]{8,200})\)"
)
_EXAMPLES = {
    "fi": re.compile(r"(?<!\w)(?:kuten|esimerkiksi|esim\.?|mm\.?|muun muassa)\s"),
    "sv": re.compile(r"(?<!\w)(?:såsom|t\.?\s?ex\.?|till exempel|exempelvis|bland annat|bl\.?\s?a\.?|i form av)\s"),
    "en": re.compile(
        r"(?<!\w)(?:such as|including|e\.g\.?|for example|for instance|like|namely)[\s,]+(?:but not limited "
        r"to:?\s)?"
    ),
}
_PASSIVE = {
    "fi": re.compile(r"(?!)"),
    "sv": re.compile(r"(.{5,300}?)\s(?:lagras|registreras|sparas|behandlas|samlas in)\b"),
    "en": re.compile(r"(.{5,300}?)\s(?:is|are|may be|will be)\s(?:stored|collected|recorded|processed|gathered)\b"),
}
_SOURCES_ARE = {
    "fi": re.compile(r"tietolähte\w+ (?:\w+ )?(?:ovat|on|käytetään|toimi\w+)\s*:?\s*"),
    "sv": re.compile(r"käll\w+ (?:för \w+ )?är\s*:?\s*"),
    "en": re.compile(r"sources?(?: of [\w ]{3,30})? (?:are|is)\s*:?\s*"),
}
_LONGEST_SOURCE = 600
_LONGEST_ITEM = 220
_SENTENCE = re.compile(r"[.!?]\s+[A-ZÅÄÖ]")
_COLON = re.compile(r":\s")


def categories_of(scope: Scope) -> tuple[Found, ...]:
    """Each kind of data once, in the order of the text (Art 14(1)(d))."""
    values: list[Found] = []
    for section in scope.about("categories"):
        values += _of_section(scope, section)
    for section in scope.sections:
        if not section.fields or section.fields == frozenset({"other"}):
            for start, end in scope.sentences(section.blocks):
                told = not scope.about("categories") and scope.known.tells["categories"].search(scope.low, start, end)
                values += (list(_of_sentence(scope, start, end)) if told else []) or _in_brackets(scope, start, end)
    return _once(values)


def _of_section(scope: Scope, section: Section) -> Iterator[Found]:
    blocks = [one for one in section.blocks if one.language in {"", scope.language}]
    has_items = any(one.kind in {"item", "row"} for one in blocks)
    short = [one for one in blocks if one.kind == "para" and _is_short(scope, one)]
    for block in blocks:
        if block.kind in {"item", "row"} or block in short and len(short) > 1:
            yield from _of_item(scope, block)
        elif block.kind == "para":
            for start, end in scope.sentences([block]):
                taken = (
                    list(_of_sentence(scope, start, end)) if not has_items or _names_examples(scope, start, end) else []
                )
                yield from taken
                if (
                    not taken
                    and not has_items
                    and (len(blocks) == 1 or section.inline)
                    and not _is_sentence(scope, start, end)
                ):
                    yield from split_list(scope, start, end)


def _is_short(scope: Scope, block: Block) -> bool:
    """A line that is an item without a bullet."""
    said = scope.text[block.start : block.end].strip()
    return len(said) < 90 and not said.endswith((".", ":", "!", "?")) and "\n" not in said and said.count(",") < 3


def _names_examples(scope: Scope, start: int, end: int) -> bool:
    return scope.text[start:end].count(",") > 1 and scope.text[start:end].rstrip()[-1:] != ":"


def _of_item(scope: Scope, block: Block) -> Iterator[Found]:
    end = block.end
    if block.kind == "row" and (tab := scope.text.find("\t", block.start, end)) > 0:
        end = tab
    if (stop := _SENTENCE.search(scope.text, block.start, end)) is not None:
        end = stop.start()
    if (use := _FOR_A_USE.match(scope.text, block.start, end)) is not None:
        yield from split_list(scope, use.start(1), use.end(1))
        return
    value = found(scope.text, block.start, end)
    if value is not None and len(value.text) <= _LONGEST_ITEM:
        yield value


def _is_sentence(scope: Scope, start: int, end: int) -> bool:
    """Whether there is more than a list of words."""
    return scope.text[start:end].rstrip().endswith((".", ":")) and "," not in scope.text[start:end]


def _of_sentence(scope: Scope, start: int, end: int) -> Iterator[Found]:
    """What stands behind `we collect the following data:` and the like."""
    if scope.known.word["negation"].search(scope.low, start, min(end, start + 200)):
        return
    lead = scope.known.word["list_leads"].search(scope.low, start, end)
    passive = _PASSIVE[scope.language].match(scope.low, start, end)
    if (
        passive is not None
        and scope.text[passive.start(1) : passive.end(1)].count(",") > 0
        and passive.end(1) - start > 12
    ):
        yield from split_list(scope, passive.start(1), passive.end(1))
        if (colon := _COLON.search(scope.text, passive.end(1), end)) is not None:
            yield from split_list(scope, colon.end(), end)
        return
    if lead is None:
        return
    first = lead.end()
    if (such := _such_as(scope, first, end)) is not None:
        yield from split_list(scope, such, end)
        return
    if (colon := _COLON.search(scope.text, first, end)) is not None and colon.end() < end:
        yield from list(split_list(scope, first, colon.start()))[:-1]
        first = colon.end()
    yield from split_list(scope, first, end)


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
    for one in values:
        kept.setdefault(one.text.casefold(), one)
    return tuple(kept.values())
