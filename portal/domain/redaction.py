"""What of a record speaks of other people: proposed for masking, and covered in what is given (Art 15(4) GDPR).

A text is never painted over: what is covered is cut out of the text before anything is made of it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

LEFT_OUT = "[…]"
"""What stands in the place of what is left out."""
MOST_PROPOSED = 60
LEAST_LETTERS = 3
_LOCAL = re.compile(r"[^\s@<>()\[\]\",;:]+\Z")
_HOST = re.compile(r"[^\s@<>()\[\]\",;:]+\.[^\s@<>()\[\]\",;:.]+")
_LONGEST_LOCAL = 64
_LONGEST_HOST = 255
_NUMBER = re.compile(r"(?<![\w.,])(?:\+|00|0)(?:[ ().\-/]{0,2}\d){6,14}(?![\w])")
_FINNISH_ID = re.compile(r"(?<!\w)(\d{2})(\d{2})(\d{2})([-+A-FU-Ya-fu-y])(\d{3})([0-9A-Ya-y])(?!\w)")
_SWEDISH_ID = re.compile(r"(?<!\w)(?:\d{2})?(\d{2})(\d{2})(\d{2})[-+]?(\d{4})(?!\w)")
_CHECK_SIGNS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_LEAST_DIGITS = 7
_QUOTED = re.compile(r"(?m)^[ \t]*>[> \t]*")
"""What a mail program puts before each line that it quotes."""


class _Folds(dict[int, str]):
    """What each letter folds to, learned as letters are met: without its width and case, and nothing where unseen."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if unicodedata.category(letter) == "Cf":
            self[code] = ""
        elif letter in LEFT_OUT:
            self[code] = letter
        else:
            self[code] = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", letter).casefold())
        return self[code]


_FOLDS = _Folds()


def proposals(texts: Iterable[str], others: Iterable[str], own: Iterable[str]) -> tuple[str, ...]:
    """What to leave out of these texts, as it stands there: people the record itself names, and what looks like theirs.

    Addresses, telephone numbers, Finnish and Swedish identity codes with a right check digit, and those of
    `others` that stand in the texts; nothing that is the person's `own` (addresses, names, numbers).
    """
    spoken = list(texts)
    mine = {folded(one) for one in own} - {""}
    my_numbers = {_digits(one)[-_LEAST_DIGITS:] for one in mine if len(_digits(one)) >= _LEAST_DIGITS}
    found: dict[str, None] = {}
    for text in spoken:
        for other in others:
            if len(other) >= LEAST_LETTERS and folded(other) not in mine and folded(other) in folded(text):
                found.setdefault(other.strip())
        for address in _addresses(text):
            if folded(address.rstrip(".")) not in mine:
                found.setdefault(address.rstrip("."))
        for code in (*_finnish_ids(text), *_swedish_ids(text)):
            if folded(code) not in mine:
                found.setdefault(code)
        for number in _NUMBER.findall(text):
            if _digits(number)[-_LEAST_DIGITS:] not in my_numbers:
                found.setdefault(number.strip(" ().-/"))
    return tuple(found)[:MOST_PROPOSED]


def cover(text: str, hidden: Iterable[str]) -> str:
    """The text with every one of `hidden` cut out of it, in whichever letters, composed or not."""
    kept = unicodedata.normalize("NFC", text)
    whole, places = _places(kept)
    spans = sorted(
        (places[start], places[start + len(one) - 1] + 1)
        for one in {folded(one) for one in hidden} - {""}
        for start in _starts(whole, one)
    )
    if not spans:
        return text
    pieces, done = [], 0
    for start, end in spans:
        if start >= done:
            pieces += [kept[done:start], LEFT_OUT]
        done = max(done, end)
    return "".join([*pieces, kept[done:]])


def _places(text: str) -> tuple[str, list[int]]:
    """The folded text, and where in the text each of its letters comes from: each letter folds by itself."""
    letters: list[str] = []
    places: list[int] = []
    marks = {place for found in _QUOTED.finditer(text) for place in range(*found.span())}
    for place, letter in enumerate(text):
        for part in " " if place in marks else _FOLDS[ord(letter)]:
            if not part.isspace():
                letters.append(part)
                places.append(place)
            elif letters and letters[-1] != " ":
                letters.append(" ")
                places.append(place)
    return "".join(letters), places


def _starts(whole: str, wanted: str) -> Iterable[int]:
    start = whole.find(wanted)
    while start >= 0:
        yield start
        start = whole.find(wanted, start + 1)


def speaks_of(text: str, hidden: Iterable[str]) -> tuple[str, ...]:
    """Those of `hidden` that a text still holds."""
    whole = folded(text)
    return tuple(one for one in hidden if folded(one) and folded(one) in whole)


def folded(text: str) -> str:
    """As a reader takes it: composed, without case, width or unseen signs, with single spaces and no quoting marks."""
    composed = _QUOTED.sub(" ", unicodedata.normalize("NFC", text))
    return " ".join(composed.translate(_FOLDS).split())


def _addresses(text: str) -> Iterator[str]:
    """What looks like an address, sought from each @ outwards, so that a long run of letters costs nothing."""
    at, done = text.find("@"), 0
    while at >= 0:
        local = _LOCAL.search(text[max(done, at - _LONGEST_LOCAL) : at])
        host = _HOST.match(text[at + 1 : at + 1 + _LONGEST_HOST])
        if local and host:
            done = at + 1 + host.end()
            yield f"{local[0]}@{host[0]}"
        at = text.find("@", max(at + 1, done))


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _finnish_ids(text: str) -> Iterable[str]:
    """Henkilötunnus: DDMMYY, the century's sign, NNN and the remainder by 31 (Act on population data)."""
    for found in _FINNISH_ID.finditer(text):
        day, month, year, _century, number, sign = found.groups()
        if sign.upper() == _CHECK_SIGNS[int(f"{day}{month}{year}{number}") % 31] and _is_day(year, month, day):
            yield found.group()


def _swedish_ids(text: str) -> Iterable[str]:
    """Personnummer or samordningsnummer (day + 60): YYMMDD-NNNC with Luhn's check digit."""
    for found in _SWEDISH_ID.finditer(text):
        year, month, day, rest = found.groups()
        plain = f"{int(day) - 60:02}" if int(day) > 60 else day  # noqa: PLR2004
        if _luhn(f"{year}{month}{day}{rest}") and _is_day(year, month, plain):
            yield found.group()


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        date(2000 + int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return sum(sum(divmod(one, 10)) for one in doubled) % 10 == 0
