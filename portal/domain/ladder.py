"""The ladder of evidence on who asks (Art 12(6) GDPR; EDPB Guidelines 01/2022 §§58-81), and what is never noted."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from portal.domain.lifecycle import Right


class Rung(StrEnum):
    """What was seen of the identity; `NONE` is noted too, so that the file says that nothing was.

    `JUDGED` is staff's recorded word that what is there is enough, `AUTHORITY_SHOWN` that whoever asks for
    somebody else may. Neither is a step of the ladder. `STRONG_IDENTIFICATION` has its place there and is not
    offered yet.
    """

    MAILBOX_PROVEN = "mailbox_proven"
    CONTACT_ON_FILE = "contact_on_file"
    LETTER_ON_FILE = "letter_on_file"
    CALLED_BACK = "called_back"
    SEEN_AT_PREMISES = "seen_at_premises"
    LETTER_CODE = "letter_code"
    ANSWERED_QUESTION = "answered_question"
    DOCUMENT_CHECKED = "document_checked"
    STRONG_IDENTIFICATION = "strong_identification"
    JUDGED = "judged"
    AUTHORITY_SHOWN = "authority_shown"
    NONE = "none"


AT_COUNTER = (Rung.SEEN_AT_PREMISES, Rung.CALLED_BACK, Rung.CONTACT_ON_FILE, Rung.LETTER_ON_FILE, Rung.NONE)
"""What staff can say that they saw; each but the last is their judgement that it is enough."""
_HEIGHTS = {
    Rung.NONE: 0,
    Rung.MAILBOX_PROVEN: 1,
    Rung.CONTACT_ON_FILE: 2,
    Rung.LETTER_ON_FILE: 3,
    Rung.CALLED_BACK: 3,
    Rung.LETTER_CODE: 3,
    Rung.ANSWERED_QUESTION: 3,
    Rung.DOCUMENT_CHECKED: 4,
    Rung.STRONG_IDENTIFICATION: 5,
    Rung.SEEN_AT_PREMISES: 6,
}
"""The order of the ladder; rungs of one height weigh the same."""
_ABOVE_MAILBOX = frozenset({Rung.CALLED_BACK, Rung.STRONG_IDENTIFICATION, Rung.SEEN_AT_PREMISES})
SETTABLE = frozenset({Rung.MAILBOX_PROVEN, Rung.CONTACT_ON_FILE, Rung.LETTER_CODE, Rung.SEEN_AT_PREMISES})
"""What a controller may want before a right is carried out: no more than people can show today."""


class Doubt(StrEnum):
    """Why more is asked: a reasonable doubt (Art 12(6)), or more data than can be searched blindly (recital 63)."""

    NAME_DIFFERS = "name_differs"
    SEVERAL_PERSONS = "several_persons"
    MAILBOX_SHARED = "mailbox_shared"
    SENT_ELSEWHERE = "sent_elsewhere"
    OTHER = "other"
    MUCH_DATA = "much_data"


class Means(StrEnum):
    """What is asked, the least intrusive first (EDPB Guidelines 01/2022 §§65-78)."""

    CLARIFICATION = "clarification"
    PHONE_CODE = "phone_code"
    POST_CODE = "post_code"
    QUESTION = "question"
    PREMISES = "premises"
    DOCUMENT = "document"


SHOWN_BY = {
    Means.PHONE_CODE: Rung.CALLED_BACK,
    Means.POST_CODE: Rung.LETTER_CODE,
    Means.QUESTION: Rung.ANSWERED_QUESTION,
    Means.PREMISES: Rung.SEEN_AT_PREMISES,
    Means.DOCUMENT: Rung.DOCUMENT_CHECKED,
}
"""The rung that each of them shows, once it was enough; a clarification shows none."""


class Representing(StrEnum):
    """As what somebody asks for another person. The estate of a deceased person is outside of the GDPR (recital 27)."""

    MANDATE = "mandate"
    GUARDIAN_OF_CHILD = "guardian_of_child"
    GUARDIAN_OF_ADULT = "guardian_of_adult"
    ESTATE = "estate"


@dataclass(frozen=True, slots=True)
class IdentityNeeds:
    """What a controller wants to have seen before each right; `document_copies` allows asking for a masked copy."""

    access: Rung = Rung.CONTACT_ON_FILE
    portability: Rung = Rung.CONTACT_ON_FILE
    rectification: Rung = Rung.CONTACT_ON_FILE
    erasure: Rung = Rung.CONTACT_ON_FILE
    restriction: Rung = Rung.CONTACT_ON_FILE
    objection: Rung = Rung.MAILBOX_PROVEN
    marketing: Rung = Rung.MAILBOX_PROVEN
    document_copies: bool = False

    def of(self, right: Right) -> Rung:
        """What this right needs."""
        return Rung(getattr(self, right.value))

    def rungs(self) -> tuple[tuple[str, Rung], ...]:
        """Every right's code with what it needs."""
        return tuple((one.name, getattr(self, one.name)) for one in fields(self) if one.name != "document_copies")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the identity of a request stands.

    `needed` is the highest rung that anything at stake needs, `judged` whether staff recorded that what is
    there is enough, `asked` whether a question is open, `authority_missing` whether somebody asks for another
    and has not shown that they may. `exposes` where a protected address would be given to somebody who has shown
    a mailbox and no more.
    """

    reached: Rung
    needed: Rung
    judged: bool = False
    asked: bool = False
    authority_missing: bool = False
    exposes: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """What stands in the way, as codes: `authority`, `asked`, `rung`, `protected`."""
        found = {
            "authority": self.authority_missing,
            "asked": self.asked,
            "rung": not self.is_reached,
            "protected": self.exposes,
        }
        return tuple(code for code, stands in found.items() if stands)

    @property
    def is_reached(self) -> bool:
        """Whether the needed rung is reached, or was judged not to be needed."""
        return self.judged or enough(self.reached, self.needed)

    @property
    def is_enough(self) -> bool:
        """Whether the request may be answered and carried out."""
        return not self.missing


def reached(shown: Iterable[str]) -> Rung:
    """The highest rung among what was shown."""
    steps = [Rung(code) for code in shown if Rung(code) in _HEIGHTS]
    return max(steps, key=_HEIGHTS.__getitem__, default=Rung.NONE)


def needed(needs: IdentityNeeds, rights: Collection[Right]) -> Rung:
    """The highest rung that these rights need; a proven mailbox where nothing is at stake."""
    return max((needs.of(right) for right in rights), key=_HEIGHTS.__getitem__, default=Rung.MAILBOX_PROVEN)


def enough(seen: Rung, wanted: Rung) -> bool:
    """Whether what was seen stands as high as what is wanted."""
    return _HEIGHTS[seen] >= _HEIGHTS[wanted]


def may_see_protected(shown: Iterable[str]) -> bool:
    """Whether a protected person's own address may be given to them: they were seen, or called back; no letter goes."""
    return bool({Rung(code) for code in shown} & _ABOVE_MAILBOX)


def visible(requester: dict[str, Any], *, owner: bool) -> dict[str, Any]:
    """A requester's part as staff may see it: where a protected person lives and answers is the owner's to know."""
    if owner or not requester.get("protected"):
        return requester
    hidden = {**requester, **{name: [] for name in ("phones", "phones_typed")}, "postal_address": ""}
    if other := requester.get("represents"):
        hidden["represents"] = {**other, "phones": []}
    return hidden


def stands(
    shown: Iterable[str],
    needs: IdentityNeeds,
    at_stake: Collection[Right],
    *,
    asked: bool = False,
    represents: bool = False,
    exposes: bool = False,
) -> Standing:
    """Where the identity stands by the rungs that were `shown`, for the rights that are `at_stake`."""
    rungs = {Rung(code) for code in shown}
    return Standing(
        reached=reached(rungs),
        needed=needed(needs, at_stake),
        judged=Rung.JUDGED in rungs,
        asked=asked,
        authority_missing=represents and Rung.AUTHORITY_SHOWN not in rungs,
        exposes=exposes and not may_see_protected(rungs),
    )


_IDENTITY_CODE = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})[-+A-FU-Y](\d{3})([0-9A-Y])(?![0-9A-Za-z])", re.IGNORECASE)
_CHECK_SIGNS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_NEVER_ASKED = re.compile(
    r"henkilötunnu|\bhetu|allekirjoit|personbeteckning|personnummer|underskri|namnteckning"
    r"|personal identity (code|number)|social security|\bssn\b|signature",
    re.IGNORECASE,
)


def holds_identity_code(text: str) -> bool:
    """Whether a text holds a Finnish personal identity code, which a note on identity never needs."""
    return any(
        _CHECK_SIGNS[int("".join(found.groups()[:4])) % len(_CHECK_SIGNS)] == found[5].upper()
        for found in _IDENTITY_CODE.finditer(text)
    )


def asks_what_is_never_asked(text: str) -> bool:
    """Whether a text wants a personal identity code or a signature (EDPB Guidelines 01/2022 §§73-78)."""
    return _NEVER_ASKED.search(text) is not None
