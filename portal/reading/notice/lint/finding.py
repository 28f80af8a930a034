"""One finding, and what the checks look at."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from portal.reading.notice.blocks import Section, sections_of
from portal.reading.notice.document import MOST_READ
from portal.reading.notice.sentences import sentences, whole
from portal.reading.notice.tongues.speaking import folded
from portal.reading.notice.values import Found, Notice

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`why` and `add` are msgids with values to fill in; `evidence` is what is quoted, None for an absence."""

    code: str
    severity: Severity
    why: str
    add: str = ""
    evidence: Found | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Look:
    """A notice with its sections and its text in small letters."""

    notice: Notice

    @cached_property
    def text(self) -> str:
        """As much of the text as is read."""
        return self.notice.document.text[:MOST_READ]

    @cached_property
    def low(self) -> str:
        """The text in small letters, letter for letter."""
        return folded(self.text)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections as they were read."""
        return sections_of(self.notice.document)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int, Section], ...]:
        """Every sentence with its section."""
        return tuple(
            (start, end, section)
            for section in self.sections
            for block in section.blocks
            for start, end in sentences(self.text, block.start, block.end)
        )

    def quote(self, start: int, end: int) -> Found | None:
        """The words between two places."""
        return whole(self.text, start, end)

    @property
    def bases(self) -> frozenset[str]:
        """The letters that any register rests on."""
        return frozenset(one.text for register in self.notice.registers for one in register.legal_bases)

    @property
    def rights(self) -> frozenset[str]:
        """The rights that any register mentions."""
        return frozenset(one.text for register in self.notice.registers for one in register.rights)

    def first(self, part: str) -> Found | None:
        """The first value of a part over all registers."""
        for register in self.notice.registers:
            value = getattr(register, part)
            if isinstance(value, Found):
                return value
            if value:
                found: Found = value[0]
                return found
        return None
