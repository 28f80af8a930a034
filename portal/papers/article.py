"""A letter's article as elements: the subset of HTML that our own templates write, read and written again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "input", "meta", "link"})
BLOCKS = frozenset(
    {"section", "div", "article", "p", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "h1"}
    | {"h2", "h3", "h4", "address", "header", "footer", "dl", "dt", "dd", "nav", "figure"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
SPACE = re.compile(r"[ \t\r\n\f]+")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
"""What is no text: control signs, those that turn the direction of others around, halves of a sign."""


@dataclass(eq=False)
class Element:
    """An element with its children; a text is a string."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Whether it is of this class."""
        return name in self.attrs.get("class", "").split()

    @property
    def code(self) -> str:
        """The code of the element of a letter that it marks; empty where it marks none."""
        return self.attrs.get("data-element", "")

    def elements(self, *tags: str) -> Iterator["Element"]:
        """Those of these tags inside of it, in order; none within another that was found."""
        for child in self.children:
            if isinstance(child, Element):
                if child.tag in tags:
                    yield child
                else:
                    yield from child.elements(*tags)

    def text(self) -> str:
        """What it says, on one line."""
        return SPACE.sub(" ", self._said()).strip()

    def _said(self) -> str:
        parts = (one if isinstance(one, str) else " " if one.tag == "br" else one._said() for one in self.children)
        return "".join(parts)

    def html(self) -> str:
        """Itself as HTML, every text and attribute escaped."""
        attrs = "".join(f' {name}="{escape(value)}"' for name, value in self.attrs.items())
        if self.tag in VOID:
            return f"<{self.tag}{attrs}>"
        inside = "".join(escape(one, quote=False) if isinstance(one, str) else one.html() for one in self.children)
        return f"<{self.tag}{attrs}>{inside}</{self.tag}>" if self.tag else inside


def read(html: str) -> Element:
    """The elements of a page's part; the root has no tag."""
    reader = _Reader()
    reader.feed(str(html))
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    """End tags that are left out close with their parent."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(made)
        if tag not in VOID:
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if any(one.tag == tag for one in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(CONTROL.sub("", data))
