"""The errands of letters to processors: what waits is gathered, mailed and reminded of."""

from collections.abc import Callable
from contextlib import suppress

from portal.domain.asking import MailStage
from portal.domain.errors import Conflict, NotFound
from portal.journey import asking
from portal.journey.asking import Pending, TakenMail
from portal.keys import links
from portal.papers.mails import MailKind
from portal.settings import Settings
from portal.storage.database import Store
from portal.systems.contract import Ambiguous, AuthLost, Permanent, RetryLater
from portal.systems.post_out import OutgoingMail
from portal.worker.envelopes import put

PURPOSE = "processor"


def ask(store: Store, controller_id: str, *, gathers: bool) -> None:
    """Write the letters for what waits: one for each marketing objection, and today's with everybody else."""
    for request_id, step_id in asking.let_go(store, controller_id):
        with suppress(Conflict, NotFound):
            asking.take_back(store, controller_id, request_id, step_id)
    for left_over in asking.left_over(store, controller_id):
        asking.close(store, controller_id, left_over)
    gathered: dict[str, list[Pending]] = {}
    for one in asking.pending(store, controller_id):
        if one.alone:
            with suppress(Conflict, NotFound):
                asking.ask_alone(store, controller_id, one)
        elif gathers:
            gathered.setdefault(one.system, []).append(one)
    for system, waiting in gathered.items():
        letter_id = asking.begin(store, controller_id, system)
        if letter_id is None:
            continue
        for one in waiting:
            with suppress(Conflict, NotFound):
                asking.ask(store, controller_id, letter_id, one)
        asking.close(store, controller_id, letter_id)


def send(store: Store, settings: Settings, taken: TakenMail, go: Callable[[OutgoingMail], object]) -> str | None:
    """Send a mail to a processor with `go`; a code where it has to be tried again, nothing where it has ended."""
    try:
        go(written(store, settings, taken))
    except Ambiguous as fault:
        return fault.code if asking.record_mail(store, taken, "unknown", fault.code) else None
    except (RetryLater, AuthLost) as fault:
        return fault.code if asking.record_mail(store, taken, "retrying", fault.code) else None
    except Permanent as fault:
        asking.record_mail(store, taken, "bounced", fault.code)
        return None
    asking.record_mail(store, taken, "sent")
    return None


def settle(store: Store, controller_id: str, mail_id: str) -> None:
    """What a first mail that went makes of its steps: they are asked, one commit each."""
    for request_id, ask_id in asking.reached(store, controller_id, mail_id):
        with suppress(NotFound):
            asking.record_asked(store, controller_id, request_id, ask_id)


def written(store: Store, settings: Settings, taken: TakenMail) -> OutgoingMail:
    """The mail: the letter's number, its link and the day, and nothing of anybody."""
    token = links.token(store.ring, taken.letter_id, PURPOSE)
    values = {
        "reference": taken.number,
        "due": taken.due,
        "link": f"{settings.at_home(taken.host)}/{taken.controller.slug}/asked/{token}",
    }
    kind = MailKind.PROCESSOR_ASK if taken.stage is MailStage.ASK else MailKind.PROCESSOR_REMINDER
    return put(settings, kind, taken, taken.mail_id, values)
