"""The roles in words: what each is called, and what it may do in one sentence."""

from collections.abc import Collection, Mapping

from portal.domain.register import Register
from portal.domain.roles import Role, Viewer
from portal.words import gettext, language, say
from portal.words import marked as _

ROLES: Mapping[Role, tuple[str, str]] = {
    Role.OWNER: (
        _("Register owner"),
        _("Answers for the register: handles every request, and looks after settings and staff."),
    ),
    Role.HANDLER: (_("Handler"), _("Handles every request from its arrival to the answer.")),
    Role.SCOPED: (_("Scoped handler"), _("Sees and does only what is of some data categories.")),
    Role.REVIEWER: (
        _("Reviewer"),
        _("Is the second person: sees every request, judges and approves, and decides nothing."),
    ),
    Role.AUDITOR: (_("Auditor"), _("Reads everything and changes nothing.")),
    Role.ADMINISTRATOR: (
        _("Administrator"),
        _("Looks after connections, processors and the words of letters, and sees nothing of a request."),
    ),
}
"""For choices too: the label, and the sentence as its hint."""
_IN_REGISTERS = _("Only in some of the registers.")


def choices() -> list[tuple[str, str, str]]:
    """Every role as a choice: its code, its label and its sentence, in the language of the page."""
    return [(role.value, gettext(label), gettext(sentence)) for role, (label, sentence) in ROLES.items()]


def say_role(viewer: Viewer, register: Register) -> tuple[str, str]:
    """What a viewer is called, and what that means, with the categories of a limit; empty for nobody of the staff."""
    if viewer.role is None:
        return "", ""
    label, sentence = ROLES[viewer.role]
    told = [gettext(sentence)]
    if viewer.categories is not None:
        told.append(say_yours(register, viewer.categories))
    if viewer.systems is not None:
        told.append(gettext(_IN_REGISTERS))
    return gettext(label), " ".join(told)


def say_yours(register: Register, keys: Collection[str]) -> str:
    """The categories of a limit, as the register calls and orders them."""
    names = [one.name.in_language(language()) for one in register.categories if one.key in keys]
    return say("Yours: %(categories)s.", categories=", ".join(names))
