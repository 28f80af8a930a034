"""The names of registers, one or several, and which sections are which one's."""

import itertools
import re
from collections.abc import Iterator

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.registers import registers_repeated, registers_titled, registers_told
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.sentences import found, sentences
from portal.reading.notice.tongues.speaking import TONGUES
from portal.reading.notice.values import Found

_REGISTER = re.compile(r"rekisteri(?:t|ä)?\b|register\b|registret\b|registers\b|file\b", re.I)
_PAIR = 2
_AND = {code: re.compile(rf"(?<![-–])\s(?:{tongue.and_words})\s|,\s(?!-)", re.I) for code, tongue in TONGUES.items()}
_LEAD = re.compile(
    r"(?:(?:tämän )?rekisterin nimi on|registrets namn är|the name of the register is|rekisteri on|name is|on|är|is)"
    r"\s+",
    re.I,
)
_COVERS = re.compile(r"(?:tämä )?(?:(?:tietosuoja|rekisteri)?seloste) koskee\s+", re.I)
_LISTED = re.compile(
    r"[^:.\n]{0,80}\b(?:rekisterit|rekisterimme|rekistereitä|rekisteriä"
    r"|register|registren|registers|registries)(?: \w+)?: (?=\S)",
    re.I,
)
_COMMA = re.compile(r",? (?:ja|sekä|och|samt|and) |[,;] ")
_SAYS = re.compile(r"\b(?:muodostuu|koostuu|sisältää|består av|innehåller|consists of|contains)\b")
_LONGEST = 200
_NUMBERED = re.compile(
    r"(?:(?:[IVX]{1,4}|[A-ZÅÄÖ]|\d{1,2})[.):]?\s+"
    r"|(?:notice|register|rekisteri|seloste|del|osa|part) [\dA-Z]{1,3}\s?[:.–-]\s*)?",
    re.I,
)
_IS_A_NAME = re.compile(r"(?:[\w&,-]+ ){0,4}[\w-]*(?:rekisteri|register|registret|registry)", re.I)
_IS_ONE = re.compile(r"[A-ZÅÄÖ](?:[\w&,:'’-]+ ){0,6}[\w-]*(?:rekisteri|register|registret|registry)", re.I)
"""A line that is the name of a register and nothing else, of which a heading for one name may have several."""
_OF_ALL = re.compile(r"\b(?:molem\w+|kaikki\w*|yhtei\w+|båda|alla|gemensam\w*|both|all|common)\b", re.I)
_SEVERAL = re.compile(r"\bnimet\b|\bnames\b|\bregisters\b|\brekisterit\b|\bnamn på registren\b|\bregistren")
_OF_ONE = re.compile(
    r"\brekisteri(?:in|ssä|stä|n (?:tieto|suoja|käyttö|sisäl|ylläpi)\w*)\b"
    r"|\b(?:i|till|ur|för) registret\b|\bregistrets\b"
    r"|\b(?:in|of|to|from|into) the (?:register|file)\b"
)
_FEW = 3
_LISTS_OF_OWN = re.compile(
    r"^\W{0,3}[A-ZÅÄÖ][\w-]{2,40}(?: [\w-]{2,40})?(?: \([^()\n]{1,30}\))?:[ \t]*\n\s{0,4}[•*-]", re.M
)
"""The label of a list: where data has several, each is of one register."""
_LONG_WORD = 9
"""A word of so many letters says by itself what register it is: `asiakasrekisteri`, and not `register`."""
_ONE_NAME = re.compile(
    r"\brekisterin nimi\b|\bnamn på (?:person|data)?registret\b|\bregistrets namn\b"
    r"|\bname of (?:the )?(?:data |personal data )?(?:register|file|filing system)\b|\bregister name\b"
)
_LINE = re.compile(r"[^\n]+")
_SHORT = 120
_ALIAS = re.compile(
    r"\s*\((?:[^()\n]{0,30} )?[\"“”'’][^()\n]{1,60}[\"“”'’]\)$|\s*\((?:jäljempänä|nedan"
    r"|hereinafter)\b[^()\n]*\)$"
)
"""How a notice calls a register from there on."""
_TAIL = re.compile(
    r"(?<=[\w'’”\")])[\s,]+(?:enligt (?:person|data|EU)[\w: -]{3,60}|som (?:fylls i|finns|förs|sköts)\b[^\n]*"
    r"|(?:henkilötietolain|tietosuoja-asetuksen|GDPR:n) mukai\w+|according to the [\w ]{3,40}|,? joka \w+[^\n]*)\.?$",
    re.I,
)
"""What stands behind a name and says by which law, or where, it is kept."""
_TELLS_OF_ONE = frozenset({"purposes", "bases", "categories", "retention", "recipients", "sources"})


def names_in(scope: Scope, section: Section) -> tuple[Found, ...]:
    """The name or names that a section on the register's name gives."""
    subs = [one for one in section.blocks if one.kind == "sub" and _REGISTER.search(scope.text, one.start, one.end)]
    if len(subs) > 1:
        return tuple(one for sub in subs if (one := found(scope.text, sub.start, sub.end)) is not None)
    if len(lines := _lines(scope, section)) > 1:
        return tuple(lines)
    for block in section.blocks:
        if block.kind == "sub":
            continue
        items = [one for one in section.blocks if one.kind == "item"]
        if section.has("categories") and not all(_REGISTER.search(scope.text, one.start, one.end) for one in items):
            items = []
        if len(items) > 1 and not _is_named_before(scope, block):
            return tuple(one for item in items if (one := found(scope.text, item.start, item.end)) is not None)
        for start, end in sentences(scope.text, block.start, block.end):
            if len(listed := _listed(scope.text, start, end)) > 1:
                return tuple(listed)
            lead = _LEAD.match(scope.text, start, end) or _COVERS.match(scope.text, start, end)
            dash = scope.text.find(" — ", start, end)
            name = found(scope.text, lead.end() if lead else start, dash if dash > 0 else end)
            if lead is not None and name is not None and name.text.endswith("rekisteriä"):
                name = Found(name.text[:-1], name.start, name.end)
            if name is not None and len(name.text) <= _LONGEST and not _SAYS.search(scope.low, name.start, name.end):
                parts = tuple(_parted(scope, name))
                return (name,) if _asks_for_one(scope, section) and not _told_apart(scope, parts) else parts
            return ()
    return ()


def _asks_for_one(scope: Scope, section: Section) -> bool:
    """Whether a heading asks for the name of one register, of which what follows speaks as of one too."""
    if section.head is None or _ONE_NAME.search(scope.low, *section.head) is None:
        return False
    return _OF_ONE.search(scope.low, section.blocks[-1].end) is not None


def _told_apart(scope: Scope, parts: tuple[Found, ...]) -> bool:
    """Whether the text speaks of one by its own word, `customer register: name, phone`, or lists have labels."""
    words = [one.text.casefold().split() for one in parts]
    stems = [re.escape(" ".join(one[-1:] if len(one[-1]) > _LONG_WORD else one[-2:])[:-2]) for one in words]
    last = parts[-1].end
    if len(parts) > _FEW or len(_LISTS_OF_OWN.findall(scope.text, last)) >= _PAIR:
        return True
    return any(re.search(rf"(?<!\w){stem}", scope.low[last:]) is not None for stem in stems)


def _listed_in_sentence(scope: Scope) -> tuple[Found, ...]:
    """The registers of the first sentence that lists them: `We have three registers: a customer register, ...`."""
    every = (_listed(scope.text, start, end) for start, end, _ in scope.all_sentences())
    return tuple(next((one for one in every if len(one) > 1), ()))


def _listed(text: str, start: int, end: int) -> list[Found]:
    """`We keep these registers: customer register, staff register and visitor register`."""
    lead = _LISTED.match(text, start, end)
    said: list[Found] = []
    at = lead.end() if lead is not None else end
    while at < end:
        comma = _COMMA.search(text, at, end)
        one = found(text, at, comma.start() if comma is not None else end)
        if one is None or not _REGISTER.search(one.text):
            return []
        said.append(one)
        at = comma.end() if comma is not None else end
    return said


def _lines(scope: Scope, section: Section) -> list[Found]:
    """The lines under a heading that asks for several names, each of them a name."""
    if section.head is None:
        return []
    is_of_several = _SEVERAL.search(scope.low, *section.head) is not None
    if is_of_several and any(one.kind != "para" for one in section.blocks):
        return []
    every = [
        said
        for block in itertools.takewhile(lambda one: one.kind == "para", section.blocks)
        for line in _LINE.finditer(scope.text, block.start, block.end)
        if (said := found(scope.text, *line.span())) is not None
    ]
    if not is_of_several:
        every = list(itertools.takewhile(lambda one: _IS_ONE.fullmatch(one.text), every))
        every = every if len(every) > 1 else []
    is_sentence = any(len(one.text) > _SHORT or scope.text[one.end : one.end + 1] in {".", ":"} for one in every)
    if is_sentence or not any(_REGISTER.search(one.text) for one in every):
        return []
    return [part for one in every for part in _parted(scope, one)]


def _is_named_before(scope: Scope, block: Block) -> bool:
    """Whether a paragraph names the register before a list of something else."""
    said = scope.text[block.start : block.end]
    return block.kind == "para" and not said.endswith(":") and _REGISTER.search(said.partition("\n")[0]) is not None


def _parted(scope: Scope, name: Found) -> Iterator[Found]:
    """Two registers in one name, where each half calls itself a register; of more, what one notice tells is of all."""
    start = name.start
    if len(_REGISTER.findall(name.text)) > _PAIR and "," in name.text:
        yield name
        return
    for one in _AND[scope.language].finditer(scope.text, name.start, name.end):
        left, right = scope.text[start : one.start()], scope.text[one.end() : name.end]
        if (
            _REGISTER.search(left)
            and _REGISTER.search(right)
            and (half := found(scope.text, start, one.start())) is not None
        ):
            yield half
            start = one.end()
    if start == name.start:
        yield name
    elif (rest := found(scope.text, start, name.end)) is not None:
        yield rest


def _without_alias(name: Found) -> Found:
    bare = _TAIL.sub("", _ALIAS.sub("", name.text))
    return Found(bare, name.start, name.start + len(bare)) if bare and bare != name.text else name


def by_register(scope: Scope) -> list[tuple[Found | None, tuple[Section, ...]]]:
    """Each register with the sections that speak of it; what stands apart from all is shared by all."""
    heads = [
        (number, tuple(map(_without_alias, names_in(scope, one))))
        for number, one in enumerate(scope.sections)
        if one.has("register") and not one.has("contact")
    ]
    heads = (
        [(number, names) for number, names in heads if names] or _headed(scope) or registers_repeated.repeated(scope)
    )
    if not heads and len(listed := registers_titled.listed(scope) or _listed_in_sentence(scope)) > 1:
        return [(name, scope.sections) for name in listed]
    if not heads:
        return [(registers_titled.titled(scope) or registers_told.told(scope), scope.sections)]
    if len(heads) == 1:
        return [(name, scope.sections) for name in heads[0][1]]
    starts = [number for number, _ in heads]
    own = [scope.sections[start:end] for start, end in zip(starts, [*starts[1:], len(scope.sections)], strict=True)]
    of_all = next((at for at, one in enumerate(own[-1]) if at and _is_of_all(scope, one)), len(own[-1]))
    behind, own[-1] = own[-1][of_all:], own[-1][:of_all]
    told_apart = frozenset[str]().union(*(section.fields for sections in own[:-1] for section in sections))
    shared = [*scope.sections[: starts[0]], *behind, *(one for one in own[-1] if one.fields.isdisjoint(told_apart))]
    own[-1] = tuple(one for one in own[-1] if not one.fields.isdisjoint(told_apart))
    return [(name, (*sections, *shared)) for (_, names), sections in zip(heads, own, strict=True) for name in names]


def _headed(scope: Scope) -> list[tuple[int, tuple[Found, ...]]]:
    """Headings that are the names of registers alone, where several have each what is told of one register below."""
    heads: list[tuple[int, tuple[Found, ...]]] = []
    told: list[set[str]] = []
    for number, section in enumerate(scope.sections):
        name = _name_in_head(scope, *section.head) if section.head is not None and not section.inline else None
        if name is not None:
            heads.append((number, (name,)))
            told.append({"", "blocks"} if section.blocks else set())
            continue
        if section.head is not None and not section.fields:
            continue
        if told:
            told[-1] |= section.fields & _TELLS_OF_ONE
    named = {names[0].text.casefold() for _, names in heads}
    return heads if len(named) == len(heads) > 1 and all(len(one) > 1 for one in told) else []


def _name_in_head(scope: Scope, start: int, end: int) -> Found | None:
    number = _NUMBERED.match(scope.text, start, end)
    name = found(scope.text, number.end() if number else start, end)
    if name is None or not _IS_A_NAME.fullmatch(name.text) or _OF_ALL.search(name.text):
        return None
    return name


def _is_of_all(scope: Scope, section: Section) -> bool:
    """`For both registers`."""
    return section.head is not None and not section.inline and _OF_ALL.search(scope.text, *section.head) is not None
