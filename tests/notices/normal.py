"""What counts as the same value: how values are made alike before they are hashed.

- Every value: Unicode in its composed compatibility form, case folded; each run of spaces, punctuation, quotes and
  dashes becomes one space; spaces at the ends go. `E-post` and `e post` are the same, `Oy Ab` and `OyAb` are not.
- A business id: its digits alone, so that `2383558-8`, `23835588` and `FI23835588` are the same, and so are a Swedish
  number and its form for taxes, `556036-0793` and `SE556036079301`.
- A free text in a list (data categories, recipients) has up to four forms: as it stands, without its asides, and both
  without a leading article (the, a, an; den, det, de, en, ett) or a word for whose it is (your; din, ditt, dina, er,
  ert, era; the customer's, asiakkaan, kundens): `your name` and `name` are the same. An aside is what stands in
  brackets, and what follows "kuten", "esim.", "mm.", "såsom", "t.ex.", "bl.a.", "such as", "including" or "e.g." after
  a comma. Two values are the same where any of their forms is: `Yhteystiedot (puhelin, osoite)` is the same as
  `yhteystiedot`.
- A gold value that is itself an enumeration, as `Laskutus: nimi, osoite ja puhelin`, may be read whole, without its
  label, or in its parts; so may the enumeration in its bracket or behind "such as". Read in parts it counts as so many
  values, of which each is found or missed. The other way, a kind read with what it enumerates behind a label or in
  brackets is right where gold has every part of it or leaves it open, and a labelled one where gold has what its label
  stands before. A bare enumeration read as one value where gold has three is wrong, three missed.
- A retention is compared sentence by sentence (a line, a bullet or what ends in `.`, `!`, `?` or `;`); one that is read
  with a label (`Orders: 7 years`, as a row of a table has it) is right where gold has the time alone.
- A date is compared as it is written, a transfer as true or false, a legal basis and a right as its code.

Values that several registers of a notice share count once: a field of registers is the set of what its registers hold.
The number of registers is a value of its own beside their names.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

_ARTICLE = re.compile(r"(?:the|an?|your|den|det|de|ett?|en|dina?|ditt|ert?|era) (?=\S)")
_SUBJECT = re.compile(
    r"(?:asiakkaan|käyttäjän|jäsenen|henkilön|kävijän|rekisteröidyn|kundens|användarens|medlemmens|besökarens"
    r"|personens|den registrerades|(?:the )?(?:customer|user|member|visitor|data subject) s) (?=\S)"
)
"""Whose it is where that is the one whom the register is about; of a guardian or a pet it is something else."""
_BRACKET = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_SUCH_AS = re.compile(
    r",\s+(?:kuten|esimerkiksi|esim\.|mm\.|såsom|till exempel|t\.\s?ex\.|bl\.\s?a\.|such as|including|e\.g\.)"
    r"\s+(?P<items>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_SUCH_BARELY = re.compile(
    r"^[^,:;()]{3,60}?\s(?:kuten|esimerkiksi|esim\.|såsom|som|till exempel|t\.\s?ex\.|such as|like"
    r"|including|e\.g\.)\s+(?P<items>.+,.+)$",
    re.IGNORECASE | re.DOTALL,
)
"""`account data such as name, town and school`, before which no comma stands."""
_LABEL = re.compile(r"^(?P<label>[^:,;()]{2,90}):\s+(?P<items>.+)$", re.DOTALL)
_BETWEEN = re.compile(
    r"\s*[,;]\s*(?:(?:ja|sekä|tai|och|samt|eller|and|or)\s+)?|\s+(?:ja|sekä|och|samt|and)\s+", re.IGNORECASE
)
_ORG_DIGITS, _TAX_DIGITS, _TAX_END = 10, 12, "01"
_CENTURIES = ("16", "19", "20")
"""What begins the number of a firm, or of a person who trades, where it is written with twelve digits."""
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\s*\n\s*|\s+[-*•●▹▪]\s+|\s+#+\s+")


def plain(value: object) -> str:
    """A value made alike; "" where nothing is left of it."""
    folded = unicodedata.normalize("NFKC", str(value)).casefold()
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded).split())


def digits(value: object) -> str:
    """The digits of an identifier."""
    return "".join(sign for sign in str(value) if sign.isdigit())


def with_tax(number: str) -> set[str]:
    """The digits of an id, and of the other forms of a Swedish one: `01` behind it for taxes, a century before it."""
    if len(number) == _ORG_DIGITS:
        return {number, f"{number}{_TAX_END}", *(f"{century}{number}" for century in _CENTURIES)}
    if len(number) == _TAX_DIGITS and number.startswith(_CENTURIES) and not number.endswith(_TAX_END):
        return {number, number[-_ORG_DIGITS:]}
    return {number, number[:_ORG_DIGITS]} if len(number) == _TAX_DIGITS and number.endswith(_TAX_END) else {number}


def forms(text: str) -> set[str]:
    """The forms of a free text, any of which makes it the same as another; `plain` is among them."""
    bare = _SUCH_AS.sub("", _BRACKET.sub(" ", text))
    whole = {plain(text), plain(bare)}
    whole |= {_SUBJECT.sub("", one, count=1) for one in whole if _SUBJECT.match(one)}
    return {form for one in whole for form in (one, _ARTICLE.sub("", one, count=1) if _ARTICLE.match(one) else one)} - {
        ""
    }


def without_label(text: str) -> str | None:
    """What follows the label of a `Label: items` text; None where it has no label."""
    labelled = _LABEL.match(text)
    return labelled["items"] if labelled else None


def is_kind_of(text: str) -> bool:
    """Whether a text names a kind before what it enumerates: with a label, in brackets, or behind `such as`."""
    names = (without_label(text), _BRACKET.search(text), _SUCH_BARELY.match(text))
    return any(one is not None for one in names)


def parts(text: str) -> Iterator[list[str]]:
    """Each way to read a text in parts: what is enumerated after its label, in brackets, or after "such as"."""
    bare = _BRACKET.sub(" ", text)
    such_as = _SUCH_AS.search(bare) or _SUCH_BARELY.match(bare)
    runs = [
        _SUCH_AS.sub("", without_label(bare) or bare),
        *(such_as["items"] for _ in (such_as,) if such_as),
        *(first or second for first, second in _BRACKET.findall(text)),
    ]
    for run in runs:
        items = [item for item in _BETWEEN.split(run) if item and plain(item)]
        if len(items) > 1:
            yield items


def sentences(text: str) -> list[str]:
    """The sentences of a retention."""
    return [one for one in _SENTENCE_END.split(text.strip()) if plain(one)]


NORMAL: dict[str, Callable[[object], str]] = {"business_id": digits, "updated": lambda value: str(value).strip()}
"""How the value of a field is made alike where `plain` would not do."""
