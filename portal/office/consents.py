"""Staff write down that somebody on the suppression list asked for marketing again, and by what it is shown."""

from collections.abc import Collection
from zoneinfo import ZoneInfo

from portal.domain import may
from portal.domain.consent import HOW, Proof
from portal.domain.errors import Invalid
from portal.domain.register import Register
from portal.domain.roles import Viewer
from portal.storage import consents, suppressing
from portal.storage.database import Store
from portal.storage.work import Work, work

LONGEST_NOTE = 2000


def lift(
    store: Store, viewer: Viewer, contact: tuple[str, str], channels: Collection[str], proof: Proof, register: Register
) -> frozenset[str]:
    """Take one contact (`email` or `phone`, folded) off the list in the channels; gives those that were lifted.

    Raises:
        Refused: `may_not`. Invalid: `channel_missing`, `channel_unknown`, `consent_how`, `note_missing`,
        `consent_ahead`, `consent_older` (the objection is younger, and holds), `nothing_stopped`.
    """
    every = [one.key for one in register.prohibitions]
    with work(store, viewer) as w:
        may.demand(may.may_handle(w.viewer))
        _check(w, contact, channels, every, proof, ZoneInfo(register.controller.time_zone))
        freed = consents.record(w, *contact, channels, every, proof)
        if not freed:
            raise Invalid("nothing_stopped", field="channels")
        return freed


def _check(
    w: Work, contact: tuple[str, str], channels: Collection[str], every: Collection[str], proof: Proof, zone: ZoneInfo
) -> None:
    if not channels:
        raise Invalid("channel_missing", field="channels")
    if set(channels) - set(every):
        raise Invalid("channel_unknown", field="channels")
    if proof.how not in HOW:
        raise Invalid("consent_how", field="how")
    if not proof.note.strip():
        raise Invalid("note_missing", field="note")
    if proof.given_on > w.now.astimezone(zone).date():
        raise Invalid("consent_ahead", field="given_on")
    since = suppressing.since(w.session, w.vault, w.viewer.controller_id, *contact, channels)
    if since is not None and proof.given_on < since.astimezone(zone).date():
        raise Invalid("consent_older", field="given_on")
