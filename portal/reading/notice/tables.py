"""Tables whose first row says what each column is about: `Data | Purpose | Legal basis | Kept for`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.reading.notice.headings import about
from portal.reading.notice.lines import Line
from portal.reading.notice.tongues.asking import asked_in
from portal.reading.notice.tongues.data_words import DATA_WORDS
from portal.reading.notice.tongues.speaking import folded

_OF_DATA = re.compile(
    r"(?:mitä|mikä|mitkä) ?(?:tie\w+)?|(?:henkilö)?tie(?:to|dot|toa|toja|toryhmä\w*"
    r"|totyyppi|tojen ryhmä\w*)|esimerk\w+ tie\w+"
    r"|vad|vilka uppgifter|(?:typ(?:er)? av |kategori(?:er)? av |exempel på "
    r")?(?:person)?(?:uppgift\w*|data|information)"
    r"|kategori(?:a|er)?|(?:data|uppgifts?|informations?)(?:typ|kategori)(?:er)?"
    r"|tie(?:to|don )?tyypit|tietoluok(?:ka|at)"
    r"|what|(?:which|what) (?:personal )?(?:data|information)"
    r"|(?:types? of |categor(?:y|ies) of |kinds? of |pieces? of )?(?:personal "
    r")?(?:data|information)(?: types?| category)?"
    r"|data collected|category"
)
_OTHERS = {
    "purposes": re.compile(
        r"(?:käyttö)?tarkoitus\w*|miksi|mihin|syfte\w*|varför|ändamål\w*|purposes?|why"
        r"|use[ds]?(?: for)?|käyttö"
    ),
    "bases": re.compile(
        r"(?:oikeus|käsittely)?perust(?!ie[td])\w+|(?:laglig |rättslig )?grund|rättsgrund|(?:legal "
        r"|lawful )?bas[ie]s"
    ),
    "retention": re.compile(
        r"(?:säilytys)?aika|säilytys|säilyt(?:ämme|etään)|säilyy|poist(?:uu|etaan)|hävitetään|kesto|kuinka kauan"
        r"|(?:lagrings)?tid|lagra[st]?\w*|sparas|bevaras|gallras|tas bort|hur länge|gallring|raderas"
        r"|(?:retention|storage)(?: period| time)?|how long|(?:kept|stored)(?: for| until)?|until|deleted|period|time"
    ),
    "recipients": re.compile(
        r"palvelu|palveluntarjoaja\w*|vastaanottaja\w*|(?:alihankkija|käsittelijä"
        r"|kumppani|toimittaja|työkalu|järjestelmä)\w*"
        r"|tjänst\w*|(?:tjänste)?leverantör\w*|mottagare|(?:underbiträde|biträde|verktyg|system|partner)\w*"
        r"|services?|(?:service )?providers?|recipients?|(?:sub-?)?processors?|vendors?"
        r"|partners?|tools?|third part(?:y|ies)"
    ),
    "sources": re.compile(r"(?:tieto)?lähde|källa|source|mistä|varifrån|where (?:do )?(?:we|from)\b.*"),
    "other": re.compile(
        r"(?:short )?descriptions?|explanations?|notes?|remarks?|comments?|kuvaus|selite|selitys|lisätie\w+|huomautu\w+"
        r"|huom\.?|beskrivning(?:ar)?|förklaring(?:ar)?|anmärkning(?:ar)?|kommentar(?:er)?"
    ),
    "cookies": re.compile(r"(?:eväste|cookie|kaka|kakor)\w*(?: name)?"),
}
_CLASS = re.compile(
    r"(?:data )?categor(?:y|ies)(?: of (?:personal )?data)?|(?:data )?types?(?: of (?:personal )?data)?"
    r"|(?:data|uppgifts)?kategori(?:er)?|(?:uppgifts|data)?typ(?:er)?(?: av (?:person)?uppgift(?:er)?)?"
    r"|(?:tieto)?(?:ryhmä|luokka|laji|tyyppi)|(?:henkilö)?tietoryhmä\w*|kategoria|grupp(?:er)?|uppgiftsgrupp(?:er)?"
)
"""What heads the names of classes, where a column beside it holds the data of each."""
_EXAMPLES = re.compile(r"examples?|exempel|esimerk(?:ki|it|kejä)")
"""The same, where the classes are not called data themselves."""
_CONTENTS = re.compile(
    r"(?:(?:typical|some) )?examples?(?: of (?:the )?(?:personal )?(?:data|information))?|details|contents?|fields"
    r"|(?:what (?:it|this|that) )?(?:includes?|contains?|covers?)|what(?:['’]s| is)? included"
    r"|(?:data )?(?:points|items)|data elements?|specifics|in practice|(?:specific|included) (?:data|information|items)"
    r"|(?:tieto|tietojen |tarkempi |(?:kerättävä|tallennettava|käsiteltävä) )?sisältö"
    r"|(?:mitä (?:se |ne |ryhmä )?)?sisältää|tarkemmin|tarkennus|yksityiskohdat|kentät"
    r"|(?:närmare )?innehåll|(?:vad (?:den|det|de|som) )?(?:innehåller|omfattar|ingår)|detaljer|fält"
)
"""What heads the data within each class, where the column before it holds the classes."""
_NOT_USED = re.compile(
    r"(?:ei (?:käytössä|kerätä|tallenneta|käsitellä)|emme (?:kerää|tallenna|käsittele)"
    r"|(?:används|samlas|sparas|lagras|behandlas|är) (?:inte|ej|aldrig)|not (?:in use|used|collected|stored|processed)"
    r"|never (?:collected|stored))\b"
)
"""What a cell says in place of the data of a class of which none is taken."""
_SAYS = re.compile(r"\b(?:is|are|was|we|you|will|may|if|when|used)\b")
_ASKS_WHETHER = re.compile(r"(?:is it |do we |are they )?(?:collect(?:ed)?|shared?|taken|sold|disclosed)\??")
"""What heads a column that answers yes or no."""
_NAME = re.compile(r"namn|name|nimi|nyckel|key|avain")
_EXPIRES = re.compile(
    r"utgår|utgångs(?:datum|tid)|upphör|livslängd|varaktighet|giltighet(?:stid)?|lagringsperiod"
    r"|expir(?:es|y|ation)(?: date| time| period)?|life(?:time|span| span| time)|duration|max(?:imum)?[ -]age"
    r"|vanhenee|vanhentuu|vanhenemis\w+|voimassa(?:olo)?(?:aika)?|kesto|elinikä"
)
_FEW_WORDS = 5
_WHAT = re.compile(r"vad|mitä|what|mikä")
"""What is done, where the column beside it says of which data."""
_READ = frozenset({"categories", "purposes", "bases", "retention", "recipients", "sources", "transfers", "cookies"})
_ENOUGH = frozenset({"bases", "retention"})
"""What a column alone makes a table: its head says plainly what its cells are."""
_LONGEST_HEAD, _LONGEST_QUESTION = 48, 80
_LOOKED_AT = 12
_BLANKS = re.compile(r"[^\S\n]*")
"""What stands behind the words of a line, the cells that are empty among it."""
_NAMES_DATA = {code: re.compile(said) for code, said in DATA_WORDS.items()}
_MOSTLY = 0.7


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that are about something: field, head and cells; `end` is the number of the line behind the table."""

    end: int
    columns: tuple[tuple[str, tuple[int, int], tuple[tuple[int, int], ...]], ...]


def columns_of(text: str, lines: Sequence[Line], at: int, language: str) -> Columns | None:
    """The table whose head the line is; None where it is none."""
    head = list(_cells(text, lines[at]))
    if len(head) < 2 or any(end - start > _longest(text[start:end]) for start, end in head):
        return None
    fields = _of_classes(text, lines, at, _fields(text, head, language))
    fields = _with_contents(text, lines, at, fields)
    of_cookies = "cookies" in fields or _lists_cookies(text, head)
    if not of_cookies and len(set(fields) - {""}) < 2 and not set(fields) & _ENOUGH and "categories" not in fields[1:]:
        return None
    if _is_row_of_labels(text, lines, at, language):
        return None
    end, rows = at + 1, []
    while end < len(lines):
        row = _row(text, lines[end], len(head))
        if len(row) == len(head):
            rows.append(row)
        elif not (rows and _is_ragged(text, lines, end, len(head))):
            break
        end += 1
    if not rows:
        return None
    if of_cookies:
        return Columns(end, ())
    of_data = [number for number, field in enumerate(fields) if field == "categories"]
    denied = [row for row in rows if any(_NOT_USED.match(folded(text[slice(*row[number])])) for number in of_data)]
    columns = [
        (
            field,
            head[number],
            tuple(
                row[number]
                for row in rows
                if row[number][1] > row[number][0] and not (number in of_data and row in denied)
            ),
        )
        for number, field in enumerate(fields)
        if field
    ]
    return Columns(end, tuple(columns))


def _lists_cookies(text: str, head: Sequence[tuple[int, int]]) -> bool:
    """`Name | Purpose | Expires`: what has a name and runs out is a cookie, though no head calls it one."""
    said = [folded(text[start:end]).strip(" :*?") for start, end in head]
    return _NAME.fullmatch(said[0]) is not None and any(_EXPIRES.fullmatch(one) for one in said[1:])


def _is_ragged(text: str, lines: Sequence[Line], at: int, columns: int) -> bool:
    """Whether a line within a table has fewer cells, as the rest of a cell or a title over rows has."""
    few, line = len(list(_cells(text, lines[at]))), lines[at]
    if few > columns or line.after_blank or line.end - line.start > _LONGEST_QUESTION or at + 1 == len(lines):
        return False
    return not lines[at + 1].after_blank and len(_row(text, lines[at + 1], columns)) == columns


def _longest(said: str) -> int:
    """How long the head of a column may be: `On what legal ground do we process it?` asks in full."""
    return _LONGEST_QUESTION if said.endswith("?") else _LONGEST_HEAD


def _of_classes(text: str, lines: Sequence[Line], at: int, fields: list[str]) -> list[str]:
    """The fields of `Category | Data` with the data in the second: where its classes are not called data themselves."""
    head = [folded(text[start:end]).strip(" :*") for start, end in _cells(text, lines[at])]
    if (
        fields[0] not in {"categories", ""}
        or fields[1]
        or not (_OF_DATA.fullmatch(head[1]) or _CONTENTS.fullmatch(head[1]) or _EXAMPLES.fullmatch(head[1]))
    ):
        return fields
    if _WHAT.fullmatch(head[0]) and fields[0]:
        return ["", "categories", *fields[2:]]
    if not _CLASS.fullmatch(head[0]):
        return fields
    rows = [
        cells for one in lines[at + 1 : at + 1 + _LOOKED_AT] if len(cells := _row(text, one, len(head))) == len(head)
    ]
    said = [folded(text[slice(*row[0])]) for row in rows]
    called = [one for one in said if any(words.search(one) for words in _NAMES_DATA.values())]
    return fields if len(called) * 2 > len(rows) else ["", "categories", *fields[2:]]


def _with_contents(text: str, lines: Sequence[Line], at: int, fields: list[str]) -> list[str]:
    """The fields, with `Examples` beside a column of classes that are called data: most of its cells are lists."""
    heads = [folded(text[start:end]).strip(" :*") for start, end in _cells(text, lines[at])]
    number = next((one for one, said in enumerate(heads) if not fields[one] and _CONTENTS.fullmatch(said)), 0)
    if number == 0 or fields[number - 1] != "categories" or any(_ASKS_WHETHER.fullmatch(one) for one in heads):
        return fields
    rows = [
        cells for one in lines[at + 1 : at + 1 + _LOOKED_AT] if len(cells := _row(text, one, len(heads))) == len(heads)
    ]
    said = [folded(text[slice(*row[number])]) for row in rows]
    lists = [one for one in said if ("," in one or len(one.split()) <= _FEW_WORDS) and not _SAYS.search(one)]
    return [*fields[:number], "categories", *fields[number + 1 :]] if len(lists) * 3 > len(said) * 2 else fields


def _is_row_of_labels(text: str, lines: Sequence[Line], at: int, language: str) -> bool:
    """A row of a card, whose first cell is the label of the second: `Basis | legitimate interest`."""
    pair = 2
    if len(list(_cells(text, lines[at]))) != pair:
        return False
    beside = [lines[one] for one in (at - 1, at + 1, at + 2) if 0 <= one < len(lines)]
    rows = [cells for one in beside if len(cells := _row(text, one, pair)) == pair]
    above = at > 0 and not lines[at].after_blank and len(list(_cells(text, lines[at - 1]))) == pair
    labels = [cells for cells in rows if _field(folded(text[slice(*cells[0])]).strip(" :*"), language)]
    return above or len(labels) > 1


def _row(text: str, line: Line, columns: int) -> list[tuple[int, int]]:
    """The cells of a row below a head of so many; the last may be empty, and are behind the end of the line."""
    cells = list(_cells(text, line))
    behind = _BLANKS.match(text, line.end)
    missing = columns - (len(cells) or 1)
    if behind is not None and 0 < missing <= behind[0].count("\t"):
        cells = [*(cells or [(line.start, line.end)]), *([(line.end, line.end)] * missing)]
    return cells


def _cells(text: str, line: Line) -> Iterator[tuple[int, int]]:
    """The cells of a row without the blanks at their edges; nothing where it is none."""
    if "\t" not in text[line.start : line.end]:
        return
    start = line.start
    while start <= line.end:
        end = text.find("\t", start, line.end)
        end = line.end if end < 0 else end
        first, last = start, end
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        yield first, last
        start = end + 1


def _fields(text: str, head: Sequence[tuple[int, int]], language: str) -> list[str]:
    """What each cell of a head is about, each field once, but for those who get data: `System | Vendor`."""
    fields: list[str] = []
    for start, end in head:
        one = _field(folded(text[start:end]).strip(" :*"), language)
        fields.append(one if one not in fields or one == "recipients" else "")
    return fields


def _field(said: str, language: str) -> str:
    said = re.sub(r"\s*\([^()]*\)", "", said).strip()
    if _OF_DATA.fullmatch(said):
        return "categories"
    for field, pattern in _OTHERS.items():
        if pattern.fullmatch(said):
            return field
    known = about(said, language)
    own = known.fields & _READ
    if len(own) > 1 and said.endswith("?") and (asked := asked_in(said)) is not None and asked[0] in own:
        return asked[0]
    return next(iter(own)) if len(own) == 1 and known.covered > _MOSTLY else _of_both(own, known.covered)


def _of_both(own: frozenset[str], covered: float) -> str:
    """`Purpose and basis` is read as the basis, whose words say what they are."""
    return "bases" if covered > _MOSTLY and own == {"purposes", "bases"} else ""
