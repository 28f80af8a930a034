"""A campaign's list, read row by row: whoever has objected is left out, and every other line stays as it was.

The text of a row that is kept is not written anew: delimiter, quotes, line ends and order are the
file's own. Nothing but one slice of rows is in memory.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import BinaryIO

from portal import facts
from portal.domain.errors import Invalid

SLICE = 500
_SAMPLE = 64 * 1024
_ADDRESS = re.compile(r"[^\s@<>()\[\]\",;:|]+@[^\s@<>()\[\]\",;:|]+")
_PLAIN_ADDRESS = re.compile(r"[a-z0-9_][a-z0-9._+-]*@(?!xn--)(?:[a-z0-9-]+\.(?!xn--))+[a-z]+", re.ASCII | re.IGNORECASE)
_SPACED_AT = re.compile(r"\s+@\s*|@\s+")
_BEFORE_ADDRESS = re.compile(r".*[='/?&*`{}](?=.)", re.DOTALL)
_AFTER_DOMAIN = re.compile(r"[/?#&!'`*%=+{}\\^$~].*", re.DOTALL)
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""Signs that nobody sees: soft hyphens, marks of direction, joiners, variants."""
_DIGITS = re.compile(r"\+?\d(?:[^\w+]{0,3}\d){6,40}")
"""Seven digits or more, as people part them; a plus begins another number."""
_DAY = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d|[0-3]?\d\.[01]?\d\.(?:19|20)\d\d\b")
_AS_DECIMAL = re.compile(r"(?<=\d{7})\.0+$")
_LEAST_BESIDE = 9
"""So many digits may be a number and something else beside it."""
_MOST_IN_CELL = 50

Contact = tuple[str, str]
"""`email` and the folded address, or `phone` and the number as E.164."""


@dataclass(slots=True)
class Counted:
    """How many rows were read, left out, and without any address or number."""

    rows: int = 0
    left_out: int = 0
    without_contact: int = 0


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    contacts: tuple[Contact, ...]


def cleaned(
    source: BinaryIO, country: str, forbidden: Callable[[Collection[Contact]], Collection[Contact]], counted: Counted
) -> Iterator[bytes]:
    """The file without the rows that bear a forbidden contact, in slices; `counted` is filled on the way.

    `forbidden` is asked for each slice which of its contacts are. The first row stays where it has neither
    address nor number: it is the head. Numbers without a prefix are read as those of `country` (FI).

    Raises:
        Invalid: `campaign_empty`, `campaign_unreadable` (no text, or not in an encoding that is known), with `file`.
    """
    encoding = _encoding(source)
    encoded = codecs.getincrementalencoder(encoding)().encode
    text = io.TextIOWrapper(source, encoding=encoding, newline="")
    held: list[_Row] = []
    try:
        lines = _Lines(text)
        for number, cells in enumerate(csv.reader(lines, _dialect(lines.sample))):
            row = _Row(lines.taken(), tuple(dict.fromkeys(_contacts(cells, country))))
            if number == 0 and not row.contacts:
                yield encoded(row.text)
                continue
            held.append(row)
            if len(held) >= SLICE:
                yield encoded(_kept(held, forbidden, counted))
                held.clear()
    except (csv.Error, UnicodeError) as fault:
        raise Invalid("campaign_unreadable", field="file") from fault
    finally:
        text.detach()
    yield encoded(_kept(held, forbidden, counted))


def _kept(rows: list[_Row], forbidden: Callable[[Collection[Contact]], Collection[Contact]], counted: Counted) -> str:
    asked = {contact for row in rows for contact in row.contacts}
    found = set(forbidden(asked)) if asked else set()
    kept = [row for row in rows if not found.intersection(row.contacts)]
    counted.rows += len(rows)
    counted.left_out += len(rows) - len(kept)
    counted.without_contact += sum(not row.contacts for row in rows)
    return "".join(row.text for row in kept)


def _contacts(cells: Iterable[str], country: str) -> Iterator[Contact]:
    for cell in cells:
        text = cell if cell.isascii() else _seen(cell)
        if _PLAIN_ADDRESS.fullmatch(text):
            yield "email", text.lower()
            continue
        if "@" in text:
            found = [*_ADDRESS.findall(text), *_ADDRESS.findall(_SPACED_AT.sub("@", text))]
            yield from (("email", address) for one in dict.fromkeys(found) for address in _addresses(one))
            text = _ADDRESS.sub(" ", text)
        for digits in islice(_DIGITS.findall(text), _MOST_IN_CELL):
            yield from (("phone", number) for number in _numbers(digits, text, country))


def _seen(text: str) -> str:
    """What a reader sees: composed letters, plain spaces and digits, and no sign that shows nothing."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def _addresses(found: str) -> Iterator[str]:
    """An address as it is on the list, whatever stands close to it: a quote, a formula, a query of a link."""
    local, _at, domain = found.partition("@")
    domain = _AFTER_DOMAIN.sub("", domain).strip(".-")
    for name in dict.fromkeys((local.strip(".'"), _BEFORE_ADDRESS.sub("", local).strip("."))):
        yield _folded(f"{name}@{domain}")


def _folded(address: str) -> str:
    """As `facts.fold_email` folds it, where that is more than small letters: domains have two spellings."""
    small = address.lower()
    if small.isascii() and "xn--" not in small:
        return small
    local, _at, domain = small.partition("@")
    return f"{local}@{_folded_domain(domain)}"


@lru_cache(maxsize=4096)
def _folded_domain(domain: str) -> str:
    try:
        return facts.fold_email(f"a@{domain}").partition("@")[2]
    except Invalid:
        return domain


def _numbers(digits: str, text: str, country: str) -> Sequence[str]:
    """The phone numbers among digits that stand together: they are one, else some of them are."""
    if _DAY.match(digits):
        return ()
    if number := facts.e164(_AS_DECIMAL.sub("", digits) if digits == text.strip() else digits, country):
        return (number,)
    return facts.e164_in(digits, country) if sum(map(str.isdigit, digits)) >= _LEAST_BESIDE else ()


def _encoding(source: BinaryIO) -> str:
    """UTF-8, UTF-16 with its mark, else Windows-1252; the source is set back to its beginning."""
    start = source.tell()
    sample = source.read(_SAMPLE)
    source.seek(start)
    if not sample.strip():
        raise Invalid("campaign_empty", field="file")
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\0" in sample:
        raise Invalid("campaign_unreadable", field="file")
    whole = sample if len(sample) < _SAMPLE else sample.rpartition(b"\n")[0]
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _dialect(sample: str) -> type[csv.Dialect]:
    """The delimiter that the first lines have most alike; quotes as spreadsheets write them."""
    first = [line for line in sample.splitlines() if line.strip()][:20]
    counts = {sign: min((line.count(sign) for line in first), default=0) for sign in ";,\t|"}
    best = max(counts, key=lambda sign: counts[sign])

    class Found(csv.excel):
        delimiter = best if counts[best] else ","

    return Found


class _Lines:
    """The lines of a text, which remembers those that the reader took for its last row."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._taken: list[str] = []
        self._ahead = list(islice(text, 20))
        self.sample = "".join(self._ahead)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._ahead.pop(0) if self._ahead else next(self._text)
        self._taken.append(line)
        return line

    def taken(self) -> str:
        """The raw text of the last row."""
        text = "".join(self._taken)
        self._taken.clear()
        return text
