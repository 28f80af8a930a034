"""A person looks at what the machine could not decide of a package, before it is released (Art 15(4) GDPR)."""

from portal.domain import may
from portal.domain.errors import Conflict, Invalid, Refused
from portal.domain.gate import Looked, gate_from_json
from portal.domain.lifecycle import Status
from portal.domain.roles import Viewer
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import work

LEAST_REASON = 10
LONGEST_REASON = 1000


def confirm(store: Store, viewer: Viewer, reference: str, version: int, digest: str, reason: str) -> None:
    """Say of the package of this manifest `digest` that somebody looked, and why it may go.

    It holds for that package alone: one that is made anew asks again.

    Raises:
        NotFound, Conflict: as `Work.case`; `answer_changed` where the package is another by now.
        Refused: `may_not`, `order` (nothing waits to be looked at), `words_left` (no look helps there).
        Invalid: `reason_missing`, `reasons_short`, `too_long`.
    """
    said = reason.strip()
    if len(said) < LEAST_REASON:
        raise Invalid("reasons_short" if said else "reason_missing", field="reason_looked", least=LEAST_REASON)
    if len(said) > LONGEST_REASON:
        raise Invalid("too_long", field="reason_looked", most=LONGEST_REASON)
    with work(store, viewer) as w:
        may.demand(may.may_release(w.viewer))
        case = w.case(reference=reference, version=version)
        packages = case.rows(t.Package, t.Package.released_at.is_(None))
        if case.status is not Status.ANSWERING or not packages:
            raise Refused("order")
        if not digest or packages[0].manifest_digest != digest:
            raise Conflict("answer_changed", reference=reference)
        upload = case.one(t.Upload, packages[0].upload_id)
        kept = case.unseal(upload)
        gate = gate_from_json(kept)
        if gate.exact:
            raise Refused("words_left")
        if not gate.awaits(digest):
            raise Refused("order")
        looked = Looked(digest, said, w.viewer.actor, w.now.isoformat())
        case.reseal(upload, {**kept, "looked": looked.to_json()})
        w.happened(
            "package_looked_at", case, package=digest, reason=said, alike=len(gate.alike), unread=len(gate.unread),
            more=gate.more,
        )  # fmt: skip
