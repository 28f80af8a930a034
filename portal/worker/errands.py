"""Errands: take (commit an attempt) -> outside, with no session open -> record (commit).

Nothing else in the house calls SMTP or a connector. An attempt without an outcome is
verified before it is retried: prohibitions are read again, a mail goes under the same
Message-ID. Handlers are idempotent, for a job may be taken again by another worker.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from portal.domain.errors import Conflict, Damaged, NotFound, Refused
from portal.domain.register import FIRST_KEY
from portal.domain.roles import machine
from portal.journey import (
    keeping,
    kept_data,
    marketing,
    marking,
    purging,
    restriction,
    reviving,
    safeguards,
)
from portal.office import connections, registers
from portal.papers import letters
from portal.papers.letter_values import Head, MarketingStopped, StoppedIn
from portal.papers.register_texts import access_information
from portal.storage import accounts, chains, counters, factors, files, house, jobs, members, tallying
from portal.storage.door import public
from portal.storage.door import registers as drafts
from portal.storage.jobs import Taken
from portal.systems.contract import Conflict as Changed
from portal.systems.contract import (
    Connector,
    Permanent,
    SystemFault,
)
from portal.worker import answers, carrying, inviting, ledger, posting, trial
from portal.worker.outside import A_DAY, Again, Done, Outcome, Outside, way_out

KEEP_JOBS = timedelta(days=14)
KEEP_ENDED = timedelta(days=30)
SWEEP_AFTER = timedelta(hours=6)
UNREAD_TRIES = 72
GONE = frozenset({"key_destroyed", "pruned"})
"""What was purged. Any other damage, such as another master key, may be mended: its job is tried again."""
SETTLE_AGAIN = 600
"""Seconds until what a purge left in the database's files is tried to be overwritten again."""


def run(outside: Outside, job: Taken) -> Outcome:
    """Do one job; faults of the outside world come back as an outcome, never as an exception."""
    handler = HANDLERS.get(job.kind)
    if handler is None:
        return Done("unknown_kind")
    try:
        return handler(outside, job)
    except Conflict:
        return Done("overtaken")
    except NotFound:
        return Done("gone")
    except Damaged as fault:
        if fault.code not in GONE:
            raise
        return Done("gone")


# ---- answers --------------------------------------------------------------------------------------------


def answer_marketing(outside: Outside, job: Taken) -> Outcome:
    """Write and release the answer to a marketing objection."""
    objection = marketing.read_objection(outside.store, job.controller_id, job.request_id)
    if objection is not None:
        marketing.answer_objection(outside.store, objection, _marketing_letter(objection))
    return Done()


def prepare_answer(outside: Outside, job: Taken) -> Outcome:
    """Write the answer to an access request for its release."""
    answers.prepare(outside.store, job)
    return Done()


def prepare_copy(outside: Outside, job: Taken) -> Outcome:
    """Make the person's copy of what was found, before anything of it is corrected or erased."""
    answers.prepare_copy(outside.store, job)
    return Done()


def begin_erasure(outside: Outside, job: Taken) -> Outcome:
    """Let an erasure begin once it cannot be taken back any more."""
    begun = safeguards.begin(outside.store, job.controller_id, job.request_id)
    return Done() if begun else Done("not_waiting")


def begin_register(outside: Outside, job: Taken) -> Outcome:
    """Say of a controller what the register says that holds from now on."""
    return Done() if registers.come_into_force(outside.store, job.controller_id) else Done("same")


def renew_package(outside: Outside, job: Taken) -> Outcome:
    """Make the package of a prepared answer anew, its letters having been edited."""
    answers.renew_package(outside.store, job)
    return Done()


def wipe_findings(outside: Outside, job: Taken) -> Outcome:
    """Empty what was erased in the portal's own rows, a commit for each slice."""
    answers.wipe(outside.store, job)
    return Done()


def _marketing_letter(objection: marketing.Objection) -> letters.Letter:
    register = objection.register
    controller = register.controller
    head = Head(controller, objection.reference, objection.written, objection.recipient, controller.time_zone)
    values = MarketingStopped(
        head=head,
        received=objection.received,
        stopped_at=objection.stopped_at,
        channels=tuple(one for one in register.prohibitions if one.key in objection.channels),
        others=tuple(one for one in register.prohibitions if one.key in objection.others),
        systems=tuple(StoppedIn(stop.name, stop.outcome, stop.at) for stop in objection.stops),
        authority=access_information(register, objection.language, ()).authority,
    )
    return letters.compose(values, objection.language, objection.wordings)


# ---- connections ----------------------------------------------------------------------------------------


def try_connection(outside: Outside, job: Taken) -> Outcome:
    """Do with settings under trial what their owner asked: look whether they work, read the schema, search for one."""
    draft = connections.take_draft(outside.store, job.controller_id, job.payload["draft_id"])
    if draft is None:
        return Done()
    try:
        came = trial.come_of(draft, outside.made, way_out(outside.settings), _categories(outside, job))
    except Exception:
        connections.record_draft(outside.store, job.controller_id, draft.id, {}, "job_failed")
        raise
    connections.record_draft(outside.store, job.controller_id, draft.id, came.result, came.fault)
    return Done(came.fault.partition(":")[0] if came.fault else None)


def _categories(outside: Outside, job: Taken) -> frozenset[str]:
    """The categories of the register in force; before the first one, those of the draft that is being set up."""
    controller = house.controller_by_id(outside.store, job.controller_id)
    facts, version_id = public.controller_with_version(outside.store, controller.slug)
    if version_id is not None:
        document = public.register_version(outside.store, facts.id, version_id).document
    else:
        draft = drafts.draft_of(outside.store, machine(facts.id), FIRST_KEY)
        document = draft.document if draft else {"categories": ()}
    return frozenset(one["key"] for one in document["categories"])


def check_connection(outside: Outside, job: Taken) -> Outcome:
    """Look whether connections are well: one, or every one of the controller; what is paused is let in when it is.

    The one job that a pause left behind looks again until the system lets us in. Where new settings work, the
    steps that had failed with older ones go on.
    """
    asked = job.payload.get("system")
    waits: list[float] = []
    for system, one in connections.to_check(outside.store, job.controller_id).items():
        if asked in {None, system}:
            codes = trial.checked(one.connector, one.settings, outside.made)
            seconds = connections.record_check(outside.store, job.controller_id, system, one, codes)
            waits += [seconds] if seconds is not None and job.payload.get("until_in") else []
            if not any(":" not in code for code in codes):
                for step in reviving.failed(outside.store, job.controller_id, system):
                    reviving.revive(outside.store, job.controller_id, step)
    return Again("connection_paused", min(waits)) if waits else Done()


def forget_drafts(outside: Outside, job: Taken) -> Outcome:
    """Take away the settings under trial whose hour is over."""
    connections.forget_drafts(outside.store, job.controller_id)
    return Done()


# ---- the timetable's jobs -------------------------------------------------------------------------------


def erase_kept(outside: Outside, job: Taken) -> Outcome:
    """Look again at what a decision kept until a day, and have erased what lets go now.

    A system that stays unreadable for three days is left to people, as one without a connection is.
    """
    try:
        looked = kept_data.look(outside.store, job.controller_id, job.request_id)
    except Refused as fault:
        return Again(fault.code, A_DAY)
    if looked is None:
        return Done()
    if looked.restricted:
        return Again("restricted", A_DAY)
    seen = []
    for key, one in looked.connections.items():
        try:
            connector = outside.opened(one)
            held = tuple(record for owner in looked.owners(key) for record in connector.held(owner))
            seen.append(kept_data.Seen(key, held, _gone(connector, looked, key, looked.missing(key, held))))
        except SystemFault as fault:
            if job.attempts < UNREAD_TRIES:
                return Again(fault.code, A_DAY / 24)
    released = kept_data.release(looked, seen)
    if released.is_empty:
        kept_data.nothing_yet(outside.store, looked)
    else:
        kept_data.record(outside.store, looked, released)
    return Done()


def _gone(
    connector: Connector, looked: kept_data.Look, system: str, rows: Sequence[kept_data.KeptRow]
) -> frozenset[str]:
    """The ids of those of which the system says that nothing is left, where their keys last."""
    lasting = [row for row in rows if connector.lasts(row.kind, row.key)]
    targets = looked.targets(system, lasting)
    groups = [(lasting, targets)] if len(lasting) > 1 else []
    groups += [([row], [target]) for row, target in zip(lasting, targets, strict=True)]
    found: set[str] = set()
    for several, asked in groups:
        with suppress(Permanent, Changed):
            if {row.id for row in several} - found and connector.erased(asked):
                found |= {row.id for row in several}
    return frozenset(found)


def tell_of_erasure(outside: Outside, job: Taken) -> Outcome:
    """Tell the person that what had been kept is gone, once nothing is left to be erased."""
    if kept_data.waits(outside.store, job.controller_id, job.request_id):
        return Again("erasing", A_DAY / 24)
    answers.tell_of_erasure(outside.store, job)
    return Done()


def seal_chains(outside: Outside, job: Taken) -> Outcome:
    """Seal the heads of the chains that changed."""
    while chains.seal_heads(outside.store, job.controller_id) and not outside.stop.is_set():
        continue
    return Done()


def count_for_reports(outside: Outside, job: Taken) -> Outcome:
    """Count the requests anew that changed since they were counted, a commit for each slice."""
    while tallying.count_waiting(outside.store, job.controller_id) and not outside.stop.is_set():
        continue
    return Done()


def expire_packages(outside: Outside, job: Taken) -> Outcome:
    """Take away the packages whose time is over, one commit each."""
    for request_id, package_id in keeping.expired_packages(outside.store, job.controller_id):
        with suppress(Conflict):
            keeping.expire_package(outside.store, job.controller_id, request_id, package_id)
    return Done()


def remind_unconfirmed(outside: Outside, job: Taken) -> Outcome:
    """Remind of the requests whose mailbox was not shown, one commit each."""
    for request_id in keeping.unconfirmed(outside.store, job.controller_id):
        with suppress(Conflict):
            keeping.remind(outside.store, job.controller_id, request_id)
    return Done()


def lift_restrictions(outside: Outside, job: Taken) -> Outcome:
    """Lift the restrictions whose announced day has come, one commit each."""
    for request_id in restriction.to_be_lifted(outside.store, job.controller_id):
        with suppress(Conflict, Refused):
            restriction.lift_by_the_clock(outside.store, job.controller_id, request_id)
    return Done()


def purge_cases(outside: Outside, job: Taken) -> Outcome:
    """Take away the case files whose day has come, one commit each; then nothing of them is left in a log."""
    gone: list[str] = []
    while not outside.stop.is_set():
        found = [one for one in purging.due(outside.store, job.controller_id) if one not in gone]
        if not found:
            break
        for request_id in found:
            gone.append(request_id)
            with suppress(Conflict, NotFound):
                purging.purge(outside.store, job.controller_id, request_id)
    again = job.attempts > 1  # The keys were in use then, or a worker died between.
    if (gone or again) and not outside.store.database.settle():
        return Again("keys_in_use", SETTLE_AGAIN)
    return Done()


def mark_anew(outside: Outside, job: Taken) -> Outcome:
    """Mark a slice of the requests for the search once more; the next one is a job of its own."""
    marking.mark_slice(outside.store, job.controller_id, job.payload.get("after", ""))
    return Done()


def prune_jobs(outside: Outside, job: Taken) -> Outcome:
    """Remove jobs that ended long ago."""
    while jobs.prune(outside.store, outside.store.now() - KEEP_JOBS) and not outside.stop.is_set():
        continue
    return Done()


def sweep_sessions(outside: Outside, job: Taken) -> Outcome:
    """Remove what is left of browsers that were signed in long ago."""
    while accounts.forget_sessions(outside.store, outside.store.now() - KEEP_ENDED) and not outside.stop.is_set():
        continue
    return Done()


def sweep_begun(outside: Outside, job: Taken) -> Outcome:
    """Remove what browsers began and did not end, forms that waited for a provider too, and counters that are over."""
    factors.forget_begun(outside.store)
    counters.prune(outside.store)
    return Done()


def sweep_invitations(outside: Outside, job: Taken) -> Outcome:
    """Remove the invitations to a team that were used, taken back or had expired long ago."""
    before = outside.store.now() - KEEP_ENDED
    while members.forget_invitations(outside.store, job.controller_id, before) and not outside.stop.is_set():
        continue
    return Done()


def sweep_files(outside: Outside, job: Taken) -> Outcome:
    """Remove sealed files that no row names: those of a commit that never came, or of a package that expired."""
    store = outside.store
    named = keeping.named_files(store)
    for file_id, written in list(files.all_ids(store.folder)):
        old = store.now() - datetime.fromtimestamp(written, UTC) > SWEEP_AFTER
        if old and file_id not in named:
            files.remove(store.folder, file_id)
    return Done()


HANDLERS: Mapping[str, Callable[[Outside, Taken], Outcome]] = {
    "mail.send": posting.send_mail,
    "link.fresh": posting.send_fresh_link,
    "staff.remind": posting.remind_staff,
    "staff.message": posting.tell_of_message,
    "staff.mail": posting.send_digest,
    "staff.invite": inviting.send_invitation,
    "staff.nudge": posting.send_nudge,
    "mention.mail": posting.send_mention,
    "staff.recovered": posting.tell_recovered,
    "processor.ask": posting.ask_processors,
    "processor.gather": posting.gather_for_processors,
    "processor.mail": posting.mail_processor,
    "step.run": carrying.run_step,
    "erasure.begin": begin_erasure,
    "erasure.preview": carrying.preview_erasure,
    "marketing.answer": answer_marketing,
    "copy.prepare": prepare_copy,
    "answer.prepare": prepare_answer,
    "answer.package": renew_package,
    "findings.wipe": wipe_findings,
    "erasure.kept": erase_kept,
    "erasure.kept_letter": tell_of_erasure,
    "chain.seal": seal_chains,
    "reports.count": count_for_reports,
    "package.expire": expire_packages,
    "unconfirmed.remind": remind_unconfirmed,
    "restriction.lift": lift_restrictions,
    "register.begin": begin_register,
    "case.purge": purge_cases,
    "search.mark_anew": mark_anew,
    "jobs.prune": prune_jobs,
    "files.sweep": sweep_files,
    "sessions.sweep": sweep_sessions,
    "begun.sweep": sweep_begun,
    "invitations.sweep": sweep_invitations,
    "connection.try": try_connection,
    "connection.check": check_connection,
    "connection.look": check_connection,
    "connection.forget": forget_drafts,
    "ledger.begin": ledger.begin_looks,
    "ledger.look": ledger.look_through,
    "ledger.erase": ledger.erase_again,
}
