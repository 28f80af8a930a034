"""The words of a web page, in one pass over it (docs/decisions/0024): tags go, blocks become lines.

Menus, forms and banners stay in the text, marked as noise: nothing is lost, and nothing is read from them.
"""

import re
from dataclasses import replace
from html import unescape

from portal.reading.notice import markup_names
from portal.reading.notice.document import MOST_READ, Builder, Document

_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)")
_UNSEEN = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "svg", "select", "iframe", "object", "textarea"}
)
_BLOCKS = frozenset(
    {"p", "div", "ul", "ol", "table", "hr", "blockquote", "pre", "section", "article", "main", "dl", "address", "form"}
    | {"nav", "footer", "header", "aside", "figure", "figcaption", "details", "summary", "body", "tbody", "thead"}
)
_FOOTNOTE = re.compile(r"\s*(?:<a\b[^<>]{0,200}>)?\s*[\[(]?(?:\d{1,2}|\*{1,3})[\])]?\s*(?:</a>)?\s*</sup>")
_OF_WORD = re.compile(r"[^\W\d_]{3}[.,]?$")
_LINES = frozenset({"br", "tr", "dt"})
_CELLS = frozenset({"td", "th", "dd"})
_BOLD = frozenset({"b", "strong", "th", "dt"})
_LABELS = frozenset({"b", "strong", "label", "small"})
"""What a page sets off from the value behind it, often without a blank: `<b>Company</b>Example Ltd`."""
_ASIDE = re.compile(
    r"<(?:small|(?:span|em|i)\b[^<>]{0,200}class\s*=\s*[\"'][^\"'<>]{0,120}(?<![a-z])(?:sub|desc\w*|hint|note|muted|small|caption"
    r"|secondary|help(?:er)?|detail|subtext|subtitle)(?![a-z]))",
    re.I,
)
"""What a cell says below its word in small letters: a dash parts it, and not a blank."""
_BEFORE_ASIDE = re.compile(r"<[^<>]{0,40}>\s{0,40}")
_WITHIN_CELLS = frozenset({"p", "div", "br", "ul", "ol", "li"})
_DEEPEST = 4
"""How far an inner list stands in; markup may forget to close its lists."""
_LONGEST_CELL = 800
"""A cell that is longer is one of the page's layout, and no value of a row."""
_NOISE = frozenset({"nav", "button", "aside", "footer"})
_BANNER = re.compile(
    r"(?:class|id|role)\s*=\s*[\"'][^\"'>]{0,200}?(?:cookie-?_?(?:banner|consent|notice|bar|popup|law)|consent-?banner|"
    r"cookiebot|breadcrumb|navbar|site-?nav|main-?menu|skip-?link|navigation)",
    re.I,
)
_HEADING = re.compile(r"h[1-6]")
_OF_SUMMARY = 3
"""The level of what a part that can be folded is called."""
_OF_NUMBER = 4
"""The level of what stands in a numbered list above a list of its own."""
_PART = re.compile(
    r"<li\b[^<>]{0,200}>(?:\s|<(?:p|b|strong|span)\b[^<>]{0,200}>)*([^<>.]{3,60}?)[:?]?(?:\s|</(?:p"
    r"|b|strong|span)>)*",
    re.I,
)
_MOST_BEFORE = 600
_LONGEST_TAG = 2000
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{1,300})", re.I)
_HEAD_READ = 100_000
_MOST_MADE = 2 * MOST_READ
"""Letters that are taken of a page, which is many more than are read of them."""


def read_html(html: str) -> Document:
    """What a reader of the page sees, a line for each block; never raises, and linear in its length."""
    page = _Page(html.replace("\u00ad", "").replace("\u200b", ""))
    page.read()
    made = page.made.document(title=_title(page.html))
    return replace(
        made,
        summary=markup_names.summary_in(page.html),
        site=markup_names.site_in(page.html),
        owners=markup_names.owners_in(page.html),
    )


def _title(html: str) -> str:
    """What the page calls itself, on the tab of a browser."""
    said = _TITLE.search(html[:_HEAD_READ])
    return " ".join(unescape(said[1]).split()) if said is not None else ""


class _Page:
    """One pass over one page."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.made = Builder()
        self.bold = 0
        self.apart = False
        self.cell_to, self.cell_said = 0, False
        self.noise: tuple[str, int, int] | None = None
        self.lists: list[str] = []

    def read(self) -> None:
        at = 0
        while (tag := self.html.find("<", at)) >= 0 and self.made.length <= _MOST_MADE:
            self._say(at, tag)
            at = self._tag(tag)
        self._say(at, len(self.html) if self.made.length <= _MOST_MADE else at)

    def _say(self, start: int, end: int) -> None:
        if start < end:
            said = unescape(self.html[start:end]).replace("\u00ad", "").replace("\u200b", "")
            self.made.words(said, bold=self.bold > 0, apart=self.apart)
            self.apart, self.cell_said = False, self.cell_said or bool(said.strip())

    def _tag(self, tag: int) -> int:
        """Where reading goes on behind the tag."""
        if self.html.startswith("<!--", tag):
            return self._behind("-->", tag + 4)
        name = _NAME.match(self.html, tag + 1)
        if name is None:
            if self.html.startswith(("<!", "<?"), tag):
                return self._behind(">", tag + 2)
            self.made.words("<")
            return tag + 1
        element, closing = name[1].lower(), name[0].startswith("/")
        after = self._behind(">", tag + 1)
        if element in _UNSEEN and not closing and not self._is_closed_at_once(element, after):
            return self._behind_element(element, after)
        if element == "sup" and not closing and (note := self._footnote(tag, after)):
            return note
        self._watch_noise(element, self.html[tag : min(after, tag + _LONGEST_TAG)], closing=closing)
        self._shape(element, tag, closing=closing)
        return after

    def _is_closed_at_once(self, element: str, after: int) -> bool:
        """`<Head title={...} />` of a template holds nothing: what stands behind it is the page."""
        return element not in {"script", "style"} and self.html.endswith("/>", 0, after)

    def _footnote(self, tag: int, after: int) -> int:
        """Where reading goes on behind the number of a footnote; 0 where a small number is none, as in `m²`."""
        note = _FOOTNOTE.match(self.html, after)
        return note.end() if note is not None and _OF_WORD.search(self.html, max(0, tag - 4), tag) else 0

    def _shape(self, element: str, tag: int, *, closing: bool) -> None:
        self.apart = self.apart or element == "span" or (closing and element in _LABELS)
        if element in _BOLD:
            self.bold = max(0, self.bold + (-1 if closing else 1))
        if _HEADING.fullmatch(element) or element == "summary":
            self.bold = 0
            if closing:
                self.made.head(int(element[1]) if element != "summary" else _OF_SUMMARY)
            self.made.line(apart=True)
        elif tag < self.cell_to and not closing and self.cell_said and _ASIDE.match(self.html, tag):
            self.made.words(" – ")
        elif tag < self.cell_to and element in _WITHIN_CELLS:
            self._within_cell(element, tag, closing=closing)
        elif element in _BLOCKS:
            self.bold = 0
            self._watch_lists(element, tag, closing=closing)
            self.made.line(apart=element in {"p", "table", "dl"} or not closing)
        elif element in _LINES and not (closing and element == "dt"):
            self.made.line()
        elif element in _CELLS and not closing:
            self.made.cell()
            self.cell_said = False
            self.cell_to = self.html.find(f"</{element}", tag, tag + _LONGEST_CELL) if element != "dd" else 0
        elif element == "li":
            self.bold = 0
            self.made.line()
            if not closing:
                self.made.bullet("  " * (min(len(self.lists), _DEEPEST) - 1) + "• ")

    def _watch_lists(self, element: str, tag: int, *, closing: bool) -> None:
        """An item of a numbered list above a list of its own is a heading; menus are not numbered."""
        if element not in {"ul", "ol"}:
            return
        if closing:
            self.lists[-1:] = []
            return
        if self.lists == ["ol"]:
            item = self.html.rfind("<li", max(0, tag - _MOST_BEFORE), tag)
            if item >= 0 and _PART.fullmatch(self.html, item, tag) is not None:
                self.made.head(_OF_NUMBER)
        self.lists.append(element)

    def _within_cell(self, element: str, tag: int, *, closing: bool) -> None:
        """The lines of a short cell are parted by signs, so that its row stays one line."""
        behind = _BEFORE_ASIDE.match(self.html, tag)
        if behind is not None and _ASIDE.match(self.html, behind.end()):
            return
        if self.cell_said and (element == "br" or (element == "li" and not closing)):
            self.made.words("; ")
            self.cell_said = False
        else:
            self.made.words(" ")

    def _watch_noise(self, element: str, tag: str, *, closing: bool) -> None:
        """One noisy element at a time; one that is never closed was none."""
        if self.noise is None:
            if not closing and (
                element in _NOISE or (element in {"div", "section", "ul", "a"} and _BANNER.search(tag))
            ):
                self.made.line()
                self.noise = (element, 1, self.made.length)
            return
        name, depth, start = self.noise
        if element != name or tag.endswith("/>"):
            return
        depth += -1 if closing else 1
        self.noise = (name, depth, start)
        if depth == 0:
            self.made.line()
            self.made.noise.append((start, self.made.length))
            self.noise = None

    def _behind(self, end: str, start: int) -> int:
        found = self.html.find(end, start)
        return len(self.html) if found < 0 else found + len(end)

    def _behind_element(self, element: str, start: int) -> int:
        """The place after the end tag; a head that is never closed ends where the body begins."""
        pattern = rf"</{element}\b[^>]{{0,99}}>?" + (r"|<body\b" if element == "head" else "")
        found = re.compile(pattern, re.I).search(self.html, start)
        if found is None:
            return len(self.html)
        return found.start() if found[0].lower().startswith("<body") else found.end()
