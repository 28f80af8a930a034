"""One press makes the dossier of a request for the authority: events, decisions and hashes of what was sent.

It holds codes, moments and hashes. What the person or staff wrote stays out, but for the letters that were sent, where
they are wanted; the requester's name and addresses stand in those alone (Art 5(1)(c) GDPR).
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from portal import words
from portal.deadline_words import explain
from portal.domain import may
from portal.domain.deadlines import Deadline
from portal.domain.errors import Invalid
from portal.domain.lifecycle import Capability
from portal.domain.register import Register, Text
from portal.domain.roles import Viewer
from portal.papers import dossier
from portal.papers.dossier import Dossier, DossierLetter
from portal.reading.toml import register_from_json
from portal.storage import following
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.work import Case, Work, stamp, work

MOST_SEALS = 200
"""So many of the controller's last seals are looked through for the one that holds the request's chain."""


@dataclass(frozen=True, slots=True)
class MadeDossier:
    """A dossier: the ZIP, and the digest of what is signed in it."""

    content: bytes = field(repr=False)
    digest: str


def make(store: Store, viewer: Viewer, reference: str, language: str, *, letters: bool = True) -> MadeDossier:
    """The dossier of a request in one language; `letters` takes the words of what was sent along.

    That it was made is an event of the request, after those that it holds.

    Raises:
        NotFound: no such request for this viewer. Refused: `may_not`. Invalid: `unknown_language`.
    """
    if language not in words.LANGUAGES:
        raise Invalid("unknown_language", field="language", given=language)
    with work(store, viewer) as w:
        may.demand(may.may_make_dossier(w.viewer))
        case = w.case(reference=reference)
        gathered = _gather(w, case, language, letters=letters)
        key = w.vault.of_controller(case.row.controller_id, "controller")
    target = io.BytesIO()
    digest = dossier.write(gathered, key, target)
    with work(store, viewer) as w:
        w.happened("dossier_made", w.case(reference=reference), digest=digest, letters=len(gathered.letters))
    return MadeDossier(target.getvalue(), digest)


def _gather(w: Work, case: Case, language: str, *, letters: bool) -> Dossier:
    register = register_from_json(following.document(w, case))
    rows = sorted(case.rows(t.Letter), key=lambda one: (one.at, one.kind))
    opened = [(row, case.unseal(row)) for row in rows]
    with words.using(language, register.controller.time_zone):
        counted = explain(Deadline.from_json(case.row.deadline))
    steps = sorted(case.rows(t.Step), key=lambda one: one.position)
    return Dossier(
        facts=_facts(w, case, register, steps, opened),
        letters=tuple(
            DossierLetter(row.kind, row.language, value["title"], value["html"], row.digest)
            for row, value in opened
            if letters and row.released_at is not None
        ),
        deadline=tuple(counted),
        names=_names(case, register, steps, language),
        language=language,
        zone=register.controller.time_zone,
        at=w.now,
    )


def _facts(
    w: Work,
    case: Case,
    register: Register,
    steps: Sequence[t.Step],
    letters: Sequence[tuple[t.Letter, Mapping[str, Any]]],
) -> dict[str, Any]:
    row, controller = case.row, register.controller
    links = w.session.scalars(select(t.Event).where(t.Event.request_id == case.id).order_by(t.Event.number)).all()
    version = w.session.get_one(t.RegisterVersion, row.register_version_id)
    return {
        "format": dossier.FORMAT,
        "made_at": stamp(w.now),
        "reference": row.reference,
        "controller": {
            "legal_name": controller.legal_name, "trade_name": controller.trade_name,
            "business_id": controller.business_id, "country": controller.country, "time_zone": controller.time_zone,
        },
        "register": {"key": version.register_key, "version": version.number, "in_force_from": _at(version.valid_from)},
        "rights": list(row.rights), "channel": row.channel, "language": row.language,
        "status": row.status, "resolution": row.resolution,
        "received_at": _at(row.received_at), "confirmed_at": _at(row.confirmed_at), "asked_at": _at(row.asked_at),
        "extended_at": _at(row.extended_at), "answered_at": _at(row.answered_at), "closed_at": _at(row.closed_at),
        "due": row.due.isoformat(), "safe": row.safe.isoformat(), "deadline": row.deadline,
        "together": _together(w, case),
        "identity": [
            {"rung": one.rung, "at": _at(one.at), "actor": one.actor}
            for one in sorted(case.rows(t.Evidence), key=lambda one: one.at)
        ],
        "steps": [_step(one) for one in steps],
        "decisions": [
            {
                "right": one.right, "category": one.category, "outcome": one.outcome, "ground": one.ground,
                "kept_until": _day(one.kept_until), "plan_digest": one.plan_digest, "at": _at(one.at),
                "actor": one.actor,
            }
            for one in sorted(case.rows(t.Decision), key=lambda one: (one.at, one.right, one.category))
        ],
        "approvals": [
            {"kind": one.kind, "digest": one.digest, "at": _at(one.at), "actor": one.actor}
            for one in sorted(case.rows(t.Approval), key=lambda one: one.at)
        ],
        "restrictions": [
            {
                "system": one.system, "ground": one.ground, "since": _at(one.since),
                "announced_at": _at(one.announced_at), "lifted_at": _at(one.lifted_at),
            }
            for one in sorted(case.rows(t.Restriction), key=lambda one: (one.since, one.system))
        ],
        "fees": [
            {"state": one.state, "announced_at": _at(one.announced_at), "settled_at": _at(one.settled_at)}
            for one in case.rows(t.Fee)
        ],
        "letters": [
            {
                "kind": one.kind, "title": value["title"], "language": one.language, "digest": one.digest,
                "at": _at(one.at), "released_at": _at(one.released_at),
            }
            for one, value in letters
        ],
        "packages": [
            {
                "digest": one.manifest_digest, "at": _at(one.at), "released_at": _at(one.released_at),
                "removed_at": _at(one.removed_at),
            }
            for one in sorted(case.rows(t.Package), key=lambda one: one.at)
        ],
        "mails": [
            {"kind": one.kind, "state": one.state, "at": _at(one.created_at), "sent_at": _at(one.sent_at)}
            for one in sorted(case.rows(t.Mail), key=lambda one: one.created_at)
        ],
        "messages": [
            {"kind": one.kind, "at": _at(one.at)}
            for one in sorted(case.rows(t.Message, t.Message.kind != "note"), key=lambda one: one.at)
        ],
        "events": [
            {
                "chain": one.chain, "number": one.number, "kind": one.kind, "at": stamp(one.at), "actor": one.actor,
                "body_digest": one.body_digest, "previous": one.previous, "digest": one.digest,
            }
            for one in links
        ],
        "chain": {"name": case.id, "number": row.chain_number, "digest": row.chain_digest},
        "seal": _seal(w, case),
    }  # fmt: skip


def _together(w: Work, case: Case) -> list[dict[str, Any]]:
    """The earlier requests with which this one was handled: the answer of the one that stands is the answer to both."""
    links = sorted(case.rows(t.RequestLink), key=lambda one: one.at)
    named = select(t.SubjectRequest.id, t.SubjectRequest.reference).where(
        t.SubjectRequest.id.in_({one.earlier_id for one in links})
    )
    references = dict(w.session.execute(named).all())
    return [
        {"reference": references.get(one.earlier_id), "at": _at(one.at), "ended_at": _at(one.ended_at)} for one in links
    ]


def _step(step: t.Step) -> dict[str, Any]:
    return {
        "system": step.system, "capability": step.capability, "right": step.right, "performer": step.performer,
        "state": step.state, "outcome": step.outcome, "count": step.count, "searched": step.searched,
        "ended_at": _at(step.ended_at), "verified_at": _at(step.verified_at),
    }  # fmt: skip


def _seal(w: Work, case: Case) -> dict[str, Any] | None:
    """The controller's last seal over the head of this chain; None where it stands in none yet."""
    seals = w.session.scalars(select(t.ChainSeal).order_by(t.ChainSeal.number.desc()).limit(MOST_SEALS))
    for seal in seals:
        if any(chain == case.id for chain, _number, _digest in seal.heads):
            return {
                "controller": case.row.controller_id, "number": seal.number, "at": stamp(seal.at),
                "heads": [list(head) for head in seal.heads], "previous": seal.previous, "digest": seal.digest,
            }  # fmt: skip
    return None


def _names(case: Case, register: Register, steps: Sequence[t.Step], language: str) -> dict[str, str]:
    """What systems, data categories and recipients are called."""
    named = {one.key: one.name.in_language(language) for one in register.systems}
    named |= {one.key: one.name.in_language(language) for one in register.categories}
    for step in steps:
        if step.capability == Capability.NOTIFY and step.sealed is not None:
            named[step.system] = Text(**case.unseal(step)["name"]).in_language(language)
    return named


def _at(moment: datetime | None) -> str | None:
    return stamp(moment) if moment else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
