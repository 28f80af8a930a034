"""A mailbox: every folder is searched, each hit judged again, a mail given out as it is, and erased alone.

Nothing is kept between operations and nothing is marked as read. Mails are never changed: who is
wrong in one is answered beside it (Art 16).
"""

from collections.abc import Iterator, Mapping, Sequence

from portal.domain.lifecycle import Capability, Match
from portal.domain.register import Text
from portal.systems.contract import Effect, Identifiers, Meaning, Page, Permanent, Record, SystemFault, Target
from portal.systems.imap.account import Account, read_account
from portal.systems.imap.client import Talk, opened
from portal.systems.imap.erase import Erasure, effect
from portal.systems.imap.fetching import stream
from portal.systems.imap.folders import gap, listed, open_folder, searched
from portal.systems.imap.keys import Cursor, read_cursor, read_key
from portal.systems.imap.search import BATCH, KIND, WINDOW, Search, unread
from portal.systems.matching import wanted
from portal.systems.partial import Partial
from portal.systems.wire import STRICT, Outgoing

PIECE = 64 * 1024
STREAM_SECONDS = 1800.0
_LABELS = {
    "date": Text(fi="Päiväys", sv="Datum", en="Date"),
    "from": Text(fi="Lähettäjä", sv="Avsändare", en="From"),
    "to": Text(fi="Vastaanottaja", sv="Mottagare", en="To"),
    "cc": Text(fi="Kopio", sv="Kopia", en="Copy to"),
    "bcc": Text(fi="Piilokopio", sv="Hemlig kopia", en="Blind copy to"),
    "subject": Text(fi="Aihe", sv="Ämne", en="Subject"),
    "text": Text(fi="Viesti", sv="Meddelande", en="Message"),
    "attachments": Text(fi="Liitteet (tavua)", sv="Bilagor (byte)", en="Attachments (bytes)"),
    "folder": Text(fi="Kansio", sv="Mapp", en="Folder"),
}
_KIND_LABEL = Text(fi="Sähköposti", sv="E-post", en="Mail")
_PLAIN = frozenset({"date", "folder"})


def connect(settings: Mapping[str, str], outgoing: Outgoing = STRICT) -> "ImapConnector":
    """A connector from its settings; Permanent("bad_mapping") names the one that cannot be used."""
    return ImapConnector(read_account(settings), outgoing)


class ImapConnector(Partial):
    """One mailbox (`contract.Connector`)."""

    def __init__(self, account: Account, outgoing: Outgoing, *, batch: int = BATCH, window: int = WINDOW) -> None:
        """`batch` bounds the mails of a page, `window` those that the server searches at once."""
        self._account = account
        self._outgoing = outgoing
        self._batch = batch
        self._window = window

    def capabilities(self) -> Mapping[str, Mapping[Capability, str]]:
        """Other people are in nearly every mail, so that nothing goes out or away unseen."""
        return {
            KIND: {
                Capability.FIND: "review",
                Capability.EXPORT: "review",
                Capability.ERASE: "review",
                Capability.VERIFY: "auto",
                Capability.RECTIFY: "none",
                Capability.RESTRICT: "manual",
                Capability.SUPPRESS: "none",
            }
        }

    def glossary(self) -> Sequence[Meaning]:
        """A mail's fields; whatever people wrote may speak of others."""
        return tuple(
            Meaning(
                KIND, name, name, self._account.category, label, kind_label=_KIND_LABEL, free_text=name not in _PLAIN
            )
            for name, label in _LABELS.items()
        )

    def check(self) -> Sequence[str]:
        """Faults of the connection, folders that cannot be read, and what keeps mails from being erased."""
        try:
            with opened(self._account, self._outgoing) as talk:
                _folders, gaps = searched(talk.session)
                shut = [
                    gap(one.raw)
                    for one in listed(talk.session)
                    if one.usable and open_folder(talk.session, one.raw) is None
                ]
                return (*gaps, *shut, *Erasure(talk, self._account).troubles())
        except SystemFault as fault:
            return (fault.code,)

    def find(self, identifiers: Identifiers, cursor: str | None) -> Page:
        """The next mails, folder by folder in the order of their names."""
        with opened(self._account, self._outgoing) as talk:
            return self._search(talk, identifiers).page(read_cursor(cursor))

    def held(self, owner: str) -> Iterator[Record]:
        """Every mail whose header has this address as the person's; each page on a conversation of its own."""
        if not owner:
            return
        cursor: str | None = str(Cursor())
        while cursor is not None:
            with opened(self._account, self._outgoing) as talk:
                search = self._search(talk, Identifiers(proven_email=owner), headers_only=True)
                page = search.page(read_cursor(cursor))
            unread(page)
            yield from (one for one in page.records if one.owner == owner and one.match is not Match.MENTION)
            cursor = page.cursor

    def export(self, kind: str, key: str) -> Iterator[bytes]:
        """The mail as it lies there (.eml), read piece by piece."""
        if kind != KIND:
            raise Permanent("no_document")
        wanted_key = read_key(key)
        with opened(self._account, self._outgoing, seconds=STREAM_SECONDS) as talk:
            place = Erasure(talk, self._account).place(wanted_key)
            if place is None:
                raise Permanent("record_gone")
            open_folder(talk.session, place.folder.raw)
            for long in stream(talk.session, place.head):
                yield from (long[at : at + PIECE] for at in range(0, len(long), PIECE))

    def preview(self, targets: Sequence[Target]) -> Effect:
        """How many of them are there now; folders are opened for reading alone."""
        with opened(self._account, self._outgoing) as talk:
            return effect(len(Erasure(talk, self._account).present(targets)))

    def erase(self, targets: Sequence[Target], op_id: str) -> Effect:
        """Remove them; a retry finds what is left, so that it is one effect without keeping its `op_id`."""
        with opened(self._account, self._outgoing) as talk:
            return Erasure(talk, self._account).erase(targets)

    def erased(self, targets: Sequence[Target]) -> bool:
        """Whether none is left anywhere, but perhaps in the trash; searched again in every folder."""
        with opened(self._account, self._outgoing) as talk:
            return not Erasure(talk, self._account).present(targets)

    def lasts(self, kind: str, key: str) -> bool:
        """A mail that lies elsewhere now is sought in every folder."""
        return kind == KIND

    def _search(self, talk: Talk, identifiers: Identifiers, *, headers_only: bool = False) -> Search:
        want = wanted(identifiers, self._account.country)
        return Search(
            talk.session, self._account, want, headers_only=headers_only, batch=self._batch, window=self._window
        )
