"""What a text that somebody wrote says of the person: whole addresses and names, and numbers as people write them."""

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from portal.facts import e164
from portal.systems.contract import Identifiers
from portal.systems.matching import Wanted, fold, in_order, mentions

LONGEST = 200_000
"""Characters of a text that are looked at in one go."""
MOST = 2_000_000
"""Characters of a text that are looked at: of a longer one nobody says that it does not speak of the person."""
_OVERLAP = 1_000
_SHORTEST_NUMBER = 4
_MAILBOX = re.compile(r"[^\s<>()\[\],;:\"'|]{1,64}@[^\s<>()\[\],;:\"'|@]{1,255}")
_EDGES = "\"'()[]<>{},;:.!?#"
_MOST_OTHERS = 50
_GAP = r"[\s().\-‑–/]{0,2}"


def spoken(text: str, want: Wanted) -> tuple[str, ...]:
    """By what the first `MOST` characters speak of the person: as `mentions` has it, by telephone and by number."""
    found: set[str] = set()
    for piece in _pieces(text[:MOST]):
        found.update(mentions(piece, want))
        if any(_written(number, want.country).search(piece) for number in want.phones):
            found.add("phone")
        long_enough = {each for each in want.numbers if len(each) >= _SHORTEST_NUMBER}
        if long_enough and long_enough & {token.strip(_EDGES) for token in fold(piece).split()}:
            found.add("customer_number")
    return in_order(found)


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that overlap, cut between words, so that no part of an address is taken for one."""
    start = 0
    while True:
        end = start + LONGEST
        if end < len(text):
            blank = _last_blank(text, end - _OVERLAP // 2, end)
            end = blank if blank >= 0 else end
        yield text[start:end]
        if end >= len(text):
            return
        blank = _last_blank(text, end - _OVERLAP, end - _OVERLAP // 2)
        start = blank if blank >= 0 else end


def _last_blank(text: str, start: int, end: int) -> int:
    return max(text.rfind(blank, start, end) for blank in " \n\t")


@lru_cache(maxsize=64)
def _written(number: str, country: str) -> re.Pattern[str]:
    """A number as people write it, with its country or as it is dialled at home, and no digit more at either end."""
    parsed = phonenumbers.parse(number, country.upper())
    code, rest = str(parsed.country_code), phonenumbers.national_significant_number(parsed)
    forms = [rf"(?:\+|00)?{_spread(code)}{_GAP}(?:\(0\){_GAP})?{_spread(rest)}"]
    home = re.sub(r"\D", "", phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL))
    if e164(home, country) == number:
        forms.append(_spread(home))
    return re.compile(rf"(?<![\d+])\(?(?:{'|'.join(forms)})(?!\d)")


def _spread(digits: str) -> str:
    return _GAP.join(digits)


def mailboxes(text: str) -> tuple[str, ...]:
    """The addresses in a text, folded, each once; fifty at most."""
    found = (fold(each.group().strip(".!?")) for each in _MAILBOX.finditer(text[:LONGEST]))
    return tuple(dict.fromkeys(found))[:_MOST_OTHERS]


def other_mailboxes(text: str, want: Wanted) -> tuple[str, ...]:
    """The addresses in a text that are not the person's."""
    return tuple(each for each in mailboxes(text) if each != want.proven and each not in want.others)


def phrases(identifiers: Identifiers, want: Wanted) -> tuple[str, ...]:
    """What a text is searched for: every address, the name in both orders, every number as it may be written.

    Free of quotes, backslashes and control characters, so that each can be quoted in any search language.
    """
    listed = [want.proven, *sorted(want.others)]
    if want.full_name:
        listed += [" ".join(want.name), " ".join((want.name[-1], *want.name[:-1]))]
    for number in sorted(want.phones):
        listed += _spellings(number, want.country)
    listed += [each for each in sorted(want.numbers) if len(each) >= _SHORTEST_NUMBER]
    cleaned = (" ".join(re.sub(r"[\"'\\“”„«»]", " ", each).split()) for each in listed)
    return tuple(dict.fromkeys(each for each in cleaned if each))


def _spellings(number: str, country: str) -> list[str]:
    parsed = phonenumbers.parse(number, country.upper())
    national = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    abroad = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return [number, abroad, national, re.sub(r"\D", "", national)]
