"""A newsletter's link: whoever presses it is not written to any more, in one click and without staff (RFC 8058).

The link came to the mailbox alone, so that it shows the mailbox as far as an objection needs it: a
prohibition too many harms nobody (Art 21(3)). Nothing of anybody is shown or given for it.
"""

from collections.abc import Collection
from zoneinfo import ZoneInfo

from portal import facts
from portal.domain.consent import BY_THEMSELVES, Proof
from portal.domain.errors import Invalid
from portal.domain.lifecycle import Channel, Right, Status
from portal.domain.register import Register
from portal.domain.roles import machine
from portal.storage import beginning, consents, suppressing
from portal.storage import tables as t
from portal.storage.database import Store
from portal.storage.in_force import id_in_force
from portal.storage.work import work


def unsubscribe(
    store: Store,
    controller_id: str,
    address: str,
    language: str,
    register: Register,
    channels: Collection[str] | None = None,
) -> str:
    """Stop marketing to an address, as a request of its own whose reference comes back; empty where it is stopped.

    What is stopped already is objected to once more: no consent that is older than this press lifts it.
    `channels` are prohibitions of the register; without them it is stopped in every one. The address is on the
    suppression list, and the systems' steps are written, when this returns.

    Raises:
        Invalid: `channel_unknown`, `channel_missing` where there is none.
    """
    every = [one.key for one in register.prohibitions]
    wanted = every if channels is None else [key for key in every if key in channels]
    if channels is not None and not channels:
        raise Invalid("channel_missing", field="channels")
    if channels is not None and set(channels) - set(every):
        raise Invalid("channel_unknown", field="channels")
    controller = register.controller
    spoken = language if language in controller.languages else controller.languages[0]
    with work(store, machine(controller_id)) as w:
        stopped = suppressing.stopped(w.session, w.vault, controller_id, "email", address, every)
        left = set(wanted) - stopped
        is_whole = set(wanted) >= set(every)
        if suppressing.is_stopped(w.session, w.vault, controller_id, "email", address, every) or not (left or is_whole):
            again = [*wanted, suppressing.DIRECT_MARKETING] if is_whole else wanted
            suppressing.add(w, "email", address, again, w.now)
            w.happened("unsubscribed", again=True)
            return ""
        deadline = facts.deadline_at_any_rate(w.now, controller.country, controller.region, controller.time_zone)
        some_alone = {} if is_whole else {"channels": [key for key in every if key in left]}
        case = w.open_case(
            {"email": address, **some_alone}, register_version_id=id_in_force(w.session, w.now),
            rights=[Right.MARKETING.value], channel=Channel.WEB.value, language=spoken,
            received_at=w.now, asked_at=w.now, status=Status.UNCONFIRMED.value, deadline=deadline.to_json(),
            due=deadline.due, safe=deadline.safe,
        )  # fmt: skip
        w.happened("unsubscribed", case, rights=case.row.rights, due=deadline.due.isoformat())
        case.add(t.Evidence, {"note": ""}, rung="mailbox_proven", at=w.now, actor=w.viewer.actor)
        beginning.begin(w, case, register, {"email": [address]})
        suppressing.add(w, "email", address, sorted(stopped & set(wanted)), w.now)
        return case.row.reference


def allow(
    store: Store, controller_id: str, address: str, register: Register, channels: Collection[str]
) -> frozenset[str]:
    """The person turns channels on again by their own press; gives those that were stopped (Art 7(1)).

    Raises:
        Invalid: `channel_unknown`, `channel_missing` where there is none.
    """
    every = [one.key for one in register.prohibitions]
    if not channels:
        raise Invalid("channel_missing", field="again")
    if set(channels) - set(every):
        raise Invalid("channel_unknown", field="again")
    with work(store, machine(controller_id)) as w:
        today = w.now.astimezone(ZoneInfo(register.controller.time_zone)).date()
        return consents.record(w, "email", address, channels, every, Proof(today, BY_THEMSELVES))
