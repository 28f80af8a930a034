"""Beside the next step: how this works, a last day at risk, a step that is stuck; what to do there, and who does it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import url_for

from portal.domain.lifecycle import OUTLIVING, Right, Status, StepState
from portal.domain.may import may_configure, may_handle
from portal.domain.next_act import Act, NextAct
from portal.domain.peril import Peril, peril_of
from portal.staff import case_words
from portal.staff.case_view import at
from portal.storage.door.case import CasePage, StepLine
from portal.web import guards, members
from portal.words import gettext, say, say_date
from portal.words import marked as _


@dataclass(frozen=True, slots=True)
class Stuck:
    """What does not go on: where, what is wrong, what to do, and whose turn it is; its connection, to who sets it."""

    place: str
    href: str
    connection_href: str
    wrong: str
    do: str
    who: str


RISKS = {
    Peril.EXTENSIBLE: (
        _("The last day is near"),
        _(
            "If the request is complex, you may take two months more: the letter with its reasons has to go by "
            "%(day)s (Art 12(3))."
        ),
        _(
            "Otherwise answer with what is ready, and say for the rest why it is not done and how to complain "
            "(Art 12(4))."
        ),
    ),
    Peril.LAST: (
        _("The last day is near"),
        _("There is no more time to take: it can be extended once only, within the first month (Art 12(3))."),
        _(
            "Answer with what is ready by %(day)s, and say for the rest why it is not done and how to complain "
            "(Art 12(4))."
        ),
    ),
    Peril.LATE: (
        _("The last day has passed"),
        _("Answer today with what is ready: late is better than never, and each day counts (Art 12(3))."),
        _("Say why it is late, and that the person may complain to the authority and go to court (Art 12(4), 77)."),
    ),
}
FIRST_STEPS = (
    _("Your systems are searched by themselves; what no machine can reach is asked of you, one step at a time."),
    _("You look at what was found, decide, and read the letter. The person gets nothing before you release it."),
    _("The box of the next step always says the next step and why. Nothing is lost if you stop and come back."),
)
"""How this works, to whoever sees a request for the first time."""


def facts(case: CasePage, act: NextAct, *, first: bool = False) -> dict[str, Any]:
    """For the request's page: `risk` (title and sentences, or none), `stuck`, and `first_steps` where they are new."""
    return {
        "risk": risk(case, act),
        "stuck": [*stuck(case)],
        "first_steps": [gettext(one) for one in FIRST_STEPS] if first else [],
        "introduced_href": at("staff_messages.introduced", case.reference),
    }


def risk(case: CasePage, act: NextAct) -> tuple[str, list[str]] | None:
    """What the law permits where the last day is near or gone; nothing where nobody of us can do anything about it."""
    if not case.is_open or set(case.rights) == {Right.MARKETING}:
        return None
    peril = peril_of(case.deadline, case.safe, guards.today(), guards.store().now())
    if peril not in RISKS or act.act in {Act.WAIT_CONFIRMATION, Act.JUDGE_UNCONFIRMED}:
        return None
    last = case.deadline.first_month_safe if peril is Peril.EXTENSIBLE else case.safe
    title, *sentences = RISKS[peril]
    day = say_date(last, "long")
    return gettext(title), [say(one, day=day) if "%(day)s" in one else gettext(one) for one in sentences]


def stuck(case: CasePage) -> Iterator[Stuck]:
    """The steps that do not go on by themselves, with what is wrong; those that only wait for a person are none."""
    for step in case.steps:
        over = case.status is Status.CLOSED and not (step.right is Right.MARKETING or step.capability in OUTLIVING)
        if not over and (found := _stuck(case, step)) is not None:
            yield found


def _stuck(case: CasePage, step: StepLine) -> Stuck | None:
    wrong, do, who = _trouble(step)
    if not wrong:
        return None
    endpoint = "staff_request.step" if step.telling is None else "staff_telling.show"
    place = case_words.say_place(guards.register(), step)
    href = at(endpoint, case.reference, step_id=step.id)
    return Stuck(place, href, connection_href(step), wrong, do, who)


def connection_href(step: StepLine) -> str:
    """Where the connection stands by which a machine failed; empty for who may not set it, and where none failed."""
    troubled = step.state is StepState.FAILED or (step.state in {StepState.RETRYING, StepState.UNKNOWN} and step.fault)
    if step.performer != "machine" or not troubled or not may_configure(members.viewer()):
        return ""
    return url_for("staff_connections.system", system=step.system)


def _trouble(step: StepLine) -> tuple[str, str, str]:
    """What is wrong, what to do, and who; nothing where nothing is."""
    late = step.due is not None and step.due < guards.today()
    us = gettext("Yours, or a colleague's who handles requests") if may_handle(members.viewer()) else gettext("Yours")
    if step.state is StepState.FAILED:
        do = gettext("Open it: try again, do it by hand, or say why it cannot be done.")
        return (
            case_words.step_fault(step),
            do,
            gettext("Yours; the register's owner's where the connection is at fault"),
        )
    if step.state in {StepState.RETRYING, StepState.UNKNOWN} and step.fault:
        do = gettext("Nothing yet: the machine tries again by itself. If it lasts, look at the connection.")
        return case_words.step_fault(step), do, gettext("The machine's; the register's owner's if it lasts")
    if step.state is not StepState.BY_HAND or not late:
        return "", "", ""
    if step.asked_at is not None:
        do = gettext("Call the processor, or do it yourself and write down what came of it.")
        return gettext("The processor has not answered in time."), do, us
    return gettext("Its day has passed."), gettext("Do it now, or say why it cannot be done."), us
