"""What is changed in Google: one contact's fields, and contacts, mails and files that are removed one by one.

Google has no transaction across records. A portion is looked at before its first write; what it does not let us remove
is left to a person, with the rest done.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.systems.contract import Change, Conflict, Effect, Permanent, Target
from portal.systems.google import contacts, drive, mail
from portal.systems.google.api import Google, Json, text_of
from portal.systems.google.found import owner_parts
from portal.systems.partial import differs

KINDS = frozenset({"contact", "other_contact", "mail", "file"})


@dataclass(frozen=True, slots=True)
class Writing:
    """The writes of one operation."""

    google: Google
    for_good: bool

    # Corrections.

    def rectify(self, changes: Sequence[Change]) -> Effect:
        """Write the changes of each contact in one call, after all of them were looked at."""
        fresh = []
        for key, wanted in _by_contact(changes).items():
            account, person = self._contact(key, wanted)
            if left := _fresh(person, wanted):
                fresh.append((account, person, left))
        for account, person, left in fresh:
            contacts.update(self.google, account, person, left)
        if fresh and not self.rectified(changes):
            raise Permanent("value_unfit")
        return Effect(changed=len(fresh), counts={"contact": len(fresh)} if fresh else {}, already=not fresh)

    def rectified(self, changes: Sequence[Change]) -> bool:
        """Whether every field holds its new value, read again."""
        for key, wanted in _by_contact(changes).items():
            found = contacts.read_again(self.google, key)
            if found is None or any(contacts.fields_of(found[1])[each.column] != each.after for each in wanted):
                return False
        return True

    def _contact(self, key: str, wanted: Sequence[Change]) -> tuple[str, Json]:
        found = contacts.read_again(self.google, key)
        if found is None or not all(contacts.is_owned(found[1], each.owner, key) for each in wanted):
            raise Conflict("owner_changed")
        return found

    # Erasures.

    def preview(self, targets: Sequence[Target]) -> Counter[str]:
        """How many of them are there and may be removed."""
        return Counter(f"deleted:{each.kind}" for each, held in self._there(targets) if _removable(each, held))

    def erase(self, targets: Sequence[Target]) -> tuple[Counter[str], bool]:
        """Remove them; what was removed, and whether any is left that Google does not let us remove."""
        counts, refused = Counter[str](), False
        for each, held in list(self._there(targets)):
            if _removable(each, held) and self._remove(each):
                counts[f"deleted:{each.kind}"] += 1
            else:
                refused = True
        return counts, refused

    def erased(self, targets: Sequence[Target]) -> bool:
        """Whether none of them is there, read again."""
        return not any(True for _each in self._there(targets, whose=False))

    def _there(self, targets: Sequence[Target], *, whose: bool = True) -> Iterator[tuple[Target, Json]]:
        for each in targets:
            held = self._held(each)
            if held is None:
                continue
            if whose and each.owner and not _is_owned(each, held):
                raise Conflict("owner_changed")
            yield each, held

    def _held(self, target: Target) -> Json | None:
        account, _, name = target.key.partition("/")
        if target.kind not in KINDS or not account or not name:
            raise Permanent("record_gone")
        if target.kind == "mail":
            return self._mail(account, name)
        if target.kind == "file":
            return drive.read_again(self.google, account, name)
        found = contacts.read_again(self.google, target.key)
        return found[1] if found is not None else None

    def _mail(self, account: str, name: str) -> Json | None:
        if not mail.MAIL_ID.fullmatch(name):
            raise Permanent("record_gone")
        message = mail.read_again(self.google, account, name)
        in_trash = message is not None and mail.is_trashed(message)
        return None if in_trash and not self.for_good else message

    def _remove(self, target: Target) -> bool:
        account, _, name = target.key.partition("/")
        if target.kind == "file":
            return drive.trash(self.google, account, name)
        if target.kind == "mail":
            mail.remove(self.google, account, name, for_good=self.for_good)
        else:
            contacts.delete(self.google, account, name)
        return True


def _is_owned(target: Target, held: Json) -> bool:
    if target.kind in {"contact", "other_contact"}:
        return contacts.is_owned(held, target.owner, target.key)
    kind, address = owner_parts(target.owner)
    if kind != "address":
        return False
    return mail.carries(held, address) if target.kind == "mail" else drive.belongs(held, address)


def _removable(target: Target, held: Json) -> bool:
    """Google gives no way to delete what it gathered by itself, nor a file that is another's."""
    return target.kind in {"contact", "mail"} or (target.kind == "file" and drive.may_trash(held))


def _by_contact(changes: Sequence[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for each in changes:
        if each.kind != "contact" or each.column not in contacts.WRITABLE:
            raise Permanent("not_writable")
        found.setdefault(each.key, []).append(each)
    return found


def _fresh(person: Json, wanted: Sequence[Change]) -> list[Change]:
    """What is still to be written; Permanent("not_writable") where a field holds several values."""
    said, left = contacts.fields_of(person), []
    for each in wanted:
        place, _name = contacts.WRITABLE[each.column]
        if not isinstance(each.after, str):
            raise Permanent("value_unfit")
        if not differs(said[each.column], each):
            continue
        held = person.get(place)
        if isinstance(held, list) and len(held) > 1:
            raise Permanent("not_writable")
        left.append(each)
    return left


def account_of(key: str) -> tuple[str, str]:
    """The account and the name of a record's key."""
    account, _, name = key.partition("/")
    return account, text_of(name)
