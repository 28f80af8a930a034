"""The words of Markdown in their own places: each sign of the markup becomes a blank, so that no place moves."""

import re
from html import unescape

from portal.reading.notice import markup_names
from portal.reading.notice.document import Document

_HEAD = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(?=\S)|(?<=##)(?=\w)|(?=[A-ZÅÄÖ][^#\n]{2,100}$))", re.M)
"""With a blank behind its signs or, as older writers and programs had it, without; `#tag #tag` is no heading."""
_UNDERLINED = re.compile(r"^(?=\S)[^\n]{1,120}\n(=+|-{3,})[ \t]*$", re.M)
_BOLD_LINE = re.compile(r"^[ \t]*(?:\*\*|__)([^*_\n]{1,120})(?:\*\*|__)[ \t]*:?[ \t]*$", re.M)
_BOLD_START = re.compile(r"^[ \t]*(?:[-*+][ \t]+|\d{1,2}[.)][ \t]+)?(?:\*\*|__)([^*_\n]{1,80})(?:\*\*|__)", re.M)
_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\n]{0,500}\)")
_REFERENCE = re.compile(r"\[([^\]\n]{1,300})\]\[[^\]\n]{0,80}\]")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,80}\]:[ \t]+\S[^\n]*$", re.M)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:|www\.)[^<>\s]{3,200}|[^<>\s@]{1,64}@[^<>\s@]{3,100})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>|<!--.{0,2000}?-->", re.S)
_HTML_HEAD = re.compile(r"<h([1-6])(?:[ \t][^<>\n]{0,200})?>", re.I)
_HTML_ITEM = re.compile(r"<li(?:[ \t][^<>\n]{0,200})?>(?=[^\n]{0,200}$)", re.I | re.M)
"""Headings and short items that stand in Markdown as in a page; a long one is a paragraph, as it was."""
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$|^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t:-]*$|^```.*$", re.M)
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\S)_{1,2}(?!\w)|(?<!`)`{1,2}(?!`)")
_QUOTE = re.compile(r"^[ \t]*>[ \t]?", re.M)
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|<>-])")
_BREAK = re.compile(r"\\[ \t]*$", re.M)
"""The sign behind a line that goes on in a new line."""
_FRONT = re.compile(
    r"\A(?:(---|\+\+\+)\n.{0,4000}?\n\1[ \t]*$|---\n\w[\w-]{0,40}:.{0,4000}?\n\.\.\.[ \t]*$)", re.S | re.M
)
"""What stands before the text; YAML may end with three dots as well."""
_CHANGED = re.compile(
    r"^(?:last_?-?)?(?:updated?|modified|mod|revised|changed|reviewed)(?:_?-?(?:at|on|date))?[ \t]*[:=].*\d{4}.*$",
    re.M | re.I,
)
"""`lastmod: 2025-05-01`: when a page was changed last, as it says before its text."""
_DATED = re.compile(r"(?<=^date)[ \t]*[:=](.*\d{4}.*)$", re.M | re.I)
"""Its date, where it says no other: without its word, so that any day that the text calls its own comes first."""
_ENTITY = re.compile(r"&(?:(#96\d\d|bull);|nbsp;|#160;)")
_WORDS_OF = re.compile(r"&(?:rsquo|lsquo|quot|amp|[aouAOU](?:uml|ring)|#39|#x27|#8217|ndash|mdash);")
_LOOKS = re.compile(r"^ {0,3}#{1,6}(?:[ \t]+\S|(?<=##)\w)", re.M)
_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.M)
_BREAKS = re.compile(r"(?<=[^\s|])[ \t]{0,8}<br[ \t]{0,3}/?>(?:[ \t]{0,8}<br[ \t]{0,3}/?>){0,8}(?=[ \t]{0,8}[^\s|])")
"""Where a cell goes on in a line of its own."""
_DEFINED = re.compile(r"^(?=[^\s|#>-])([^\n]{1,120})\n(?:[ \t]*\n)?(?=:[ \t]+\S)", re.M)
"""A term, with what defines it below: `Recipients` and `: Fortnox AB`."""
_DEFINES = re.compile(r"^:(?=[ \t]+\S)", re.M)
_LIST_STAR = re.compile(r"^([ \t]*)\*(?=[ \t]+\S)", re.M)


def looks_like_markdown(text: str) -> bool:
    """Whether a text without that name is Markdown all the same: two headings of it, or as many bold lines."""
    return len(_LOOKS.findall(text[:200_000])) > 1 or len(_BOLD_LINE.findall(text[:200_000])) > 1


def read_markdown(source: str) -> Document:
    """The words, each where it stands in the source; linear in its length."""
    text = unescape(source) if _WORDS_OF.search(source) else source
    front = _FRONT.search(text)
    summary = markup_names.summary_of_front(front[0]) if front is not None else ""
    text, dated = _without_front(text)
    marks = [(found.start(1), len(found[1])) for found in _HEAD.finditer(text)]
    marks += [(found.start(), 1 if found[1][0] == "=" else 2) for found in _UNDERLINED.finditer(text)]
    marks += [(found.start(1), 7) for found in _BOLD_LINE.finditer(text)]
    marks += [(found.start(1), 7) for found in _DEFINED.finditer(text) if not found[1].startswith(":")]
    marks += [(found.end(), int(found[1])) for found in _HTML_HEAD.finditer(text)]
    bold = [(found.start(1), found.end(1)) for found in _BOLD_START.finditer(text)]
    text = _RULE.sub(_blank, text)
    text = _ENTITY.sub(lambda found: ("•" if found[1] else "").ljust(len(found[0])), text)
    text = _UNDERLINED.sub(lambda found: found[0][: found.start(1) - found.start()] + " " * len(found[1]), text)
    text = _HEAD.sub(_blank, text)
    text = _DEFINES.sub("-", text)
    text = _LIST_STAR.sub(r"\1-", text)
    text = _DEFINITION.sub(_blank, text)
    text = _REFERENCE.sub(_link, _LINK.sub(_link, text))
    text = _AUTOLINK.sub(lambda found: f" {found[1]} ", text)
    text = _ROW.sub(lambda found: _BREAKS.sub(_parted, found[0]), text)
    text = _HTML_ITEM.sub(lambda found: "•".ljust(len(found[0])), text)
    text = _TAG.sub(_blank, text)
    for signs in (_ESCAPE, _BREAK, _EMPHASIS, _QUOTE):
        text = signs.sub(_blank, text)
    text = _ROW.sub(lambda found: found[0].replace("|", "\t"), text)
    heads = {_first_letter(text, start): level for start, level in reversed(marks)}
    labels = {_first_letter(text, start): end for start, end in bold}
    labels = {start: end for start, end in labels.items() if start not in heads}
    return Document(text, heads, labels, noise=dated, summary=summary)


def _without_front(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without what stands before it, but for the lines that say when it was changed, and where these are."""
    front = _FRONT.search(text)
    if front is None:
        return text, ()
    changed = list(_CHANGED.finditer(text, 0, front.end())) or list(_DATED.finditer(text, 0, front.end()))
    dated = tuple(line.span(line.lastindex or 0) for line in changed)
    kept = list(_blank(front))
    for start, end in dated:
        kept[start:end] = text[start:end].replace("_", " ")
    return "".join(kept) + text[front.end() :], dated


def _blank(found: re.Match[str]) -> str:
    return "".join("\n" if one == "\n" else " " for one in found[0])


def _parted(found: re.Match[str]) -> str:
    """The lines of a cell are parted by signs, so that its row stays one line."""
    return ";".ljust(len(found[0]))


def _link(found: re.Match[str]) -> str:
    """The words of a link without its address; its brackets are blanks."""
    before = found.start(1) - found.start()
    return " " * before + found[1] + " " * (len(found[0]) - before - len(found[1]))


def _first_letter(text: str, start: int) -> int:
    while start < len(text) and text[start] in " \t":
        start += 1
    return start
