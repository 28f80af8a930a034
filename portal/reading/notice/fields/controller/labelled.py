"""Lines with small labels of their own: `Name: Example Oy`, or a label above the value."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from portal.reading.notice.blocks import Block, Section
from portal.reading.notice.fields.scope import Scope
from portal.reading.notice.tongues.speaking import TONGUES, folded, patterns

_LABELLED = re.compile(
    (
        r"(?:(?<=[\s,;|])|^)(?P<label>[^\W\d](?:[\w.-]| (?=[a-zåäö(])|/){0,34}|[Pp]uh\.|[Tt]el\.)[ "
        r"\t]*(?::(?=\s|\w|$)|\t)[ \t\xa0]*"
    ),
    re.M,
)


_LONGEST = 40
"""So long may a label be."""
_OF_A_REGISTER = re.compile(r"(?:rekisterin|registrets|register['’]s)\s{1,3}\Z")
"""What stands on the line above `name` where it is the register's: a heading that is broken over two lines."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The value of a label, or a line without one; `kind` says what the label announces."""

    kind: str
    start: int
    end: int


def labels(scope: Scope, blocks: Sequence[Block]) -> Iterator[Labelled]:
    """The lines of blocks, each with the small label that it begins with, or that stands alone above it, or none."""
    above = ""
    for block in blocks:
        at = block.start
        for line in scope.text[block.start : block.end].split("\n"):
            start, end = at, at + len(line)
            at = end + 1
            is_of_register = _OF_A_REGISTER.search(scope.low, max(0, start - _LONGEST), start) is not None
            may_be_label = len(line) < _LONGEST and not is_of_register
            kind = label_kind(folded(line).strip(" :*•\t\xa0"), scope.language) if may_be_label else ""
            if kind:
                above = kind
                continue
            for one in _of_line(scope, start, end):
                yield replace(one, kind=one.kind or above)
                above = ""


def _of_line(scope: Scope, start: int, end: int) -> Iterator[Labelled]:
    """A line in parts: `Name: A Oy Address: Street 1` holds two labels."""
    cuts = []
    for one in _LABELLED.finditer(scope.text, start, end):
        if kind := label_kind(folded(one["label"]).strip(" *•–-,"), scope.language):
            cuts.append((one.start("label"), one.end(), kind))
    if not cuts or cuts[0][0] > start + 2:
        yield Labelled("", start, cuts[0][0] if cuts else end)
    for number, (_, value, kind) in enumerate(cuts):
        yield Labelled(kind, value, cuts[number + 1][0] if number + 1 < len(cuts) else end)


def label_kind(label: str, language: str) -> str:
    """What a label announces: `name`, `address` and the like; "" where it is none."""
    for code in (language, *TONGUES):
        for kind, pattern in patterns(code).labels.items():
            if pattern.fullmatch(label):
                return kind
    return ""


def bounds(section: Section) -> tuple[int, int]:
    """Where the blocks of a section begin and end."""
    if not section.blocks:
        return (0, 0)
    return section.blocks[0].start, section.blocks[-1].end


def line_end(text: str, at: int) -> int:
    """Where the line of a place ends."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end
