"""The links that Excel lays on a cell when an address is typed into it: they hold the address once more."""

import posixpath
from collections.abc import Collection, Mapping

from portal.systems.files import package
from portal.systems.files.xlsx import column_of, whole
from portal.systems.files.xml_edit import Replaced, Span, Spans, applied

Cell = tuple[int, int]


def unlinked(data: bytes, cells: Collection[Cell]) -> tuple[bytes, set[str]]:
    """A sheet without the links on these cells, and the relations that nothing in it uses any more."""
    spans = Spans(data)
    links: list[tuple[Span, str, str]] = []
    whole_list: list[Span] = []
    attributes_of: list[Mapping[str, str]] = []

    def start(name: str, attributes: Mapping[str, str], index: int) -> None:
        if name.endswith((" hyperlink", " hyperlinks")):
            spans.begin(index)
            attributes_of.append(attributes)

    def end(name: str, index: int) -> None:
        if name.endswith((" hyperlink", " hyperlinks")):
            span, attributes = spans.finish(index), attributes_of.pop()
            if name.endswith(" hyperlinks"):
                whole_list.append(span)
            else:
                relation = next((value for key, value in attributes.items() if key.endswith(" id")), "")
                links.append((span, attributes.get("ref", ""), relation))

    package.parse(data, start, end, lambda _text: None)
    going = [each for each in links if _touches(each[1], cells)]
    left = {relation for span, _reference, relation in links if span not in {one[0] for one in going}}
    dead = {relation for _span, _reference, relation in going} - left - {""}
    if going and len(going) == len(links):
        return applied(data, [Replaced(span.start, span.end, b"") for span in whole_list]), dead
    return applied(data, [Replaced(span.start, span.end, b"") for span, _reference, _relation in going]), dead


def _touches(reference: str, cells: Collection[Cell]) -> bool:
    first, _, last = reference.replace("$", "").partition(":")
    (top, left), (bottom, right) = _place(first), _place(last or first)
    return any(top <= row <= bottom and left <= column <= right for row, column in cells)


def _place(reference: str) -> Cell:
    return whole(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 0), column_of(reference, -1)


def relations_member(member: str) -> str:
    """Where the relations of a member stand."""
    folder, _, name = member.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def without_relations(data: bytes, dead: Collection[str]) -> bytes:
    """The relations of a sheet without these."""
    spans, changes = Spans(data), []
    named: list[str] = []

    def start(name: str, attributes: Mapping[str, str], index: int) -> None:
        if name.endswith(" Relationship"):
            spans.begin(index)
            named.append(attributes.get("Id", ""))

    def end(name: str, index: int) -> None:
        if name.endswith(" Relationship"):
            span = spans.finish(index)
            if named.pop() in dead:
                changes.append(Replaced(span.start, span.end, b""))

    package.parse(data, start, end, lambda _text: None)
    return applied(data, changes)
