"""What begins once it is known who asks: the search, and the end of marketing. Written in the caller's transaction."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from portal.domain.lifecycle import LOOKED_FOR, Right, Status
from portal.domain.plan import steps_for
from portal.domain.register import Register
from portal.domain.roles import ViewerKind
from portal.storage import consents, suppressing
from portal.storage.telling import tell_who_markets
from portal.storage.work import Case, Work


def begin(w: Work, case: Case, register: Register, contacts: Mapping[str, Collection[str]]) -> None:
    """Carry out an objection to marketing, and search for the other rights once they were sent.

    `contacts` are those to suppress, by kind: `email`, `phone`.
    """
    rights = [Right(code) for code in case.row.rights]
    case.row.confirmed_at = w.now
    if Right.MARKETING in rights:
        _stop_marketing(w, case, register, contacts)
    if rights == [Right.MARKETING]:
        case.stand(Status.CARRYING_OUT)
    elif case.row.asked_at is None:
        case.stand(Status.CONFIRMED)
    else:
        begin_search(w, case, register)


def begin_search(w: Work, case: Case, register: Register) -> None:
    """Write the searches that the asked rights need, and their jobs."""
    asked = [Right(code) for code in case.row.rights if Right(code) in LOOKED_FOR]
    case.set_going(steps_for(register, asked, _today(w, register), w.connected()))
    case.stand(Status.SEARCHING)


def _stop_marketing(w: Work, case: Case, register: Register, contacts: Mapping[str, Collection[str]]) -> None:
    """The contacts on the keyed suppression list at once, and the steps of the systems (Art 21(2)-(3)).

    The objection is to every channel, whether or not the register names any, unless the person chose some alone. It
    counts from the day on which it came, also where staff type it in later: what was consented to after that stays
    open. Whoever presses themself objects at that moment.
    """
    chosen = case.requester().get("channels", ())
    wanted = [one for one in register.prohibitions if not chosen or one.key in chosen]
    channels = [*(one.key for one in wanted), *(() if chosen else (suppressing.DIRECT_MARKETING,))]
    at = case.row.received_at if w.viewer.kind is ViewerKind.STAFF else w.now
    for kind, values in contacts.items():
        for value in values:
            younger = consents.younger(w, kind, value, at, ZoneInfo(register.controller.time_zone))
            suppressing.add(w, kind, value, channels, at, younger)
    w.happened("suppressed", case, channels=channels)
    by_machine = w.connected() if _is_searchable(case.requester()) else frozenset[str]()
    steps = case.set_going(steps_for(register, [Right.MARKETING], _today(w, register), by_machine, chosen))
    if not chosen or any(one.source == "article_21_2" for one in wanted):
        tell_who_markets(w, case)
    if not any(step.performer == "machine" for step in steps):
        w.later("prompt", "marketing.answer", case)


def _is_searchable(requester: Mapping[str, Any]) -> bool:
    """Whether a machine can find whose prohibition it is: a name alone is many people's."""
    return any(requester.get(what) for what in ("email", "emails", "phones", "customer_number"))


def _today(w: Work, register: Register) -> date:
    return w.now.astimezone(ZoneInfo(register.controller.time_zone)).date()
