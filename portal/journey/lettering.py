"""A prepared letter in the words of staff: what they wrote instead, and the way back to what was composed."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from portal.domain import may
from portal.domain.errors import Conflict, Refused
from portal.domain.lifecycle import Status
from portal.domain.roles import Viewer
from portal.papers import letter_editing
from portal.papers.letters import ANSWERS
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import Case, Work, work

STALE = ""
"""The manifest digest of a package whose letters were changed since; it is made anew before anything goes."""
PACKAGE_JOB = "answer.package"
_KINDS = tuple(kind.value for kind in ANSWERS)


def edit(
    store: Store, viewer: Viewer, reference: str, version: int, letter_id: str, digest: str, texts: Mapping[str, str],
    title: str = "", own: str = "",
) -> None:  # fmt: skip
    """Put staff's texts into a prepared letter; what was composed is kept for the way back.

    A letter that lacks what the law wants may be kept so; its release is refused until it is whole.

    Raises:
        NotFound, Conflict: as `Work.case`; `answer_changed` where `digest` is another than the letter's.
        Refused: `may_not`, `order`. Invalid: as `letter_editing.rewritten`.
    """
    with work(store, viewer) as w:
        case, row, value = _waiting(w, reference, version, letter_id, digest)
        html = value["html"]
        changed = letter_editing.changed(html, row.language, texts)
        made = letter_editing.rewritten(html, row.language, texts, title, own)
        elements = (*changed, *(["own"] if own.strip() and "own" not in changed else []))
        if elements:
            _keep(w, case, row, {**value, "html": made, "composed": value.get("composed", html)}, elements)


def undo(store: Store, viewer: Viewer, reference: str, version: int, letter_id: str, digest: str) -> None:
    """The letter as it was composed.

    Raises:
        NotFound, Conflict: as `edit`. Refused: `may_not`, `order`.
    """
    with work(store, viewer) as w:
        case, row, value = _waiting(w, reference, version, letter_id, digest)
        if "composed" in value:
            html = value["composed"]
            kept = {name: one for name, one in value.items() if name != "composed"}
            _keep(w, case, row, {**kept, "html": html}, ("undone",))


def _waiting(
    w: Work, reference: str, version: int, letter_id: str, digest: str
) -> tuple[Case, t.Letter, dict[str, Any]]:
    may.demand(may.may_release(w.viewer))
    case = w.case(reference=reference, version=version)
    row = case.one(t.Letter, letter_id)
    if case.status is not Status.ANSWERING or row.released_at is not None or row.kind not in _KINDS:
        raise Refused("order")
    if row.digest != digest:
        raise Conflict("answer_changed", reference=reference)
    return case, row, case.unseal(row)


def _keep(w: Work, case: Case, row: t.Letter, value: dict[str, Any], elements: tuple[str, ...]) -> None:
    """Seal the letter anew; a package that holds the former one is outdated until the worker has made another."""
    case.reseal(row, value)
    row.digest = sha256(value["html"].encode()).hexdigest()
    packages = case.rows(t.Package, t.Package.released_at.is_(None))
    for package in packages:
        package.manifest_digest = STALE
    if packages:
        w.later("prompt", PACKAGE_JOB, case)
    w.happened("letter_edited", case, letter=row.id, letter_kind=row.kind, digest=row.digest, elements=list(elements))
