"""The pages of a PDF as pieces and rules, by pdfminer.six: which letters it draws where, how large and how bold."""

import io
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import dict_value, list_value, num_value, resolve1
from pdfminer.utils import decode_text

from portal.pdf_layout.pieces import Page, Piece, Rule

MOST_PIECES = 100_000
MOST_RULES = 3_000
"""Of a document, and of a page: a page with more lines is a drawing, and no form."""
_BOLD = re.compile(r"bold|black|heavy|semib|demi|[-,]bd|^cmb", re.I)
_SYMBOLS = re.compile(r"symbol|dingbat|wingding|webding", re.I)
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_HEAVY = 600
_FORCED_BOLD = 1 << 18
_FILLED_AND_DRAWN = 2
_THIN = 3.0
_SHORTEST = 4.0
_STEP = 0.12
"""Of the size of the letters: a smaller gap lies within a word."""
_HAIR = 0.08
_UNSEEN = frozenset("\u200b\u200c\u200d\ufeff\u2060")


class Full(Exception):
    """There are more letters than a notice has."""


def pages_of(content: bytes) -> Iterator[tuple[Page, bool]]:
    """Each page, and whether it draws anything at all; raises whatever pdfminer raises."""
    document = PDFDocument(PDFParser(io.BytesIO(content)))
    shared = PDFResourceManager()
    device = _Device(shared)
    interpreter = PDFPageInterpreter(shared, device)
    for one in PDFPage.create_pages(document):
        interpreter.process_page(one)
        page = device.page
        page.pieces += _typed_in(one, page)
        yield page, bool(one.contents)


class _Device(PDFTextDevice):
    """Hears what is drawn."""

    def __init__(self, shared: PDFResourceManager) -> None:
        super().__init__(shared)
        self.page = Page(0, 0)
        self._count = 0
        self._open: Piece | None = None
        self._end = (0.0, 0.0)
        self._spaced = False
        self._drawn_bold = False
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._before: dict[tuple[str, int, int], tuple[Piece, float]] = {}

    def begin_page(self, page: PDFPage, ctm: object) -> None:
        del ctm
        x0, y0, x1, y1 = page.mediabox
        width, height = abs(x1 - x0), abs(y1 - y0)
        if page.rotate % 180:
            width, height = height, width
        self.page = Page(width, height)
        self._open, self._spaced, self._before = None, False, {}

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        self._drawn_bold = textstate.render == _FILLED_AND_DRAWN
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(  # noqa: PLR0913, PLR0917  # pdfminer's own signature
        self,
        matrix: Sequence[float],
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: object,
        graphicstate: object,
    ) -> float:
        del ncs, graphicstate
        advance = float(font.char_width(cid) * fontsize * scaling)
        across, up, lean, down = matrix[:4]
        if across <= 0 or down <= 0 or abs(up) > 0.1 * across or abs(lean) > 0.5 * down:
            return advance
        size = abs(fontsize) * math.hypot(lean, down)
        x0, y = matrix[4], self.page.height - (matrix[5] + rise * down)
        self._letter(_said(font, cid), x0, x0 + advance * across, y, size, font)
        return advance

    def _letter(  # noqa: PLR0913, PLR0917  # all that is known of one letter
        self, text: str, x0: float, x1: float, y: float, size: float, font: PDFFont
    ) -> None:
        if not text or size <= 0 or not all(map(math.isfinite, (x0, x1, y, size))):
            return
        if text.isspace():
            self._spaced = True
            self._end = (x1, y)
            return
        bold, symbol = self._look_of(font)
        bold = bold or self._drawn_bold
        if self._is_drawn_again(text, x0, y, size):
            return
        last = self._open
        goes_on = last is not None and not self._spaced and last.bold == bold and last.symbol == symbol
        if (
            last is not None
            and goes_on
            and abs(last.y - y) < 0.05 * size
            and abs(last.size - size) < 0.05 * size
            and -0.3 * size < x0 - last.x1 < _STEP * size
        ):
            last.text += text
            last.x1 = max(last.x1, x1)
        else:
            spaced = self._spaced and last is not None and abs(self._end[1] - y) < 0.5 * size
            self._open = Piece(x0, x1, y, size, text, bold, spaced, symbol)
            self.page.pieces.append(self._open)
            self._count += 1
            if self._count > MOST_PIECES:
                raise Full
        self._spaced = False
        if self._open is not None:
            self._before[text, round(x0), round(y)] = self._open, x0

    def _is_drawn_again(self, text: str, x0: float, y: float, size: float) -> bool:
        """The same letter a hair beside itself is a bold one."""
        for beside in (0, -1, 1):
            drawn = self._before.get((text, round(x0) + beside, round(y)))
            if drawn is not None and abs(drawn[1] - x0) < _HAIR * size:
                drawn[0].bold = True
                return True
        return False

    def _look_of(self, font: PDFFont) -> tuple[bool, bool]:
        """Whether a font is bold, and whether its letters are signs."""
        if id(font) not in self._fonts:
            name = str(font.fontname).partition("+")[2] or str(font.fontname)
            weight = resolve1(font.descriptor.get("FontWeight", 0))
            heavy = isinstance(weight, (int, float)) and weight >= _HEAVY
            bold = bool(_BOLD.search(name)) or heavy or bool(font.flags & _FORCED_BOLD)
            self._fonts[id(font)] = (bold, bool(_SYMBOLS.search(name)))
        return self._fonts[id(font)]

    def paint_path(  # noqa: PLR0913, PLR0917  # pdfminer's own signature
        self,
        graphicstate: object,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[Sequence[object]],  # noqa: FBT001  # as above
    ) -> None:
        del graphicstate, evenodd
        if not (stroke or fill) or len(self.page.rules) > MOST_RULES or self.ctm is None:
            return
        part: list[tuple[float, float]] = []
        for step in path[: 4 * MOST_RULES]:
            if step[0] == "m":
                self._shape(part, stroke=stroke)
                part = []
            if step[0] in {"m", "l"}:
                part.append(self._placed(step[1], step[2]))
            elif step[0] == "h" and part:
                part.append(part[0])
            else:
                part = []
        self._shape(part, stroke=stroke)

    def _placed(self, x: object, y: object) -> tuple[float, float]:
        a, b, c, d, e, f = self.ctm or (1, 0, 0, 1, 0, 0)
        x, y = float(x), float(y)  # type: ignore[arg-type]  # pdfminer gives numbers as objects
        return a * x + c * y + e, self.page.height - (b * x + d * y + f)

    def _shape(self, part: Sequence[tuple[float, float]], *, stroke: bool) -> None:
        """A line, a thin box or the four sides of a box; nothing of what is larger and only filled."""
        if len(part) < 2 or not all(math.isfinite(one) for point in part for one in point):
            return
        x0, x1 = min(x for x, _ in part), max(x for x, _ in part)
        y0, y1 = min(y for _, y in part), max(y for _, y in part)
        level, upright = x1 - x0, y1 - y0
        if min(level, upright) <= _THIN:
            if max(level, upright) >= _SHORTEST:
                self.page.rules.append(_thin(x0, y0, x1, y1))
        elif stroke and all(x in {x0, x1} or y in {y0, y1} for x, y in part):
            self.page.rules += [
                Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1),
            ]  # fmt: skip


def _thin(x0: float, y0: float, x1: float, y1: float) -> Rule:
    if x1 - x0 >= y1 - y0:
        return Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    return Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)


def _said(font: PDFFont, cid: int) -> str:
    """The letters of a glyph, ligatures apart; nothing where no table of the font knows it."""
    try:
        text = font.to_unichr(cid)
    except (PDFUnicodeNotDefined, KeyError, ValueError, TypeError):
        return ""
    text = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), str(text))
    text = text.replace("\u00a0", " ")
    return "".join(one for one in text if one not in _UNSEEN and (one >= " " or one in "\t\n"))


def _typed_in(one: PDFPage, page: Page) -> Iterator[Piece]:
    """What was typed into the fields of a form, where the fields lie."""
    for reference in list_value(one.annots) if one.annots else []:
        field = dict_value(reference)
        value = resolve1(field.get("V") or dict_value(field.get("Parent") or {}).get("V"))
        rect = [num_value(side) for side in list_value(field.get("Rect") or [])]
        if not isinstance(value, bytes) or len(rect) != 4:
            continue
        left, top = one.mediabox[0], one.mediabox[1] + page.height
        size = min(10.0, max(4.0, abs(rect[3] - rect[1]) * 0.7))
        for number, text in enumerate(decode_text(value).replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if text.strip():
                x0, y = min(rect[0], rect[2]) - left, top - max(rect[1], rect[3]) + size * 1.1 * (number + 1)
                yield Piece(x0, x0 + 0.5 * size * len(text), y, size, " ".join(text.split()))
