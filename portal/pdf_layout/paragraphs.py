"""Lines that stand below one another become paragraphs and items: what was wrapped is one, and hyphens go."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from portal.pdf_layout.pieces import Line, Piece

BULLETS = frozenset("•·●▪◦‣⁃■□▸►➢➤✓✔○∙☑☒☐◆◇❖★➔→⮚\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf02d\uf0e0\uf0de")
TICKS = frozenset("☑☒☐")
_DASHES = frozenset("-–—*o")
_NUMBER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|(?:[a-zA-Z]|[IVXivx]{1,4})[.)]|\((?:[a-z]|[ivx]{1,4}|\d{1,2})\))(?=\s+\S|$)"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s+[^\W\d_])"
)
_COUNT = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?")
"""The number of a heading or a field, where it stands alone."""
_ENDS = (".", ":", ";", "!", "?")
_SAME_SIZE = 0.12
_LONG_LINE = 40
_NARROW = 14
"""Of the size of the letters: in a column as narrow as this, words are broken."""
_LOOSE = 1.22
"""How much further apart than usual the lines of one paragraph may be."""
_AND = re.compile(r"(?:ja|sekä|tai|eli|och|samt|eller|and|or|und|oder)\b")
_HYPHENS = ("-", "\u2010", "\u00ad")


@dataclass(slots=True)
class Paragraph:
    """Lines that are one paragraph, item or heading. `apart` where more space than usual is above it."""

    lines: list[Line]
    bullet: bool = False
    apart: bool = False
    spans: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.lines[0].size

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(text for text, _ in self.spans)


@dataclass(slots=True)
class Setting:
    """How a document is set: its leading, of the size of its letters; whether words are broken; which words it has."""

    leading: float = 1.25
    is_hyphenated: bool = False
    words: frozenset[str] = frozenset()


def is_marker(pieces: Sequence[Piece]) -> bool:
    """Whether pieces are only the sign or the number of an item."""
    said = "".join(one.text for one in pieces)
    if len(said) == 1 and (said in BULLETS or said in _DASHES or pieces[0].symbol):
        return True
    return len(said) < 9 and (_NUMBER.fullmatch(said) or _COUNT.fullmatch(said)) is not None


def has_bullet(line: Line) -> bool:
    """Whether a line begins with the sign of an item."""
    first = line.pieces[0]
    if first.text[0] in BULLETS or (first.symbol and len(first.text) == 1):
        return True
    if first.text in _DASHES and len(line.pieces) > 1:
        gap = line.pieces[1].x0 - first.x1
        return gap > (0.6 if first.text == "o" else 0.1) * first.size
    return False


def paragraphs_of(lines: Sequence[Line], right: float, setting: Setting) -> Iterator[Paragraph]:
    """Lines of one column, from the top; `right` is how far they may reach."""
    if lines and right - min(line.x0 for line in lines) < _NARROW * lines[0].size:
        setting = replace(setting, is_hyphenated=True)
    open_: Paragraph | None = None
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else None
        if (
            open_ is not None
            and _goes_on(open_, line, right, setting)
            and not _stands_alone(open_.lines[-1], line, below, right)
        ):
            open_.lines.append(line)
            continue
        if open_ is not None:
            yield _said(open_, right, setting)
        apart = open_ is None or _is_apart(open_.lines[-1], line, setting)
        open_ = Paragraph([line], has_bullet(line), apart)
    if open_ is not None:
        yield _said(open_, right, setting)


def _is_apart(above: Line, line: Line, setting: Setting) -> bool:
    gap = line.y - above.y
    return not 0 < gap <= setting.leading * _LOOSE * max(line.size, above.size)


def _goes_on(open_: Paragraph, line: Line, right: float, setting: Setting) -> bool:
    above = open_.lines[-1]
    if abs(above.size - line.size) > _SAME_SIZE * line.size or _is_apart(above, line, setting):
        return False
    if has_bullet(line):
        return False
    first = line.text.lstrip()
    is_full = is_wrapped(above, line, right) or _is_broken(above, line)
    if _NUMBER.match(first) and not (is_full and line.x0 > open_.lines[0].x0 + line.size):
        return False
    if all(one.is_bold for one in open_.lines) != line.is_bold and not (is_full and first[:1].islower()):
        begun_bold = line.pieces[0].bold if all(one.is_bold for one in open_.lines) else not line.is_bold
        if not (is_full and begun_bold):
            return False
    if not open_.bullet and len(open_.lines) > 1 and line.x0 > open_.lines[-1].x0 + 1.2 * line.size:
        return False
    if open_.bullet:
        hangs = line.x0 - open_.lines[0].x0
        if hangs > 0.6 * line.size:
            return True
        is_full = is_full and (hangs > -0.5 * line.size or first[:1].islower())
    return is_full or _is_in_sentence(above, line, right)


def _is_broken(above: Line, line: Line) -> bool:
    """Whether a line ends in the hyphen of a word that goes on."""
    text = above.text.rstrip()
    return text.endswith(_HYPHENS) and text[-2:-1].isalpha() and line.text.lstrip()[:1].islower()


def _stands_alone(above: Line, line: Line, below: Line | None, right: float) -> bool:
    """A short line without an end, below a sentence that has one and above a line that it does not go on in."""
    text, ended = line.text.strip(), above.text.rstrip()
    if not text[:1].isupper():
        return False
    if ended.endswith(":"):
        return below is None or not is_wrapped(line, below, right)
    if below is None or not ended.endswith(".") or text.endswith((*_ENDS, ",")):
        return False
    return line.x1 - line.x0 < 0.6 * (right - line.x0) and not is_wrapped(line, below, right)


def _is_in_sentence(above: Line, line: Line, right: float) -> bool:
    """A long line without an end, and a small letter below it: the margin is just not as even."""
    is_long = above.x1 - above.x0 > 0.75 * (right - above.x0) and len(above.text) > _LONG_LINE
    return is_long and line.text.lstrip()[:1].islower() and not above.text.rstrip().endswith(_ENDS)


def is_wrapped(above: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line found no place in the line above."""
    text = line.text.strip()
    word = text.split(" ", 1)[0] if text else ""
    width = (line.x1 - line.x0) * len(word) / max(1, len(text))
    return above.x1 + width + 0.2 * line.size > right - 0.3 * line.size


def _said(made: Paragraph, right: float, setting: Setting) -> Paragraph:
    spans: list[tuple[str, bool]] = []
    for number, line in enumerate(made.lines):
        said = [(" ".join(f".{text}.".split())[1:-1], bold) for text, bold in line.spans]
        if number == 0 and made.bullet:
            said = [(said[0][0].lstrip()[1:].lstrip(), said[0][1]), *said[1:]]
        if spans and said:
            spans[-1], between = _joined(spans[-1], said[0][0], setting)
            if between == " " and _is_cut(made.lines[number - 1], line, right, setting, made.lines):
                between = ""
            said[0] = (between + said[0][0].lstrip(), said[0][1])
        spans += said
    made.spans = [(text, bold) for text, bold in spans if text]
    return made


def _is_cut(above: Line, line: Line, right: float, setting: Setting, others: Sequence[Line]) -> bool:
    """A word that is longer than its cell is wide goes on in the next line without a hyphen."""
    word, text = above.text.strip(), line.text.strip()
    begun = text.split(" ", 1)[0]
    if any(one.text.rstrip().endswith(_HYPHENS) for one in others):
        return False
    if " " in word or not word[-1:].isalpha() or not begun[:1].islower() or len(word) < 5 or _AND.match(begun):
        return False
    if word.casefold() in setting.words and f"{word}{begun}".casefold() not in setting.words:
        return False
    letter = (above.x1 - above.x0) / len(word)
    room = right - above.x1
    return room < letter + 0.1 * line.size and letter * len(begun) > room - letter


def _joined(last: tuple[str, bool], begun: str, setting: Setting) -> tuple[tuple[str, bool], str]:
    """The last words of a line without the hyphen that only breaks one, and what stands between the lines."""
    text, bold = last[0].rstrip(), last[1]
    begun = begun.lstrip()
    if not text.endswith(_HYPHENS) or not begun[:1].isalpha() or not text[-2:-1].isalnum():
        return (text, bold), "" if text.endswith("/") else " "
    if text.endswith("\u00ad"):
        return (text[:-1], bold), ""
    if begun[0].isupper() or _AND.match(begun):
        return (text, bold), " " if _AND.match(begun) else ""
    return (text[:-1] if _is_only_broken(text[:-1], begun, setting) else text, bold), ""


def _is_only_broken(text: str, begun: str, setting: Setting) -> bool:
    head = re.split(r"[\s(/]", text)[-1]
    tail = re.split(r"[\s),.;:/]", begun)[0]
    whole, parted = f"{head}{tail}".casefold(), f"{head}-{tail}".casefold()
    if whole in setting.words or parted in setting.words:
        return whole in setting.words
    if len(head) < 2 or head.isupper() or head[-1].isdigit() or head[-1].casefold() == begun[0].casefold():
        return False
    if not any(one in "aeiouyäöå" for one in head.casefold()):
        return False
    return setting.is_hyphenated


def setting_of(columns: Iterable[Sequence[Line]]) -> Setting:
    """How the lines of a document are set, from all its columns."""
    gaps: Counter[float] = Counter()
    words: set[str] = set()
    lines = broken = 0
    for column in columns:
        for above, line in zip(column, column[1:], strict=False):
            gap = (line.y - above.y) / max(1.0, line.size)
            if abs(above.size - line.size) < _SAME_SIZE * line.size and 0.9 < gap < 2.4:
                gaps[round(gap * 20) / 20] += len(line.pieces)
        for line in column:
            text = line.text
            lines += 1
            broken += text.endswith("-") and text[-2:-1].isalpha()
            words |= {one.strip("().,;:!?\"'”“").casefold() for one in text.split()[:-1]}
    leading = gaps.most_common(1)[0][0] if gaps else 1.25
    return Setting(leading, broken > max(3, 0.04 * lines), frozenset(words))
