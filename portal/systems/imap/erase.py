"""How mails go (Art 17): exactly those, by their UIDs, and never what others had marked for deletion.

A plain EXPUNGE, and CLOSE, remove every mail that anybody flagged \\Deleted. So mails are moved to the
trash (RFC 6851), or flagged and removed by UID EXPUNGE (RFC 4315); a server that knows neither erases
nothing by machine. At Gmail a mail leaves all its labels only by the trash.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import compat32

from portal.systems.contract import Conflict, Effect, Permanent, Target
from portal.systems.imap.account import Account
from portal.systems.imap.client import Talk, value
from portal.systems.imap.fetching import Head, heads
from portal.systems.imap.folders import Opened, is_gmail, listed, open_folder, searched, shown, trash_of
from portal.systems.imap.keys import MailKey, key_of, read_key
from portal.systems.imap.message import header_lines, mail_of
from portal.systems.imap.search import KIND

NOT_POSSIBLE = "not_possible"
_LONGEST_CODE = 80
_AT_ONCE = 20
_MOST_ALIKE = 2000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail is now."""

    folder: Opened
    head: Head


class Erasure:
    """Finding mails again by their keys, and removing them, in one conversation."""

    def __init__(self, talk: Talk, account: Account) -> None:
        self._talk = talk
        self._session = talk.session
        self._account = account
        self._gmail = is_gmail(self._session)
        self._folders = listed(self._session)
        self._trash = trash_of(self._folders, account.trash)

    def troubles(self) -> list[str]:
        """Codes of what keeps mails from being erased by machine."""
        if self._account.erase == "trash" or self._gmail:
            found = [] if self._trash else ["trash_missing"]
            return found if self._can_move() else [*found, "expunge_missing"]
        return [] if self._has("UIDPLUS") else ["expunge_missing"]

    def place(self, key: MailKey) -> Place | None:
        """Where a mail can be read: at its key, else wherever it or a copy of it lies; None where it is gone.

        Conflict("owner_changed") where a folder was made anew and a mail of it cannot be known again.
        """
        there = self._there([key]).get(key)
        return there or next(iter(self._alikes([key])[key]), None)

    def _there(self, keys: Sequence[MailKey]) -> dict[MailKey, Place]:
        """The mails that lie at their keys still."""
        found: dict[MailKey, Place] = {}
        for raw in dict.fromkeys(key.folder for key in keys):
            now = open_folder(self._session, raw)
            mine = [key for key in keys if key.folder == raw]
            if now is not None:
                found |= self._at_their_keys(now, mine)
        return found

    def _at_their_keys(self, now: Opened, keys: list[MailKey]) -> dict[MailKey, Place]:
        if any(key.validity != now.validity and not key.sought_by for key in keys):
            raise Conflict("owner_changed")
        keys = [key for key in keys if key.validity == now.validity]
        present = {head.uid: head for head in self._heads(now, [key.uid for key in keys])}
        if any(key.uid in present and present[key.uid].digest != key.digest for key in keys):
            raise Conflict("owner_changed")
        return {key: Place(now, present[key.uid]) for key in keys if key.uid in present}

    def present(self, targets: Sequence[Target]) -> list[Place]:
        """What is still there and not in the trash already, each once.

        Conflict: `owner_changed` for a mail that is another's, `mail_copied` where nobody can tell whether what lies
        elsewhere was moved there, or is a copy that stays.
        """
        if any(target.kind != KIND for target in targets):
            raise Permanent("not_writable")
        keys = {target.key: read_key(target.key) for target in targets}
        wanted = list(dict.fromkeys(keys.values()))
        there = self._there(wanted)
        moved = self._moved([key for key in wanted if key not in there], there.values(), _beside(targets))
        owners: dict[MailKey, set[str]] = {}
        for target in targets:
            owners.setdefault(keys[target.key], set()).update({target.owner} - {""})
        found: dict[tuple[str, int], Place] = {}
        for key, places in [*((key, [place]) for key, place in there.items()), *moved.items()]:
            for place in places:
                if self._is_done(place):
                    continue
                if owners[key] - _people(place.head):
                    raise Conflict("owner_changed")
                found[(place.folder.raw, place.head.uid)] = place
        return list(found.values())

    def _moved(
        self, lost: list[MailKey], there: Iterable[Place], beside: frozenset[MailKey] | None
    ) -> dict[MailKey, list[Place]]:
        """Where the mails went that do not lie at their keys; none of a mail that is gone.

        A copy that is known and stays is never one of them: it lies at its own key. Where a copy of those lies
        there no more, or where more mails are alike than were lost, or where nobody knows what stays, Conflict;
        but a folder that was made anew holds what it held.
        """
        taken = {(place.folder.raw, place.head.uid) for place in there}
        staying = {(key.folder, key.validity, key.uid) for key in beside or ()}
        found: dict[MailKey, list[Place]] = {}
        for key, places in self._alikes(lost).items():
            same = [each for each in lost if (each.digest, each.sought_by) == (key.digest, key.sought_by)]
            free = [
                each for each in places if (each.folder.raw, each.head.uid) not in taken
                and _where(each) not in staying and not self._is_done(each)
            ]  # fmt: skip
            if not free:
                continue
            at_home = all(each.folder.raw == key.folder and each.folder.validity != key.validity for each in free)
            known = {_where(each) for each in places}
            strayed = any(
                (each.digest, each.sought_by) == (key.digest, key.sought_by)
                and (each.folder, each.validity, each.uid) not in known
                for each in beside or ()
            )
            named = self._gmail and key.sought_by.isdecimal()
            if not named and (len(free) > len(same) or strayed or (beside is None and not at_home)):
                raise Conflict(f"mail_copied:{shown(free[0].folder.raw)}"[:_LONGEST_CODE])
            found[key] = free
        return found

    def erase(self, targets: Sequence[Target]) -> Effect:
        """Remove them; nothing is written before all were looked at."""
        present = self.present(targets)
        if present and self.troubles():
            raise Permanent(NOT_POSSIBLE)
        for places in _by_folder(present):
            self._remove(places)
        if present and self._gmail and self._account.erase == "delete":
            for places in _by_folder(self._trashed(present)):
                self._expunge(places)
            left = self._trashed(present)
        else:
            left = self._left(present)
        if left:
            raise Permanent(NOT_POSSIBLE)
        return effect(len(present))

    def _left(self, places: list[Place]) -> list[Place]:
        """Those of the mails that lie where they lay."""
        found: list[Place] = []
        for group in _by_folder(places):
            now = open_folder(self._session, group[0].folder.raw)
            if now is None:
                raise Permanent("folder_unreadable")
            found += [Place(now, head) for head in self._heads(now, [place.head.uid for place in group])]
        return found

    def _trashed(self, places: list[Place]) -> list[Place]:
        """Those of the mails that Gmail's trash holds now, or that lie where they lay."""
        left = self._left(places)
        now = open_folder(self._session, self._trash) if self._trash is not None else None
        if now is None:
            raise Permanent("folder_unreadable")
        keys = [_key(now, place.head) for place in places]
        return [*left, *(Place(now, head) for key in keys for head in self._alike(now, key)[:1])]

    def _remove(self, places: list[Place]) -> None:
        raw, uids = places[0].folder.raw, [place.head.uid for place in places]
        to_trash = self._account.erase == "trash" or (self._gmail and raw != self._trash)
        if not to_trash or self._trash is None:
            self._expunge(places)
            return
        copied = set() if self._has("MOVE") else self._copied(places, self._trash)
        self._open(raw)
        self._talk.writing = True
        if self._has("MOVE"):
            self._session.move(uids, self._trash)
            return
        if missing := [uid for uid in uids if uid not in copied]:
            self._session.copy(missing, self._trash)
        self._flag_and_expunge(uids)

    def _copied(self, places: list[Place], trash: str) -> set[int]:
        """Those of which an earlier attempt, which was cut, left a copy in the trash."""
        now = open_folder(self._session, trash)
        if now is None or not now.exists:
            return set()
        keys = [_key(now, each.head) for each in places]
        return {key.uid for key in keys if key.sought_by and self._alike(now, key)}

    def _expunge(self, places: list[Place]) -> None:
        self._open(places[0].folder.raw)
        self._talk.writing = True
        self._flag_and_expunge([place.head.uid for place in places])

    def _flag_and_expunge(self, uids: list[int]) -> None:
        self._session.add_flags(uids, [b"\\Deleted"], silent=True)
        self._session.uid_expunge(uids)

    def _open(self, raw: str) -> None:
        if open_folder(self._session, raw, write=True) is None:
            raise Permanent(NOT_POSSIBLE)

    def _has(self, capability: str) -> bool:
        return bool(self._session.has_capability(capability))

    def _can_move(self) -> bool:
        return self._has("MOVE") or self._has("UIDPLUS")

    def _is_done(self, place: Place) -> bool:
        return self._account.erase == "trash" and place.folder.raw == self._trash

    def _heads(self, now: Opened, uids: list[int]) -> list[Head]:
        """The heads of those that are there; an empty folder has none."""
        chunks = (uids[at : at + _AT_ONCE] for at in range(0, len(uids), _AT_ONCE)) if now.exists else ()
        return [head for chunk in chunks for head in heads(self._session, chunk, gmail=self._gmail)]

    def _alikes(self, keys: list[MailKey]) -> dict[MailKey, list[Place]]:
        """All mails that could be these, by what they are sought by, the trash last.

        Permanent where a folder cannot be read, which could hold them.
        """
        found: dict[MailKey, list[Place]] = {key: [] for key in keys}
        if not keys:
            return found
        folders, gaps = searched(self._session)
        for folder in sorted(folders, key=lambda one: one.raw == self._trash):
            now = open_folder(self._session, folder.raw)
            if now is None or gaps:
                raise Permanent("folder_unreadable")
            for key in keys if now.exists else ():
                found[key] += [Place(now, head) for head in self._alike(now, key)]
        return found

    def _alike(self, now: Opened, key: MailKey) -> list[Head]:
        """The mails of the open folder that are known again by the key."""
        if not now.exists:
            return []
        uids = self._session.look(self._named(key))
        if len(uids) > _MOST_ALIKE:
            raise Permanent("too_much")
        return [head for head in self._heads(now, uids) if head.digest == key.digest]

    def _named(self, key: MailKey) -> list[bytes]:
        if self._gmail and key.sought_by.isdecimal():
            return [b"X-GM-MSGID", key.sought_by.encode()]
        if not key.sought_by:
            return [b"NOT", b"HEADER", b"MESSAGE-ID", value("<")]
        return [b"HEADER", b"MESSAGE-ID", value(key.sought_by)]


def effect(mails: int) -> Effect:
    """So many mails went."""
    return Effect(mails, {f"deleted:{KIND}": mails} if mails else {}, already=mails == 0)


def _by_folder(present: list[Place]) -> list[list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in present:
        found.setdefault(place.folder.raw, []).append(place)
    return list(found.values())


def _where(place: Place) -> tuple[str, int, int]:
    return (place.folder.raw, place.folder.validity, place.head.uid)


def _key(now: Opened, head: Head) -> MailKey:
    return key_of(now.raw, now.validity, head.uid, head.digest, head.gmail or head.message_id)


def _beside(targets: Sequence[Target]) -> frozenset[MailKey] | None:
    """What is known and stays; None where that is not known of all."""
    if any(target.beside is None for target in targets):
        return None
    return frozenset(read_key(key) for key in {key for target in targets for key in target.beside or ()} - {""})


def _people(head: Head) -> set[str]:
    lines = header_lines(BytesParser(policy=compat32).parsebytes(head.header, headersonly=True))
    return {address for people in mail_of(lines, "", ()).people.values() for _name, address in people}
