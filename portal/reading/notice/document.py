"""The text of a notice as it is read, with what its markup said of headings, labels and noise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MOST_BYTES = 5 * 1024 * 1024
MOST_READ = 200_000
MOST_LINES = 5_000
"""Letters and lines of a text that are read; a notice is a tenth of it, and what lies behind stays unread."""


class Fault(StrEnum):
    """Why nothing, or not all, of a file could be read."""

    EMPTY = "empty"
    NO_TEXT = "no_text"
    LOCKED = "locked"
    BROKEN = "broken"
    NOT_TEXT = "not_text"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Document:
    """A text, and what its markup adds; every number is a place in `text`.

    `heads` gives the level of the line that starts there, 7 for a line that is bold alone. `labels`
    gives the end of the bold words with which a line starts. `noise` are menus, banners and the like.
    `edges` of the noise stand on each page of a printed text alike. `title` is what a page calls itself, `summary`
    what else it tells of itself, `site` the name of the whole site, and `owners` are the names that its markup gives
    the house to which it belongs: none of them is a part of its text.
    """

    text: str = field(repr=False)
    heads: Mapping[int, int] = field(default_factory=dict)
    labels: Mapping[int, int] = field(default_factory=dict)
    noise: tuple[tuple[int, int], ...] = ()
    edges: tuple[tuple[int, int], ...] = ()
    faults: tuple[Fault, ...] = ()
    title: str = field(default="", repr=False)
    summary: str = field(default="", repr=False)
    site: str = field(default="", repr=False)
    owners: tuple[str, ...] = field(default=(), repr=False)


def _grew_together(before: str, after: str) -> bool:
    """Whether the signs at which two boxes meet are not those of one word."""
    if before.isdigit():
        return after.isalpha()
    return before.islower() and (after.isupper() or after.isdigit())


class Builder:
    """A text that grows line by line, from markup whose blocks are lines."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._line_at = 0
        self._blank = True
        self._bold_to = 0
        self._leading = True
        self._head = 0
        self._marked = False
        self._heads: dict[int, int] = {}
        self._labels: dict[int, int] = {}
        self.noise: list[tuple[int, int]] = []
        self.edges: list[tuple[int, int]] = []

    @property
    def length(self) -> int:
        """How many letters there are by now."""
        return self._length

    def words(self, text: str, *, bold: bool = False, apart: bool = False) -> None:
        """Words of the line that is being written; blanks in a row are one.

        `apart` where they stand in a box of their own: the number before a heading does not grow together with it,
        nor does a word with the capital letter or the number of the next box.
        """
        said = " ".join(f".{text}.".split())[1:-1] if text else ""
        before = self._pieces[-1][-1:] if self._pieces else ""
        if apart and _grew_together(before, said[:1]):
            said = f" {said}"
        if self._blank or (self._pieces and self._pieces[-1].endswith((" ", "\t", "\n"))):
            said = said.lstrip(" ")
        if not said:
            return
        self._put(said)
        self._blank = False
        if bold and self._leading:
            self._bold_to = self._length
        elif said.strip(" \t:.-–"):
            self._leading = False

    @property
    def is_head(self) -> bool:
        """Whether the line that is being written is a heading."""
        return self._head > 0

    def head(self, level: int) -> None:
        """The line that is being written is a heading of this level; 0 for none."""
        self._head = level

    def bullet(self, sign: str) -> None:
        """The line begins with the sign of a list."""
        self.line()
        self._put(sign)
        self._line_at = self._bold_to = self._length
        self._marked = True

    def cell(self) -> None:
        """What follows is the next cell of the row."""
        if not self._blank:
            self._put("\t")
            self._leading = False

    def line(self, *, apart: bool = False) -> None:
        """End the line where it holds anything; `apart` leaves an empty one behind it."""
        if not self._blank:
            self._end_line()
        self._head = 0
        if apart and self._pieces and not "".join(self._pieces[-2:]).endswith("\n\n"):
            self._put("\n")
            self._begin_line()

    def _end_line(self) -> None:
        if self._head or (self._leading and self._bold_to > self._line_at and not self._marked):
            self._heads[self._line_at] = self._head or 7
        elif self._bold_to > self._line_at:
            self._labels[self._line_at] = self._bold_to
        self._put("\n")
        self._begin_line()

    def _begin_line(self) -> None:
        self._line_at = self._bold_to = self._length
        self._blank, self._leading, self._head, self._marked = True, True, 0, False

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def document(self, faults: tuple[Fault, ...] = (), title: str = "") -> Document:
        """The whole of it."""
        self.line()
        noise, edges = tuple(self.noise), tuple(self.edges)
        return Document("".join(self._pieces), self._heads, self._labels, noise, edges, faults, title)
