"""Errands: take (commit an attempt) -> outside, with no session open -> record (commit).

Nothing else in the house calls SMTP or a connector. An attempt without an outcome is
verified before it is retried: prohibitions are read again, a mail goes under the same
Message-ID. Handlers are idempotent, for a job may be taken again by another worker.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event
from time import monotonic, sleep
from typing import Any, cast

from portal.domain.errors import Conflict, Damaged, NotFound, Refused, TooLarge
from portal.domain.lifecycle import Capability, Match, StepState
from portal.domain.reminders import Stage
from portal.journey import (
    asking,
    identity,
    keeping,
    kept_data,
    mailing,
    marketing,
    purging,
    reminding,
    restriction,
    steps,
)
from portal.keys import links
from portal.office import connections, returned
from portal.papers import letters, mails
from portal.papers.letter_values import Head, MarketingStopped, StoppedIn
from portal.papers.mails import MailKind, letterhead, values_from_json
from portal.papers.register_texts import access_information
from portal.reading.toml import register_from_json
from portal.settings import Settings
from portal.storage import chains, files, house, jobs, pace
from portal.storage.connected import PAUSED_SECONDS, Connected
from portal.storage.database import Store
from portal.storage.door import public
from portal.storage.jobs import Taken
from portal.storage.originals import Fetched, Wanted
from portal.storage.pieces import as_file
from portal.storage.tables import new_id
from portal.systems import kinds, post_out, registry
from portal.systems.contract import (
    Ambiguous,
    AuthLost,
    Census,
    Connector,
    Effect,
    Permanent,
    RetryLater,
    SystemFault,
)
from portal.systems.contract import Conflict as Changed
from portal.systems.wire import Outgoing
from portal.worker import answers, ledger, processors, trial

SLICE_SECONDS = 15.0
"""A long search gives the lane back after so long, and goes on where it was."""
FAILURES_OF_A_JOB = 25
KEEP_JOBS = timedelta(days=14)
SWEEP_AFTER = timedelta(hours=6)
PAGES_AT_MOST = 10_000
REMOVED = Effect(changed=1, counts={"deleted:person": 1})
"""What an attempt without an outcome did where a prohibition takes the row out, and nobody is there any more."""
A_DAY = 86_400.0
PATIENCE_SECONDS = 5.0
"""So long a call waits for its turn at a system; nothing of the database is held meanwhile."""
LARGEST_ORIGINAL = 100 * 1024 * 1024
"""A larger mail or file is left to a person, as a gap of the search."""
ASKED_AGAIN_SECONDS = 3600.0
"""So long after an order that a system carries out later it is asked whether it did."""
UNREAD_TRIES = 72
LOOK_TRIES = 8
"""So often a slice of a look is tried; the next day's look begins anew."""
PREVIEW_TRIES = 5
"""So often a system is asked to count; then staff decide knowing that it did not answer."""
GONE = frozenset({"key_destroyed", "pruned"})
"""What was purged. Any other damage, such as another master key, may be mended: its job is tried again."""
OF_THE_SYSTEM = frozenset(
    {
        "address_refused", "bad_mapping", "bad_url", "connector_unknown", "database_damaged", "database_missing",
        "database_unknown", "not_a_database", "not_https", "redirected", "schema_changed", "settings_incomplete",
    }
)  # fmt: skip
"""Faults that meet every step of a system, and that time alone does not mend."""
NO_INTERFACE = frozenset({"restriction_unmapped", "not_writable", "still_referenced", "not_possible", "rest_by_hand"})
"""Faults that mean: a person has to do it in the system itself."""
_LINKED = frozenset(MailKind) - {
    MailKind.ANSWER_CODE,
    MailKind.STAFF_ATTENTION,
    MailKind.PROCESSOR_ASK,
    MailKind.PROCESSOR_REMINDER,
}


@dataclass(frozen=True, slots=True)
class Outside:
    """What an errand needs beside its job. `connect` makes a connector of a kind, its settings and the way out."""

    store: Store
    settings: Settings
    stop: Event
    connect: Callable[[str, Mapping[str, str], Outgoing, tuple[str, ...]], Connector] = registry.connect
    send: Callable[[post_out.SmtpSettings, post_out.OutgoingMail], post_out.SendResult] = post_out.send

    def made(self, connector: str, settings: Mapping[str, str]) -> Connector:
        """A connector that reaches what the operator lets it reach; nothing is opened yet."""
        return self.connect(connector, settings, way_out(self.settings), self.settings.connectors)

    def opened(self, connected: Connected) -> Connector:
        """A connector that reaches what the operator lets it reach, at its system's pace; nothing is opened yet."""
        out = way_out(self.settings)
        kind = kinds.kind(connected.connector, self.settings.connectors)
        if kind.a_second:
            out = replace(out, pace=partial(_pace, self.store, connected.id, kind.a_second))
        return self.connect(connected.connector, connected.settings, out, self.settings.connectors)

    @contextmanager
    def place(self, connected: Connected) -> Iterator[None]:
        """One of the few places that a system has for us at a time; RetryLater("system_full") where all are taken."""
        most = kinds.kind(connected.connector, self.settings.connectors).at_once
        if not most:
            yield
            return
        with pace.place(self.store, connected.id, most) as there:
            if not there:
                raise RetryLater("system_full", 2)
            yield


def way_out(settings: Settings) -> Outgoing:
    """What connections may reach in this installation; in the demo also the registers that it made itself."""
    own = (str(settings.data_dir.absolute()),) if settings.demo else ()
    return Outgoing((*settings.outbound_allow, *own), settings.outbound_ca_file)


def _pace(store: Store, connection: str, a_second: float) -> None:
    """Wait a little for the system's turn; a long wait gives the lane back."""
    until = monotonic() + PATIENCE_SECONDS
    while (left := pace.wait(store, connection, a_second)) > 0:
        if monotonic() + left > until:
            raise RetryLater("rate_limited", left)
        sleep(left)


@dataclass(frozen=True, slots=True)
class Done:
    """The job has ended; `failure` is a code where it ended badly."""

    failure: str | None = None


SETTLE_AGAIN = 600
"""Seconds until what a purge left in the database's files is tried to be overwritten again."""


@dataclass(frozen=True, slots=True)
class Again:
    """The job is to be taken again, after `seconds` or after its backoff."""

    code: str
    seconds: float | None = None


Outcome = Done | Again


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


# ---- mail ------------------------------------------------------------------------------------------------


def send_mail(outside: Outside, job: Taken) -> Outcome:
    """Send one mail to one mailbox, at least once."""
    store = outside.store
    mail = mailing.take_mail(store, job.controller_id, job.request_id, job.payload["mail_id"])
    if mail is None:
        return Done()
    try:
        written = _written(outside, mail)
    except (ValueError, KeyError):
        mailing.record_bounced(store, mail, "mail_not_composed")
        return Done("mail_not_composed")
    try:
        result = outside.send(smtp_settings(outside.settings), written)
    except Ambiguous as fault:
        return _mail_waits(store, mail, fault.code, jobs.backoff(mail.faults + 1), unknown=True)
    except RetryLater as fault:
        return _mail_waits(store, mail, fault.code, jobs.backoff(mail.faults + 1))
    except AuthLost as fault:
        return _mail_waits(store, mail, fault.code, 300)
    except Permanent as fault:
        mailing.record_bounced(store, mail, fault.code, getattr(fault, "reply", ""))
        return Done(fault.code)
    mailing.record_sent(store, mail, result.reply)
    return Done()


def _mail_waits(store: Store, mail: mailing.TakenMail, code: str, seconds: float, *, unknown: bool = False) -> Outcome:
    if mailing.record_delay(store, mail, code, unknown=unknown):
        return Again(code, seconds)
    return Done(code)


def smtp_settings(settings: Settings) -> post_out.SmtpSettings:
    """The mail server that the settings name."""
    return post_out.SmtpSettings(
        host=settings.smtp_host,
        port=settings.smtp_port,
        username=settings.smtp_username,
        password=settings.smtp_password,
        security=settings.smtp_security,
    )


def _written(outside: Outside, mail: mailing.TakenMail) -> post_out.OutgoingMail:
    controller = mail.register.controller
    kind = MailKind(mail.kind)
    composed = mails.compose(kind, mail.language, values_from_json(_values(outside, mail, kind)))
    return post_out.OutgoingMail(
        to=mail.to,
        from_name=controller.trade_name,
        from_address=outside.settings.mail_from,
        reply_to=controller.contact.email,
        subject=composed.subject,
        text=composed.text,
        html=composed.html,
        message_id=_message_id(mail.message_id, outside.settings.mail_from),
        date=mail.written_at,
        language=mail.language,
    )


def _message_id(stored: str, mail_from: str) -> str:
    """The stored identifier under the domain that we write from."""
    local = stored.strip("<>").partition("@")[0]
    return f"<{local}@{mail_from.rpartition('@')[2]}>"


def _values(outside: Outside, mail: mailing.TakenMail, kind: MailKind) -> dict[str, Any]:
    values: dict[str, Any] = letterhead(mail.register.controller)
    if kind in _LINKED:
        values |= {"reference": mail.reference, "link": _link(outside, mail)}
    if kind is MailKind.ANSWER_CODE:
        values["code"] = links.code(outside.store.ring, mail.proof_id or "", "answer")
    return values | mail.values


def _link(outside: Outside, mail: mailing.TakenMail) -> str:
    """Where the mail leads: to the press that shows the mailbox, or to the request's own page."""
    home = f"{outside.settings.base_url}/{mail.register.controller.slug}"
    if mail.proof_id and mail.purpose in {"confirm", "return"}:
        return f"{home}/confirm/{links.token(outside.store.ring, mail.proof_id, mail.purpose)}"
    return f"{home}/requests/{mail.reference}"


def send_fresh_link(outside: Outside, job: Taken) -> Outcome:
    """Compare what somebody who comes back wrote, and mail a link where it belongs together."""
    asked = job.payload
    identity.send_fresh_link(
        outside.store, job.controller_id, asked["proof_id"], asked["reference"], asked["address"], asked["browser"]
    )
    return Done()


def remind_staff(outside: Outside, job: Taken) -> Outcome:
    """Write who of the staff is to be told what today, one commit each, then each one's digest."""
    for request_id in reminding.due(outside.store, job.controller_id):
        with suppress(NotFound):
            reminding.remind(outside.store, job.controller_id, request_id)
    for staff_id in reminding.waiting(outside.store, job.controller_id):
        reminding.write_digest(outside.store, job.controller_id, staff_id)
    return Done()


def send_digest(outside: Outside, job: Taken) -> Outcome:
    """Send one of the staff their reminders, at least once."""
    taken = reminding.take_digest(outside.store, job.controller_id, job.payload["mail_id"])
    if taken is None:
        return Done()
    waits = jobs.backoff(taken.attempt)
    try:
        outside.send(smtp_settings(outside.settings), _written_digest(outside, taken))
    except Ambiguous as fault:
        return _digest_waits(outside.store, taken, fault.code, waits, "unknown")
    except (RetryLater, AuthLost) as fault:
        return _digest_waits(outside.store, taken, fault.code, waits, "retrying")
    except (Permanent, ValueError) as fault:
        code = fault.code if isinstance(fault, Permanent) else "mail_not_composed"
        reminding.record_digest(outside.store, taken, "bounced", code)
        return Done(code)
    reminding.record_digest(outside.store, taken, "sent")
    return Done()


def _digest_waits(store: Store, taken: reminding.TakenDigest, code: str, seconds: float, state: str) -> Outcome:
    return Again(code, seconds) if reminding.record_digest(store, taken, state, code) else Done(code)


def _written_digest(outside: Outside, taken: reminding.TakenDigest) -> post_out.OutgoingMail:
    controller, mail_from = taken.controller, outside.settings.mail_from
    home = f"{outside.settings.base_url}/staff/{controller.slug}/requests"
    reminded = [{**item, "link": f"{home}/{item['reference']}"} for item in taken.items]
    late = sum(item["stage"] == Stage.OVERDUE.value for item in taken.items)
    values: dict[str, Any] = {**letterhead(controller), "link": home, "reminded": reminded, "overdue": late}
    composed = mails.compose(MailKind.STAFF_ATTENTION, taken.language, cast(mails.MailValues, values))
    return post_out.OutgoingMail(
        to=taken.to,
        from_name=controller.trade_name,
        from_address=mail_from,
        reply_to=controller.contact.email,
        subject=composed.subject,
        text=composed.text,
        html=composed.html,
        message_id=_message_id(f"<{taken.mail_id}@portal.invalid>", mail_from),
        date=taken.written_at,
        language=taken.language,
    )


def ask_processors(outside: Outside, job: Taken) -> Outcome:
    """Ask the processors of steps that have just begun, or that can be asked since now."""
    processors.ask(outside.store, job.controller_id, gathers=True)
    return Done()


def gather_for_processors(outside: Outside, job: Taken) -> Outcome:
    """On a working day gather what waits since yesterday; at any hour remind, and let letters end."""
    processors.ask(outside.store, job.controller_id, gathers=asking.is_hour(outside.store, job.controller_id))
    if asking.is_morning(outside.store, job.controller_id):
        asking.remind(outside.store, job.controller_id)
    return Done()


def mail_processor(outside: Outside, job: Taken) -> Outcome:
    """Send a processor the link of a letter, at least once."""
    store, mail_id = outside.store, job.payload["mail_id"]
    taken = asking.take_mail(store, job.controller_id, mail_id)
    if taken is not None:
        smtp = smtp_settings(outside.settings)
        code = processors.send(store, outside.settings, taken, lambda mail: outside.send(smtp, mail))
        if code is not None:
            return Again(code, jobs.backoff(taken.attempt))
    processors.settle(store, job.controller_id, mail_id)
    return Done()


# ---- steps -----------------------------------------------------------------------------------------------


class _Requested(Exception):
    """The system took an order and has not carried it out yet."""

    def __init__(self, effect: Effect) -> None:
        super().__init__("requested")
        self.effect = effect


def run_step(outside: Outside, job: Taken) -> Outcome:
    """A slice of a search, or a prohibition, in one system."""
    until = monotonic() + SLICE_SECONDS
    while True:
        step = steps.take_step(outside.store, job.controller_id, job.request_id, job.payload["step_id"])
        if step is None:
            return Done()
        try:
            if _do_step(outside, step):
                return Done()
        except _Requested as order:
            steps.record_requested(outside.store, step, order.effect)
            return Again("requested", ASKED_AGAIN_SECONDS)
        except RetryLater as fault:
            if fault.code == "rate_limited" and step.connection is not None:
                pace.close(outside.store, step.connection.id, fault.seconds)
            wait = max(fault.seconds, jobs.backoff(step.faults + 1))
            return _step_waits(outside.store, step, fault.code, StepState.RETRYING, wait)
        except AuthLost as fault:
            return _step_waits(outside.store, step, fault.code, StepState.RETRYING, PAUSED_SECONDS, lost=True)
        except Ambiguous as fault:
            return _step_waits(outside.store, step, fault.code, StepState.UNKNOWN, jobs.backoff(step.faults + 1))
        except Changed as fault:
            again = step.faults == 0
            state = StepState.RETRYING if again else StepState.FAILED
            return _step_waits(outside.store, step, fault.code, state, 2, of_system=False)
        except SystemFault as fault:
            whole = fault.code in OF_THE_SYSTEM
            return _step_waits(outside.store, step, fault.code, StepState.FAILED, 0, of_system=whole)
        if outside.stop.is_set() or monotonic() > until:
            return Again("slice", 0)


def _step_waits(
    store: Store,
    step: steps.TakenStep,
    code: str,
    state: StepState,
    seconds: float,
    *,
    lost: bool = False,
    of_system: bool = True,
) -> Outcome:
    """What is paused waits, but not for older credentials: the system may have been let in again meanwhile."""
    written = steps.record_fault(store, step, code, state, lost=lost, of_system=of_system, seconds=seconds)
    if (lost or code == "connection_paused") and not steps.is_paused(store, step):
        seconds = 0
    return Done(code) if written is StepState.FAILED else Again(code, seconds)


def _do_step(outside: Outside, step: steps.TakenStep) -> bool:
    """One go outside and its record; True when the step has ended."""
    if step.connection is None:
        steps.record_by_hand(outside.store, step, "not_connected")
        return True
    refused = step.connection.refused_at if step.connection.paused_at is not None else None
    if refused is not None and outside.store.now() - refused < timedelta(seconds=PAUSED_SECONDS):
        raise RetryLater("connection_paused", PAUSED_SECONDS)
    if step.waits_for in {"copy", "order"}:
        raise RetryLater(step.waits_for, 5)
    if step.waits_for:
        raise Permanent(step.waits_for)
    with outside.place(step.connection):
        return _go(outside, step, outside.opened(step.connection))


def _go(outside: Outside, step: steps.TakenStep, connector: Connector) -> bool:
    if step.capability is Capability.FIND and step.originals:
        return _fetch_originals(outside.store, step, connector)
    if step.capability is Capability.FIND:
        page = connector.find(step.identifiers, step.cursor)
        return steps.record_page(outside.store, step, page, connector.glossary())
    if step.capability is Capability.SUPPRESS:
        try:
            _suppress(outside.store, step, connector)
        except Permanent as fault:
            if fault.code not in {*NO_INTERFACE, "channel_unmapped", "channels_together"}:
                raise
            steps.record_by_hand(outside.store, step, fault.code)
        return True
    _carry_out(outside.store, step, connector)
    return True


def _fetch_originals(store: Store, step: steps.TakenStep, connector: Connector) -> bool:
    """Seal the next originals piece by piece as they come; one that cannot be had is a gap, and the others go on."""
    until = monotonic() + SLICE_SECONDS
    fetched: list[Fetched] = []
    try:
        for one in step.originals:
            if fetched and monotonic() > until:
                break
            fetched.append(_fetch(store, step, connector, one))
        return steps.record_originals(store, replace(step, originals=step.originals[: len(fetched)]), fetched)
    except BaseException:
        for one_fetched in fetched:
            if one_fetched.file_id:
                files.remove(store.folder, one_fetched.file_id)
        raise


def _fetch(store: Store, step: steps.TakenStep, connector: Connector, one: Wanted) -> Fetched:
    file_id = new_id()
    try:
        source = as_file(connector.export(one.kind, one.key))
        size, digest = files.write(store.folder, step.key, file_id, source, LARGEST_ORIGINAL)
    except Permanent as fault:
        return Fetched(one.finding_id, fault=fault.code)
    except TooLarge:
        return Fetched(one.finding_id, fault="too_much")
    return Fetched(one.finding_id, file_id, size, digest)


def _carry_out(store: Store, step: steps.TakenStep, connector: Connector) -> None:
    """Write what was decided and read it again as evidence; what has no interface is left to a person."""
    try:
        if (step.interrupted or step.requested) and _stands(step, connector):
            effect = step.requested or Effect(changed=0, already=True)
            return steps.record_carried_out(store, step, effect, _left(step, connector))
        effect = step.requested or _write(step, connector)
    except Permanent as fault:
        if fault.code not in NO_INTERFACE:
            raise
        return steps.record_by_hand(store, step, fault.code)
    if not _stands(step, connector):
        if effect.pending or step.requested:
            raise _Requested(effect)
        raise RetryLater("not_verified", 30)
    return steps.record_carried_out(store, step, effect, _left(step, connector))


def _left(step: steps.TakenStep, connector: Connector) -> frozenset[str] | None:
    """The categories of which whoever was erased still has something; None where it is not told easily."""
    if step.capability is not Capability.ERASE or not isinstance(connector, Census):
        return None
    owners = dict.fromkeys(one.owner for one in step.targets)
    try:
        return frozenset(record.category for owner in owners for record in connector.held(owner))
    except SystemFault:
        return None


def _write(step: steps.TakenStep, connector: Connector) -> Effect:
    if step.capability is Capability.RECTIFY:
        return connector.rectify(step.changes, op_id=step.step_id)
    if step.capability is Capability.ERASE:
        _refuse_younger(step, connector)
        return connector.erase(step.targets, op_id=step.step_id)
    if step.capability is Capability.RESTRICT:
        return connector.restrict(step.owners, op_id=step.step_id, on=step.on)
    raise Permanent("capability_unknown")


def _refuse_younger(step: steps.TakenStep, connector: Connector) -> None:
    """Whoever has records that nobody has seen, such as a new order, is not erased: a person looks first."""
    for owner in dict.fromkeys(target.owner for target in step.targets):
        if any((record.kind, record.key) not in step.known for record in connector.held(owner)):
            raise Permanent("records_since")


def _stands(step: steps.TakenStep, connector: Connector) -> bool:
    if step.capability is Capability.RECTIFY:
        return connector.rectified(step.changes)
    if step.capability is Capability.ERASE:
        return connector.erased(step.targets)
    return connector.restricted(step.owners, on=step.on)


def preview_erasure(outside: Outside, job: Taken) -> Outcome:
    """Count in each connected system what the proposed erasure would delete and anonymise; nothing is written."""
    waits, last = 0.0, job.attempts >= PREVIEW_TRIES
    for made in steps.previews_to_make(outside.store, job.controller_id, job.request_id):
        try:
            if made.connection is None:
                raise Permanent("not_connected")
            connector = outside.opened(made.connection)
            steps.record_preview(outside.store, made, connector.preview(made.targets).counts)
        except RetryLater as fault:
            if last:
                steps.record_preview(outside.store, made, None, fault.code)
            else:
                waits = max(waits, fault.seconds)
        except SystemFault as fault:
            steps.record_preview(outside.store, made, None, fault.code)
    return Again("preview", waits) if waits else Done()


def _suppress(store: Store, step: steps.TakenStep, connector: Connector) -> None:
    """Search by the proven address alone, write on the single exact match, and read it again as evidence."""
    able = connector.channels()
    channels = [one for one in step.channels if one in set(able)] if step.channels else list(able)
    if not channels:
        raise Permanent("channel_unmapped")
    if step.some_alone and connector.removes(channels):
        raise Permanent("channels_together")
    owner, chosen = step.owner, bool(step.owner)
    known: list[tuple[str, str]] = []
    if not chosen:
        candidates = list(_candidates(connector, step, known))
        exact = [one.owner for one, match in candidates if match is Match.EXACT]
        if not candidates:
            removed = step.interrupted and connector.removes(channels)
            return steps.record_effect(store, step, REMOVED if removed else None, channels if removed else ())
        if len(candidates) != 1 or len(exact) != 1:
            return steps.record_choice(store, step, [one for one, _match in candidates])
        owner = exact[0]
    if step.interrupted and connector.suppressed(step.identifiers, owner, channels, chosen=chosen):
        return steps.record_effect(store, step, Effect(changed=0), channels, known)
    effect = connector.suppress(step.identifiers, owner, channels, op_id=step.step_id, chosen=chosen)
    if not connector.suppressed(step.identifiers, owner, channels, chosen=chosen):
        raise RetryLater("not_verified", 30)
    return steps.record_effect(store, step, effect, channels, known)


def _candidates(
    connector: Connector, step: steps.TakenStep, known: list[tuple[str, str]]
) -> Iterator[tuple[steps.Candidate, Match]]:
    """Whoever carries the address, each once. A search with gaps never says that nobody does.

    What an exact match bears is added to what is `known`: a processor may know the person by that alone.
    """
    found: dict[str, tuple[steps.Candidate, Match]] = {}
    gaps: list[str] = []
    cursor: str | None = None
    loose = False
    for _page in range(PAGES_AT_MOST):
        page = connector.find(step.identifiers, cursor)
        gaps += page.gaps
        known += [(one.what, one.value) for one in page.learned]
        for record in page.records:
            if record.match is Match.MENTION:
                continue
            loose = loose or not record.owner
            if record.owner:
                candidate = steps.Candidate(record.owner, record.subject, record.matched_by)
                found.setdefault(record.owner, (candidate, record.match))
        cursor = page.cursor
        if cursor is None:
            break
    else:
        raise Permanent("search_endless")
    if not found and gaps:
        raise Permanent(gaps[0][:80])
    if not found and loose:
        raise Permanent("owner_missing")
    yield from found.values()


# ---- answers ---------------------------------------------------------------------------------------------


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


# ---- connections -----------------------------------------------------------------------------------------


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
    """The categories of the register in force."""
    controller = house.controller_by_id(outside.store, job.controller_id)
    _, published = public.controller_with_register(outside.store, controller.slug)
    return frozenset(one.key for one in register_from_json(published.document).categories)


def check_connection(outside: Outside, job: Taken) -> Outcome:
    """Look whether connections are well: one, or every one of the controller; what is paused is let in when it is.

    The one job that a pause left behind looks again until the system lets us in.
    """
    asked = job.payload.get("system")
    waits: list[float] = []
    for system, one in connections.to_check(outside.store, job.controller_id).items():
        if asked in {None, system}:
            codes = trial.checked(one.connector, one.settings, outside.made)
            seconds = connections.record_check(outside.store, job.controller_id, system, one, codes)
            waits += [seconds] if seconds is not None and job.payload.get("until_in") else []
    return Again("connection_paused", min(waits)) if waits else Done()


def forget_drafts(outside: Outside, job: Taken) -> Outcome:
    """Take away the settings under trial whose hour is over."""
    connections.forget_drafts(outside.store, job.controller_id)
    return Done()


# ---- what comes back -------------------------------------------------------------------------------------


def begin_looks(outside: Outside, job: Taken) -> Outcome:
    """Have every connected system looked through for what had been erased or forbidden."""
    for system in returned.to_look(outside.store, job.controller_id):
        returned.begin(outside.store, job.controller_id, system)
    return Done()


def look_through(outside: Outside, job: Taken) -> Outcome:
    """A slice of one system's look; a fault that time mends begins the slice anew."""
    store, system = outside.store, job.payload["system"]
    found = returned.to_reach(store, job.controller_id, system)
    if found is None:
        return Done()
    until = monotonic() + SLICE_SECONDS
    fault = str(job.payload.get("fault", ""))
    try:
        with outside.place(found):
            looked = ledger.look(
                store, job.controller_id, system, outside.opened(found), job.payload["cursor"],
                lambda: outside.stop.is_set() or monotonic() > until,
            )  # fmt: skip
        fault = fault or looked.fault
        if looked.onward is not None:
            returned.go_on(store, job.controller_id, job.payload, looked.onward, fault)
            return Done()
    except RetryLater as met:
        if job.attempts < LOOK_TRIES:
            return Again(met.code, max(met.seconds, jobs.backoff(job.attempts)))
        fault = met.code
    except SystemFault as met:
        fault = met.code
    returned.ended(store, job.controller_id, system, found, ledger.began(job.payload), fault)
    return Done(fault or None)


def erase_again(outside: Outside, job: Taken) -> Outcome:
    """Erase what came back, as the register's owner pressed."""
    taken = returned.take(outside.store, job.controller_id, job.payload["returned_id"])
    if taken is None:
        return Done()
    try:
        if taken.connection is None:
            raise Permanent("not_connected")
        with outside.place(taken.connection):
            ledger.erase(outside.store, taken, outside.opened(taken.connection))
    except RetryLater as fault:
        if job.attempts < FAILURES_OF_A_JOB:
            return Again(fault.code, max(fault.seconds, jobs.backoff(job.attempts)))
        returned.failed(outside.store, taken, fault.code)
        return Done(fault.code)
    except SystemFault as fault:
        returned.failed(outside.store, taken, fault.code)
        return Done(fault.code)
    return Done()


# ---- the timetable's jobs --------------------------------------------------------------------------------


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


def prune_jobs(outside: Outside, job: Taken) -> Outcome:
    """Remove jobs that ended long ago."""
    while jobs.prune(outside.store, outside.store.now() - KEEP_JOBS) and not outside.stop.is_set():
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
    "mail.send": send_mail,
    "link.fresh": send_fresh_link,
    "staff.remind": remind_staff,
    "staff.mail": send_digest,
    "processor.ask": ask_processors,
    "processor.gather": gather_for_processors,
    "processor.mail": mail_processor,
    "step.run": run_step,
    "erasure.preview": preview_erasure,
    "marketing.answer": answer_marketing,
    "copy.prepare": prepare_copy,
    "answer.prepare": prepare_answer,
    "answer.package": renew_package,
    "findings.wipe": wipe_findings,
    "erasure.kept": erase_kept,
    "erasure.kept_letter": tell_of_erasure,
    "chain.seal": seal_chains,
    "package.expire": expire_packages,
    "unconfirmed.remind": remind_unconfirmed,
    "restriction.lift": lift_restrictions,
    "case.purge": purge_cases,
    "jobs.prune": prune_jobs,
    "files.sweep": sweep_files,
    "connection.try": try_connection,
    "connection.check": check_connection,
    "connection.look": check_connection,
    "connection.forget": forget_drafts,
    "ledger.begin": begin_looks,
    "ledger.look": look_through,
    "ledger.erase": erase_again,
}
