"""XML changed in single places: what is not meant stays the byte that it was."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape

from portal.systems.contract import Permanent
from portal.systems.files import package

_TAG = re.compile(rb"<([^\s/>]+)((?:\s+[^\s=/>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>")
_ATTRIBUTE = re.compile(rb"\s+([^\s=/>]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Span(NamedTuple):
    """The bytes of one element, and those of its start tag."""

    start: int
    tag_end: int
    end: int


class Replaced(NamedTuple):
    """New bytes in place of those from `start` to `end`."""

    start: int
    end: int
    new: bytes


class Spans:
    """Where the elements of some local names stand, found while the XML is parsed by `package.parse`."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._open: list[tuple[int, int]] = []

    def begin(self, index: int) -> None:
        """An element starts at `index`."""
        found = _TAG.match(self._data, index)
        if found is None:
            raise Permanent("not_writable")
        self._open.append((index, found.end()))

    def finish(self, index: int) -> Span:
        """The innermost one ends at `index`."""
        start, tag_end = self._open.pop()
        if self._data[tag_end - 2 : tag_end] == b"/>":
            return Span(start, tag_end, tag_end)
        return Span(start, tag_end, self._data.index(b">", index) + 1)


def tag_of(data: bytes, span: Span) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """The name of an element as it is written, and its attributes: the name of each, and its bytes with the space."""
    found = _TAG.match(data, span.start)
    if found is None:
        raise Permanent("not_writable")
    return found[1], [(each[1], each[0]) for each in _ATTRIBUTE.finditer(found[2])]


def beside(name: bytes, local: bytes) -> bytes:
    """Another name with the prefix of this one."""
    prefix, colon, _ = name.rpartition(b":")
    return prefix + colon + local


def escaped(text: str) -> bytes:
    """A text between tags; Permanent("value_unfit") where XML has no room for it."""
    if _FORBIDDEN.search(text):
        raise Permanent("value_unfit")
    return escape(text, {"\r": "&#13;"}).encode()


def applied(data: bytes, changes: Iterable[Replaced]) -> bytes:
    """The data with all changes made; they do not overlap."""
    pieces, at = [], 0
    for change in sorted(changes):
        pieces += [data[at : change.start], change.new]
        at = change.end
    return b"".join((*pieces, data[at:]))


def speaks_of(data: bytes, texts: Collection[str], passed_over: Collection[str] = ()) -> bool:
    """Whether any text or attribute of an XML holds one of the texts, elements of these local names aside."""
    wanted = [each.lower() for each in texts]
    found = False
    skipped = 0
    gathered: list[str] = []

    def look(text: str) -> None:
        nonlocal found
        found = found or any(each in text.lower() for each in wanted)

    def start(name: str, attributes: Mapping[str, str], _index: int) -> None:
        nonlocal skipped
        skipped += name.rpartition(" ")[2] in passed_over
        if not skipped:
            for value in attributes.values():
                look(value)

    def end(name: str, _index: int) -> None:
        nonlocal skipped
        skipped -= name.rpartition(" ")[2] in passed_over

    def text(said: str) -> None:
        if not skipped:
            gathered.append(said)

    package.parse(data, start, end, text)
    look("".join(gathered))
    return found


class Naming:
    """What names people of rows that go: a text alone, or of one row a given and a family name together."""

    def __init__(self) -> None:
        self._texts: set[str] = set()
        self._halves: dict[tuple[str, int], set[str]] = {}

    def note(self, row: tuple[str, int], what: str | None, text: str) -> None:
        """One more text that goes, and what it identifies."""
        if what in {"email", "phone", "name", "customer_number"}:
            self._texts.add(text)
        elif what in {"first_name", "last_name"}:
            self._halves.setdefault(row, set()).add(text)

    def stands_in(self, data: bytes, passed_over: Collection[str] = ()) -> bool:
        """Whether an XML names any of them still."""
        if self._texts and speaks_of(data, self._texts, passed_over):
            return True
        return any(all(speaks_of(data, {half}, passed_over) for half in each) for each in self._halves.values())


def emptied(data: bytes, local: str, texts: Collection[str]) -> bytes:
    """The XML with every element of this local name that holds exactly one of the texts emptied."""
    wanted, spans = {each.strip().lower() for each in texts}, Spans(data)
    changes: list[Replaced] = []
    said: list[str] = []

    def start(name: str, _attributes: Mapping[str, str], index: int) -> None:
        said.clear()
        if name.rpartition(" ")[2] == local:
            spans.begin(index)

    def end(name: str, index: int) -> None:
        if name.rpartition(" ")[2] == local:
            span = spans.finish(index)
            if "".join(said).strip().lower() in wanted:
                changes.append(Replaced(span.tag_end, data.rindex(b"<", span.tag_end, span.end), b""))
        said.clear()

    package.parse(data, start, end, said.append)
    return applied(data, changes)
