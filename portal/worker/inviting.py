"""The errand of an invitation: a mail with a link, and nothing of anybody."""

from portal.keys import links
from portal.office import team
from portal.office.team import TakenInvitation
from portal.papers.mails import MailKind
from portal.storage import jobs
from portal.storage.jobs import Taken
from portal.systems.contract import Ambiguous, AuthLost, Permanent, RetryLater
from portal.systems.post_out import OutgoingMail
from portal.worker.envelopes import at_staff, put, smtp_settings
from portal.worker.outside import Again, Done, Outcome, Outside


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
    except Permanent as fault:
        team.record_mail(store, place, taken, "bounced", fault.code)
        return Done(fault.code)
    team.record_mail(store, place, taken, "sent")
    return Done()


def _waits(outside: Outside, job: Taken, taken: TakenInvitation, code: str, state: str) -> Outcome:
    if team.record_mail(outside.store, job.controller_id, taken, state, code):
        return Again(code, jobs.backoff(taken.attempt))
    return Done(code)


def _written(outside: Outside, taken: TakenInvitation) -> OutgoingMail:
    token = links.token(outside.store.ring, taken.invitation_id, team.PURPOSE)
    link = at_staff(outside.settings, f"{taken.controller.slug}/join/{token}")
    return put(outside.settings, MailKind.STAFF_INVITATION, taken, taken.invitation_id, {"link": link})
