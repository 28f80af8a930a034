"""The sections of one language, and what fields look through: sections, blocks and sentences about a matter."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.wording import Wording
from portal.reading.notice.sentences import sentences
from portal.reading.notice.tongues.speaking import Patterns, folded, patterns

_NOT_TOLD = frozenset({"cookies", "other", "changes"})


@dataclass(frozen=True)
class Scope:
    """What one language says in `sections`.

    `own_names` are the controller's, which is no recipient of its own; `registers` are all that the notice names,
    `register` the one that is read, `title`, `summary`, `site` and `owners` what a
    page tells of itself beside its text.
    """

    text: str
    sections: tuple[Section, ...]
    language: str
    country: str = "FI"
    own_names: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    register: str | None = None
    title: str = ""
    summary: str = ""
    site: str = ""
    owners: tuple[str, ...] = ()

    @cached_property
    def low(self) -> str:
        """The text in small letters, letter for letter."""
        return folded(self.text)

    @property
    def known(self) -> Patterns:
        """The patterns of the language."""
        return patterns(self.language)

    @cached_property
    def wording(self) -> Wording:
        """Where the words of the text stand."""
        return Wording(self.text)

    def names(self, name: str) -> bool:
        """Whether the text has a name just so somewhere, and not within a longer word."""
        return self.wording.names(name)

    def begins_word(self, stem: str) -> bool:
        """Whether a word of the text begins just so, in these letters."""
        return self.wording.begins_word(stem)

    def about(self, *fields: str) -> tuple[Section, ...]:
        """The sections whose headings are about one of these."""
        return tuple(one for one in self.sections if one.has(*fields))

    def told(self, field: str) -> Iterator[tuple[int, int]]:
        """Sentences about a field that stand under headings of nothing, or none."""
        tell = self.known.tells[field]
        for section in self.sections:
            if not section.fields or section.fields == frozenset({"other"}):
                for start, end in self.sentences(section.blocks):
                    if tell.search(self.low, start, end):
                        yield start, end

    def sentences(self, blocks: Iterable[Block]) -> Iterator[tuple[int, int]]:
        """The sentences of blocks that are not in another language."""
        for block in blocks:
            if block.language in {"", self.language}:
                yield from sentences(self.text, block.start, block.end)

    def led(self, section: Section, cue: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Sentences of the items below one that ends with a colon and holds a cue: `You have the right to:`."""
        is_led = False
        for block in section.blocks:
            if block.kind == "item":
                yield from self.sentences([block]) if is_led else ()
                continue
            places = list(self.sentences([block]))
            ends = bool(places) and self.text[slice(*places[-1])].rstrip().endswith(":")
            is_led = ends and cue.search(self.low, *places[-1]) is not None

    def all_sentences(self) -> Iterator[tuple[int, int, Section]]:
        """Every sentence with its section."""
        for section in self.sections:
            for start, end in self.sentences(section.blocks):
                yield start, end, section
