"""Mail: to persons, to staff, to processors, each at least once and under the same Message-ID."""

from contextlib import suppress
from typing import Any

from portal.domain.errors import NotFound
from portal.domain.reminders import Stage
from portal.journey import (
    asking,
    identity,
    mailing,
    mentioning,
    nudging,
    reminding,
)
from portal.keys import links
from portal.office import recovering
from portal.papers.mails import TO_STAFF, MailKind, values_from_json
from portal.storage import jobs
from portal.storage.database import Store
from portal.storage.jobs import Taken
from portal.systems import post_out
from portal.systems.contract import (
    Ambiguous,
    AuthLost,
    Permanent,
    RetryLater,
)
from portal.worker import processors
from portal.worker.envelopes import at_staff, composing, put, smtp_settings
from portal.worker.outside import Again, Done, Outcome, Outside

_LINKED = (
    frozenset(MailKind) - TO_STAFF - {MailKind.ANSWER_CODE, MailKind.PROCESSOR_ASK, MailKind.PROCESSOR_REMINDER}
)  # fmt: skip
"""Mails to a person that lead to their request."""


def send_mail(outside: Outside, job: Taken) -> Outcome:
    """Send one mail to one mailbox, at least once."""
    store = outside.store
    mail = mailing.take_mail(store, job.controller_id, job.request_id, job.payload["mail_id"])
    if mail is None:
        return Done()
    try:
        result = outside.send(smtp_settings(outside.settings), _written(outside, mail))
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


@composing()
def _written(outside: Outside, mail: mailing.TakenMail) -> post_out.OutgoingMail:
    kind = MailKind(mail.kind)
    identity = mail.message_id.strip("<>").partition("@")[0]
    return put(outside.settings, kind, mail, identity, values_from_json(_values(outside, mail, kind)))


def _values(outside: Outside, mail: mailing.TakenMail, kind: MailKind) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if kind in _LINKED:
        values = {"reference": mail.reference, "link": _link(outside, mail)}
    if kind is MailKind.ANSWER_CODE:
        values["code"] = links.code(outside.store.ring, mail.proof_id or "", "answer")
    return values | mail.values


def _link(outside: Outside, mail: mailing.TakenMail) -> str:
    """Where the mail leads: to the press that shows the mailbox, or to the request's own page."""
    home = f"{outside.settings.at_home(mail.host)}/{mail.register.controller.slug}"
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


def tell_of_message(outside: Outside, job: Taken) -> Outcome:
    """Write whose next digest says that the person wrote."""
    with suppress(NotFound):
        reminding.tell_of_message(outside.store, job.controller_id, job.request_id, job.payload["message_id"])
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
    except Permanent as fault:
        reminding.record_digest(outside.store, taken, "bounced", fault.code)
        return Done(fault.code)
    reminding.record_digest(outside.store, taken, "sent")
    return Done()


def send_nudge(outside: Outside, job: Taken) -> Outcome:
    """Mail one of the staff what a colleague wants them to look at, at least once, and no longer than a day."""
    payload = job.payload
    taken = nudging.take(outside.store, job.controller_id, payload["staff_id"], payload["mail_id"])
    if taken is None or outside.store.now() - taken.written_at > reminding.GIVE_UP_AFTER:
        return Done()
    try:
        outside.send(smtp_settings(outside.settings), _written_digest(outside, taken))
    except (Ambiguous, RetryLater, AuthLost) as fault:
        return Again(fault.code, jobs.backoff(job.attempts))
    except Permanent as fault:
        return Done(fault.code)
    return Done()


def send_mention(outside: Outside, job: Taken) -> Outcome:
    """Tell one of the staff that a note speaks to them, at least once."""
    store = outside.store
    taken = mentioning.take(store, job.controller_id, job.payload["mention_id"])
    if taken is None:
        return Done()
    state, code = "sent", ""
    try:
        outside.send(smtp_settings(outside.settings), _written_mention(outside, taken))
    except Ambiguous as fault:
        state, code = "unknown", fault.code
    except (RetryLater, AuthLost) as fault:
        state, code = "retrying", fault.code
    except Permanent as fault:
        state, code = "bounced", fault.code
    again = mentioning.record(store, taken, state, code or None)
    return Again(code, jobs.backoff(taken.attempt)) if again else Done(code or None)


def _written_mention(outside: Outside, taken: mentioning.TakenMention) -> post_out.OutgoingMail:
    link = at_staff(outside.settings, f"{taken.controller.slug}/requests/{taken.reference}#notes")
    values = {"link": link, "reference": taken.reference}
    return put(outside.settings, MailKind.STAFF_MENTION, taken, taken.mention_id, values)


def _digest_waits(store: Store, taken: reminding.TakenDigest, code: str, seconds: float, state: str) -> Outcome:
    return Again(code, seconds) if reminding.record_digest(store, taken, state, code) else Done(code)


def _written_digest(outside: Outside, taken: reminding.TakenDigest) -> post_out.OutgoingMail:
    home = at_staff(outside.settings, f"{taken.controller.slug}/requests")
    reminded = [{**item, "link": f"{home}/{item['reference']}"} for item in taken.items]
    late = sum(item["stage"] == Stage.OVERDUE.value for item in taken.items)
    values: dict[str, Any] = {"link": home, "overdue": late}
    values |= {"reminded": reminded} if reminded else {}
    values |= {"new": taken.new} if taken.new else {}
    return put(outside.settings, MailKind.STAFF_ATTENTION, taken, taken.mail_id, values)


def tell_recovered(outside: Outside, job: Taken) -> Outcome:
    """Tell one of the staff that their second factors were reset, at least once and under one Message-ID."""
    told = recovering.told(outside.store, job.controller_id, job.payload["staff"])
    if told is None:
        return Done()
    values = {
        "link": at_staff(outside.settings, "login"),
        "new_password": "yes" if job.payload["password"] else "",
    }
    try:
        mail = put(outside.settings, MailKind.STAFF_RECOVERED, told, job.id, values)
        outside.send(smtp_settings(outside.settings), mail)
    except (Ambiguous, RetryLater, AuthLost) as fault:
        return Again(fault.code, jobs.backoff(job.attempts))
    except Permanent as fault:
        return Done(fault.code)
    return Done()


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
