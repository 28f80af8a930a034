"""What the pages of connections say: states, faults of a form, what a machine does with each kind of record."""

from collections.abc import Mapping

from portal.domain.lifecycle import Capability
from portal.domain.register import Recipient, System, Text
from portal.staff import fault_words
from portal.storage.door.connections import ConnectionLine
from portal.words import gettext, say, say_time
from portal.words import marked as _

FIELD_FAULTS = {
    "setting_missing": _("Fill this in"),
    "too_long": _("That is too long"),
    "not_a_line": _("Write it on one line"),
    "not_a_number": _("Write a number, such as 20"),
    "not_a_choice": _("Choose one of these"),
    "category_gone": _("Your register has no such data category any more. Choose another"),
    "secret_again": _("The address has changed. Give the secret again, so that it goes to nobody else."),
}
DRAFT_FAULTS = {
    "bad_mapping": _("The map of tables and columns cannot be used."),
    "bad_settings": _("One of these settings cannot be used."),
    "bad_url": _("That is no address of a database."),
    "database_unknown": _("Of databases, PostgreSQL, MariaDB (MySQL) and SQLite can be connected."),
    "database_missing": _("There is no such database."),
    "database_damaged": _("The database is damaged."),
    "not_a_database": _("The file is not a database."),
    "category_unknown": _("It names a data category that the register does not know."),
    "job_failed": _("It could not be tried. Try it again, or ask whoever runs the portal."),
}
ABLE = {
    Capability.FIND: _("Search"),
    Capability.RECTIFY: _("Correct"),
    Capability.ERASE: _("Delete"),
    Capability.RESTRICT: _("Freeze"),
    Capability.SUPPRESS: _("Stop marketing"),
}
HOW = {
    "auto": (_("By machine"), "good", "check"),
    "review": (_("By machine, after a look"), "good", "eye"),
    "manual": (_("By hand"), "neutral", "user"),
    "none": (_("Not there"), "neutral", "circle-slash"),
}
WHATS = {
    "": _("Nobody"),
    "email": _("by email"),
    "phone": _("by telephone"),
    "customer_number": _("by customer number"),
    "first_name": _("by first name"),
    "last_name": _("by last name"),
    "name": _("by whole name"),
}
ERASES = {
    "": _("A person does it by hand"),
    "delete": _("The row goes"),
    "anonymise": _("The row stays, emptied"),
    "keep": _("Nothing: it stays as it is"),
}
RECIPIENTS = {
    "processor": _("processor"),
    "recipient": _("recipient"),
    "partner": _("partner"),
}


def say_field_fault(code: str) -> str:
    """What is wrong with one setting."""
    return gettext(FIELD_FAULTS[code]) if code in FIELD_FAULTS else say("Fault: %(code)s", code=code)


def say_fault(code: str | None, kinds: Mapping[str, Text] | None = None) -> str:
    """What is wrong with a connection, as a sentence."""
    if code in DRAFT_FAULTS:
        return gettext(DRAFT_FAULTS[code])
    return fault_words.say_fault(code, kinds)


def say_state(line: ConnectionLine) -> tuple[str, str, str]:
    """Word, tone and icon of a connection's state."""
    if line.paused_at is not None:
        return gettext("Paused"), "bad", "circle-pause"
    if line.is_troubled:
        return gettext("Does not work"), "bad", "triangle-alert"
    if line.failing_at is not None:
        return gettext("Does not answer now"), "warn", "refresh-cw"
    if line.seen_at is not None:
        return gettext("Works"), "good", "check"
    return gettext("Being checked"), "info", "clock"


def say_why(line: ConnectionLine) -> list[str]:
    """Why it does not work, in sentences: the pause first, then the last fault, then what the check found."""
    codes = [line.paused_why, line.fault, *line.troubles]
    return list(dict.fromkeys(say_fault(code) for code in codes if code))


def say_since(line: ConnectionLine) -> str:
    """Since when it is so."""
    if line.paused_at is not None:
        return say("Paused since %(moment)s", moment=say_time(line.paused_at))
    if line.failing_at is not None:
        return say("Since %(moment)s", moment=say_time(line.failing_at))
    if line.seen_at is not None:
        return say("Worked last on %(moment)s", moment=say_time(line.seen_at))
    return ""


def say_by_hand(system: System, recipients: Mapping[str, Recipient], language: str) -> str:
    """Who does a system's steps where no machine does."""
    days = say("%(days)s days for each step", days=system.days)
    if system.owner != "processor":
        return say("Our own staff, %(days)s", days=days)
    asked = recipients.get(system.recipient)
    if asked is None:
        return say("The processor, %(days)s", days=days)
    return say("%(who)s, whom we ask, %(days)s", who=asked.name.in_language(language), days=days)
