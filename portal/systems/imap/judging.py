"""Whose a mail is: every hit of the server's search is read again, address by whole address.

| where                                                                    | match    |
|--------------------------------------------------------------------------|----------|
| the proven address is in From, To, Cc or Reply-To                        | exact    |
| the proven address is in Bcc or Sender, or whole in the words            | probable |
| the proven address is the company's own, wherever it is                  | probable |
| an address or a phone that was given, not proven, wherever it is         | probable |
| the whole name alone, in the words                                       | mention  |
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from portal.domain.lifecycle import Match
from portal.systems.addressing import fold_address
from portal.systems.imap.account import Account
from portal.systems.imap.message import Mail, decoded
from portal.systems.matching import Wanted, fold, in_order, mentions, phones

_SURE = ("from", "to", "cc", "reply-to")
_RUN = re.compile(r"[^\s<>()\[\],;:\"\\|]+")
_BETWEEN = r"[ ()./\-\u00a0\u2010-\u2013]"
_LEAD = re.compile(rf"(?:[\d+]|{_BETWEEN})*$")
_STARTS = re.compile(rf"(?<={_BETWEEN})(?=[0(])")
_TAIL, _BEFORE = 7, 16
MOST_NUMBERS = 1000
_EDGES = ".!?'’“”*`"
MOST_OTHERS = 50
_LONGEST = 320


@dataclass(frozen=True, slots=True)
class Finding:
    """Whose a mail is, and why; `subject` is who the owner is by the mail's own header."""

    match: Match
    matched_by: tuple[str, ...]
    owner: str
    subject: str = field(repr=False)
    others: tuple[str, ...] = field(repr=False)
    ours: tuple[str, ...] = ()


def judged(mail: Mail, want: Wanted, account: Account) -> Finding | None:
    """The finding, or None where the server's hit was only a part of something else."""
    proven, others = fold_address(want.proven), {fold_address(each) for each in want.others}
    sure = {address for name in _SURE for _shown, address in mail.people[name]}
    written = {address for people in mail.people.values() for _shown, address in people}
    words = _addresses_in(mail.searched_text)
    matched: set[str] = set(mentions(mail.searched_text, want)) & {"name"}
    if proven and proven in written | words:
        matched.add("email")
    if others & (written | words):
        matched.add("other_email")
    if want.phones & _phones_in(mail.searched_text, want):
        matched.add("phone")
    if not matched:
        return None
    exact = bool(proven) and proven in sure and not account.is_own(proven)
    owner = proven if proven in written else next(iter(sorted(others & written)), "")
    match = Match.EXACT if exact else Match.MENTION if matched == {"name"} else Match.PROBABLE
    theirs = {proven, *others}
    ours = tuple(sorted(each for each in written | words if account.is_own(each)))[:MOST_OTHERS]
    return Finding(match, in_order(matched), owner, _named(mail, owner), _others(mail, theirs, account), ours)


def _addresses_in(text: str) -> set[str]:
    return {fold_address(run.strip(_EDGES)) for run in _RUN.findall(text) if "@" in run and len(run) <= _LONGEST}


def tail(number: str) -> str:
    """The digits by which a number is sought however it is written."""
    return number[-_TAIL:]


def _phones_in(text: str, want: Wanted) -> set[str]:
    """Those of the wanted numbers that stand in the text, as a whole and in any spelling."""
    return {
        number for number in want.phones if any(number in phones(each, want.country) for each in _near(text, number))
    }


def _near(text: str, number: str) -> Iterator[str]:
    """What stands around the last digits of a number: from the plus before them, else from every likely beginning."""
    core = re.compile(rf"{_BETWEEN}{{0,2}}".join(tail(number)) + r"(?!\w)")
    for found in islice(core.finditer(text), MOST_NUMBERS):
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        lead = _LEAD.search(before)
        start = lead.start() if lead else len(before)
        joined = start < len(before) and before[start] in "+0123456789"
        if joined and start and (before[start - 1].isalnum() or before[start - 1] in "@_"):
            start = next((each.start() for each in re.finditer(r"[ \u00a0]", before[start:])), len(before)) + start
        led = before[start:]
        if "+" in led:
            yield led[led.rindex("+") :] + found[0]
            continue
        yield led.lstrip(" .-/") + found[0]
        yield from (led[each.start() :] + found[0] for each in _STARTS.finditer(led))


def _named(mail: Mail, owner: str) -> str:
    """The owner's address with the name that the header gives, if any."""
    names = (decoded(name) for people in mail.people.values() for name, address in people if address == owner)
    name = next((each for each in names if each), "")
    return f"{name} <{owner}>" if name and owner else owner


def _others(mail: Mail, theirs: set[str], account: Account) -> tuple[str, ...]:
    """Whoever else is in the header: addresses and names, without the company's own."""
    found: dict[str, None] = {}
    own_names = {fold(decoded(name)) for people in mail.people.values() for name, at in people if at in theirs}
    for people in mail.people.values():
        for name, address in people:
            if address in theirs or account.is_own(address):
                continue
            found[address] = None
            said = decoded(name)
            if said and fold(said) not in own_names:
                found[said] = None
    return tuple(found)[:MOST_OTHERS]
