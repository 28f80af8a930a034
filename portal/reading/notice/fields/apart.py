"""What a section that several registers share tells of one of them alone: `Customer register: name, address`."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.scope import Scope

_OF_A_REGISTER = re.compile(r"(?:rekisteri|register|registret)$")
_BARE = {"register", "registry", "file", "records", "rekisteri", "registret"}
_TOLD = r"(?:rekister|regist|tie[td]o|uppgift)"
"""What a register's own word goes on with where its data is meant: `asiakasrekisterin`, `asiakastiedot`."""
_SHORTEST = 4
_BEGINNING = 90
_LABEL_ENDS = re.compile(r"\s*(?:\([^()\n]{0,40}\)\s*)?(?::\s*|\s[–—-]\s|\n\s*|$)")
_NUMBER = re.compile(r"[\s•·▪*–—-]*(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-h])[.)]\s*)?")

Names = Mapping[str, re.Pattern[str]]


class Apart:
    """Which register each part of a text tells of; each section is looked through once."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.names = _patterns(scope.registers)
        self.told: dict[int, tuple[Section, str | None, tuple[tuple[Block, str | None], ...]]] = {}

    def of(self, sections: Sequence[Section], name: str) -> tuple[Section, ...]:
        """The sections without what they tell of the other registers alone; as they are where nothing is told apart."""
        if len(self.names) < 2:  # noqa: PLR2004  # one register has no other
            return tuple(sections)
        return tuple(self._of(sections, name))

    def _of(self, sections: Sequence[Section], name: str) -> Iterator[Section]:
        for section in sections:
            if section.has("register"):
                yield section
                continue
            _, whose, blocks = self._told(section)
            if whose in {None, name}:
                yield replace(section, blocks=tuple(block for block, of in blocks if of in {None, name}))

    def _told(self, section: Section) -> tuple[Section, str | None, tuple[tuple[Block, str | None], ...]]:
        """The register of its heading, and of each of its blocks; the section is kept with it, so that its id stays."""
        if id(section) not in self.told:
            whose = _one_of(self.names, self.scope.low, *section.head) if section.head else None
            self.told[id(section)] = section, whose, tuple(_blocks_told(self.scope, self.names, section))
        return self.told[id(section)]


def _patterns(registers: Sequence[str]) -> Names:
    """The words by which each register is called; those that two would share call none."""
    every = {name: _pattern(name.casefold()) for name in registers}
    return {
        name: pattern
        for name, pattern in every.items()
        if not any(pattern.search(other.casefold()) for other in registers if other != name)
    }


def _pattern(name: str) -> re.Pattern[str]:
    *before, last = name.split()
    root = _OF_A_REGISTER.sub("", last)
    if last not in _BARE and root != last and len(root) >= _SHORTEST:
        return re.compile(rf"(?<!\w){re.escape(root)}{_TOLD}\w*")
    if last in _BARE and before:
        words = rf"(?:{'|'.join(sorted(_BARE))}|data|information)"
        return re.compile(rf"(?<!\w){re.escape(before[-1])}s? {words}\w*")
    return re.compile(rf"(?<!\w){re.escape(name)}\w*")


def _one_of(names: Names, low: str, start: int, end: int) -> str | None:
    """The one register that is named between two places; None where it is none, or several."""
    said = [name for name, pattern in names.items() if pattern.search(low, start, end)]
    return said[0] if len(said) == 1 else None


def _blocks_told(scope: Scope, names: Names, section: Section) -> Iterator[tuple[Block, str | None]]:
    """Each block, or sentence of one, with the register that it tells of; None where it tells of all."""
    under, leading = None, None
    for block in section.blocks:
        if block.kind == "sub":
            under, leading = _one_of(names, scope.low, block.start, block.end), None
            yield block, under
            continue
        label, after = _label(scope, names, block)
        if label is not None:
            leading = label if after >= block.end else None
            if after < block.end:
                yield replace(block, start=after), label
            continue
        if block.kind != "item":
            leading = None
        yield from _by_sentence(scope, names, block, leading or under)


def _label(scope: Scope, names: Names, block: Block) -> tuple[str | None, int]:
    """The register by whose name a block begins as by a label, and where what it says begins."""
    start = _NUMBER.match(scope.low, block.start, block.end)
    begin = start.end() if start else block.start
    for name, pattern in names.items():
        said = pattern.search(scope.low, begin, min(block.end, begin + len(name) + 20))
        if said is None or len(scope.low[begin : said.start()]) > len(name):
            continue
        end = _LABEL_ENDS.match(scope.low, said.end(), block.end)
        if end is not None:
            return name, end.end()
    return None, block.start


def _by_sentence(scope: Scope, names: Names, block: Block, under: str | None) -> Iterator[tuple[Block, str | None]]:
    places = list(scope.sentences([block]))
    whose = [_one_of(names, scope.low, start, min(end, start + _BEGINNING)) or under for start, end in places]
    if len(set(whose)) <= 1:
        yield block, whose[0] if whose else under
        return
    for one, group in itertools.groupby(zip(places, whose, strict=True), key=lambda pair: pair[1]):
        spans = [place for place, _ in group]
        yield replace(block, start=spans[0][0], end=spans[-1][1]), one
