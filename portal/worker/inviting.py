"""The errand of an invitation: a mail with a link, and nothing of anybody."""

from typing import Any, cast

from portal.keys import links
from portal.office import team
from portal.office.team import TakenInvitation
from portal.papers import mails
from portal.papers.mails import MailKind, letterhead
from portal.storage import jobs
from portal.storage.jobs import Taken
from portal.systems.contract import Ambiguous, AuthLost, Permanent, RetryLater
from portal.systems.post_out import OutgoingMail
from portal.worker.outside import Again, Done, Outcome, Outside
from portal.worker.posting import smtp_settings


def send_invitation(outside: Outside, job: Taken) -> Outcome:
    """Send somebody the link by which they join the staff, at least once."""
    store, place = outside.store, job.controller_id
    taken = team.take_mail(store, place, job.payload["invitation_id"])
    if taken is None:
        return Done()
    try:
        outside.send(smtp_settings(outside.settings), _written(outside, taken))
    except Ambiguous as fault:
        return _waits(outside, job, taken, fault.code, "unknown")
    except (RetryLater, AuthLost) as fault:
        return _waits(outside, job, taken, fault.code, "retrying")
    except (Permanent, ValueError) as fault:
        code = fault.code if isinstance(fault, Permanent) else "mail_not_composed"
        team.record_mail(store, place, taken, "bounced", code)
        return Done(code)
    team.record_mail(store, place, taken, "sent")
    return Done()


def _waits(outside: Outside, job: Taken, taken: TakenInvitation, code: str, state: str) -> Outcome:
    if team.record_mail(outside.store, job.controller_id, taken, state, code):
        return Again(code, jobs.backoff(taken.attempt))
    return Done(code)


def _written(outside: Outside, taken: TakenInvitation) -> OutgoingMail:
    controller, mail_from = taken.controller, outside.settings.mail_from
    token = links.token(outside.store.ring, taken.invitation_id, team.PURPOSE)
    home = f"{outside.settings.staff_base_url}/staff/{taken.slug}"
    values: dict[str, Any] = {**letterhead(controller), "link": f"{home}/join/{token}"}
    composed = mails.compose(MailKind.STAFF_INVITATION, taken.language, cast(mails.MailValues, values))
    return OutgoingMail(
        to=taken.to,
        from_name=controller.trade_name,
        from_address=mail_from,
        reply_to=controller.contact.email,
        subject=composed.subject,
        text=composed.text,
        html=composed.html,
        message_id=f"<{taken.invitation_id}@{mail_from.rpartition('@')[2]}>",
        date=taken.written_at,
        language=taken.language,
    )
