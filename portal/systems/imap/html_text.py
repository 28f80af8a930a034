"""The words of an HTML mail, in one pass over it.

A mail is written by anybody, so this reads in linear time whatever stands there: no tree is built
(docs/decisions/0024-html-of-a-mail-is-read-in-one-pass.md). Tags go, blocks become lines, and what a
browser would not show as text (script, style, head, comments) is left out.
"""

import re
from html import unescape

_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)")
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript"})
_LINES = frozenset(
    {"br", "p", "div", "tr", "li", "ul", "ol", "table", "hr", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_CELLS = frozenset({"td", "th"})
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r" ?\n(?: ?\n){2,}")


def text_of(html: str) -> str:
    """What a reader sees, a line for each block, at most one empty line in a row."""
    pieces: list[str] = []
    at = 0
    while at < len(html):
        tag = html.find("<", at)
        if tag < 0:
            pieces.append(_words(html[at:]))
            break
        pieces.append(_words(html[at:tag]))
        at, put = _after_tag(html, tag)
        pieces.append(put)
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _words(text: str) -> str:
    return unescape(" ".join(f".{text}.".split())[1:-1]) if text else ""


def _after_tag(html: str, tag: int) -> tuple[int, str]:
    """Where reading goes on behind the tag at `tag`, and what stands in its place."""
    if html.startswith("<!--", tag):
        return _behind(html, "-->", tag + 4), ""
    name = _NAME.match(html, tag + 1)
    if name is None:
        if html.startswith(("<!", "<?"), tag):
            return _behind(html, ">", tag + 2), ""
        return tag + 1, "<"
    element = name[1].lower()
    after = _behind(html, ">", tag + 1)
    if element in _UNSEEN and not name[0].startswith("/"):
        return _behind_element(html, element, after), " "
    if element in _LINES:
        return after, "\n"
    return after, " " if element in _CELLS else ""


def _behind(html: str, end: str, start: int) -> int:
    """The place after the next `end`; where there is none, the end of the whole."""
    found = html.find(end, start)
    return len(html) if found < 0 else found + len(end)


def _behind_element(html: str, element: str, start: int) -> int:
    """The place after the element's end tag; a head that is never closed ends where the body begins."""
    closing = re.compile(rf"</{element}\b[^>]*>?|<body\b" if element == "head" else rf"</{element}\b[^>]*>?", re.I)
    found = closing.search(html, start)
    if found is None:
        return len(html)
    return found.start() if found[0].lower().startswith("<body") else found.end()
