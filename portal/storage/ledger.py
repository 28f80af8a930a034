"""The erasure ledger: what went, as keyed hashes that name nobody, so that what comes back is known again.

| mark    | of                                                                                    |
|---------|---------------------------------------------------------------------------------------|
| `row`   | one data category of one record: system, kind, key                                    |
| `whose` | an address or number of somebody of whose data something went from the system         |
| `gone`  | a proven or taught address or number with the name, and a category of which nothing   |
|         | was left                                                                              |

A restored backup brings a record back under its own key, which `row` tells. An imported file
may bring it under another, which `gone` tells; but so does a customer who comes again. Names are part of
it because a family shares a mailbox.
"""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from portal.domain.lifecycle import Capability
from portal.keys import ring as keys
from portal.storage import learned
from portal.storage import tables as t
from portal.storage.work import Case, Work

Contact = tuple[str, str]
"""`email` and the folded address, or `phone` and the number as E.164."""
_PORTION = 400
_CONTACTS = frozenset({"email", "phone"})


def row_mark(work: Work, system: str, kind: str, key: str, category: str) -> bytes:
    """The mark of one category of one record."""
    return _mark(work, "row", system, kind, key, category)


def whose_mark(work: Work, system: str, contact: Contact) -> bytes:
    """The mark of an address or number."""
    return _mark(work, "whose", system, *contact)


def gone_mark(work: Work, system: str, contact: Contact, subject: str, category: str) -> bytes:
    """The mark of somebody who has nothing of a category any more; `subject` is as a record names its owner."""
    name = folded(subject.partition(" (")[0])
    return _mark(work, "gone", system, *contact, name, category)


def _mark(work: Work, *parts: str) -> bytes:
    return keys.mark(work.vault.of_controller(work.viewer.controller_id, "ledger"), *parts)


def enter(
    work: Work, case: Case, step: t.Step, targets: Sequence[Sequence[Any]], left: Collection[str] | None = None
) -> None:
    """Write down what an erasure took: `targets` are (kind, key, owner, categories).

    `left` are the categories of which the owners still have something in the system, None where nobody looked.
    """
    sure, given = _contacts(case, step.system)
    categories = {category for *_place, found in targets for category in found}
    gone = sorted(categories - set(left)) if left is not None else []
    marks = [
        row_mark(work, step.system, kind, key, category)
        for kind, key, _owner, found in targets
        for category in found
    ]  # fmt: skip
    marks += [whose_mark(work, step.system, one) for one in (*sure, *given)]
    names = _subjects(case, step.system, {owner for _kind, _key, owner, _found in targets})
    marks += [gone_mark(work, step.system, one, name, each) for one in sure for name in names for each in gone]
    add(work, step.system, marks)


def add(work: Work, system: str, marks: Iterable[bytes]) -> None:
    """Write marks, each once."""
    wanted = list(dict.fromkeys(marks))
    there = known(work, wanted)
    for mark in wanted:
        if mark not in there:
            work.session.add(
                t.ErasureEntry(
                    controller_id=work.viewer.controller_id, system=system, mark=mark, created_at=work.now
                )
            )  # fmt: skip


def known(work: Work, marks: Iterable[bytes]) -> frozenset[bytes]:
    """Those of the marks that stand in the ledger."""
    found: set[bytes] = set()
    every = sorted(set(marks))
    for start in range(0, len(every), _PORTION):
        asked = select(t.ErasureEntry.mark).where(t.ErasureEntry.mark.in_(every[start : start + _PORTION]))
        found |= set(work.session.scalars(asked))
    return frozenset(found)


def strike(work: Work, marks: Iterable[bytes]) -> None:
    """Take marks out: what they stand for is there again, and rightly so."""
    every = sorted(set(marks))
    for start in range(0, len(every), _PORTION):
        asked = select(t.ErasureEntry).where(t.ErasureEntry.mark.in_(every[start : start + _PORTION]))
        for row in work.session.scalars(asked):
            work.session.delete(row)


def _contacts(case: Case, system: str) -> tuple[list[Contact], list[Contact]]:
    """Whose the records are: what was proven or taught by an exact match, and what was only given."""
    requester = case.requester()
    other: Mapping[str, Any] | None = requester.get("represents")
    given = [("email", one) for one in (other or requester).get("emails", ())]
    given += [("phone", one) for one in (other or requester).get("phones", ())]
    sure = [] if other else [("email", requester["email"])]
    for step in case.rows(t.Step, t.Step.capability == Capability.FIND.value, t.Step.system == system):
        kept = case.unseal(step) if step.sealed is not None else {}
        sure += [(one.what, one.value) for one in learned.of_step(system, kept) if one.what in _CONTACTS]
    proven = list(dict.fromkeys(_folded(one) for one in sure if one[1]))
    return proven, [one for one in dict.fromkeys(_folded(one) for one in given if one[1]) if one not in proven]


def _subjects(case: Case, system: str, owners: Collection[str]) -> list[str]:
    """How the records that were found name these owners."""
    found = (case.unseal(row) for row in case.rows(t.Finding, t.Finding.system == system))
    return sorted({one.get("subject", "") for one in found if one.get("owner", "") in owners})


def folded(text: str) -> str:
    """As connectors fold what they compare (`systems.matching.fold`): composed, in lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def _folded(contact: Contact) -> Contact:
    what, value = contact
    return what, folded(value) if what == "email" else value.strip()
