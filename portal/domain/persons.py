"""Names and words as they are compared and searched: folded, never shown."""

import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_JOINT = re.compile(r"[-'’]")
_REFERENCE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX_FROM = 3
_PREFIX_TO = 12
MOST_WORDS = 500
"""So many different words of one message are marked."""
_NUMBER = re.compile(r"\+?\d[\d -]{5,20}\d")


def fold(text: str) -> str:
    """Case, width and accents folded away: `Åsa Öhman` -> `asa ohman`."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).strip()


def words(text: str) -> list[str]:
    """The folded words of a text, in order, each once."""
    return list(dict.fromkeys(_WORD.findall(fold(text))))


def prefixes(word: str) -> Iterator[str]:
    """A word's prefixes from three letters, itself included."""
    for length in range(PREFIX_FROM, min(len(word), _PREFIX_TO) + 1):
        yield word[:length]


def name_marks(texts: Iterable[str]) -> set[str]:
    """What a search as one types may find: words and prefixes of names, and of each half of a double name."""
    found: set[str] = set()
    for text in texts:
        for word in words(text):
            for part in (word, *_JOINT.split(word)):
                found.add(part)
                found.update(prefixes(part))
    return found


def email_marks(address: str) -> set[str]:
    """The whole address and the words of its local part; mail domains are not marked."""
    local = address.casefold().partition("@")[0]
    return {address.casefold(), *name_marks([re.sub(r"[._+-]+", " ", local)])}


def phone_marks(phone: str) -> set[str]:
    """The digits of a phone, whole and its last seven."""
    digits = "".join(letter for letter in phone if letter.isdigit())
    return {digits, digits[-7:]} if len(digits) >= 7 else set()


def text_marks(text: str) -> set[str]:
    """What a message is found by: whole words (the first 500 of a long one) and phone numbers.

    An address is found by its words alone: its mark as a whole says whose request it is.
    """
    found: set[str] = set()
    for digits in _NUMBER.findall(text):
        found |= phone_marks(digits)
    for word in words(text)[:MOST_WORDS]:
        found |= {part[:_PREFIX_TO] for part in (word, *_JOINT.split(word)) if len(part) >= PREFIX_FROM}
    return found


def query_marks(query: str) -> list[str]:
    """What a search box's text asks for: an address whole, a phone by its end, words or prefixes."""
    typed = query.strip()
    if "@" in typed:
        return [typed.casefold()]
    digits = "".join(letter for letter in typed if letter.isdigit())
    if len(digits) >= 7 and not any(letter.isalpha() for letter in typed):
        return [digits[-7:]]
    return [word[:_PREFIX_TO] for word in words(typed) if len(word) >= PREFIX_FROM]


def new_reference() -> str:
    """A reference of 60 random bits, without look-alike letters: `7K3M-9QXT-4WHR`."""
    letters = "".join(secrets.choice(_REFERENCE_LETTERS) for _ in range(12))
    return "-".join(letters[place : place + 4] for place in range(0, 12, 4))


def read_reference(typed: str) -> str:
    """A reference as a person typed it, put into its written form."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    letters = letters.replace("O", "0").replace("I", "1").replace("L", "1").replace("U", "V")
    return "-".join(letters[place : place + 4] for place in range(0, len(letters), 4))
