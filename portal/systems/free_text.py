"""What a text that somebody wrote says of the person: whole addresses and names, and numbers as people write them."""

import re
from collections.abc import Iterator

import phonenumbers

from portal.systems.contract import Identifiers
from portal.systems.matching import Wanted, fold, in_order, mentions

LONGEST = 200_000
"""Characters of a text that are looked at."""
_SHORTEST_NUMBER = 4
_MAILBOX = re.compile(r"[^\s<>()\[\],;:\"'|]{1,64}@[^\s<>()\[\],;:\"'|@]{1,255}")
_EDGES = "\"'()[]<>{},;:.!?#"
_MOST_OTHERS = 50


def spoken(text: str, want: Wanted) -> tuple[str, ...]:
    """By what a text speaks of the person, as `mentions` has it, and by telephone and customer number."""
    looked_at = text[:LONGEST]
    found = set(mentions(looked_at, want))
    if want.phones and want.phones & set(_numbers(looked_at, want.country)):
        found.add("phone")
    long_enough = {each for each in want.numbers if len(each) >= _SHORTEST_NUMBER}
    if long_enough and long_enough & {token.strip(_EDGES) for token in fold(looked_at).split()}:
        found.add("customer_number")
    return in_order(found)


def _numbers(text: str, country: str) -> Iterator[str]:
    for match in phonenumbers.PhoneNumberMatcher(text, country.upper()):
        yield phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)


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
