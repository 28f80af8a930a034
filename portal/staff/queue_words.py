"""What the queue says of a request: the next act, and what its filters are called."""

from datetime import date

from portal.code_words import say_resolution, say_stage, say_term
from portal.domain.lifecycle import Channel, Right, Status
from portal.domain.next_act import Act, NextAct
from portal.domain.queue_query import STAGES, Due, Hand, QueryFault, Show
from portal.storage.door.queue import MOST_COUNTED, QueueRow
from portal.storage.door.team import Handler
from portal.words import gettext, ngettext, say, say_date, say_day, say_number
from portal.words import marked as _

ACTS = {
    Act.WAIT_CONFIRMATION: _("The person is to open the link"),
    Act.JUDGE_UNCONFIRMED: _("Decide: mailbox not confirmed"),
    Act.WAIT_ANSWERS: _("The person is to answer the questions"),
    Act.SEARCH: _("The search goes on by itself"),
    Act.CARRY_OUT: _("It is carried out by itself"),
    Act.WAIT_PROCESSOR: _("A processor is to answer"),
    Act.REVIEW: _("Review what was found"),
    Act.DECIDE: _("Decide"),
    Act.RELEASE: _("Release the answer"),
    Act.POST: _("Print and post"),
    Act.SECOND: _("A second person is to look"),
    Act.WAIT_UNDO: _("It begins by itself, and can be taken back"),
    Act.NOTHING: _("Nothing"),
}
SHOWS = {
    Show.OPEN: _("Open"),
    Show.WAITING: _("Steps wait for us"),
    Show.RELEASE: _("Answer waits for release"),
    Show.UNCONFIRMED: _("Not confirmed"),
    Show.CLOSED: _("Answered or closed"),
    Show.ALL: _("All"),
}
DUES = {
    Due.ANY: _("Any date"),
    Due.OVERDUE: _("Overdue"),
    Due.SOON: _("Within 7 days"),
}
HANDS = {
    Hand.ANYONE: _("Anyone"),
    Hand.MINE: _("Mine"),
    Hand.NOBODY: _("Nobody's"),
}
CHANNELS = {
    Channel.WEB: _("This portal"),
    Channel.MAIL: _("Email"),
    Channel.PHONE: _("Phone"),
    Channel.LETTER: _("Letter"),
    Channel.IN_PERSON: _("In person"),
}
KEY_HELP = (
    ("status:", _("Where it stands")),
    ("right:", _("What is asked for")),
    ("is:", _("Overdue, due within 7 days, or extended")),
    ("due", _("The day by which it is answered: in fewer than 7 days, or from a day on")),
    ("received", _("The day on which it came: fewer than 7 days ago, or from a day on")),
    ("assignee:", _("In whose hand it is: yours, or nobody's")),
    ("channel:", _("How it came")),
)
"""The keys of the filter language, each with what it asks."""
SHORTCUTS = (
    (("j",), _("The next request")),
    (("k",), _("The request before")),
    (("o",), _("Open it; so does Enter")),
    (("x",), _("Choose it")),
    (("/",), _("To the search field")),
    (("g", "q"), _("To the open requests")),
    (("g", "d"), _("To what is overdue")),
    (("g", "v"), _("To the saved views")),
    (("?",), _("This page")),
)
"""The keys, pressed one after another, and what they do."""
LEFT = {
    "not_found": _("There is no such request."),
    "order": _("It is closed."),
    "not_handling": _("This colleague handles no requests any more."),
    "may_not": _("You may not give it away."),
    "nobody": _("Nobody but you has it in hand, and no step of it waits for a colleague."),
    "reminded_today": _("They were reminded of it today already."),
}


_FLAGS = {
    "represents": (_("Asks for another"), "warn", "user"),
    "protected": (_("Protected address"), "warn", "eye-off"),
    "wrote": (_("Message without an answer"), "info", "message-square"),
    "repeated": (_("Same mailbox as another"), "info", "mail"),
}


def choices(*, shows_hands: bool, shows_channels: bool) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The form's controls beside the text: name, label, options of value and words."""
    stages = [(stage.value, say_stage(stage)) for stage in STAGES]
    found = [
        ("show", gettext(_("Show")), [*((show.value, gettext(said)) for show, said in SHOWS.items()), *stages]),
        ("right", gettext(_("Right")), [("", gettext(_("Any right"))), *((one.value, say_term(one)) for one in Right)]),
        ("due", gettext(_("Due")), [(due.value, gettext(said)) for due, said in DUES.items()]),
    ]
    if shows_hands:
        found.append(("hand", gettext(_("In hand")), [(hand.value, gettext(said)) for hand, said in HANDS.items()]))
    if shows_channels:
        channels = [(one.value, gettext(said)) for one, said in CHANNELS.items()]
        found.append(("channel", gettext(_("Came by")), [("", gettext(_("Any channel"))), *channels]))
    return found


def say_fault(fault: QueryFault) -> str:
    """What is wrong with a filter, and what may stand in its place."""
    allowed = ", ".join(fault.allowed)
    if fault.code == "key":
        return say("There is no filter “%(term)s”. The filters are: %(allowed)s.", term=fault.term, allowed=allowed)
    if fault.code == "day":
        said = _("“%(term)s” names no day. Write a number of days or a date: %(allowed)s.")
        return say(said, term=fault.term, allowed=", ".join(f"{fault.key}{one}" for one in fault.allowed))
    said = _("“%(term)s” is not known. After %(key)s: may stand %(allowed)s.")
    return say(said, term=fault.term, key=fault.key, allowed=allowed)


def say_flag(code: str) -> tuple[str, str, str]:
    """What a person has to look at: word, tone and icon."""
    word, tone, icon = _FLAGS[code]
    return gettext(word), tone, icon


def say_handler(one: Handler) -> str:
    """A colleague's name, and who gets what is given to them while they are away."""
    if one.away_to is None:
        return one.name
    day = say_date(one.away_to, "medium")
    if one.stand_in:
        return say("%(name)s – away until %(day)s, %(other)s stands in", name=one.name, day=day, other=one.stand_in)
    return say("%(name)s – away until %(day)s", name=one.name, day=day)


def say_left(code: str) -> str:
    """Why a request was left as it was."""
    return gettext(LEFT.get(code, _("Something else changed it meanwhile.")))


def say_act(next_act: NextAct, status: Status) -> tuple[str, str, str]:
    """The next act's words, tone and icon."""
    count = next_act.count
    if next_act.act is Act.BY_HAND and status is Status.SEARCHING:
        said = ngettext("Search %(count)s system by hand", "Search %(count)s systems by hand", count)
        return said % {"count": count}, "info", "hand"
    if next_act.act is Act.CHOOSE:
        said = ngettext("Choose the customer in %(count)s system", "Choose the customer in %(count)s systems", count)
        return said % {"count": count}, "info", "hand"
    if next_act.act is Act.MEND:
        said = ngettext("%(count)s system failed", "%(count)s systems failed", count)
        return said % {"count": count}, "bad", "triangle-alert"
    if next_act.act is Act.BY_HAND:
        said = ngettext("Do by hand in %(count)s system", "Do by hand in %(count)s systems", count)
        return said % {"count": count}, "info", "hand"
    if next_act.act is Act.TELL:
        said = ngettext("Tell %(count)s recipient", "Tell %(count)s recipients", count)
        return said % {"count": count}, "info", "send"
    if next_act.act is Act.WAIT_FEE and next_act.since is not None:
        said = say("The person is to answer about the fee, since %(day)s", day=say_day(next_act.since, "medium"))
        return said, "neutral", "hourglass"
    if next_act.is_ours:
        return gettext(ACTS[next_act.act]), "info", "hand"
    icon = "circle-check" if next_act.act is Act.NOTHING else "hourglass"
    return gettext(ACTS[next_act.act]), "neutral", icon


def say_count(count: int) -> str:
    """How many wait; where no more are counted, `1,000+`."""
    return say_number(count) if count <= MOST_COUNTED else f"{say_number(MOST_COUNTED)}+"


def say_by(due: date | None) -> str:
    """By when a step should be done; empty without a date."""
    return say("by %(day)s", day=say_date(due, "medium")) if due else ""


def say_stand(row: QueueRow) -> str:
    """Where a request stands; how it ended, once it did."""
    return say_resolution(row.resolution) if row.resolution else say_stage(row.status)
