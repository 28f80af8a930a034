"""A letter as a tagged PDF (PDF/UA-1), made by typst from the HTML that the person reads.

The HTML of `templates/letters` becomes a tree of plain data; typst's source is one fixed
template that reads this tree. A text is never part of a source, so nothing in it can be evaluated.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, Final

import typst

from portal import words
from portal.domain.errors import Damaged
from portal.papers import article
from portal.papers.article import BLOCKS, CONTROL, SPACE, Element

Node = dict[str, Any]
Inline = list[Any]

STANDARD: Final = "ua-1"
LONGEST_WORD = 24
_UNSEEN = "\ufffd"
"""Stands for a sign that no font here can draw."""
_BREAK = "\u200b"
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_PIECES = re.compile(rf"[\w']{{1,{LONGEST_WORD}}}[^\w\s']*|[^\w\s]+")
_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_LINK = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_QUOTES = {"fi": ("”", "”"), "sv": ("”", "”"), "en": ("“", "”")}
_ROUNDS = 4


def make(
    html: str, author: str, address: Sequence[str] = (), drawings: Mapping[str, tuple[str, str]] | None = None
) -> bytes:
    """The PDF of one letter: A4, its first page made for a window envelope where `address` has lines.

    `html` is the letter's article, `author` the controller's name. The same input gives the same bytes: the
    moment of making is noon UTC of the letter's own date. `drawings` are SVG with their alternative text, by the
    names that `<figure data-drawing>` calls.

    Raises:
        Damaged: `letter_damaged`, where the article has no title or date.
    """
    return _compiled(_tree(html, author, address, drawings or {}), "pdf")[0]


def pictures(
    html: str,
    author: str,
    address: Sequence[str] = (),
    dots: float = 72.0,
    drawings: Mapping[str, tuple[str, str]] | None = None,
) -> list[bytes]:
    """Each page as a PNG, at `dots` per inch: for looking at what was made."""
    return _compiled(_tree(html, author, address, drawings or {}), "png", dots)


def _compiled(tree: Node, form: str, dots: float | None = None) -> list[bytes]:
    """With the fonts that typst brings; where these lack a sign with the machine's; what nobody has is replaced."""
    missing: dict[str, None] = {}
    for round_ in range(_ROUNDS):
        try:
            return _run(tree, form, dots, own_fonts=round_ == 0)
        except typst.TypstError as fault:
            found = [_unescaped(one) for one in _MISSING.findall(f"{fault.message}\n{fault.diagnostic}")]
            if not found:
                raise Damaged("letter_damaged") from None
            if round_:
                missing |= dict.fromkeys(found)
                tree = _without(tree, sorted(missing, key=len, reverse=True))
    raise Damaged("letter_damaged")


def _run(tree: Node, form: str, dots: float | None, *, own_fonts: bool) -> list[bytes]:
    year, month, day = tree["written"]
    at = datetime.combine(date(year, month, day), time(12), UTC)
    compiler = typst.Compiler(
        _source(), font_paths=_fonts(own_fonts), ignore_system_fonts=True,
        sys_inputs={"letter": json.dumps(tree, ensure_ascii=False)},
    )  # fmt: skip
    standards: Any = STANDARD if form == "pdf" else []
    made = compiler.compile(format=form, ppi=dots, pdf_standards=standards, timestamp=at)  # type: ignore[arg-type]  # "pdf" or "png"
    return [made] if isinstance(made, bytes) else list(made or [])


@cache
def _source() -> bytes:
    return (words.templates_folder() / "letters" / "letter.typ").read_bytes()


@cache
def _fonts(own: bool) -> typst.Fonts:
    """The fonts that typst brings along; with the machine's own ones where some sign needs them."""
    return typst.Fonts(include_system_fonts=not own)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda one: chr(int(one[1], 16)) if one[1] else one[2], text)


def _without(value: Any, missing: Sequence[str]) -> Any:
    """The same tree with what cannot be drawn replaced."""
    if isinstance(value, str):
        for one in missing:
            value = value.replace(one, _UNSEEN)
        return value
    if isinstance(value, list):
        return [_without(one, missing) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, missing) for key, one in value.items()}
    return value


# ---- from the article to the tree ------------------------------------------------------------------------


def _tree(html: str, author: str, address: Sequence[str], drawings: Mapping[str, tuple[str, str]]) -> Node:
    articles = list(article.read(html).elements("article"))
    titles = [one for part in articles for one in part.elements("h1")]
    written = [one.attrs.get("datetime", "") for part in articles for one in part.elements("time")]
    if not titles or not written:
        raise Damaged("letter_damaged")
    writer = _Writer(articles[0].attrs.get("lang", "en"), drawings)
    return writer.letter(articles[0], titles[0], written[0], author, address)


class _Writer:
    """Writes the data that the typst template shows."""

    def __init__(self, language: str, drawings: Mapping[str, tuple[str, str]]) -> None:
        self._language, self._drawings = language, drawings
        self._opens, self._closes = _QUOTES.get(language, _QUOTES["en"])
        self._level = 0

    def letter(self, whole: Element, title: Element, written: str, author: str, address: Sequence[str]) -> Node:
        """The whole of it; `body` is what stands below the letterhead."""
        try:
            day = date.fromisoformat(written[:10])
        except ValueError:
            raise Damaged("letter_damaged") from None
        head = next(whole.elements("header"), None) or Element("header")
        sender = next(head.elements("address"), None)
        facts = [fact for one in head.elements("dl") for fact in self._facts(one)]
        reference = next((f"{label} {_words(of)}" for label, of, marked in facts if marked), "")
        to = [one for line in address if line.strip() for one in (_plain(line), {"is": "br"})]
        rest = [one for one in whole.children if one is not head]
        return {
            "title": _plain(title.text()),
            "author": _plain(author),
            "language": self._language,
            "written": [day.year, day.month, day.day],
            "footer": reference,
            "sender": self._lines(sender) if sender else [],
            "facts": [[label, of] for label, of, _marked in facts],
            "to": to[:-1],
            "body": list(self._blocks(rest)),
        }

    def _facts(self, listed: Element) -> Iterator[tuple[str, Inline, bool]]:
        """Label and words of each line; True of the one that holds the reference."""
        for label in listed.elements("dt"):
            row = next((one for one in listed.elements("div") if label in one.children), listed)
            of = next(iter(row.elements("dd")), None)
            if of is not None:
                yield _plain(label.text()), self._inline(of.children), of.has("letter-reference")

    def _blocks(self, children: Sequence[Element | str]) -> Iterator[Node]:
        """Blocks in order; words that stand between blocks are a paragraph of their own."""
        loose: list[Element | str] = []
        for child in children:
            if isinstance(child, str) or child.tag not in BLOCKS:
                loose.append(child)
                continue
            yield from self._paragraph(loose)
            loose = []
            yield from self._block(child)
        yield from self._paragraph(loose)

    def _paragraph(self, children: Sequence[Element | str], *, keeps_lines: bool = False) -> Iterator[Node]:
        if of := self._inline(children, keeps_lines=keeps_lines):
            yield {"is": "par", "of": of}

    def _block(self, one: Element) -> Iterator[Node]:
        if one.tag in {"h1", "h2", "h3", "h4"}:
            self._level = min(int(one.tag[1]), self._level + 1)
            yield {"is": "heading", "level": self._level, "of": self._inline(one.children)}
        elif one.tag == "p":
            yield from self._paragraph(one.children, keeps_lines=one.has("letter-said") or one.has("letter-page"))
        elif one.tag in {"ul", "ol"}:
            items = [list(self._blocks(item.children)) for item in one.elements("li")]
            yield {"is": "list", "ordered": one.tag == "ol", "of": items}
        elif one.tag == "table":
            yield from self._table(one)
        elif one.tag == "figure":
            drawing, said = self._drawings.get(one.attrs.get("data-drawing", ""), ("", ""))
            if drawing:
                yield {"is": "drawing", "svg": drawing, "said": _plain(said)}
        elif one.tag == "address":
            yield {"is": "lines", "of": self._lines(one)}
        elif one.tag == "dl":
            yield {"is": "facts", "of": [[label, of] for label, of, _marked in self._facts(one)]}
        elif one.tag == "footer":
            yield {"is": "together", "of": list(self._blocks(one.children))}
        elif one.has("letter-notice"):
            yield {"is": "notice", "of": list(self._blocks(one.children))}
        else:
            yield from self._blocks(one.children)

    def _table(self, table: Element) -> Iterator[Node]:
        caption = next(table.elements("caption"), None)
        head = [self._cell(cell) for part in table.elements("thead") for cell in part.elements("th", "td")]
        rows = [
            [self._cell(cell) for cell in row.elements("th", "td")]
            for part in table.elements("tbody")
            for row in part.elements("tr")
        ]
        wide = max(map(len, [head, *rows]), default=0)
        if wide:
            blank: Node = {"of": [], "head": False, "number": False}
            filled = [[*row, *[blank] * (wide - len(row))] for row in rows]
            yield {
                "is": "table",
                "caption": self._inline(caption.children) if caption else [],
                "head": head,
                "rows": filled,
                "widths": _widths(head, filled, wide),
            }

    def _cell(self, cell: Element) -> Node:
        return {"of": self._inline(cell.children), "head": cell.tag == "th", "number": cell.has("number")}

    def _lines(self, one: Element) -> Inline:
        """Each element of an address on a line of its own."""
        lines = [self._inline([child]) for child in one.children]
        return [part for line in lines if line for part in (*line, {"is": "br"})][:-1]

    def _inline(self, children: Sequence[Element | str], *, keeps_lines: bool = False) -> Inline:
        return _trimmed([part for child in children for part in self._word(child, keeps_lines)])

    def _word(self, child: Element | str, keeps_lines: bool) -> Inline:
        if isinstance(child, str):
            lines = child.strip("\n").split("\n") if keeps_lines else [child]
            parts = [part for line in lines for part in (_spaced(line), {"is": "br"})]
            return parts[:-1]
        of = [part for one in child.children for part in self._word(one, keeps_lines)]
        if child.tag == "br":
            return [{"is": "br"}]
        if child.tag == "q":
            return [self._opens, *of, self._closes]
        if child.tag in {"strong", "b", "small"}:
            small: Inline = [{"is": "small" if child.tag == "small" else "strong", "of": of}]
            return [{"is": "br"}, *small] if child.has("assumed") else small
        if child.tag == "a" and _LINK.fullmatch(child.attrs.get("href", "")):
            return [{"is": "link", "to": child.attrs["href"], "of": of}]
        return of


def _spaced(text: str) -> str:
    return _plain(SPACE.sub(" ", text))


def _plain(text: str) -> str:
    """A text without control signs, its very long words with places to break."""
    return _LONG.sub(lambda word: _BREAK.join(_PIECES.findall(word[0])), CONTROL.sub("", text))


def _trimmed(parts: Inline) -> Inline:
    """Without empty texts, without space at either end and beside line breaks."""
    kept: Inline = []
    for part in parts:
        if part == "" or (part == " " and (not kept or _ends(kept[-1]))):
            continue
        if isinstance(part, str) and (not kept or _ends(kept[-1])):
            part = part.lstrip(" ")
        elif not isinstance(part, str) and part["is"] == "br" and kept and isinstance(kept[-1], str):
            kept[-1] = kept[-1].rstrip(" ")
        kept.append(part)
    while kept and (kept[-1] == " " or kept[-1] == {"is": "br"}):
        kept.pop()
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip(" ")
    return kept


def _ends(part: Any) -> bool:
    return part.endswith(" ") if isinstance(part, str) else part["is"] == "br"


def _words(parts: Inline) -> str:
    return "".join(part if isinstance(part, str) else _words(part.get("of", [])) for part in parts)


def _widths(head: list[Node], rows: list[list[Node]], wide: int) -> list[int]:
    """A share for each column by the longest text in it; 0 lets a column of numbers be as wide as it must."""
    cells = [*([head] if head else []), *rows]
    if not head and wide == 2:
        return [1, 2]
    shares = []
    for place in range(wide):
        column = [row[place] for row in cells if place < len(row)]
        longest = max(len(_words(one["of"])) for one in column)
        shares.append(0 if all(one["number"] for one in column) else min(max(longest, 17), 40))
    return shares
