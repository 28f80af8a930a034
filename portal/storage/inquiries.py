"""Where the identity of a request stands, as its rows tell; asked before anything is given or carried out."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.ladder import Rung, Standing, may_see_protected, stands
from portal.domain.lifecycle import Ground, Match, Right, Verdict
from portal.domain.register import Register
from portal.domain.rulings import Answer, Ruling
from portal.storage import tables as t
from portal.storage.work import Case, Work

_COPIED = frozenset({Right.ACCESS, Right.PORTABILITY})
_CARRIED = frozenset({Answer.GRANTED, Answer.IN_PART})


def standing_of(
    session: Session, row: t.SubjectRequest, requester: dict[str, Any], register: Register, at_stake: Collection[Right]
) -> Standing:
    """Where the identity stands, for what is at stake; `requester` is the request's unsealed part."""
    session.flush()
    shown = session.scalars(select(t.Evidence.rung).where(t.Evidence.request_id == row.id)).all()
    asked = session.scalars(select(t.Inquiry.id).where(t.Inquiry.request_id == row.id, t.Inquiry.outcome.is_(None)))
    return stands(
        shown,
        register.identity,
        at_stake,
        asked=asked.first() is not None,
        represents=bool(requester.get("represents")),
        exposes=bool(requester.get("protected")) and _gives_location(session, row, register),
    )


def at_stake(session: Session, row: t.SubjectRequest, rulings: Iterable[Ruling]) -> frozenset[Right]:
    """The rights by which something of a person is given away or changed.

    Where nothing is held nothing is at stake: that answer goes to a proven mailbox.
    """
    given = session.scalars(
        select(t.Finding.id)
        .where(
            t.Finding.request_id == row.id,
            t.Finding.verdict.in_([Verdict.INCLUDED.value, Verdict.MASKED.value]),
        )
        .limit(1)
    ).first()
    copied = _COPIED & {Right(code) for code in row.rights} if given else frozenset[Right]()
    return copied | {one.right for one in rulings if one.answer in _CARRIED or one.erased}


def _gives_location(session: Session, row: t.SubjectRequest, register: Register) -> bool:
    """Whether a copy would tell where the person lives or answers."""
    if not _COPIED & {Right(code) for code in row.rights}:
        return False
    given = t.Finding.verdict.in_([Verdict.INCLUDED.value, Verdict.MASKED.value])
    locating = [one.key for one in register.categories if one.locating]
    rows = select(t.Finding.id).where(t.Finding.request_id == row.id, given, t.Finding.category.in_(locating)).limit(1)
    return session.scalars(rows).first() is not None


def withhold_location(w: Work, case: Case, locating: Collection[str]) -> None:
    """Leave out where a protected person lives and answers, by the keys of such data, unless they showed more."""
    shown = [one.rung for one in case.rows(t.Evidence)]
    if not case.requester().get("protected") or may_see_protected(shown):
        return
    left = case.rows(t.Finding, t.Finding.category.in_(locating), t.Finding.verdict != Verdict.WITHHELD.value)
    for row in left:
        row.verdict, row.ground = Verdict.WITHHELD.value, Ground.LEGAL_LIMIT.value
        row.judged_at, row.judged_by = w.now, "machine"
    if left:
        w.happened("location_withheld", case, records=len(left))


def open_inquiry(case: Case) -> t.Inquiry | None:
    """The question that the person has not answered well enough yet."""
    return next(iter(case.rows(t.Inquiry, t.Inquiry.outcome.is_(None))), None)


def note_contact_on_file(w: Work, case: Case) -> None:
    """Note that the proven address is that of one customer alone, once every search has ended.

    Where another search found it shared by several, the note is taken back.
    """
    noted = case.rows(t.Evidence, t.Evidence.rung == Rung.CONTACT_ON_FILE.value, t.Evidence.actor == "machine")
    if _is_on_file(case):
        if not noted:
            case.add(t.Evidence, {"note": ""}, rung=Rung.CONTACT_ON_FILE.value, at=w.now, actor="machine")
            w.happened("contact_matched", case)
    elif noted:
        for row in noted:
            w.session.delete(row)
        w.happened("contact_shared", case)


def _is_on_file(case: Case) -> bool:
    """Whether the proven address was found exactly, and nowhere with more than one customer."""
    holders: dict[str, set[bytes]] = {}
    exact = False
    for row in case.rows(t.Finding, t.Finding.match.in_([Match.EXACT.value, Match.PROBABLE.value])):
        if "email" in row.matched_by and row.ground != Ground.NOT_THIS_PERSON:
            holders.setdefault(row.system, set()).add(row.owner_mark)
            exact = exact or row.match == Match.EXACT
    return exact and all(len(owners) == 1 for owners in holders.values())


def forget_copies(w: Work, case: Case) -> list[str]:
    """Take away the rows of copies that were sent to show who it is; the ids of their files, to be removed."""
    gone = list(case.rows(t.Upload, t.Upload.purpose == "identity"))
    for upload in gone:
        w.session.delete(upload)
    if gone:
        w.happened("copy_removed", case, copies=len(gone))
    return [upload.id for upload in gone]
