"""A letter taken apart into plain texts that staff may change, and put together again.

Each run of paragraphs between two marked elements is one text: paragraphs stand apart by a
blank line, items begin with "- ". Tables and addresses are lines such as `[[table 1: Systems searched]]`,
which may be moved or deleted. What is typed is text and stays text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from portal import words
from portal.domain.errors import Invalid
from portal.papers.article import BLOCKS, CONTROL, HEADINGS, SPACE, Element, read
from portal.words import gettext as _

LONGEST_TEXT = 10_000
LONGEST_TITLE = 120
_PROSE = frozenset({"p", "ul", "ol"})
_BORNE = ("a", "strong")
"""What the words of a paragraph may bear: a link, and bold."""
_PLACE = re.compile(r"\[\[[^\[\]\d]*(\d+)\b[^\n]*\]\]")
_SILENT = HEADINGS | {"p", "ul", "ol", "li", "strong", "small"}
_ITEM = {"ul": re.compile(r"[-•*] +"), "ol": re.compile(r"\d+[.)] +")}


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a letter: `key` tells it from the others, `codes` are the marked elements it fills.

    `title` is the heading that it stands under, empty above the first one.
    """

    key: str
    codes: tuple[str, ...]
    title: str
    text: str


@dataclass(eq=False)
class _Run:
    """Where a passage stands: children of `home` from `start` on, in order."""

    home: Element
    codes: tuple[str, ...]
    title: str
    start: int
    blocks: list[Element | str] = field(default_factory=list)


def passages(html: str, language: str) -> tuple[Passage, ...]:
    """The texts of a letter in its order; what stands in letterhead, title and signature is none of them."""
    taken = _Taken(html, language)
    return tuple(
        Passage(f"text_{number}", run.codes, run.title, taken.text(run)) for number, run in enumerate(taken.runs)
    )


def rewritten(html: str, language: str, texts: Mapping[str, str], title: str = "", own: str = "") -> str:
    """The letter with these texts in the place of its passages, and with a section of one's own before the last.

    A text that is missing from `texts` stays as it is, and so does each paragraph that was not touched. In one that
    was, a link or a bold word stays where its words still stand, letter by letter. A heading whose section says
    nothing any more goes, unless the law wants the section.

    Raises:
        Invalid: `too_long`, `place_unknown` (with `name`), `place_twice` (with `name`); `field` is the key.
    """
    taken = _Taken(html, language)
    typed = {f"text_{number}": run for number, run in enumerate(taken.runs)}
    other = {key: plain(texts[key], key) for key, run in typed.items() if key in texts}
    other = {key: text for key, text in other.items() if text != taken.text(typed[key])}
    used = {id(block) for key, run in typed.items() if key not in other for block in run.blocks}
    made = [(run, taken.blocks(other[key], key, used, run)) for key, run in typed.items() if key in other]
    for run, blocks in reversed(made):
        run.home.children[run.start : run.start + len(run.blocks)] = blocks
        if run.home.tag == "p" and any(isinstance(one, Element) and one.tag in BLOCKS for one in blocks):
            run.home.tag = "div"
    taken.add(plain(title, "title", LONGEST_TITLE), plain(own, "own"), used)
    taken.drop_empty()
    return taken.root.html()


def changed(html: str, language: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The codes of the elements whose text is another; `own` for a passage without a code."""
    found: dict[str, None] = {}
    for passage in passages(html, language):
        if passage.key in texts and plain(texts[passage.key], passage.key) != passage.text:
            found |= dict.fromkeys(passage.codes or ("own",))
    return tuple(found)


def framed(html: str, language: str, opening: str, closing: str) -> str:
    """The letter with paragraphs of one's own above its first section and below its last; what says nothing goes."""
    taken = _Taken(html, language)
    taken.frame(opening, closing)
    _drop_silent(taken.root)
    taken.drop_empty()
    return taken.root.html()


class _Taken:
    """A letter taken apart."""

    def __init__(self, html: str, language: str) -> None:
        self.root = read(html)
        self.runs: list[_Run] = []
        self._language = language
        self._places: dict[int, Element] = {}
        self._originals: dict[str, list[Element | str]] = {}
        self._article = next(self.root.elements("article"), self.root)
        self._sections = [one for one in self._article.children if isinstance(one, Element) and one.tag == "section"]
        for section in self._sections:
            heading = next(section.elements(*HEADINGS), None)
            self._walk(section, (), heading.text() if heading else "")
        self._number()

    def text(self, run: _Run) -> str:
        """A run as staff see it."""
        return "\n\n".join(said for one in run.blocks if (said := self._said(one)))

    def blocks(self, text: str, key: str, used: set[int], run: _Run | None = None) -> list[Element | str]:
        """What was typed as blocks: those that were there before as they were, the rest made of plain text.

        The links and the bold words of the `run` that was there before go with their words.
        """
        chunks = [*_chunks(text)]
        gone = [one for one in run.blocks if self._said(one) not in chunks] if run else []
        borne = [*_borne(gone)]
        return [one for chunk in chunks for one in self._chunk(chunk, key, used, borne)]

    def add(self, title: str, own: str, used: set[int]) -> None:
        """A section of one's own above the last one."""
        if own:
            heading: list[Element | str] = [Element("h2", children=[title])] if title else []
            section = Element("section", {"class": "letter-own"}, [*heading, *self.blocks(own, "own", used)])
            before = self._sections[-1] if self._sections else None
            place = self._article.children.index(before) if before else len(self._article.children)
            self._article.children.insert(place, section)

    def frame(self, opening: str, closing: str) -> None:
        """Sections of one's own before the first one and after the last."""
        inside = self._article.children
        for text, beside, after in ((opening, self._sections[0], 0), (closing, self._sections[-1], 1)):
            if text:
                section = Element("section", {"class": "letter-own"}, [*_blocks(text)])
                inside.insert(inside.index(beside) + after, section)

    def drop_empty(self) -> None:
        """Sections that hold a heading alone go, where nothing in them is marked."""
        for section in self._sections:
            marked = section.code or any(one.code for one in _inside(section))
            if not marked and not any(_filled(one) for one in section.children):
                self._article.children.remove(section)

    def _walk(self, home: Element, codes: tuple[str, ...], title: str) -> None:
        """Gather the runs in `home`: one ends where a marked element or a heading comes between."""
        codes = (*codes, home.code) if home.code else codes
        if home.tag == "p":
            self.runs.append(_Run(home, codes, title, 0, [*home.children]))
            return
        run: _Run | None = None
        for place, child in enumerate(home.children):
            if isinstance(child, Element) and (child.tag in HEADINGS or child.code or child.tag in {"section", "div"}):
                run = None
                if child.tag not in HEADINGS:
                    self._walk(child, codes, title)
                continue
            if isinstance(child, str) and not child.strip() and run is None:
                continue
            if run is None:
                run = _Run(home, codes, title, place)
                self.runs.append(run)
            run.blocks.append(child)
        if home.code and not any(one.codes == codes for one in self.runs):
            self.runs.append(_Run(home, codes, title, len(home.children)))

    def _number(self) -> None:
        for run in self.runs:
            for one in run.blocks:
                if isinstance(one, Element) and one.tag in BLOCKS - _PROSE:
                    self._places[len(self._places) + 1] = one
            for one in run.blocks:
                if said := self._said(one):
                    self._originals.setdefault(said, []).append(one)

    def _said(self, one: Element | str) -> str:
        if isinstance(one, str):
            return SPACE.sub(" ", one).strip()
        for number, place in self._places.items():
            if place is one:
                return self._name(number, place)
        if one.tag in {"ul", "ol"}:
            items = enumerate(one.elements("li"), 1)
            return "\n".join(f"{f'{number}.' if one.tag == 'ol' else '-'} {_line(item)}" for number, item in items)
        return _lines(one)

    def _name(self, number: int, place: Element) -> str:
        caption = next(place.elements("caption"), None) if place.tag == "table" else None
        what = _("table") if place.tag == "table" else _("address")
        told = (caption or place).text().replace("[", "(").replace("]", ")")
        return f"[[{what} {number}: {told[:60]}]]"

    def _chunk(self, chunk: str, key: str, used: set[int], borne: list[Element]) -> Iterator[Element | str]:
        for original in self._originals.get(chunk, []):
            if id(original) not in used:
                used.add(id(original))
                yield original
                return
        if chunk.startswith("[[") and "\n" not in chunk:
            yield self._placed(chunk, key, used)
            return
        yield _block(chunk, borne)

    def _placed(self, chunk: str, key: str, used: set[int]) -> Element:
        found = _PLACE.fullmatch(chunk)
        place = self._places.get(int(found[1])) if found and len(found[1]) < 6 else None
        if place is None:
            raise Invalid("place_unknown", field=key, name=chunk[:80])
        if id(place) in used:
            raise Invalid("place_twice", field=key, name=chunk[:80])
        used.add(id(place))
        return place


def _chunks(text: str) -> Iterator[str]:
    """What stands between empty lines."""
    return (chunk.strip() for chunk in re.split(r"\n[ \t]*\n+", text) if chunk.strip())


def _blocks(text: str) -> Iterator[Element]:
    """Plain text as paragraphs and lists."""
    return (_block(chunk, []) for chunk in _chunks(text))


def _block(chunk: str, borne: list[Element]) -> Element:
    lines = chunk.split("\n")
    for tag, mark in _ITEM.items():
        if all(mark.match(line) for line in lines):
            items: list[Element | str] = [
                Element("li", children=_bearing(mark.sub("", line, count=1), borne)) for line in lines
            ]
            return Element(tag, {"class": "facts"}, items)
    return Element(
        "p", children=[part for line in lines for part in (*_bearing(line.strip(), borne), Element("br"))][:-1]
    )


def _borne(blocks: Iterable[Element | str]) -> Iterator[Element]:
    """The links and bold words in paragraphs and lists; what stands in tables and addresses stays there."""
    for one in blocks:
        if isinstance(one, Element):
            if one.tag in _BORNE:
                yield one
            elif one.tag not in BLOCKS - _PROSE:
                yield from one.elements(*_BORNE)


def _bearing(line: str, borne: list[Element]) -> list[Element | str]:
    """A line with those of `borne` whose words stand in it, each once: they are taken from the list."""
    parts: list[Element | str] = []
    while found := min(_standing(line, borne), key=lambda one: (one[0], -one[1]), default=None):
        start, length, element = found
        parts += [line[:start], element]
        line = line[start + length :]
        borne.remove(element)
    return [one for one in (*parts, line) if one != ""]


def _standing(line: str, borne: Iterable[Element]) -> Iterator[tuple[int, int, Element]]:
    """Where the words of an element stand in a line, whole, and how long they are."""
    for element in borne:
        said = element.text()
        if said and (place := re.search(rf"(?<!\w){re.escape(said)}(?!\w)", line)):
            yield place.start(), len(said), element


def plain(text: str, key: str, longest: int = LONGEST_TEXT) -> str:
    """A text as it is kept: line ends of one kind, no control signs.

    Raises:
        Invalid: `too_long`.
    """
    plain = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = re.sub(r"[ \t]+\n", "\n", plain).strip()
    if len(plain) > longest:
        raise Invalid("too_long", field=key, most=longest)
    return re.sub(r"\n{3,}", "\n\n", plain)


def _lines(one: Element) -> str:
    """A paragraph, its line breaks kept; where its lines are kept as they stand, those too."""
    keeps = one.has("letter-said")
    parts = []
    for child in one.children:
        if isinstance(child, Element):
            parts.append("\n" if child.tag == "br" else _quoted(child))
        else:
            parts.append(child if keeps else SPACE.sub(" ", child))
    return "\n".join(line for part in "".join(parts).split("\n") if (line := part.strip()))


def _line(one: Element) -> str:
    return SPACE.sub(" ", " ".join(_lines(one).split("\n")))


def _quoted(one: Element) -> str:
    said = one.text()
    if one.tag == "q":
        return f"“{said}”" if words.language() == "en" else f"”{said}”"
    return said


def _inside(one: Element) -> Iterator[Element]:
    for child in one.children:
        if isinstance(child, Element):
            yield child
            yield from _inside(child)


def _drop_silent(one: Element) -> None:
    """Paragraphs, headings and items that were emptied go."""
    for child in [child for child in one.children if isinstance(child, Element)]:
        _drop_silent(child)
        if child.tag in _SILENT and not child.code and not child.text():
            one.children.remove(child)


def _filled(one: Element | str) -> bool:
    if isinstance(one, str):
        return bool(one.strip())
    return one.tag not in HEADINGS and any(_filled(child) for child in one.children)
