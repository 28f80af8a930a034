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
from portal.systems.imap.folders import Opened, is_gmail, listed, open_folder, searched, trash_of
from portal.systems.imap.keys import MailKey, key_of, read_key
from portal.systems.imap.message import header_lines, mail_of
from portal.systems.imap.search import KIND

NOT_POSSIBLE = "not_possible"
_AT_ONCE = 20
_MOST_ALIKE = 100


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

    def places(self, keys: Iterable[MailKey]) -> dict[MailKey, Place]:
        """Where the mails are: at their keys, else wherever they were moved to; what is gone is left out.

        Conflict("owner_changed") where a folder was made anew and a mail of it cannot be known again.
        """
        wanted = list(dict.fromkeys(keys))
        found: dict[MailKey, Place] = {}
        for raw in dict.fromkeys(key.folder for key in wanted):
            now = open_folder(self._session, raw)
            mine = [key for key in wanted if key.folder == raw]
            if now is not None:
                found |= self._at_their_keys(now, mine)
        return found | self._sought([key for key in wanted if key not in found and key.sought_by])

    def _at_their_keys(self, now: Opened, keys: list[MailKey]) -> dict[MailKey, Place]:
        if any(key.validity != now.validity and not key.sought_by for key in keys):
            raise Conflict("owner_changed")
        keys = [key for key in keys if key.validity == now.validity]
        present = {head.uid: head for head in self._heads(now, [key.uid for key in keys])}
        if any(key.uid in present and present[key.uid].digest != key.digest for key in keys):
            raise Conflict("owner_changed")
        return {key: Place(now, present[key.uid]) for key in keys if key.uid in present}

    def present(self, targets: Sequence[Target]) -> list[Place]:
        """What is still there and not in the trash already, each once; Conflict for a mail that is another's."""
        if any(target.kind != KIND for target in targets):
            raise Permanent("not_writable")
        keys = {target.key: read_key(target.key) for target in targets}
        places = self.places(keys.values())
        found: dict[tuple[str, int], Place] = {}
        for target in targets:
            place = places.get(keys[target.key])
            if place is None or self._is_done(place):
                continue
            if target.owner and target.owner not in _people(place.head):
                raise Conflict("owner_changed")
            found[(place.folder.raw, place.head.uid)] = place
        return list(found.values())

    def erase(self, targets: Sequence[Target]) -> Effect:
        """Remove them; nothing is written before all were looked at."""
        present = self.present(targets)
        if present and self.troubles():
            raise Permanent(NOT_POSSIBLE)
        for places in _by_folder(present):
            self._remove(places)
        left = self.present(targets) if present else []
        if left and self._gmail and self._account.erase == "delete":
            for places in _by_folder(left):
                self._expunge(places)
            left = self.present(targets)
        if left:
            raise Permanent(NOT_POSSIBLE)
        return effect(len(present))

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
        keys = [key_of(trash, now.validity, each.head.uid, each.head.digest, each.head.message_id) for each in places]
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

    def _sought(self, keys: list[MailKey]) -> dict[MailKey, Place]:
        """The mails by what they are sought by, the trash last; a folder that cannot be read could hold them."""
        if not keys:
            return {}
        folders, gaps = searched(self._session)
        found: dict[MailKey, Place] = {}
        for folder in sorted(folders, key=lambda one: one.raw == self._trash):
            now = open_folder(self._session, folder.raw)
            if now is None or gaps:
                raise Permanent("folder_unreadable")
            for key in keys if now.exists else ():
                if key not in found:
                    first = self._alike(now, key)
                    found |= {key: Place(now, first)} if first else {}
        return found

    def _alike(self, now: Opened, key: MailKey) -> Head | None:
        """The mail of the open folder that is known again by the key."""
        uids = self._session.look(self._named(key))[:_MOST_ALIKE]
        return next((head for head in self._heads(now, uids) if head.digest == key.digest), None)

    def _named(self, key: MailKey) -> list[bytes]:
        if self._gmail and key.sought_by.isdecimal():
            return [b"X-GM-MSGID", key.sought_by.encode()]
        return [b"HEADER", b"MESSAGE-ID", value(key.sought_by)]


def effect(mails: int) -> Effect:
    """So many mails went."""
    return Effect(mails, {f"deleted:{KIND}": mails} if mails else {}, already=mails == 0)


def _by_folder(present: list[Place]) -> list[list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in present:
        found.setdefault(place.folder.raw, []).append(place)
    return list(found.values())


def _people(head: Head) -> set[str]:
    lines = header_lines(BytesParser(policy=compat32).parsebytes(head.header, headersonly=True))
    return {address for people in mail_of(lines, "", ()).people.values() for _name, address in people}
