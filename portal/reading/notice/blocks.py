"""Sections of a notice, what each is about, and the paragraphs, items and rows that stand in them."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from portal.reading.notice.document import Document
from portal.reading.notice.headings import Heading, heading_of, label_of
from portal.reading.notice.lines import Line, lines_of
from portal.reading.notice.tables import Columns, columns_of
from portal.reading.notice.tongues.data_titles import titles_data, titles_data_too
from portal.reading.notice.tongues.data_words import DATA_WORDS
from portal.reading.notice.tongues.speaking import TONGUES, folded, language_of

_LIST_FIELDS = frozenset(
    {"categories", "sources", "recipients", "purposes", "bases", "rights", "subjects", "retention"}
)
_SHORT_FIELDS = frozenset({"contact", "controller", "dpo", "register", "updated"})
_OWN_COLUMNS = frozenset({"categories", "recipients", "sources"})
_OF_RECIPIENT = frozenset({"purposes", "categories"})
"""What the card of a recipient says of it alone: what for, and which data."""
_OF_DATA = _LIST_FIELDS - {"rights", "subjects"}
_ENDS = (".", ":", ";", "!", "?")
_LONG_LINE = 62
_BOLD = 7
"""The level of a line that is a heading by its bold letters alone."""
_WEAK_FIELDS = frozenset({"retention", "other"})
"""What a single word of a heading tells, as `sparar` in `Detta sparar vi`, and all of it may tell otherwise."""
_MANY = 4
_FEW_LABELS = 2
_SHORT_LINE = 60
_COMPANY = re.compile(
    (
        r"(?:Yritys|Yritykse|Yhtiö|Yhdistys|Yhdistykse|Toiminimi|Company|Organi[sz]ation|Företag|Bolag|Förening)"
        r"(?:e?n nimi|(?:ets|s|ens)[ ]?namn| name)?[ \t]*[:\t][ \t]*"
        r"|(?:Palveluntarjoaja|Palvelun tuottaja|Sivuston (?:ylläpitäjä|omistaja|julkaisija)|Verkkokauppias"
        r"|Webbplatsens ägare|Utgivare|Service provider|(?:Site|Website) (?:owner|operator))[ \t]*[:\t][ \t]*"
    ),
    re.I,
)
_ASKS = re.compile(
    (
        r"(?:kuka|ketkä|mitkä|mitä|mihin|mistä|miksi|miten|kenelle|kuinka|vem|vilka|vad|varför|hur|who|which"
        r"|what|why|how|where|with whom)\b"
    ),
    re.I,
)
_ASKS_ON = re.compile(
    r"(?:who (?:gets|sees|else|has access|do we|we share)|how long|why|what (?:we do|do we do|for"
    r"|it is (?:used )?for|you can)"
    r"|your rights|vem (?:får|ser|delar)|hur länge|varför|vad (?:vi gör|gör vi)|kuka näkee|kenelle|kauanko"
    r"|kuinka kauan|miksi)\b"
)
"""`Who gets it` below bare lines of data asks the next question, and is none of them."""
_HAS_VERB = re.compile(
    r"\b(?:on|ovat|käyt(?:etään|ämme)|kerä(?:tään|ämme)|käsit(?:ellään|telemme)|tallenn(?:etaan|amme)|voi(?:daan|mme)?"
    r"|sisältää|luovut(?:etaan|amme)|siirretään|är|används?|använder|behandla[rs]|samla[rs]|lagra[rs]|spara[rs]|kan|har"
    r"|delar|får"
    r"|is|are|we|you|may|can|will|collects?|uses?|have|has)\b",
    re.I,
)
_KEEPS = re.compile(
    r"\b(?:holds?|stores?|contains?|records?|keeps?|shows?|notes?|lists?|innehåller|omfattar|antecknas|noteras"
    r"|registreras|finns|står|merkitään|kirjataan|tallentuu|tallentuvat|pyydämme|kysymme|kysytään)\s*:",
    re.I,
)
"""`Of each child the register holds:` ends with a verb of keeping, whatever field its other words are of."""
_LEADS_TO = {
    "rights": re.compile(
        r"\b(?:sinulla|teillä|rekisteröidyllä|asiakkaalla|käyttäjällä|jäsenellä) on\b.*\boikeu(?:s|det|ksia)\b"
        r"|\b(?:du|ni|den registrerade) har\b.*\brätt(?:en|igheter(?:na)?)?\b|\byou (?:\w+ )?have\b.*\brights?\b"
    ),
    "bases": re.compile(r"\boikeusperust\w+|\b(?:rättslig|laglig)\w* grund|\b(?:legal|lawful) bas[ie]s\b"),
}
"""What a paragraph above a list says the list is about, whatever its section is."""
_LONGEST_LEAD = 200
_ASIDE = re.compile(r"\([^()\n]{0,80}\)")
"""What stands in brackets is often the word of another language."""
_FEW_LETTERS = 200
"""So short, a section is in the language of its heading, unless it is plain that it is not."""
_BEGINNING = 1000
"""By so much the language is known of a first heading such as `Data`, which is a word of several."""
_NAMES_DATA = {code: re.compile(said) for code, said in DATA_WORDS.items()}
_FEW_LINES = 3
_FILLED_IN = re.compile(r"@|\d{2}|\b(?:Oy|Oyj|Ab|AB|Ltd|LLC|Inc|GmbH|ry|Tmi)\b")
"""What tells of one firm or person, and names no kind of data."""
_LABELLED = re.compile(r"[A-ZÅÄÖa-zåäö][^:.,;()\n]{2,60}:\s+\S")
_LONGEST_NUMBER = 3
"""How long the number of an item is: `12)`, and not `3.1.2`."""
_LETTER = re.compile(r"([a-y])([.)])")
_LAST_DIGITS = re.compile(r"\d{1,2}(?=\D*$)")
_NAMED_FIRM = re.compile(r"\b(?:Oy|Oyj|Ab|AB|Ltd|LLC|Inc|GmbH|ry|Tmi)\b")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (`para`), an item of a list (`item`), a heading within a section (`sub`) or a row of a table.

    `indent` is how far its first line stands in: the items of an inner list stand further in than those around it.
    """

    start: int
    end: int
    kind: str
    language: str = ""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading; `head` is the heading's place, None before the first one.

    A column of a table is one too, its cells are items. `within` is what the larger heading above is about.
    """

    fields: frozenset[str]
    language: str
    head: tuple[int, int] | None
    blocks: tuple[Block, ...] = field(default=())
    inline: bool = False
    is_column: bool = False
    within: frozenset[str] = frozenset()

    def has(self, *fields: str) -> bool:
        """Whether it is about one of these fields."""
        return not self.fields.isdisjoint(fields)


def _next_number(number: str) -> str:
    """`2.` behind `1.`, `3.3` behind `3.2`, `b)` behind `a)`; "" behind what ends with no number."""
    letter = _LETTER.fullmatch(number)
    if letter is not None:
        return f"{chr(ord(letter[1]) + 1)}{letter[2]}"
    said = _LAST_DIGITS.search(number)
    return f"{number[: said.start()]}{int(said[0]) + 1}{number[said.end() :]}" if said is not None else ""


def sections_of(document: Document) -> tuple[Section, ...]:
    """The whole text in sections, each with its language."""
    return tuple(_Cutter(document).cut())


class _Cutter:
    """One walk over the lines."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.lines = list(lines_of(document))
        said = language_of(document.text[:_BEGINNING])
        self.language = said if said in TONGUES else ""
        self.now = Section(frozenset(), "", None)
        self.held: list[tuple[Line, bool]] = []
        self.level = 0
        self.above: list[tuple[int, frozenset[str]]] = []
        self.numbered: list[int] = []
        self.heads: set[str] = set()
        self.number = ""
        self.listing: tuple[Section, int, int] | None = None
        self.led: Section | None = None
        self.row, self.bulleted = -1, -1
        self.is_styled = _is_styled(document.text, self.lines)
        self.is_plain = not any(one.head for one in self.lines)
        self.has_cards = _has_cards(document.text, self.lines)
        self.listed = _heads_of_lists(document.text, self.lines)

    def cut(self) -> Iterator[Section]:
        skipped = 0
        for at, line in enumerate(self.lines):
            if at < skipped:
                continue
            if columns := columns_of(self.text, self.lines, at, self.language):
                skipped = columns.end
                yield from self._of_table(columns, line)
                continue
            heading = self._heading(at, line)
            if led := self._led_to(line):
                level = self.level
                yield self._closed()
                self._open(led, line, (line.start, line.end))
                self.level, self.led = level, self.now
            elif heading is None:
                ends_list = self._ends_led_list(line)
                if ends_list or (self.now.inline and self.held and self._is_prose(line)):
                    yield self._closed()
                    self._open(Heading(frozenset(), self.language, line.start), line, None)
                    self.led = self.now if ends_list else self.led
                elif self._is_next_item(line):
                    yield self._closed()
                    self._return()
                self.held.append((line, False))
            elif self._is_kind_of_data(heading, line) or self._heads_data(at, heading, line):
                self.held.append((line, heading.value >= line.end))
            elif self._is_card(at, line) or (self._is_part(heading, line) if heading.fields else self._is_within(line)):
                self.held.append((line, True))
            elif self._is_row_of_card(heading, line):
                self.held.append((line, False))
            elif self._is_item_like_others(heading, line):
                yield self._closed()
                self._return()
                self.held.append((line, False))
            else:
                yield self._closed()
                self._open(heading, line, (line.start, min(line.end, max(heading.value, line.start))))
        yield self._closed()

    def _of_table(self, columns: Columns, line: Line) -> Iterator[Section]:
        """A section for each column; what the open one is about stands in it as its items."""
        for about, head, cells in columns.columns:
            if about in _OWN_COLUMNS and self.now.has(about):
                self.held += [(replace(line, start=start, end=end, mark="bullet"), False) for start, end in cells]
                continue
            said = language_of(" ".join(self.text[start:end] for start, end in cells))
            language = said if said in TONGUES and not self.language else self.language
            blocks = tuple(Block(*cell, "item", language) for cell in cells)
            yield Section(frozenset({about}), language, head, blocks, is_column=True)

    def _heading(self, at: int, line: Line) -> Heading | None:
        if at in self.listed:
            return heading_of(self.text, replace(line, mark="", head=6), self.language)
        in_list = bool((self.now.fields | self.now.within) & _LIST_FIELDS)
        is_row = self.now.inline and line.indent == self.row and self.has_cards and line.label_end > 0
        in_list = in_list and not is_row
        if in_list and line.mark == "bullet" and not line.head and not self._is_isolated(at):
            return None
        if line.mark == "bullet" and self._is_isolated(at):
            line = replace(line, mark="number")
        if (in_list or line.number.startswith("(")) and self._is_counted(at, line):
            return None
        said = replace(line, mark="") if is_row else line
        heading = heading_of(self.text, said, self.language, in_list=in_list, in_cards=self.has_cards)
        heading = self._titled(at, line, heading) or heading
        if is_row and heading is not None and heading.value >= line.end:
            return None
        if heading is None:
            return self._company(line) or self._unknown(at, line)
        if heading.value >= line.end and not line.head and (self._is_wrapped(at, line) or self._leads_on(line)):
            return None
        is_item = not is_row and (self._is_listed(at, line, heading) or self._ends_like_others(line))
        if heading.fields and not line.head and is_item:
            return None
        if in_list and self.is_styled and heading.value >= line.end and self._is_in_plain_list(line):
            return None
        if heading.fields and line.mark == "number" and not line.head:
            self.numbered.append(line.depth)
        return heading

    def _titled(self, at: int, line: Line, heading: Heading | None) -> Heading | None:
        """A heading that is known as one of data only by all of it; a bare line where something stands apart below."""
        said = folded(self.text[line.start : line.end])
        if line.head and heading is not None and "categories" not in heading.fields and titles_data_too(said):
            return replace(heading, fields=heading.fields | {"categories"})
        if line.mark == "bullet" or (heading is not None and not heading.fields <= _WEAK_FIELDS):
            return None
        if (self.now.has("categories") and line.head in {0, _BOLD}) or not titles_data(said):
            return None
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        is_long = self.text.count(" ", line.start, line.end) > _FEW_LABELS
        apart = line.after_blank and is_long and below is not None and (below.after_blank or below.mark == "bullet")
        is_head = line.head > 0 or line.mark == "number" or apart
        return Heading(frozenset({"categories"}), self.language, line.end) if is_head else None

    def _ends_like_others(self, line: Line) -> bool:
        """A line among data with a full stop like the one above it: `Refusals of marketing.`"""
        if not self.now.has("categories") or line.mark or line.number or not self.held:
            return False
        return self.text[line.end - 1] == "." == self.text[self.held[-1][0].end - 1]

    def _is_in_plain_list(self, line: Line) -> bool:
        """A plain line below a plain line as short, where the headings of the text look otherwise."""
        if line.head or line.number or not self.held:
            return False
        above = self.held[-1][0]
        if above.mark == "bullet" and self.text[line.end - 1] == ":":
            return False
        is_short = above.end - above.start < _SHORT_LINE and line.end - line.start < _SHORT_LINE
        return is_short and self.text[above.end - 1] not in _ENDS and not above.head

    def _is_isolated(self, at: int) -> bool:
        """A bullet without neighbours is the number of a heading that the markup counts.

        The items of an inner list above it are no neighbours, where such a bullet heads the open section too. Right
        below `we collect the following information:` it is a list of one.
        """
        line = self.lines[at]
        above = self.lines[at - 1] if at else None
        if above is not None and not above.head and not above.mark and self.text[above.end - 1] == ":":
            return _LEADS_TO["bases"].search(folded(self.text[above.start : above.end])) is not None
        beside = [self.lines[one] for one in (at - 1, at + 1) if 0 <= one < len(self.lines)]
        if self.bulleted == line.indent and beside and beside[0].indent > line.indent:
            beside = beside[1:]
        return all(one.mark != "bullet" for one in beside)

    def _is_counted(self, at: int, line: Line) -> bool:
        """Whether it belongs to a list that counts anew, `1) Name`, `2) Address`, each right below the other.

        Numbers in brackets, `(1)`, count no sections, whatever stands between them.
        """
        if line.head or line.mark != "number" or len(line.number) > _LONGEST_NUMBER:
            return False
        above = self.held[-1][0] if self.held else None
        bracketed = line.number.startswith("(")
        if above is not None and above.mark == "number" and (bracketed or not line.after_blank):
            return line.number == _next_number(above.number)
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        begins = line.number.strip(".():") in {"1", "a"}
        is_next = below is not None and below.number == _next_number(line.number)
        is_next = is_next and below is not None and (bracketed or not below.after_blank)
        return begins and is_next and self.now.head is not None

    def _is_wrapped(self, at: int, line: Line) -> bool:
        """A sentence that goes on in the next line is no heading, however it begins."""
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        return below is not None and not below.after_blank and not below.mark and self.text[below.start].islower()

    def _leads_on(self, line: Line) -> bool:
        """`We use your data for the following:` introduces a list of its section; what headed one before does not."""
        whole = self.text[line.start : line.end]
        if not whole.endswith(":") or line.mark == "number" or _ASKS.match(whole):
            return False
        if folded(whole) in self.heads:
            return False
        is_verb = _HAS_VERB.search(whole) is not None or (self.now.has("categories") and _KEEPS.search(whole))
        return bool(self.now.fields) and whole.count(" ") > 2 and bool(is_verb)

    def _led_to(self, line: Line) -> Heading | None:
        """`You have the following rights:` below a list of data begins a list of its own."""
        if line.head or line.mark or line.end - line.start > _LONGEST_LEAD or self.text[line.end - 1] != ":":
            return None
        in_list = self.now.has("categories", "sources") and not self.now.inline and not self.now.has(*_LEADS_TO)
        if not in_list and self.led is not self.now:
            return None
        low = folded(self.text[line.start : line.end])
        about = next((field for field, pattern in _LEADS_TO.items() if pattern.search(low)), None)
        return Heading(frozenset({about}), self.language, line.end) if about else None

    def _ends_led_list(self, line: Line) -> bool:
        """A paragraph behind the items of a list that a paragraph led to, when it does not go on in it."""
        if self.led is not self.now or line.mark or not line.after_blank:
            return False
        return any(one.mark for one, _is_sub in self.held)

    def _company(self, line: Line) -> Heading | None:
        """`Company: We Jazz Oy` at the top, where no heading has said who answers."""
        said = _COMPANY.match(self.text, line.start, line.end)
        if said is None or self.now.fields or said.end() >= line.end:
            return None
        return Heading(frozenset({"controller"}), self.language, said.end())

    def _is_listed(self, at: int, line: Line, heading: Heading) -> bool:
        """A line of a list that only looks like a heading: `Contact details` among the data."""
        if not self.now.has("categories", "sources", "recipients") or line.mark == "number" or heading.value < line.end:
            return line.mark == "bullet" and bool(self.now.fields)
        if heading.fields.isdisjoint(self.now.fields) and _ASKS_ON.match(folded(self.text[line.start : line.end])):
            return False
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if below is None or not self.held or (self.held[-1][0].mark == "bullet" and not line.mark):
            return False
        return not line.after_blank and not below.after_blank and below.end - below.start < 60

    def _unknown(self, at: int, line: Line) -> Heading | None:
        """A heading of something else: numbered or in capitals like those that are known."""
        whole = self.text[line.start : line.end]
        if line.mark == "bullet" or len(whole) > 80 or whole.endswith((".", ",", ";", ":")) or not whole[0].isupper():
            return None
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        like_others = line.mark == "number" and (
            self.numbered.count(line.depth) > 1 or self._goes_on(line) or self._counts_within(line)
        )
        if self._is_wrapped(at, line):
            return None
        loud = whole.isupper() and len(whole) > 8 and whole.count(" ") < 9 and line.after_blank
        if self._heads_a_list(line, below):
            return Heading(frozenset(), self.language, line.end)
        if (like_others or loud) and below is not None and below.mark != "number" and not _NAMED_FIRM.search(whole):
            return Heading(frozenset(), self.language, line.end)
        return None

    def _goes_on(self, line: Line) -> bool:
        """Whether it bears the number behind that of the open section, in which no list of numbers has begun."""
        if not line.after_blank or not line.number or line.number != _next_number(self.number):
            return False
        return not any(one.mark == "number" for one, _is_sub in self.held)

    def _counts_within(self, line: Line) -> bool:
        """Whether it bears `2.1` in the section `2.`, and no list of bare numbers stands there."""
        number = self.number.rstrip(".):")
        is_within = bool(number) and line.depth == number.count(".") + 2 and line.number.startswith(f"{number}.")
        return is_within and not any(one.mark == "number" and not is_sub for one, is_sub in self.held)

    def _heads_a_list(self, line: Line, below: Line | None) -> bool:
        """In a text without markup, a short line between two lists; among data it parts what is told of whom."""
        if not self.is_plain or line.mark or not line.after_blank or line.end - line.start > _SHORT_LINE:
            return False
        is_between = bool(self.held) and self.held[-1][0].mark == "bullet" and below is not None
        return is_between and below is not None and below.mark == "bullet" and not self.now.has("categories")

    def _is_within(self, line: Line) -> bool:
        """Whether an unknown heading stands under the one that is open."""
        if self.now.head is None or not self.now.fields:
            return False
        if line.head == 7 or not line.head:
            known = self.level in range(1, 7) or not self.held
            known = known or (self._counts_within(line) and self.numbered.count(line.depth) <= 1)
            return known or bool(_NAMED_FIRM.search(self.text[line.start : line.end]))
        return line.head > self.level > 0

    def _is_part(self, heading: Heading, line: Line) -> bool:
        """A smaller heading that says again what the open section is about: a card of its list."""
        return 6 >= line.head > self.level > 0 and heading.fields <= self.now.fields and heading.value >= line.end

    def _card_level(self) -> int:
        """The level of the headings that part the open section in cards; 0 where there are none."""
        levels = [line.head for line, is_sub in self.held if is_sub and self.level < line.head < _BOLD]
        return levels[-1] if levels and self.level > 0 else 0

    def _is_card(self, at: int, line: Line) -> bool:
        """A heading above a row with a label, of the level of the cards above it, whatever it is about."""
        if not self.now.has("categories", "recipients") or line.head == 0 or line.head != self._card_level():
            return False
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        return below is not None and "\t" in self.text[below.start : below.end]

    def _is_kind_of_data(self, heading: Heading, line: Line) -> bool:
        """`Contact details` among the data: what is kept of a person, and not how the firm is reached."""
        if heading.fields != {"contact"} or not self.now.has("categories") or self.now.has("contact"):
            return False
        is_lower = (line.head > self.level > 0) or (line.head in {0, _BOLD} and heading.value < line.end)
        value = self.text[heading.value : line.end]
        return is_lower and "@" not in value and not any(one.isdigit() for one in value)

    def _heads_data(self, at: int, heading: Heading, line: Line) -> bool:
        """`Contact details` above kinds of data, in the section on data: its list, and none of the firm's own."""
        if heading.fields != {"contact"} or not self.now.has("categories") or self.now.inline:
            return False
        if line.mark or 0 < line.head <= self.level or heading.value < line.end or not self.language:
            return False
        below = self.lines[at + 1 : at + 1 + _FEW_LINES]
        said = [folded(self.text[one.start : one.end]) for one in below]
        is_list = bool(below) and (below[0].mark == "bullet" or "," in said[0])
        is_filled = any(_FILLED_IN.search(self.text, one.start, one.end) for one in below[:1])
        is_filled = is_filled or any(_FILLED_IN.search(self.text, one.start, one.end) for one in below if one.mark)
        return is_list and not is_filled and _NAMES_DATA[self.language].search(said[0]) is not None

    def _is_row_of_card(self, heading: Heading, line: Line) -> bool:
        """A label in a card: what it says is said of the recipient, or of the kind of data, that heads the card."""
        if not heading.value < line.end or 0 < line.head < _BOLD or not self._card_level():
            return False
        if self.now.has("recipients"):
            return heading.fields <= _OF_RECIPIENT
        is_row = "\t" in self.text[line.start : line.end]
        return is_row and self.now.has("categories") and heading.fields.isdisjoint(_OF_DATA)

    def _is_item_like_others(self, heading: Heading, line: Line) -> bool:
        """An item below the labels of the last one of its list, which only by its words looks like a heading."""
        return heading.fields.isdisjoint(_OF_DATA) and self._is_next_item(line)

    def _is_prose(self, line: Line) -> bool:
        length = line.end - line.start
        if self.now.fields <= _SHORT_FIELDS and not line.mark and length > 50 and self.text[line.end - 1] == ".":
            return "@" not in self.text[line.start : line.end]
        return line.after_blank and not line.mark and length > 90

    def _open(self, heading: Heading, line: Line, head: tuple[int, int] | None) -> None:
        self.language = heading.language or self.language
        self.number = line.number
        inline = heading.value < line.end
        self.row = line.indent if inline and line.mark == "bullet" else -1
        self.bulleted = line.indent if not inline and line.mark == "bullet" else -1
        self.listing = (
            self._listing() if inline and head is not None and not line.mark and not line.after_blank else None
        )
        self.now = Section(heading.fields, self.language, head, inline=inline, within=self._within(line, heading))
        self.held = []
        if head is not None:
            self.level = line.head
            self.heads.add(folded(self.text[slice(*head)]))
        if inline and head is not None:
            self.held.append((replace(line, start=heading.value, mark="", number="", head=0), False))

    def _listing(self) -> tuple[Section, int, int] | None:
        """The list that a label within an item of it interrupts: its section, its level and the item's indent."""
        if self.now.inline:
            return self.listing
        items = [line for line, _is_sub in self.held if line.mark == "bullet"]
        return (self.now, self.level, items[-1].indent) if items and self.held[-1][0] is items[-1] else None

    def _is_next_item(self, line: Line) -> bool:
        """Whether a list goes on after the labels within its last item."""
        if self.listing is None or not self.now.inline or line.mark != "bullet":
            return False
        return line.indent <= self.listing[2] and not any(one.mark == "bullet" for one, _is_sub in self.held)

    def _return(self) -> None:
        if self.listing is not None:
            self.now, self.level, _indent = self.listing
            self.language = self.now.language or self.language
            self.held = []

    def _within(self, line: Line, heading: Heading) -> frozenset[str]:
        """What the headings above are about that are larger by their markup, or by their number."""
        depth = line.head if 0 < line.head < _BOLD else line.depth + _BOLD if line.depth else 0
        if not depth:
            return self.above[-1][1] if self.above and not heading.fields else frozenset()
        self.above = [one for one in self.above if one[0] < depth]
        within = frozenset().union(*(fields for _, fields in self.above))
        self.above.append((depth, heading.fields))
        return within

    def _closed(self) -> Section:
        blocks = tuple(_blocks(self.text, self.held))
        text = _ASIDE.sub(" ", "\n".join(self.text[one.start : one.end] for one in blocks))
        said = language_of(text, self.now.language if len(text) < _FEW_LETTERS else "")
        language = said if said in TONGUES or not self.now.language else self.now.language
        spoken = tuple(_spoken(self.text, one, language) for one in blocks)
        return replace(self.now, blocks=spoken, language=language or said)


def _is_styled(text: str, lines: Sequence[Line]) -> bool:
    """Whether the headings of a text are marked up or numbered, so that a plain line among them is none."""
    marked = [one for one in lines if (one.head or one.mark == "number") and one.end - one.start < 110]
    known = [one for one in marked if (said := heading_of(text, one, "")) is not None and said.fields]
    return len(known) >= _MANY


def _has_cards(text: str, lines: Sequence[Line]) -> bool:
    """Whether short labels come again and again, or stand below one another: `Why`, `What`, `How long`."""
    said = [label_of(text, one) for one in lines]
    cards = [
        1 for first, second in itertools.pairwise(said) if first is not None and second is not None
        and first[1] != second[1]
    ]  # fmt: skip
    return len(cards) > 1 and len({one[1] for one in said if one is not None}) > _FEW_LABELS


def _heads_of_lists(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Which items of a list head one of their own, in a notice that is one list: `Your rights`, below it each."""
    found = set()
    for at, (line, below) in enumerate(itertools.pairwise(lines)):
        is_inner = line.after_blank and at > 0 and lines[at - 1].mark == "bullet"
        if line.mark != "bullet" or below.mark != "bullet" or not below.after_blank or is_inner or line.head:
            continue
        if line.end - line.start < _SHORT_LINE and text[line.end - 1] not in (*_ENDS, ","):
            said = heading_of(text, replace(line, mark="", head=6), "")
            if said is not None and said.fields and said.value >= line.end:
                found.add(at)
    return frozenset(found) if len(found) >= _MANY else frozenset()


def _spoken(text: str, block: Block, language: str) -> Block:
    is_long = block.end - block.start > 60
    said = language_of(_ASIDE.sub(" ", text[block.start : block.end]), language) if is_long else ""
    return replace(block, language=said or language)


def _blocks(text: str, held: Sequence[tuple[Line, bool]]) -> Iterator[Block]:
    """Lines that were wrapped are put together again."""
    open_: Block | None = None
    first: Line | None = None
    last: Line | None = None
    for line, is_sub in held:
        kind = "sub" if is_sub else "item" if line.mark else "row" if "\t" in text[line.start : line.end] else "para"
        is_wrapped = first is not None and last is not None and kind == "para"
        if open_ is not None and first and last and is_wrapped and _goes_on(text, open_, first, last, line):
            open_ = replace(open_, end=line.end)
        else:
            if open_ is not None:
                yield open_
            open_, first = Block(line.start, line.end, kind, indent=line.indent), line
        last = line
    if open_ is not None:
        yield open_


def _goes_on(text: str, block: Block, begun: Line, last: Line, line: Line) -> bool:
    if line.after_blank or block.kind in {"sub", "row"}:
        return False
    if _LABELLED.match(text, line.start, line.end) and _LABELLED.match(text, block.start, block.end):
        return False
    first, ending = text[line.start], text[last.end - 1]
    if block.kind == "item":
        return first.islower() or first in "(0123456789" or line.indent > begun.indent
    if first.islower() or first in "(,;":
        return ending not in ":"
    return last.end - last.start >= _LONG_LINE and ending not in _ENDS
